/* Who holds which post: posts.tsv, and the offices of people.tsv by whom they are for. */
#include "model/builder.h"

static dem_status post_row(dem_builder *b, const dem_tsv *t)
{
    dem_kb_post post = {.first_role = (uint32_t)b->lists.len, .of_house = dem_str_eq(t->cell[2], DEM_S("house"))};
    dem_str roles = t->cell[1];
    while (roles.len) {
        dem_kb_list *role = dem_push(b->arena, &b->lists);
        if (!role)
            return DEM_NO_MEMORY;
        *role = (dem_kb_list){0};
        DEM_TRY(dem_build_string(b, dem_str_trim(dem_str_next(&roles, '|')), &role->word));
        post.n_roles++;
    }
    dem_kb_post *slot = dem_push(b->arena, &b->posts);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = post;
    return dem_build_phrase(b, t->cell[0], (dem_kb_sense){.family = DEM_FAM_POST, .row = (uint32_t)b->posts.len - 1});
}

static bool holding_before(const dem_kb_holding *x, const dem_kb_holding *y)
{
    return x->side != y->side ? x->side < y->side : x->role != y->role ? x->role < y->role : x->office < y->office;
}

static void sort_holdings(dem_kb_holding *at, dem_kb_holding *spare, ptrdiff_t n)
{
    if (n < 2)
        return;
    ptrdiff_t half = n / 2, i = 0, k = half, out = 0;
    sort_holdings(at, spare, half);
    sort_holdings(at + half, spare, n - half);
    while (i < half || k < n)
        spare[out++] = k == n || (i < half && !holding_before(&at[k], &at[i])) ? at[i++] : at[k++];
    memcpy(at, spare, (size_t)n * sizeof *at);
}

dem_status dem_build_holdings(dem_builder *b)
{
    b->holdings.len = 0;
    for (uint32_t i = 0; i < (uint32_t)b->offices.len; i++) {
        const dem_kb_office *o = &b->offices.at[i];
        dem_id side = o->org ? o->org : o->country;
        if (!side || !o->role)
            continue;
        dem_kb_holding *h = dem_push(b->arena, &b->holdings);
        if (!h)
            return DEM_NO_MEMORY;
        *h = (dem_kb_holding){side, o->role, i};
    }
    dem_kb_holding *spare = dem_arena_alloc(b->arena, b->holdings.len * (ptrdiff_t)sizeof *spare);
    if (!spare)
        return DEM_NO_MEMORY;
    sort_holdings(b->holdings.at, spare, b->holdings.len);
    return DEM_OK;
}

dem_status dem_compile_posts(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_TRY(dem_build_table(b, "actors/posts.tsv", "phrase posts of source", false, &t, &found, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return dem_build_holdings(b);
        if (t.cell[2].len && !dem_str_eq(t.cell[2], DEM_S("house")))
            return dem_tsv_fail(&t, err, "'%.*s' is nothing that a post can be of: house, or nothing", (int)t.cell[2].len, t.cell[2].data);
        if (t.cell[0].len == 0 || t.cell[1].len == 0)
            return dem_tsv_fail(&t, err, "a post has a phrase and the roles that it means");
        DEM_TRY(post_row(b, &t));
    }
}
