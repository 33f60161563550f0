#include "event/event_internal.h"

/* Those of a side who have a code. */
static void keep_coded(const dem_coding *c, dem_list *side)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < side->len; i++)
        if (c->doc->mentions.at[side->at[i]].actor.cameo.len)
            side->at[kept++] = side->at[i];
    side->len = kept;
}

static bool same_code(const dem_coding *c, int32_t a, int32_t b)
{
    return a == b || dem_str_eq(c->doc->mentions.at[a].actor.cameo, c->doc->mentions.at[b].actor.cameo);
}

static bool same_side(const dem_coding *c, const dem_list *a, const dem_list *b)
{
    bool same = a->len == b->len;
    for (int32_t i = 0; i < a->len && same; i++)
        same = same_code(c, a->at[i], b->at[i]);
    return same;
}

/* Has the sentence an event with this code between the same? */
static bool is_repeat(const dem_coding *c, const dem_event *e)
{
    for (ptrdiff_t i = c->first_event; i < c->doc->events.len; i++) {
        const dem_event *o = &c->doc->events.at[i];
        if (dem_str_eq(o->cameo, e->cameo) && same_side(c, &o->actors, &e->actors) && same_side(c, &o->recipients, &e->recipients))
            return true;
    }
    return false;
}

/* What CAMEO says of the code, whoever's it is. */
static void name_code(const dem_coding *c, dem_str code, dem_event *e)
{
    const dem_kb_cameo *row = dem_kb_code(c->kb, code);
    e->cameo = code;
    e->event = e->mode = e->context = (dem_str){0};
    if (!row || dem_str_eq(dem_kb_str(c->kb, row->event), DEM_S("SAY")))
        return;
    e->event = dem_kb_str(c->kb, row->event);
    e->mode = dem_kb_str(c->kb, row->mode);
    e->context = dem_kb_str(c->kb, row->context);
}

static dem_status add(dem_coding *c, const dem_event *e)
{
    if (is_repeat(c, e))
        return DEM_OK;
    dem_event *slot = dem_push(c->doc->arena, &c->doc->events);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = *e;
    return DEM_OK;
}

dem_status dem_literal_add(dem_coding *c, const dem_match *m)
{
    dem_event e = {.sentence = c->sentence, .trigger = m->trigger, .trigger_span = c->doc->tokens.at[m->trigger].span,
                   .frame = (int32_t)(m->frame - c->kb->frames), .time = -1, .place = -1, .deadline_time = -1, .denied_by = -1, .content_of = -1,
                   .dead = {-1, -1, -1, 0}, .injured = {-1, -1, -1, 0}, .missing = {-1, -1, -1, 0}};
    dem_str code = dem_kb_str(c->kb, m->frame->cameo), reverse = dem_kb_str(c->kb, m->frame->reverse);
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_ACTOR], false, false, &e.actors));
    DEM_TRY(dem_actors_of(c, m->filler[DEM_ROLE_RECIPIENT], false, false, &e.recipients));
    keep_coded(c, &e.actors);
    keep_coded(c, &e.recipients);
    if (e.actors.len + e.recipients.len == 0)
        return DEM_OK;
    name_code(c, code, &e);
    dem_status_read(c, m, &e);
    if (m->says_not)
        dem_status_affirm(&e);
    DEM_TRY(dem_object_read(c, m, &e));
    DEM_TRY(dem_quote_attribute(c, &e));
    e.confidence = dem_event_confidence(c, m, &e);
    e.evidence_score = (uint8_t)(m->score < 0 ? 0 : m->score > 255 ? 255 : m->score);
    if (code.len)
        DEM_TRY(add(c, &e));
    if (reverse.len == 0 || (e.recipients.len == 0 && code.len)) /* of two who do it to each other each has both codes already */
        return DEM_OK;
    dem_list actors = e.actors;
    e.actors = e.recipients;
    e.recipients = actors;
    name_code(c, reverse, &e);
    return add(c, &e);
}
