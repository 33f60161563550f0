#include "name/name.h"

#include "name/name_internal.h"

/* Does the phrase at `draft` come with a word of motion: "withdraw from Mali", "a visit to Kyiv"? `adp` is the preposition. */
static bool moves(const namer *n, const name_draft *d, int32_t adp)
{
    const dem_sentence *s = &n->doc->sentences.at[n->items.at[d->item].sentence];
    const dem_token *head = dem_name_token(n, d->core_end - 1);
    if (adp - 1 >= s->first && dem_name_word(WORDS_MOTION, dem_name_token(n, adp - 1)->lemma))
        return true;
    return head->head >= 0 && dem_name_word(WORDS_MOTION, dem_name_token(n, head->head)->lemma);
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
    const dem_token *tok = dem_name_token(n, t);
    bool comma = dem_name_is(tok, ",");
    if (t > 0 && comma && is_city(n, it) && dem_name_word(WORDS_AREA, tok[-1].lemma))
        return true;
    if (draft == 0 || n->drafts.at[draft - 1].end != t || (!comma && !dem_name_is(tok, "and") && !dem_name_is(tok, "or")))
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
    const dem_token *next = dem_name_token(n, d->end), *own = dem_name_token(n, d->end - 1);
    return (next->upos == DEM_UPOS_NOUN || next->upos == DEM_UPOS_PROPN) && own->head >= d->end;
}

/* "in Mali, Niger and Chad": the later ones hang on the first. */
static bool joined_to_where(const namer *n, const name_draft *d, int32_t draft)
{
    for (int32_t t = d->core_first; t < d->core_end; t++) {
        const dem_token *tok = dem_name_token(n, t);
        int32_t m = tok->rel == DEM_REL_conj && tok->head >= 0 && tok->head < d->first ? dem_name_token(n, tok->head)->mention : -1;
        if (m >= 0 && m < draft)
            return n->doc->mentions.at[m].place_only;
    }
    return false;
}

/* "Mali's army" acts; "Mali's north" is where. */
static bool owns(const namer *n, const name_draft *d, int32_t end)
{
    if (d->end >= end || !dem_name_possessive(dem_name_token(n, d->end)))
        return false;
    return d->end + 1 >= end || !dem_name_word(WORDS_AREA, dem_name_token(n, d->end + 1)->lemma);
}

/* "left Brussels", "reached Kabul": the object of going somewhere is a place. */
static bool is_left(const namer *n, const name_draft *d)
{
    const dem_token *head = dem_name_token(n, d->core_end - 1);
    return head->rel == DEM_REL_obj && head->head >= 0 && dem_name_word(WORDS_GOING, dem_name_token(n, head->head)->lemma);
}

bool dem_name_is_where(const namer *n, int32_t draft)
{
    const name_draft *d = &n->drafts.at[draft];
    const name_item *it = &n->items.at[d->item];
    const dem_sentence *s = &n->doc->sentences.at[it->sentence];
    bool city = is_city(n, it);
    int32_t t = d->first - 1;
    if (owns(n, d, s->first + s->count))
        return false;
    if (city && (names_thing(n, d) || (d->core_first > d->first && dem_name_token(n, d->core_first - 1)->upos == DEM_UPOS_ADJ)))
        return true;
    if (city && is_left(n, d))
        return true;
    const dem_kb_entity *e = &n->kb->entities[it->entity];
    bool region = dem_str_eq(dem_kb_str(n->kb, e->kind), DEM_S("region")); /* "Texas, Mississippi and Louisiana" is a list */
    if (city && !region && e->country && dem_name_behind(n, it) == e->country) /* "Berlin, Germany" */
        return true;
    if (t < s->first)
        return false;
    const dem_token *adp = dem_name_token(n, t);
    if (adp->upos == DEM_UPOS_PUNCT || adp->upos == DEM_UPOS_CCONJ)
        return follows_where(n, draft, t) || joined_to_where(n, d, draft);
    if (dem_name_word(WORDS_LOCATIVE, adp->fold))
        return true;
    if (dem_name_is(adp, "from"))
        return moves(n, d, t) || n->kb->entities[it->entity].type == DEM_TYPE_PLACE;
    if (dem_name_is(adp, "to"))
        return city && (moves(n, d, t) || it->alias != DEM_ALIAS_CAPITAL);
    return dem_name_is(adp, "of") && t > s->first && dem_name_word(WORDS_AREA, adp[-1].lemma);
}

bool dem_name_located(const dem_doc *doc, int32_t sentence, int32_t t)
{
    return t > doc->sentences.at[sentence].first && dem_name_word(WORDS_LOCATIVE, doc->tokens.at[t - 1].fold);
}
