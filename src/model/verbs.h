/* What the two files of the reader of verb dictionaries share: dictionary_verbs.c has blocks, verbs and sets, dictionary_patterns.c the patterns. */
#ifndef DEM_VERBS_H
#define DEM_VERBS_H

#include "model/dictionary.h"

/* Verbs of a block that consist of the same words but for the one that is inflected: "cordon|cordons|cordoned" before "off". */
typedef struct {
    dem_str before, after; /* words, `_` between */
    DEM_VEC(char) forms;   /* `|` between */
} dem_verb_group;

typedef struct {
    dem_dictionary *d;
    dem_arena keep;        /* of the file: names of sets */
    DEM_VEC(dem_str) sets; /* with their &, lower case, without an underline at the end */
    DEM_VEC(dem_verb_group) groups; /* of the block in hand */
    bool stems;            /* words of its patterns are beginnings of words, unless an underline ends them: TABARI */
} dem_verbs;

bool dem_verbs_blank(char c); /* between words */

/* The longest name of a set at the beginning of a text that ends there or before an underline; empty if there is none. */
dem_str dem_verbs_set(const dem_verbs *v, dem_str text);

/* Appends words as patterns have them, `_` or `+` before each but the first: hyphens and n't stand for themselves, as in the tokens of a text. *ok is false if
 * they can be no words, which is reported. */
dem_status dem_verbs_words(dem_verbs *v, dem_str words, bool stems, dem_buf *out, bool *ok);

/* Codes in brackets, "CODE", "CODE:CODE" or none. *ok is false if they are none of these, which is reported. */
dem_status dem_verbs_code(dem_verbs *v, dem_str inside, dem_str *code, bool *ok);

/* "- ... * ... [code]" without its hyphen: a row for each group of the block. */
dem_status dem_verbs_pattern(dem_verbs *v, dem_str line);

/* The row of a group for a pattern without words. */
dem_status dem_verbs_default(dem_verbs *v, const dem_verb_group *group, ptrdiff_t number, dem_str code);

#endif
