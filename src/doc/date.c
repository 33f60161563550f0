#include "doc/doc.h"

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int dem_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool dem_date_valid(dem_date d)
{
    if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12)
        return false;
    if (d.month == 0)
        return d.day == 0;
    return d.day >= 0 && d.day <= dem_days_in_month(d.year, d.month);
}

/* Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the leap day is last. */
int32_t dem_date_days(dem_date d)
{
    int month = d.month ? d.month : 1, day = d.day ? d.day : 1;
    int year = d.year - (month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

dem_date dem_date_from_days(int32_t days)
{
    const int32_t first = -719162, last = 2932896; /* 0001-01-01 and 9999-12-31 */
    if (days < first || days > last)
        return (dem_date){0};
    int32_t z = days + 719468;
    int era = z / 146097; /* not negative in this range */
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    int month = shifted + (shifted < 10 ? 3 : -9);
    return (dem_date){(int16_t)(year_of_era + era * 400 + (month <= 2)), (int8_t)month,
                      (int8_t)(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

int dem_date_weekday(dem_date d)
{
    return ((dem_date_days(d) + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

dem_date dem_date_last(dem_date d)
{
    if (d.year && !d.month)
        d.month = 12;
    if (d.year && !d.day)
        d.day = (int8_t)dem_days_in_month(d.year, d.month);
    return d;
}

static bool digits(dem_str s, ptrdiff_t at, int n, int *value)
{
    int v = 0;
    if (s.len - at < n)
        return false;
    for (ptrdiff_t i = at; i < at + n; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        v = v * 10 + (s.data[i] - '0');
    }
    *value = v;
    return true;
}

bool dem_date_parse(dem_str s, dem_date *out)
{
    int year = 0, month = 0, day = 0;
    *out = (dem_date){0};
    s = dem_str_trim(s);
    if (!digits(s, 0, 4, &year))
        return false;
    ptrdiff_t at = 4;
    if (s.len == 8 && digits(s, 4, 2, &month) && digits(s, 6, 2, &day)) {
        at = 8;
    } else if (s.len > at && s.data[at] == '-') {
        if (!digits(s, at + 1, 2, &month))
            return false;
        at += 3;
        if (s.len > at && s.data[at] == '-') {
            if (!digits(s, at + 1, 2, &day))
                return false;
            at += 3;
        }
    }
    if (at < s.len && s.data[at] != 'T' && s.data[at] != ' ')
        return false;
    dem_date d = {(int16_t)year, (int8_t)month, (int8_t)day};
    if (!dem_date_valid(d) || (at >= 7 && month == 0) || (at >= 8 && day == 0))
        return false;
    *out = d;
    return true;
}

int dem_date_write(dem_date d, char out[11])
{
    int n = 0, parts[3] = {d.year, d.month, d.day};
    if (d.year < 1 || d.year > 9999)
        return out[0] = '\0', 0;
    for (int k = 0; k < 3 && (k == 0 || parts[k] > 0); k++) {
        if (k)
            out[n++] = '-';
        for (int unit = k ? 10 : 1000; unit; unit /= 10)
            out[n++] = (char)('0' + parts[k] / unit % 10);
    }
    out[n] = '\0';
    return n;
}
