#include "name/name_internal.h"

static int32_t next_draft(const namer *n, int32_t k, int32_t end)
{
    for (k++; k < end; k++)
        if (dem_name_stands(&n->drafts.at[k]))
            return k;
    return -1;
}

static const name_item *item_of(const namer *n, int32_t draft)
{
    return &n->items.at[n->drafts.at[draft].item];
}

/* What may be a person's name. */
static bool person_name(const namer *n, const name_item *it)
{
    if (it->what != ITEM_ENTITY)
        return it->what == ITEM_NAME && it->type != DEM_TYPE_ORG && it->type != DEM_TYPE_PLACE;
    return n->kb->entities[it->entity].type == DEM_TYPE_PERSON || n->kb->entities[it->entity].type == DEM_TYPE_UNKNOWN;
}

static int32_t sentence_end(const namer *n, const name_item *it)
{
    const dem_sentence *s = &n->doc->sentences.at[it->sentence];
    return s->first + s->count;
}

static bool token_is(const namer *n, int32_t t, int32_t end, const char *fold)
{
    return t < end && dem_name_is(dem_name_token(n, t), fold);
}

static void give_side(namer *n, name_draft *d, const name_draft *m)
{
    const name_item *it = &n->items.at[m->item];
    if (it->what == ITEM_ROLE) {
        if (d->inner == DEM_NO_ROW && !dem_name_lands(n, it))
            d->inner = m->inner != DEM_NO_ROW ? m->inner : it->role;
        if (d->side < 0 && !dem_name_members(n, it)) /* "the ministers of NATO countries" are nobody's */
            d->side = m->side;
        if (d->side < 0 && m->definite && dem_name_lands(n, it))
            d->side = dem_name_meant(n, m->item, dem_name_lands(n, it));
        if (d->owner < 0)
            d->owner = m->owner;
        d->ours |= m->ours;
    } else if (person_name(n, it)) {
        if (d->owner < 0)
            d->owner = m->item;
    } else if (d->side < 0) {
        d->side = m->item;
    }
}

/* "foreign ministers of Peru and Chile": t stands behind "Peru". */
static void take_coordinated(namer *n, int32_t role, int32_t k, int32_t end)
{
    name_draft *d = &n->drafts.at[role];
    int32_t stop = sentence_end(n, &n->items.at[d->item]);
    for (int32_t m = next_draft(n, k, end); m >= 0; m = next_draft(n, m, end)) {
        name_draft *q = &n->drafts.at[m];
        bool linked = q->first == d->end + 1 && (token_is(n, d->end, stop, "and") || token_is(n, d->end, stop, "or") || token_is(n, d->end, stop, ","));
        if (!linked || item_of(n, m)->what != ITEM_ENTITY || person_name(n, item_of(n, m)))
            return;
        if (token_is(n, d->end, stop, ",") && !(token_is(n, q->end, stop, "and") || token_is(n, q->end, stop, ",")))
            return;
        d->end = q->end;
        dem_name_add_side(n, role, m);
    }
}

static bool plain_noun(const dem_token *t)
{
    return t->upos == DEM_UPOS_NOUN || t->upos == DEM_UPOS_ADJ || t->upos == DEM_UPOS_DET || t->upos == DEM_UPOS_PROPN || t->upos == DEM_UPOS_NUM;
}

/* "minister of foreign affairs": an of-phrase in which no table has a word. Returns where it ends, or d->end. */
static int32_t plain_of_phrase(const namer *n, const name_draft *d, int32_t limit)
{
    int32_t t = d->end + 1;
    while (t < limit && t < d->end + 6 && (plain_noun(dem_name_token(n, t)) || (dem_name_token(n, t)->upos == DEM_UPOS_CCONJ && t + 1 < limit && t > d->end + 1 &&
                                                                              dem_name_token(n, t - 1)->upos == DEM_UPOS_ADJ)))
        t++;
    if (t == d->end + 1)
        return d->end;
    const dem_token *last = dem_name_token(n, t - 1);
    return last->upos == DEM_UPOS_NOUN || last->upos == DEM_UPOS_PROPN ? t : d->end;
}

/* "the head of Ukrainian diplomacy": the adjective says whose, the noun behind it of what. */
static bool join_adjective(namer *n, name_draft *d, name_draft *q, int32_t stop)
{
    int32_t t = q->end;
    while (t < stop && dem_name_token(n, t)->upos == DEM_UPOS_ADJ)
        t++;
    if (d->side >= 0 || t >= stop || dem_name_token(n, t)->upos != DEM_UPOS_NOUN)
        return false;
    d->side = q->item;
    d->end = t + 1;
    d->of_head = t;
    q->dead = true;
    return true;
}

static void join_of(namer *n, int32_t k, int32_t end)
{
    name_draft *d = &n->drafts.at[k];
    int32_t stop = sentence_end(n, &n->items.at[d->item]);
    bool speaks = dem_name_word(WORDS_SPOKES, dem_name_token(n, n->items.at[d->item].end - 1)->lemma);
    for (int rounds = 0; rounds < 2 && (token_is(n, d->end, stop, "of") || (speaks && (token_is(n, d->end, stop, "for") || token_is(n, d->end, stop, "to")))); rounds++) {
        int32_t m = next_draft(n, k, end);
        name_draft *q = m >= 0 ? &n->drafts.at[m] : NULL;
        if (q && q->first == d->end + 1) {
            if (item_of(n, m)->what == ITEM_PRONOUN || (q->adjective && !join_adjective(n, d, q, stop)))
                return;
            if (q->dead)
                return;
            give_side(n, d, q);
            d->end = q->end;
            dem_name_consume(n, q);
            if (n->items.at[d->item].plural && item_of(n, m)->what == ITEM_ENTITY)
                take_coordinated(n, k, m, end);
            return;
        }
        int32_t at = plain_of_phrase(n, d, q ? q->first : stop);
        if (at == d->end)
            return;
        d->end = at;
        d->of_head = at - 1;
    }
}

/* "police in Berlin": the city says whose, but stays a place of its own. */
static void look_in(namer *n, int32_t k, int32_t end)
{
    name_draft *d = &n->drafts.at[k];
    int32_t m = next_draft(n, k, end), stop = sentence_end(n, &n->items.at[d->item]);
    bool from = token_is(n, d->end, stop, "from");
    if (d->side >= 0 || (d->owner >= 0 && !from) || m < 0 || n->drafts.at[m].first != d->end + 1 || item_of(n, m)->what != ITEM_ENTITY)
        return;
    uint32_t type = n->kb->entities[item_of(n, m)->entity].type;
    if ((type == DEM_TYPE_COUNTRY || type == DEM_TYPE_PLACE) && (token_is(n, d->end, stop, "in") || token_is(n, d->end, stop, "from")))
        d->side = n->drafts.at[m].item;
}

static void merge_name(name_draft *d, name_draft *q)
{
    d->title = d->item;
    d->item = q->item;
    d->core_first = q->core_first;
    d->core_end = q->core_end;
    d->end = q->end;
    d->honorific |= q->honorific;
    q->dead = true;
}

/* "the ambassador to Peru", "the envoy for Yemen": to whom somebody is sent is part of what he or she is. */
static void take_to_phrase(namer *n, name_draft *d, int32_t k, int32_t end)
{
    int32_t m = next_draft(n, k, end), stop = sentence_end(n, &n->items.at[d->item]);
    bool sent = dem_name_word(WORDS_ENVOY, dem_name_token(n, n->items.at[d->item].end - 1)->lemma);
    int32_t after = m < 0 ? -1 : next_draft(n, m, end); /* "the official to Peru Ada K" */
    bool named = after >= 0 && n->drafts.at[after].first == n->drafts.at[m].end && person_name(n, item_of(n, after));
    if (m < 0 || !(sent || named) || n->drafts.at[m].first != d->end + 1 || person_name(n, item_of(n, m)) || item_of(n, m)->what == ITEM_PRONOUN)
        return;
    if (!token_is(n, d->end, stop, "to") && !token_is(n, d->end, stop, "for"))
        return;
    d->end = n->drafts.at[m].end;
    n->drafts.at[m].dead = named; /* else it stays somebody, who may be on the other side: "recalled its ambassador to Peru" */
}

/* "President Lincoln": after a title a city's name is a surname. */
static void name_after_title(namer *n, const name_draft *d, const name_draft *q)
{
    name_item *it = &n->items.at[q->item];
    if (it->what != ITEM_ENTITY || n->kb->entities[it->entity].type != DEM_TYPE_PLACE || it->end - it->first > 1 || q->first != d->end ||
        !(dem_name_token(n, n->items.at[d->item].first)->flags & DEM_TOKEN_CAPITAL))
        return;
    it->what = ITEM_NAME;
    it->entity = DEM_NO_ROW;
}

/* "the Basque group ETA", "Russian company Gazprom". */
static bool names_body(const namer *n, const name_draft *d, const name_draft *q)
{
    const name_item *it = &n->items.at[q->item], *role = &n->items.at[d->item];
    if (q->first != d->end || role->plural || n->kb->roles[role->role].kind != DEM_ROLE_BODY)
        return false;
    if (it->what != ITEM_ENTITY)
        return it->what == ITEM_NAME;
    uint32_t type = n->kb->entities[it->entity].type;
    return type == DEM_TYPE_ORG || type == DEM_TYPE_GROUP || type == DEM_TYPE_UNKNOWN;
}

/* "King Harald of Norway", "General Patrice L of the Congolese army". */
static void take_realm(namer *n, name_draft *d, int32_t k, int32_t end)
{
    int32_t m = next_draft(n, k, end);
    const name_item *it = m < 0 ? NULL : item_of(n, m);
    if (!it || d->side >= 0 || n->drafts.at[m].first != d->end + 1 || !token_is(n, d->end, sentence_end(n, it), "of"))
        return;
    bool body = it->what == ITEM_ROLE && n->kb->roles[it->role].kind == DEM_ROLE_BODY;
    uint32_t type = it->what == ITEM_ENTITY ? n->kb->entities[it->entity].type : DEM_TYPE_UNKNOWN;
    bool country = type == DEM_TYPE_COUNTRY || type == DEM_TYPE_ORG || type == DEM_TYPE_GROUP;
    if (!body && !country)
        return;
    give_side(n, d, &n->drafts.at[m]);
    d->end = n->drafts.at[m].end;
    dem_name_consume(n, &n->drafts.at[m]);
}

/* "Ukrainian President Volodymyr Z", also with the given name in brackets. */
static void join_title(namer *n, int32_t k, int32_t end)
{
    name_draft *d = &n->drafts.at[k];
    int32_t m = next_draft(n, k, end), stop = sentence_end(n, &n->items.at[d->item]);
    if (m < 0)
        return;
    if (n->kb->roles[n->items.at[d->item].role].kind != DEM_ROLE_PERSON) {
        if (names_body(n, d, &n->drafts.at[m]))
            merge_name(d, &n->drafts.at[m]);
        return;
    }
    name_after_title(n, d, &n->drafts.at[m]);
    if (!person_name(n, item_of(n, m)))
        return;
    name_draft *q = &n->drafts.at[m];
    if (q->first == d->end && q->side < 0) {
        merge_name(d, q);
        take_realm(n, d, k, end);
        return;
    }
    int32_t after = next_draft(n, m, end);
    if (q->first == d->end + 1 && token_is(n, d->end, stop, "(") && token_is(n, q->end, stop, ")") && after >= 0 &&
        n->drafts.at[after].first == q->end + 1 && person_name(n, item_of(n, after))) {
        q->dead = true;
        merge_name(d, &n->drafts.at[after]);
    }
}

static bool closes(const namer *n, int32_t t, int32_t stop)
{
    return t >= stop || dem_name_token(n, t)->upos == DEM_UPOS_PUNCT;
}

/* "X, the prime minister of Y," and "the prime minister of Y, X,": each is linked to the name by its item. */
static void link_apposition(namer *n, int32_t k, int32_t end)
{
    int32_t m = next_draft(n, k, end);
    if (m < 0)
        return;
    name_draft *d = &n->drafts.at[k], *q = &n->drafts.at[m];
    const name_item *a = item_of(n, k), *b = item_of(n, m);
    int32_t stop = sentence_end(n, a);
    if (!token_is(n, d->end, stop, ",") || q->first != d->end + 1)
        return;
    bool list = token_is(n, q->end, stop, "and") || (token_is(n, q->end, stop, ",") && token_is(n, q->end + 1, stop, "and"));
    bool office = b->what == ITEM_ROLE && !b->plural && q->first == b->first && person_name(n, a); /* "X, deputy minister and chief negotiator" */
    if (list && !office)
        return;
    bool told = q->side >= 0 || q->owner >= 0 || q->definite || (b->what == ITEM_ROLE && q->first == b->first && n->kb->roles[b->role].cameo); /* "X, deputy minister" */
    if (person_name(n, a) && b->what == ITEM_ROLE && !b->plural && told &&
        n->kb->roles[b->role].kind == DEM_ROLE_PERSON)
        q->apposed = d->item;
    else if (a->what == ITEM_ROLE && !a->plural && person_name(n, b) && n->kb->roles[a->role].kind == DEM_ROLE_PERSON && closes(n, q->end, stop))
        d->apposed = q->item;
}

void dem_name_join(namer *n, int32_t base, int32_t end)
{
    for (int32_t k = end - 1; k >= base; k--) { /* from the right: "the head of the army of Mali" is joined inside out */
        if (!dem_name_stands(&n->drafts.at[k]) || item_of(n, k)->what != ITEM_ROLE)
            continue;
        join_of(n, k, end);
        look_in(n, k, end);
        take_to_phrase(n, &n->drafts.at[k], k, end);
        join_title(n, k, end);
    }
    for (int32_t k = base; k < end; k++)
        if (dem_name_stands(&n->drafts.at[k]))
            link_apposition(n, k, end);
}
