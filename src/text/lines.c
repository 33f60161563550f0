/* What each line of the source is. The table of furniture knows the words that pages put around a report; shape and position tell headlines, bylines and the
 * lines that agencies put under their copy. */
#include "text/text_internal.h"

typedef struct {
    dem_splitter *s;
    dem_span span;
    dem_str folded; /* its beginning */
    int words;
    bool stops;     /* ends like a sentence */
} line_view;

static dem_span trim(dem_str text, dem_span s)
{
    int32_t next;
    while (s.start < s.end && dem_is_space(dem_text_char(text, s.start, s.end, &next)))
        s.start = next;
    while (s.end > s.start) {
        int32_t back = s.end - 1;
        while (back > s.start && ((unsigned char)text.data[back] & 0xc0) == 0x80)
            back--;
        if (!dem_is_space(dem_text_char(text, back, s.end, &next)))
            break;
        s.end = back;
    }
    return s;
}

static bool contains(dem_str text, dem_str words)
{
    if (words.len < 2)
        return false;
    for (ptrdiff_t i = 0; i + words.len <= text.len; i++)
        if (text.data[i] == words.data[0] && text.data[i + 1] == words.data[1] && memcmp(text.data + i, words.data, (size_t)words.len) == 0)
            return true;
    return false;
}

/* Without bullets before and signs after: "> Read more »" is "read more". */
static dem_str bare(dem_str folded)
{
    while (folded.len && strchr(" *>|-", folded.data[0]))
        folded = dem_str_cut(folded, 1, folded.len);
    while (folded.len && strchr(" *>|:.\"-!", folded.data[folded.len - 1]))
        folded.len--;
    return folded;
}

/* Rows of the table by the first byte of their words, so that a line is compared with few of them; those that may stand anywhere are apart. */
enum { ANYWHERE = 256, CHAINS = 257 };

static dem_status index_furniture(dem_splitter *s)
{
    const dem_kb *kb = s->kb;
    s->row_first = dem_arena_alloc(s->doc->arena, CHAINS * (ptrdiff_t)sizeof *s->row_first);
    s->row_next = dem_arena_alloc(s->doc->arena, (ptrdiff_t)kb->n_furniture * (ptrdiff_t)sizeof *s->row_next);
    if (!s->row_first || !s->row_next)
        return DEM_NO_MEMORY;
    for (uint32_t i = kb->n_furniture; i > 0; i--) { /* from the end, so that chains are in the order of the table; 0 ends one */
        dem_str words = dem_kb_str(kb, kb->furniture[i - 1].words);
        int chain = kb->furniture[i - 1].match == DEM_MATCH_CONTAINS || words.len == 0 ? ANYWHERE : (unsigned char)words.data[0];
        s->row_next[i - 1] = s->row_first[chain];
        s->row_first[chain] = i;
    }
    return DEM_OK;
}

static bool row_matches(const line_view *v, const dem_kb_furniture *row, dem_str core)
{
    enum { VAGUE = 12, MANY_WORDS = 30 };
    dem_str words = dem_kb_str(v->s->kb, row->words);
    bool many = v->words > MANY_WORDS; /* a paragraph may hold or begin with a few of these words too */
    switch (row->match) {
    case DEM_MATCH_IS:
        return dem_str_eq(core, words) || dem_str_eq(v->folded, words);
    case DEM_MATCH_STARTS:
        if (many && words.len <= VAGUE && words.data[0] != '(' && (unsigned char)words.data[0] < 0x80)
            return false;
        return dem_str_starts(core, words) || dem_str_starts(v->folded, words);
    default:
        return !(many && dem_str_eq(dem_kb_str(v->s->kb, row->kind), DEM_S("credit"))) && contains(v->folded, words);
    }
}

/* The first row of a chain that a line matches, NULL if none. */
static const dem_kb_furniture *in_chain(const line_view *v, int chain, dem_str core)
{
    for (uint32_t i = v->s->row_first[chain]; i > 0; i = v->s->row_next[i - 1])
        if (row_matches(v, &v->s->kb->furniture[i - 1], core))
            return &v->s->kb->furniture[i - 1];
    return NULL;
}

/* The row of the table that a line matches, NULL if none. */
static const dem_kb_furniture *by_table(const line_view *v)
{
    dem_str core = bare(v->folded);
    if (v->folded.len == 0)
        return NULL;
    const dem_kb_furniture *row = core.len ? in_chain(v, (unsigned char)core.data[0], core) : NULL;
    if (!row && (core.len == 0 || core.data[0] != v->folded.data[0]))
        row = in_chain(v, (unsigned char)v->folded.data[0], core);
    return row ? row : in_chain(v, ANYWHERE, core);
}

static dem_line_kind kind_of_row(dem_str kind)
{
    if (dem_str_eq(kind, DEM_S("credit")))
        return DEM_LINE_CREDIT;
    return dem_str_eq(kind, DEM_S("copyright")) ? DEM_LINE_COPYRIGHT : DEM_LINE_FURNITURE;
}

/* True if the line ends like a sentence: . ! ? … or :, perhaps inside quotes or brackets. */
static bool ends_sentence(dem_str text, dem_span s)
{
    while (s.end > s.start) {
        int32_t at = s.end - 1, next;
        while (at > s.start && ((unsigned char)text.data[at] & 0xc0) == 0x80)
            at--;
        uint32_t c = dem_text_char(text, at, s.end, &next);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':')
            return true;
        if (c != '"' && c != ')' && c != ']' && c != '\'' && c != 0x201d && c != 0x2019 && c != 0xbb && c != ' ')
            return false;
        s.end = at;
    }
    return false;
}

static int count_words(dem_str text, dem_span s)
{
    int n = 0;
    bool space = true;
    for (int32_t i = s.start; i < s.end; i++) {
        bool now = dem_text_is_blank(text.data[i]);
        n += space && !now;
        space = now;
    }
    return n;
}

/* "by Jane Roe and John Doe": capitalised names and few small words, no verb. */
static bool is_byline(const line_view *v)
{
    enum { MOST_WORDS = 12, MOST_SMALL = 2 };
    int small = 0;
    dem_str text = v->s->text;
    if (!dem_str_starts(v->folded, DEM_S("by ")) || v->words > MOST_WORDS || v->words < 2 || v->stops)
        return false;
    for (int32_t i = v->span.start + 3; i < v->span.end; i++)
        small += text.data[i - 1] == ' ' && text.data[i] >= 'a' && text.data[i] <= 'z';
    return small <= MOST_SMALL;
}

/* A line that is nothing but a date, or names one behind a label. */
static bool is_date_line(const line_view *v)
{
    enum { MOST_WORDS = 6, MOST_WITH_LABEL = 14 };
    static const char *const labels[] = {"published", "updated", "posted", "date:", "last modified", "issued", "last updated", "release date"};
    dem_date d;
    bool labelled = false;
    for (ptrdiff_t i = 0; i < DEM_COUNT(labels) && !labelled; i++)
        labelled = dem_str_starts(v->folded, dem_str_of(labels[i]));
    return (labelled ? v->words <= MOST_WITH_LABEL : v->words <= MOST_WORDS && !v->stops) && dem_text_date(v->s, v->span, &d);
}

/* The line that an agency puts under its copy: date, place, name. */
static bool is_agency_line(const line_view *v)
{
    enum { MOST_WORDS = 14 };
    dem_date d;
    return v->words <= MOST_WORDS && !v->stops && dem_text_date(v->s, v->span, &d) && dem_text_agency(v->s, v->span).len > 0;
}

/* "EuropeNews": the name of a section, written together by whatever took the page apart. */
static bool is_glued_label(const line_view *v)
{
    dem_str text = v->s->text;
    bool inner = false;
    for (int32_t i = v->span.start; i < v->span.end; i++) {
        bool upper = text.data[i] >= 'A' && text.data[i] <= 'Z', lower = text.data[i] >= 'a' && text.data[i] <= 'z';
        if (!upper && !lower)
            return false;
        inner = inner || (upper && i > v->span.start + 2 && text.data[i - 1] >= 'a');
    }
    return inner;
}

static dem_line_kind kind_of_line(const line_view *v, bool *comments)
{
    const dem_kb_furniture *row = by_table(v);
    if (row) {
        dem_str kind = dem_kb_str(v->s->kb, row->kind);
        *comments = dem_str_eq(kind, DEM_S("comment"));
        return kind_of_row(kind);
    }
    if (is_byline(v) || is_date_line(v))
        return DEM_LINE_CREDIT;
    if (is_agency_line(v))
        return DEM_LINE_COPYRIGHT;
    return is_glued_label(v) ? DEM_LINE_FURNITURE : DEM_LINE_PROSE;
}

static line_view view(dem_splitter *s, dem_span span)
{
    line_view v = {.s = s, .span = span};
    int32_t look = span.end - span.start > DEM_LINE_LOOK ? span.start + DEM_LINE_LOOK : span.end;
    while (look < span.end && look > span.start && ((unsigned char)s->text.data[look] & 0xc0) == 0x80)
        look--;
    v.folded = (dem_str){s->scratch, dem_fold(dem_str_cut(s->text, span.start, look), s->scratch)};
    v.words = count_words(s->text, span);
    v.stops = ends_sentence(s->text, span);
    return v;
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
        line->kind = dem_span_empty(line->span) ? DEM_LINE_EMPTY : DEM_LINE_PROSE;
        at = end + 1;
    }
    return DEM_OK;
}

/* A bracketed credit may be broken over lines: the rest of it up to the bracket. Returns how many lines more belong to it. */
static ptrdiff_t rest_of_credit(const dem_splitter *s, ptrdiff_t i)
{
    enum { MOST_LINES = 4 };
    const dem_line *lines = s->doc->lines.at;
    dem_span first = lines[i].span;
    if (s->text.data[first.start] != '(' || memchr(s->text.data + first.start, ')', (size_t)(first.end - first.start)))
        return 0;
    for (ptrdiff_t k = 1; k <= MOST_LINES && i + k < s->doc->lines.len && lines[i + k].kind != DEM_LINE_EMPTY; k++)
        if (s->text.data[lines[i + k].span.end - 1] == ')')
            return k;
    return 0;
}

static void classify(dem_splitter *s)
{
    dem_line *lines = s->doc->lines.at;
    bool after_comments = false; /* what readers wrote comes last, and is no report; an agency's line may still follow */
    for (ptrdiff_t i = 0; i < s->doc->lines.len; i++) {
        bool comments = false;
        if (lines[i].kind == DEM_LINE_EMPTY)
            continue;
        line_view v = view(s, lines[i].span);
        dem_line_kind kind = kind_of_line(&v, &comments);
        if (after_comments && kind == DEM_LINE_PROSE)
            kind = DEM_LINE_FURNITURE;
        lines[i].kind = (int8_t)kind;
        after_comments = after_comments || (comments && v.span.start > s->text.len / 2);
        if (kind == DEM_LINE_CREDIT || kind == DEM_LINE_COPYRIGHT)
            dem_text_note(s, v.span);
        if (kind == DEM_LINE_CREDIT)
            for (ptrdiff_t more = rest_of_credit(s, i); more > 0; more--)
                lines[++i].kind = DEM_LINE_CREDIT;
    }
}

static bool starts_lower(const dem_splitter *s, const dem_line *line)
{
    int32_t next;
    return dem_text_is_lower(dem_text_char(s->text, line->span.start, line->span.end, &next));
}

/* A short line that does not end like a sentence and stands alone is a title or subheading. */
static bool is_headline(const dem_splitter *s, ptrdiff_t i)
{
    enum { MOST_WORDS = 20, MOST_BYTES = 160, TOP = 6 };
    const dem_line *line = &s->doc->lines.at[i];
    const dem_line *before = i > 0 ? line - 1 : NULL, *after = i + 1 < s->doc->lines.len ? line + 1 : NULL;
    if (line->kind != DEM_LINE_PROSE || line->span.end - line->span.start > MOST_BYTES || s->doc->lines.len == 1)
        return false;
    bool alone_above = !before || before->kind != DEM_LINE_PROSE, alone_below = !after || after->kind != DEM_LINE_PROSE;
    if (!alone_above || (!alone_below && i >= TOP))
        return false;
    if (count_words(s->text, line->span) > MOST_WORDS || ends_sentence(s->text, line->span))
        return false;
    if (!alone_below && (starts_lower(s, after) || dem_text_line_is_full(s, i)))
        return false; /* a broken line */
    return !dem_text_has_inner_end(s, line->span);
}

/* Lines that were broken at a width are as long as fits: the first word of the next would have been too much. */
bool dem_text_line_is_full(const dem_splitter *s, ptrdiff_t i)
{
    enum { LOOK = 6, WIDEST = 140, NARROWEST = 30 };
    const dem_line *lines = s->doc->lines.at;
    int32_t width = 0;
    if (i + 1 >= s->doc->lines.len || lines[i + 1].kind == DEM_LINE_EMPTY)
        return false;
    for (ptrdiff_t k = i > LOOK ? i - LOOK : 0; k < s->doc->lines.len && k <= i + LOOK; k++) {
        int32_t length = lines[k].span.end - lines[k].span.start;
        width = length > width ? length : width;
    }
    int32_t length = lines[i].span.end - lines[i].span.start, word = 0;
    while (lines[i + 1].span.start + word < lines[i + 1].span.end && !dem_text_is_blank(s->text.data[lines[i + 1].span.start + word]))
        word++;
    return width <= WIDEST && length >= NARROWEST && length + 1 + word > width;
}

dem_status dem_text_lines(dem_splitter *s)
{
    enum { SHORTEST_TITLE = 3 };
    DEM_TRY(find_lines(s));
    if (s->prose)
        return DEM_OK;
    DEM_TRY(index_furniture(s));
    classify(s);
    for (ptrdiff_t i = 0; i < s->doc->lines.len; i++) {
        if (!is_headline(s, i))
            continue;
        dem_line *line = &s->doc->lines.at[i];
        line->kind = DEM_LINE_HEADLINE;
        if (dem_span_empty(s->doc->headline) && count_words(s->text, line->span) >= SHORTEST_TITLE)
            s->doc->headline = line->span;
    }
    return DEM_OK;
}
