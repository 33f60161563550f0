#include "when/reading.h"

#include <stdio.h>

/* A unit, singular or plural. */
static bool unit_at(const dem_timer *w, int32_t i, char *unit, bool *plural)
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

static int32_t daypart(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str part;
    if (!dem_when_word(w, i, "daypart", &part))
        return i;
    size_t n = strlen(r->value);
    r->type = DEM_TIME_TIME;
    if (n == 10)
        snprintf(r->value + n, sizeof r->value - n, "%.*s", (int)(part.len < 8 ? part.len : 8), part.data);
    return i + 1;
}

/* The day of a week, as reports mean it: the latest up to the publication, unless the clause is about the future. */
static void set_weekday(const dem_timer *w, int32_t i, int day, dem_reading *r)
{
    if (!dem_when_has_day(w->doc->published))
        return;
    int32_t today = dem_date_days(w->doc->published), back = (dem_date_weekday(w->doc->published) - day + 7) % 7;
    int32_t on = dem_when_tense(w, i) > 0 && back > 0 ? today + 7 - back : today - back;
    dem_when_set_days(r, on, on);
}

/* "Thursday last week", "Monday of next week". */
static int32_t week_behind(const dem_timer *w, int32_t i, int day, dem_reading *r)
{
    int64_t shift;
    int32_t at = i + dem_when_is(w, i, "of");
    at += at > i && dem_when_is(w, at, "the");
    if (dem_when_int(w, at, "direction_text", &shift) && dem_when_is(w, at + 1, "week"))
        return at + 2;
    if (!dem_when_int(w, at, "direction", &shift) || !dem_when_is(w, at + 1, "week"))
        return i;
    dem_when_calendar_unit(w, 'W', shift, r);
    if (r->from.year) {
        int32_t on = dem_date_days(r->from) + day;
        dem_when_set_days(r, on, on);
    }
    return at + 2;
}

/* Thursday, Thursday night, Thursday last week, Thursday, April 4; "on Thursdays" is a set. */
int32_t dem_when_weekday(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t day;
    dem_str value, fold = dem_when_token(w, i)->fold;
    if (!dem_when_is_capital(w, i))
        return i;
    if (fold.len > 6 && fold.data[fold.len - 1] == 's' && dem_when_text(w, dem_str_cut(fold, 0, fold.len - 1), "weekday", &value) && dem_str_int(value, &day)) {
        r->type = DEM_TIME_SET;
        snprintf(r->value, sizeof r->value, "XXXX-WXX-%d", (int)day + 1);
        return i + 1;
    }
    if (!dem_when_int(w, i, "weekday", &day))
        return i;
    int month, number;
    int32_t behind = i + 1 + (dem_when_is(w, i + 1, ",") || dem_when_is(w, i + 1, "(") || dem_when_is(w, i + 1, "."));
    bool date = dem_when_month_and_day(w, behind, &month, &number) > behind && number;
    if (date) {
        int32_t next = dem_when_month_date(w, behind, r);
        return next + dem_when_is(w, behind - 1, "(") * dem_when_is(w, next, ")");
    }
    if (fold.len < 6)
        return i; /* "Sun" and "Mon" only with a date */
    r->relative = true;
    r->day_of_week = true;
    int32_t next = week_behind(w, i + 1, (int)day, r);
    if (next == i + 1)
        set_weekday(w, i, (int)day, r);
    return daypart(w, next, r);
}

/* today, yesterday evening, the day before yesterday; now, recently. */
int32_t dem_when_day_word(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t shift;
    dem_str value;
    int32_t next = dem_when_phrase(w, i, "day", &value);
    if (next > i && dem_str_int(value, &shift)) {
        dem_when_calendar_unit(w, 'D', shift, r);
        if (dem_when_is(w, i, "tonight") && r->from.year) {
            r->type = DEM_TIME_TIME;
            memcpy(r->value + 10, "TNI", 4);
        }
        return daypart(w, next, r);
    }
    if (dem_when_is(w, i, "overnight")) { /* the night before the report, or the one to come */
        dem_when_calendar_unit(w, 'D', dem_when_tense(w, i) > 0 ? 0 : -1, r);
        r->to = dem_when_has_day(r->from) ? dem_date_from_days(dem_date_days(r->from) + 1) : r->to;
        return daypart(w, i, r);
    }
    next = dem_when_phrase(w, i, "now", &value);
    if (next == i)
        return i;
    r->relative = true;
    snprintf(r->value, sizeof r->value, "%.*s", (int)(value.len < 16 ? value.len : 16), value.data);
    if (dem_str_eq(value, DEM_S("PRESENT_REF")) && dem_when_has_day(w->doc->published)) {
        r->from = r->to = w->doc->published;
        r->precision = DEM_PREC_DAY;
    }
    return next;
}

int32_t dem_when_season(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const before[] = {"the", "in", "by", "since", "until", "before", "after", "early", "late", "mid", "during", "-", "of"};
    dem_str value;
    int year;
    if (!dem_when_word(w, i, "season", &value) || dem_when_upos(w, i) == DEM_UPOS_VERB)
        return i;
    int32_t next = dem_when_year_behind(w, i + 1, &year);
    if (year <= 0 && (!DEM_WHEN_ONE_OF(w, i - 1, before) || dem_when_is(w, i + 1, "of") || dem_when_upos(w, i + 1) == DEM_UPOS_NOUN))
        return i;
    r->relative = year <= 0;
    dem_when_set_season(w, i, value, year, 0, false, r);
    return next;
}

static bool windowed(const dem_timer *w, int32_t i)
{
    static const char *const before[] = {"over", "in", "within", "during", "for", "through", "throughout", "of"};
    return dem_when_is(w, i - 1, "the") && DEM_WHEN_ONE_OF(w, i - 2, before);
}

/* The number of units: "two", "several"; n < 0 when it is not said. The token after it. */
static int32_t count_at(const dem_timer *w, int32_t i, int64_t *n)
{
    dem_str vague;
    int32_t next = dem_when_number(w, i, n);
    if (next == i) {
        next = dem_when_phrase(w, i, "vague", &vague);
        *n = -1;
    }
    return next;
}

/* "last week", "the following day": the unit stands at `at`, its direction at i. */
static int32_t directed_unit(const dem_timer *w, int32_t i, int32_t at, int direction, bool text_bound, dem_reading *r)
{
    char unit;
    bool plural;
    if (!unit_at(w, at, &unit, &plural) || (plural && direction == 0) || (dem_when_is(w, at + 1, "of") && unit != 'K'))
        return i;
    if (plural) {
        dem_when_set_value(r, direction < 0 ? "PAST_REF" : "FUTURE_REF");
        return at + 1;
    }
    bool hours = unit == 'S' || unit == 'I' || unit == 'H';
    bool recent = dem_when_is(w, i, "recent"), past = dem_when_is(w, at - 1, "past") || dem_when_is(w, at - 1, "coming");
    if (recent || (hours && !past) || (unit == 'D' && direction <= 0 && !text_bound))
        return i;
    if (text_bound || (dem_when_is(w, i - 1, "the") && direction > 0 && !past && !windowed(w, i)))
        return at + 1; /* "the following day", "the next day": from what was told before */
    if (unit != 'K' && unit != 'Q' && direction != 0 && (past || windowed(w, i)))
        dem_when_set_window(w, r, unit, 1000, direction);
    else
        dem_when_calendar_unit(w, unit, direction, r);
    return at + 1;
}

/* last Thursday, next July, this spring, this morning. */
static int32_t directed_name(const dem_timer *w, int32_t i, int32_t at, int direction, dem_reading *r)
{
    int64_t n;
    dem_str value;
    dem_date published = w->doc->published;
    if (dem_when_word(w, at, "season", &value)) {
        dem_when_set_season(w, i, value, 0, direction, true, r);
        return at + 1;
    }
    if (!dem_when_is_capital(w, at))
        return i;
    if (dem_when_int(w, at, "month", &n)) {
        if (dem_when_has_day(published))
            dem_when_set_date(r, (dem_date){(int16_t)(published.year - (direction < 0 && n >= published.month) + (direction > 0 && n <= published.month)), (int8_t)n, 0});
        return at + 1;
    }
    if (!dem_when_int(w, at, "weekday", &n) || dem_when_token(w, at)->fold.len < 6)
        return i;
    if (dem_when_has_day(published)) {
        int32_t today = dem_date_days(published), of_week = dem_date_weekday(published), back = (of_week - (int32_t)n + 7) % 7;
        int32_t on = direction > 0 ? today + 7 - back : direction < 0 ? today - (back ? back : 7) : today - of_week + (int32_t)n;
        dem_when_set_days(r, on, on);
    }
    return daypart(w, at + 1, r);
}

/* Words that say which: last, this, next, past, following; with a number of units, a unit, or the name of a day, month or season. */
int32_t dem_when_directed(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t direction, n, second;
    char unit;
    bool plural, text_bound = false;
    dem_str value;
    if (!dem_when_int(w, i, "direction", &direction)) {
        text_bound = dem_when_int(w, i, "direction_text", &direction);
        if (!text_bound)
            return i;
    }
    int32_t at = i + 1;
    if (direction == 0 && dem_when_int(w, at, "direction", &second)) { /* "this past week", "this coming Friday" */
        direction = second;
        at++;
    }
    if (at >= w->end)
        return i;
    r->relative = true;
    int32_t next = count_at(w, at, &n);
    if (next > at && unit_at(w, next, &unit, &plural) && direction != 0) {
        if (text_bound)
            dem_when_set_duration(r, unit, n);
        else
            dem_when_set_window(w, r, unit, n, (int)direction);
        return next + 1;
    }
    if (!text_bound && direction <= 0 && dem_when_word(w, at, "daypart", &value)) {
        dem_when_calendar_unit(w, 'D', direction, r);
        return daypart(w, at, r);
    }
    next = directed_unit(w, i, at, (int)direction, text_bound, r);
    return next > i || text_bound ? next : directed_name(w, i, at, (int)direction, r);
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
    if (behind == next + 1 || upper <= *n || !unit_at(w, behind, &unit, &plural))
        return next;
    *n = upper;
    return behind;
}

/* A unit that is dem_when_counted, or "years" alone (n = -1), and what stands behind it: ago, later, old. `at` is the unit's token. */
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
    if (behind == at + 1 || !dem_str_int(value, &direction))
        return at;
    r->relative = true;
    bool now = dem_when_is(w, at + 1, "ago") || dem_when_is(w, behind - 1, "now");
    if (now && n < 0)
        dem_when_set_value(r, direction < 0 ? "PAST_REF" : "FUTURE_REF");
    else if (now && exact && n % 1000 == 0)
        dem_when_units_away(w, unit, n / 1000 * direction, r);
    return behind;
}

/* three days ago, a week later, for years; five years, as a duration. */
int32_t dem_when_counted(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t n, most = INT64_C(100000000);
    char unit;
    bool plural;
    int32_t next = count_at(w, i, &n);
    bool article = next == i && (dem_when_is(w, i, "a") || dem_when_is(w, i, "an"));
    bool bare = next == i && !article;
    int32_t upper = bare || article || n < 0 ? next : upper_count(w, next, &n);
    bool exact = upper == next;
    next = upper + article;
    n = article ? 1000 : n;
    next += !bare && dem_when_dash(w, next);
    if (!unit_at(w, next, &unit, &plural) || unit == 'K' || (bare && !plural) || n > most)
        return i;
    if (unit == 'Q' && dem_when_is(w, next + 1, "of"))
        return i; /* three quarters of the voters */
    int32_t behind = behind_count(w, next, unit, n, exact, r);
    if (behind > next)
        return behind;
    if (bare || article) { /* "a month" alone is rather a rate */
        if (!dem_when_is(w, i - 1, "for") || (bare && unit == 'S'))
            return i;
        dem_when_set_duration(r, unit, n);
        return next + 1;
    }
    bool within = dem_when_is(w, i - 1, "within");
    bool future = n >= 0 && exact && (dem_when_is(w, i - 1, "in") || within) && dem_when_tense(w, i) > 0;
    if (future && within)
        dem_when_set_window(w, r, unit, n, 1);
    else if (future && n % 1000 == 0)
        dem_when_units_away(w, unit, n / 1000, r);
    else
        dem_when_set_duration(r, unit, n);
    return next + 1;
}

/* the first week of May, the last week of 2023, the third week of next month. */
int32_t dem_when_week_of(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t n;
    bool last = dem_when_is(w, i, "last") || dem_when_is(w, i, "final");
    if (!dem_when_is(w, i + 1, "week") || !dem_when_is(w, i + 2, "of") || i + 3 >= w->end || (!last && !dem_when_int(w, i, "ordinal", &n)))
        return i;
    int32_t at = i + 3, next = dem_when_month_date(w, at, r);
    if (next == at)
        next = dem_when_directed(w, at, r);
    if (next == at)
        next = dem_when_bare_year(w, at, r);
    if (next == at || (r->precision != DEM_PREC_MONTH && r->precision != DEM_PREC_YEAR) || !dem_when_has_day(r->from))
        return i;
    int32_t from = dem_date_days(r->from), to = dem_date_days(r->to);
    if (!last && n > 4)
        return i;
    from = last ? to - 6 : from + 7 * ((int32_t)n - 1);
    dem_when_set_days(r, from, from + 6);
    r->no_year = false;
    return next;
}

/* the weekend; under "end of", "since the start of", also "the year". */
int32_t dem_when_the_unit(const dem_timer *w, int32_t i, bool under_part, dem_reading *r)
{
    char unit;
    bool plural;
    if (!unit_at(w, i, &unit, &plural) || plural || (unit != 'K' && !under_part) || (unit == 'K' && !dem_when_is(w, i - 1, "the") && !dem_when_is(w, i - 1, "at")))
        return i;
    if (unit == 'S' || unit == 'I' || unit == 'H')
        return i;
    dem_when_calendar_unit(w, unit, 0, r);
    if (unit == 'K' && r->from.year && dem_when_tense(w, i) <= 0 && dem_date_days(r->from) > dem_date_days(w->doc->published))
        dem_when_calendar_unit(w, unit, -1, r);
    return i + 1;
}

/* every year, each Monday. */
int32_t dem_when_every(const dem_timer *w, int32_t i, dem_reading *r)
{
    char unit;
    bool plural;
    int64_t day;
    if (!dem_when_is(w, i, "every") && !dem_when_is(w, i, "each"))
        return i;
    if (dem_when_int(w, i + 1, "weekday", &day)) {
        snprintf(r->value, sizeof r->value, "XXXX-WXX-%d", (int)day + 1);
    } else if (unit_at(w, i + 1, &unit, &plural) && !plural && unit != 'S') {
        dem_when_set_duration(r, unit, 1000);
    } else {
        return i;
    }
    r->type = DEM_TIME_SET;
    return i + 2;
}
