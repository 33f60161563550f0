#include "base/utf8.h"
#include "syntax/features.h"
#include "test.h"

static dem_word_features features(const char *form, bool first)
{
    char fold[4 * 200 + 1];
    dem_word_features f;
    dem_str s = dem_str_of(form);
    dem_word_features_of(s, (dem_str){fold, dem_fold(s, fold)}, first, &f);
    return f;
}

/* The number that shape_of gives, in its parts. */
static int shape(int capitals, bool digits, bool hyphen, bool first)
{
    return capitals * 8 + digits * 4 + hyphen * 2 + first;
}

enum { LOWER, NO_LETTERS, ONE_CAPITAL, CAPITALS, FIRST, FIRST_AND_MORE, INSIDE };

TEST(features_shape)
{
    static const struct { const char *form; int capitals; bool digits, hyphen; } words[] = {
        {"port", LOWER, false, false}, {"port-side", LOWER, false, true}, {"12", NO_LETTERS, true, false}, {"-", NO_LETTERS, false, true}, {"", NO_LETTERS, false, false},
        {".", NO_LETTERS, false, false}, {"U", ONE_CAPITAL, false, false}, {"UN", CAPITALS, false, false}, {"MI-17", CAPITALS, true, true}, {"Peru", FIRST, false, false},
        {"Su-27s", FIRST, true, true}, {"McKay", FIRST_AND_MORE, false, false}, {"eBay", INSIDE, false, false}, {"1st", LOWER, true, false},
        {"\xd0\xba\xd0\xb8", LOWER, false, false}, {"\xc3\x89tat", LOWER, false, false}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(words); i++)
        for (int first = 0; first < 2; first++) {
            int want = shape(words[i].capitals, words[i].digits, words[i].hyphen, first), got = features(words[i].form, first).shape;
            if (got != want)
                dem_test_fail(__FILE__, __LINE__, "'%s' has shape %d, not %d", words[i].form, got, want);
        }
}

TEST(features_take_all_digits_as_one)
{
    dem_word_features a = features("1994", false), b = features("2024", false), c = features("200", false);
    CHECK(a.word == b.word);
    CHECK_INT(a.shape, b.shape);
    CHECK(memcmp(a.affix, b.affix, sizeof a.affix) == 0);
    CHECK(a.word != c.word);
    CHECK(features("G7", false).word == features("G8", false).word);
    CHECK(features("G7", false).word != features("G20", false).word);
}

TEST(features_see_the_folded_word)
{
    dem_word_features a = features("Caf\xc3\xa9", false), b = features("cafe", false);
    CHECK(a.word == b.word);
    CHECK(memcmp(a.affix, b.affix, sizeof a.affix) == 0);
    CHECK(a.shape != b.shape);
    CHECK(features("port", true).word == features("port", false).word);
}

/* Beginnings of 1, 2 and 3 bytes, endings of 1 to 4, each with rows of its own. */
TEST(features_affixes)
{
    dem_word_features a = features("shelling", false), b = features("shooting", false);
    static const bool same[DEM_AFFIXES] = {true, true, false, true, true, true, false};
    for (int i = 0; i < DEM_AFFIXES; i++)
        CHECK_INT(a.affix[i] == b.affix[i], same[i]);
    dem_word_features c = features("a", false), d = features("aa", false);
    CHECK(c.affix[0] == d.affix[0]);
    CHECK(c.affix[3] == d.affix[3]);
    CHECK(c.affix[0] != c.affix[1]); /* a short word has all of itself at each length */
    CHECK(c.affix[0] != c.affix[3]);
    CHECK(c.affix[1] != d.affix[1]);
}

TEST(features_key_of_a_lemma)
{
    uint32_t key = dem_lemma_key(DEM_S("was"), 3);
    CHECK(key == dem_lemma_key(DEM_S("was"), 3));
    CHECK(key != dem_lemma_key(DEM_S("Was"), 3));
    CHECK(key != dem_lemma_key(DEM_S("was"), 4));
    CHECK(dem_lemma_key(DEM_S("G7"), 3) != dem_lemma_key(DEM_S("G8"), 3));
}

TEST(features_stay_in_range)
{
    char form[160];
    uint32_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        int len = i % 150;
        for (int k = 0; k < len; k++) {
            seed = seed * 1664525u + 1013904223u;
            form[k] = (char)(seed >> 24 ? seed >> 24 : 1);
        }
        form[len] = '\0';
        dem_word_features f;
        dem_word_features_of((dem_str){form, len}, (dem_str){form, len}, i & 1, &f); /* any bytes: the function asks for no UTF-8 */
        CHECK(f.word != 0);
        CHECK(f.shape < DEM_SHAPES);
        for (int k = 0; k < DEM_AFFIXES; k++)
            CHECK(f.affix[k] < DEM_AFFIX_ROWS);
    }
    CHECK(features("", false).word != 0);
}
