/* Any bytes as a dictionary; the first byte chooses actors or agents. What comes out must be a table of its kind, whose rows have all their cells. */
#include "model/actors.h"
#include "model/dictionary.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool keep(void *ctx, const char *data, size_t len)
{
    dem_buf_add(ctx, (dem_str){data, (ptrdiff_t)len});
    return true;
}

static void check_table(const dem_buf *out, int table, int64_t rows)
{
    dem_tsv t;
    dem_error err;
    bool more = true;
    if (dem_tsv_open("out.tsv", (dem_str){out->data, out->len}, dem_actor_columns[table], &t, &err) != DEM_OK)
        abort();
    for (; more; rows--)
        if (dem_tsv_next(&t, &more, &err) != DEM_OK || (more && t.cell[0].len == 0))
            abort();
    if (rows != -1)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool agents = size && data[0] & 1;
    dem_dictionary_job job = {.kind = agents ? DEM_DICTIONARY_AGENTS : DEM_DICTIONARY_ACTORS};
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
        check_table(&out, agents ? DEM_ROWS_ROLES : DEM_ROWS_CODES, d.stats.rows);
    dem_dictionary_release(&d);
    dem_buf_release(&out);
    return 0;
}
