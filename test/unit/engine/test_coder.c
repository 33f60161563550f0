#include "engine/fixture.h"

static const char report[] = "Peru attacked Chile on Monday.";

static dem_input input(const char *text)
{
    return (dem_input){.text = text, .text_len = strlen(text), .ref = "a.txt", .published = "2024-04-05"};
}

static dem_status code_json(fixture *f, const char *json)
{
    f->out.len = 0;
    return dem_code_json(f->coder, "a.jsonl", json, strlen(json), fixture_keep, &f->out, &f->err);
}

static bool stop(void *ctx, const char *data, size_t len)
{
    (void)data;
    (void)len;
    ++*(int *)ctx;
    return false;
}

TEST(coder_needs_a_model)
{
    dem_coder *coder = (dem_coder *)&coder;
    dem_error err;
    CHECK_INT(dem_coder_new(NULL, NULL, &coder, &err), DEM_BAD_ARG);
    CHECK(coder == NULL);
    CHECK_INT(err.status, DEM_BAD_ARG);
    CHECK(err.message[0] != '\0');
    CHECK_INT(dem_coder_new(NULL, NULL, &coder, NULL), DEM_BAD_ARG);
    dem_coder_free(NULL);
}

TEST(coder_checks_its_limits)
{
    static const dem_limits wrong[] = {
        {.document_bytes = -1},        {.document_bytes = INT64_MAX}, {.sentence_tokens = -1},
        {.sentence_tokens = INT64_MAX}, {.json_depth = -1},            {.json_depth = INT64_MAX},
    };
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        dem_options options = {.limits = wrong[i]};
        dem_coder *coder;
        CHECK_INT(dem_coder_new(f.model, &options, &coder, &f.err), DEM_BAD_ARG);
        CHECK(coder == NULL);
    }
    fixture_close(&f);
}

TEST(coder_skips_a_document_past_its_limit)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.limits = {.document_bytes = 30}}))
        return;
    dem_input in = input("Peru attacked Chile on Monday. ");
    CHECK_INT(dem_code(f.coder, &in, fixture_keep, &f.out, &f.err), DEM_LIMIT);
    CHECK_INT(f.err.status, DEM_LIMIT);
    CHECK_INT(f.out.len, 0);
    in = input(report);
    CHECK_INT(in.text_len, 30);
    CHECK(fixture_code(&f, &in).len > 0);
    in.title = "x";
    CHECK_INT(dem_code(f.coder, &in, fixture_keep, &f.out, &f.err), DEM_LIMIT);
    fixture_close(&f);
}

TEST(coder_cuts_a_sentence_past_its_limit)
{
    fixture f;
    dem_stats s;
    if (!fixture_open(&f, &(dem_options){.limits = {.sentence_tokens = 10}}))
        return;
    dem_input in = input("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen.");
    (void)fixture_code(&f, &in);
    dem_coder_stats(f.coder, &s);
    CHECK_INT(s.documents, 1);
    CHECK_INT(s.tokens, 16);
    CHECK(s.sentences >= 2);
    fixture_close(&f);
}

TEST(coder_limits_the_depth_of_json)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.limits = {.json_depth = 3}}))
        return;
    CHECK_INT(code_json(&f, "{\"x\":[[1]],\"text\":\"Peru attacked Chile.\"}"), DEM_OK);
    CHECK(f.out.len > 0);
    CHECK_INT(code_json(&f, "{\"x\":[[[[1]]]],\"text\":\"Peru attacked Chile.\"}"), DEM_LIMIT);
    CHECK_INT(f.out.len, 0);
    fixture_close(&f);
}

TEST(coder_json_gives_the_same_records_as_text)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_input in = input("Peru attacked Chile.");
    dem_buf first;
    dem_buf_init(&first, NULL);
    dem_buf_add(&first, fixture_code(&f, &in));
    CHECK_INT(code_json(&f, "{\"id\":\"a.txt\",\"date\":\"2024-04-05\",\"text\":\"Peru attacked Chile.\",\"other\":[null,1.5e3]}"), DEM_OK);
    CHECK(first.len > 0);
    CHECK(dem_str_eq((dem_str){first.data, first.len}, (dem_str){f.out.data, f.out.len}));
    dem_buf_release(&first);
    fixture_close(&f);
}

TEST(coder_json_without_an_id_takes_the_name)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    CHECK_INT(code_json(&f, "{\"text\":\"Peru attacked Chile.\"}"), DEM_OK);
    CHECK(fixture_has((dem_str){f.out.data, f.out.len}, "\"ref\":\"a.jsonl\""));
    fixture_close(&f);
}

TEST(coder_json_errors_name_the_byte)
{
    static const struct {
        const char *json;
        int64_t from, to; /* where the offset may lie */
    } rows[] = {
        {"", 0, 0},
        {"[1]", 0, 0},
        {"{\"id\":\"a\"}", 0, 10},
        {"{\"text\":\"a\" \"b\":1}", 12, 12},
        {"{\"text\":nul}", 8, 11},
        {"{\"text\":\"a\"} x", 13, 13},
        {"{\"text\":\"a\x01\"}", 10, 10},
        {"{\"text\":\"\\q\"}", 9, 11},
        {"{\"text\":\"abc", 8, 12},
        {"{\"text\":[1]}", 8, 11},
    };
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(rows); i++) {
        dem_status status = code_json(&f, rows[i].json);
        if (status != DEM_BAD_INPUT || f.err.status != DEM_BAD_INPUT || f.err.offset < rows[i].from || f.err.offset > rows[i].to || f.out.len)
            dem_test_fail(__FILE__, __LINE__, "'%s' gives status %d at byte %lld", rows[i].json, (int)status, (long long)f.err.offset);
        CHECK(f.err.message[0] != '\0' && strlen(f.err.message) < sizeof f.err.message);
    }
    CHECK_INT(dem_code_json(f.coder, NULL, "{", 1, fixture_keep, &f.out, NULL), DEM_BAD_INPUT);
    fixture_close(&f);
}

TEST(coder_ends_when_the_sink_stops)
{
    fixture f;
    int calls = 0;
    if (!fixture_open(&f, NULL))
        return;
    dem_input in = input(report);
    CHECK_INT(dem_code(f.coder, &in, stop, &calls, &f.err), DEM_STOPPED);
    CHECK_INT(f.err.status, DEM_STOPPED);
    CHECK_INT(calls, 1);
    CHECK_INT(dem_explain(f.coder, &in, stop, &calls, NULL), DEM_STOPPED);
    CHECK_INT(calls, 2);
    fixture_close(&f);
}

TEST(coder_goes_on_after_an_error)
{
    fixture f;
    dem_buf first;
    int calls = 0;
    if (!fixture_open(&f, &(dem_options){.limits = {.document_bytes = 64}}))
        return;
    dem_input in = input(report), longer = input("Peru attacked Chile on Monday, and on Tuesday, and on Wednesday too.");
    dem_buf_init(&first, NULL);
    dem_buf_add(&first, fixture_code(&f, &in));
    for (int i = 0; i < 3; i++) {
        dem_status status = i == 0   ? dem_code(f.coder, &longer, fixture_keep, &f.out, &f.err)
                            : i == 1 ? code_json(&f, "{\"text\":")
                                     : dem_code(f.coder, &in, stop, &calls, &f.err);
        CHECK(status != DEM_OK);
        dem_str again = fixture_code(&f, &in);
        CHECK(dem_str_eq(again, (dem_str){first.data, first.len}));
    }
    CHECK_INT(f.err.status, DEM_OK);
    CHECK_INT(f.err.offset, -1);
    dem_buf_release(&first);
    fixture_close(&f);
}

TEST(coder_takes_an_empty_document)
{
    fixture f;
    dem_stats s;
    if (!fixture_open(&f, NULL))
        return;
    CHECK_INT(fixture_code(&f, &(dem_input){0}).len, 0);
    CHECK_INT(fixture_code(&f, &(dem_input){.text = ""}).len, 0);
    dem_coder_stats(f.coder, &s);
    CHECK_INT(s.documents, 2);
    CHECK_INT(s.sentences, 0);
    fixture_close(&f);
}

TEST(coder_reads_as_many_bytes_as_it_is_told)
{
    static const char text[] = {'P', 'e', 'r', 'u', ' ', 'm', 'e', 't', ' ', 'C', 'h', 'i', 'l', 'e', '.', '!', '!'};
    fixture f;
    dem_stats s;
    if (!fixture_open(&f, NULL))
        return;
    (void)fixture_code(&f, &(dem_input){.text = text, .text_len = 15});
    dem_coder_stats(f.coder, &s);
    CHECK_INT(s.input_bytes, 15);
    CHECK_INT(s.tokens, 4);
    fixture_close(&f);
}

TEST(coder_counts_what_it_did)
{
    fixture f;
    dem_stats s;
    if (!fixture_open(&f, NULL))
        return;
    dem_coder_stats(f.coder, &s);
    CHECK_INT(s.documents, 0);
    dem_input in = input("Peru attacked Chile, the police said. The weather was fine.");
    (void)fixture_code(&f, &in);
    in = input("Peru met \xff\xfe Chile.");
    (void)fixture_code(&f, &in);
    dem_coder_stats(f.coder, &s);
    CHECK_INT(s.documents, 2);
    CHECK_INT(s.sentences, 3);
    CHECK_INT(s.statements, 1);
    CHECK(s.events >= 1);
    CHECK(s.words > 0 && s.words < s.tokens);
    CHECK_INT(s.repaired_bytes, 2);
    for (int i = 0; i < DEM_STAGES; i++)
        CHECK_INT(s.stage_ns[i], 0);
    fixture_close(&f);
}

TEST(coder_measures_stages_when_asked)
{
    fixture f;
    dem_stats s;
    int64_t sum = 0;
    if (!fixture_open(&f, &(dem_options){.stages = true}))
        return;
    dem_input in = input(report);
    (void)fixture_code(&f, &in);
    dem_coder_stats(f.coder, &s);
    for (int i = 0; i < DEM_STAGES; i++) {
        CHECK(s.stage_ns[i] >= 0);
        sum += s.stage_ns[i];
    }
    CHECK(sum > 0);
    fixture_close(&f);
}

TEST(coder_writes_a_document_record_when_asked)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.documents = true}))
        return;
    dem_input in = input("The weather was fine.");
    dem_str out = fixture_code(&f, &in);
    CHECK(fixture_has(out, "\"type\":\"document\""));
    CHECK(fixture_has(out, "\"sentences\":1,\"coded\":0,\"uncoded\":1"));
    CHECK(dem_str_ends(out, DEM_S("}\n")));
    fixture_close(&f);
}

TEST(coder_takes_an_unreadable_date_as_unknown)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_input in = input("Peru attacked Chile.");
    in.published = "soon";
    CHECK(!fixture_has(fixture_code(&f, &in), "\"published\""));
    in.published = "2024-04-05T10:00:00Z";
    CHECK(fixture_has(fixture_code(&f, &in), "\"published\":\"2024-04-05\""));
    fixture_close(&f);
}

TEST(coder_explains_tokens_actors_and_frames)
{
    static const char *const parts[] = {"attacked", "attack", "VERB", "nsubj", "PER", "CHL", "ASSAULT", ": yes ", "2024-04-01"};
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_input in = input(report);
    CHECK_INT(dem_explain(f.coder, &in, fixture_keep, &f.out, &f.err), DEM_OK);
    for (ptrdiff_t i = 0; i < DEM_COUNT(parts); i++)
        if (!fixture_has((dem_str){f.out.data, f.out.len}, parts[i]))
            dem_test_fail(__FILE__, __LINE__, "explain does not print '%s'", parts[i]);
    fixture_close(&f);
}

TEST(coder_header_is_for_csv_alone)
{
    static const dem_format formats[] = {DEM_FORMAT_JSONL, DEM_FORMAT_CSV, DEM_FORMAT_TABLE};
    for (ptrdiff_t i = 0; i < DEM_COUNT(formats); i++) {
        fixture f;
        int calls = 0;
        bool csv = formats[i] == DEM_FORMAT_CSV;
        if (!fixture_open(&f, &(dem_options){.format = formats[i]}))
            return;
        CHECK_INT(dem_write_header(f.coder, fixture_keep, &f.out, &f.err), DEM_OK);
        dem_str out = {f.out.data, f.out.len};
        CHECK_INT(out.len > 0, csv);
        CHECK_INT(dem_str_starts(out, DEM_S("type,id,ref,")), csv);
        CHECK_INT(dem_str_ends(out, DEM_S("\r\n")), csv);
        CHECK_INT(dem_write_header(f.coder, stop, &calls, &f.err), csv ? DEM_STOPPED : DEM_OK);
        CHECK_INT(calls, csv);
        fixture_close(&f);
    }
}
