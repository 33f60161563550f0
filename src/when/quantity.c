#include "when/when_internal.h"

static const dem_token *token_at(const dem_timer *w, int32_t i)
{
    return &w->doc->tokens.at[i];
}

static bool is_word(const dem_timer *w, int32_t i, const char *fold)
{
    return i >= w->first && i < w->end && dem_str_eq(token_at(w, i)->fold, dem_str_of(fold));
}

static const dem_kb_unit *unit_named(const dem_timer *w, dem_str text)
{
    const dem_kb_sense *s = dem_kb_sense_first(w->kb, dem_kb_find_text(w->kb, text), DEM_FAM_UNIT);
    return s ? &w->kb->units[s->row] : NULL;
}

/* Symbols have no letters, so no phrase: they are compared as they stand. */
static const dem_kb_unit *symbol_at(const dem_timer *w, int32_t i)
{
    if (i < w->first || i >= w->end)
        return NULL;
    dem_str fold = token_at(w, i)->fold;
    bool sign = token_at(w, i)->upos == DEM_UPOS_SYM || !(token_at(w, i)->flags & DEM_TOKEN_WORD) || fold.data[fold.len - 1] == '$';
    for (uint32_t k = 0; k < w->kb->n_units && sign; k++)
        if (dem_str_eq(dem_kb_str(w->kb, w->kb->units[k].phrase), fold))
            return &w->kb->units[k];
    return NULL;
}

static void set_unit(const dem_timer *w, const dem_kb_unit *unit, dem_quantity *q)
{
    q->unit = dem_kb_str(w->kb, unit->unit);
    q->unit_kind = dem_kb_str(w->kb, unit->kind);
}

/* A unit of up to three words behind the figure: "euros", "per cent", "US dollars", "square kilometres". */
static int32_t unit_behind(const dem_timer *w, int32_t i, dem_quantity *q)
{
    uint64_t h = DEM_HASH_START;
    int32_t longest = i;
    const dem_kb_unit *sign = symbol_at(w, i);
    if (sign) {
        set_unit(w, sign, q);
        return i + 1;
    }
    for (int32_t t = i; t < w->end && t < i + 3; t++) {
        const dem_token *token = token_at(w, t);
        uint64_t singular = dem_kb_step(h, token->upos == DEM_UPOS_PROPN ? token->fold : token->lemma);
        const dem_kb_phrase *p = singular == h ? NULL : dem_kb_find(w->kb, singular);
        const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_UNIT);
        if (s) {
            set_unit(w, &w->kb->units[s->row], q);
            longest = t + 1;
        }
        h = dem_kb_step(h, token->fold);
    }
    return longest;
}

/* The noun that is counted: adjectives and nouns before it belong to it. */
static int32_t counted_noun(const dem_timer *w, int32_t i, dem_quantity *q)
{
    enum { LOOK_AHEAD = 6 };
    int32_t head = -1;
    if (is_word(w, i, "of"))
        i += 1 + is_word(w, i + 1, "the");
    for (int32_t t = i; t < w->end && t < i + LOOK_AHEAD; t++) {
        uint8_t upos = token_at(w, t)->upos;
        if (upos == DEM_UPOS_NOUN)
            head = t;
        else if (head >= 0 || (upos != DEM_UPOS_ADJ && upos != DEM_UPOS_PROPN && !is_word(w, t, "-") && !is_word(w, t, "more") && !is_word(w, t, "other")))
            break;
    }
    if (head < 0)
        return -1;
    q->unit = token_at(w, head)->lemma;
    const dem_kb_unit *unit = unit_named(w, token_at(w, head)->lemma);
    if (unit)
        set_unit(w, unit, q);
    return head;
}

static uint8_t relation(dem_str sign)
{
    static const char *const signs[] = {"=", ">", "<", "~", ">=", "<="};
    for (ptrdiff_t i = 0; i < DEM_COUNT(signs); i++)
        if (dem_str_eq(sign, dem_str_of(signs[i])))
            return (uint8_t)i;
    return DEM_EQUAL;
}

static bool vague(const dem_timer *w, int32_t i, int32_t *next, int64_t *low, int64_t *high)
{
    dem_str value;
    *next = dem_when_phrase(w, i, "vague", &value);
    if (*next == i)
        return false;
    dem_str first = dem_str_next(&value, '-');
    if (!dem_str_int(first, low) || !dem_str_int(value, high))
        return false;
    *low *= 1000;
    *high *= 1000;
    return true;
}

/* "20 to 30", "20-30", "between 20 and 30": the second figure, and the token after it. */
static int32_t upper_end(const dem_timer *w, int32_t i, bool between, int64_t low, int64_t *high)
{
    bool joined = is_word(w, i, "to") || is_word(w, i, "-") || is_word(w, i, "\xe2\x80\x93") || (between && is_word(w, i, "and"));
    int64_t value;
    if (!joined)
        return i;
    int32_t next = dem_when_number(w, i + 1, &value);
    if (next == i + 1 || value < low)
        return i;
    *high = value;
    return next;
}

/* "a month", "per day", "over five years". */
static void read_rate(const dem_timer *w, int32_t i, dem_quantity *q)
{
    dem_str value;
    if ((is_word(w, i, "a") || is_word(w, i, "per") || is_word(w, i, "every") || is_word(w, i, "each")) && i + 1 < w->end &&
        dem_when_word(w, i + 1, "unit", &value))
        q->per = token_at(w, i + 1)->fold;
}

/* Numbers that count nothing: parts of names and references. */
static bool is_label(const dem_timer *w, int32_t i, int32_t next)
{
    static const char *const labels[] = {"article", "resolution", "no.", "number", "page", "chapter", "section", "group", "flight", "route", "highway", "aged", "age", "phase", "unit"};
    bool of = is_word(w, i - 1, "of");
    for (ptrdiff_t k = 0; k < DEM_COUNT(labels); k++)
        if (is_word(w, i - 1, labels[k]) || (of && is_word(w, i - 2, "group")))
            return true;
    if (is_word(w, next, "-") && next + 1 < w->end && (token_at(w, next + 1)->flags & DEM_TOKEN_WORD) && !(token_at(w, next + 1)->flags & DEM_TOKEN_DIGIT))
        return true; /* 32-year-old, 10-point */
    return i > w->first && is_word(w, i - 1, "-") && !(token_at(w, i - 1)->flags & DEM_TOKEN_SPACE);
}

/* "one" as a pronoun: "no one", "one of them". */
static bool is_pronoun(const dem_timer *w, int32_t i)
{
    if (!is_word(w, i, "one") || is_word(w, i + 1, "person"))
        return false;
    return is_word(w, i - 1, "no") || is_word(w, i - 1, "any") || i + 1 >= w->end || token_at(w, i + 1)->upos != DEM_UPOS_NOUN;
}

static bool time_unit(const dem_timer *w, dem_str unit)
{
    const dem_kb_phrase *p = unit.len ? dem_kb_find_text(w->kb, unit) : NULL;
    for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_TIME); s; s = dem_kb_sense_next(w->kb, p, s))
        if (dem_str_eq(dem_kb_str(w->kb, w->kb->times[s->row].kind), DEM_S("unit")))
            return true;
    return false;
}

static bool is_time_word(const dem_timer *w, int32_t i)
{
    dem_str unused;
    return i < w->end && dem_when_word(w, i, "daypart", &unused);
}

int32_t dem_when_quantity(const dem_timer *w, int32_t i, dem_quantity *q)
{
    dem_str sign = {0};
    int64_t value = 0, high = 0;
    *q = (dem_quantity){.sentence = w->sentence, .first = i, .head = -1, .part_of = -1};
    int32_t at = dem_when_phrase(w, i, "approximator", &sign);
    bool between = is_word(w, at, "between");
    at += between;
    const dem_kb_unit *symbol = symbol_at(w, at);
    if (symbol && !dem_str_eq(dem_kb_str(w->kb, symbol->kind), DEM_S("currency")))
        symbol = NULL;
    int32_t figure = at + (symbol != NULL), next;
    if (!symbol && vague(w, figure, &next, &value, &high)) {
        q->low = value;
        q->high = high;
        q->rel = value == high ? DEM_EQUAL : DEM_ABOUT;
    } else {
        next = dem_when_number(w, figure, &value);
        if (next == figure || is_label(w, figure, next) || is_pronoun(w, figure))
            return i;
        high = value;
        q->low = value;
        int32_t end = upper_end(w, next, between, value, &high);
        next = end;
        q->high = high;
        q->rel = sign.len ? relation(sign) : DEM_EQUAL;
    }
    if (is_time_word(w, next))
        return i; /* 5 p.m. */
    q->value = q->low == q->high ? q->low : q->low / 2 + q->high / 2;
    q->head = next - 1;
    if (symbol) {
        set_unit(w, symbol, q);
    } else {
        int32_t behind = is_word(w, next, "of") ? unit_behind(w, next + 1, q) : unit_behind(w, next, q);
        if (behind > next) {
            q->head = behind - 1;
            next = behind;
        } else {
            int32_t head = counted_noun(w, next, q);
            if (head >= 0) {
                q->head = head;
                next = head + 1;
            }
        }
    }
    dem_str unused;
    if ((symbol && q->low == 0 && q->high == 0) || dem_when_word(w, q->head, "unit", &unused) || time_unit(w, q->unit))
        return i; /* five years: a time, and read as such */
    q->end = next;
    q->span = (dem_span){token_at(w, i)->span.start, token_at(w, next - 1)->span.end};
    read_rate(w, next, q);
    return next;
}
