#include "when/reading.h"

#include <stdio.h>

/* "5 p.m.", "10:30", "1400 GMT", with what stands behind it that is also of the clock. */
static int32_t clock_at(const dem_timer *w, int32_t i)
{
    dem_str unused, fold = dem_when_token(w, i)->fold;
    int64_t hour;
    int32_t at = i + 1;
    if (!(dem_when_token(w, i)->flags & DEM_TOKEN_DIGIT))
        return i;
    bool digits = dem_str_int(fold, &hour);
    bool colon = fold.len >= 4 && fold.len <= 8 && memchr(fold.data, ':', (size_t)fold.len);
    bool dotted = fold.len >= 4 && fold.len <= 5 && memchr(fold.data, '.', (size_t)fold.len);
    bool led = false;
    for (; at < i + 4 && dem_when_word(w, at, "clock", &unused); at++)
        led = true;
    return colon || ((digits || dotted) && led && fold.len <= 5) ? at : i;
}

/* Parts of what is longer than a day: thirds, or what lies before or after the publication (or what was told last). */
static void narrow(const dem_timer *w, dem_str part, dem_reading *r)
{
    if (!r->from.year || !r->to.year || part.len == 0)
        return;
    dem_date pivot = r->told ? dem_when_told(w) : w->doc->published;
    dem_reading whole = {0};
    int years = r->to.year - r->from.year + 1, months = years == 1 && r->from.month == 1 && r->to.month == 12 ? 4 : 0;
    int32_t from = dem_date_days(r->from), to = dem_date_days(r->to);
    if (to - from < 2 || !(part.data[0] == 'S' || part.data[0] == 'M' || part.data[0] == 'E' || dem_when_has_day(pivot)))
        return;
    int which = part.data[0] == 'S' ? 0 : part.data[0] == 'M' ? 1 : 2;
    if (part.data[0] == 'B' || part.data[0] == 'A') { /* before, after: earlier this week, later this year */
        int32_t today = dem_date_days(pivot);
        if (today < from || today > to)
            return;
        *(part.data[0] == 'B' ? &r->to : &r->from) = pivot;
    } else if (years == 10) { /* thirds of a decade: 3, 4 and 3 years */
        static const int begin[] = {0, 3, 7, 10};
        dem_when_set_years(&whole, r->from.year + begin[which], r->from.year + begin[which + 1] - 1);
        r->from = whole.from;
        r->to = whole.to;
    } else if (months) {
        r->from.month = (int8_t)(1 + 4 * which);
        r->to = dem_date_last((dem_date){r->to.year, (int8_t)(4 + 4 * which), 0});
    } else {
        int32_t third = (to - from + 1) / 3;
        r->from = dem_date_from_days(from + which * third);
        r->to = which == 2 ? r->to : dem_date_from_days(from + (which + 1) * third - 1);
    }
}

/* "mid-July", "mid-1990s" as one word. */
static int32_t glued(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str fold = dem_when_token(w, i)->fold, value;
    int64_t n;
    if (!dem_str_starts(fold, DEM_S("mid-")))
        return i;
    dem_str rest = dem_str_cut(fold, 4, fold.len);
    int32_t next = i + 1;
    int year;
    if (dem_when_text(w, rest, "month", &value) && dem_str_int(value, &n)) {
        next = dem_when_year_behind(w, next, &year);
        dem_when_date_or_nearest(w, i, year, (int)n, 0, r);
    } else if (dem_str_int(rest, &n) && rest.len == 4 && n >= 1000 && n <= 2100) {
        dem_when_set_date(r, (dem_date){(int16_t)n, 0, 0});
    } else if (rest.len == 5 && dem_str_ends(rest, DEM_S("0s")) && dem_str_int(dem_str_cut(rest, 0, 4), &n) && n >= 1000 && n <= 2090) {
        dem_when_set_years(r, n, n + 9);
        snprintf(r->value, sizeof r->value, "%.3s", rest.data);
    } else {
        return i;
    }
    narrow(w, DEM_S("MID"), r);
    return next;
}

static int32_t simple(const dem_timer *w, int32_t i, dem_reading *r)
{
    static int32_t (*const patterns[])(const dem_timer *, int32_t, dem_reading *) = {
        dem_when_numeric_date, glued, dem_when_fraction_of_year, dem_when_month_days, dem_when_month_date,
        dem_when_holiday, dem_when_weekday, dem_when_ordinal_of, dem_when_directed, dem_when_day_word, dem_when_every, dem_when_counted,
        dem_when_bare_year, dem_when_season};
    for (ptrdiff_t k = 0; k < DEM_COUNT(patterns); k++) {
        *r = (dem_reading){0};
        int32_t next = patterns[k](w, i, r);
        if (next > i)
            return next;
    }
    return i;
}

/* "the night of 8 February", "the morning of Monday". */
static int32_t daypart_of(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str part;
    if (!dem_when_is(w, i + 1, "of") || i + 2 >= w->end || !dem_when_word(w, i, "daypart", &part))
        return i;
    int32_t next = simple(w, i + 2, r);
    if (next == i + 2 || r->type != DEM_TIME_DATE || r->precision != DEM_PREC_DAY || strlen(r->value) != 10)
        return i;
    r->type = DEM_TIME_TIME;
    snprintf(r->value + 10, sizeof r->value - 10, "%.*s", (int)(part.len < 8 ? part.len : 8), part.data);
    return next;
}

/* A point or stretch of time with the words before it that belong to it: "late 2022", "the end of next week", "5 p.m. on Thursday". */
static int32_t point(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const links[] = {"of", "on", "in", "-", "at"};
    dem_str part = {0};
    *r = (dem_reading){0};
    int32_t at = clock_at(w, i);
    if (at > i) {
        at += dem_when_is(w, at, ",");
        at += dem_when_is(w, at, "on");
        int32_t next = at < w->end ? simple(w, at, r) : at;
        if (next > at && r->type == DEM_TIME_DATE && r->precision == DEM_PREC_DAY && !strchr(r->value, '/')) {
            r->type = DEM_TIME_TIME;
            return next;
        }
        *r = (dem_reading){.skipped = true};
        return clock_at(w, i);
    }
    at = daypart_of(w, i, r);
    if (at > i)
        return at;
    *r = (dem_reading){0};
    at = dem_when_upos(w, i) == DEM_UPOS_VERB ? i : dem_when_phrase(w, i, "part", &part);
    if (at > i) {
        at += DEM_WHEN_ONE_OF(w, at, links);
        at += dem_when_is(w, at, "the");
        if (at >= w->end)
            return i;
        int32_t next = simple(w, at, r);
        if (next == at) {
            *r = (dem_reading){0};
            next = dem_when_the_unit(w, at, true, r);
        }
        if (next == at || r->skipped || r->type == DEM_TIME_DURATION || r->type == DEM_TIME_SET)
            return i;
        narrow(w, part, r);
        return next;
    }
    int32_t next = simple(w, i, r);
    if (next == i) {
        *r = (dem_reading){0};
        next = dem_when_the_unit(w, i, false, r);
    }
    int32_t clock = next + (dem_when_is(w, next, "at") || dem_when_is(w, next, ","));
    if (next > i && r->precision == DEM_PREC_DAY && r->type == DEM_TIME_DATE && clock < w->end && clock_at(w, clock) > clock) {
        r->type = DEM_TIME_TIME;
        next = clock_at(w, clock);
    }
    return next;
}

/* Is the second time the end of a stretch that begins with the first? */
static bool continues(const dem_timer *w, int32_t i, int32_t joint)
{
    static const char *const until[] = {"to", "until", "till", "through"};
    static const char *const moved[] = {"postpone", "move", "delay", "shift", "push", "change", "reschedule", "bring"};
    i -= dem_when_is(w, i - 1, "the");
    bool between = dem_when_is(w, i - 1, "between"), from = dem_when_is(w, i - 1, "from");
    if (dem_when_is(w, joint, "and"))
        return between;
    for (int32_t t = i - 2; from && t >= w->first && t > i - 8; t--)
        if (dem_when_lemma_of(w, t, moved, DEM_COUNT(moved)))
            return false;
    return dem_when_dash(w, joint) || DEM_WHEN_ONE_OF(w, joint, until);
}

/* "2014/2018", "2023-05-03/2023-05-05": each end as far as it is known. */
static void join_values(dem_reading *a, const dem_reading *b)
{
    char value[sizeof a->value];
    int room = (int)sizeof value / 2 - 1;
    if (a->precision == DEM_PREC_DAY && a->type == DEM_TIME_DATE && !strchr(a->value, 'W'))
        a->value[dem_date_write(a->from, a->value)] = '\0';
    snprintf(value, sizeof value, "%.*s/%.*s", room, a->value, room, b->value);
    memcpy(a->value, value, sizeof value);
}

/* Makes `a` begin before `b` where its year or week was a guess. */
static bool join(dem_reading *a, const dem_reading *b)
{
    if (a->from.year && b->to.year) {
        if (a->no_year && !b->relative) {
            dem_date d = {b->from.year, a->from.month, a->precision == DEM_PREC_DAY ? a->from.day : 0};
            dem_when_set_date(a, d);
            a->relative = false;
        }
        int32_t from = dem_date_days(a->from), end = dem_date_days(b->to);
        if (from > end && a->no_year && a->from.year > 1)
            dem_when_set_date(a, (dem_date){(int16_t)(a->from.year - 1), a->from.month, a->precision == DEM_PREC_DAY ? a->from.day : 0});
        else if (from > end && a->day_of_week)
            a->from = dem_date_from_days(from - (from - end + 6) / 7 * 7);
        if (!dem_date_valid(a->from) || dem_date_days(a->from) > end)
            return false;
        a->to = b->to;
        join_values(a, b);
        if (b->precision < a->precision)
            a->precision = b->precision;
        return true;
    }
    a->from = a->to = (dem_date){0};
    a->value[0] = '\0';
    return true;
}

static int32_t stretch(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_reading second;
    int32_t next = point(w, i, r);
    if (next == i || r->skipped || r->type > DEM_TIME_TIME || next + 1 >= w->end || !continues(w, i, next))
        return next;
    int32_t at = next + 1 + dem_when_is(w, next + 1, "the"), end = at < w->end ? point(w, at, &second) : at;
    if (end == at || second.skipped || second.type > DEM_TIME_TIME)
        return next;
    return join(r, &second) ? end : next;
}

/* "since", "by" and their like before a time. */
static void mark_limits(const dem_timer *w, int32_t first, dem_time *t)
{
    dem_str unused;
    int32_t before = first - 1;
    before -= dem_when_is(w, before, "year");
    before -= dem_when_is(w, before, "the");
    before -= dem_when_is(w, before, "at") || dem_when_is(w, before, "about") || dem_when_is(w, before, "around") || dem_when_is(w, before, "least");
    if (before < w->first)
        return;
    t->until = t->type == DEM_TIME_DURATION && t->from.year && dem_when_is(w, before, "within") && dem_when_tense(w, first) > 0;
    if (t->type > DEM_TIME_TIME)
        return;
    bool stretches = t->value.len && memchr(t->value.data, '/', (size_t)t->value.len); /* "from May 3 to May 5" ends itself */
    int next = dem_when_upos(w, t->end);
    bool names = dem_when_is(w, t->end, "'s") || next == DEM_UPOS_NOUN || next == DEM_UPOS_PROPN || next == DEM_UPOS_ADJ; /* "after the 2018 crisis" */
    bool behind = dem_when_is(w, before, "after") && !names;
    bool later = dem_when_is(w, before, "than") && dem_when_is(w, before - 1, "later"), no = dem_when_is(w, before - 2, "no") || dem_when_is(w, before - 2, "not");
    bool onwards = dem_when_phrase(w, t->end, "onwards", &unused) > t->end; /* "2018 or later" */
    bool from_to = dem_when_is(w, before, "from") && dem_when_is(w, t->end, "to");
    t->since = (dem_when_word(w, before, "since", &unused) || behind || onwards || (later && !no)) && !stretches && !from_to;
    t->until = (dem_when_word(w, before, "until", &unused) || (later && no)) && !stretches;
}

int32_t dem_when_time(const dem_timer *w, int32_t i, dem_time *out, dem_status *status)
{
    dem_reading r;
    *out = (dem_time){.sentence = w->sentence, .first = i};
    if (!dem_in(i, w->first, w->end) || !(dem_when_token(w, i)->flags & DEM_TOKEN_WORD))
        return i;
    int32_t next = stretch(w, i, &r);
    if (next <= i || r.skipped)
        return next;
    out->end = next > w->end ? w->end : next;
    out->span = (dem_span){dem_when_token(w, i)->span.start, dem_when_token(w, out->end - 1)->span.end};
    out->type = r.type;
    out->precision = r.precision;
    out->relative = r.relative;
    out->told = r.told;
    out->from = r.from;
    out->to = r.to;
    *status = dem_str_copy(w->doc->arena, dem_str_of(r.value), &out->value);
    mark_limits(w, i, out);
    if (out->since && out->from.year)
        out->to = dem_when_has_day(w->doc->published) && dem_date_days(w->doc->published) >= dem_date_days(out->from) ? w->doc->published : (dem_date){0};
    return out->end;
}
