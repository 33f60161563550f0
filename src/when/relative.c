#include "when/reading.h"

#include <stdio.h>

/* A part of the day behind what was read of it: "night", "in the evening". */
static int32_t daypart(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str part;
    int32_t at = i + 2 * (dem_when_is(w, i, "in") && dem_when_is(w, i + 1, "the"));
    if (!dem_when_word(w, at, "daypart", &part))
        return i;
    i = at;
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
        dem_date next_day = dem_when_has_day(r->from) ? dem_date_from_days(dem_date_days(r->from) + 1) : (dem_date){0};
        r->to = next_day.year ? next_day : r->to;
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
    bool open = year == -1;
    if (open && (!DEM_WHEN_ONE_OF(w, i - 1, before) || dem_when_is(w, i + 1, "of") || dem_when_upos(w, i + 1) == DEM_UPOS_NOUN))
        return i;
    r->relative = open;
    r->told = open && !w->doc->published.year;
    dem_when_set_season(w, i, value, year, 0, false, r);
    return next;
}

static bool windowed(const dem_timer *w, int32_t i)
{
    static const char *const before[] = {"over", "in", "within", "during", "for", "through", "throughout", "of"};
    return dem_when_is(w, i - 1, "the") && DEM_WHEN_ONE_OF(w, i - 2, before);
}

/* "last week", "the next day": the unit stands at `at`, its direction at i. */
static int32_t directed_unit(const dem_timer *w, int32_t i, int32_t at, int direction, dem_reading *r)
{
    char unit;
    bool plural;
    if (!dem_when_unit_at(w, at, &unit, &plural) || (plural && direction == 0) || (dem_when_is(w, at + 1, "of") && unit != 'K'))
        return i;
    if (plural) {
        dem_when_set_value(r, direction < 0 ? "PAST_REF" : "FUTURE_REF");
        return at + 1;
    }
    bool hours = unit == 'S' || unit == 'I' || unit == 'H';
    bool recent = dem_when_is(w, i, "recent"), past = dem_when_is(w, at - 1, "past") || dem_when_is(w, at - 1, "coming");
    if (recent || (hours && !past) || (unit == 'D' && direction <= 0))
        return i;
    bool long_unit = unit == 'E' || unit == 'C';
    if (dem_when_is(w, i - 1, "the") && direction > 0 && !past && !windowed(w, i) && !long_unit && dem_when_tense(w, i) <= 0)
        dem_when_told_unit(w, unit, 1, r); /* "the next day" */
    else if (long_unit && direction > 0)
        dem_when_set_window(w, r, unit, 1000, direction);
    else if (unit != 'K' && unit != 'Q' && direction != 0 && (past || windowed(w, i)))
        dem_when_set_window(w, r, unit, 1000, direction);
    else
        dem_when_calendar_unit(w, unit, direction, r);
    return at + 1;
}

/* last Thursday, next July, this spring. */
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

/* "that day", "the following spring", "the same night", "that Thursday": the word at `at`, seen from what the text told before. */
static int32_t told_name(const dem_timer *w, int32_t i, int32_t at, int shift, dem_reading *r)
{
    char unit;
    bool plural;
    int64_t n;
    dem_str value;
    dem_date told = dem_when_told(w);
    r->told = true;
    if (dem_when_unit_at(w, at, &unit, &plural)) {
        if (plural || unit == 'S' || unit == 'I' || unit == 'H' || (dem_when_is(w, at + 1, "of") && shift >= 0))
            return i;
        dem_when_told_unit(w, unit, shift, r);
        return dem_when_is(w, at, "night") ? daypart(w, at, r) : at + 1;
    }
    if (dem_when_word(w, at, "daypart", &value)) {
        dem_when_told_unit(w, 'D', shift, r);
        return daypart(w, at, r);
    }
    bool season = dem_when_word(w, at, "season", &value), month = dem_when_is_capital(w, at) && dem_when_int(w, at, "month", &n);
    if (season || month) {
        int first = season ? dem_when_season_month(value) : (int)n;
        int year = told.year + (shift > 0 && first <= told.month) - (shift < 0 && told.month && first >= told.month);
        if (told.year && season)
            dem_when_set_season(w, i, value, year, 0, true, r);
        else if (told.year)
            dem_when_set_date(r, (dem_date){(int16_t)year, (int8_t)n, 0});
        return at + 1;
    }
    if (!dem_when_is_capital(w, at) || !dem_when_int(w, at, "weekday", &n) || dem_when_token(w, at)->fold.len < 6)
        return i;
    if (!told.day && shift < 0 && !dem_when_is(w, i - 1, "the"))
        return directed_name(w, i, at, shift, r);
    dem_when_told_weekday(w, (int)n, shift, r);
    return daypart(w, at + 1, r);
}

/* The same, following, previous, that, "that same". */
static int32_t text_bound(const dem_timer *w, int32_t i, int64_t shift, dem_reading *r)
{
    int64_t n, second;
    char unit;
    bool plural;
    int32_t at = i + 1;
    if (dem_when_is(w, i, "following") && !dem_when_is(w, i - 1, "the"))
        return i; /* rather "after" */
    if (shift == 0 && dem_when_int(w, at, "direction_text", &second)) {
        shift = second;
        at++;
    }
    if (at >= w->end)
        return i;
    r->relative = true;
    int32_t next = dem_when_count_at(w, at, &n);
    if (next > at && shift && dem_when_unit_at(w, next, &unit, &plural)) {
        dem_when_set_duration(r, unit, n);
        return next + 1;
    }
    if (shift && dem_when_unit_at(w, at, &unit, &plural) && plural) {
        dem_when_set_duration(r, unit, -1);
        return at + 1;
    }
    return told_name(w, i, at, (int)shift, r);
}

/* Words that say which: last, this, next, past, following; with a number of units, a unit, or the name of a day, month or season. */
int32_t dem_when_directed(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t direction, n, second;
    char unit;
    bool plural;
    dem_str value;
    if (dem_when_int(w, i, "direction_text", &direction))
        return text_bound(w, i, direction, r);
    if (!dem_when_int(w, i, "direction", &direction))
        return i;
    int32_t at = i + 1;
    if (direction == 0 && dem_when_int(w, at, "direction", &second)) { /* "this past week", "this coming Friday" */
        direction = second;
        at++;
    }
    if (at >= w->end)
        return i;
    r->relative = true;
    int32_t next = dem_when_count_at(w, at, &n);
    if (next > at && dem_when_unit_at(w, next, &unit, &plural) && direction != 0) {
        dem_when_set_window(w, r, unit, n, (int)direction);
        return next + 1;
    }
    if (direction <= 0 && dem_when_word(w, at, "daypart", &value)) {
        dem_when_calendar_unit(w, 'D', direction, r);
        return daypart(w, at, r);
    }
    if (direction > 0 && dem_when_word(w, at, "daypart", &value) && dem_when_is(w, i - 1, "the"))
        return told_name(w, i, at, 1, r); /* "the next morning" */
    next = directed_unit(w, i, at, (int)direction, r);
    return next > i ? next : directed_name(w, i, at, (int)direction, r);
}

/* the weekend; under "end of", "since the start of", also "the year". Stories without a date of their own mean what they told last. */
int32_t dem_when_the_unit(const dem_timer *w, int32_t i, bool under_part, dem_reading *r)
{
    char unit;
    bool plural;
    if (!dem_when_unit_at(w, i, &unit, &plural) || plural || (unit != 'K' && !under_part) || (unit == 'K' && !dem_when_is(w, i - 1, "the") && !dem_when_is(w, i - 1, "at")))
        return i;
    if (unit == 'S' || unit == 'I' || unit == 'H' || dem_when_is(w, i + 1, "of"))
        return i;
    if (!w->doc->published.year && unit != 'K')
        dem_when_told_unit(w, unit, 0, r);
    else
        dem_when_calendar_unit(w, unit, 0, r);
    if (unit == 'K' && r->from.year && dem_when_tense(w, i) <= 0 && dem_date_days(r->from) > dem_date_days(w->doc->published))
        dem_when_calendar_unit(w, unit, -1, r);
    return i + 1;
}

static void set_rate(dem_reading *r, const char *value)
{
    r->type = DEM_TIME_SET;
    dem_when_set_value(r, value);
}

/* daily, weekly, annually. */
static int32_t rate(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const struct { const char *rate, *value; } rates[] = {
        {"hour", "PT1H"}, {"day", "P1D"}, {"night", "P1D"}, {"week", "P1W"}, {"month", "P1M"}, {"quarter", "P3M"}, {"year", "P1Y"}};
    dem_str value;
    int upos = dem_when_upos(w, i);
    if ((upos != DEM_UPOS_ADV && upos != DEM_UPOS_ADJ) || dem_when_is_capital(w, i) || !dem_when_word(w, i, "rate", &value))
        return i;
    for (ptrdiff_t k = 0; k < DEM_COUNT(rates); k++)
        if (dem_str_eq(value, dem_str_of(rates[k].rate))) {
            set_rate(r, rates[k].value);
            return i + 1;
        }
    return i;
}

/* every year, each Monday, every other day, every two weeks, every night, daily. */
int32_t dem_when_every(const dem_timer *w, int32_t i, dem_reading *r)
{
    char unit;
    bool plural;
    int64_t day, n = 1000;
    dem_str part;
    if (!dem_when_is(w, i, "every") && !dem_when_is(w, i, "each"))
        return rate(w, i, r);
    int32_t at = i + 1 + dem_when_is(w, i + 1, "other"), counted = dem_when_count_at(w, at, &n);
    n = at > i + 1 ? 2000 : counted > at ? n : 1000;
    at = counted;
    if (dem_when_int(w, at, "weekday", &day)) {
        snprintf(r->value, sizeof r->value, "XXXX-WXX-%d", (int)day + 1);
    } else if (dem_when_word(w, at, "daypart", &part)) {
        snprintf(r->value, sizeof r->value, "XXXX-XX-XX%.*s", (int)(part.len < 8 ? part.len : 8), part.data);
    } else if (dem_when_unit_at(w, at, &unit, &plural) && plural == (n > 1000 && counted > i + 1 && !dem_when_is(w, i + 1, "other")) && unit != 'S') {
        dem_when_set_duration(r, unit, n);
        if (unit == 'K' && n == 1000)
            dem_when_set_value(r, "XXXX-WXX-WE");
    } else {
        return i;
    }
    r->type = DEM_TIME_SET;
    return at + 1;
}
