/* Fails the n-th allocation for every n: each call must then return DEM_NO_MEMORY and leave nothing behind.
 *
 * usage: alloc KB TEXT TREES TABLES OUT ACTORS AGENTS [VERBS]    compiled tables, a report, CoNLL-U, a folder of tables, a file to write, dictionaries */
#include "demarche.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    long live;  /* allocations that are out */
    long count; /* made so far */
    long fail;  /* the number that is refused */
} counter;

static void *resize(void *ctx, void *p, size_t old_size, size_t new_size)
{
    counter *c = ctx;
    (void)old_size;
    if (new_size == 0) {
        c->live -= p != NULL;
        free(p);
        return NULL;
    }
    if (++c->count == c->fail)
        return NULL;
    void *q = realloc(p, new_size);
    c->live += p == NULL && q;
    return q;
}

static bool discard(void *ctx, const char *data, size_t len)
{
    (void)data;
    *(size_t *)ctx += len;
    return true;
}

/* A folder of files. */
static void remove_folder(const char *folder)
{
    char path[4096];
    DIR *d = opendir(folder);
    for (const struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
        if (e->d_name[0] != '.' && snprintf(path, sizeof path, "%s/%s", folder, e->d_name) < (int)sizeof path)
            unlink(path);
    if (d)
        closedir(d);
    rmdir(folder);
}

/* Jobs over one file: every way of writing that is not tried elsewhere, and the names that no table has. */
static dem_status run_once(const dem_model *model, const char *path)
{
    static const dem_format formats[] = {DEM_FORMAT_CSV, DEM_FORMAT_ANNOTATION};
    size_t written = 0;
    dem_status status = DEM_OK;
    for (int i = 0; i < 2 && status == DEM_OK; i++) {
        dem_job job = {.paths = &path, .n_paths = 1, .threads = 1, .options.format = formats[i]};
        status = dem_run(model, &job, discard, &written, NULL, NULL);
    }
    char folder[] = "/tmp/demarche-alloc-XXXXXX";
    if (status == DEM_OK && mkdtemp(folder)) {
        dem_job job = {.paths = &path, .n_paths = 1, .threads = 1, .folder = folder, .options.format = DEM_FORMAT_BRAT};
        status = dem_run(model, &job, discard, &written, NULL, NULL);
        remove_folder(folder);
    }
    dem_job names = {.paths = &path, .n_paths = 1, .threads = 1};
    return status == DEM_OK ? dem_unresolved(model, &names, DEM_TABLE_PEOPLE, 1, discard, &written, NULL, NULL) : status;
}

/* Trees: of a text, of words that are given, and scored in both ways. */
static dem_status parse_once(const dem_model *model, const char *path, const char *trees)
{
    size_t written = 0;
    dem_job job = {.paths = &path, .n_paths = 1, .threads = 1, .options.format = DEM_FORMAT_CONLLU};
    dem_eval_job eval = {.paths = &trees, .n_paths = 1, .relations = true};
    dem_status status = dem_run(model, &job, discard, &written, NULL, NULL);
    job.paths = &trees;
    job.conllu = true;
    if (status == DEM_OK)
        status = dem_run(model, &job, discard, &written, NULL, NULL);
    for (int raw = 0; raw < 2 && status == DEM_OK; raw++) {
        eval.raw = raw;
        status = dem_eval_syntax(model, &eval, discard, &written, NULL);
    }
    return status;
}

/* One whole life: open, code a text and a line of JSON, explain, run jobs, parse, score, close. */
static dem_status live_once(const dem_allocator *alloc, const char *kb, const char *path, const char *trees, const char *text, size_t len)
{
    static const char json[] = "{\"id\":\"a\",\"date\":\"2024-04-04\",\"title\":\"Peru \\u00e9 asks\",\"text\":\"Peru asked Chile for aid.\"}";
    dem_model *model = NULL;
    dem_coder *coder = NULL;
    size_t written = 0;
    dem_status status = dem_model_open(kb, getenv("DEMARCHE_SYNTAX"), alloc, &model, NULL);
    if (status == DEM_OK)
        status = dem_coder_new(model, NULL, &coder, NULL);
    dem_input in = {.text = text, .text_len = len, .ref = "a", .published = "2024-04-04"};
    if (status == DEM_OK)
        status = dem_code(coder, &in, discard, &written, NULL);
    if (status == DEM_OK)
        status = dem_code_json(coder, "b", json, sizeof json - 1, discard, &written, NULL);
    if (status == DEM_OK)
        status = dem_explain(coder, &in, discard, &written, NULL);
    dem_coder_free(coder);
    if (status == DEM_OK)
        status = run_once(model, path);
    if (status == DEM_OK)
        status = parse_once(model, path, trees);
    if (status == DEM_OK)
        status = dem_describe(model, discard, &written, NULL);
    dem_model_close(model);
    return status;
}

/* What the tables know of names, known and unknown, in both ways of writing it. */
static dem_status who_once(const dem_model *model)
{
    static const char *const names[] = {"UN", "Lima", "Ana", "Ruix"};
    static const char *const days[] = {NULL, "2024-04-04"};
    size_t written = 0;
    dem_status status = DEM_OK;
    for (int i = 0; i < 2 && status == DEM_OK; i++) {
        dem_who_job job = {.names = names, .n_names = 4, .on = days[i], .format = i ? DEM_FORMAT_JSONL : DEM_FORMAT_TABLE};
        status = dem_who(model, &job, discard, &written, NULL, NULL);
    }
    return status;
}

/* A sentence that frames of an overlay code, and role nouns that belong to two. */
static dem_status code_once(const dem_model *model)
{
    static const char text[] = "The foreign ministers from the United Nations and Peru lit the oil lantern of Ana Ruiz.";
    dem_coder *coder = NULL;
    size_t written = 0;
    dem_input in = {.text = text, .text_len = sizeof text - 1, .ref = "a", .published = "2024-04-04"};
    dem_status status = dem_coder_new(model, NULL, &coder, NULL);
    if (status == DEM_OK)
        status = dem_code(coder, &in, discard, &written, NULL);
    dem_coder_free(coder);
    return status;
}

/* The compiled tables with some of their own over them, or in their place. */
static dem_status overlay_once(const dem_allocator *alloc, const char *kb, const char *tables, bool alone)
{
    static const char *const names[] = {"people", "orgs", "members", "places", "roles"};
    enum { N = sizeof names / sizeof *names };
    char paths[N][4096], verbs[4096];
    const char *actors[N];
    for (int i = 0; i < N; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/actors/%s.tsv", tables, names[i]);
        actors[i] = paths[i];
    }
    snprintf(verbs, sizeof verbs, "%s/frames/verbs.tsv", tables);
    const char *frames[] = {verbs};
    dem_model *model = NULL;
    dem_model_files files = {.kb = kb, .syntax = getenv("DEMARCHE_SYNTAX"), .actors = actors, .n_actors = N, .frames = frames, .n_frames = 1,
                             .actors_alone = alone, .frames_alone = alone};
    dem_status status = dem_model_open_files(&files, alloc, &model, NULL);
    if (status == DEM_OK)
        status = who_once(model);
    if (status == DEM_OK)
        status = code_once(model);
    dem_model_close(model);
    return status;
}

/* All kinds of dictionaries. */
static dem_status import_once(const dem_allocator *alloc, const char *const *paths, int n)
{
    static const dem_dictionary_kind kinds[] = {DEM_DICTIONARY_ACTORS, DEM_DICTIONARY_AGENTS, DEM_DICTIONARY_VERBS};
    size_t written = 0;
    dem_status status = DEM_OK;
    for (int kind = 0; kind < n && status == DEM_OK; kind++) {
        dem_dictionary_job job = {.kind = kinds[kind], .paths = &paths[kind], .n_paths = 1};
        status = dem_dictionary_import(&job, alloc, discard, &written, NULL, NULL);
    }
    return status;
}

static char *read_all(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    char *text = malloc(1 << 20);
    if (!f || !text)
        exit(2);
    *len = fread(text, 1, 1 << 20, f);
    fclose(f);
    return text;
}

int main(int argc, char **argv)
{
    size_t len;
    int passed = 0, failed = 0;
    if (argc != 8 && argc != 9)
        return 2;
    char *text = read_all(argv[2], &len);
    static const char *const names[] = {"code", "compile", "overlay", "overlay alone", "import"}; /* in this order: what is compiled is laid over */
    for (int what = 0; what < 5; what++) {
        for (long n = 1;; n++) {
            counter c = {.fail = n};
            dem_allocator alloc = {&c, resize};
            dem_status status = what == 0   ? live_once(&alloc, argv[1], argv[2], argv[3], text, len)
                                : what == 1 ? dem_tables_compile(argv[4], argv[5], &alloc, NULL)
                                : what < 4  ? overlay_once(&alloc, argv[5], argv[4], what == 3)
                                            : import_once(&alloc, (const char *const *)argv + 6, argc - 6);
            bool reached = c.count >= n;
            bool ok = status == (reached ? DEM_NO_MEMORY : DEM_OK) && c.live == 0;
            passed += ok;
            failed += !ok;
            if (!ok)
                printf("%s, allocation %ld: status %d, %ld left\n", names[what], n, (int)status, c.live);
            if (!reached)
                break;
        }
    }
    free(text);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
