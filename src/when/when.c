#include "when/when.h"

#include "when/when_internal.h"

static bool same_kind(const dem_quantity *a, const dem_quantity *b)
{
    return dem_str_eq(a->unit, b->unit) || (a->unit_kind.len && dem_str_eq(a->unit_kind, b->unit_kind) && dem_str_eq(a->unit_kind, DEM_S("people")));
}

/* "including", "of which", "among them" between two amounts: the token at `t` says that the second is part of the first. */
static bool says_part(const dem_timer *w, int32_t t)
{
    static const char *const of[] = {"of", "among", "amongst"}, *const which[] = {"which", "whom", "them", "these", "those"};
    static const char *const including[] = {"including", "includes", "include", "included"};
    return DEM_WHEN_ONE_OF(w, t, including) || (DEM_WHEN_ONE_OF(w, t, of) && DEM_WHEN_ONE_OF(w, t + 1, which));
}

/* "more than $150 billion in aid, including $65 billion in military aid and $20 billion in loans": what comes behind is part of the first amount of its
 * kind before, if it is smaller. */
static void link_parts(const dem_timer *w, ptrdiff_t first_quantity)
{
    dem_quantity *q = w->doc->quantities.at;
    for (ptrdiff_t i = first_quantity + 1; i < w->doc->quantities.len; i++) {
        bool part = false, plain = true;
        for (int32_t t = q[i - 1].end; t < q[i].first; t++) {
            part = part || says_part(w, t);
            plain = plain && dem_when_upos(w, t) != DEM_UPOS_VERB;
        }
        if (!part && !(plain && q[i - 1].part_of >= 0 && dem_when_is(w, q[i].first - 1, "and")))
            continue;
        ptrdiff_t whole = part ? i - 1 : q[i - 1].part_of;
        if (part && q[i - 1].part_of < 0 && !same_kind(&q[i], &q[i - 1]) && i - 2 >= first_quantity)
            whole = i - 2;
        if (same_kind(&q[i], &q[whole]) && q[i].value <= q[whole].value)
            q[i].part_of = (int32_t)whole;
    }
}

static bool has_perfect(const dem_timer *w)
{
    static const char *const have[] = {"has", "have", "had", "'ve"};
    for (int32_t t = w->first; t < w->end; t++)
        if (DEM_WHEN_ONE_OF(w, t, have))
            return true;
    return false;
}

/* Words that make the amounts of a sentence a running sum. "Since" needs a perfect beside it: else it may mean because. */
static void mark_sums(const dem_timer *w, ptrdiff_t first_quantity)
{
    bool all = false, perfect = w->doc->quantities.len > first_quantity && has_perfect(w);
    ptrdiff_t i = first_quantity;
    for (int32_t t = w->first; t < w->end && w->doc->quantities.len > first_quantity; t++) {
        dem_str reach = {0};
        int32_t next = dem_when_phrase(w, t, "cumulative", &reach);
        while (i < w->doc->quantities.len && w->doc->quantities.at[i].first < next)
            i++;
        if (next > t && dem_str_eq(reach, DEM_S("next")) && i < w->doc->quantities.len && w->doc->quantities.at[i].first == next)
            w->doc->quantities.at[i].cumulative = true;
        all = all || (next > t && reach.len == 0) || (perfect && dem_when_is(w, t, "since"));
    }
    for (i = first_quantity; i < w->doc->quantities.len; i++)
        w->doc->quantities.at[i].cumulative = w->doc->quantities.at[i].cumulative || (all && !dem_str_eq(w->doc->quantities.at[i].unit_kind, DEM_S("share")));
}

/* Does the time belong to the amount before it: "100 billion euros in aid over the next five years"? */
static bool is_period(const dem_timer *w, const dem_quantity *q, const dem_time *t)
{
    enum { APART = 6 };
    int32_t over = t->first - 1 - dem_when_is(w, t->first - 1, "the");
    if (t->type != DEM_TIME_DURATION || !dem_when_is(w, over, "over") || over < q->end || over - q->end > APART)
        return false;
    for (int32_t k = q->end; k < over; k++)
        if (dem_when_upos(w, k) == DEM_UPOS_VERB || dem_when_is(w, k, ",") || dem_when_is(w, k, ";"))
            return false;
    return true;
}

static void add_periods(const dem_timer *w, ptrdiff_t first_quantity, ptrdiff_t first_time)
{
    ptrdiff_t i = first_quantity;
    for (ptrdiff_t t = first_time; t < w->doc->times.len; t++) {
        while (i < w->doc->quantities.len && w->doc->quantities.at[i].first < w->doc->times.at[t].first)
            i++;
        if (i > first_quantity && is_period(w, &w->doc->quantities.at[i - 1], &w->doc->times.at[t]))
            w->doc->quantities.at[i - 1].period = w->doc->times.at[t].value;
    }
}

/* Has the word a sense of time or a unit, or does it begin a phrase with the word behind it? */
static bool has_sense(const dem_timer *w, int32_t i)
{
    const dem_token *t = dem_when_token(w, i);
    const dem_kb_phrase *p = t->phrase < 0 ? NULL : &w->kb->phrases[t->phrase];
    if (!p || dem_kb_sense_first(w->kb, p, DEM_FAM_TIME) || dem_kb_sense_first(w->kb, p, DEM_FAM_UNIT))
        return p != NULL;
    return dem_kb_is_prefix(p) && i + 1 < w->end && dem_kb_find(w->kb, dem_kb_step(dem_kb_step(DEM_HASH_START, t->fold), dem_when_token(w, i + 1)->fold));
}

/* "years", "Thursdays", "centuries". */
static bool is_plural_of_time(const dem_timer *w, const dem_token *t)
{
    dem_str unused, singular = dem_str_cut(t->fold, 0, t->fold.len - 1);
    return t->fold.len > 3 && (dem_when_text(w, singular, "unit", &unused) || dem_when_text(w, singular, "weekday", &unused) ||
                               (dem_str_ends(t->fold, DEM_S("ies")) && dem_when_text(w, t->lemma, "unit", &unused)));
}

/* Most words begin neither a time nor an amount: those that may have a sense of time or a unit, begin a phrase, or are figures, signs, compounds or plurals.
 * Words as frequent as "a" and "that" begin one only before such a word. */
static bool may_begin(const dem_timer *w, int32_t i)
{
    static const char *const frequent[] = {"that", "a", "an", "all", "another"}, *const openers[] = {"between", "every", "each"};
    const dem_token *t = dem_when_token(w, i);
    if (DEM_WHEN_ONE_OF(w, i, frequent))
        return i + 1 < w->end && (has_sense(w, i + 1) || (!dem_when_is(w, i, "that") && has_sense(w, i)));
    if (DEM_WHEN_ONE_OF(w, i, openers))
        return true;
    if ((t->flags & DEM_TOKEN_DIGIT) || t->fold.len == 0)
        return t->fold.len > 0;
    char last = t->fold.data[t->fold.len - 1];
    if (!(t->flags & DEM_TOKEN_WORD) || last == '$' || (last >= '0' && last <= '9') || memchr(t->fold.data, '-', (size_t)t->fold.len))
        return true;
    return has_sense(w, i) || (last == 's' && is_plural_of_time(w, t));
}

static dem_status read_sentence(dem_timer *w)
{
    ptrdiff_t first_quantity = w->doc->quantities.len, first_time = w->doc->times.len;
    for (int32_t i = w->first; i < w->end;) {
        dem_time time;
        dem_quantity quantity;
        dem_status status = DEM_OK;
        if (!may_begin(w, i)) {
            i++;
            continue;
        }
        int32_t next = dem_when_time(w, i, &time, &status);
        DEM_TRY(status);
        if (next > i && time.end > 0) {
            dem_time *slot = dem_push(w->doc->arena, &w->doc->times);
            if (!slot)
                return DEM_NO_MEMORY;
            *slot = time;
            dem_when_remember(w, slot);
        } else if (next == i && (next = dem_when_quantity(w, i, &quantity)) > i) {
            dem_quantity *slot = dem_push(w->doc->arena, &w->doc->quantities);
            if (!slot)
                return DEM_NO_MEMORY;
            *slot = quantity;
        }
        i = next > i ? next : i + 1;
    }
    link_parts(w, first_quantity);
    mark_sums(w, first_quantity);
    add_periods(w, first_quantity, first_time);
    return DEM_OK;
}

dem_status dem_when(dem_doc *doc, const dem_kb *kb)
{
    dem_timer w = {.doc = doc, .kb = kb};
    for (int32_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        w.sentence = i;
        w.first = s->first;
        w.end = s->first + s->count;
        DEM_TRY(read_sentence(&w));
    }
    return DEM_OK;
}
