#include "event/event_internal.h"

enum { LONG_AGO = 2 }; /* years before the report: the labelled background lies 2 and more back, what lies less was told as news */

/* Between the word of a date and the verb whose date it is. */
static bool leads_up(uint8_t rel)
{
    switch (rel) {
    case DEM_REL_obl: case DEM_REL_obl_unmarked: case DEM_REL_nmod: case DEM_REL_nmod_unmarked: case DEM_REL_advmod: case DEM_REL_dep: case DEM_REL_obj: case DEM_REL_nsubj:
    case DEM_REL_nsubj_pass: case DEM_REL_obl_agent: case DEM_REL_case: case DEM_REL_fixed:
        return true;
    default:
        return false;
    }
}

/* Its date is that of a word of its own: "condemned the killing of 1998" says when the killing was. */
static bool has_date_itself(const dem_coding *c, int32_t token)
{
    return c->doc->tokens.at[token].upos == DEM_UPOS_NOUN && dem_kb_sense_first(c->kb, c->lemma[token], DEM_FAM_FRAME) != NULL;
}

/* The word of a time on which the others hang. */
static int32_t top_of(const dem_coding *c, const dem_time *t)
{
    int32_t at = t->end - 1;
    for (int step = 0; step < DEM_MAX_CLIMB && c->doc->tokens.at[at].head >= 0 && dem_in(c->doc->tokens.at[at].head, t->first, t->end); step++)
        at = c->doc->tokens.at[at].head;
    return at;
}

/* Steps from a time up to the event, -1 if it is not said of it: none through another clause or another happening. */
static int steps_up(const dem_coding *c, const dem_time *t, int32_t trigger, int32_t verb)
{
    enum { FAR = 5 };
    const dem_token *tokens = c->doc->tokens.at;
    int32_t at = top_of(c, t);
    for (int step = 0; step < FAR && at >= 0; step++) {
        if (at == trigger || at == verb)
            return step;
        if (!leads_up(tokens[at].rel) || (step > 0 && has_date_itself(c, at)))
            return -1;
        at = tokens[at].head;
    }
    return -1;
}

/* "1976, when they negotiated", "the day in 2009 when they met": the clause begins behind the time, or hangs on the noun that the time hangs on. */
static bool stands_over(const dem_coding *c, const dem_time *t, int32_t verb)
{
    const dem_token *v = &c->doc->tokens.at[verb];
    if (v->head < 0 || (v->rel != DEM_REL_acl_relcl && v->rel != DEM_REL_advcl_relcl && v->rel != DEM_REL_advcl))
        return false;
    int32_t when = dem_tree_child(c, verb, DEM_REL_advmod);
    if (when < 0)
        when = dem_tree_child(c, verb, DEM_REL_mark);
    if (when < 0 || !dem_has_cue(c, when, "relative"))
        return false;
    const dem_token *top = &c->doc->tokens.at[top_of(c, t)];
    return when == t->end || (when == t->end + 1 && c->doc->tokens.at[t->end].upos == DEM_UPOS_PUNCT) ||
           (top->head == v->head && leads_up(top->rel) && c->doc->tokens.at[v->head].upos == DEM_UPOS_NOUN);
}

/* The time that is said of the event, the nearest by the tree; -1. */
static int32_t time_of(const dem_coding *c, int32_t trigger, int32_t verb, bool (*fits)(const dem_time *))
{
    int32_t best = -1;
    int least = INT32_MAX;
    for (ptrdiff_t i = c->first_time; i < c->doc->times.len && c->doc->times.at[i].sentence == c->sentence; i++) {
        const dem_time *t = &c->doc->times.at[i];
        int steps = !fits(t) ? -1 : stands_over(c, t, verb) ? 0 : steps_up(c, t, trigger, verb);
        if (steps >= 0 && steps < least) {
            least = steps;
            best = (int32_t)i;
        }
    }
    return best;
}

static bool is_date(const dem_time *t)
{
    return (t->type == DEM_TIME_DATE || t->type == DEM_TIME_TIME) && !t->since;
}

static bool is_stretch(const dem_time *t)
{
    return t->since || t->type == DEM_TIME_DURATION;
}

/* A conjunct without a date of its own happened when the first did: "shot down the redcoats in 1881 and settled the war". */
static int32_t first_conjunct(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    return t->rel == DEM_REL_conj && t->head >= 0 && c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB && dem_tree_child(c, verb, DEM_REL_nsubj) < 0 ? t->head : -1;
}

bool dem_span_past(const dem_coding *c, const dem_match *m)
{
    int32_t time = time_of(c, m->trigger, m->verb, is_date);
    int32_t first = time < 0 ? first_conjunct(c, m->verb) : -1;
    if (first >= 0)
        time = time_of(c, first, first, is_date);
    if (time < 0)
        return false;
    const dem_time *t = &c->doc->times.at[time];
    if (t->to.year == 0) { /* "decades ago" needs no calendar */
        for (int32_t k = t->first; k < t->end; k++)
            if (dem_has_cue(c, k, "long-ago"))
                return true;
        return false;
    }
    int16_t now = c->doc->published.year;
    if (now == 0)
        return false;
    dem_date limit = {.year = (int16_t)(now - LONG_AGO), .month = c->doc->published.month, .day = c->doc->published.day};
    return dem_day_last(dem_day_of(t->to)) < dem_day_first(dem_day_of(limit));
}

static bool is_present(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return (t->feats & DEM_FEAT_FIN) && (t->feats & DEM_FEAT_PRES);
}

/* What the auxiliaries of a verb make of it. */
typedef struct {
    bool present;  /* is, are, has, have; were, if a verb in the past reports it; "is said to be" */
    bool be, have; /* the first of them */
    bool being;    /* "is being searched" */
    bool been, passive, any;
} verb_form;

static verb_form form_of(const dem_coding *c, int32_t verb)
{
    verb_form f = {0};
    for (int32_t k = c->first_child[verb]; k >= 0 && k < verb; k = c->next_sibling[k]) {
        const dem_token *t = &c->doc->tokens.at[k];
        if (t->rel != DEM_REL_aux && t->rel != DEM_REL_aux_pass && t->rel != DEM_REL_cop)
            continue;
        if (!f.any) {
            bool infinitive = (t->feats & DEM_FEAT_INF) && c->doc->tokens.at[verb].rel == DEM_REL_xcomp;
            f.present = is_present(c, k) || infinitive || dem_clause_reported(c, verb);
            f.be = dem_lemma_is(c, k, "be");
            f.have = dem_lemma_is(c, k, "have");
        }
        f.any = true;
        f.being = f.being || dem_str_eq(t->fold, DEM_S("being"));
        f.been = f.been || dem_str_eq(t->fold, DEM_S("been"));
        f.passive = f.passive || t->rel == DEM_REL_aux_pass;
    }
    return f;
}

static bool is_progressive(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    return t->upos == DEM_UPOS_VERB && ((t->feats & DEM_FEAT_GER) || ((t->feats & DEM_FEAT_PRES) && (t->feats & DEM_FEAT_PART)));
}

/* "Moscow using villagers as shield": the headline's "is" is left out. */
static bool is_bare_progressive(const dem_coding *c, int32_t verb)
{
    uint8_t rel = c->doc->tokens.at[verb].rel;
    return is_progressive(c, verb) && (rel == DEM_REL_root || rel == DEM_REL_ccomp || rel == DEM_REL_parataxis) && dem_tree_child(c, verb, DEM_REL_nsubj) >= 0 &&
           dem_tree_child(c, verb, DEM_REL_mark) < 0;
}

/* "since Monday", "for a week", not "in a week" */
static bool reaches_now(const dem_coding *c, const dem_time *t)
{
    return t->since || (t->first > c->first && dem_str_eq(c->doc->tokens.at[t->first - 1].fold, DEM_S("for")));
}

static bool verb_lasts(const dem_coding *c, int32_t trigger, int32_t verb)
{
    verb_form f = form_of(c, verb);
    bool state = dem_phrase_has_cue(c, verb, "lasting") || (trigger != verb && dem_has_cue(c, trigger, "lasting"));
    if (!f.any)
        return is_bare_progressive(c, verb) || (dem_has_cue(c, trigger, "lasting") && trigger != verb && is_present(c, verb));
    if (!f.present)
        return false;
    if (f.be && (is_progressive(c, verb) || f.being)) /* is shelling, is being shelled */
        return true;
    if (f.be)
        return f.passive && state; /* is besieged */
    if (!f.have)
        return false;
    int32_t stretch = is_progressive(c, verb) ? -1 : time_of(c, trigger, verb, is_stretch);
    return is_progressive(c, verb) || (stretch >= 0 && reaches_now(c, &c->doc->times.at[stretch]) && (state || (f.been && !c->doc->times.at[stretch].since)));
}

bool dem_span_lasts(const dem_coding *c, const dem_match *m)
{
    const dem_token *t = &c->doc->tokens.at[m->verb];
    if (verb_lasts(c, m->trigger, m->verb))
        return true;
    if (t->head < 0)
        return false;
    bool inner = t->rel == DEM_REL_xcomp || (t->rel == DEM_REL_advcl && is_progressive(c, m->verb)) || (m->verb == m->trigger && t->rel == DEM_REL_obj);
    if (inner && dem_phrase_has_cue(c, t->head, "goes-on")) { /* "continues to detain", "has kept shelling" */
        verb_form f = form_of(c, t->head);
        return f.any ? f.present : is_present(c, t->head);
    }
    if (t->rel != DEM_REL_nsubj && t->rel != DEM_REL_nsubj_pass)
        return false;
    verb_form f = form_of(c, t->head); /* a noun: "The blockade keeps them in port", "Talks have gone on since May" */
    bool now = f.any ? f.present && (f.have || is_progressive(c, t->head)) : is_present(c, t->head);
    return now && (dem_phrase_has_cue(c, t->head, "goes-on") || (!f.any && dem_has_cue(c, m->trigger, "lasting")));
}
