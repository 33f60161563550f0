#include "doc/ud.h"
#include "model/builder.h"
#include "test.h"

static bool makes(const char *lemma, int upos, const char *form)
{
    dem_arena arena;
    dem_builder b;
    dem_arena_init(&arena, NULL);
    bool made = dem_builder_init(&b, &arena, ".") == DEM_OK && dem_build_word(&b, dem_str_of(lemma), upos, 1) == DEM_OK &&
                dem_build_has_form(&b, dem_str_of(form), upos);
    dem_arena_release(&arena);
    return made;
}

TEST(inflect_verbs)
{
    static const char *const pairs[][2] = {{"urge", "urged"}, {"urge", "urging"}, {"deny", "denies"}, {"deny", "denied"}, {"stop", "stopped"},
                                           {"visit", "visited"}, {"commit", "committed"}, {"agree", "agreed"}, {"agree", "agreeing"}, {"die", "dying"},
                                           {"veto", "vetoes"}, {"attack", "attacks"}, {"push", "pushes"}, {"destroy", "destroyed"}, {"free", "freed"}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(pairs); i++)
        CHECK(makes(pairs[i][0], DEM_UPOS_VERB, pairs[i][1]));
    CHECK(!makes("attack", DEM_UPOS_VERB, "attackked"));
}

TEST(inflect_nouns_and_adjectives)
{
    CHECK(makes("ally", DEM_UPOS_NOUN, "allies"));
    CHECK(makes("day", DEM_UPOS_NOUN, "days"));
    CHECK(makes("church", DEM_UPOS_NOUN, "churches"));
    CHECK(makes("big", DEM_UPOS_ADJ, "bigger"));
    CHECK(makes("heavy", DEM_UPOS_ADJ, "heaviest"));
    CHECK(makes("strong", DEM_UPOS_ADJ, "stronger"));
    CHECK(!makes("important", DEM_UPOS_ADJ, "importanter"));
}
