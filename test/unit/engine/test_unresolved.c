#include "engine/fixture.h"

#include <stdio.h>
#include <unistd.h>

static const char reports[] =
    "{\"id\":\"a\",\"date\":\"2024-04-04\",\"text\":\"Kenyan foreign minister Gideon Okello met Wanza Tulo. Okello said that Wanza Tulo was right.\"}\n"
    "{\"id\":\"b\",\"date\":\"2024-04-01\",\"text\":\"Peru thanked Gideon  Okello. Kenya thanked Abdel-Wafi Moro.\"}\n"
    "{\"id\":\"c\",\"date\":\"2024-04-02\",\"text\":\"Peru thanked Abdel Wafi Moro. Chile thanked Abdel Wafi Moro. Chile thanked Olaf Scholz.\"}\n"
    "{\"id\":\"d\",\"text\":\"The police in Qosrabad said so. Troops died near Qosrabad. The troops left Qosrabad.\"}\n";

/* The reports in a file of their own, and what came of them. */
typedef struct {
    fixture f;
    char path[64];
    dem_buf out;
} names;

static bool names_open(names *n)
{
    *n = (names){.path = "/tmp/demarche-XXXXXX"};
    if (!fixture_open(&n->f, NULL))
        return false;
    dem_buf_init(&n->out, NULL);
    int file = mkstemp(n->path);
    CHECK(file >= 0 && write(file, reports, sizeof reports - 1) == (ssize_t)sizeof reports - 1);
    CHECK_INT(close(file), 0);
    return true;
}

static void names_close(names *n)
{
    (void)remove(n->path);
    dem_buf_release(&n->out);
    fixture_close(&n->f);
}

static dem_status list(names *n, dem_actor_table table, int64_t min, int threads)
{
    const char *const paths[] = {n->path};
    dem_job job = {.paths = paths, .n_paths = 1, .threads = threads};
    n->out.len = 0;
    return dem_unresolved(n->f.model, &job, table, min, fixture_keep, &n->out, NULL, &n->f.err);
}

TEST(unresolved_counts_spellings_of_one_name_together)
{
    names n;
    if (!names_open(&n))
        return;
    CHECK_INT(list(&n, DEM_TABLE_PEOPLE, 1, 1), DEM_OK);
    CHECK_STR(((dem_str){n.out.data, n.out.len}),
              "id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\n"
              "# 3\tb\t1\np:abdel-wafi-moro\tAbdel Wafi Moro\tAbdel-Wafi Moro\t\t\t\t\t\t2024-04-02\tseen\town\n"
              "# 3\ta\t0\np:gideon-okello\tGideon Okello\t\tforeign minister\tKEN\tGOV\t\t\t2024-04-04\tseen\town\n"
              "# 2\ta\t0\np:wanza-tulo\tWanza Tulo\t\t\t\t\t\t\t2024-04-04\tseen\town\n");
    names_close(&n);
}

TEST(unresolved_leaves_out_rare_names_and_other_types)
{
    names n;
    if (!names_open(&n))
        return;
    CHECK_INT(list(&n, DEM_TABLE_PEOPLE, 3, 1), DEM_OK);
    dem_str out = {n.out.data, n.out.len};
    CHECK(fixture_has(out, "Gideon Okello") && !fixture_has(out, "Wanza Tulo") && !fixture_has(out, "Qosrabad"));
    CHECK_INT(list(&n, DEM_TABLE_PLACES, 3, 1), DEM_OK);
    CHECK_STR(((dem_str){n.out.data, n.out.len}),
              "id\tname\taliases\tcountry\tkind\tlat\tlon\tpopulation\tsource\n# 3\td\t0\nl:qosrabad\tQosrabad\t\t\t\t\t\t\town\n");
    CHECK_INT(list(&n, DEM_TABLE_ORGS, 1, 1), DEM_OK);
    CHECK_STR(((dem_str){n.out.data, n.out.len}), "id\tname\taliases\ttype\tsector\tcountry\tcameo\tsource\n");
    names_close(&n);
}

TEST(unresolved_does_not_depend_on_threads)
{
    names n;
    if (!names_open(&n))
        return;
    CHECK_INT(list(&n, DEM_TABLE_PEOPLE, 1, 1), DEM_OK);
    dem_str one = {0};
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    CHECK_INT(dem_str_copy(&arena, (dem_str){n.out.data, n.out.len}, &one), DEM_OK);
    CHECK_INT(list(&n, DEM_TABLE_PEOPLE, 1, 8), DEM_OK);
    CHECK(dem_str_eq(one, (dem_str){n.out.data, n.out.len}));
    dem_arena_release(&arena);
    names_close(&n);
}

/* Tabs and bars would end a cell or an alias. */
TEST(unresolved_lines_hold_no_other_tabs)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    dem_doc *doc = fixture_doc(&f, "Peru thanked Gideon\tOkello.");
    doc->ref = DEM_S("a\tb|c\nd\x1b");
    CHECK_INT(dem_unresolved_doc(doc, &f.model->kb, &f.out), DEM_OK);
    CHECK(fixture_has((dem_str){f.out.data, f.out.len}, "\tgideon-okello\tgideon okello\tGideon Okello\t\t\t\t\t2024-04-05\ta b c d\t0\n"));
    fixture_close(&f);
}

static bool stop(void *ctx, const char *data, size_t len)
{
    (void)ctx;
    (void)data;
    return len == 0;
}

TEST(unresolved_refuses_what_it_cannot_do)
{
    names n;
    if (!names_open(&n))
        return;
    const char *const paths[] = {n.path};
    dem_job job = {.paths = paths, .n_paths = 1, .threads = 1};
    CHECK_INT(list(&n, DEM_TABLE_PEOPLE, 0, 1), DEM_BAD_ARG);
    CHECK_INT(list(&n, DEM_TABLE_PLACES + 1, 1, 1), DEM_BAD_ARG);
    CHECK_INT(dem_unresolved(NULL, &job, DEM_TABLE_PEOPLE, 1, stop, NULL, NULL, NULL), DEM_BAD_ARG);
    CHECK_INT(dem_unresolved(n.f.model, &job, DEM_TABLE_PEOPLE, 1, stop, NULL, NULL, &n.f.err), DEM_STOPPED);
    job.explain = true;
    CHECK_INT(dem_unresolved(n.f.model, &job, DEM_TABLE_PEOPLE, 1, stop, NULL, NULL, NULL), DEM_BAD_ARG);
    job.explain = false;
    job.conllu = true;
    CHECK_INT(dem_unresolved(n.f.model, &job, DEM_TABLE_PEOPLE, 1, stop, NULL, NULL, NULL), DEM_BAD_ARG);
    names_close(&n);
}
