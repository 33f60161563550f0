/* Name: tokens → mentions → actors. Longest match in the knowledge base, role nouns with their country or body, offices at the document's date, surnames of persons
 * named in full elsewhere, plain pronouns. What is not known stays a mention without an id. */
#ifndef DEM_NAME_H
#define DEM_NAME_H

#include "doc/doc.h"
#include "model/kb.h"
#include "model/weights.h"

/* `weights` may be NULL: then only what the tables have is recognised, and what looks like a name. Fills doc->mentions and doc->strays, in the order of their first token, and token.mention
 * for every token of a mention that can be its head. Mentions overlap only where a name says whose a phrase is ("US" in "US officials"): that one holds no token. */
dem_status dem_name(dem_doc *doc, const dem_kb *kb, const dem_weights *weights);

/* True if a preposition of place stands before token t of the sentence: "in", "near". */
bool dem_name_located(const dem_doc *doc, int32_t sentence, int32_t t);

#endif
