/* The loops that take the time, once for every processor and once for those with wide registers. All give the same bits. */
#ifndef DEM_KERNELS_H
#define DEM_KERNELS_H

#include "model/weights.h"

typedef struct {
    const char *name;
    /* out[row][o] = (bias[o] + sum over i of weights[o][i] * x[row][i]) >> shift, rounded, held to 16 bits. */
    void (*product)(const dem_matrix *m, const int16_t *x, int32_t rows, int shift, int16_t *out);
    /* One layer of the recurrence over a sentence: x has n rows of dim, y the 3 * dim sums that product made of them. Replaces x. */
    void (*recur)(int16_t *x, const int16_t *y, int32_t n, int32_t dim);
    /* x += row << shift, held to 16 bits. dim is a multiple of 16 here and below. */
    void (*add_row)(int16_t *x, const int8_t *row, int32_t dim, int shift);
    /* out = max(0, sum of the n rows), held to 16 bits at every step. */
    void (*sum)(const int16_t *const *rows, int n, int32_t dim, int16_t *out);
    /* The first of the largest of n scores, n a multiple of 16. */
    int32_t (*largest)(const int16_t *scores, int32_t n);
    /* hidden = the sum of the n rows as above; then the three scores. */
    void (*score)(const dem_weights *w, const int16_t *const *rows, int n, int16_t *hidden, int32_t scores[DEM_ACTIONS]);
} dem_kernels;

enum { DEM_KERNELS_PLAIN, DEM_KERNELS_AVX2, DEM_KERNELS_AVX512, DEM_KERNELS_COUNT };

/* Those of one kind, NULL if this processor cannot run them. */
const dem_kernels *dem_kernels_of(int kind);
const dem_kernels *dem_kernels_best(void);

#endif
