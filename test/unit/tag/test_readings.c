#include "coded.h"

static void check_tag(const char *text, const char *form, int upos, const char *lemma)
{
    coded c;
    coded_run(&c, NULL, text);
    int32_t t = coded_token(&c, form);
    if (t < 0 || c.doc.tokens.at[t].upos != upos || !dem_str_eq(c.doc.tokens.at[t].lemma, dem_str_of(lemma)))
        dem_test_fail(__FILE__, __LINE__, "'%s': %s is %s %.*s", text, form, t < 0 ? "missing" : dem_upos_name(c.doc.tokens.at[t].upos).data,
                      t < 0 ? 0 : (int)c.doc.tokens.at[t].lemma.len, t < 0 ? "" : c.doc.tokens.at[t].lemma.data);
    coded_release(&c);
}

TEST(tag_context_decides)
{
    check_tag("They strike the port.", "strike", DEM_UPOS_VERB, "strike");
    check_tag("The strike closed the port.", "strike", DEM_UPOS_NOUN, "strike");
    check_tag("They will meet.", "will", DEM_UPOS_AUX, "will");
    check_tag("They want to leave.", "to", DEM_UPOS_PART, "to");
    check_tag("They went to Lima.", "to", DEM_UPOS_ADP, "to");
    check_tag("Peru has visited Chile.", "has", DEM_UPOS_AUX, "have");
    check_tag("Peru has ships.", "has", DEM_UPOS_VERB, "have");
}

TEST(tag_lemmas)
{
    check_tag("They withdrew the troops.", "withdrew", DEM_UPOS_VERB, "withdraw");
    check_tag("The allies left.", "allies", DEM_UPOS_NOUN, "ally");
    check_tag("They denied it.", "denied", DEM_UPOS_VERB, "deny");
    check_tag("They were stopping ships.", "stopping", DEM_UPOS_VERB, "stop");
    check_tag("Peru left.", "Peru", DEM_UPOS_PROPN, "Peru");
}

TEST(tag_passives_are_marked)
{
    coded c;
    coded_run(&c, NULL, "The ships were quickly seized by Chile.");
    CHECK(c.doc.tokens.at[coded_token(&c, "seized")].feats & DEM_FEAT_PASS);
    coded_release(&c);
    coded_run(&c, NULL, "Chile seized the ships.");
    CHECK(!(c.doc.tokens.at[coded_token(&c, "seized")].feats & DEM_FEAT_PASS));
    coded_release(&c);
}
