#include "fixture.h"

/* The text after the dateline, its place and its agency; an empty agency means none. */
static void dateline(int line, const char *body, const char *place, const char *agency, const char *rest)
{
    text_fixture f;
    text_body(&f, body);
    dem_str got = text_sentence(&f, 0);
    if (!dem_str_eq(got, dem_str_of(rest)))
        dem_test_fail(__FILE__, line, "text is '%.*s'", (int)got.len, got.data);
    if (!dem_str_eq(f.doc.dateline_place, dem_str_of(place)))
        dem_test_fail(__FILE__, line, "place is '%.*s'", (int)f.doc.dateline_place.len, f.doc.dateline_place.data);
    if (!dem_str_eq(f.doc.agency, dem_str_of(agency)))
        dem_test_fail(__FILE__, line, "agency is '%.*s'", (int)f.doc.agency.len, f.doc.agency.data);
    text_end(&f);
}

TEST(datelines_are_cut_off)
{
    dateline(__LINE__, "WASHINGTON, March 3 (Reuters) - The talks failed.", "WASHINGTON", "Reuters", "The talks failed.");
    dateline(__LINE__, "KHARTOUM (AP) — The talks failed.", "KHARTOUM", "AP", "The talks failed.");
    dateline(__LINE__, "PARIS, France — The talks failed.", "PARIS", "", "The talks failed.");
    dateline(__LINE__, "NEW DELHI: The talks failed.", "NEW DELHI", "", "The talks failed.");
    dateline(__LINE__, "MOSCOW/KYIV, March 3 (Reuters) - The talks failed.", "MOSCOW/KYIV", "Reuters", "The talks failed.");
    dateline(__LINE__, "ST. PETERSBURG, Russia (AP) -- The talks failed.", "ST. PETERSBURG", "AP", "The talks failed.");
    dateline(__LINE__, "Kyiv (Ukraine) (AFP) – The talks failed.", "Kyiv", "AFP", "The talks failed.");
    dateline(__LINE__, "(Reuters) - The talks failed.", "", "Reuters", "The talks failed.");
    dateline(__LINE__, "Talks in trouble after walkout\n\nKHARTOUM (AP) — The talks failed.", "KHARTOUM", "AP", "Talks in trouble after walkout");
}

TEST(datelines_may_have_lost_their_dash)
{
    dateline(__LINE__, "KYIV, Ukraine Faced with a threat, the president left.", "KYIV", "", "Faced with a threat, the president left.");
    dateline(__LINE__, "Kyiv (AFP) The talks failed.", "Kyiv", "AFP", "The talks failed.");
}

TEST(datelines_hold_a_date_only_with_its_year)
{
    text_fixture f;
    text_body(&f, "Geneva, 4 May 2023 – The envoy called for a truce.");
    CHECK_INT(f.doc.published.month, 5);
    CHECK_INT(f.doc.published.day, 4);
    CHECK_INT(f.doc.basis, DEM_BASIS_TEXT);
    text_end(&f);
    text_body(&f, "WASHINGTON, March 3 (Reuters) - The talks failed.");
    CHECK_INT(f.doc.published.year, 0);
    CHECK_INT(f.doc.basis, DEM_BASIS_UNKNOWN);
    text_end(&f);
}

TEST(datelines_are_not_seen_in_sentences)
{
    static const char *const plain[] = {
        "On May 4, 2023 – the day of the attack – the envoy left.", "NATO – the alliance – said no.", "Reuters reported on Friday – citing officials – a deal.",
        "The well-known envoy left.", "Kyiv - Lviv trains were late.", "A - B", "Russia said on Monday that the Tass - Reuters dispute was over."};
    for (ptrdiff_t i = 0; i < DEM_COUNT(plain); i++) {
        text_fixture f;
        text_body(&f, plain[i]);
        if (!dem_span_empty(f.doc.dateline))
            dem_test_fail(__FILE__, __LINE__, "a dateline in: %s", plain[i]);
        text_end(&f);
    }
}
