/* Syntax: tokens → UPOS, features, lemma, head and relation (Universal Dependencies v2).
 *
 * One small network reads a sentence: the sum of a few embeddings of each word (features.c), layers of a simple recurrence in both
 * directions (kernels.c), then from each word's vector its tag, its part in the parser's choices (arcs.c), and its relation. All in
 * integers: the same trees on every processor. train/syntax/ makes the weights. */
#ifndef DEM_SYNTAX_H
#define DEM_SYNTAX_H

#include "doc/doc.h"
#include "model/kb.h"
#include "model/weights.h"

/* Each sentence becomes a projective tree with one root (head -1, DEM_REL_root), every head in the same sentence. */
dem_status dem_syntax(dem_doc *doc, const dem_kb *kb, const dem_weights *weights);

#endif
