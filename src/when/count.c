#include "when/reading.h"

bool dem_when_unit_at(const dem_timer *w, int32_t i, char *unit, bool *plural)
{
    dem_str value;
    if (!dem_in(i, w->first, w->end))
        return false;
    dem_str fold = dem_when_token(w, i)->fold;
    *plural = false;
    if (!dem_when_word(w, i, "unit", &value)) {
        *plural = true;
        if (fold.len < 4 || fold.data[fold.len - 1] != 's' ||
            (!dem_when_text(w, dem_str_cut(fold, 0, fold.len - 1), "unit", &value) && !dem_when_text(w, dem_when_token(w, i)->lemma, "unit", &value)))
            return false;
    }
    *unit = dem_str_eq(value, DEM_S("MI")) ? 'I' : dem_str_eq(value, DEM_S("WE")) ? 'K' : value.data[0];
    return true;
}

int32_t dem_when_count_at(const dem_timer *w, int32_t i, int64_t *n)
{
    dem_str vague;
    int32_t next = dem_when_number(w, i, n);
    if (next == i) {
        next = dem_when_phrase(w, i, "vague", &vague);
        *n = -1;
    }
    return next;
}

/* two to three days: `next` stands behind the first figure. The token behind the second, or `next`. */
static int32_t upper_count(const dem_timer *w, int32_t next, int64_t *n)
{
    char unit;
    bool plural;
    int64_t upper;
    if (!dem_when_is(w, next, "to") && !dem_when_is(w, next, "or") && !dem_when_dash(w, next))
        return next;
    int32_t behind = dem_when_number(w, next + 1, &upper);
    if (behind == next + 1 || upper <= *n || !dem_when_unit_at(w, behind, &unit, &plural))
        return next;
    *n = upper;
    return behind;
}

/* A date behind "before", "after" and "from": "two weeks before 13 May", "three days after Christmas". The token behind, or i. */
static int32_t date_behind(const dem_timer *w, int32_t i, dem_reading *r)
{
    static int32_t (*const patterns[])(const dem_timer *, int32_t, dem_reading *) = {
        dem_when_numeric_date, dem_when_month_date, dem_when_holiday, dem_when_weekday, dem_when_day_word, dem_when_directed, dem_when_bare_year};
    int32_t at = i + dem_when_is(w, i, "the");
    for (ptrdiff_t k = 0; k < DEM_COUNT(patterns) && at < w->end; k++) {
        *r = (dem_reading){0};
        int32_t next = patterns[k](w, at, r);
        if (next > at)
            return r->type == DEM_TIME_DATE && r->from.year && !dem_when_is(w, next, "'s") ? next : i;
    }
    return i;
}

/* As far as it was told: the year of "2015", the month of "May 2015". */
static dem_date as_told(const dem_reading *r)
{
    dem_date d = r->from;
    d.day = r->precision == DEM_PREC_DAY ? d.day : 0;
    d.month = r->precision == DEM_PREC_YEAR ? 0 : d.month;
    return d;
}

/* What stands behind a unit: "ago" leans on the publication, a date on itself, "later" and "before" alone on what was told last. */
static int32_t place_count(const dem_timer *w, int32_t behind, char unit, int64_t n, int64_t direction, dem_reading *r)
{
    static const char *const open[] = {"before", "after", "from"};
    dem_reading date;
    bool now = dem_when_is(w, behind - 1, "ago") || dem_when_is(w, behind - 1, "now"), whole = n >= 0 && n % 1000 == 0;
    r->relative = true;
    if (now && n < 0)
        dem_when_set_value(r, direction < 0 ? "PAST_REF" : "FUTURE_REF");
    if (now) {
        if (whole)
            dem_when_units_from(w->doc->published, unit, n / 1000 * direction, r);
        return behind;
    }
    r->told = true;
    bool opens = DEM_WHEN_ONE_OF(w, behind - 1, open);
    int32_t next = opens ? date_behind(w, behind, &date) : behind;
    if (next > behind && whole)
        dem_when_units_from(as_told(&date), unit, n / 1000 * direction, r);
    else if (whole && (!opens || behind >= w->end || dem_when_upos(w, behind) == DEM_UPOS_PUNCT))
        dem_when_units_from(dem_when_told(w), unit, n / 1000 * direction, r);
    return r->from.year ? next : behind;
}

/* A unit that is counted, or "years" alone (n = -1), and what stands behind it: ago, later, old. `at` is the unit's token. */
static int32_t behind_count(const dem_timer *w, int32_t at, char unit, int64_t n, bool exact, dem_reading *r)
{
    dem_str value;
    int64_t direction;
    bool hyphen = dem_when_dash(w, at + 1);
    if (dem_when_is(w, at + 1 + hyphen, "old")) {
        r->skipped = true; /* an age */
        return at + 2 + hyphen;
    }
    int32_t behind = dem_when_phrase(w, at + 1, "direction_after", &value);
    if (behind > at + 1 && dem_str_int(value, &direction))
        return place_count(w, behind, unit, exact || n < 0 ? n : 1, direction, r);
    bool starts = dem_when_is(w, at + 1, "from") && exact;
    if (!starts || at + 2 >= w->end)
        return at;
    behind = place_count(w, at + 2, unit, n, 1, r); /* "three days from Tuesday" */
    bool joined = behind > at + 2 && !dem_when_is(w, behind, "to") && !dem_when_is(w, behind, "until") && !dem_when_dash(w, behind);
    if (!joined)
        *r = (dem_reading){0};
    return joined ? behind : at;
}

/* "a month" alone is rather a rate; behind words like these it is a time that passes. */
static bool passes(const dem_timer *w, int32_t i)
{
    static const char *const before[] = {"for", "in", "within", "than", "over", "about", "nearly", "almost", "under", "least", "last", "lasted", "lasting", "take", "takes",
                                         "took", "taken", "spent", "spend", "only", "just", "after", "quite", "of"};
    return DEM_WHEN_ONE_OF(w, i - 1, before);
}

/* What a counted unit is without anything behind it: a day to come ("will meet in two weeks"), a deadline, or a duration. */
static void alone(const dem_timer *w, int32_t i, char unit, int64_t n, bool exact, dem_reading *r)
{
    bool within = dem_when_is(w, i - 1, "within");
    bool future = n >= 0 && exact && unit != 'S' && unit != 'I' && (dem_when_is(w, i - 1, "in") || within) && dem_when_tense(w, i) > 0;
    if (future && within)
        dem_when_set_window(w, r, unit, n, 1);
    else if (future && n % 1000 == 0)
        dem_when_units_from(w->doc->published, unit, n / 1000, r);
    else
        dem_when_set_duration(r, unit, n);
}

/* "five upcoming years", "the four previous weeks": a window with its number first. */
static int32_t directed_behind(const dem_timer *w, int32_t next, int64_t n, dem_reading *r)
{
    int64_t direction;
    char unit;
    bool plural;
    bool text = dem_when_int(w, next, "direction_text", &direction) && direction;
    if ((!text && (!dem_when_int(w, next, "direction", &direction) || !direction)) || !dem_when_unit_at(w, next + 1, &unit, &plural) || !plural)
        return next;
    if (text)
        dem_when_set_duration(r, unit, n);
    else
        dem_when_set_window(w, r, unit, n, (int)direction);
    return next + 2;
}

/* The number or article before a unit. */
typedef struct {
    int64_t n; /* thousandths, -1 if it is not said */
    bool counted, article, bare, exact, some; /* some: "some days", plurals only */
} counter;

static int32_t read_counter(const dem_timer *w, int32_t i, counter *c)
{
    dem_str unused;
    int64_t unsaid;
    *c = (counter){0};
    int32_t next = dem_when_count_at(w, i, &c->n);
    bool first = next == i;
    c->counted = !first;
    c->article = first && (dem_when_is(w, i, "a") || dem_when_is(w, i, "an"));
    bool another = first && (dem_when_is(w, i, "another") || (dem_when_is(w, i, "all") && !dem_when_is(w, i - 1, "at")));
    if (first && dem_when_is(w, i, "some") && dem_when_count_at(w, i + 1, &unsaid) == i + 1) {
        *c = (counter){.n = -1, .exact = true, .some = true};
        return i + 1;
    }
    c->bare = first && !c->article && !another;
    int32_t upper = first || c->n < 0 ? next : upper_count(w, next, &c->n);
    c->exact = upper == next;
    c->n = first ? 1000 : c->n;
    next = upper + (c->article || another);
    if (!c->bare && dem_when_word(w, next, "unit_adjective", &unused))
        return next + 1; /* two full days */
    return next + (!c->bare && dem_when_dash(w, next));
}

/* three days ago, a week later, for years; five years, as a duration. */
int32_t dem_when_counted(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t most = INT64_C(100000000);
    char unit;
    bool plural;
    counter c;
    int32_t next = read_counter(w, i, &c);
    if (c.counted) {
        int32_t window = directed_behind(w, next, c.n, r);
        if (window > next)
            return window;
    }
    bool one = c.bare && dem_when_is(w, i - 1, "the"); /* "the day before" */
    if (!dem_when_unit_at(w, next, &unit, &plural) || (unit == 'K' && c.bare) || (c.bare && !plural && !one) || (c.some && !plural) || c.n > most)
        return i;
    if (unit == 'Q' && dem_when_is(w, next + 1, "of"))
        return i; /* three quarters of the voters */
    c.n = c.bare && plural ? -1 : c.n;
    int32_t behind = behind_count(w, next, unit, c.n, c.exact, r);
    if (behind > next)
        return behind;
    bool loose = c.bare || c.article;
    if ((one && !plural) || (loose && !(c.bare ? dem_when_is(w, i - 1, "for") : passes(w, i))) || (c.bare && unit == 'S'))
        return i;
    alone(w, i, unit, c.n, c.exact, r);
    return next + 1;
}
