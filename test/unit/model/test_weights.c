#include "../../small_weights.h"
#include "test.h"

static dem_status check(const dem_buf *bytes, dem_weights *weights, dem_error *err)
{
    dem_file file;
    *err = (dem_error){0};
    return dem_weights_check((dem_str){bytes->data, bytes->len}, &file, weights, err);
}

/* What the parts now hold is refused, for this reason. */
static void refused(int line, const small_weights *parts, const char *why)
{
    dem_buf bytes = small_build(parts);
    dem_weights weights;
    dem_error err;
    dem_status status = check(&bytes, &weights, &err);
    if (status != DEM_BAD_MODEL || !strstr(err.message, why))
        dem_test_fail(__FILE__, line, "status %d, '%s', and not '%s'", status, err.message, why);
    dem_buf_release(&bytes);
}

static void taken(int line, const small_weights *parts)
{
    dem_buf bytes = small_build(parts);
    dem_weights weights;
    dem_error err;
    dem_status status = check(&bytes, &weights, &err);
    if (status != DEM_OK)
        dem_test_fail(__FILE__, line, "status %d, '%s'", status, err.message);
    dem_buf_release(&bytes);
}

#define REFUSED(parts, why) refused(__LINE__, parts, why)
#define TAKEN(parts) taken(__LINE__, parts)

/* The order in which docs/model-format.md says that the numbers lie. */
TEST(weights_views_are_where_the_format_says)
{
    const small_weights *parts = small_fill(100);
    dem_buf bytes = small_build(parts);
    dem_weights w;
    dem_error err;
    CHECK_INT(check(&bytes, &w, &err), DEM_OK);
    CHECK_INT(w.dim, SMALL_DIM);
    CHECK_INT(w.hidden, SMALL_HIDDEN);
    CHECK_INT(w.label, SMALL_LABEL);
    CHECK_INT(w.layers, SMALL_LAYERS);
    CHECK_INT(w.n_tags, SMALL_TAGS);
    CHECK_INT(w.word_mask, SMALL_SLOTS - 1);
    CHECK_INT(w.lemma_mask, SMALL_LEMMAS - 1);
    CHECK_INT(w.string_at[3], 11);
    CHECK(memcmp(w.strings, "BEHAVE BEEN", 11) == 0);
    CHECK_INT(w.word_shift, 5);
    CHECK_INT(w.affix_shift, 6);
    CHECK_INT(w.shape_shift, 7);
    CHECK(memcmp(w.shape_rows, parts->shape_rows, DEM_SHAPES * SMALL_DIM) == 0);
    const dem_matrix *const matrices[] = {&w.layer[0], &w.tag, &w.slots, &w.label_d, &w.label_h, &w.label_out};
    static const int32_t shape[][2] = {{SMALL_DIM, 3 * SMALL_DIM}, {SMALL_DIM, SMALL_TAGS_PADDED}, {SMALL_DIM, DEM_SLOTS * SMALL_HIDDEN}, {SMALL_DIM, SMALL_LABEL},
                                       {SMALL_DIM, SMALL_LABEL}, {SMALL_LABEL, SMALL_RELS_PADDED}};
    const int16_t *dense = w.layer[0].weights;
    const int32_t *biases = w.layer[0].bias;
    CHECK(memcmp(dense, parts->dense, 2 * SMALL_DENSE) == 0);
    CHECK(memcmp(biases, parts->biases, 4 * SMALL_BIASES) == 0);
    for (ptrdiff_t i = 0; i < DEM_COUNT(matrices); i++) {
        CHECK(matrices[i]->weights == dense);
        CHECK(matrices[i]->bias == biases);
        CHECK_INT(matrices[i]->inputs, shape[i][0]);
        CHECK_INT(matrices[i]->outputs, shape[i][1]);
        dense += (ptrdiff_t)shape[i][0] * shape[i][1];
        biases += shape[i][1];
    }
    const int16_t *const rows[] = {w.special, w.near, w.far, w.hidden_bias, w.action, w.label_root, w.label_distance};
    static const int32_t lengths[] = {2 * DEM_SLOTS * SMALL_HIDDEN, DEM_DISTANCES * SMALL_HIDDEN, DEM_DISTANCES * SMALL_HIDDEN, SMALL_HIDDEN, DEM_ACTIONS * SMALL_HIDDEN,
                                      SMALL_LABEL, 2 * DEM_DISTANCES * SMALL_LABEL};
    for (ptrdiff_t i = 0; i < DEM_COUNT(rows); i++) {
        CHECK(rows[i] == dense);
        dense += lengths[i];
    }
    CHECK(w.action_bias == biases);
    CHECK_INT(w.name, SMALL_NAME);
    CHECK(w.name_in.weights == dense);
    CHECK(w.name_in.bias == biases + DEM_ACTIONS);
    CHECK(w.name_evidence == dense + SMALL_DIM * SMALL_NAME);
    CHECK(w.name_out.weights == w.name_evidence + 3 * DEM_EVIDENCE_BITS * SMALL_NAME);
    CHECK_INT(w.name_out.weights + SMALL_NAME * SMALL_NAMES_PADDED - w.layer[0].weights, SMALL_DENSE);
    CHECK_INT(w.name_out.bias + SMALL_NAMES_PADDED - w.layer[0].bias, SMALL_BIASES);
    dem_buf_release(&bytes);
}

TEST(weights_refuse_another_kind_of_file)
{
    const small_weights *parts = small_fill(100);
    dem_buf bytes;
    dem_weights w;
    dem_error err;
    dem_buf_init(&bytes, NULL);
    dem_file_build(DEM_FILE_KB, dem_syntax_section_types, DEM_SYNTAX_SECTIONS, &parts->content, &bytes);
    CHECK_INT(check(&bytes, &w, &err), DEM_BAD_MODEL);
    CHECK(strstr(err.message, "kind") != NULL);
    bytes.len = 0;
    CHECK_INT(check(&bytes, &w, &err), DEM_BAD_MODEL);
    dem_buf_release(&bytes);
}

/* The file of before there were weights. */
TEST(weights_refuse_an_empty_model)
{
    dem_file content = {.section = {{(const uint32_t[]){0, 0}, 2}, {"", 0}}};
    dem_buf bytes;
    dem_weights w;
    dem_error err;
    memset(content.hash, '0', 64);
    dem_buf_init(&bytes, NULL);
    dem_file_build(DEM_FILE_SYNTAX, dem_syntax_section_types, 2, &content, &bytes);
    CHECK_INT(check(&bytes, &w, &err), DEM_BAD_MODEL);
    CHECK(strstr(err.message, "2 sections") != NULL);
    dem_buf_release(&bytes);
}

TEST(weights_refuse_sizes_that_do_not_fit)
{
    static const struct { int which; uint32_t value; const char *why; } wrong[] = {
        {SMALL_SIZE_DIM, 0, "layers of 0, 16 and 16"}, {SMALL_SIZE_DIM, 48, "layers of 48,"}, {SMALL_SIZE_DIM, 544, "layers of 544,"}, {SMALL_SIZE_DIM, 0xffffffe0u, "layers of 4294967264,"},
        {SMALL_SIZE_HIDDEN, 0, "layers of 32, 0 and 16"}, {SMALL_SIZE_HIDDEN, 24, ", 24 and"}, {SMALL_SIZE_HIDDEN, 528, ", 528 and"}, {SMALL_SIZE_HIDDEN, 0xfffffff0u, "cannot use"},
        {SMALL_SIZE_LABEL, 0, "layers of 32, 16 and 0"}, {SMALL_SIZE_LABEL, 17, "and 17,"}, {SMALL_SIZE_LABEL, 528, "and 528,"}, {SMALL_SIZE_LABEL, 0xfffffff0u, "cannot use"},
        {SMALL_SIZE_NAME, 8, "for names of 8"}, {SMALL_SIZE_NAME, 528, "for names of 528"}, {SMALL_SIZE_LAYERS, 0, "0 layers"}, {SMALL_SIZE_LAYERS, 9, "9 layers"}, {SMALL_SIZE_LAYERS, 0xffffffffu, "layers or a fixed point"},
        {SMALL_SIZE_WORD_SHIFT, 9, "fixed point"}, {SMALL_SIZE_AFFIX_SHIFT, 9, "fixed point"}, {SMALL_SIZE_SHAPE_SHIFT, 0x80000000u, "fixed point"}};
    small_weights *parts = small_fill(100);
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        uint32_t old = parts->sizes[wrong[i].which];
        parts->sizes[wrong[i].which] = wrong[i].value;
        REFUSED(parts, wrong[i].why);
        parts->sizes[wrong[i].which] = old;
    }
    for (int which = SMALL_SIZE_WORD_SHIFT; which <= SMALL_SIZE_SHAPE_SHIFT; which++)
        parts->sizes[which] = which % 2 ? 0 : 8;
    TAKEN(parts);
    parts->content.section[DEM_SYNTAX_SIZES].rows = 0;
    REFUSED(parts, "0 rows of sizes");
    parts->content.section[DEM_SYNTAX_SIZES].rows = 2;
    REFUSED(parts, "2 rows of sizes");
}

/* Sizes that could be used, but of which there are not as many weights. */
TEST(weights_refuse_sizes_that_are_not_those_of_the_sections)
{
    small_weights *parts = small_fill(100);
    parts->sizes[SMALL_SIZE_DIM] = 64;
    REFUSED(parts, "section 'word_rows' has 96 bytes and should have 192");
    parts->sizes[SMALL_SIZE_DIM] = SMALL_DIM;
    parts->sizes[SMALL_SIZE_HIDDEN] = 512;
    REFUSED(parts, "not as many as their sizes say");
    parts->sizes[SMALL_SIZE_HIDDEN] = SMALL_HIDDEN;
    parts->sizes[SMALL_SIZE_LABEL] = 512;
    REFUSED(parts, "not as many as their sizes say");
    parts->sizes[SMALL_SIZE_LABEL] = SMALL_LABEL;
    parts->sizes[SMALL_SIZE_NAME] = 0;
    REFUSED(parts, "not as many as their sizes say");
    parts->sizes[SMALL_SIZE_NAME] = SMALL_NAME;
    parts->sizes[SMALL_SIZE_LAYERS] = DEM_MAX_LAYERS;
    REFUSED(parts, "not as many as their sizes say");
    parts->sizes[SMALL_SIZE_LAYERS] = SMALL_LAYERS;
    TAKEN(parts);
}

TEST(weights_refuse_a_table_of_words_that_could_not_be_searched)
{
    small_weights *parts = small_fill(100);
    dem_section *words = &parts->content.section[DEM_SYNTAX_WORDS];
    words->rows = 0;
    REFUSED(parts, "0 slots, no power of two");
    words->rows = SMALL_SLOTS + 1;
    REFUSED(parts, "5 slots, no power of two");
    words->rows = SMALL_SLOTS;
    for (uint32_t i = 0; i < SMALL_SLOTS; i++) {
        dem_word_slot old = parts->words[i];
        parts->words[i].row = SMALL_WORDS;
        REFUSED(parts, "names row 3 of 3");
        parts->words[i].row = 0;
        if (old.row == DEM_NO_ROW)
            REFUSED(parts, "no empty slot");
        parts->words[i] = old;
    }
    TAKEN(parts);
    words->rows = 1;
    parts->words[0].row = DEM_NO_ROW; /* no word at all is no mistake */
    parts->sizes[SMALL_SIZE_WORDS] = parts->content.section[DEM_SYNTAX_WORD_ROWS].rows = 0;
    TAKEN(parts);
}

TEST(weights_refuse_a_table_of_lemmas_that_could_not_be_searched)
{
    small_weights *parts = small_fill(100);
    dem_section *lemmas = &parts->content.section[DEM_SYNTAX_LEMMAS];
    lemmas->rows = 0;
    REFUSED(parts, "the table of lemmas has 0 slots");
    lemmas->rows = SMALL_LEMMAS + 1;
    REFUSED(parts, "the table of lemmas has 9 slots, 7 of them empty");
    lemmas->rows = SMALL_LEMMAS;
    for (int i = 0; i < SMALL_LEMMAS; i++)
        parts->lemmas[i].lemma = 2;
    REFUSED(parts, "8 slots, 0 of them empty");
    parts->lemmas[5].lemma = 3;
    REFUSED(parts, "section 'lemmas', row 5, column 1: 3 is out of range");
    parts->lemmas[5].lemma = 0;
    TAKEN(parts);
    lemmas->rows = 1;
    parts->lemmas[0].lemma = 0; /* no lemma at all is no mistake */
    TAKEN(parts);
}

TEST(weights_refuse_rows_too_few_or_too_many)
{
    static const struct { int section; int step; const char *why; } wrong[] = {
        {DEM_SYNTAX_WORD_ROWS, 1, "section 'word_rows' has"}, {DEM_SYNTAX_AFFIX_ROWS, 1, "section 'affix_rows' has"}, {DEM_SYNTAX_SHAPE_ROWS, 1, "section 'shape_rows' has"},
        {DEM_SYNTAX_DENSE, 2, "not as many"}, {DEM_SYNTAX_BIASES, 1, "not as many"}};
    small_weights *parts = small_fill(100);
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        uint32_t *rows = &parts->content.section[wrong[i].section].rows, right = *rows;
        *rows = right + (uint32_t)wrong[i].step;
        REFUSED(parts, wrong[i].why);
        *rows = right - (uint32_t)wrong[i].step;
        REFUSED(parts, wrong[i].why);
        *rows = 0;
        REFUSED(parts, wrong[i].why);
        *rows = right;
    }
    parts->sizes[SMALL_SIZE_WORDS] = SMALL_WORDS + (1u << 27); /* times dim: the right number if 32 bits were all that counts */
    REFUSED(parts, "should have 4294967392");
    parts->sizes[SMALL_SIZE_WORDS] = SMALL_WORDS;
    TAKEN(parts);
}

TEST(weights_refuse_tags_out_of_range)
{
    small_weights *parts = small_fill(100);
    dem_section *tags = &parts->content.section[DEM_SYNTAX_TAGS];
    tags->rows = 0;
    REFUSED(parts, "0 tags");
    static dem_tag_row many[1025];
    *tags = (dem_section){many, 1025};
    REFUSED(parts, "1025 tags");
    *tags = (dem_section){parts->tags, SMALL_TAGS + SMALL_TAGS_PADDED}; /* more than the scores */
    REFUSED(parts, "not as many");
    tags->rows = SMALL_TAGS;
    parts->tags[SMALL_TAGS - 1].upos = DEM_UPOS_COUNT;
    REFUSED(parts, "section 'tags', row 4, column 0: 17 is out of range");
    parts->tags[SMALL_TAGS - 1].upos = DEM_UPOS_COUNT - 1;
    TAKEN(parts);
}
