#include "name/name_internal.h"

void dem_name_consume(namer *n, name_draft *d)
{
    const name_item *it = &n->items.at[d->item];
    uint32_t type = it->what == ITEM_ENTITY ? n->kb->entities[it->entity].type : DEM_TYPE_UNKNOWN;
    if (it->what == ITEM_PRONOUN || type == DEM_TYPE_PERSON)
        return; /* "his" in "his country" and "Putin" in "Putin's spokesman" are somebody too */
    d->nested = it->what == ITEM_NAME || (it->what == ITEM_ENTITY && it->alias != DEM_ALIAS_DEMONYM);
    d->dead = !d->nested;
}

void dem_name_add_side(namer *n, int32_t k, int32_t other)
{
    name_draft *q = &n->drafts.at[other];
    q->side = q->item;
    q->item = n->drafts.at[k].item;
    q->echo = true;
    while (n->drafts.at[k].also >= 0)
        k = n->drafts.at[k].also;
    n->drafts.at[k].also = other;
}

/* The sides of a noun that is none are themselves again. */
static void drop_sides(namer *n, name_draft *d)
{
    for (int32_t k = d->also, next; k >= 0; k = next) {
        name_draft *q = &n->drafts.at[k];
        next = q->also;
        q->item = q->side;
        q->side = q->also = -1;
        q->echo = false;
    }
    d->also = -1;
}

/* Drafts of one sentence are built from left to right, so that what a phrase may take in on its left is finished. */
typedef struct {
    namer *n;
    int32_t base;       /* first draft of the sentence */
    int32_t begin, end; /* tokens of the sentence */
} frame;

static bool is_country_word(const namer *n, const name_item *it)
{
    return it->what == ITEM_ENTITY && n->kb->entities[it->entity].type == DEM_TYPE_COUNTRY;
}

static int32_t before_draft(const frame *f, int32_t k)
{
    for (k--; k >= f->base; k--)
        if (dem_name_stands(&f->n->drafts.at[k]))
            return k;
    return -1;
}

/* A demonym before a noun: "Russian missiles". */
static bool adjectival(const frame *f, const name_item *it)
{
    if (it->what != ITEM_ENTITY || it->alias != DEM_ALIAS_DEMONYM || it->end >= f->end)
        return false;
    const dem_token *last = dem_name_token(f->n, it->end - 1), *next = dem_name_token(f->n, it->end);
    if (last->feats & DEM_FEAT_PLUR)
        return false;
    if (dem_name_hyphen(f->n, it->end) || last->rel == DEM_REL_amod || last->rel == DEM_REL_compound)
        return true;
    bool noun = next->upos == DEM_UPOS_NOUN || next->upos == DEM_UPOS_PROPN || next->upos == DEM_UPOS_ADJ || next->upos == DEM_UPOS_NUM;
    bool the = it->first > f->begin && dem_name_token(f->n, it->first - 1)->upos == DEM_UPOS_DET;
    return noun || (last->upos == DEM_UPOS_ADJ && !the);
}

static bool inside(const name_draft *d, int32_t head)
{
    return head < 0 || dem_in(head, d->first, d->end);
}

/* "then" is one only in "the then president". */
static bool is_former(const frame *f, int32_t t)
{
    const dem_token *tok = dem_name_token(f->n, t);
    return dem_name_word(WORDS_FORMER, tok->fold) && (tok->upos != DEM_UPOS_ADV || (t > f->begin && tok[-1].upos == DEM_UPOS_DET));
}

/* Can the word before a noun phrase belong to it? The tree is asked only where the part of speech leaves doubt. */
static bool modifier(const frame *f, const name_draft *d, int32_t t)
{
    const dem_token *tok = dem_name_token(f->n, t);
    if (dem_name_has_sense(f->n, tok, DEM_FAM_TIME) && tok->upos != DEM_UPOS_NUM && tok->upos != DEM_UPOS_DET && tok->upos != DEM_UPOS_ADJ)
        return false;
    if (t - 1 > f->begin && dem_name_hyphen(f->n, t - 1) && tok->flags & DEM_TOKEN_WORD)
        return true; /* "Russian-backed" */
    switch (tok->upos) {
    case DEM_UPOS_DET:
        return true;
    case DEM_UPOS_ADJ:
        return tok->head < 0 || tok->head > t;
    case DEM_UPOS_NUM:
        return inside(d, tok->head) || !(tok->flags & DEM_TOKEN_DIGIT);
    case DEM_UPOS_NOUN:
    case DEM_UPOS_PROPN:
    case DEM_UPOS_X:
        return inside(d, tok->head) && (tok->rel == DEM_REL_compound || tok->rel == DEM_REL_amod || tok->rel == DEM_REL_flat || tok->rel == DEM_REL_nmod || tok->head < 0 ||
                                        tok->rel == DEM_REL_nummod || tok->rel == DEM_REL_nmod_unmarked);
    case DEM_UPOS_VERB:
        return tok->rel == DEM_REL_amod && inside(d, tok->head);
    case DEM_UPOS_ADV:
        return (tok->rel == DEM_REL_advmod && inside(d, tok->head) && dem_name_token(f->n, t + 1)->upos == DEM_UPOS_ADJ) || is_former(f, t);
    default:
        return false;
    }
}

name_words dem_name_lands(const namer *n, const name_item *it)
{
    dem_str phrase = dem_name_last_word(dem_kb_str(n->kb, n->kb->roles[it->role].phrase));
    static const name_words lists[] = {WORDS_LAND, WORDS_BLOC, WORDS_BAND};
    for (ptrdiff_t i = 0; i < DEM_COUNT(lists); i++)
        if (dem_name_word(lists[i], phrase))
            return lists[i];
    return 0;
}

/* The country, body, or person a role noun belongs to, from the draft that stands before it. */
static bool take_side(namer *n, name_draft *d, const name_draft *p, bool possessive)
{
    const name_item *it = &n->items.at[p->item];
    switch (it->what) {
    case ITEM_PRONOUN:
        d->owner = p->item;
        d->ours |= dem_name_word(WORDS_WE, dem_name_token(n, it->first)->fold);
        return true;
    case ITEM_ROLE:
        if (!possessive && dem_name_token(n, it->end - 1)->feats & DEM_FEAT_PLUR)
            return false;
        if (d->inner == DEM_NO_ROW && !(possessive && dem_name_lands(n, it)))
            d->inner = it->role;
        if (d->side < 0)
            d->side = p->side >= 0 ? p->side : possessive && dem_name_lands(n, it) ? dem_name_meant(n, p->item, dem_name_lands(n, it)) : -1;
        if (d->owner < 0)
            d->owner = p->owner;
        return p->title < 0;
    case ITEM_ENTITY:
        if (n->kb->entities[it->entity].type == DEM_TYPE_PERSON)
            d->owner = p->item;
        else if (d->side < 0 || (is_country_word(n, it) && !is_country_word(n, &n->items.at[d->side])))
            d->side = p->item;
        return true;
    default:
        if (it->type == DEM_TYPE_ORG && d->side < 0)
            d->side = p->item;
        else if (it->entity != DEM_NO_ROW || it->same_as >= 0)
            d->owner = p->item;
        return true;
    }
}

/* The word of a draft that hangs on something outside it. */
static const dem_token *outer(const namer *n, const name_draft *d)
{
    int32_t t = d->end - 1;
    for (int32_t steps = d->end - d->first; steps > 0 && dem_in(dem_name_token(n, t)->head, d->first, d->end); steps--)
        t = dem_name_token(n, t)->head;
    return dem_name_token(n, t);
}

static bool takes(const frame *f, const name_draft *d, const name_draft *p)
{
    const name_item *it = &f->n->items.at[p->item];
    const dem_token *head = outer(f->n, p);
    if (it->what == ITEM_PRONOUN)
        return head->upos == DEM_UPOS_DET || head->feats & DEM_FEAT_POSS || head->rel == DEM_REL_nmod_poss;
    if (it->what == ITEM_ENTITY && it->alias == DEM_ALIAS_DEMONYM)
        return true;
    if (is_country_word(f->n, it) && dem_name_token(f->n, d->core_first)->flags & DEM_TOKEN_CAPITAL) /* "Solomon Islands Prime Minister" */
        return true;
    if (it->what == ITEM_ROLE && !(head->feats & DEM_FEAT_PLUR) && f->n->kb->roles[it->role].kind != DEM_ROLE_PERSON)
        return true;
    const dem_token *own = outer(f->n, d);
    if (own->rel == DEM_REL_flat && dem_in(own->head, p->first, p->end)) /* "Lagos police", taken for one name */
        return true;
    /* "told Blinken ministers had met": two noun phrases side by side, if the tree says so */
    return head->head < 0 || inside(d, head->head) || (it->what == ITEM_ENTITY && head->rel == DEM_REL_compound);
}

/* "US-led", "Berlin-based" belong to what stands before the hyphen; "Russian-backed" and "pro-Russian" do not. t is the token after the hyphen. */
static void take_hyphenated(const frame *f, name_draft *d, int32_t k, int32_t t)
{
    namer *n = f->n;
    int32_t p = before_draft(f, k);
    d->first = t - 2;
    if (p < 0 || n->drafts.at[p].end != t - 1)
        return;
    name_draft *q = &n->drafts.at[p];
    if (dem_name_word(WORDS_BELONG, dem_name_token(n, t)->fold))
        (void)take_side(n, d, q, false);
    d->first = q->first;
    q->dead = true;
}

/* "Russian and Ukrainian officials", "foreign and defence ministers": t is the conjunction. */
static bool takes_conjunction(const frame *f, const name_draft *d, int32_t k, int32_t t)
{
    const namer *n = f->n;
    if (t <= f->begin || dem_name_token(n, t)->upos != DEM_UPOS_CCONJ || d->first != t + 1)
        return false;
    int32_t p = before_draft(f, k);
    const dem_token *left = dem_name_token(n, t - 1), *right = dem_name_token(n, t + 1);
    if (p >= 0 && n->drafts.at[p].end == t) {
        const name_item *it = &n->items.at[n->drafts.at[p].item];
        bool demonym = it->what == ITEM_ENTITY && it->alias == DEM_ALIAS_DEMONYM;
        return demonym && (d->side >= 0 ? n->items.at[d->side].first == t + 1 : right->upos == DEM_UPOS_ADJ); /* "Kenyan and Western officials" */
    }
    return left->upos == DEM_UPOS_ADJ && right->upos == DEM_UPOS_ADJ && (left->head > t || left->head < 0);
}

/* Takes in the draft q that ends where d begins, or before the possessive sign there. */
static bool take_draft(namer *n, name_draft *d, name_draft *q, bool possessive)
{
    if (!take_side(n, d, q, possessive))
        return false;
    d->first = q->first;
    d->former |= q->former;
    dem_name_consume(n, q);
    return true;
}

/* t is the conjunction. */
static void take_conjunction(namer *n, int32_t k, int32_t p, int32_t t)
{
    name_draft *d = &n->drafts.at[k];
    bool side = p >= 0 && n->drafts.at[p].end == t;
    d->first = side ? n->drafts.at[p].first : t - 1;
    if (side && d->side >= 0) {
        dem_name_add_side(n, k, p);
    } else if (side) {
        d->side = n->drafts.at[p].item;
        n->drafts.at[p].dead = true;
    }
}

/* One step to the left. *done when nothing more can belong to the phrase. */
static bool extend_once(const frame *f, name_draft *d, int32_t k, bool *done)
{
    namer *n = f->n;
    int32_t t = d->first - 1, p = before_draft(f, k);
    name_draft *q = p >= 0 ? &n->drafts.at[p] : NULL;
    if (t < f->begin)
        return false;
    const dem_token *tok = dem_name_token(n, t);
    if (q && q->end == t + 1) {
        *done = n->items.at[q->item].what == ITEM_PRONOUN;
        return takes(f, d, q) && take_draft(n, d, q, false);
    }
    if (dem_name_possessive(tok)) {
        *done = true;
        return q && q->end == t && take_draft(n, d, q, true);
    }
    if (dem_name_hyphen(n, t) && t - 1 >= f->begin) {
        d->former |= dem_name_word(WORDS_FORMER, tok[-1].fold);
        if (!(q && q->end == t) && dem_name_word(WORDS_AGAINST, tok[-1].fold))
            d->side = -1;
        take_hyphenated(f, d, k, t + 1);
        return true;
    }
    if (takes_conjunction(f, d, k, t)) {
        take_conjunction(n, k, p, t);
        return true;
    }
    if (!modifier(f, d, t))
        return false;
    d->first = t;
    d->former |= is_former(f, t);
    d->definite |= dem_name_is(tok, "the") || dem_name_is(tok, "this");
    *done = tok->upos == DEM_UPOS_DET && !(t > f->begin && dem_name_token(n, t - 1)->rel == DEM_REL_det_predet);
    return true;
}

static void extend_role(const frame *f, int32_t k)
{
    name_draft *d = &f->n->drafts.at[k];
    bool done = false;
    while (!done && extend_once(f, d, k, &done))
        ;
}

/* Does the noun phrase go on after the draft, so that its article is the noun's: "the NATO summit", "US military aid"? */
static bool before_noun(const frame *f, const name_draft *d)
{
    if (d->end >= f->end)
        return false;
    const dem_token *last = outer(f->n, d), *next = dem_name_token(f->n, d->end);
    bool modifies = last->rel == DEM_REL_compound || last->rel == DEM_REL_amod || last->rel == DEM_REL_nmod;
    if (modifies && last->head >= d->end && next->upos != DEM_UPOS_ADP && next->upos != DEM_UPOS_PUNCT && next->upos != DEM_UPOS_PART)
        return true;
    return (last->head < 0 || last->head >= d->end) && next->upos == DEM_UPOS_NOUN && !dem_name_has_sense(f->n, next, DEM_FAM_TIME);
}

/* Names take their article and adjectives ("the European Union", "neighbouring Poland"); a body also its country ("the Ukrainian Red Cross"). */
static void extend_name(const frame *f, int32_t k)
{
    namer *n = f->n;
    name_draft *d = &n->drafts.at[k];
    const name_item *it = &n->items.at[d->item];
    bool person = it->what == ITEM_ENTITY && n->kb->entities[it->entity].type == DEM_TYPE_PERSON;
    d->adjective = adjectival(f, it);
    if (d->adjective || (it->what == ITEM_ENTITY && !person && before_noun(f, d)))
        return;
    while (d->first > f->begin) {
        const dem_token *tok = dem_name_token(n, d->first - 1);
        int32_t p = before_draft(f, k);
        name_draft *q = p >= 0 ? &n->drafts.at[p] : NULL;
        if (q && q->end == d->first) {
            const name_item *pi = &n->items.at[q->item];
            bool body = it->what == ITEM_NAME || n->kb->entities[it->entity].type == DEM_TYPE_ORG || person;
            if (!body || pi->what != ITEM_ENTITY || pi->alias != DEM_ALIAS_DEMONYM)
                return;
            d->side = q->item;
            d->first = q->first;
            q->dead = true;
        } else if (tok->upos == DEM_UPOS_DET || (tok->upos == DEM_UPOS_ADJ && inside(d, tok->head)) || is_former(f, d->first - 1)) {
            d->former |= is_former(f, d->first - 1);
            d->first--;
            d->definite |= dem_name_is(tok, "the");
            if (tok->upos == DEM_UPOS_DET)
                return;
        } else if (it->what != ITEM_PRONOUN && dem_name_honorific(n, tok) && !d->honorific) {
            d->first--;
            d->honorific = true;
        } else {
            return;
        }
    }
}

/* "Prime Minister Ana Ruiz": the noun phrase goes on with the name of whoever holds the office. */
static bool before_person(const namer *n, int32_t k)
{
    for (int32_t m = k + 1; m < n->drafts.len; m++) {
        const name_item *it = &n->items.at[n->drafts.at[m].item];
        if (!n->drafts.at[m].dead)
            return n->drafts.at[m].first == n->drafts.at[k].end &&
                   (it->what == ITEM_NAME || (it->what == ITEM_ENTITY && n->kb->entities[it->entity].type == DEM_TYPE_PERSON));
    }
    return false;
}

/* "US military aid", "the army base": the role noun only describes a thing. What it belongs to is still named. */
static void undo_modifiers(const frame *f)
{
    namer *n = f->n;
    for (int32_t k = f->base; k < n->drafts.len; k++) {
        name_draft *d = &n->drafts.at[k];
        const name_item *it = &n->items.at[d->item];
        if (d->dead || it->what != ITEM_ROLE || d->end != it->end || !before_noun(f, d) || before_person(n, k) ||
            dem_name_possessive(dem_name_token(n, d->end)))
            continue;
        int32_t kept = d->side >= 0 ? d->side : d->owner;
        drop_sides(n, d);
        d->dead = kept < 0;
        if (kept < 0)
            continue;
        it = &n->items.at[kept];
        *d = (name_draft){.first = it->first, .end = it->end, .core_first = it->first, .core_end = it->end, .item = kept, .title = -1, .side = -1,
                          .owner = -1, .of_head = -1, .also = -1, .apposed = -1, .inner = DEM_NO_ROW, .adjective = it->alias == DEM_ALIAS_DEMONYM};
    }
}

static dem_status sentence_drafts(namer *n, int32_t first_item, int32_t end_item)
{
    const dem_sentence *s = &n->doc->sentences.at[n->items.at[first_item].sentence];
    frame f = {n, (int32_t)n->drafts.len, s->first, s->first + s->count};
    for (int32_t i = first_item; i < end_item; i++) {
        const name_item *it = &n->items.at[i];
        name_draft *d = dem_push(n->doc->arena, &n->drafts);
        if (!d)
            return DEM_NO_MEMORY;
        *d = (name_draft){.first = it->first, .end = it->end, .core_first = it->first, .core_end = it->end, .item = i, .title = -1, .side = -1,
                          .owner = -1, .of_head = -1, .also = -1, .apposed = -1, .inner = DEM_NO_ROW};
        if (it->what == ITEM_ROLE)
            extend_role(&f, (int32_t)n->drafts.len - 1);
        else if (it->what != ITEM_PRONOUN)
            extend_name(&f, (int32_t)n->drafts.len - 1);
    }
    undo_modifiers(&f);
    dem_name_join(n, f.base, (int32_t)n->drafts.len);
    return DEM_OK;
}

/* A single capitalised word that is nobody's name in this document is no actor by itself. */
static bool worthless(const namer *n, const name_draft *d)
{
    const name_item *it = &n->items.at[d->item];
    return it->what == ITEM_NAME && it->entity == DEM_NO_ROW && it->type == DEM_TYPE_UNKNOWN && it->same_as < 0 && d->title < 0 && !d->honorific && d->side < 0 && dem_name_run_words(n, it) < 2;
}

static dem_status add_stray(namer *n, const name_draft *d)
{
    if (dem_name_common_word(n, dem_name_token(n, d->core_end - 1)))
        return DEM_OK;
    dem_stray *s = dem_push(n->doc->arena, &n->doc->strays);
    if (!s)
        return DEM_NO_MEMORY;
    *s = (dem_stray){n->items.at[d->item].sentence, d->core_first, d->core_end};
    return DEM_OK;
}

static dem_status drop_dead(namer *n)
{
    ptrdiff_t kept = 0;
    int32_t *place = dem_arena_alloc(n->doc->arena, (n->drafts.len + 1) * (ptrdiff_t)sizeof *place); /* of each draft among those kept */
    if (!place)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < n->drafts.len; i++)
        if (n->drafts.at[i].dead)
            drop_sides(n, &n->drafts.at[i]);
    for (ptrdiff_t i = 0; i < n->drafts.len; i++) {
        int32_t apposed = n->drafts.at[i].apposed;
        if (n->drafts.at[i].dead)
            continue;
        if (worthless(n, &n->drafts.at[i])) {
            DEM_TRY(add_stray(n, &n->drafts.at[i]));
            continue;
        }
        n->drafts.at[kept] = n->drafts.at[i];
        n->drafts.at[kept].apposed = apposed;
        n->items.at[n->drafts.at[i].echo ? n->drafts.at[i].side : n->drafts.at[i].item].mention = (int32_t)kept;
        place[i] = (int32_t)kept++;
    }
    n->drafts.len = kept;
    for (ptrdiff_t i = 0; i < kept; i++) { /* appositions were kept as items while drafts moved */
        name_draft *d = &n->drafts.at[i];
        if (d->apposed >= 0)
            d->apposed = n->items.at[d->apposed].mention;
        if (d->also >= 0)
            d->also = place[d->also];
    }
    return DEM_OK;
}

dem_status dem_name_phrases(namer *n)
{
    for (int32_t i = 0; i < n->items.len;) {
        int32_t k = i;
        while (k < n->items.len && n->items.at[k].sentence == n->items.at[i].sentence)
            k++;
        DEM_TRY(sentence_drafts(n, i, k));
        i = k;
    }
    return drop_dead(n);
}
