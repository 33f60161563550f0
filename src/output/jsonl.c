/* Records as JSON Lines: the fields of docs/records.md. */
#include "output/output.h"
#include "output/record.h"
#include "output/words.h"

enum { CONTEXT = 32 }; /* code points of prefix and suffix, as W3C Web Annotation suggests */

static void sentence(dem_record *w, int32_t index)
{
    const dem_sentence *s = &w->doc->sentences.at[index];
    dem_json_open(&w->j, "sentence", '{');
    dem_json_int(&w->j, "index", index);
    dem_record_span(w, s->field, s->span);
    if (s->headline)
        dem_json_bool(&w->j, "headline", true);
    dem_json_close(&w->j, '}');
}

static void mention(dem_record *w, const char *key, int field, int32_t index)
{
    const dem_mention *m = &w->doc->mentions.at[index];
    int own_field = w->doc->sentences.at[m->sentence].field;
    dem_json_open(&w->j, key, '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, own_field, m->span));
    dem_record_span(w, own_field, m->span);
    dem_json_int(&w->j, "head_start", dem_record_points(w, own_field, w->doc->tokens.at[m->head].span.start));
    if (own_field != field)
        dem_record_word(w, "field", dem_field_word[own_field]);
    dem_record_word(w, "mention", dem_mention_word[m->kind]);
    dem_record_actor(w, m);
    dem_json_close(&w->j, '}');
}

static void mentions(dem_record *w, const char *key, int field, const dem_list *list)
{
    if (list->len == 0)
        return;
    dem_json_open(&w->j, key, '[');
    for (int32_t i = 0; i < list->len; i++)
        mention(w, NULL, field, list->at[i]);
    dem_json_close(&w->j, ']');
}

static void event_date(dem_record *w, int field, const dem_event *e)
{
    if (e->time < 0)
        return;
    const dem_time *t = &w->doc->times.at[e->time];
    dem_json_open(&w->j, "date", '{');
    dem_record_date(w, "from", t->from);
    dem_record_date(w, "to", t->to);
    dem_record_word(w, "precision", dem_precision_word[t->from.year ? t->precision : DEM_PREC_UNKNOWN]);
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, t->span));
    dem_json_close(&w->j, '}');
}

/* Never a pin for a country: only places with a point of their own have coordinates. */
static void place(dem_record *w, const dem_event *e)
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
    dem_record_word(w, "precision", country ? "country" : m->has_point ? "place" : "unknown");
    dem_json_close(&w->j, '}');
}

static void objects(dem_record *w, int field, const dem_event *e)
{
    if (e->objects.len == 0)
        return;
    dem_json_open(&w->j, "object", '[');
    for (int32_t i = 0; i < e->objects.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_json_string(&w->j, "text", e->objects.at[i].text);
        dem_json_string(&w->j, "kind", e->objects.at[i].kind);
        dem_record_span(w, field, e->objects.at[i].span);
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

static void quantities(dem_record *w, int field, const dem_event *e)
{
    if (e->quantities.len == 0)
        return;
    dem_json_open(&w->j, "quantity", '[');
    for (int32_t i = 0; i < e->quantities.len; i++) {
        const dem_quantity *q = &w->doc->quantities.at[e->quantities.at[i]];
        int32_t whole = q->part_of < 0 ? -1 : place_in_list(&e->quantities, q->part_of);
        dem_json_open(&w->j, NULL, '{');
        dem_record_amount(w, q);
        if (whole >= 0)
            dem_json_int(&w->j, "part_of", whole);
        dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, q->span));
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
}

static void people(dem_record *w, const char *key, const dem_count *n)
{
    if (n->best < 0)
        return;
    dem_json_open(&w->j, key, '{');
    dem_json_int(&w->j, "low", n->low);
    dem_json_int(&w->j, "best", n->best);
    dem_json_int(&w->j, "high", n->high);
    dem_record_word(w, "rel", dem_quantity_rel_word[n->rel]);
    dem_json_close(&w->j, '}');
}

static void casualties(dem_record *w, const dem_event *e)
{
    if (e->dead.best < 0 && e->injured.best < 0 && e->missing.best < 0)
        return;
    dem_json_open(&w->j, "casualties", '{');
    people(w, "dead", &e->dead);
    people(w, "injured", &e->injured);
    people(w, "missing", &e->missing);
    dem_json_close(&w->j, '}');
}

static void text_span(dem_record *w, const char *key, int field, dem_span s)
{
    if (dem_span_empty(s))
        return;
    dem_json_open(&w->j, key, '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, s));
    dem_record_span(w, field, s);
    dem_json_close(&w->j, '}');
}

static void deadline(dem_record *w, int field, const dem_event *e)
{
    if (dem_span_empty(e->deadline))
        return;
    dem_json_open(&w->j, "deadline", '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, e->deadline));
    dem_record_span(w, field, e->deadline);
    if (e->deadline_time >= 0)
        dem_record_date(w, "date", w->doc->times.at[e->deadline_time].to);
    dem_json_close(&w->j, '}');
}

static void attribution(dem_record *w, int field, const dem_event *e)
{
    dem_json_open(&w->j, "attribution", '[');
    for (int32_t i = 0; i < e->attribution.len; i++) {
        const dem_attribution *a = &e->attribution.at[i];
        dem_json_open(&w->j, NULL, '{');
        mention(w, "speaker", field, a->mention);
        dem_json_string(&w->j, "verb", a->verb);
        dem_record_word(w, "source", dem_source_word[a->source]);
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
static void part(dem_record *w, const char *role, int field, dem_span s, dem_span evidence)
{
    if (dem_span_empty(s) || (s.start >= evidence.start && s.end <= evidence.end))
        return;
    dem_json_open(&w->j, NULL, '{');
    dem_record_word(w, "role", role);
    dem_record_span(w, field, s);
    dem_json_close(&w->j, '}');
}

static void parts(dem_record *w, int field, const dem_event *e)
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

static void evidence(dem_record *w, int field, dem_span s, const dem_event *e)
{
    dem_str text = w->doc->field[field].text;
    int32_t before = step_back(text, s.start, CONTEXT), after = step_forward(text, s.end, CONTEXT);
    dem_json_open(&w->j, "evidence", '{');
    dem_record_word(w, "field", dem_field_word[field]);
    dem_json_string(&w->j, "exact", dem_doc_slice(w->doc, field, s));
    dem_json_string(&w->j, "prefix", dem_str_cut(text, before, s.start));
    dem_json_string(&w->j, "suffix", dem_str_cut(text, s.end, after));
    dem_record_span(w, field, s);
    dem_json_int(&w->j, "byte_start", s.start);
    dem_json_int(&w->j, "byte_end", s.end);
    if (e)
        parts(w, field, e);
    dem_json_close(&w->j, '}');
}

static void event_codes(dem_record *w, const dem_event *e)
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

static void event_status(dem_record *w, int field, const dem_event *e)
{
    dem_record_word(w, "polarity", dem_polarity_word[e->polarity]);
    if (e->denied_by >= 0)
        mention(w, "denied_by", field, e->denied_by);
    dem_record_word(w, "certainty", dem_certainty_word[e->certainty]);
    dem_record_word(w, "time", dem_tense_word[e->tense]);
    dem_record_word(w, "status", dem_status_word[e->status]);
    text_span(w, "hedge", field, e->hedge);
    text_span(w, "condition", field, e->condition);
    deadline(w, field, e);
}

static void event(dem_record *w, const dem_event *e)
{
    const dem_kb_frame *frame = &w->kb->frames[e->frame];
    int field = w->doc->sentences.at[e->sentence].field;
    dem_record_begin(w, "event", e->id);
    sentence(w, e->sentence);
    dem_json_open(&w->j, "trigger", '{');
    dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, e->trigger_span));
    dem_json_string(&w->j, "lemma", w->doc->tokens.at[e->trigger].lemma);
    dem_record_span(w, field, e->trigger_span);
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
        dem_record_word(w, "content_of", w->doc->events.at[e->content_of].id);
    evidence(w, field, e->evidence, e);
    dem_json_bool(&w->j, "main", e->main);
    dem_json_decimal(&w->j, "confidence", e->confidence, 2);
    dem_json_string(&w->j, "frame", dem_kb_str(w->kb, frame->id));
    dem_json_string(&w->j, "rule_source", dem_kb_str(w->kb, frame->file));
    dem_record_end(w);
}

static void statement(dem_record *w, const dem_statement *s)
{
    int field = w->doc->sentences.at[s->sentence].field;
    dem_record_begin(w, "statement", s->id);
    sentence(w, s->sentence);
    dem_record_word(w, "kind", dem_quote_word[s->kind]);
    if (s->speaker >= 0)
        mention(w, "speaker", field, s->speaker);
    if (s->addressee >= 0)
        mention(w, "addressee", field, s->addressee);
    if (s->verb >= 0) {
        dem_json_open(&w->j, "verb", '{');
        dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, s->cue));
        dem_json_string(&w->j, "lemma", s->lemma);
        dem_record_span(w, field, s->cue);
        dem_json_close(&w->j, '}');
    }
    dem_json_open(&w->j, "quote", '[');
    for (int32_t i = 0; i < s->parts.len; i++) {
        dem_json_open(&w->j, NULL, '{');
        dem_json_string(&w->j, "text", dem_doc_slice(w->doc, field, s->parts.at[i]));
        dem_record_span(w, field, s->parts.at[i]);
        dem_json_close(&w->j, '}');
    }
    dem_json_close(&w->j, ']');
    evidence(w, field, s->evidence, NULL);
    dem_record_end(w);
}

/* The denominators of every rate: sentences, what was coded, what was skipped and why. */
static void document_record(dem_record *w)
{
    const dem_doc *doc = w->doc;
    int32_t coded = 0, last = -1;
    dem_record_begin(w, "document", NULL);
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
    dem_record_skipped(w);
    dem_record_end(w);
}

void dem_output_jsonl(const dem_doc *doc, const dem_kb *kb, bool documents, dem_buf *out)
{
    dem_record w = {.doc = doc, .kb = kb, .j = {.out = out}};
    ptrdiff_t e = 0, s = 0;
    if (documents)
        document_record(&w);
    while (e < doc->events.len || s < doc->statements.len) /* both are in text order: merge by sentence, statements first */
        if (s < doc->statements.len && (e == doc->events.len || doc->statements.at[s].sentence <= doc->events.at[e].sentence))
            statement(&w, &doc->statements.at[s++]);
        else
            event(&w, &doc->events.at[e++]);
}
