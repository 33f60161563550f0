/* What the files of the when stage share: number.c reads figures, time.c dates and durations, quantity.c amounts. */
#ifndef DEM_WHEN_INTERNAL_H
#define DEM_WHEN_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    int32_t sentence;
    int32_t first, end; /* its tokens */
} dem_timer;

/* The value of a word of time (data/when/words.tsv) in a kind; false if it has none. */
bool dem_when_word(const dem_timer *w, int32_t token, const char *kind, dem_str *value);
bool dem_when_int(const dem_timer *w, int32_t token, const char *kind, int64_t *value);
/* The longest phrase of a kind that begins at `token`: the token after it, or `token` if there is none. */
int32_t dem_when_phrase(const dem_timer *w, int32_t token, const char *kind, dem_str *value);

/* A figure in digits or words, with its scale: "1,300", "2.5 million", "twenty-five". Thousandths, at most DEM_WHEN_MOST. Returns the token after it, or
 * `token` if there is no figure. */
#define DEM_WHEN_MOST INT64_C(9000000000000000)
int32_t dem_when_number(const dem_timer *w, int32_t token, int64_t *value);
/* Digits alone, without a scale: -1 if the token is no plain number. */
int64_t dem_when_digits(const dem_timer *w, int32_t token);

/* A time at `token`: fills `out` and returns the token after it, or `token`. */
int32_t dem_when_time(const dem_timer *w, int32_t token, dem_time *out, dem_status *status);
/* A quantity at `token`, the same way. */
int32_t dem_when_quantity(const dem_timer *w, int32_t token, dem_quantity *out);

#endif
