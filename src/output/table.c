/* Records for people: each coded sentence, and under it who did what to whom. */
#include "output/output.h"
#include "output/terminal.h"
#include "output/words.h"

typedef struct {
    const dem_doc *doc;
    const dem_kb *kb;
    dem_buf *out;
    int width;
    bool color;
} writer;

static void style(writer *w, const char *code)
{
    dem_terminal_style(w->out, w->color, code);
}

/* Breaks at spaces so that no line is longer than the terminal; every line begins with the indent. */
static void wrapped(writer *w, dem_str s, int indent)
{
    ptrdiff_t column = indent;
    bool first = true;
    while (s.len) {
        ptrdiff_t n = 0;
        while (n < s.len && s.data[n] != ' ' && s.data[n] != '\n' && s.data[n] != '\t' && s.data[n] != '\r')
            n++;
        dem_str word = dem_str_cut(s, 0, n);
        ptrdiff_t size = dem_utf8_count(word);
        if (n) {
            if (!first && column + 1 + size > w->width) {
                dem_buf_char(w->out, '\n');
                dem_terminal_spaces(w->out, indent);
                column = indent;
            } else if (!first) {
                dem_buf_char(w->out, ' ');
                column++;
            }
            dem_terminal_plain(w->out, word);
            column += size;
            first = false;
        }
        s = dem_str_cut(s, n < s.len ? n + 1 : n, s.len);
    }
    dem_buf_char(w->out, '\n');
}

static ptrdiff_t mention_text(writer *w, int32_t index)
{
    const dem_mention *m = &w->doc->mentions.at[index];
    dem_str text = dem_doc_slice(w->doc, w->doc->sentences.at[m->sentence].field, m->span);
    dem_str name = m->actor.name.len ? m->actor.name : text;
    ptrdiff_t size = dem_utf8_count(name);
    dem_terminal_plain(w->out, name);
    if (m->actor.cameo.len) {
        dem_buf_lit(w->out, " [");
        dem_buf_add(w->out, m->actor.cameo);
        dem_buf_char(w->out, ']');
        size += m->actor.cameo.len + 3;
    }
    return size;
}

static ptrdiff_t mention_list(writer *w, const dem_list *list)
{
    ptrdiff_t size = 0;
    for (int32_t i = 0; i < list->len; i++) {
        if (i) {
            dem_buf_lit(w->out, ", ");
            size += 2;
        }
        size += mention_text(w, list->at[i]);
    }
    if (list->len == 0) {
        dem_buf_char(w->out, '-');
        size = 1;
    }
    return size;
}

static void padded(writer *w, dem_str s, ptrdiff_t width)
{
    dem_buf_add(w->out, s);
    dem_terminal_spaces(w->out, width - s.len);
}

static void event(writer *w, const dem_event *e)
{
    char from[11];
    bool happened = e->status == DEM_HAPPENED || e->status == DEM_STATUS_ONGOING;
    dem_buf_lit(w->out, "      ");
    style(w, e->event.len ? "1" : "0");
    padded(w, e->event.len ? e->event : DEM_S("STATEMENT"), 9);
    style(w, "0");
    dem_buf_char(w->out, ' ');
    padded(w, e->cameo, 5);
    ptrdiff_t size = mention_list(w, &e->actors);
    if (e->recipients.len) {
        dem_buf_lit(w->out, " > ");
        size += 3 + mention_list(w, &e->recipients);
    }
    dem_terminal_spaces(w->out, w->width - 50 - size);
    dem_buf_lit(w->out, "  ");
    style(w, happened ? "32" : "33");
    dem_buf_add(w->out, dem_str_of(dem_status_word[e->status]));
    style(w, "0");
    if (e->time >= 0 && w->doc->times.at[e->time].from.year) {
        dem_buf_lit(w->out, "  ");
        dem_buf_add(w->out, (dem_str){from, dem_date_write(w->doc->times.at[e->time].from, from)});
    }
    if (e->objects.len && e->objects.at[0].kind.len) {
        dem_buf_lit(w->out, "  ");
        dem_buf_add(w->out, e->objects.at[0].kind);
    }
    dem_buf_char(w->out, '\n');
}

static void statement(writer *w, const dem_statement *s)
{
    int field = w->doc->sentences.at[s->sentence].field;
    dem_buf_lit(w->out, "      ");
    dem_buf_lit(w->out, "said      ");
    if (s->verb >= 0)
        padded(w, dem_str_of(""), 5);
    else
        padded(w, dem_str_of("~"), 5);
    (void)mention_text(w, s->speaker);
    dem_buf_lit(w->out, ", ");
    dem_buf_add(w->out, dem_str_of(dem_quote_word[s->kind]));
    dem_buf_lit(w->out, ": ");
    dem_str text = dem_doc_slice(w->doc, field, s->parts.at[0]);
    ptrdiff_t longest = w->width - 45 < 20 ? 20 : w->width - 45;
    ptrdiff_t n = 0;
    for (ptrdiff_t next = 0, count = 0; n < text.len && count < longest; n = next, count++)
        dem_utf8_at(text, n, &next);
    dem_terminal_plain(w->out, dem_str_cut(text, 0, n));
    if (n < text.len)
        dem_buf_lit(w->out, "...");
    dem_buf_char(w->out, '\n');
}

static void head(writer *w)
{
    const dem_doc *doc = w->doc;
    char date[11];
    dem_str title = dem_doc_title(doc);
    style(w, "1;36");
    dem_terminal_plain(w->out, doc->ref);
    style(w, "0");
    dem_buf_lit(w->out, "  ");
    if (doc->published.year) {
        dem_buf_add(w->out, (dem_str){date, dem_date_write(doc->published, date)});
        dem_buf_add(w->out, doc->basis == DEM_BASIS_TEXT ? DEM_S(" (from the text)") : doc->basis == DEM_BASIS_GIVEN ? DEM_S(" (given)") : DEM_S(" (inferred)"));
    } else {
        dem_buf_lit(w->out, "date unknown");
    }
    if (doc->agency.len) {
        dem_buf_lit(w->out, ", ");
        dem_terminal_plain(w->out, doc->agency);
    }
    dem_buf_lit(w->out, ": ");
    dem_buf_int(w->out, doc->events.len);
    dem_buf_lit(w->out, " events, ");
    dem_buf_int(w->out, doc->statements.len);
    dem_buf_lit(w->out, " statements in ");
    dem_buf_int(w->out, doc->sentences.len);
    dem_buf_lit(w->out, " sentences\n");
    if (title.len) {
        dem_buf_lit(w->out, "  ");
        style(w, "1");
        wrapped(w, title, 2);
        style(w, "0");
    }
}

void dem_output_table(const dem_doc *doc, const dem_kb *kb, int width, bool color, dem_buf *out)
{
    writer w = {.doc = doc, .kb = kb, .out = out, .width = width < 40 ? 40 : width, .color = color};
    ptrdiff_t e = 0, s = 0;
    head(&w);
    while (e < doc->events.len || s < doc->statements.len) {
        int32_t i = INT32_MAX;
        if (e < doc->events.len)
            i = doc->events.at[e].sentence;
        if (s < doc->statements.len && doc->statements.at[s].sentence < i)
            i = doc->statements.at[s].sentence;
        const dem_sentence *sentence = &doc->sentences.at[i];
        dem_buf_lit(out, "  ");
        wrapped(&w, dem_doc_slice(doc, sentence->field, sentence->span), 2);
        for (; e < doc->events.len && doc->events.at[e].sentence == i; e++)
            event(&w, &doc->events.at[e]);
        for (; s < doc->statements.len && doc->statements.at[s].sentence == i; s++)
            statement(&w, &doc->statements.at[s]);
    }
    dem_buf_char(out, '\n');
}
