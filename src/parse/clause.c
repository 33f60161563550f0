/* A predicate meets the clauses in hand: it completes one that waits for it, or opens one of its own. */
#include "parse/parse_internal.h"

static dem_clause new_clause(int kind, int32_t mark, int32_t noun)
{
    return (dem_clause){.pred = -1, .subject = -1, .object = -1, .last = -1, .mark = mark, .noun = noun, .kind = (uint8_t)kind};
}

void dem_parse_open(dem_reading_state *s, int kind, int32_t mark, int32_t noun)
{
    if (s->top + 1 < DEM_CLAUSE_DEPTH)
        s->top++;
    s->stack[s->top] = new_clause(kind, mark, noun);
}

void dem_parse_close(dem_reading_state *s, int32_t top)
{
    if (s->top > top)
        s->top = top;
    s->comma = false;
}

static int subject_relation(const dem_parser *p, int32_t verb)
{
    return dem_parse_is_passive(p, verb) ? DEM_REL_nsubj_pass : DEM_REL_nsubj;
}

/* The nearest predicate in the clauses around the one in hand; -1. */
static int32_t outer_predicate(const dem_reading_state *s)
{
    return s->top > 0 ? s->stack[s->top - 1].pred : -1;
}

/* A clause without a predicate to hang on yet waits for the one of the clause it stands in. */
static void hang_or_wait(const dem_parser *p, dem_reading_state *s, int32_t verb, int rel)
{
    int32_t outer = outer_predicate(s);
    if (outer >= 0)
        dem_parse_attach(p, verb, outer, rel);
    else if (s->top > 0 && s->stack[s->top - 1].n_opening < DEM_CLAUSE_OPENING) {
        dem_clause *above = &s->stack[s->top - 1];
        above->opening[above->n_opening++] = verb;
    }
}

static void hang_marked(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    const dem_clause *c = dem_parse_clause(s);
    bool question = dem_parse_upos(p, c->mark) == DEM_UPOS_ADV;
    bool complement = dem_parse_is(p, c->mark, "that") || dem_parse_is(p, c->mark, "whether") || dem_parse_is(p, c->mark, "why") || dem_parse_is(p, c->mark, "how");
    dem_parse_attach(p, c->mark, verb, question ? DEM_REL_advmod : DEM_REL_mark);
    if (c->noun >= 0)
        dem_parse_attach(p, verb, c->noun, question ? DEM_REL_acl_relcl : DEM_REL_acl); /* "the report that ...", "the town where ..." */
    else
        hang_or_wait(p, s, verb, complement ? DEM_REL_ccomp : DEM_REL_advcl);
}

static void hang_relative(const dem_parser *p, const dem_clause *c, int32_t verb)
{
    dem_parse_attach(p, verb, c->noun, DEM_REL_acl_relcl);
    if (c->mark < 0)
        return;
    bool oblique = dem_parse_role(p, c->mark) == DEM_CHUNK_PHRASE && c->mark > p->first && dem_parse_token(p, c->mark - 1)->head == c->mark;
    dem_parse_attach(p, c->mark, verb, oblique ? DEM_REL_obl : c->subject >= 0 ? DEM_REL_obj : subject_relation(p, verb));
}

/* A second main clause: coordinated, inserted or set beside the first. */
static void hang_second(const dem_parser *p, dem_reading_state *s, int32_t verb, int32_t subject)
{
    if (s->root < 0) {
        s->root = verb;
        return;
    }
    int32_t above = dem_parse_clause(s)->pred >= 0 ? dem_parse_clause(s)->pred : s->root;
    if (s->cc >= 0) {
        dem_parse_attach(p, s->cc, verb, DEM_REL_cc);
        dem_parse_attach(p, verb, above, DEM_REL_conj);
    } else if (dem_parse_speech(p, above) && subject >= 0 && (!s->comma || dem_parse_token(p, verb)->flags & DEM_TOKEN_QUOTED)) {
        dem_parse_attach(p, verb, above, DEM_REL_ccomp);
    } else {
        dem_parse_attach(p, verb, s->root, DEM_REL_parataxis);
    }
}

static int opening_relation(const dem_parser *p, int32_t word)
{
    if (dem_parse_role(p, word) == DEM_CHUNK_PREDICATE)
        return DEM_REL_advcl;
    for (int32_t i = word - 1; i >= p->first && i >= word - 8; i--) /* a preposition */
        if (dem_parse_token(p, i)->head == word && dem_parse_token(p, i)->rel == DEM_REL_case)
            return DEM_REL_obl;
    return dem_parse_is_time(p, word) ? DEM_REL_obl_unmarked : DEM_REL_obl;
}

/* The clause in hand gets its predicate. */
static void complete(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    if (c->subject >= 0) {
        bool there = dem_parse_is(p, c->subject, "there") && dem_str_eq(dem_parse_token(p, verb)->lemma, DEM_S("be"));
        dem_parse_attach(p, c->subject, verb, there ? DEM_REL_expl : subject_relation(p, verb));
    }
    switch (c->kind) {
    case DEM_CLAUSE_RELATIVE: hang_relative(p, c, verb); break;
    case DEM_CLAUSE_SUB: hang_marked(p, s, verb); break;
    case DEM_CLAUSE_COMPLEMENT: hang_or_wait(p, s, verb, DEM_REL_ccomp); break;
    default: hang_second(p, s, verb, c->subject); break;
    }
    for (int32_t i = 0; i < c->n_opening; i++)
        dem_parse_attach(p, c->opening[i], verb, opening_relation(p, c->opening[i]));
    uint8_t kind = c->kind;
    *c = new_clause(kind, -1, -1);
    c->pred = verb;
    s->cc = s->preposition = -1;
}

/* Goes up to a clause that has a subject and no verb. Returns false if there is none. */
static bool find_waiting(dem_reading_state *s)
{
    for (int32_t k = s->top; k >= 0; k--)
        if (s->stack[k].pred < 0 && (s->stack[k].subject >= 0 || k == s->top || k == 0)) {
            s->top = k;
            return true;
        }
    return false;
}

/* "said Moscow attacked": what was taken for an object is the subject of a clause without "that". */
static bool take_back_object(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    int32_t noun = c->object;
    if (s->comma || noun < 0 || noun > verb || noun < c->pred || !dem_parse_speech(p, c->pred))
        return false;
    if (dem_parse_token(p, noun)->rel != DEM_REL_obj)
        return false;
    dem_parse_token(p, noun)->head = -1;
    dem_parse_open(s, DEM_CLAUSE_COMPLEMENT, -1, -1);
    dem_parse_clause(s)->subject = noun;
    return true;
}

/* A second verb takes the place of the first as the one in hand. */
static void coordinate(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    dem_parse_attach(p, s->cc, verb, DEM_REL_cc);
    dem_parse_attach(p, verb, c->pred, DEM_REL_conj);
    *c = new_clause(c->kind, -1, -1);
    c->pred = verb;
    s->cc = -1;
}

static void take_finite(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    if (c->pred < 0 || (c->subject >= 0 && c->subject > c->pred)) {
        complete(p, s, verb);
        return;
    }
    if (s->cc >= 0) { /* "attacked the port and seized ships" */
        while (s->top > 0 && !dem_parse_is_finite(p, dem_parse_clause(s)->pred < 0 ? verb : dem_parse_clause(s)->pred))
            s->top--;
        coordinate(p, s, verb);
        return;
    }
    if (take_back_object(p, s, verb) || find_waiting(s)) {
        complete(p, s, verb);
        return;
    }
    s->top = 0;
    complete(p, s, verb);
}

static void take_infinitive(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    bool behind_noun = c->last >= 0 && c->last > c->pred;
    if (s->cc >= 0 && c->pred >= 0 && c->kind == DEM_CLAUSE_VERBAL) {
        coordinate(p, s, verb);
        return;
    }
    if (c->pred >= 0 && (!behind_noun || c->object == c->last || dem_parse_infinitive(p, c->pred))) {
        dem_parse_attach(p, verb, c->pred, dem_parse_infinitive(p, c->pred) ? DEM_REL_xcomp : DEM_REL_advcl);
    } else if (behind_noun) {
        dem_parse_attach(p, verb, c->last, DEM_REL_acl);
    } else if (c->n_opening < DEM_CLAUSE_OPENING)
        c->opening[c->n_opening++] = verb;
    dem_parse_open(s, DEM_CLAUSE_VERBAL, -1, -1);
    dem_parse_clause(s)->pred = verb;
    s->preposition = -1;
}

static void take_participle(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_clause *c = dem_parse_clause(s);
    int32_t word = s->preposition;
    bool marked = c->kind == DEM_CLAUSE_SUB && c->pred < 0 && c->subject < 0;
    if (marked) { /* "while fighting" */
        dem_parse_attach(p, c->mark, verb, DEM_REL_mark);
        hang_or_wait(p, s, verb, DEM_REL_advcl);
        c->kind = DEM_CLAUSE_VERBAL;
        c->pred = verb;
        s->comma = false;
        return;
    }
    bool behind_noun = c->last >= 0 && c->last > c->pred && !s->comma;
    if (word >= 0)
        dem_parse_attach(p, word, verb, DEM_REL_mark);
    bool bare = (dem_parse_token(p, verb)->feats & DEM_FEAT_INF) != 0; /* "may stop and search" */
    if (s->cc >= 0 && c->pred >= 0 && word < 0 && (bare || c->kind == DEM_CLAUSE_VERBAL)) {
        coordinate(p, s, verb);
        return;
    }
    if (behind_noun && !bare && (word < 0 || c->pred < 0 || (dem_parse_is(p, word, "of") && !dem_parse_governs(p, c->pred, word)))) {
        dem_parse_attach(p, verb, c->last, DEM_REL_acl);
    } else if (c->pred >= 0) {
        bool direct = word < 0 && !s->comma && (c->object < 0 || bare);
        dem_parse_attach(p, verb, c->pred, direct ? DEM_REL_xcomp : DEM_REL_advcl);
    } else if (c->n_opening < DEM_CLAUSE_OPENING) {
        c->opening[c->n_opening++] = verb;
    }
    s->preposition = -1;
    dem_parse_open(s, DEM_CLAUSE_VERBAL, -1, -1);
    dem_parse_clause(s)->pred = verb;
}

/* Does a finite verb follow that waits for the subject before this one? Only phrases with prepositions may stand between: a plain one would be the object of
 * this verb or the subject of that one. */
static bool other_verb_waits(const dem_parser *p, int32_t verb)
{
    enum { REACH = 20 };
    bool preposition = false;
    for (int32_t i = verb + 1; i < p->end && i <= verb + REACH; i++) {
        uint8_t u = dem_parse_upos(p, i), role = dem_parse_role(p, i);
        if (role == DEM_CHUNK_PREDICATE)
            return dem_parse_is_finite(p, i) && !preposition;
        if (role == DEM_CHUNK_PHRASE && !preposition)
            return false;
        preposition = role == DEM_CHUNK_PHRASE ? false : u == DEM_UPOS_ADP && dem_parse_token(p, i)->head < 0 ? true : preposition;
        if (u == DEM_UPOS_SCONJ || u == DEM_UPOS_CCONJ || (u == DEM_UPOS_PUNCT && dem_parse_token(p, i)->head < 0 && !dem_parse_is(p, i, ",")))
            return false;
    }
    return false;
}

static void make_finite(dem_token *t)
{
    t->feats = (t->feats & ~(uint32_t)DEM_FEAT_PART) | DEM_FEAT_FIN;
}

/* "the ships seized in May were", "sent arms seized in May": no object, and another verb or none waits for this subject. */
static bool reduced(const dem_parser *p, const dem_reading_state *s, int32_t verb)
{
    const dem_clause *c = &s->stack[s->top];
    const dem_token *t = dem_parse_token(p, verb);
    uint8_t next = dem_parse_upos(p, verb + 1);
    bool behind = c->last == verb - 1 && c->last > c->pred && !s->comma && s->cc < 0 && dem_parse_upos(p, verb - 1) != DEM_UPOS_PRON;
    if (!behind || !(t->feats & DEM_FEAT_PAST) || dem_parse_has_auxiliary(p, verb) || t->upos != DEM_UPOS_VERB || !dem_str_ends(t->fold, DEM_S("ed")))
        return false;
    if (next != DEM_UPOS_ADP && next != DEM_UPOS_ADV && next != DEM_UPOS_PUNCT)
        return false;
    if (c->pred >= 0 && c->subject < 0)
        return !dem_parse_speech(p, c->pred);
    return other_verb_waits(p, verb);
}

/* Past tense and participle look alike. Where the tagger chose the participle, a subject that has no other verb makes it the past tense, and so does
 * the place of an inverted verb that reports: "...,” said Mr. X". */
static void mend_tense(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    dem_token *t = dem_parse_token(p, verb);
    const dem_clause *c = dem_parse_clause(s);
    if (t->upos != DEM_UPOS_VERB || !(t->feats & DEM_FEAT_PAST) || dem_parse_is_finite(p, verb) || dem_parse_has_to(p, verb))
        return;
    uint8_t next = dem_parse_upos(p, verb + 1);
    bool phrase = next == DEM_UPOS_PROPN || next == DEM_UPOS_DET || next == DEM_UPOS_PRON || next == DEM_UPOS_NOUN;
    bool inverted = s->comma && dem_parse_upos(p, verb - 1) == DEM_UPOS_PUNCT && phrase && dem_parse_speech(p, verb);
    bool second = c->pred >= 0 && c->subject > c->pred && s->preposition < 0;
    bool waits = c->pred < 0 && s->preposition < 0 && (c->subject >= 0 || (c->kind == DEM_CLAUSE_RELATIVE && c->mark >= 0));
    if (inverted || second || (waits && (!other_verb_waits(p, verb) || (c->subject >= 0 && dem_parse_upos(p, c->subject) == DEM_UPOS_PRON))))
        make_finite(t);
}

void dem_parse_take_predicate(const dem_parser *p, dem_reading_state *s, int32_t verb)
{
    if (reduced(p, s, verb)) {
        dem_token *t = dem_parse_token(p, verb);
        t->feats = (t->feats & ~(uint32_t)DEM_FEAT_FIN) | DEM_FEAT_PART;
    } else
        mend_tense(p, s, verb);
    if (dem_parse_has_to(p, verb))
        take_infinitive(p, s, verb);
    else if (dem_parse_is_finite(p, verb))
        take_finite(p, s, verb);
    else
        take_participle(p, s, verb);
    s->comma = false;
}

/* Is the word one of these, and does a phrase with a finite verb of its own follow? */
static bool begins_clause(const dem_parser *p, int32_t i, const char *const *words, ptrdiff_t n_words)
{
    enum { REACH = 8 };
    bool may = false;
    for (ptrdiff_t k = 0; k < n_words && !may; k++)
        may = dem_parse_is(p, i, words[k]);
    int32_t n = i + 1;
    while (may && n < p->end && n < i + REACH && dem_parse_role(p, n) == DEM_CHUNK_NONE && dem_parse_upos(p, n) != DEM_UPOS_PUNCT)
        n++;
    return may && dem_parse_role(p, n) == DEM_CHUNK_PHRASE && dem_parse_finite_after(p, n) >= 0;
}

/* "after Russia attacked": a preposition that has a clause behind it is a subordinator. */
static bool opens_clause(const dem_parser *p, int32_t i)
{
    static const char *const words[] = {"after", "before", "until", "till", "since", "as", "like", "than"};
    return begins_clause(p, i, words, DEM_COUNT(words));
}

/* "when it fell", "where troops are": the adverb begins a clause. */
static bool opens_question(const dem_parser *p, int32_t i)
{
    static const char *const words[] = {"when", "where", "why", "how", "whenever", "wherever"};
    return begins_clause(p, i, words, DEM_COUNT(words));
}

static void take_word(const dem_parser *p, dem_reading_state *s, int32_t i)
{
    dem_token *t = dem_parse_token(p, i);
    const dem_clause *c = dem_parse_clause(s);
    if (t->head >= 0)
        return;
    if (t->upos == DEM_UPOS_ADP && opens_clause(p, i))
        t->upos = DEM_UPOS_SCONJ;
    switch (t->upos) {
    case DEM_UPOS_ADP: s->preposition = i; break;
    case DEM_UPOS_SCONJ: {
        bool fact = dem_parse_is(p, i, "that") && c->last == i - 1 && c->last > c->pred && dem_parse_upos(p, i - 1) == DEM_UPOS_NOUN &&
                    (c->pred < 0 || !dem_parse_speech(p, c->pred));
        dem_parse_open(s, DEM_CLAUSE_SUB, i, fact ? c->last : -1);
        s->preposition = s->cc = -1;
        break;
    }
    case DEM_UPOS_ADV:
        if (opens_question(p, i)) {
            bool place = dem_parse_is(p, i, "where") && c->last > c->pred && c->last >= 0;
            dem_parse_open(s, DEM_CLAUSE_SUB, i, place ? c->last : -1);
            s->preposition = s->cc = -1;
        }
        break;
    case DEM_UPOS_CCONJ: s->cc = i; break;
    case DEM_UPOS_PUNCT: s->comma = true; break;
    default: break;
    }
}

void dem_parse_clauses(const dem_parser *p)
{
    dem_reading_state s = {.top = 0, .root = -1, .preposition = -1, .cc = -1};
    s.stack[0] = new_clause(DEM_CLAUSE_MAIN, -1, -1);
    for (int32_t i = p->first; i < p->end; i++) {
        uint8_t role = dem_parse_role(p, i);
        if (role == DEM_CHUNK_PREDICATE)
            dem_parse_take_predicate(p, &s, i);
        else if (role == DEM_CHUNK_PHRASE && dem_parse_token(p, i)->head < 0)
            dem_parse_take_phrase(p, &s, i);
        else
            take_word(p, &s, i);
    }
}
