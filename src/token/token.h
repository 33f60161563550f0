/* Token: sentence → words, after the conventions of UD English: clitics split ("do" "n't", "Russia" "'s"), hyphenated compounds split at the hyphen,
 * abbreviations and numbers whole, symbols apart. */
#ifndef DEM_TOKEN_H
#define DEM_TOKEN_H

#include "doc/doc.h"
#include "model/kb.h"

/* Appends the tokens of every sentence to doc->tokens and sets sentence.first and count; fills span, form, fold, phrase and flags; lemma = fold,
 * head = mention = -1. Splits sentences that have more than limits.sentence_tokens tokens (sentence.cut). */
dem_status dem_tokenize(dem_doc *doc, const dem_kb *kb);

/* The same for tokens that are given with span, form, and the flags SPACE and JOINED, in sentences that hold first and count. Each sentence stands for itself:
 * quotations do not go on in the next. */
dem_status dem_token_given(dem_doc *doc, const dem_kb *kb);

#endif
