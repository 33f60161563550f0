#include "parse/parse_internal.h"

/* What is open while the sentence is read from left to right. */
typedef struct {
    int32_t root;        /* main predicate so far, -1 */
    int32_t verb;        /* predicate of the clause in hand, -1 */
    int32_t phrase;      /* last noun phrase, -1 */
    int32_t subject;     /* phrase that waits for its verb, -1 */
    int32_t object;      /* of the clause in hand, -1 */
    int32_t preposition; /* waiting for its noun, -1 */
    int32_t mark;        /* subordinator that waits for its verb, -1 */
    int32_t cc;          /* conjunction that waits for its second part, -1 */
    int32_t cc_phrase;   /* phrase before it */
    int32_t relative;    /* noun before a relative pronoun, -1 */
    int32_t relative_word;
    int32_t waiting;     /* subordinate predicate that stands before the main clause, -1 */
    int32_t host;        /* predicate to come back to after a clause between commas, -1 */
    bool comma;          /* since the last phrase or predicate */
    bool opening;        /* the last phrase has a preposition and stands before any verb: "On Thursday, " */
} state;

static bool takes(const dem_kb *kb, const dem_kb_frame *f, uint32_t relation)
{
    for (uint32_t a = 0; a < f->n_args; a++)
        for (uint32_t r = 0; r < kb->args[f->first_arg + a].n_rels; r++)
            if (kb->lists[kb->args[f->first_arg + a].first_rel + r].number == relation)
                return true;
    return false;
}

/* Does some frame of the verb have an argument in this relation? */
static bool verb_takes(const dem_parser *p, int32_t verb, uint32_t relation)
{
    const dem_kb_phrase *f = dem_kb_find_text(p->kb, dem_parse_token(p, verb)->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_FRAME); s; s = dem_kb_sense_next(p->kb, f, s))
        if (p->kb->frames[s->row].pos == DEM_FRAME_VERB && takes(p->kb, &p->kb->frames[s->row], relation))
            return true;
    return false;
}

bool dem_parse_speech(const dem_parser *p, int32_t verb)
{
    return verb_takes(p, verb, DEM_ARG_CCOMP);
}

static bool is_passive(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - 8; i--)
        if (dem_parse_token(p, i)->head == verb && dem_parse_token(p, i)->rel == DEM_REL_aux_pass)
            return true;
    return false;
}

static bool has_auxiliary(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - 8; i--) {
        const dem_token *t = dem_parse_token(p, i);
        if (t->head == verb && (t->rel == DEM_REL_aux || t->rel == DEM_REL_aux_pass || t->rel == DEM_REL_cop))
            return true;
    }
    return false;
}

static bool has_to(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - 4; i--)
        if (dem_parse_token(p, i)->head == verb && dem_parse_token(p, i)->rel == DEM_REL_mark && dem_parse_is(p, i, "to"))
            return true;
    return false;
}

static bool is_finite(const dem_parser *p, int32_t verb)
{
    const dem_token *t = dem_parse_token(p, verb);
    return has_auxiliary(p, verb) || t->upos == DEM_UPOS_AUX || (t->feats & DEM_FEAT_FIN) || (t->feats & (DEM_FEAT_PART | DEM_FEAT_INF | DEM_FEAT_GER)) == 0;
}

static void new_clause(state *s, int32_t verb)
{
    s->verb = verb;
    s->object = -1;
    s->subject = s->preposition = s->mark = s->cc = s->relative = -1;
    s->comma = false;
}

/* Where a prepositional phrase hangs: "of" on the noun before it, agents on passives, the rest on the verb if there is one and a noun did not just come as subject. */
static void attach_oblique(const dem_parser *p, state *s, int32_t noun)
{
    int32_t prep = s->preposition;
    dem_parse_attach(p, prep, noun, DEM_REL_case);
    s->preposition = -1;
    bool of = dem_parse_is(p, prep, "of"), between = dem_parse_is(p, prep, "between");
    bool after_noun = s->phrase >= 0 && s->phrase > s->verb && !s->comma;
    if (after_noun && (of || between || s->verb < 0 || s->subject == s->phrase)) {
        dem_parse_attach(p, noun, s->phrase, DEM_REL_nmod);
        return;
    }
    if (s->verb < 0) {
        s->opening = s->subject < 0;
        return; /* a phrase before the first verb waits for it: attached at the end */
    }
    bool agent = dem_parse_is(p, prep, "by") && (is_passive(p, s->verb) || dem_parse_token(p, s->verb)->rel == DEM_REL_acl);
    dem_parse_attach(p, noun, s->verb, agent ? DEM_REL_obl_agent : DEM_REL_obl);
}

/* "A, B and C": is there a conjunction before the next predicate, with only phrases between? */
static bool in_list(const dem_parser *p, int32_t from)
{
    for (int32_t i = from + 1; i < p->end && i < from + 14; i++) {
        uint8_t u = dem_parse_token(p, i)->upos;
        if (u == DEM_UPOS_CCONJ)
            return true;
        if (p->role[i - p->first] == DEM_CHUNK_PREDICATE || u == DEM_UPOS_ADP || u == DEM_UPOS_SCONJ)
            return false;
    }
    return false;
}

/* The phrase that what stands behind a comma belongs to: the whole one, not the noun inside its of-phrase ("the president of Kenya, William Ruto, who"). */
static int32_t beside(const dem_parser *p, const state *s)
{
    int32_t top = s->phrase;
    for (int step = 0; step < 4 && top >= 0; step++) {
        const dem_token *t = dem_parse_token(p, top);
        if (t->head < 0 || t->rel != DEM_REL_nmod || t->head > top)
            break;
        top = t->head;
    }
    return top;
}

static bool inverted_subject(const dem_parser *p, const state *s, int32_t noun)
{
    if (s->verb < 0 || s->object >= 0 || s->verb != noun - 1 - (int32_t)(noun - s->verb - 1) || !dem_parse_speech(p, s->verb))
        return false;
    for (int32_t i = p->first; i < p->end; i++) { /* a subject stands before it already */
        const dem_token *t = dem_parse_token(p, i);
        if (t->head == s->verb && (t->rel == DEM_REL_nsubj || t->rel == DEM_REL_nsubj_pass))
            return false;
    }
    if (has_auxiliary(p, s->verb) || has_to(p, s->verb))
        return false;
    for (int32_t i = s->verb - 1; i >= p->first && i >= s->verb - 2; i--)
        if (dem_parse_token(p, i)->upos == DEM_UPOS_PUNCT)
            return true;
    return false;
}

/* Does a verb that reports follow that can have this phrase as its subject, with the end of the clause behind it? */
static bool says_next(const dem_parser *p, int32_t noun)
{
    int32_t i = noun + 1;
    while (i < p->end && dem_parse_token(p, i)->upos == DEM_UPOS_ADP && i + 1 < p->end && i < noun + 6) { /* the governor of the bank said */
        i++;
        while (i < p->end && i < noun + 8 && p->role[i - p->first] != DEM_CHUNK_PHRASE && p->role[i - p->first] != DEM_CHUNK_PREDICATE)
            i++;
        if (i < p->end && p->role[i - p->first] == DEM_CHUNK_PHRASE)
            i++;
    }
    if (i >= p->end || dem_parse_token(p, i)->upos != DEM_UPOS_VERB || !(dem_parse_token(p, i)->feats & (DEM_FEAT_FIN | DEM_FEAT_PAST)) ||
        !dem_parse_speech(p, i))
        return false;
    return i + 1 >= p->end || dem_parse_token(p, i + 1)->upos == DEM_UPOS_PUNCT || dem_parse_token(p, i + 1)->upos == DEM_UPOS_ADP ||
           dem_parse_token(p, i + 1)->upos == DEM_UPOS_PROPN || dem_parse_token(p, i + 1)->upos == DEM_UPOS_ADV;
}

static bool is_relative(const dem_parser *p, int32_t i)
{
    return dem_parse_is(p, i, "who") || dem_parse_is(p, i, "which") || dem_parse_is(p, i, "whom") ||
           (dem_parse_is(p, i, "that") && dem_parse_token(p, i)->upos == DEM_UPOS_PRON);
}

static bool is_time(const dem_parser *p, int32_t noun)
{
    static const char *const kinds[] = {"unit", "weekday", "day", "month"};
    const dem_token *t = dem_parse_token(p, noun);
    const dem_kb_phrase *f = dem_kb_find_text(p->kb, t->upos == DEM_UPOS_PROPN ? t->fold : t->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_TIME); s; s = dem_kb_sense_next(p->kb, f, s))
        for (ptrdiff_t i = 0; i < DEM_COUNT(kinds); i++)
            if (dem_str_eq(dem_kb_str(p->kb, p->kb->times[s->row].kind), dem_str_of(kinds[i])))
                return true;
    return false;
}

static void take_phrase(const dem_parser *p, state *s, int32_t noun)
{
    if (is_relative(p, noun) && s->phrase >= 0) {
        s->relative = s->comma ? beside(p, s) : s->phrase;
        s->relative_word = noun;
        return;
    }
    if (s->preposition < 0 && s->cc < 0 && s->verb >= 0 && is_time(p, noun)) {
        dem_parse_attach(p, noun, s->verb, DEM_REL_obl_unmarked);
        return; /* "expelled the envoy last week": never an object */
    }
    if (s->preposition >= 0) {
        attach_oblique(p, s, noun);
    } else if (s->cc >= 0 && s->cc_phrase >= 0) {
        dem_parse_attach(p, noun, s->cc_phrase, DEM_REL_conj);
        dem_parse_attach(p, s->cc, noun, DEM_REL_cc);
        s->cc = -1;
    } else if (s->comma && says_next(p, noun)) {
        s->subject = noun; /* "..., the governor said": inserted, not in apposition */
    } else if (s->comma && s->opening) {
        s->subject = noun;
        s->opening = false;
    } else if (s->comma && s->phrase >= 0 && s->phrase > s->verb && s->relative < 0) {
        dem_parse_attach(p, noun, beside(p, s), in_list(p, noun) ? DEM_REL_conj : DEM_REL_appos);
        s->comma = false;
        if (s->subject >= 0 || s->object >= 0)
            return; /* the phrase it is set beside stays the one to attach to */
    } else if (inverted_subject(p, s, noun)) {
        dem_parse_attach(p, noun, s->verb, DEM_REL_nsubj);
    } else if (s->verb >= 0 && s->object < 0 && !s->comma && s->mark < 0 && dem_parse_token(p, s->verb)->upos == DEM_UPOS_VERB && s->relative < 0) {
        dem_parse_attach(p, noun, s->verb, DEM_REL_obj);
        s->object = noun;
    } else if (s->verb >= 0 && s->object >= 0 && s->object == s->phrase && !s->comma && s->mark < 0 && s->subject < 0 && s->relative < 0 &&
               dem_parse_token(p, s->object)->rel == DEM_REL_obj && noun - s->object <= 6) {
        dem_parse_token(p, s->object)->rel = DEM_REL_iobj; /* gave the rebels arms; or the subject of a clause to come, mended there */
        dem_parse_attach(p, noun, s->verb, DEM_REL_obj);
        s->object = noun;
    } else {
        s->subject = noun;
    }
    s->phrase = noun;
    s->comma = false;
}

/* Objects that turn out to be the subject of a clause without "that": "said Moscow attacked". */
static int32_t take_back_object(const dem_parser *p, state *s, int32_t verb)
{
    int32_t noun = s->object;
    if (s->comma || noun < 0 || s->verb < 0 || noun < s->verb || noun > verb || s->phrase != noun || !dem_parse_speech(p, s->verb))
        return -1;
    dem_token *t = dem_parse_token(p, noun);
    if (t->rel != DEM_REL_obj && t->rel != DEM_REL_nsubj)
        return -1;
    t->head = -1;
    return noun;
}

/* Verbs whose infinitive is their complement: those that a frame gives one, and those of the cue table. With others it says what for. */
static bool takes_infinitive(const dem_parser *p, int32_t verb)
{
    const dem_kb *kb = p->kb;
    const dem_kb_phrase *f = dem_kb_find_text(kb, dem_parse_token(p, verb)->lemma);
    if (dem_parse_token(p, verb)->upos != DEM_UPOS_VERB)
        return true; /* ready to, set to, likely to */
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, f, DEM_FAM_CUE); s; s = dem_kb_sense_next(kb, f, s))
        if (dem_str_eq(dem_kb_str(kb, kb->cues[s->row].kind), DEM_S("control")))
            return true;
    return verb_takes(p, verb, DEM_ARG_XCOMP);
}

static void hang_infinitive(const dem_parser *p, state *s, int32_t verb)
{
    bool behind_noun = s->phrase > s->verb && s->phrase >= 0;
    if (s->verb >= 0 && (!behind_noun || s->subject < 0)) {
        dem_parse_attach(p, verb, s->verb, takes_infinitive(p, s->verb) ? DEM_REL_xcomp : DEM_REL_advcl);
    } else if (behind_noun) {
        dem_parse_attach(p, verb, s->phrase, DEM_REL_acl);
        int32_t subject = s->subject, root = s->root, host = s->verb;
        new_clause(s, verb);
        s->subject = subject;
        s->root = root;
        s->host = host;
        return;
    }
    int32_t subject = s->verb < 0 ? s->subject : -1;
    new_clause(s, verb);
    s->subject = subject;
}

static void hang_participle(const dem_parser *p, state *s, int32_t verb)
{
    if (s->preposition >= 0 || s->mark >= 0) { /* "after meeting", "while fighting" */
        int32_t word = s->preposition >= 0 ? s->preposition : s->mark;
        dem_parse_attach(p, word, verb, DEM_REL_mark);
        if (s->verb >= 0)
            dem_parse_attach(p, verb, s->verb, DEM_REL_advcl);
        else
            s->waiting = verb;
    } else if (s->phrase >= 0 && s->phrase > s->verb && !s->comma) {
        dem_parse_attach(p, verb, s->phrase, DEM_REL_acl);
    } else if (s->verb >= 0) {
        bool direct = !s->comma && s->object < 0;
        dem_parse_attach(p, verb, s->verb, direct ? DEM_REL_xcomp : DEM_REL_advcl);
    } else {
        s->waiting = verb;
    }
    int32_t subject = s->subject, host = s->verb;
    new_clause(s, verb);
    s->subject = subject;
    s->host = host;
}

/* A finite clause behind another one. */
static void hang_finite(const dem_parser *p, state *s, int32_t verb, int32_t subject, int32_t mark, bool comma)
{
    if (mark >= 0) {
        dem_parse_attach(p, mark, verb, DEM_REL_mark);
        bool complement = dem_parse_is(p, mark, "that") || dem_parse_is(p, mark, "whether");
        if (s->verb >= 0)
            dem_parse_attach(p, verb, s->verb, complement ? DEM_REL_ccomp : DEM_REL_advcl);
        else if (s->root >= 0)
            dem_parse_attach(p, verb, s->root, DEM_REL_advcl);
        else
            s->waiting = verb;
        return;
    }
    if (s->root < 0) {
        s->root = verb;
        if (s->waiting >= 0)
            dem_parse_attach(p, s->waiting, verb, DEM_REL_advcl);
        s->waiting = -1;
        return;
    }
    int32_t above = s->verb >= 0 ? s->verb : s->root;
    if (s->cc >= 0) {
        if (subject >= 0 && above != s->root && dem_parse_token(p, above)->rel != DEM_REL_ccomp)
            above = s->root;
        dem_parse_attach(p, s->cc, verb, DEM_REL_cc);
        dem_parse_attach(p, verb, above, DEM_REL_conj);
    } else if (dem_parse_speech(p, above) && !comma && subject >= 0) {
        dem_parse_attach(p, verb, above, DEM_REL_ccomp);
    } else if (dem_parse_speech(p, above) && comma && subject >= 0 && above == s->root && dem_parse_token(p, verb)->flags & DEM_TOKEN_QUOTED) {
        dem_parse_attach(p, verb, above, DEM_REL_ccomp);
    } else {
        dem_parse_attach(p, verb, s->root, DEM_REL_parataxis);
    }
}

/* "...,” said Mr. X": behind a mark and before a phrase a verb that reports is finite, whatever the tagger made of it. */
static void mend_inverted(const dem_parser *p, const state *s, int32_t verb)
{
    dem_token *t = dem_parse_token(p, verb);
    if (!s->comma || verb == p->first || verb + 1 >= p->end || dem_parse_token(p, verb - 1)->upos != DEM_UPOS_PUNCT || !(t->feats & DEM_FEAT_PAST))
        return;
    uint8_t next = dem_parse_token(p, verb + 1)->upos;
    if ((next == DEM_UPOS_PROPN || next == DEM_UPOS_DET || next == DEM_UPOS_PRON || next == DEM_UPOS_NOUN) && dem_parse_speech(p, verb))
        t->feats = (t->feats & ~(uint32_t)DEM_FEAT_PART) | DEM_FEAT_FIN;
}

static void take_predicate(const dem_parser *p, state *s, int32_t verb)
{
    mend_inverted(p, s, verb);
    if (has_to(p, verb)) {
        hang_infinitive(p, s, verb);
        return;
    }
    int32_t subject = s->subject, mark = s->mark, relative = s->relative;
    if (subject < 0 && relative < 0 && mark < 0 && is_finite(p, verb))
        subject = take_back_object(p, s, verb);
    if (relative >= 0 && is_finite(p, verb)) { /* who said, which Iran sent */
        int subject_rel = is_passive(p, verb) ? DEM_REL_nsubj_pass : DEM_REL_nsubj;
        bool own = subject >= 0 && subject > s->relative_word;
        dem_parse_attach(p, verb, relative, DEM_REL_acl_relcl);
        dem_parse_attach(p, s->relative_word, verb, own ? DEM_REL_obj : subject_rel);
        if (own)
            dem_parse_attach(p, subject, verb, subject_rel);
        int32_t waits = !own && subject >= 0 ? subject : -1, host = s->verb;
        new_clause(s, verb);
        s->subject = waits;
        s->host = host;
        return;
    }
    if (subject < 0 && !is_finite(p, verb)) {
        hang_participle(p, s, verb);
        return;
    }
    if (s->comma && subject >= 0 && !is_finite(p, verb) && !has_auxiliary(p, verb)) {
        hang_participle(p, s, verb);
        return;
    }
    if (subject >= 0 && !is_finite(p, verb)) { /* a subject and no auxiliary: the tagger took the past tense for the participle */
        dem_token *t = dem_parse_token(p, verb);
        t->feats = (t->feats & ~(uint32_t)DEM_FEAT_PART) | DEM_FEAT_FIN;
    }
    if (subject >= 0 && s->preposition < 0)
        dem_parse_attach(p, subject, verb, is_passive(p, verb) ? DEM_REL_nsubj_pass : DEM_REL_nsubj);
    bool comma = s->comma;
    hang_finite(p, s, verb, subject, mark, comma);
    int32_t waiting = s->waiting, root = s->root;
    new_clause(s, verb);
    s->waiting = waiting;
    s->root = root;
}

static void take_word(const dem_parser *p, state *s, int32_t i)
{
    const dem_token *t = dem_parse_token(p, i);
    if (t->head >= 0)
        return;
    switch (t->upos) {
    case DEM_UPOS_ADP: s->preposition = i; break;
    case DEM_UPOS_SCONJ: s->mark = i; s->subject = s->waiting >= 0 ? -1 : s->subject; break;
    case DEM_UPOS_CCONJ:
        s->cc = i;
        s->cc_phrase = s->phrase > s->verb ? s->phrase : -1;
        break;
    case DEM_UPOS_PUNCT:
        if (dem_parse_is(p, i, ",") || dem_parse_is(p, i, ";") || dem_parse_is(p, i, ":") || !(t->flags & DEM_TOKEN_WORD))
            s->comma = true;
        break;
    default: break;
    }
}

void dem_parse_clauses(const dem_parser *p)
{
    state s = {.root = -1, .verb = -1, .phrase = -1, .subject = -1, .object = -1, .preposition = -1, .mark = -1, .cc = -1, .cc_phrase = -1, .relative = -1,
               .relative_word = -1, .waiting = -1, .host = -1};
    for (int32_t i = p->first; i < p->end; i++) {
        uint8_t role = p->role[i - p->first];
        if (role == DEM_CHUNK_PREDICATE)
            take_predicate(p, &s, i);
        else if (role == DEM_CHUNK_PHRASE && dem_parse_token(p, i)->head < 0)
            take_phrase(p, &s, i);
        else
            take_word(p, &s, i);
    }
}
