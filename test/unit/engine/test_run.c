#include "engine/fixture.h"

#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILES = 64, MAX_SKIPS = 8 };

/* A folder of its own for each test, and what a job over it gave. */
typedef struct {
    fixture f;
    char root[64];
    char made[MAX_FILES][160]; /* files and folders, in the order they were made */
    int n_made;
    dem_buf out;
    dem_stats stats;
    dem_error err;
    int n_skips;
    struct {
        char name[160];
        dem_error why;
    } skip[MAX_SKIPS];
} bench;

static const char *path_of(bench *b, const char *name)
{
    char *path = b->made[b->n_made];
    snprintf(path, sizeof b->made[0], "%s%s%s", b->root, *name ? "/" : "", name);
    return path;
}

static const char *make_folder(bench *b, const char *name)
{
    const char *path = path_of(b, name);
    CHECK_INT(mkdir(path, 0700), 0);
    b->n_made++;
    return path;
}

static const char *make_file(bench *b, const char *name, const char *text)
{
    const char *path = path_of(b, name);
    FILE *file = fopen(path, "wb");
    CHECK(file && fputs(text, file) >= 0);
    CHECK(file && fclose(file) == 0);
    b->n_made++;
    return path;
}

static void bench_close(bench *b)
{
    while (b->n_made > 0)
        (void)remove(b->made[--b->n_made]);
    (void)rmdir(b->root);
    dem_buf_release(&b->out);
    fixture_close(&b->f);
}

static bool bench_open(bench *b)
{
    const char *tmp = getenv("TMPDIR");
    *b = (bench){0};
    if (!fixture_open(&b->f, NULL))
        return false;
    dem_buf_init(&b->out, NULL);
    snprintf(b->root, sizeof b->root, "%.40s/demarche-XXXXXX", tmp && strlen(tmp) <= 40 ? tmp : "/tmp");
    if (mkdtemp(b->root))
        return true;
    dem_test_fail(__FILE__, __LINE__, "no folder for temporary files");
    b->root[0] = '\0';
    bench_close(b);
    return false;
}

static void keep_skip(void *ctx, const char *name, const dem_error *why)
{
    bench *b = ctx;
    if (b->n_skips < MAX_SKIPS) {
        snprintf(b->skip[b->n_skips].name, sizeof b->skip[0].name, "%s", name);
        b->skip[b->n_skips].why = *why;
    }
    b->n_skips++;
}

static dem_status run_job(bench *b, dem_job job)
{
    job.skipped = keep_skip;
    job.ctx = b;
    b->out.len = 0;
    b->n_skips = 0;
    return dem_run(b->f.model, &job, fixture_keep, &b->out, &b->stats, &b->err);
}

static dem_status run_root(bench *b, int threads)
{
    const char *const paths[] = {b->root};
    return run_job(b, (dem_job){.paths = paths, .n_paths = 1, .threads = threads});
}

static dem_str output(const bench *b)
{
    return (dem_str){b->out.data, b->out.len};
}

/* Where `part` begins in the output, -1 if it is not there. */
static ptrdiff_t place_of(const bench *b, const char *part)
{
    dem_str want = dem_str_of(part);
    for (ptrdiff_t i = 0; i + want.len <= b->out.len; i++)
        if (memcmp(b->out.data + i, want.data, (size_t)want.len) == 0)
            return i;
    return -1;
}

TEST(run_reads_folders_in_the_order_of_bytes)
{
    static const char *const order[] = {"B.txt\"", "a/x.txt\"", "a.text\"", "b.txt\""}; /* "a" before "a.text" */
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "b.txt", "Peru attacked Chile.");
    make_file(&b, "B.txt", "Peru attacked Chile.");
    make_file(&b, "a.text", "Peru attacked Chile.");
    make_folder(&b, "a");
    make_file(&b, "a/x.txt", "Peru attacked Chile.");
    make_file(&b, "notes.md", "Peru attacked Chile.");
    make_file(&b, ".hidden.txt", "Peru attacked Chile.");
    CHECK_INT(run_root(&b, 2), DEM_OK);
    CHECK_INT(b.stats.documents, 4);
    CHECK_INT(b.stats.events, 4);
    CHECK_INT(b.stats.skipped, 0);
    CHECK_INT(b.n_skips, 0);
    ptrdiff_t last = -1;
    for (ptrdiff_t i = 0; i < DEM_COUNT(order); i++) {
        ptrdiff_t at = place_of(&b, order[i]);
        CHECK(at > last);
        last = at;
    }
    CHECK_INT(place_of(&b, "notes.md"), -1);
    CHECK_INT(place_of(&b, ".hidden"), -1);
    bench_close(&b);
}

TEST(run_keeps_the_order_of_its_paths)
{
    bench b;
    if (!bench_open(&b))
        return;
    const char *const paths[] = {make_file(&b, "z.txt", "Peru attacked Chile."), make_file(&b, "a.dat", "Peru attacked Chile.")};
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 2, .threads = 2}), DEM_OK);
    CHECK_INT(b.stats.documents, 2);
    CHECK(place_of(&b, "z.txt\"") >= 0 && place_of(&b, "z.txt\"") < place_of(&b, "a.dat\""));
    bench_close(&b);
}

TEST(run_gives_the_same_bytes_for_any_number_of_threads)
{
    static const int threads[] = {1, 2, 8};
    bench b;
    dem_buf first;
    if (!bench_open(&b))
        return;
    dem_buf_init(&first, NULL);
    for (int i = 0; i < 50; i++) {
        char name[32], text[256];
        snprintf(name, sizeof name, "%02d.txt", i);
        snprintf(text, sizeof text, "%d ships left. Peru attacked Chile on Monday, the police said. Germany will send %d tanks to Ukraine.",
                 i, i + 2);
        make_file(&b, name, text);
    }
    make_file(&b, "lines.jsonl", "{\"text\":\"Peru attacked Chile.\"}\nwrong\n{\"text\":\"Peru met Chile.\"}\n");
    for (ptrdiff_t i = 0; i < DEM_COUNT(threads); i++) {
        CHECK_INT(run_root(&b, threads[i]), DEM_OK);
        CHECK_INT(b.stats.documents, 52);
        CHECK_INT(b.stats.skipped, 1);
        CHECK_INT(b.n_skips, 1);
        if (i == 0)
            dem_buf_add(&first, output(&b));
        CHECK(first.len > 0 && dem_str_eq((dem_str){first.data, first.len}, output(&b)));
    }
    dem_buf_release(&first);
    bench_close(&b);
}

TEST(run_takes_dates_and_urls_from_the_meta_table)
{
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "a.txt", "Peru attacked Chile on Monday.");
    make_file(&b, "b.txt", "Peru attacked Chile on Monday.");
    const char *meta = make_file(&b, "meta.tsv", "file\tpublished\tbasis\turl\na.txt\t2024-04-05\tgiven\thttps://example.org/a\n");
    const char *const paths[] = {b.root};
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 1, .threads = 1, .meta_path = meta}), DEM_OK);
    dem_str rest = output(&b), a = dem_str_next(&rest, '\n'), other = dem_str_next(&rest, '\n');
    CHECK(fixture_has(a, "a.txt\"") && fixture_has(a, "\"published\":\"2024-04-05\"") && fixture_has(a, "https://example.org/a"));
    CHECK(fixture_has(a, "\"from\":\"2024-04-01\""));
    CHECK(fixture_has(other, "b.txt\"") && !fixture_has(other, "\"published\"") && !fixture_has(other, "2024-04-01"));
    bench_close(&b);
}

TEST(run_refuses_a_wrong_meta_table)
{
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "a.txt", "Peru attacked Chile.");
    const char *meta = make_file(&b, "meta.tsv", "file\tpublished\tbasis\turl\na.txt\tsoon\tgiven\t\n");
    const char *const paths[] = {b.root};
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 1, .threads = 1, .meta_path = meta}), DEM_BAD_TABLE);
    CHECK_INT(b.err.line, 2);
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 1, .threads = 1, .meta_path = path_of(&b, "none.tsv")}), DEM_IO);
    CHECK_INT(b.out.len, 0);
    bench_close(&b);
}

TEST(run_names_a_missing_path)
{
    bench b;
    if (!bench_open(&b))
        return;
    const char *there = make_file(&b, "a.txt", "Peru attacked Chile.");
    const char *const paths[] = {there, path_of(&b, "missing.txt")};
    for (int threads = 1; threads <= 2; threads++) {
        CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 2, .threads = threads}), DEM_IO);
        CHECK_INT(b.err.status, DEM_IO);
        CHECK(strstr(b.err.message, "missing.txt") != NULL);
        CHECK_INT(b.out.len, 0);
    }
    bench_close(&b);
}

TEST(run_reports_bad_lines_and_goes_on)
{
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "a.jsonl",
              "{\"id\":\"one\",\"text\":\"Peru attacked Chile.\"}\n"
              "{\"id\":\"two\"}\n"
              "\n"
              "{\"id\":\"four\",\"text\":\"Peru attacked Chile.\"}\r\n"
              "{\"id\":\"five\",\"text\":\n"
              "{\"id\":\"six\",\"text\":\"Peru attacked Chile.\"}");
    CHECK_INT(run_root(&b, 2), DEM_OK);
    CHECK_INT(b.stats.documents, 3);
    CHECK_INT(b.stats.skipped, 2);
    CHECK_INT(b.n_skips, 2);
    if (b.n_skips == 2) {
        CHECK(strstr(b.skip[0].name, "a.jsonl") != NULL);
        CHECK_INT(b.skip[0].why.status, DEM_BAD_INPUT);
        CHECK_INT(b.skip[0].why.line, 2);
        CHECK_INT(b.skip[1].why.status, DEM_BAD_INPUT);
        CHECK_INT(b.skip[1].why.line, 5);
        CHECK(b.skip[1].why.offset > 0);
    }
    CHECK(place_of(&b, "\"ref\":\"one\"") >= 0);
    CHECK(place_of(&b, "\"ref\":\"four\"") > place_of(&b, "\"ref\":\"one\""));
    CHECK(place_of(&b, "\"ref\":\"six\"") > place_of(&b, "\"ref\":\"four\""));
    bench_close(&b);
}

TEST(run_reports_files_past_the_limit_and_goes_on)
{
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "a.txt", "Peru attacked Chile and then went home to rest for a while.");
    make_file(&b, "b.txt", "Peru attacked Chile.");
    const char *const paths[] = {b.root};
    dem_job job = {.paths = paths, .n_paths = 1, .threads = 2, .options = {.limits = {.document_bytes = 32}}};
    CHECK_INT(run_job(&b, job), DEM_OK);
    CHECK_INT(b.stats.documents, 1);
    CHECK_INT(b.stats.skipped, 1);
    CHECK_INT(b.n_skips, 1);
    if (b.n_skips == 1) {
        CHECK(strstr(b.skip[0].name, "a.txt") != NULL);
        CHECK_INT(b.skip[0].why.status, DEM_LIMIT);
    }
    CHECK(place_of(&b, "b.txt\"") >= 0);
    bench_close(&b);
}

TEST(run_writes_the_csv_header_once)
{
    bench b;
    if (!bench_open(&b))
        return;
    make_file(&b, "a.txt", "Peru attacked Chile.");
    make_file(&b, "b.txt", "Peru attacked Chile.");
    const char *const paths[] = {b.root};
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 1, .threads = 2, .options = {.format = DEM_FORMAT_CSV}}), DEM_OK);
    dem_str rest = output(&b);
    int lines = 0, headers = 0;
    while (rest.len) {
        headers += dem_str_starts(dem_str_next(&rest, '\n'), DEM_S("type,"));
        lines++;
    }
    CHECK_INT(headers, 1);
    CHECK_INT(lines, 3);
    bench_close(&b);
}

TEST(run_explains_when_asked)
{
    bench b;
    if (!bench_open(&b))
        return;
    const char *const paths[] = {make_file(&b, "a.txt", "Peru attacked Chile.")};
    CHECK_INT(run_job(&b, (dem_job){.paths = paths, .n_paths = 1, .threads = 1, .explain = true}), DEM_OK);
    CHECK(place_of(&b, ": yes ") >= 0);
    bench_close(&b);
}

/* More sentences than a piece of work holds, with a wrong one among them and one that is longer than a document may be. */
static void add_sentences(dem_buf *text, int64_t *wrong_line, int64_t *long_line)
{
    static const char first[] = "1\tPeru\t_\t_\t_\t_\t_\t_\t_\t_\n", rest[] = "2\twaits\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n";
    enum { SENTENCES = 4000, WRONG = 3000, LONG = 1000 };
    int64_t line = 1;
    for (int i = 0; i < SENTENCES; i++) {
        dem_buf_lit(text, "# sent_id = ");
        dem_buf_int(text, i);
        for (int k = 0; i == LONG && k < 200000; k++)
            dem_buf_char(text, 'x');
        dem_buf_char(text, '\n');
        dem_buf_add(text, dem_str_of(first));
        if (i == WRONG)
            dem_buf_add(text, dem_str_of(first));
        dem_buf_add(text, dem_str_of(rest));
        *long_line = i == LONG ? line : *long_line;
        line += 4 + (i == WRONG);
        *wrong_line = i == WRONG ? line - 3 : *wrong_line;
    }
}

TEST(run_parses_sentences_of_conllu)
{
    static const int threads[] = {1, 2, 8};
    bench b;
    dem_buf text, first;
    int64_t wrong_line = 0, long_line = 0;
    if (!bench_open(&b))
        return;
    dem_buf_init(&text, NULL);
    dem_buf_init(&first, NULL);
    add_sentences(&text, &wrong_line, &long_line);
    dem_buf_char(&text, '\0');
    make_file(&b, "a.conllu", text.data);
    make_file(&b, "b.txt", "Peru attacked Chile.");
    const char *const paths[] = {b.root};
    dem_job job = {.paths = paths, .n_paths = 1, .conllu = true, .options = {.format = DEM_FORMAT_CONLLU, .limits.document_bytes = 1}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(threads); i++) {
        job.threads = threads[i];
        CHECK_INT(run_job(&b, job), DEM_OK);
        CHECK_INT(b.stats.documents, 3998);
        CHECK_INT(b.n_skips, 2);
        for (int k = 0; k < 2 && b.n_skips == 2; k++) { /* what the reader of files skips is told at once, what a thread skips in its turn */
            const dem_error *why = &b.skip[k].why;
            CHECK(why->status == DEM_LIMIT ? why->line == long_line : why->status == DEM_BAD_INPUT && why->line == wrong_line);
            CHECK(why->offset > 0 && why->offset < text.len);
        }
        CHECK(place_of(&b, "# sent_id = 999\n1\tPeru\tPeru\tPROPN\t") >= 0 && place_of(&b, "# sent_id = 1001\n") >= 0);
        CHECK(place_of(&b, "# sent_id = 1000") < 0 && place_of(&b, "# sent_id = 3000") < 0 && place_of(&b, "# sent_id = 3999\n") >= 0);
        if (i == 0)
            dem_buf_add(&first, output(&b));
        CHECK(first.len > 0 && dem_str_eq((dem_str){first.data, first.len}, output(&b)));
    }
    dem_buf_release(&first);
    dem_buf_release(&text);
    bench_close(&b);
}

static bool stop_at_once(void *ctx, const char *data, size_t len)
{
    (void)data;
    (void)len;
    ++*(int *)ctx;
    return false;
}

TEST(run_ends_when_the_sink_stops)
{
    bench b;
    if (!bench_open(&b))
        return;
    for (int i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof name, "%02d.txt", i);
        make_file(&b, name, "Peru attacked Chile.");
    }
    const char *const paths[] = {b.root};
    for (int threads = 1; threads <= 8; threads *= 2) {
        int calls = 0;
        dem_job job = {.paths = paths, .n_paths = 1, .threads = threads};
        CHECK_INT(dem_run(b.f.model, &job, stop_at_once, &calls, NULL, &b.err), DEM_STOPPED);
        CHECK_INT(b.err.status, DEM_STOPPED);
        CHECK_INT(calls, 1);
    }
    bench_close(&b);
}

TEST(run_checks_its_arguments)
{
    bench b;
    if (!bench_open(&b))
        return;
    dem_job job = {.threads = 1};
    CHECK_INT(dem_run(NULL, &job, fixture_keep, &b.out, NULL, NULL), DEM_BAD_ARG);
    CHECK_INT(dem_run(b.f.model, NULL, fixture_keep, &b.out, NULL, NULL), DEM_BAD_ARG);
    CHECK_INT(run_job(&b, (dem_job){.threads = -1}), DEM_BAD_ARG);
    CHECK_INT(run_job(&b, (dem_job){.threads = 65}), DEM_BAD_ARG);
    CHECK_INT(run_job(&b, (dem_job){.threads = 1, .options = {.limits = {.json_depth = -1}}}), DEM_BAD_ARG);
    CHECK_INT(run_job(&b, (dem_job){.threads = 1}), DEM_OK);
    CHECK_INT(b.stats.documents, 0);
    bench_close(&b);
}

typedef struct {
    int calls;
    int64_t done, total, documents;
    bool backwards;
} progress;

static void keep_progress(void *ctx, int64_t done, int64_t total, int64_t documents)
{
    progress *p = ctx;
    p->calls++;
    p->backwards = p->backwards || done < p->done || documents < p->documents;
    p->done = done;
    p->total = total;
    p->documents = documents;
}

TEST(run_tells_how_far_it_is)
{
    bench b;
    progress p = {0};
    if (!bench_open(&b))
        return;
    make_file(&b, "a.txt", "Peru attacked Chile.");
    make_file(&b, "b.txt", "Peru attacked Chile.");
    const char *const paths[] = {b.root};
    dem_job job = {.paths = paths, .n_paths = 1, .threads = 2, .progress = keep_progress, .ctx = &p};
    CHECK_INT(dem_run(b.f.model, &job, fixture_keep, &b.out, NULL, NULL), DEM_OK);
    CHECK(p.calls > 0);
    CHECK(!p.backwards);
    CHECK_INT(p.done, 40);
    CHECK_INT(p.total, 40);
    CHECK_INT(p.documents, 2);
    bench_close(&b);
}
