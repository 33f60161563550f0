/* The control path: calls the stages in their order for one document, and many documents through several threads. */
#ifndef DEM_ENGINE_H
#define DEM_ENGINE_H

#include "doc/conllu.h"
#include "doc/doc.h"
#include "event/event.h"
#include "model/model.h"
#include "output/who.h"

struct dem_coder {
    const dem_model *model;
    const dem_allocator *alloc;
    dem_options options; /* no zeros in limits */
    bool frames;         /* what it writes goes to dem_files_sink */
    dem_arena arena;     /* of the document in hand */
    dem_buf out;         /* its records */
    dem_stats stats;
};

/* Empties the coder for the next document, and gives it one with arena and limits. */
dem_status dem_engine_begin(dem_coder *coder, dem_doc **doc, dem_error *err);
/* Tags and parses tokenised sentences. */
dem_status dem_engine_trees(const dem_coder *coder, dem_doc *doc);
/* Makes one sentence of CoNLL-U the document, and tags and parses it on the words it gives. */
dem_status dem_engine_given(dem_coder *coder, dem_doc *doc, dem_conllu_sentence *given);
/* Runs the stages from text to syntax over a document that ingest has filled. */
dem_status dem_engine_syntax(dem_coder *coder, dem_doc *doc);
/* The same up to name, and up to event. */
dem_status dem_engine_names(dem_coder *coder, dem_doc *doc);
dem_status dem_engine_stages(dem_coder *coder, dem_doc *doc, const dem_event_trace *trace);

/* What a piece of work is: one text, lines of JSON, or sentences of CoNLL-U. */
typedef enum { DEM_WORK_TEXT, DEM_WORK_JSONL, DEM_WORK_CONLLU } dem_work_kind;

/* One document of a job: where it comes from and what the meta file says of it. */
typedef struct {
    dem_str name; /* NUL-terminated */
    dem_str bytes;
    int64_t line, offset; /* of its first byte in the file */
    dem_work_kind kind;
    const char *published, *basis, *url;
} dem_work;

/* What is made of each document: records in the coder's format, an explanation, or a line for each name that no table has (unresolved.c). */
typedef enum { DEM_TASK_RECORDS, DEM_TASK_EXPLAIN, DEM_TASK_UNRESOLVED } dem_task;

/* Writes what the task makes of it into `out`. Documents that are skipped are reported through `skip`; only DEM_NO_MEMORY and DEM_STOPPED end the job. */
typedef void dem_skip_fn(void *ctx, const char *name, const dem_error *why);
dem_status dem_engine_work(dem_coder *coder, const dem_work *work, dem_task task, dem_buf *out, dem_skip_fn *skip, void *ctx);
/* dem_run for any task; `job` says nothing of it. */
dem_status dem_engine_run(const dem_model *model, const dem_job *job, dem_task task, dem_sink *sink, void *sink_ctx, dem_stats *stats, dem_error *err);

/* Files of annotations in the folder of a job (files.c): a sink for what coders with `frames` write. Not for two threads at a time. */
typedef struct dem_files dem_files;
/* Also on failure *out is to be closed, unless NULL. */
dem_status dem_files_open(const dem_model *model, const dem_job *job, dem_files **out, dem_error *err);
void dem_files_close(dem_files *files);
bool dem_files_sink(void *files, const char *data, size_t len);
const dem_error *dem_files_error(const dem_files *files); /* why the sink stopped; NULL if it did not */
/* Writes one document as the sink wants it. */
void dem_files_frame(const dem_doc *doc, dem_str annotations, dem_buf *out);

/* Fills in what holds of the entity of a reading on the day of the name. */
dem_status dem_who_facts(const dem_kb *kb, const dem_who_name *name, dem_who_reading *reading, dem_arena *arena);

/* Scores a file of CoNLL-U that was read: its sentences are added to the sums of the evaluation. DEM_BAD_INPUT and DEM_LIMIT name file, line and byte. */
typedef struct dem_evaluation dem_evaluation;
dem_status dem_evaluation_new(dem_coder *coder, const dem_eval_job *job, dem_evaluation **out);
void dem_evaluation_free(dem_evaluation *e);
dem_status dem_evaluation_add(dem_evaluation *e, const char *name, dem_str bytes, dem_error *err);
/* Writes the figures; DEM_BAD_INPUT if no sentence was scored. */
dem_status dem_evaluation_write(const dem_evaluation *e, dem_buf *out, dem_error *err);

/* What explain keeps while the event stage runs (trace.c): lines of trigger, tab, words, for each frame that was tried and each word that was scored. Not to be moved. */
enum { DEM_TRACED = 256 };
typedef struct {
    dem_event_trace trace;
    const dem_kb *kb;
    dem_buf lines;
    dem_buf names; /* of the features of the word in hand */
    struct {
        ptrdiff_t start, end; /* in `names` */
        int32_t weights[DEM_SCORED];
    } feature[DEM_TRACED];
    int n;
} dem_trace;
void dem_trace_init(dem_trace *t, const dem_kb *kb, const dem_allocator *alloc);
void dem_trace_release(dem_trace *t);

/* Writes what explain prints of a coded document. */
dem_status dem_explain_doc(const dem_doc *doc, const dem_kb *kb, const dem_buf *trace, dem_buf *out);

/* Writes a line for each name in the document that no table has, for dem_unresolved to count. */
dem_status dem_unresolved_doc(const dem_doc *doc, const dem_kb *kb, dem_buf *out);

#endif
