#include "name/name_internal.h"

/* Names that a document gives in full, by their last word; given names and acronyms under other seeds. */
typedef struct {
    uint64_t key;
    int32_t first, latest; /* items; -1 = empty slot */
} entry;

typedef struct {
    entry *at;
    uint32_t mask;
} registry;

enum { SEED_LAST, SEED_FIRST, SEED_ACRONYM, SEED_WHOLE };

static entry *slot_of(const registry *r, uint64_t key)
{
    for (uint32_t i = (uint32_t)dem_hash_end(key) & r->mask;; i = (i + 1) & r->mask)
        if (r->at[i].first < 0 || r->at[i].key == key)
            return &r->at[i];
}

static uint64_t key_of(const namer *n, int seed, int32_t first, int32_t end)
{
    uint64_t h = dem_hash(DEM_HASH_START, (dem_str){&"lgaw"[seed], 1});
    for (int32_t t = first; t < end; t++)
        h = dem_kb_step(h, dem_name_token(n, t)->fold);
    return h;
}

/* The last word that stands apart: "Nandi-Ndaitwah", not "Ndaitwah". */
static int32_t last_word(const namer *n, const name_item *it)
{
    int32_t t = it->end - 1;
    while (t - 2 >= it->first && dem_name_hyphen(n, t - 1))
        t -= 2;
    return t;
}

int dem_name_run_words(const namer *n, const name_item *item)
{
    int words = 0;
    for (int32_t t = item->first; t < item->end; t++) {
        const dem_token *tok = dem_name_token(n, t);
        bool particle = dem_name_word(WORDS_PARTICLE, tok->fold) && t + 1 < item->end;
        bool joined = particle && dem_name_hyphen(n, t + 1); /* "al-Amin" is one word, counted at its end */
        bool part = t > item->first + 1 && dem_name_hyphen(n, t - 1) && !dem_name_word(WORDS_PARTICLE, tok[-2].fold);
        if (tok->flags & DEM_TOKEN_WORD && !part && !joined && !(particle && !(tok->flags & DEM_TOKEN_CAPITAL)))
            words++;
    }
    return words;
}

static bool full_person(const namer *n, const name_item *it)
{
    if (it->what == ITEM_ENTITY)
        return n->kb->entities[it->entity].type == DEM_TYPE_PERSON;
    return it->what == ITEM_NAME && dem_name_run_words(n, it) >= 2 && (it->type == DEM_TYPE_PERSON || it->type == DEM_TYPE_UNKNOWN);
}

static void enter(registry *r, uint64_t key, int32_t item, bool known)
{
    entry *e = slot_of(r, key);
    if (e->first < 0)
        *e = (entry){key, item, -1};
    if (known)
        e->latest = item;
}

static dem_status open_registry(namer *n, registry *r)
{
    uint32_t size = 16;
    while (size < 8 * (uint32_t)n->items.len + 16)
        size *= 2;
    r->mask = size - 1;
    r->at = dem_arena_alloc(n->doc->arena, (ptrdiff_t)size * (ptrdiff_t)sizeof *r->at);
    if (!r->at)
        return DEM_NO_MEMORY;
    for (uint32_t i = 0; i < size; i++)
        r->at[i].first = r->at[i].latest = -1;
    return DEM_OK;
}

/* "Nigerian Air Force (NAF)": the bracket gives a short form of what stands before it. */
static bool introduces_acronym(const namer *n, const name_item *it)
{
    int32_t t = it->end;
    if (it->what == ITEM_PRONOUN || t + 2 >= n->doc->tokens.len || !dem_name_is(dem_name_token(n, t), "(") || !dem_name_is(dem_name_token(n, t + 2), ")"))
        return false;
    const dem_token *a = dem_name_token(n, t + 1);
    return a->flags & DEM_TOKEN_UPPER && a->form.len <= 8;
}

static void enter_item(const namer *n, registry *r, int32_t i, bool latest)
{
    const name_item *it = &n->items.at[i];
    if (full_person(n, it)) {
        enter(r, key_of(n, SEED_LAST, last_word(n, it), it->end), i, latest);
        enter(r, key_of(n, SEED_WHOLE, it->first, it->end), i, latest);
        if (it->what == ITEM_ENTITY)
            enter(r, key_of(n, SEED_FIRST, it->first, it->first + 1), i, latest);
    }
    if (introduces_acronym(n, it))
        enter(r, key_of(n, SEED_ACRONYM, it->end + 1, it->end + 2), i, latest);
}

static int32_t look_up(const registry *r, uint64_t key)
{
    const entry *e = slot_of(r, key);
    return e->first < 0 ? -1 : e->latest >= 0 ? e->latest : e->first;
}

/* "President Clinton": did the person ever hold such an office, as far as the tables know? */
static bool fits_title(const namer *n, const name_item *it, uint32_t entity)
{
    if (entity == DEM_NO_ROW || it->first == n->doc->sentences.at[it->sentence].first)
        return true;
    const dem_token *before = dem_name_token(n, it->first - 1);
    const dem_kb_entity *e = &n->kb->entities[entity];
    if (e->type != DEM_TYPE_PERSON || e->n_offices == 0 || !dem_name_has_sense(n, before, DEM_FAM_POST))
        return true;
    for (uint32_t i = 0; i < e->n_offices; i++)
        if (dem_name_is_kind(dem_kb_str(n->kb, n->kb->offices[e->first_office + i].role), before->fold))
            return true;
    return false;
}

/* A surname nobody has in full here: only if one holder of a high office comes into question. */
static uint32_t sole_holder(const namer *n, const name_item *it)
{
    int32_t first = last_word(n, it);
    uint64_t h = DEM_HASH_START;
    uint32_t found = DEM_NO_ROW;
    for (int32_t t = first; t < it->end; t++)
        h = dem_kb_step(h, dem_name_token(n, t)->fold);
    const dem_kb_phrase *p = dem_kb_find(n->kb, h);
    if (first + 1 == it->end && (dem_name_common_word(n, dem_name_token(n, first)) || dem_name_has_sense(n, dem_name_token(n, first), DEM_FAM_ROLE)))
        return DEM_NO_ROW;
    const dem_token *before = first > 0 ? dem_name_token(n, it->first - 1) : NULL;
    bool titled = before && (dem_name_honorific(n, before) || dem_name_has_sense(n, before, DEM_FAM_ROLE));
    bool given = !titled && dem_kb_has_cue(n->kb, p, DEM_S("given")), common = !titled && (dem_kb_has_cue(n->kb, p, DEM_S("he")) || dem_kb_has_cue(n->kb, p, DEM_S("she")));
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_SURNAME); s; s = dem_kb_sense_next(n->kb, p, s)) {
        const dem_kb_office *o = dem_name_office(n, s->row);
        if (!o || o->rank > 1 || s->row == found || !fits_title(n, it, s->row) || common || (given && dem_name_support_of(n, o->country) == 0)) /* "as Jonathan said" may be anybody */
            continue;
        if (found != DEM_NO_ROW)
            return DEM_NO_ROW;
        found = s->row;
    }
    return found;
}

static void resolve_full(namer *n, const registry *r, int32_t i)
{
    const entry *e = slot_of(r, key_of(n, SEED_WHOLE, n->items.at[i].first, n->items.at[i].end));
    if (e->first >= 0 && e->first < i)
        n->items.at[i].same_as = e->first;
}

/* "George." is all of the sentence: somebody is called, who need not be whom the text is about. */
static bool is_call(const namer *n, const name_item *it)
{
    const dem_sentence *s = &n->doc->sentences.at[it->sentence];
    int32_t end = s->first + s->count;
    return it->first == s->first && (it->end == end || (it->end == end - 1 && dem_name_token(n, it->end)->upos == DEM_UPOS_PUNCT));
}

static void resolve(namer *n, const registry *r, int32_t i)
{
    name_item *it = &n->items.at[i];
    if (it->what == ITEM_NAME && dem_name_run_words(n, it) > 1)
        resolve_full(n, r, i);
    bool city = it->what == ITEM_ENTITY && n->kb->entities[it->entity].type == DEM_TYPE_PLACE && it->end - it->first == 1 &&
                !(it->first > 0 && dem_name_word(WORDS_LOCATIVE, dem_name_token(n, it->first - 1)->fold));
    if (it->first > 0 && dem_name_is(dem_name_token(n, it->first - 1), "&")) /* "Johnson & Johnson" */
        return;
    if (is_call(n, it))
        return;
    if ((it->what != ITEM_NAME && !city) || dem_name_run_words(n, it) != 1)
        return;
    int32_t full = look_up(r, key_of(n, SEED_LAST, last_word(n, it), it->end));
    if (full < 0 && !city && it->end - it->first == 1) {
        full = look_up(r, key_of(n, SEED_ACRONYM, it->first, it->end));
        if (full < 0)
            full = look_up(r, key_of(n, SEED_FIRST, it->first, it->end));
    }
    if (it->type == DEM_TYPE_ORG || it->type == DEM_TYPE_PLACE)
        full = full >= 0 && (n->items.at[full].type == it->type || n->items.at[full].what == ITEM_ENTITY) && introduces_acronym(n, &n->items.at[full]) ? full : -1;
    bool common = last_word(n, it) + 1 == it->end && dem_name_common_word(n, dem_name_token(n, it->end - 1)); /* "Party" is no surname */
    if (full >= 0 && full != i && fits_title(n, it, n->items.at[full].entity) && !(common && n->items.at[full].entity == DEM_NO_ROW)) {
        it->what = ITEM_NAME;
        it->same_as = full;
        it->entity = n->items.at[full].entity;
    } else if (!city && it->type != DEM_TYPE_ORG && it->type != DEM_TYPE_PLACE) {
        it->entity = sole_holder(n, it);
    }
}

static bool is_meant(const namer *n, const dem_kb_entity *e, name_words list, bool military)
{
    if (list == WORDS_LAND)
        return e->type == DEM_TYPE_COUNTRY;
    if (military)
        return e->type == DEM_TYPE_ORG && !e->country && dem_str_eq(dem_kb_str(n->kb, e->sector), DEM_S("MIL"));
    return (e->type == DEM_TYPE_ORG && (list == WORDS_BAND || !e->country)) || (e->type == DEM_TYPE_GROUP && list == WORDS_BAND);
}

/* In the sentence of the item the nearest, in the nearest sentence before that has one the first. */
static int32_t nearest(const namer *n, int32_t item, name_words list, bool military, int sentences)
{
    int32_t found = -1, sentence = n->items.at[item].sentence;
    for (int32_t i = item - 1; i >= 0 && sentence - n->items.at[i].sentence <= sentences; i--) {
        const name_item *it = &n->items.at[i];
        if (found >= 0 && (n->items.at[found].sentence != it->sentence || it->sentence == sentence))
            break;
        if (it->what == ITEM_ENTITY && is_meant(n, &n->kb->entities[it->entity], list, military))
            found = i;
    }
    return found;
}

int32_t dem_name_meant(const namer *n, int32_t item, name_words list)
{
    enum { NEAR = 2 };
    dem_str phrase = dem_kb_str(n->kb, n->kb->roles[n->items.at[item].role].phrase);
    int32_t found = -1;
    if (dem_str_eq(dem_name_last_word(phrase), DEM_S("alliance"))) /* one of arms, however long ago it was named */
        found = nearest(n, item, list, true, INT32_MAX);
    return found >= 0 ? found : nearest(n, item, list, false, NEAR);
}

/* Two passes: a surname may stand before the full name (headlines do that), but where two bear it the nearest before decides. */
dem_status dem_name_link(namer *n)
{
    registry r;
    DEM_TRY(open_registry(n, &r));
    for (int32_t i = 0; i < n->items.len; i++)
        enter_item(n, &r, i, false);
    for (int32_t i = 0; i < n->items.len; i++) {
        resolve(n, &r, i);
        enter_item(n, &r, i, true);
    }
    return DEM_OK;
}
