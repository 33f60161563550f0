#include "when/reading.h"

#include <stdio.h>

/* A year in four digits, or -1. */
static int year_at(const dem_timer *w, int32_t i)
{
    int64_t n = dem_when_digits(w, i);
    return n >= 1000 && n <= 2100 && dem_when_token(w, i)->fold.len == 4 ? (int)n : -1;
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

/* A day behind its month. "In May 12 people" has none: nothing parts it from what it counts. */
static int day_behind_month(const dem_timer *w, int32_t i)
{
    int day = day_at(w, i);
    bool counts = dem_when_upos(w, i + 1) == DEM_UPOS_NOUN && dem_when_is(w, i - 2, "in");
    return counts ? 0 : day;
}

/* "May" and "March" are also other words and "Mar", "Jan" also names: they are months beside a number; the former behind a few words too. */
static int month_at(const dem_timer *w, int32_t i)
{
    static const char *const before[] = {"in", "since", "until", "till", "by", "before", "during", "through", "late", "early", "mid", "last", "next", "this", "of", "-"};
    int64_t m;
    if (!dem_in(i, w->first, w->end) || !dem_when_is_capital(w, i) || !dem_when_int(w, i, "month", &m))
        return 0;
    dem_str fold = dem_when_token(w, i)->fold;
    bool whole = fold.len > 4 || m == 6 || m == 7;
    bool homonym = m == 3 || m == 5;
    if (whole && fold.len > 3 && !homonym)
        return (int)m;
    static const char *const before_short[] = {"in", "since", "until", "till", "before", "during", "late", "early", "mid", "last", "next", "from", "to"};
    bool beside = day_behind_month(w, i + 1) || year_at(w, i + 1) > 0 || day_at(w, i - 1) || (dem_when_is(w, i - 1, "of") && day_at(w, i - 2));
    bool behind = homonym && (fold.len == 5 || m == 5) ? DEM_WHEN_ONE_OF(w, i - 1, before) : DEM_WHEN_ONE_OF(w, i - 1, before_short);
    return beside || behind ? (int)m : 0;
}

/* The year behind a day or month: "2024", ", 2024", "of 2024", "last year". The token after it, or i; year 0 if none. */
int32_t dem_when_year_behind(const dem_timer *w, int32_t i, int *year)
{
    int32_t at = i + (dem_when_is(w, i, ",") || dem_when_is(w, i, "of"));
    int64_t direction;
    *year = year_at(w, at);
    if (*year > 0)
        return at + 1;
    if (!dem_when_is(w, i, ",") && dem_when_int(w, at, "direction", &direction) && dem_when_is(w, at + 1, "year")) {
        *year = w->doc->published.year ? w->doc->published.year + (int)direction : -1;
        return at + 2;
    }
    *year = -1;
    return i;
}

/* 4 April, 4th of April, the second of April, April 4, April: month and day, without the year. */
int32_t dem_when_month_and_day(const dem_timer *w, int32_t i, int *month, int *day)
{
    int64_t ordinal = 0;
    *day = day_at(w, i);
    if (!*day && dem_when_int(w, i, "ordinal", &ordinal) && dem_when_is(w, i + 1, "of"))
        *day = (int)ordinal;
    if (*day && !ordinal && (*month = month_at(w, i + 1)) != 0)
        return i + 2;
    if (*day && dem_when_is(w, i + 1, "of") && (*month = month_at(w, i + 2)) != 0)
        return i + 3;
    *month = month_at(w, i);
    *day = *month ? day_behind_month(w, i + 1) : 0;
    return *month ? i + 1 + (*day != 0) : i;
}

void dem_when_date_or_nearest(const dem_timer *w, int32_t i, int year, int month, int day, dem_reading *r)
{
    dem_date d = {(int16_t)year, (int8_t)month, (int8_t)day};
    r->no_year = year <= 0;
    r->relative = year <= 0;
    dem_when_set_date(r, year > 0 ? d : dem_when_without_year(w, i, month, day));
}

int32_t dem_when_month_date(const dem_timer *w, int32_t i, dem_reading *r)
{
    int day, month, year;
    int32_t next = dem_when_month_and_day(w, i, &month, &day);
    if (next == i)
        return i;
    next = dem_when_year_behind(w, next, &year);
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

/* 1990s, 2014; a year stands behind certain words, or before a noun that it names ("the 2008 summit"). */
int32_t dem_when_bare_year(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const before[] = {"in", "since", "of", "by", "until", "till", "from", "during", "late", "early", "before", "after", "between", "and", "or", "year",
                                         "(", "mid", "-", "to", "through", "throughout", "\xe2\x80\x93", "than", "around", "circa", "for", "end", "ending"};
    static const char *const owners[] = {"the", "its", "his", "her", "their", "a", "'s", "this", "that", "our", "my"};
    dem_str s = dem_when_token(w, i)->fold;
    int64_t decade, year = year_at(w, i);
    if (s.len == 5 && s.data[4] == 's' && s.data[3] == '0' && dem_str_int(dem_str_cut(s, 0, 4), &decade) && decade >= 1000 && decade <= 2090) {
        dem_when_set_years(r, decade, decade + 9);
        snprintf(r->value, sizeof r->value, "%.3s", s.data);
        return i + 1;
    }
    if (year < 1000)
        return i;
    const dem_token *next = i + 1 < w->end ? dem_when_token(w, i + 1) : NULL;
    bool plural = next && next->upos == DEM_UPOS_NOUN && ((next->feats & DEM_FEAT_PLUR) || !dem_str_eq(next->fold, next->lemma));
    bool modern = year >= 1900;
    bool led = DEM_WHEN_ONE_OF(w, i - 1, before) && (modern || !next || next->upos != DEM_UPOS_NOUN) && !plural;
    bool runs = modern && dem_when_is(w, i + 1, "to") && year_at(w, i + 2) > year;
    bool span = modern && dem_when_dash(w, i + 1) && (year_at(w, i + 2) > year || (dem_when_digits(w, i + 2) > year % 100 && dem_when_token(w, i + 2)->fold.len == 2));
    bool names = modern && next && (next->upos == DEM_UPOS_NOUN || next->upos == DEM_UPOS_PROPN) && !plural && DEM_WHEN_ONE_OF(w, i - 1, owners);
    if (!led && !span && !names && !runs)
        return i;
    dem_when_set_date(r, (dem_date){(int16_t)year, 0, 0});
    if (!span)
        return i + 1;
    int64_t last = year_at(w, i + 2) > 0 ? year_at(w, i + 2) : year - year % 100 + dem_when_digits(w, i + 2);
    dem_when_set_years(r, year, last);
    snprintf(r->value, sizeof r->value, "%04lld/%04lld", (long long)year, (long long)last);
    return i + 3;
}

/* the first quarter of 2024, the second half of the year, Q1 2024, the 20th century. */
int32_t dem_when_fraction_of_year(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t n = 0;
    dem_str s = dem_when_token(w, i)->fold;
    int year;
    if (dem_when_is(w, i + 1, "century") && (day_at(w, i) > 0 || dem_when_int(w, i, "ordinal", &n))) {
        n = day_at(w, i) > 0 ? day_at(w, i) : n;
        if (n > 21)
            return i;
        dem_when_set_years(r, n * 100 - 99, n * 100);
        snprintf(r->value, sizeof r->value, "%02d", (int)n - 1);
        return i + 2;
    }
    bool half = dem_when_is(w, i + 1, "half"), quarter = dem_when_is(w, i + 1, "quarter");
    int32_t at = i + 2;
    if (s.len == 2 && s.data[0] == 'q' && s.data[1] >= '1' && s.data[1] <= '4') {
        n = s.data[1] - '0';
        half = false;
        at = i + 1;
    } else if (!(half || quarter) || !dem_when_int(w, i, "ordinal", &n) || n > (half ? 2 : 4)) {
        return i;
    }
    int32_t next = dem_when_year_behind(w, at, &year);
    if (next == at && dem_when_is(w, at, "of") && dem_when_is(w, at + 1, "the") && dem_when_is(w, at + 2, "year")) {
        year = w->doc->published.year ? w->doc->published.year : -1;
        r->relative = true;
        next = at + 3;
    }
    if (next == at)
        return i;
    if (year > 0) {
        dem_when_set_months(r, (dem_date){(int16_t)year, (int8_t)((n - 1) * (half ? 6 : 3) + 1), 1}, half ? 6 : 3, DEM_PREC_MONTH);
        snprintf(r->value, sizeof r->value, "%04d-%c%d", year, half ? 'H' : 'Q', (int)n);
    }
    return next;
}
