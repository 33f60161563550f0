/* Which states belong to which bodies: members.tsv. */
#include "doc/doc.h"
#include "model/actors.h"

#include <stdlib.h>

/* The row of the entity that a cell names, which must be of that type. */
static dem_status named_row(dem_actors *a, int column, uint32_t type, uint32_t *row)
{
    dem_id id;
    DEM_TRY(dem_actors_string(a, column, &id));
    *row = dem_actors_find(a, id);
    if (*row == DEM_NO_ROW || a->b->entities.at[*row].type != type)
        return dem_tsv_fail(&a->t, a->err, type == DEM_TYPE_ORG ? "'%.*s' is no organisation" : "'%.*s' is no country", (int)a->t.cell[column].len,
                            a->t.cell[column].data);
    return DEM_OK;
}

/* Gives up the rows of the opened model that a row of an overlay says anew: the same state in the same body, at times that meet. */
static void replace_members(dem_actors *a, const dem_kb_member *m)
{
    for (ptrdiff_t i = 0; i < a->n_old_members; i++) {
        dem_kb_member *old = &a->b->members.at[i];
        if (old->org == m->org && old->country == m->country && dem_actors_meet(old->from, old->to, m->from, m->to))
            old->org = DEM_NO_ROW;
    }
}

dem_status dem_actors_member(dem_actors *a)
{
    dem_kb_member m = {0};
    DEM_TRY(named_row(a, 0, DEM_TYPE_ORG, &m.org));
    DEM_TRY(named_row(a, 1, DEM_TYPE_COUNTRY, &m.country));
    DEM_TRY(dem_actors_date(a, 2, &m.from));
    DEM_TRY(dem_actors_date(a, 3, &m.to));
    DEM_TRY(dem_actors_string(a, 4, &m.source));
    if (m.to && dem_day_first(m.from) > dem_day_last(m.to))
        return dem_tsv_fail(&a->t, a->err, "it ends before it begins");
    replace_members(a, &m);
    dem_kb_member *slot = dem_push(a->b->arena, &a->b->members);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = m;
    return DEM_OK;
}

/* Of rows that are alike in this the order makes no difference that anybody could see. */
static int by_org(const void *a, const void *b)
{
    const dem_kb_member *x = a, *y = b;
    const uint32_t left[] = {x->org, x->country, x->from, x->to, x->source}, right[] = {y->org, y->country, y->from, y->to, y->source};
    for (int i = 0; i < 5; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

void dem_actors_members(dem_actors *a)
{
    dem_builder *b = a->b;
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < b->members.len; i++)
        if (b->members.at[i].org != DEM_NO_ROW)
            b->members.at[n++] = b->members.at[i];
    b->members.len = n;
    if (n)
        qsort(b->members.at, (size_t)n, sizeof *b->members.at, by_org);
}
