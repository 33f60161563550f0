#include "engine/fixture.h"

static const char text[] = "\xc3\x89. Peru on Tuesday asked\r\nChile for 20 tonnes of food.\n\n\xe2\x80\x9cThe road,\xe2\x80\x9d said the\nmayor of Puno, \xe2\x80\x9cis gone.\xe2\x80\x9d";

TEST(brat_points_into_title_and_body)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_BRAT, .layers = DEM_LAYER_TIMES | DEM_LAYER_QUANTITIES}))
        return;
    dem_input in = {.text = text, .text_len = sizeof text - 1, .title = "Peru asks Chile for aid", .published = "2024-04-05"};
    CHECK_STR(fixture_code(&f, &in), "T1\tDATE 36 43\tTuesday\n"
                                     "#1\tAnnotatorNotes T1\tvalue=2024-04-02; from=2024-04-02; to=2024-04-02\n"
                                     "T2\tQuantity 61 70\t20 tonnes\n"
                                     "#2\tAnnotatorNotes T2\tvalue=20; unit=tonne\n");
    fixture_close(&f);
}

TEST(brat_writes_quotations_in_fragments_with_their_speaker)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_BRAT, .layers = DEM_LAYER_QUOTES}))
        return;
    const char *said = "\xe2\x80\x9cThe road,\xe2\x80\x9d said the\nmayor of Puno, \xe2\x80\x9cis gone.\xe2\x80\x9d";
    dem_input in = {.text = said, .text_len = strlen(said), .published = "2024-04-05"};
    CHECK_STR(fixture_code(&f, &in), "T1\tRole 17 20;21 34\tthe mayor of Puno\n"
                                     "A1\tMention T1 description\n"
                                     "A2\tResolution T1 role\n"
                                     "#1\tAnnotatorNotes T1\tcountry=PER; sector=GOV; role=mayor; cameo=PERGOV\n"
                                     "T2\tPlace 30 34\tPuno\n"
                                     "A3\tMention T2 name\n"
                                     "A4\tResolution T2 table\n"
                                     "#2\tAnnotatorNotes T2\tname=Puno; id=adm:PE.21; country=PER\n"
                                     "T3\tCue 12 16\tsaid\n"
                                     "T4\tQuote 1 9;37 44\tThe road is gone\n"
                                     "A5\tKind T4 direct\n"
                                     "R1\tSpeaker Arg1:T4 Arg2:T1\n"
                                     "R2\tCuedBy Arg1:T4 Arg2:T3\n");
    fixture_close(&f);
}

TEST(brat_writes_events_with_roles)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_BRAT, .layers = DEM_LAYER_EVENTS}))
        return;
    dem_input in = {.text = "Peru and Bolivia urged Chile to send doctors.", .text_len = 45, .published = "2024-04-05"};
    dem_str out = fixture_code(&f, &in);
    CHECK(fixture_has(out, "\nT5\tREQUEST 17 22\turged\nT6\tObject 29 44\tto send doctors\n"
                           "E1\tREQUEST:T5 Actor:T1 Actor2:T2 Recipient:T3 Object:T6\n"
                           "A9\tStatus E1 happened\nA10\tMain E1\n") ||
          (dem_test_fail(__FILE__, __LINE__, "%.*s", (int)out.len, out.data), false));
    CHECK(fixture_has(out, "AnnotatorNotes E1\tcameo=02"));
    fixture_close(&f);
}

TEST(brat_writes_words_only_when_they_are_asked_for)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_BRAT, .layers = DEM_LAYER_TOKENS}))
        return;
    dem_input in = {.text = "Peru was attacked.", .text_len = 18};
    CHECK_STR(fixture_code(&f, &in), "T1\tPROPN 0 4\tPeru\nT2\tAUX 5 8\twas\nT3\tVERB 9 17\tattacked\nT4\tPUNCT 17 18\t.\n"
                                     "R1\tnsubj-pass Arg1:T3 Arg2:T1\nR2\taux-pass Arg1:T3 Arg2:T2\nR3\tpunct Arg1:T3 Arg2:T4\n");
    fixture_close(&f);
}

TEST(brat_of_nothing_is_empty)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_BRAT}))
        return;
    CHECK_STR(fixture_code(&f, &(dem_input){.text = "", .text_len = 0}), "");
    fixture_close(&f);
}

TEST(layers_bring_those_that_they_point_into)
{
    CHECK_INT(dem_layers_with(DEM_LAYER_TOKENS), DEM_LAYER_TOKENS);
    CHECK_INT(dem_layers_with(DEM_LAYER_QUOTES), DEM_LAYER_QUOTES | DEM_LAYER_ENTITIES);
    CHECK_INT(dem_layers_with(DEM_LAYER_EVENTS), DEM_LAYERS & ~(DEM_LAYER_TOKENS | DEM_LAYER_QUOTES));
}
