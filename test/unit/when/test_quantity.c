#include "coded.h"

/* Every quantity of a text, each as "words | relation low..high unit/kind | rest", in thousandths, one figure where both are the same. */
static void write_quantities(const coded *c, char *out, size_t size)
{
    static const char *const relations[] = {"=", ">", "<", "~", ">=", "<="};
    size_t n = 0;
    out[0] = 0;
    for (ptrdiff_t i = 0; i < c->doc.quantities.len && n < size; i++) {
        const dem_quantity *q = &c->doc.quantities.at[i];
        dem_str words = dem_doc_slice(&c->doc, c->doc.sentences.at[q->sentence].field, q->span);
        n += (size_t)snprintf(out + n, size - n, "%s%.*s | %s%lld", i ? "; " : "", (int)words.len, words.data, relations[q->rel], (long long)q->low);
        if (q->high != q->low && n < size)
            n += (size_t)snprintf(out + n, size - n, "..%lld", (long long)q->high);
        if (n < size)
            n += (size_t)snprintf(out + n, size - n, " %.*s/%.*s |", (int)q->unit.len, q->unit.data, (int)q->unit_kind.len, q->unit_kind.data);
        if (q->per.len && n < size)
            n += (size_t)snprintf(out + n, size - n, " per %.*s", (int)q->per.len, q->per.data);
        if (q->period.len && n < size)
            n += (size_t)snprintf(out + n, size - n, " over %.*s", (int)q->period.len, q->period.data);
        if (q->part_of >= 0 && n < size)
            n += (size_t)snprintf(out + n, size - n, " part of %d", q->part_of);
    }
}

static void quantities_are(int line, const char *text, const char *want)
{
    coded c;
    char got[600];
    coded_run(&c, "2024-04-04", text);
    write_quantities(&c, got, sizeof got);
    if (strcmp(got, want) != 0)
        dem_test_fail(__FILE__, line, "'%s': '%s', not '%s'", text, got, want);
    coded_release(&c);
}

#define QUANTITIES(text, want) quantities_are(__LINE__, text, want)

TEST(quantity_money)
{
    QUANTITIES("Japan gave $40.", "$40 | =40000 USD/currency |");
    QUANTITIES("Japan gave $2.5 billion.", "$2.5 billion | =2500000000000 USD/currency |");
    QUANTITIES("Japan gave more than $2.5 billion.", "more than $2.5 billion | >2500000000000 USD/currency |");
    QUANTITIES("Japan gave 350,000 euros.", "350,000 euros | =350000000 EUR/currency |");
    QUANTITIES("Japan gave €3.25 million.", "€3.25 million | =3250000000 EUR/currency |");
    QUANTITIES("Japan gave a million dollars.", "a million dollars | =1000000000 USD/currency |");
    QUANTITIES("Japan gave £5m.", "£5m | =5000000000 GBP/currency |");
}

TEST(quantity_relations)
{
    QUANTITIES("At least 12 soldiers fled.", "At least 12 soldiers | >=12000 person/people |");
    QUANTITIES("Up to 12 soldiers fled.", "Up to 12 soldiers | <=12000 person/people |");
    QUANTITIES("Nearly 12 soldiers fled.", "Nearly 12 soldiers | <12000 person/people |");
    QUANTITIES("About 12 soldiers fled.", "About 12 soldiers | ~12000 person/people |");
    QUANTITIES("Some 12 soldiers fled.", "Some 12 soldiers | ~12000 person/people |");
    QUANTITIES("Fewer than 12 soldiers fled.", "Fewer than 12 soldiers | <12000 person/people |");
    QUANTITIES("Over 12 soldiers fled.", "Over 12 soldiers | >12000 person/people |");
}

TEST(quantity_ranges)
{
    QUANTITIES("Between 20 and 30 soldiers fled.", "Between 20 and 30 soldiers | =20000..30000 person/people |");
    QUANTITIES("They sent 20 to 30 tanks.", "20 to 30 tanks | =20000..30000 tank/weapon |");
    QUANTITIES("Dozens of soldiers fled.", "Dozens of soldiers | ~24000..99000 person/people |");
    QUANTITIES("Hundreds of refugees arrived.", "Hundreds of refugees | ~200000..999000 person/people |");
    QUANTITIES("Thousands of protesters marched.", "Thousands of protesters | ~2000000..9999000 person/people |");
}

TEST(quantity_the_value_of_a_range_is_its_middle)
{
    coded c;
    coded_run(&c, NULL, "Between 20 and 30 soldiers fled.");
    CHECK_INT(c.doc.quantities.len, 1);
    CHECK(c.doc.quantities.len == 1 && c.doc.quantities.at[0].value == 25000);
    coded_release(&c);
}

TEST(quantity_words_and_scales)
{
    QUANTITIES("Three soldiers fled.", "Three soldiers | =3000 person/people |");
    QUANTITIES("Twenty-five soldiers fled.", "Twenty-five soldiers | =25000 person/people |");
    QUANTITIES("Two thousand soldiers fled.", "Two thousand soldiers | =2000000 person/people |");
    QUANTITIES("A hundred soldiers fled.", "A hundred soldiers | =100000 person/people |");
}

TEST(quantity_counted_things)
{
    QUANTITIES("Poland sent 14 modern tanks.", "14 modern tanks | =14000 tank/weapon |");
    QUANTITIES("Prices rose 12 percent.", "12 percent | =12000 percent/share |");
    QUANTITIES("Prices rose by 3.5%.", "3.5% | =3500 percent/share |");
    QUANTITIES("Prices rose 12 per cent.", "12 per cent | =12000 percent/share |");
    QUANTITIES("They planted 40 lemons.", "40 lemons | =40000 lemon/ |");
}

TEST(quantity_rates_and_periods)
{
    QUANTITIES("Japan pays $40 million per month.", "$40 million | =40000000000 USD/currency | per month");
    QUANTITIES("Japan pays $40 million a year.", "$40 million | =40000000000 USD/currency | per year");
    QUANTITIES("Japan will give 100 billion euros over five years.", "100 billion euros | =100000000000000 EUR/currency | over P5Y");
    QUANTITIES("Japan gave 100 euros in five years.", "100 euros | =100000 EUR/currency |");
}

TEST(quantity_parts_name_their_whole)
{
    QUANTITIES("Canada gave $9 billion, including $2 billion for arms.",
               "$9 billion | =9000000000000 USD/currency |; $2 billion | =2000000000000 USD/currency | part of 0");
    QUANTITIES("Canada gave $9 billion, including 14 tanks.", "$9 billion | =9000000000000 USD/currency |; 14 tanks | =14000 tank/weapon |");
    QUANTITIES("Canada gave $2 billion, including $9 billion for arms.",
               "$2 billion | =2000000000000 USD/currency |; $9 billion | =9000000000000 USD/currency |");
    QUANTITIES("Canada gave $9 billion. It lent $2 billion.", "$9 billion | =9000000000000 USD/currency |; $2 billion | =2000000000000 USD/currency |");
}

TEST(quantity_sums_are_marked)
{
    coded c;
    coded_run(&c, "2024-04-04", "Japan has given $9 billion since 2022.");
    CHECK_INT(c.doc.quantities.len, 1);
    CHECK(c.doc.quantities.len == 1 && c.doc.quantities.at[0].cumulative);
    coded_release(&c);
    coded_run(&c, "2024-04-04", "Japan gave $9 billion.");
    CHECK_INT(c.doc.quantities.len, 1);
    CHECK(c.doc.quantities.len == 1 && !c.doc.quantities.at[0].cumulative);
    coded_release(&c);
}

TEST(quantity_figures_that_count_nothing)
{
    QUANTITIES("They met at 5 p.m. in Lima.", "");
    QUANTITIES("The Group of Seven met.", "");
    QUANTITIES("The 32-year-old envoy left.", "");
    QUANTITIES("The envoy, aged 32, left.", "");
    QUANTITIES("They cited Article 5.", "");
    QUANTITIES("The siege lasted five years.", "");
    QUANTITIES("They met on 4 April 2024.", "");
    QUANTITIES("They met in 2019.", "");
    QUANTITIES("They met three days ago.", "");
}

TEST(quantity_absurd_figures_saturate)
{
    static const char *const texts[] = {"It cost $999999999999999999999999999999.", "It cost $9 trillion trillion trillion.",
                                        "It cost 99999999999999999999 trillion trillion euros.", "They lost between 1 and 99999999999999999999999 men."};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++) {
        coded c;
        coded_run(&c, NULL, texts[i]);
        CHECK_INT(c.doc.quantities.len, 1);
        for (ptrdiff_t k = 0; k < c.doc.quantities.len; k++) {
            const dem_quantity *q = &c.doc.quantities.at[k];
            CHECK_INT(q->high, INT64_C(9000000000000000));
            CHECK(q->low > 0 && q->low <= q->value && q->value <= q->high);
        }
        coded_release(&c);
    }
}

TEST(quantity_no_token_is_also_in_a_time)
{
    coded c;
    coded_run(&c, "2024-04-04", "In 2022, 30 soldiers and 14 tanks crossed in three days; on 4 April $5 million followed.");
    CHECK_INT(c.doc.quantities.len, 3);
    CHECK_INT(c.doc.times.len, 3);
    for (ptrdiff_t i = 0; i < c.doc.quantities.len; i++)
        for (ptrdiff_t k = 0; k < c.doc.times.len; k++)
            CHECK(c.doc.quantities.at[i].end <= c.doc.times.at[k].first || c.doc.times.at[k].end <= c.doc.quantities.at[i].first);
    coded_release(&c);
}
