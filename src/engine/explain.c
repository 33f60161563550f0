/* explain: what every stage made of each sentence, for people who debug a table. */
#include "engine/engine.h"

static void padded(dem_buf *out, dem_str s, ptrdiff_t width)
{
    dem_buf_add(out, s);
    for (ptrdiff_t n = dem_utf8_count(s); n < width; n++)
        dem_buf_char(out, ' ');
    dem_buf_char(out, ' ');
}

static void number(dem_buf *out, int64_t value, ptrdiff_t width)
{
    ptrdiff_t start = out->len, digits;
    dem_buf_int(out, value);
    digits = out->len - start;
    for (; digits < width; digits++)
        dem_buf_char(out, ' ');
    dem_buf_char(out, ' ');
}

static void explain_tokens(const dem_doc *doc, const dem_sentence *s, dem_buf *out)
{
    for (int32_t i = s->first; i < s->first + s->count; i++) {
        const dem_token *t = &doc->tokens.at[i];
        dem_buf_lit(out, "    ");
        number(out, i - s->first + 1, 3);
        padded(out, t->form, 18);
        padded(out, t->lemma, 16);
        padded(out, dem_upos_name(t->upos), 5);
        number(out, t->head < 0 ? 0 : t->head - s->first + 1, 3);
        padded(out, dem_rel_name(t->rel), 12);
        dem_feats_write(t->feats, out);
        dem_buf_char(out, '\n');
    }
}

static void labelled(dem_buf *out, const char *label, dem_str value)
{
    if (value.len == 0)
        return;
    dem_buf_char(out, ' ');
    dem_buf_add(out, dem_str_of(label));
    dem_buf_char(out, '=');
    dem_buf_add(out, value);
}

/* What is printed next of each list. Times, quantities and events are in text order; mentions that the event stage added stand behind
 * the others, so each sentence has a chain of its own. */
typedef struct {
    ptrdiff_t time, quantity, event;
    int32_t *first_mention, *next_mention; /* by sentence, by mention; -1 ends */
} cursors;

static dem_status chain_mentions(const dem_doc *doc, cursors *c)
{
    c->first_mention = dem_arena_alloc(doc->arena, doc->sentences.len * (ptrdiff_t)sizeof *c->first_mention);
    c->next_mention = dem_arena_alloc(doc->arena, doc->mentions.len * (ptrdiff_t)sizeof *c->next_mention);
    if (!c->first_mention || !c->next_mention)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        c->first_mention[i] = -1;
    for (ptrdiff_t i = doc->mentions.len - 1; i >= 0; i--) {
        int32_t *first = &c->first_mention[doc->mentions.at[i].sentence];
        c->next_mention[i] = *first;
        *first = (int32_t)i;
    }
    return DEM_OK;
}

static void explain_mentions(const dem_doc *doc, const cursors *c, int32_t sentence, dem_buf *out)
{
    static const char *const types[DEM_TYPES] = {"unknown", "person", "organisation", "country", "place", "group", "role"};
    static const char *const ways[] = {"unresolved", "table", "office", "alias", "role", "metonym", "stale", "context"};
    for (int32_t i = c->first_mention[sentence]; i >= 0; i = c->next_mention[i]) {
        const dem_mention *m = &doc->mentions.at[i];
        dem_buf_lit(out, "    actor \"");
        dem_buf_add(out, dem_doc_slice(doc, doc->sentences.at[sentence].field, m->span));
        dem_buf_lit(out, "\" ");
        dem_buf_add(out, dem_str_of(types[m->type]));
        dem_buf_lit(out, ", ");
        dem_buf_add(out, dem_str_of(ways[m->resolution]));
        if (m->place_only)
            dem_buf_lit(out, ", only a place");
        labelled(out, "name", m->actor.name);
        labelled(out, "id", m->actor.id);
        labelled(out, "country", m->actor.country);
        labelled(out, "org", m->actor.org);
        labelled(out, "sector", m->actor.sector);
        labelled(out, "role", m->actor.role);
        labelled(out, "cameo", m->actor.cameo);
        dem_buf_char(out, '\n');
    }
}

static void explain_times(const dem_doc *doc, cursors *c, int32_t sentence, dem_buf *out)
{
    for (; c->time < doc->times.len && doc->times.at[c->time].sentence == sentence; c->time++) {
        const dem_time *t = &doc->times.at[c->time];
        char from[11], to[11];
        dem_buf_lit(out, "    time \"");
        dem_buf_add(out, dem_doc_slice(doc, doc->sentences.at[sentence].field, t->span));
        dem_buf_lit(out, "\" ");
        dem_buf_add(out, t->value);
        dem_buf_char(out, ' ');
        dem_buf_add(out, (dem_str){from, dem_date_write(t->from, from)});
        dem_buf_lit(out, "..");
        dem_buf_add(out, (dem_str){to, dem_date_write(t->to, to)});
        dem_buf_char(out, '\n');
    }
    for (; c->quantity < doc->quantities.len && doc->quantities.at[c->quantity].sentence == sentence; c->quantity++) {
        const dem_quantity *q = &doc->quantities.at[c->quantity];
        dem_buf_lit(out, "    quantity \"");
        dem_buf_add(out, dem_doc_slice(doc, doc->sentences.at[sentence].field, q->span));
        dem_buf_lit(out, "\" ");
        dem_buf_int(out, q->value / 1000);
        dem_buf_char(out, ' ');
        dem_buf_add(out, q->unit);
        dem_buf_char(out, '\n');
    }
}

/* The lines of the trace whose trigger lies in the sentence; they are in text order, so *rest only moves forward. */
static void explain_frames(const dem_sentence *s, dem_str *rest, dem_buf *out)
{
    while (rest->len) {
        dem_str after = *rest, line = dem_str_next(&after, '\n'), words = line, token = dem_str_next(&words, '\t');
        int64_t trigger;
        if (!dem_str_int(token, &trigger) || trigger >= s->first + s->count)
            return;
        dem_buf_lit(out, "    ");
        dem_buf_add(out, words);
        dem_buf_char(out, '\n');
        *rest = after;
    }
}

static void explain_actors(const dem_doc *doc, int field, const char *label, const dem_list *list, dem_buf *out)
{
    for (int32_t i = 0; i < list->len; i++) {
        const dem_mention *m = &doc->mentions.at[list->at[i]];
        dem_buf_char(out, ' ');
        dem_buf_add(out, dem_str_of(label));
        dem_buf_lit(out, "=\"");
        dem_buf_add(out, dem_doc_slice(doc, field, m->span));
        dem_buf_char(out, '"');
    }
}

static void explain_events(const dem_doc *doc, const dem_kb *kb, cursors *c, int32_t sentence, dem_buf *out)
{
    static const char *const status[] = {"happened", "ongoing", "planned", "conditional", "hypothetical", "negated", "denied", "historical"};
    int field = doc->sentences.at[sentence].field;
    for (; c->event < doc->events.len && doc->events.at[c->event].sentence == sentence; c->event++) {
        const dem_event *e = &doc->events.at[c->event];
        dem_buf_add(out, e->main ? DEM_S("    EVENT* ") : DEM_S("    event  "));
        dem_buf_add(out, e->event.len ? e->event : DEM_S("statement"));
        labelled(out, "mode", e->mode);
        labelled(out, "cameo", e->cameo);
        labelled(out, "status", dem_str_of(status[e->status]));
        explain_actors(doc, field, "actor", &e->actors, out);
        explain_actors(doc, field, "recipient", &e->recipients, out);
        labelled(out, "frame", dem_kb_str(kb, kb->frames[e->frame].id));
        dem_buf_char(out, '\n');
    }
}

dem_status dem_explain_doc(const dem_doc *doc, const dem_kb *kb, const dem_buf *trace, dem_buf *out)
{
    static const char *const kinds[] = {"prose", "headline", "furniture", "credit", "copyright", "empty"};
    dem_str frames = {trace->data, trace->len};
    char date[11];
    cursors c = {0};
    DEM_TRY(chain_mentions(doc, &c));
    dem_buf_lit(out, "document ");
    dem_buf_add(out, doc->ref);
    labelled(out, "published", (dem_str){date, dem_date_write(doc->published, date)});
    labelled(out, "agency", doc->agency);
    labelled(out, "dateline", doc->dateline_place);
    dem_buf_char(out, '\n');
    for (ptrdiff_t i = 0; i < doc->lines.len; i++) {
        const dem_line *line = &doc->lines.at[i];
        if (line->kind == DEM_LINE_PROSE || line->kind == DEM_LINE_HEADLINE || line->kind == DEM_LINE_EMPTY)
            continue;
        dem_buf_lit(out, "  not coded, ");
        padded(out, dem_str_of(kinds[line->kind]), 9);
        dem_buf_add(out, dem_doc_slice(doc, line->field, line->span));
        dem_buf_char(out, '\n');
    }
    for (int32_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        dem_buf_lit(out, "  sentence ");
        dem_buf_int(out, i);
        dem_buf_lit(out, ": ");
        dem_buf_add(out, dem_doc_slice(doc, s->field, s->span));
        dem_buf_char(out, '\n');
        explain_tokens(doc, s, out);
        explain_mentions(doc, &c, i, out);
        explain_times(doc, &c, i, out);
        explain_frames(s, &frames, out);
        explain_events(doc, kb, &c, i, out);
    }
    return DEM_OK;
}
