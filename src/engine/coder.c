/* One document through the stages. */
#include "base/io.h"
#include "engine/engine.h"
#include "event/event.h"
#include "ingest/ingest.h"
#include "name/name.h"
#include "output/output.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "token/token.h"
#include "when/when.h"

static const dem_limits default_limits = {.document_bytes = 8 << 20, .sentence_tokens = 400, .json_depth = 64};

static void set_default(int64_t *limit, int64_t value)
{
    if (*limit == 0)
        *limit = value;
}

dem_status dem_coder_new(const dem_model *model, const dem_options *options, dem_coder **out, dem_error *err)
{
    *out = NULL;
    if (!model)
        return dem_fail(err, DEM_BAD_ARG, -1, "no model");
    dem_options o = options ? *options : (dem_options){0};
    if (o.limits.document_bytes < 0 || o.limits.document_bytes > INT32_MAX / 4 || o.limits.sentence_tokens < 0 ||
        o.limits.sentence_tokens > 10000 || o.limits.json_depth < 0 || o.limits.json_depth > 1000)
        return dem_fail(err, DEM_BAD_ARG, -1, "a limit is out of range");
    if (o.layers & ~(unsigned)DEM_LAYERS)
        return dem_fail(err, DEM_BAD_ARG, -1, "no such layer");
    set_default(&o.limits.document_bytes, default_limits.document_bytes);
    set_default(&o.limits.sentence_tokens, default_limits.sentence_tokens);
    set_default(&o.limits.json_depth, default_limits.json_depth);
    dem_coder *coder = model->alloc->resize(model->alloc->ctx, NULL, 0, sizeof *coder);
    if (!coder)
        return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    *coder = (dem_coder){.model = model, .alloc = model->alloc, .options = o};
    dem_arena_init(&coder->arena, coder->alloc);
    dem_buf_init(&coder->out, coder->alloc);
    *out = coder;
    return DEM_OK;
}

void dem_coder_free(dem_coder *coder)
{
    if (!coder)
        return;
    dem_arena_release(&coder->arena);
    dem_buf_release(&coder->out);
    coder->alloc->resize(coder->alloc->ctx, coder, sizeof *coder, 0);
}

void dem_coder_stats(const dem_coder *coder, dem_stats *out)
{
    *out = coder->stats;
}

/* Adds the time since *last to a stage, if anybody wants to know. */
static void end_stage(dem_coder *coder, int stage, int64_t *last)
{
    if (!coder->options.stages)
        return;
    int64_t now = dem_clock_ns();
    coder->stats.stage_ns[stage] += now - *last;
    *last = now;
}

dem_status dem_engine_trees(const dem_coder *coder, dem_doc *doc)
{
    return dem_syntax(doc, &coder->model->kb, &coder->model->weights);
}

dem_status dem_engine_given(dem_coder *coder, dem_doc *doc, dem_conllu_sentence *given)
{
    int64_t last = coder->options.stages ? dem_clock_ns() : 0;
    DEM_TRY(dem_ingest_sentence(doc, given));
    DEM_TRY(dem_token_given(doc, &coder->model->kb));
    end_stage(coder, DEM_STAGE_TOKEN, &last);
    DEM_TRY(dem_engine_trees(coder, doc));
    end_stage(coder, DEM_STAGE_SYNTAX, &last);
    return DEM_OK;
}

dem_status dem_engine_syntax(dem_coder *coder, dem_doc *doc)
{
    const dem_kb *kb = &coder->model->kb;
    int64_t last = coder->options.stages ? dem_clock_ns() : 0;
    DEM_TRY(dem_text_split(doc, kb));
    end_stage(coder, DEM_STAGE_TEXT, &last);
    DEM_TRY(dem_tokenize(doc, kb));
    end_stage(coder, DEM_STAGE_TOKEN, &last);
    DEM_TRY(dem_engine_trees(coder, doc));
    end_stage(coder, DEM_STAGE_SYNTAX, &last);
    return DEM_OK;
}

/* The name stage over a document that has its trees. */
static dem_status find_names(dem_coder *coder, dem_doc *doc)
{
    int64_t last = coder->options.stages ? dem_clock_ns() : 0;
    DEM_TRY(dem_name(doc, &coder->model->kb, &coder->model->weights));
    end_stage(coder, DEM_STAGE_NAME, &last);
    return DEM_OK;
}

dem_status dem_engine_names(dem_coder *coder, dem_doc *doc)
{
    DEM_TRY(dem_engine_syntax(coder, doc));
    return find_names(coder, doc);
}

/* The stages behind the trees. */
static dem_status find_events(dem_coder *coder, dem_doc *doc, const dem_event_trace *trace)
{
    const dem_kb *kb = &coder->model->kb;
    DEM_TRY(find_names(coder, doc));
    int64_t last = coder->options.stages ? dem_clock_ns() : 0;
    DEM_TRY(dem_when(doc, kb));
    end_stage(coder, DEM_STAGE_WHEN, &last);
    DEM_TRY(dem_event_code(doc, kb, trace));
    end_stage(coder, DEM_STAGE_EVENT, &last);
    return DEM_OK;
}

dem_status dem_engine_stages(dem_coder *coder, dem_doc *doc, const dem_event_trace *trace)
{
    DEM_TRY(dem_engine_syntax(coder, doc));
    return find_events(coder, doc, trace);
}

static void count(dem_coder *coder, const dem_doc *doc)
{
    dem_stats *s = &coder->stats;
    s->documents++;
    s->sentences += doc->sentences.len;
    s->tokens += doc->tokens.len;
    s->events += doc->events.len;
    s->statements += doc->statements.len;
    s->repaired_bytes += doc->repaired;
    s->input_bytes += doc->field[DEM_TITLE].text.len + doc->field[DEM_BODY].text.len;
    for (ptrdiff_t i = 0; i < doc->tokens.len; i++)
        s->words += (doc->tokens.at[i].flags & DEM_TOKEN_WORD) != 0;
}

static void write_brat(dem_coder *coder, const dem_doc *doc)
{
    dem_buf lines;
    if (!coder->frames) {
        dem_output_brat(doc, coder->options.layers, &coder->out);
        return;
    }
    dem_buf_init(&lines, coder->alloc);
    dem_output_brat(doc, coder->options.layers, &lines);
    dem_files_frame(doc, (dem_str){lines.data, lines.len}, &coder->out);
    coder->out.failed = coder->out.failed || lines.failed;
    dem_buf_release(&lines);
}

static void write_records(dem_coder *coder, dem_doc *doc)
{
    const dem_kb *kb = &coder->model->kb;
    int64_t last = coder->options.stages ? dem_clock_ns() : 0;
    dem_output_ids(doc);
    switch (coder->options.format) {
    case DEM_FORMAT_JSONL: dem_output_jsonl(doc, kb, coder->options.documents, &coder->out); break;
    case DEM_FORMAT_CSV: dem_output_csv(doc, kb, &coder->out); break;
    case DEM_FORMAT_TABLE: dem_output_table(doc, kb, coder->options.width ? coder->options.width : 100, coder->options.color, &coder->out); break;
    case DEM_FORMAT_CONLLU: dem_output_conllu(doc, &coder->out); break;
    case DEM_FORMAT_ANNOTATION: dem_output_annotation(doc, kb, coder->options.layers, &coder->out); break;
    case DEM_FORMAT_BRAT: write_brat(coder, doc); break;
    }
    end_stage(coder, DEM_STAGE_OUTPUT, &last);
}

/* The stages that the task has a use for. */
static dem_status run_stages(dem_coder *coder, dem_doc *doc, dem_task task, const dem_event_trace *trace)
{
    if (task == DEM_TASK_UNRESOLVED)
        return dem_engine_names(coder, doc);
    if (task == DEM_TASK_RECORDS && coder->options.format == DEM_FORMAT_CONLLU)
        return dem_engine_syntax(coder, doc);
    return dem_engine_stages(coder, doc, task == DEM_TASK_EXPLAIN ? trace : NULL);
}

/* Stages and output for a document that `ingest` has filled; what is made of it is in coder->out afterwards. */
static dem_status finish(dem_coder *coder, dem_doc *doc, dem_task task, dem_error *err)
{
    const dem_kb *kb = &coder->model->kb;
    dem_trace log;
    dem_trace_init(&log, kb, coder->alloc);
    dem_status status = run_stages(coder, doc, task, &log.trace);
    if (status == DEM_OK) {
        count(coder, doc);
        if (task == DEM_TASK_EXPLAIN) {
            dem_output_ids(doc);
            status = dem_explain_doc(doc, kb, &log.lines, &coder->out);
        } else if (task == DEM_TASK_UNRESOLVED) {
            status = dem_unresolved_doc(doc, kb, &coder->out);
        } else {
            write_records(coder, doc);
        }
        if (coder->out.failed || log.lines.failed || log.names.failed)
            status = DEM_NO_MEMORY;
    }
    dem_trace_release(&log);
    return status == DEM_NO_MEMORY ? dem_fail(err, status, -1, "out of memory") : status;
}

dem_status dem_engine_begin(dem_coder *coder, dem_doc **doc, dem_error *err)
{
    if (err)
        *err = (dem_error){.offset = -1};
    dem_arena_clear(&coder->arena);
    if (coder->out.failed)
        dem_buf_release(&coder->out);
    coder->out.len = 0;
    *doc = dem_arena_alloc(&coder->arena, (ptrdiff_t)sizeof **doc);
    if (!*doc)
        return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    (*doc)->arena = &coder->arena;
    (*doc)->limits = coder->options.limits;
    return DEM_OK;
}

static dem_status code_input(dem_coder *coder, const dem_input *input, dem_task task, dem_error *err)
{
    dem_doc *doc;
    DEM_TRY(dem_engine_begin(coder, &doc, err));
    DEM_TRY(dem_ingest_input(doc, input, err));
    return finish(coder, doc, task, err);
}

static dem_status code_json(dem_coder *coder, const char *name, dem_str json, dem_task task, dem_error *err)
{
    dem_doc *doc;
    DEM_TRY(dem_engine_begin(coder, &doc, err));
    DEM_TRY(dem_ingest_json(doc, json, err));
    if (doc->ref.len == 0 && name)
        doc->ref = dem_str_of(name);
    return finish(coder, doc, task, err);
}

static dem_status hand_over(const dem_coder *coder, dem_sink *sink, void *ctx, dem_error *err)
{
    if (coder->out.len && !sink(ctx, coder->out.data, (size_t)coder->out.len))
        return dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    return DEM_OK;
}

dem_status dem_code(dem_coder *coder, const dem_input *input, dem_sink *sink, void *ctx, dem_error *err)
{
    DEM_TRY(code_input(coder, input, DEM_TASK_RECORDS, err));
    return hand_over(coder, sink, ctx, err);
}

dem_status dem_code_json(dem_coder *coder, const char *name, const char *json, size_t len, dem_sink *sink, void *ctx, dem_error *err)
{
    if (len > PTRDIFF_MAX)
        return dem_fail(err, DEM_BAD_ARG, -1, "length is out of range");
    DEM_TRY(code_json(coder, name, (dem_str){json, (ptrdiff_t)len}, DEM_TASK_RECORDS, err));
    return hand_over(coder, sink, ctx, err);
}

dem_status dem_explain(dem_coder *coder, const dem_input *input, dem_sink *sink, void *ctx, dem_error *err)
{
    DEM_TRY(code_input(coder, input, DEM_TASK_EXPLAIN, err));
    return hand_over(coder, sink, ctx, err);
}

dem_status dem_write_header(const dem_coder *coder, dem_sink *sink, void *ctx, dem_error *err)
{
    dem_buf out;
    if (coder->options.format != DEM_FORMAT_CSV)
        return DEM_OK;
    dem_buf_init(&out, coder->alloc);
    dem_output_csv_header(&out);
    dem_status status = DEM_OK;
    if (out.failed)
        status = dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    else if (!sink(ctx, out.data, (size_t)out.len))
        status = dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    dem_buf_release(&out);
    return status;
}

/* Adds the records of one document to `out`, or reports why there are none. */
static dem_status keep_or_skip(dem_coder *coder, dem_status status, const char *name, dem_error *err, dem_buf *out, dem_skip_fn *skip, void *ctx)
{
    if (status == DEM_NO_MEMORY)
        return status;
    if (status == DEM_OK) {
        dem_buf_add(out, (dem_str){coder->out.data, coder->out.len});
        return out->failed ? DEM_NO_MEMORY : DEM_OK;
    }
    coder->stats.skipped++;
    skip(ctx, name, err);
    return DEM_OK;
}

static dem_status work_text(dem_coder *coder, const dem_work *work, dem_task task, dem_buf *out, dem_skip_fn *skip, void *ctx)
{
    dem_error err;
    dem_input input = {.text = work->bytes.data, .text_len = (size_t)work->bytes.len, .ref = work->name.data,
                       .published = work->published, .basis = work->basis, .url = work->url};
    dem_status status = code_input(coder, &input, task, &err);
    return keep_or_skip(coder, status, work->name.data, &err, out, skip, ctx);
}

static dem_status work_json(dem_coder *coder, const dem_work *work, dem_task task, dem_buf *out, dem_skip_fn *skip, void *ctx)
{
    dem_error err;
    dem_str rest = work->bytes;
    for (int64_t line = work->line; rest.len; line++) {
        dem_str json = dem_str_trim(dem_str_next(&rest, '\n'));
        if (json.len == 0)
            continue;
        dem_status status = code_json(coder, work->name.data, json, task, &err);
        err.line = line;
        DEM_TRY(keep_or_skip(coder, status, work->name.data, &err, out, skip, ctx));
    }
    return DEM_OK;
}

/* The next sentence of the reader, parsed, in coder->out. */
static dem_status parse_next(dem_coder *coder, dem_conllu_reader *reader, bool *more, dem_error *err)
{
    dem_doc *doc;
    dem_conllu_sentence given;
    DEM_TRY(dem_engine_begin(coder, &doc, err));
    int64_t repaired = reader->repaired;
    DEM_TRY(dem_ingest_conllu(reader, doc->arena, &given, more, err));
    if (!*more)
        return DEM_OK;
    doc->repaired = reader->repaired - repaired;
    bool trees = coder->options.format == DEM_FORMAT_CONLLU;
    dem_status status = dem_engine_given(coder, doc, &given);
    if (status == DEM_OK && !trees)
        status = find_events(coder, doc, NULL);
    if (status == DEM_OK) {
        count(coder, doc);
        if (trees)
            dem_output_conllu_sentence(doc, &given, &coder->out);
        else
            write_records(coder, doc);
        status = coder->out.failed ? DEM_NO_MEMORY : DEM_OK;
    }
    return status == DEM_NO_MEMORY ? dem_fail(err, status, -1, "out of memory") : status;
}

static dem_status work_conllu(dem_coder *coder, const dem_work *work, dem_buf *out, dem_skip_fn *skip, void *ctx)
{
    dem_error err;
    dem_conllu_reader reader = {.text = work->bytes, .line = work->line, .offset = work->offset,
                                .most_words = coder->options.limits.sentence_tokens};
    for (bool more = true; more;)
        DEM_TRY(keep_or_skip(coder, parse_next(coder, &reader, &more, &err), work->name.data, &err, out, skip, ctx));
    return DEM_OK;
}

dem_status dem_engine_work(dem_coder *coder, const dem_work *work, dem_task task, dem_buf *out, dem_skip_fn *skip, void *ctx)
{
    switch (work->kind) {
    case DEM_WORK_JSONL: return work_json(coder, work, task, out, skip, ctx);
    case DEM_WORK_CONLLU: return work_conllu(coder, work, out, skip, ctx);
    default: return work_text(coder, work, task, out, skip, ctx);
    }
}
