#include "test.h"

TEST(str_next_splits_at_separator)
{
    dem_str rest = DEM_S("a||bc");
    CHECK_STR(dem_str_next(&rest, '|'), "a");
    CHECK_STR(dem_str_next(&rest, '|'), "");
    CHECK_STR(dem_str_next(&rest, '|'), "bc");
    CHECK_INT(rest.len, 0);
}

TEST(str_trim_keeps_inner_space)
{
    CHECK_STR(dem_str_trim(DEM_S(" \t a b\r\n")), "a b");
    CHECK_STR(dem_str_trim(DEM_S("  ")), "");
}

TEST(str_int_knows_its_range)
{
    int64_t v;
    CHECK(dem_str_int(DEM_S("-9223372036854775808"), &v) && v == INT64_MIN);
    CHECK(dem_str_int(DEM_S("9223372036854775807"), &v) && v == INT64_MAX);
    CHECK(!dem_str_int(DEM_S("9223372036854775808"), &v));
    CHECK(!dem_str_int(DEM_S("-9223372036854775809"), &v));
    CHECK(!dem_str_int(DEM_S("99999999999999999999999"), &v));
    CHECK(!dem_str_int(DEM_S(""), &v));
    CHECK(!dem_str_int(DEM_S("-"), &v));
    CHECK(!dem_str_int(DEM_S("12a"), &v));
}

TEST(str_cmp_orders_by_bytes)
{
    CHECK_INT(dem_str_cmp(DEM_S("a"), DEM_S("b")), -1);
    CHECK_INT(dem_str_cmp(DEM_S("ab"), DEM_S("a")), 1);
    CHECK_INT(dem_str_cmp(DEM_S(""), (dem_str){NULL, 0}), 0);
    CHECK(dem_str_starts(DEM_S("demarche"), DEM_S("dem")) && !dem_str_starts(DEM_S("de"), DEM_S("dem")));
    CHECK(dem_str_ends(DEM_S("kb.dem"), DEM_S(".dem")) && !dem_str_ends(DEM_S("dem"), DEM_S(".dem")));
}

TEST(fail_cuts_long_messages_between_characters)
{
    dem_error err;
    char text[300];
    for (int i = 0; i + 1 < 298; i += 2)
        memcpy(text + i, "\xc3\xa9", 2); /* é */
    text[298] = '\0';
    CHECK_INT(dem_fail(&err, DEM_IO, 7, "%s\n", text), DEM_IO);
    CHECK_INT(err.offset, 7);
    CHECK_INT((long long)strlen(err.message), 254); /* 255 would split a character */
    CHECK_INT(dem_fail(NULL, DEM_LIMIT, 0, "nobody listens"), DEM_LIMIT);
    CHECK_INT(dem_fail(&err, DEM_IO, -1, "a\nb"), DEM_IO);
    CHECK(strcmp(err.message, "a b") == 0);
}
