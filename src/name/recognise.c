/* Names that no table has. The network of src/syntax/ gives each word a vector; to what it makes of it comes what the tables say of the word and its two
 * neighbours (evidence.c), one hidden layer, and a score for each label. The best sequence of labels in which every name begins with a first word is
 * found by Viterbi's algorithm. Names found so then take their place among what the tables have. */
#include "model/kernels.h"
#include "name/name_internal.h"

/* Bits after the point: hidden numbers 9, scores 9. */
enum { HIDDEN_TO_SCORE = 9, PADDED_LABELS = (DEM_NAME_LABELS + 15) & ~15 };

/* Labels: 0 is none; of type k the first word has 1 + 2k, a later one 2 + 2k. */
static const uint8_t types[] = {DEM_TYPE_PERSON, DEM_TYPE_ORG, DEM_TYPE_PLACE, DEM_TYPE_UNKNOWN};

typedef struct {
    int32_t first, end; /* tokens */
    uint8_t type;
} span;

/* Room for the longest sentence. */
typedef struct {
    namer *n;
    const dem_kernels *kernels;
    uint32_t *bits;
    int16_t *hidden, *scores;
    int32_t *best;  /* DEM_NAME_LABELS for each word */
    uint8_t *back;  /* likewise */
    span *spans;
    int32_t n_spans;
    DEM_VEC(name_item) items; /* all, as they become */
} recogniser;

static dem_status open_recogniser(recogniser *r, namer *n)
{
    int32_t longest = 0;
    for (ptrdiff_t i = 0; i < n->doc->sentences.len; i++)
        longest = n->doc->sentences.at[i].count > longest ? n->doc->sentences.at[i].count : longest;
    ptrdiff_t room = longest + 1;
    *r = (recogniser){.n = n, .kernels = dem_kernels_best()};
    r->bits = dem_arena_alloc(n->doc->arena, room * (ptrdiff_t)sizeof *r->bits);
    r->hidden = dem_arena_alloc(n->doc->arena, room * n->weights->name * (ptrdiff_t)sizeof *r->hidden);
    r->scores = dem_arena_alloc(n->doc->arena, room * PADDED_LABELS * (ptrdiff_t)sizeof *r->scores);
    r->best = dem_arena_alloc(n->doc->arena, room * DEM_NAME_LABELS * (ptrdiff_t)sizeof *r->best);
    r->back = dem_arena_alloc(n->doc->arena, room * DEM_NAME_LABELS);
    r->spans = dem_arena_alloc(n->doc->arena, room * (ptrdiff_t)sizeof *r->spans);
    return r->bits && r->hidden && r->scores && r->best && r->back && r->spans ? DEM_OK : DEM_NO_MEMORY;
}

/* The hidden layer of word i of a sentence of n words. */
static void add_evidence(const recogniser *r, const int16_t *input, int32_t i, int32_t n)
{
    const dem_weights *w = r->n->weights;
    const int16_t *rows[1 + 3 * DEM_EVIDENCE_BITS] = {input + (ptrdiff_t)i * w->name};
    int count = 1;
    for (int32_t k = -1; k <= 1; k++) {
        uint32_t bits = i + k >= 0 && i + k < n ? r->bits[i + k] : 0;
        for (int b = 0; b < DEM_EVIDENCE_BITS; b++)
            if (bits & (uint32_t)1 << b)
                rows[count++] = w->name_evidence + (ptrdiff_t)((k + 1) * DEM_EVIDENCE_BITS + b) * w->name;
    }
    r->kernels->sum(rows, count, w->name, r->hidden + (ptrdiff_t)i * w->name);
}

/* May label `b` stand behind label `a`? A later word only behind a word of the same type. */
static bool follows(int a, int b)
{
    return b == 0 || b % 2 == 1 || a == b || a == b - 1;
}

static void find_labels(const recogniser *r, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        int32_t *best = r->best + (ptrdiff_t)i * DEM_NAME_LABELS;
        for (int b = 0; b < DEM_NAME_LABELS; b++) {
            int from = 0;
            for (int a = 1; i > 0 && a < DEM_NAME_LABELS; a++)
                if (follows(a, b) && (!follows(from, b) || best[a - DEM_NAME_LABELS] > best[from - DEM_NAME_LABELS]))
                    from = a;
            bool lost = !follows(from, b); /* a later word first in the sentence */
            best[b] = r->scores[(ptrdiff_t)i * PADDED_LABELS + b] + (i > 0 ? best[from - DEM_NAME_LABELS] : 0) - (lost ? INT32_MAX / 4 : 0);
            r->back[(ptrdiff_t)i * DEM_NAME_LABELS + b] = (uint8_t)from;
        }
    }
}

/* Reports write names with capitals; a word in small letters that looks like one is mostly something else. */
static bool has_capital(const namer *n, int32_t first, int32_t end)
{
    for (int32_t t = first; t < end; t++)
        if (dem_name_token(n, t)->flags & (DEM_TOKEN_CAPITAL | DEM_TOKEN_DIGIT))
            return true;
    return false;
}

/* The names of the best sequence, from the last word to the first, then turned round. */
static void find_spans(recogniser *r, int32_t first, int32_t n)
{
    const int32_t *last = r->best + (ptrdiff_t)(n - 1) * DEM_NAME_LABELS;
    int label = 0;
    for (int b = 1; b < DEM_NAME_LABELS; b++)
        label = last[b] > last[label] ? b : label;
    r->n_spans = 0;
    int32_t end = -1;
    for (int32_t i = n - 1; i >= 0; i--) {
        if (label && end < 0)
            end = i + 1;
        if (label % 2 == 1) {
            if (types[label / 2] != DEM_TYPE_UNKNOWN && has_capital(r->n, first + i, first + end))
                r->spans[r->n_spans++] = (span){first + i, first + end, types[label / 2]};
            end = -1;
        }
        label = r->back[(ptrdiff_t)i * DEM_NAME_LABELS + label];
    }
    for (int32_t i = 0; i < r->n_spans / 2; i++) {
        span s = r->spans[i];
        r->spans[i] = r->spans[r->n_spans - 1 - i];
        r->spans[r->n_spans - 1 - i] = s;
    }
}

static void recognise_sentence(recogniser *r, int32_t sentence)
{
    const dem_sentence *s = &r->n->doc->sentences.at[sentence];
    const dem_weights *w = r->n->weights;
    dem_name_evidence(r->n, sentence, r->bits);
    for (int32_t i = 0; i < s->count; i++)
        add_evidence(r, r->n->doc->name_input + (ptrdiff_t)s->first * w->name, i, s->count);
    r->kernels->product(&w->name_out, r->hidden, s->count, HIDDEN_TO_SCORE, r->scores);
    find_labels(r, s->count);
    find_spans(r, s->first, s->count);
}

static uint32_t entity_type(const recogniser *r, const name_item *it)
{
    return it->what == ITEM_ENTITY ? r->n->kb->entities[it->entity].type : DEM_TYPE_UNKNOWN;
}

/* What becomes of a name and the items that it meets. */
typedef enum {
    KEEP_ITEMS, /* the tables know better */
    KEEP_NAME,  /* the name stands for all of them */
    WIDEN_ITEM  /* a person of the tables, with more of the name than they have */
} verdict;

/* A person's name: a city or a country inside it is part of it ("Jack London"), a person of the tables is meant by it. */
static verdict judge_person(const recogniser *r, const span *s, const name_item *items, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        if (entity_type(r, &items[i]) == DEM_TYPE_PERSON)
            return n == 1 && (items[i].first > s->first || items[i].end < s->end) ? WIDEN_ITEM : KEEP_ITEMS;
    for (int32_t i = 0; i < n; i++) {
        bool whole = items[i].first == s->first && items[i].end == s->end;
        uint32_t type = entity_type(r, &items[i]);
        if (items[i].what == ITEM_ROLE || (whole && items[i].what == ITEM_ENTITY && type != DEM_TYPE_PLACE))
            return KEEP_ITEMS;
    }
    return KEEP_NAME;
}

/* A body's or a place's name: what the tables have as a body, or make of a role noun ("Ugandan army"), stays; a place inside is only part of it, and so is a
 * noun for bodies with a capital ("Housing Authority of Kenya"). */
static verdict judge_other(const recogniser *r, const span *s, const name_item *items, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        bool whole = items[i].first == s->first && items[i].end == s->end;
        uint32_t type = entity_type(r, &items[i]);
        bool noun = items[i].what == ITEM_ROLE && !(s->type == DEM_TYPE_ORG && dem_name_token(r->n, items[i].first)->flags & DEM_TOKEN_CAPITAL &&
                                                    r->n->kb->roles[items[i].role].kind == DEM_ROLE_BODY && !whole);
        if (noun || type == DEM_TYPE_ORG || type == DEM_TYPE_GROUP || type == DEM_TYPE_PERSON || (whole && items[i].what == ITEM_ENTITY))
            return KEEP_ITEMS;
    }
    return KEEP_NAME;
}

static verdict judge(const recogniser *r, const span *s, const name_item *items, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        if (items[i].what == ITEM_PRONOUN || (items[i].what != ITEM_NAME && (items[i].first < s->first || items[i].end > s->end)))
            return KEEP_ITEMS;
    return s->type == DEM_TYPE_PERSON ? judge_person(r, s, items, n) : judge_other(r, s, items, n);
}

static dem_status keep(recogniser *r, const name_item *it)
{
    name_item *slot = dem_push(r->n->doc->arena, &r->items);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = *it;
    return DEM_OK;
}

static dem_status keep_name(recogniser *r, const span *s, int32_t sentence, const name_item *items, int32_t n)
{
    name_item it = {.first = s->first, .end = s->end, .sentence = sentence, .what = ITEM_NAME, .type = s->type, .entity = DEM_NO_ROW, .place = DEM_NO_ROW,
                    .role = DEM_NO_ROW, .next = -1, .same_as = -1, .mention = -1};
    /* "the U.S.-Philippines Defense Treaty": behind another country a name is of neither. */
    const name_item *before = r->items.len > 0 ? &r->items.at[r->items.len - 1] : NULL;
    int32_t gap = before ? s->first - before->end : 1;
    bool between = before && before->what == ITEM_ENTITY && before->sentence == sentence && r->n->kb->entities[before->entity].type == DEM_TYPE_COUNTRY &&
                   (gap == 0 || (gap == 1 && dem_name_hyphen(r->n, before->end)));
    bool of_body = s->type == DEM_TYPE_PLACE;
    for (int32_t i = 0; i < n; i++)
        of_body |= items[i].what == ITEM_ROLE;
    for (int32_t i = 0; i < n && s->type != DEM_TYPE_PERSON && !between; i++) {
        const dem_kb_entity *e = items[i].what == ITEM_ENTITY ? &r->n->kb->entities[items[i].entity] : NULL;
        if (e && (e->type != DEM_TYPE_PLACE || of_body)) /* "Nord Project" is not of a town called Nord, the "Normandy Format" not of France */
            it.home = r->n->kb->entities[items[i].entity].country;
        if (items[i].what == ITEM_ROLE)
            it.role = items[i].role;
    }
    return keep(r, &it);
}

/* The part of a run of capitalised words that lies before or behind a name; nothing if there is none. */
static dem_status keep_rest(recogniser *r, const name_item *run, int32_t first, int32_t end)
{
    if (first >= end || run->what != ITEM_NAME || run->type)
        return DEM_OK;
    name_item part = *run;
    part.first = first;
    part.end = end;
    return keep(r, &part);
}

/* The items at..end of a sentence, and its names. */
static dem_status merge_sentence(recogniser *r, int32_t sentence, int32_t at, int32_t end)
{
    const name_item *items = r->n->items.at;
    for (int32_t k = 0; k < r->n_spans; k++) {
        span *s = &r->spans[k];
        while (s->end - s->first > 1 && dem_name_token(r->n, s->end - 1)->upos == DEM_UPOS_ADP)
            s->end--; /* "King Harald of": of what is a name of its own */
        for (; at < end && items[at].end <= s->first; at++)
            DEM_TRY(keep(r, &items[at]));
        int32_t n = 0;
        while (at + n < end && items[at + n].first < s->end)
            n++;
        verdict v = judge(r, s, n ? items + at : NULL, n);
        if (v == KEEP_ITEMS)
            continue;
        if (n > 0)
            DEM_TRY(keep_rest(r, &items[at], items[at].first, s->first));
        if (v == WIDEN_ITEM) {
            name_item wide = items[at];
            wide.first = s->first;
            wide.end = s->end;
            DEM_TRY(keep(r, &wide));
        } else {
            DEM_TRY(keep_name(r, s, sentence, n ? items + at : NULL, n));
        }
        if (n > 0)
            DEM_TRY(keep_rest(r, &items[at + n - 1], s->end, items[at + n - 1].end));
        at += n;
    }
    for (; at < end; at++)
        DEM_TRY(keep(r, &items[at]));
    return DEM_OK;
}

dem_status dem_name_recognise(namer *n)
{
    recogniser r;
    if (!n->weights)
        return DEM_OK;
    DEM_TRY(open_recogniser(&r, n));
    int32_t at = 0;
    for (int32_t i = 0; i < n->doc->sentences.len; i++) {
        int32_t end = at;
        while (end < n->items.len && n->items.at[end].sentence == i)
            end++;
        r.n_spans = 0;
        if (n->doc->sentences.at[i].count > 0)
            recognise_sentence(&r, i);
        DEM_TRY(merge_sentence(&r, i, at, end));
        at = end;
    }
    n->items.at = r.items.at;
    n->items.len = r.items.len;
    n->items.cap = r.items.cap;
    dem_name_chain(n);
    return DEM_OK;
}
