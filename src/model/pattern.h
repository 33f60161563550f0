/* The pattern language of frames (docs/tables.md): text → rows of args, conds and lists. */
#ifndef DEM_PATTERN_H
#define DEM_PATTERN_H

#include "model/builder.h"

/* Names a set of words, to which later patterns may refer. */
dem_status dem_pattern_set(dem_builder *b, const dem_tsv *t, dem_str name, dem_str words, dem_error *err);

/* Appends the arguments of a pattern; *first and *n are their range in builder->args. Errors name the table row of `t`. */
dem_status dem_pattern_parse(dem_builder *b, const dem_tsv *t, dem_str pattern, uint32_t *first, uint32_t *n, dem_error *err);

#endif
