#include "event/event_internal.h"

static void mark_parts(dem_coding *c)
{
    for (ptrdiff_t i = 0; i < c->doc->times.len; i++) {
        const dem_time *t = &c->doc->times.at[i];
        bool date = t->type == DEM_TIME_DATE || t->type == DEM_TIME_TIME;
        for (int32_t k = t->first; k < t->end; k++)
            c->part_of[k] |= date ? DEM_PART_DATE : DEM_PART_DURATION;
    }
    for (ptrdiff_t i = 0; i < c->doc->quantities.len; i++) {
        const dem_quantity *q = &c->doc->quantities.at[i];
        for (int32_t k = q->first; k < q->end && dem_str_eq(q->unit_kind, DEM_S("currency")); k++)
            c->part_of[k] |= DEM_PART_MONEY;
    }
}

dem_status dem_tree_build(dem_coding *c)
{
    ptrdiff_t n = c->doc->tokens.len;
    c->first_child = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *c->first_child);
    c->next_sibling = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *c->next_sibling);
    c->lemma = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *c->lemma);
    c->part_of = dem_arena_alloc(c->doc->arena, n);
    if (!c->first_child || !c->next_sibling || !c->lemma || !c->part_of)
        return DEM_NO_MEMORY;
    mark_parts(c);
    for (ptrdiff_t i = 0; i < n; i++) {
        c->first_child[i] = -1;
        const dem_token *t = &c->doc->tokens.at[i];
        bool known = dem_str_eq(t->lemma, t->fold); /* then the phrase of the word is that of its lemma */
        c->lemma[i] = !known ? dem_kb_find_text(c->kb, t->lemma) : t->phrase < 0 ? NULL : &c->kb->phrases[t->phrase];
    }
    for (ptrdiff_t i = n - 1; i >= 0; i--) { /* backwards, so that each list is in text order */
        int32_t head = c->doc->tokens.at[i].head;
        c->next_sibling[i] = head < 0 ? -1 : c->first_child[head];
        if (head >= 0)
            c->first_child[head] = (int32_t)i;
    }
    return DEM_OK;
}

int32_t dem_tree_child(const dem_coding *c, int32_t token, int rel)
{
    for (int32_t k = c->first_child[token]; k >= 0; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == rel)
            return k;
    return -1;
}

int32_t dem_tree_child_of(const dem_coding *c, int32_t token, const uint8_t *rels, int n)
{
    for (int i = 0; i < n; i++) {
        int32_t k = dem_tree_child(c, token, rels[i]);
        if (k >= 0)
            return k;
    }
    return -1;
}

dem_str dem_tree_case(const dem_coding *c, int32_t token)
{
    int32_t k = dem_tree_child(c, token, DEM_REL_case);
    return k < 0 ? (dem_str){0} : c->doc->tokens.at[k].fold;
}

bool dem_tree_is_passive(const dem_coding *c, int32_t verb)
{
    static const uint8_t signs[] = {DEM_REL_aux_pass, DEM_REL_nsubj_pass};
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->feats & DEM_FEAT_FIN) /* a passive is a participle, whatever its subject was taken for */
        return false;
    if (dem_tree_child_of(c, verb, signs, DEM_COUNT(signs)) >= 0)
        return true;
    if (dem_tree_child(c, verb, DEM_REL_obl_agent) >= 0 && dem_tree_child(c, verb, DEM_REL_nsubj) < 0) /* not "spoke by telephone" */
        return true;
    bool participle = (t->feats & DEM_FEAT_PAST) && (t->feats & DEM_FEAT_PART);
    if (t->rel == DEM_REL_acl)
        return participle;
    /* "was arrested and charged": a conjunct without auxiliary or subject of its own shares the voice of the first. */
    if (t->rel == DEM_REL_conj && t->head >= 0 && participle && dem_tree_child(c, verb, DEM_REL_nsubj) < 0 &&
        dem_tree_child(c, verb, DEM_REL_obj) < 0)
        return dem_tree_child(c, t->head, DEM_REL_aux_pass) >= 0;
    return false;
}

/* A relative pronoun stands for the noun that its clause modifies. */
static int32_t antecedent(const dem_coding *c, int32_t token)
{
    static const char *const relatives[] = {"who", "which", "that", "whom"};
    const dem_token *t = &c->doc->tokens.at[token];
    if (t->upos != DEM_UPOS_PRON && t->upos != DEM_UPOS_SCONJ)
        return token;
    bool relative = false;
    for (ptrdiff_t i = 0; i < DEM_COUNT(relatives); i++)
        relative = relative || dem_str_eq(t->fold, dem_str_of(relatives[i]));
    int32_t verb = t->head;
    for (int step = 0; relative && verb >= 0 && step < DEM_MAX_CLIMB; step++) {
        const dem_token *v = &c->doc->tokens.at[verb];
        if (v->rel == DEM_REL_acl_relcl && v->head >= 0)
            return v->head;
        verb = v->head;
    }
    return token;
}

static int32_t agent(const dem_coding *c, int32_t verb)
{
    int32_t k = dem_tree_child(c, verb, DEM_REL_obl_agent);
    for (int32_t o = k < 0 ? c->first_child[verb] : -1; o >= 0; o = c->next_sibling[o]) {
        if (c->doc->tokens.at[o].rel != DEM_REL_obl)
            continue;
        if (dem_str_eq(dem_tree_case(c, o), DEM_S("by")))
            return o;
        for (int32_t n = c->first_child[o]; n >= 0; n = c->next_sibling[n]) /* "was handed to the police by Chile" */
            if (c->doc->tokens.at[n].rel == DEM_REL_nmod && dem_str_eq(dem_tree_case(c, n), DEM_S("by")))
                return n;
    }
    return k;
}

static int32_t own_subject(const dem_coding *c, int32_t verb)
{
    static const uint8_t subjects[] = {DEM_REL_nsubj, DEM_REL_nsubj_pass};
    int32_t k = dem_tree_child_of(c, verb, subjects, DEM_COUNT(subjects));
    return k < 0 ? -1 : antecedent(c, k);
}

/* The subject that an infinitive, participle or conjunct takes from the clause above it; -1. */
static int32_t inherited_subject(const dem_coding *c, int32_t verb, int depth);

static int32_t subject_at(const dem_coding *c, int32_t verb, int depth)
{
    if (dem_tree_is_passive(c, verb))
        return agent(c, verb);
    int32_t k = own_subject(c, verb);
    return k >= 0 || depth >= DEM_MAX_CLIMB ? k : inherited_subject(c, verb, depth + 1);
}

/* What stands before the verb as its subject, whatever the voice. */
static int32_t surface_subject(const dem_coding *c, int32_t verb, int depth)
{
    int32_t k = dem_tree_child(c, verb, DEM_REL_nsubj_pass);
    if (k >= 0)
        return antecedent(c, k);
    k = own_subject(c, verb);
    return k >= 0 || depth >= DEM_MAX_CLIMB ? k : inherited_subject(c, verb, depth + 1);
}

static bool has_auxiliary(const dem_coding *c, int32_t verb)
{
    static const uint8_t auxiliaries[] = {DEM_REL_aux, DEM_REL_aux_pass};
    return dem_tree_child_of(c, verb, auxiliaries, DEM_COUNT(auxiliaries)) >= 0;
}

/* The verb that a conjunct stands beside. "urged X to leave and called on Y": a finite verb beside an infinitive belongs to the one above. */
static int32_t conjunct_of(const dem_coding *c, int32_t verb)
{
    const dem_token *tokens = c->doc->tokens.at;
    int32_t head = tokens[verb].head;
    bool finite = tokens[verb].feats & DEM_FEAT_FIN;
    for (int step = 0; step < DEM_MAX_CLIMB && finite && tokens[head].head >= 0 && tokens[head].upos == DEM_UPOS_VERB; step++) {
        if (tokens[head].feats & DEM_FEAT_FIN || has_auxiliary(c, head) || (tokens[head].rel != DEM_REL_xcomp && tokens[head].rel != DEM_REL_advcl))
            break;
        head = tokens[head].head;
    }
    return head;
}

static int32_t inherited_subject(const dem_coding *c, int32_t verb, int depth)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->head < 0)
        return -1;
    switch (t->rel) {
    case DEM_REL_conj:
        return c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB ? surface_subject(c, conjunct_of(c, verb), depth) : -1;
    case DEM_REL_xcomp: { /* "urged X to go": the object goes; "promised to go": the subject */
        static const uint8_t objects[] = {DEM_REL_obj, DEM_REL_iobj};
        int32_t object = dem_tree_child_of(c, t->head, objects, DEM_COUNT(objects));
        if (object >= 0 && object < verb)
            return antecedent(c, object);
        return surface_subject(c, t->head, depth);
    }
    case DEM_REL_advcl:
        return surface_subject(c, t->head, depth);
    case DEM_REL_acl:
        return t->head;
    default:
        return -1;
    }
}

int32_t dem_tree_subject(const dem_coding *c, int32_t verb)
{
    return subject_at(c, verb, 0);
}

/* A date is no side of an event and no object; "asked for a week" has one. */
static bool is_date(const dem_coding *c, int32_t token)
{
    return c->part_of[token] & DEM_PART_DATE;
}

/* Behind a comma. */
static bool stands_apart(const dem_coding *c, int32_t token)
{
    int32_t first, end;
    dem_tree_extent(c, token, true, &first, &end);
    bool inside = dem_str_eq(c->doc->tokens.at[first].fold, DEM_S(","));
    return inside || (first > c->first && dem_str_eq(c->doc->tokens.at[first - 1].fold, DEM_S(",")));
}

/* The first and the last object of a verb; of two the first is indirect, whatever the parser calls them ("promised Chile weapons"). */
static void objects_of(const dem_coding *c, int32_t verb, int32_t *first, int32_t *last)
{
    *first = *last = -1;
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        bool object = c->doc->tokens.at[k].rel == DEM_REL_obj || c->doc->tokens.at[k].rel == DEM_REL_iobj;
        /* "over attempted murder" is none, whatever the parser calls it, nor what stands apart: "visited Kigali, his second trip" */
        if (object && !is_date(c, k) && dem_tree_child(c, k, DEM_REL_case) < 0 && !(*first >= 0 && stands_apart(c, k))) {
            *first = *first < 0 ? k : *first;
            *last = k;
        }
    }
}

/* "was granted refuge": the passive subject is whom it is given to, if the thing given stands behind. */
static int32_t second_object(const dem_coding *c, int32_t verb)
{
    int32_t first, last;
    objects_of(c, verb, &first, &last);
    return last > verb ? last : -1;
}

static int32_t passive_subject(const dem_coding *c, int32_t verb)
{
    int32_t k = dem_tree_child(c, verb, DEM_REL_nsubj_pass);
    if (k >= 0)
        return antecedent(c, k);
    return c->doc->tokens.at[verb].rel == DEM_REL_acl ? c->doc->tokens.at[verb].head : surface_subject(c, verb, 0);
}

int32_t dem_tree_indirect(const dem_coding *c, int32_t verb)
{
    int32_t first, last;
    if (dem_tree_is_passive(c, verb))
        return second_object(c, verb) < 0 ? -1 : passive_subject(c, verb);
    objects_of(c, verb, &first, &last);
    return first != last || (first >= 0 && c->doc->tokens.at[first].rel == DEM_REL_iobj) ? first : -1;
}

int32_t dem_tree_object(const dem_coding *c, int32_t verb)
{
    int32_t k = -1, first;
    if (!dem_tree_is_passive(c, verb)) {
        objects_of(c, verb, &first, &k); /* "asked Japan for a loan" has an indirect one alone */
        /* "the missiles that Iran sent": the relative pronoun, or nothing, stands for the noun */
        return k < 0 ? k : antecedent(c, k);
    }
    k = second_object(c, verb);
    return k >= 0 ? k : passive_subject(c, verb);
}

static int32_t infinitive_below(const dem_coding *c, int32_t token, int rel)
{
    for (int32_t k = c->first_child[token]; k >= 0; k = c->next_sibling[k]) {
        const dem_token *t = &c->doc->tokens.at[k];
        if (t->rel == rel && (t->feats & DEM_FEAT_INF) && dem_tree_child(c, k, DEM_REL_mark) >= 0)
            return k;
    }
    return -1;
}

/* What somebody is urged or promises to do. Whether an infinitive completes the verb, says what for, or hangs on the object is hard to tell;
 * a verb whose frame wants one takes it. */
int32_t dem_tree_infinitive(const dem_coding *c, int32_t verb)
{
    int32_t k = dem_tree_child(c, verb, DEM_REL_xcomp);
    if (k < 0)
        k = infinitive_below(c, verb, DEM_REL_advcl);
    if (k < 0 && c->doc->tokens.at[verb].upos != DEM_UPOS_VERB) /* "the promise to send tents" */
        return infinitive_below(c, verb, DEM_REL_acl);
    if (k >= 0)
        return k;
    int32_t object = dem_tree_object(c, verb);
    return object < 0 ? -1 : infinitive_below(c, object, DEM_REL_acl);
}

static bool takes_preposition(const dem_coding *c, const dem_kb_arg *arg, int32_t token)
{
    return arg->n_preps == 0 || dem_in_list(c->kb, arg->first_prep, arg->n_preps, dem_tree_case(c, token));
}

static int32_t with_preposition(const dem_coding *c, int32_t token, const dem_kb_arg *arg)
{
    for (int32_t k = c->first_child[token]; k >= 0; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        bool lasts = c->part_of[k] & DEM_PART_DURATION && (arg->role == DEM_ROLE_ACTOR || arg->role == DEM_ROLE_RECIPIENT); /* "for years" */
        if ((rel == DEM_REL_obl || rel == DEM_REL_nmod || rel == DEM_REL_obl_agent) && takes_preposition(c, arg, k) && !is_date(c, k) && !lasts)
            return k;
    }
    return -1;
}

/* Whether a phrase hangs on the verb, on its object or on a phrase beside it is the commonest doubt of any parser ("sent arms to X",
 * "pledged millions over five years to X"); a frame does not mind. */
int32_t dem_tree_oblique(const dem_coding *c, int32_t token, const dem_kb_arg *arg)
{
    static const uint8_t between[] = {DEM_REL_obj, DEM_REL_nsubj_pass, DEM_REL_xcomp, DEM_REL_obl, DEM_REL_nmod};
    int32_t k = with_preposition(c, token, arg);
    for (int i = 0; i < DEM_COUNT(between) && k < 0; i++)
        for (int32_t b = c->first_child[token]; b >= 0 && k < 0; b = c->next_sibling[b])
            if (c->doc->tokens.at[b].rel == between[i])
                k = with_preposition(c, b, arg);
    return k;
}

bool dem_tree_below(const dem_coding *c, int32_t token, int32_t ancestor)
{
    for (int step = 0; token >= 0 && step < 4 * DEM_MAX_CLIMB; step++) {
        if (token == ancestor)
            return true;
        token = c->doc->tokens.at[token].head;
    }
    return false;
}

static bool outside_core(const dem_coding *c, int32_t child, int32_t head)
{
    const dem_token *t = &c->doc->tokens.at[child];
    switch (t->rel) {
    case DEM_REL_acl_relcl: case DEM_REL_acl: case DEM_REL_appos: case DEM_REL_conj: case DEM_REL_cc: case DEM_REL_parataxis:
    case DEM_REL_case: case DEM_REL_mark: case DEM_REL_cop: case DEM_REL_nsubj: case DEM_REL_advcl: case DEM_REL_ccomp:
    case DEM_REL_obl: case DEM_REL_dep: case DEM_REL_aux: case DEM_REL_list:
        return true;
    case DEM_REL_advmod:
        return child > head;
    case DEM_REL_nmod:
        return !dem_str_eq(dem_tree_case(c, child), DEM_S("of"));
    default:
        return t->upos == DEM_UPOS_PUNCT && (child > head || t->head != head);
    }
}

/* Walks the subtree without recursion: first children, then siblings, then up. */
void dem_tree_extent(const dem_coding *c, int32_t token, bool core, int32_t *first, int32_t *end)
{
    int32_t at = c->first_child[token];
    *first = token;
    *end = token + 1;
    while (at >= 0) {
        bool skip = core && outside_core(c, at, c->doc->tokens.at[at].head);
        if (!skip) {
            if (at < *first)
                *first = at;
            if (at + 1 > *end)
                *end = at + 1;
            if (c->first_child[at] >= 0) {
                at = c->first_child[at];
                continue;
            }
        }
        while (at != token && c->next_sibling[at] < 0)
            at = c->doc->tokens.at[at].head;
        at = at == token ? -1 : c->next_sibling[at];
    }
}

int dem_tree_conjuncts(const dem_coding *c, int32_t token, int32_t out[DEM_MAX_FILLERS])
{
    int n = 0;
    out[n++] = token;
    for (int i = 0; i < n && n < DEM_MAX_FILLERS; i++) /* conjuncts of conjuncts too */
        for (int32_t k = c->first_child[out[i]]; k >= 0 && n < DEM_MAX_FILLERS; k = c->next_sibling[k])
            if (c->doc->tokens.at[k].rel == DEM_REL_conj && c->doc->tokens.at[k].upos != DEM_UPOS_VERB)
                out[n++] = k;
    return n;
}

dem_span dem_tree_span(const dem_coding *c, int32_t first, int32_t end)
{
    const dem_token *tokens = c->doc->tokens.at;
    while (first < end - 1 && tokens[first].upos == DEM_UPOS_PUNCT)
        first++;
    while (end > first + 1 && tokens[end - 1].upos == DEM_UPOS_PUNCT)
        end--;
    return (dem_span){tokens[first].span.start, tokens[end - 1].span.end};
}
