#include "when/reading.h"

#include <stdio.h>

/* 1990s */
static int32_t decade_at(const dem_timer *w, int32_t i, dem_reading *r)
{
    dem_str s = dem_when_token(w, i)->fold;
    int64_t decade;
    if (s.len != 5 || s.data[4] != 's' || s.data[3] != '0' || !dem_str_int(dem_str_cut(s, 0, 4), &decade) || decade < 1000 || decade > 2090)
        return i;
    dem_when_set_years(r, decade, decade + 9);
    snprintf(r->value, sizeof r->value, "%.3s", s.data);
    return i + 1;
}

/* 1861-1865, 1939-45: the last year, 0 if none. Round numbers before what they count are none ("1500-2000 troops"). */
static int64_t span_of_years(const dem_timer *w, int32_t i, int64_t year)
{
    int64_t last = dem_when_year_at(w, i + 2), short_form = dem_when_digits(w, i + 2);
    bool round = year % 50 == 0 && last % 50 == 0 && dem_when_upos(w, i + 3) == DEM_UPOS_NOUN;
    if (!dem_when_dash(w, i + 1) || round)
        return 0;
    if (last > year)
        return last;
    return year >= 1500 && short_form > year % 100 && dem_when_token(w, i + 2)->fold.len == 2 ? year - year % 100 + short_form : 0;
}

/* A year that stands alone: as a heading, between commas, at the beginning of a sentence before its verb ("1987 saw a wave of"). */
static bool stands_alone(const dem_timer *w, int32_t i, int64_t year)
{
    bool end = i + 1 >= w->end || dem_when_upos(w, i + 1) == DEM_UPOS_PUNCT, first = i == w->first;
    int behind = dem_when_upos(w, i + 1);
    bool before_verb = first && year >= 1900 && year % 100 && (behind == DEM_UPOS_VERB || behind == DEM_UPOS_AUX) && (dem_when_token(w, i + 1)->feats & DEM_FEAT_PAST);
    return (end && first) || before_verb || (end && year >= 1500 && dem_when_is(w, i - 1, ",") && i - 1 > w->first && dem_when_digits(w, i - 2) < 0);
}

/* "the 2008 summit", "its 1972 presidential election", "the 1784 Treaty": a year that names what stands behind. */
static bool names_what_follows(const dem_timer *w, int32_t i, int64_t year)
{
    static const char *const owners[] = {"the", "its", "his", "her", "their", "a", "'s", "this", "that", "our", "my"};
    if (i + 1 >= w->end || !DEM_WHEN_ONE_OF(w, i - 1, owners) || (year < 1900 && (year < 1500 || year % 100 == 0)))
        return false;
    const dem_token *next = dem_when_token(w, i + 1);
    bool plural = next->upos == DEM_UPOS_NOUN && ((next->feats & DEM_FEAT_PLUR) || !dem_str_eq(next->fold, next->lemma));
    return (next->upos == DEM_UPOS_NOUN && !plural) || next->upos == DEM_UPOS_PROPN || (next->upos == DEM_UPOS_ADJ && dem_when_upos(w, i + 2) != DEM_UPOS_ADJ);
}

/* 1990s, 2014, 480 BC; a year stands behind certain words, alone, or before what it names. */
int32_t dem_when_bare_year(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const before[] = {"in", "since", "of", "by", "until", "till", "from", "during", "late", "early", "before", "after", "between", "and", "or", "year", "years",
                                         "(", "mid", "-", "to", "through", "throughout", "\xe2\x80\x93", "than", "around", "circa", "for", "end", "ending", "into", "as"};
    int32_t next = decade_at(w, i, r);
    int year;
    if (next > i)
        return next;
    next = dem_when_read_year(w, i, &year);
    if (next == i)
        return i;
    if (year < 0) {
        dem_when_set_date(r, (dem_date){(int16_t)year, 0, 0});
        return next;
    }
    const dem_token *noun = next < w->end ? dem_when_token(w, next) : NULL;
    bool plural = noun && noun->upos == DEM_UPOS_NOUN && ((noun->feats & DEM_FEAT_PLUR) || !dem_str_eq(noun->fold, noun->lemma));
    bool modern = year >= 1900;
    bool tied = dem_when_is(w, i - 1, "-") && dem_when_digits(w, i - 2) >= 0 && dem_when_year_at(w, i - 2) < 0; /* a telephone number */
    bool led = !tied && DEM_WHEN_ONE_OF(w, i - 1, before) && (modern || !noun || noun->upos != DEM_UPOS_NOUN) && !plural;
    bool runs = modern && dem_when_is(w, i + 1, "to") && dem_when_year_at(w, i + 2) > year;
    int64_t last = span_of_years(w, i, year);
    if (!led && !last && !runs && !stands_alone(w, i, year) && !names_what_follows(w, i, year))
        return i;
    dem_when_set_date(r, (dem_date){(int16_t)year, 0, 0});
    if (!last)
        return next;
    dem_when_set_years(r, year, last);
    snprintf(r->value, sizeof r->value, "%04d/%04lld", year, (long long)last);
    return i + 3;
}

/* Centuries: the 20th century, the nineteenth-century treaty, the 4th century BC. */
static int32_t century_at(const dem_timer *w, int32_t i, dem_reading *r)
{
    int64_t n;
    int32_t at = dem_when_ordinal(w, i, &n);
    at += at > i && dem_when_dash(w, at);
    if (at == i || !dem_when_is(w, at, "century") || n < 1 || n > 21)
        return i;
    if (dem_when_before_christ(w, at + 1)) {
        snprintf(r->value, sizeof r->value, "BC%02d", (int)n - 1);
        return at + 2;
    }
    dem_when_set_years(r, n * 100 - 99, n * 100);
    snprintf(r->value, sizeof r->value, "%02d", (int)n - 1);
    return at + 1;
}

/* Q1, H2: the letter, or 0. */
static char short_part(const dem_timer *w, int32_t i, int64_t *n)
{
    dem_str s = dem_in(i, w->first, w->end) ? dem_when_token(w, i)->fold : (dem_str){0};
    if (s.len != 2 || (s.data[0] != 'q' && s.data[0] != 'h') || s.data[1] < '1' || s.data[1] > (s.data[0] == 'q' ? '4' : '2'))
        return 0;
    *n = s.data[1] - '0';
    return s.data[0] == 'q' ? 'Q' : 'H';
}

static int32_t set_part(dem_reading *r, int year, char part, int64_t n, int32_t next)
{
    int months = part == 'Q' ? 3 : 6;
    if (year > 0) {
        dem_when_set_months(r, (dem_date){(int16_t)year, (int8_t)((n - 1) * months + 1), 1}, months, DEM_PREC_MONTH);
        snprintf(r->value, sizeof r->value, "%04d-%c%d", year, part, (int)n);
    }
    return next;
}

/* The year of "the first quarter" alone: the one that runs, or the last one that had such a quarter. */
static int year_of_quarter(const dem_timer *w, int32_t i, int64_t n)
{
    dem_date p = w->doc->published;
    bool ahead = p.month && n > (p.month + 2) / 3;
    return p.year && p.month ? p.year - (ahead && dem_when_tense(w, i) <= 0) : -1;
}

/* the first quarter of 2024, the second half of the year, Q1 2024, 2024 H2, the first quarter; centuries. */
int32_t dem_when_fraction_of_year(const dem_timer *w, int32_t i, dem_reading *r)
{
    static const char *const before[] = {"in", "for", "during", "of", "since", "by", "from"};
    int64_t n = 0;
    int year;
    int32_t at = century_at(w, i, r);
    if (at > i)
        return at;
    int64_t leading = dem_when_digits(w, i) > 0 ? dem_when_read_year(w, i, &year) - i : 0; /* "2019 Q2", "2019-Q2" */
    int32_t behind = i + 1 + (leading && dem_when_dash(w, i + 1));
    char part = leading ? short_part(w, behind, &n) : 0;
    if (part)
        return set_part(r, year, part, n, behind + 1);
    part = short_part(w, i, &n);
    at = i + 1;
    if (!part) {
        part = dem_when_is(w, i + 1, "half") ? 'H' : dem_when_is(w, i + 1, "quarter") ? 'Q' : 0;
        n = part ? dem_when_ordinal_day(w, i) : 0;
        if (!part || (n == 0 && !dem_when_int(w, i, "ordinal", &n)) || n > (part == 'Q' ? 4 : 2))
            return i;
        at = i + 2;
    }
    int32_t next = dem_when_year_behind(w, at, &year);
    if (next == at && dem_when_is(w, at, "of") && dem_when_is(w, at + 1, "the") && dem_when_is(w, at + 2, "year")) {
        year = w->doc->published.year ? w->doc->published.year : dem_when_told(w).year;
        next = at + 3;
        r->relative = true;
    }
    if (next > at)
        return set_part(r, year, part, n, next);
    bool alone = part == 'Q' && at == i + 2 && dem_when_is(w, i - 1, "the") && DEM_WHEN_ONE_OF(w, i - 2, before) && !dem_when_is(w, at, "of") && dem_when_upos(w, at) != DEM_UPOS_NOUN;
    if (!alone)
        return i;
    r->relative = true;
    return set_part(r, year_of_quarter(w, i, n), part, n, at);
}
