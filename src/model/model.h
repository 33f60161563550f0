/* An opened model: both compiled files, mapped and checked. */
#ifndef DEM_MODEL_H
#define DEM_MODEL_H

#include "model/file.h"
#include "model/kb.h"
#include "model/weights.h"

struct dem_model {
    const dem_allocator *alloc;
    dem_str kb_map, syntax_map;
    dem_buf kb_overlaid; /* the compiled tables with overlays, in place of kb_map; empty without any */
    dem_file kb_file, syntax_file;
    dem_kb kb;
    dem_weights weights;
};

/* Checks the bytes of a kb.dem (8-byte aligned) and sets the views of `kb` into them. `file` is scratch that must live as long as `kb`. */
dem_status dem_kb_check(dem_str bytes, dem_file *file, dem_kb *kb, dem_error *err);

#endif
