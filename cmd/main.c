/* The command. Data to stdout, everything else to stderr. Exit codes: 0 ok, 1 failure, 2 usage, 3 finished with skipped records. */
#include "demarche.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_SKIPPED = 3 };

static const char usage[] =
    "usage: demarche code [options] [FILE or folder ...]      events and statements of reports, to standard output\n"
    "       demarche explain [options] [FILE ...]             tokens, actors, and which frame fired and why\n"
    "       demarche annotate [options] [FILE ...]            every layer with its offsets, one JSON object a report, or files for brat\n"
    "       demarche unresolved [options] [FILE ...]          names that no table has, as rows to be completed\n"
    "       demarche who [options] NAME ...                   what the tables know of names: offices, posts, members, codes\n"
    "       demarche parse [options] [FILE ...]               words and trees, as CoNLL-U (Universal Dependencies)\n"
    "       demarche eval syntax [options] [FILE ...]         how much of gold trees in CoNLL-U is found: F1 as CoNLL 2018 counts\n"
    "       demarche compile DIR FILE                         check the tables in DIR and compile them\n"
    "       demarche import-dictionary [--kind KIND] [FILE ...]  a table for --actors or --frames, from dictionaries of TABARI or PETRARCH\n"
    "       demarche --version [--json]\n"
    "       demarche --help\n"
    "\n"
    "Without a FILE, or with -, standard input is read. Text files, and JSON Lines with id, date, title, text, url, source.\n"
    "  --meta FILE          table of file, published, basis, url for what the texts do not say themselves\n"
    "  --format FORMAT      jsonl, csv or table; a terminal gets a table, a pipe gets jsonl\n"
    "  --documents          also one record a document: sentences, what was coded, what was skipped and why (jsonl)\n"
    "                       (parse has no use for these three, unresolved only for the first, annotate not for the last)\n"
    "  --layers LIST        annotate: only these, with commas between: tokens, entities, times, quantities, quotes, events\n"
    "  --format FORMAT      annotate: jsonl or brat; brat takes --out DIR, where NAME.txt and NAME.ann are written for each report\n"
    "  --threads N          1 to 64; all cores by default\n"
    "  --max-bytes N        longest document, 8388608 by default\n"
    "  --tables FILE        compiled tables to use instead of the installed kb.dem\n"
    "  --actors FILE        a table of actors of your own over those in kb.dem (docs/tables.md); several may be given\n"
    "  --frames FILE        a table of frames of your own beside those in kb.dem; several may be given\n"
    "  --actors-only, --frames-only   of the tables only those: names and role nouns, or frames, of kb.dem count for nothing\n"
    "  --conllu             parse, annotate: the input is CoNLL-U; its words, sentences and comments are kept, the rest is made anew\n"
    "  --type TYPE          unresolved: person (the default), organisation or place: the table to write rows of\n"
    "  --min N              unresolved: leave out names that occur less often than this, 2 by default\n"
    "  --on DATE            who: what holds on that day (YYYY, YYYY-MM or YYYY-MM-DD); without it everything, with its dates\n"
    "                       (who takes also --format jsonl or table, --tables, --actors and --actors-only)\n"
    "  --stages             print counts and the time spent in each stage to standard error, as JSON\n"
    "\n"
    "import-dictionary reads actors by default; with --kind agents, agents, and writes roles; with --kind verbs, verbs, and writes frames.\n"
    "\n"
    "eval syntax takes --tables, and\n"
    "  --raw                start from the text instead of its words, and score words and sentences too\n"
    "  --only PREFIX        only documents whose newdoc id begins so\n"
    "  --relations          also precision, recall, F1 and number of relations\n";

typedef struct {
    dem_job job;
    dem_model_files model;
    const char **paths, **actors, **frames;
    bool stages;
    bool unresolved; /* list names instead of coding: of this table, and occurring so often */
    dem_actor_table table;
    long long min;
    bool annotate; /* write layers */
    bool who; /* tell what the tables know of names, which stand in `paths`, on a day */
    const char *on;
} arguments;

static int misuse(const char *what, const char *value)
{
    fprintf(stderr, "demarche: %s%s%s\n%s", what, value ? ": " : "", value ? value : "", usage);
    return EXIT_USAGE;
}

static int fail(const dem_error *err)
{
    fprintf(stderr, "demarche: %s\n", err->message);
    return EXIT_FAILED;
}

static bool parse_number(const char *text, long long low, long long high, long long *out)
{
    char *end;
    errno = 0;
    *out = strtoll(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *out >= low && *out <= high;
}

static bool parse_format(const char *text, dem_format *out)
{
    static const char *const names[] = {"jsonl", "csv", "table"};
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = (dem_format)i;
            return true;
        }
    return false;
}

static bool parse_annotation(const char *text, dem_format *out)
{
    if (strcmp(text, "jsonl") != 0 && strcmp(text, "brat") != 0)
        return false;
    *out = strcmp(text, "brat") == 0 ? DEM_FORMAT_BRAT : DEM_FORMAT_ANNOTATION;
    return true;
}

/* Names with commas between. */
static bool parse_layers(const char *text, unsigned *out)
{
    static const char *const names[] = {"tokens", "entities", "times", "quantities", "quotes", "events"};
    *out = 0;
    for (;; text++) {
        size_t n = strcspn(text, ",");
        int i = 0;
        while (i < 6 && (strlen(names[i]) != n || strncmp(names[i], text, n) != 0))
            i++;
        if (i == 6)
            return false;
        *out |= 1u << i;
        text += n;
        if (*text == '\0')
            return true;
    }
}

static bool parse_table(const char *text, dem_actor_table *out)
{
    static const char *const names[] = {"person", "organisation", "place"};
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = (dem_actor_table)i;
            return true;
        }
    return false;
}

/* True if what is to be written has no use for the option, which others have. */
static bool is_for_others(const arguments *a, const char *option)
{
    dem_format format = a->job.options.format;
    if (a->who)
        return strcmp(option, "--format") != 0 && strcmp(option, "--tables") != 0 && strcmp(option, "--actors") != 0 && strcmp(option, "--actors-only") != 0;
    if (format == DEM_FORMAT_CONLLU && strcmp(option, "--meta") == 0)
        return true;
    bool other = a->unresolved || format == DEM_FORMAT_CONLLU;
    return ((other || a->annotate) && strcmp(option, "--documents") == 0) || (other && strcmp(option, "--format") == 0);
}

static int needs_value(const char *option)
{
    (void)misuse("a value is missing", option);
    return -1;
}

/* The options of unresolved; as parse_option. */
static int parse_names_option(arguments *a, const char *option, const char *value)
{
    if (strcmp(option, "--type") != 0 && strcmp(option, "--min") != 0)
        return 0;
    if (!value)
        return needs_value(option);
    if (strcmp(option, "--type") == 0)
        return parse_table(value, &a->table) ? 2 : (misuse("unknown type", value), -1);
    return parse_number(value, 1, INT32_MAX, &a->min) ? 2 : (misuse("a number is out of range", option), -1);
}

/* The options of annotate; as parse_option. */
static int parse_layer_option(arguments *a, const char *option, const char *value)
{
    bool format = strcmp(option, "--format") == 0, layers = strcmp(option, "--layers") == 0, out = strcmp(option, "--out") == 0;
    if (!format && !layers && !out)
        return 0;
    if (!value)
        return needs_value(option);
    if (format && !parse_annotation(value, &a->job.options.format))
        return misuse("unknown format of annotate (jsonl or brat)", value), -1;
    if (layers && !parse_layers(value, &a->job.options.layers))
        return misuse("unknown layer; layers are tokens, entities, times, quantities, quotes, events", value), -1;
    if (out)
        a->job.folder = value;
    return 2;
}

/* One option with its value, if it takes one. Returns 0 if it is none of ours, the number of words used, or -1 after a complaint. */
static int parse_option(arguments *a, const char *option, const char *value)
{
    static const char *const with_value[] = {"--meta", "--format", "--threads", "--max-bytes", "--tables", "--actors", "--frames"};
    long long number = 0;
    if (a->who && strcmp(option, "--on") == 0)
        return value ? (a->on = value, 2) : needs_value(option);
    if (is_for_others(a, option))
        return 0;
    int used = a->unresolved ? parse_names_option(a, option, value) : a->annotate ? parse_layer_option(a, option, value) : 0;
    if (used != 0)
        return used;
    if ((a->annotate || a->job.options.format == DEM_FORMAT_CONLLU) && strcmp(option, "--conllu") == 0)
        return a->job.conllu = true, 1;
    if (strcmp(option, "--actors-only") == 0)
        return a->model.actors_alone = true, 1;
    if (strcmp(option, "--frames-only") == 0)
        return a->model.frames_alone = true, 1;
    if (strcmp(option, "--documents") == 0)
        return a->job.options.documents = true, 1;
    if (strcmp(option, "--stages") == 0)
        return a->stages = a->job.options.stages = true, 1;
    for (int i = 0; i < 7; i++)
        if (strcmp(option, with_value[i]) == 0 && !value)
            return needs_value(option);
    if (strcmp(option, "--meta") == 0)
        return a->job.meta_path = value, 2;
    if (strcmp(option, "--tables") == 0)
        return a->model.kb = value, 2;
    if (strcmp(option, "--actors") == 0)
        return a->actors[a->model.n_actors++] = value, 2;
    if (strcmp(option, "--frames") == 0)
        return a->frames[a->model.n_frames++] = value, 2;
    if (strcmp(option, "--format") == 0)
        return parse_format(value, &a->job.options.format) ? 2 : (misuse("unknown format", value), -1);
    if (strcmp(option, "--threads") == 0 && parse_number(value, 1, 64, &number))
        return a->job.threads = (int)number, 2;
    if (strcmp(option, "--max-bytes") == 0 && parse_number(value, 1, 1 << 28, &number))
        return a->job.options.limits.document_bytes = number, 2;
    for (int i = 2; i < 4; i++)
        if (strcmp(option, with_value[i]) == 0)
            return misuse("a number is out of range", option), -1;
    return 0;
}

/* Fills `a` from the words after the verb; paths keep their order. */
static bool parse_arguments(arguments *a, int argc, char **argv)
{
    bool only_paths = false;
    for (int i = 0; i < argc;) {
        if (only_paths || argv[i][0] != '-' || argv[i][1] == '\0') {
            a->paths[a->job.n_paths++] = argv[i++];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            only_paths = true;
            i++;
            continue;
        }
        int used = parse_option(a, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
        if (used == 0)
            misuse("unknown option", argv[i]);
        if (used <= 0)
            return false;
        i += used;
    }
    if (a->job.n_paths == 0 && a->who)
        return misuse("who takes a name", NULL), false;
    if ((a->job.options.format == DEM_FORMAT_BRAT) != (a->job.folder != NULL))
        return misuse("--format brat and --out DIR go together", NULL), false;
    if (a->job.conllu && a->job.folder)
        return misuse("--conllu has no texts for brat", NULL), false;
    if (a->job.n_paths == 0)
        a->paths[a->job.n_paths++] = "-";
    a->job.paths = a->paths;
    return true;
}

static bool write_out(void *ctx, const char *data, size_t len)
{
    return fwrite(data, 1, len, ctx) == len;
}

/* The folder of compiled files: DEMARCHE_MODELS, else that of the program itself, else where they are installed. */
static bool find_model(const char *name, char *path, size_t size)
{
    char program[4096];
    const char *folder = getenv("DEMARCHE_MODELS");
    if (folder)
        return snprintf(path, size, "%s/%s", folder, name) < (int)size;
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n > 0) {
        program[n] = '\0';
        char *slash = strrchr(program, '/');
        if (slash)
            *slash = '\0';
        if (snprintf(path, size, "%s/%s", program, name) < (int)size && access(path, R_OK) == 0)
            return true;
    }
#ifdef DEMARCHE_DATADIR
    return snprintf(path, size, "%s/%s", DEMARCHE_DATADIR, name) < (int)size;
#else
    return snprintf(path, size, "%s", name) < (int)size;
#endif
}

/* Opens the model with the compiled files that `files` leaves open. */
static dem_status open_model(dem_model_files files, dem_model **model, dem_error *err)
{
    char kb[4200], syntax[4200];
    if (!files.kb && find_model("kb.dem", kb, sizeof kb))
        files.kb = kb;
    if (find_model("syntax.dem", syntax, sizeof syntax))
        files.syntax = syntax;
    return dem_model_open_files(&files, NULL, model, err);
}

static void show_progress(void *ctx, int64_t done, int64_t total, int64_t pieces)
{
    enum { WIDTH = 40 };
    int *last = ctx;
    int share = total > 0 ? (int)(done * 1000 / total) : (int)(pieces % 1000);
    if (share == *last)
        return;
    *last = share;
    if (total <= 0) {
        fprintf(stderr, "\r%lld MB read", (long long)(done >> 20));
        return;
    }
    char bar[WIDTH + 1] = {0};
    for (int i = 0; i < WIDTH; i++)
        bar[i] = i < share * WIDTH / 1000 ? '#' : '.';
    fprintf(stderr, "\r[%s] %3d%%", bar, share / 10);
}

static void clear_progress(void)
{
    fprintf(stderr, "\r%60s\r", "");
}

static void show_skipped(void *ctx, const char *name, const dem_error *why)
{
    (void)ctx;
    fprintf(stderr, "demarche: skipped %s", name);
    if (why->line > 0)
        fprintf(stderr, ", line %lld", (long long)why->line);
    if (why->offset >= 0)
        fprintf(stderr, ", byte %lld", (long long)why->offset);
    fprintf(stderr, ": %s\n", why->message);
}

static void print_stages(const dem_stats *s)
{
    static const char *const names[DEM_STAGES] = {"text", "token", "syntax", "name", "when", "event", "output"};
    fprintf(stderr, "{\"documents\":%lld,\"sentences\":%lld,\"tokens\":%lld,\"words\":%lld,\"events\":%lld,\"statements\":%lld,"
            "\"skipped\":%lld,\"repaired_bytes\":%lld,\"input_bytes\":%lld,\"stage_ns\":{",
            (long long)s->documents, (long long)s->sentences, (long long)s->tokens, (long long)s->words, (long long)s->events,
            (long long)s->statements, (long long)s->skipped, (long long)s->repaired_bytes, (long long)s->input_bytes);
    for (int i = 0; i < DEM_STAGES; i++)
        fprintf(stderr, "%s\"%s\":%lld", i ? "," : "", names[i], (long long)s->stage_ns[i]);
    fprintf(stderr, "}}\n");
}

static void set_terminal(arguments *a, bool format_given)
{
    struct winsize size;
    bool terminal = isatty(STDOUT_FILENO);
    if (!format_given)
        a->job.options.format = terminal ? DEM_FORMAT_TABLE : DEM_FORMAT_JSONL;
    const char *no_color = getenv("NO_COLOR");
    a->job.options.color = terminal && !(no_color && *no_color);
    a->job.options.width = 100;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        a->job.options.width = size.ws_col > 120 ? 120 : size.ws_col;
}

static int run_job(arguments *a)
{
    dem_model *model;
    dem_error err;
    dem_stats stats;
    int shown = -1;
    if (open_model(a->model, &model, &err) != DEM_OK)
        return fail(&err);
    bool bar = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    a->job.ctx = &shown;
    a->job.progress = bar ? show_progress : NULL;
    a->job.skipped = show_skipped;
    dem_status status = a->unresolved ? dem_unresolved(model, &a->job, a->table, a->min, write_out, stdout, &stats, &err)
                                      : dem_run(model, &a->job, write_out, stdout, &stats, &err);
    if (bar)
        clear_progress();
    dem_model_close(model);
    if (fflush(stdout) != 0 && status == DEM_OK)
        status = DEM_STOPPED;
    if (status == DEM_STOPPED) {
        if (errno != EPIPE)
            fprintf(stderr, "demarche: cannot write: %s\n", strerror(errno));
        return EXIT_FAILED;
    }
    if (status != DEM_OK)
        return fail(&err);
    if (a->stages)
        print_stages(&stats);
    if (stats.repaired_bytes)
        fprintf(stderr, "demarche: %lld bytes were not valid UTF-8 and were repaired\n", (long long)stats.repaired_bytes);
    if (stats.skipped)
        fprintf(stderr, "demarche: %lld %s coded, %lld skipped\n", (long long)stats.documents, a->job.conllu ? "sentences" : "documents",
                (long long)stats.skipped);
    return stats.skipped ? EXIT_SKIPPED : 0;
}

static int run_who(const arguments *a)
{
    dem_who_job job = {.names = a->job.paths, .n_names = a->job.n_paths, .on = a->on, .format = a->job.options.format, .color = a->job.options.color};
    dem_model *model;
    dem_error err;
    int unknown;
    if (open_model(a->model, &model, &err) != DEM_OK)
        return fail(&err);
    dem_status status = dem_who(model, &job, write_out, stdout, &unknown, &err);
    dem_model_close(model);
    if (status == DEM_BAD_ARG)
        return misuse(err.message, NULL);
    if (status != DEM_OK)
        return fail(&err);
    return fflush(stdout) == 0 && unknown == 0 ? 0 : EXIT_FAILED;
}

/* code, explain, annotate, unresolved, parse and who: the same options, and `a` says what is made of them. */
static int cmd_code(int argc, char **argv, arguments a)
{
    bool format_given = a.job.options.format != DEM_FORMAT_JSONL;
    for (int i = 0; i < argc; i++)
        format_given = format_given || strcmp(argv[i], "--format") == 0;
    a.paths = calloc((size_t)argc + 1, sizeof *a.paths);
    a.actors = calloc((size_t)argc + 1, sizeof *a.actors);
    a.frames = calloc((size_t)argc + 1, sizeof *a.frames);
    a.model.actors = a.actors;
    a.model.frames = a.frames;
    int code = EXIT_USAGE;
    if (!a.paths || !a.actors || !a.frames) {
        fprintf(stderr, "demarche: out of memory\n");
        code = EXIT_FAILED;
    } else if (parse_arguments(&a, argc, argv)) {
        set_terminal(&a, format_given);
        code = a.who ? run_who(&a) : run_job(&a);
    }
    free(a.paths);
    free(a.actors);
    free(a.frames);
    return code;
}

static int cmd_compile(int argc, char **argv)
{
    dem_error err;
    if (argc != 2)
        return misuse("compile takes a folder of tables and the file to write", NULL);
    return dem_tables_compile(argv[0], argv[1], NULL, &err) == DEM_OK ? 0 : fail(&err);
}

static int run_import(const dem_dictionary_job *job)
{
    dem_dictionary_stats stats;
    dem_error err;
    if (dem_dictionary_import(job, NULL, write_out, stdout, &stats, &err) != DEM_OK)
        return fail(&err);
    if (stats.skipped || stats.uncoded)
        fprintf(stderr, "demarche: %lld rows written, %lld lines skipped, %lld entries are to have no code and were left out\n", (long long)stats.rows,
                (long long)stats.skipped, (long long)stats.uncoded);
    if (fflush(stdout) != 0)
        return EXIT_FAILED;
    return stats.skipped ? EXIT_SKIPPED : 0;
}

static bool parse_kind(const char *text, dem_dictionary_kind *out)
{
    static const char *const names[] = {"actors", "agents", "verbs"};
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = (dem_dictionary_kind)i;
            return true;
        }
    return false;
}

static int cmd_import(int argc, char **argv)
{
    static const char *const standard_input[] = {"-"};
    dem_dictionary_job job = {.skipped = show_skipped};
    if (argc > 0 && strcmp(argv[0], "--kind") == 0) {
        if (argc == 1 || !parse_kind(argv[1], &job.kind))
            return misuse("--kind is actors, agents or verbs", NULL);
        argc -= 2;
        argv += 2;
    }
    for (int i = 0; i < argc; i++)
        if (argv[i][0] == '-' && argv[i][1])
            return misuse("unknown option", argv[i]);
    job.paths = argc ? (const char *const *)argv : standard_input;
    job.n_paths = argc ? argc : 1;
    return run_import(&job);
}

/* Fills the job from the words after "eval syntax"; paths keep their order. */
static bool parse_eval(dem_eval_job *job, const char **tables, const char **paths, int argc, char **argv)
{
    bool only_paths = false;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i], **value = strcmp(word, "--only") == 0 ? &job->only : strcmp(word, "--tables") == 0 ? tables : NULL;
        if (only_paths)
            paths[job->n_paths++] = word;
        else if (value && i + 1 == argc)
            return misuse("a value is missing", word), false;
        else if (value)
            *value = argv[++i];
        else if (strcmp(word, "--") == 0)
            only_paths = true;
        else if (strcmp(word, "--raw") == 0)
            job->raw = true;
        else if (strcmp(word, "--relations") == 0)
            job->relations = true;
        else if (word[0] == '-' && word[1])
            return misuse("unknown option", word), false;
        else
            paths[job->n_paths++] = word;
    }
    if (job->n_paths == 0)
        paths[job->n_paths++] = "-";
    job->paths = paths;
    return true;
}

static int run_eval(const dem_eval_job *job, const char *tables)
{
    dem_model *model;
    dem_error err;
    if (open_model((dem_model_files){.kb = tables}, &model, &err) != DEM_OK)
        return fail(&err);
    dem_status status = dem_eval_syntax(model, job, write_out, stdout, &err);
    dem_model_close(model);
    if (status != DEM_OK)
        return fail(&err);
    return fflush(stdout) == 0 ? 0 : EXIT_FAILED;
}

static int cmd_eval(int argc, char **argv)
{
    dem_eval_job job = {0};
    const char *tables = NULL;
    if (argc == 0 || strcmp(argv[0], "syntax") != 0)
        return misuse("eval takes the word syntax", NULL);
    const char **paths = calloc((size_t)argc, sizeof *paths);
    if (!paths) {
        fprintf(stderr, "demarche: out of memory\n");
        return EXIT_FAILED;
    }
    int code = parse_eval(&job, &tables, paths, argc - 1, argv + 1) ? run_eval(&job, tables) : EXIT_USAGE;
    free(paths);
    return code;
}

static int cmd_version(int argc, char **argv)
{
    dem_model *model = NULL;
    dem_error err;
    if (argc == 0) {
        printf("demarche %s\n", DEM_VERSION);
        return 0;
    }
    if (argc != 1 || strcmp(argv[0], "--json") != 0)
        return misuse("--version takes only --json", NULL);
    if (open_model((dem_model_files){0}, &model, &err) != DEM_OK)
        return fail(&err);
    dem_status status = dem_describe(model, write_out, stdout, &err);
    dem_model_close(model);
    return status == DEM_OK && fflush(stdout) == 0 ? 0 : EXIT_FAILED;
}

int main(int argc, char **argv)
{
    const char *verb = argc > 1 ? argv[1] : "";
    if (strcmp(verb, "code") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){0});
    if (strcmp(verb, "explain") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){.job.explain = true});
    if (strcmp(verb, "annotate") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){.annotate = true, .job.options.format = DEM_FORMAT_ANNOTATION});
    if (strcmp(verb, "unresolved") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){.unresolved = true, .min = 2});
    if (strcmp(verb, "who") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){.who = true});
    if (strcmp(verb, "parse") == 0)
        return cmd_code(argc - 2, argv + 2, (arguments){.job.options.format = DEM_FORMAT_CONLLU});
    if (strcmp(verb, "eval") == 0)
        return cmd_eval(argc - 2, argv + 2);
    if (strcmp(verb, "compile") == 0)
        return cmd_compile(argc - 2, argv + 2);
    if (strcmp(verb, "import-dictionary") == 0)
        return cmd_import(argc - 2, argv + 2);
    if (strcmp(verb, "--version") == 0)
        return cmd_version(argc - 2, argv + 2);
    if (strcmp(verb, "--help") == 0 || strcmp(verb, "help") == 0) {
        fputs(usage, stdout);
        return 0;
    }
    return misuse(*verb ? "unknown command" : "no command", *verb ? verb : NULL);
}
