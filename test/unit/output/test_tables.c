#include "coded.h"
#include "output/output.h"

static dem_str written(const char *text, int what, dem_buf *out)
{
    coded c;
    coded_run(&c, "2024-04-04", text);
    dem_output_ids(&c.doc);
    dem_buf_init(out, NULL);
    if (what == 0)
        dem_output_csv(&c.doc, dem_test_kb(), out);
    else
        dem_output_table(&c.doc, dem_test_kb(), 60, what == 2, out);
    coded_release(&c);
    return (dem_str){out->data, out->len};
}

static bool contains(dem_str text, const char *words)
{
    dem_str w = dem_str_of(words);
    for (ptrdiff_t i = 0; i + w.len <= text.len; i++)
        if (memcmp(text.data + i, w.data, (size_t)w.len) == 0)
            return true;
    return false;
}

TEST(output_csv_quotes_and_defuses_cells)
{
    dem_buf out;
    CHECK(contains(written("Peru attacked Chile, a \"friend\" of Kenya.", 0, &out), "\"\"friend\"\""));
    dem_buf_release(&out);
    dem_str csv = written("-Peru attacked Chile.", 0, &out);
    CHECK(!contains(csv, ",-Peru"));
    dem_buf_release(&out);
}

TEST(output_table_keeps_the_terminal_clean)
{
    dem_buf out;
    dem_str table = written("Peru attacked \033[31mChile\x07.", 1, &out);
    CHECK(!contains(table, "\033") && !contains(table, "\x07"));
    dem_buf_release(&out);
    CHECK(contains(written("Peru attacked Chile.", 2, &out), "\033["));
    dem_buf_release(&out);
}
