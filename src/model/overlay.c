#include "model/overlay.h"

#include "model/actors.h"

/* Opens a table of actors of whichever kind. */
static dem_status open_any(const dem_overlay_table *table, dem_tsv *tsv, int *kind, dem_error *err)
{
    DEM_TRY(dem_tsv_choose(table->name, table->text, dem_actor_columns, DEM_ROWS_KINDS, tsv, kind, err));
    if (*kind == DEM_ROWS_KINDS)
        return dem_tsv_fail(tsv, err, "the header is that of no table of actors");
    return DEM_OK;
}

/* All headers first, so that a row may name a row of a file that stands behind its own. */
static dem_status read_tables(dem_actors *a, const dem_overlay_table *tables, int n_tables, dem_error *err)
{
    dem_tsv *opened = dem_arena_alloc(a->b->arena, n_tables * (ptrdiff_t)sizeof *opened);
    int *kinds = dem_arena_alloc(a->b->arena, n_tables * (ptrdiff_t)sizeof *kinds);
    if (!opened || !kinds)
        return DEM_NO_MEMORY;
    for (int i = 0; i < n_tables; i++)
        DEM_TRY(open_any(&tables[i], &opened[i], &kinds[i], err));
    for (int kind = 0; kind < DEM_ROWS_KINDS; kind++)
        for (int i = 0; i < n_tables; i++) {
            if (kinds[i] != kind)
                continue;
            a->t = opened[i];
            DEM_TRY(dem_actors_table(a, kind));
        }
    return dem_actors_finish(a);
}

/* Rows stay, since others name them; but no words lead to those of the opened model. */
static void forget_actors(dem_builder *b, uint32_t n_entities, uint32_t n_roles)
{
    static const uint32_t of_entities[] = {DEM_FAM_ENTITY, DEM_FAM_SURNAME, DEM_FAM_SPELLING};
    for (ptrdiff_t i = 0; i < DEM_COUNT(of_entities); i++)
        dem_build_forget(b, of_entities[i], n_entities);
    dem_build_forget(b, DEM_FAM_ROLE, n_roles);
    dem_build_forget(b, DEM_FAM_POST, (uint32_t)b->posts.len);
}

static dem_status add_actors(dem_builder *b, const dem_overlay *overlay, dem_error *err)
{
    uint32_t n_entities = (uint32_t)b->entities.len, n_roles = (uint32_t)b->roles.len;
    dem_actors a;
    if (overlay->n_actors == 0 && !overlay->actors_alone)
        return DEM_OK;
    DEM_TRY(dem_actors_init(&a, b, true, err));
    a.alone = overlay->actors_alone;
    DEM_TRY(read_tables(&a, overlay->actors, overlay->n_actors, err));
    DEM_TRY(dem_build_spellings(b));
    if (overlay->actors_alone)
        forget_actors(b, n_entities, n_roles);
    return dem_build_holdings(b);
}

static dem_status add_frames(dem_builder *b, const dem_overlay *overlay, dem_error *err)
{
    uint32_t n_frames = (uint32_t)b->frames.len;
    for (int i = 0; i < overlay->n_frames; i++) {
        const dem_overlay_table *table = &overlay->frames[i];
        dem_tsv t;
        DEM_TRY(dem_tsv_open(table->name, table->text, dem_frame_columns, &t, err));
        const char *slash = strrchr(table->name, '/'); /* records say the name of the file, not where it lies */
        DEM_TRY(dem_compile_frame_rows(b, &t, dem_str_of(slash ? slash + 1 : table->name), err));
    }
    if (overlay->frames_alone) {
        dem_build_forget(b, DEM_FAM_FRAME, n_frames);
        b->features.len = b->weights.len = b->confidences.len = 0; /* what the scorer learned is about the frames there were */
    }
    return DEM_OK;
}

static void hash_tables(dem_builder *b, const dem_overlay_table *tables, int n)
{
    for (int i = 0; i < n; i++) {
        dem_sha256_add(&b->sha, "", 1);
        dem_sha256_add(&b->sha, tables[i].text.data, tables[i].text.len);
    }
}

dem_status dem_overlay_build(const dem_kb *kb, const dem_overlay *overlay, dem_arena *arena, dem_buf *out, dem_error *err)
{
    dem_builder b;
    DEM_TRY(dem_builder_seed(&b, arena, kb, err));
    dem_sha256_add(&b.sha, kb->hash.data, kb->hash.len);
    hash_tables(&b, overlay->actors, overlay->n_actors);
    hash_tables(&b, overlay->frames, overlay->n_frames);
    if (overlay->actors_alone)
        dem_sha256_add(&b.sha, "\1", 1);
    if (overlay->frames_alone)
        dem_sha256_add(&b.sha, "\2", 1);
    DEM_TRY(add_actors(&b, overlay, err));
    DEM_TRY(add_frames(&b, overlay, err));
    return dem_builder_finish(&b, out, err);
}
