#include "demarche.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct {
    char text[1 << 20];
    size_t len;
    bool stop;
} receiver;

static bool receive(void *ctx, const char *data, size_t len)
{
    receiver *r = ctx;
    if (r->stop || len > sizeof r->text - 1 - r->len)
        return false;
    memcpy(r->text + r->len, data, len);
    r->len += len;
    r->text[r->len] = '\0';
    return true;
}

static receiver out;

static dem_model *open_model(void)
{
    dem_model *model;
    dem_error err;
    CHECK_INT(dem_model_open(getenv("DEMARCHE_KB"), NULL, NULL, &model, &err), DEM_OK);
    return model;
}

static dem_input input_of(const char *text)
{
    return (dem_input){.text = text, .text_len = strlen(text), .ref = "r", .published = "2024-04-04"};
}

TEST(engine_checks_its_arguments)
{
    dem_model *model = open_model();
    dem_coder *coder;
    dem_error err;
    dem_options wrong = {.limits.sentence_tokens = -1};
    CHECK_INT(dem_coder_new(NULL, NULL, &coder, &err), DEM_BAD_ARG);
    CHECK_INT(dem_coder_new(model, &wrong, &coder, &err), DEM_BAD_ARG);
    CHECK(coder == NULL);
    CHECK_INT(dem_model_open(NULL, NULL, NULL, &model, &err), DEM_BAD_ARG);
    CHECK_INT(dem_model_open("/nonexistent", NULL, NULL, &model, &err), DEM_IO);
}

TEST(engine_survives_bad_documents)
{
    dem_model *model = open_model();
    dem_coder *coder;
    dem_error err;
    dem_options small = {.limits.document_bytes = 40};
    out.len = 0;
    CHECK_INT(dem_coder_new(model, &small, &coder, &err), DEM_OK);
    dem_input good = input_of("Peru attacked Chile."), large = input_of("Peru attacked Chile. Peru attacked Chile. Peru attacked Chile.");
    CHECK_INT(dem_code(coder, &large, receive, &out, &err), DEM_LIMIT);
    CHECK_INT(dem_code_json(coder, "j", "{\"text\":}", 9, receive, &out, &err), DEM_BAD_INPUT);
    CHECK_INT(err.offset, 8);
    CHECK_INT((long long)out.len, 0);
    CHECK_INT(dem_code(coder, &good, receive, &out, &err), DEM_OK);
    CHECK(strstr(out.text, "\"event\":\"ASSAULT\"") != NULL);
    dem_stats stats;
    dem_coder_stats(coder, &stats);
    CHECK_INT(stats.documents, 1);
    CHECK_INT(stats.words, 3);
    dem_coder_free(coder);
    dem_model_close(model);
}

TEST(engine_stops_when_told)
{
    dem_model *model = open_model();
    dem_coder *coder;
    dem_error err;
    out = (receiver){.stop = true};
    CHECK_INT(dem_coder_new(model, NULL, &coder, &err), DEM_OK);
    dem_input good = input_of("Peru attacked Chile.");
    CHECK_INT(dem_code(coder, &good, receive, &out, &err), DEM_STOPPED);
    dem_coder_free(coder);
    dem_model_close(model);
    out = (receiver){.len = 0};
}

/* The ids of a text do not depend on what was coded before it. */
TEST(engine_gives_the_same_bytes_again)
{
    dem_model *model = open_model();
    dem_coder *coder;
    dem_error err;
    static char first[1 << 16];
    CHECK_INT(dem_coder_new(model, NULL, &coder, &err), DEM_OK);
    dem_input a = input_of("Peru attacked Chile. He said no."), b = input_of("Kenya thanked Japan for the “loan”.");
    out.len = 0;
    CHECK_INT(dem_code(coder, &a, receive, &out, &err), DEM_OK);
    CHECK(out.len < sizeof first);
    memcpy(first, out.text, out.len + 1);
    out.len = 0;
    CHECK_INT(dem_code(coder, &b, receive, &out, &err), DEM_OK);
    out.len = 0;
    CHECK_INT(dem_code(coder, &a, receive, &out, &err), DEM_OK);
    CHECK(strcmp(first, out.text) == 0);
    dem_coder_free(coder);
    dem_model_close(model);
}

static void count_skipped(void *ctx, const char *name, const dem_error *why)
{
    (void)name;
    *(int *)ctx += why->message[0] != '\0';
}

TEST(engine_runs_files_in_order_with_any_number_of_threads)
{
    dem_model *model = open_model();
    dem_error err;
    static char first[1 << 20];
    char name[] = "/tmp/demarche-test-XXXXXX";
    int fd = mkstemp(name), skipped = 0;
    CHECK(fd >= 0);
    for (int i = 0; i < 200; i++) {
        char line[200];
        int n = snprintf(line, sizeof line, i % 50 == 7 ? "no json\n" : "{\"id\":\"d%d\",\"text\":\"Peru thanked Chile for %d ships.\"}\n", i, i);
        CHECK(write(fd, line, (size_t)n) == n);
    }
    close(fd);
    const char *path = name;
    for (int threads = 1; threads <= 8; threads *= 2) {
        dem_stats stats;
        dem_job job = {.paths = &path, .n_paths = 1, .threads = threads, .skipped = count_skipped, .ctx = &skipped};
        out.len = 0;
        skipped = 0;
        CHECK_INT(dem_run(model, &job, receive, &out, &stats, &err), DEM_OK);
        CHECK_INT(skipped, 4);
        CHECK_INT(stats.skipped, 4);
        if (threads == 1)
            memcpy(first, out.text, out.len + 1);
        CHECK(strcmp(first, out.text) == 0);
    }
    unlink(name);
    dem_job job = {.paths = &path, .n_paths = 1};
    CHECK_INT(dem_run(model, &job, receive, &out, NULL, &err), DEM_IO); /* gone */
    dem_model_close(model);
}
