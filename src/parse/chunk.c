#include "parse/parse_internal.h"

void dem_parse_attach(const dem_parser *p, int32_t token, int32_t head, int rel)
{
    if (token < p->first || token >= p->end || token == head || head < p->first || head >= p->end)
        return;
    dem_token *t = dem_parse_token(p, token);
    if (t->head >= 0)
        return;
    t->head = head;
    t->rel = (uint8_t)rel;
}

bool dem_parse_is(const dem_parser *p, int32_t i, const char *fold)
{
    return i >= p->first && i < p->end && dem_str_eq(dem_parse_token(p, i)->fold, dem_str_of(fold));
}

static uint8_t upos(const dem_parser *p, int32_t i)
{
    return i >= p->first && i < p->end ? dem_parse_token(p, i)->upos : DEM_UPOS_X;
}

static bool possessive(const dem_parser *p, int32_t i)
{
    return upos(p, i) == DEM_UPOS_PART && !dem_parse_is(p, i, "to") && !(dem_parse_token(p, i)->feats & DEM_FEAT_NEG);
}

static bool inner_hyphen(const dem_parser *p, int32_t i)
{
    return dem_parse_is(p, i, "-") && i > p->first && i + 1 < p->end && !(dem_parse_token(p, i - 1)->flags & DEM_TOKEN_SPACE);
}

/* Can this word stand inside a noun phrase before its head? */
static bool is_modifier(const dem_parser *p, int32_t i)
{
    const dem_token *t = dem_parse_token(p, i);
    switch (t->upos) {
    case DEM_UPOS_DET: case DEM_UPOS_ADJ: case DEM_UPOS_NUM: case DEM_UPOS_NOUN: case DEM_UPOS_PROPN: case DEM_UPOS_SYM:
        return true;
    case DEM_UPOS_PRON: return (t->feats & DEM_FEAT_POSS) != 0;
    case DEM_UPOS_VERB: /* "the occupied city", "rising prices": a participle between determiner and noun */
        return i > p->first && (t->feats & DEM_FEAT_PART) && !(t->feats & DEM_FEAT_FIN) &&
               (upos(p, i - 1) == DEM_UPOS_DET || upos(p, i - 1) == DEM_UPOS_ADJ || inner_hyphen(p, i - 1)) &&
               (upos(p, i + 1) == DEM_UPOS_NOUN || upos(p, i + 1) == DEM_UPOS_ADJ);
    case DEM_UPOS_ADV: return upos(p, i + 1) == DEM_UPOS_ADJ || upos(p, i + 1) == DEM_UPOS_NUM;
    case DEM_UPOS_PUNCT: return inner_hyphen(p, i) && upos(p, i + 1) != DEM_UPOS_VERB;
    default: return false;
    }
}

static bool is_head(uint8_t u)
{
    return u == DEM_UPOS_NOUN || u == DEM_UPOS_PROPN || u == DEM_UPOS_NUM || u == DEM_UPOS_PRON || u == DEM_UPOS_SYM;
}

static int relation_inside(const dem_parser *p, int32_t i)
{
    switch (upos(p, i)) {
    case DEM_UPOS_DET: return DEM_REL_det;
    case DEM_UPOS_ADJ: case DEM_UPOS_VERB: return DEM_REL_amod;
    case DEM_UPOS_NUM: return DEM_REL_nummod;
    case DEM_UPOS_PRON: return DEM_REL_nmod_poss;
    case DEM_UPOS_ADV: return DEM_REL_advmod;
    case DEM_UPOS_PUNCT: return DEM_REL_punct;
    default: return DEM_REL_compound;
    }
}

/* Names and demonyms before a noun are compounds or adjectives as they are tagged; determiners, adjectives and numbers keep their own relation. */
static void close_phrase(const dem_parser *p, int32_t start, int32_t head)
{
    for (int32_t i = start; i < head; i++)
        dem_parse_attach(p, i, head, relation_inside(p, i));
    p->role[head - p->first] = DEM_CHUNK_PHRASE;
}

/* A noun that a name may follow: somebody, or a body of people. */
static bool is_somebody(const dem_parser *p, int32_t i)
{
    const dem_kb_phrase *f = dem_kb_find_text(p->kb, dem_parse_token(p, i)->lemma);
    if (dem_kb_sense_first(p->kb, f, DEM_FAM_ROLE))
        return true;
    for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_CUE); s; s = dem_kb_sense_next(p->kb, f, s))
        if (dem_str_eq(dem_kb_str(p->kb, p->kb->cues[s->row].kind), DEM_S("person")))
            return true;
    return false;
}

/* Behind a noun a determiner, adjective or possessive begins the next phrase: [visited Berlin] [last week], [gave Peru] [new ships]. */
static bool starts_anew(const dem_parser *p, int32_t i)
{
    uint8_t u = upos(p, i);
    if (u == DEM_UPOS_PROPN && dem_parse_is_time(p, i - 1))
        return true; /* [on Monday] [Peru] */
    if (u == DEM_UPOS_PROPN && upos(p, i - 1) == DEM_UPOS_NOUN)
        return !is_somebody(p, i - 1); /* [after the vote] [Peru], but [lawyer Ana Ruiz] */
    return u == DEM_UPOS_DET || u == DEM_UPOS_PRON || u == DEM_UPOS_ADJ || (u == DEM_UPOS_ADV && upos(p, i + 1) == DEM_UPOS_ADJ);
}

/* "In 1879 Chile": a year behind a preposition is a phrase of its own. */
static bool is_year(const dem_parser *p, int32_t i)
{
    int64_t n;
    return dem_parse_token(p, i)->fold.len == 4 && dem_str_int(dem_parse_token(p, i)->fold, &n) && n >= 1000 && n <= 2100 && upos(p, i - 1) == DEM_UPOS_ADP;
}

/* One noun phrase from `start`; returns the token after it. A possessive closes one phrase inside another: [Russia 's] [foreign ministry]. */
static int32_t phrase(const dem_parser *p, int32_t start)
{
    int32_t i = start, head = -1, owner = -1;
    while (i < p->end && is_modifier(p, i)) {
        if (head == i - 1 && (upos(p, head) == DEM_UPOS_NOUN || upos(p, head) == DEM_UPOS_PROPN) && starts_anew(p, i))
            break;
        if (head == i - 1 && i > start && is_year(p, head) && upos(p, i) == DEM_UPOS_PROPN)
            break;
        if (is_head(upos(p, i)) && !(upos(p, i) == DEM_UPOS_PRON && (dem_parse_token(p, i)->feats & DEM_FEAT_POSS)))
            head = i;
        i++;
        if (head == i - 1 && possessive(p, i)) {
            close_phrase(p, start, head);
            p->role[head - p->first] = DEM_CHUNK_NONE;
            dem_parse_attach(p, i, head, DEM_REL_case);
            if (owner >= 0)
                dem_parse_attach(p, owner, head, DEM_REL_nmod_poss);
            owner = head;
            head = -1;
            start = ++i;
        }
    }
    if (head < 0) { /* "the poor", or modifiers of nothing */
        if (owner >= 0)
            p->role[owner - p->first] = DEM_CHUNK_PHRASE;
        bool adjective = i > start && upos(p, i - 1) == DEM_UPOS_ADJ && upos(p, start) == DEM_UPOS_DET;
        if (adjective)
            close_phrase(p, start, i - 1);
        return i > start ? i : start + 1;
    }
    close_phrase(p, start, head);
    if (owner >= 0)
        dem_parse_attach(p, owner, head, DEM_REL_nmod_poss);
    return head + 1;
}

/* "more than $2 billion", "at least 12 people": words that say how exact a figure is belong to its phrase. The token after them, or i. */
static int32_t approximator(const dem_parser *p, int32_t i)
{
    uint64_t h = DEM_HASH_START;
    int32_t longest = i;
    for (int32_t t = i; t < p->end && t < i + 4; t++) {
        h = dem_kb_step(h, dem_parse_token(p, t)->fold);
        const dem_kb_phrase *f = h == DEM_HASH_START ? NULL : dem_kb_find(p->kb, h);
        if (!f)
            break;
        for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_TIME); s; s = dem_kb_sense_next(p->kb, f, s))
            if (dem_str_eq(dem_kb_str(p->kb, p->kb->times[s->row].kind), DEM_S("approximator")))
                longest = t + 1;
    }
    bool figure = longest > i && (upos(p, longest) == DEM_UPOS_NUM || upos(p, longest) == DEM_UPOS_SYM);
    return figure ? longest : i;
}

/* Prepositions of two words, and participles that are prepositions. */
static void join_prepositions(const dem_parser *p)
{
    static const char *const pairs[][2] = {{"according", "to"}, {"because", "of"}, {"such", "as"}, {"due", "to"}, {"ahead", "of"}, {"instead", "of"},
                                           {"rather", "than"}, {"prior", "to"}, {"out", "of"}, {"along", "with"}, {"together", "with"}, {"as", "of"},
                                           {"as", "for"}, {"thanks", "to"}, {"apart", "from"}, {"aside", "from"}, {"owing", "to"}, {"up", "to"}};
    for (int32_t i = p->first; i < p->end; i++) {
        if (dem_parse_is(p, i, "including"))
            dem_parse_token(p, i)->upos = DEM_UPOS_ADP;
        for (ptrdiff_t k = 0; k < DEM_COUNT(pairs); k++)
            if (dem_parse_is(p, i, pairs[k][0]) && dem_parse_is(p, i + 1, pairs[k][1]) && upos(p, i + 1) == DEM_UPOS_ADP) {
                dem_parse_token(p, i)->upos = DEM_UPOS_ADP;
                dem_parse_attach(p, i + 1, i, DEM_REL_fixed);
            }
    }
}

void dem_parse_phrases(const dem_parser *p)
{
    join_prepositions(p);
    for (int32_t i = p->first; i < p->end;) {
        int32_t figure = approximator(p, i);
        if (figure > i) {
            int32_t end = phrase(p, figure);
            for (; i < figure; i++)
                dem_parse_attach(p, i, end - 1, DEM_REL_advmod);
            i = end;
            continue;
        }
        if (upos(p, i) == DEM_UPOS_PRON && !(dem_parse_token(p, i)->feats & DEM_FEAT_POSS)) {
            p->role[i - p->first] = DEM_CHUNK_PHRASE;
            i++;
        } else if (is_modifier(p, i) && upos(p, i) != DEM_UPOS_PUNCT) {
            i = phrase(p, i);
        } else {
            i++;
        }
    }
}

/* The verb that an auxiliary belongs to: the next verb, over adverbs, negation and a subject that inversion put between. */
static int32_t main_verb(const dem_parser *p, int32_t aux)
{
    enum { REACH = 8 };
    for (int32_t i = aux + 1; i < p->end && i <= aux + REACH; i++) {
        const dem_token *t = dem_parse_token(p, i);
        if (t->upos == DEM_UPOS_VERB && t->head < 0)
            return i;
        if (t->upos != DEM_UPOS_ADV && t->upos != DEM_UPOS_PART && t->upos != DEM_UPOS_AUX && t->upos != DEM_UPOS_PUNCT)
            return -1;
        if (t->upos == DEM_UPOS_PUNCT && !dem_parse_is(p, i, ",") && !dem_parse_is(p, i, "\""))
            return -1;
        if (dem_parse_is(p, i, "to"))
            return -1;
    }
    return -1;
}

/* What a copula makes a predicate: the next phrase or adjective, also behind a preposition ("is in contact"), which then belongs to it. */
static int32_t predicate_noun(const dem_parser *p, int32_t aux)
{
    enum { REACH = 12 };
    int32_t preposition = -1;
    for (int32_t i = aux + 1; i < p->end && i <= aux + REACH; i++) {
        const dem_token *t = dem_parse_token(p, i);
        if (p->role[i - p->first] == DEM_CHUNK_PHRASE || (t->upos == DEM_UPOS_ADJ && t->head < 0)) {
            if (preposition >= 0)
                dem_parse_attach(p, preposition, i, DEM_REL_case);
            return i;
        }
        if (t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_SCONJ || (t->upos == DEM_UPOS_ADP && t->head < 0 && preposition >= 0) ||
            (t->upos == DEM_UPOS_PUNCT && t->head < 0))
            return -1;
        if (t->upos == DEM_UPOS_ADP && t->head < 0)
            preposition = i;
    }
    return -1;
}

/* The copula behind an auxiliary: "would be ready", "has not been". */
static int32_t copula_after(const dem_parser *p, int32_t aux)
{
    enum { REACH = 4 };
    for (int32_t i = aux + 1; i < p->end && i <= aux + REACH; i++) {
        const dem_token *t = dem_parse_token(p, i);
        if (t->upos == DEM_UPOS_AUX && dem_str_eq(t->lemma, DEM_S("be")))
            return i;
        if (t->upos != DEM_UPOS_ADV && t->upos != DEM_UPOS_PART && t->upos != DEM_UPOS_AUX)
            return -1;
    }
    return -1;
}

static bool behind_there(const dem_parser *p, int32_t aux)
{
    int32_t i = aux - 1;
    while (i > p->first && (upos(p, i) == DEM_UPOS_AUX || upos(p, i) == DEM_UPOS_ADV || upos(p, i) == DEM_UPOS_PART))
        i--;
    return dem_parse_is(p, i, "there") && upos(p, i) == DEM_UPOS_PRON;
}

static void attach_auxiliary(const dem_parser *p, int32_t i)
{
    const dem_token *t = dem_parse_token(p, i);
    int32_t verb = main_verb(p, i);
    bool be = dem_str_eq(t->lemma, DEM_S("be"));
    if (verb >= 0) {
        const dem_token *v = dem_parse_token(p, verb);
        bool passive = be && (v->feats & DEM_FEAT_PAST) && (v->feats & DEM_FEAT_PART);
        dem_parse_attach(p, i, verb, passive ? DEM_REL_aux_pass : DEM_REL_aux);
        return;
    }
    int32_t copula = copula_after(p, i);
    if (copula < 0 && be && behind_there(p, i)) {
        dem_parse_token(p, i)->upos = DEM_UPOS_VERB;
        p->role[i - p->first] = DEM_CHUNK_PREDICATE;
        return;
    }
    int32_t noun = copula >= 0 || be ? predicate_noun(p, copula >= 0 ? copula : i) : -1;
    if (copula >= 0 && (noun < 0 || behind_there(p, i))) {
        dem_parse_attach(p, i, copula, DEM_REL_aux);
    } else if (noun >= 0) {
        dem_parse_attach(p, i, noun, copula >= 0 ? DEM_REL_aux : DEM_REL_cop);
        p->role[noun - p->first] = DEM_CHUNK_PREDICATE;
    } else {
        p->role[i - p->first] = DEM_CHUNK_PREDICATE; /* "has", "did" alone, or a copula before a preposition */
    }
}

/* Auxiliaries before a copula belong to its predicate: "will be ready". */
static void attach_verb_words(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - 6; i--) {
        uint8_t u = upos(p, i);
        if (u == DEM_UPOS_ADV || (u == DEM_UPOS_PART && (dem_parse_token(p, i)->feats & DEM_FEAT_NEG)))
            dem_parse_attach(p, i, verb, DEM_REL_advmod);
        else if (dem_parse_is(p, i, "to") && u == DEM_UPOS_PART)
            dem_parse_attach(p, i, verb, DEM_REL_mark);
        else if (u != DEM_UPOS_AUX)
            break;
    }
    int32_t next = verb + 1;
    bool particle = upos(p, next) == DEM_UPOS_ADP && p->role[verb - p->first] == DEM_CHUNK_PREDICATE && upos(p, verb) == DEM_UPOS_VERB;
    bool alone = next + 1 >= p->end || upos(p, next + 1) == DEM_UPOS_ADP || upos(p, next + 1) == DEM_UPOS_PUNCT || upos(p, next + 1) == DEM_UPOS_CCONJ ||
                 upos(p, next + 1) == DEM_UPOS_SCONJ;
    static const char *const particles[] = {"up", "out", "off", "down", "back", "over", "away"};
    for (ptrdiff_t k = 0; k < DEM_COUNT(particles) && !alone; k++)
        alone = dem_parse_is(p, next, particles[k]) && !dem_parse_is(p, next, "over");
    if (particle && alone && !(next + 1 < p->end && dem_parse_token(p, next + 1)->head == next))
        dem_parse_attach(p, next, verb, DEM_REL_compound_prt);
    if (upos(p, next) == DEM_UPOS_ADV && (dem_parse_is(p, next, "up") || dem_parse_is(p, next, "out") || dem_parse_is(p, next, "back") || dem_parse_is(p, next, "down")))
        dem_parse_attach(p, next, verb, DEM_REL_compound_prt);
}

void dem_parse_verbs(const dem_parser *p)
{
    for (int32_t i = p->first; i < p->end; i++)
        if (upos(p, i) == DEM_UPOS_VERB && dem_parse_token(p, i)->head < 0)
            p->role[i - p->first] = DEM_CHUNK_PREDICATE;
    for (int32_t i = p->first; i < p->end; i++)
        if (upos(p, i) == DEM_UPOS_AUX)
            attach_auxiliary(p, i);
    for (int32_t i = p->first; i < p->end; i++)
        if (p->role[i - p->first] == DEM_CHUNK_PREDICATE)
            attach_verb_words(p, i);
}
