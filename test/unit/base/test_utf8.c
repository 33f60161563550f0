#include "base/utf8.h"
#include "test.h"

static dem_str repair(dem_arena *arena, const char *bytes, ptrdiff_t len, int64_t *repaired)
{
    dem_str out = {0};
    CHECK_INT(dem_utf8_repair(arena, (dem_str){bytes, len}, &out, repaired), DEM_OK);
    return out;
}

#define REPAIRS(bytes, want, count)                                                            \
    do {                                                                                       \
        int64_t n_;                                                                            \
        CHECK_STR(repair(&arena, bytes, (ptrdiff_t)sizeof(bytes) - 1, &n_), want);              \
        CHECK_INT(n_, count);                                                                  \
    } while (0)

TEST(utf8_valid_prefix_ends_at_the_first_bad_byte)
{
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("")), 0);
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("Kyiv and Zürich")), 16);
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("abcdefghijk\xffz")), 11);
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("a\xc0\xaf")), 1);             /* overlong */
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("a\xe0\x80\xaf")), 1);
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("a\xed\xa0\x80")), 1);         /* surrogate */
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("a\xf4\x90\x80\x80")), 1);     /* past U+10FFFF */
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("\xf4\x8f\xbf\xbf")), 4);
    CHECK_INT(dem_utf8_valid_prefix(DEM_S("a\xe2\x80")), 1);             /* cut off */
}

TEST(utf8_repair_replaces_maximal_parts)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    REPAIRS("plain", "plain", 0);
    REPAIRS("\xef\xbb\xbfmarked", "marked", 0);
    REPAIRS("caf\xc3\xa9 \xe2\x80 x", "caf\xc3\xa9 \xef\xbf\xbd x", 2);
    REPAIRS("\xc3\xa9\xed\xa0\x80", "\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3);
    REPAIRS("\xc3\xa9\xf0\x9f\x98", "\xc3\xa9\xef\xbf\xbd", 3);
    REPAIRS("a\0b", "a\xef\xbf\xbd" "b", 1);
    dem_arena_release(&arena);
}

TEST(utf8_repair_reads_windows_1252_where_nothing_speaks_against_it)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    REPAIRS("\x93" "caf\xe9\x94 \x96 5 \x80", "\xe2\x80\x9c" "caf\xc3\xa9\xe2\x80\x9d \xe2\x80\x93 5 \xe2\x82\xac", 5);
    REPAIRS("\x81", "\xef\xbf\xbd", 1); /* not assigned */
    dem_arena_release(&arena);
}

TEST(utf8_repair_borrows_what_is_valid)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    int64_t n;
    const char text[] = "nothing to do \xe2\x80\x94 here";
    CHECK(repair(&arena, text, (ptrdiff_t)sizeof text - 1, &n).data == text);
    dem_arena_release(&arena);
}

TEST(utf8_decodes_what_it_writes)
{
    static const uint32_t chars[] = {1, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    for (ptrdiff_t i = 0; i < DEM_COUNT(chars); i++) {
        char out[4];
        ptrdiff_t next;
        int n = dem_utf8_put(chars[i], out);
        CHECK_INT(dem_utf8_valid_prefix((dem_str){out, n}), n);
        CHECK_INT(dem_utf8_at((dem_str){out, n}, 0, &next), chars[i]);
        CHECK_INT(next, n);
    }
}

static dem_str fold(const char *s, char *out)
{
    return (dem_str){out, dem_fold(dem_str_of(s), out)};
}

TEST(utf8_fold_takes_case_and_diacritics_away)
{
    char out[256];
    CHECK_STR(fold("Zelenskyy", out), "zelenskyy");
    CHECK_STR(fold("Małgorzata Ødegård-Çelik", out), "malgorzata odegard-celik");
    CHECK_STR(fold("Straße Æsir Œuvre Þór İzmir", out), "strasse aesir oeuvre thor izmir");
    CHECK_STR(fold("Nguyễn Phú Trọng", out), "nguyen phu trong");
    CHECK_STR(fold("Ədliyyə", out), "edliyye");
    CHECK_STR(fold("e\xcc\x81t\xc3\xa9", out), "ete"); /* a combining accent */
    CHECK_STR(fold("“Don’t” – ‘no’ … «si»", out), "\"don't\" - 'no' ... \"si\"");
    CHECK_STR(fold("zero\xe2\x80\x8bwidth soft\xc2\xadhyphen", out), "zerowidth softhyphen");
    CHECK_STR(fold("a\xc2\xa0z", out), "a z");
    CHECK_STR(fold("Київ ΑΘΉΝΑ", out), "київ αθήνα");
}

TEST(utf8_fold_never_needs_more_than_four_bytes_a_byte)
{
    char in[4], out[32];
    for (uint32_t c = 1; c < 0x110000; c += c < 0x20000 ? 1 : 997) {
        if (c >= 0xd800 && c < 0xe000)
            continue;
        int n = dem_utf8_put(c, in);
        ptrdiff_t m = dem_fold((dem_str){in, n}, out);
        CHECK(m <= 4 * n && dem_utf8_valid_prefix((dem_str){out, m}) == m);
        uint32_t lower = dem_to_lower(c);
        CHECK(dem_to_lower(lower) == lower);
    }
}

TEST(utf8_knows_kinds_of_characters)
{
    CHECK(dem_is_space(' ') && dem_is_space(0xa0) && dem_is_space(0x200b) && dem_is_space(0x3000) && !dem_is_space('a'));
    CHECK(dem_is_letter('z') && dem_is_letter(0xe9) && dem_is_letter(0x416) && dem_is_letter(0x4e2d) && dem_is_letter(0x301));
    CHECK(!dem_is_letter('1') && !dem_is_letter(0xd7) && !dem_is_letter(0x2019) && !dem_is_letter(0x1f600) && !dem_is_letter(0xfffd));
    CHECK(dem_is_upper('A') && dem_is_upper(0x160) && dem_is_upper(0x41a) && dem_is_upper(0x1ea4) && !dem_is_upper('a') && !dem_is_upper(0x161));
}

TEST(utf8_code_point_index_agrees_with_counting)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    char text[1200];
    ptrdiff_t n = 0;
    for (int i = 0; n < 1100; i++)
        n += dem_utf8_put(i % 3 == 0 ? 0x1f600 : i % 3 == 1 ? 0xe9 : 'x', text + n);
    dem_str s = {text, n};
    dem_cp_index index;
    CHECK_INT(dem_cp_index_build(&arena, s, &index), DEM_OK);
    for (ptrdiff_t at = 0, next, k = 0; at < n; at = next, k++) {
        CHECK_INT(dem_cp_index_at(&index, at), k);
        (void)dem_utf8_at(s, at, &next);
    }
    CHECK_INT(dem_cp_index_at(&index, n), dem_utf8_count(s));
    CHECK_INT(dem_cp_index_build(&arena, DEM_S("ascii"), &index), DEM_OK);
    CHECK(index.before == NULL);
    CHECK_INT(dem_cp_index_at(&index, 3), 3);
    dem_arena_release(&arena);
}
