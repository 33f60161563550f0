/* Every layer of a report in one JSON object: the fields of docs/records.md, "Annotations". Layers refer to each other by place in their lists, so nothing
 * is written twice. */
#include "output/output.h"
#include "output/record.h"
#include "output/words.h"

static void index_member(dem_record *w, const char *key, int32_t index)
{
    if (index >= 0)
        dem_json_int(&w->j, key, index);
}

static void flag(dem_record *w, const char *key, bool value)
{
    if (value)
        dem_json_bool(&w->j, key, true);
}

static void span_member(dem_record *w, const char *key, int field, dem_span s)
{
    if (dem_span_empty(s))
        return;
    dem_json_open(&w->j, key, '{');
    dem_record_span(w, field, s);
    dem_json_close(&w->j, '}');
}

static void indices(dem_record *w, const char *key, const dem_list *list)
{
    if (list->len == 0)
        return;
    dem_json_open(&w->j, key, '[');
    for (int32_t i = 0; i < list->len; i++)
        dem_json_int(&w->j, NULL, list->at[i]);
    dem_json_close(&w->j, ']');
}

/* Opens an item of a layer and says where it stands. Returns the field. */
static int open_item(dem_record *w, int32_t sentence)
{
    dem_json_open(&w->j, NULL, '{');
    dem_json_int(&w->j, "sentence", sentence);
    return w->doc->sentences.at[sentence].field;
}

/* The texts that offsets count in. */
static void texts(dem_record *w)
{
    dem_json_open(&w->j, "text", '{');
    for (int field = 0; field < DEM_FIELDS; field++)
        dem_json_string(&w->j, dem_field_word[field], w->doc->field[field].text);
    dem_json_close(&w->j, '}');
}

/* The form is written only where it is not what stands in the text. */
static void token(dem_record *w, const dem_sentence *s, const dem_token *t)
{
    dem_json_open(&w->j, NULL, '{');
    dem_record_span(w, s->field, t->span);
    if (!dem_str_eq(t->form, dem_doc_slice(w->doc, s->field, t->span)))
        dem_json_string(&w->j, "form", t->form);
    dem_json_string(&w->j, "upos", dem_upos_name(t->upos));
    if (t->feats) {
        dem_json_key(&w->j, "feats");
        dem_buf_char(w->j.out, '"');
        dem_feats_write(t->feats, w->j.out);
        dem_buf_char(w->j.out, '"');
    }
    dem_json_string(&w->j, "lemma", t->lemma);
    dem_json_int(&w->j, "head", t->head < 0 ? 0 : t->head - s->first + 1);
    dem_json_string(&w->j, "rel", dem_rel_name(t->rel));
    dem_json_close(&w->j, '}');
}

static void sentence(dem_record *w, int32_t index, bool tokens)
{
    const dem_sentence *s = &w->doc->sentences.at[index];
    dem_json_open(&w->j, NULL, '{');
    dem_json_int(&w->j, "index", index);
    dem_record_word(w, "field", dem_field_word[s->field]);
    dem_record_span(w, s->field, s->span);
    flag(w, "headline", s->headline);
    dem_json_int(&w->j, "paragraph", s->paragraph);
    if (tokens) {
        dem_json_open(&w->j, "tokens", '[');
        for (int32_t t = s->first; t < s->first + s->count; t++)
            token(w, s, &w->doc->tokens.at[t]);
        dem_json_close(&w->j, ']');
    }
    dem_json_close(&w->j, '}');
}

/* The name itself. The words of a phrase that the event stage added may begin or end with punctuation, which its span leaves out. */
static dem_span core(const dem_doc *doc, const dem_mention *m)
{
    dem_span s = {doc->tokens.at[m->core_first].span.start, doc->tokens.at[m->core_end - 1].span.end};
    s.start = s.start < m->span.start ? m->span.start : s.start;
    s.end = s.end > m->span.end ? m->span.end : s.end;
    return s;
}

static void mention(dem_record *w, const dem_mention *m)
{
    int field = open_item(w, m->sentence);
    dem_span name = core(w->doc, m);
    dem_record_span(w, field, m->span);
    dem_json_int(&w->j, "core_start", dem_record_points(w, field, name.start));
    dem_json_int(&w->j, "core_end", dem_record_points(w, field, name.end));
    dem_json_int(&w->j, "head_start", dem_record_points(w, field, w->doc->tokens.at[m->head].span.start));
    dem_record_word(w, "kind", dem_mention_word[m->kind]);
    dem_record_actor(w, m);
    index_member(w, "refers_to", m->refers_to);
    index_member(w, "also", m->also);
    flag(w, "place_only", m->place_only);
    if (m->has_point) {
        dem_json_decimal(&w->j, "lat", m->lat_e5, 5);
        dem_json_decimal(&w->j, "lon", m->lon_e5, 5);
    }
    dem_json_close(&w->j, '}');
}

static void time_expression(dem_record *w, const dem_time *t)
{
    int field = open_item(w, t->sentence);
    dem_record_span(w, field, t->span);
    dem_record_word(w, "type", dem_time_word[t->type]);
    dem_json_string(&w->j, "value", t->value);
    dem_record_date(w, "from", t->from);
    dem_record_date(w, "to", t->to);
    dem_record_word(w, "precision", dem_precision_word[t->from.year ? t->precision : DEM_PREC_UNKNOWN]);
    flag(w, "since", t->since);
    flag(w, "until", t->until);
    dem_json_close(&w->j, '}');
}

static void quantity(dem_record *w, const dem_quantity *q)
{
    int field = open_item(w, q->sentence);
    dem_record_span(w, field, q->span);
    dem_record_amount(w, q);
    dem_json_string(&w->j, "unit_kind", q->unit_kind);
    index_member(w, "part_of", q->part_of);
    dem_json_close(&w->j, '}');
}

static void objects(dem_record *w, int field, const dem_event *e)
{
    if (e->objects.len == 0)
        return;
    dem_json_open(&w->j, "object", '[');
    for (int32_t i = 0; i < e->objects.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_record_span(w, field, e->objects.at[i].span);
        dem_json_string(&w->j, "kind", e->objects.at[i].kind);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

/* Who says so, outermost first. */
static void attribution(dem_record *w, int field, const dem_event *e)
{
    if (e->attribution.len == 0)
        return;
    dem_json_open(&w->j, "attribution", '[');
    for (int32_t i = 0; i < e->attribution.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_json_int(&w->j, "speaker", e->attribution.at[i].mention);
        span_member(w, "cue", field, e->attribution.at[i].cue);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

static void event(dem_record *w, const dem_event *e)
{
    int field = open_item(w, e->sentence);
    dem_record_word(w, "id", e->id);
    span_member(w, "trigger", field, e->trigger_span);
    dem_json_string(&w->j, "event", e->event);
    dem_json_string(&w->j, "mode", e->mode);
    dem_json_string(&w->j, "context", e->context);
    dem_json_string(&w->j, "cameo", e->cameo);
    indices(w, "actor", &e->actors);
    indices(w, "recipient", &e->recipients);
    index_member(w, "date", e->time);
    index_member(w, "place", e->place);
    objects(w, field, e);
    indices(w, "quantity", &e->quantities);
    dem_record_word(w, "status", dem_status_word[e->status]);
    attribution(w, field, e);
    span_member(w, "evidence", field, e->evidence);
    flag(w, "main", e->main);
    dem_json_close(&w->j, '}');
}

static void statement(dem_record *w, const dem_statement *s)
{
    int field = open_item(w, s->sentence);
    dem_record_word(w, "id", s->id);
    dem_record_word(w, "kind", dem_quote_word[s->kind]);
    index_member(w, "speaker", s->speaker);
    index_member(w, "addressee", s->addressee);
    span_member(w, "verb", field, s->cue);
    dem_json_open(&w->j, "quote", '[');
    for (int32_t i = 0; i < s->parts.len; i++)
        span_member(w, NULL, field, s->parts.at[i]);
    dem_json_close(&w->j, ']');
    dem_json_close(&w->j, '}');
}

static bool open_layer(dem_record *w, bool wanted, const char *key)
{
    if (wanted)
        dem_json_open(&w->j, key, '[');
    return wanted;
}

static void close_layer(dem_record *w, bool wanted)
{
    if (wanted)
        dem_json_close(&w->j, ']');
}

unsigned dem_layers_with(unsigned layers)
{
    if (layers & DEM_LAYER_EVENTS)
        layers |= DEM_LAYER_ENTITIES | DEM_LAYER_TIMES | DEM_LAYER_QUANTITIES;
    return layers & DEM_LAYER_QUOTES ? layers | DEM_LAYER_ENTITIES : layers;
}

void dem_output_annotation(const dem_doc *doc, const dem_kb *kb, unsigned layers, dem_buf *out)
{
    dem_record w = {.doc = doc, .kb = kb, .j = {.out = out}};
    unsigned with = dem_layers_with(layers ? layers : DEM_LAYERS);
    dem_record_begin(&w, "annotation", NULL);
    texts(&w);
    dem_record_skipped(&w);
    dem_json_open(&w.j, "sentences", '[');
    for (int32_t i = 0; i < doc->sentences.len; i++)
        sentence(&w, i, with & DEM_LAYER_TOKENS);
    dem_json_close(&w.j, ']');
    if (open_layer(&w, with & DEM_LAYER_ENTITIES, "mentions"))
        for (ptrdiff_t i = 0; i < doc->mentions.len; i++)
            mention(&w, &doc->mentions.at[i]);
    close_layer(&w, with & DEM_LAYER_ENTITIES);
    if (open_layer(&w, with & DEM_LAYER_TIMES, "times"))
        for (ptrdiff_t i = 0; i < doc->times.len; i++)
            time_expression(&w, &doc->times.at[i]);
    close_layer(&w, with & DEM_LAYER_TIMES);
    if (open_layer(&w, with & DEM_LAYER_QUANTITIES, "quantities"))
        for (ptrdiff_t i = 0; i < doc->quantities.len; i++)
            quantity(&w, &doc->quantities.at[i]);
    close_layer(&w, with & DEM_LAYER_QUANTITIES);
    if (open_layer(&w, with & DEM_LAYER_EVENTS, "events"))
        for (ptrdiff_t i = 0; i < doc->events.len; i++)
            event(&w, &doc->events.at[i]);
    close_layer(&w, with & DEM_LAYER_EVENTS);
    if (open_layer(&w, with & DEM_LAYER_QUOTES, "statements"))
        for (ptrdiff_t i = 0; i < doc->statements.len; i++)
            statement(&w, &doc->statements.at[i]);
    close_layer(&w, with & DEM_LAYER_QUOTES);
    dem_record_end(&w);
}
