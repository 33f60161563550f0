#include "../../small_weights.h"
#include "syntax/syntax_internal.h"
#include "test.h"

enum { UNSEEN = 100 }; /* a tag with which the treebanks have no word */

/* The lemma of a word with this tag, as a token of a document would have it. The weights are the small ones, which have learned two lemmas. */
static void lemma_is(int line, const char *form, int upos, uint32_t feats, uint32_t tag, const char *want)
{
    static dem_buf bytes;
    static dem_weights weights;
    dem_file file;
    if (!bytes.data)
        bytes = small_build(small_fill(0));
    CHECK_INT(dem_weights_check((dem_str){bytes.data, bytes.len}, &file, &weights, NULL), DEM_OK);
    const dem_kb *kb = dem_test_kb();
    char fold[256];
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    dem_token t = {.form = dem_str_of(form), .feats = feats, .upos = (uint8_t)upos};
    t.fold = (dem_str){fold, dem_fold(t.form, fold)};
    const dem_kb_phrase *p = dem_kb_find(kb, dem_kb_step(DEM_HASH_START, t.fold));
    t.phrase = p ? (int32_t)(p - kb->phrases) : -1;
    dem_str lemma;
    dem_status status = dem_syntax_lemma(&arena, kb, &weights, &t, tag, &lemma);
    if (status != DEM_OK || !dem_str_eq(lemma, dem_str_of(want)))
        dem_test_fail(__FILE__, line, "the lemma of %s is %.*s, not %s", form, (int)lemma.len, lemma.data, want);
    dem_arena_release(&arena);
}

#define LEMMA(form, upos, feats, want) lemma_is(__LINE__, form, DEM_UPOS_##upos, feats, UNSEEN, want)

enum {
    PLURAL = DEM_FEAT_PLUR, THIRD = DEM_FEAT_PRES | DEM_FEAT_FIN | DEM_FEAT_SING | DEM_FEAT_P3, PAST = DEM_FEAT_PAST | DEM_FEAT_FIN,
    PARTICIPLE = DEM_FEAT_PAST | DEM_FEAT_PART, PASSIVE = PARTICIPLE | DEM_FEAT_PASS, ING = DEM_FEAT_PRES | DEM_FEAT_PART, GERUND = DEM_FEAT_GER
};

/* What the treebanks have for a form, as it is written, and a tag comes first. */
TEST(lemma_that_was_learned)
{
    lemma_is(__LINE__, "was", DEM_UPOS_AUX, PAST, 0, "BE");
    lemma_is(__LINE__, "was", DEM_UPOS_NOUN, PAST, 1, "HAVE BEEN");
    lemma_is(__LINE__, "was", DEM_UPOS_AUX, PAST, 2, "be");
    lemma_is(__LINE__, "Was", DEM_UPOS_AUX, PAST, 0, "BE");
    lemma_is(__LINE__, "", DEM_UPOS_AUX, PAST, 0, "");
}

TEST(lemma_of_words_in_the_table)
{
    LEMMA("ports", NOUN, PLURAL, "port");
    LEMMA("Ports", NOUN, PLURAL, "port");
    LEMMA("allies", NOUN, PLURAL, "ally");
    LEMMA("countries", NOUN, PLURAL, "country");
    LEMMA("crises", NOUN, PLURAL, "crisis");
    LEMMA("denied", VERB, PAST, "deny");
    LEMMA("agreed", VERB, PAST, "agree");
    LEMMA("condemns", VERB, THIRD, "condemn");
    LEMMA("stopping", VERB, ING, "stop");
    LEMMA("imposing", VERB, GERUND, "impose");
    LEMMA("seized", VERB, PASSIVE, "seize");
    LEMMA("news", NOUN, DEM_FEAT_SING, "news");
}

TEST(lemma_of_irregular_words)
{
    LEMMA("went", VERB, PAST, "go");
    LEMMA("withdrew", VERB, PAST, "withdraw");
    LEMMA("withdrawn", VERB, PASSIVE, "withdraw");
    LEMMA("sought", VERB, PARTICIPLE, "seek");
    LEMMA("struck", VERB, PASSIVE, "strike");
    LEMMA("women", NOUN, PLURAL, "woman");
    LEMMA("children", NOUN, PLURAL, "child");
    LEMMA("was", AUX, PAST, "be");
    LEMMA("has", AUX, THIRD, "have");
    LEMMA("worse", ADJ, DEM_FEAT_CMP, "bad");
    LEMMA("best", ADJ, DEM_FEAT_SUP, "good");
}

/* A form that two words share goes by its part of speech, then by its features. */
TEST(lemma_goes_by_the_tag)
{
    LEMMA("saw", VERB, PAST, "see");
    LEMMA("saw", NOUN, DEM_FEAT_SING, "saw");
    LEMMA("left", VERB, PAST, "leave");
    LEMMA("left", ADJ, 0, "left");
    LEMMA("found", VERB, PAST, "find");
    LEMMA("meeting", NOUN, DEM_FEAT_SING, "meeting");
    LEMMA("meeting", VERB, ING, "meet");
    LEMMA("her", PRON, DEM_FEAT_P3 | DEM_FEAT_SING | DEM_FEAT_POSS, "her");
    LEMMA("her", PRON, DEM_FEAT_P3 | DEM_FEAT_SING, "she");
    LEMMA("parts", NOUN, PLURAL, "part");
    LEMMA("parts", NOUN, DEM_FEAT_SING, "parts");
}

TEST(lemma_of_unknown_nouns)
{
    LEMMA("blorks", NOUN, PLURAL, "blork");
    LEMMA("Blorks", NOUN, PLURAL, "blork");
    LEMMA("blarches", NOUN, PLURAL, "blarch");
    LEMMA("blashes", NOUN, PLURAL, "blash");
    LEMMA("blesses", NOUN, PLURAL, "bless");
    LEMMA("bloxes", NOUN, PLURAL, "blox");
    LEMMA("blories", NOUN, PLURAL, "blory");
    LEMMA("blades-zz", NOUN, PLURAL, "blades-zz");
    LEMMA("blorks", NOUN, DEM_FEAT_SING, "blorks");
    LEMMA("blorks", ADJ, 0, "blorks");
    LEMMA("xzs", NOUN, PLURAL, "xzs"); /* too short to tell */
}

TEST(lemma_of_unknown_verbs)
{
    LEMMA("blorks", VERB, THIRD, "blork");
    LEMMA("blarches", VERB, THIRD, "blarch");
    LEMMA("blorked", VERB, PAST, "blork");
    LEMMA("blorked", VERB, PASSIVE, "blork");
    LEMMA("blorking", VERB, ING, "blork");
    LEMMA("blorking", VERB, GERUND, "blork");
    LEMMA("plorified", VERB, PAST, "plorify");
    LEMMA("plorifying", VERB, GERUND, "plorify");
    LEMMA("frobbed", VERB, PAST, "frob");
    LEMMA("frobbing", VERB, ING, "frob");
    LEMMA("zavulated", VERB, PAST, "zavulate");
    LEMMA("zavulating", VERB, ING, "zavulate");
    LEMMA("blorced", VERB, PAST, "blorce");
    LEMMA("blipped", VERB, PAST, "blip");
    LEMMA("blossed", VERB, PAST, "bloss");
    LEMMA("blalling", VERB, ING, "blall");
    LEMMA("bloffed", VERB, PASSIVE, "bloff");
    LEMMA("blessled", VERB, DEM_FEAT_INF, "blessled");
    LEMMA("blorked", NOUN, DEM_FEAT_SING, "blorked");
    LEMMA("xed", VERB, PAST, "xed");
    LEMMA("xzed", VERB, PAST, "xzed");
    LEMMA("ing", VERB, ING, "ing");
    LEMMA("\xe4\xb8\xb8ing", VERB, ING, "\xe4\xb8\xb8"); /* its last two bytes are equal, and one character */
    LEMMA("911ing", VERB, ING, "911");
}

TEST(lemma_of_names_is_their_form)
{
    LEMMA("Lima", PROPN, DEM_FEAT_SING, "Lima");
    LEMMA("Blorks", PROPN, PLURAL, "Blork");
    LEMMA("BLORK", PROPN, DEM_FEAT_SING, "BLORK");
    LEMMA("Blork", NOUN, DEM_FEAT_SING, "blork");
}

TEST(lemma_of_what_is_no_word)
{
    LEMMA("", NOUN, PLURAL, "");
    LEMMA("", X, 0, "");
    LEMMA(".", PUNCT, 0, ".");
    LEMMA("\xe2\x80\x9c", PUNCT, 0, "\"");
    LEMMA("12", NUM, 0, "12");
    LEMMA("\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2", X, 0, "\xd0\xba\xd0\xb8\xd1\x97\xd0\xb2");
}
