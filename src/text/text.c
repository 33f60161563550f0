#include "text/text.h"

#include "text/text_internal.h"

/* True if line i + 1 goes on where line i was broken off. */
static bool goes_on(const dem_splitter *s, ptrdiff_t i)
{
    enum { LONG_LINE = 60 };
    int32_t next;
    const dem_line *a = &s->doc->lines.at[i], *b = a + 1;
    if (a->kind != DEM_LINE_PROSE || b->kind != DEM_LINE_PROSE)
        return false;
    char end = s->text.data[a->span.end - 1];
    bool title = dem_text_ends_in_title(s, a->span.start, a->span.end);
    bool stops = !title && (end == '.' || end == '!' || end == '?' || end == '"' || end == ':' || end == ')' || (unsigned char)end >= 0x80);
    if (dem_text_is_lower(dem_text_char(s->text, b->span.start, b->span.end, &next)))
        return true;
    return !stops && (title || end == ',' || a->span.end - a->span.start >= LONG_LINE || dem_text_line_is_full(s, i));
}

/* Paragraphs are runs of lines that go on, or single headlines. */
static dem_status split_body(dem_splitter *s, int32_t *paragraph)
{
    enum { DATELINE_PARAGRAPHS = 3 }; /* a dateline stands near the top; what is above it may have been taken for text */
    dem_doc *doc = s->doc;
    int seen = 0;
    for (ptrdiff_t i = 0; i < doc->lines.len; i++) {
        const dem_line *line = &doc->lines.at[i];
        if (line->kind != DEM_LINE_PROSE && line->kind != DEM_LINE_HEADLINE)
            continue;
        while (i + 1 < doc->lines.len && goes_on(s, i))
            i++;
        int32_t start = line->span.start, end = doc->lines.at[i].span.end;
        if (line->kind == DEM_LINE_PROSE && !s->prose && seen++ < DATELINE_PARAGRAPHS && dem_span_empty(doc->dateline))
            start = dem_text_dateline(s, start, end);
        DEM_TRY(dem_text_sentences(s, DEM_BODY, start, end, line->kind == DEM_LINE_HEADLINE, *paragraph));
        ++*paragraph;
    }
    return DEM_OK;
}

/* Words of the clean text on their way into the hash, folded, each with a space after it. */
typedef struct {
    dem_sha256 sha;
    char buffer[1024];
    ptrdiff_t len;
} word_hash;

enum { LONGEST_HASHED = 60 }; /* bytes of a word; longer ones are taken in pieces */

static void hash_word(word_hash *h, dem_str word)
{
    if (h->len + 4 * LONGEST_HASHED + 8 > (ptrdiff_t)sizeof h->buffer) {
        dem_sha256_add(&h->sha, h->buffer, h->len);
        h->len = 0;
    }
    h->len += dem_fold(word, h->buffer + h->len);
    h->buffer[h->len++] = ' ';
}

/* The end of the word of letters and digits at `at`, `at` itself if there is none. */
static int32_t word_end(dem_str text, int32_t at, int32_t end)
{
    int32_t i = at, next;
    while (i < end && i - at < LONGEST_HASHED) {
        unsigned char c = (unsigned char)text.data[i];
        if ((c | 0x20) - 'a' + 0u < 26u || c - '0' + 0u < 10u) {
            i++;
            continue;
        }
        if (c < 0x80 || !dem_is_letter(dem_text_char(text, i, end, &next)))
            break;
        i = next;
    }
    return i;
}

static void hash_words(const dem_doc *doc, const dem_sentence *sentence, word_hash *h)
{
    dem_str text = doc->field[sentence->field].text;
    for (int32_t at = sentence->span.start; at < sentence->span.end;) {
        int32_t end = word_end(text, at, sentence->span.end);
        if (end == at) {
            (void)dem_text_char(text, at, sentence->span.end, &at);
            continue;
        }
        hash_word(h, dem_str_cut(text, at, end));
        at = end;
    }
}

static void set_text_id(dem_doc *doc)
{
    word_hash h = {.len = 0};
    dem_sha256_init(&h.sha);
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        hash_words(doc, &doc->sentences.at[i], &h);
    dem_sha256_add(&h.sha, h.buffer, h.len);
    dem_sha256_hex(&h.sha, doc->text_id);
}

static bool same_word(dem_str a, dem_str b)
{
    char x[4 * LONGEST_HASHED + 8], y[4 * LONGEST_HASHED + 8];
    return dem_str_eq((dem_str){x, dem_fold(a, x)}, (dem_str){y, dem_fold(b, y)});
}

/* The next word of a text from *at on; empty at the end. */
static dem_str next_word(dem_str text, int32_t *at)
{
    while (*at < text.len) {
        int32_t start = *at, end = word_end(text, start, (int32_t)text.len);
        if (end > start) {
            *at = end;
            return dem_str_cut(text, start, end);
        }
        (void)dem_text_char(text, start, (int32_t)text.len, at);
    }
    return (dem_str){0};
}

/* True if the text begins with the words of the title: then it is coded once. */
static bool repeats_title(const dem_splitter *s, dem_span title)
{
    dem_str words = dem_str_cut(s->doc->field[DEM_TITLE].text, title.start, title.end), text = {0};
    for (ptrdiff_t i = 0; i < s->doc->lines.len && text.len == 0; i++)
        if (s->doc->lines.at[i].kind == DEM_LINE_PROSE || s->doc->lines.at[i].kind == DEM_LINE_HEADLINE)
            text = dem_str_cut(s->text, s->doc->lines.at[i].span.start, s->text.len);
    int32_t a = 0, b = 0;
    for (;;) {
        dem_str want = next_word(words, &a);
        if (want.len == 0)
            return true;
        dem_str have = next_word(text, &b);
        if (have.len == 0 || !same_word(want, have))
            return false;
    }
}

/* The title without the name of the site: "Talks resume | The Daily Example", "Talks resume - Reuters". */
static dem_span title_span(const dem_splitter *s)
{
    dem_str title = s->doc->field[DEM_TITLE].text;
    dem_splitter of_title = *s;
    of_title.text = title;
    dem_span span = {0, (int32_t)title.len};
    for (int32_t i = span.end - 3; i > 0; i--) {
        if (title.data[i] != ' ' || title.data[i + 2] != ' ' || (title.data[i + 1] != '|' && title.data[i + 1] != '-'))
            continue;
        if (title.data[i + 1] == '|' || dem_text_agency(&of_title, (dem_span){i + 3, span.end}).len)
            span.end = i;
        break;
    }
    return span;
}

dem_status dem_text_prose(dem_doc *doc, const dem_kb *kb)
{
    int32_t paragraph = 0;
    dem_splitter s = {.doc = doc, .kb = kb, .text = doc->field[DEM_BODY].text, .prose = true};
    s.scratch = dem_arena_alloc(doc->arena, 4 * (DEM_LINE_LOOK + 4) + 1);
    if (!s.scratch)
        return DEM_NO_MEMORY;
    DEM_TRY(dem_text_lines(&s));
    return split_body(&s, &paragraph);
}

dem_status dem_text_split(dem_doc *doc, const dem_kb *kb)
{
    int32_t paragraph = 0;
    dem_splitter s = {.doc = doc, .kb = kb, .text = doc->field[DEM_BODY].text};
    s.scratch = dem_arena_alloc(doc->arena, 4 * (DEM_LINE_LOOK + 4) + 1);
    if (!s.scratch)
        return DEM_NO_MEMORY;
    DEM_TRY(dem_text_lines(&s));
    if (doc->field[DEM_TITLE].text.len) {
        dem_span title = title_span(&s);
        if (!repeats_title(&s, title))
            DEM_TRY(dem_text_sentences(&s, DEM_TITLE, title.start, title.end, true, paragraph++));
    }
    DEM_TRY(split_body(&s, &paragraph));
    set_text_id(doc);
    return DEM_OK;
}
