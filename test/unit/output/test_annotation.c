#include "engine/fixture.h"

static const dem_options annotations = {.format = DEM_FORMAT_ANNOTATION};

static void check_has(dem_str out, int line, const char *part)
{
    if (!fixture_has(out, part))
        dem_test_fail(__FILE__, line, "'%s' is not in '%.*s'", part, (int)out.len, out.data);
}

TEST(annotation_counts_code_points_of_the_field)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    dem_input in = {.text = "\xc3\x89. Peru didn\xe2\x80\x99t attack Chile.", .text_len = 31, .title = "Talks in Lima", .published = "2024-04-05"};
    dem_str out = fixture_code(&f, &in);
    check_has(out, __LINE__, "{\"type\":\"annotation\",\"schema\":\"1\",\"doc\":{");
    check_has(out, __LINE__, "\"text\":{\"title\":\"Talks in Lima\",\"body\":\"\xc3\x89. Peru didn\xe2\x80\x99t attack Chile.\"},\"skipped\":[]");
    check_has(out, __LINE__, "{\"index\":0,\"field\":\"title\",\"start\":0,\"end\":13,\"headline\":true,\"paragraph\":");
    check_has(out, __LINE__, "{\"start\":3,\"end\":7,\"upos\":\"PROPN\",\"feats\":\"Number=Sing\",\"lemma\":\"Peru\",\"head\":");
    check_has(out, __LINE__, "{\"start\":8,\"end\":11,\"upos\":\"AUX\"");
    check_has(out, __LINE__, "{\"start\":11,\"end\":14,\"upos\":\"PART\"");
    check_has(out, __LINE__, "\"trigger\":{\"start\":15,\"end\":21}");
    CHECK_INT(out.data[out.len - 1], '\n');
    CHECK(memchr(out.data, '\n', (size_t)out.len) == out.data + out.len - 1);
    fixture_close(&f);
}

TEST(annotation_tells_the_name_from_its_phrase)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    const char *text = "Kenyan spokesman Gideon Okello said on Tuesday he would visit Somalia.";
    dem_input in = {.text = text, .text_len = strlen(text), .published = "2024-04-05"};
    dem_str out = fixture_code(&f, &in);
    check_has(out, __LINE__, "{\"sentence\":0,\"start\":0,\"end\":30,\"core_start\":17,\"core_end\":30,");
    check_has(out, __LINE__, "\"kind\":\"name\",\"type\":\"person\",\"name\":\"Gideon Okello\",\"country\":\"KEN\"");
    check_has(out, __LINE__, "\"kind\":\"pronoun\",\"type\":\"person\",\"name\":\"Gideon Okello\"");
    check_has(out, __LINE__, "\"refers_to\":0");
    check_has(out, __LINE__, "\"times\":[{\"sentence\":0,\"start\":39,\"end\":46,\"type\":\"DATE\",\"value\":\"2024-04-02\",\"from\":\"2024-04-02\",\"to\":\"2024-04-02\",\"precision\":\"day\"}]");
    check_has(out, __LINE__, "\"statements\":[{\"sentence\":0,\"id\":\"");
    check_has(out, __LINE__, "\"kind\":\"indirect\",\"speaker\":0,\"verb\":{\"start\":31,\"end\":35},\"quote\":[{\"start\":");
    fixture_close(&f);
}

TEST(annotation_keeps_the_core_of_a_phrase_within_it)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    const char *text = "Peru attacked villages, as well as small towns."; /* the comma is a word of the second phrase */
    dem_input in = {.text = text, .text_len = strlen(text)};
    check_has(fixture_code(&f, &in), __LINE__,
              "{\"sentence\":0,\"start\":24,\"end\":46,\"core_start\":24,\"core_end\":46,\"head_start\":41,\"kind\":\"description\"");
    fixture_close(&f);
}

TEST(annotation_writes_amounts_with_their_kind)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    const char *text = "Peru gave Chile $2 million.";
    dem_input in = {.text = text, .text_len = strlen(text)};
    check_has(fixture_code(&f, &in), __LINE__,
              "\"quantities\":[{\"sentence\":0,\"start\":16,\"end\":26,\"value\":2000000,\"unit\":\"USD\",\"rel\":\"=\",\"unit_kind\":\"currency\"}]");
    fixture_close(&f);
}

TEST(annotation_writes_only_the_layers_that_are_asked_for)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_ANNOTATION, .layers = DEM_LAYER_QUOTES}))
        return;
    const char *text = "Peru said on Monday that Chile sent 20 doctors.";
    dem_input in = {.text = text, .text_len = strlen(text)};
    dem_str out = fixture_code(&f, &in);
    check_has(out, __LINE__, "\"sentences\":[{\"index\":0,\"field\":\"body\",\"start\":0,\"end\":47,\"paragraph\":0}],\"mentions\":[{");
    check_has(out, __LINE__, "],\"statements\":[{");
    CHECK(!fixture_has(out, "\"times\"") && !fixture_has(out, "\"quantities\"") && !fixture_has(out, "\"events\""));
    fixture_close(&f);
}

TEST(annotation_says_who_says_that_it_happened)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    const char *text = "Interfax quoted an official as saying that Peru attacked Chile.";
    dem_input in = {.text = text, .text_len = strlen(text)};
    check_has(fixture_code(&f, &in), __LINE__,
              "\"attribution\":[{\"speaker\":0,\"cue\":{\"start\":9,\"end\":15}},{\"speaker\":1,\"cue\":{\"start\":31,\"end\":37}}],\"evidence\"");
    fixture_close(&f);
}

TEST(annotation_of_nothing_has_empty_layers)
{
    fixture f;
    if (!fixture_open(&f, &annotations))
        return;
    dem_input in = {.text = "", .text_len = 0};
    check_has(fixture_code(&f, &in), __LINE__,
              "\"text\":{},\"skipped\":[],\"sentences\":[],\"mentions\":[],\"times\":[],\"quantities\":[],\"events\":[],\"statements\":[],\"by\":{");
    fixture_close(&f);
}
