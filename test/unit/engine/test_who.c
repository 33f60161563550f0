#include "engine/fixture.h"

#define NAMES(...) ((const char *const[]){__VA_ARGS__})

/* What is written of the names on that day, as JSON; lives until the next call. */
static dem_str ask_as(fixture *f, dem_format format, const char *on, const char *const *names, int n, int *unknown)
{
    dem_who_job job = {.names = names, .n_names = n, .on = on, .format = format};
    f->out.len = 0;
    CHECK_INT(dem_who(f->model, &job, fixture_keep, &f->out, unknown, &f->err), DEM_OK);
    return (dem_str){f->out.data, f->out.len};
}

static dem_str ask(fixture *f, const char *on, const char *name)
{
    int unknown;
    return ask_as(f, DEM_FORMAT_JSONL, on, &name, 1, &unknown);
}

TEST(who_members_are_counted_on_the_day)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    CHECK(fixture_has(ask(&f, "2021-06-01", "NATO"), "\"n_members\":30,"));
    CHECK(fixture_has(ask(&f, "2024-06-01", "NATO"), "\"n_members\":32,"));
    dem_str all = ask(&f, NULL, "NATO");
    CHECK(!fixture_has(all, "n_members") && fixture_has(all, "{\"id\":\"SWE\",\"name\":\"Sweden\",\"from\":\"2024-03-07\",\"source\":\"own-memory\"}"));
    CHECK(fixture_has(ask(&f, "2019-06-01", "Britain"), "{\"id\":\"EU\",") && !fixture_has(ask(&f, "2021-06-01", "Britain"), "{\"id\":\"EU\","));
    fixture_close(&f);
}

TEST(who_office_that_counts_is_that_of_the_day)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_str before = ask(&f, "2024-04-04", "Kaja Kallas");
    CHECK(fixture_has(before, "\"country\":\"EST\",\"sector\":\"GOV\",\"cameo\":\"ESTGOV\",\"source\""));
    CHECK(fixture_has(before, "\"state\":\"held\",\"coded\":true") && fixture_has(before, "\"state\":\"future\""));
    dem_str after = ask(&f, "2024-12-10", "Kaja Kallas");
    CHECK(fixture_has(after, "\"cameo\":\"IGOEUREEC\",\"source\"") && fixture_has(after, "\"state\":\"past\""));
    CHECK(!fixture_has(ask(&f, NULL, "Kaja Kallas"), "\"state\""));
    CHECK(fixture_has(ask(&f, "2090", "Kaja Kallas"), "\"state\":\"stale\""));
    fixture_close(&f);
}

TEST(who_holds_the_posts_of_a_side)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_str estonia = ask(&f, "2024-04-04", "Estonia");
    CHECK(fixture_has(estonia, "\"name\":\"Kaja Kallas\",\"role\":\"prime minister\""));
    CHECK(fixture_has(ask(&f, "2024-04-04", "NATO"), "\"name\":\"Jens Stoltenberg\",\"role\":\"secretary general\""));
    dem_str kremlin = ask(&f, "2024-04-04", "Kremlin");
    CHECK(fixture_has(kremlin, "\"as\":\"government\"") && fixture_has(kremlin, "\"cameo\":\"RUSGOV\""));
    fixture_close(&f);
}

TEST(who_words_are_joined_to_the_longest_name)
{
    fixture f;
    int unknown = 0;
    if (!fixture_open(&f, NULL))
        return;
    dem_str got = ask_as(&f, DEM_FORMAT_JSONL, NULL, NAMES("Kaja", "Kallas", "Zzyx", "Qwrt", "NATO"), 5, &unknown);
    CHECK(fixture_has(got, "{\"query\":\"Kaja Kallas\"") && fixture_has(got, "{\"query\":\"Zzyx Qwrt\",\"near\":[]}") && fixture_has(got, "{\"query\":\"NATO\""));
    CHECK_INT(unknown, 1);
    got = ask_as(&f, DEM_FORMAT_JSONL, NULL, NAMES("Zzyx Qwrt", "Qwrt Zzyx", "Peru"), 3, &unknown);
    CHECK(fixture_has(got, "{\"query\":\"Qwrt Zzyx\",\"near\""));
    CHECK_INT(unknown, 2);
    fixture_close(&f);
}

TEST(who_names_are_found_by_surnames_and_in_any_case)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_str kallas = ask(&f, "2024-04-04", "Kallas");
    CHECK(fixture_has(kallas, "\"as\":\"surname\"") && fixture_has(kallas, "Siim Kallas"));
    CHECK(dem_str_starts(kallas, DEM_S("{\"query\":\"Kallas\",\"on\":\"2024-04-04\",\"as\":\"surname\",\"type\":\"person\",\"id\":\"Q11869065\""))); /* who is in office */
    CHECK(fixture_has(ask(&f, NULL, "nato"), "\"id\":\"NATO\""));
    CHECK(fixture_has(ask(&f, NULL, "kaja kallas"), "\"id\":\"Q11869065\""));
    CHECK(fixture_has(ask(&f, NULL, "Kaja Kalas"), "\"near\":[\"Kaja Kallas\""));
    fixture_close(&f);
}

TEST(who_table_is_aligned_and_safe_for_a_terminal)
{
    fixture f;
    int unknown;
    if (!fixture_open(&f, NULL))
        return;
    CHECK_STR(ask_as(&f, DEM_FORMAT_TABLE, "2024-04-04", NAMES("Kaja Kallas"), 1, &unknown),
              "Kaja Kallas  person  Q11869065\n  country   EST\n  sector    GOV\n  code      ESTGOV\n  source    own-memory\n"
              "  offices   prime minister                           EST  2021-01-26  -  2024-07-23                 held, coded\n"
              "            high representative for foreign affairs  EU   2024-12-01  -              as of 2025-12  future\n\n");
    CHECK_STR(ask_as(&f, DEM_FORMAT_TABLE, NULL, NAMES("\033[2Jqqqq"), 1, &unknown), " [2Jqqqq  is in no table\n\n");
    fixture_close(&f);
}

TEST(who_wrong_questions_are_told)
{
    fixture f;
    const char *name = "NATO", *broken = "\xff";
    if (!fixture_open(&f, NULL))
        return;
    CHECK_INT(dem_who(f.model, &(dem_who_job){.names = &name, .n_names = 1, .on = "soon"}, fixture_keep, &f.out, NULL, &f.err), DEM_BAD_ARG);
    CHECK_STR(dem_str_of(f.err.message), "'soon' is no date");
    CHECK_INT(dem_who(f.model, &(dem_who_job){.names = &name, .n_names = 1, .format = DEM_FORMAT_CSV}, fixture_keep, &f.out, NULL, &f.err), DEM_BAD_ARG);
    CHECK_INT(dem_who(f.model, &(dem_who_job){.names = &broken, .n_names = 1}, fixture_keep, &f.out, NULL, &f.err), DEM_BAD_ARG);
    CHECK_INT(dem_who(f.model, &(dem_who_job){0}, fixture_keep, &f.out, NULL, &f.err), DEM_BAD_ARG);
    CHECK_INT(f.out.len, 0);
    fixture_close(&f);
}
