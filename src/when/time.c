#include "when/when_internal.h"

#include <stdio.h>

static const dem_token *token_at(const dem_timer *w, int32_t i)
{
    return &w->doc->tokens.at[i];
}

static bool is_word(const dem_timer *w, int32_t i, const char *fold)
{
    return i >= w->first && i < w->end && dem_str_eq(token_at(w, i)->fold, dem_str_of(fold));
}

static bool is_capital(const dem_timer *w, int32_t i)
{
    return (token_at(w, i)->flags & DEM_TOKEN_CAPITAL) != 0;
}

/* Will it be? A word of the future before the time, in the same clause. */
static bool future_before(const dem_timer *w, int32_t i)
{
    enum { LOOK_BACK = 9 };
    for (int32_t k = i - 1; k >= w->first && k >= i - LOOK_BACK; k--) {
        const dem_token *t = token_at(w, k);
        const dem_kb_phrase *p = t->lemma.len ? dem_kb_find_text(w->kb, t->lemma) : NULL;
        if (t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_PAST) && (t->feats & DEM_FEAT_FIN) && !(t->feats & DEM_FEAT_PART))
            return false;
        for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_CUE); s; s = dem_kb_sense_next(w->kb, p, s))
            if (t->upos != DEM_UPOS_ADP && (dem_str_eq(dem_kb_str(w->kb, w->kb->cues[s->row].kind), DEM_S("future")) ||
                                            (t->upos == DEM_UPOS_AUX && dem_str_eq(dem_kb_str(w->kb, w->kb->cues[s->row].kind), DEM_S("hypothetical")))))
                return true; /* will, is due to, and what would be done */
    }
    return false;
}

static void set_range(dem_time *out, dem_date from, dem_date to, dem_precision precision)
{
    out->type = DEM_TIME_DATE;
    out->from = from;
    out->to = dem_date_last(to);
    out->precision = (uint8_t)precision;
    if (from.year && !from.month)
        out->from.month = 1;
    if (from.year && !from.day)
        out->from.day = 1;
}

static dem_status set_value(const dem_timer *w, dem_time *out, const char *text)
{
    return dem_str_copy(w->doc->arena, dem_str_of(text), &out->value);
}

static dem_status set_date(const dem_timer *w, dem_time *out, dem_date d)
{
    char text[11];
    set_range(out, d, d, d.day ? DEM_PREC_DAY : d.month ? DEM_PREC_MONTH : DEM_PREC_YEAR);
    (void)dem_date_write(d, text);
    return set_value(w, out, text);
}

static dem_status set_days(const dem_timer *w, dem_time *out, int32_t days)
{
    return set_date(w, out, dem_date_from_days(days));
}

/* A year in four digits, or -1. */
static int year_at(const dem_timer *w, int32_t i)
{
    int64_t n = dem_when_digits(w, i);
    return n >= 1000 && n <= 2100 && token_at(w, i)->fold.len == 4 ? (int)n : -1;
}

/* A day of the month: 4, 4th; or 0. */
static int day_at(const dem_timer *w, int32_t i)
{
    if (i < w->first || i >= w->end)
        return 0;
    dem_str s = token_at(w, i)->fold;
    int64_t n;
    if (s.len > 2 && (dem_str_ends(s, DEM_S("th")) || dem_str_ends(s, DEM_S("st")) || dem_str_ends(s, DEM_S("nd")) || dem_str_ends(s, DEM_S("rd"))))
        s.len -= 2;
    return dem_str_int(s, &n) && n >= 1 && n <= 31 ? (int)n : 0;
}

/* "mid-July" is one token. */
static bool is_mid(const dem_timer *w, int32_t i)
{
    return dem_str_starts(token_at(w, i)->fold, DEM_S("mid-"));
}

static bool month_named(const dem_timer *w, int32_t i, int64_t *m)
{
    dem_str fold = token_at(w, i)->fold;
    if (!is_mid(w, i))
        return dem_when_int(w, i, "month", m);
    const dem_kb_phrase *p = dem_kb_find_text(w->kb, dem_str_cut(fold, 4, fold.len));
    for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_TIME); s; s = dem_kb_sense_next(w->kb, p, s))
        if (dem_str_eq(dem_kb_str(w->kb, w->kb->times[s->row].kind), DEM_S("month")))
            return dem_str_int(dem_kb_str(w->kb, w->kb->times[s->row].value), m);
    return false;
}

/* "May" and "March" are also words: a month stands beside a number or behind a preposition, with a capital. */
static int month_at(const dem_timer *w, int32_t i)
{
    int64_t m;
    if (i >= w->end || i < w->first || !(is_capital(w, i) || is_mid(w, i)) || !month_named(w, i, &m))
        return 0;
    bool doubtful = token_at(w, i)->fold.len <= 5 && (m == 3 || m == 5);
    bool beside = day_at(w, i + 1) || year_at(w, i + 1) > 0 || day_at(w, i - 1);
    bool behind = i > w->first && (token_at(w, i - 1)->upos == DEM_UPOS_ADP || token_at(w, i - 1)->upos == DEM_UPOS_ADJ || is_word(w, i - 1, "-") ||
                                   is_word(w, i - 1, "last") || is_word(w, i - 1, "next") || is_word(w, i - 1, "this"));
    return !doubtful || beside || behind ? (int)m : 0;
}

/* The year that puts a day or month without one nearest to the publication, before it unless the clause is about the future. */
static dem_date without_year(const dem_timer *w, int32_t i, int month, int day)
{
    dem_date published = w->doc->published, d = {published.year, (int8_t)month, (int8_t)day};
    if (!published.year)
        return (dem_date){0};
    int32_t ahead = dem_date_days(d) - dem_date_days(published);
    if (future_before(w, i))
        d.year = (int16_t)(d.year + (ahead < -31));
    else
        d.year = (int16_t)(d.year - (ahead > (day ? 31 : 45)));
    return dem_date_valid(d) ? d : (dem_date){0};
}

static int32_t skip_comma(const dem_timer *w, int32_t i)
{
    return is_word(w, i, ",") && year_at(w, i + 1) > 0 ? i + 1 : i;
}

/* 4 April 2024, April 4, 2024, April 2024, April 4, April. */
static int32_t month_date(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    int day = day_at(w, i), month = 0;
    int32_t next = i;
    if (day && (month = month_at(w, i + 1)) != 0) {
        next = i + 2;
    } else if (day && is_word(w, i + 1, "of") && (month = month_at(w, i + 2)) != 0) {
        next = i + 3;
    } else {
        month = month_at(w, i);
        day = month ? day_at(w, i + 1) : 0;
        next = i + 1 + (day != 0);
    }
    if (!month)
        return i;
    int32_t at_year = skip_comma(w, next);
    int year = year_at(w, at_year);
    dem_date d = {(int16_t)year, (int8_t)month, (int8_t)day};
    if (year > 0)
        next = at_year + 1;
    else
        d = without_year(w, i, month, day);
    out->relative = year < 0;
    if (d.year && dem_date_valid(d))
        *status = set_date(w, out, d);
    return next;
}

/* 2024-04-04, 20/04/2023: day and month only where there is no doubt which is which. */
static int32_t numeric_date(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    dem_str s = token_at(w, i)->fold;
    int64_t part[3];
    dem_date d;
    if (s.len == 10 && s.data[4] == '-' && dem_date_parse(s, &d)) {
        *status = set_date(w, out, d);
        return i + 1;
    }
    if (s.len < 8 || s.len > 10 || !memchr(s.data, '/', (size_t)s.len))
        return i;
    for (int k = 0; k < 3; k++)
        if (!dem_str_int(dem_str_next(&s, '/'), &part[k]) || part[k] < 1)
            return i;
    if (s.len || part[2] < 1000 || part[2] > 2100 || (part[0] <= 12 && part[1] <= 12 && part[0] != part[1]))
        return i;
    bool day_first = part[0] > 12 || part[0] == part[1];
    d = (dem_date){(int16_t)part[2], (int8_t)(day_first ? part[1] : part[0]), (int8_t)(day_first ? part[0] : part[1])};
    if (part[0] > 31 || part[1] > 31 || !dem_date_valid(d))
        return i;
    *status = set_date(w, out, d);
    return i + 1;
}

static int32_t bare_year(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    static const char *const before[] = {"in", "since", "of", "by", "until", "from", "during", "late", "early", "before", "after", "between", "and", "year", "(", "mid",
                                         "-", "to", "through", "spring", "summer", "autumn", "winter", "fall"};
    dem_str s = token_at(w, i)->fold;
    int year = year_at(w, i);
    if (s.len == 5 && s.data[4] == 's' && s.data[3] == '0') { /* the 1990s */
        int64_t decade;
        if (!dem_str_int(dem_str_cut(s, 0, 4), &decade) || decade < 1000 || decade > 2090)
            return i;
        set_range(out, (dem_date){(int16_t)decade, 0, 0}, (dem_date){(int16_t)(decade + 9), 0, 0}, DEM_PREC_YEAR);
        *status = dem_str_copy(w->doc->arena, dem_str_cut(s, 0, 3), &out->value);
        return i + 1;
    }
    bool led = false;
    for (ptrdiff_t k = 0; k < DEM_COUNT(before) && year > 0; k++)
        led = led || is_word(w, i - 1, before[k]);
    if (!led || is_word(w, i + 1, "-"))
        return i;
    *status = set_date(w, out, (dem_date){(int16_t)year, 0, 0});
    return i + 1;
}

static int32_t skip_daypart(const dem_timer *w, int32_t i)
{
    dem_str unused;
    return i < w->end && dem_when_word(w, i, "daypart", &unused) ? i + 1 : i;
}

/* Thursday, last Thursday, next Friday: news means the latest one up to the day of the report, unless it speaks of the future. */
static int32_t weekday(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    int64_t direction = 0, day;
    bool named = dem_when_int(w, i, "direction", &direction);
    int32_t at = i + named;
    if (at >= w->end || !is_capital(w, at) || !dem_when_int(w, at, "weekday", &day))
        return i;
    out->type = DEM_TIME_DATE;
    out->relative = true;
    if (w->doc->published.year && w->doc->published.day) {
        int32_t today = dem_date_days(w->doc->published);
        int32_t back = (dem_date_weekday(w->doc->published) - (int32_t)day + 7) % 7;
        bool ahead = (named && direction > 0) || (!named && future_before(w, i));
        if (ahead)
            *status = set_days(w, out, today + (back == 0 && !named ? 0 : 7 - back));
        else
            *status = set_days(w, out, today - (named && direction < 0 && back == 0 ? 7 : back));
    }
    return skip_daypart(w, at + 1);
}

static int32_t day_word(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    int64_t shift;
    dem_str value;
    if (dem_when_word(w, i, "now", &value)) {
        out->type = DEM_TIME_DATE;
        out->relative = true;
        *status = dem_str_copy(w->doc->arena, value, &out->value);
        return i + 1;
    }
    if (!dem_when_int(w, i, "day", &shift))
        return i;
    out->type = DEM_TIME_DATE;
    out->relative = true;
    if (w->doc->published.day)
        *status = set_days(w, out, dem_date_days(w->doc->published) + (int32_t)shift);
    return skip_daypart(w, i + 1);
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

/* The unit as it lies around the publication, `shift` units away: last week is Monday to Sunday, last month the calendar month. */
static dem_status calendar_unit(const dem_timer *w, char unit, int64_t shift, dem_time *out)
{
    dem_date p = w->doc->published;
    char text[24];
    if (!p.year || (unit != 'Y' && !p.day))
        return DEM_OK;
    switch (unit) {
    case 'D': return set_days(w, out, dem_date_days(p) + (int32_t)shift);
    case 'W': {
        int32_t monday = dem_date_days(p) - dem_date_weekday(p) + 7 * (int32_t)shift;
        set_range(out, dem_date_from_days(monday), dem_date_from_days(monday + 6), DEM_PREC_DAY);
        (void)dem_date_write(dem_date_from_days(monday), text);
        return set_value(w, out, text);
    }
    case 'M': {
        dem_date m = add_months(p, shift);
        m.day = 0;
        return m.year ? set_date(w, out, m) : DEM_OK;
    }
    case 'Y': return set_date(w, out, (dem_date){(int16_t)(p.year + shift), 0, 0});
    default: return DEM_OK;
    }
}

static dem_status duration_value(const dem_timer *w, char unit, int64_t n, dem_time *out)
{
    char text[32];
    int64_t count = unit == 'E' ? n * 10 : unit == 'C' ? n * 100 : unit == 'Q' ? n * 3 : unit == 'F' ? n * 2 : n;
    char letter = unit == 'E' || unit == 'C' ? 'Y' : unit == 'Q' ? 'M' : unit == 'F' ? 'W' : unit;
    if (unit == 'H' || unit == 'I' || unit == 'S')
        snprintf(text, sizeof text, unit == 'H' ? "PT%lldH" : unit == 'I' ? "PT%lldM" : "PT%lldS", (long long)count);
    else
        snprintf(text, sizeof text, "P%lld%c", (long long)count, letter);
    out->type = DEM_TIME_DURATION;
    return set_value(w, out, text);
}

static bool unit_at(const dem_timer *w, int32_t i, char *unit)
{
    dem_str value;
    char singular[32];
    if (i >= w->end)
        return false;
    bool found = dem_when_word(w, i, "unit", &value);
    dem_str fold = token_at(w, i)->fold;
    if (!found && fold.len > 2 && fold.len < 20 && fold.data[fold.len - 1] == 's') {
        memcpy(singular, fold.data, (size_t)fold.len - 1);
        const dem_kb_phrase *p = dem_kb_find_text(w->kb, (dem_str){singular, fold.len - 1});
        for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_TIME); s && !found; s = dem_kb_sense_next(w->kb, p, s)) {
            found = dem_str_eq(dem_kb_str(w->kb, w->kb->times[s->row].kind), DEM_S("unit"));
            value = dem_kb_str(w->kb, w->kb->times[s->row].value);
        }
    }
    if (found)
        *unit = dem_str_eq(value, DEM_S("MI")) ? 'I' : value.data[0];
    return found;
}

/* last week, this year, next month, last July, the past two years. */
static int32_t directed(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    int64_t direction, n;
    char unit;
    if (!dem_when_int(w, i, "direction", &direction))
        return i;
    int32_t next = dem_when_number(w, i + 1, &n);
    if (next > i + 1 && unit_at(w, next, &unit) && n % 1000 == 0) { /* the past two years: an interval up to now */
        out->relative = true;
        *status = duration_value(w, unit, n / 1000, out);
        return next + 1;
    }
    int month = month_at(w, i + 1);
    if (month && w->doc->published.year) {
        dem_date d = {w->doc->published.year, (int8_t)month, 0};
        if (direction < 0 && month >= w->doc->published.month)
            d.year--;
        if (direction > 0 && month <= w->doc->published.month)
            d.year++;
        *status = set_date(w, out, d);
    } else if (unit_at(w, i + 1, &unit) && unit != 'S' && unit != 'H' && unit != 'I') {
        out->type = DEM_TIME_DATE;
        *status = calendar_unit(w, unit, direction, out);
    } else if (!month) {
        return i;
    }
    out->relative = true;
    return i + 2;
}

/* three days ago, a week later; five years, as a duration. */
static int32_t counted(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    int64_t n = 1000, direction;
    char unit;
    int32_t next = dem_when_number(w, i, &n);
    if (next == i && (is_word(w, i, "a") || is_word(w, i, "an")))
        next = i + 1;
    bool hyphen = is_word(w, next, "-");
    if (next == i || !unit_at(w, next + hyphen, &unit) || n % 1000 != 0 || n / 1000 > 100000)
        return i;
    next += hyphen;
    bool article = is_word(w, i, "a") || is_word(w, i, "an");
    if (dem_when_int(w, next + 1, "direction_after", &direction)) {
        int64_t count = n / 1000 * direction;
        out->type = DEM_TIME_DATE;
        out->relative = true;
        if (is_word(w, next + 1, "ago") && w->doc->published.day) {
            if (unit == 'Y' || unit == 'E' || unit == 'C')
                *status = calendar_unit(w, 'Y', unit == 'E' ? count * 10 : unit == 'C' ? count * 100 : count, out);
            else if (unit == 'W' || unit == 'F' || unit == 'D')
                *status = set_days(w, out, dem_date_days(w->doc->published) + (int32_t)(unit == 'D' ? count : unit == 'F' ? 14 * count : 7 * count));
            else if (unit == 'M')
                *status = calendar_unit(w, 'M', count, out);
        }
        return next + 2;
    }
    if (article)
        return i; /* "a month" is rather a rate than a duration */
    *status = duration_value(w, unit, n / 1000, out);
    return next + 1;
}

static int32_t season(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    dem_str value;
    char text[16];
    if (!dem_when_word(w, i, "season", &value) || token_at(w, i)->upos == DEM_UPOS_VERB)
        return i;
    int year = year_at(w, i + 1);
    bool the = is_word(w, i - 1, "the") || is_word(w, i - 1, "this") || is_word(w, i - 1, "last") || is_word(w, i - 1, "next") || is_word(w, i - 1, "in");
    if (year < 0 && !the)
        return i;
    out->type = DEM_TIME_DATE;
    out->relative = year < 0;
    if (year < 0)
        return i + 1;
    int month = value.data[0] == 'S' && value.data[1] == 'P' ? 3 : value.data[0] == 'S' ? 6 : value.data[0] == 'F' ? 9 : 12;
    dem_date from = {(int16_t)year, (int8_t)month, 1}, to = add_months(from, 2);
    to.day = 0;
    set_range(out, from, to, DEM_PREC_MONTH);
    snprintf(text, sizeof text, "%04d-%.2s", year, value.data);
    *status = set_value(w, out, text);
    return i + 2;
}

/* "late 2022", "early March", "mid-July": a third of the whole. */
static void narrow(dem_time *t, dem_str part)
{
    if (!t->from.year || t->precision == DEM_PREC_DAY)
        return;
    int32_t from = dem_date_days(t->from), to = dem_date_days(t->to), third = (to - from + 1) / 3;
    if (part.data[0] == 'S')
        to = from + third - 1;
    else if (part.data[0] == 'E')
        from = to - third + 1;
    else
        from += third, to -= third;
    t->from = dem_date_from_days(from);
    t->to = dem_date_from_days(to);
}

static void mark_limits(const dem_timer *w, int32_t first, dem_time *t)
{
    dem_str unused;
    int32_t before = first - 1;
    if (is_word(w, before, "the"))
        before--;
    if (is_word(w, before, "of") && before > w->first) /* by the end of the year */
        before -= is_word(w, before - 2, "the") ? 3 : 2;
    if (before < w->first)
        return;
    t->since = dem_when_word(w, before, "since", &unused) && (is_word(w, before, "since") || t->type == DEM_TIME_DATE);
    t->until = dem_when_word(w, before, "until", &unused) && t->type == DEM_TIME_DATE;
}

int32_t dem_when_time(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    static int32_t (*const patterns[])(const dem_timer *, int32_t, dem_time *, dem_status *) = {
        numeric_date, month_date, weekday, directed, day_word, counted, bare_year, season};
    dem_str part = {0};
    int32_t start = i, at = i;
    *out = (dem_time){.sentence = w->sentence, .first = i};
    if (dem_when_word(w, i, "part", &part))
        at = i + 1 + is_word(w, i + 1, "-");
    if (is_mid(w, i))
        part = DEM_S("MID");
    if (at > i && is_word(w, at, "of"))
        at++;
    if (at > i && is_word(w, at, "the"))
        at++;
    if (at >= w->end)
        return i;
    for (ptrdiff_t k = 0; k < DEM_COUNT(patterns) && *status == DEM_OK; k++) {
        int32_t next = patterns[k](w, at, out, status);
        if (next == at)
            continue;
        if (part.len)
            narrow(out, part);
        out->first = start;
        out->end = next > w->end ? w->end : next;
        out->span = (dem_span){token_at(w, start)->span.start, token_at(w, out->end - 1)->span.end};
        mark_limits(w, start, out);
        if (out->since && out->from.year && w->doc->published.day)
            out->to = w->doc->published;
        return out->end;
    }
    return i;
}
