#include "engine/source.h"

#include "base/io.h"
#include "model/tsv.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BATCH_BYTES = 128 * 1024, MAX_FOLDER_DEPTH = 64, META_LIMIT = 64 << 20 };

typedef struct {
    const char *path;
    bool explicit_name; /* named by the user rather than found in a folder */
} file_name;

typedef struct {
    const char *published, *basis, *url;
} meta_row;

struct dem_source {
    const dem_allocator *alloc;
    const dem_job *job;
    dem_arena arena;
    int64_t document_bytes, total, done, skipped;
    DEM_VEC(file_name) files;
    ptrdiff_t next_file;
    DEM_VEC(dem_str) meta_names;
    DEM_VEC(meta_row) meta_rows;
    DEM_VEC(ptrdiff_t) meta_order; /* meta rows sorted by name */
    /* the lines or sentences of the file in hand */
    int fd; /* -1: none */
    const char *path;
    int64_t line, offset; /* of the first byte that was not handed out */
    dem_buf held; /* read but not handed out */
    bool at_end;
};

static bool has_extension(dem_str name, const char *const *extensions)
{
    for (; *extensions; extensions++)
        if (dem_str_ends(name, dem_str_of(*extensions)))
            return true;
    return false;
}

static bool is_lines(dem_str name)
{
    static const char *const extensions[] = {".jsonl", ".ndjson", NULL};
    return has_extension(name, extensions);
}

static bool is_input(const dem_source *s, dem_str name)
{
    static const char *const extensions[] = {".txt", ".text", NULL};
    if (s->job->conllu)
        return dem_str_ends(name, DEM_S(".conllu"));
    return is_lines(name) || has_extension(name, extensions);
}

static dem_status add_file(dem_source *s, const char *path, bool explicit_name, const struct stat *st)
{
    dem_str copy;
    file_name *f = dem_push(&s->arena, &s->files);
    if (!f)
        return DEM_NO_MEMORY;
    DEM_TRY(dem_str_copy(&s->arena, dem_str_of(path), &copy));
    s->files.at[s->files.len - 1] = (file_name){copy.data, explicit_name};
    if (!st)
        s->total = -1;
    else if (s->total >= 0)
        s->total += st->st_size;
    return DEM_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static dem_status add_folder(dem_source *s, const char *path, int depth, dem_error *err);

/* A name found in a folder: links to folders are not followed, so that a loop of links ends. */
static dem_status add_entry(dem_source *s, const char *path, int depth, dem_error *err)
{
    struct stat st, link;
    if (stat(path, &st) != 0 || lstat(path, &link) != 0)
        return DEM_OK; /* gone since it was listed */
    if (S_ISDIR(st.st_mode))
        return S_ISLNK(link.st_mode) ? DEM_OK : add_folder(s, path, depth + 1, err);
    return S_ISREG(st.st_mode) && is_input(s, dem_str_of(path)) ? add_file(s, path, false, &st) : DEM_OK;
}

static dem_status add_folder(dem_source *s, const char *path, int depth, dem_error *err)
{
    if (depth > MAX_FOLDER_DEPTH)
        return dem_fail(err, DEM_LIMIT, -1, "%s: folders are nested deeper than %d", path, MAX_FOLDER_DEPTH);
    DIR *dir = opendir(path);
    if (!dir)
        return dem_fail(err, DEM_IO, -1, "%s: %s", path, strerror(errno));
    DEM_VEC(const char *) names = {0};
    dem_status status = DEM_OK;
    for (const struct dirent *e = readdir(dir); e && status == DEM_OK; e = readdir(dir)) {
        if (e->d_name[0] == '.')
            continue;
        ptrdiff_t n = (ptrdiff_t)(strlen(path) + strlen(e->d_name)) + 2;
        char *full = dem_arena_alloc(&s->arena, n);
        const char **slot = full ? dem_push(&s->arena, &names) : NULL;
        if (!slot) {
            status = DEM_NO_MEMORY;
            break;
        }
        snprintf(full, (size_t)n, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", e->d_name);
        *slot = full;
    }
    closedir(dir);
    if (names.at)
        qsort(names.at, (size_t)names.len, sizeof *names.at, by_text);
    for (ptrdiff_t i = 0; i < names.len && status == DEM_OK; i++)
        status = add_entry(s, names.at[i], depth, err);
    return status;
}

static dem_status add_path(dem_source *s, const char *path, dem_error *err)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return add_file(s, path, true, NULL);
    if (stat(path, &st) != 0)
        return dem_fail(err, DEM_IO, -1, "%s: %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return add_folder(s, path, 0, err);
    return add_file(s, path, true, S_ISREG(st.st_mode) ? &st : NULL);
}

/* People write "in the text", "inferred by a reader": the word decides. */
static const char *basis_of(dem_str cell)
{
    for (ptrdiff_t i = 0; i + 4 <= cell.len; i++) {
        if (memcmp(cell.data + i, "text", 4) == 0)
            return "text";
        if (memcmp(cell.data + i, "infe", 4) == 0)
            return "inferred";
    }
    return "given";
}

static dem_str base_name(dem_str path)
{
    ptrdiff_t at = path.len;
    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return dem_str_cut(path, at, path.len);
}

static dem_status meta_cell(dem_source *s, dem_str cell, const char **out)
{
    dem_str copy;
    *out = NULL;
    if (cell.len == 0)
        return DEM_OK;
    DEM_TRY(dem_str_copy(&s->arena, cell, &copy));
    *out = copy.data;
    return DEM_OK;
}

static dem_status read_meta(dem_source *s, const char *path, dem_error *err)
{
    dem_buf bytes;
    dem_str text;
    dem_buf_init(&bytes, s->alloc);
    dem_status status = dem_file_read(path, META_LIMIT, &bytes, err);
    if (status == DEM_OK)
        status = dem_str_copy(&s->arena, (dem_str){bytes.data, bytes.len}, &text);
    dem_buf_release(&bytes);
    DEM_TRY(status);
    dem_tsv t;
    bool more;
    DEM_TRY(dem_tsv_open(path, text, "file published basis url", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_date date;
        if (t.cell[1].len && !dem_date_parse(t.cell[1], &date))
            return dem_tsv_fail(&t, err, "'%.*s' is no date", (int)t.cell[1].len, t.cell[1].data);
        dem_str *name = dem_push(&s->arena, &s->meta_names);
        meta_row *row = name ? dem_push(&s->arena, &s->meta_rows) : NULL;
        if (!row)
            return DEM_NO_MEMORY;
        *name = t.cell[0];
        *row = (meta_row){.basis = basis_of(t.cell[2])};
        DEM_TRY(meta_cell(s, t.cell[1], &row->published));
        DEM_TRY(meta_cell(s, t.cell[3], &row->url));
    }
}

/* Merge sort of the row numbers by file name; of two rows with one name the first is found. */
static void sort_meta(const dem_source *s, ptrdiff_t *at, ptrdiff_t *spare, ptrdiff_t n)
{
    ptrdiff_t half = n / 2, i = 0, k = half, out = 0;
    if (n < 2)
        return;
    sort_meta(s, at, spare, half);
    sort_meta(s, at + half, spare, n - half);
    while (i < half || k < n) {
        bool left = k == n || (i < half && dem_str_cmp(s->meta_names.at[at[i]], s->meta_names.at[at[k]]) <= 0);
        spare[out++] = left ? at[i++] : at[k++];
    }
    memcpy(at, spare, (size_t)n * sizeof *at);
}

static dem_status index_meta(dem_source *s)
{
    ptrdiff_t n = s->meta_names.len;
    ptrdiff_t *spare = dem_arena_alloc(&s->arena, n * (ptrdiff_t)sizeof *spare);
    if (!spare)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t *slot = dem_push(&s->arena, &s->meta_order);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = i;
    }
    sort_meta(s, s->meta_order.at, spare, n);
    return DEM_OK;
}

static const meta_row *find_meta(const dem_source *s, dem_str name)
{
    ptrdiff_t low = 0, high = s->meta_order.len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (dem_str_cmp(s->meta_names.at[s->meta_order.at[middle]], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < s->meta_order.len && dem_str_eq(s->meta_names.at[s->meta_order.at[low]], name))
        return &s->meta_rows.at[s->meta_order.at[low]];
    return NULL;
}

static dem_status open_source(dem_source *s, dem_error *err)
{
    for (int i = 0; i < s->job->n_paths; i++)
        DEM_TRY(add_path(s, s->job->paths[i], err));
    if (s->job->meta_path)
        DEM_TRY(read_meta(s, s->job->meta_path, err));
    return index_meta(s);
}

dem_status dem_source_open(const dem_job *job, const dem_allocator *alloc, int64_t document_bytes, dem_source **out, dem_error *err)
{
    dem_source *s = alloc->resize(alloc->ctx, NULL, 0, sizeof *s);
    *out = NULL;
    if (!s)
        return DEM_NO_MEMORY;
    *s = (dem_source){.alloc = alloc, .job = job, .document_bytes = document_bytes, .fd = -1};
    dem_arena_init(&s->arena, alloc);
    dem_buf_init(&s->held, alloc);
    dem_status status = open_source(s, err);
    if (status != DEM_OK)
        dem_source_close(s);
    else
        *out = s;
    return status;
}

void dem_source_close(dem_source *s)
{
    if (!s)
        return;
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    dem_buf_release(&s->held);
    dem_arena_release(&s->arena);
    s->alloc->resize(s->alloc->ctx, s, sizeof *s, 0);
}

int64_t dem_source_total(const dem_source *s)
{
    return s->total;
}

int64_t dem_source_done(const dem_source *s)
{
    return s->done;
}

int64_t dem_source_skipped(const dem_source *s)
{
    return s->skipped;
}

static void report(dem_source *s, const char *path, const dem_error *why)
{
    s->skipped++;
    if (s->job->skipped)
        s->job->skipped(s->job->ctx, path, why);
}

static void close_file(dem_source *s)
{
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    s->fd = -1;
    s->held.len = 0;
}

/* Appends one block to `held`. False at the end of the file or after an error, which is reported. */
static bool read_block(dem_source *s)
{
    char block[64 * 1024];
    ssize_t n;
    do
        n = read(s->fd, block, sizeof block);
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        dem_error why;
        (void)dem_fail(&why, DEM_IO, s->held.len, "cannot read: %s", strerror(errno));
        report(s, s->path, &why);
    }
    if (n > 0) {
        dem_buf_add(&s->held, (dem_str){block, n});
        s->done += n;
    }
    s->at_end = n <= 0;
    return n > 0;
}

/* Opens the next file that opens; false when there is none. */
static bool open_next(dem_source *s)
{
    while (s->next_file < s->files.len) {
        s->path = s->files.at[s->next_file++].path;
        s->fd = strcmp(s->path, "-") == 0 ? STDIN_FILENO : open(s->path, O_RDONLY | O_CLOEXEC);
        s->line = 1;
        s->offset = 0;
        s->at_end = false;
        s->held.len = 0;
        if (s->fd >= 0)
            return true;
        dem_error why;
        (void)dem_fail(&why, DEM_IO, -1, "cannot open: %s", strerror(errno));
        report(s, s->path, &why);
    }
    return false;
}

static bool looks_like_json(const dem_buf *held)
{
    dem_str s = dem_str_trim((dem_str){held->data, held->len});
    return s.len && s.data[0] == '{';
}

static void describe_work(const dem_source *s, dem_work *work)
{
    dem_str path = dem_str_of(s->path);
    const meta_row *meta = find_meta(s, path);
    if (!meta)
        meta = find_meta(s, base_name(path));
    *work = (dem_work){.name = path};
    if (meta) {
        work->published = meta->published;
        work->basis = meta->basis;
        work->url = meta->url;
    }
}

/* The rest of the file as one text. A file past the limit is reported, and gives nothing. */
static bool take_text(dem_source *s, dem_buf *bytes)
{
    int64_t limit = s->document_bytes;
    while (s->held.len <= limit && read_block(s))
        if (s->held.failed)
            return false;
    bool fits = s->held.len <= limit;
    if (fits) {
        dem_buf_add(bytes, (dem_str){s->held.data, s->held.len});
    } else {
        dem_error why;
        (void)dem_fail(&why, DEM_LIMIT, limit, "the text is longer than %lld bytes", (long long)limit);
        report(s, s->path, &why);
    }
    close_file(s);
    return fits;
}

/* Pieces end behind a newline, of CoNLL-U behind an empty line. True if one can end before byte i of what is held. */
static bool ends_piece(const dem_source *s, ptrdiff_t i)
{
    const char *text = s->held.data;
    if (text[i - 1] != '\n')
        return false;
    return !s->job->conllu || (i >= 2 && text[i - 2] == '\n') || (i >= 3 && text[i - 2] == '\r' && text[i - 3] == '\n');
}

static ptrdiff_t first_end(const dem_source *s)
{
    for (ptrdiff_t i = 1; i <= s->held.len; i++)
        if (ends_piece(s, i))
            return i;
    return 0;
}

/* Looks only behind `from`; 0 if none ends there. */
static ptrdiff_t last_end(const dem_source *s, ptrdiff_t from)
{
    for (ptrdiff_t i = s->held.len; i > from; i--)
        if (ends_piece(s, i))
            return i;
    return 0;
}

/* Takes the first n bytes off what is held. */
static void drop(dem_source *s, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++)
        s->line += s->held.data[i] == '\n';
    s->offset += n;
    memmove(s->held.data, s->held.data + n, (size_t)(s->held.len - n));
    s->held.len -= n;
}

/* Drops a line that is longer than any document may be, or such a sentence, up to its end. */
static void skip_long_piece(dem_source *s)
{
    enum { TAIL = 2 }; /* an empty line may begin with the last two bytes */
    dem_error why;
    (void)dem_fail(&why, DEM_LIMIT, s->offset, "%s %lld is longer than a document may be", s->job->conllu ? "the sentence from line" : "line",
                   (long long)s->line);
    why.line = s->line;
    report(s, s->path, &why);
    for (;;) {
        ptrdiff_t n = first_end(s);
        if (n > 0) {
            drop(s, n);
            return;
        }
        drop(s, s->held.len > TAIL ? s->held.len - TAIL : 0);
        if (!read_block(s) || s->held.failed)
            break;
    }
    drop(s, s->held.len);
}

/* Whole lines or sentences, about BATCH_BYTES of them. False when the file is at its end. */
static bool take_pieces(dem_source *s, dem_buf *bytes, dem_work *work)
{
    int64_t longest = s->document_bytes * 2 + 65536; /* escapes make JSON longer than what it says, and so do the columns of CoNLL-U */
    ptrdiff_t whole = 0, seen = 0; /* bytes of whole pieces; bytes that were looked at */
    for (;;) {
        ptrdiff_t end = s->at_end ? s->held.len : last_end(s, seen);
        whole = end > 0 ? end : whole;
        seen = s->held.len;
        bool long_piece = s->held.len - whole > longest;
        if (whole > 0 && (whole >= BATCH_BYTES || s->at_end || long_piece)) {
            work->line = s->line;
            work->offset = s->offset;
            dem_buf_add(bytes, (dem_str){s->held.data, whole});
            drop(s, whole);
            return true;
        }
        if (s->at_end)
            return false;
        if (long_piece) {
            skip_long_piece(s);
            seen = 0;
        } else if (!read_block(s) && s->held.failed) {
            return false;
        }
    }
}

/* Files of lines are known by their name or by how they begin. */
static dem_work_kind kind_of_file(const dem_source *s)
{
    if (s->job->conllu)
        return DEM_WORK_CONLLU;
    bool lines = is_lines(dem_str_of(s->path)) || s->line > 1 || looks_like_json(&s->held);
    return lines ? DEM_WORK_JSONL : DEM_WORK_TEXT;
}

dem_status dem_source_next(dem_source *s, dem_buf *bytes, dem_work *work, bool *more, dem_error *err)
{
    for (;;) {
        bytes->len = 0;
        *more = s->fd >= 0 || open_next(s);
        if (!*more)
            return DEM_OK;
        if (s->held.len == 0 && s->line == 1)
            (void)read_block(s);
        describe_work(s, work);
        work->kind = kind_of_file(s);
        bool got = work->kind == DEM_WORK_TEXT ? take_text(s, bytes) : take_pieces(s, bytes, work);
        if (s->held.failed || bytes->failed)
            return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
        if (got) {
            work->bytes = (dem_str){bytes->data, bytes->len};
            return DEM_OK;
        }
        close_file(s);
    }
}
