#include "when/when_internal.h"

static uint8_t relation(dem_str sign)
{
    static const char *const signs[] = {"=", ">", "<", "~", ">=", "<="};
    for (ptrdiff_t i = 0; i < DEM_COUNT(signs); i++)
        if (dem_str_eq(sign, dem_str_of(signs[i])))
            return (uint8_t)i;
    return DEM_EQUAL;
}

/* dozens, several hundred, tens of thousands. */
static int32_t vague(const dem_timer *w, int32_t i, int64_t *low, int64_t *high)
{
    dem_str value;
    int64_t factor;
    int32_t next = dem_when_phrase(w, i, "vague", &value);
    if (next == i || !dem_str_int(dem_str_next(&value, '-'), low) || !dem_str_int(value, high))
        return i;
    *low = dem_when_times(*low, 1000);
    *high = dem_when_times(*high, 1000);
    if (dem_when_int(w, next, "scale", &factor) && dem_when_token(w, next)->fold.len > 2) {
        *low = dem_when_times(*low, factor);
        *high = dem_when_times(*high, factor);
        next++;
    }
    return next;
}

/* half of, two-thirds of, one in five: a share, in thousandths of a percent. */
static int32_t share(const dem_timer *w, int32_t i, int64_t *value)
{
    static const char *const behind[] = {"of", "the", "its", "their", "his", "her", "our"};
    int64_t n = 1, part, whole = 0;
    int32_t at = i;
    if (!dem_when_int(w, at, "fraction", &part)) {
        at = dem_when_number(w, i, &n);
        bool article = at == i && dem_when_is(w, i, "a");
        if (at > i && n % 1000 == 0) {
            int32_t end = at;
            if (dem_when_is(w, at, "in"))
                end = dem_when_number(w, at + 1, &whole);
            else if (dem_when_is(w, at, "out") && dem_when_is(w, at + 1, "of"))
                end = dem_when_number(w, at + 2, &whole);
            bool out = dem_when_is(w, at, "out");
            bool usual = whole == 3000 || whole == 4000 || whole == 5000 || whole == 10000; /* in digits "12 in 20" may be anything */
            if (end > at + 1 + out && n > 0 && whole > n && whole <= 100000 && (dem_when_digits(w, i) < 0 || out || usual)) {
                *value = n * 100000 / whole;
                return end;
            }
        }
        n = article ? 1 : n / 1000;
        at += article + (at > i && dem_when_dash(w, at));
        if (at == i || n > 20 || !dem_when_int(w, at, "fraction", &part) || (article && !dem_when_is(w, at + 1, "of")))
            return i;
    }
    if (!DEM_WHEN_ONE_OF(w, at + 1, behind) && !(at > i && dem_when_dash(w, i + 1)))
        return i;
    *value = n * part;
    return *value <= 100000 ? at + 1 : i;
}

/* Numbers that count nothing: parts of names and references, ages, scores. */
static bool is_label(const dem_timer *w, int32_t i, int32_t next)
{
    static const char *const labels[] = {"article", "resolution", "no", "no.", "number", "page", "chapter", "section", "flight", "route", "highway", "aged", "age", "phase",
                                         "unit", "room", "line", "channel", "gate", "level", "version", "phone", "tel", "call", "dial", "paragraph", "protocol", "annex",
                                         "apollo", "block", "apartment", "suite", "formula", "windows", "#", "nos", "pp", "p", "vol", "volume", "issue", "category", "grade"};
    const dem_token *t = dem_when_token(w, i);
    bool figure = (t->flags & DEM_TOKEN_DIGIT) != 0;
    if (DEM_WHEN_ONE_OF(w, i - 1, labels) || (dem_when_is(w, i - 1, "of") && (dem_when_is(w, i - 2, "group") || dem_when_is(w, i - 2, "age"))))
        return true;
    if (dem_when_dash(w, i - 1) && !(dem_when_token(w, i - 1)->flags & DEM_TOKEN_SPACE))
        return true;
    if (dem_when_digits(w, i) >= 0 && i > w->first && (dem_when_token(w, i - 1)->flags & DEM_TOKEN_DIGIT))
        return true;
    if (next == i + 1 && dem_when_digits(w, i) >= 0 && dem_when_digits(w, next) >= 0 && !dem_when_is(w, next + 1, "mm"))
        return true; /* telephone numbers */
    if (dem_when_is(w, i - 1, "+") || (dem_when_is(w, next, "+") && dem_when_digits(w, next + 1) >= 0))
        return true; /* the 5+1 group */
    const dem_token *before = i > w->first ? dem_when_token(w, i - 1) : NULL;
    bool after_name = figure && before && before->upos == DEM_UPOS_PROPN && before->mention < 0 && !(before->flags & DEM_TOKEN_FIRST);
    if (after_name && next == i + 1 && dem_when_digits(w, i) >= 0 && !dem_when_is_people_of(w, i - 1))
        return true; /* Leopard 2 */
    bool fenced = (dem_when_is(w, i - 1, ",") && (dem_when_is(w, next, ",") || dem_when_is(w, next, "."))) || (dem_when_is(w, i - 1, "(") && dem_when_is(w, next, ")"));
    return fenced && dem_when_digits(w, i) >= 0 && dem_when_digits(w, i) < 130; /* a man, 42, */
}

/* "20 to 30", "20-30", "between 20 and 30": the second figure, and the token after it. A scale behind the second is also the first's. */
static int32_t upper_end(const dem_timer *w, int32_t i, bool between, bool from, int64_t *low, int64_t *high)
{
    const dem_kb_unit *sign;
    bool joined = (!from && dem_when_is(w, i, "to")) || dem_when_dash(w, i) || dem_when_is(w, i, "or") || (between && dem_when_is(w, i, "and"));
    if (!joined)
        return i;
    int64_t value = 0;
    int32_t at = dem_when_currency_before(w, i + 1, &sign), next = dem_when_number(w, at, &value);
    if (next == at)
        return i;
    int64_t scale = dem_when_scale_before(w, next), scaled = dem_when_times(*low, scale);
    if (scale > 1 && *low < scale * 1000 && scaled <= value && dem_when_scale_before(w, i) == 1)
        *low = scaled;
    if (value < *low || (dem_when_is(w, i, "or") && value > 3 * *low))
        return i;
    *high = value;
    return next;
}

/* "a month", "per day", "of oil a day", "annually". */
static void read_rate(const dem_timer *w, int32_t i, dem_quantity *q)
{
    enum { LOOK_AHEAD = 4 };
    static const char *const each[] = {"a", "an", "per", "every", "each"};
    dem_str value;
    for (int32_t t = i; t < i + LOOK_AHEAD && t < w->end; t++) {
        if (DEM_WHEN_ONE_OF(w, t, each) && dem_when_word(w, t + 1, "unit", &value)) {
            q->per = dem_when_token(w, t + 1)->fold;
            return;
        }
        if (dem_when_word(w, t, "rate", &value)) {
            q->per = value;
            return;
        }
        int upos = dem_when_upos(w, t);
        if (upos != DEM_UPOS_NOUN && upos != DEM_UPOS_ADJ && !dem_when_is(w, t, "of") && !dem_when_is(w, t, "in"))
            return;
    }
}

/* A bare number counts something only beside a verb or word of state: "three were killed", "12 dead", "killing 12". */
static bool counts_bare(const dem_timer *w, int32_t first, int32_t next)
{
    int before = dem_when_upos(w, first - 1), behind = dem_when_upos(w, next);
    if (dem_when_is(w, next, "to") && dem_when_upos(w, next + 1) == DEM_UPOS_NUM)
        return false; /* a score */
    bool of_them = dem_when_is(w, next, "of") && dem_when_upos(w, next + 1) == DEM_UPOS_PRON;
    return before == DEM_UPOS_VERB || behind == DEM_UPOS_VERB || behind == DEM_UPOS_AUX || behind == DEM_UPOS_ADJ || of_them || dem_when_is(w, next, "more");
}

static bool time_unit(const dem_timer *w, int32_t head)
{
    dem_str unused;
    return dem_when_word(w, head, "unit", &unused) || dem_when_text(w, dem_when_token(w, head)->lemma, "unit", &unused) || dem_when_is(w, head, "times");
}

/* The unit behind the figure; the token after it. Sets q->head. `any` is false when the number is no count for sure. */
static int32_t read_unit(const dem_timer *w, int32_t next, dem_quantity *q, bool *hyphen)
{
    q->head = next - 1;
    *hyphen = dem_when_dash(w, next) && next + 1 < w->end && !(dem_when_token(w, next - 1)->flags & DEM_TOKEN_SPACE);
    int32_t at = next + *hyphen + (!*hyphen && dem_when_is(w, next, "of"));
    int32_t behind = at < w->end ? dem_when_unit_behind(w, at, q) : at;
    bool compound = behind > at && dem_when_upos(w, behind) == DEM_UPOS_NOUN && dem_when_upos(w, behind - 1) != DEM_UPOS_SYM &&
                    !dem_when_is_plural(dem_when_token(w, behind - 1)) && dem_str_eq(dem_when_token(w, behind - 1)->fold, dem_when_token(w, behind - 1)->lemma);
    if (behind > at && (!compound || *hyphen || dem_str_eq(q->unit_kind, DEM_S("currency")) || dem_str_eq(q->unit_kind, DEM_S("share")))) {
        q->head = behind - 1;
        return behind;
    }
    q->unit = q->unit_kind = (dem_str){0};
    int32_t noun = *hyphen ? -1 : dem_when_counted_noun(w, next);
    if (noun < 0)
        return next;
    q->head = noun;
    dem_when_set_counted(w, noun, q);
    return noun + 1;
}

static int32_t or_more(const dem_timer *w, int32_t i, dem_quantity *q)
{
    bool or = dem_when_is(w, i, "or");
    uint8_t stated = q->rel;
    if (or && (dem_when_is(w, i + 1, "more") || dem_when_is(w, i + 1, "so") || dem_when_is(w, i + 1, "less") || dem_when_is(w, i + 1, "fewer"))) {
        q->rel = dem_when_is(w, i + 1, "more") ? DEM_AT_LEAST : dem_when_is(w, i + 1, "so") ? DEM_ABOUT : DEM_AT_MOST;
        q->rel = stated == DEM_EQUAL ? q->rel : stated;
        return i + 2;
    }
    if (dem_when_is(w, i, "+") || (dem_when_dash(w, i) && dem_when_is(w, i + 1, "plus"))) {
        q->rel = DEM_AT_LEAST;
        return i + 1 + !dem_when_is(w, i, "+");
    }
    return i;
}

/* The figure or figures, without unit; the token after them, or i. */
static int32_t read_figures(const dem_timer *w, int32_t i, bool between, const dem_kb_unit *currency, dem_quantity *q)
{
    bool from = dem_when_is(w, i - 1, "from");
    int32_t next = currency ? i : vague(w, i, &q->low, &q->high);
    if (next > i) {
        q->rel = q->rel == DEM_EQUAL ? DEM_ABOUT : q->rel;
        return next;
    }
    next = share(w, i, &q->low);
    if (!currency && next > i) {
        q->high = q->low;
        q->unit = DEM_S("percent");
        q->unit_kind = DEM_S("share");
        return next;
    }
    next = dem_when_number(w, i, &q->low);
    if (next == i || (!currency && is_label(w, i, next)))
        return i;
    q->high = q->low;
    int32_t more = or_more(w, next, q);
    return more > next ? more : upper_end(w, next, between, from, &q->low, &q->high);
}

/* Years and the word "one" are counts only with what they count. */
static bool is_count(const dem_timer *w, int32_t figure, int32_t next, bool hyphen, const dem_quantity *q)
{
    int64_t year = dem_when_digits(w, figure);
    bool known = q->unit_kind.len > 0, plain = next == figure + 1;
    static const char *const measures[] = {"currency", "share", "weight", "length", "volume", "power", "area", "temperature"};
    bool measured = false;
    for (ptrdiff_t k = 0; k < DEM_COUNT(measures); k++)
        measured = measured || dem_str_eq(q->unit_kind, dem_str_of(measures[k]));
    if (hyphen && !measured)
        return false; /* a 10-point plan, a 193-member body */
    if (q->head >= next && time_unit(w, q->head))
        return false;
    if (year >= 1900 && year <= 2100 && dem_when_token(w, figure)->fold.len == 4 && q->rel == DEM_EQUAL && (q->head < next || !dem_when_is_plural(dem_when_token(w, q->head))))
        return false;
    if (plain && dem_when_is(w, figure, "one") && (!known || dem_when_is(w, figure - 1, "no") || dem_when_is(w, figure - 1, "any")))
        return false;
    bool scaled = dem_when_scale_before(w, next) > 1 || (dem_when_token(w, figure)->flags & DEM_TOKEN_DIGIT && q->low >= 1000000);
    bool vague_word = q->low != q->high && !(dem_when_token(w, figure)->flags & DEM_TOKEN_DIGIT);
    return q->unit.len || counts_bare(w, q->first, next) || scaled || vague_word;
}

int32_t dem_when_quantity(const dem_timer *w, int32_t i, dem_quantity *q)
{
    dem_str sign = {0}, again;
    dem_time time;
    dem_status status = DEM_OK;
    *q = (dem_quantity){.sentence = w->sentence, .first = i, .head = -1, .part_of = -1};
    int32_t at = dem_when_phrase(w, i, "approximator", &sign);
    if (at > i)
        at = dem_when_phrase(w, at, "approximator", &again); /* up to about 300 */
    bool between = dem_when_is(w, at, "between");
    at += between;
    const dem_kb_unit *currency;
    int32_t figure = dem_when_currency_before(w, at, &currency);
    if (!currency && figure > i && dem_when_time(w, figure, &time, &status) > figure)
        return i; /* about five years, between 3 and 5 May: read as times, and a refused allocation is met again there */
    q->rel = relation(sign);
    int32_t next = read_figures(w, figure, between, currency, q);
    if (next == figure)
        return i;
    int32_t figures_end = next;
    bool hyphen = false;
    q->head = next - 1;
    if (currency)
        dem_when_set_unit(w, currency, q);
    else if (q->unit.len == 0)
        next = read_unit(w, next, q, &hyphen);
    q->value = q->low / 2 + q->high / 2 + (q->low % 2 + q->high % 2) / 2;
    if ((currency && q->high == 0) || (!currency && !is_count(w, figure, figures_end, hyphen, q)))
        return i;
    q->end = next;
    q->span = (dem_span){dem_when_token(w, i)->span.start, dem_when_token(w, next - 1)->span.end};
    read_rate(w, next, q);
    return next;
}
