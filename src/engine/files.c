/* Files of annotations in a folder. Workers put a frame before each document's lines: the lengths of ref, text and annotations in decimal with blanks between and a
 * line feed behind, then the ref and the text. The calling thread takes the frames in the order of the input and writes the files, so that the names do not depend
 * on the threads. */
#include "base/io.h"
#include "engine/engine.h"
#include "output/output.h"

#include <stdio.h>

enum { LONGEST_NAME = 120, LONGEST_PATH = 4096 };

/* A name that is taken, and the last number that was put behind it. */
typedef struct {
    uint64_t hash; /* 0 = free */
    int64_t last;
} file_name;

struct dem_files {
    const dem_allocator *alloc;
    const char *folder;
    file_name *names; /* a hash table with room for twice as many */
    size_t room, n;
    dem_error err;
};

void dem_files_frame(const dem_doc *doc, dem_str annotations, dem_buf *out)
{
    dem_buf text;
    dem_buf_init(&text, out->alloc);
    dem_output_brat_text(doc, &text);
    dem_buf_int(out, doc->ref.len);
    dem_buf_char(out, ' ');
    dem_buf_int(out, text.len);
    dem_buf_char(out, ' ');
    dem_buf_int(out, annotations.len);
    dem_buf_char(out, '\n');
    dem_buf_add(out, doc->ref);
    dem_buf_add(out, (dem_str){text.data, text.len});
    dem_buf_add(out, annotations);
    out->failed = out->failed || text.failed;
    dem_buf_release(&text);
}

/* The place of a hash in the table, free or not. */
static file_name *place(file_name *table, size_t room, uint64_t hash)
{
    size_t at = (size_t)(hash % room);
    while (table[at].hash && table[at].hash != hash)
        at = (at + 1) % room;
    return &table[at];
}

static dem_status grow(dem_files *f)
{
    size_t room = f->room ? 2 * f->room : 256;
    file_name *table = f->alloc->resize(f->alloc->ctx, NULL, 0, room * sizeof *table);
    if (!table)
        return DEM_NO_MEMORY;
    memset(table, 0, room * sizeof *table);
    for (size_t i = 0; i < f->room; i++)
        if (f->names[i].hash)
            *place(table, room, f->names[i].hash) = f->names[i];
    if (f->names)
        f->alloc->resize(f->alloc->ctx, f->names, f->room * sizeof *f->names, 0);
    f->names = table;
    f->room = room;
    return DEM_OK;
}

/* Looks a name up, and takes it if nobody had it. */
static dem_status take(dem_files *f, const char *name, bool *is_new, file_name **row)
{
    if (2 * (f->n + 1) > f->room)
        DEM_TRY(grow(f));
    uint64_t hash = dem_hash_end(dem_hash(DEM_HASH_START, dem_str_of(name))) | 1;
    *row = place(f->names, f->room, hash);
    *is_new = (*row)->hash == 0;
    if (*is_new) {
        **row = (file_name){hash, 1};
        f->n++;
    }
    return DEM_OK;
}

/* The last part of the ref without .txt or .text, and in it only what a file name may hold everywhere. */
static void plain_name(dem_str ref, char name[LONGEST_NAME + 1])
{
    static const char *const endings[] = {".txt", ".text"};
    int n = 0;
    for (ptrdiff_t i = ref.len; i > 0; i--)
        if (ref.data[i - 1] == '/') {
            if (i < ref.len) {
                ref = dem_str_cut(ref, i, ref.len);
                break;
            }
            ref.len--;
        }
    for (int i = 0; i < 2; i++)
        if (dem_str_ends(ref, dem_str_of(endings[i])) && ref.len > dem_str_of(endings[i]).len)
            ref.len -= dem_str_of(endings[i]).len;
    for (ptrdiff_t i = 0; i < ref.len && n < LONGEST_NAME; i++) {
        unsigned char c = (unsigned char)ref.data[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c == '.' && n > 0);
        name[n++] = good ? (char)c : '_';
    }
    if (n == 0)
        name[n++] = '_';
    name[n] = '\0';
}

static dem_status write_file(dem_files *f, const char *name, const char *ending, dem_str bytes)
{
    char path[LONGEST_PATH];
    int n = snprintf(path, sizeof path, "%s/%s%s", f->folder, name, ending);
    if (n < 0 || n >= (int)sizeof path)
        return dem_fail(&f->err, DEM_BAD_ARG, -1, "%.100s...: name too long", f->folder);
    return dem_file_write(path, bytes, &f->err);
}

static dem_status write_document(dem_files *f, dem_str ref, dem_str text, dem_str annotations)
{
    char plain[LONGEST_NAME + 1], name[LONGEST_NAME + 32];
    bool is_new;
    file_name *row, *numbered;
    plain_name(ref, plain);
    memcpy(name, plain, sizeof plain);
    DEM_TRY(take(f, plain, &is_new, &row));
    int64_t number = row->last;
    while (!is_new) { /* the table may have moved */
        snprintf(name, sizeof name, "%s-%lld", plain, (long long)++number);
        DEM_TRY(take(f, name, &is_new, &numbered));
    }
    bool known;
    DEM_TRY(take(f, plain, &known, &row));
    row->last = number;
    DEM_TRY(write_file(f, name, ".txt", text));
    return write_file(f, name, ".ann", annotations);
}

static dem_str next_part(dem_str *rest, int64_t len)
{
    dem_str part = dem_str_cut(*rest, 0, (ptrdiff_t)len);
    *rest = dem_str_cut(*rest, (ptrdiff_t)len, rest->len);
    return part;
}

bool dem_files_sink(void *ctx, const char *data, size_t len)
{
    dem_files *f = ctx;
    dem_str rest = {data, (ptrdiff_t)len};
    while (rest.len) {
        int64_t n[3] = {0};
        dem_str head = dem_str_next(&rest, '\n');
        for (int i = 0; i < 3; i++)
            if (!dem_str_int(dem_str_next(&head, ' '), &n[i]))
                return false;
        dem_str ref = next_part(&rest, n[0]), text = next_part(&rest, n[1]), annotations = next_part(&rest, n[2]);
        f->err.status = write_document(f, ref, text, annotations);
        if (f->err.status != DEM_OK)
            return false;
    }
    return true;
}

dem_status dem_files_open(const dem_model *model, const dem_job *job, dem_files **out, dem_error *err)
{
    const dem_allocator *alloc = model->alloc;
    char path[LONGEST_PATH];
    DEM_TRY(dem_folder_make(job->folder, err));
    dem_files *f = alloc->resize(alloc->ctx, NULL, 0, sizeof *f);
    if (!f)
        return DEM_NO_MEMORY;
    *f = (dem_files){.alloc = alloc, .folder = job->folder};
    *out = f;
    int n = snprintf(path, sizeof path, "%s/annotation.conf", job->folder);
    if (n < 0 || n >= (int)sizeof path)
        return dem_fail(err, DEM_BAD_ARG, -1, "%.100s...: name too long", job->folder);
    if (dem_file_exists(path)) /* somebody may have added to it */
        return DEM_OK;
    dem_buf conf;
    dem_buf_init(&conf, alloc);
    dem_output_brat_conf(&model->kb, job->options.layers, &conf);
    dem_status status = conf.failed ? DEM_NO_MEMORY : dem_file_write(path, (dem_str){conf.data, conf.len}, err);
    dem_buf_release(&conf);
    return status;
}

const dem_error *dem_files_error(const dem_files *files)
{
    return files->err.status == DEM_OK ? NULL : &files->err;
}

void dem_files_close(dem_files *f)
{
    if (!f)
        return;
    if (f->names)
        f->alloc->resize(f->alloc->ctx, f->names, f->room * sizeof *f->names, 0);
    f->alloc->resize(f->alloc->ctx, f, sizeof *f, 0);
}
