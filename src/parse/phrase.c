/* A noun phrase meets the clause in hand: subject, object, oblique, modifier, conjunct, apposition, or the beginning of another clause. */
#include "parse/parse_internal.h"

static bool is_any(const dem_parser *p, int32_t i, const char *const *words, ptrdiff_t n)
{
    for (ptrdiff_t k = 0; k < n; k++)
        if (dem_parse_is(p, i, words[k]))
            return true;
    return false;
}

/* "A, B and C": is there a conjunction before the next predicate, with only phrases between? */
static bool in_list(const dem_parser *p, int32_t from)
{
    for (int32_t i = from + 1; i < p->end && i < from + 14; i++) {
        uint8_t u = dem_parse_upos(p, i);
        if (u == DEM_UPOS_CCONJ)
            return true;
        if (dem_parse_role(p, i) == DEM_CHUNK_PREDICATE || u == DEM_UPOS_ADP || u == DEM_UPOS_SCONJ)
            return false;
    }
    return false;
}

int32_t dem_parse_beside(const dem_parser *p, int32_t phrase)
{
    enum { STEPS = 4 };
    for (int step = 0; step < STEPS && phrase >= 0; step++) {
        const dem_token *t = dem_parse_token(p, phrase);
        if (t->head < 0 || t->head > phrase || (t->rel != DEM_REL_nmod && t->rel != DEM_REL_conj && t->rel != DEM_REL_appos))
            break;
        phrase = t->head;
    }
    return phrase;
}

/* The first member of a list, on which the others hang. */
static int32_t list_head(const dem_parser *p, int32_t phrase)
{
    const dem_token *t = dem_parse_token(p, phrase);
    return t->rel == DEM_REL_conj && t->head >= 0 && t->head < phrase ? t->head : phrase;
}

static bool has_subject(const dem_parser *p, int32_t verb)
{
    enum { REACH = 60 };
    for (int32_t i = verb - 1; i >= p->first && i >= verb - REACH; i--) {
        const dem_token *t = dem_parse_token(p, i);
        if (t->head == verb && (t->rel == DEM_REL_nsubj || t->rel == DEM_REL_nsubj_pass))
            return true;
    }
    return false;
}

/* "...," said X. */
static bool inverted_subject(const dem_parser *p, const dem_clause *c)
{
    return c->pred >= 0 && c->object < 0 && dem_parse_upos(p, c->pred - 1) == DEM_UPOS_PUNCT && dem_parse_speech(p, c->pred) && !has_subject(p, c->pred) &&
           !dem_parse_has_auxiliary(p, c->pred) && !dem_parse_has_to(p, c->pred);
}

/* Does a verb that reports follow that can have this phrase as its subject, with the end of the clause behind it? */
static bool says_next(const dem_parser *p, int32_t noun)
{
    int32_t verb = dem_parse_finite_after(p, noun);
    if (verb < 0 || dem_parse_upos(p, verb) != DEM_UPOS_VERB || !dem_parse_speech(p, verb))
        return false;
    uint8_t next = verb + 1 < p->end ? dem_parse_upos(p, verb + 1) : (uint8_t)DEM_UPOS_PUNCT;
    return next == DEM_UPOS_PUNCT || next == DEM_UPOS_ADP || next == DEM_UPOS_PROPN || next == DEM_UPOS_ADV;
}

/* Prepositions whose phrase keeps to the noun before it even behind a verb; with the others the verb is the better guess (two to one in UD English). */
static bool keeps_to_noun(const dem_parser *p, int32_t prep)
{
    static const char *const words[] = {"of", "between", "among", "about", "like"};
    return is_any(p, prep, words, DEM_COUNT(words));
}

/* Behind a verb: does the phrase belong to the phrase before it rather than to the verb? An object leaves what follows to the verb; a phrase that has a
 * preposition itself takes it more often than not ("at a stadium in Lima"), times never. */
static bool prefers_noun(const dem_parser *p, int32_t verb, int32_t prep, int32_t last, int32_t noun)
{
    static const char *const verbal[] = {"at", "by", "as", "into", "after", "before", "during", "over", "under", "through", "until", "since", "without"};
    int rel = dem_parse_token(p, last)->rel;
    if (keeps_to_noun(p, prep))
        return true;
    bool place = dem_parse_is(p, prep, "in") && dem_parse_token(p, noun)->upos == DEM_UPOS_PROPN && rel == DEM_REL_obl;
    if (dem_parse_governs(p, verb, prep) && !place)
        return false;
    if (dem_parse_is_time(p, noun) || dem_parse_token(p, noun)->upos == DEM_UPOS_NUM || is_any(p, prep, verbal, DEM_COUNT(verbal)))
        return false;
    return rel == DEM_REL_nmod || place || (rel == DEM_REL_obl && !dem_parse_is(p, prep, "in"));
}

static void open_with(dem_clause *c, int32_t word)
{
    if (c->n_opening < DEM_CLAUSE_OPENING)
        c->opening[c->n_opening++] = word;
}

static void take_oblique(const dem_parser *p, dem_reading_state *s, int32_t noun)
{
    dem_clause *c = dem_parse_clause(s);
    int32_t prep = s->preposition;
    dem_parse_attach(p, prep, noun, DEM_REL_case);
    s->preposition = -1;
    if (c->pred < 0 && dem_parse_is_time(p, noun) && !dem_parse_is(p, prep, "of")) { /* "Peru on Thursday asked": of the verb to come */
        open_with(c, noun);
        return;
    }
    /* Directly behind a phrase: no comma, and no verb between. */
    bool behind = c->last >= 0 && c->last > c->pred && !s->comma;
    if (behind && (c->pred < 0 || prefers_noun(p, c->pred, prep, c->last, noun) || dem_parse_upos(p, c->pred) != DEM_UPOS_VERB)) {
        dem_parse_attach(p, noun, c->last, DEM_REL_nmod);
    } else if (c->pred < 0) {
        open_with(c, noun);
    } else {
        bool agent = dem_parse_is(p, prep, "by") && (dem_parse_is_passive(p, c->pred) || dem_parse_token(p, c->pred)->rel == DEM_REL_acl);
        dem_parse_attach(p, noun, c->pred, agent ? DEM_REL_obl_agent : DEM_REL_obl);
    }
    c->last = noun;
}

/* Behind a conjunction: a second phrase, or the subject of a second clause. */
static void take_conjunct(const dem_parser *p, dem_reading_state *s, int32_t noun)
{
    dem_clause *c = dem_parse_clause(s);
    bool finite = dem_parse_finite_after(p, noun) >= 0;
    bool open_subject = c->pred < 0 && c->subject >= 0;
    bool complement = c->pred >= 0 && c->object >= 0 && c->object == c->last && !s->comma && dem_parse_speech(p, c->pred) && c->object < c->pred + 5;
    if (finite && !open_subject && !complement) { /* "A attacked B and C fled" */
        while (s->top > 0 && !dem_parse_is_finite(p, dem_parse_clause(s)->pred >= 0 ? dem_parse_clause(s)->pred : noun))
            s->top--;
        dem_parse_clause(s)->subject = noun;
        dem_parse_clause(s)->last = noun;
        return;
    }
    if (c->last < 0) {
        c->subject = c->last = noun;
        s->cc = -1;
        return;
    }
    dem_parse_attach(p, noun, list_head(p, c->last), DEM_REL_conj);
    dem_parse_attach(p, s->cc, noun, DEM_REL_cc);
    s->cc = -1;
    if (complement && finite)
        return; /* the first of them is still the one a verb may take for its subject */
    c->last = noun;
}

/* Clauses that a comma has ended are left when something waits for a verb above them. */
static void leave_ended(dem_reading_state *s)
{
    while (s->top > 0) {
        const dem_clause *c = dem_parse_clause(s), *above = &s->stack[s->top - 1];
        if (c->pred < 0 || above->pred >= 0)
            return;
        s->top--;
    }
}

static void take_behind_comma(const dem_parser *p, dem_reading_state *s, int32_t noun)
{
    leave_ended(s);
    dem_clause *c = dem_parse_clause(s);
    bool finite = dem_parse_finite_after(p, noun) >= 0;
    if (c->pred < 0 && c->subject < 0) {
        c->subject = noun;
    } else if (c->pred >= 0 && finite && c->object < 0 && c->last < 0 && dem_parse_speech(p, c->pred)) { /* said: "X attacked" */
        dem_parse_open(s, DEM_CLAUSE_COMPLEMENT, -1, -1);
        c = dem_parse_clause(s);
        c->subject = noun;
    } else if (c->pred >= 0 && (finite || says_next(p, noun))) { /* "..., the governor said", "..., he left" */
        dem_parse_close(s, 0);
        c = dem_parse_clause(s);
        c->subject = noun;
    } else if (c->last >= 0 && c->last > c->pred && dem_parse_upos(p, noun) != DEM_UPOS_PRON) {
        dem_parse_attach(p, noun, in_list(p, noun) ? list_head(p, c->last) : dem_parse_beside(p, c->last), in_list(p, noun) ? DEM_REL_conj : DEM_REL_appos);
    } else if (c->pred < 0) {
        if (c->subject >= 0 && dem_parse_upos(p, noun) == DEM_UPOS_PRON && finite)
            return; /* "The president, Ana Ruiz, he left": the noun is the better subject */
        c->subject = noun;
    }
    c->last = noun;
}

/* A phrase directly behind another one or behind the verb. */
static void take_plain(const dem_parser *p, dem_reading_state *s, int32_t noun)
{
    dem_clause *c = dem_parse_clause(s);
    int32_t verb = dem_parse_finite_after(p, noun);
    if (c->pred < 0) {
        if (c->subject >= 0 && c->last >= 0 && verb >= 0) { /* "the ships Iran sent" */
            dem_parse_open(s, DEM_CLAUSE_RELATIVE, -1, c->last);
            c = dem_parse_clause(s);
        }
        c->subject = c->last = noun;
        return;
    }
    bool verbal = dem_parse_upos(p, c->pred) == DEM_UPOS_VERB;
    if (verbal && c->object < 0 && dem_str_eq(dem_parse_token(p, c->pred)->lemma, DEM_S("be"))) { /* there is X */
        dem_parse_attach(p, noun, c->pred, DEM_REL_nsubj);
        c->object = noun;
    } else if (inverted_subject(p, c)) {
        dem_parse_attach(p, noun, c->pred, dem_parse_is_passive(p, c->pred) ? DEM_REL_nsubj_pass : DEM_REL_nsubj);
    } else if (verb >= 0 && verb - noun < 12 && c->object >= 0 && c->last == c->object && !dem_parse_speech(p, c->pred)) {
        dem_parse_open(s, DEM_CLAUSE_RELATIVE, -1, c->last);
        c = dem_parse_clause(s);
        c->subject = noun;
    } else if (verb >= 0 && (!verbal || dem_parse_speech(p, c->pred))) { /* "said Russia attacked", "told them Russia attacked" */
        dem_parse_open(s, DEM_CLAUSE_COMPLEMENT, -1, -1);
        c = dem_parse_clause(s);
        c->subject = noun;
    } else if (verbal && c->object < 0) {
        dem_parse_attach(p, noun, c->pred, DEM_REL_obj);
        c->object = noun;
    } else if (verbal && c->object == c->last && dem_parse_token(p, c->object)->rel == DEM_REL_obj && noun - c->object <= 6) {
        dem_parse_token(p, c->object)->rel = DEM_REL_iobj; /* gave the rebels arms */
        dem_parse_attach(p, noun, c->pred, DEM_REL_obj);
        c->object = noun;
    } else {
        c->subject = noun;
    }
    c->last = noun;
}

/* "expelled the envoy last week", "Last week Peru expelled": no object, and a subject only of the verb behind it. */
static void take_time(const dem_parser *p, dem_clause *c, int32_t noun)
{
    if (c->pred >= 0)
        dem_parse_attach(p, noun, c->pred, DEM_REL_obl_unmarked);
    else if (c->subject < 0 && dem_parse_finite_after(p, noun) >= 0)
        c->subject = noun;
    else
        open_with(c, noun);
}

static bool has_whose(const dem_parser *p, int32_t noun)
{
    for (int32_t i = noun - 1; i >= p->first && i >= noun - 6; i--)
        if (dem_parse_is(p, i, "whose"))
            return dem_parse_token(p, i)->head == noun;
    return false;
}

void dem_parse_take_phrase(const dem_parser *p, dem_reading_state *s, int32_t noun)
{
    dem_clause *c = dem_parse_clause(s);
    if (has_whose(p, noun) && c->last >= 0) {
        dem_parse_open(s, DEM_CLAUSE_RELATIVE, -1, s->comma ? dem_parse_beside(p, c->last) : c->last);
        s->comma = false;
        c = dem_parse_clause(s);
    }
    if (dem_parse_is_relative(p, noun) && c->last >= 0 && c->last < noun) {
        int32_t host = s->comma ? dem_parse_beside(p, c->last) : c->last;
        if (s->preposition >= 0)
            dem_parse_attach(p, s->preposition, noun, DEM_REL_case);
        s->preposition = -1;
        dem_parse_open(s, DEM_CLAUSE_RELATIVE, noun, host);
    } else if (s->preposition < 0 && s->cc < 0 && dem_parse_is_time(p, noun)) {
        take_time(p, c, noun);
    } else if (s->preposition >= 0) {
        take_oblique(p, s, noun);
    } else if (s->cc >= 0) {
        take_conjunct(p, s, noun);
    } else if (s->comma) {
        take_behind_comma(p, s, noun);
    } else {
        take_plain(p, s, noun);
    }
    s->comma = false;
}
