#include "model/office.h"
#include "name/name_internal.h"

uint32_t dem_name_holder(const namer *n, dem_id side, dem_str role, bool house)
{
    const dem_kb_phrase *p = dem_kb_find_text(n->kb, role);
    const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_POST);
    if (!s || !side)
        return DEM_NO_ROW;
    const dem_kb_post *post = &n->kb->posts[s->row];
    if (post->of_house && !house)
        return DEM_NO_ROW;
    const dem_kb_office *found = NULL;
    for (uint32_t i = 0; i < post->n_roles && !found; i++)
        found = dem_kb_holder(n->kb, side, n->kb->lists[post->first_role + i].word, n->day, DEM_OFFICE_HELD);
    return found ? found->person : DEM_NO_ROW;
}

bool dem_name_has_post(const namer *n, dem_id side, dem_str role)
{
    const dem_kb_sense *s = dem_kb_sense_first(n->kb, dem_kb_find_text(n->kb, role), DEM_FAM_POST);
    const dem_kb_post *post = s ? &n->kb->posts[s->row] : NULL;
    for (uint32_t i = 0; post && i < post->n_roles; i++) {
        uint32_t first, end;
        dem_kb_holdings(n->kb, side, n->kb->lists[post->first_role + i].word, &first, &end);
        if (first < end)
            return true;
    }
    return false;
}

dem_id dem_name_side(const namer *n, const name_item *it)
{
    if (it->entity == DEM_NO_ROW)
        return 0;
    const dem_kb_entity *e = &n->kb->entities[it->entity];
    return e->type == DEM_TYPE_COUNTRY || e->type == DEM_TYPE_ORG || e->type == DEM_TYPE_GROUP ? e->id : 0;
}
