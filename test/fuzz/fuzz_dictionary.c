/* Any bytes as a dictionary; the first byte chooses actors, agents or verbs. What comes out must be a table of its kind, whose rows have all their cells; and frames
 * must be such that they can be laid over. */
#include "model/actors.h"
#include "model/dictionary.h"
#include "model/model.h"
#include "model/overlay.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool keep(void *ctx, const char *data, size_t len)
{
    dem_buf_add(ctx, (dem_str){data, (ptrdiff_t)len});
    return true;
}

static void check_table(const dem_buf *out, const char *columns, int64_t rows)
{
    dem_tsv t;
    dem_error err;
    bool more = true;
    if (dem_tsv_open("out.tsv", (dem_str){out->data, out->len}, columns, &t, &err) != DEM_OK)
        abort();
    for (; more; rows--)
        if (dem_tsv_next(&t, &more, &err) != DEM_OK || (more && t.cell[0].len == 0))
            abort();
    if (rows != -1)
        abort();
}

/* A compiled file without any rows. */
static const dem_kb *empty_base(void)
{
    static dem_buf bytes;
    static dem_file file;
    static dem_kb kb;
    dem_arena arena;
    dem_builder b;
    dem_error err;
    dem_arena_init(&arena, NULL);
    dem_buf_init(&bytes, NULL);
    if (dem_builder_init(&b, &arena, ".") != DEM_OK || dem_builder_finish(&b, &bytes, &err) != DEM_OK ||
        dem_kb_check((dem_str){bytes.data, bytes.len}, &file, &kb, &err) != DEM_OK)
        abort();
    dem_arena_release(&arena);
    return &kb;
}

static void check_frames(const dem_buf *out)
{
    static const dem_kb *base;
    dem_overlay_table table = {"out.tsv", {out->data, out->len}};
    dem_overlay overlay = {.frames = &table, .n_frames = 1};
    dem_arena arena;
    dem_buf bytes;
    dem_file file;
    dem_kb kb;
    dem_error err;
    if (!base)
        base = empty_base();
    dem_arena_init(&arena, NULL);
    dem_buf_init(&bytes, NULL);
    if (dem_overlay_build(base, &overlay, &arena, &bytes, &err) != DEM_OK || dem_kb_check((dem_str){bytes.data, bytes.len}, &file, &kb, &err) != DEM_OK)
        abort();
    dem_buf_release(&bytes);
    dem_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *const columns[] = {dem_actor_columns[DEM_ROWS_CODES], dem_actor_columns[DEM_ROWS_ROLES], dem_frame_columns};
    dem_dictionary_job job = {.kind = (dem_dictionary_kind)(size ? data[0] % 3 : 0)};
    dem_dictionary d;
    dem_buf out;
    dem_str text = {(const char *)data + (size > 0), (ptrdiff_t)size - (size > 0)};
    dem_buf_init(&out, NULL);
    dem_status status = dem_dictionary_begin(&d, &job, NULL, keep, &out);
    if (status == DEM_OK)
        status = dem_dictionary_read(&d, "fuzz.txt", text);
    if (status == DEM_OK)
        status = dem_dictionary_end(&d);
    if (status == DEM_OK)
        check_table(&out, columns[job.kind], d.stats.rows);
    if (status == DEM_OK && job.kind == DEM_DICTIONARY_VERBS)
        check_frames(&out);
    dem_dictionary_release(&d);
    dem_buf_release(&out);
    return 0;
}
