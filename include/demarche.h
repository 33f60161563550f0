/* demarche: reads news reports and writes down who did what to whom, who said what, and which words say so.
 *
 * Usage:
 *
 *     dem_model *model;
 *     dem_coder *coder;
 *     dem_error err;
 *     if (dem_model_open("kb.dem", "syntax.dem", NULL, &model, &err)) ...   // err.message says why
 *     if (dem_coder_new(model, NULL, &coder, &err)) ...
 *     dem_input in = {.text = "...", .text_len = n, .ref = "a.txt", .published = "2024-04-04"};
 *     dem_code(coder, &in, my_sink, my_context, &err);                      // the sink gets JSONL
 *     dem_coder_free(coder);
 *     dem_model_close(model);
 *
 * Threads: a model never changes after it is opened and may be shared. A coder belongs to one thread at a time.
 * Ownership: whatever a function hands out through its last pointers belongs to the caller, who gives it back with
 * the matching free or close. Strings passed to a sink live until the sink returns.
 * Errors: functions that can fail return a dem_status; `err` may be NULL.
 */
#ifndef DEMARCHE_H
#define DEMARCHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DEM_VERSION "0.1.0"
#define DEM_SCHEMA "1"

#if defined(__GNUC__)
#define DEM_API __attribute__((visibility("default")))
#define DEM_MUST_USE __attribute__((warn_unused_result))
#else
#define DEM_API
#define DEM_MUST_USE
#endif

typedef enum {
    DEM_OK = 0,
    DEM_NO_MEMORY,  /* the allocator refused */
    DEM_IO,         /* the operating system refused: open, read, write, map */
    DEM_BAD_MODEL,  /* a compiled file is damaged, of another version, or not one of ours */
    DEM_BAD_TABLE,  /* a table row is wrong; the message says file and line */
    DEM_BAD_INPUT,  /* a document that cannot be read; others are not affected */
    DEM_LIMIT,      /* a document is past one of the limits; others are not affected */
    DEM_BAD_ARG,    /* the caller's argument is out of range */
    DEM_STOPPED     /* a sink returned false */
} dem_status;

typedef struct {
    dem_status status;
    int64_t offset;    /* byte in the input or file, -1 if none */
    int64_t line;      /* line in a table or JSONL file, counted from 1; 0 if none */
    char message[256]; /* one line, NUL-terminated, valid UTF-8 */
} dem_error;

/* Memory. resize(ctx, NULL, 0, n) allocates n bytes, resize(ctx, p, old, n) resizes, resize(ctx, p, old, 0) frees and
 * returns NULL. A NULL dem_allocator pointer means malloc. The allocator outlives everything made with it. */
typedef struct {
    void *ctx;
    void *(*resize)(void *ctx, void *p, size_t old_size, size_t new_size);
} dem_allocator;

/* Takes `len` bytes of output. Returns false to stop. */
typedef bool dem_sink(void *ctx, const char *data, size_t len);

/* Model: the compiled knowledge and weights, memory-mapped and read-only. */
typedef struct dem_model dem_model;

/* Opens and checks both compiled files. Neither path may be NULL. */
DEM_API DEM_MUST_USE dem_status dem_model_open(const char *kb_path, const char *syntax_path, const dem_allocator *alloc,
                                               dem_model **out, dem_error *err);
DEM_API void dem_model_close(dem_model *model);

/* The files of a model, with tables of actors and frames that go over those in kb.dem. Pointers need to live only during the call. */
typedef struct {
    const char *kb, *syntax;   /* compiled files */
    const char *const *actors; /* TSV with the header of one of the tables of actors (docs/tables.md, Overlays); each at most 64 MiB */
    int n_actors;              /* 0 to 1000 */
    const char *const *frames; /* TSV with the header of the tables of frames; each at most 64 MiB */
    int n_frames;              /* 0 to 1000 */
    bool actors_alone;         /* names and role nouns are found in these tables only, not in kb.dem */
    bool frames_alone;         /* the frames of kb.dem do not fire */
} dem_model_files;

/* dem_model_open with tables laid over. Rows of actors add to the rows of kb.dem, replace those with their ids, and their names go before the names
 * there; frames are tried beside those there. The model then has tables of its own in memory, about as many bytes as kb.dem; records print other values of by.kb and by.tables. A table
 * that cannot be read is DEM_IO or DEM_LIMIT, a row that is wrong DEM_BAD_TABLE with file, line and reason in the message; then nothing is opened. */
DEM_API DEM_MUST_USE dem_status dem_model_open_files(const dem_model_files *files, const dem_allocator *alloc, dem_model **out,
                                                     dem_error *err);

/* Checks the tables under `data_dir` and writes them to `kb_path`, whole or not at all. */
DEM_API DEM_MUST_USE dem_status dem_tables_compile(const char *data_dir, const char *kb_path, const dem_allocator *alloc,
                                                   dem_error *err);

/* Dictionaries of the formats of TABARI and PETRARCH, to be laid over as tables of actors or frames (docs/tables.md, Dictionaries). */
typedef enum { DEM_DICTIONARY_ACTORS, DEM_DICTIONARY_AGENTS, DEM_DICTIONARY_VERBS } dem_dictionary_kind;

typedef struct {
    dem_dictionary_kind kind;
    const char *const *paths; /* each at most 64 MiB; "-" is standard input */
    int n_paths;
    /* Called for each line that cannot be read, with the reason and its number. May be NULL. */
    void (*skipped)(void *ctx, const char *name, const dem_error *why);
    void *ctx;
} dem_dictionary_job;

typedef struct {
    int64_t rows;
    int64_t skipped; /* lines that cannot be read */
    int64_t uncoded; /* entries that are to have no code, and have no row */
} dem_dictionary_stats;

/* Writes what the dictionaries say as one table: actors as names with codes, agents as roles, verbs as frames. A file that cannot be read is DEM_IO or DEM_LIMIT and ends it;
 * a line does not. `stats` may be NULL. */
DEM_API DEM_MUST_USE dem_status dem_dictionary_import(const dem_dictionary_job *job, const dem_allocator *alloc, dem_sink *sink,
                                                      void *sink_ctx, dem_dictionary_stats *stats, dem_error *err);

/* One line of JSON about the library and, if not NULL, the model: versions, hashes, licences. */
DEM_API DEM_MUST_USE dem_status dem_describe(const dem_model *model, dem_sink *sink, void *ctx, dem_error *err);

/* Limits: 0 means the default given here. Past one of them a document is skipped with DEM_LIMIT. */
typedef struct {
    int64_t document_bytes;  /* decoded bytes of one document, 8 MiB */
    int64_t sentence_tokens; /* tokens of one sentence, 400; longer sentences are cut, the document is not skipped */
    int64_t json_depth;      /* nesting of a JSON document, 64 */
} dem_limits;

typedef enum {
    DEM_FORMAT_JSONL,
    DEM_FORMAT_CSV,
    DEM_FORMAT_TABLE,
    DEM_FORMAT_CONLLU, /* trees instead of records: Universal Dependencies v2. Names, times and events are not looked for */
    DEM_FORMAT_ANNOTATION, /* one JSON object a document with every layer: sentences, words and trees, mentions, times, quantities, events, statements */
    DEM_FORMAT_BRAT /* the layers as standoff annotations of brat, one .ann a document. They count code points in the title, an empty line and the body, or in the
                       body alone if there is no title */
} dem_format;

/* Layers of annotations, to be added up. Layers that a chosen one points into are written too: entities for quotes; entities, times and quantities for events. */
typedef enum {
    DEM_LAYER_TOKENS = 1,
    DEM_LAYER_ENTITIES = 2,
    DEM_LAYER_TIMES = 4,
    DEM_LAYER_QUANTITIES = 8,
    DEM_LAYER_QUOTES = 16,
    DEM_LAYER_EVENTS = 32,
    DEM_LAYERS = 63
} dem_layer;

typedef struct {
    dem_format format;
    bool documents;     /* also write one `document` record a document (JSONL only) */
    bool color;         /* table: use terminal colours */
    int width;          /* table: columns of the terminal, 0 for 100 */
    bool stages;        /* measure time by stage, see dem_coder_stats */
    unsigned layers;    /* of annotations: a sum of dem_layer; 0 for all, in brat for all but tokens */
    dem_limits limits;
} dem_options;

/* One document. Pointers need to live only during the call. */
typedef struct {
    const char *text; /* body, any bytes; need not end in NUL */
    size_t text_len;
    const char *title; /* NULL if unknown; NUL-terminated, as are all below */
    const char *ref;   /* the name the caller knows it by */
    const char *source;
    const char *url;
    const char *published; /* YYYY, YYYY-MM or YYYY-MM-DD, longer ISO dates are cut; NULL if unknown */
    const char *basis;     /* how `published` is known: given (default), text, inferred */
    const char *agency;
    const char *language;
} dem_input;

typedef struct dem_coder dem_coder;

DEM_API DEM_MUST_USE dem_status dem_coder_new(const dem_model *model, const dem_options *options, dem_coder **out,
                                              dem_error *err);
DEM_API void dem_coder_free(dem_coder *coder);

/* Codes one document and writes its records to the sink in the coder's format. */
DEM_API DEM_MUST_USE dem_status dem_code(dem_coder *coder, const dem_input *input, dem_sink *sink, void *ctx,
                                         dem_error *err);

/* Codes one document given as a line of JSON: {"id","date","title","text","url","source"}. `name` is printed in errors. */
DEM_API DEM_MUST_USE dem_status dem_code_json(dem_coder *coder, const char *name, const char *json, size_t len,
                                              dem_sink *sink, void *ctx, dem_error *err);

/* Writes for each sentence of the document tokens, actors, times, every frame considered, and why it did or did not fire. */
DEM_API DEM_MUST_USE dem_status dem_explain(dem_coder *coder, const dem_input *input, dem_sink *sink, void *ctx,
                                            dem_error *err);

/* What goes before the first record and after the last: the CSV header; nothing in JSONL. */
DEM_API DEM_MUST_USE dem_status dem_write_header(const dem_coder *coder, dem_sink *sink, void *ctx, dem_error *err);

enum { DEM_STAGE_TEXT, DEM_STAGE_TOKEN, DEM_STAGE_SYNTAX, DEM_STAGE_NAME, DEM_STAGE_WHEN, DEM_STAGE_EVENT, DEM_STAGE_OUTPUT, DEM_STAGES };

typedef struct {
    int64_t documents, sentences, tokens, words, events, statements;
    int64_t skipped;        /* documents past a limit or unreadable */
    int64_t repaired_bytes; /* bytes of invalid UTF-8 replaced */
    int64_t input_bytes;
    int64_t stage_ns[DEM_STAGES]; /* only with options.stages */
} dem_stats;

DEM_API void dem_coder_stats(const dem_coder *coder, dem_stats *out);

/* Runs: many files, folders and streams through several threads, output in the order of the input. */
typedef struct {
    const char *const *paths; /* files or folders; "-" is standard input */
    int n_paths;
    const char *meta_path; /* TSV: file, published, basis, url; NULL if none */
    int threads;           /* 1 to 64; 0 for one a core */
    bool explain;          /* explain instead of coding */
    bool conllu;           /* the input is CoNLL-U, the format DEM_FORMAT_CONLLU or DEM_FORMAT_ANNOTATION: tags and parses its words anew, sentence by
                              sentence, and keeps words, sentences and (in CoNLL-U) comments; a sentence is a document of its own. A sentence that cannot be read is skipped; each counts as a document. */
    const char *folder;    /* brat, and only brat: where the files go, NAME.txt and NAME.ann for each document, and annotation.conf if there is none. Made if it is
                              not there; each file is written whole or not at all. NAME is the last part of `ref` without .txt, with -2, -3, ... if it is taken */
    dem_options options;
    /* Called from the calling thread with the bytes read so far and the total known, -1 if unknown. May be NULL. */
    void (*progress)(void *ctx, int64_t done, int64_t total, int64_t documents);
    /* Called for each document or file that is skipped, with the reason. May be NULL. */
    void (*skipped)(void *ctx, const char *name, const dem_error *why);
    void *ctx;
} dem_job;

DEM_API DEM_MUST_USE dem_status dem_run(const dem_model *model, const dem_job *job, dem_sink *sink, void *sink_ctx,
                                        dem_stats *stats, dem_error *err);

/* Names that no table has. */
typedef enum { DEM_TABLE_PEOPLE, DEM_TABLE_ORGS, DEM_TABLE_PLACES } dem_actor_table;

/* Reads the documents of the job and writes the names in running text that no table has, those that occur `min` (1 or more) times or more often, as rows of one
 * table of data/actors to be completed: its header, then for each name a comment with its count, the first document and the index of the sentence there, tabs
 * between, and the row, with what the texts say of role and side. Ordered by count, the most frequent first, then by name. A name that is neither known nor guessed
 * to be an organisation or a place stands with the people. Memory grows with the number of different names. The format of the job has no meaning here; explain
 * and conllu are not to be set. */
DEM_API DEM_MUST_USE dem_status dem_unresolved(const dem_model *model, const dem_job *job, dem_actor_table table, int64_t min, dem_sink *sink,
                                               void *sink_ctx, dem_stats *stats, dem_error *err);

/* What the tables know of names. */
typedef struct {
    const char *const *names; /* words: the longest run of them that the tables know is one name, and so is a run of words that none of them knows. A string with
                                 a space in it is a name of its own */
    int n_names;
    const char *on;    /* what holds on this day: YYYY, YYYY-MM or YYYY-MM-DD; NULL for everything with its dates */
    dem_format format; /* DEM_FORMAT_JSONL or DEM_FORMAT_TABLE */
    bool color;        /* table: use terminal colours */
} dem_who_job;

/* Writes for each name what it can mean: id, name, type, country, sector, CAMEO code and source; of a person the offices, of a country the bodies it belongs to and
 * who holds its highest posts, of a body its members and its head (docs/records.md, Names). A name that no table has is written with names that are like it, and
 * counted in *unknown, which may be NULL. A day or format that cannot be read is DEM_BAD_ARG. */
DEM_API DEM_MUST_USE dem_status dem_who(const dem_model *model, const dem_who_job *job, dem_sink *sink, void *sink_ctx, int *unknown,
                                        dem_error *err);

/* Evaluation of the trees against gold ones. */
typedef struct {
    const char *const *paths; /* CoNLL-U with heads and relations; "-" is standard input */
    int n_paths;
    const char *only; /* only documents whose `# newdoc id` begins so; NULL for all */
    bool raw;         /* from the text alone, each line of it prose; else on the words and sentences of the file */
    bool relations;   /* also a line for each of the relations that frames look at */
    dem_limits limits;
} dem_eval_job;

/* Tags and parses the sentences of the files and writes how much is right, as the script of the CoNLL 2018 shared task counts it (conll18_ud_eval.py): lines
 * of a name and F1 in percent, `UPOS`, `Lemma`, `UAS`, `LAS`, `CLAS`, with raw before them `Tokens`, `Sentences`, `Words`; then with relations lines of
 * relation, precision, recall, F1, number in the files, for full labels with the right head. A file that is not CoNLL-U, or a sentence past a limit, is
 * DEM_BAD_INPUT or DEM_LIMIT with file, line and byte; so is DEM_BAD_INPUT when there is no sentence to score. */
DEM_API DEM_MUST_USE dem_status dem_eval_syntax(const dem_model *model, const dem_eval_job *job, dem_sink *sink, void *ctx,
                                                dem_error *err);

#ifdef __cplusplus
}
#endif
#endif
