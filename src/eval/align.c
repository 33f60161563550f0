/* Which word of one text is which of another: align_words of conll18_ud_eval.py. */
#include "eval/eval.h"

enum { LONGEST_SPAN = 500 }; /* words; a longer stretch of multiword tokens that overlap stays without alignment, for the square of it is the work */

typedef struct {
    const dem_eval_word *gold, *system;
    ptrdiff_t n_gold, n_system;
    dem_arena *arena;
    int16_t *lcs; /* room for cells, which grows */
    ptrdiff_t cells;
    int32_t *gold_of;
} aligner;

/* A stretch of both texts that begins and ends where no multiword token is open; half open. */
typedef struct {
    ptrdiff_t gold, gold_end, system, system_end;
} stretch;

static bool beyond(const dem_eval_word *words, ptrdiff_t n, ptrdiff_t i, int32_t end)
{
    if (i >= n)
        return true;
    return words[i].multiword ? words[i].span.start >= end : words[i].span.end > end;
}

static int32_t extended(const dem_eval_word *w, int32_t end)
{
    return w->multiword && w->span.end > end ? w->span.end : end;
}

/* The smallest stretch from here on that holds all of the multiword token of either side. */
static stretch find_stretch(const aligner *a, ptrdiff_t gi, ptrdiff_t si)
{
    int32_t end;
    if (a->gold[gi].multiword) {
        end = a->gold[gi].span.end;
        si += !a->system[si].multiword && a->system[si].span.start < a->gold[gi].span.start;
    } else {
        end = a->system[si].span.end;
        gi += !a->gold[gi].multiword && a->gold[gi].span.start < a->system[si].span.start;
    }
    stretch s = {.gold = gi, .system = si};
    while (!beyond(a->gold, a->n_gold, gi, end) || !beyond(a->system, a->n_system, si, end))
        if (gi < a->n_gold && (si >= a->n_system || a->gold[gi].span.start <= a->system[si].span.start))
            end = extended(&a->gold[gi++], end);
        else
            end = extended(&a->system[si++], end);
    s.gold_end = gi;
    s.system_end = si;
    return s;
}

/* Forms are the same but for capitals. */
static bool same_form(dem_str a, dem_str b)
{
    ptrdiff_t i = 0, k = 0;
    while (i < a.len && k < b.len)
        if (dem_to_lower(dem_utf8_at(a, i, &i)) != dem_to_lower(dem_utf8_at(b, k, &k)))
            return false;
    return i == a.len && k == b.len;
}

static bool reserve(aligner *a, ptrdiff_t cells)
{
    if (cells > a->cells) {
        a->cells = 2 * cells;
        a->lcs = dem_arena_alloc(a->arena, a->cells * (ptrdiff_t)sizeof *a->lcs);
    }
    return a->lcs != NULL;
}

static dem_status align_stretch(aligner *a, const stretch *s)
{
    ptrdiff_t rows = s->gold_end - s->gold, columns = s->system_end - s->system, width = columns + 1;
    if (rows > LONGEST_SPAN || columns > LONGEST_SPAN)
        return DEM_OK;
    if (!reserve(a, (rows + 1) * width))
        return DEM_NO_MEMORY;
    int16_t *lcs = a->lcs; /* [g * width + k]: longest common subsequence of what follows gold g and system k; a row and column of zeros behind */
    for (ptrdiff_t g = rows; g >= 0; g--)
        for (ptrdiff_t k = columns; k >= 0; k--) {
            int16_t *cell = &lcs[g * width + k];
            *cell = 0;
            if (g == rows || k == columns)
                continue;
            if (same_form(a->gold[s->gold + g].form, a->system[s->system + k].form))
                *cell = (int16_t)(1 + cell[width + 1]);
            *cell = cell[width] > *cell ? cell[width] : *cell;
            *cell = cell[1] > *cell ? cell[1] : *cell;
        }
    for (ptrdiff_t g = 0, k = 0; g < rows && k < columns;)
        if (same_form(a->gold[s->gold + g].form, a->system[s->system + k].form))
            a->gold_of[s->system + k++] = (int32_t)(s->gold + g++);
        else if (lcs[g * width + k] == lcs[(g + 1) * width + k])
            g++;
        else
            k++;
    return DEM_OK;
}

dem_status dem_eval_align(const dem_eval_text *gold, const dem_eval_text *system, dem_arena *arena, int32_t *gold_of)
{
    aligner a = {.gold = gold->words.at, .system = system->words.at, .n_gold = gold->words.len, .n_system = system->words.len,
                 .arena = arena, .gold_of = gold_of};
    for (ptrdiff_t i = 0; i < a.n_system; i++)
        gold_of[i] = -1;
    for (ptrdiff_t gi = 0, si = 0; gi < a.n_gold && si < a.n_system;) {
        const dem_eval_word *g = &a.gold[gi], *s = &a.system[si];
        if (g->multiword || s->multiword) {
            stretch found = find_stretch(&a, gi, si);
            DEM_TRY(align_stretch(&a, &found));
            bool stuck = found.gold_end == gi && found.system_end == si; /* at a token of zero-width characters */
            gi = found.gold_end + (stuck && g->multiword);
            si = found.system_end + (stuck && s->multiword);
        } else if (g->span.start == s->span.start && g->span.end == s->span.end) {
            gold_of[si++] = (int32_t)gi++;
        } else if (g->span.start <= s->span.start) {
            gi++;
        } else {
            si++;
        }
    }
    return DEM_OK;
}
