#include "when/reading.h"

#include <stdio.h>

void dem_when_set_days(dem_reading *r, int32_t from, int32_t to)
{
    r->from = dem_date_from_days(from);
    r->to = dem_date_from_days(to);
    r->precision = DEM_PREC_DAY;
    if (!dem_date_valid(r->from) || !dem_date_valid(r->to))
        r->from = r->to = (dem_date){0};
    else
        r->value[dem_date_write(r->from, r->value)] = '\0';
}

/* A day, a month or a year. Years before Christ (negative) have a value only. */
void dem_when_set_date(dem_reading *r, dem_date d)
{
    if (d.year < 0 && d.year > -10000) {
        dem_date positive = {(int16_t)-d.year, d.month, d.day};
        memcpy(r->value, "BC", 2);
        r->value[2 + dem_date_write(positive, r->value + 2)] = '\0';
        r->precision = d.day ? DEM_PREC_DAY : d.month ? DEM_PREC_MONTH : DEM_PREC_YEAR;
    }
    if (!dem_date_valid(d))
        return;
    r->precision = d.day ? DEM_PREC_DAY : d.month ? DEM_PREC_MONTH : DEM_PREC_YEAR;
    r->from = (dem_date){d.year, d.month ? d.month : 1, d.day ? d.day : 1};
    r->to = dem_date_last(d);
    r->value[dem_date_write(d, r->value)] = '\0';
}

static dem_date add_months(dem_date d, int64_t months)
{
    int64_t n = (int64_t)d.year * 12 + (d.month ? d.month - 1 : 0) + months;
    if (n < 12 || n >= 120000)
        return (dem_date){0};
    dem_date r = {(int16_t)(n / 12), (int8_t)(n % 12 + 1), d.day};
    int last = dem_days_in_month(r.year, r.month);
    if (r.day > last)
        r.day = (int8_t)last;
    return r;
}

/* Whole months from the first of `from`. */
void dem_when_set_months(dem_reading *r, dem_date from, int months, dem_precision precision)
{
    from.day = 1;
    dem_date last = add_months(from, months - 1);
    last.day = 0;
    if (!dem_date_valid(from) || !dem_date_valid(last))
        return;
    r->from = from;
    r->to = dem_date_last(last);
    r->precision = (uint8_t)precision;
}

void dem_when_set_years(dem_reading *r, int64_t from, int64_t to)
{
    if (from < 1 || to > 9999)
        return;
    r->from = (dem_date){(int16_t)from, 1, 1};
    r->to = (dem_date){(int16_t)to, 12, 31};
    r->precision = DEM_PREC_YEAR;
}

void dem_when_set_value(dem_reading *r, const char *text)
{
    snprintf(r->value, sizeof r->value, "%s", text);
}

/* PnU of thousandths; n < 0: how many is not said. */
void dem_when_set_duration(dem_reading *r, char unit, int64_t n)
{
    static const struct { char unit, letter[3]; int factor; const char *time; } units[] = {
        {'S', "S", 1, "T"}, {'I', "M", 1, "T"}, {'H', "H", 1, "T"}, {'D', "D", 1, ""}, {'W', "W", 1, ""}, {'F', "W", 2, ""}, {'K', "WE", 1, ""},
        {'M', "M", 1, ""}, {'Q', "M", 3, ""}, {'Y', "Y", 1, ""}, {'E', "Y", 10, ""}, {'C', "Y", 100, ""}};
    r->type = DEM_TIME_DURATION;
    for (ptrdiff_t k = 0; k < DEM_COUNT(units); k++) {
        if (units[k].unit != unit)
            continue;
        int64_t all = n * units[k].factor;
        if (n < 0)
            snprintf(r->value, sizeof r->value, "P%sX%s", units[k].time, unit == 'E' ? "DE" : unit == 'C' ? "CE" : units[k].letter);
        else if (all % 1000)
            snprintf(r->value, sizeof r->value, "P%s%lld.%lld%s", units[k].time, (long long)(all / 1000), (long long)(all % 1000 / 100), units[k].letter);
        else
            snprintf(r->value, sizeof r->value, "P%s%lld%s", units[k].time, (long long)(all / 1000), units[k].letter);
    }
}

/* A day or month without a year. One that the clause puts into the past or future lies there; else a month is taken as past and a day as near. */
dem_date dem_when_without_year(const dem_timer *w, int32_t i, int month, int day)
{
    enum { ZONES = 2 }; /* days: a report may be dated a little before or after what it tells */
    dem_date published = w->doc->published, best = {0};
    int tense = dem_when_tense(w, i);
    if (!published.year)
        return dem_when_told_without_year(w, i, month, day);
    if (!published.month)
        return (dem_date){published.year, (int8_t)month, (int8_t)day};
    int32_t nearest = INT32_MAX;
    for (int y = published.year - 1; y <= published.year + 1; y++) {
        dem_date d = {(int16_t)y, (int8_t)month, (int8_t)day};
        if (!dem_date_valid(d))
            continue;
        int32_t ahead = dem_date_days(d) - dem_date_days(published);
        if (!day && y == published.year && month == published.month)
            return d;
        if ((tense < 0 || (tense == 0 && !day)) && ahead > ZONES)
            continue;
        if (tense > 0 && dem_date_days(dem_date_last(d)) - dem_date_days(published) < (day ? -ZONES : 0))
            continue;
        if ((ahead < 0 ? -ahead : ahead) < nearest) {
            nearest = ahead < 0 ? -ahead : ahead;
            best = d;
        }
    }
    return best;
}

/* Weeks are named as ISO 8601 does: by the year that holds their Thursday. */
static void name_week(dem_reading *r, int32_t monday, const char *suffix)
{
    dem_date thursday = dem_date_from_days(monday + 3);
    int32_t first = dem_date_days((dem_date){thursday.year, 1, 1});
    if (r->from.year && thursday.year)
        snprintf(r->value, sizeof r->value, "%04d-W%02d%s", thursday.year, (int)(monday + 3 - first) / 7 + 1, suffix);
}

static void months_around(dem_date p, char unit, int shift, dem_reading *r)
{
    if (!p.month || p.year < 0) {
        dem_when_set_date(r, (dem_date){p.year, p.month, 0});
        if (!p.month)
            r->value[0] = '\0', r->from = r->to = (dem_date){0};
        return;
    }
    int quarter = (p.month - 1) / 3;
    dem_date m = add_months(p, unit == 'M' ? shift : 3 * shift - (p.month - 1 - 3 * quarter));
    m.day = 0;
    dem_when_set_date(r, m);
    if (unit == 'Q' && m.year > 0) {
        dem_when_set_months(r, m, 3, DEM_PREC_MONTH);
        snprintf(r->value, sizeof r->value, "%04d-Q%d", m.year, (m.month - 1) / 3 + 1);
    }
}

/* A decade (10) or century (100). */
static void years_around(dem_date p, int length, int64_t shift, dem_reading *r)
{
    int64_t first = p.year - p.year % length + length * shift;
    dem_when_set_years(r, first, first + length - 1);
    if (r->from.year)
        snprintf(r->value, sizeof r->value, length == 10 ? "%03d" : "%02d", (int)first / length);
}

/* The unit that holds the day, month or year `p`, or lies `shift` units from it: weeks begin on Monday. */
void dem_when_unit_around(dem_date p, char unit, int64_t shift, dem_reading *r)
{
    bool days = unit == 'D' || unit == 'W' || unit == 'K' || unit == 'F';
    if (!p.year || (p.year < 0 && unit != 'Y' && shift) || (days && (p.year < 0 || !dem_when_has_day(p))) || shift > 9999 || shift < -9999) {
        if (p.year < 0 && shift == 0 && unit == 'D' && p.day)
            dem_when_set_date(r, p);
        return;
    }
    int32_t today = dem_date_days(p), monday = today - dem_date_weekday(p) + 7 * (int32_t)shift;
    switch (unit) {
    case 'D': dem_when_set_days(r, today + (int32_t)shift, today + (int32_t)shift); return;
    case 'W':
        dem_when_set_days(r, monday, monday + 6);
        name_week(r, monday, "");
        return;
    case 'K':
        dem_when_set_days(r, monday + 5, monday + 6);
        name_week(r, monday, "-WE");
        return;
    case 'M': case 'Q': months_around(p, unit, (int)shift, r); return;
    case 'Y': dem_when_set_date(r, (dem_date){(int16_t)(p.year + shift), 0, 0}); return;
    case 'E': years_around(p, 10, shift, r); return;
    case 'C': years_around(p, 100, shift, r); return;
    default: return;
    }
}

void dem_when_calendar_unit(const dem_timer *w, char unit, int64_t shift, dem_reading *r)
{
    r->relative = true;
    dem_when_unit_around(w->doc->published, unit, shift, r);
}

/* `n` units before (n < 0) or after `p`: a day for days and weeks, else the month or year. */
void dem_when_units_from(dem_date p, char unit, int64_t n, dem_reading *r)
{
    r->relative = true;
    switch (unit) {
    case 'H': dem_when_unit_around(p, 'D', n / 24, r); return;
    case 'D': dem_when_unit_around(p, 'D', n, r); return;
    case 'W': dem_when_unit_around(p, 'D', 7 * n, r); return;
    case 'F': dem_when_unit_around(p, 'D', 14 * n, r); return;
    case 'Q': dem_when_unit_around(p, 'M', 3 * n, r); return;
    case 'M': dem_when_unit_around(p, 'M', n, r); return;
    case 'Y': dem_when_unit_around(p, 'Y', n, r); return;
    case 'E': dem_when_unit_around(p, 'Y', 10 * n, r); return;
    case 'C': dem_when_unit_around(p, 'Y', 100 * n, r); return;
    default: return;
    }
}

/* "the past two weeks", "the next five years": a duration that ends or begins at the publication. */
void dem_when_set_window(const dem_timer *w, dem_reading *r, char unit, int64_t n, int direction)
{
    dem_when_set_duration(r, unit, n);
    r->relative = true;
    dem_date p = w->doc->published;
    if (!dem_when_has_day(p) || n < 0 || n % 1000 || n > 1000000)
        return;
    int64_t whole = n / 1000 * direction;
    int32_t today = dem_date_days(p), other = today;
    switch (unit) {
    case 'H': other += (int32_t)(whole / 24); break;
    case 'D': other += (int32_t)whole; break;
    case 'W': case 'F': other += (int32_t)(whole * (unit == 'F' ? 14 : 7)); break;
    case 'M': case 'Q': case 'Y': case 'E': case 'C': {
        dem_date d = add_months(p, whole * (unit == 'M' ? 1 : unit == 'Q' ? 3 : unit == 'Y' ? 12 : unit == 'E' ? 120 : 1200));
        if (!d.year)
            return;
        other = dem_date_days(d);
        break;
    }
    default: break;
    }
    char value[sizeof r->value];
    memcpy(value, r->value, sizeof value);
    dem_when_set_days(r, direction < 0 ? other : today, direction < 0 ? today : other);
    memcpy(r->value, value, sizeof value);
}

/* The first month of a season, SP, SU, FA or WI. */
int dem_when_season_month(dem_str name)
{
    static const char *const order[] = {"SP", "SU", "FA", "WI"};
    for (int k = 0; k < 4; k++)
        if (dem_str_eq(name, dem_str_of(order[k])))
            return 3 + 3 * k;
    return 3;
}

/* The year of a season around the publication: the one that `direction` names, else the last begun or, in a clause that looks ahead, the next. */
static int season_year(const dem_timer *w, int32_t i, int month, int direction, bool named)
{
    dem_date published = w->doc->published;
    int32_t today = dem_date_days(published);
    bool ahead = named ? direction > 0 : dem_when_tense(w, i) > 0;
    bool running = named ? direction == 0 : ahead; /* also the season in which the report stands */
    int year = published.year + 1;
    if (named && direction == 0)
        return published.year - (month == 12 && published.month < 6);
    for (;; year--) {
        dem_date begin = {(int16_t)year, (int8_t)month, 1}, last = add_months(begin, 2);
        last.day = 0;
        int32_t from = dem_date_days(begin), to = dem_date_days(dem_date_last(last));
        bool before = named && direction < 0 ? to < today : from <= today;
        if (before || year < published.year - 1)
            return year + (ahead && !(running && to >= today));
    }
}

/* Winters are named by the year in which they begin. Without a publication date a season is that of the year told last, a winter told in the first months of
 * a year the one that is running. */
void dem_when_set_season(const dem_timer *w, int32_t i, dem_str name, int year, int direction, bool named, dem_reading *r)
{
    int month = dem_when_season_month(name);
    if (year == 0 || year == -1) {
        dem_date told = w->doc->published.year ? (dem_date){0} : dem_when_told(w);
        if (dem_when_has_day(w->doc->published))
            year = season_year(w, i, month, direction, named);
        else if (told.year && (!named || direction == 0))
            year = told.year - (month == 12 && told.month && told.month < 6 && told.year > 0);
        else
            return;
    }
    if (year < 0) {
        snprintf(r->value, sizeof r->value, "BC%04d-%.2s", -year, name.data);
        return;
    }
    dem_when_set_months(r, (dem_date){(int16_t)year, (int8_t)month, 1}, 3, DEM_PREC_MONTH);
    if (r->from.year)
        snprintf(r->value, sizeof r->value, "%04d-%.2s", year, name.data);
}
