#include "coded.h"

/* Every time of a text, "value from..to", one date where both are the same, with ", " between. */
static void story_is(int line, const char *published, const char *text, const char *want)
{
    coded c;
    char got[400] = "";
    size_t n = 0;
    coded_run(&c, published, text);
    for (ptrdiff_t i = 0; i < c.doc.times.len && n < sizeof got - 100; i++) {
        const dem_time *t = &c.doc.times.at[i];
        char from[11], to[11];
        dem_date_write(t->from, from);
        dem_date_write(t->to, to);
        bool range = strcmp(from, to) != 0;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s %s%s%s%s%s", i ? ", " : "", (int)t->value.len, t->value.data, from, range ? ".." : "", range ? to : "",
                              t->since ? " since" : "", t->until ? " until" : "");
    }
    if (strcmp(got, want) != 0)
        dem_test_fail(__FILE__, line, "'%s': '%s', not '%s'", text, got, want);
    coded_release(&c);
}

#define STORY(text, want) story_is(__LINE__, NULL, text, want)
#define REPORT(text, want) story_is(__LINE__, "2024-04-05", text, want)

TEST(story_months_lean_on_the_year_told_last)
{
    STORY("The siege began on 3 May 1915. In August the fort fell.", "1915-05-03 1915-05-03, 1915-08 1915-08-01..1915-08-31");
    STORY("In 1848 Vienna rose. On 6 October troops shelled the city.", "1848 1848-01-01..1848-12-31, 1848-10-06 1848-10-06");
    STORY("The king fled in December 1688. In January a new one was called.", "1688-12 1688-12-01..1688-12-31, 1689-01 1689-01-01..1689-01-31");
    STORY("In March troops took Lima.", " ");
    STORY("The war ended in 1999. On Thursday police held three men. In March two others were held.", "1999 1999-01-01..1999-12-31,  ,  ");
    STORY("The war ended in 1999. The ministers will meet in March.", "1999 1999-01-01..1999-12-31,  ");
    REPORT("The war ended in 1999. In March police held three men.", "1999 1999-01-01..1999-12-31, 2024-03 2024-03-01..2024-03-31");
}

TEST(story_units_lean_on_what_was_told_last)
{
    STORY("The king died on 3 May 1915. That day shops were shut.", "1915-05-03 1915-05-03, 1915-05-03 1915-05-03");
    REPORT("Rebels took Goma on 28 January 2013. The following day they left.", "2013-01-28 2013-01-28, 2013-01-29 2013-01-29");
    REPORT("Rebels took Goma on 28 January 2013. The next month they left.", "2013-01-28 2013-01-28, 2013-02 2013-02-01..2013-02-28");
    STORY("A truce was signed in 1953. Later that year the troops went home.", "1953 1953-01-01..1953-12-31, 1953 1953-01-01..1953-12-31");
    STORY("The strike began on 3 May 1915. By the end of the month it was over.", "1915-05-03 1915-05-03, 1915-05 1915-05-21..1915-05-31 until");
    STORY("The treaty of May 1915 failed. The same year Peru left it, and the previous year Chile.",
          "1915-05 1915-05-01..1915-05-31, 1915 1915-01-01..1915-12-31, 1914 1914-01-01..1914-12-31");
    STORY("He was tried on 3 May 1915. That night he fled.", "1915-05-03 1915-05-03, 1915-05-03TNI 1915-05-03");
    STORY("He was tried on 3 May 1915. The following Thursday he fled.", "1915-05-03 1915-05-03, 1915-05-06 1915-05-06");
    STORY("He was tried in May 1915. That autumn he fled.", "1915-05 1915-05-01..1915-05-31, 1915-FA 1915-09-01..1915-11-30");
    STORY("The following day he fled.", " ");
}

TEST(story_counts_lean_on_what_was_told_last)
{
    STORY("The fort fell on 3 May 1915. Two weeks later it was retaken.", "1915-05-03 1915-05-03, 1915-05-17 1915-05-17");
    REPORT("He was jailed in 2009 and freed three years later.", "2009 2009-01-01..2009-12-31, 2012 2012-01-01..2012-12-31");
    REPORT("The bank closed in May 2019. Four months earlier it had been praised.", "2019-05 2019-05-01..2019-05-31, 2019-01 2019-01-01..2019-01-31");
    STORY("The pact was signed on 3 May 1915. The day before, Chile had left.", "1915-05-03 1915-05-03, 1915-05-02 1915-05-02");
    REPORT("Two days after the election he left.", " ");
    REPORT("A week later he left.", " ");
}

TEST(story_old_dates_are_forgotten_in_a_report)
{
    REPORT("He was jailed in 2009. He wrote. He read. He slept. He ate. Two years later he left.", "2009 2009-01-01..2009-12-31,  ");
    STORY("He was jailed in 2009. He wrote. He read. He slept. He ate. Two years later he left.", "2009 2009-01-01..2009-12-31, 2011 2011-01-01..2011-12-31");
    REPORT("The 2008 summit failed. Two years later he left.", "2008 2008-01-01..2008-12-31,  ");
}

TEST(story_before_christ_has_values_only)
{
    STORY("The city fell in 146 BC and was rebuilt.", "BC0146 ");
    STORY("They sailed in September 480 BC. In October they landed.", "BC0480-09 , BC0480-10 ");
    STORY("They sailed in the spring of 431 B.C. and lost.", "BC0431-SP ");
    STORY("Coins of the 4th century BC were found.", "BC03 ");
}

TEST(form_counted_from_a_date)
{
    REPORT("He left two weeks before May 13, 1999.", "1999-04-29 1999-04-29");
    REPORT("The vote came three days after 12 January 2023.", "2023-01-15 2023-01-15");
    REPORT("The truce ends two months after July 2023.", "2023-09 2023-09-01..2023-09-30");
    REPORT("The year before 2015 was calm.", "2014 2014-01-01..2014-12-31");
}

TEST(form_one_of_the_units_of_a_whole)
{
    REPORT("They will meet on the first Monday of May.", "2024-05-06 2024-05-06");
    REPORT("They met on the last day of 2023.", "2023-12-31 2023-12-31");
    REPORT("They will meet on the 15th of next month.", "2024-05-15 2024-05-15");
    REPORT("They met on the twenty-first day of March 2023.", "2023-03-21 2023-03-21");
    REPORT("Exports fell in the first six months of 2021.", "2021-01/2021-06 2021-01-01..2021-06-30");
    REPORT("Exports fell in the last two weeks of July 2021.", "2021-07-18 2021-07-18..2021-07-31");
    REPORT("Exports fell in the third month of 2021.", "2021-03 2021-03-01..2021-03-31");
    REPORT("On the second and last day of the summit they agreed.", "");
}

TEST(form_years_that_stand_alone)
{
    REPORT("1987 saw a wave of strikes.", "1987 1987-01-01..1987-12-31");
    REPORT("The 1972 presidential election was lost.", "1972 1972-01-01..1972-12-31");
    REPORT("The 1784 Treaty of Mangalore ended it.", "1784 1784-01-01..1784-12-31");
    REPORT("The eastern front, 1861-1865, was long.", "1861/1865 1861-01-01..1865-12-31");
    REPORT("Peru sent 1500-2000 soldiers.", "");
    REPORT("Exports rose in Q2 2023 and 2023 H2.", "2023-Q2 2023-04-01..2023-06-30, 2023-H2 2023-07-01..2023-12-31");
    REPORT("Exports rose in the first quarter.", "2024-Q1 2024-01-01..2024-03-31");
    REPORT("A nineteenth-century fort burnt.", "18 1801-01-01..1900-12-31");
}

TEST(form_months_that_share_a_year)
{
    REPORT("In April and June 2019 they met.", "2019-04 2019-04-01..2019-04-30, 2019-06 2019-06-01..2019-06-30");
    REPORT("It rained from Nov-Feb 2017.", "2016-11/2017-02 2016-11-01..2017-02-28");
    REPORT("Talks were held between 30 December and 2 January 2020.", "2019-12-30/2020-01-02 2019-12-30..2020-01-02");
}

TEST(form_limits)
{
    REPORT("They must leave no later than 1 June 2024.", "2024-06-01 2024-06-01 until");
    REPORT("The rule holds for cars built in 2018 or later.", "2018 2018-01-01..2024-04-05 since");
    REPORT("It has been quiet after the 2016 political crisis.", "2016 2016-01-01..2016-12-31");
}

TEST(form_parts_of_a_day)
{
    REPORT("He fled in the night of 8 February 2023.", "2023-02-08TNI 2023-02-08");
    REPORT("He fled on the morning of April 2.", "2024-04-02TMO 2024-04-02");
    REPORT("He fled on Thursday in the evening.", "2024-04-04TEV 2024-04-04");
}

TEST(form_how_often)
{
    REPORT("They meet every two weeks.", "P2W ");
    REPORT("They meet every other Friday.", "XXXX-WXX-5 ");
    REPORT("Shells fall daily.", "P1D ");
    REPORT("The Daily Record reported it.", "");
}

TEST(form_holidays)
{
    REPORT("He was freed on Christmas Eve.", "2023-12-24 2023-12-24");
    REPORT("He was freed on Christmas Day 2019.", "2019-12-25 2019-12-25");
    REPORT("He was freed on New Year's Eve.", "2023-12-31 2023-12-31");
}

TEST(form_durations_with_more_words)
{
    REPORT("They marched for two full days.", "P2D ");
    REPORT("He stayed another year.", "P1Y ");
    REPORT("It is the worst flood in a decade.", "P10Y ");
    REPORT("It pays 5 euros a day.", "");
}
