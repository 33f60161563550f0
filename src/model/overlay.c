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
static dem_status read_tables(dem_builder *b, const dem_overlay_table *tables, int n_tables, dem_error *err)
{
    dem_tsv *opened = dem_arena_alloc(b->arena, n_tables * (ptrdiff_t)sizeof *opened);
    int *kinds = dem_arena_alloc(b->arena, n_tables * (ptrdiff_t)sizeof *kinds);
    if (!opened || !kinds)
        return DEM_NO_MEMORY;
    for (int i = 0; i < n_tables; i++)
        DEM_TRY(open_any(&tables[i], &opened[i], &kinds[i], err));
    dem_actors a;
    DEM_TRY(dem_actors_init(&a, b, true, err));
    for (int kind = 0; kind < DEM_ROWS_KINDS; kind++)
        for (int i = 0; i < n_tables; i++) {
            if (kinds[i] != kind)
                continue;
            a.t = opened[i];
            DEM_TRY(dem_actors_table(&a, kind));
        }
    DEM_TRY(dem_actors_finish(&a));
    DEM_TRY(dem_build_spellings(b));
    return dem_build_holdings(b);
}

dem_status dem_overlay_build(const dem_kb *kb, const dem_overlay_table *tables, int n_tables, dem_arena *arena, dem_buf *out, dem_error *err)
{
    dem_builder b;
    DEM_TRY(dem_builder_seed(&b, arena, kb, err));
    dem_sha256_add(&b.sha, kb->hash.data, kb->hash.len);
    for (int i = 0; i < n_tables; i++) {
        dem_sha256_add(&b.sha, "", 1);
        dem_sha256_add(&b.sha, tables[i].text.data, tables[i].text.len);
    }
    DEM_TRY(read_tables(&b, tables, n_tables, err));
    return dem_builder_finish(&b, out, err);
}
