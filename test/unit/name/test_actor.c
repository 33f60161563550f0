#include "name/fixture.h"

TEST(name_office_of_the_day)
{
    fixture f;
    fixture_run(&f, "2024-04-04", "Ola|PROPN Berg|PROPN said|VERB|say");
    const dem_mention *m = fixture_mention(&f, "Ola Berg");
    CHECK_STR(m->actor.id, "p:b");
    CHECK_STR(m->actor.org, "NATO");
    CHECK_STR(m->actor.country, "");
    CHECK_STR(m->actor.cameo, "IGOWSTNAT");
    CHECK_STR(m->actor.role, "secretary general");
    CHECK_INT(m->resolution, DEM_RES_OFFICE);
    CHECK_INT(m->type, DEM_TYPE_PERSON);
    fixture_release(&f);
    fixture_run(&f, "2010", "Ola|PROPN Berg|PROPN said|VERB|say");
    CHECK_STR(fixture_mention(&f, "Ola Berg")->actor.cameo, "NORGOV");
    fixture_release(&f);
}

TEST(name_no_date_tells_only_what_is_always_true)
{
    fixture f;
    fixture_run(&f, NULL, "Ola|PROPN Berg|PROPN met|VERB Ada|PROPN Kimani|PROPN");
    CHECK_STR(fixture_mention(&f, "Ola Berg")->actor.id, "p:b");
    CHECK_STR(fixture_mention(&f, "Ola Berg")->actor.cameo, "");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.country, "KEN");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.cameo, "KEN");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.role, "");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.sector, "");
    fixture_release(&f);
}

TEST(name_former_holder_and_stale_row)
{
    fixture f;
    fixture_run(&f, "2026-01-01", "Ada|PROPN Kimani|PROPN met|VERB Pjotr|PROPN Orlow|PROPN");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.cameo, "KEN");
    CHECK_STR(fixture_mention(&f, "Ada Kimani")->actor.role, "");
    CHECK_STR(fixture_mention(&f, "Pjotr Orlow")->actor.role, ""); /* last known 2013 */
    fixture_release(&f);
    fixture_run(&f, "2013-06", "Pjotr|PROPN Orlow|PROPN spoke|VERB");
    CHECK_STR(fixture_mention(&f, "Pjotr Orlow")->actor.cameo, "RUSGOV");
    CHECK_INT(fixture_mention(&f, "Pjotr Orlow")->resolution, DEM_RES_OFFICE);
    fixture_release(&f);
    fixture_run(&f, "2017-06", "Pjotr|PROPN Orlow|PROPN spoke|VERB");
    CHECK_STR(fixture_mention(&f, "Pjotr Orlow")->actor.cameo, "RUS");
    CHECK_INT(fixture_mention(&f, "Pjotr Orlow")->resolution, DEM_RES_STALE);
    fixture_release(&f);
    fixture_run(&f, "2017-06", "Russian|ADJ President|PROPN Pjotr|PROPN Orlow|PROPN spoke|VERB"); /* the text vouches for it */
    CHECK_STR(fixture_mention(&f, "Russian President Pjotr Orlow")->actor.cameo, "RUSGOV");
    CHECK_INT(fixture_mention(&f, "Russian President Pjotr Orlow")->resolution, DEM_RES_ROLE);
    fixture_release(&f);
}

TEST(name_title_and_name_are_one)
{
    fixture f;
    fixture_run(&f, "2021", "Ukrainian|ADJ President|PROPN Ivan|PROPN V.|PROPN Petrenko|PROPN met|VERB Kenyan|ADJ Foreign|ADJ Minister|PROPN Amina|PROPN Wanjiru|PROPN .|PUNCT");
    const dem_mention *m = fixture_mention(&f, "Ukrainian President Ivan V. Petrenko");
    CHECK_STR(m->actor.cameo, "UKRGOV");
    CHECK_INT(m->core_first, 2);
    CHECK_INT(m->core_end, 5);
    m = fixture_mention(&f, "Kenyan Foreign Minister Amina Wanjiru");
    CHECK_STR(m->actor.name, "Amina Wanjiru");
    CHECK_STR(m->actor.id, "");
    CHECK_STR(m->actor.cameo, "KENGOV");
    CHECK_STR(m->actor.role, "foreign minister");
    CHECK_INT(m->type, DEM_TYPE_PERSON);
    CHECK_INT(f.doc.mentions.len, 2);
    fixture_release(&f);
}

TEST(name_surname_takes_over)
{
    fixture f;
    fixture_run(&f, "2021", "Petrenko|PROPN urged|VERB calm|NOUN // Ivan|PROPN Petrenko|PROPN met|VERB Amina|PROPN Wanjiru|PROPN // Mr.|NOUN Wanjiru|PROPN said|VERB|say so|ADV");
    const dem_mention *m = fixture_mention(&f, "Petrenko");
    CHECK_INT(m->resolution, DEM_RES_ALIAS);
    CHECK_STR(m->actor.cameo, "UKRGOV");
    CHECK_INT(m->refers_to, fixture_mention(&f, "Ivan Petrenko") - f.doc.mentions.at);
    m = fixture_mention(&f, "Mr. Wanjiru");
    CHECK_INT(m->refers_to, fixture_mention(&f, "Amina Wanjiru") - f.doc.mentions.at);
    CHECK_STR(m->actor.name, "Amina Wanjiru");
    fixture_release(&f);
}

TEST(name_surname_alone_needs_an_office)
{
    fixture f;
    fixture_run(&f, "2023", "Then|ADV Kimani|PROPN spoke|VERB to|ADP Orlow|PROPN");
    CHECK_STR(fixture_mention(&f, "Kimani")->actor.cameo, "KENGOV");
    CHECK_INT(f.doc.mentions.len, 1); /* Orlow holds none that we know of */
    fixture_release(&f);
}

TEST(name_text_states_an_office)
{
    fixture f;
    fixture_run(&f, "2021", "Amina|PROPN Wanjiru|PROPN ,|PUNCT the|DET foreign|ADJ minister|NOUN of|ADP Kenya|PROPN ,|PUNCT said|VERB|say so|ADV");
    CHECK_STR(fixture_mention(&f, "Amina Wanjiru")->actor.cameo, "KENGOV");
    CHECK_STR(fixture_mention(&f, "Amina Wanjiru")->actor.role, "foreign minister");
    CHECK_INT(fixture_mention(&f, "the foreign minister of Kenya")->refers_to, 0);
    fixture_release(&f);
}

TEST(name_capital_is_government_or_place)
{
    fixture f;
    fixture_run(&f, "2023", "Moscow|PROPN said|VERB|say troops|NOUN|troop in|ADP Kyiv|PROPN left|VERB // Talks|NOUN with|ADP Kyiv|PROPN +'s|PART allies|NOUN|ally");
    const dem_mention *m = fixture_mention(&f, "Moscow");
    CHECK_STR(m->actor.cameo, "RUS");
    CHECK_INT(m->type, DEM_TYPE_COUNTRY);
    CHECK_INT(m->resolution, DEM_RES_METONYM);
    m = fixture_mention(&f, "Kyiv");
    CHECK(m->place_only && m->has_point);
    CHECK_INT(m->type, DEM_TYPE_PLACE);
    CHECK_STR(m->actor.id, "1");
    CHECK_STR(m->actor.country, "UKR");
    CHECK_STR(fixture_mention(&f, "Kyiv's allies")->actor.country, "UKR");
    fixture_release(&f);
}

TEST(name_namesakes_of_a_capital)
{
    fixture f;
    fixture_run(&f, "2023", "He|PRON lives|VERB in|ADP San|PROPN José|PROPN");
    CHECK_STR(fixture_mention(&f, "San José")->actor.country, "USA");
    fixture_release(&f);
    fixture_run(&f, "2023", "Costa|PROPN Rica|PROPN waits|VERB in|ADP San|PROPN José|PROPN");
    CHECK_STR(fixture_mention(&f, "San José")->actor.country, "CRI");
    fixture_release(&f);
}

TEST(name_common_words_are_no_places)
{
    fixture f;
    fixture_run(&f, "2023", "Nice|ADJ turkey|NOUN for|ADP us|PRON in|ADP Nice|PROPN with|ADP Turkey|PROPN");
    CHECK_INT(f.doc.mentions.len, 3);
    CHECK_STR(fixture_mention(&f, "Turkey")->actor.cameo, "TUR");
    CHECK_STR(f.doc.mentions.at[1].actor.country, "FRA");
    CHECK(!f.doc.mentions.at[0].quoted_speaker);
    fixture_release(&f);
}

TEST(name_country_as_place)
{
    fixture f;
    fixture_run(&f, "2023", "Kenya|PROPN met|VERB Peru|PROPN in|ADP Vilnius|PROPN ,|PUNCT Lithuania|PROPN ,|PUNCT and|CCONJ withdrew|VERB|withdraw from|ADP Chile|PROPN");
    CHECK(!fixture_mention(&f, "Kenya")->place_only);
    CHECK(fixture_mention(&f, "Vilnius")->place_only);
    CHECK(fixture_mention(&f, "Lithuania")->place_only);
    CHECK(fixture_mention(&f, "Chile")->place_only);
    fixture_release(&f);
}

TEST(name_office_of_a_description)
{
    fixture f;
    fixture_run(&f, "2023-05", "The|DET Kenyan|ADJ prime|ADJ minister|NOUN met|VERB NATO|PROPN 's|PART secretary|NOUN general|NOUN");
    CHECK_STR(fixture_mention(&f, "The Kenyan prime minister")->actor.name, "Ada Kimani");
    CHECK_INT(fixture_mention(&f, "The Kenyan prime minister")->resolution, DEM_RES_OFFICE);
    CHECK_STR(fixture_mention(&f, "NATO 's secretary general")->actor.name, "Ola Berg");
    fixture_release(&f);
    fixture_run(&f, NULL, "The|DET Kenyan|ADJ prime|ADJ minister|NOUN waited|VERB");
    CHECK_STR(fixture_mention(&f, "The Kenyan prime minister")->actor.name, "");
    fixture_release(&f);
    fixture_run(&f, "2023-05", "A|DET Kenyan|ADJ foreign|ADJ minister|NOUN waited|VERB");
    CHECK_STR(fixture_mention(&f, "A Kenyan foreign minister")->actor.name, "");
    fixture_release(&f);
}

TEST(name_office_by_what_it_is_the_head_of)
{
    fixture f;
    fixture_run(&f, "2021", "the|DET head|NOUN of|ADP Kenyan|ADJ diplomacy|NOUN met|VERB the|DET head|NOUN of|ADP the|DET Kremlin|PROPN");
    CHECK_STR(fixture_mention(&f, "the head of Kenyan diplomacy")->actor.name, "Ada Kimani");
    fixture_release(&f);
    fixture_run(&f, "2012-06", "the|DET head|NOUN of|ADP the|DET Kremlin|PROPN met|VERB the|DET Norwegian|ADJ head|NOUN");
    CHECK_STR(fixture_mention(&f, "the head of the Kremlin")->actor.name, "Pjotr Orlow");
    CHECK_STR(fixture_mention(&f, "the Norwegian head")->actor.name, "");
    fixture_release(&f);
}

TEST(name_place_by_the_country_behind_it)
{
    fixture f;
    fixture_run(&f, "2023", "He|PRON lives|VERB in|ADP San|PROPN José|PROPN ,|PUNCT Costa|PROPN Rica|PROPN");
    CHECK_STR(fixture_mention(&f, "San José")->actor.country, "CRI");
    fixture_release(&f);
    fixture_run(&f, "2023", "They|PRON left|VERB|leave Kyiv|PROPN");
    CHECK(fixture_mention(&f, "Kyiv") != NULL);
    fixture_release(&f);
}
