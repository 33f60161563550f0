#include "model/tsv.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

dem_status dem_tsv_fail(const dem_tsv *tsv, dem_error *err, const char *format, ...)
{
    char reason[200];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    dem_status status = dem_fail(err, DEM_BAD_TABLE, -1, "%s:%lld: %s", tsv->name, (long long)tsv->line, reason);
    if (err)
        err->line = tsv->line;
    return status;
}

/* The next line that is no comment and not empty; false at the end. */
static bool next_line(dem_tsv *tsv, dem_str *line)
{
    while (tsv->rest.len) {
        *line = dem_str_next(&tsv->rest, '\n');
        tsv->line++;
        if (line->len && line->data[line->len - 1] == '\r')
            line->len--;
        if (line->len && line->data[0] != '#')
            return true;
    }
    return false;
}

/* Begins a table: its header line, which may be missing. */
static dem_status begin(const char *name, dem_str text, dem_tsv *out, dem_str *header, dem_error *err)
{
    *out = (dem_tsv){.name = name, .rest = text};
    *header = (dem_str){0};
    ptrdiff_t valid = dem_utf8_valid_prefix(text);
    if (valid != text.len) {
        for (ptrdiff_t i = 0; i <= valid; i++)
            out->line += i == 0 || text.data[i - 1] == '\n';
        return dem_tsv_fail(out, err, "byte %lld of the file is not valid UTF-8", (long long)valid);
    }
    if (!next_line(out, header))
        *header = (dem_str){0};
    return DEM_OK;
}

/* Compares the header with the columns, and counts them. */
static dem_status check_header(dem_tsv *tsv, dem_str header, const char *columns, dem_error *err)
{
    dem_str wanted = dem_str_of(columns);
    tsv->n_columns = 0;
    if (header.len == 0)
        return dem_tsv_fail(tsv, err, "the header is missing: %s", columns);
    while (wanted.len) {
        dem_str want = dem_str_next(&wanted, ' '), have = dem_str_trim(dem_str_next(&header, '\t'));
        if (!dem_str_eq(want, have))
            return dem_tsv_fail(tsv, err, "column %d is '%.*s' and should be '%.*s'", tsv->n_columns + 1, (int)have.len, have.data,
                                (int)want.len, want.data);
        tsv->n_columns++;
    }
    if (header.len)
        return dem_tsv_fail(tsv, err, "there are more columns than %d", tsv->n_columns);
    return DEM_OK;
}

dem_status dem_tsv_open(const char *name, dem_str text, const char *columns, dem_tsv *out, dem_error *err)
{
    dem_str header;
    DEM_TRY(begin(name, text, out, &header, err));
    return check_header(out, header, columns, err);
}

dem_status dem_tsv_choose(const char *name, dem_str text, const char *const *columns, int n, dem_tsv *out, int *which, dem_error *err)
{
    dem_str header;
    DEM_TRY(begin(name, text, out, &header, err));
    for (*which = 0; *which < n; ++*which)
        if (check_header(out, header, columns[*which], NULL) == DEM_OK)
            break;
    return DEM_OK;
}

dem_status dem_tsv_next(dem_tsv *tsv, bool *more, dem_error *err)
{
    dem_str line;
    *more = next_line(tsv, &line);
    if (!*more)
        return DEM_OK;
    int tabs = 0;
    for (ptrdiff_t i = 0; i < line.len; i++)
        tabs += line.data[i] == '\t';
    if (tabs + 1 != tsv->n_columns)
        return dem_tsv_fail(tsv, err, "%d cells, and there should be %d", tabs + 1, tsv->n_columns);
    for (int c = 0; c < tsv->n_columns; c++)
        tsv->cell[c] = dem_str_trim(dem_str_next(&line, '\t'));
    return DEM_OK;
}
