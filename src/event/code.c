#include "event/event_internal.h"

/* What a frame's event means for its roles. */
static bool is_verbal(const dem_coding *c, dem_str event)
{
    for (uint32_t i = 0; i < c->kb->n_plovers; i++)
        if (dem_str_eq(dem_kb_str(c->kb, c->kb->plovers[i].event), event))
            return c->kb->plovers[i].quad == 1 || c->kb->plovers[i].quad == 3;
    return true;
}

static dem_str event_name(const dem_coding *c, const dem_match *m)
{
    return dem_kb_str(c->kb, m->frame->event);
}

static bool says(const dem_coding *c, const dem_match *m)
{
    return dem_str_eq(event_name(c, m), DEM_S("SAY"));
}

/* Relations through which what is below is the content of what is above: what was urged, promised, condemned. */
static bool carries_content(const dem_coding *c, const dem_token *t)
{
    switch (t->rel) {
    case DEM_REL_conj: /* "responsibility for the raid and the attack" */
        return t->upos != DEM_UPOS_VERB && c->doc->tokens.at[t->head].upos != DEM_UPOS_VERB;
    case DEM_REL_xcomp: case DEM_REL_ccomp: case DEM_REL_obj: case DEM_REL_obl: case DEM_REL_nmod: case DEM_REL_advcl: case DEM_REL_nsubj_pass:
    case DEM_REL_iobj: case DEM_REL_amod: case DEM_REL_compound: case DEM_REL_acl: case DEM_REL_nmod_poss:
        return true;
    default:
        return false;
    }
}

/* Two triggers that are one happening: "killed in an attack", "an offer to help". A clause that says when or why stands for itself. */
static bool is_content(const dem_coding *c, const dem_match *m, const dem_match *above, uint8_t last_rel)
{
    bool noun = m->frame->pos == DEM_FRAME_NOUN && m->verb == m->trigger;
    if (says(c, above))
        return noun && last_rel != DEM_REL_ccomp;
    if (last_rel == DEM_REL_advcl) { /* "met after attacking", "left because it was shelled", but "agreed to ... by sending" and "in order to send" */
        int32_t mark = dem_tree_child(c, m->verb, DEM_REL_mark);
        return noun || (c->doc->tokens.at[m->verb].feats & DEM_FEAT_INF) != 0 || (mark >= 0 && !dem_has_cue(c, mark, "circumstance"));
    }
    return true;
}

typedef struct {
    dem_match *at;
    int32_t n;
    int32_t *of_token; /* match of each token of the sentence, -1 */
    int32_t *content;  /* match whose content this one is, -1 */
} matches;

/* "urged NATO to admit it and deliver weapons": an infinitive or gerund beside another, without a subject of its own, is what the first one is. */
static bool shares_place(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return t->rel == DEM_REL_conj && t->head >= 0 && t->upos == DEM_UPOS_VERB && !(t->feats & DEM_FEAT_FIN) && c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB &&
           !(c->doc->tokens.at[t->head].feats & DEM_FEAT_FIN) && dem_tree_child(c, token, DEM_REL_nsubj) < 0 && dem_tree_child(c, token, DEM_REL_aux) < 0;
}

/* Climbs from a match to the next one above it. */
static int32_t governing_match(const dem_coding *c, const matches *ms, int32_t i)
{
    int32_t at = ms->at[i].verb;
    for (int step = 0; step < DEM_MAX_CLIMB; step++) {
        const dem_token *t = &c->doc->tokens.at[at];
        if (shares_place(c, at)) {
            at = t->head;
            continue;
        }
        if (t->head < 0 || !carries_content(c, t))
            return -1;
        int32_t above = ms->of_token[t->head - c->first];
        if (above >= 0 && above != i)
            return is_content(c, &ms->at[i], &ms->at[above], t->rel) ? above : -1;
        at = t->head;
    }
    return -1;
}

/* What somebody does something for is no event yet: "sent experts to investigate", "funds to fight Ebola". */
static bool is_purpose(const dem_coding *c, const dem_match *m)
{
    const dem_token *t = &c->doc->tokens.at[m->verb];
    return t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_INF) && (t->rel == DEM_REL_advcl || t->rel == DEM_REL_acl) &&
           dem_tree_child(c, m->verb, DEM_REL_aux) < 0;
}

/* Who talks with whom has no direction, nor who clashes with whom; but a visit has a host and a mediation has parties. */
static bool is_reciprocal(const dem_coding *c, const dem_event *e)
{
    if (dem_str_eq(e->event, DEM_S("ASSAULT")))
        return dem_has_cue(c, e->trigger, "mutual");
    return dem_str_eq(e->event, DEM_S("CONSULT")) && !dem_str_eq(e->mode, DEM_S("visit")) && !dem_str_eq(e->cameo, DEM_S("045"));
}

static bool resolved(const dem_coding *c, const dem_list *list)
{
    return list->len && c->doc->mentions.at[list->at[0]].actor.cameo.len;
}

static bool deserves_record(const dem_coding *c, const dem_match *m, const dem_event *e)
{
    bool noun = m->frame->pos == DEM_FRAME_NOUN;
    bool carried = m->verb != m->trigger;
    bool passive = m->frame->pos == DEM_FRAME_VERB && dem_tree_is_passive(c, m->verb) && !is_reciprocal(c, e) && resolved(c, &e->recipients);
    if (is_verbal(c, event_name(c, m)) && e->actors.len == 0 && !passive) /* but "Two Iraqi diplomats were asked to leave" */
        return false;
    if (e->actors.len == 0 && e->recipients.len == 0)
        return false;
    if (noun && !carried) {
        const dem_token *t = &c->doc->tokens.at[m->trigger];
        bool prominent = t->rel == DEM_REL_root || t->rel == DEM_REL_nsubj || t->rel == DEM_REL_nsubj_pass;
        bool both = e->actors.len && e->recipients.len;
        return both || (prominent && e->actors.len) || c->kb->n_weights; /* the scorer knows such nouns */
    }
    return true;
}

/* Future cooperation is agreement, an announced retreat a concession, "will not" a refusal: the table says into what an event turns. A refusal is an act
 * of its own that has happened. */
static void apply_future(const dem_coding *c, dem_event *e)
{
    ptrdiff_t longest = -1;
    dem_str event = e->event, cameo = e->cameo;
    bool negated = e->polarity == DEM_NEGATED;
    if (e->tense != DEM_FUTURE || e->polarity == DEM_DENIED || (negated && e->certainty != DEM_CERTAIN))
        return;
    for (uint32_t i = 0; i < c->kb->n_futures; i++) {
        const dem_kb_future *f = &c->kb->futures[i];
        dem_str code = dem_kb_str(c->kb, f->cameo);
        if ((f->negated != 0) != negated || !dem_str_eq(dem_kb_str(c->kb, f->event), event) || !dem_str_starts(cameo, code) || code.len <= longest)
            continue;
        longest = code.len;
        e->event = dem_kb_str(c->kb, f->to_event);
        e->cameo = dem_kb_str(c->kb, f->to_cameo);
        e->mode = (dem_str){0};
    }
    if (negated && longest >= 0) {
        e->polarity = DEM_AFFIRMED;
        e->tense = DEM_PAST;
        e->status = DEM_HAPPENED;
    }
}

/* Mode and context as the ontology has them for the code. */
static void take_mode(const dem_coding *c, dem_event *e, bool composed)
{
    for (uint32_t i = 0; i < c->kb->n_cameos; i++)
        if (dem_str_eq(dem_kb_str(c->kb, c->kb->cameos[i].code), e->cameo) && dem_str_eq(dem_kb_str(c->kb, c->kb->cameos[i].event), e->event)) {
            e->mode = dem_kb_str(c->kb, c->kb->cameos[i].mode);
            if (composed || e->context.len == 0)
                e->context = dem_kb_str(c->kb, c->kb->cameos[i].context);
        }
}

/* The matrix decides the event; what it asks, promises, refuses, threatens or blames decides the code (data/ontology/content.tsv). */
static void compose(const dem_coding *c, const dem_match *m, dem_event *e)
{
    ptrdiff_t longest = -1;
    dem_str event = e->event, cameo = e->cameo;
    bool root = cameo.len <= 2 || cameo.data[2] == '0' || dem_str_eq(cameo, DEM_S("112"));
    for (uint32_t i = 0; i < c->kb->n_contents && m->content && root; i++) {
        const dem_kb_content *row = &c->kb->contents[i];
        dem_str of = dem_kb_str(c->kb, row->of_cameo);
        if (!dem_str_eq(dem_kb_str(c->kb, row->event), event) || !dem_str_starts(cameo, dem_kb_str(c->kb, row->cameo)) || row->of_event != m->content->event ||
            !dem_str_starts(dem_kb_str(c->kb, m->content->cameo), of) || of.len <= longest)
            continue;
        longest = of.len;
        e->event = dem_kb_str(c->kb, row->to_event);
        e->cameo = dem_kb_str(c->kb, row->to_cameo);
    }
    if (longest >= 0)
        take_mode(c, e, true);
}

/* How often such records are right, as data/models/confidence.tsv was measured to say; without it, how much of the frame was there. */
uint8_t dem_event_confidence(const dem_coding *c, const dem_match *m, const dem_event *e)
{
    uint32_t sides = resolved(c, &e->actors) + resolved(c, &e->recipients), reached = 0;
    int percent = 40 + 3 * (m->score > 8 ? 8 : m->score) + 12 * (int)sides;
    for (uint32_t i = 0; i < c->kb->n_confidences; i++) {
        const dem_kb_confidence *row = &c->kb->confidences[i];
        if (row->sides != sides || (int64_t)row->margin > m->margin || row->margin < reached)
            continue;
        reached = row->margin;
        percent = (int)row->percent;
    }
    return (uint8_t)(percent < 5 ? 5 : percent > 99 ? 99 : percent);
}

static bool shares(const dem_list *a, const dem_list *b)
{
    for (int32_t i = 0; i < a->len; i++)
        for (int32_t k = 0; k < b->len; k++)
            if (a->at[i] == b->at[k])
                return true;
    return a->len == 0 && b->len == 0;
}

/* Is a code deeper than its root: 195 rather than 190? */
static bool is_deep(dem_str cameo)
{
    return cameo.len >= 3 && cameo.data[2] != '0';
}

/* The same sides doing the same thing in one sentence is one record, whatever the number of words for it. A light verb that is a trigger itself ("launched
 * drone attacks") takes the deeper code of its noun. */
static bool is_repeat(dem_coding *c, const dem_match *m, const dem_event *e)
{
    for (ptrdiff_t i = c->first_event; i < c->doc->events.len; i++) {
        dem_event *o = &c->doc->events.at[i];
        bool carried = m->verb != m->trigger && o->trigger == m->verb;
        if (!dem_str_eq(o->event, e->event) || !(carried || dem_str_eq(o->cameo, e->cameo)) || !shares(&o->actors, &e->actors) ||
            !(carried || shares(&o->recipients, &e->recipients)))
            continue;
        if (carried && is_deep(e->cameo) && !is_deep(o->cameo)) {
            o->cameo = e->cameo;
            o->mode = e->mode;
            o->context = e->context;
            o->frame = e->frame;
        }
        return true;
    }
    return false;
}

/* Whom a mention stands for: its own number, or that of what it refers to. */
static int32_t referent(const dem_coding *c, int32_t mention)
{
    int32_t to = c->doc->mentions.at[mention].refers_to;
    return to < 0 ? mention : to;
}

/* The same mention, by a pronoun or not, or the same person or country. */
static bool same_side(const dem_coding *c, int32_t a, int32_t b)
{
    const dem_mention *x = &c->doc->mentions.at[a], *y = &c->doc->mentions.at[b];
    bool same = x->type == y->type && (x->type == DEM_TYPE_PERSON || x->type == DEM_TYPE_COUNTRY) && x->actor.id.len && dem_str_eq(x->actor.id, y->actor.id) &&
                dem_str_eq(x->actor.cameo, y->actor.cameo);
    return same || referent(c, a) == referent(c, b);
}

/* Nobody stands on both sides, not as a pronoun either: "laid down their arms". */
static void drop_shared(const dem_coding *c, dem_list *recipients, const dem_list *actors)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < recipients->len; i++) {
        bool both = false;
        for (int32_t k = 0; k < actors->len; k++)
            both = both || same_side(c, actors->at[k], recipients->at[i]);
        if (!both)
            recipients->at[kept++] = recipients->at[i];
    }
    recipients->len = kept;
}

/* All sides of a reciprocal act stand among the actors. */
static dem_status join_sides(dem_coding *c, dem_event *e)
{
    dem_list all = {.len = e->actors.len + e->recipients.len};
    if (e->actors.len == 0 || e->recipients.len == 0)
        return DEM_OK;
    all.at = dem_arena_alloc(c->doc->arena, all.len * (ptrdiff_t)sizeof *all.at);
    if (!all.at)
        return DEM_NO_MEMORY;
    memcpy(all.at, e->actors.at, (size_t)e->actors.len * sizeof *all.at);
    memcpy(all.at + e->actors.len, e->recipients.at, (size_t)e->recipients.len * sizeof *all.at);
    e->actors = all;
    e->recipients.len = 0;
    return DEM_OK;
}

/* Somebody the frame has no place for: inside the object, or in a phrase of the noun or the verb that points at somebody. */
static dem_status look_for_recipient(dem_coding *c, const dem_match *m, dem_event *e)
{
    const int32_t places[] = {m->filler[DEM_ROLE_OBJECT], m->trigger, m->verb};
    if (e->recipients.len == 0 && places[0] >= 0)
        DEM_TRY(dem_actors_inside(c, places[0], &e->actors, &e->recipients));
    for (ptrdiff_t i = 0; i < DEM_COUNT(places) && e->recipients.len == 0; i++)
        if (places[i] >= 0)
            DEM_TRY(dem_actors_toward(c, places[i], &e->actors, &e->recipients));
    if (e->recipients.len == 0 && c->kb->n_weights && dem_str_starts(dem_kb_str(c->kb, m->frame->id), DEM_S("open."))) /* whoever is there */
        DEM_TRY(dem_actors_inside(c, m->verb, &e->actors, &e->recipients));
    return DEM_OK;
}

static bool in_words(dem_str word, const char *words)
{
    dem_str rest = dem_str_of(words);
    while (rest.len)
        if (dem_str_eq(dem_str_next(&rest, ' '), word))
            return true;
    return false;
}

/* Nobody who could be a side, and no place. */
static bool nobody(const dem_coding *c, const dem_list *side)
{
    for (int32_t i = 0; i < side->len; i++) {
        const dem_mention *m = &c->doc->mentions.at[side->at[i]];
        if (m->type != DEM_TYPE_UNKNOWN || m->kind != DEM_MENTION_DESCRIPTION || dem_is_actor(c, m->head))
            return false;
    }
    return true;
}

/* Descriptions without a country take this one, except those of `abroad`, sectors that may be from anywhere. */
static dem_status settle_but(dem_coding *c, const dem_list *side, dem_str country, const char *abroad)
{
    for (int32_t i = 0; i < side->len && country.len; i++) {
        dem_mention *m = &c->doc->mentions.at[side->at[i]];
        dem_str first = c->doc->tokens.at[m->first].fold;
        if (dem_str_eq(first, DEM_S("other")) || dem_str_eq(first, DEM_S("another"))) /* "other leaders" are not of here */
            continue;
        if (m->kind != DEM_MENTION_DESCRIPTION || m->actor.sector.len == 0 || m->actor.country.len + m->actor.org.len || in_words(m->actor.sector, abroad))
            continue;
        m->actor.country = country;
        m->resolution = DEM_RES_CONTEXT;
        DEM_TRY(dem_doc_code(c->doc, country, m->actor.sector, &m->actor.cameo));
    }
    return DEM_OK;
}

static dem_status settle(dem_coding *c, const dem_list *side, dem_str country)
{
    return settle_but(c, side, country, "MIL REF IGO");
}

/* "The Sudanese doctors and a teachers' union": what stands beside somebody of a country. */
static dem_status settle_together(dem_coding *c, const dem_list *side)
{
    if (side->len < 2)
        return DEM_OK;
    const dem_actor *first = &c->doc->mentions.at[side->at[0]].actor;
    return first->sector.len ? settle(c, side, first->country) : DEM_OK;
}

/* Whom a court judges or the police arrest, and who is attacked, seized or protests somewhere, is at home there unless the text says otherwise: "A Kenyan court
 * jailed two bankers", "Gunmen killed two farmers near Gao". */
static dem_status settle_at_home(dem_coding *c, const dem_event *e)
{
    dem_actor a = e->actors.len ? c->doc->mentions.at[e->actors.at[0]].actor : (dem_actor){0};
    bool holds = dem_str_starts(e->cameo, DEM_S("173")) || dem_str_starts(e->cameo, DEM_S("0841")); /* arrests and releases */
    if (a.sector.len && (in_words(a.sector, "JUD COP") || (holds && in_words(a.sector, "GOV MIL"))))
        DEM_TRY(settle(c, &e->recipients, a.country));
    if (a.sector.len && in_words(a.sector, "REB OPP CRM") && in_words(e->event, "ASSAULT")) /* "Malian rebels attacked a garrison" */
        DEM_TRY(settle_but(c, &e->recipients, a.country, "REF IGO"));
    DEM_TRY(settle_together(c, &e->actors));
    DEM_TRY(settle_together(c, &e->recipients));
    dem_str where = e->place >= 0 ? c->doc->mentions.at[e->place].actor.country : (dem_str){0};
    if (!in_words(e->event, "ASSAULT COERCE PROTEST"))
        return DEM_OK;
    DEM_TRY(settle(c, &e->actors, where));
    DEM_TRY(settle(c, &e->recipients, where));
    if (e->recipients.len == 0)
        return DEM_OK;
    const dem_actor *hurt = &c->doc->mentions.at[e->recipients.at[0]].actor;
    if (holds) /* "The opposition leader was detained by soldiers" */
        return settle_but(c, &e->actors, hurt->country, "REF IGO");
    return hurt->sector.len && in_words(hurt->sector, "MIL COP CVL GOV") ? settle(c, &e->actors, hurt->country) : DEM_OK; /* "Gunmen killed two Kenyan policemen" */
}

/* A party to a conflict that calls for its end agrees to it (PLOVER). */
static void parties_agree(const dem_coding *c, dem_event *e)
{
    const dem_actor *a = e->actors.len ? &c->doc->mentions.at[e->actors.at[0]].actor : NULL;
    bool end = e->objects.len && in_words(e->objects.at[0].kind, "ceasefire peace");
    if (!a || !end || !dem_str_eq(e->event, DEM_S("REQUEST")) || !dem_str_starts(e->cameo, DEM_S("02")) || !in_words(a->sector, "REB SEP UAF"))
        return;
    e->event = DEM_S("AGREE");
    e->cameo = DEM_S("0356");
    e->mode = (dem_str){0};
}

static dem_status add_event(dem_coding *c, const dem_match *m)
{
    if (m->frame->literal)
        return dem_literal_add(c, m);
    dem_event e = {.sentence = c->sentence, .trigger = m->trigger, .trigger_span = c->doc->tokens.at[m->trigger].span,
                   .frame = (int32_t)(m->frame - c->kb->frames), .time = -1, .place = -1, .deadline_time = -1, .denied_by = -1, .content_of = -1,
                   .dead = {-1, -1, -1, 0}, .injured = {-1, -1, -1, 0}, .missing = {-1, -1, -1, 0}};
    dem_str event = event_name(c, m);
    bool verbal = is_verbal(c, event);
    e.event = says(c, m) ? (dem_str){0} : event;
    e.mode = dem_kb_str(c->kb, m->frame->mode);
    e.context = dem_kb_str(c->kb, m->frame->context);
    e.cameo = dem_kb_str(c->kb, m->frame->cameo);
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_ACTOR], verbal, verbal, &e.actors));
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_RECIPIENT], verbal, verbal, &e.recipients));
    if (in_words(event, "AID") && nobody(c, &e.actors)) /* "the focus was on aid" */
        e.actors.len = 0;
    dem_list thing = {0};
    if (in_words(event, "AID COOPERATE RETREAT CONCEDE MOBILIZE") && e.recipients.len && nobody(c, &e.recipients)) {
        thing = e.recipients; /* "returned the vases to Chile": somebody else may be meant */
        e.recipients.len = 0;
    }
    drop_shared(c, &e.recipients, &e.actors);
    if (!says(c, m) || is_deep(e.cameo)) /* a bare statement is made to somebody, a comment is on somebody */
        DEM_TRY(look_for_recipient(c, m, &e));
    if (e.recipients.len == 0 && !in_words(event, "AID COOPERATE"))
        e.recipients = thing;
    if (!deserves_record(c, m, &e))
        return DEM_OK;
    if (is_reciprocal(c, &e))
        DEM_TRY(join_sides(c, &e));
    compose(c, m, &e);
    if (e.mode.len == 0)
        take_mode(c, &e, false);
    dem_status_read(c, m, &e);
    apply_future(c, &e);
    if (says(c, m) && e.polarity == DEM_NEGATED && !is_deep(e.cameo)) { /* "would not say" is an answer: no comment */
        e.cameo = DEM_S("011");
        dem_status_affirm(&e);
    }
    if (dem_str_eq(e.cameo, DEM_S("057")) && e.actors.len && !in_words(c->doc->mentions.at[e.actors.at[0]].actor.sector, "LEG")) /* both sign; a parliament ratifies alone */
        DEM_TRY(join_sides(c, &e));
    if (is_repeat(c, m, &e))
        return DEM_OK;
    DEM_TRY(dem_object_read(c, m, &e));
    parties_agree(c, &e);
    DEM_TRY(settle_at_home(c, &e));
    DEM_TRY(dem_quote_attribute(c, &e));
    e.confidence = dem_event_confidence(c, m, &e);
    e.evidence_score = (uint8_t)(m->score < 0 ? 0 : m->score > 255 ? 255 : m->score);
    dem_event *slot = dem_push(c->doc->arena, &c->doc->events);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = e;
    return DEM_OK;
}

/* Which match stands at which word, and which of them are the content of others. */
static void settle_content(const dem_coding *c, matches *ms)
{
    for (int32_t i = 0; i < c->end - c->first; i++)
        ms->of_token[i] = -1;
    for (int32_t i = 0; i < ms->n; i++)
        ms->of_token[ms->at[i].trigger - c->first] = i;
    for (int32_t i = 0; i < ms->n; i++)
        ms->content[i] = governing_match(c, ms, i);
}

/* All triggers of the sentence. First by their best frames alone; then the scorer sees each word with what stands over it, and decides. */
static dem_status find_matches(dem_coding *c, matches *ms)
{
    int32_t n = c->end - c->first;
    dem_readings *all = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *all);
    dem_sight sight = {.all = all};
    ms->n = 0;
    ms->at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->at);
    ms->of_token = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->of_token);
    ms->content = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->content);
    sight.at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *sight.at);
    sight.over = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *sight.over);
    const dem_kb_frame **likely = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *likely);
    if (!likely || !all || !ms->at || !ms->of_token || !ms->content || !sight.at || !sight.over)
        return DEM_NO_MEMORY;
    for (int32_t t = c->first; t < c->end; t++) {
        dem_readings *r = &all[sight.n];
        bool named;
        DEM_TRY(dem_match_trigger(c, t, r, &named));
        sight.at[t - c->first] = named ? sight.n++ : -1;
        if (sight.at[t - c->first] >= 0 && r->n && !dem_str_eq(dem_kb_str(c->kb, r->at[0].frame->event), DEM_S("-")))
            ms->at[ms->n++] = r->at[0];
    }
    settle_content(c, ms);
    for (int32_t i = 0; i < sight.n; i++) {
        int32_t m = ms->of_token[all[i].trigger - c->first];
        sight.over[i] = m < 0 || ms->content[m] < 0 ? -1 : sight.at[ms->at[ms->content[m]].trigger - c->first];
    }
    for (int32_t i = 0; i < c->end - c->first; i++)
        ms->of_token[i] = -1;
    ms->n = 0;
    for (int32_t i = 0; i < sight.n; i++)
        if (dem_score_choose(c, &sight, i, &ms->at[ms->n], &likely[i]))
            ms->of_token[all[i].trigger - c->first] = ms->n++;
    for (int32_t i = sight.n - 1; i >= 0; i--) { /* the first of them is the content of what stands over it */
        int32_t over = sight.over[i] < 0 || !likely[i] ? -1 : ms->of_token[all[sight.over[i]].trigger - c->first];
        if (over >= 0)
            ms->at[over].content = likely[i];
    }
    settle_content(c, ms);
    return DEM_OK;
}

/* A bare statement is an event of its own (CAMEO 01) only if nothing of what is said is one. */
static bool said_something(const dem_coding *c, const dem_match *m)
{
    for (ptrdiff_t i = c->first_event; i < c->doc->events.len; i++) {
        const dem_event *e = &c->doc->events.at[i];
        bool quoted = (c->doc->tokens.at[e->trigger].flags & DEM_TOKEN_QUOTED) != 0;
        if (e->event.len && (quoted || dem_tree_below(c, e->trigger, m->trigger)))
            return true;
        int32_t head = c->doc->tokens.at[m->trigger].rel == DEM_REL_parataxis ? c->doc->tokens.at[m->trigger].head : -1;
        if (e->event.len && head >= 0 && dem_tree_below(c, e->trigger, head))
            return true;
    }
    return false;
}

static int depth(const dem_coding *c, int32_t token)
{
    int n = 0;
    for (; token >= 0 && n < 2 * DEM_MAX_CLIMB; n++)
        token = c->doc->tokens.at[token].head;
    return n;
}

/* The main event is what the sentence is about: highest in the tree, an act before a statement, what happened before what did not. */
static void choose_main(dem_coding *c)
{
    int best_rank = INT32_MAX;
    ptrdiff_t best = -1;
    for (ptrdiff_t i = c->first_event; i < c->doc->events.len; i++) {
        const dem_event *e = &c->doc->events.at[i];
        int rank = 4 * depth(c, e->trigger);
        if (e->event.len == 0)
            rank += 200;
        if (e->status == DEM_STATUS_HISTORICAL)
            rank += 100;
        if (c->doc->tokens.at[e->trigger].upos != DEM_UPOS_VERB)
            rank += 10;
        if (rank < best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    if (best >= 0)
        c->doc->events.at[best].main = true;
}

/* Statements were added last; records stand in the order of their triggers. Insertion sort: a sentence has few. */
static void sort_events(dem_coding *c)
{
    dem_event *at = c->doc->events.at;
    for (ptrdiff_t i = c->first_event + 1; i < c->doc->events.len; i++) {
        dem_event e = at[i];
        ptrdiff_t k = i;
        for (; k > c->first_event && at[k - 1].trigger > e.trigger; k--)
            at[k] = at[k - 1];
        at[k] = e;
    }
}

/* "announced a ban": the verb only carries the noun, which is an event of another kind. */
static bool only_carries(const dem_coding *c, const matches *ms, int32_t i)
{
    for (int32_t k = 0; k < ms->n; k++)
        if (k != i && ms->at[k].verb == ms->at[i].trigger && ms->at[k].trigger != ms->at[k].verb && ms->at[k].margin > ms->at[i].margin &&
            !dem_str_eq(event_name(c, &ms->at[k]), event_name(c, &ms->at[i])) && !says(c, &ms->at[k]))
            return true;
    return false;
}

static dem_status code_sentence(dem_coding *c)
{
    matches ms;
    c->first_event = (int32_t)c->doc->events.len;
    DEM_TRY(dem_sides_complete(c));
    DEM_TRY(find_matches(c, &ms));
    DEM_TRY(dem_quote_statements(c));
    for (int32_t i = 0; i < ms.n; i++)
        if (ms.content[i] < 0 && !says(c, &ms.at[i]) && !is_purpose(c, &ms.at[i]) && !only_carries(c, &ms, i))
            DEM_TRY(add_event(c, &ms.at[i]));
    for (int32_t i = 0; i < ms.n; i++)
        if (ms.content[i] < 0 && says(c, &ms.at[i]) && !said_something(c, &ms.at[i]))
            DEM_TRY(add_event(c, &ms.at[i]));
    DEM_TRY(dem_actors_speakers(c));
    sort_events(c);
    choose_main(c);
    return DEM_OK;
}

/* Moves the cursors over mentions, times and quantities to the sentence in hand. Mentions that this stage adds stand after `named`. */
static void enter_sentence(dem_coding *c, int32_t index, ptrdiff_t named)
{
    const dem_sentence *s = &c->doc->sentences.at[index];
    c->sentence = index;
    c->first = s->first;
    c->end = s->first + s->count;
    while (c->first_mention < named && c->doc->mentions.at[c->first_mention].sentence < index)
        c->first_mention++;
    while (c->first_time < c->doc->times.len && c->doc->times.at[c->first_time].sentence < index)
        c->first_time++;
    while (c->first_quantity < c->doc->quantities.len && c->doc->quantities.at[c->first_quantity].sentence < index)
        c->first_quantity++;
    if (s->paragraph > c->speaker_paragraph + 1) /* a speaker is remembered over one break of paragraph */
        c->last_speaker = -1;
}

dem_status dem_event_code(dem_doc *doc, const dem_kb *kb, const dem_event_trace *trace)
{
    dem_coding c = {.doc = doc, .kb = kb, .trace = trace, .literal = kb->literal, .last_speaker = -1};
    ptrdiff_t named = doc->mentions.len;
    DEM_TRY(dem_tree_build(&c));
    for (int32_t i = 0; i < doc->sentences.len; i++) {
        if (doc->sentences.at[i].count == 0)
            continue;
        enter_sentence(&c, i, named);
        DEM_TRY(code_sentence(&c));
    }
    return DEM_OK;
}
