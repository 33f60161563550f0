/* CoNLL-U, https://universaldependencies.org/format.html, a sentence at a time. Words, multiword tokens and white space are read, and the trees
 * where they are wanted; empty nodes, XPOS and enhanced dependencies are passed over. */
#include "ingest/ingest.h"

#include <stdarg.h>
#include <stdio.h>

enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

/* The sentence in hand, and the line of it. */
typedef struct {
    dem_conllu_reader *reader;
    dem_arena *arena;
    dem_conllu_sentence *sentence;
    dem_error *err;
    dem_str line;
    int64_t line_number, line_offset;
    int64_t range_end; /* the last word of the multiword token that is open or was last; 0 if there was none */
    dem_str range_form;
    bool range_space;
} state;

/* What is wrong with a cell of the line, or with the line when `cell` begins it. */
__attribute__((format(printf, 4, 5)))
static dem_status wrong(const state *st, dem_status status, const char *cell, const char *format, ...)
{
    char reason[160];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    status = dem_fail(st->err, status, st->line_offset + (cell - st->line.data), "CoNLL-U: %s", reason);
    if (st->err)
        st->err->line = st->line_number;
    return status;
}

static dem_status no_memory(const state *st)
{
    return dem_fail(st->err, DEM_NO_MEMORY, -1, "out of memory");
}

static dem_status valid(const state *st, dem_str bytes, dem_str *out)
{
    return dem_utf8_repair(st->arena, bytes, out, &st->reader->repaired) == DEM_OK ? DEM_OK : no_memory(st);
}

/* "# newdoc id = x" and its like: the key without the #, and the value if there is one. */
static dem_str comment_key(dem_str line, dem_str *value)
{
    dem_str rest = dem_str_cut(line, 1, line.len);
    dem_str key = dem_str_trim(dem_str_next(&rest, '='));
    *value = dem_str_trim(rest);
    return key;
}

static dem_status read_comment(state *st)
{
    dem_conllu_sentence *s = st->sentence;
    dem_str value;
    if (s->words.len || st->range_end)
        return wrong(st, DEM_BAD_INPUT, st->line.data, "a comment stands among the words");
    dem_str *comment = dem_push(st->arena, &s->comments);
    if (!comment)
        return no_memory(st);
    DEM_TRY(valid(st, st->line, comment));
    dem_str key = comment_key(*comment, &value);
    if (dem_str_eq(key, DEM_S("newdoc")) || dem_str_eq(key, DEM_S("newdoc id"))) {
        s->new_doc = true;
        s->doc_id = value;
    }
    s->new_par = s->new_par || s->new_doc || dem_str_eq(key, DEM_S("newpar")) || dem_str_eq(key, DEM_S("newpar id"));
    return DEM_OK;
}

static bool split_columns(dem_str line, dem_str cell[COLUMNS])
{
    int tabs = 0;
    for (ptrdiff_t i = 0; i < line.len; i++)
        tabs += line.data[i] == '\t';
    for (int c = 0; c < COLUMNS; c++)
        cell[c] = dem_str_next(&line, '\t');
    return tabs == COLUMNS - 1;
}

/* "3-4" and "8.1": two numbers with `sep` between. False if they are none. */
static bool two_numbers(dem_str id, char sep, int64_t *a, int64_t *b)
{
    dem_str first = dem_str_next(&id, sep);
    return dem_str_int(first, a) && dem_str_int(id, b);
}

static bool space_follows(dem_str misc)
{
    while (misc.len)
        if (dem_str_eq(dem_str_next(&misc, '|'), DEM_S("SpaceAfter=No")))
            return false;
    return true;
}

static dem_status read_form(const state *st, dem_str cell, dem_str *form)
{
    DEM_TRY(valid(st, cell, form));
    if (form->len == 0)
        return wrong(st, DEM_BAD_INPUT, cell.data, "the form is empty");
    if (form->len > DEM_LONGEST_TOKEN)
        return wrong(st, DEM_LIMIT, cell.data, "the form is longer than %d bytes", DEM_LONGEST_TOKEN);
    return DEM_OK;
}

static dem_status read_range(state *st, const dem_str cell[COLUMNS])
{
    int64_t next = st->sentence->words.len + 1, first, last;
    if (!two_numbers(cell[ID], '-', &first, &last) || first != next || last <= first || next <= st->range_end)
        return wrong(st, DEM_BAD_INPUT, cell[ID].data, "the id should be %lld or begin a multiword token there", (long long)next);
    DEM_TRY(read_form(st, cell[FORM], &st->range_form));
    st->range_end = last;
    st->range_space = space_follows(cell[MISC]);
    return DEM_OK;
}

static dem_status read_head(const state *st, const dem_str cell[COLUMNS], dem_conllu_word *w)
{
    int64_t head;
    if (!dem_str_int(cell[HEAD], &head) || head < 0 || head > INT32_MAX)
        return wrong(st, DEM_BAD_INPUT, cell[HEAD].data, "the head is no number of a word");
    w->head = (int32_t)head - 1;
    return DEM_OK;
}

static dem_status read_word(state *st, const dem_str cell[COLUMNS])
{
    int64_t next = st->sentence->words.len + 1, id;
    if (!dem_str_int(cell[ID], &id) || id != next)
        return wrong(st, DEM_BAD_INPUT, cell[ID].data, "the id should be %lld or begin a multiword token there", (long long)next);
    if (next > st->reader->most_words)
        return wrong(st, DEM_LIMIT, cell[ID].data, "the sentence has more than %lld words", (long long)st->reader->most_words);
    dem_conllu_word w = {.lemma = cell[LEMMA], .upos = cell[UPOS], .rel = cell[DEPREL], .head = -1};
    DEM_TRY(read_form(st, cell[FORM], &w.form));
    if (st->reader->trees)
        DEM_TRY(read_head(st, cell, &w));
    bool in_range = next <= st->range_end;
    w.surface = in_range ? st->range_form : w.form;
    w.space = in_range ? st->range_space : space_follows(cell[MISC]);
    if (in_range)
        st->range_form.len = 0; /* the first word has it */
    dem_conllu_word *slot = dem_push(st->arena, &st->sentence->words);
    if (!slot)
        return no_memory(st);
    *slot = w;
    return DEM_OK;
}

static dem_status read_line(state *st)
{
    dem_str cell[COLUMNS];
    int64_t word, node;
    if (st->line.data[0] == '#')
        return read_comment(st);
    if (!split_columns(st->line, cell))
        return wrong(st, DEM_BAD_INPUT, st->line.data, "the line has not %d columns", COLUMNS);
    if (two_numbers(cell[ID], '.', &word, &node))
        return DEM_OK;
    return cell[ID].len && memchr(cell[ID].data, '-', (size_t)cell[ID].len) ? read_range(st, cell) : read_word(st, cell);
}

/* What can be told only when all words are there; the place named is the last line. */
static dem_status check_sentence(const state *st)
{
    const dem_conllu_sentence *s = st->sentence;
    if (s->words.len == 0)
        return wrong(st, DEM_BAD_INPUT, st->line.data, "the sentence has no words");
    if (st->range_end > s->words.len)
        return wrong(st, DEM_BAD_INPUT, st->line.data, "a multiword token goes on behind the last word");
    for (ptrdiff_t i = 0; i < s->words.len; i++)
        if (s->words.at[i].head >= s->words.len)
            return wrong(st, DEM_BAD_INPUT, st->line.data, "the head of word %lld is no word of the sentence", (long long)i + 1);
    return DEM_OK;
}

static bool next_line(dem_conllu_reader *r, state *st)
{
    if (r->text.len == 0)
        return false;
    ptrdiff_t before = r->text.len;
    st->line_number = r->line++;
    st->line_offset = r->offset;
    st->line = dem_str_next(&r->text, '\n');
    r->offset += before - r->text.len;
    if (st->line.len && st->line.data[st->line.len - 1] == '\r')
        st->line.len--;
    if (st->line_offset == 0 && dem_str_starts(st->line, DEM_S("\xEF\xBB\xBF"))) { /* a byte order mark */
        st->line = dem_str_cut(st->line, 3, st->line.len);
        st->line_offset = 3;
    }
    return true;
}

dem_status dem_ingest_conllu(dem_conllu_reader *r, dem_arena *arena, dem_conllu_sentence *out, bool *more, dem_error *err)
{
    state st = {.reader = r, .arena = arena, .sentence = out, .err = err}, last = {0};
    dem_status status = DEM_OK;
    *out = (dem_conllu_sentence){0};
    *more = false;
    while (next_line(r, &st)) {
        if (st.line.len == 0 && *more)
            break;
        if (st.line.len == 0)
            continue;
        *more = true;
        if (status == DEM_OK)
            status = read_line(&st);
        last = st;
    }
    return status == DEM_OK && *more ? check_sentence(&last) : status;
}

void dem_conllu_text(dem_conllu_sentence *s, dem_buf *out)
{
    dem_span span = {0, 0};
    for (ptrdiff_t i = 0; i < s->words.len; i++) {
        dem_conllu_word *w = &s->words.at[i];
        if (!dem_conllu_joined(w)) {
            if (i > 0 && w[-1].space)
                dem_buf_char(out, ' ');
            span.start = (int32_t)out->len;
            dem_buf_add(out, w->surface);
            span.end = (int32_t)out->len;
        }
        w->span = span;
    }
}

/* A word that stands at *at takes its bytes; the last of a multiword token takes what is left, and others nothing ("au": à, le). */
static dem_span word_span(dem_str text, const dem_conllu_word *w, bool last, int32_t *at)
{
    dem_str left = dem_str_cut(text, *at, w->span.end);
    dem_span span = {*at, *at};
    if (last)
        span.end = w->span.end;
    else if (dem_str_starts(left, w->form))
        span.end += (int32_t)w->form.len;
    *at = span.end;
    return span;
}

static dem_status set_tokens(dem_doc *doc, const dem_conllu_sentence *s)
{
    int32_t at = 0;
    for (ptrdiff_t i = 0; i < s->words.len; i++) {
        const dem_conllu_word *w = &s->words.at[i];
        bool last = i + 1 == s->words.len || !dem_conllu_joined(w + 1);
        dem_token *t = dem_push(doc->arena, &doc->tokens);
        if (!t)
            return DEM_NO_MEMORY;
        if (!dem_conllu_joined(w))
            at = w->span.start;
        *t = (dem_token){.form = w->form, .span = word_span(doc->field[DEM_BODY].text, w, last, &at)};
        t->flags = (uint16_t)((last && w->space ? DEM_TOKEN_SPACE : 0) | (dem_conllu_joined(w) ? DEM_TOKEN_JOINED : 0));
    }
    return DEM_OK;
}

dem_status dem_ingest_sentence(dem_doc *doc, dem_conllu_sentence *s)
{
    dem_buf buf;
    dem_str text = {0};
    dem_buf_init(&buf, doc->arena->alloc);
    dem_conllu_text(s, &buf);
    dem_status status = buf.failed ? DEM_NO_MEMORY : dem_str_copy(doc->arena, (dem_str){buf.data, buf.len}, &text);
    dem_buf_release(&buf);
    DEM_TRY(status);
    DEM_TRY(dem_cp_index_build(doc->arena, text, &doc->field[DEM_BODY]));
    dem_sha256 sha; /* the sentence is all there is: its text is what came and what is clean */
    dem_sha256_init(&sha);
    dem_sha256_add(&sha, text.data, text.len);
    dem_sha256_hex(&sha, doc->id);
    memcpy(doc->text_id, doc->id, sizeof doc->text_id);
    DEM_TRY(set_tokens(doc, s));
    dem_sentence *sentence = dem_push(doc->arena, &doc->sentences);
    if (!sentence)
        return DEM_NO_MEMORY;
    *sentence = (dem_sentence){.span = {0, (int32_t)text.len}, .count = (int32_t)s->words.len, .field = DEM_BODY};
    return DEM_OK;
}
