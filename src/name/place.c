#include "name/name_internal.h"

/* Does the phrase at `draft` come with a word of motion: "withdraw from Mali", "a visit to Kyiv"? `adp` is the preposition. */
static bool moves(const namer *n, const name_draft *d, int32_t adp)
{
    const dem_sentence *s = &n->doc->sentences.at[n->items.at[d->item].sentence];
    const dem_token *head = name_token(n, d->core_end - 1);
    if (adp - 1 >= s->first && name_word(WORDS_MOTION, name_token(n, adp - 1)->lemma))
        return true;
    return head->head >= 0 && name_word(WORDS_MOTION, name_token(n, head->head)->lemma);
}

static bool is_city(const namer *n, const name_item *it)
{
    return n->kb->entities[it->entity].type == DEM_TYPE_PLACE || it->alias == DEM_ALIAS_CAPITAL;
}

/* After a comma or "and": "Vilnius, Lithuania", "in Mali and Niger", "the capital, Kyiv". */
static bool follows_where(const namer *n, int32_t draft, int32_t t)
{
    const name_draft *d = &n->drafts.at[draft];
    const name_item *it = &n->items.at[d->item];
    const dem_token *tok = name_token(n, t);
    bool comma = name_is(tok, ",");
    if (t > 0 && comma && is_city(n, it) && name_word(WORDS_AREA, tok[-1].lemma))
        return true;
    if (draft == 0 || n->drafts.at[draft - 1].end != t || (!comma && !name_is(tok, "and") && !name_is(tok, "or")))
        return false;
    const dem_mention *before = &n->doc->mentions.at[draft - 1];
    const name_item *b = &n->items.at[n->drafts.at[draft - 1].item];
    if (!before->place_only || b->what != ITEM_ENTITY)
        return false;
    return !comma || (is_city(n, b) && !is_city(n, it) && n->kb->entities[b->entity].country == n->kb->entities[it->entity].country);
}

/* A city's name before a noun: "the Vilnius summit". */
static bool names_thing(const namer *n, const name_draft *d)
{
    if (d->end >= n->doc->tokens.len)
        return false;
    const dem_token *next = name_token(n, d->end), *own = name_token(n, d->end - 1);
    return next->upos == DEM_UPOS_NOUN && own->rel == DEM_REL_compound && own->head >= d->end;
}

/* "in Mali, Niger and Chad": the later ones hang on the first. */
static bool joined_to_where(const namer *n, const name_draft *d, int32_t draft)
{
    for (int32_t t = d->core_first; t < d->core_end; t++) {
        const dem_token *tok = name_token(n, t);
        int32_t m = tok->rel == DEM_REL_conj && tok->head >= 0 && tok->head < d->first ? name_token(n, tok->head)->mention : -1;
        if (m >= 0 && m < draft)
            return n->doc->mentions.at[m].place_only;
    }
    return false;
}

/* "Mali's army" acts; "Mali's north" is where. */
static bool owns(const namer *n, const name_draft *d, int32_t end)
{
    if (d->end >= end || !name_possessive(name_token(n, d->end)))
        return false;
    return d->end + 1 >= end || !name_word(WORDS_AREA, name_token(n, d->end + 1)->lemma);
}

bool name_is_where(const namer *n, int32_t draft)
{
    const name_draft *d = &n->drafts.at[draft];
    const name_item *it = &n->items.at[d->item];
    const dem_sentence *s = &n->doc->sentences.at[it->sentence];
    bool city = is_city(n, it);
    int32_t t = d->first - 1;
    if (owns(n, d, s->first + s->count))
        return false;
    if (city && (names_thing(n, d) || (d->core_first > d->first && name_token(n, d->core_first - 1)->upos == DEM_UPOS_ADJ)))
        return true;
    if (t < s->first)
        return false;
    const dem_token *adp = name_token(n, t);
    if (adp->upos == DEM_UPOS_PUNCT || adp->upos == DEM_UPOS_CCONJ)
        return follows_where(n, draft, t) || joined_to_where(n, d, draft);
    if (name_word(WORDS_LOCATIVE, adp->fold))
        return true;
    if (name_is(adp, "from"))
        return moves(n, d, t) || n->kb->entities[it->entity].type == DEM_TYPE_PLACE;
    if (name_is(adp, "to"))
        return city && (moves(n, d, t) || it->alias != DEM_ALIAS_CAPITAL);
    return name_is(adp, "of") && t > s->first && name_word(WORDS_AREA, adp[-1].lemma);
}
