#include "base/utf8.h"
#include "test.h"

static const dem_kb_phrase *find(const dem_kb *kb, const char *text)
{
    char folded[256];
    dem_str s = dem_str_of(text);
    return dem_kb_find_text(kb, (dem_str){folded, dem_fold(s, folded)});
}

static dem_str country(const dem_kb *kb, const char *alias)
{
    const dem_kb_sense *s = dem_kb_sense_first(kb, find(kb, alias), DEM_FAM_ENTITY);
    return s ? dem_kb_str(kb, kb->entities[s->row].country) : (dem_str){0};
}

TEST(kb_keys_do_not_care_about_points_hyphens_and_accents)
{
    CHECK(dem_kb_step(DEM_HASH_START, DEM_S("u.s.")) == dem_kb_step(dem_kb_step(DEM_HASH_START, DEM_S("u")), DEM_S("s")));
    CHECK(dem_kb_step(DEM_HASH_START, DEM_S("al-qaeda")) == dem_kb_step(dem_kb_step(dem_kb_step(DEM_HASH_START, DEM_S("al")), DEM_S("-")), DEM_S("qaeda")));
    CHECK(dem_kb_step(DEM_HASH_START, DEM_S("...")) == DEM_HASH_START);
    CHECK(dem_kb_step(DEM_HASH_START, DEM_S("ab")) != dem_kb_step(dem_kb_step(DEM_HASH_START, DEM_S("a")), DEM_S("b")));
}

TEST(kb_knows_countries_by_their_names)
{
    const dem_kb *kb = dem_test_kb();
    CHECK_STR(country(kb, "Ukraine"), "UKR");
    CHECK_STR(country(kb, "Côte d'Ivoire"), "CIV");
    CHECK_STR(country(kb, "cote d'ivoire"), "CIV");
    CHECK_STR(country(kb, "U.S."), "USA");
    CHECK_STR(country(kb, "Kremlin"), "RUS");
    CHECK(find(kb, "Atlantis of the far south") == NULL);
}

TEST(kb_phrases_have_their_prefixes)
{
    const dem_kb *kb = dem_test_kb();
    const dem_kb_phrase *p = find(kb, "United");
    CHECK(p && dem_kb_is_prefix(p));
    p = find(kb, "United Arab");
    CHECK(p && dem_kb_is_prefix(p));
    p = find(kb, "United Arab Emirates");
    CHECK(p && p->n_senses > 0);
}

TEST(kb_phrases_are_marked_with_their_families)
{
    const dem_kb *kb = dem_test_kb();
    for (uint32_t i = 0; i < kb->n_phrases; i++) {
        const dem_kb_phrase *p = &kb->phrases[i];
        uint32_t marks = p->marks & DEM_MARK_PREFIX;
        for (uint32_t s = p->first_sense; s < p->first_sense + p->n_senses; s++)
            marks |= 1u << kb->senses[s].family;
        if (marks != p->marks) {
            CHECK_INT(p->marks, marks);
            break;
        }
    }
}

TEST(kb_strings_are_found_by_where_they_lie)
{
    const dem_kb *kb = dem_test_kb();
    for (uint32_t i = 0; i < kb->n_entities; i += 97)
        if (dem_kb_str(kb, kb->entities[i].id).len)
            CHECK_INT(dem_kb_id(kb, dem_kb_str(kb, kb->entities[i].id)), kb->entities[i].id);
    CHECK_INT(dem_kb_id(kb, DEM_S("UKR")), 0);
    CHECK_INT(dem_kb_id(kb, (dem_str){0}), 0);
}

TEST(kb_kinds_are_below_themselves_and_their_parents)
{
    const dem_kb *kb = dem_test_kb();
    for (uint32_t i = 0; i < kb->n_kinds; i++) {
        CHECK(dem_kb_kind_is(kb, i, i));
        if (kb->kinds[i].parent != DEM_NO_ROW)
            CHECK(dem_kb_kind_is(kb, i, kb->kinds[i].parent) && !dem_kb_kind_is(kb, kb->kinds[i].parent, i));
    }
}
