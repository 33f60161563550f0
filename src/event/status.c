#include "event/event_internal.h"

static void set_hedge(int32_t token, bool *kind, dem_mood *mood)
{
    *kind = true;
    mood->hedge = token;
}

/* What a verb, noun or adjective says of what it governs: "failed to", "is considering", "plans to", "fears of". */
static void read_word(const dem_coding *c, int32_t governor, dem_mood *mood)
{
    if (dem_phrase_has_cue(c, governor, "future") || dem_phrase_has_cue(c, governor, "planned"))
        mood->future = true;
    if (dem_has_cue(c, governor, "possible"))
        set_hedge(governor, &mood->possible, mood);
    if (dem_has_cue(c, governor, "probable"))
        set_hedge(governor, &mood->probable, mood);
    if (dem_phrase_has_cue(c, governor, "hypothetical"))
        mood->hypothetical = true;
}

/* The same, with what its negation means: "did not deny" says nothing, "ruled out" negates, "has not ruled out" leaves open. A finite clause below it is not
 * negated with it ("did not say that they attacked"). */
static void read_governor(const dem_coding *c, int32_t governor, bool finite, dem_mood *mood)
{
    bool no = dem_clause_negated(c, governor);
    if (!finite)
        dem_clause_read(c, governor, mood);
    read_word(c, governor, mood);
    if (dem_lemma_is(c, governor, "deny")) {
        mood->denial = no ? -1 : governor;
        return;
    }
    if (dem_phrase_has_cue(c, governor, "open")) {
        mood->hypothetical = mood->hypothetical || no;
        mood->negated = mood->negated != !no;
        return;
    }
    if (dem_phrase_has_cue(c, governor, "negation"))
        no = !no;
    if (!finite)
        mood->negated = mood->negated != no;
}

/* A clause that a preposition hangs on the verb it completes: "stopped short of demanding", "thought of abducting". */
static bool is_complement(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    int32_t mark = dem_tree_child(c, verb, DEM_REL_mark);
    if (t->feats & (DEM_FEAT_FIN | DEM_FEAT_INF))
        return false;
    return mark < 0 ? dem_phrase_has_cue(c, t->head, "open") : dem_has_cue(c, mark, "complement");
}

/* "It was not the commission that insisted" */
static bool is_cleft(const dem_coding *c, int32_t noun)
{
    int32_t subject = dem_tree_child(c, noun, DEM_REL_nsubj);
    if (subject < 0)
        subject = dem_tree_child(c, noun, DEM_REL_expl);
    return subject >= 0 && dem_tree_child(c, noun, DEM_REL_cop) >= 0 && dem_str_eq(c->doc->tokens.at[subject].fold, DEM_S("it"));
}

/* A clause that is complete without its "that". */
static bool has_that(const dem_coding *c, int32_t verb)
{
    int32_t that = c->first_child[verb], object = dem_tree_child(c, verb, DEM_REL_obj);
    if (dem_tree_child(c, verb, DEM_REL_mark) >= 0)
        return true;
    return dem_str_eq(c->doc->tokens.at[that < 0 ? verb : that].fold, DEM_S("that")) && object == that && dem_tree_object(c, verb) > verb;
}

/* "denied to the agency that it had fired": the clause hangs on the noun. */
static int32_t denied_beyond(const dem_coding *c, int32_t at, int32_t noun)
{
    int32_t verb = noun;
    for (int step = 0; step < 3 && verb >= 0 && c->doc->tokens.at[verb].upos != DEM_UPOS_VERB; step++)
        verb = c->doc->tokens.at[verb].head;
    return verb >= 0 && dem_lemma_is(c, verb, "deny") && has_that(c, at) ? verb : -1;
}

static void read_relative(const dem_coding *c, int32_t at, int32_t noun, dem_mood *mood)
{
    if (is_cleft(c, noun) && dem_clause_negated(c, noun))
        mood->negated = !mood->negated;
    if (denied_beyond(c, at, noun) >= 0)
        mood->denial = denied_beyond(c, at, noun);
}

/* How a word hangs on the one above. */
typedef enum {
    BOND_END,      /* what is above says nothing of it */
    BOND_PASS,     /* nor does it, but what is above that may */
    BOND_GOVERNED, /* what is above decides whether it happened */
    BOND_RELATIVE, /* it is a relative clause of what is above */
    BOND_TAKEN,    /* it is there whatever becomes of what is above: "want to end the war" */
    BOND_CLAUSE,   /* it is a finite clause of what is above: only the word decides */
    BOND_SHARED    /* a second verb that shares the auxiliaries of the first */
} bond;

/* "the war", "their talks": known to be there. */
static bool is_presupposed(const dem_coding *c, int32_t noun)
{
    static const char *const articles[] = {"the", "this", "that", "these", "those"};
    int32_t k = dem_tree_child(c, noun, DEM_REL_det);
    for (ptrdiff_t i = 0; k >= 0 && i < DEM_COUNT(articles); i++)
        if (dem_str_eq(c->doc->tokens.at[k].fold, dem_str_of(articles[i])))
            return true;
    return dem_tree_child(c, noun, DEM_REL_nmod_poss) >= 0;
}

static bond bond_of(const dem_coding *c, const dem_match *m, int32_t at)
{
    const dem_token *t = &c->doc->tokens.at[at];
    const dem_token *above = &c->doc->tokens.at[t->head];
    bool noun = at == m->trigger && t->upos != DEM_UPOS_VERB;
    switch (t->rel) {
    case DEM_REL_xcomp: return BOND_GOVERNED;
    case DEM_REL_obj: return at != m->trigger ? BOND_END : is_presupposed(c, at) ? BOND_TAKEN : BOND_GOVERNED;
    case DEM_REL_nsubj: case DEM_REL_nsubj_pass: /* "the summit did not take place", "the march was cancelled" */
        return noun && (dem_phrase_has_cue(c, t->head, "occurs") || dem_phrase_has_cue(c, t->head, "future") || dem_phrase_has_cue(c, t->head, "planned") ||
                        (t->rel == DEM_REL_nsubj_pass && dem_phrase_has_cue(c, t->head, "negation"))) ? BOND_GOVERNED : BOND_END;
    case DEM_REL_acl: return t->feats & DEM_FEAT_FIN ? BOND_CLAUSE : BOND_GOVERNED;
    case DEM_REL_advcl: return is_complement(c, at) ? BOND_GOVERNED : BOND_END;
    case DEM_REL_acl_relcl: return BOND_RELATIVE;
    case DEM_REL_ccomp: case DEM_REL_csubj: case DEM_REL_csubj_pass: return BOND_CLAUSE;
    case DEM_REL_conj:
        if ((t->feats & DEM_FEAT_FIN) && above->upos == DEM_UPOS_VERB && !(above->feats & DEM_FEAT_FIN) && dem_tree_child(c, t->head, DEM_REL_aux) < 0)
            return BOND_END; /* "promised to leave and threatened": it stands beside the verb above */
        if (above->upos == DEM_UPOS_VERB && dem_tree_child(c, at, DEM_REL_aux) < 0 && dem_tree_child(c, at, DEM_REL_nsubj) < 0)
            return BOND_SHARED;
        return BOND_PASS;
    case DEM_REL_nmod: return above->upos == DEM_UPOS_NOUN && noun ? BOND_CLAUSE : BOND_PASS;
    case DEM_REL_obl: return BOND_PASS;
    default: return BOND_END;
    }
}

/* "will meet and sign": the auxiliary serves both; the negation of the first does not. */
static void read_shared(const dem_coding *c, int32_t first, dem_mood *mood)
{
    dem_mood of_first = {.hedge = -1, .condition = -1, .denial = -1};
    dem_clause_read(c, first, &of_first);
    mood->future = mood->future || of_first.future;
    mood->possible = mood->possible || of_first.possible;
}

/* An infinitive that completes nothing: of purpose, "a plan to attack"; "Suva to fly flag" is a headline's future. */
static void read_infinitive(const dem_coding *c, int32_t at, dem_mood *mood)
{
    const dem_token *t = &c->doc->tokens.at[at];
    if (!(t->feats & DEM_FEAT_INF))
        return;
    bool named = t->head >= 0 && c->doc->tokens.at[t->head].rel == DEM_REL_root && dem_is_actor(c, t->head);
    bool headline = dem_tree_child(c, at, DEM_REL_mark) >= 0 && dem_tree_child(c, at, DEM_REL_nsubj) >= 0 && t->rel != DEM_REL_advcl && t->rel != DEM_REL_xcomp &&
                    dem_tree_child(c, at, DEM_REL_aux) < 0 && dem_tree_child(c, at, DEM_REL_cop) < 0;
    if (headline || (t->rel == DEM_REL_acl && named))
        mood->future = true;
    else if (t->rel == DEM_REL_acl && (dem_has_cue(c, t->head, "planned") || dem_has_cue(c, t->head, "future")))
        mood->future = true;
    else if (t->rel == DEM_REL_acl || (t->rel == DEM_REL_advcl && dem_tree_child(c, at, DEM_REL_aux) < 0))
        mood->hypothetical = true;
}

/* Climbs from the trigger as long as what is above decides whether it happened. Sentences that only report it do not. */
static void climb(const dem_coding *c, const dem_match *m, dem_mood *mood)
{
    int32_t at = m->verb;
    dem_clause_read(c, m->trigger, mood);
    mood->negated = dem_clause_negated(c, m->trigger);
    if (m->verb != m->trigger) {
        dem_clause_read(c, m->verb, mood);
        mood->negated = mood->negated || dem_clause_negated(c, m->verb);
    }
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++) {
        int32_t head = c->doc->tokens.at[at].head;
        dem_clause_mark(c, at, mood);
        read_infinitive(c, at, mood);
        if (head < 0)
            return;
        switch (bond_of(c, m, at)) {
        case BOND_GOVERNED: read_governor(c, head, false, mood); break;
        case BOND_TAKEN: read_governor(c, head, false, mood); return;
        case BOND_RELATIVE: read_relative(c, at, head, mood); return;
        case BOND_CLAUSE: read_governor(c, head, c->doc->tokens.at[at].rel != DEM_REL_nmod, mood); return;
        case BOND_SHARED: read_shared(c, head, mood); break;
        case BOND_PASS: break;
        case BOND_END: return;
        }
        at = head;
    }
}

/* What somebody says, threatens or refuses is said, whatever its content depends on: "warned of war if the talks fail". */
static bool is_said(const dem_coding *c, const dem_match *m, const dem_mood *mood, const dem_event *e)
{
    static const char *const acts[] = {"THREATEN", "REQUEST", "ACCUSE", "REJECT", ""};
    const dem_token *verb = &c->doc->tokens.at[m->verb];
    if (mood->future || mood->hypothetical || mood->possible || !(verb->feats & (DEM_FEAT_FIN | DEM_FEAT_PAST)))
        return false;
    if (verb->feats & DEM_FEAT_PAST) /* no condition of a thing that is past */
        return true;
    for (ptrdiff_t i = 0; i < DEM_COUNT(acts); i++)
        if (dem_str_eq(e->event, dem_str_of(acts[i])))
            return true;
    return false;
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

static void read_condition(const dem_coding *c, int32_t clause, dem_event *e)
{
    int32_t first, end;
    dem_tree_extent(c, clause, false, &first, &end);
    e->condition = dem_tree_span(c, first, end);
}

static uint8_t tense_of(const dem_coding *c, const dem_match *m, const dem_mood *mood)
{
    if (mood->historical || (!mood->future && dem_span_past(c, m)))
        return DEM_HISTORICAL;
    if (mood->future)
        return DEM_FUTURE;
    return dem_span_lasts(c, m) ? DEM_ONGOING : DEM_PAST;
}

void dem_status_read(const dem_coding *c, const dem_match *m, dem_event *e)
{
    dem_mood r = {.hedge = -1, .condition = -1, .denial = -1};
    const dem_token *verb = &c->doc->tokens.at[m->verb];
    climb(c, m, &r);
    if (r.condition >= 0 && is_said(c, m, &r, e))
        r.conditional = false;
    int32_t denier = r.denial < 0 ? -1 : dem_tree_subject(c, r.denial);
    e->denied_by = denier < 0 ? -1 : c->doc->tokens.at[denier].mention;
    e->polarity = r.denial >= 0 ? DEM_DENIED : r.negated ? DEM_NEGATED : DEM_AFFIRMED;
    e->certainty = r.conditional ? DEM_CONDITIONAL : r.hypothetical ? DEM_HYPOTHETICAL : r.possible ? DEM_POSSIBLE : r.probable ? DEM_PROBABLE : DEM_CERTAIN;
    if (r.possible && !r.conditional && !r.hypothetical)
        r.future = r.future || !(verb->feats & DEM_FEAT_PAST);
    e->tense = tense_of(c, m, &r);
    if (r.hedge >= 0)
        e->hedge = c->doc->tokens.at[r.hedge].span;
    if (r.condition >= 0)
        read_condition(c, r.condition, e);
    set_status(e);
}
