/* Inside the rule-based parser: chunk.c makes base noun phrases and verb groups, attach.c joins them into clauses, tree.c makes sure that the result is a tree. */
#ifndef DEM_PARSE_INTERNAL_H
#define DEM_PARSE_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    int32_t first, end; /* tokens of the sentence */
    uint8_t *role;      /* of each token of the sentence: DEM_CHUNK_* */
} dem_parser;

enum {
    DEM_CHUNK_NONE,
    DEM_CHUNK_PHRASE,   /* head of a noun phrase */
    DEM_CHUNK_PREDICATE /* verb, or the noun or adjective that a copula makes a predicate */
};

static inline dem_token *dem_parse_token(const dem_parser *p, int32_t i)
{
    return &p->doc->tokens.at[i];
}

void dem_parse_attach(const dem_parser *p, int32_t token, int32_t head, int rel); /* unless it has a head already */
bool dem_parse_is(const dem_parser *p, int32_t i, const char *fold);              /* in the sentence, and this word */
bool dem_parse_speech(const dem_parser *p, int32_t verb);                         /* a verb that reports: some frame of it takes a clause */

void dem_parse_phrases(const dem_parser *p);
void dem_parse_verbs(const dem_parser *p);
void dem_parse_clauses(const dem_parser *p);
void dem_parse_finish(const dem_parser *p);

#endif
