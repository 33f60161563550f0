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

static dem_status parse_weights(const dem_tsv *t, dem_kb_weight *row, dem_error *err)
{
    dem_str rest = t->cell[1];
    uint64_t h = dem_hash(DEM_HASH_START, t->cell[0]);
    *row = (dem_kb_weight){.low = (uint32_t)h, .high = (uint32_t)(h >> 32)};
    for (int i = 0; i < DEM_SCORED; i++) {
        int64_t value;
        if (!dem_str_int(dem_str_next(&rest, ' '), &value) || value < -127 || value > 127)
            return dem_tsv_fail(t, err, "a feature has %d weights of -127 to 127", DEM_SCORED);
        row->packed[i / 4] |= (uint32_t)(value & 255) << (i % 4 * 8);
    }
    return rest.len ? dem_tsv_fail(t, err, "a feature has %d weights", DEM_SCORED) : DEM_OK;
}

/* An open hash table at most half full; the rows of a user's copy of the tables replace nothing here. */
static dem_status hash_weights(dem_builder *b, const dem_kb_weight *rows, ptrdiff_t n)
{
    ptrdiff_t size = 2;
    while (size < 2 * n)
        size *= 2;
    b->weights.at = dem_arena_alloc(b->arena, size * (ptrdiff_t)sizeof *b->weights.at);
    if (!b->weights.at)
        return DEM_NO_MEMORY;
    b->weights.len = b->weights.cap = size;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = (ptrdiff_t)(rows[i].low & (uint32_t)(size - 1));
        while (b->weights.at[at].low | b->weights.at[at].high)
            at = (at + 1) & (size - 1);
        b->weights.at[at] = rows[i];
    }
    return DEM_OK;
}

static dem_status compile_weights(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_VEC(dem_kb_weight) rows = {0};
    DEM_TRY(dem_build_table(b, "models/events.tsv", "feature weights", true, &t, &found, err));
    while (found) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            break;
        dem_kb_weight *row = dem_push(b->arena, &rows);
        if (!row)
            return DEM_NO_MEMORY;
        DEM_TRY(parse_weights(&t, row, err));
    }
    return rows.len ? hash_weights(b, rows.at, rows.len) : DEM_OK;
}

dem_status dem_compile_scorer(dem_builder *b, dem_error *err)
{
    DEM_TRY(compile_classes(b, err));
    return compile_weights(b, err);
}
