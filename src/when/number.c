#include "when/when_internal.h"

static const dem_kb_phrase *phrase_of(const dem_timer *w, int32_t token)
{
    int32_t row = token < w->end ? w->doc->tokens.at[token].phrase : -1;
    return row < 0 ? NULL : &w->kb->phrases[row];
}

static bool sense_of(const dem_timer *w, const dem_kb_phrase *p, const char *kind, dem_str *value)
{
    for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_TIME); s; s = dem_kb_sense_next(w->kb, p, s))
        if (dem_str_eq(dem_kb_str(w->kb, w->kb->times[s->row].kind), dem_str_of(kind))) {
            *value = dem_kb_str(w->kb, w->kb->times[s->row].value);
            return true;
        }
    return false;
}

bool dem_when_word(const dem_timer *w, int32_t token, const char *kind, dem_str *value)
{
    return sense_of(w, phrase_of(w, token), kind, value);
}

bool dem_when_int(const dem_timer *w, int32_t token, const char *kind, int64_t *value)
{
    dem_str text;
    return dem_when_word(w, token, kind, &text) && dem_str_int(text, value);
}

int32_t dem_when_phrase(const dem_timer *w, int32_t token, const char *kind, dem_str *value)
{
    int32_t longest = token;
    uint64_t h = DEM_HASH_START;
    for (int32_t t = token; t < w->end && t < token + 4; t++) {
        if (!(w->doc->tokens.at[t].flags & DEM_TOKEN_WORD))
            break;
        h = dem_kb_step(h, w->doc->tokens.at[t].fold);
        const dem_kb_phrase *p = dem_kb_find(w->kb, h);
        if (!p)
            break;
        if (sense_of(w, p, kind, value))
            longest = t + 1;
    }
    return longest;
}

static int64_t times(int64_t value, int64_t factor)
{
    return value > DEM_WHEN_MOST / factor ? DEM_WHEN_MOST : value * factor;
}

/* Thousandths of a figure in digits: commas between groups, a point before decimals. *used is the number of bytes read. */
static bool parse_digits(dem_str s, int64_t *value, ptrdiff_t *used)
{
    int64_t v = 0;
    ptrdiff_t i = 0;
    int decimals = -1;
    for (; i < s.len; i++) {
        char c = s.data[i];
        if (c == ',' && decimals < 0 && i > 0)
            continue;
        if (c == '.' && decimals < 0 && i > 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        if (decimals >= 3)
            continue;
        v = v > DEM_WHEN_MOST / 10 - 1 ? DEM_WHEN_MOST : v * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (int d = decimals < 0 ? 0 : decimals; d < 3; d++)
        v = times(v, 10);
    *value = v;
    *used = i;
    return i > 0 && s.data[0] >= '0' && s.data[0] <= '9';
}

int64_t dem_when_digits(const dem_timer *w, int32_t token)
{
    int64_t value;
    if (token >= w->end || !(w->doc->tokens.at[token].flags & DEM_TOKEN_DIGIT) || !dem_str_int(w->doc->tokens.at[token].fold, &value))
        return -1;
    return value;
}

/* "150", "5m", "350,000"; what is glued to the figure must be a scale. */
static int32_t figure(const dem_timer *w, int32_t token, int64_t *value)
{
    ptrdiff_t used;
    dem_str fold = w->doc->tokens.at[token].fold, scale;
    int64_t factor;
    if (!(w->doc->tokens.at[token].flags & DEM_TOKEN_DIGIT) || !parse_digits(fold, value, &used))
        return token;
    if (used == fold.len)
        return token + 1;
    dem_str rest = dem_str_cut(fold, used, fold.len);
    if (!sense_of(w, dem_kb_find_text(w->kb, rest), "scale", &scale) || !dem_str_int(scale, &factor))
        return token;
    *value = times(*value, factor);
    return token + 1;
}

static bool number_word(const dem_timer *w, dem_str fold, int64_t *n)
{
    dem_str value;
    return sense_of(w, dem_kb_find_text(w->kb, fold), "number", &value) && dem_str_int(value, n);
}

/* "twenty", "twenty-five" as one token or three: what news spells out is small. */
static int32_t spelled(const dem_timer *w, int32_t token, int64_t *value)
{
    int64_t n, ones;
    dem_str rest = w->doc->tokens.at[token].fold, first = dem_str_next(&rest, '-');
    if (rest.len && number_word(w, first, &n) && number_word(w, rest, &ones)) {
        *value = (n + ones) * 1000;
        return token + 1;
    }
    if (!dem_when_int(w, token, "number", &n))
        return token;
    *value = n * 1000;
    bool tens = n >= 20 && token + 2 < w->end && dem_str_eq(w->doc->tokens.at[token + 1].fold, DEM_S("-"));
    if (tens && dem_when_int(w, token + 2, "number", &ones) && ones > 0 && ones < 10) {
        *value += ones * 1000;
        return token + 3;
    }
    return token + 1;
}

int32_t dem_when_number(const dem_timer *w, int32_t token, int64_t *value)
{
    int64_t factor;
    if (token >= w->end)
        return token;
    int32_t next = figure(w, token, value);
    if (next == token)
        next = spelled(w, token, value);
    if (next == token && dem_str_eq(w->doc->tokens.at[token].fold, DEM_S("a")) && dem_when_int(w, token + 1, "scale", &factor) && factor >= 100) {
        *value = 1000; /* a hundred */
        next = token + 1;
    }
    for (int n = 0; next > token && n < 3 && dem_when_int(w, next, "scale", &factor); n++) {
        if (w->doc->tokens.at[next].fold.len == 1 && !(w->doc->tokens.at[next - 1].flags & DEM_TOKEN_DIGIT))
            break; /* a lone letter is a scale only right behind digits */
        *value = times(*value, factor);
        next++;
    }
    return next;
}
