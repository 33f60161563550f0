/* Layers as standoff annotations of brat (https://brat.nlplab.org/standoff.html): a text, and lines that point into it. Fields, lines and their attributes:
 * docs/records.md, "brat". The number of a T line follows from its place in its layer, so that others can point at it without a table:
 *
 *     T  words, then mentions, times, quantities, cues and quotations of statements, triggers and objects of events
 *     E  events      R  relations      A  attributes      #  notes */
#include "output/brat.h"
#include "output/output.h"
#include "output/words.h"

typedef struct {
    const dem_doc *doc;
    dem_buf *out;
    unsigned layers;
    int32_t body;                /* where the body begins, in code points of the text */
    int32_t mentions, times, quantities, cues, quotes, triggers, objects; /* numbers of the first T of each, less one */
    int32_t relations, attributes, notes; /* the last numbers given */
} writer;

static void number(dem_buf *out, char letter, int32_t n)
{
    dem_buf_char(out, letter);
    dem_buf_int(out, n);
}

static int32_t points(const writer *w, int field, int32_t byte)
{
    return dem_cp_index_at(&w->doc->field[field], byte) + (field == DEM_BODY ? w->body : 0);
}

/* Bytes of a character that ends a line for some reader, or a cell; 0 if it is none. */
static int break_at(dem_str text, ptrdiff_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (c < 0x20 || c == 0x7f)
        return 1;
    ptrdiff_t next;
    uint32_t point = c < 0x80 ? c : dem_utf8_at(text, at, &next);
    return point == 0x85 || point == 0x2028 || point == 0x2029 ? (int)(next - at) : 0;
}

/* The next run of the span that lies in one line, without blanks at its ends; false if there is none. A fragment of brat does not go over the end of a line. */
static bool next_fragment(dem_str text, dem_span *rest, dem_span *fragment)
{
    int n;
    while (rest->start < rest->end && ((n = break_at(text, rest->start)) > 0 || text.data[rest->start] == ' '))
        rest->start += n ? n : 1;
    fragment->start = rest->start;
    while (rest->start < rest->end && break_at(text, rest->start) == 0)
        rest->start++;
    fragment->end = rest->start;
    while (fragment->end > fragment->start && text.data[fragment->end - 1] == ' ')
        fragment->end--;
    return !dem_span_empty(*fragment);
}

/* A T line over one span or several, in text order; none if there is nothing in them. */
static void spans(writer *w, int32_t t, const char *type, int field, const dem_span *parts, int32_t n)
{
    dem_str text = w->doc->field[field].text;
    dem_span fragment, all = {n ? parts[0].start : 0, n ? parts[n - 1].end : 0};
    int32_t written = 0;
    if (!next_fragment(text, &all, &fragment))
        return;
    number(w->out, 'T', t);
    dem_buf_char(w->out, '\t');
    dem_buf_add(w->out, dem_str_of(type));
    for (int32_t i = 0; i < n; i++)
        for (dem_span rest = parts[i]; next_fragment(text, &rest, &fragment); written++) {
            dem_buf_char(w->out, written ? ';' : ' ');
            dem_buf_int(w->out, points(w, field, fragment.start));
            dem_buf_char(w->out, ' ');
            dem_buf_int(w->out, points(w, field, fragment.end));
        }
    written = 0;
    for (int32_t i = 0; i < n; i++)
        for (dem_span rest = parts[i]; next_fragment(text, &rest, &fragment);) {
            dem_buf_char(w->out, written++ ? ' ' : '\t');
            dem_buf_add(w->out, dem_str_cut(text, fragment.start, fragment.end));
        }
    dem_buf_char(w->out, '\n');
}

static void relation(writer *w, const char *type, char from_letter, int32_t from, int32_t to)
{
    number(w->out, 'R', ++w->relations);
    dem_buf_char(w->out, '\t');
    dem_buf_add(w->out, dem_str_of(type));
    dem_buf_lit(w->out, " Arg1:");
    number(w->out, from_letter, from);
    dem_buf_lit(w->out, " Arg2:");
    number(w->out, 'T', to);
    dem_buf_char(w->out, '\n');
}

/* Without a value it is a flag. */
static void attribute(writer *w, const char *type, char letter, int32_t of, const char *value)
{
    number(w->out, 'A', ++w->attributes);
    dem_buf_char(w->out, '\t');
    dem_buf_add(w->out, dem_str_of(type));
    dem_buf_char(w->out, ' ');
    number(w->out, letter, of);
    if (value) {
        dem_buf_char(w->out, ' ');
        dem_buf_add(w->out, dem_str_of(value));
    }
    dem_buf_char(w->out, '\n');
}

static void flag(writer *w, const char *type, char letter, int32_t of, bool value)
{
    if (value)
        attribute(w, type, letter, of, NULL);
}

static void begin_note(writer *w, char letter, int32_t of)
{
    number(w->out, '#', ++w->notes);
    dem_buf_lit(w->out, "\tAnnotatorNotes ");
    number(w->out, letter, of);
    dem_buf_char(w->out, '\t');
}

/* name=value behind a blank if something precedes; nothing if the value is empty. */
static void pair(writer *w, bool *any, const char *name, dem_str value)
{
    if (value.len == 0)
        return;
    if (*any)
        dem_buf_lit(w->out, "; ");
    dem_buf_add(w->out, dem_str_of(name));
    dem_buf_char(w->out, '=');
    for (ptrdiff_t i = 0; i < value.len;) { /* a note is one line */
        int n = break_at(value, i);
        dem_buf_char(w->out, n ? ' ' : value.data[i]);
        i += n ? n : 1;
    }
    *any = true;
}

static int field_of(const writer *w, int32_t sentence)
{
    return w->doc->sentences.at[sentence].field;
}

static void tree(writer *w, int32_t token)
{
    const dem_token *t = &w->doc->tokens.at[token];
    char name[DEM_BRAT_NAME];
    if (t->head < 0 || dem_span_empty(t->span) || dem_span_empty(w->doc->tokens.at[t->head].span))
        return;
    dem_brat_relation(t->rel, name);
    relation(w, name, 'T', t->head + 1, token + 1);
}

static void tokens(writer *w)
{
    char upos[16] = {0};
    for (ptrdiff_t s = 0; s < w->doc->sentences.len; s++) {
        const dem_sentence *sentence = &w->doc->sentences.at[s];
        for (int32_t i = sentence->first; i < sentence->first + sentence->count; i++) {
            dem_str name = dem_upos_name(w->doc->tokens.at[i].upos);
            memcpy(upos, name.data, (size_t)name.len);
            upos[name.len] = '\0';
            spans(w, i + 1, upos, sentence->field, &w->doc->tokens.at[i].span, 1);
        }
    }
    for (int32_t i = 0; i < w->doc->tokens.len; i++)
        tree(w, i);
}

static void actor_note(writer *w, const dem_mention *m, int32_t t)
{
    const dem_actor *a = &m->actor;
    bool any = false;
    if (a->name.len + a->id.len + a->country.len + a->org.len + a->sector.len + a->role.len + a->cameo.len == 0)
        return;
    begin_note(w, 'T', t);
    pair(w, &any, "name", a->name);
    pair(w, &any, "id", a->id);
    pair(w, &any, "country", a->country);
    pair(w, &any, "org", a->org);
    pair(w, &any, "sector", a->sector);
    pair(w, &any, "role", a->role);
    pair(w, &any, "cameo", a->cameo);
    dem_buf_char(w->out, '\n');
}

static void mentions(writer *w)
{
    for (int32_t i = 0; i < w->doc->mentions.len; i++) {
        const dem_mention *m = &w->doc->mentions.at[i];
        int32_t t = w->mentions + i + 1;
        spans(w, t, dem_brat_type[m->type], field_of(w, m->sentence), &m->span, 1);
        attribute(w, "Mention", 'T', t, dem_mention_word[m->kind]);
        attribute(w, "Resolution", 'T', t, dem_resolution_word[m->resolution]);
        flag(w, "PlaceOnly", 'T', t, m->place_only);
        actor_note(w, m, t);
        if (m->refers_to >= 0)
            relation(w, "RefersTo", 'T', t, w->mentions + m->refers_to + 1);
        if (m->also >= 0)
            relation(w, "Also", 'T', t, w->mentions + m->also + 1);
    }
}

static void times(writer *w)
{
    for (int32_t i = 0; i < w->doc->times.len; i++) {
        const dem_time *x = &w->doc->times.at[i];
        int32_t t = w->times + i + 1;
        char from[11], to[11];
        bool any = false;
        spans(w, t, dem_time_word[x->type], field_of(w, x->sentence), &x->span, 1);
        flag(w, "Since", 'T', t, x->since);
        flag(w, "Until", 'T', t, x->until);
        if (x->value.len == 0 && x->from.year == 0)
            continue;
        begin_note(w, 'T', t);
        pair(w, &any, "value", x->value);
        pair(w, &any, "from", (dem_str){from, dem_date_write(x->from, from)});
        pair(w, &any, "to", (dem_str){to, dem_date_write(x->to, to)});
        dem_buf_char(w->out, '\n');
    }
}

/* Thousandths, without zeros at the end. */
static void amount(dem_buf *out, int64_t value)
{
    int64_t rest = value % 1000;
    dem_buf_int(out, value / 1000);
    if (rest == 0)
        return;
    dem_buf_char(out, '.');
    for (int64_t unit = 100; rest > 0; unit /= 10) {
        dem_buf_char(out, (char)('0' + rest / unit));
        rest %= unit;
    }
}

static void quantities(writer *w)
{
    for (int32_t i = 0; i < w->doc->quantities.len; i++) {
        const dem_quantity *q = &w->doc->quantities.at[i];
        int32_t t = w->quantities + i + 1;
        bool any = true;
        spans(w, t, "Quantity", field_of(w, q->sentence), &q->span, 1);
        begin_note(w, 'T', t);
        dem_buf_lit(w->out, "value=");
        amount(w->out, q->value);
        if (q->low != q->high) {
            dem_buf_lit(w->out, "; low=");
            amount(w->out, q->low);
            dem_buf_lit(w->out, "; high=");
            amount(w->out, q->high);
        }
        pair(w, &any, "unit", q->unit);
        pair(w, &any, "rel", q->rel == DEM_EQUAL ? (dem_str){0} : dem_str_of(dem_quantity_rel_word[q->rel]));
        pair(w, &any, "per", q->per);
        pair(w, &any, "period", q->period);
        dem_buf_char(w->out, '\n');
        if (q->part_of >= 0)
            relation(w, "PartOf", 'T', t, w->quantities + q->part_of + 1);
    }
}

static void statements(writer *w)
{
    for (int32_t i = 0; i < w->doc->statements.len; i++) {
        const dem_statement *s = &w->doc->statements.at[i];
        int32_t cue = w->cues + i + 1, t = w->quotes + i + 1;
        if (!dem_span_empty(s->cue))
            spans(w, cue, "Cue", field_of(w, s->sentence), &s->cue, 1);
        spans(w, t, "Quote", field_of(w, s->sentence), s->parts.at, s->parts.len);
        attribute(w, "Kind", 'T', t, dem_quote_word[s->kind]);
        if (s->speaker >= 0)
            relation(w, "Speaker", 'T', t, w->mentions + s->speaker + 1);
        if (s->addressee >= 0)
            relation(w, "Addressee", 'T', t, w->mentions + s->addressee + 1);
        if (!dem_span_empty(s->cue))
            relation(w, "CuedBy", 'T', t, cue);
    }
}

/* A role of an event; a second one of a kind has its number behind its name. */
static void role(writer *w, const char *name, int32_t nth, int32_t t)
{
    dem_buf_char(w->out, ' ');
    dem_buf_add(w->out, dem_str_of(name));
    if (nth > 0)
        dem_buf_int(w->out, nth + 1);
    dem_buf_char(w->out, ':');
    number(w->out, 'T', t);
}

static dem_str event_type(const dem_event *e)
{
    return e->event.len ? e->event : DEM_S("SAY");
}

static void event_line(writer *w, const dem_event *e, int32_t n, int32_t first_object)
{
    number(w->out, 'E', n);
    dem_buf_char(w->out, '\t');
    dem_buf_add(w->out, event_type(e));
    dem_buf_char(w->out, ':');
    number(w->out, 'T', w->triggers + n);
    for (int32_t i = 0; i < e->actors.len; i++)
        role(w, "Actor", i, w->mentions + e->actors.at[i] + 1);
    for (int32_t i = 0; i < e->recipients.len; i++)
        role(w, "Recipient", i, w->mentions + e->recipients.at[i] + 1);
    if (e->time >= 0)
        role(w, "Date", 0, w->times + e->time + 1);
    if (e->place >= 0)
        role(w, "Place", 0, w->mentions + e->place + 1);
    for (int32_t i = 0; i < e->objects.len; i++)
        role(w, "Object", i, first_object + i);
    for (int32_t i = 0; i < e->quantities.len; i++)
        role(w, "Quantity", i, w->quantities + e->quantities.at[i] + 1);
    dem_buf_char(w->out, '\n');
}

static void events(writer *w)
{
    int32_t object = w->objects;
    for (int32_t i = 0; i < w->doc->events.len; i++) {
        const dem_event *e = &w->doc->events.at[i];
        int field = field_of(w, e->sentence);
        char type[64] = {0};
        dem_str name = event_type(e);
        bool any = false;
        memcpy(type, name.data, (size_t)(name.len < 63 ? name.len : 63));
        spans(w, w->triggers + i + 1, type, field, &e->trigger_span, 1);
        for (int32_t k = 0; k < e->objects.len; k++)
            spans(w, object + 1 + k, "Object", field, &e->objects.at[k].span, 1);
        event_line(w, e, i + 1, object + 1);
        object += e->objects.len;
        attribute(w, "Status", 'E', i + 1, dem_status_word[e->status]);
        flag(w, "Main", 'E', i + 1, e->main);
        begin_note(w, 'E', i + 1);
        pair(w, &any, "cameo", e->cameo);
        pair(w, &any, "mode", e->mode);
        pair(w, &any, "context", e->context);
        pair(w, &any, "id", dem_str_of(e->id));
        dem_buf_char(w->out, '\n');
        for (int32_t k = 0; k < e->attribution.len; k++)
            relation(w, "SaidBy", 'E', i + 1, w->mentions + e->attribution.at[k].mention + 1);
    }
}

void dem_output_brat_text(const dem_doc *doc, dem_buf *out)
{
    dem_str title = doc->field[DEM_TITLE].text, body = doc->field[DEM_BODY].text;
    ptrdiff_t from = out->len;
    dem_buf_add(out, title);
    if (title.len)
        dem_buf_lit(out, "\n\n");
    dem_buf_add(out, body);
    for (ptrdiff_t i = from; i < out->len; i++) /* else readers make one character of two */
        if (out->data[i] == '\r')
            out->data[i] = ' ';
}

static int32_t in_layer(const writer *w, unsigned layer, ptrdiff_t n)
{
    return w->layers & layer ? (int32_t)n : 0;
}

void dem_output_brat(const dem_doc *doc, unsigned layers, dem_buf *out)
{
    dem_str title = doc->field[DEM_TITLE].text;
    writer w = {.doc = doc, .out = out, .layers = layers ? dem_layers_with(layers) : dem_layers_with(DEM_LAYER_QUOTES | DEM_LAYER_EVENTS)};
    w.body = title.len ? dem_cp_index_at(&doc->field[DEM_TITLE], (int32_t)title.len) + 2 : 0;
    w.mentions = in_layer(&w, DEM_LAYER_TOKENS, doc->tokens.len);
    w.times = w.mentions + in_layer(&w, DEM_LAYER_ENTITIES, doc->mentions.len);
    w.quantities = w.times + in_layer(&w, DEM_LAYER_TIMES, doc->times.len);
    w.cues = w.quantities + in_layer(&w, DEM_LAYER_QUANTITIES, doc->quantities.len);
    w.quotes = w.cues + in_layer(&w, DEM_LAYER_QUOTES, doc->statements.len);
    w.triggers = w.quotes + in_layer(&w, DEM_LAYER_QUOTES, doc->statements.len);
    w.objects = w.triggers + in_layer(&w, DEM_LAYER_EVENTS, doc->events.len);
    if (w.layers & DEM_LAYER_TOKENS)
        tokens(&w);
    if (w.layers & DEM_LAYER_ENTITIES)
        mentions(&w);
    if (w.layers & DEM_LAYER_TIMES)
        times(&w);
    if (w.layers & DEM_LAYER_QUANTITIES)
        quantities(&w);
    if (w.layers & DEM_LAYER_QUOTES)
        statements(&w);
    if (w.layers & DEM_LAYER_EVENTS)
        events(&w);
}
