/* The weights of the tagger, the parser and the recogniser of names as src/syntax/ and src/name/ see them: read-only arrays in a mapped syntax.dem. What they mean, and the fixed
 * points they are written in, is told in docs/model-format.md. */
#ifndef DEM_WEIGHTS_H
#define DEM_WEIGHTS_H

#include "model/file.h"

enum {
    DEM_AFFIXES = 7,             /* of a word: beginnings of 1 to 3 bytes, endings of 1 to 4 */
    DEM_AFFIX_ROWS = 1 << 15,    /* affixes are hashed: some share a row */
    DEM_SHAPES = 64,
    DEM_SLOTS = 8,               /* words that the parser looks at: src/syntax/arcs.c */
    DEM_DISTANCES = 16,
    DEM_ACTIONS = 3,
    DEM_EVIDENCE_BITS = 32,      /* what the tables say of a word: src/name/evidence.c */
    DEM_NAME_LABELS = 9,         /* no name, then the first and a later word of a person, a body, a place, another: src/name/recognise.c */
    DEM_MAX_LAYERS = 8,
    DEM_MAX_DIM = 512
};

/* The sections of syntax.dem in their order. */
enum {
    DEM_SYNTAX_STRINGS, DEM_SYNTAX_BYTES, DEM_SYNTAX_SIZES, DEM_SYNTAX_TAGS, DEM_SYNTAX_WORDS, DEM_SYNTAX_WORD_ROWS, DEM_SYNTAX_AFFIX_ROWS, DEM_SYNTAX_SHAPE_ROWS,
    DEM_SYNTAX_DENSE, DEM_SYNTAX_BIASES, DEM_SYNTAX_LEMMAS, DEM_SYNTAX_SECTIONS
};
extern const dem_section_type dem_syntax_section_types[DEM_SYNTAX_SECTIONS];

/* outputs = weights * inputs + bias. The weights lie in blocks of 16 outputs: of each pair of inputs the two weights of each of the 16. */
typedef struct {
    const int16_t *weights;
    const int32_t *bias;
    int32_t inputs, outputs; /* multiples of 16 */
} dem_matrix;

/* A slot of the hash table of words; row DEM_NO_ROW in an empty one. */
typedef struct {
    uint32_t word, row;
} dem_word_slot;

typedef struct {
    uint32_t upos, feats;
} dem_tag_row;

/* A slot of the hash table of lemmas, by form and tag; lemma 0, the empty string, in an empty one. */
typedef struct {
    uint32_t form, lemma;
} dem_lemma_slot;

typedef struct {
    int32_t dim, hidden, label, layers, n_tags, name; /* name: 0 if there is no recogniser */
    const dem_word_slot *words;
    uint32_t word_mask;                          /* slots - 1 */
    const int8_t *word_rows, *affix_rows, *shape_rows; /* of dim each */
    int32_t word_shift, affix_shift, shape_shift;      /* to the fixed point of activations */
    dem_matrix layer[DEM_MAX_LAYERS], tag, slots, label_d, label_h, label_out;
    const int16_t *special;                      /* slots of no word, and of the root */
    const int16_t *near, *far;                   /* by distance: next word to top of stack, top of stack to the word below */
    const int16_t *hidden_bias, *action;         /* action: a row of `hidden` for each */
    const int32_t *action_bias;
    const int16_t *label_root, *label_distance;
    dem_matrix name_in, name_out;
    const int16_t *name_evidence;                /* a row of `name` for each bit of the word before, the word and the word behind */
    const dem_tag_row *tags;
    const dem_lemma_slot *lemmas;
    uint32_t lemma_mask;                         /* slots - 1 */
    const uint32_t *string_at;                   /* string i is strings[string_at[i]..string_at[i + 1]) */
    const char *strings;
} dem_weights;

/* Checks the bytes of a syntax.dem (8-byte aligned) and sets the views of `weights` into them. DEM_BAD_MODEL with reason and offset. */
dem_status dem_weights_check(dem_str bytes, dem_file *file, dem_weights *weights, dem_error *err);

#endif
