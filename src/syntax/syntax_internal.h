#ifndef DEM_SYNTAX_INTERNAL_H
#define DEM_SYNTAX_INTERNAL_H

#include "model/kernels.h"
#include "syntax/syntax.h"

/* Room for a group of sentences: rows of n tokens. */
typedef struct {
    const dem_weights *weights;
    const dem_kernels *kernels;
    int16_t *x;           /* dim: the vectors of the words */
    int16_t *wide;        /* 3 * dim, or DEM_SLOTS * hidden: sums of a layer, contributions to the parser's choice */
    int16_t *tags;        /* scores, padded */
    int16_t *dependent, *head_part, *pair; /* label */
    int16_t *labels;      /* scores, padded */
    int16_t *hidden;      /* of one choice */
    int32_t *stack, *head, *left, *right; /* n + 1; heads are counted within the sentence, the root is n */
} dem_network;

/* Parses a sentence of n words by their contributions in net->wide, from row `base` on; leaves the heads in net->head. */
void dem_syntax_arcs(dem_network *net, int32_t base, int32_t n);

/* The lemma of a token that has its UPOS and features; `tag` is the row they come from. */
dem_status dem_syntax_lemma(dem_arena *arena, const dem_kb *kb, const dem_weights *weights, const dem_token *token, uint32_t tag, dem_str *out);

#endif
