/* Dates and agencies in lines, and datelines. */
#include "text/text_internal.h"

bool dem_text_word(const dem_splitter *s, int32_t *at, int32_t end, dem_span *word)
{
    int32_t i = *at, next;
    for (uint32_t c; i < end; i = next) {
        c = dem_text_char(s->text, i, end, &next);
        if (dem_is_letter(c) || dem_is_digit(c))
            break;
    }
    word->start = i;
    for (uint32_t c; i < end; i = next) {
        c = dem_text_char(s->text, i, end, &next);
        if (!dem_is_letter(c) && !dem_is_digit(c))
            break;
    }
    word->end = *at = i;
    return word->start < word->end;
}

/* The value of a word of figures, -1 if it is none or longer. An ordinal ending counts for nothing: 4th. */
static int number(const dem_splitter *s, dem_span w, int max_digits)
{
    int value = 0, digits = 0;
    for (int32_t i = w.start; i < w.end; i++) {
        char c = s->text.data[i];
        if (c < '0' || c > '9')
            return digits && digits <= 2 && w.end - i == 2 && memchr("snrt", c, 4) ? value : -1;
        if (++digits > max_digits)
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

/* The number of a month by the table of time words, 0 if it is none. */
static int month(const dem_splitter *s, dem_span w)
{
    char folded[4 * 12 + 1];
    int64_t value;
    if (w.end - w.start > 12 || w.end - w.start < 3)
        return 0;
    dem_str word = dem_str_cut(s->text, w.start, w.end);
    const dem_kb_phrase *p = dem_kb_find_text(s->kb, (dem_str){folded, dem_fold(word, folded)});
    for (const dem_kb_sense *t = dem_kb_sense_first(s->kb, p, DEM_FAM_TIME); t; t = dem_kb_sense_next(s->kb, p, t))
        if (dem_str_eq(dem_kb_str(s->kb, s->kb->times[t->row].kind), DEM_S("month")) &&
            dem_str_int(dem_kb_str(s->kb, s->kb->times[t->row].value), &value) && value >= 1 && value <= 12)
            return (int)value;
    return 0;
}

bool dem_text_month(const dem_splitter *s, dem_span word)
{
    return month(s, word) != 0;
}

static bool valid(int year, int mon, int day, dem_date *out)
{
    if (year < 1900 || year > 2100 || mon < 1 || day < 1 || mon > 12 || day > 31)
        return false;
    dem_date d = {(int16_t)year, (int8_t)mon, (int8_t)day};
    if (!dem_date_valid(d))
        return false;
    *out = d;
    return true;
}

/* 2024-03-03, perhaps with a time glued to it, which the split into words would hide. */
static bool iso_date(const dem_splitter *s, int32_t at, int32_t end, dem_date *out)
{
    if (end - at < 10 || s->text.data[at + 4] != '-' || s->text.data[at + 7] != '-')
        return false;
    return number(s, (dem_span){at, at + 4}, 4) > 0 && dem_date_parse(dem_str_cut(s->text, at, at + 10), out) && out->year >= 1900 && out->year <= 2100;
}

/* Three words behind one another as a date. Of day and month in figures the larger than twelve is the day; 04/05/2023 could be either. */
static bool date_of(const dem_splitter *s, const dem_span w[3], dem_date *out)
{
    int a = number(s, w[0], 4), b = number(s, w[1], 2), c = number(s, w[2], 4);
    bool year_last = w[2].end - w[2].start == 4;
    char between = s->text.data[w[0].end];
    if (!year_last || c < 0)
        return false;
    if (a >= 0 && b >= 0 && (between == '-' || between == '/' || between == '.')) {
        if (a > 12 || a == b)
            return valid(c, b, a, out);
        return b > 12 && valid(c, a, b, out);
    }
    int m = a >= 1 ? month(s, w[1]) : 0;
    if (m)
        return valid(c, m, a, out);
    m = b >= 1 ? month(s, w[0]) : 0;
    return m && valid(c, m, b, out);
}

static dem_span looked_at(dem_span span)
{
    if (span.end - span.start > DEM_LINE_LOOK)
        span.end = span.start + DEM_LINE_LOOK;
    return span;
}

bool dem_text_date(const dem_splitter *s, dem_span span, dem_date *out)
{
    dem_span w[3] = {{0, 0}};
    span = looked_at(span);
    int32_t at = span.start;
    for (int n = 0; dem_text_word(s, &at, span.end, &w[2]); n++) {
        if (iso_date(s, w[2].start, span.end, out) || (n >= 2 && date_of(s, w, out)))
            return true;
        w[0] = w[1];
        w[1] = w[2];
    }
    return false;
}

/* An acronym counts only in capitals: "SANA", but not Sana. */
static bool is_written_as(dem_str form, dem_str words)
{
    bool acronym = form.len == words.len;
    for (ptrdiff_t i = 0; i < form.len && acronym; i++)
        acronym = form.data[i] < 'a' || form.data[i] > 'z';
    return !acronym || dem_str_eq(form, words);
}

dem_str dem_text_agency(const dem_splitter *s, dem_span span)
{
    enum { MOST_WORDS = 4, LONGEST_WORD = 40 };
    span = looked_at(span);
    int32_t at = span.start;
    dem_span first;
    while (dem_text_word(s, &at, span.end, &first)) {
        int32_t ahead = first.start;
        dem_span w;
        uint64_t h = DEM_HASH_START;
        bool bracket = first.start > 0 && s->text.data[first.start - 1] == '(';
        if (s->text.data[first.start] >= 'a' && s->text.data[first.start] <= 'z' && !bracket) /* "tass" alone may be a word; "(dpa)" is not */
            continue;
        for (int n = 0; n < MOST_WORDS && dem_text_word(s, &ahead, span.end, &w) && w.end - w.start <= LONGEST_WORD; n++) {
            char folded[4 * LONGEST_WORD + 1];
            h = dem_kb_step(h, (dem_str){folded, dem_fold(dem_str_cut(s->text, w.start, w.end), folded)});
            const dem_kb_phrase *p = dem_kb_find(s->kb, h);
            const dem_kb_sense *a = dem_kb_sense_first(s->kb, p, DEM_FAM_AGENCY);
            if (a && is_written_as(dem_kb_str(s->kb, a->form), dem_str_cut(s->text, first.start, w.end)))
                return dem_kb_str(s->kb, s->kb->agencies[a->row].name);
            if (!p || !dem_kb_is_prefix(p))
                break;
        }
    }
    return (dem_str){0};
}

void dem_text_note(dem_splitter *s, dem_span span)
{
    dem_doc *doc = s->doc;
    dem_date d;
    if (doc->agency.len == 0)
        doc->agency = dem_text_agency(s, span);
    if (doc->published.year == 0 && dem_text_date(s, span, &d)) {
        doc->published = d;
        doc->basis = DEM_BASIS_TEXT;
    }
}

/* A dateline: PLACE, Country, date (Agency) - text. Any part but the place may be missing, or even the place: "(Reuters) - ". What is accepted must begin the
 * paragraph, hold nothing else, and show one sign that it is a dateline: a place in capitals, an agency in brackets, or a date. */
enum { DATELINE_LOOK = 120 };

typedef struct {
    dem_splitter *s;
    int32_t start, end;   /* of what is looked at */
    int32_t at;           /* what is read ends here */
    int32_t place_end;    /* of the first place */
    int32_t country_end;  /* of a country after the place, 0 if none */
    bool capitals;        /* all words of the place are */
    bool agency, date;
} reader;

static uint32_t char_at(const reader *r, int32_t at, int32_t *next)
{
    return dem_text_char(r->s->text, at, r->end, next);
}

/* 2 if all letters are capitals and there are two or more, 1 if only the first is, 0 if not. */
static int capitals(const reader *r, dem_span w)
{
    int32_t i = w.start, next, letters = 0, upper = 0;
    bool first = dem_is_upper(char_at(r, w.start, &next));
    for (; i < w.end; i = next, letters++)
        upper += dem_is_upper(char_at(r, i, &next));
    return !first ? 0 : upper == letters && letters > 1 ? 2 : 1;
}

static void skip_blanks(reader *r)
{
    while (r->at < r->end && r->s->text.data[r->at] == ' ')
        r->at++;
}

/* A dash at r->at, alone or with the blanks around it; moves behind it. Short ones need a blank or bracket beside them: "Saint-Denis". */
static bool dash(reader *r)
{
    int32_t at = r->at, next;
    while (at < r->end && r->s->text.data[at] == ' ')
        at++;
    uint32_t c = char_at(r, at, &next);
    bool apart = at > r->at || (at > r->start && r->s->text.data[at - 1] == ')');
    apart = apart || (c == 0x2013 && next < r->end && r->s->text.data[next] == ' ');
    if (c != 0x2014 && c != 0x2015 && !((c == '-' || c == '_' || c == 0x2013) && apart))
        return false;
    while (next < r->end && memchr("-_ ", r->s->text.data[next], 3))
        next++;
    r->at = next;
    return true;
}

static bool is_small(dem_str w)
{
    return dem_str_eq(w, DEM_S("of")) || dem_str_eq(w, DEM_S("the")) || dem_str_eq(w, DEM_S("de")) || dem_str_eq(w, DEM_S("al")) || dem_str_eq(w, DEM_S("and"));
}

/* A run of capitalised words: a place. Returns its end, r->at if there is none. */
static int32_t place(reader *r, bool first)
{
    enum { MOST_WORDS = 5 };
    int32_t at = r->at, end = r->at;
    dem_span w;
    bool all = true, upper = false;
    for (int n = 0; n < MOST_WORDS && dem_text_word(r->s, &at, r->end, &w); n++) {
        bool near = n == 0 ? w.start == r->at : w.start - end <= 2;
        for (int32_t i = end; i < w.start && near && n > 0; i++)
            near = memchr(" -/.'", r->s->text.data[i], 5) != NULL;
        int how = near ? capitals(r, w) : 0;
        bool small = n > 0 && is_small(dem_str_cut(r->s->text, w.start, w.end));
        if (how == 0 && !(near && small))
            break;
        if (first && upper && how == 1) /* capitals end where the text begins */
            break;
        if (dem_text_month(r->s, w))
            break;
        upper = upper || how == 2;
        all = all && (how == 2 || w.end - w.start == 1);
        end = w.end;
    }
    if (end > r->at && end < r->end && r->s->text.data[end] == '.' && end - r->at <= 8) /* D.C., Fla. */
        end++;
    if (first)
        r->capitals = all && upper;
    return end;
}

/* "March 3", "4 May 2023", "Jan. 5, 2024", "Thursday": words of a date. */
static bool date_part(reader *r)
{
    int32_t at = r->at, end = r->at;
    dem_span w;
    bool month = false, other = false;
    while (dem_text_word(r->s, &at, r->end, &w) && w.start - end <= 2) {
        char first = r->s->text.data[w.start];
        bool figure = first >= '0' && first <= '9' && w.end - w.start <= 4;
        bool is_month = !month && !figure && dem_text_month(r->s, w);
        if (!figure && !is_month)
            break;
        month = month || is_month;
        other = other || figure;
        end = w.end;
        if (end < r->end && r->s->text.data[end] == '.')
            end++;
    }
    if (!month || !other)
        return false;
    r->at = end;
    r->date = true;
    return true;
}

static bool bracket(reader *r)
{
    enum { LONGEST = 60 };
    if (r->at >= r->end || r->s->text.data[r->at] != '(')
        return false;
    int32_t close = r->at + 1;
    while (close < r->end && r->s->text.data[close] != ')' && close - r->at < LONGEST)
        close++;
    if (close >= r->end || r->s->text.data[close] != ')')
        return false;
    r->agency = r->agency || dem_text_agency(r->s, (dem_span){r->at, close}).len > 0;
    r->at = close + 1;
    return true;
}

static bool is_entity(const reader *r, int32_t start, int32_t end, uint32_t type)
{
    enum { LONGEST = 48 };
    char folded[4 * LONGEST + 1];
    const dem_kb *kb = r->s->kb;
    if (end - start > LONGEST)
        return false;
    const dem_kb_phrase *p = dem_kb_find_text(kb, (dem_str){folded, dem_fold(dem_str_cut(r->s->text, start, end), folded)});
    for (const dem_kb_sense *e = dem_kb_sense_first(kb, p, DEM_FAM_ENTITY); e; e = dem_kb_sense_next(kb, p, e))
        if (kb->entities[e->row].type == type)
            return true;
    return false;
}

static bool is_time_word(const reader *r, int32_t start, int32_t end)
{
    char folded[4 * 20 + 1];
    if (end - start > 20)
        return false;
    const dem_kb_phrase *p = dem_kb_find_text(r->s->kb, (dem_str){folded, dem_fold(dem_str_cut(r->s->text, start, end), folded)});
    return dem_kb_sense_first(r->s->kb, p, DEM_FAM_TIME) != NULL;
}

static int32_t take(reader *r, int32_t end, int32_t after)
{
    dem_doc *doc = r->s->doc;
    doc->dateline = (dem_span){r->start, end};
    if (r->place_end > r->start && !is_time_word(r, r->start, r->place_end)) /* "Thursday, 4 May 2023 -" names no place */
        doc->dateline_place = dem_str_cut(r->s->text, r->start, r->place_end);
    dem_text_note(r->s, doc->dateline);
    return after;
}

/* KYIV, Ukraine Faced with: the dash was lost on the way, the capitals and the country were not. */
static int32_t without_dash(reader *r)
{
    int32_t end = r->at, next;
    skip_blanks(r);
    if (r->at == end || !dem_is_upper(char_at(r, r->at, &next)))
        return r->start;
    if (r->agency)
        return take(r, end, r->at);
    return r->start;
}

/* The country after a place and a comma may run into the text: the longest name of a country counts. */
static int32_t glued_country(reader *r, int32_t from)
{
    int32_t at = from, best = 0;
    dem_span w;
    for (int n = 0; n < 3 && dem_text_word(r->s, &at, r->end, &w); n++) {
        if (!is_entity(r, from, w.end, DEM_TYPE_COUNTRY))
            continue;
        best = w.end;
    }
    return best;
}

/* Reads places, dates and brackets until something else comes. */
static void read_parts(reader *r)
{
    enum { MOST_PARTS = 5 };
    r->place_end = r->at = place(r, true);
    for (int n = 0; n < MOST_PARTS; n++) {
        int32_t before = r->at;
        bool comma = r->at < r->end && r->s->text.data[r->at] == ',';
        r->at += comma;
        skip_blanks(r);
        if (bracket(r) || date_part(r))
            continue;
        int32_t end = comma ? place(r, false) : r->at;
        if (end == r->at) {
            r->at = before;
            return;
        }
        if (r->country_end == 0)
            r->country_end = r->at; /* where it begins, until the dash is found */
        r->at = end;
    }
}

int32_t dem_text_dateline(dem_splitter *s, int32_t start, int32_t end)
{
    reader r = {.s = s, .start = start, .at = start, .end = end - start > DATELINE_LOOK ? start + DATELINE_LOOK : end};
    while (r.end < end && r.end > start && ((unsigned char)s->text.data[r.end] & 0xc0) == 0x80)
        r.end--;
    read_parts(&r);
    if (r.at == start || (!r.capitals && dem_text_is_function_word(s, dem_str_cut(s->text, start, r.place_end))))
        return start;
    int32_t parts_end = r.at;
    bool only_capitals = r.capitals && !is_entity(&r, start, r.place_end, DEM_TYPE_ORG) && r.place_end - start >= 4;
    bool sign = r.agency || r.date || only_capitals;
    if (dash(&r))
        return sign && r.at < end ? take(&r, parts_end, r.at) : start;
    if (only_capitals && parts_end == r.place_end && parts_end + 1 < end && s->text.data[parts_end] == ':' && s->text.data[parts_end + 1] == ' ')
        return take(&r, parts_end, parts_end + 2); /* NEW DELHI: The */
    int32_t country = only_capitals && r.country_end ? glued_country(&r, r.country_end) : 0;
    if (country) {
        r.at = country;
        int32_t next;
        skip_blanks(&r);
        if (r.at > country && dem_is_upper(char_at(&r, r.at, &next)))
            return take(&r, country, r.at);
        r.at = parts_end;
    }
    return without_dash(&r);
}
