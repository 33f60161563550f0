#include "event/event_internal.h"

/* Mentions, times and quantities are in text order; the first of the sentence was found when it was taken in hand. */
static bool time_is_date(const dem_time *t)
{
    return (t->type == DEM_TIME_DATE || t->type == DEM_TIME_TIME) && !t->until;
}

static int32_t distance(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

/* The nearest date of the clause; one of the whole sentence if the clause has none and the trigger is the main verb. */
static void read_time(const dem_coding *c, const dem_match *m, int32_t first, int32_t end, dem_event *e)
{
    int32_t best = -1, best_distance = INT32_MAX;
    for (ptrdiff_t i = c->first_time; i < c->doc->times.len && c->doc->times.at[i].sentence == c->sentence; i++) {
        const dem_time *t = &c->doc->times.at[i];
        if (t->until && dem_in(t->first, first, end)) {
            e->deadline = t->span;
            e->deadline_time = (int32_t)i;
        }
        if (!time_is_date(t) || t->since || !dem_in(t->first, first, end))
            continue;
        int32_t d = distance(t->first, m->verb);
        if (d < best_distance) {
            best = (int32_t)i;
            best_distance = d;
        }
    }
    e->time = best;
}

static void read_place(const dem_coding *c, const dem_match *m, int32_t first, int32_t end, dem_event *e)
{
    int32_t best_distance = INT32_MAX;
    for (ptrdiff_t i = c->first_mention; i < c->doc->mentions.len && c->doc->mentions.at[i].sentence == c->sentence; i++) {
        const dem_mention *p = &c->doc->mentions.at[i];
        int32_t d = distance(p->head, m->verb);
        if (p->place_only && dem_in(p->head, first, end) && d < best_distance) {
            e->place = (int32_t)i;
            best_distance = d;
        }
    }
}

static dem_status read_quantities(dem_coding *c, int32_t first, int32_t end, dem_event *e)
{
    int32_t list[DEM_MAX_FILLERS], n = 0;
    for (ptrdiff_t i = c->first_quantity; i < c->doc->quantities.len && c->doc->quantities.at[i].sentence == c->sentence; i++)
        if (dem_in(c->doc->quantities.at[i].first, first, end) && n < DEM_MAX_FILLERS)
            list[n++] = (int32_t)i;
    if (n == 0)
        return DEM_OK;
    e->quantities.at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *list);
    if (!e->quantities.at)
        return DEM_NO_MEMORY;
    memcpy(e->quantities.at, list, (size_t)n * sizeof *list);
    e->quantities.len = n;
    return DEM_OK;
}

static int32_t thousandths_to_people(int64_t value)
{
    int64_t people = value / 1000;
    return people > INT32_MAX ? INT32_MAX : (int32_t)people;
}

/* How many died or were hurt: a count of people that depends on a verb of that kind, or of nothing ("three killed"). */
static void count_people(const dem_coding *c, const dem_quantity *q, const char *cue, dem_count *count)
{
    int32_t head = q->head < 0 ? q->first : q->head;
    bool people = q->unit_kind.len == 0 || dem_str_eq(q->unit_kind, DEM_S("people"));
    if (!people || count->best >= 0)
        return;
    for (int step = 0; step < 3 && head >= 0; step++) {
        if (dem_has_cue(c, head, cue)) {
            *count = (dem_count){.low = thousandths_to_people(q->low), .best = thousandths_to_people(q->value),
                                 .high = thousandths_to_people(q->high), .rel = q->rel};
            return;
        }
        head = c->doc->tokens.at[head].head;
    }
    if (q->end < c->end && dem_has_cue(c, q->end, cue)) /* "seven others wounded" reads right to left of its count */
        *count = (dem_count){.low = thousandths_to_people(q->low), .best = thousandths_to_people(q->value),
                             .high = thousandths_to_people(q->high), .rel = q->rel};
}

static void read_casualties(const dem_coding *c, dem_event *e)
{
    for (int32_t i = 0; i < e->quantities.len; i++) {
        const dem_quantity *q = &c->doc->quantities.at[e->quantities.at[i]];
        count_people(c, q, "dead", &e->dead);
        count_people(c, q, "injured", &e->injured);
        count_people(c, q, "missing", &e->missing);
    }
}

/* The object's kind may stand deeper than its head: "to send additional air defence systems". */
static uint32_t kind_below(const dem_coding *c, int32_t token)
{
    enum { LOOK_AT = 40 };
    uint32_t kind = dem_object_kind(c, token);
    int32_t first, end;
    dem_tree_extent(c, token, false, &first, &end);
    for (int32_t i = token + 1; i < end && i < token + LOOK_AT && kind == DEM_NO_ROW; i++)
        if (c->doc->tokens.at[i].upos == DEM_UPOS_NOUN || c->doc->tokens.at[i].upos == DEM_UPOS_PROPN)
            kind = dem_object_kind(c, i);
    return kind;
}

/* Where the phrases behind the object's head begin that say something else of the event: its other sides, and when. */
static int32_t end_of_object(const dem_coding *c, const dem_match *m, int32_t token, int32_t end)
{
    for (int role = DEM_ROLE_ACTOR; role <= DEM_ROLE_PLACE; role++) {
        int32_t first, last;
        if (role == DEM_ROLE_OBJECT || !dem_in(m->filler[role], token + 1, end))
            continue;
        dem_tree_extent(c, m->filler[role], false, &first, &last);
        end = first > token && first < end ? first : end;
    }
    for (ptrdiff_t i = c->first_time; i < c->doc->times.len && c->doc->times.at[i].sentence == c->sentence; i++) {
        const dem_time *t = &c->doc->times.at[i];
        bool phrase = t->first > token && c->doc->tokens.at[t->first - 1].upos == DEM_UPOS_ADP;
        if (time_is_date(t) && t->end == end && t->first - phrase > token)
            end = t->first - phrase;
    }
    return end;
}

static dem_status add_object(dem_coding *c, const dem_match *m, int32_t token, dem_event *e)
{
    int32_t first, end;
    dem_tree_extent(c, token, false, &first, &end);
    end = end_of_object(c, m, token, end);
    int32_t preposition = dem_tree_child(c, token, DEM_REL_case);
    if (preposition == first) /* the object's own preposition is not part of it */
        first++;
    dem_span span = dem_tree_span(c, first, end);
    if (first <= e->trigger && e->trigger < end) /* a subject shared by inversion: nonsense */
        return DEM_OK;
    uint32_t kind = kind_below(c, token);
    e->objects.at = dem_arena_alloc(c->doc->arena, (ptrdiff_t)sizeof *e->objects.at);
    if (!e->objects.at)
        return DEM_NO_MEMORY;
    e->objects.at[0] = (dem_object){.span = span, .text = dem_doc_slice(c->doc, c->doc->sentences.at[c->sentence].field, span)};
    if (kind != DEM_NO_ROW)
        e->objects.at[0].kind = dem_kb_str(c->kb, c->kb->kinds[kind].name);
    e->objects.len = 1;
    return DEM_OK;
}

/* The clause of an event: what depends on its verb, without coordinated clauses before it. */
static void clause(const dem_coding *c, const dem_match *m, int32_t *first, int32_t *end)
{
    int32_t top = m->verb;
    const dem_token *t = &c->doc->tokens.at[top];
    if (t->upos != DEM_UPOS_VERB && m->verb == m->trigger && t->head >= 0 && t->rel != DEM_REL_conj && t->rel != DEM_REL_parataxis) {
        /* a noun alone is said by the clause it stands in */
        for (int step = 0; step < DEM_MAX_CLIMB && top >= 0 && c->doc->tokens.at[top].upos != DEM_UPOS_VERB; step++)
            top = c->doc->tokens.at[top].head;
        if (top < 0)
            top = m->verb;
    }
    dem_tree_extent(c, top, false, first, end);
    for (int i = 0; i <= DEM_ROLE_OBJECT; i++)
        if (m->filler[i] >= 0 && dem_in(m->filler[i], c->first, c->end)) { /* inherited subjects stand outside the subtree */
            *first = m->filler[i] < *first ? m->filler[i] : *first;
            *end = m->filler[i] + 1 > *end ? m->filler[i] + 1 : *end;
        }
}

dem_status dem_object_read(dem_coding *c, const dem_match *m, dem_event *e)
{
    int32_t first, end;
    clause(c, m, &first, &end);
    e->evidence = dem_tree_span(c, first, end);
    read_time(c, m, first, end, e);
    read_place(c, m, first, end, e);
    DEM_TRY(read_quantities(c, first, end, e));
    read_casualties(c, e);
    return m->filler[DEM_ROLE_OBJECT] < 0 ? DEM_OK : add_object(c, m, m->filler[DEM_ROLE_OBJECT], e);
}
