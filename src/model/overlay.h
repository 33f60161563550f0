/* Overlays: tables of actors and frames that are laid over an opened knowledge base (docs/tables.md). */
#ifndef DEM_OVERLAY_H
#define DEM_OVERLAY_H

#include "model/kb.h"

typedef struct {
    const char *name; /* as errors print it */
    dem_str text;
} dem_overlay_table;

typedef struct {
    const dem_overlay_table *actors, *frames;
    int n_actors, n_frames;
    bool actors_alone, frames_alone; /* nobody is found by the names and roles that `kb` has; its frames do not fire */
} dem_overlay;

/* Appends to `out` a compiled file of what `kb` and the tables say. Actors are read by kind, countries first, and within a kind as given; then frames as given.
 * Its hash is over the hash of `kb`, the bytes of the tables and what is alone. `arena` is scratch. DEM_BAD_TABLE with file, line and reason. */
dem_status dem_overlay_build(const dem_kb *kb, const dem_overlay *overlay, dem_arena *arena, dem_buf *out, dem_error *err);

#endif
