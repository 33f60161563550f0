#include "engine/fixture.h"

/* Sentences as the coder itself parses them, so that they are gold ones that it finds in full. */
static void parse_as_gold(const char *ref, const char *text, dem_buf *out)
{
    fixture f;
    if (!fixture_open(&f, &(dem_options){.format = DEM_FORMAT_CONLLU}))
        return;
    dem_input in = {.text = text, .text_len = strlen(text), .ref = ref};
    dem_buf_add(out, fixture_code(&f, &in));
    fixture_close(&f);
}

/* Scores `gold` and compares what is written with `want`; with a status that is not DEM_OK, the message. */
static void scores(int line, dem_eval_job job, dem_str gold, dem_status want_status, const char *want)
{
    fixture f;
    dem_evaluation *e;
    if (!fixture_open(&f, &(dem_options){.limits = job.limits}))
        return;
    CHECK_INT(dem_evaluation_new(f.coder, &job, &e), DEM_OK);
    dem_status status = dem_evaluation_add(e, "g.conllu", gold, &f.err);
    if (status == DEM_OK)
        status = dem_evaluation_write(e, &f.out, &f.err);
    dem_str got = status == DEM_OK ? (dem_str){f.out.data, f.out.len} : dem_str_of(f.err.message);
    if (status != want_status || !dem_str_eq(got, dem_str_of(want)))
        dem_test_fail(__FILE__, line, "status %d, '%.*s', not '%s'", (int)status, (int)got.len, got.data, want);
    dem_evaluation_free(e);
    fixture_close(&f);
}

#define TREES "UPOS 100.00\nLemma 100.00\nUAS 100.00\nLAS 100.00\nCLAS 100.00\n"
#define ALL "Tokens 100.00\nSentences 100.00\nWords 100.00\n" TREES

TEST(evaluate_finds_its_own_trees_again)
{
    dem_buf gold;
    dem_buf_init(&gold, NULL);
    parse_as_gold("a-1", "Peru didn't send aid to Chile. The envoys can't wait, they said.\n\nIt is over.", &gold);
    dem_str text = {gold.data, gold.len};
    scores(__LINE__, (dem_eval_job){0}, text, DEM_OK, TREES);
    scores(__LINE__, (dem_eval_job){.raw = true}, text, DEM_OK, ALL);
    dem_buf_release(&gold);
}

TEST(evaluate_keeps_lines_that_a_page_would_lose)
{
    static const char gold[] = "1\tLeave\t_\tX\t_\t_\t0\troot\t_\t_\n2\ta\t_\tX\t_\t_\t1\tdep\t_\t_\n3\tReply\t_\tX\t_\t_\t1\tdep\t_\t_\n\n"
                               "# newpar\n1\tLIMA\t_\tX\t_\t_\t0\troot\t_\t_\n2\t(\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n"
                               "3\tReuters\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n4\t)\t_\tX\t_\t_\t1\tdep\t_\t_\n5\t-\t_\tX\t_\t_\t1\tdep\t_\t_\n"
                               "6\tPeru\t_\tX\t_\t_\t1\tdep\t_\t_\n7\twaits\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No\n8\t.\t_\tX\t_\t_\t1\tdep\t_\t_\n";
    fixture f;
    dem_evaluation *e;
    dem_eval_job job = {.raw = true};
    if (!fixture_open(&f, NULL))
        return;
    CHECK_INT(dem_evaluation_new(f.coder, &job, &e), DEM_OK);
    CHECK_INT(dem_evaluation_add(e, "g.conllu", dem_str_of(gold), &f.err), DEM_OK);
    CHECK_INT(dem_evaluation_write(e, &f.out, &f.err), DEM_OK);
    CHECK(dem_str_starts((dem_str){f.out.data, f.out.len}, DEM_S("Tokens 100.00\nSentences 100.00\nWords 100.00\n")));
    dem_evaluation_free(e);
    fixture_close(&f);
}

TEST(evaluate_takes_the_documents_that_are_asked_for)
{
    dem_buf gold;
    dem_buf_init(&gold, NULL);
    parse_as_gold("news-1", "Peru sent aid.", &gold);
    dem_buf_lit(&gold, "# newdoc id = blog-1\n1\tPeru\twrong\tSYM\t_\t_\t0\troot\t_\t_\n\n");
    parse_as_gold("news-2", "Chile didn't.", &gold);
    dem_str text = {gold.data, gold.len};
    scores(__LINE__, (dem_eval_job){.only = "news"}, text, DEM_OK, TREES);
    scores(__LINE__, (dem_eval_job){.only = "news", .raw = true}, text, DEM_OK, ALL);
    scores(__LINE__, (dem_eval_job){.only = "wiki"}, text, DEM_BAD_INPUT, "there is no sentence to score in documents whose id begins with wiki");
    scores(__LINE__, (dem_eval_job){0}, DEM_S("\n"), DEM_BAD_INPUT, "there is no sentence to score");
    dem_buf_release(&gold);
}

TEST(evaluate_names_file_line_and_byte)
{
    scores(__LINE__, (dem_eval_job){0}, DEM_S("\n1\tYes\t_\tX\t_\t_\t5\troot\t_\t_\n"), DEM_BAD_INPUT,
           "g.conllu:2, byte 1: CoNLL-U: the head of word 1 is no word of the sentence");
    scores(__LINE__, (dem_eval_job){.raw = true, .limits.sentence_tokens = 1}, DEM_S("1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n2\tb\t_\tX\t_\t_\t1\tdep\t_\t_\n"),
           DEM_LIMIT, "g.conllu:2, byte 23: CoNLL-U: the sentence has more than 1 words");
    scores(__LINE__, (dem_eval_job){0}, DEM_S("\x1f\x8b\b"), DEM_BAD_INPUT, "g.conllu: packed by gzip; unpack it first");
}

TEST(evaluate_refuses_what_is_no_job)
{
    fixture f;
    static const char *const path[] = {"/nowhere.conllu"};
    dem_eval_job job = {.paths = path, .n_paths = 1};
    if (!fixture_open(&f, NULL))
        return;
    CHECK_INT(dem_eval_syntax(f.model, NULL, fixture_keep, &f.out, &f.err), DEM_BAD_ARG);
    CHECK_INT(dem_eval_syntax(f.model, &job, fixture_keep, &f.out, &f.err), DEM_IO);
    CHECK(strstr(f.err.message, "nowhere.conllu"));
    dem_job wrong = {.paths = path, .n_paths = 1, .conllu = true};
    CHECK_INT(dem_run(f.model, &wrong, fixture_keep, &f.out, NULL, &f.err), DEM_BAD_ARG);
    fixture_close(&f);
}
