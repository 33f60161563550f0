#include "name/fixture.h"

TEST(name_role_with_its_country)
{
    fixture f;
    fixture_run(&f, "2023", "A|DET Kenyan|ADJ court|NOUN and|CCONJ Russia|PROPN +'s|PART foreign|ADJ ministry|NOUN told|VERB Taliban|PROPN suicide|NOUN bombers|NOUN|bomber // "
                            "US|PROPN|US|compound|2 troops|NOUN|troop left|VERB");
    CHECK_STR(fixture_mention(&f, "A Kenyan court")->actor.cameo, "KENJUD");
    CHECK_STR(fixture_mention(&f, "Russia's foreign ministry")->actor.cameo, "RUSGOV");
    CHECK_INT(fixture_mention(&f, "Russia's foreign ministry")->type, DEM_TYPE_ORG);
    CHECK_STR(fixture_mention(&f, "Taliban suicide bombers")->actor.cameo, "AFGREBTAL");
    CHECK_STR(fixture_mention(&f, "US troops")->actor.cameo, "USAMIL");
    CHECK_INT(fixture_mention(&f, "US troops")->resolution, DEM_RES_ROLE);
    fixture_release(&f);
}

TEST(name_role_with_of_phrase)
{
    fixture f;
    fixture_run(&f, "2023", "The|DET president|NOUN of|ADP Kenya|PROPN met|VERB foreign|ADJ ministers|NOUN|minister of|ADP Peru|PROPN and|CCONJ Chile|PROPN ,|PUNCT "
                            "the|DET head|NOUN of|ADP the|DET Ukrainian|ADJ army|NOUN and|CCONJ an|DET army|NOUN|army|compound|22 spokesman|NOUN");
    CHECK_STR(fixture_mention(&f, "The president of Kenya")->actor.cameo, "KENGOV");
    CHECK_STR(fixture_mention(&f, "foreign ministers of Peru and Chile")->actor.cameo, "PERGOV");
    CHECK(fixture_mention(&f, "foreign ministers of Peru and Chile")->also == fixture_mention(&f, "Chile") - f.doc.mentions.at);
    CHECK_STR(fixture_mention(&f, "Chile")->actor.cameo, "CHLGOV");
    CHECK_STR(fixture_mention(&f, "the head of the Ukrainian army")->actor.cameo, "UKRMIL");
    CHECK_STR(fixture_mention(&f, "the head of the Ukrainian army")->actor.role, "head");
    CHECK_STR(fixture_mention(&f, "an army spokesman")->actor.sector, "MIL");
    CHECK_STR(fixture_mention(&f, "an army spokesman")->actor.cameo, "");
    fixture_release(&f);
}

TEST(name_two_peoples_before_a_role)
{
    fixture f;
    fixture_run(&f, "2023", "Peru|PROPN warned|VERB Russian|ADJ and|CCONJ Ukrainian|ADJ officials|NOUN|official");
    CHECK_INT(f.doc.mentions.len, 3);
    const dem_mention *m = fixture_mention(&f, "Russian and Ukrainian officials");
    CHECK_STR(m->actor.cameo, "UKRGOV");
    CHECK(m->also == fixture_mention(&f, "Russian") - f.doc.mentions.at);
    CHECK_STR(fixture_mention(&f, "Russian")->actor.cameo, "RUSGOV");
    fixture_release(&f);
}

TEST(name_backed_by_is_not_belonging_to)
{
    fixture f;
    fixture_run(&f, "2023", "Russian|ADJ +-|PUNCT +backed|VERB separatists|NOUN|separatist fled|VERB // pro|ADJ +-|PUNCT +Russian|ADJ separatists|NOUN|separatist fled|VERB");
    CHECK_STR(fixture_mention(&f, "Russian-backed separatists")->actor.country, "");
    CHECK_STR(fixture_mention(&f, "pro-Russian separatists")->actor.country, "");
    CHECK_STR(fixture_mention(&f, "pro-Russian separatists")->actor.sector, "REB");
    fixture_release(&f);
}

TEST(name_people_as_noun_and_adjective)
{
    fixture f;
    fixture_run(&f, "2023", "The|DET Ukrainians|PROPN shot|VERB down|ADP Russian|ADJ missiles|NOUN|missile");
    CHECK_INT(fixture_mention(&f, "The Ukrainians")->kind, DEM_MENTION_DESCRIPTION);
    CHECK_STR(fixture_mention(&f, "The Ukrainians")->actor.cameo, "UKR");
    CHECK_INT(fixture_mention(&f, "Russian")->kind, DEM_MENTION_DESCRIPTION);
    CHECK(!fixture_mention(&f, "Russian")->place_only);
    CHECK_INT(f.doc.tokens.at[5].mention, -1);
    CHECK_INT(f.doc.tokens.at[4].mention, 1);
    fixture_release(&f);
}

TEST(name_government_names)
{
    fixture f;
    fixture_run(&f, "2023", "The|DET Kremlin|PROPN said|VERB|say a|DET Pentagon|PROPN|Pentagon|compound|6 official|NOUN lied|VERB");
    CHECK_STR(fixture_mention(&f, "The Kremlin")->actor.cameo, "RUSGOV");
    CHECK_INT(fixture_mention(&f, "The Kremlin")->resolution, DEM_RES_METONYM);
    CHECK_STR(fixture_mention(&f, "a Pentagon official")->actor.cameo, "USAMIL");
    fixture_release(&f);
}

TEST(name_acronym_in_brackets)
{
    fixture f;
    fixture_run(&f, "2023", "The|DET Nigerian|ADJ Air|PROPN Force|PROPN (|PUNCT +NAF|PROPN +)|PUNCT denied|VERB it|PRON // The|DET NAF|PROPN bombed|VERB them|PRON");
    CHECK_STR(fixture_mention(&f, "The Nigerian Air Force")->actor.cameo, "NGAMIL");
    CHECK_STR(fixture_mention(&f, "The NAF")->actor.cameo, "NGAMIL");
    CHECK_INT(fixture_mention(&f, "The NAF")->resolution, DEM_RES_ALIAS);
    fixture_release(&f);
}

TEST(name_pronouns_refer)
{
    fixture f;
    fixture_run(&f, "2021", "Ivan|PROPN Petrenko|PROPN|petrenko|nsubj|3 thanked|VERB|thank|root Ada|PROPN Kimani|PROPN|kimani|obj|3 // "
                            "He|PRON|he|nsubj|2 said|VERB his|PRON|his|nmod:poss|4 country|NOUN|country|nsubj|5 waited|VERB // "
                            "Russia|PROPN|russia|nsubj|2 said|VERB its|PRON|its|nmod:poss|4 troops|NOUN|troop|nsubj|5 left|VERB");
    const dem_mention *m = fixture_mention(&f, "He");
    CHECK_INT(m->refers_to, 0);
    CHECK_INT(m->kind, DEM_MENTION_PRONOUN);
    CHECK_STR(m->actor.id, "p:a");
    CHECK_STR(fixture_mention(&f, "his country")->actor.cameo, "UKR");
    CHECK_STR(fixture_mention(&f, "its troops")->actor.cameo, "RUSMIL");
    fixture_release(&f);
}

TEST(name_we_in_a_quotation)
{
    fixture f;
    fixture_run(&f, "2021", "\"|PUNCT We|PRON fight|VERB with|ADP our|PRON|our|nmod:poss|7 brave|ADJ troops|NOUN|troop \"|PUNCT ,|PUNCT Ivan|PROPN Petrenko|PROPN said|VERB|say");
    CHECK(fixture_mention(&f, "We")->quoted_speaker);
    CHECK(fixture_mention(&f, "our brave troops")->quoted_speaker);
    fixture_release(&f);
}

TEST(name_description_of_somebody_named)
{
    fixture f;
    fixture_run(&f, "2021", "Ivan|PROPN Petrenko|PROPN spoke|VERB // The|DET Ukrainian|ADJ president|NOUN left|VERB");
    CHECK_STR(fixture_mention(&f, "The Ukrainian president")->actor.id, "p:a");
    CHECK_INT(fixture_mention(&f, "The Ukrainian president")->refers_to, 0);
    fixture_release(&f);
}

TEST(name_survives_odd_input)
{
    fixture f;
    fixture_run(&f, "2021", "+'s|PART -|PUNCT of|ADP President|PROPN ,|PUNCT ,|PUNCT and|CCONJ // // US|PROPN US|PROPN +-|PUNCT of|ADP (|PUNCT (|PUNCT the|DET // of|ADP");
    CHECK(f.doc.mentions.len < 10);
    fixture_release(&f);
}

TEST(name_runs_of_unknown_words)
{
    fixture f;
    fixture_run(&f, "2023", "Nice|PROPN Quat|PROPN met|VERB Lam|PROPN Chung|PROPN +-|PUNCT +tai|PROPN and|CCONJ Ibn|PROPN al|PROPN +-|PUNCT +Amin|PROPN // "
                            "Chung|PROPN +-|PUNCT +tai|PROPN said|VERB|say so|ADV");
    CHECK_INT(fixture_mention(&f, "Lam Chung-tai")->resolution, DEM_RES_NONE);
    CHECK_STR(fixture_mention(&f, "Lam Chung-tai")->actor.id, "");
    CHECK_STR(fixture_mention(&f, "Ibn al-Amin")->actor.name, "Ibn al-Amin");
    CHECK_INT(fixture_mention(&f, "Nice Quat")->type, DEM_TYPE_UNKNOWN);
    CHECK_STR(fixture_mention(&f, "Chung-tai")->actor.name, "Lam Chung-tai");
    fixture_release(&f);
}

TEST(name_title_with_what_it_is_for)
{
    fixture f;
    fixture_run(&f, "2023", "Kenyan|ADJ official|NOUN to|ADP Peru|PROPN Amina|PROPN Wanjiru|PROPN met|VERB former|ADJ Ukrainian|ADJ president|NOUN Oleh|PROPN Bondar|PROPN");
    CHECK_STR(fixture_mention(&f, "Kenyan official to Peru Amina Wanjiru")->actor.cameo, "KENGOV");
    const dem_mention *m = fixture_mention(&f, "former Ukrainian president Oleh Bondar");
    CHECK_STR(m->actor.cameo, "UKR");
    CHECK_STR(m->actor.sector, "");
    CHECK_STR(m->actor.role, "");
    fixture_release(&f);
}

TEST(name_role_noun_that_only_describes)
{
    fixture f;
    fixture_run(&f, "2023", "The|DET NATO|PROPN|nato|compound|3 summit|NOUN debated|VERB Kenyan|ADJ|kenyan|amod|7 army|NOUN|army|compound|7 boots|NOUN|boot");
    CHECK_INT(fixture_mention(&f, "NATO")->first, 1);
    CHECK_STR(fixture_mention(&f, "Kenyan")->actor.cameo, "KEN");
    CHECK_INT(f.doc.mentions.len, 2);
    fixture_release(&f);
}

TEST(name_out_of_memory_is_told)
{
    fixture f;
    const dem_allocator *own = NULL;
    fixture_run(&f, "2023", "Ivan|PROPN Petrenko|PROPN met|VERB Russian|ADJ troops|NOUN|troop");
    own = f.arena.alloc;
    static const dem_allocator refuses = {.resize = fixture_refuse};
    f.arena.alloc = &refuses;
    f.arena.at = f.arena.end;
    f.doc.mentions.at = NULL;
    f.doc.mentions.len = f.doc.mentions.cap = 0;
    if (fixture_kb())
        CHECK_INT(dem_name(&f.doc, fixture_kb(), NULL), DEM_NO_MEMORY);
    f.arena.alloc = own;
    fixture_release(&f);
}
