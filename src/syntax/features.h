/* What the network sees of one word: a key for the whole word, hashed beginnings and endings, and its shape. */
#ifndef DEM_FEATURES_H
#define DEM_FEATURES_H

#include "model/weights.h"

typedef struct {
    uint32_t word;               /* hash of the folded word, every digit as 0; never 0 */
    uint16_t affix[DEM_AFFIXES]; /* below DEM_AFFIX_ROWS */
    uint8_t shape;               /* below DEM_SHAPES */
} dem_word_features;

/* `fold` is dem_fold of `form`; `first` tells the first word of a sentence. */
void dem_word_features_of(dem_str form, dem_str fold, bool first, dem_word_features *out);

/* Key of a form as written, with the number of its tag, in the table of lemmas. */
uint32_t dem_lemma_key(dem_str form, uint32_t tag);

#endif
