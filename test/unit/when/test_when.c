#include "coded.h"

/* The first time of a text as "from..to". */
static void check_time(const char *published, const char *text, const char *want)
{
    coded c;
    char from[11], to[11], have[32] = "none";
    coded_run(&c, published, text);
    if (c.doc.times.len) {
        dem_date_write(c.doc.times.at[0].from, from);
        dem_date_write(c.doc.times.at[0].to, to);
        snprintf(have, sizeof have, "%s..%s", from, to);
    }
    if (strcmp(have, want) != 0)
        dem_test_fail(__FILE__, __LINE__, "'%s': %s, not %s", text, have, want);
    coded_release(&c);
}

TEST(when_absolute_dates)
{
    check_time(NULL, "It was signed on 4 April 1949.", "1949-04-04..1949-04-04");
    check_time(NULL, "It was signed on April 4, 1949.", "1949-04-04..1949-04-04");
    check_time(NULL, "It was signed in April 1949.", "1949-04-01..1949-04-30");
    check_time(NULL, "It was signed in 1949.", "1949-01-01..1949-12-31");
    check_time(NULL, "It was signed on 1949-04-04.", "1949-04-04..1949-04-04");
    check_time(NULL, "It was signed on 20/04/2023.", "2023-04-20..2023-04-20");
    check_time(NULL, "It was signed in the 1990s.", "1990-01-01..1999-12-31");
    check_time(NULL, "It was signed on 31 February 2023.", "..");
}

TEST(when_relative_dates_need_a_publication)
{
    check_time("2024-04-04", "They met on Thursday.", "2024-04-04..2024-04-04"); /* the day itself */
    check_time("2024-04-04", "They met on Friday.", "2024-03-29..2024-03-29");
    check_time("2024-04-04", "They will meet on Friday.", "2024-04-05..2024-04-05");
    check_time("2024-04-04", "They met last week.", "2024-03-25..2024-03-31");
    check_time("2024-04-04", "They met yesterday.", "2024-04-03..2024-04-03");
    check_time("2024-04-04", "They met three days ago.", "2024-04-01..2024-04-01");
    check_time("2024-01-04", "They met in December.", "2023-12-01..2023-12-31");
    check_time(NULL, "They met on Thursday.", "..");
    check_time(NULL, "They met last week.", "..");
}

TEST(when_parts_of_periods)
{
    check_time(NULL, "They met in late 2022.", "2022-09-01..2022-12-31");
    check_time(NULL, "They met in early 2022.", "2022-01-01..2022-04-30");
}

/* The first quantity of a text: value in thousandths, unit, relation. */
static void check_amount(const char *text, int64_t low, int64_t high, const char *unit, int rel)
{
    coded c;
    coded_run(&c, "2024-04-04", text);
    if (c.doc.quantities.len == 0) {
        dem_test_fail(__FILE__, __LINE__, "'%s': none", text);
    } else {
        const dem_quantity *q = &c.doc.quantities.at[0];
        if (q->low != low || q->high != high || q->rel != rel || !dem_str_eq(q->unit, dem_str_of(unit)))
            dem_test_fail(__FILE__, __LINE__, "'%s': %lld..%lld %.*s %d", text, (long long)q->low, (long long)q->high, (int)q->unit.len, q->unit.data, q->rel);
    }
    coded_release(&c);
}

TEST(when_amounts)
{
    check_amount("Japan gave more than $2.5 billion.", 2500000000000, 2500000000000, "USD", DEM_MORE);
    check_amount("Japan gave 100 billion euros.", 100000000000000, 100000000000000, "EUR", DEM_EQUAL);
    check_amount("At least three people died.", 3000, 3000, "person", DEM_AT_LEAST);
    check_amount("Some 350,000 people fled.", 350000000, 350000000, "person", DEM_ABOUT);
    check_amount("Poland sent 14 tanks.", 14000, 14000, "tank", DEM_EQUAL);
    check_amount("Prices rose 12 percent.", 12000, 12000, "percent", DEM_EQUAL);
    check_amount("Between 20 and 30 soldiers died.", 20000, 30000, "person", DEM_EQUAL);
    check_amount("Twenty-five soldiers died.", 25000, 25000, "person", DEM_EQUAL);
}

TEST(when_no_amounts)
{
    static const char *const texts[] = {"They met at 5 p.m. in Lima.", "The Group of Seven met.", "It took five years.", "They met on 4 April 2024."};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++) {
        coded c;
        coded_run(&c, NULL, texts[i]);
        if (c.doc.quantities.len)
            dem_test_fail(__FILE__, __LINE__, "'%s' has an amount", texts[i]);
        coded_release(&c);
    }
}

TEST(when_a_part_names_its_whole)
{
    coded c;
    coded_run(&c, NULL, "Canada gave $9 billion, including $2 billion for arms.");
    CHECK_INT(c.doc.quantities.len, 2);
    CHECK(c.doc.quantities.len == 2 && c.doc.quantities.at[1].part_of == 0 && c.doc.quantities.at[0].part_of == -1);
    coded_release(&c);
}

TEST(when_absurd_numbers_saturate)
{
    coded c;
    coded_run(&c, NULL, "It cost $999999999999999999999999999999 trillion trillion.");
    for (ptrdiff_t i = 0; i < c.doc.quantities.len; i++)
        CHECK(c.doc.quantities.at[i].high <= 9000000000000000 && c.doc.quantities.at[i].low >= 0);
    coded_release(&c);
}
