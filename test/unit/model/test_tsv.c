#include "model/tsv.h"
#include "test.h"

TEST(tsv_reads_rows_and_skips_comments)
{
    dem_tsv t;
    dem_error err;
    bool more;
    dem_str text = DEM_S("# what it is\nname\tsource\r\n\n a \town\n#x\nb\t\n");
    CHECK_INT(dem_tsv_open("t.tsv", text, "name source", &t, &err), DEM_OK);
    CHECK_INT(dem_tsv_next(&t, &more, &err), DEM_OK);
    CHECK(more && t.line == 4);
    CHECK_STR(t.cell[0], "a");
    CHECK_STR(t.cell[1], "own");
    CHECK_INT(dem_tsv_next(&t, &more, &err), DEM_OK);
    CHECK(more && t.line == 6);
    CHECK_STR(t.cell[1], "");
    CHECK_INT(dem_tsv_next(&t, &more, &err), DEM_OK);
    CHECK(!more);
}

TEST(tsv_says_file_line_and_reason)
{
    dem_tsv t;
    dem_error err;
    bool more;
    CHECK_INT(dem_tsv_open("t.tsv", DEM_S("name\tsauce\n"), "name source", &t, &err), DEM_BAD_TABLE);
    CHECK(strstr(err.message, "t.tsv:1: column 2 is 'sauce'") != NULL);
    CHECK_INT(dem_tsv_open("t.tsv", DEM_S(""), "name source", &t, &err), DEM_BAD_TABLE);
    CHECK_INT(dem_tsv_open("t.tsv", DEM_S("name\tsource\tmore\n"), "name source", &t, &err), DEM_BAD_TABLE);
    CHECK_INT(dem_tsv_open("t.tsv", DEM_S("name\tsource\na\tb\n\xff\tb\n"), "name source", &t, &err), DEM_BAD_TABLE);
    CHECK_INT(err.line, 3);
    CHECK_INT(dem_tsv_open("t.tsv", DEM_S("name\tsource\na\n"), "name source", &t, &err), DEM_OK);
    CHECK_INT(dem_tsv_next(&t, &more, &err), DEM_BAD_TABLE);
    CHECK(err.line == 2 && strstr(err.message, "1 cells, and there should be 2"));
}
