#include "model/office.h"
#include "name/name_internal.h"

const dem_kb_office *dem_name_office(const namer *n, uint32_t entity)
{
    return dem_kb_office_of(n->kb, entity, n->day, DEM_OFFICE_HELD);
}

/* What is true of all offices is true at any date. */
static const dem_kb_office *shared(const namer *n, const dem_kb_entity *e, bool *sector_too)
{
    const dem_kb_office *first = e->n_offices ? &n->kb->offices[e->first_office] : NULL;
    *sector_too = true;
    for (uint32_t i = 1; i < e->n_offices; i++) {
        const dem_kb_office *o = &first[i];
        if (o->country != first->country || o->org != first->org)
            return NULL;
        *sector_too &= o->sector == first->sector && o->role == first->role && o->cameo == first->cameo;
    }
    return first;
}

bool dem_name_coded(const namer *n, uint32_t entity)
{
    bool whole;
    return dem_name_office(n, entity) || (n->day == 0 && shared(n, &n->kb->entities[entity], &whole));
}

dem_status dem_name_person_actor(namer *n, uint32_t entity, dem_actor *actor, uint8_t *resolution)
{
    const dem_kb *kb = n->kb;
    const dem_kb_entity *e = &kb->entities[entity];
    *actor = (dem_actor){.name = dem_kb_str(kb, e->name), .id = dem_kb_str(kb, e->id)};
    *resolution = DEM_RES_TABLE;
    const dem_kb_office *o = dem_name_office(n, entity);
    bool whole = o != NULL;
    if (o)
        *resolution = DEM_RES_OFFICE;
    else if ((o = dem_kb_office_of(kb, entity, n->day, DEM_OFFICE_STALE)))
        *resolution = DEM_RES_STALE; /* the tables know no more: the country, not the office, and said to be so */
    else if (!(o = shared(n, e, &whole)))
        return DEM_OK;
    actor->country = dem_kb_str(kb, o->country);
    if (*resolution == DEM_RES_OFFICE || (n->day == 0 && whole)) {
        actor->org = dem_kb_str(kb, o->org);
        actor->role = dem_kb_str(kb, o->role);
        actor->sector = dem_kb_str(kb, o->sector);
        actor->cameo = dem_kb_str(kb, o->cameo);
        return DEM_OK;
    }
    return dem_doc_code(n->doc, actor->country, (dem_str){0}, &actor->cameo);
}
