/* What is read of a time before it becomes a dem_time, and the patterns that read it. calendar.c places readings around a day; dates.c, years.c and
 * ordinal.c read what has a number of its own, relative.c and count.c what leans on the publication or, with narrative.c, on what was told. A pattern fills
 * `r`, which it is given zeroed, and returns the token after what it read, or the token it was given. */
#ifndef DEM_READING_H
#define DEM_READING_H

#include "when/when_internal.h"

typedef struct {
    uint8_t type, precision; /* dem_time_type, dem_precision */
    bool relative;
    bool no_year;     /* day and month, or month: the year was guessed */
    bool day_of_week; /* the week was guessed */
    bool told;        /* leans on what the text told before */
    bool skipped;     /* words of time without a date: an age, a time of day */
    dem_date from, to;
    char value[40];
} dem_reading;

static inline bool dem_when_has_day(dem_date d)
{
    return d.year && d.month && d.day;
}

static inline bool dem_when_is_capital(const dem_timer *w, int32_t i)
{
    return (dem_when_token(w, i)->flags & DEM_TOKEN_CAPITAL) != 0;
}

static inline bool dem_when_is_capital_at(const dem_timer *w, int32_t i)
{
    return dem_in(i, w->first, w->end) && dem_when_is_capital(w, i);
}

/* Results. Dates outside the calendar leave the reading unresolved. */
void dem_when_set_days(dem_reading *r, int32_t from, int32_t to); /* days from 1970, both inclusive */
void dem_when_set_date(dem_reading *r, dem_date d); /* a day, a month or a year */
void dem_when_set_months(dem_reading *r, dem_date from, int months, dem_precision precision); /* whole months; the value is left */
void dem_when_set_years(dem_reading *r, int64_t from, int64_t to); /* both inclusive; the value is left */
void dem_when_set_value(dem_reading *r, const char *text);
/* PnU of n thousandths of a unit (a value of kind `unit` in words.tsv; I for minutes, K for weekends); n < 0: how many is not said. */
void dem_when_set_duration(dem_reading *r, char unit, int64_t n);

/* Around the publication; all unresolved when it is not known. */
/* A day or month (day 0) without a year, at token i. */
dem_date dem_when_without_year(const dem_timer *w, int32_t i, int month, int day);
/* The unit that holds the publication, or lies `shift` units from it; weeks begin on Monday. */
void dem_when_calendar_unit(const dem_timer *w, char unit, int64_t shift, dem_reading *r);
/* The same around a day, month or year `p`; nothing if `p` is not known as far as the unit needs. */
void dem_when_unit_around(dem_date p, char unit, int64_t shift, dem_reading *r);
/* n units before (n < 0) or after `p`: a day for days and weeks, else the month or year. */
void dem_when_units_from(dem_date p, char unit, int64_t n, dem_reading *r);
/* "the past two weeks", "the next five years": a duration that ends (direction -1) or begins (1) at the publication. */
void dem_when_set_window(const dem_timer *w, dem_reading *r, char unit, int64_t n, int direction);
/* A season (SP, SU, FA, WI) of a year; of year 0 or -1: last, this or next if `named`, else as the clause says. Winters are named by the year in which they
 * begin. */
void dem_when_set_season(const dem_timer *w, int32_t i, dem_str name, int year, int direction, bool named, dem_reading *r);

int dem_when_season_month(dem_str name); /* its first */

/* narrative.c: around what the text told last. */
dem_date dem_when_told(const dem_timer *w); /* year 0 when nothing was told that still counts; negative before Christ */
dem_date dem_when_told_without_year(const dem_timer *w, int32_t i, int month, int day);
void dem_when_told_unit(const dem_timer *w, char unit, int shift, dem_reading *r);
void dem_when_told_weekday(const dem_timer *w, int day, int shift, dem_reading *r);

/* dates.c */
/* "2024", ", 2024", "of 2024", "480 BC", "last year", "of that year" behind a day or month; year -1 if none. */
int32_t dem_when_year_behind(const dem_timer *w, int32_t i, int *year);
int dem_when_year_at(const dem_timer *w, int32_t i); /* a year in four digits, or -1 */
bool dem_when_before_christ(const dem_timer *w, int32_t i); /* BC, B.C. */
/* A year as it stands in a date, "2024" or "480 BC" (negative): the token behind, or i. */
int32_t dem_when_read_year(const dem_timer *w, int32_t i, int *year);
int dem_when_ordinal_day(const dem_timer *w, int32_t i); /* 15th: 15; 0 if it is none */
int32_t dem_when_ordinal(const dem_timer *w, int32_t i, int64_t *n); /* "first", "15th", "twenty-first": the token behind, or i */
/* 4 April, April 4, April (day 0), without the year. */
int32_t dem_when_month_and_day(const dem_timer *w, int32_t i, int *month, int *day);
/* With a year above 0 that date, else the nearest that suits the clause. */
void dem_when_date_or_nearest(const dem_timer *w, int32_t i, int year, int month, int day, dem_reading *r);
int32_t dem_when_month_date(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_month_days(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_numeric_date(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_holiday(const dem_timer *w, int32_t i, dem_reading *r);

/* years.c: what has a year for its unit. */
int32_t dem_when_bare_year(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_fraction_of_year(const dem_timer *w, int32_t i, dem_reading *r);

/* count.c */
int32_t dem_when_counted(const dem_timer *w, int32_t i, dem_reading *r);
/* The number of units: "two", "several"; n < 0 when it is not said. The token after it, or i. */
int32_t dem_when_count_at(const dem_timer *w, int32_t i, int64_t *n);
/* A unit of time, singular or plural: the values of kind `unit` in words.tsv, I for minutes, K for weekends. */
bool dem_when_unit_at(const dem_timer *w, int32_t i, char *unit, bool *plural);

/* ordinal.c: one of the units of a month or year. */
int32_t dem_when_ordinal_of(const dem_timer *w, int32_t i, dem_reading *r);

/* relative.c */
int32_t dem_when_weekday(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_day_word(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_season(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_directed(const dem_timer *w, int32_t i, dem_reading *r);
int32_t dem_when_every(const dem_timer *w, int32_t i, dem_reading *r);
/* the weekend; behind "end of" and the like (under_part) also "the year". */
int32_t dem_when_the_unit(const dem_timer *w, int32_t i, bool under_part, dem_reading *r);

#endif
