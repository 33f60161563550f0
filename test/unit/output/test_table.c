#include "base/utf8.h"
#include "engine/fixture.h"

static const char report[] = "Peru attacked Chile on Monday.";

static dem_input input(const char *text)
{
    return (dem_input){.text = text, .text_len = strlen(text), .ref = "a.txt", .published = "2024-04-05"};
}

/* No control character but the newline: neither ASCII, nor U+0080 to U+009F. */
static bool is_plain(dem_str s)
{
    for (ptrdiff_t i = 0, next; i < s.len; i = next) {
        uint32_t c = (uint32_t)dem_utf8_at(s, i, &next);
        if ((c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0))
            return false;
    }
    return true;
}

TEST(table_shows_document_sentence_and_event)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE}))
        return;
    dem_input in = input(report);
    dem_str out = fixture_code(&f, &in);
    CHECK(fixture_has(out, "a.txt"));
    CHECK(fixture_has(out, "2024-04-05"));
    CHECK(fixture_has(out, "1 events, 0 statements in 1 sentences"));
    CHECK(fixture_has(out, report));
    CHECK(fixture_has(out, "ASSAULT"));
    CHECK(fixture_has(out, "Peru [PER] > Chile [CHL]"));
    CHECK(fixture_has(out, "happened"));
    CHECK(fixture_has(out, "2024-04-01"));
    CHECK(is_plain(out));
    fixture_close(&f);
}

TEST(table_says_when_the_date_is_unknown)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE}))
        return;
    dem_input in = input("Peru attacked Chile.");
    in.published = NULL;
    CHECK(fixture_has(fixture_code(&f, &in), "date unknown"));
    fixture_close(&f);
}

TEST(table_lets_no_control_character_through)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE}))
        return;
    dem_input in = input("Peru \x1b[31mattacked\x1b[0m Chile.\a\b\x7f The \xc2\x9b" "31m police said that Peru \x1b]0;x\aattacked Chile.");
    in.ref = "a\x1b[2J\r\n.txt";
    in.title = "Peru \x1b[5m attacked Chile \xc2\x85";
    in.agency = "\x1b[1mAgency";
    CHECK(is_plain(fixture_code(&f, &in)));
    fixture_close(&f);
}

TEST(table_uses_colours_only_when_asked)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE, .color = true}))
        return;
    dem_input in = input(report);
    dem_str out = fixture_code(&f, &in);
    CHECK(fixture_has(out, "\033[0m"));
    fixture_close(&f);
}

/* The longest line of the sentence that the table repeats: those that begin with two spaces and no more. */
static ptrdiff_t longest_text_line(dem_str out)
{
    ptrdiff_t longest = 0;
    while (out.len) {
        dem_str line = dem_str_next(&out, '\n');
        ptrdiff_t n = dem_utf8_count(line);
        if (dem_str_starts(line, DEM_S("  ")) && !dem_str_starts(line, DEM_S("   ")) && n > longest)
            longest = n;
    }
    return longest;
}

static const char long_report[] =
    "Peru attacked Chile on Monday, and C\xc3\xb4te d\xe2\x80\x99Ivoire, which had watched the quarrel for many months from its own distant shore, "
    "slept on as though nothing at all had come to pass between those two neighbours.";

TEST(table_wraps_at_the_width)
{
    static const int widths[] = {40, 60, 100, 300};
    for (ptrdiff_t i = 0; i < DEM_COUNT(widths); i++) {
        fixture f;
        if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE, .width = widths[i]}))
            return;
        dem_input in = input(long_report);
        ptrdiff_t longest = longest_text_line(fixture_code(&f, &in));
        CHECK(longest > 30);
        CHECK(longest <= widths[i]);
        fixture_close(&f);
    }
}

TEST(table_takes_widths_below_40_as_40)
{
    fixture f, narrow;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE, .width = 40}))
        return;
    if (fixture_open(&narrow, &(dem_options){.format = DEM_FORMAT_TABLE, .width = 1})) {
        dem_input in = input(long_report);
        dem_str a = fixture_code(&f, &in), b = fixture_code(&narrow, &in);
        CHECK(dem_str_eq(a, b));
        fixture_close(&narrow);
    }
    fixture_close(&f);
}

TEST(table_shortens_long_quotations_between_characters)
{
    static const char text[] = "\xe2\x80\x9c\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
                               "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 is a long word, and there are "
                               "longer ones in the dictionary of our grandfathers,\xe2\x80\x9d the minister said.";
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_TABLE, .width = 50}))
        return;
    dem_input in = input(text);
    dem_str out = fixture_code(&f, &in), valid;
    int64_t repaired = 0;
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    CHECK(fixture_has(out, "..."));
    CHECK_INT(dem_utf8_repair(&arena, out, &valid, &repaired), DEM_OK);
    CHECK_INT(repaired, 0);
    dem_arena_release(&arena);
    fixture_close(&f);
}
