#include "coded.h"

/* Every time of a text, each as "words | value | from..to | flags", one date where both are the same. */
static void write_times(const coded *c, char *out, size_t size)
{
    size_t n = 0;
    out[0] = 0;
    for (ptrdiff_t i = 0; i < c->doc.times.len && n < size; i++) {
        const dem_time *t = &c->doc.times.at[i];
        dem_str words = dem_doc_slice(&c->doc, c->doc.sentences.at[t->sentence].field, t->span);
        char from[11] = "", to[11] = "";
        dem_date_write(t->from, from);
        dem_date_write(t->to, to);
        bool range = strcmp(from, to) != 0;
        n += (size_t)snprintf(out + n, size - n, "%s%.*s | %.*s | %s%s%s |%s%s%s%s", n ? "; " : "", (int)words.len, words.data, (int)t->value.len,
                              t->value.data, from, range ? ".." : "", range ? to : "", t->type == DEM_TIME_DURATION ? " lasts" : "",
                              t->relative ? " relative" : "", t->since ? " since" : "", t->until ? " until" : "");
    }
}

static void times_are(int line, const char *published, const char *text, const char *want)
{
    coded c;
    char got[500];
    coded_run(&c, published, text);
    write_times(&c, got, sizeof got);
    if (strcmp(got, want) != 0)
        dem_test_fail(__FILE__, line, "'%s': '%s', not '%s'", text, got, want);
    coded_release(&c);
}

#define THURSDAY "2024-04-04"
#define TIMES(published, text, want) times_are(__LINE__, published, text, want)

TEST(time_absolute_dates_need_no_publication)
{
    static const char *const published[] = {NULL, THURSDAY, "2024"};
    for (int i = 0; i < 3; i++) {
        TIMES(published[i], "The treaty was signed on 4 April 1949.", "4 April 1949 | 1949-04-04 | 1949-04-04 |");
        TIMES(published[i], "The treaty was signed on April 4, 1949, in Lima.", "April 4, 1949 | 1949-04-04 | 1949-04-04 |");
        TIMES(published[i], "The treaty was signed on the 4th of April 1949.", "4th of April 1949 | 1949-04-04 | 1949-04-04 |");
        TIMES(published[i], "The treaty was signed on 1949-04-04.", "1949-04-04 | 1949-04-04 | 1949-04-04 |");
        TIMES(published[i], "The treaty was signed in February 2024.", "February 2024 | 2024-02 | 2024-02-01..2024-02-29 |");
        TIMES(published[i], "The treaty was signed in 1949.", "1949 | 1949 | 1949-01-01..1949-12-31 |");
        TIMES(published[i], "Trade grew in the 1990s.", "1990s | 199 | 1990-01-01..1999-12-31 |");
    }
}

TEST(time_figures_are_read_only_where_day_and_month_are_sure)
{
    TIMES(NULL, "The envoy left on 20/04/2023.", "20/04/2023 | 2023-04-20 | 2023-04-20 |");
    TIMES(NULL, "The envoy left on 04/20/2023.", "04/20/2023 | 2023-04-20 | 2023-04-20 |");
    TIMES(NULL, "The envoy left on 05/05/2023.", "05/05/2023 | 2023-05-05 | 2023-05-05 |");
    TIMES(THURSDAY, "The envoy left on 04/05/2023.", "");
    TIMES(NULL, "The envoy left on 04/05/2023.", "");
    TIMES(NULL, "The envoy left on 31/02/2023.", "");
    TIMES(NULL, "The envoy left on 99/99/2023.", "");
}

TEST(time_weekdays_are_the_last_or_the_next)
{
    TIMES(THURSDAY, "The ministers met on Thursday.", "Thursday | 2024-04-04 | 2024-04-04 | relative");
    TIMES(THURSDAY, "The ministers met on Wednesday.", "Wednesday | 2024-04-03 | 2024-04-03 | relative");
    TIMES(THURSDAY, "The ministers met on Friday.", "Friday | 2024-03-29 | 2024-03-29 | relative");
    TIMES(THURSDAY, "The ministers will meet on Friday.", "Friday | 2024-04-05 | 2024-04-05 | relative");
    TIMES(THURSDAY, "The ministers will meet on Wednesday.", "Wednesday | 2024-04-10 | 2024-04-10 | relative");
    TIMES(THURSDAY, "The ministers met last Thursday.", "last Thursday | 2024-03-28 | 2024-03-28 | relative");
    TIMES(THURSDAY, "The ministers will meet next Thursday.", "next Thursday | 2024-04-11 | 2024-04-11 | relative");
    TIMES(THURSDAY, "The ministers met on Monday morning.", "Monday morning | 2024-04-01TMO | 2024-04-01 | relative");
    TIMES("2024-01-02", "The ministers met on Sunday.", "Sunday | 2023-12-31 | 2023-12-31 | relative");
    TIMES("2024-03-01", "The ministers met on Thursday.", "Thursday | 2024-02-29 | 2024-02-29 | relative");
}

TEST(time_days_and_weeks_around_the_publication)
{
    TIMES(THURSDAY, "The ministers met yesterday.", "yesterday | 2024-04-03 | 2024-04-03 | relative");
    TIMES(THURSDAY, "The ministers will meet tomorrow.", "tomorrow | 2024-04-05 | 2024-04-05 | relative");
    TIMES(THURSDAY, "The ministers met last week.", "last week | 2024-W13 | 2024-03-25..2024-03-31 | relative");
    TIMES(THURSDAY, "The ministers met last month.", "last month | 2024-03 | 2024-03-01..2024-03-31 | relative");
    TIMES(THURSDAY, "The ministers will meet next year.", "next year | 2025 | 2025-01-01..2025-12-31 | relative");
    TIMES(THURSDAY, "The ministers met three days ago.", "three days ago | 2024-04-01 | 2024-04-01 | relative");
    TIMES(THURSDAY, "The ministers met two weeks ago.", "two weeks ago | 2024-03-21 | 2024-03-21 | relative");
    TIMES("2024-01-02", "The ministers met three days ago.", "three days ago | 2023-12-30 | 2023-12-30 | relative");
    TIMES(THURSDAY, "The ministers met ten years ago.", "ten years ago | 2014 | 2014-01-01..2014-12-31 | relative");
}

TEST(time_relative_dates_without_publication_stay_open)
{
    TIMES(NULL, "The ministers met on Thursday.", "Thursday |  |  | relative");
    TIMES(NULL, "The ministers met last Thursday.", "last Thursday |  |  | relative");
    TIMES(NULL, "The ministers met yesterday.", "yesterday |  |  | relative");
    TIMES(NULL, "The ministers met last week.", "last week |  |  | relative");
    TIMES(NULL, "The ministers met three days ago.", "three days ago |  |  | relative");
    TIMES(NULL, "The ministers met on 3 April.", "3 April |  |  | relative");
    TIMES("2024-04", "The ministers met on Thursday.", "Thursday |  |  | relative");
    TIMES("2024", "The ministers met last week.", "last week |  |  | relative");
    TIMES("2024", "The ministers met last year.", "last year | 2023 | 2023-01-01..2023-12-31 | relative");
}

TEST(time_a_date_without_year_is_the_nearest)
{
    TIMES(THURSDAY, "The ministers met on 3 April.", "3 April | 2024-04-03 | 2024-04-03 | relative");
    TIMES("2024-01-04", "The ministers met on December 29.", "December 29 | 2023-12-29 | 2023-12-29 | relative");
    TIMES("2024-01-04", "The ministers met in December.", "December | 2023-12 | 2023-12-01..2023-12-31 | relative");
    TIMES("2024-12-20", "The ministers will meet on January 8.", "January 8 | 2025-01-08 | 2025-01-08 | relative");
}

TEST(time_parts_of_a_period_are_thirds)
{
    TIMES(NULL, "Fighting began in late 2022.", "late 2022 | 2022 | 2022-09-01..2022-12-31 |");
    TIMES(NULL, "Fighting began in early 2022.", "early 2022 | 2022 | 2022-01-01..2022-04-30 |");
    TIMES(THURSDAY, "Fighting began in early March.", "early March | 2024-03 | 2024-03-01..2024-03-10 | relative");
    TIMES(NULL, "Fighting began in mid-July 2021.", "mid-July 2021 | 2021-07 | 2021-07-11..2021-07-20 |");
    TIMES(NULL, "Fighting began in early March.", "early March |  |  | relative");
}

TEST(time_since_and_by)
{
    TIMES(THURSDAY, "Peru has held the port since 2021.", "2021 | 2021 | 2021-01-01..2024-04-04 | since");
    TIMES(THURSDAY, "Peru has held the port since Monday.", "Monday | 2024-04-01 | 2024-04-01..2024-04-04 | relative since");
    TIMES(THURSDAY, "The troops must leave by 30 April 2024.", "30 April 2024 | 2024-04-30 | 2024-04-30 | until");
    TIMES(THURSDAY, "The troops will leave by Sunday.", "Sunday | 2024-04-07 | 2024-04-07 | relative until");
    TIMES(NULL, "The troops will leave by Sunday.", "Sunday |  |  | relative until");
}

TEST(time_durations)
{
    TIMES(NULL, "The siege lasted five years.", "five years | P5Y |  | lasts");
    TIMES(NULL, "The talks lasted 36 hours.", "36 hours | PT36H |  | lasts");
    TIMES(NULL, "They agreed on a 60-day truce.", "60-day | P60D |  | lasts");
    TIMES(NULL, "The war lasted two decades.", "two decades | P20Y |  | lasts");
    TIMES(NULL, "The talks lasted 45 minutes.", "45 minutes | PT45M |  | lasts");
}

TEST(time_words_that_are_no_time)
{
    TIMES(THURSDAY, "Peru may march on Lima.", "");
    TIMES(THURSDAY, "Protesters march through Lima.", "");
    TIMES(THURSDAY, "Peru sent 2000 soldiers.", "");
    TIMES(THURSDAY, "Prices fall in Lima.", "");
}

TEST(time_tokens_and_spans_agree)
{
    coded c;
    coded_run(&c, THURSDAY, "On 4 April 1949 they met, and last week they met again for three days.");
    CHECK_INT(c.doc.times.len, 3);
    int32_t end = 0;
    for (ptrdiff_t i = 0; i < c.doc.times.len; i++) {
        const dem_time *t = &c.doc.times.at[i];
        CHECK(t->first >= end && t->end > t->first);
        CHECK_INT(t->span.start, c.doc.tokens.at[t->first].span.start);
        CHECK_INT(t->span.end, c.doc.tokens.at[t->end - 1].span.end);
        end = t->end;
    }
    coded_release(&c);
}
