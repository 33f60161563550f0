#include "event/event_internal.h"

/* What the words around a verb say of it. */
typedef struct {
    bool negated, hypothetical, conditional, possible, probable, future, historical;
    int32_t hedge;      /* token, -1 */
    int32_t condition;  /* head of the clause, -1 */
    int32_t denial;     /* the verb that denies, -1 */
} reading;

static void read_auxiliaries(const dem_coding *c, int32_t verb, reading *r)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        const dem_token *t = &c->doc->tokens.at[k];
        if ((t->rel == DEM_REL_advmod || t->rel == DEM_REL_det || t->rel == DEM_REL_aux || t->rel == DEM_REL_cc_preconj || t->rel == DEM_REL_cc || t->rel == DEM_REL_dep) &&
            dem_has_cue(c, k, "negation"))
            r->negated = !r->negated;
        if (t->rel == DEM_REL_aux && dem_has_cue(c, k, "future"))
            r->future = true;
        if ((t->rel == DEM_REL_aux || t->rel == DEM_REL_advmod) && dem_has_cue(c, k, "possible")) {
            r->possible = true;
            r->hedge = k;
        }
        if ((t->rel == DEM_REL_aux || t->rel == DEM_REL_advmod) && dem_has_cue(c, k, "hypothetical"))
            r->hypothetical = true;
        if (t->rel == DEM_REL_advmod && (dem_has_cue(c, k, "hedge") || dem_has_cue(c, k, "probable"))) {
            r->probable = true;
            r->hedge = k;
        }
        if (t->rel == DEM_REL_advcl) {
            int32_t mark = dem_tree_child(c, k, DEM_REL_mark);
            if (mark >= 0 && dem_has_cue(c, mark, "condition")) {
                r->conditional = true;
                r->condition = k;
            }
        }
    }
}

/* "failed to", "is considering", "plans to": a verb above that is no event of its own decides too. The verb is its infinitive, gerund or object. */
static void read_governor(const dem_coding *c, int32_t governor, reading *r)
{
    read_auxiliaries(c, governor, r);
    if (dem_has_cue(c, governor, "negation"))
        r->negated = !r->negated;
    if (dem_has_cue(c, governor, "future"))
        r->future = true;
    if (dem_has_cue(c, governor, "possible"))
        r->possible = true;
    if (dem_has_cue(c, governor, "probable"))
        r->probable = true;
    if (dem_has_cue(c, governor, "hypothetical"))
        r->hypothetical = true;
    if (dem_lemma_is(c, governor, "deny"))
        r->denial = governor;
}

static void read_mark(const dem_coding *c, int32_t verb, reading *r)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        if (c->doc->tokens.at[k].rel != DEM_REL_mark && c->doc->tokens.at[k].rel != DEM_REL_case)
            continue;
        if (dem_has_cue(c, k, "negation")) /* without agreeing */
            r->negated = !r->negated;
        if (dem_has_cue(c, k, "condition"))
            r->conditional = true;
        if (dem_has_cue(c, k, "historical"))
            r->historical = true;
    }
}

/* Climbs from the trigger as long as what is above decides whether it happened. Sentences that only report it do not. */
static void climb(const dem_coding *c, const dem_match *m, reading *r)
{
    int32_t at = m->verb;
    read_auxiliaries(c, m->trigger, r);
    if (m->verb != m->trigger)
        read_auxiliaries(c, m->verb, r);
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++) {
        const dem_token *t = &c->doc->tokens.at[at];
        read_mark(c, at, r);
        if (t->head < 0)
            break;
        bool governed = t->rel == DEM_REL_xcomp || (t->rel == DEM_REL_obj && at == m->trigger) || (t->rel == DEM_REL_acl && !(t->feats & DEM_FEAT_FIN));
        bool infinitive = t->rel == DEM_REL_advcl && (t->feats & DEM_FEAT_INF);
        if (infinitive)
            r->hypothetical = true;
        if (t->rel == DEM_REL_acl && (t->feats & DEM_FEAT_INF)) /* "a plan to attack" */
            r->hypothetical = true;
        if (governed)
            read_governor(c, t->head, r);
        else if (t->rel == DEM_REL_ccomp && dem_lemma_is(c, t->head, "deny"))
            r->denial = t->head;
        else if (t->rel == DEM_REL_conj && c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB && dem_tree_child(c, at, DEM_REL_aux) < 0 &&
                 dem_tree_child(c, at, DEM_REL_nsubj) < 0) {
            reading first = {.hedge = -1, .condition = -1, .denial = -1}; /* "will meet and sign": the auxiliary serves both; the negation of the first does not */
            read_auxiliaries(c, t->head, &first);
            r->future = r->future || first.future;
            r->possible = r->possible || first.possible;
        } else if (t->rel == DEM_REL_ccomp || t->rel == DEM_REL_parataxis || t->rel == DEM_REL_conj)
            break;
        if (!governed && t->rel != DEM_REL_conj && t->rel != DEM_REL_nmod && t->rel != DEM_REL_obl)
            break;
        at = t->head;
    }
}

static void set_status(dem_event *e)
{
    if (e->polarity == DEM_DENIED)
        e->status = DEM_STATUS_DENIED;
    else if (e->polarity == DEM_NEGATED)
        e->status = DEM_STATUS_NEGATED;
    else if (e->certainty == DEM_HYPOTHETICAL)
        e->status = DEM_STATUS_HYPOTHETICAL;
    else if (e->certainty == DEM_CONDITIONAL)
        e->status = DEM_STATUS_CONDITIONAL;
    else if (e->tense == DEM_HISTORICAL)
        e->status = DEM_STATUS_HISTORICAL;
    else if (e->tense == DEM_FUTURE)
        e->status = DEM_PLANNED;
    else
        e->status = e->tense == DEM_ONGOING ? DEM_STATUS_ONGOING : DEM_HAPPENED;
}

void dem_status_affirm(dem_event *e)
{
    if (e->polarity == DEM_NEGATED)
        e->polarity = DEM_AFFIRMED;
    set_status(e);
}

void dem_status_read(const dem_coding *c, const dem_match *m, dem_event *e)
{
    reading r = {.hedge = -1, .condition = -1, .denial = -1};
    const dem_token *verb = &c->doc->tokens.at[m->verb];
    climb(c, m, &r);
    int32_t denier = r.denial < 0 ? -1 : dem_tree_subject(c, r.denial);
    e->denied_by = denier < 0 ? -1 : c->doc->tokens.at[denier].mention;
    e->polarity = r.denial >= 0 ? DEM_DENIED : r.negated ? DEM_NEGATED : DEM_AFFIRMED;
    e->certainty = r.conditional ? DEM_CONDITIONAL : r.hypothetical ? DEM_HYPOTHETICAL : r.possible ? DEM_POSSIBLE : r.probable ? DEM_PROBABLE : DEM_CERTAIN;
    if (r.possible && !r.conditional && !r.hypothetical)
        r.future = r.future || !(verb->feats & DEM_FEAT_PAST);
    bool present = verb->upos == DEM_UPOS_VERB && (verb->feats & DEM_FEAT_PRES) && (verb->feats & DEM_FEAT_PART);
    e->tense = r.historical ? DEM_HISTORICAL : r.future ? DEM_FUTURE : present && dem_tree_child(c, m->verb, DEM_REL_aux) >= 0 ? DEM_ONGOING : DEM_PAST;
    if (r.hedge >= 0)
        e->hedge = c->doc->tokens.at[r.hedge].span;
    if (r.condition >= 0) {
        int32_t first, end;
        dem_tree_extent(c, r.condition, false, &first, &end);
        e->condition = dem_tree_span(c, first, end);
    }
    set_status(e);
}
