/* Overlays: tables of actors that are laid over an opened knowledge base (docs/tables.md). */
#ifndef DEM_OVERLAY_H
#define DEM_OVERLAY_H

#include "model/kb.h"

typedef struct {
    const char *name; /* as errors print it */
    dem_str text;
} dem_overlay_table;

/* Appends to `out` a compiled file of what `kb` and the tables say. They are read by kind, countries first, and within a kind as given. Its hash is over
 * the hash of `kb` and the bytes of the tables. `arena` is scratch. DEM_BAD_TABLE with file, line and reason. */
dem_status dem_overlay_build(const dem_kb *kb, const dem_overlay_table *tables, int n_tables, dem_arena *arena, dem_buf *out, dem_error *err);

#endif
