/* What the tables know of one actor on a day: offices, posts, members. */
#include "engine/engine.h"

/* The posts that are told, as posts.tsv calls them. */
static const char *const posts_of_state[] = {"head of state",    "supreme leader",    "head of government", "foreign minister",
                                             "defence minister", "interior minister", "finance minister"};
static const char *const posts_of_body[] = {"head of organisation", "council president", "high representative"};

typedef struct {
    const dem_kb *kb;
    uint32_t day;
    dem_who_reading *r;
    dem_arena *arena;
} teller;

/* Adds an office that is not there yet; behind entry `first` they stand by their beginning. */
static dem_status add_office(const teller *t, dem_who_offices *list, ptrdiff_t first, const dem_kb_office *o)
{
    for (ptrdiff_t i = 0; i < list->len; i++)
        if (list->at[i].office == o)
            return DEM_OK;
    dem_who_office *slot = dem_push(t->arena, list);
    if (!slot)
        return DEM_NO_MEMORY;
    ptrdiff_t at = list->len - 1;
    for (; at > first && list->at[at - 1].office->from > o->from; at--)
        list->at[at] = list->at[at - 1];
    list->at[at] = (dem_who_office){o, dem_kb_office_state(o, t->day), false};
    return DEM_OK;
}

/* Whom records would print: the office held on that day gives country, sector and code. */
static dem_status own_offices(const teller *t, const dem_kb_entity *e)
{
    const dem_kb_office *held = dem_kb_office_of(t->kb, t->r->entity, t->day, DEM_OFFICE_HELD);
    for (uint32_t i = e->first_office; i < e->first_office + e->n_offices; i++)
        DEM_TRY(add_office(t, &t->r->offices, 0, &t->kb->offices[i]));
    for (ptrdiff_t i = 0; i < t->r->offices.len; i++)
        t->r->offices.at[i].coded = t->r->offices.at[i].office == held;
    if (held) {
        t->r->country = dem_kb_str(t->kb, held->country);
        t->r->sector = dem_kb_str(t->kb, held->sector);
        t->r->cameo = dem_kb_str(t->kb, held->cameo);
    }
    return DEM_OK;
}

/* All who had an office with that role. */
static dem_status add_holders(const teller *t, dem_id side, dem_id role, ptrdiff_t first_post)
{
    uint32_t first, end;
    dem_kb_holdings(t->kb, side, role, &first, &end);
    for (uint32_t i = first; i < end; i++)
        DEM_TRY(add_office(t, &t->r->posts, first_post, &t->kb->offices[t->kb->holdings[i].office]));
    return DEM_OK;
}

/* Who has it on the day, or of whom that was last known. */
static dem_status add_holder(const teller *t, dem_id side, const dem_kb_post *post)
{
    static const dem_office_state states[] = {DEM_OFFICE_HELD, DEM_OFFICE_STALE};
    const dem_kb_office *o = NULL;
    for (int k = 0; k < 2 && !o; k++)
        for (uint32_t i = 0; i < post->n_roles && !o; i++)
            o = dem_kb_holder(t->kb, side, t->kb->lists[post->first_role + i].word, t->day, states[k]);
    return o ? add_office(t, &t->r->posts, t->r->posts.len, o) : DEM_OK;
}

static dem_status add_posts(const teller *t, dem_id side, const char *const *names, ptrdiff_t n)
{
    for (ptrdiff_t k = 0; k < n; k++) {
        const dem_kb_sense *s = dem_kb_sense_first(t->kb, dem_kb_find_text(t->kb, dem_str_of(names[k])), DEM_FAM_POST);
        ptrdiff_t first = t->r->posts.len;
        if (s && t->day)
            DEM_TRY(add_holder(t, side, &t->kb->posts[s->row]));
        for (uint32_t i = 0; s && !t->day && i < t->kb->posts[s->row].n_roles; i++)
            DEM_TRY(add_holders(t, side, t->kb->lists[t->kb->posts[s->row].first_role + i].word, first));
    }
    return DEM_OK;
}

static dem_status add_bodies(const teller *t)
{
    for (uint32_t i = 0; i < t->kb->n_members; i++) {
        const dem_kb_member *m = &t->kb->members[i];
        if (m->country != t->r->entity || (t->day && !dem_kb_member_on(m, t->day)))
            continue;
        const dem_kb_member **slot = dem_push(t->arena, &t->r->bodies);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = m;
    }
    return DEM_OK;
}

static int by_name(const teller *t, const dem_kb_member *x, const dem_kb_member *y)
{
    return dem_str_cmp(dem_kb_str(t->kb, t->kb->entities[x->country].name), dem_kb_str(t->kb, t->kb->entities[y->country].name));
}

/* A state counts once on a day, even if rows of an overlay say twice that it is a member. */
static dem_status add_members(const teller *t)
{
    uint32_t first, end;
    dem_who_members *list = &t->r->members;
    dem_kb_members(t->kb, t->r->entity, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        const dem_kb_member *m = &t->kb->members[i];
        bool again = i > first && m->country == m[-1].country && t->day && dem_kb_member_on(&m[-1], t->day);
        if (again || (t->day && !dem_kb_member_on(m, t->day)))
            continue;
        const dem_kb_member **slot = dem_push(t->arena, list);
        if (!slot)
            return DEM_NO_MEMORY;
        ptrdiff_t at = list->len - 1;
        for (; at > 0 && by_name(t, list->at[at - 1], m) > 0; at--)
            list->at[at] = list->at[at - 1];
        list->at[at] = m;
    }
    return DEM_OK;
}

/* "The Kremlin" is the government: its sector stands behind the country in the code. */
static dem_status country_code(const teller *t)
{
    dem_who_reading *r = t->r;
    if (r->sense->kind != DEM_ALIAS_GOVERNMENT)
        return DEM_OK;
    r->sector = r->sense->sector ? dem_kb_str(t->kb, r->sense->sector) : DEM_S("GOV");
    char *code = dem_arena_alloc(t->arena, r->country.len + r->sector.len);
    if (!code)
        return DEM_NO_MEMORY;
    memcpy(code, r->country.data, (size_t)r->country.len);
    memcpy(code + r->country.len, r->sector.data, (size_t)r->sector.len);
    r->cameo = (dem_str){code, r->country.len + r->sector.len};
    return DEM_OK;
}

dem_status dem_who_facts(const dem_kb *kb, const dem_who_name *name, dem_who_reading *reading, dem_arena *arena)
{
    const dem_kb_entity *e = &kb->entities[reading->entity];
    const teller t = {kb, name->day, reading, arena};
    reading->country = dem_kb_str(kb, e->country);
    reading->sector = dem_kb_str(kb, e->sector);
    reading->cameo = dem_kb_str(kb, e->cameo);
    switch (e->type) {
    case DEM_TYPE_PERSON:
    case DEM_TYPE_UNKNOWN:
        return own_offices(&t, e);
    case DEM_TYPE_COUNTRY:
        DEM_TRY(country_code(&t));
        DEM_TRY(add_posts(&t, e->id, posts_of_state, DEM_COUNT(posts_of_state)));
        return add_bodies(&t);
    case DEM_TYPE_ORG:
    case DEM_TYPE_GROUP:
        DEM_TRY(add_posts(&t, e->id, posts_of_body, DEM_COUNT(posts_of_body)));
        return add_members(&t);
    default:
        return DEM_OK;
    }
}
