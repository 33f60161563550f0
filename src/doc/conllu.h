/* One sentence of CoNLL-U: what the reader of the ingest stage finds, and what the engine parses or scores.
 * Strings are slices of the input, or lie in the arena that the reader was given. */
#ifndef DEM_CONLLU_H
#define DEM_CONLLU_H

#include "doc/doc.h"

typedef struct {
    dem_str form, surface;    /* valid UTF-8; surface is the token as written, empty for all but the first word of a multiword token */
    dem_str lemma, upos, rel; /* as they stand */
    dem_span span;            /* of the token in the text that dem_conllu_text writes; the words of a multiword token share it */
    int32_t head;             /* word of the sentence, from 0; -1 for the root, or when trees are not wanted */
    bool space;               /* white space follows the token */
} dem_conllu_word;

typedef struct {
    DEM_VEC(dem_str) comments; /* lines with their #, valid UTF-8 */
    DEM_VEC(dem_conllu_word) words; /* at least one */
    dem_str doc_id;            /* of a newdoc that names itself */
    bool new_doc, new_par;     /* a document, a paragraph begins here */
} dem_conllu_sentence;

/* True for the words of multiword tokens but the first of each. */
static inline bool dem_conllu_joined(const dem_conllu_word *w)
{
    return w->surface.len == 0;
}

#endif
