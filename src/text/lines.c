#include "text/text_internal.h"

static bool is_space_byte(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static dem_span trim(dem_str text, dem_span s)
{
    while (s.start < s.end && is_space_byte(text.data[s.start]))
        s.start++;
    while (s.end > s.start && is_space_byte(text.data[s.end - 1]))
        s.end--;
    return s;
}

static bool contains(dem_str text, dem_str words)
{
    for (ptrdiff_t i = 0; i + words.len <= text.len; i++)
        if (text.data[i] == words.data[0] && memcmp(text.data + i, words.data, (size_t)words.len) == 0)
            return true;
    return false;
}

static bool row_matches(const dem_kb_furniture *row, dem_str words, dem_str line)
{
    switch (row->match) {
    case DEM_MATCH_IS: return dem_str_eq(line, words);
    case DEM_MATCH_STARTS: return dem_str_starts(line, words);
    default: return contains(line, words);
    }
}

static dem_line_kind kind_of_row(dem_str kind)
{
    if (dem_str_eq(kind, DEM_S("credit")))
        return DEM_LINE_CREDIT;
    return dem_str_eq(kind, DEM_S("copyright")) ? DEM_LINE_COPYRIGHT : DEM_LINE_FURNITURE;
}

/* What the table says of a line; DEM_LINE_PROSE if nothing. `folded` is its beginning in lower case. */
static dem_line_kind by_table(const dem_kb *kb, dem_str folded)
{
    for (uint32_t i = 0; i < kb->n_furniture; i++)
        if (row_matches(&kb->furniture[i], dem_kb_str(kb, kb->furniture[i].words), folded))
            return kind_of_row(dem_kb_str(kb, kb->furniture[i].kind));
    return DEM_LINE_PROSE;
}

/* True if the line ends like a sentence: . ! ? … or :, perhaps inside quotes or brackets. */
static bool ends_sentence(dem_str text, dem_span s)
{
    while (s.end > s.start) {
        ptrdiff_t at = s.end - 1, next;
        while (at > s.start && ((unsigned char)text.data[at] & 0xc0) == 0x80)
            at--;
        uint32_t c = dem_utf8_at(text, at, &next);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':')
            return true;
        if (c != '"' && c != ')' && c != ']' && c != '\'' && c != 0x201d && c != 0x2019 && c != 0xbb && c != ' ')
            return false;
        s.end = (int32_t)at;
    }
    return false;
}

static int count_words(dem_str text, dem_span s)
{
    int n = 0;
    for (int32_t i = s.start; i < s.end; i++)
        n += !is_space_byte(text.data[i]) && (i == s.start || is_space_byte(text.data[i - 1]));
    return n;
}

/* "by Jane Roe and John Doe": capitalised names and small words, no verb. */
static bool is_byline(dem_str text, dem_span s, dem_str folded)
{
    enum { MOST_WORDS = 10 };
    int small = 0;
    if (!dem_str_starts(folded, DEM_S("by ")) || count_words(text, s) > MOST_WORDS || ends_sentence(text, s))
        return false;
    for (int32_t i = s.start + 3; i < s.end; i++)
        if (text.data[i - 1] == ' ' && text.data[i] >= 'a' && text.data[i] <= 'z')
            small++;
    return small <= 2;
}

/* A line that is nothing but a date, or names one behind a label. */
static bool is_date_line(const dem_splitter *s, dem_span line, dem_str folded)
{
    static const char *const labels[] = {"published", "updated", "posted", "date:", "last modified", "issued", "last updated", "release date"};
    dem_date d;
    if (!dem_text_date(s, line, &d))
        return false;
    for (ptrdiff_t i = 0; i < DEM_COUNT(labels); i++)
        if (dem_str_starts(folded, dem_str_of(labels[i])))
            return true;
    return count_words(s->text, line) <= 5 && !ends_sentence(s->text, line);
}

static bool lower_starts(dem_str text, dem_span s)
{
    ptrdiff_t next;
    if (s.start >= s.end)
        return false;
    uint32_t c = dem_utf8_at(text, s.start, &next);
    return dem_is_letter(c) && !dem_is_upper(c) && dem_to_lower(c) == c;
}

static dem_line_kind kind_of_line(dem_splitter *s, dem_span line)
{
    if (dem_span_empty(line))
        return DEM_LINE_EMPTY;
    int32_t look = line.end - line.start > DEM_LINE_LOOK ? line.start + DEM_LINE_LOOK : line.end;
    while (look < line.end && look > line.start && ((unsigned char)s->text.data[look] & 0xc0) == 0x80)
        look--;
    dem_str folded = {s->scratch, dem_fold(dem_str_cut(s->text, line.start, look), s->scratch)};
    dem_line_kind kind = by_table(s->kb, folded);
    dem_date d;
    if (kind == DEM_LINE_PROSE && is_byline(s->text, line, folded))
        kind = DEM_LINE_CREDIT;
    if (kind == DEM_LINE_PROSE && is_date_line(s, line, folded))
        kind = DEM_LINE_CREDIT;
    if (kind == DEM_LINE_PROSE && count_words(s->text, line) <= 14 && !ends_sentence(s->text, line) && dem_text_agency(s, line).len &&
        dem_text_date(s, line, &d))
        kind = DEM_LINE_COPYRIGHT; /* the line that an agency puts under its copy: date, place, name */
    if (kind == DEM_LINE_CREDIT || kind == DEM_LINE_COPYRIGHT) {
        if (s->doc->agency.len == 0)
            s->doc->agency = dem_text_agency(s, line);
        if (s->doc->published.year == 0 && dem_text_date(s, line, &d)) {
            s->doc->published = d;
            s->doc->basis = DEM_BASIS_TEXT;
        }
    }
    return kind;
}

static dem_status find_lines(dem_splitter *s)
{
    for (int32_t at = 0; at < s->text.len;) {
        const char *newline = memchr(s->text.data + at, '\n', (size_t)(s->text.len - at));
        int32_t end = newline ? (int32_t)(newline - s->text.data) : (int32_t)s->text.len;
        dem_line *line = dem_push(s->doc->arena, &s->doc->lines);
        if (!line)
            return DEM_NO_MEMORY;
        line->span = trim(s->text, (dem_span){at, end});
        line->field = DEM_BODY;
        at = end + 1;
    }
    for (ptrdiff_t i = 0; i < s->doc->lines.len; i++) /* after all were pushed: the array no longer moves */
        s->doc->lines.at[i].kind = (int8_t)kind_of_line(s, s->doc->lines.at[i].span);
    return DEM_OK;
}

/* A short line that does not end like a sentence and stands alone is a title or subheading. */
static bool is_headline(const dem_splitter *s, ptrdiff_t i)
{
    enum { MOST_WORDS = 20, MOST_BYTES = 160 };
    const dem_line *line = &s->doc->lines.at[i];
    const dem_line *before = i > 0 ? &s->doc->lines.at[i - 1] : NULL, *after = i + 1 < s->doc->lines.len ? &s->doc->lines.at[i + 1] : NULL;
    bool apart = (!before || before->kind != DEM_LINE_PROSE) && (!after || after->kind != DEM_LINE_PROSE);
    bool first = !before || (before->kind != DEM_LINE_PROSE && i < 6);
    if (line->kind != DEM_LINE_PROSE || line->span.end - line->span.start > MOST_BYTES || count_words(s->text, line->span) > MOST_WORDS)
        return false;
    if (ends_sentence(s->text, line->span))
        return false;
    if (after && after->kind == DEM_LINE_PROSE && lower_starts(s->text, after->span))
        return false; /* a broken line */
    return apart || (first && s->doc->lines.len > 1);
}

dem_status dem_text_lines(dem_splitter *s)
{
    DEM_TRY(find_lines(s));
    for (ptrdiff_t i = 0; i < s->doc->lines.len; i++)
        if (is_headline(s, i)) {
            s->doc->lines.at[i].kind = DEM_LINE_HEADLINE;
            if (dem_span_empty(s->doc->headline) && count_words(s->text, s->doc->lines.at[i].span) >= 3)
                s->doc->headline = s->doc->lines.at[i].span;
        }
    return DEM_OK;
}
