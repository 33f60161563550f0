/* Inside the rule-based parser: chunk.c makes base noun phrases and verb groups, phrase.c and clause.c join them into clauses from left to right,
 * words.c says what a word allows, parse.c makes sure that the result is a tree. */
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

/* What a clause is to the one it was opened in. */
enum {
    DEM_CLAUSE_MAIN,
    DEM_CLAUSE_RELATIVE,   /* of the phrase `noun`; `mark` is the relative word, -1 if there is none */
    DEM_CLAUSE_SUB,        /* opened by the subordinator `mark` */
    DEM_CLAUSE_COMPLEMENT, /* a finite one without a subordinator */
    DEM_CLAUSE_VERBAL      /* infinitive or participle; already attached */
};

enum { DEM_CLAUSE_DEPTH = 12, DEM_CLAUSE_OPENING = 6 };

/* A clause in hand; -1 for what there is none of. */
typedef struct {
    int32_t pred;    /* predicate, awaited while -1 */
    int32_t subject; /* phrase that waits for the predicate */
    int32_t object;
    int32_t last;    /* last phrase: what a modifier may hang on */
    int32_t mark, noun;
    int32_t opening[DEM_CLAUSE_OPENING]; /* phrases and clauses that stand before the predicate and hang on it */
    int32_t n_opening;
    uint8_t kind;    /* DEM_CLAUSE_* */
} dem_clause;

/* What is open while a sentence is read. */
typedef struct {
    dem_clause stack[DEM_CLAUSE_DEPTH]; /* from the main clause down to the one in hand */
    int32_t top;
    int32_t root;        /* main predicate, -1 */
    int32_t preposition; /* waits for its noun, -1 */
    int32_t cc;          /* conjunction that waits for its second part, -1 */
    bool comma;          /* since the last phrase or predicate */
} dem_reading_state;

static inline dem_token *dem_parse_token(const dem_parser *p, int32_t i)
{
    return &p->doc->tokens.at[i];
}

static inline uint8_t dem_parse_upos(const dem_parser *p, int32_t i)
{
    return i >= p->first && i < p->end ? p->doc->tokens.at[i].upos : (uint8_t)DEM_UPOS_X;
}

static inline uint8_t dem_parse_role(const dem_parser *p, int32_t i)
{
    return i >= p->first && i < p->end ? p->role[i - p->first] : (uint8_t)DEM_CHUNK_NONE;
}

static inline dem_clause *dem_parse_clause(dem_reading_state *s)
{
    return &s->stack[s->top];
}

/* chunk.c */
void dem_parse_attach(const dem_parser *p, int32_t token, int32_t head, int rel); /* unless it has a head already */
bool dem_parse_is(const dem_parser *p, int32_t i, const char *fold);              /* in the sentence, and this word */
void dem_parse_phrases(const dem_parser *p);
void dem_parse_verbs(const dem_parser *p);

/* words.c */
bool dem_parse_speech(const dem_parser *p, int32_t verb);     /* a verb that reports: some frame of it takes a clause */
bool dem_parse_infinitive(const dem_parser *p, int32_t word); /* an infinitive behind it is its complement, not a purpose */
bool dem_parse_governs(const dem_parser *p, int32_t verb, int32_t prep); /* some frame of the verb names the preposition: "accuse of" */
bool dem_parse_is_time(const dem_parser *p, int32_t noun);
bool dem_parse_is_relative(const dem_parser *p, int32_t i);
bool dem_parse_is_passive(const dem_parser *p, int32_t verb);
bool dem_parse_has_auxiliary(const dem_parser *p, int32_t verb);
bool dem_parse_has_to(const dem_parser *p, int32_t verb);
bool dem_parse_is_finite(const dem_parser *p, int32_t verb);
int32_t dem_parse_finite_after(const dem_parser *p, int32_t phrase); /* the finite predicate that this phrase is the subject of, by what stands between; -1 */

/* phrase.c */
void dem_parse_take_phrase(const dem_parser *p, dem_reading_state *s, int32_t noun);
int32_t dem_parse_beside(const dem_parser *p, int32_t phrase); /* the whole phrase around it: "the president of Kenya" for Kenya */

/* clause.c */
void dem_parse_open(dem_reading_state *s, int kind, int32_t mark, int32_t noun); /* opens a clause; past the depth the last one is used again */
void dem_parse_close(dem_reading_state *s, int32_t top);                     /* closes all above `top` */
void dem_parse_take_predicate(const dem_parser *p, dem_reading_state *s, int32_t verb);
void dem_parse_clauses(const dem_parser *p);

/* parse.c */
void dem_parse_finish(const dem_parser *p);

#endif
