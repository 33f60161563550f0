#include "coded.h"

/* Checks one dependency, given by the forms of the dependent and its head. */
static void check_dep(const char *text, const char *form, const char *head, int rel)
{
    coded c;
    coded_run(&c, NULL, text);
    int32_t t = coded_token(&c, form), h = head ? coded_token(&c, head) : -1;
    if (t < 0 || c.doc.tokens.at[t].head != h || c.doc.tokens.at[t].rel != rel)
        dem_test_fail(__FILE__, __LINE__, "'%s': %s is %s of %.*s", text, form, t < 0 ? "missing" : dem_rel_name(c.doc.tokens.at[t].rel).data,
                      t < 0 || c.doc.tokens.at[t].head < 0 ? 0 : (int)c.doc.tokens.at[c.doc.tokens.at[t].head].form.len,
                      t < 0 || c.doc.tokens.at[t].head < 0 ? "" : c.doc.tokens.at[c.doc.tokens.at[t].head].form.data);
    coded_release(&c);
}

TEST(parse_subjects_and_objects)
{
    check_dep("Peru attacked Chile.", "Peru", "attacked", DEM_REL_nsubj);
    check_dep("Peru attacked Chile.", "Chile", "attacked", DEM_REL_obj);
    check_dep("Chile was attacked by Peru.", "Chile", "attacked", DEM_REL_nsubj_pass);
    check_dep("Chile was attacked by Peru.", "Peru", "attacked", DEM_REL_obl_agent);
    check_dep("On Thursday, Peru attacked Chile.", "Peru", "attacked", DEM_REL_nsubj);
    check_dep("Peru expelled the envoy last week.", "envoy", "expelled", DEM_REL_obj);
    check_dep("Peru expelled the envoy last week.", "week", "expelled", DEM_REL_obl_unmarked);
}

TEST(parse_phrases)
{
    check_dep("The new Peruvian navy sailed.", "Peruvian", "navy", DEM_REL_amod);
    check_dep("Peru's navy sailed.", "Peru", "navy", DEM_REL_nmod_poss);
    check_dep("The navy of Peru sailed.", "Peru", "navy", DEM_REL_nmod);
    check_dep("At least 12 people sailed.", "12", "people", DEM_REL_nummod);
}

TEST(parse_complements)
{
    check_dep("Peru urged Chile to leave.", "leave", "urged", DEM_REL_xcomp);
    check_dep("Peru said Chile attacked Bolivia.", "attacked", "said", DEM_REL_ccomp);
    check_dep("Peru said that Chile attacked Bolivia.", "Chile", "attacked", DEM_REL_nsubj);
    check_dep("“Chile must leave,” said Peru.", "Peru", "said", DEM_REL_nsubj);
    check_dep("The ship which left Lima sank.", "left", "ship", DEM_REL_acl_relcl);
    check_dep("The president, Ana Ruiz, left.", "Ruiz", "president", DEM_REL_appos);
    check_dep("Peru and Chile left.", "Chile", "Peru", DEM_REL_conj);
}

TEST(parse_clauses)
{
    check_dep("The ship whose captain fled sank.", "captain", "fled", DEM_REL_nsubj);
    check_dep("The ship whose captain fled sank.", "ship", "sank", DEM_REL_nsubj);
    check_dep("The arms the navy sent reached Lima.", "sent", "arms", DEM_REL_acl_relcl);
    check_dep("The ships seized in May sank.", "ships", "sank", DEM_REL_nsubj);
    check_dep("The ships seized in May sank.", "seized", "ships", DEM_REL_acl);
    check_dep("Peru left after Chile attacked Bolivia.", "attacked", "left", DEM_REL_advcl);
    check_dep("Peru left when Chile attacked Bolivia.", "Chile", "attacked", DEM_REL_nsubj);
    check_dep("Peru attacked Chile and Bolivia left.", "left", "attacked", DEM_REL_conj);
    check_dep("Peru attacked Chile and Bolivia left.", "Bolivia", "left", DEM_REL_nsubj);
    check_dep("Peru attacked the port and seized ships.", "ships", "seized", DEM_REL_obj);
    check_dep("Peru on Thursday attacked Chile.", "Thursday", "attacked", DEM_REL_obl);
    check_dep("Ruiz said: “Chile must leave.”", "leave", "said", DEM_REL_ccomp);
}

TEST(parse_copulas)
{
    check_dep("The talks would be useful.", "would", "useful", DEM_REL_aux);
    check_dep("The talks would be useful.", "talks", "useful", DEM_REL_nsubj);
    check_dep("The president is in Lima.", "president", "Lima", DEM_REL_nsubj);
    check_dep("The president is in Lima.", "in", "Lima", DEM_REL_case);
    check_dep("There is no ship.", "There", "is", DEM_REL_expl);
    check_dep("There is no ship.", "ship", "is", DEM_REL_nsubj);
}

TEST(parse_prepositions)
{
    check_dep("Peru accused Chile of stealing ships.", "stealing", "accused", DEM_REL_advcl);
    check_dep("Peru held talks at a port in Chile.", "Chile", "port", DEM_REL_nmod);
    check_dep("The port closed because of the storm.", "of", "because", DEM_REL_fixed);
    check_dep("The port closed because of the storm.", "because", "storm", DEM_REL_case);
    check_dep("Peru, Chile and Bolivia left.", "Bolivia", "Peru", DEM_REL_conj);
}

/* Any sequence of words gives a tree: one root, no circle, heads in the sentence. */
TEST(parse_always_makes_a_tree)
{
    static const char *const words[] = {"Peru", "Chile", "said", "that", "the", "to", "attack", "attacked", "was", "by", "and", ",", "“", "”", "who", "which", "of", "in",
                                        "ship", "ships", "new", "not", "will", "have", "if", "after", "more", "than", "12", "$", "million", "last", "week", "'s", "(", ")",
                                        "he", "his", "there", "quickly", "up", "-", "urged", "promised", "president", "Ana", "Ruiz", "because", "or", "being"};
    uint64_t seed = 1;
    int bad = 0;
    for (int round = 0; round < 2000; round++) {
        char text[2000];
        size_t n = 0;
        int count = 1 + round % 40;
        for (int i = 0; i < count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *w = words[(seed >> 33) % (uint64_t)DEM_COUNT(words)];
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? " " : "", w);
        }
        coded c;
        coded_run(&c, "2024-04-04", text);
        for (ptrdiff_t k = 0; k < c.doc.sentences.len; k++)
            bad += coded_tree_faults(&c.doc, &c.doc.sentences.at[k]);
        coded_release(&c);
    }
    CHECK_INT(bad, 0);
}
