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

TEST(trees_roots)
{
    DEP("When the ship sank, Peru attacked Chile.", "attacked", NULL, root);
    DEP("Peru attacked Chile.", "attacked", NULL, root);
    DEP("Peru did not attack Chile.", "attack", NULL, root);
    DEP("Chile has been attacked.", "attacked", NULL, root);
    DEP("Peru said Chile attacked Bolivia.", "said", NULL, root);
    DEP("The ship that left Lima sank.", "sank", NULL, root);
}

TEST(trees_subject_and_object)
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

TEST(trees_passive_and_agent)
{
    DEP("Two ships were seized by the navy.", "ships", "seized", nsubj_pass);
    DEP("Two ships were seized by the navy.", "navy", "seized", obl_agent);
    DEP("Two ships were seized by the navy.", "were", "seized", aux_pass);
    DEP("Two ships have been seized.", "ships", "seized", nsubj_pass);
    DEP("Two ships have been seized.", "have", "seized", aux);
    DEP("Two ships were seized in Lima.", "Lima", "seized", obl);
}

TEST(trees_auxiliaries_and_marks)
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

TEST(trees_open_complements)
{
    DEP("Peru wants to attack Chile.", "attack", "wants", xcomp);
    DEP("Peru wants to attack Chile.", "Chile", "attack", obj);
    DEP("Peru urged Chile to withdraw troops.", "Chile", "urged", obj);
    DEP("Peru urged Chile to withdraw troops.", "withdraw", "urged", xcomp);
    DEP("Peru urged Chile to withdraw troops.", "troops", "withdraw", obj);
    DEP("Peru promised not to attack.", "attack", "promised", xcomp);
}

TEST(trees_clause_complements)
{
    DEP("Peru said that Chile attacked Bolivia.", "attacked", "said", ccomp);
    DEP("Peru said that Chile attacked Bolivia.", "Chile", "attacked", nsubj);
    DEP("Peru said that Chile attacked Bolivia.", "Peru", "said", nsubj);
    DEP("Peru said it would send troops.", "send", "said", ccomp);
    DEP("Peru said it would send troops.", "it", "send", nsubj);
    DEP("The minister denied that troops had left.", "left", "denied", ccomp);
}

TEST(trees_relative_clauses)
{
    DEP("The ship that left Lima sank.", "left", "ship", acl_relcl);
    DEP("The ship that left Lima sank.", "ship", "sank", nsubj);
    DEP("The envoy, who visited Lima, left.", "visited", "envoy", acl_relcl);
    DEP("The envoy, who visited Lima, left.", "who", "visited", nsubj);
    DEP("Peru attacked the ship which left Lima.", "left", "ship", acl_relcl);
}

TEST(trees_noun_phrases)
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

TEST(trees_apposition)
{
    DEP("Ruiz, the defence minister, left.", "minister", "Ruiz", appos);
    DEP("The capital, Lima, fell.", "Lima", "capital", appos);
}

TEST(trees_coordination)
{
    DEP("Peru and Chile attacked Bolivia.", "Chile", "Peru", conj);
    DEP("Peru and Chile attacked Bolivia.", "and", "Chile", cc);
    DEP("Peru and Chile attacked Bolivia.", "Peru", "attacked", nsubj);
    DEP("Peru attacked Chile and Bolivia.", "Bolivia", "Chile", conj);
    DEP("Peru attacked Chile and seized the port.", "seized", "attacked", conj);
    DEP("Peru attacked Chile and seized the port.", "port", "seized", obj);
    DEP("The army took Lima, Cusco and Puno.", "Cusco", "Lima", conj);
    DEP("The army took Lima, Cusco and Puno.", "Puno", "Lima", conj);
    DEP("Peru attacked Chile, and Bolivia left.", "left", "attacked", conj);
    DEP("Peru attacked Chile, and Bolivia left.", "Bolivia", "left", nsubj);
}

TEST(trees_inverted_speech_verbs)
{
    DEP("“Chile must leave,” said the minister.", "minister", "said", nsubj);
    DEP("“Chile must leave,” the minister said.", "minister", "said", nsubj);
    DEP("“Chile must leave,” the minister said.", "Chile", "leave", nsubj);
    DEP("Chile must leave, said Ruiz.", "Ruiz", "said", nsubj);
}

TEST(trees_subjects_and_objects)
{
    DEP("Peru attacked Chile.", "Peru", "attacked", nsubj);
    DEP("Peru attacked Chile.", "Chile", "attacked", obj);
    DEP("Chile was attacked by Peru.", "Chile", "attacked", nsubj_pass);
    DEP("Chile was attacked by Peru.", "Peru", "attacked", obl_agent);
    DEP("On Thursday, Peru attacked Chile.", "Peru", "attacked", nsubj);
    DEP("Peru expelled the envoy last week.", "envoy", "expelled", obj);
    DEP("Peru expelled the envoy last week.", "week", "expelled", obl_unmarked);
}

TEST(trees_phrases)
{
    DEP("The new Peruvian navy sailed.", "Peruvian", "navy", amod);
    DEP("Peru's navy sailed.", "Peru", "navy", nmod_poss);
    DEP("The navy of Peru sailed.", "Peru", "navy", nmod);
    DEP("At least 12 people sailed.", "12", "people", nummod);
}

TEST(trees_complements)
{
    DEP("Peru urged Chile to leave.", "leave", "urged", xcomp);
    DEP("Peru said Chile attacked Bolivia.", "attacked", "said", ccomp);
    DEP("Peru said that Chile attacked Bolivia.", "Chile", "attacked", nsubj);
    DEP("“Chile must leave,” said Peru.", "Peru", "said", nsubj);
    DEP("The ship which left Lima sank.", "left", "ship", acl_relcl);
    DEP("The president, Ana Ruiz, left.", "Ana", "president", appos);
    DEP("The president, Ana Ruiz, left.", "Ruiz", "Ana", flat);
    DEP("Peru and Chile left.", "Chile", "Peru", conj);
}

TEST(trees_clauses)
{
    DEP("The ship whose captain fled sank.", "captain", "fled", nsubj);
    DEP("The ship whose captain fled sank.", "ship", "sank", nsubj);
    DEP("The arms the navy sent reached Lima.", "sent", "arms", acl_relcl);
    DEP("The ships seized in May sank.", "ships", "sank", nsubj);
    DEP("The ships seized in May sank.", "seized", "ships", acl);
    DEP("Peru left after Chile attacked Bolivia.", "attacked", "left", advcl);
    DEP("Peru left when Chile attacked Bolivia.", "Chile", "attacked", nsubj);
    DEP("Peru attacked the port and seized ships.", "ships", "seized", obj);
    DEP("Peru on Thursday attacked Chile.", "Thursday", "attacked", obl);
    DEP("Ruiz said: “Chile must leave.”", "leave", "said", ccomp);
}

TEST(trees_copulas)
{
    DEP("The talks would be useful.", "would", "useful", aux);
    DEP("The talks would be useful.", "talks", "useful", nsubj);
    DEP("The president is in Lima.", "president", "Lima", nsubj);
    DEP("The president is in Lima.", "in", "Lima", case);
    DEP("There is no ship.", "There", "is", expl);
    DEP("There is no ship.", "ship", "is", nsubj);
}

TEST(trees_prepositions)
{
    DEP("Peru accused Chile of stealing ships.", "stealing", "accused", advcl);
    DEP("Peru held talks at a port in Chile.", "Chile", "port", nmod);
    DEP("The port closed because of the storm.", "of", "because", fixed);
    DEP("The port closed because of the storm.", "because", "storm", case);
}
