#include "name/name_internal.h"

/* The offices for one side with one role: rows first..end of kb->holdings. */
static void find_holdings(const dem_kb *kb, dem_id side, dem_id role, uint32_t *first, uint32_t *end)
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

/* Whose office it is at the document's date: of several rows that say so the one that began last. */
static uint32_t holder_of(const namer *n, dem_id side, dem_id role)
{
    uint32_t first, end, found = DEM_NO_ROW, from = 0;
    find_holdings(n->kb, side, role, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        const dem_kb_office *o = &n->kb->offices[n->kb->holdings[i].office];
        if (dem_name_held(n, o) && (found == DEM_NO_ROW || o->from > from)) {
            found = o->person;
            from = o->from;
        }
    }
    return found;
}

uint32_t dem_name_holder(const namer *n, dem_id side, dem_str role, bool house)
{
    const dem_kb_phrase *p = dem_kb_find_text(n->kb, role);
    const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_POST);
    if (!s || !side)
        return DEM_NO_ROW;
    const dem_kb_post *post = &n->kb->posts[s->row];
    if (post->of_house && !house)
        return DEM_NO_ROW;
    uint32_t found = DEM_NO_ROW;
    for (uint32_t i = 0; i < post->n_roles && found == DEM_NO_ROW; i++)
        found = holder_of(n, side, n->kb->lists[post->first_role + i].word);
    return found;
}

dem_id dem_name_side(const namer *n, const name_item *it)
{
    if (it->entity == DEM_NO_ROW)
        return 0;
    const dem_kb_entity *e = &n->kb->entities[it->entity];
    return e->type == DEM_TYPE_COUNTRY || e->type == DEM_TYPE_ORG || e->type == DEM_TYPE_GROUP ? e->id : 0;
}
