#include "when/when_internal.h"

bool dem_when_is(const dem_timer *w, int32_t i, const char *fold)
{
    return dem_in(i, w->first, w->end) && dem_str_eq(dem_when_token(w, i)->fold, dem_str_of(fold));
}

static bool in_list(dem_str s, const char *const *words, ptrdiff_t n)
{
    for (ptrdiff_t k = 0; k < n; k++)
        if (dem_str_eq(s, dem_str_of(words[k])))
            return true;
    return false;
}

bool dem_when_one_of(const dem_timer *w, int32_t i, const char *const *words, ptrdiff_t n)
{
    return dem_in(i, w->first, w->end) && in_list(dem_when_token(w, i)->fold, words, n);
}

bool dem_when_lemma_of(const dem_timer *w, int32_t i, const char *const *words, ptrdiff_t n)
{
    return dem_in(i, w->first, w->end) && in_list(dem_when_token(w, i)->lemma, words, n);
}

bool dem_when_dash(const dem_timer *w, int32_t i)
{
    static const char *const dashes[] = {"-", "--", "\xe2\x80\x93", "\xe2\x80\x94"};
    return DEM_WHEN_ONE_OF(w, i, dashes);
}

int dem_when_upos(const dem_timer *w, int32_t i)
{
    return dem_in(i, w->first, w->end) ? dem_when_token(w, i)->upos : DEM_UPOS_X;
}

static const dem_kb_phrase *phrase_of(const dem_timer *w, int32_t token)
{
    int32_t row = dem_in(token, w->first, w->end) ? dem_when_token(w, token)->phrase : -1;
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

bool dem_when_text(const dem_timer *w, dem_str fold, const char *kind, dem_str *value)
{
    return sense_of(w, dem_kb_find_text(w->kb, fold), kind, value);
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
    enum { LONGEST = 5 };
    const dem_kb_phrase *p = phrase_of(w, token); /* the first word is already looked up */
    if (!p)
        return token;
    int32_t longest = sense_of(w, p, kind, value) ? token + 1 : token;
    if (!dem_kb_is_prefix(p))
        return longest;
    uint64_t h = dem_kb_step(DEM_HASH_START, dem_when_token(w, token)->fold);
    for (int32_t t = token + 1; t < w->end && t < token + LONGEST && (dem_when_token(w, t)->flags & DEM_TOKEN_WORD); t++) {
        h = dem_kb_step(h, dem_when_token(w, t)->fold);
        p = dem_kb_find(w->kb, h);
        if (!p)
            break;
        if (sense_of(w, p, kind, value))
            longest = t + 1;
        if (!dem_kb_is_prefix(p))
            break;
    }
    return longest;
}

int64_t dem_when_times(int64_t value, int64_t factor)
{
    return factor > 0 && value > DEM_WHEN_MOST / factor ? DEM_WHEN_MOST : value * factor;
}

/* A point before exactly three noughts at the end groups thousands ("200.000 euros"), as do two points; else it stands before decimals. A comma
 * before one or two digits at the end stands before decimals ("1,5 million"); else it groups. */
static bool groups(dem_str s, ptrdiff_t at)
{
    ptrdiff_t digits = 0;
    bool noughts = true;
    while (at + 1 + digits < s.len && s.data[at + 1 + digits] >= '0' && s.data[at + 1 + digits] <= '9') {
        noughts = noughts && s.data[at + 1 + digits] == '0';
        digits++;
    }
    bool more = at + 1 + digits < s.len && s.data[at + 1 + digits] == s.data[at];
    return digits == 3 && (s.data[at] == ',' || noughts || more);
}

/* Thousandths of a figure in digits. *used is the number of bytes read. */
static bool parse_digits(dem_str s, int64_t *value, ptrdiff_t *used)
{
    int64_t v = 0;
    ptrdiff_t i = 0;
    int decimals = -1;
    for (; i < s.len; i++) {
        char c = s.data[i];
        if ((c == ',' || c == '.') && decimals < 0 && i > 0 && i + 1 < s.len) {
            if (!groups(s, i))
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
        v = dem_when_times(v, 10);
    *value = v;
    *used = i;
    bool code = s.len > 1 && s.data[0] == '0' && s.data[1] != '.' && s.data[1] != ','; /* 007 counts nothing */
    return i > 0 && s.data[0] >= '0' && s.data[0] <= '9' && !code;
}

int64_t dem_when_digits(const dem_timer *w, int32_t token)
{
    int64_t value;
    if (!dem_in(token, w->first, w->end) || !(dem_when_token(w, token)->flags & DEM_TOKEN_DIGIT) ||
        !dem_str_int(dem_when_token(w, token)->fold, &value))
        return -1;
    return value;
}

/* "150", "5m", "350,000", "350 000"; what is glued to the figure must be a scale. */
static int32_t figure(const dem_timer *w, int32_t token, int64_t *value)
{
    ptrdiff_t used;
    dem_str fold = dem_when_token(w, token)->fold, scale;
    int64_t factor;
    if (!(dem_when_token(w, token)->flags & DEM_TOKEN_DIGIT) || !parse_digits(fold, value, &used))
        return token;
    if (used < fold.len) {
        if (!dem_when_text(w, dem_str_cut(fold, used, fold.len), "scale", &scale) || !dem_str_int(scale, &factor))
            return token;
        *value = dem_when_times(*value, factor);
        return token + 1;
    }
    int32_t next = token + 1;
    for (bool plain = dem_when_digits(w, token) > 0 && fold.len <= 3; plain && dem_when_digits(w, next) >= 0 && dem_when_token(w, next)->fold.len == 3; next++)
        *value = *value > DEM_WHEN_MOST / 1000 - 1 ? DEM_WHEN_MOST : *value * 1000 + dem_when_digits(w, next) * 1000;
    return next;
}

/* May a number word n follow what was read of the group so far? "twenty" "five", "three hundred" "twelve". */
static bool joins(int64_t group, int64_t n)
{
    bool tens = group % 100 >= 20 && group % 10 == 0 && n > 0 && n < 10;
    return tens || (group > 0 && group % 100 == 0 && n > 0);
}

/* A number word, or two tied into one token: "twenty-five". */
static bool number_at(const dem_timer *w, int32_t t, int64_t *n)
{
    dem_str rest = dem_when_token(w, t)->fold, tens = dem_str_next(&rest, '-'), value;
    int64_t ones;
    if (rest.len == 0)
        return dem_when_int(w, t, "number", n);
    if (!dem_when_text(w, tens, "number", &value) || !dem_str_int(value, n) || !dem_when_text(w, rest, "number", &value) || !dem_str_int(value, &ones))
        return false;
    *n += ones;
    return joins(*n - ones, ones);
}

/* Numbers in words: groups below a thousand, each with its scale. */
static int32_t spelled(const dem_timer *w, int32_t token, int64_t *value)
{
    enum { LONGEST = 14 };
    int64_t total = 0, group = 0, n, last = INT64_MAX;
    int32_t t = token, read = token;
    bool open = false; /* a number word may stand here without joining one before it */
    while (t < w->end && t < token + LONGEST) {
        if (number_at(w, t, &n)) {
            if (t > token && !open && !joins(group, n))
                break;
            group += n;
            open = false;
            read = ++t;
        } else if (read > token && dem_when_int(w, t, "scale", &n) && dem_when_token(w, t)->fold.len > 2 && n < last) {
            if (n == 100 && (group == 0 || group > 99))
                break;
            if (n == 100) {
                group *= 100;
            } else {
                total += (group ? group : 1) * 1000 > DEM_WHEN_MOST / n ? DEM_WHEN_MOST / 1000 - total : (group ? group : 1) * n;
                group = 0;
                last = n;
                open = n >= 1000;
            }
            read = ++t;
        } else if (read > token && read == t && dem_when_dash(w, t) && dem_when_int(w, t + 1, "number", &n) && n < 10 && joins(group, n)) {
            t++;
        } else if (read > token && read == t && dem_when_is(w, t, "and") && (open || (group && group % 100 == 0)) && dem_when_int(w, t + 1, "number", &n)) {
            t++;
        } else {
            break;
        }
    }
    *value = dem_when_times(total > DEM_WHEN_MOST / 1000 - group ? DEM_WHEN_MOST / 1000 : total + group, 1000);
    return read;
}

static int32_t scales(const dem_timer *w, int32_t next, int64_t *value)
{
    int64_t factor;
    bool tied = dem_when_dash(w, next) && !((dem_when_token(w, next - 1)->flags | dem_when_token(w, next)->flags) & DEM_TOKEN_SPACE);
    if (tied && dem_when_int(w, next + 1, "scale", &factor) && dem_when_token(w, next + 1)->fold.len > 2)
        next++; /* a 40-million-euro loan */
    for (int n = 0; n < 2 && dem_when_int(w, next, "scale", &factor); n++) {
        bool glued = (dem_when_token(w, next - 1)->flags & (DEM_TOKEN_DIGIT | DEM_TOKEN_SPACE)) == DEM_TOKEN_DIGIT;
        if (dem_when_token(w, next)->fold.len <= 1 && !glued)
            break; /* a lone letter is a scale only right behind digits */
        *value = dem_when_times(*value, factor);
        next++;
    }
    return next;
}

/* "a hundred", "half a million", "half-a-dozen". */
static int32_t article_number(const dem_timer *w, int32_t token, int64_t *value)
{
    int64_t factor;
    int32_t at = token;
    *value = 1000;
    if (dem_when_is(w, at, "half")) {
        *value = 500;
        at += 1 + dem_when_dash(w, at + 1);
    }
    if (!dem_when_is(w, at, "a"))
        return token;
    at += 1 + dem_when_dash(w, at + 1);
    return dem_when_int(w, at, "scale", &factor) && dem_when_token(w, at)->fold.len > 2 ? at : token;
}

int32_t dem_when_number(const dem_timer *w, int32_t token, int64_t *value)
{
    if (!dem_in(token, w->first, w->end))
        return token;
    int32_t next = figure(w, token, value);
    if (next == token)
        next = spelled(w, token, value);
    if (next > token && *value < 100000 && dem_when_is(w, next, "and") && dem_when_is(w, next + 1, "a") && dem_when_is(w, next + 2, "half")) {
        *value += 500;
        next += 3;
    }
    if (next == token)
        next = article_number(w, token, value);
    return next > token ? scales(w, next, value) : token;
}

int64_t dem_when_scale_before(const dem_timer *w, int32_t token)
{
    int64_t factor, product = 1;
    for (int32_t t = token - 1; t >= w->first && t >= token - 2 && dem_when_int(w, t, "scale", &factor); t--)
        product = dem_when_times(product, factor);
    return product;
}
