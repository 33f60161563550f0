#include "text/text.h"

#include "text/text_internal.h"

static bool same_paragraph(const dem_splitter *s, const dem_line *a, const dem_line *b)
{
    enum { WRAPPED = 60 };
    ptrdiff_t next;
    if (a->kind != DEM_LINE_PROSE || b->kind != DEM_LINE_PROSE)
        return false;
    char end = s->text.data[a->span.end - 1];
    bool stops = end == '.' || end == '!' || end == '?' || end == '"' || end == ':' || (unsigned char)end >= 0x80;
    uint32_t c = dem_utf8_at(s->text, b->span.start, &next);
    bool lower = dem_is_letter(c) && !dem_is_upper(c) && dem_to_lower(c) == c;
    return lower || (!stops && a->span.end - a->span.start >= WRAPPED) || (!stops && end == ',');
}

static dem_status split_body(dem_splitter *s, int32_t *paragraph)
{
    dem_doc *doc = s->doc;
    bool first = true;
    for (ptrdiff_t i = 0; i < doc->lines.len;) {
        const dem_line *line = &doc->lines.at[i];
        ptrdiff_t last = i;
        if (line->kind == DEM_LINE_PROSE || line->kind == DEM_LINE_HEADLINE) {
            while (last + 1 < doc->lines.len && same_paragraph(s, &doc->lines.at[last], &doc->lines.at[last + 1]))
                last++;
            int32_t start = line->span.start, end = doc->lines.at[last].span.end;
            if (first && line->kind == DEM_LINE_PROSE) {
                start = dem_text_dateline(s, start, end);
                first = false;
            }
            DEM_TRY(dem_text_sentences(s, DEM_BODY, start, end, line->kind == DEM_LINE_HEADLINE, *paragraph));
            ++*paragraph;
        }
        i = last + 1;
    }
    return DEM_OK;
}

/* Adds the words of a span to the hash of the clean text: folded, a space between, nothing else. */
static void hash_words(const dem_splitter *s, int field, dem_span span, dem_sha256 *sha)
{
    dem_str text = s->doc->field[field].text;
    for (ptrdiff_t at = span.start; at < span.end;) {
        ptrdiff_t next, end = at;
        char folded[4 * 64 + 1];
        while (end < span.end && end - at < 60) {
            uint32_t c = dem_utf8_at(text, end, &next);
            if (!dem_is_letter(c) && !dem_is_digit(c))
                break;
            end = next;
        }
        if (end == at) {
            (void)dem_utf8_at(text, at, &at);
            continue;
        }
        dem_sha256_add(sha, folded, dem_fold(dem_str_cut(text, at, end), folded));
        dem_sha256_add(sha, " ", 1);
        at = end;
    }
}

static void set_text_id(const dem_splitter *s)
{
    dem_sha256 sha;
    dem_sha256_init(&sha);
    for (ptrdiff_t i = 0; i < s->doc->sentences.len; i++)
        hash_words(s, s->doc->sentences.at[i].field, s->doc->sentences.at[i].span, &sha);
    dem_sha256_hex(&sha, s->doc->text_id);
}

/* A title that the text repeats as its first line is coded once. */
static bool repeated(const dem_splitter *s)
{
    dem_str title = dem_str_trim(s->doc->field[DEM_TITLE].text);
    for (ptrdiff_t i = 0; i < s->doc->lines.len; i++)
        if (s->doc->lines.at[i].kind != DEM_LINE_EMPTY)
            return dem_str_starts(dem_str_cut(s->text, s->doc->lines.at[i].span.start, s->text.len), title);
    return false;
}

dem_status dem_text_split(dem_doc *doc, const dem_kb *kb)
{
    int32_t paragraph = 0;
    dem_splitter s = {.doc = doc, .kb = kb, .text = doc->field[DEM_BODY].text};
    s.scratch = dem_arena_alloc(doc->arena, 4 * (DEM_LINE_LOOK + 4) + 1);
    if (!s.scratch)
        return DEM_NO_MEMORY;
    DEM_TRY(dem_text_lines(&s));
    dem_str title = doc->field[DEM_TITLE].text;
    if (title.len && !repeated(&s))
        DEM_TRY(dem_text_sentences(&s, DEM_TITLE, 0, (int32_t)title.len, true, paragraph++));
    DEM_TRY(split_body(&s, &paragraph));
    set_text_id(&s);
    return DEM_OK;
}
