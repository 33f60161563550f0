/* Persons by the key of their family name, places by that of their whole name (spelling.h), so that a name can be found that the tables write otherwise. */
#include "base/utf8.h"
#include "doc/doc.h"
#include "model/builder.h"
#include "model/spelling.h"

typedef struct {
    uint32_t row;
    dem_id form;
} bearer;

typedef struct {
    dem_builder *b;
    DEM_VEC(bearer) found;
} bearers;

static dem_status collect(void *ctx, const dem_kb_sense *s)
{
    bearers *all = ctx;
    bool place = s->family == DEM_FAM_ENTITY && all->b->entities.at[s->row].type == DEM_TYPE_PLACE;
    if (s->family != DEM_FAM_SURNAME && !place)
        return DEM_OK;
    bearer *slot = dem_push(all->b->arena, &all->found);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = (bearer){s->row, s->form};
    return DEM_OK;
}

static dem_status add_key(dem_builder *b, const bearer *one)
{
    enum { SHORTEST = 3 }; /* sounds: two fit too many names */
    dem_str name = dem_build_text(b, one->form);
    char *fold = dem_arena_alloc(b->arena, 4 * name.len + 1), key[DEM_SPELLING_KEY];
    if (!fold)
        return DEM_NO_MEMORY;
    int n = dem_spelling_key((dem_str){fold, dem_fold(name, fold)}, key);
    if (n < SHORTEST)
        return DEM_OK;
    return dem_build_phrase(b, (dem_str){key, n}, (dem_kb_sense){.family = DEM_FAM_SPELLING, .row = one->row});
}

dem_status dem_build_spellings(dem_builder *b)
{
    bearers all = {.b = b};
    DEM_TRY(dem_build_each(b, collect, &all));
    for (ptrdiff_t i = 0; i < all.found.len; i++)
        DEM_TRY(add_key(b, &all.found.at[i]));
    return DEM_OK;
}
