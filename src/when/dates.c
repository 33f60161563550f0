#include "when/reading.h"

#include <stdio.h>

/* A year in four digits, or -1. */
int dem_when_year_at(const dem_timer *w, int32_t i)
{
    int64_t n = dem_when_digits(w, i);
    return n >= 1000 && n <= 2100 && dem_when_token(w, i)->fold.len == 4 ? (int)n : -1;
}

bool dem_when_before_christ(const dem_timer *w, int32_t i)
{
    dem_str unused;
    return dem_when_word(w, i, "era", &unused);
}

/* A year as it stands in a date, "2024" or "480 BC" (negative; any four digits or fewer): the token behind, or i. */
int32_t dem_when_read_year(const dem_timer *w, int32_t i, int *year)
{
    int64_t n = dem_when_digits(w, i);
    if (n > 0 && n < 10000 && dem_when_before_christ(w, i + 1)) {
        *year = (int)-n;
        return i + 2;
    }
    *year = dem_when_year_at(w, i);
    return *year > 0 ? i + 1 : i;
}

/* A day of the month: 4, 4th; or 0. */
static int day_at(const dem_timer *w, int32_t i)
{
    if (!dem_in(i, w->first, w->end) || !(dem_when_token(w, i)->flags & DEM_TOKEN_DIGIT))
        return 0;
    dem_str s = dem_when_token(w, i)->fold;
    int64_t n;
    if (s.len > 2 && (dem_str_ends(s, DEM_S("th")) || dem_str_ends(s, DEM_S("st")) || dem_str_ends(s, DEM_S("nd")) || dem_str_ends(s, DEM_S("rd"))))
        s.len -= 2;
    return dem_str_int(s, &n) && n >= 1 && n <= 31 ? (int)n : 0;
}

int dem_when_ordinal_day(const dem_timer *w, int32_t i)
{
    int day = day_at(w, i);
    return day && dem_when_digits(w, i) < 0 ? day : 0;
}

/* "first", "15th", "twenty-first". */
int32_t dem_when_ordinal(const dem_timer *w, int32_t i, int64_t *n)
{
    int64_t ones;
    int day = dem_when_ordinal_day(w, i);
    if (day) {
        *n = day;
        return i + 1;
    }
    if (dem_when_int(w, i, "ordinal", n))
        return i + 1;
    int32_t at = i + 1 + dem_when_dash(w, i + 1);
    if (!dem_when_int(w, i, "number", n) || *n < 20 || *n % 10 || !dem_when_int(w, at, "ordinal", &ones) || ones > 9)
        return i;
    *n += ones;
    return at + 1;
}

/* A day behind its month. "In May 12 people" has none: nothing parts it from what it counts. */
static int day_behind_month(const dem_timer *w, int32_t i)
{
    int day = day_at(w, i);
    bool counts = dem_when_upos(w, i + 1) == DEM_UPOS_NOUN && dem_when_is(w, i - 2, "in");
    return counts ? 0 : day;
}

/* "Jan-Feb 2017", "from May to October": is the word at `other` a month too, joined to the one in hand? */
static bool month_pair(const dem_timer *w, int32_t joint, int32_t other)
{
    static const char *const joints[] = {"to", "until", "till", "through", "and"};
    int64_t unused;
    bool joined = dem_when_dash(w, joint) || DEM_WHEN_ONE_OF(w, joint, joints);
    return joined && dem_when_is_capital_at(w, other) && dem_when_int(w, other, "month", &unused);
}

/* "May" and "March" are also other words and "Mar", "Jan" also names: they are months beside a number; the former behind a few words too. */
static int month_at(const dem_timer *w, int32_t i)
{
    static const char *const before[] = {"in", "since", "until", "till", "by", "before", "during", "through", "late", "early", "mid", "last", "next", "this", "of", "-"};
    int64_t m, ordinal;
    if (!dem_in(i, w->first, w->end) || !dem_when_is_capital(w, i) || !dem_when_int(w, i, "month", &m))
        return 0;
    dem_str fold = dem_when_token(w, i)->fold;
    bool whole = fold.len > 4 || m == 6 || m == 7;
    bool homonym = m == 3 || m == 5;
    if (whole && fold.len > 3 && !homonym)
        return (int)m;
    static const char *const before_short[] = {"in", "since", "until", "till", "before", "during", "late", "early", "mid", "last", "next", "from", "to", "after"};
    bool day_of = dem_when_is(w, i - 1, "of") && (day_at(w, i - 2) || dem_when_int(w, i - 2, "ordinal", &ordinal));
    bool beside = day_behind_month(w, i + 1) || dem_when_year_at(w, i + 1) > 0 || day_at(w, i - 1) || day_of;
    beside = beside || month_pair(w, i + 1, i + 2) || month_pair(w, i - 1, i - 2);
    bool behind = homonym && (fold.len == 5 || m == 5) ? DEM_WHEN_ONE_OF(w, i - 1, before) : DEM_WHEN_ONE_OF(w, i - 1, before_short);
    return beside || behind ? (int)m : 0;
}

/* The year behind a day or month: "2024", ", 2024", "of 2024", "480 BC", "last year", "of that year". The token after it, or i; year -1 if none. */
int32_t dem_when_year_behind(const dem_timer *w, int32_t i, int *year)
{
    bool of = dem_when_is(w, i, "of"), comma = dem_when_is(w, i, ",");
    int32_t at = i + (comma || of), next = dem_when_read_year(w, at, year);
    int64_t direction;
    if (next > at)
        return next;
    *year = -1;
    at += of && dem_when_is(w, at, "the");
    if (of && dem_when_int(w, at, "direction_text", &direction)) { /* "of that year", "of the same year" */
        int64_t same;
        at += direction == 0 && dem_when_int(w, at + 1, "direction_text", &same);
        if (!dem_when_is(w, at + 1, "year"))
            return i;
        *year = dem_when_told(w).year ? dem_when_told(w).year + (int)direction : -1;
        return at + 2;
    }
    if (!comma && dem_when_int(w, at, "direction", &direction) && dem_when_is(w, at + 1, "year")) {
        *year = w->doc->published.year ? w->doc->published.year + (int)direction : -1;
        return at + 2;
    }
    return i;
}

/* 4 April, 4th of April, the second of April, April 4, April: month and day, without the year. */
int32_t dem_when_month_and_day(const dem_timer *w, int32_t i, int *month, int *day)
{
    int64_t ordinal = 0;
    *day = day_at(w, i);
    int32_t of = *day ? i + 1 : dem_when_ordinal(w, i, &ordinal);
    if (!*day && ordinal > 0 && ordinal <= 31 && dem_when_is(w, of, "of"))
        *day = (int)ordinal;
    if (*day && !ordinal && (*month = month_at(w, i + 1)) != 0)
        return i + 2;
    if (*day && dem_when_is(w, of, "of") && (*month = month_at(w, of + 1)) != 0)
        return of + 2;
    *month = month_at(w, i);
    *day = *month ? day_behind_month(w, i + 1) : 0;
    return *month ? i + 1 + (*day != 0) : i;
}

void dem_when_date_or_nearest(const dem_timer *w, int32_t i, int year, int month, int day, dem_reading *r)
{
    dem_date d = {(int16_t)year, (int8_t)month, (int8_t)day};
    bool known = year > 0 || year < -1;
    r->no_year = r->relative = !known;
    r->told = !known && !w->doc->published.year;
    dem_when_set_date(r, known ? d : dem_when_without_year(w, i, month, day));
}

/* "In April and June 1955": the year behind the second is also the first's. -1 if there is none. */
static int year_of_second(const dem_timer *w, int32_t i, int month)
{
    static const char *const joints[] = {"and", "or", "to", "until", "till", "through"};
    int second, day, year;
    if (!dem_when_dash(w, i) && !DEM_WHEN_ONE_OF(w, i, joints))
        return -1;
    int32_t next = dem_when_month_and_day(w, i + 1, &second, &day);
    if (next == i + 1)
        return -1;
    dem_when_year_behind(w, next, &year);
    return year > 1 ? year - (second < month) : year;
}

int32_t dem_when_month_date(const dem_timer *w, int32_t i, dem_reading *r)
{
    int day, month, year;
    int32_t next = dem_when_month_and_day(w, i, &month, &day);
    if (next == i)
        return i;
    next = dem_when_year_behind(w, next, &year);
    year = year == -1 && !dem_when_is(w, next - 1, "year") ? year_of_second(w, next, month) : year;
    dem_when_date_or_nearest(w, i, year, month, day, r);
    r->relative = r->relative || dem_when_is(w, next - 1, "year");
    return next;
}

/* 3-5 May, May 3-5, 2024, 3 and 4 May: several days of a month. */
int32_t dem_when_month_days(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const joints[] = {"-", "--", "\xe2\x80\x93", "to", "and", "or", "through", "until", "till"};
    int month = month_at(w, i), year, first, last;
    int32_t at = i + (month != 0);
    first = day_at(w, at);
    if (!first || !DEM_WHEN_ONE_OF(w, at + 1, joints))
        return i;
    last = day_at(w, at + 2);
    bool of = dem_when_is(w, at + 3, "of");
    if (last <= first || (!month && (month = month_at(w, at + 3 + of)) == 0))
        return i;
    bool leads = at > i;
    if (leads && (dem_when_upos(w, at + 3) == DEM_UPOS_NOUN || month_at(w, at + 3)))
        return i; /* "May 3 and 12 people", "May 3 - 12 June" */
    int32_t next = dem_when_year_behind(w, leads ? at + 3 : at + 4 + of, &year);
    dem_reading end = {0};
    dem_when_date_or_nearest(w, i, year, month, first, r);
    if (!r->from.year)
        return next;
    dem_when_set_date(&end, (dem_date){r->from.year, (int8_t)month, (int8_t)last});
    if (end.to.year) {
        r->to = end.to;
        snprintf(r->value + 10, sizeof r->value - 10, "/%.10s", end.value);
    }
    return next;
}

/* Day and month of 03/04/2023 are told apart only by the publication: the report is dated shortly after one of the two. */
static void set_either(const dem_timer *w, dem_reading *r, dem_date a, dem_date b)
{
    enum { NEAR = 31 };
    int32_t today = dem_date_days(w->doc->published);
    bool known = dem_when_has_day(w->doc->published);
    bool near_a = known && dem_date_days(a) <= today && today - dem_date_days(a) <= NEAR;
    bool near_b = known && dem_date_days(b) <= today && today - dem_date_days(b) <= NEAR;
    if (near_a != near_b)
        dem_when_set_date(r, near_a ? a : b);
}

/* 2024-04-04, 20/04/2023, 20.04.2023. */
int32_t dem_when_numeric_date(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str s = dem_when_token(w, i)->fold;
    int64_t part[3];
    if (s.len < 8 || s.len > 10 || s.data[0] < '0' || s.data[0] > '9')
        return i;
    char sep = memchr(s.data, '/', (size_t)s.len) ? '/' : memchr(s.data, '-', (size_t)s.len) ? '-' : '.';
    for (int k = 0; k < 3; k++)
        if (!dem_str_int(dem_str_next(&s, sep), &part[k]) || part[k] < 1 || part[k] > 2100)
            return i;
    if (s.len)
        return i;
    if (part[0] >= 1000 && part[1] <= 12 && part[2] <= 31) {
        dem_when_set_date(r, (dem_date){(int16_t)part[0], (int8_t)part[1], (int8_t)part[2]});
        return r->from.year ? i + 1 : i;
    }
    if (part[2] < 1000 || part[0] > 31 || part[1] > 31)
        return i;
    dem_date european = {(int16_t)part[2], (int8_t)part[1], (int8_t)part[0]}, american = {(int16_t)part[2], (int8_t)part[0], (int8_t)part[1]};
    if (dem_date_valid(european) && dem_date_valid(american) && part[0] != part[1])
        set_either(w, r, european, american);
    else
        dem_when_set_date(r, dem_date_valid(european) ? european : american);
    return r->from.year ? i + 1 : i;
}

/* Christmas, New Year's Eve 2023, May Day. */
int32_t dem_when_holiday(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str value;
    int64_t day;
    int year;
    if (!dem_when_is_capital(w, i))
        return i;
    int32_t next = dem_when_phrase(w, i, "holiday", &value);
    if (next == i || !dem_str_int(value, &day))
        return i;
    next = dem_when_year_behind(w, next, &year);
    dem_when_date_or_nearest(w, i, year, (int)day / 100, (int)day % 100, r);
    return next;
}
