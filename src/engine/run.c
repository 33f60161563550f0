/* Many documents through several threads. Pieces of work go round a ring of slots: the calling thread reads into a slot, a worker codes it,
 * and the calling thread writes the slots in the order in which it filled them, so that the output does not depend on the threads. */
#include "engine/source.h"

#include <pthread.h>
#include <unistd.h>

enum { MAX_THREADS = 64, SLOTS_PER_THREAD = 4 };

typedef enum { SLOT_FREE, SLOT_READY, SLOT_BUSY, SLOT_DONE } slot_state;

typedef struct skip_note {
    struct skip_note *next;
    char name[256];
    dem_error why;
} skip_note;

typedef struct {
    slot_state state;
    dem_buf in, out;
    dem_work work;
    dem_arena notes_arena;
    skip_note *notes, *last_note; /* skipped documents, reported in order by the calling thread */
    dem_status status;
} slot;

typedef struct {
    const dem_job *job;
    dem_task task;
    pthread_mutex_t lock;
    pthread_cond_t ready, done;
    slot *slots;
    int n_slots;
    int64_t next_taken; /* number of the next piece that a worker takes */
    bool closing;
} ring;

typedef struct {
    ring *ring;
    dem_coder *coder;
    pthread_t thread;
    bool started;
} worker;

static void note_skip(void *ctx, const char *name, const dem_error *why)
{
    slot *s = ctx;
    skip_note *note = dem_arena_alloc(&s->notes_arena, (ptrdiff_t)sizeof *note);
    if (!note) {
        s->status = DEM_NO_MEMORY;
        return;
    }
    size_t n = strlen(name);
    memcpy(note->name, name, n < sizeof note->name ? n : sizeof note->name - 1);
    note->why = *why;
    if (s->last_note)
        s->last_note->next = note;
    else
        s->notes = note;
    s->last_note = note;
}

static void work_on(slot *s, dem_coder *coder, dem_task task)
{
    dem_status status = dem_engine_work(coder, &s->work, task, &s->out, note_skip, s);
    if (s->status == DEM_OK)
        s->status = status;
}

static void *worker_main(void *ctx)
{
    worker *w = ctx;
    ring *r = w->ring;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        slot *s = &r->slots[r->next_taken % r->n_slots];
        if (s->state == SLOT_READY) {
            s->state = SLOT_BUSY;
            r->next_taken++;
            pthread_mutex_unlock(&r->lock);
            work_on(s, w->coder, r->task);
            pthread_mutex_lock(&r->lock);
            s->state = SLOT_DONE;
            pthread_cond_broadcast(&r->done);
        } else if (r->closing) {
            break;
        } else {
            pthread_cond_wait(&r->ready, &r->lock);
        }
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Waits for a slot that was filled, writes what came of it, and frees it. */
static dem_status drain(ring *r, slot *s, dem_sink *sink, void *sink_ctx)
{
    pthread_mutex_lock(&r->lock);
    while (s->state == SLOT_READY || s->state == SLOT_BUSY)
        pthread_cond_wait(&r->done, &r->lock);
    pthread_mutex_unlock(&r->lock);
    if (s->state == SLOT_FREE)
        return DEM_OK;
    s->state = SLOT_FREE;
    for (const skip_note *n = s->notes; n; n = n->next)
        if (r->job->skipped)
            r->job->skipped(r->job->ctx, n->name, &n->why);
    s->notes = s->last_note = NULL;
    dem_arena_clear(&s->notes_arena);
    dem_status status = s->status;
    if (status == DEM_OK && s->out.len && !sink(sink_ctx, s->out.data, (size_t)s->out.len))
        status = DEM_STOPPED;
    s->out.len = 0;
    s->status = DEM_OK;
    return status;
}

static void publish(ring *r, slot *s)
{
    pthread_mutex_lock(&r->lock);
    s->state = SLOT_READY;
    pthread_cond_signal(&r->ready);
    pthread_mutex_unlock(&r->lock);
}

typedef struct {
    ring ring;
    worker workers[MAX_THREADS];
    int n_workers;
    dem_source *source;
    dem_files *files; /* NULL if all goes to the sink */
    const dem_allocator *alloc;
    int64_t documents_started;
} run;

static dem_status feed(run *r, dem_sink *sink, void *sink_ctx, dem_error *err)
{
    bool inline_work = r->n_workers == 1;
    int64_t n = 0;
    for (;; n++) {
        slot *s = &r->ring.slots[n % r->ring.n_slots];
        bool more;
        DEM_TRY(drain(&r->ring, s, sink, sink_ctx));
        DEM_TRY(dem_source_next(r->source, &s->in, &s->work, &more, err));
        if (!more)
            break;
        if (inline_work) {
            work_on(s, r->workers[0].coder, r->ring.task);
            s->state = SLOT_DONE;
            DEM_TRY(drain(&r->ring, s, sink, sink_ctx));
        } else {
            publish(&r->ring, s);
        }
        if (r->ring.job->progress)
            r->ring.job->progress(r->ring.job->ctx, dem_source_done(r->source), dem_source_total(r->source), n + 1);
    }
    for (int i = 0; i < r->ring.n_slots; i++, n++)
        DEM_TRY(drain(&r->ring, &r->ring.slots[n % r->ring.n_slots], sink, sink_ctx));
    return DEM_OK;
}

static dem_status start(run *r, const dem_model *model, const dem_job *job, int threads, dem_error *err)
{
    if (job->folder)
        DEM_TRY(dem_files_open(model, job, &r->files, err));
    r->ring.n_slots = threads == 1 ? 1 : threads * SLOTS_PER_THREAD;
    r->ring.slots = r->alloc->resize(r->alloc->ctx, NULL, 0, (size_t)r->ring.n_slots * sizeof *r->ring.slots);
    if (!r->ring.slots)
        return DEM_NO_MEMORY;
    memset(r->ring.slots, 0, (size_t)r->ring.n_slots * sizeof *r->ring.slots);
    for (int i = 0; i < r->ring.n_slots; i++) {
        dem_buf_init(&r->ring.slots[i].in, r->alloc);
        dem_buf_init(&r->ring.slots[i].out, r->alloc);
        dem_arena_init(&r->ring.slots[i].notes_arena, r->alloc);
    }
    for (; r->n_workers < threads; r->n_workers++) {
        worker *w = &r->workers[r->n_workers];
        w->ring = &r->ring;
        DEM_TRY(dem_coder_new(model, &job->options, &w->coder, err));
        w->coder->frames = r->files != NULL;
        if (threads == 1)
            continue;
        if (pthread_create(&w->thread, NULL, worker_main, w) != 0) {
            r->n_workers++; /* its coder is to be freed */
            return dem_fail(err, DEM_IO, -1, "cannot start a thread");
        }
        w->started = true;
    }
    return dem_source_open(job, r->alloc, r->workers[0].coder->options.limits.document_bytes, &r->source, err);
}

static void add_stats(dem_stats *sum, const dem_stats *one)
{
    sum->documents += one->documents;
    sum->sentences += one->sentences;
    sum->tokens += one->tokens;
    sum->words += one->words;
    sum->events += one->events;
    sum->statements += one->statements;
    sum->skipped += one->skipped;
    sum->repaired_bytes += one->repaired_bytes;
    sum->input_bytes += one->input_bytes;
    for (int i = 0; i < DEM_STAGES; i++)
        sum->stage_ns[i] += one->stage_ns[i];
}

/* Lets the workers finish what they have, and gives everything back. */
static void stop(run *r, dem_stats *stats)
{
    pthread_mutex_lock(&r->ring.lock);
    r->ring.closing = true;
    pthread_cond_broadcast(&r->ring.ready);
    pthread_mutex_unlock(&r->ring.lock);
    for (int i = 0; i < r->n_workers; i++) {
        if (r->workers[i].started)
            pthread_join(r->workers[i].thread, NULL);
        if (r->workers[i].coder)
            add_stats(stats, &r->workers[i].coder->stats);
        dem_coder_free(r->workers[i].coder);
    }
    if (r->source)
        stats->skipped += dem_source_skipped(r->source);
    dem_files_close(r->files);
    dem_source_close(r->source);
    for (int i = 0; r->ring.slots && i < r->ring.n_slots; i++) {
        dem_buf_release(&r->ring.slots[i].in);
        dem_buf_release(&r->ring.slots[i].out);
        dem_arena_release(&r->ring.slots[i].notes_arena);
    }
    if (r->ring.slots)
        r->alloc->resize(r->alloc->ctx, r->ring.slots, (size_t)r->ring.n_slots * sizeof *r->ring.slots, 0);
}

dem_status dem_engine_run(const dem_model *model, const dem_job *job, dem_task task, dem_sink *sink, void *sink_ctx, dem_stats *stats, dem_error *err)
{
    dem_stats unused;
    if (!model || !job || job->threads < 0 || job->threads > MAX_THREADS || job->n_paths < 0)
        return dem_fail(err, DEM_BAD_ARG, -1, "threads must be 0 to %d, and there must be a model and a job", MAX_THREADS);
    if (job->conllu && (task != DEM_TASK_RECORDS || (job->options.format != DEM_FORMAT_CONLLU && job->options.format != DEM_FORMAT_ANNOTATION)))
        return dem_fail(err, DEM_BAD_ARG, -1, "of CoNLL-U only CoNLL-U and annotations can be made");
    if ((job->options.format == DEM_FORMAT_BRAT) != (job->folder != NULL))
        return dem_fail(err, DEM_BAD_ARG, -1, "brat takes a folder to write to, and nothing else does");
    if (!stats)
        stats = &unused;
    *stats = (dem_stats){0};
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int threads = job->threads ? job->threads : cores < 1 ? 1 : cores > MAX_THREADS ? MAX_THREADS : (int)cores;
    run r = {.alloc = model->alloc, .ring = {.job = job, .task = task}};
    if (err)
        *err = (dem_error){.offset = -1};
    if (pthread_mutex_init(&r.ring.lock, NULL) != 0)
        return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    pthread_cond_init(&r.ring.ready, NULL); /* cannot fail without attributes on the systems we build for */
    pthread_cond_init(&r.ring.done, NULL);
    dem_status status = start(&r, model, job, threads, err);
    if (status == DEM_OK && task == DEM_TASK_RECORDS)
        status = dem_write_header(r.workers[0].coder, sink, sink_ctx, err);
    if (status == DEM_OK)
        status = r.files ? feed(&r, dem_files_sink, r.files, err) : feed(&r, sink, sink_ctx, err);
    const dem_error *failed = r.files ? dem_files_error(r.files) : NULL;
    if (status == DEM_STOPPED && failed) {
        status = failed->status;
        if (err)
            *err = *failed;
    }
    stop(&r, stats);
    pthread_cond_destroy(&r.ring.ready);
    pthread_cond_destroy(&r.ring.done);
    pthread_mutex_destroy(&r.ring.lock);
    if (status == DEM_NO_MEMORY)
        status = dem_fail(err, status, -1, "out of memory");
    if (status == DEM_STOPPED)
        status = dem_fail(err, status, -1, "the receiver of the output stopped");
    return status;
}

dem_status dem_run(const dem_model *model, const dem_job *job, dem_sink *sink, void *sink_ctx, dem_stats *stats, dem_error *err)
{
    dem_task task = job && job->explain ? DEM_TASK_EXPLAIN : DEM_TASK_RECORDS;
    return dem_engine_run(model, job, task, sink, sink_ctx, stats, err);
}
