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
                                        "obj{actor:x}", "obj{colour:red}", "obj=object{lemma:a", "obj!!", "(on)=actor", "obj{upos:VRB}",
                                        "before(a)", "after/obj!", "after(a__b)!", "after(&a)!", "after(a&b)!", "before(*)!"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        fixture f;
        CHECK_INT(parse(&f, wrong[i]), DEM_BAD_TABLE);
        CHECK(f.err.line == 9 && strstr(f.err.message, "f.tsv:9: "));
        dem_arena_release(&f.arena);
    }
}

static void check_words(const fixture *f, const dem_kb_arg *arg, const char *const *words, const uint32_t *links, uint32_t n)
{
    CHECK_INT(arg->n_preps, n);
    for (uint32_t i = 0; i < n && i < arg->n_preps; i++) {
        const dem_kb_list *item = &f->b.lists.at[arg->first_prep + i];
        CHECK_STR(dem_build_text(&f->b, item->word), words[i]);
        CHECK_INT(item->number, links[i]);
    }
}

TEST(pattern_reads_words_before_and_behind)
{
    fixture f;
    CHECK_INT(parse(&f, "before!=actor{coded} before(did_not+ever|Won*_)! after(_a)! after(_)! left/right=recipient{compound}"), DEM_OK);
    CHECK_INT(f.n, 5);
    const dem_kb_arg *args = f.b.args.at;
    CHECK(args[0].n_preps == 0 && !args[0].joined && args[0].required && args[1].joined && args[2].joined && args[3].joined && args[3].n_preps == 0);
    check_words(&f, &args[1], (const char *const[]){"did", "not", "ever", "won"}, (const uint32_t[]){0, DEM_WORD_NEXT, DEM_WORD_LATER, DEM_WORD_STEM}, 4);
    CHECK_INT(f.b.lists.at[args[4].first_rel + 1].number, DEM_ARG_RIGHT);
    CHECK_INT(f.b.conds.at[args[4].first_cond].kind, DEM_COND_COMPOUND);
    dem_arena_release(&f.arena);
}

TEST(pattern_names_sets_of_words)
{
    fixture f;
    CHECK_INT(parse(&f, ""), DEM_OK);
    CHECK_INT(dem_pattern_set(&f.b, &f.t, DEM_S("&a"), DEM_S("x|y_z"), &f.err), DEM_OK);
    CHECK_INT(dem_pattern_set(&f.b, &f.t, DEM_S("&b"), DEM_S("&a|w"), &f.err), DEM_OK);
    CHECK_INT(dem_pattern_parse(&f.b, &f.t, DEM_S("after(&a)! after(_v|&b)! after(&a)!"), &f.first, &f.n, &f.err), DEM_OK);
    const dem_kb_arg *args = &f.b.args.at[f.first];
    CHECK_INT(args[0].first_prep, args[2].first_prep); /* not copied */
    check_words(&f, &args[1], (const char *const[]){"v", "x", "y", "z", "w"}, (const uint32_t[]){0, 0, 0, DEM_WORD_NEXT, 0}, 5);
    CHECK_INT(dem_pattern_set(&f.b, &f.t, DEM_S("a"), DEM_S("x"), &f.err), DEM_BAD_TABLE);
    CHECK_INT(dem_pattern_set(&f.b, &f.t, DEM_S("&c"), DEM_S(""), &f.err), DEM_BAD_TABLE);
    CHECK_INT(dem_pattern_set(&f.b, &f.t, DEM_S("&c"), DEM_S("&d"), &f.err), DEM_BAD_TABLE);
    dem_arena_release(&f.arena);
}
