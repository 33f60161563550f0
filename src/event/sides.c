/* Codes of dictionaries go together in a noun phrase: "Prime Minister X", "soldiers from X", "the ambassadors of X and Y", where X is no country of ours but a
 * name with a code. */
#include "event/event_internal.h"

static const dem_kb_role *role_of_phrase(const dem_kb *kb, const dem_kb_phrase *p)
{
    const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_ROLE);
    return s && kb->roles[s->row].cameo ? &kb->roles[s->row] : NULL;
}

/* The last of the longest role nouns that stand before a name in its mention. */
static const dem_kb_role *title(const dem_coding *c, const dem_mention *m)
{
    const dem_kb_role *best = NULL;
    for (int32_t first = m->first, next; first < m->core_first; first = next) {
        uint64_t h = DEM_HASH_START;
        next = first + 1;
        for (int32_t t = first; t < m->core_first; t++) {
            h = dem_kb_step(h, c->doc->tokens.at[t].fold);
            const dem_kb_phrase *p = h == DEM_HASH_START ? NULL : dem_kb_find(c->kb, h);
            const dem_kb_role *role = role_of_phrase(c->kb, p);
            if (role) {
                best = role;
                next = t + 1;
            }
            if (!p || !dem_kb_is_prefix(p))
                break;
        }
    }
    return best;
}

enum { BARE = 3 }; /* letters of a code that says no more than a country does */

/* The role noun of somebody on this side. A code that says more than a country says what matters already. */
static dem_status add_part(dem_coding *c, dem_mention *m, dem_actor side, const dem_kb_role *role)
{
    bool bare = side.cameo.len == BARE;
    m->resolution = m->resolution == DEM_RES_NONE ? DEM_RES_ROLE : m->resolution;
    m->actor.country = side.country;
    m->actor.org = bare ? (dem_str){0} : side.org;
    m->actor.sector = dem_kb_str(c->kb, role->sector);
    m->actor.cameo = side.cameo;
    return bare ? dem_doc_code(c->doc, side.cameo, dem_kb_str(c->kb, role->cameo), &m->actor.cameo) : DEM_OK;
}

/* Whom a word stands for, also where it is a part of a longer mention. */
static dem_actor actor_of(const dem_coding *c, int32_t token)
{
    for (ptrdiff_t i = c->first_mention; i < c->doc->mentions.len && c->doc->mentions.at[i].sentence == c->sentence; i++)
        if (c->doc->mentions.at[i].head == token)
            return c->doc->mentions.at[i].actor;
    return (dem_actor){0};
}

/* Somebody with a code in a phrase that says where the role belongs. */
static int32_t home(const dem_coding *c, int32_t head)
{
    static const char *const prepositions[] = {"of", "from", "in"};
    for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k]) {
        if (c->doc->tokens.at[k].rel != DEM_REL_nmod || actor_of(c, k).cameo.len == 0)
            continue;
        for (ptrdiff_t i = 0; i < DEM_COUNT(prepositions); i++)
            if (dem_str_eq(dem_tree_case(c, k), dem_str_of(prepositions[i])))
                return k;
    }
    return -1;
}

/* One more mention of the same words, for another side. */
static dem_status add_side(dem_coding *c, int32_t of, dem_actor side, const dem_kb_role *role)
{
    dem_mention copy = c->doc->mentions.at[of];
    int32_t last = of, added = (int32_t)c->doc->mentions.len;
    while (c->doc->mentions.at[last].also >= 0)
        last = c->doc->mentions.at[last].also;
    copy.also = -1;
    DEM_TRY(add_part(c, &copy, side, role));
    dem_mention *slot = dem_push(c->doc->arena, &c->doc->mentions);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = copy;
    c->doc->mentions.at[last].also = added;
    return DEM_OK;
}

static dem_status complete_role(dem_coding *c, int32_t index)
{
    int32_t sides[DEM_MAX_FILLERS], at = home(c, c->doc->mentions.at[index].head);
    dem_mention *m = &c->doc->mentions.at[index];
    const dem_kb_role *role = role_of_phrase(c->kb, dem_kb_find_text(c->kb, m->actor.role));
    if (at < 0 || !role || m->also >= 0)
        return DEM_OK;
    int n = dem_tree_conjuncts(c, at, sides);
    dem_actor first = actor_of(c, at);
    if (m->actor.cameo.len == 0)
        DEM_TRY(add_part(c, m, first, role));
    else if (!dem_str_starts(m->actor.cameo, first.cameo))
        return DEM_OK;
    for (int i = 1; i < n; i++)
        if (actor_of(c, sides[i]).cameo.len)
            DEM_TRY(add_side(c, index, actor_of(c, sides[i]), role));
    return DEM_OK;
}

/* "Bree Prime Minister Romendacil": the first name is that of his country, but it heads the phrase, and he knows more. */
static void take_next(const dem_coding *c, dem_mention *m)
{
    const dem_mention *next = m + 1 < c->doc->mentions.at + c->doc->mentions.len ? m + 1 : m;
    if (m->actor.cameo.len != BARE || next->first != m->end || next->sentence != c->sentence || !dem_str_starts(next->actor.cameo, m->actor.cameo))
        return;
    m->actor.cameo = next->actor.cameo;
    m->actor.sector = next->actor.sector;
}

dem_status dem_sides_complete(dem_coding *c)
{
    if (!c->literal)
        return DEM_OK;
    ptrdiff_t n = c->doc->mentions.len;
    for (ptrdiff_t i = c->first_mention; i < n && c->doc->mentions.at[i].sentence == c->sentence; i++) {
        dem_mention *m = &c->doc->mentions.at[i];
        if (m->kind == DEM_MENTION_DESCRIPTION && m->actor.role.len)
            DEM_TRY(complete_role(c, (int32_t)i));
        const dem_kb_role *role = m->kind == DEM_MENTION_NAME && m->actor.cameo.len && !m->actor.sector.len ? title(c, m) : NULL;
        if (role)
            DEM_TRY(add_part(c, m, m->actor, role));
    }
    for (ptrdiff_t i = c->first_mention; i < n && c->doc->mentions.at[i].sentence == c->sentence; i++)
        take_next(c, &c->doc->mentions.at[i]);
    return DEM_OK;
}
