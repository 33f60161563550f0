#include "event/event_internal.h"

/* What a frame's event means for its roles. */
static bool is_verbal(const dem_coding *c, dem_str event)
{
    for (uint32_t i = 0; i < c->kb->n_plovers; i++)
        if (dem_str_eq(dem_kb_str(c->kb, c->kb->plovers[i].event), event))
            return c->kb->plovers[i].quad == 1 || c->kb->plovers[i].quad == 3;
    return true;
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
    if (is_verbal(c, dem_event_name(c, m)) && e->actors.len == 0 && !passive) /* but "Two Iraqi diplomats were asked to leave" */
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

static dem_status add_event(dem_coding *c, const dem_match *m)
{
    if (m->frame->literal)
        return dem_literal_add(c, m);
    dem_event e = {.sentence = c->sentence, .trigger = m->trigger, .trigger_span = c->doc->tokens.at[m->trigger].span,
                   .frame = (int32_t)(m->frame - c->kb->frames), .time = -1, .place = -1, .deadline_time = -1, .denied_by = -1, .content_of = -1,
                   .dead = {-1, -1, -1, 0}, .injured = {-1, -1, -1, 0}, .missing = {-1, -1, -1, 0}};
    dem_str event = dem_event_name(c, m);
    bool verbal = is_verbal(c, event);
    e.event = dem_says(c, m) ? (dem_str){0} : event;
    e.mode = dem_kb_str(c->kb, m->frame->mode);
    e.context = dem_kb_str(c->kb, m->frame->context);
    e.cameo = dem_kb_str(c->kb, m->frame->cameo);
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_ACTOR], verbal, verbal, &e.actors));
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_RECIPIENT], verbal, verbal, &e.recipients));
    if (dem_in_words(event, "AID") && nobody(c, &e.actors)) /* "the focus was on aid" */
        e.actors.len = 0;
    dem_list thing = {0};
    if (dem_in_words(event, "AID COOPERATE RETREAT CONCEDE MOBILIZE") && e.recipients.len && nobody(c, &e.recipients)) {
        thing = e.recipients; /* "returned the vases to Chile": somebody else may be meant */
        e.recipients.len = 0;
    }
    drop_shared(c, &e.recipients, &e.actors);
    if (!dem_says(c, m) || is_deep(e.cameo)) /* a bare statement is made to somebody, a comment is on somebody */
        DEM_TRY(look_for_recipient(c, m, &e));
    if (e.recipients.len == 0 && !dem_in_words(event, "AID COOPERATE"))
        e.recipients = thing;
    if (!deserves_record(c, m, &e))
        return DEM_OK;
    if (is_reciprocal(c, &e))
        DEM_TRY(join_sides(c, &e));
    dem_compose(c, m, &e);
    dem_compose_mode(c, &e);
    dem_status_read(c, m, &e);
    dem_compose_future(c, &e);
    if (dem_says(c, m) && e.polarity == DEM_NEGATED && !is_deep(e.cameo)) { /* "would not say" is an answer: no comment */
        e.cameo = DEM_S("011");
        dem_status_affirm(&e);
    }
    if (dem_str_eq(e.cameo, DEM_S("057")) && e.actors.len && !dem_in_words(c->doc->mentions.at[e.actors.at[0]].actor.sector, "LEG")) /* both sign; a parliament ratifies alone */
        DEM_TRY(join_sides(c, &e));
    if (is_repeat(c, m, &e))
        return DEM_OK;
    DEM_TRY(dem_object_read(c, m, &e));
    dem_compose_parties(c, &e);
    DEM_TRY(dem_settle_at_home(c, &e));
    DEM_TRY(dem_quote_attribute(c, &e));
    e.confidence = dem_event_confidence(c, m, &e);
    e.evidence_score = (uint8_t)(m->score < 0 ? 0 : m->score > 255 ? 255 : m->score);
    dem_event *slot = dem_push(c->doc->arena, &c->doc->events);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = e;
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
static bool only_carries(const dem_coding *c, const dem_triggers *ms, int32_t i)
{
    for (int32_t k = 0; k < ms->n; k++)
        if (k != i && ms->at[k].verb == ms->at[i].trigger && ms->at[k].trigger != ms->at[k].verb && ms->at[k].margin > ms->at[i].margin &&
            !dem_str_eq(dem_event_name(c, &ms->at[k]), dem_event_name(c, &ms->at[i])) && !dem_says(c, &ms->at[k]))
            return true;
    return false;
}

static dem_status code_sentence(dem_coding *c)
{
    dem_triggers ms;
    c->first_event = (int32_t)c->doc->events.len;
    DEM_TRY(dem_sides_complete(c));
    DEM_TRY(dem_find_triggers(c, &ms));
    DEM_TRY(dem_quote_statements(c));
    for (int32_t i = 0; i < ms.n; i++)
        if (ms.content[i] < 0 && !dem_says(c, &ms.at[i]) && !dem_is_purpose(c, &ms.at[i]) && !only_carries(c, &ms, i))
            DEM_TRY(add_event(c, &ms.at[i]));
    for (int32_t i = 0; i < ms.n; i++)
        if (ms.content[i] < 0 && dem_says(c, &ms.at[i]) && !said_something(c, &ms.at[i]))
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
