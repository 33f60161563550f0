#include "when/reading.h"

/* A story tells its dates once and then leans on them: "in March", "that year", "two weeks later". What it told last is kept as far as it was told, a
 * day, a month or a year; years before Christ are negative here and have a value but no interval, since the calendar of the records begins with 1. */

/* The number of the `n` digits at `at`, -1 if they are not all digits. */
static int part_of(dem_str s, ptrdiff_t at, int n)
{
    int v = 0;
    if (at + n > s.len)
        return -1;
    for (ptrdiff_t k = at; k < at + n; k++) {
        if (s.data[k] < '0' || s.data[k] > '9')
            return -1;
        v = v * 10 + (s.data[k] - '0');
    }
    return v;
}

/* What a value tells: "1940-05-10TMO" a day, "1940-05" a month, "1940-SU" a year, "BC0480" the year -480; of a stretch its end. Years 0: nothing. */
static dem_date told_by_value(dem_str value)
{
    dem_date d = {0};
    for (ptrdiff_t k = value.len - 1; k >= 0; k--)
        if (value.data[k] == '/') {
            value = dem_str_cut(value, k + 1, value.len);
            break;
        }
    bool before_christ = dem_str_starts(value, DEM_S("BC"));
    if (before_christ)
        value = dem_str_cut(value, 2, value.len);
    int year = part_of(value, 0, 4), month = part_of(value, 5, 2), day = part_of(value, 8, 2);
    if (year <= 0 || (value.len > 4 && value.data[4] != '-'))
        return d;
    d.year = (int16_t)(before_christ ? -year : year);
    d.month = (int8_t)(month > 0 ? month : 0);
    d.day = (int8_t)(month > 0 && day > 0 ? day : 0);
    return d;
}

/* "the 2008 summit", "since 1990": years that name something else or lie behind what is told. */
static bool aside(const dem_timer *w, const dem_time *t)
{
    static const char *const before[] = {"since", "as"};
    int next = dem_when_upos(w, t->end);
    bool names = next == DEM_UPOS_NOUN || next == DEM_UPOS_PROPN || next == DEM_UPOS_ADJ;
    return t->value.len == 4 && (DEM_WHEN_ONE_OF(w, t->first - 1, before) || (names && dem_when_upos(w, t->first - 1) == DEM_UPOS_DET));
}

void dem_when_remember(dem_timer *w, const dem_time *t)
{
    if (t->type > DEM_TIME_TIME || aside(w, t))
        return;
    dem_date told = told_by_value(t->value);
    if (told.year) {
        w->told = told;
        w->told_in = w->sentence;
    } else if (t->relative && !t->told && t->value.len == 0 && !w->doc->published.year && !(dem_when_token(w, t->first)->flags & DEM_TOKEN_QUOTED)) {
        w->told = (dem_date){0}; /* "on Thursday": what is told now has the day of the report behind it, which is not known */
    }
}

/* A report with a date leans on what it told only for a few sentences; a story without one has nothing else. */
dem_date dem_when_told(const dem_timer *w)
{
    enum { SENTENCES = 3 };
    bool near = !w->doc->published.year || w->sentence - w->told_in <= SENTENCES;
    return near ? w->told : (dem_date){0};
}

/* Stories go forward: a month behind the one told last lies in the next year when going back would be further. */
dem_date dem_when_told_without_year(const dem_timer *w, int32_t i, int month, int day)
{
    enum { BACK = 8 };
    dem_date told = dem_when_told(w);
    if (!told.year || dem_when_tense(w, i) > 0)
        return (dem_date){0};
    int year = told.year + (told.month && told.month - month > BACK && told.year > 0);
    return (dem_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

/* "that day", "the same year", "the following month", "the previous decade". */
void dem_when_told_unit(const dem_timer *w, char unit, int shift, dem_reading *r)
{
    r->told = r->relative = true;
    dem_when_unit_around(dem_when_told(w), unit, shift, r);
}

/* The first such day behind (or before, or in the week of) the day told last. */
void dem_when_told_weekday(const dem_timer *w, int day, int shift, dem_reading *r)
{
    dem_date told = dem_when_told(w);
    r->told = r->relative = true;
    if (told.year <= 0 || !dem_when_has_day(told))
        return;
    int32_t on = dem_date_days(told), ahead = (day - dem_date_weekday(told) + 7) % 7;
    on = shift < 0 ? on + ahead - 7 : on + ahead + (shift > 0 && ahead == 0) * 7;
    dem_when_set_days(r, on, on);
}
