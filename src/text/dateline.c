#include "text/text_internal.h"

enum { DATELINE_LOOK = 110 };

/* The next word of letters or digits in [*at, end): false at the end. */
static bool next_word(const dem_splitter *s, int32_t *at, int32_t end, dem_span *word)
{
    ptrdiff_t i = *at, next;
    while (i < end) {
        uint32_t c = dem_utf8_at(s->text, i, &next);
        if (dem_is_letter(c) || dem_is_digit(c))
            break;
        i = next;
    }
    word->start = (int32_t)i;
    while (i < end) {
        uint32_t c = dem_utf8_at(s->text, i, &next);
        if (!dem_is_letter(c) && !dem_is_digit(c))
            break;
        i = next;
    }
    word->end = *at = (int32_t)i;
    return word->start < word->end;
}

static int number(const dem_splitter *s, dem_span w, int max_digits)
{
    int value = 0;
    if (w.end - w.start > max_digits)
        return -1;
    for (int32_t i = w.start; i < w.end; i++) {
        char c = s->text.data[i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

/* The number of a month by the table of time words, 0 if it is none. */
static int month(const dem_splitter *s, dem_span w)
{
    char folded[4 * 20 + 1];
    int64_t value;
    if (w.end - w.start > 20)
        return 0;
    dem_str word = dem_str_cut(s->text, w.start, w.end);
    const dem_kb_phrase *p = dem_kb_find_text(s->kb, (dem_str){folded, dem_fold(word, folded)});
    for (const dem_kb_sense *t = dem_kb_sense_first(s->kb, p, DEM_FAM_TIME); t; t = dem_kb_sense_next(s->kb, p, t))
        if (dem_str_eq(dem_kb_str(s->kb, s->kb->times[t->row].kind), DEM_S("month")) &&
            dem_str_int(dem_kb_str(s->kb, s->kb->times[t->row].value), &value) && value >= 1 && value <= 12)
            return (int)value;
    return 0;
}

static bool valid(int year, int mon, int day, dem_date *out)
{
    dem_date d = {(int16_t)year, (int8_t)mon, (int8_t)day};
    if (year < 1900 || year > 2100 || mon < 1 || day < 1 || mon > 12 || day > 31 || !dem_date_valid(d))
        return false;
    *out = d;
    return true;
}

/* Three words behind one another as a date. Of day and month in figures the larger than twelve is the day; 04/05/2023 could be either. */
static bool date_of(const dem_splitter *s, const dem_span w[3], dem_date *out)
{
    int a = number(s, w[0], 4), b = number(s, w[1], 2), c = number(s, w[2], 4);
    bool year_first = w[0].end - w[0].start == 4, year_last = w[2].end - w[2].start == 4;
    char between = s->text.data[w[0].end];
    if (a >= 0 && b >= 0 && c >= 0 && (between == '-' || between == '/' || between == '.')) {
        if (year_first)
            return valid(a, b, c, out);
        if (!year_last)
            return false;
        if (a > 12 || a == b)
            return valid(c, b, a, out);
        return b > 12 && valid(c, a, b, out);
    }
    if (!year_last || c < 0)
        return false;
    int m = month(s, w[1]);
    if (m && a >= 1)
        return valid(c, m, a, out);
    m = month(s, w[0]);
    return m && b >= 1 && valid(c, m, b, out);
}

bool dem_text_date(const dem_splitter *s, dem_span span, dem_date *out)
{
    dem_span w[3] = {{0, 0}};
    int32_t at = span.start, end = span.end - span.start > DEM_LINE_LOOK ? span.start + DEM_LINE_LOOK : span.end;
    for (int n = 0; next_word(s, &at, end, &w[2]); n++) {
        if (n >= 2 && date_of(s, w, out))
            return true;
        w[0] = w[1];
        w[1] = w[2];
    }
    return false;
}

dem_str dem_text_agency(const dem_splitter *s, dem_span span)
{
    int32_t at = span.start, end = span.end - span.start > DEM_LINE_LOOK ? span.start + DEM_LINE_LOOK : span.end;
    dem_span first;
    while (next_word(s, &at, end, &first)) {
        int32_t ahead = first.start;
        dem_span w;
        uint64_t h = DEM_HASH_START;
        for (int n = 0; n < 4 && next_word(s, &ahead, end, &w); n++) { /* names have up to four words */
            char folded[4 * 40 + 1];
            if (w.end - w.start > 40 || (n == 0 && s->text.data[w.start] >= 'a'))
                break;
            h = dem_kb_step(h, (dem_str){folded, dem_fold(dem_str_cut(s->text, w.start, w.end), folded)});
            const dem_kb_sense *a = dem_kb_sense_first(s->kb, dem_kb_find(s->kb, h), DEM_FAM_AGENCY);
            if (a)
                return dem_kb_str(s->kb, s->kb->agencies[a->row].name);
        }
    }
    return (dem_str){0};
}

static bool upper_word(const dem_splitter *s, dem_span w)
{
    ptrdiff_t i = w.start, letters = 0;
    while (i < w.end) {
        uint32_t c = dem_utf8_at(s->text, i, &i);
        if (!dem_is_letter(c) || !dem_is_upper(c))
            return false;
        letters++;
    }
    return letters > 1;
}

/* True if a dash with space around it, or two hyphens, stands at `at`; *after is behind it and the space that follows. */
static bool dash(const dem_splitter *s, int32_t at, int32_t end, int32_t *after)
{
    ptrdiff_t next;
    uint32_t c = dem_utf8_at(s->text, at, &next);
    bool found = c == 0x2013 || c == 0x2014 || (c == '-' && at > 0 && (s->text.data[at - 1] == ' ' || s->text.data[at - 1] == ')'));
    while (found && next < end && (s->text.data[next] == '-' || s->text.data[next] == ' '))
        next++;
    *after = (int32_t)next;
    return found;
}

static bool is_country(const dem_splitter *s, dem_span w)
{
    char folded[4 * 40 + 1];
    if (w.end - w.start > 40)
        return false;
    const dem_kb_phrase *p = dem_kb_find_text(s->kb, (dem_str){folded, dem_fold(dem_str_cut(s->text, w.start, w.end), folded)});
    for (const dem_kb_sense *e = dem_kb_sense_first(s->kb, p, DEM_FAM_ENTITY); e; e = dem_kb_sense_next(s->kb, p, e))
        if (s->kb->entities[e->row].type == DEM_TYPE_COUNTRY && e->kind == DEM_ALIAS_NAME)
            return true;
    return false;
}

static int32_t take(dem_splitter *s, int32_t start, int32_t place_end, int32_t end, int32_t after)
{
    dem_doc *doc = s->doc;
    dem_date d;
    doc->dateline = (dem_span){start, end};
    doc->dateline_place = dem_str_cut(s->text, start, place_end);
    if (doc->agency.len == 0)
        doc->agency = dem_text_agency(s, doc->dateline);
    if (doc->published.year == 0 && dem_text_date(s, doc->dateline, &d)) {
        doc->published = d;
        doc->basis = DEM_BASIS_TEXT;
    }
    return after;
}

/* KYIV, Ukraine Faced with: the dash was lost on the way, the capitals and the country were not. */
static int32_t glued_dateline(dem_splitter *s, int32_t start, int32_t place_end, int32_t end)
{
    dem_span country, following;
    int32_t at = place_end;
    if (s->text.data[place_end] != ',' || !next_word(s, &at, end, &country) || !is_country(s, country))
        return start;
    int32_t ahead = country.end;
    if (!next_word(s, &ahead, end, &following) || following.start != country.end + 1 || s->text.data[country.end] != ' ')
        return start;
    ptrdiff_t next;
    if (!dem_is_upper(dem_utf8_at(s->text, following.start, &next)))
        return start;
    return take(s, start, place_end, country.end, following.start);
}

int32_t dem_text_dateline(dem_splitter *s, int32_t start, int32_t end)
{
    int32_t at = start, limit = end - start > DATELINE_LOOK ? start + DATELINE_LOOK : end, place_end = start;
    dem_span w;
    while (next_word(s, &at, limit, &w) && upper_word(s, w) && (w.start == start || s->text.data[w.start - 1] == ' ' || s->text.data[w.start - 1] == '-'))
        place_end = w.end;
    bool capitals = place_end > start;
    ptrdiff_t next;
    if (start >= end || !dem_is_upper(dem_utf8_at(s->text, start, &next)))
        return start;
    for (ptrdiff_t i = start; i < limit; i = next) {
        int32_t after;
        uint32_t c = dem_utf8_at(s->text, i, &next);
        if (c == '\n' || c == '"' || c == 0x201c || (c == '.' && !capitals))
            break;
        if (!dash(s, (int32_t)i, end, &after))
            continue;
        dem_span before = {start, (int32_t)i};
        dem_date d;
        bool sent = capitals || dem_text_agency(s, before).len || dem_text_date(s, before, &d);
        if (!sent || after >= end)
            break;
        if (!capitals) { /* Geneva, 4 May 2023 - */
            int32_t comma = start;
            while (comma < i && s->text.data[comma] != ',' && s->text.data[comma] != '(')
                comma++;
            place_end = comma;
        }
        while (place_end > start && s->text.data[place_end - 1] == ' ')
            place_end--;
        return take(s, start, place_end, (int32_t)i, after);
    }
    return capitals ? glued_dateline(s, start, place_end, limit) : start;
}
