#include "model/office.h"
#include "name/name_internal.h"

static bool in_headline(const namer *n, const name_item *item)
{
    return n->doc->sentences.at[item->sentence].headline;
}

static bool letter_or_digit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Compares what is written with the form of the table; only letters and digits count. */
static bool written_as(const namer *n, const name_item *item, dem_str form)
{
    ptrdiff_t at = 0;
    for (int32_t t = item->first; t < item->end; t++) {
        dem_str s = dem_name_token(n, t)->form;
        for (ptrdiff_t i = 0; i < s.len; i++) {
            if (!letter_or_digit(s.data[i]))
                continue;
            while (at < form.len && !letter_or_digit(form.data[at]))
                at++;
            if (at == form.len || form.data[at++] != s.data[i])
                return false;
        }
    }
    while (at < form.len && !letter_or_digit(form.data[at]))
        at++;
    return at == form.len;
}

static bool capitalised(const namer *n, const name_item *item)
{
    if (!(dem_name_token(n, item->first)->flags & (DEM_TOKEN_CAPITAL | DEM_TOKEN_DIGIT)) && !dem_name_word(WORDS_PARTICLE, dem_name_token(n, item->first)->fold))
        return false;
    for (int32_t t = item->first; t < item->end; t++) {
        const dem_token *tok = dem_name_token(n, t);
        bool word = tok->flags & DEM_TOKEN_WORD && !(tok->flags & (DEM_TOKEN_CAPITAL | DEM_TOKEN_DIGIT | DEM_TOKEN_JOINED));
        if (word && !dem_name_word(WORDS_SHORT, tok->fold) && !dem_name_possessive(tok))
            return false;
    }
    return true;
}

/* In a line that is all capitals, "US" and "WHO" are likelier to be pronouns than names. */
static bool shouted_word(const namer *n, const name_item *item)
{
    const dem_sentence *s = &n->doc->sentences.at[item->sentence];
    if (item->end - item->first > 1 || !dem_name_common_word(n, dem_name_token(n, item->first)))
        return false;
    int32_t around[] = {item->first - 1, item->first + 1}, upper = 0, seen = 0;
    for (int i = 0; i < 2; i++) {
        if (!dem_in(around[i], s->first, s->first + s->count))
            continue;
        const dem_token *tok = dem_name_token(n, around[i]);
        seen += (tok->flags & DEM_TOKEN_WORD) != 0;
        upper += (tok->flags & DEM_TOKEN_UPPER) != 0 && !dem_name_has_sense(n, tok, DEM_FAM_ENTITY);
    }
    return seen > 0 && upper == seen;
}

/* "in Spanish.", "speaks Russian": a language. */
static bool is_language(const namer *n, const name_item *item)
{
    const dem_sentence *s = &n->doc->sentences.at[item->sentence];
    int32_t before = item->first - 1, after = item->end;
    if (before < s->first || item->end - item->first > 1 || dem_name_token(n, item->first)->feats & DEM_FEAT_PLUR)
        return false;
    bool spoken = dem_name_is(dem_name_token(n, before), "in") || dem_str_eq(dem_name_token(n, before)->lemma, DEM_S("speak"));
    return spoken && (after >= s->first + s->count || (dem_name_token(n, after)->upos == DEM_UPOS_PUNCT && !dem_name_hyphen(n, after)));
}

bool dem_name_sense_fits(const namer *n, const name_item *item, const dem_kb_sense *s)
{
    const dem_token *tok = dem_name_token(n, item->first);
    if (n->kb->entities[s->row].type == DEM_TYPE_UNKNOWN && !dem_name_coded(n, s->row))
        return false;
    bool country = n->kb->entities[s->row].type == DEM_TYPE_COUNTRY && s->kind != DEM_ALIAS_CAPITAL;
    if (country && s->kind == DEM_ALIAS_DEMONYM && is_language(n, item))
        return false;
    if (s->letter_case == DEM_CASE_EXACT)
        return written_as(n, item, dem_kb_str(n->kb, s->form)) && !shouted_word(n, item);
    bool as_in_table = item->end - item->first > 1 && dem_name_token(n, item->first)->flags & DEM_TOKEN_CAPITAL;
    if (s->letter_case == DEM_CASE_CAPITAL && !capitalised(n, item) && !(as_in_table && written_as(n, item, dem_kb_str(n->kb, s->form)))) /* "UN refugee agency" */
        return false;
    if (n->kb->entities[s->row].type == DEM_TYPE_PLACE && item->end - item->first == 1 && tok->flags & DEM_TOKEN_UPPER && tok->form.len <= 3 && !written_as(n, item, dem_kb_str(n->kb, s->form)))
        return false; /* "EST" is no city */
    /* "Nice", "Male", "Reading": where a capital says nothing, the tagger must take the word for a name. */
    if (item->end - item->first == 1 && !country && tok->upos != DEM_UPOS_PROPN && dem_name_common_word(n, tok))
        return false;
    return tok->upos != DEM_UPOS_VERB || item->end - item->first > 1 || !dem_name_common_word(n, tok);
}

int32_t dem_name_support_of(const namer *n, dem_id country)
{
    for (ptrdiff_t i = 0; i < n->support.len; i++)
        if (n->support.at[i].country == country)
            return n->support.at[i].count;
    return 0;
}

dem_status dem_name_count_support(namer *n)
{
    for (ptrdiff_t i = 0; i < n->items.len; i++) {
        const name_item *it = &n->items.at[i];
        bool capital = it->ambiguous && it->alias == DEM_ALIAS_CAPITAL;
        if (it->what != ITEM_ENTITY || capital || n->kb->entities[it->entity].type != DEM_TYPE_COUNTRY)
            continue;
        dem_id country = n->kb->entities[it->entity].country;
        ptrdiff_t k = 0;
        while (k < n->support.len && n->support.at[k].country != country)
            k++;
        if (k == n->support.len) {
            name_support *slot = dem_push(n->doc->arena, &n->support);
            if (!slot)
                return DEM_NO_MEMORY;
            *slot = (name_support){country, 0};
        }
        n->support.at[k].count++;
    }
    return DEM_OK;
}

dem_id dem_name_behind(const namer *n, const name_item *item)
{
    const dem_sentence *s = &n->doc->sentences.at[item->sentence];
    int32_t t = item->end, end = s->first + s->count;
    if (item->next < 0 || t >= end || !(dem_name_is(dem_name_token(n, t), ",") || dem_name_is(dem_name_token(n, t), "in")))
        return 0;
    t += dem_name_is(dem_name_token(n, t), "in") && t + 1 < end && dem_name_is(dem_name_token(n, t + 1), "the") ? 2 : 1;
    const name_item *next = &n->items.at[item->next];
    bool place = next->what == ITEM_ENTITY && next->first == t && next->alias != DEM_ALIAS_DEMONYM;
    uint32_t type = place ? n->kb->entities[next->entity].type : 0;
    return type == DEM_TYPE_COUNTRY || type == DEM_TYPE_PLACE ? n->kb->entities[next->entity].country : 0;
}

#define PLACE_ORDER ((uint64_t)3 << 60)
#define ANY_PLACE ((uint64_t)1 << 42)
#define MOST_PEOPLE ((uint64_t)1 << 40)

/* Smaller is better. Between places the country that stands behind the name decides, then whichever is larger, and being in a country that the document speaks of
 * makes a place sixteen times as large. */
static uint64_t place_order(const namer *n, const name_item *item, const dem_kb_entity *e, uint64_t population)
{
    enum { KNOWN_COUNTRY = 16, REGION = 500000 };
    dem_id behind = dem_name_behind(n, item);
    if (population == 0 && dem_str_eq(dem_kb_str(n->kb, e->kind), DEM_S("region"))) /* the tables do not count the people of states and provinces */
        population = REGION;
    if (dem_name_support_of(n, e->country) > 0)
        population = (population + 1) * KNOWN_COUNTRY;
    return (behind && behind == e->country ? 0 : ANY_PLACE + 1) + (MOST_PEOPLE - population);
}

/* Countries before persons before bodies before cities: two bits enough to say which kind of reading goes first. */
static uint64_t order_of(const namer *n, const name_item *item, const dem_kb_sense *s)
{
    const dem_kb_entity *e = &n->kb->entities[s->row];
    dem_id behind;
    switch (e->type) {
    case DEM_TYPE_COUNTRY:
        if (s->kind == DEM_ALIAS_CAPITAL)
            return UINT64_MAX;
        behind = dem_name_behind(n, item);
        return behind && behind != e->country ? PLACE_ORDER | ANY_PLACE : s->kind; /* after a place there, before all others */
    case DEM_TYPE_PERSON:
        return 0x100 + ((uint64_t)dem_kb_office_distance(n->kb, s->row, n->day) << 16);
    case DEM_TYPE_PLACE:
        return PLACE_ORDER | place_order(n, item, e, e->population);
    case DEM_TYPE_GROUP:
        return (uint64_t)2 << 60 | 1;
    default:
        return (uint64_t)2 << 60;
    }
}

/* A city that is the capital of a country, and its namesakes: a capital counts for twice its people. */
static void choose_capital(const namer *n, const dem_kb_sense *capital, name_item *item)
{
    enum { CAPITAL = 2 };
    const dem_kb *kb = n->kb;
    uint32_t own = DEM_NO_ROW;
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, item->phrase, DEM_FAM_ENTITY); s; s = dem_kb_sense_next(kb, item->phrase, s)) {
        const dem_kb_entity *e = &kb->entities[s->row];
        if (e->type == DEM_TYPE_PLACE && e->country == kb->entities[capital->row].country && dem_str_eq(dem_kb_str(kb, e->kind), DEM_S("capital")) && (own == DEM_NO_ROW || e->population > kb->entities[own].population))
            own = s->row;
    }
    const dem_kb_entity *rival = item->entity != DEM_NO_ROW ? &kb->entities[item->entity] : NULL;
    if (rival && rival->type != DEM_TYPE_PLACE)
        return;
    uint64_t population = CAPITAL * (own != DEM_NO_ROW ? kb->entities[own].population : (uint64_t)0xffffffffu);
    if (rival && rival->country != kb->entities[capital->row].country &&
        place_order(n, item, rival, rival->population) < place_order(n, item, &kb->entities[capital->row], population))
        return;
    item->entity = capital->row;
    item->place = own;
    item->alias = DEM_ALIAS_CAPITAL;
    item->sector = capital->sector;
}

/* Among the names of one family. */
static bool choose_among(const namer *n, name_item *item, uint32_t family)
{
    const dem_kb *kb = n->kb;
    const dem_kb_sense *capital = NULL;
    uint64_t best = UINT64_MAX;
    dem_id country = 0;
    item->entity = item->place = DEM_NO_ROW;
    item->ambiguous = false;
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, item->phrase, family); s; s = dem_kb_sense_next(kb, item->phrase, s)) {
        if (!dem_name_sense_fits(n, item, s))
            continue;
        const dem_kb_entity *e = &kb->entities[s->row];
        bool is_capital = e->type == DEM_TYPE_COUNTRY && s->kind == DEM_ALIAS_CAPITAL;
        if (e->type == DEM_TYPE_COUNTRY || e->type == DEM_TYPE_PLACE) {
            item->ambiguous |= country && country != e->country;
            country = e->country;
        }
        if (is_capital && (!capital || dem_name_support_of(n, e->country) > dem_name_support_of(n, kb->entities[capital->row].country)))
            capital = s;
        uint64_t order = order_of(n, item, s);
        if (!is_capital && order < best) {
            best = order;
            item->entity = s->row;
            item->alias = (uint8_t)s->kind;
            item->sector = s->sector;
        }
    }
    if (capital)
        choose_capital(n, capital, item);
    return item->entity != DEM_NO_ROW;
}

/* What was given for this run goes before what the tables have. */
static bool choose_entity(const namer *n, name_item *item)
{
    return choose_among(n, item, DEM_FAM_OVERLAY) || choose_among(n, item, DEM_FAM_ENTITY);
}

static bool choose_role(const namer *n, name_item *item)
{
    const dem_token *last = dem_name_token(n, item->end - 1);
    const dem_kb_sense *s = dem_kb_sense_first(n->kb, item->phrase, DEM_FAM_ROLE);
    if (!s || last->upos == DEM_UPOS_VERB || last->upos == DEM_UPOS_AUX || last->upos == DEM_UPOS_ADV || last->upos == DEM_UPOS_ADP)
        return false;
    /* "international", "military": a role noun that is also an adjective is one only where no noun follows. */
    if (last->upos == DEM_UPOS_ADJ && in_headline(n, item) == false && item->end < n->doc->tokens.len && last->head > item->end - 1)
        return false;
    item->role = s->row;
    item->plural = item->plural || n->kb->roles[s->row].kind == DEM_ROLE_PERSONS || last->feats & DEM_FEAT_PLUR;
    return true;
}

bool dem_name_choose(const namer *n, name_item *item)
{
    item->role = DEM_NO_ROW;
    item->what = ITEM_ENTITY;
    if (choose_entity(n, item))
        return true;
    item->what = ITEM_ROLE;
    return choose_role(n, item);
}
