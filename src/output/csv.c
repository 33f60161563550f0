/* Records as CSV (RFC 4180), a row a record. */
#include "output/output.h"
#include "output/words.h"

static const char header[] =
    "type,id,ref,published,basis,sentence,event,mode,cameo,quad,goldstein,plover_score,"
    "actor,actor_name,actor_country,actor_sector,actor_cameo,recipient,recipient_name,recipient_country,recipient_sector,recipient_cameo,"
    "date_from,date_to,date_prec,place,place_country,object,object_kind,dead,injured,status,polarity,certainty,time,"
    "attribution,main,confidence,frame,kind,quote,field,start,end,exact,doc_id,url\r\n";

typedef struct {
    const dem_doc *doc;
    const dem_kb *kb;
    dem_buf *out;
    bool first;
} writer;

/* A spreadsheet runs a cell that begins like a formula: an apostrophe keeps it text. */
static void cell(writer *w, dem_str s)
{
    bool formula = s.len && memchr("=+-@\t\r", s.data[0], 6);
    bool quoted = formula;
    if (!w->first)
        dem_buf_char(w->out, ',');
    w->first = false;
    for (ptrdiff_t i = 0; i < s.len && !quoted; i++)
        quoted = s.data[i] == ',' || s.data[i] == '"' || s.data[i] == '\n' || s.data[i] == '\r';
    if (!quoted) {
        dem_buf_add(w->out, s);
        return;
    }
    dem_buf_char(w->out, '"');
    if (formula)
        dem_buf_char(w->out, '\'');
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.data[i] == '"')
            dem_buf_char(w->out, '"');
        dem_buf_char(w->out, s.data[i]);
    }
    dem_buf_char(w->out, '"');
}

static void word(writer *w, const char *s)
{
    cell(w, dem_str_of(s));
}

static void empty(writer *w, int n)
{
    while (n-- > 0)
        cell(w, (dem_str){0});
}

static void number(writer *w, int64_t value)
{
    if (!w->first)
        dem_buf_char(w->out, ',');
    w->first = false;
    dem_buf_int(w->out, value);
}

/* Numbers are ours, so a minus before them is no formula. */
static void decimal(writer *w, int64_t value, int places)
{
    int64_t unit = places == 2 ? 100 : 10;
    if (!w->first)
        dem_buf_char(w->out, ',');
    w->first = false;
    if (value < 0)
        dem_buf_char(w->out, '-');
    value = value < 0 ? -value : value;
    dem_buf_int(w->out, value / unit);
    dem_buf_char(w->out, '.');
    if (places == 2)
        dem_buf_char(w->out, (char)('0' + value / 10 % 10));
    dem_buf_char(w->out, (char)('0' + value % 10));
}

static void date(writer *w, dem_date d)
{
    char text[11];
    cell(w, (dem_str){text, dem_date_write(d, text)});
}

typedef enum { PART_TEXT, PART_NAME, PART_COUNTRY, PART_SECTOR, PART_CAMEO, PARTS } actor_part;

static dem_str part_of(const writer *w, const dem_mention *m, actor_part part)
{
    switch (part) {
    case PART_TEXT: return dem_doc_slice(w->doc, w->doc->sentences.at[m->sentence].field, m->span);
    case PART_NAME: return m->actor.name;
    case PART_COUNTRY: return m->actor.country;
    case PART_SECTOR: return m->actor.sector;
    default: return m->actor.cameo;
    }
}

/* All sides in one cell, a bar between. */
static void actors(writer *w, const dem_list *list, actor_part part)
{
    dem_buf joined;
    dem_buf_init(&joined, w->out->alloc);
    for (int32_t i = 0; i < list->len; i++) {
        if (i)
            dem_buf_char(&joined, '|');
        dem_buf_add(&joined, part_of(w, &w->doc->mentions.at[list->at[i]], part));
    }
    cell(w, (dem_str){joined.data, joined.len});
    w->out->failed = w->out->failed || joined.failed;
    dem_buf_release(&joined);
}

static void head(writer *w, const char *type, const char *id, int32_t sentence)
{
    w->first = true;
    word(w, type);
    word(w, id);
    cell(w, w->doc->ref);
    date(w, w->doc->published);
    word(w, dem_basis_word[w->doc->published.year ? w->doc->basis : DEM_BASIS_UNKNOWN]);
    number(w, sentence);
}

static void tail(writer *w, int32_t sentence, dem_span evidence)
{
    int field = w->doc->sentences.at[sentence].field;
    word(w, dem_field_word[field]);
    number(w, dem_cp_index_at(&w->doc->field[field], evidence.start));
    number(w, dem_cp_index_at(&w->doc->field[field], evidence.end));
    cell(w, dem_doc_slice(w->doc, field, evidence));
    cell(w, (dem_str){w->doc->id, 64});
    cell(w, w->doc->url);
    dem_buf_lit(w->out, "\r\n");
}

static void event_codes(writer *w, const dem_event *e)
{
    dem_scores s = dem_event_scores(w->kb, e);
    cell(w, e->event);
    cell(w, e->mode);
    cell(w, e->cameo);
    if (s.quad)
        number(w, s.quad);
    else
        empty(w, 1);
    if (s.has_goldstein)
        decimal(w, s.goldstein, 1);
    else
        empty(w, 1);
    if (s.has_plover)
        decimal(w, s.plover, 1);
    else
        empty(w, 1);
}

static void when_and_where(writer *w, const dem_event *e)
{
    if (e->time >= 0) {
        const dem_time *t = &w->doc->times.at[e->time];
        date(w, t->from);
        date(w, t->to);
        word(w, dem_precision_word[t->from.year ? t->precision : DEM_PREC_UNKNOWN]);
    } else {
        empty(w, 3);
    }
    if (e->place >= 0) {
        const dem_mention *m = &w->doc->mentions.at[e->place];
        cell(w, m->actor.name.len ? m->actor.name : part_of(w, m, PART_TEXT));
        cell(w, m->actor.country);
    } else {
        empty(w, 2);
    }
}

static void people(writer *w, const dem_count *n)
{
    if (n->best >= 0)
        number(w, n->best);
    else
        empty(w, 1);
}

static void event(writer *w, const dem_event *e)
{
    head(w, "event", e->id, e->sentence);
    event_codes(w, e);
    for (int p = 0; p < PARTS; p++)
        actors(w, &e->actors, (actor_part)p);
    for (int p = 0; p < PARTS; p++)
        actors(w, &e->recipients, (actor_part)p);
    when_and_where(w, e);
    cell(w, e->objects.len ? e->objects.at[0].text : (dem_str){0});
    cell(w, e->objects.len ? e->objects.at[0].kind : (dem_str){0});
    people(w, &e->dead);
    people(w, &e->injured);
    word(w, dem_status_word[e->status]);
    word(w, dem_polarity_word[e->polarity]);
    word(w, dem_certainty_word[e->certainty]);
    word(w, dem_tense_word[e->tense]);
    cell(w, e->attribution.len ? part_of(w, &w->doc->mentions.at[e->attribution.at[0].mention], PART_TEXT) : (dem_str){0});
    word(w, e->main ? "1" : "0");
    decimal(w, e->confidence, 2);
    cell(w, dem_kb_str(w->kb, w->kb->frames[e->frame].id));
    empty(w, 2);
    tail(w, e->sentence, e->evidence);
}

static void statement(writer *w, const dem_statement *s)
{
    int field = w->doc->sentences.at[s->sentence].field;
    int32_t speaker = s->speaker;
    dem_list who = {&speaker, speaker >= 0};
    head(w, "statement", s->id, s->sentence);
    empty(w, 6);
    for (int p = 0; p < PARTS; p++)
        actors(w, &who, (actor_part)p);
    empty(w, 22);
    word(w, dem_quote_word[s->kind]);
    cell(w, s->parts.len ? dem_doc_slice(w->doc, field, s->parts.at[0]) : (dem_str){0});
    tail(w, s->sentence, s->evidence);
}

void dem_output_csv_header(dem_buf *out)
{
    dem_buf_lit(out, header);
}

void dem_output_csv(const dem_doc *doc, const dem_kb *kb, dem_buf *out)
{
    writer w = {.doc = doc, .kb = kb, .out = out};
    ptrdiff_t e = 0, s = 0;
    while (e < doc->events.len || s < doc->statements.len)
        if (s < doc->statements.len && (e == doc->events.len || doc->statements.at[s].sentence <= doc->events.at[e].sentence))
            statement(&w, &doc->statements.at[s++]);
        else
            event(&w, &doc->events.at[e++]);
}
