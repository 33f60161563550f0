#include "model/office.h"

#include "doc/doc.h"

/* An office whose end is unknown is believed this long after the day it was last known to be held; then it is stale. */
enum { FRESH_YEARS = 1 };

static bool begun(uint32_t from, uint32_t day)
{
    return from == 0 || dem_day_first(from) <= dem_day_last(day);
}

static bool ended(uint32_t to, uint32_t day)
{
    return to != 0 && dem_day_last(to) < dem_day_first(day);
}

dem_office_state dem_kb_office_state(const dem_kb_office *o, uint32_t day)
{
    if (day == 0)
        return DEM_OFFICE_UNKNOWN;
    if (!begun(o->from, day))
        return DEM_OFFICE_FUTURE;
    if (ended(o->to, day))
        return DEM_OFFICE_PAST;
    bool stale = o->to == 0 && o->as_of != 0 && dem_day_first(day) > dem_day_last(o->as_of) + FRESH_YEARS * 10000;
    return stale ? DEM_OFFICE_STALE : DEM_OFFICE_HELD;
}

const dem_kb_office *dem_kb_office_of(const dem_kb *kb, uint32_t entity, uint32_t day, dem_office_state state)
{
    const dem_kb_entity *e = &kb->entities[entity];
    const dem_kb_office *best = NULL;
    for (uint32_t i = e->first_office; i < e->first_office + e->n_offices; i++) {
        const dem_kb_office *o = &kb->offices[i];
        if (dem_kb_office_state(o, day) == state && (!best || o->rank < best->rank || (o->rank == best->rank && o->from >= best->from)))
            best = o;
    }
    return best;
}

uint32_t dem_kb_office_distance(const dem_kb *kb, uint32_t entity, uint32_t day)
{
    const dem_kb_entity *e = &kb->entities[entity];
    uint32_t latest = 0, rank = DEM_NO_ROW;
    for (uint32_t i = e->first_office; i < e->first_office + e->n_offices; i++) {
        const dem_kb_office *o = &kb->offices[i];
        uint32_t to = o->to ? o->to : o->as_of;
        latest = to > latest ? to : latest;
        if (dem_kb_office_state(o, day) == DEM_OFFICE_HELD && o->rank < rank)
            rank = o->rank;
    }
    return rank != DEM_NO_ROW ? rank : 100000000u - (latest < 99999900u ? latest : 99999900u);
}

void dem_kb_holdings(const dem_kb *kb, dem_id side, dem_id role, uint32_t *first, uint32_t *end)
{
    uint32_t low = 0, high = kb->n_holdings;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const dem_kb_holding *h = &kb->holdings[middle];
        if (h->side < side || (h->side == side && h->role < role))
            low = middle + 1;
        else
            high = middle;
    }
    for (*first = *end = low; *end < kb->n_holdings && kb->holdings[*end].side == side && kb->holdings[*end].role == role;)
        ++*end;
}

const dem_kb_office *dem_kb_holder(const dem_kb *kb, dem_id side, dem_id role, uint32_t day, dem_office_state state)
{
    uint32_t first, end;
    const dem_kb_office *found = NULL;
    dem_kb_holdings(kb, side, role, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        const dem_kb_office *o = &kb->offices[kb->holdings[i].office];
        if (dem_kb_office_state(o, day) == state && (!found || o->from > found->from))
            found = o;
    }
    return found;
}

void dem_kb_members(const dem_kb *kb, uint32_t org, uint32_t *first, uint32_t *end)
{
    uint32_t low = 0, high = kb->n_members;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (kb->members[middle].org < org)
            low = middle + 1;
        else
            high = middle;
    }
    for (*first = *end = low; *end < kb->n_members && kb->members[*end].org == org;)
        ++*end;
}

bool dem_kb_member_on(const dem_kb_member *m, uint32_t day)
{
    return day != 0 && begun(m->from, day) && !ended(m->to, day);
}

bool dem_kb_is_member(const dem_kb *kb, uint32_t org, uint32_t country, uint32_t day)
{
    uint32_t first, end;
    dem_kb_members(kb, org, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (kb->members[i].country == country && dem_kb_member_on(&kb->members[i], day))
            return true;
    return false;
}
