/* Inside the tagger: word classes, finer than UPOS, over which the best sequence is searched. */
#ifndef DEM_TAG_INTERNAL_H
#define DEM_TAG_INTERNAL_H

#include "tag/tag.h"

/* class, UPOS, features. The order is that of train/syntax/classes.py, which makes transitions.c. */
#define DEM_CLASS_LIST(Y)                                                        \
    Y(START, X, 0)                                                               \
    Y(ADJ, ADJ, 0)                                                               \
    Y(ADP, ADP, 0)                                                               \
    Y(ADV, ADV, 0)                                                               \
    Y(WHADV, ADV, 0)                                                             \
    Y(BE, AUX, 0)                                                                \
    Y(BE_INF, AUX, 0)                                                            \
    Y(BEEN, AUX, 0)                                                              \
    Y(BEING, AUX, 0)                                                             \
    Y(HAVE, AUX, 0)                                                              \
    Y(HAVE_INF, AUX, 0)                                                          \
    Y(DO, AUX, 0)                                                                \
    Y(MODAL, AUX, 0)                                                             \
    Y(CC, CCONJ, 0)                                                              \
    Y(DET, DET, 0)                                                               \
    Y(INTJ, INTJ, 0)                                                             \
    Y(NOUN, NOUN, DEM_FEAT_SING)                                                 \
    Y(NOUNS, NOUN, DEM_FEAT_PLUR)                                                \
    Y(NUM, NUM, 0)                                                               \
    Y(NOT, PART, DEM_FEAT_NEG)                                                   \
    Y(TO, PART, 0)                                                               \
    Y(POSS, PART, 0)                                                             \
    Y(SUBJ, PRON, 0)     /* I, he, she, we, they */                              \
    Y(OBJ, PRON, 0)      /* me, him, themselves, mine */                         \
    Y(IT, PRON, 0)       /* it, you */                                           \
    Y(GENITIVE, PRON, 0) /* my, its */                                           \
    Y(DEM, PRON, 0)      /* this, someone, none */                               \
    Y(THERE, PRON, 0)                                                            \
    Y(WH, PRON, 0)       /* who, which, that, what */                            \
    Y(NAME, PROPN, 0)                                                            \
    Y(COMMA, PUNCT, 0)                                                           \
    Y(STOP, PUNCT, 0)                                                            \
    Y(HYPHEN, PUNCT, 0)                                                          \
    Y(PUNCT, PUNCT, 0)                                                           \
    Y(SC, SCONJ, 0)                                                              \
    Y(SYM, SYM, 0)                                                               \
    Y(X, X, 0)                                                                   \
    Y(VB, VERB, DEM_FEAT_INF)                                                    \
    Y(VBP, VERB, DEM_FEAT_PRES | DEM_FEAT_FIN)                                   \
    Y(VBZ, VERB, DEM_FEAT_SING | DEM_FEAT_P3 | DEM_FEAT_PRES | DEM_FEAT_FIN)     \
    Y(VBD, VERB, DEM_FEAT_PAST | DEM_FEAT_FIN)                                   \
    Y(VBN, VERB, DEM_FEAT_PAST | DEM_FEAT_PART)                                  \
    Y(VBG, VERB, DEM_FEAT_PRES | DEM_FEAT_PART)

#define DEM_CLASS_ENUM(name, upos, feats) DEM_CLASS_##name,
typedef enum { DEM_CLASS_LIST(DEM_CLASS_ENUM) DEM_CLASSES } dem_class;
#undef DEM_CLASS_ENUM

/* Binary logarithms in eighths: of the share of a class, of the share of a class after another. */
extern const int8_t dem_tag_prior[DEM_CLASSES];
extern const int8_t dem_tag_follow[DEM_CLASSES][DEM_CLASSES];

/* One reading of a token. */
typedef struct {
    int32_t form;    /* row of kb->forms, -1 if none */
    int16_t score;   /* eighths of a bit: how well the word fits the class */
    uint8_t word_class; /* dem_class */
} dem_reading;

enum { DEM_MAX_READINGS = 10 };

typedef struct {
    dem_reading at[DEM_MAX_READINGS];
    int n;
} dem_readings;

/* What the sentence tells about its capitals. */
typedef struct {
    bool headline; /* most words have one, so that they say little */
} dem_case_hint;

/* All readings of a token, at least one. Scores are comparable only among the readings of one token. */
void dem_tag_readings(const dem_kb *kb, const dem_token *token, dem_case_hint hint, dem_readings *out);

/* The lemma of an unknown word of this class: regular endings taken off. Allocates in the arena only what is no slice of fold. */
dem_status dem_tag_guess_lemma(dem_arena *arena, const dem_token *token, dem_class c, dem_str *out);

#endif
