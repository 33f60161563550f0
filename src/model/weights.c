#include "model/weights.h"

#include "doc/ud.h"
#include "model/kb.h"

const dem_section_type dem_syntax_section_types[DEM_SYNTAX_SECTIONS] = {
    {"strings", "#"}, {"bytes", "."}, {"sizes", "#########"}, {"tags", "u#"}, {"words", "##"},
    {"word_rows", "."}, {"affix_rows", "."}, {"shape_rows", "."}, {"dense", "."}, {"biases", "#"}, {"lemmas", "#$"}};

typedef struct {
    uint32_t dim, hidden, label, layers, n_words, word_shift, affix_shift, shape_shift, name;
} sizes;

/* What is left of the dense numbers while they are given out. */
typedef struct {
    const int16_t *dense;
    const int32_t *biases;
    int64_t n_dense, n_biases; /* below 0: there were not enough */
} rest;

static const int16_t *take(rest *r, int64_t n)
{
    const int16_t *at = r->dense;
    r->n_dense -= n;
    if (r->n_dense >= 0)
        r->dense += n;
    return at;
}

static const int32_t *take_biases(rest *r, int64_t n)
{
    const int32_t *at = r->biases;
    r->n_biases -= n;
    if (r->n_biases >= 0)
        r->biases += n;
    return at;
}

static dem_matrix take_matrix(rest *r, int32_t inputs, int32_t outputs)
{
    return (dem_matrix){take(r, (int64_t)inputs * outputs), take_biases(r, outputs), inputs, outputs};
}

static int32_t padded(int32_t n)
{
    return (n + 15) & ~15;
}

static dem_status check_sizes(const dem_file *file, sizes *s, dem_error *err)
{
    if (file->section[DEM_SYNTAX_SIZES].rows != 1)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights have %u rows of sizes and should have one", (unsigned)file->section[DEM_SYNTAX_SIZES].rows);
    memcpy(s, file->section[DEM_SYNTAX_SIZES].data, sizeof *s);
    bool whole = s->dim % 32 == 0 && s->hidden % 16 == 0 && s->label % 16 == 0;
    if (!whole || s->dim < 32 || s->dim > DEM_MAX_DIM || s->hidden < 16 || s->hidden > DEM_MAX_DIM || s->label < 16 || s->label > DEM_MAX_DIM)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights are for layers of %u, %u and %u, which this program cannot use", (unsigned)s->dim, (unsigned)s->hidden,
                        (unsigned)s->label);
    if (s->name % 16 != 0 || s->name > DEM_MAX_DIM)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights have a layer for names of %u, which this program cannot use", (unsigned)s->name);
    if (s->layers < 1 || s->layers > DEM_MAX_LAYERS || s->word_shift > 8 || s->affix_shift > 8 || s->shape_shift > 8)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights have %u layers or a fixed point that this program cannot use", (unsigned)s->layers);
    return DEM_OK;
}

static dem_status check_words(const dem_file *file, const sizes *s, dem_error *err)
{
    const dem_word_slot *slot = file->section[DEM_SYNTAX_WORDS].data;
    uint32_t n = file->section[DEM_SYNTAX_WORDS].rows, empty = 0;
    if (n == 0 || (n & (n - 1)) != 0)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of words has %u slots, no power of two", (unsigned)n);
    for (uint32_t i = 0; i < n; i++) {
        empty += slot[i].row == DEM_NO_ROW;
        if (slot[i].row != DEM_NO_ROW && slot[i].row >= s->n_words)
            return dem_fail(err, DEM_BAD_MODEL, -1, "slot %u of the table of words names row %u of %u", (unsigned)i, (unsigned)slot[i].row, (unsigned)s->n_words);
    }
    if (!empty)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of words has no empty slot");
    return DEM_OK;
}

static dem_status check_lemmas(const dem_file *file, dem_error *err)
{
    const dem_lemma_slot *slot = file->section[DEM_SYNTAX_LEMMAS].data;
    uint32_t n = file->section[DEM_SYNTAX_LEMMAS].rows, empty = 0;
    for (uint32_t i = 0; i < n; i++)
        empty += slot[i].lemma == 0;
    if ((n & (n - 1)) != 0 || !empty)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of lemmas has %u slots, %u of them empty", (unsigned)n, (unsigned)empty);
    return DEM_OK;
}

static dem_status check_rows(const dem_file *file, int section, uint64_t rows, uint32_t dim, dem_error *err)
{
    unsigned long long want = (unsigned long long)rows * dim;
    if (file->section[section].rows != want)
        return dem_fail(err, DEM_BAD_MODEL, -1, "section '%s' has %u bytes and should have %llu", dem_syntax_section_types[section].name,
                        (unsigned)file->section[section].rows, want);
    return DEM_OK;
}

dem_status dem_weights_check(dem_str bytes, dem_file *file, dem_weights *w, dem_error *err)
{
    DEM_TRY(dem_file_check(bytes, DEM_FILE_SYNTAX, dem_syntax_section_types, DEM_SYNTAX_SECTIONS, file, err));
    sizes s = {0};
    DEM_TRY(check_sizes(file, &s, err));
    DEM_TRY(check_words(file, &s, err));
    DEM_TRY(check_lemmas(file, err));
    DEM_TRY(check_rows(file, DEM_SYNTAX_WORD_ROWS, s.n_words, s.dim, err));
    DEM_TRY(check_rows(file, DEM_SYNTAX_AFFIX_ROWS, DEM_AFFIX_ROWS, s.dim, err));
    DEM_TRY(check_rows(file, DEM_SYNTAX_SHAPE_ROWS, DEM_SHAPES, s.dim, err));
    if (file->section[DEM_SYNTAX_TAGS].rows == 0 || file->section[DEM_SYNTAX_TAGS].rows > 1024)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights have %u tags", (unsigned)file->section[DEM_SYNTAX_TAGS].rows);

    *w = (dem_weights){.dim = (int32_t)s.dim, .hidden = (int32_t)s.hidden, .label = (int32_t)s.label, .layers = (int32_t)s.layers,
                       .name = (int32_t)s.name,
                       .n_tags = (int32_t)file->section[DEM_SYNTAX_TAGS].rows, .words = file->section[DEM_SYNTAX_WORDS].data, .word_mask = file->section[DEM_SYNTAX_WORDS].rows - 1,
                       .word_rows = file->section[DEM_SYNTAX_WORD_ROWS].data, .affix_rows = file->section[DEM_SYNTAX_AFFIX_ROWS].data, .shape_rows = file->section[DEM_SYNTAX_SHAPE_ROWS].data,
                       .word_shift = (int32_t)s.word_shift, .affix_shift = (int32_t)s.affix_shift, .shape_shift = (int32_t)s.shape_shift,
                       .tags = file->section[DEM_SYNTAX_TAGS].data, .lemmas = file->section[DEM_SYNTAX_LEMMAS].data,
                       .lemma_mask = file->section[DEM_SYNTAX_LEMMAS].rows - 1, .string_at = file->section[DEM_SYNTAX_STRINGS].data,
                       .strings = file->section[DEM_SYNTAX_BYTES].data};
    rest r = {file->section[DEM_SYNTAX_DENSE].data, file->section[DEM_SYNTAX_BIASES].data, file->section[DEM_SYNTAX_DENSE].rows / 2, file->section[DEM_SYNTAX_BIASES].rows};
    for (int i = 0; i < w->layers; i++)
        w->layer[i] = take_matrix(&r, w->dim, 3 * w->dim);
    w->tag = take_matrix(&r, w->dim, padded(w->n_tags));
    w->slots = take_matrix(&r, w->dim, DEM_SLOTS * w->hidden);
    w->label_d = take_matrix(&r, w->dim, w->label);
    w->label_h = take_matrix(&r, w->dim, w->label);
    w->label_out = take_matrix(&r, w->label, padded(DEM_REL_COUNT));
    w->special = take(&r, 2 * DEM_SLOTS * (int64_t)w->hidden);
    w->near = take(&r, DEM_DISTANCES * (int64_t)w->hidden);
    w->far = take(&r, DEM_DISTANCES * (int64_t)w->hidden);
    w->hidden_bias = take(&r, w->hidden);
    w->action = take(&r, DEM_ACTIONS * (int64_t)w->hidden);
    w->action_bias = take_biases(&r, DEM_ACTIONS);
    w->label_root = take(&r, w->label);
    w->label_distance = take(&r, 2 * DEM_DISTANCES * (int64_t)w->label);
    if (w->name) {
        w->name_in = take_matrix(&r, w->dim, w->name);
        w->name_evidence = take(&r, 3 * DEM_EVIDENCE_BITS * (int64_t)w->name);
        w->name_out = take_matrix(&r, w->name, padded(DEM_NAME_LABELS));
    }
    if (r.n_dense != 0 || r.n_biases != 0 || file->section[DEM_SYNTAX_DENSE].rows % 2 != 0)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the weights are not as many as their sizes say");
    return DEM_OK;
}
