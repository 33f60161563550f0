/* Trees against gold ones: a sentence at a time on given words, a document at a time from text. */
#include "base/io.h"
#include "engine/engine.h"
#include "eval/eval.h"
#include "ingest/ingest.h"
#include "text/text.h"
#include "token/token.h"

struct dem_evaluation {
    dem_coder *coder;
    const dem_eval_job *job;
    dem_eval_score score;
    /* the sentence or document in hand */
    dem_arena arena;
    dem_eval_text gold;
    dem_buf text;
    bool space;  /* white space follows the last token */
    bool wanted; /* the document is one of those to score */
};

dem_status dem_evaluation_new(dem_coder *coder, const dem_eval_job *job, dem_evaluation **out)
{
    dem_evaluation *e = coder->alloc->resize(coder->alloc->ctx, NULL, 0, sizeof *e);
    *out = e;
    if (!e)
        return DEM_NO_MEMORY;
    *e = (dem_evaluation){.coder = coder, .job = job};
    dem_arena_init(&e->arena, coder->alloc);
    dem_buf_init(&e->text, coder->alloc);
    return DEM_OK;
}

void dem_evaluation_free(dem_evaluation *e)
{
    if (!e)
        return;
    dem_arena_release(&e->arena);
    dem_buf_release(&e->text);
    e->coder->alloc->resize(e->coder->alloc->ctx, e, sizeof *e, 0);
}

static void forget(dem_evaluation *e)
{
    e->gold = (dem_eval_text){0};
    e->text.len = 0;
    dem_arena_clear(&e->arena);
}

static dem_status score(dem_evaluation *e, const dem_doc *doc)
{
    dem_eval_text parsed = {0};
    DEM_TRY(dem_eval_parsed(&parsed, &e->arena, doc));
    dem_eval_place(&parsed, doc->field[DEM_BODY].text);
    dem_eval_place(&e->gold, (dem_str){e->text.data, e->text.len});
    return dem_eval_add(&e->score, &e->gold, &parsed, &e->arena);
}

/* Parses the text of the document in hand, and scores it. */
static dem_status end_document(dem_evaluation *e, dem_error *err)
{
    const dem_kb *kb = &e->coder->model->kb;
    dem_doc *doc;
    dem_input input = {.text = e->text.data, .text_len = (size_t)e->text.len};
    DEM_TRY(dem_engine_begin(e->coder, &doc, err));
    DEM_TRY(dem_ingest_input(doc, &input, err));
    DEM_TRY(dem_text_prose(doc, kb));
    DEM_TRY(dem_tokenize(doc, kb));
    DEM_TRY(dem_engine_trees(e->coder, doc));
    DEM_TRY(score(e, doc));
    forget(e);
    return DEM_OK;
}

/* Parses one sentence on its words, and scores it. */
static dem_status score_given(dem_evaluation *e, dem_conllu_sentence *s, dem_error *err)
{
    dem_doc *doc;
    DEM_TRY(dem_engine_begin(e->coder, &doc, err));
    DEM_TRY(dem_engine_given(e->coder, doc, s));
    DEM_TRY(score(e, doc));
    forget(e);
    return DEM_OK;
}

/* Takes a gold sentence into the text in hand. */
static dem_status take(dem_evaluation *e, dem_conllu_sentence *s)
{
    if (e->gold.words.len)
        dem_buf_add(&e->text, s->new_par ? DEM_S("\n\n") : e->space ? DEM_S(" ") : DEM_S(""));
    dem_conllu_text(s, &e->text);
    if (e->text.failed)
        return DEM_NO_MEMORY;
    e->space = s->words.at[s->words.len - 1].space;
    return dem_eval_gold(&e->gold, &e->arena, s);
}

/* The next sentence of the file, or the end of the document before it. */
static dem_status next(dem_evaluation *e, dem_conllu_reader *reader, bool *more, dem_error *err)
{
    dem_conllu_reader before = *reader;
    dem_conllu_sentence s;
    DEM_TRY(dem_ingest_conllu(reader, &e->arena, &s, more, err));
    if (e->gold.words.len && (!*more || s.new_doc)) {
        DEM_TRY(end_document(e, err));
        if (*more)
            *reader = before; /* the sentence went with the document's arena: it is read again */
        return DEM_OK;
    }
    if (!*more)
        return DEM_OK;
    if (s.new_doc && e->job->only)
        e->wanted = dem_str_starts(s.doc_id, dem_str_of(e->job->only));
    if (!e->wanted) {
        forget(e);
        return DEM_OK;
    }
    DEM_TRY(take(e, &s));
    return e->job->raw ? DEM_OK : score_given(e, &s, err);
}

/* Puts the file and the line before the reason of a reader or a stage. */
static dem_status name_place(const char *name, dem_error *err, dem_status status)
{
    if (status == DEM_NO_MEMORY)
        return dem_fail(err, status, -1, "out of memory");
    if (!err)
        return status;
    dem_error why = *err;
    if (why.line > 0)
        status = dem_fail(err, status, why.offset, "%s:%lld, byte %lld: %s", name, (long long)why.line, (long long)why.offset, why.message);
    else
        status = dem_fail(err, status, why.offset, "%s: %s", name, why.message);
    err->line = why.line;
    return status;
}

dem_status dem_evaluation_add(dem_evaluation *e, const char *name, dem_str bytes, dem_error *err)
{
    dem_conllu_reader reader = {.text = bytes, .line = 1, .most_words = e->coder->options.limits.sentence_tokens, .trees = true};
    dem_status status = DEM_OK;
    bool more = true;
    if (dem_str_starts(bytes, DEM_S("\x1f\x8b")))
        return dem_fail(err, DEM_BAD_INPUT, 0, "%s: packed by gzip; unpack it first", name);
    e->wanted = !e->job->only;
    while (status == DEM_OK && more)
        status = next(e, &reader, &more, err);
    forget(e);
    return status == DEM_OK ? status : name_place(name, err, status);
}

dem_status dem_evaluation_write(const dem_evaluation *e, dem_buf *out, dem_error *err)
{
    if (e->score.metric[DEM_EVAL_WORDS].gold == 0)
        return dem_fail(err, DEM_BAD_INPUT, -1, "there is no sentence to score%s%s", e->job->only ? " in documents whose id begins with " : "",
                        e->job->only ? e->job->only : "");
    dem_eval_write(&e->score, e->job->raw, e->job->relations, out);
    return out->failed ? dem_fail(err, DEM_NO_MEMORY, -1, "out of memory") : DEM_OK;
}

static dem_status add_files(dem_evaluation *e, dem_error *err)
{
    enum { LONGEST_FILE = 1 << 30 };
    for (int i = 0; i < e->job->n_paths; i++) {
        dem_buf bytes;
        dem_buf_init(&bytes, e->coder->alloc);
        dem_status status = dem_file_read(e->job->paths[i], LONGEST_FILE, &bytes, err);
        if (status == DEM_OK)
            status = dem_evaluation_add(e, e->job->paths[i], (dem_str){bytes.data, bytes.len}, err);
        dem_buf_release(&bytes);
        DEM_TRY(status);
    }
    return DEM_OK;
}

dem_status dem_eval_syntax(const dem_model *model, const dem_eval_job *job, dem_sink *sink, void *ctx, dem_error *err)
{
    dem_coder *coder;
    dem_evaluation *e;
    dem_buf out;
    dem_options options = {.format = DEM_FORMAT_CONLLU};
    if (!job || job->n_paths < 0)
        return dem_fail(err, DEM_BAD_ARG, -1, "there is no job");
    options.limits = job->limits;
    DEM_TRY(dem_coder_new(model, &options, &coder, err));
    dem_buf_init(&out, coder->alloc);
    dem_status status = dem_evaluation_new(coder, job, &e);
    if (status == DEM_NO_MEMORY)
        status = dem_fail(err, status, -1, "out of memory");
    if (status == DEM_OK)
        status = add_files(e, err);
    if (status == DEM_OK)
        status = dem_evaluation_write(e, &out, err);
    if (status == DEM_OK && !sink(ctx, out.data, (size_t)out.len))
        status = dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    dem_evaluation_free(e);
    dem_buf_release(&out);
    dem_coder_free(coder);
    return status;
}
