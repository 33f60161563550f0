#include "when/reading.h"

#include <stdio.h>

/* The month or year that an ordinal counts in: "of May", "in 2023", "of next month", "of the month". The token behind, or `at`. */
static int32_t whole_at(const dem_timer *w, int32_t at, dem_reading *r)
{
    if (at >= w->end)
        return at;
    int32_t next = dem_when_month_date(w, at, r);
    if (next == at)
        next = dem_when_directed(w, at, r);
    if (next == at)
        next = dem_when_bare_year(w, at, r);
    if (next == at && dem_when_is(w, at, "the") && at + 1 < w->end && (next = dem_when_directed(w, at + 1, r)) == at + 1 &&
        (next = dem_when_the_unit(w, at + 1, true, r)) == at + 1)
        next = at;
    return next;
}

/* Which of the units of a whole is meant: the n-th, or the last, `count` of them at once. */
typedef struct {
    int64_t n, count;
    int day;   /* of the week, -1 */
    char unit; /* D, W or M; 0: a day of the month without its word, "the 15th of" */
    bool last;
} nth;

/* "first week", "last day", "third Monday", "15th", "first six months", "twenty-first day": the token behind, or i. */
static int32_t read_nth(const dem_timer *w, int32_t i, nth *o)
{
    bool plural;
    int64_t day;
    char unit;
    *o = (nth){.count = 1, .day = -1, .last = dem_when_is(w, i, "last") || dem_when_is(w, i, "final")};
    int32_t at = o->last ? i + 1 : dem_when_ordinal(w, i, &o->n), behind = at;
    if (at == i)
        return i;
    if (o->last || o->n == 1) {
        behind = dem_when_number(w, at, &o->count);
        o->count = behind > at ? o->count / 1000 : 1;
    }
    if (dem_when_unit_at(w, behind, &unit, &plural) && plural == (behind > at) && (unit == 'D' || unit == 'W' || unit == 'M') && o->count > 0 && o->count < 100) {
        o->unit = unit;
        return behind + 1;
    }
    o->count = 1;
    if (dem_when_is_capital_at(w, at) && dem_when_int(w, at, "weekday", &day)) {
        o->unit = 'D';
        o->day = (int)day;
        return at + 1;
    }
    return o->last ? i : at;
}

/* The months of a year. */
static bool set_nth_months(const nth *o, dem_reading *r)
{
    int64_t first = o->last ? 13 - o->count : o->n;
    if (r->precision != DEM_PREC_YEAR || first < 1 || first + o->count > 13 || r->from.year != r->to.year)
        return false;
    dem_date d = {r->from.year, (int8_t)first, 0};
    dem_when_set_date(r, d);
    d.day = 1;
    if (o->count > 1) {
        dem_when_set_months(r, d, (int)o->count, DEM_PREC_MONTH);
        snprintf(r->value, sizeof r->value, "%04d-%02d/%04d-%02d", d.year, d.month, d.year, r->to.month);
    }
    return true;
}

/* Days and weeks; weeks are counted from the first day. */
static bool set_nth_days(const nth *o, dem_reading *r)
{
    int32_t from = dem_date_days(r->from), to = dem_date_days(r->to);
    int32_t length = (o->unit == 'W' ? 7 : 1) * (int32_t)o->count, step = o->unit == 'W' || o->day >= 0 ? 7 : 1;
    if (o->day >= 0) {
        from += (o->day - dem_date_weekday(r->from) + 7) % 7;
        to -= (dem_date_weekday(r->to) - o->day + 7) % 7;
    }
    from = o->last ? to - length + 1 : from + step * ((int32_t)o->n - 1);
    if (from + length - 1 > to || from < dem_date_days(r->from) || (o->unit == 'W' && o->n > 4))
        return false;
    dem_when_set_days(r, from, from + length - 1);
    return true;
}

/* the first week of May, the last day of 2023, the 15th of next month, the third Monday in June, the first six months of the year. */
int32_t dem_when_ordinal_of(const dem_timer *w, int32_t i, dem_reading *r)
{
    nth o;
    int32_t of = read_nth(w, i, &o);
    if (of == i || (!dem_when_is(w, of, "of") && !(o.day >= 0 && dem_when_is(w, of, "in"))))
        return i;
    int32_t next = whole_at(w, of + 1, r);
    if (next == of + 1 || (r->precision != DEM_PREC_MONTH && (!o.unit || r->precision != DEM_PREC_YEAR)))
        return i;
    r->no_year = false;
    if (dem_when_has_day(r->from))
        return (o.unit == 'M' ? set_nth_months(&o, r) : set_nth_days(&o, r)) ? next : i;
    r->value[0] = '\0';
    return next;
}
