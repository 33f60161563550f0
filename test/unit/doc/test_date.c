#include "doc/doc.h"
#include "test.h"

TEST(date_days_go_round)
{
    CHECK_INT(dem_date_days((dem_date){1970, 1, 1}), 0);
    CHECK_INT(dem_date_days((dem_date){2000, 3, 1}), 11017);
    int wrong = 0;
    for (int32_t d = -719162; d <= 2932896; d += 7) {
        dem_date date = dem_date_from_days(d);
        wrong += !dem_date_valid(date) || dem_date_days(date) != d;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(dem_date_from_days(INT32_MAX).year, 0);
    CHECK_INT(dem_date_from_days(INT32_MIN).year, 0);
}

TEST(date_weekdays)
{
    CHECK_INT(dem_date_weekday((dem_date){2024, 4, 4}), 3);  /* a Thursday */
    CHECK_INT(dem_date_weekday((dem_date){1949, 4, 4}), 0);  /* a Monday */
    CHECK_INT(dem_date_weekday((dem_date){2000, 2, 29}), 1); /* a Tuesday */
}

TEST(date_parses_what_people_write)
{
    dem_date d;
    CHECK(dem_date_parse(DEM_S("2024-02-29"), &d) && d.day == 29);
    CHECK(dem_date_parse(DEM_S("20240404"), &d) && d.month == 4 && d.day == 4);
    CHECK(dem_date_parse(DEM_S("2024-04-04T10:00:00Z"), &d) && d.day == 4);
    CHECK(dem_date_parse(DEM_S("2024-04"), &d) && d.month == 4 && d.day == 0);
    CHECK(dem_date_parse(DEM_S("2024"), &d) && d.month == 0);
    CHECK(!dem_date_parse(DEM_S("2023-02-29"), &d));
    CHECK(!dem_date_parse(DEM_S("2024-00-10"), &d));
    CHECK(!dem_date_parse(DEM_S("2024-01-00"), &d));
    CHECK(!dem_date_parse(DEM_S("2024-13"), &d));
    CHECK(!dem_date_parse(DEM_S("0000-01-01"), &d));
    CHECK(!dem_date_parse(DEM_S("yesterday"), &d));
    CHECK(!dem_date_parse(DEM_S(""), &d));
    CHECK(!dem_date_parse(DEM_S("2024-1-1"), &d));
}

TEST(date_writes_as_precisely_as_known)
{
    char text[11];
    CHECK_INT(dem_date_write((dem_date){2024, 4, 4}, text), 10);
    CHECK(strcmp(text, "2024-04-04") == 0);
    CHECK_INT(dem_date_write((dem_date){2024, 4, 0}, text), 7);
    CHECK_INT(dem_date_write((dem_date){987, 0, 0}, text), 4);
    CHECK(strcmp(text, "0987") == 0);
    CHECK_INT(dem_date_write((dem_date){0}, text), 0);
    dem_date last = dem_date_last((dem_date){2024, 2, 0});
    CHECK_INT(last.day, 29);
    last = dem_date_last((dem_date){2023, 0, 0});
    CHECK(last.month == 12 && last.day == 31);
}
