#include "coded.h"

static void tag_is(int line, const char *text, const char *form, int upos, const char *lemma)
{
    coded c;
    coded_run(&c, NULL, text);
    int32_t t = coded_token(&c, form);
    const dem_token *token = t < 0 ? NULL : &c.doc.tokens.at[t];
    if (!token)
        dem_test_fail(__FILE__, line, "'%s': no %s", text, form);
    else if (token->upos != upos || !dem_str_eq(token->lemma, dem_str_of(lemma)))
        dem_test_fail(__FILE__, line, "'%s': %s is %s %.*s", text, form, dem_upos_name(token->upos).data, (int)token->lemma.len, token->lemma.data);
    coded_release(&c);
}

/* The token has all features of `has` and none of `lacks`. */
static void feats_are(int line, const char *text, const char *form, uint32_t has, uint32_t lacks)
{
    coded c;
    coded_run(&c, NULL, text);
    int32_t t = coded_token(&c, form);
    uint32_t feats = t < 0 ? 0 : c.doc.tokens.at[t].feats;
    if (t < 0 || (feats & has) != has || (feats & lacks))
        dem_test_fail(__FILE__, line, "'%s': %s has features %x, wants %x and not %x", text, form, (unsigned)feats, (unsigned)has, (unsigned)lacks);
    coded_release(&c);
}

#define TAG(text, form, upos, lemma) tag_is(__LINE__, text, form, DEM_UPOS_##upos, lemma)
#define FEATS(text, form, has, lacks) feats_are(__LINE__, text, form, has, lacks)

TEST(tag_verb_or_noun)
{
    TAG("The rebels strike the port.", "strike", VERB, "strike");
    TAG("They will strike the port.", "strike", VERB, "strike");
    TAG("The rebels threatened to strike the port.", "strike", VERB, "strike");
    TAG("A strike killed two soldiers.", "strike", NOUN, "strike");
    TAG("The air strikes killed two soldiers.", "strikes", NOUN, "strike");
    TAG("They attack the port.", "attack", VERB, "attack");
    TAG("They denied the attack.", "attack", NOUN, "attack");
    TAG("They support the plan.", "support", VERB, "support");
    TAG("They offered support.", "support", NOUN, "support");
    TAG("The ministers will visit Lima.", "visit", VERB, "visit");
    TAG("The visit ended on Friday.", "visit", NOUN, "visit");
}

TEST(tag_will)
{
    TAG("The ministers will meet.", "will", AUX, "will");
    TAG("The ministers will not meet.", "will", AUX, "will");
    TAG("They lack the will to fight.", "will", NOUN, "will");
}

TEST(tag_that)
{
    TAG("Peru said that Chile attacked.", "that", SCONJ, "that");
    TAG("They seized that ship.", "that", DET, "that");
    TAG("The ship that sank was old.", "that", PRON, "that");
}

TEST(tag_her)
{
    TAG("Her troops left.", "Her", PRON, "her");
    TAG("They met her.", "her", PRON, "she");
    FEATS("They met her troops.", "her", DEM_FEAT_POSS, 0);
    FEATS("They met her.", "her", 0, DEM_FEAT_POSS);
}

TEST(tag_to)
{
    TAG("They want to leave.", "to", PART, "to");
    TAG("They want to quickly leave.", "to", PART, "to");
    TAG("They went to Lima.", "to", ADP, "to");
    TAG("They gave weapons to the rebels.", "to", ADP, "to");
}

TEST(tag_auxiliaries_and_the_same_words_as_verbs)
{
    TAG("Peru has visited Chile.", "has", AUX, "have");
    TAG("Peru has ships.", "has", VERB, "have");
    TAG("Peru did not attack.", "did", AUX, "do");
    TAG("Peru did nothing.", "did", VERB, "do");
    TAG("The ships were seized.", "were", AUX, "be");
    TAG("Peru is ready.", "is", AUX, "be");
}

TEST(tag_names_keep_their_form)
{
    TAG("They met in Lima.", "Lima", PROPN, "Lima");
    TAG("Ana Ruiz left.", "Ruiz", PROPN, "Ruiz");
    TAG("The Peruvian navy sailed.", "Peruvian", ADJ, "peruvian");
}

TEST(tag_small_classes)
{
    TAG("Peru and Chile met.", "and", CCONJ, "and");
    TAG("They left because it rained.", "because", SCONJ, "because");
    TAG("They left quickly.", "quickly", ADV, "quickly");
    TAG("Twelve ships sank.", "Twelve", NUM, "twelve");
    TAG("They lost 12 ships.", "12", NUM, "12");
    TAG("They gave $12.", "$", SYM, "$");
    TAG("Peru did not attack.", "not", PART, "not");
    TAG("Peru's ships sank.", "'s", PART, "'s");
    TAG("They left.", ".", PUNCT, ".");
    TAG("The new ships sank.", "new", ADJ, "new");
}

TEST(tag_lemmas_of_irregular_forms)
{
    TAG("They withdrew the troops.", "withdrew", VERB, "withdraw");
    TAG("They have withdrawn the troops.", "withdrawn", VERB, "withdraw");
    TAG("They fought in Lima.", "fought", VERB, "fight");
    TAG("They sent troops.", "sent", VERB, "send");
    TAG("They took the port.", "took", VERB, "take");
    TAG("They held talks.", "held", VERB, "hold");
    TAG("They sought help.", "sought", VERB, "seek");
    TAG("They met in Lima.", "met", VERB, "meet");
    TAG("The port has been struck.", "struck", VERB, "strike");
    TAG("The women left.", "women", NOUN, "woman");
    TAG("The children left.", "children", NOUN, "child");
    TAG("The men left.", "men", NOUN, "man");
}

TEST(tag_lemmas_by_rule)
{
    TAG("The allies left.", "allies", NOUN, "ally");
    TAG("The countries agreed.", "countries", NOUN, "country");
    TAG("They denied it.", "denied", VERB, "deny");
    TAG("They were stopping ships.", "stopping", VERB, "stop");
    TAG("They are imposing sanctions.", "imposing", VERB, "impose");
    TAG("They agreed.", "agreed", VERB, "agree");
    TAG("Peru condemns it.", "condemns", VERB, "condemn");
    TAG("Peru pushes for talks.", "pushes", VERB, "push");
    TAG("The crises ended.", "crises", NOUN, "crisis");
}

TEST(tag_passive_participles)
{
    FEATS("The ships were seized.", "seized", DEM_FEAT_PASS | DEM_FEAT_PART, DEM_FEAT_FIN);
    FEATS("The ships were quickly seized by Chile.", "seized", DEM_FEAT_PASS, 0);
    FEATS("The ships were not seized.", "seized", DEM_FEAT_PASS, 0);
    FEATS("The ships have been seized.", "seized", DEM_FEAT_PASS, 0);
    FEATS("The ships will be seized.", "seized", DEM_FEAT_PASS, 0);
    FEATS("The ships are being seized.", "seized", DEM_FEAT_PASS, 0);
    FEATS("Chile seized the ships.", "seized", DEM_FEAT_PAST | DEM_FEAT_FIN, DEM_FEAT_PASS);
    FEATS("Chile has seized the ships.", "seized", DEM_FEAT_PART, DEM_FEAT_PASS | DEM_FEAT_FIN);
    FEATS("Chile was seizing the ships.", "seizing", 0, DEM_FEAT_PASS | DEM_FEAT_PAST);
}

TEST(tag_features_of_verbs)
{
    FEATS("They will meet.", "meet", DEM_FEAT_INF, DEM_FEAT_FIN | DEM_FEAT_PAST);
    FEATS("They want to meet.", "meet", DEM_FEAT_INF, DEM_FEAT_FIN);
    FEATS("Peru condemns it.", "condemns", DEM_FEAT_PRES | DEM_FEAT_FIN, DEM_FEAT_PAST);
    FEATS("They met.", "met", DEM_FEAT_PAST | DEM_FEAT_FIN, DEM_FEAT_PRES);
}

TEST(tag_features_of_nouns)
{
    FEATS("The ships sank.", "ships", DEM_FEAT_PLUR, DEM_FEAT_SING);
    FEATS("The ship sank.", "ship", DEM_FEAT_SING, DEM_FEAT_PLUR);
    FEATS("The children left.", "children", DEM_FEAT_PLUR, DEM_FEAT_SING);
}

TEST(tag_every_token_has_a_tag_and_a_lemma)
{
    static const char *const texts[] = {"- - -", "“ ” ( ) [ ] … ; :", "zxq Zxq ZXQ 1zxq zxq1", "\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2 \xe6\xb1\x9f @#%& ++", "a a a a. the the. of of"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++) {
        coded c;
        coded_run(&c, NULL, texts[i]);
        for (ptrdiff_t t = 0; t < c.doc.tokens.len; t++) {
            CHECK(c.doc.tokens.at[t].upos < DEM_UPOS_COUNT);
            CHECK(c.doc.tokens.at[t].lemma.len > 0);
        }
        coded_release(&c);
    }
}
