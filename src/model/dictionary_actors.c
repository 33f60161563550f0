/* Dictionaries of actors: a name, synonyms after +, codes in brackets, of which some hold only before, after or between dates. */
#include "doc/doc.h"
#include "model/actors.h"
#include "model/dictionary.h"

enum { MOST_CODES = 64 }; /* of an actor; each is compared with each */

/* Days, both included. */
typedef struct {
    int64_t low, high;
} days;
static const days always = {INT32_MIN, INT32_MAX};

typedef struct {
    days when;
    dem_str code; /* empty: no code in this time */
} dated;

typedef struct {
    int64_t line; /* of the name; 0: there is none yet */
    bool broken;  /* a line of it cannot be read, so that nothing is said of it */
    DEM_VEC(dem_str) names;
    dated codes[MOST_CODES];
    int n_codes;
    days taken[MOST_CODES]; /* by codes that are written, by their beginning */
    int n_taken;
    bool written;
} entry;

static bool lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Words that stay small inside a name. */
static bool small_word(dem_str word)
{
    static const char *const words[] = {"AND", "FOR", "IN", "OF", "ON", "THE", "TO"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(words); i++)
        if (dem_str_eq(word, dem_str_of(words[i])))
            return true;
    return false;
}

/* Names are in capitals throughout, which would be read as acronyms: "HAMAS" → "Hamas". What is short and alone stays, and what has small letters. */
static void set_case(char *p, ptrdiff_t n)
{
    enum { ACRONYM = 3 };
    for (ptrdiff_t i = 0; i < n; i++)
        if (lower(p[i]))
            return;
    if (n <= ACRONYM)
        return;
    for (ptrdiff_t at = 0; at < n;) {
        ptrdiff_t end = at;
        while (end < n && p[end] != ' ')
            end++;
        bool small = at > 0 && small_word((dem_str){p + at, end - at});
        for (ptrdiff_t i = end - 1; i >= at; i--) { /* from the right: what stands before a letter is still as it was */
            bool inside = i > at && (upper(p[i - 1]) || p[i - 1] == '\'' || (p[i - 1] >= '0' && p[i - 1] <= '9') || (unsigned char)p[i - 1] >= 0x80);
            if (upper(p[i]) && (inside || small))
                p[i] = (char)(p[i] - 'A' + 'a');
        }
        at = end + 1;
    }
}

static bool digits_only(dem_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    return true;
}

/* yymmdd, where 00 to 30 are years of this century, or yyyymmdd. */
static bool parse_day(dem_str s, int64_t *day)
{
    char whole[8];
    dem_date date;
    s = dem_str_trim(s);
    if ((s.len != 6 && s.len != 8) || !digits_only(s))
        return false;
    memcpy(whole, s.data[0] < '3' || memcmp(s.data, "30", 2) == 0 ? "20" : "19", 2);
    memcpy(whole + 8 - s.len, s.data, (size_t)s.len);
    if (!dem_date_parse((dem_str){whole, 8}, &date) || !date.day)
        return false;
    *day = dem_date_days(date);
    return true;
}

/* "< day" ends the day before, "> day" begins on the day, so that "< d" and "> d" leave no day out. */
static bool parse_days(dem_str s, days *when)
{
    *when = always;
    if (s.len == 0)
        return true;
    dem_str rest = dem_str_cut(s, 1, s.len);
    if (s.data[0] == '<') {
        bool ok = parse_day(rest, &when->high);
        when->high--;
        return ok;
    }
    if (s.data[0] == '>')
        return parse_day(rest, &when->low);
    dem_str first = dem_str_next(&s, '-');
    return parse_day(first, &when->low) && parse_day(s, &when->high) && when->low <= when->high;
}

/* "CODE", "CODE <day", "CODE >day", "CODE day-day". */
static dem_status add_code(dem_dictionary *d, entry *e, dem_str inside, bool *ok)
{
    ptrdiff_t n = 0;
    while (n < inside.len && inside.data[n] != ' ' && inside.data[n] != '\t' && inside.data[n] != '<' && inside.data[n] != '>')
        n++;
    dem_str code = dem_str_cut(inside, 0, n);
    dated c = {0};
    *ok = false;
    if (!dem_dictionary_no_code(code)) {
        DEM_TRY(dem_dictionary_code(d, code, DEM_LONGEST_CODE, &c.code));
        if (c.code.len == 0)
            return DEM_OK;
    }
    if (!parse_days(dem_str_trim(dem_str_cut(inside, n, inside.len)), &c.when)) {
        dem_dictionary_skip(d, d->line, "the dates are not '<day', '>day' or 'day-day', with days as yymmdd or yyyymmdd");
        return DEM_OK;
    }
    if (e->n_codes == MOST_CODES) {
        dem_dictionary_skip(d, d->line, "there are more than %d codes", MOST_CODES);
        return DEM_OK;
    }
    e->codes[e->n_codes++] = c;
    *ok = true;
    return DEM_OK;
}

static dem_status add_codes(dem_dictionary *d, entry *e, dem_str text)
{
    while (text.len && !e->broken) {
        dem_str inside;
        bool ok = dem_dictionary_bracket(d, &text, &inside);
        if (ok)
            DEM_TRY(add_code(d, e, inside, &ok));
        e->broken = !ok;
    }
    return DEM_OK;
}

/* A line with a name, and perhaps codes behind it. */
static dem_status add_name(dem_dictionary *d, entry *e, dem_str line, bool *ok)
{
    const char *bracket = memchr(line.data, '[', (size_t)line.len);
    ptrdiff_t n = bracket ? bracket - line.data : line.len, len;
    char *name;
    DEM_TRY(dem_dictionary_words(d, dem_str_cut(line, 0, n), &name, &len));
    *ok = len > 0;
    if (!*ok)
        return DEM_OK;
    set_case(name, len);
    dem_str *slot = dem_push(&d->arena, &e->names);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = (dem_str){name, len};
    return add_codes(d, e, dem_str_cut(line, n, line.len));
}

static dem_status aliases_of(dem_dictionary *d, const entry *e, dem_str *out)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 1; i < e->names.len; i++)
        n += e->names.at[i].len + 1;
    char *p = dem_arena_alloc(&d->arena, n);
    if (!p)
        return DEM_NO_MEMORY;
    *out = (dem_str){p, n ? n - 1 : 0};
    for (ptrdiff_t i = 1; i < e->names.len; i++) {
        if (i > 1)
            *p++ = '|';
        memcpy(p, e->names.at[i].data, (size_t)e->names.at[i].len);
        p += e->names.at[i].len;
    }
    return DEM_OK;
}

static dem_str day_cell(int64_t day, int64_t open, char text[11])
{
    if (day == open)
        return (dem_str){0};
    return (dem_str){text, dem_date_write(dem_date_from_days((int32_t)day), text)};
}

static dem_status write_row(dem_dictionary *d, entry *e, dem_str code, days when)
{
    char from[11], to[11];
    dem_str cells[5] = {[0] = e->names.at[0], [2] = code};
    if (code.len == 0)
        return DEM_OK;
    if (!e->written)
        DEM_TRY(aliases_of(d, e, &cells[1]));
    e->written = true;
    cells[3] = day_cell(when.low, always.low, from);
    cells[4] = day_cell(when.high, always.high, to);
    return dem_dictionary_row(d, cells, 5);
}

/* Writes a code for the days that no code before it has taken, and takes them. */
static dem_status write_code(dem_dictionary *d, entry *e, const dated *c)
{
    int64_t at = c->when.low;
    for (int i = 0; i < e->n_taken && e->taken[i].low <= c->when.high; i++) {
        if (e->taken[i].high < at)
            continue;
        if (e->taken[i].low > at)
            DEM_TRY(write_row(d, e, c->code, (days){at, e->taken[i].low - 1}));
        at = e->taken[i].high + 1;
    }
    if (at <= c->when.high)
        DEM_TRY(write_row(d, e, c->code, (days){at, c->when.high}));
    int place = e->n_taken++;
    for (; place > 0 && e->taken[place - 1].low > c->when.low; place--)
        e->taken[place] = e->taken[place - 1];
    e->taken[place] = c->when;
    return DEM_OK;
}

static bool is_default(const dated *c)
{
    return c->when.low == always.low && c->when.high == always.high;
}

/* The first code whose dates hold counts, wherever the one without dates stands. */
static dem_status finish(dem_dictionary *d, entry *e)
{
    if (e->line && !e->broken && e->n_codes == 0)
        dem_dictionary_skip(d, e->line, "there is no code for this name");
    if (e->line == 0 || e->broken || e->n_codes == 0)
        return DEM_OK;
    for (int defaults = 0; defaults < 2; defaults++)
        for (int i = 0; i < e->n_codes; i++)
            if (is_default(&e->codes[i]) == (defaults == 1))
                DEM_TRY(write_code(d, e, &e->codes[i]));
    d->stats.uncoded += !e->written;
    return DEM_OK;
}

static dem_status begin(dem_dictionary *d, entry *e, dem_str line)
{
    bool ok;
    DEM_TRY(finish(d, e));
    dem_arena_clear(&d->arena);
    *e = (entry){.line = d->line};
    DEM_TRY(add_name(d, e, line, &ok));
    e->broken |= !ok;
    return DEM_OK;
}

/* Lines that belong to a name. One that cannot be read takes the whole entry with it, for a code without its dates would be wrong at others; but a synonym
 * only itself. */
static dem_status go_on(dem_dictionary *d, entry *e, dem_str line)
{
    bool ok;
    if (e->line == 0)
        dem_dictionary_skip(d, d->line, "no name stands before this line");
    if (e->line == 0 || e->broken)
        return DEM_OK;
    return line.data[0] == '+' ? add_name(d, e, dem_str_cut(line, 1, line.len), &ok) : add_codes(d, e, line);
}

dem_status dem_dictionary_actors(dem_dictionary *d)
{
    entry e = {0};
    for (;;) {
        dem_str line;
        bool more;
        DEM_TRY(dem_dictionary_next(d, &line, &more));
        if (!more)
            return finish(d, &e);
        bool own = line.data[0] != '+' && line.data[0] != '[';
        DEM_TRY(own ? begin(d, &e, line) : go_on(d, &e, line));
    }
}
