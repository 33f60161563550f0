#include "coded.h"

/* The first time of a text: "value from..to" and what it is marked with; "none" if there is none. */
static void form_is(int line, const char *published, const char *text, const char *want)
{
    coded c;
    char got[160] = "none", from[11], to[11];
    coded_run(&c, published, text);
    if (c.doc.times.len) {
        const dem_time *t = &c.doc.times.at[0];
        dem_date_write(t->from, from);
        dem_date_write(t->to, to);
        snprintf(got, sizeof got, "%.*s %s..%s%s%s", (int)t->value.len, t->value.data, from, to, t->since ? " since" : "", t->until ? " until" : "");
    }
    if (strcmp(got, want) != 0)
        dem_test_fail(__FILE__, line, "'%s': '%s', not '%s'", text, got, want);
    coded_release(&c);
}

#define FRIDAY "2024-04-05"
#define FORM(text, want) form_is(__LINE__, FRIDAY, text, want)
#define FORM_AT(published, text, want) form_is(__LINE__, published, text, want)

TEST(form_stretches)
{
    FORM("Fighting went on between 2014 and 2018.", "2014/2018 2014-01-01..2018-12-31");
    FORM("The talks ran from May 3 to May 5.", "2023-05-03/2023-05-05 2023-05-03..2023-05-05");
    FORM("They met on 3-5 May 2023.", "2023-05-03/2023-05-05 2023-05-03..2023-05-05");
    FORM("They met on May 3-5, 2023.", "2023-05-03/2023-05-05 2023-05-03..2023-05-05");
    FORM("They met between 3 and 5 May 2023.", "2023-05-03/2023-05-05 2023-05-03..2023-05-05");
    FORM("They met from 30 April to 2 May 2023.", "2023-04-30/2023-05-02 2023-04-30..2023-05-02");
    FORM("Shelling was heavy in the night from Wednesday to Thursday.", "2024-04-03/2024-04-04 2024-04-03..2024-04-04");
    FORM("The dam was built in 1939-45.", "1939/1945 1939-01-01..1945-12-31");
    FORM("The vote was postponed from May 4 to May 10.", "2023-05-04 2023-05-04..2023-05-04");
}

TEST(form_clauses_that_look_ahead)
{
    FORM("On Monday the ministers will meet in Lima.", "2024-04-08 2024-04-08..2024-04-08");
    FORM("On Monday the ministers met in Lima.", "2024-04-01 2024-04-01..2024-04-01");
    FORM("Talks are scheduled for Tuesday.", "2024-04-09 2024-04-09..2024-04-09");
    FORM("Ministers to meet on Monday.", "2024-04-08 2024-04-08..2024-04-08");
    FORM("They agreed to send troops on Monday.", "2024-04-08 2024-04-08..2024-04-08");
    FORM("They agreed on Monday to send troops.", "2024-04-01 2024-04-01..2024-04-01");
    FORM("He was forced to resign on Monday.", "2024-04-01 2024-04-01..2024-04-01");
    FORM("The ministers could have met on Tuesday.", "2024-04-02 2024-04-02..2024-04-02");
    FORM("The minister will visit in July.", "2024-07 2024-07-01..2024-07-31");
    FORM("The minister visited in July.", "2023-07 2023-07-01..2023-07-31");
    FORM_AT("2024-01-03", "The talks are planned for December.", "2024-12 2024-12-01..2024-12-31");
    FORM("The vote will take place in two weeks.", "2024-04-19 2024-04-19..2024-04-19");
    FORM("They must leave within 30 days.", "P30D 2024-04-05..2024-05-05 until");
}

TEST(form_units_around_the_publication)
{
    FORM("It rained earlier this week.", "2024-W14 2024-04-01..2024-04-05");
    FORM("They will vote later this year.", "2024 2024-04-05..2024-12-31");
    FORM("They will leave by the end of the year.", "2024 2024-09-01..2024-12-31 until");
    FORM("The law takes effect at the start of next month.", "2024-05 2024-05-01..2024-05-10");
    FORM("Clashes broke out over the weekend.", "2024-W13-WE 2024-03-30..2024-03-31");
    FORM("They met in April last year.", "2023-04 2023-04-01..2023-04-30");
    FORM("They met on Thursday last week.", "2024-03-28 2024-03-28..2024-03-28");
    FORM("They will meet on Monday of next week.", "2024-04-08 2024-04-08..2024-04-08");
    FORM("It happened in the past two weeks.", "P2W 2024-03-22..2024-04-05");
    FORM("It will cost more over the next five years.", "P5Y 2024-04-05..2029-04-05");
    FORM("Prices rose in the first quarter of 2024.", "2024-Q1 2024-01-01..2024-03-31");
    FORM("It was hot in the last week of July 2023.", "2023-07-25 2023-07-25..2023-07-31");
    FORM("He left the day before yesterday.", "2024-04-03 2024-04-03..2024-04-03");
    FORM("Raids went on overnight.", "2024-04-04TNI 2024-04-04..2024-04-05");
    FORM("Raids went on last night.", "2024-04-04TNI 2024-04-04..2024-04-04");
    FORM("The blast was at 5 p.m. on Thursday.", "2024-04-04 2024-04-04..2024-04-04");
}

TEST(form_seasons)
{
    FORM("They will attack in the spring.", "2024-SP 2024-03-01..2024-05-31");
    FORM("They will vote in the autumn.", "2024-FA 2024-09-01..2024-11-30");
    FORM("They fought last winter.", "2023-WI 2023-12-01..2024-02-29");
    FORM("They fought last summer.", "2023-SU 2023-06-01..2023-08-31");
    FORM("They fought in the winter of 2022.", "2022-WI 2022-12-01..2023-02-28");
    FORM("Protests came with the fall of the city.", "none");
}

TEST(form_open_and_vague)
{
    FORM("Two weeks later he resigned.", " ..");
    FORM("The following day he resigned.", " ..");
    FORM("He resigned years ago.", "PAST_REF ..");
    FORM("In recent months it rained.", "PAST_REF ..");
    FORM("They meet every Monday.", "XXXX-WXX-1 ..");
    FORM("Fighting went on for years.", "PXY ..");
    FORM("The city has been quiet after 2016.", "2016 2016-01-01..2024-04-05 since");
}

TEST(form_homonyms)
{
    FORM("May spoke to the press.", "none");
    FORM("Sun Li sat down.", "none");
    FORM("A 32-year-old man spoke.", "none");
    FORM("In May 12 people spoke.", "2023-05 2023-05-01..2023-05-31");
    FORM("The 2008 summit ended.", "2008 2008-01-01..2008-12-31");
    FORM("The sale brought $12 in December.", "2023-12 2023-12-01..2023-12-31");
}

TEST(form_edges_of_the_calendar_do_no_harm)
{
    static const char *const texts[] = {"It ends in 99999 centuries and began 99999999999 years ago.", "The next 9999999 decades and the past 9999999 centuries.",
                                        "From 31 February to 0 March, on 99/99/9999 and 00:99 on Monday.", "mid- mid-x mid-0000 mid-9990s early late end of the",
                                        "between and from to since until by the", "last next this past coming every each", "Q9 2024 first half of the second quarter of"};
    static const char *const published[] = {"0001-01-01", "9999-12-31", "2024-02-29", "2024", NULL};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++)
        for (ptrdiff_t k = 0; k < DEM_COUNT(published); k++) {
            coded c;
            coded_run(&c, published[k], texts[i]);
            for (ptrdiff_t t = 0; t < c.doc.times.len; t++) {
                CHECK(c.doc.times.at[t].from.year == 0 || dem_date_valid(c.doc.times.at[t].from));
                CHECK(c.doc.times.at[t].to.year == 0 || dem_date_valid(c.doc.times.at[t].to));
            }
            coded_release(&c);
        }
}

/* The quantities of a text as "relation low..high unit", with "; " between. */
static void amounts_are(int line, const char *text, const char *want)
{
    static const char *const relations[] = {"=", ">", "<", "~", ">=", "<="};
    coded c;
    char got[300] = "";
    size_t n = 0;
    coded_run(&c, FRIDAY, text);
    for (ptrdiff_t i = 0; i < c.doc.quantities.len && n < sizeof got - 100; i++) {
        const dem_quantity *q = &c.doc.quantities.at[i];
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%s%lld", i ? "; " : "", relations[q->rel], (long long)q->low);
        if (q->high != q->low)
            n += (size_t)snprintf(got + n, sizeof got - n, "..%lld", (long long)q->high);
        n += (size_t)snprintf(got + n, sizeof got - n, " %.*s", (int)q->unit.len, q->unit.data);
    }
    if (strcmp(got, want) != 0)
        dem_test_fail(__FILE__, line, "'%s': '%s', not '%s'", text, got, want);
    coded_release(&c);
}

#define AMOUNTS(text, want) amounts_are(__LINE__, text, want)

TEST(form_figures)
{
    AMOUNTS("Three hundred and fifty soldiers fled.", "=350000 person");
    AMOUNTS("Half a million voters stayed away.", "=500000000 person");
    AMOUNTS("Several hundred soldiers fled.", "~300000..900000 person");
    AMOUNTS("Peru sent 1 300 tanks worth 200.000 euros.", "=1300000 tank; =200000000 EUR");
    AMOUNTS("Peru owes US$5m and A$3.5bn.", "=5000000000 USD; =3500000000000 AUD");
    AMOUNTS("Peru took a 40-million-euro loan.", "=40000000000 EUR");
    AMOUNTS("Peru owes $20-30 million.", "=20000000000..30000000000 USD");
    AMOUNTS("Peru owes between $2 million and $3 million.", "=2000000000..3000000000 USD");
    AMOUNTS("Peru lost 200 or more homes.", ">=200000 home");
    AMOUNTS("More than half of the voters stayed away.", ">50000 percent");
    AMOUNTS("One in five Kenyans stayed away.", "=20000 percent");
}

TEST(form_units)
{
    AMOUNTS("Taiwan pays NT$8 billion.", "=8000000000000 TWD");
    AMOUNTS("Mexico owes Mex$10 million.", "=10000000000 MXN");
    AMOUNTS("Canada owes CAD$3 million.", "=3000000000 CAD");
    AMOUNTS("A 10-foot wall fell.", "=10000 foot");
    AMOUNTS("They fired a 3-inch shell.", "=3000 inch");
    AMOUNTS("They left 200 gallons of oil.", "=200000 gallon");
}

TEST(form_counted)
{
    AMOUNTS("Peru sent 150 US special forces.", "=150000 person");
    AMOUNTS("Peru sent 5,000 Chilean and Kenyan troops.", "=5000000 person");
    AMOUNTS("Peru sent 14 Leopard 2 tanks and 40 F-16 jets.", "=14000 tank; =40000 aircraft");
    AMOUNTS("Peru sent 300 long-range surface-to-air missiles.", "=300000 missile");
    AMOUNTS("Five Chinese were killed.", "=5000 person");
    AMOUNTS("The blast killed 12 and wounded 30 others.", "=12000 ; =30000 person");
}

TEST(form_numbers_that_count_nothing)
{
    AMOUNTS("A man, 42, spoke in room 12.", "");
    AMOUNTS("Fighting went on between 2014 and 2018.", "");
    AMOUNTS("The 27-nation bloc has a 10-point plan.", "");
    AMOUNTS("The team won 3-1 and lost 12 to 3.", "");
    AMOUNTS("Resolution 1701 and Article 5 were cited.", "");
    AMOUNTS("Call 0171 555 3200.", "");
}

TEST(form_parts_in_a_row)
{
    coded c;
    coded_run(&c, FRIDAY, "Canada gave $61 billion, of which $14 billion is for arms and $9 billion for loans.");
    CHECK_INT(c.doc.quantities.len, 3);
    CHECK(c.doc.quantities.len == 3 && c.doc.quantities.at[1].part_of == 0 && c.doc.quantities.at[2].part_of == 0);
    coded_release(&c);
}
