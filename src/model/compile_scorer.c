/* Tables of the scorer of events: what dictionaries say of words (language/classes.tsv), and what each feature of a trigger speaks for (models/events.tsv). */
#include "doc/ud.h"
#include "model/builder.h"

static dem_status class_row(dem_builder *b, const dem_tsv *t, dem_error *err)
{
    int upos = dem_upos_find(t->cell[1]);
    if (upos < 0)
        return dem_tsv_fail(t, err, "'%.*s' is no part of speech", (int)t->cell[1].len, t->cell[1].data);
    dem_kb_class row = {.upos = (uint32_t)upos};
    DEM_TRY(dem_build_string(b, t->cell[2], &row.classes));
    dem_kb_class *slot = dem_push(b->arena, &b->classes);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = row;
    return dem_build_phrase(b, t->cell[0], (dem_kb_sense){.family = DEM_FAM_CLASS, .row = (uint32_t)b->classes.len - 1});
}

static dem_status compile_classes(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_TRY(dem_build_table(b, "language/classes.tsv", "word upos classes source", true, &t, &found, err));
    while (found) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            break;
        DEM_TRY(class_row(b, &t, err));
    }
    return DEM_OK;
}

typedef struct {
    uint32_t hash;
    dem_kb_weight weight;
} scored;

static dem_status parse_weights(const dem_tsv *t, scored *row, dem_error *err)
{
    dem_str a = t->cell[0], weights = t->cell[1], name = dem_str_next(&a, '=');
    dem_str b = a, first = dem_str_next(&b, '|');
    bool pair = first.len < a.len;
    uint32_t h = (uint32_t)dem_feature_hash(name, first, pair ? b : (dem_str){0});
    *row = (scored){.hash = h ? h : 1};
    for (int i = 0; i < DEM_SCORED; i++) {
        int64_t value;
        if (!dem_str_int(dem_str_next(&weights, ' '), &value) || value < -127 || value > 127)
            return dem_tsv_fail(t, err, "a feature has %d weights of -127 to 127", DEM_SCORED);
        row->weight.packed[i / 4] |= (uint32_t)(value + DEM_WEIGHT_BIAS) << (i % 4 * 8);
    }
    return weights.len ? dem_tsv_fail(t, err, "a feature has %d weights", DEM_SCORED) : DEM_OK;
}

/* An open hash table, at most half full. */
static dem_status hash_weights(dem_builder *b, const scored *rows, ptrdiff_t n)
{
    ptrdiff_t size = 2;
    while (size < 2 * n)
        size *= 2;
    b->features.at = dem_arena_alloc(b->arena, size * (ptrdiff_t)sizeof *b->features.at);
    b->weights.at = dem_arena_alloc(b->arena, size * (ptrdiff_t)sizeof *b->weights.at);
    if (!b->features.at || !b->weights.at)
        return DEM_NO_MEMORY;
    b->features.len = b->features.cap = b->weights.len = b->weights.cap = size;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = (ptrdiff_t)(rows[i].hash & (uint32_t)(size - 1));
        while (b->features.at[at].hash)
            at = (at + 1) & (size - 1);
        b->features.at[at].hash = rows[i].hash;
        b->weights.at[at] = rows[i].weight;
    }
    return DEM_OK;
}

static dem_status compile_weights(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_VEC(scored) rows = {0};
    DEM_TRY(dem_build_table(b, "models/events.tsv", "feature weights", true, &t, &found, err));
    while (found) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            break;
        scored *row = dem_push(b->arena, &rows);
        if (!row)
            return DEM_NO_MEMORY;
        DEM_TRY(parse_weights(&t, row, err));
    }
    return rows.len ? hash_weights(b, rows.at, rows.len) : DEM_OK;
}

static dem_status compile_confidence(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_TRY(dem_build_table(b, "models/confidence.tsv", "margin sides percent source", true, &t, &found, err));
    while (found) {
        int64_t value[3];
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            break;
        for (int i = 0; i < 3; i++)
            if (!dem_str_int(t.cell[i], &value[i]) || value[i] < 0 || value[i] > (i == 1 ? 2 : i == 2 ? 100 : 10000))
                return dem_tsv_fail(&t, err, "a margin is 0 to 10000, sides are 0 to 2, a percentage is 0 to 100");
        dem_kb_confidence *row = dem_push(b->arena, &b->confidences);
        if (!row)
            return DEM_NO_MEMORY;
        *row = (dem_kb_confidence){(uint32_t)value[0], (uint32_t)value[1], (uint32_t)value[2]};
    }
    return DEM_OK;
}

dem_status dem_compile_scorer(dem_builder *b, dem_error *err)
{
    DEM_TRY(compile_classes(b, err));
    DEM_TRY(compile_weights(b, err));
    return compile_confidence(b, err);
}
