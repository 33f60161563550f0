/* Records as JSON Lines: the fields of docs/records.md. */
#include "output/json.h"
#include "output/output.h"
#include "output/words.h"

enum { CONTEXT = 32 }; /* code points of prefix and suffix, as W3C Web Annotation suggests */

typedef struct {
    const dem_doc *doc;
    const dem_kb *kb;
    dem_json j;
} writer;

static void word(writer *w, const char *key, const char *value)
{
    dem_json_string(&w->j, key, dem_str_of(value));
}

static int32_t points(const writer *w, int field, int32_t byte)
{
    return dem_cp_index_at(&w->doc->field[field], byte);
}

static void span(writer *w, int field, dem_span s)
{
    dem_json_int(&w->j, "start", points(w, field, s.start));
    dem_json_int(&w->j, "end", points(w, field, s.end));
}

static void date(writer *w, const char *key, dem_date d)
{
    char text[11];
    dem_json_string(&w->j, key, (dem_str){text, dem_date_write(d, text)});
}

static void document(writer *w)
{
    const dem_doc *doc = w->doc;
    dem_json_open(&w->j, "doc", '{');
    dem_json_string(&w->j, "id", (dem_str){doc->id, 64});
    dem_json_string(&w->j, "text_id", (dem_str){doc->text_id, 64});
    dem_json_string(&w->j, "ref", doc->ref);
    dem_json_string(&w->j, "source", doc->source);
    dem_json_string(&w->j, "agency", doc->agency);
    dem_json_string(&w->j, "url", doc->url);
    dem_json_string(&w->j, "title", dem_doc_title(doc));
    date(w, "published", doc->published);
    word(w, "basis", dem_basis_word[doc->published.year ? doc->basis : DEM_BASIS_UNKNOWN]);
    dem_json_string(&w->j, "language", doc->language);
    dem_json_close(&w->j, '}');
}

static void stamp(writer *w)
{
    dem_json_open(&w->j, "by", '{');
    word(w, "tool", "demarche " DEM_VERSION);
    word(w, "ontology", "PLOVER 2021-09, CAMEO 1.1b3");
    word(w, "weights", w->kb->weights_id);
    word(w, "kb", w->kb->file_id);
    dem_json_string(&w->j, "tables", dem_str_cut(w->kb->hash, 0, 16));
    dem_json_close(&w->j, '}');
}

static void begin(writer *w, const char *type, const char *id)
{
    w->j.comma = false;
    dem_json_open(&w->j, NULL, '{');
    word(w, "type", type);
    if (id)
        word(w, "id", id);
    word(w, "schema", DEM_SCHEMA);
    document(w);
}

static void finish(writer *w)
{
    stamp(w);
    dem_json_close(&w->j, '}');
    dem_buf_char(w->j.out, '\n');
}

static void sentence(writer *w, int32_t index)
{
    const dem_sentence *s = &w->doc->sentences.at[index];
    dem_json_open(&w->j, "sentence", '{');
    dem_json_int(&w->j, "index", index);
    span(w, s->field, s->span);
    if (s->headline)
        dem_json_bool(&w->j, "headline", true);
    dem_json_close(&w->j, '}');
}

static void mention(writer *w, const char *key, int field, int32_t index)
{
    const dem_mention *m = &w->doc->mentions.at[index];
    int own_field = w->doc->sentences.at[m->sentence].field;
    dem_json_open(&w->j, key, '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, own_field, m->span));
    span(w, own_field, m->span);
    dem_json_int(&w->j, "head_start", points(w, own_field, w->doc->tokens.at[m->head].span.start));
    if (own_field != field)
        word(w, "field", own_field == DEM_TITLE ? "title" : "body");
    word(w, "mention", dem_mention_word[m->kind]);
    word(w, "type", dem_type_word[m->type]);
    dem_json_string(&w->j, "name", m->actor.name);
    dem_json_string(&w->j, "id", m->actor.id);
    dem_json_string(&w->j, "country", m->actor.country);
    dem_json_string(&w->j, "org", m->actor.org);
    dem_json_string(&w->j, "sector", m->actor.sector);
    dem_json_string(&w->j, "role", m->actor.role);
    dem_json_string(&w->j, "cameo", m->actor.cameo);
    word(w, "resolution", dem_resolution_word[m->resolution]);
    dem_json_close(&w->j, '}');
}

static void mentions(writer *w, const char *key, int field, const dem_list *list)
{
    if (list->len == 0)
        return;
    dem_json_open(&w->j, key, '[');
    for (int32_t i = 0; i < list->len; i++)
        mention(w, NULL, field, list->at[i]);
    dem_json_close(&w->j, ']');
}

static void event_date(writer *w, int field, const dem_event *e)
{
    if (e->time < 0)
        return;
    const dem_time *t = &w->doc->times.at[e->time];
    dem_json_open(&w->j, "date", '{');
    date(w, "from", t->from);
    date(w, "to", t->to);
    word(w, "precision", dem_precision_word[t->from.year ? t->precision : DEM_PREC_UNKNOWN]);
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, t->span));
    dem_json_close(&w->j, '}');
}

/* Never a pin for a country: only places with a point of their own have coordinates. */
static void place(writer *w, const dem_event *e)
{
    if (e->place < 0)
        return;
    const dem_mention *m = &w->doc->mentions.at[e->place];
    bool country = m->type == DEM_TYPE_COUNTRY;
    dem_json_open(&w->j, "place", '{');
    dem_json_string(&w->j, "name", m->actor.name.len ? m->actor.name : dem_doc_slice(w->doc, w->doc->sentences.at[m->sentence].field, m->span));
    dem_json_string(&w->j, "country", m->actor.country);
    if (m->has_point && !country) {
        dem_json_decimal(&w->j, "lat", m->lat_e5, 5);
        dem_json_decimal(&w->j, "lon", m->lon_e5, 5);
    }
    dem_json_string(&w->j, "id", m->actor.id);
    word(w, "precision", country ? "country" : m->has_point ? "place" : "unknown");
    dem_json_close(&w->j, '}');
}

static void objects(writer *w, int field, const dem_event *e)
{
    if (e->objects.len == 0)
        return;
    dem_json_open(&w->j, "object", '[');
    for (int32_t i = 0; i < e->objects.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_json_string(&w->j, "text", e->objects.at[i].text);
        dem_json_string(&w->j, "kind", e->objects.at[i].kind);
        span(w, field, e->objects.at[i].span);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

/* A part names the place in the list of the whole it belongs to. */
static int32_t place_in_list(const dem_list *list, int32_t quantity)
{
    for (int32_t i = 0; i < list->len; i++)
        if (list->at[i] == quantity)
            return i;
    return -1;
}

static void quantities(writer *w, int field, const dem_event *e)
{
    if (e->quantities.len == 0)
        return;
    dem_json_open(&w->j, "quantity", '[');
    for (int32_t i = 0; i < e->quantities.len; i++) {
        const dem_quantity *q = &w->doc->quantities.at[e->quantities.at[i]];
        int32_t whole = q->part_of < 0 ? -1 : place_in_list(&e->quantities, q->part_of);
        dem_json_open(&w->j, NULL, '{');
        dem_json_decimal(&w->j, "value", q->value, 3);
        if (q->low != q->high) {
            dem_json_decimal(&w->j, "low", q->low, 3);
            dem_json_decimal(&w->j, "high", q->high, 3);
        }
        dem_json_string(&w->j, "unit", q->unit);
        word(w, "rel", dem_quantity_rel_word[q->rel]);
        dem_json_string(&w->j, "per", q->per);
        dem_json_string(&w->j, "period", q->period);
        if (q->cumulative)
            dem_json_bool(&w->j, "cumulative", true);
        if (whole >= 0)
            dem_json_int(&w->j, "part_of", whole);
        dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, q->span));
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

static void people(writer *w, const char *key, const dem_count *n)
{
    if (n->best < 0)
        return;
    dem_json_open(&w->j, key, '{');
    dem_json_int(&w->j, "low", n->low);
    dem_json_int(&w->j, "best", n->best);
    dem_json_int(&w->j, "high", n->high);
    word(w, "rel", dem_quantity_rel_word[n->rel]);
    dem_json_close(&w->j, '}');
}

static void casualties(writer *w, const dem_event *e)
{
    if (e->dead.best < 0 && e->injured.best < 0 && e->missing.best < 0)
        return;
    dem_json_open(&w->j, "casualties", '{');
    people(w, "dead", &e->dead);
    people(w, "injured", &e->injured);
    people(w, "missing", &e->missing);
    dem_json_close(&w->j, '}');
}

static void text_span(writer *w, const char *key, int field, dem_span s)
{
    if (dem_span_empty(s))
        return;
    dem_json_open(&w->j, key, '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, s));
    span(w, field, s);
    dem_json_close(&w->j, '}');
}

static void deadline(writer *w, int field, const dem_event *e)
{
    if (dem_span_empty(e->deadline))
        return;
    dem_json_open(&w->j, "deadline", '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, e->deadline));
    span(w, field, e->deadline);
    if (e->deadline_time >= 0)
        date(w, "date", w->doc->times.at[e->deadline_time].to);
    dem_json_close(&w->j, '}');
}

static void attribution(writer *w, int field, const dem_event *e)
{
    dem_json_open(&w->j, "attribution", '[');
    for (int32_t i = 0; i < e->attribution.len; i++) {
        const dem_attribution *a = &e->attribution.at[i];
        dem_json_open(&w->j, NULL, '{');
        mention(w, "speaker", field, a->mention);
        dem_json_string(&w->j, "verb", a->verb);
        word(w, "source", dem_source_word[a->source]);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

static int32_t step_back(dem_str text, int32_t at, int n)
{
    while (at > 0 && n > 0) {
        at--;
        n -= ((unsigned char)text.data[at] & 0xc0) != 0x80;
    }
    return at;
}

static int32_t step_forward(dem_str text, int32_t at, int n)
{
    while (at < text.len && n > 0) {
        do
            at++;
        while (at < text.len && ((unsigned char)text.data[at] & 0xc0) == 0x80);
        n--;
    }
    return at;
}

/* Parts of the evidence that stand outside its clause. */
static void part(writer *w, const char *role, int field, dem_span s, dem_span evidence)
{
    if (dem_span_empty(s) || (s.start >= evidence.start && s.end <= evidence.end))
        return;
    dem_json_open(&w->j, NULL, '{');
    word(w, "role", role);
    span(w, field, s);
    dem_json_close(&w->j, '}');
}

static void parts(writer *w, int field, const dem_event *e)
{
    dem_json_open(&w->j, "parts", '[');
    for (int32_t i = 0; i < e->actors.len; i++)
        part(w, "actor", field, w->doc->mentions.at[e->actors.at[i]].span, e->evidence);
    for (int32_t i = 0; i < e->recipients.len; i++)
        part(w, "recipient", field, w->doc->mentions.at[e->recipients.at[i]].span, e->evidence);
    if (e->time >= 0)
        part(w, "date", field, w->doc->times.at[e->time].span, e->evidence);
    dem_json_close(&w->j, ']');
}

static void evidence(writer *w, int field, dem_span s, const dem_event *e)
{
    dem_str text = w->doc->field[field].text;
    int32_t before = step_back(text, s.start, CONTEXT), after = step_forward(text, s.end, CONTEXT);
    dem_json_open(&w->j, "evidence", '{');
    word(w, "field", field == DEM_TITLE ? "title" : "body");
    dem_json_string(&w->j, "exact", dem_doc_slice(w->doc, field, s));
    dem_json_string(&w->j, "prefix", dem_str_cut(text, before, s.start));
    dem_json_string(&w->j, "suffix", dem_str_cut(text, s.end, after));
    span(w, field, s);
    dem_json_int(&w->j, "byte_start", s.start);
    dem_json_int(&w->j, "byte_end", s.end);
    if (e)
        parts(w, field, e);
    dem_json_close(&w->j, '}');
}

static void event_codes(writer *w, const dem_event *e)
{
    dem_scores s = dem_event_scores(w->kb, e);
    dem_json_string(&w->j, "event", e->event);
    dem_json_string(&w->j, "mode", e->mode);
    dem_json_string(&w->j, "context", e->context);
    dem_json_string(&w->j, "cameo", e->cameo);
    if (s.quad)
        dem_json_int(&w->j, "quad", s.quad);
    if (s.has_goldstein)
        dem_json_decimal(&w->j, "goldstein", s.goldstein, 1);
    if (s.has_plover)
        dem_json_decimal(&w->j, "plover_score", s.plover, 1);
}

static void event_status(writer *w, int field, const dem_event *e)
{
    word(w, "polarity", dem_polarity_word[e->polarity]);
    if (e->denied_by >= 0)
        mention(w, "denied_by", field, e->denied_by);
    word(w, "certainty", dem_certainty_word[e->certainty]);
    word(w, "time", dem_tense_word[e->tense]);
    word(w, "status", dem_status_word[e->status]);
    text_span(w, "hedge", field, e->hedge);
    text_span(w, "condition", field, e->condition);
    deadline(w, field, e);
}

static void event(writer *w, const dem_event *e)
{
    const dem_kb_frame *frame = &w->kb->frames[e->frame];
    int field = w->doc->sentences.at[e->sentence].field;
    begin(w, "event", e->id);
    sentence(w, e->sentence);
    dem_json_open(&w->j, "trigger", '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, e->trigger_span));
    dem_json_string(&w->j, "lemma", w->doc->tokens.at[e->trigger].lemma);
    span(w, field, e->trigger_span);
    dem_json_close(&w->j, '}');
    event_codes(w, e);
    mentions(w, "actor", field, &e->actors);
    mentions(w, "recipient", field, &e->recipients);
    event_date(w, field, e);
    place(w, e);
    objects(w, field, e);
    quantities(w, field, e);
    casualties(w, e);
    event_status(w, field, e);
    attribution(w, field, e);
    if (e->content_of >= 0)
        word(w, "content_of", w->doc->events.at[e->content_of].id);
    evidence(w, field, e->evidence, e);
    dem_json_bool(&w->j, "main", e->main);
    dem_json_decimal(&w->j, "confidence", e->confidence, 2);
    dem_json_string(&w->j, "frame", dem_kb_str(w->kb, frame->id));
    dem_json_string(&w->j, "rule_source", dem_kb_str(w->kb, frame->file));
    finish(w);
}

static void statement(writer *w, const dem_statement *s)
{
    int field = w->doc->sentences.at[s->sentence].field;
    begin(w, "statement", s->id);
    sentence(w, s->sentence);
    word(w, "kind", dem_quote_word[s->kind]);
    if (s->speaker >= 0)
        mention(w, "speaker", field, s->speaker);
    if (s->addressee >= 0)
        mention(w, "addressee", field, s->addressee);
    if (s->verb >= 0) {
        dem_json_open(&w->j, "verb", '{');
        dem_json_string(&w->j, "text", w->doc->tokens.at[s->verb].form);
        dem_json_string(&w->j, "lemma", w->doc->tokens.at[s->verb].lemma);
        span(w, field, w->doc->tokens.at[s->verb].span);
        dem_json_close(&w->j, '}');
    }
    dem_json_open(&w->j, "quote", '[');
    for (int32_t i = 0; i < s->parts.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, s->parts.at[i]));
        span(w, field, s->parts.at[i]);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
    evidence(w, field, s->evidence, NULL);
    finish(w);
}

/* The denominators of every rate: sentences, what was coded, what was skipped and why. */
static void document_record(writer *w)
{
    const dem_doc *doc = w->doc;
    int32_t coded = 0, last = -1;
    begin(w, "document", NULL);
    for (ptrdiff_t i = 0; i < doc->events.len; i++) { /* events are in text order */
        coded += doc->events.at[i].sentence != last;
        last = doc->events.at[i].sentence;
    }
    dem_json_int(&w->j, "sentences", doc->sentences.len);
    dem_json_int(&w->j, "coded", coded);
    dem_json_int(&w->j, "uncoded", doc->sentences.len - coded);
    dem_json_int(&w->j, "tokens", doc->tokens.len);
    dem_json_int(&w->j, "events", doc->events.len);
    dem_json_int(&w->j, "statements", doc->statements.len);
    dem_json_int(&w->j, "repaired_bytes", doc->repaired);
    dem_json_open(&w->j, "skipped", '[');
    for (ptrdiff_t i = 0; i < doc->lines.len; i++) {
        const dem_line *line = &doc->lines.at[i];
        if (line->kind == DEM_LINE_PROSE || line->kind == DEM_LINE_HEADLINE || line->kind == DEM_LINE_EMPTY)
            continue;
        dem_json_open(&w->j, NULL, '{');
        word(w, "why", dem_line_word[line->kind]);
        word(w, "field", line->field == DEM_TITLE ? "title" : "body");
        span(w, line->field, line->span);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
    finish(w);
}

void dem_output_jsonl(const dem_doc *doc, const dem_kb *kb, bool documents, dem_buf *out)
{
    writer w = {.doc = doc, .kb = kb, .j = {.out = out}};
    ptrdiff_t e = 0, s = 0;
    if (documents)
        document_record(&w);
    while (e < doc->events.len || s < doc->statements.len) /* both are in text order: merge by sentence, statements first */
        if (s < doc->statements.len && (e == doc->events.len || doc->statements.at[s].sentence <= doc->events.at[e].sentence))
            statement(&w, &doc->statements.at[s++]);
        else
            event(&w, &doc->events.at[e++]);
}
