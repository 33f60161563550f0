#include "coded.h"

/* A dependency by the forms of the dependent and its head; head NULL is the root. */
static void dep_is(int line, const char *text, const char *form, const char *head, int rel)
{
    coded c;
    coded_run(&c, NULL, text);
    int32_t t = coded_token(&c, form), h = head ? coded_token(&c, head) : -1;
    if (t < 0 || (head && h < 0)) {
        dem_test_fail(__FILE__, line, "'%s': no %s", text, t < 0 ? form : head);
    } else if (c.doc.tokens.at[t].head != h || c.doc.tokens.at[t].rel != rel) {
        const dem_token *token = &c.doc.tokens.at[t];
        dem_str at = token->head < 0 ? DEM_S("-") : c.doc.tokens.at[token->head].form;
        dem_test_fail(__FILE__, line, "'%s': %s is %s of %.*s", text, form, dem_rel_name(token->rel).data, (int)at.len, at.data);
    }
    coded_release(&c);
}

#define DEP(text, form, head, rel) dep_is(__LINE__, text, form, head, DEM_REL_##rel)

TEST(parse_roots)
{
    DEP("When the ship sank, Peru attacked Chile.", "attacked", NULL, root);
    DEP("Peru attacked Chile.", "attacked", NULL, root);
    DEP("Peru did not attack Chile.", "attack", NULL, root);
    DEP("Chile has been attacked.", "attacked", NULL, root);
    DEP("Peru said Chile attacked Bolivia.", "said", NULL, root);
    DEP("The ship that left Lima sank.", "sank", NULL, root);
}

TEST(parse_subject_and_object)
{
    DEP("The Peruvian navy attacked two ships of Chile.", "navy", "attacked", nsubj);
    DEP("The Peruvian navy attacked two ships of Chile.", "ships", "attacked", obj);
    DEP("Peru has not yet attacked Chile.", "Peru", "attacked", nsubj);
    DEP("Peru has not yet attacked Chile.", "Chile", "attacked", obj);
    DEP("In Lima on Monday, Peru expelled the envoy.", "Peru", "expelled", nsubj);
    DEP("They met him.", "him", "met", obj);
    DEP("The troops withdrew from Lima.", "troops", "withdrew", nsubj);
    DEP("The troops withdrew from Lima.", "Lima", "withdrew", obl);
    DEP("Peru gave Chile weapons.", "weapons", "gave", obj);
}

TEST(parse_passive_and_agent)
{
    DEP("Two ships were seized by the navy.", "ships", "seized", nsubj_pass);
    DEP("Two ships were seized by the navy.", "navy", "seized", obl_agent);
    DEP("Two ships were seized by the navy.", "were", "seized", aux_pass);
    DEP("Two ships have been seized.", "ships", "seized", nsubj_pass);
    DEP("Two ships have been seized.", "have", "seized", aux);
    DEP("Two ships were seized in Lima.", "Lima", "seized", obl);
}

TEST(parse_auxiliaries_and_marks)
{
    DEP("Peru will attack Chile.", "will", "attack", aux);
    DEP("Peru did not attack Chile.", "not", "attack", advmod);
    DEP("Peru wants to attack Chile.", "to", "attack", mark);
    DEP("Peru said that Chile left.", "that", "left", mark);
    DEP("Peru attacked because Chile left.", "because", "left", mark);
    DEP("Peru attacked because Chile left.", "left", "attacked", advcl);
    DEP("Peru attacked in Lima.", "in", "Lima", case);
    DEP("Peru attacked Chile.", ".", "attacked", punct);
}

TEST(parse_open_complements)
{
    DEP("Peru wants to attack Chile.", "attack", "wants", xcomp);
    DEP("Peru wants to attack Chile.", "Chile", "attack", obj);
    DEP("Peru urged Chile to withdraw troops.", "Chile", "urged", obj);
    DEP("Peru urged Chile to withdraw troops.", "withdraw", "urged", xcomp);
    DEP("Peru urged Chile to withdraw troops.", "troops", "withdraw", obj);
    DEP("Peru promised not to attack.", "attack", "promised", xcomp);
}

TEST(parse_clause_complements)
{
    DEP("Peru said that Chile attacked Bolivia.", "attacked", "said", ccomp);
    DEP("Peru said that Chile attacked Bolivia.", "Chile", "attacked", nsubj);
    DEP("Peru said that Chile attacked Bolivia.", "Peru", "said", nsubj);
    DEP("Peru said it would send troops.", "send", "said", ccomp);
    DEP("Peru said it would send troops.", "it", "send", nsubj);
    DEP("The minister denied that troops had left.", "left", "denied", ccomp);
}

TEST(parse_relative_clauses)
{
    DEP("The ship that left Lima sank.", "left", "ship", acl_relcl);
    DEP("The ship that left Lima sank.", "ship", "sank", nsubj);
    DEP("The envoy, who visited Lima, left.", "visited", "envoy", acl_relcl);
    DEP("The envoy, who visited Lima, left.", "who", "visited", nsubj);
    DEP("Peru attacked the ship which left Lima.", "left", "ship", acl_relcl);
}

TEST(parse_noun_phrases)
{
    DEP("Peru's old navy sailed.", "Peru", "navy", nmod_poss);
    DEP("Peru's old navy sailed.", "'s", "Peru", case);
    DEP("Peru's old navy sailed.", "old", "navy", amod);
    DEP("Her navy sailed.", "Her", "navy", nmod_poss);
    DEP("The navy of Peru sailed.", "Peru", "navy", nmod);
    DEP("The navy sailed.", "The", "navy", det);
    DEP("The two ships sailed.", "two", "ships", nummod);
    DEP("The defence ministry agreed.", "defence", "ministry", compound);
}

TEST(parse_apposition)
{
    DEP("Ruiz, the defence minister, left.", "minister", "Ruiz", appos);
    DEP("The capital, Lima, fell.", "Lima", "capital", appos);
}

TEST(parse_coordination)
{
    DEP("Peru and Chile attacked Bolivia.", "Chile", "Peru", conj);
    DEP("Peru and Chile attacked Bolivia.", "and", "Chile", cc);
    DEP("Peru and Chile attacked Bolivia.", "Peru", "attacked", nsubj);
    DEP("Peru attacked Chile and Bolivia.", "Bolivia", "Chile", conj);
    DEP("Peru attacked Chile and seized the port.", "seized", "attacked", conj);
    DEP("Peru attacked Chile and seized the port.", "port", "seized", obj);
    DEP("Peru, Chile and Bolivia met.", "Chile", "Peru", conj);
    DEP("Peru, Chile and Bolivia met.", "Bolivia", "Peru", conj);
    DEP("Peru attacked Chile, and Bolivia left.", "left", "attacked", conj);
    DEP("Peru attacked Chile, and Bolivia left.", "Bolivia", "left", nsubj);
}

TEST(parse_inverted_speech_verbs)
{
    DEP("“Chile must leave,” said the minister.", "minister", "said", nsubj);
    DEP("“Chile must leave,” the minister said.", "minister", "said", nsubj);
    DEP("“Chile must leave,” the minister said.", "Chile", "leave", nsubj);
    DEP("Chile must leave, said Ruiz.", "Ruiz", "said", nsubj);
}

TEST(parse_any_sequence_is_a_tree)
{
    static const char *const words[] = {"Bolivia", "Lima", "Smith", "General", "they", "whom", "whose", "it", "which", "a", "an", "these", "no", "attack", "attacking",
                                        "seized", "been", "is", "did", "would", "may", "to", "not", "says", "told", "asked", "agreed", "refused", "want", "killed",
                                        "minister", "troops", "city", "talks", "strike", "armed", "former", "largest", "under", "against", "between", "from", "at", "over",
                                        "but", "nor", "either", "while", "although", "unless", ".", ",", ";", ":", "?", "-", "–", "(", ")", "\"",
                                        "“", "”", "'", "n't", "5", "2023", "%", "€", "..."};
    uint64_t seed = 2023;
    int faults = 0, sentences = 0;
    for (int round = 0; round < 2000; round++) {
        char text[1000];
        size_t n = 0;
        for (int i = 0; i < 1 + round % 60; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const char *space = i == 0 || seed >> 61 == 0 ? "" : " "; /* one in eight is glued to the word before */
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", space, words[(seed >> 33) % (uint64_t)DEM_COUNT(words)]);
        }
        coded c;
        coded_run(&c, NULL, text);
        int bad = 0;
        for (ptrdiff_t k = 0; k < c.doc.sentences.len; k++, sentences++)
            bad += c.doc.sentences.at[k].count > 0 ? coded_tree_faults(&c.doc, &c.doc.sentences.at[k]) : 0;
        if (bad && faults == 0)
            dem_test_fail(__FILE__, __LINE__, "no tree: %s", text);
        faults += bad;
        coded_release(&c);
    }
    CHECK_INT(faults, 0);
    CHECK(sentences >= 2000);
}

TEST(parse_long_sentences_are_trees)
{
    static const char *const parts[] = {"said that ", "and Peru ", "of the ship ", "( ", "who attacked ", "to urge ", "\" ", ", "};
    for (ptrdiff_t k = 0; k < DEM_COUNT(parts); k++) {
        char text[12000];
        size_t n = 0;
        int bad = 0;
        for (int i = 0; i < 900; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s", parts[k]);
        coded c;
        coded_run(&c, NULL, text);
        for (ptrdiff_t s = 0; s < c.doc.sentences.len; s++) {
            CHECK(c.doc.sentences.at[s].count <= 400);
            bad += c.doc.sentences.at[s].count > 0 ? coded_tree_faults(&c.doc, &c.doc.sentences.at[s]) : 0;
        }
        CHECK_INT(bad, 0);
        coded_release(&c);
    }
}
