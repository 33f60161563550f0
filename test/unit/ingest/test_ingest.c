#include "ingest/ingest.h"
#include "test.h"

typedef struct {
    dem_arena arena;
    dem_doc doc;
    dem_error err;
} fixture;

static fixture start(void)
{
    fixture f = {0};
    dem_arena_init(&f.arena, NULL);
    f.doc.limits = (dem_limits){.document_bytes = 1000, .sentence_tokens = 400, .json_depth = 4};
    return f;
}

static dem_status json(fixture *f, const char *text)
{
    *f = start();
    f->doc.arena = &f->arena;
    return dem_ingest_json(&f->doc, dem_str_of(text), &f->err);
}

static dem_str body_of(fixture *f)
{
    return f->doc.field[DEM_BODY].text;
}

TEST(ingest_json_fills_the_document)
{
    fixture f;
    CHECK_INT(json(&f, " {\"id\": 17, \"date\":\"2024-04-04T10:00\", \"title\":\"A\", \"text\":\"B\\nC\", \"url\":\"http://x\", \"source\":\"S\"} \n"), DEM_OK);
    CHECK_STR(f.doc.ref, "17");
    CHECK_STR(body_of(&f), "B\nC");
    CHECK_STR(f.doc.field[DEM_TITLE].text, "A");
    CHECK_STR(f.doc.url, "http://x");
    CHECK_STR(f.doc.source, "S");
    CHECK_INT(f.doc.published.year, 2024);
    CHECK_INT(f.doc.basis, DEM_BASIS_GIVEN);
    dem_arena_release(&f.arena);
}

TEST(ingest_json_decodes_escapes)
{
    fixture f;
    CHECK_INT(json(&f, "{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00 \\ud83d x \\udc00 \\u0000\"}"), DEM_OK);
    CHECK_STR(body_of(&f), "\"\\/\b\f\n\r\t \xc3\xa9 \xf0\x9f\x98\x80 \xef\xbf\xbd x \xef\xbf\xbd \xef\xbf\xbd");
    dem_arena_release(&f.arena);
}

TEST(ingest_json_skips_keys_it_does_not_know)
{
    fixture f;
    CHECK_INT(json(&f, "{\"a\":[1,-2.5e+3,{\"b\":[]},true,null,\"\\u0041\"],\"text\":\"x\",\"c\":{}}"), DEM_OK);
    CHECK_STR(body_of(&f), "x");
    dem_arena_release(&f.arena);
}

TEST(ingest_json_refuses_what_is_no_document)
{
    static const char *const wrong[] = {
        "", "[]", "{", "{\"text\"", "{\"text\":\"x\"", "{\"text\":\"x\"}}", "{\"text\":\"x\",}", "{text:\"x\"}", "{'text':'x'}", "{\"text\":\"x\" \"a\":1}",
        "{\"text\":null}", "{\"text\":5}", "{\"title\":\"x\"}", "{\"text\":\"x\",\"title\":[]}", "{\"text\":\"a\nb\"}", "{\"text\":\"\\x\"}",
        "{\"text\":\"\\u12\"}", "{\"text\":\"x\",\"a\":01}", "{\"text\":\"x\",\"a\":1.}", "{\"text\":\"x\",\"a\":.5}", "{\"text\":\"x\",\"a\":tru}",
        "{\"text\":\"x\",\"a\":[1,]}", "{\"text\":\"x\",\"a\":[}", "{\"text\":\"x\",\"a\":{\"b\"}}", "{\"text\":\"x\",\"a\":-}", "{\"text\":\"\\"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        fixture f;
        if (json(&f, wrong[i]) != DEM_BAD_INPUT || f.err.offset < 0 || f.err.message[0] == '\0')
            dem_test_fail(__FILE__, __LINE__, "accepted: %s", wrong[i]);
        dem_arena_release(&f.arena);
    }
}

TEST(ingest_json_has_limits)
{
    fixture f;
    CHECK_INT(json(&f, "{\"a\":[[[[1]]]],\"text\":\"x\"}"), DEM_OK);
    dem_arena_release(&f.arena);
    CHECK_INT(json(&f, "{\"a\":[[[[[1]]]]],\"text\":\"x\"}"), DEM_LIMIT);
    dem_arena_release(&f.arena);
    char big[1200] = "{\"text\":\"";
    ptrdiff_t n = (ptrdiff_t)strlen(big);
    memset(big + n, 'x', 1001);
    memcpy(big + n + 1001, "\"}", 3);
    CHECK_INT(json(&f, big), DEM_LIMIT);
    dem_arena_release(&f.arena);
}

static dem_status input(fixture *f, const dem_input *in)
{
    *f = start();
    f->doc.arena = &f->arena;
    return dem_ingest_input(&f->doc, in, &f->err);
}

TEST(ingest_id_is_the_hash_of_the_bytes_as_they_came)
{
    fixture f;
    CHECK_INT(input(&f, &(dem_input){.text = "abc", .text_len = 3}), DEM_OK);
    CHECK_STR(dem_str_of(f.doc.id), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    dem_arena_release(&f.arena);
    CHECK_INT(input(&f, &(dem_input){.text = "c", .text_len = 1, .title = "ab"}), DEM_OK);
    char titled[65];
    memcpy(titled, f.doc.id, sizeof titled);
    dem_arena_release(&f.arena);
    CHECK_INT(input(&f, &(dem_input){.text = "ab\nc", .text_len = 4}), DEM_OK);
    CHECK_STR(dem_str_of(f.doc.id), titled);
    dem_arena_release(&f.arena);
}

TEST(ingest_the_same_text_has_the_same_id_as_json)
{
    fixture f, g;
    CHECK_INT(input(&f, &(dem_input){.text = "a\n\xc3\xa9", .text_len = 4}), DEM_OK);
    CHECK_INT(json(&g, "{\"text\":\"a\\n\\u00e9\"}"), DEM_OK);
    CHECK_STR(dem_str_of(f.doc.id), g.doc.id);
    dem_arena_release(&f.arena);
    dem_arena_release(&g.arena);
}

TEST(ingest_repairs_and_counts)
{
    fixture f;
    CHECK_INT(input(&f, &(dem_input){.text = "caf\xe9", .text_len = 4, .ref = "r\xff", .published = "2023-13-40", .agency = "AFP"}), DEM_OK);
    CHECK_STR(body_of(&f), "caf\xc3\xa9");
    CHECK_INT(f.doc.repaired, 1);
    CHECK_INT(f.doc.published.year, 0);
    CHECK_INT(f.doc.basis, DEM_BASIS_UNKNOWN);
    CHECK_STR(f.doc.agency, "AFP");
    CHECK_INT(dem_utf8_valid_prefix(f.doc.ref), f.doc.ref.len);
    dem_arena_release(&f.arena);
}

TEST(ingest_input_says_how_the_date_is_known)
{
    fixture f;
    CHECK_INT(input(&f, &(dem_input){.text = "x", .text_len = 1, .published = "2023-07", .basis = "inferred"}), DEM_OK);
    CHECK_INT(f.doc.published.month, 7);
    CHECK_INT(f.doc.basis, DEM_BASIS_INFERRED);
    dem_arena_release(&f.arena);
    char big[1001] = "";
    CHECK_INT(input(&f, &(dem_input){.text = big, .text_len = sizeof big}), DEM_LIMIT);
    dem_arena_release(&f.arena);
}
