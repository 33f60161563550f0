#include "when/when.h"

#include "when/when_internal.h"

/* "more than $150 billion in aid, including $65 billion in military aid": the second is part of the first if it is smaller and of the same unit. */
static void link_parts(const dem_timer *w, ptrdiff_t first_quantity)
{
    dem_quantity *q = w->doc->quantities.at;
    for (ptrdiff_t i = first_quantity + 1; i < w->doc->quantities.len; i++)
        for (int32_t t = q[i].first - 1; t >= q[i - 1].end; t--) {
            dem_str fold = w->doc->tokens.at[t].fold;
            bool includes = dem_str_eq(fold, DEM_S("including")) || dem_str_eq(fold, DEM_S("includes")) || dem_str_eq(fold, DEM_S("include"));
            if (includes && dem_str_eq(q[i].unit, q[i - 1].unit) && q[i].value <= q[i - 1].value)
                q[i].part_of = (int32_t)(i - 1);
        }
}

/* Words that make the amounts of a sentence a running sum. */
static void mark_sums(const dem_timer *w, ptrdiff_t first_quantity)
{
    bool sum = false;
    dem_str unused;
    for (int32_t t = w->first; t < w->end && !sum && w->doc->quantities.len > first_quantity; t++)
        sum = dem_when_phrase(w, t, "cumulative", &unused) > t;
    for (ptrdiff_t i = first_quantity; i < w->doc->quantities.len; i++)
        w->doc->quantities.at[i].cumulative = sum && dem_str_eq(w->doc->quantities.at[i].unit_kind, DEM_S("currency"));
}

/* An amount that is given "over five years". */
static void add_periods(const dem_timer *w, ptrdiff_t first_quantity, ptrdiff_t first_time)
{
    for (ptrdiff_t i = first_quantity; i < w->doc->quantities.len; i++)
        for (ptrdiff_t t = first_time; t < w->doc->times.len; t++) {
            const dem_time *time = &w->doc->times.at[t];
            bool over = time->first > w->first && dem_str_eq(w->doc->tokens.at[time->first - 1].fold, DEM_S("over"));
            if (time->type == DEM_TIME_DURATION && over && time->first == w->doc->quantities.at[i].end + 1)
                w->doc->quantities.at[i].period = time->value;
        }
}

static dem_status read_sentence(const dem_timer *w)
{
    ptrdiff_t first_quantity = w->doc->quantities.len, first_time = w->doc->times.len;
    for (int32_t i = w->first; i < w->end;) {
        dem_time time;
        dem_quantity quantity;
        dem_status status = DEM_OK;
        int32_t next = dem_when_time(w, i, &time, &status);
        DEM_TRY(status);
        if (next > i) {
            dem_time *slot = dem_push(w->doc->arena, &w->doc->times);
            if (!slot)
                return DEM_NO_MEMORY;
            *slot = time;
        } else if ((next = dem_when_quantity(w, i, &quantity)) > i) {
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
    for (int32_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        dem_timer w = {doc, kb, i, s->first, s->first + s->count};
        DEM_TRY(read_sentence(&w));
    }
    return DEM_OK;
}
