#include "model/pattern.h"
#include "test.h"

typedef struct {
    dem_arena arena;
    dem_builder b;
    dem_tsv t;
    uint32_t first, n;
    dem_error err;
} fixture;

static dem_status parse(fixture *f, const char *pattern)
{
    dem_arena_init(&f->arena, NULL);
    f->t = (dem_tsv){.name = "f.tsv", .line = 9};
    CHECK_INT(dem_builder_init(&f->b, &f->arena, "."), DEM_OK);
    dem_kb_kind *kind = dem_push(&f->arena, &f->b.kinds);
    CHECK(kind != NULL);
    CHECK_INT(dem_build_string(&f->b, DEM_S("talks"), &f->b.kinds.at[0].name), DEM_OK);
    return dem_pattern_parse(&f->b, &f->t, dem_str_of(pattern), &f->first, &f->n, &f->err);
}

TEST(pattern_reads_all_parts_of_an_argument)
{
    fixture f;
    CHECK_INT(parse(&f, "nsubj=actor obl(on|upon)!=recipient{actor,not-sector:CVL|MED} poss/compound{kind:talks}"), DEM_OK);
    CHECK_INT(f.n, 3);
    const dem_kb_arg *on = &f.b.args.at[1], *either = &f.b.args.at[2];
    CHECK(on->required && on->role == DEM_ROLE_RECIPIENT && on->n_preps == 2 && on->n_conds == 2);
    CHECK_INT(f.b.conds.at[on->first_cond].kind, DEM_COND_ACTOR);
    CHECK(f.b.conds.at[on->first_cond + 1].negated && f.b.conds.at[on->first_cond + 1].n_words == 2);
    CHECK(!either->required && either->role == DEM_ROLE_NONE && either->n_rels == 2);
    CHECK_INT(f.b.lists.at[either->first_rel + 1].number, DEM_ARG_COMPOUND);
    dem_arena_release(&f.arena);
}

TEST(pattern_mistakes_are_named)
{
    static const char *const wrong[] = {"subject=actor", "nsubj=agent", "obl(on=actor", "obj{kind:spaceships}", "obj{lemma}",
                                        "obj{actor:x}", "obj{colour:red}", "obj=object{lemma:a", "obj!!", "(on)=actor", "obj{upos:VRB}"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        fixture f;
        CHECK_INT(parse(&f, wrong[i]), DEM_BAD_TABLE);
        CHECK(f.err.line == 9 && strstr(f.err.message, "f.tsv:9: "));
        dem_arena_release(&f.arena);
    }
}
