/* Tables: tab-separated rows under a header that must name the expected columns. The rules are in docs/tables.md. */
#ifndef DEM_TSV_H
#define DEM_TSV_H

#include "base/base.h"

enum { DEM_TSV_COLUMNS = 16 };

typedef struct {
    const char *name; /* as errors print it: "data/actors/people.tsv" */
    dem_str rest;
    int64_t line;     /* of the row last returned */
    int n_columns;
    dem_str cell[DEM_TSV_COLUMNS]; /* of that row, trimmed */
} dem_tsv;

/* `columns` names the columns, spaces between. DEM_BAD_TABLE when the header differs or the bytes are not UTF-8. `text` is borrowed. */
dem_status dem_tsv_open(const char *name, dem_str text, const char *columns, dem_tsv *out, dem_error *err);

/* The same for a table that may be of several kinds: *which is the first of the `n` headers that fits, or `n`. */
dem_status dem_tsv_choose(const char *name, dem_str text, const char *const *columns, int n, dem_tsv *out, int *which, dem_error *err);

/* The next row: *more is false after the last one. DEM_BAD_TABLE when a row has another number of cells. */
dem_status dem_tsv_next(dem_tsv *tsv, bool *more, dem_error *err);

/* Fails with file, line and the reason. */
dem_status dem_tsv_fail(const dem_tsv *tsv, dem_error *err, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
