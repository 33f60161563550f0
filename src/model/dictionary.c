#include "model/dictionary.h"

#include "base/io.h"
#include "base/utf8.h"
#include "model/actors.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    FILE_LIMIT = 64 << 20,
    FLUSH_BYTES = 64 * 1024,
    LONGEST_NAME = 120 /* bytes: the longest phrase that the table compiler looks up */
};

void dem_dictionary_skip(dem_dictionary *d, int64_t line, const char *format, ...)
{
    char reason[200];
    dem_error why;
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    (void)dem_fail(&why, DEM_BAD_INPUT, -1, "%s", reason);
    why.line = line;
    d->stats.skipped++;
    if (d->job->skipped)
        d->job->skipped(d->job->ctx, d->name, &why);
}

/* Copies a line to d->text without its comments: <!-- ... -->, which may go over lines, and from # or ; to the end. In brackets # is part of a code. */
static void strip_comments(dem_dictionary *d, dem_str raw)
{
    bool bracket = false;
    d->text.len = 0;
    for (ptrdiff_t i = 0; i < raw.len; i++) {
        dem_str rest = dem_str_cut(raw, i, raw.len);
        if (d->comment_line) {
            if (dem_str_starts(rest, DEM_S("-->"))) {
                d->comment_line = 0;
                i += 2;
            }
            continue;
        }
        if (!bracket && (dem_str_starts(rest, DEM_S("<!--")) || dem_str_starts(rest, DEM_S("<! --")))) {
            d->comment_line = d->line;
            continue;
        }
        if (!bracket && (raw.data[i] == '#' || raw.data[i] == ';'))
            break;
        bracket = raw.data[i] == '[' || (bracket && raw.data[i] != ']');
        dem_buf_char(&d->text, raw.data[i]);
    }
}

dem_status dem_dictionary_next(dem_dictionary *d, dem_str *line, bool *more)
{
    while (d->rest.len) {
        d->line++;
        strip_comments(d, dem_str_next(&d->rest, '\n'));
        if (d->text.failed)
            return DEM_NO_MEMORY;
        *line = dem_str_trim((dem_str){d->text.data, d->text.len});
        *more = true;
        if (line->len)
            return DEM_OK;
    }
    if (d->comment_line)
        dem_dictionary_skip(d, d->comment_line, "the comment that begins here has no end");
    d->comment_line = 0;
    *more = false;
    return DEM_OK;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '_' || c == '\r';
}

/* Why this is no name, or NULL. */
static const char *wrong_with(dem_str name)
{
    bool word = false;
    if (dem_utf8_valid_prefix(name) != name.len)
        return "the name is not valid UTF-8";
    if (name.len > LONGEST_NAME)
        return "the name is longer than 120 bytes";
    for (ptrdiff_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.data[i];
        if (c < ' ' || c == 0x7f || strchr("|{}[]<>=~!*+", c))
            return "a name cannot have such a character";
        word |= c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
    return word ? NULL : "the name has no letter or digit";
}

dem_status dem_dictionary_words(dem_dictionary *d, dem_str raw, char **out, ptrdiff_t *len)
{
    char *p = dem_arena_alloc(&d->arena, raw.len);
    ptrdiff_t n = 0;
    *out = p;
    *len = 0;
    if (!p)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < raw.len; i++)
        if (!blank(raw.data[i]))
            p[n++] = raw.data[i];
        else if (n && p[n - 1] != ' ')
            p[n++] = ' ';
    n -= n && p[n - 1] == ' ';
    const char *why = wrong_with((dem_str){p, n});
    if (why)
        dem_dictionary_skip(d, d->line, "%s", why);
    else
        *len = n;
    return DEM_OK;
}

bool dem_dictionary_bracket(dem_dictionary *d, dem_str *text, dem_str *inside)
{
    const char *end = text->len ? memchr(text->data, ']', (size_t)text->len) : NULL;
    if (text->len == 0 || text->data[0] != '[' || !end) {
        dem_dictionary_skip(d, d->line, text->len && text->data[0] == '[' ? "a bracket has no end" : "here should be a code in brackets");
        return false;
    }
    *inside = dem_str_trim(dem_str_cut(*text, 1, end - text->data));
    *text = dem_str_trim(dem_str_cut(*text, end - text->data + 1, text->len));
    return true;
}

bool dem_dictionary_no_code(dem_str code)
{
    for (ptrdiff_t i = 0; i < code.len; i++)
        if (code.data[i] != '-' && code.data[i] != '#' && code.data[i] != '+')
            return false;
    return code.len > 0;
}

dem_status dem_dictionary_code(dem_dictionary *d, dem_str code, int most, dem_str *out)
{
    *out = (dem_str){0};
    bool ok = code.len >= DEM_CODE_GROUP && code.len <= most;
    char *p = dem_arena_alloc(&d->arena, code.len);
    if (!p)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < code.len && ok; i++) {
        p[i] = code.data[i] >= 'a' && code.data[i] <= 'z' ? (char)(code.data[i] - 'a' + 'A') : code.data[i];
        ok = p[i] >= 'A' && p[i] <= 'Z';
    }
    if (ok)
        *out = (dem_str){p, code.len};
    else
        dem_dictionary_skip(d, d->line, "'%.*s' is no code of 3 to %d letters", (int)(code.len < 40 ? code.len : 40), code.data, most);
    return DEM_OK;
}

static dem_status flush(dem_dictionary *d)
{
    if (d->out.failed)
        return DEM_NO_MEMORY;
    if (d->out.len && !d->sink(d->sink_ctx, d->out.data, (size_t)d->out.len))
        return DEM_STOPPED;
    d->out.len = 0;
    return DEM_OK;
}

dem_status dem_dictionary_row(dem_dictionary *d, const dem_str *cells, int n)
{
    for (int i = 0; i < n; i++) {
        dem_buf_add(&d->out, cells[i]);
        dem_buf_char(&d->out, '\t');
    }
    dem_buf_add(&d->out, d->source);
    dem_buf_char(&d->out, '\n');
    d->stats.rows++;
    return d->out.len >= FLUSH_BYTES ? flush(d) : DEM_OK;
}

static dem_status write_header(dem_dictionary *d)
{
    const char *const tables[] = {[DEM_DICTIONARY_ACTORS] = dem_actor_columns[DEM_ROWS_CODES], [DEM_DICTIONARY_AGENTS] = dem_actor_columns[DEM_ROWS_ROLES],
                                  [DEM_DICTIONARY_VERBS] = dem_frame_columns};
    dem_str columns = dem_str_of(tables[d->job->kind]);
    for (ptrdiff_t i = 0; i < columns.len; i++)
        dem_buf_char(&d->out, columns.data[i] == ' ' ? '\t' : columns.data[i]);
    dem_buf_char(&d->out, '\n');
    return flush(d);
}

/* The file's own name, if a cell can hold it. */
static dem_str source_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    dem_str name = dem_str_of(slash ? slash + 1 : path);
    for (ptrdiff_t i = 0; i < name.len; i++)
        if ((unsigned char)name.data[i] < ' ')
            return (dem_str){0};
    return dem_str_eq(name, DEM_S("-")) || dem_utf8_valid_prefix(name) != name.len ? (dem_str){0} : name;
}

dem_status dem_dictionary_begin(dem_dictionary *d, const dem_dictionary_job *job, const dem_allocator *alloc, dem_sink *sink, void *sink_ctx)
{
    *d = (dem_dictionary){.job = job, .sink = sink, .sink_ctx = sink_ctx};
    dem_arena_init(&d->arena, alloc);
    dem_buf_init(&d->out, alloc);
    dem_buf_init(&d->text, alloc);
    return write_header(d);
}

dem_status dem_dictionary_read(dem_dictionary *d, const char *name, dem_str text)
{
    d->name = name;
    d->source = source_of(name);
    d->rest = text;
    d->line = 0;
    switch (d->job->kind) {
    case DEM_DICTIONARY_ACTORS: return dem_dictionary_actors(d);
    case DEM_DICTIONARY_AGENTS: return dem_dictionary_agents(d);
    default: return dem_dictionary_verbs(d);
    }
}

dem_status dem_dictionary_end(dem_dictionary *d)
{
    return flush(d);
}

void dem_dictionary_release(dem_dictionary *d)
{
    dem_buf_release(&d->text);
    dem_buf_release(&d->out);
    dem_arena_release(&d->arena);
}

static dem_status read_file(dem_dictionary *d, const char *path, dem_error *err)
{
    dem_buf bytes;
    dem_buf_init(&bytes, d->arena.alloc);
    dem_status status = dem_file_read(path, FILE_LIMIT, &bytes, err);
    if (status == DEM_OK)
        status = dem_dictionary_read(d, path, (dem_str){bytes.data, bytes.len});
    dem_buf_release(&bytes);
    return status;
}

dem_status dem_dictionary_import(const dem_dictionary_job *job, const dem_allocator *alloc, dem_sink *sink, void *sink_ctx, dem_dictionary_stats *stats,
                                 dem_error *err)
{
    if (!job || job->n_paths < 0 || job->kind < DEM_DICTIONARY_ACTORS || job->kind > DEM_DICTIONARY_VERBS)
        return dem_fail(err, DEM_BAD_ARG, -1, "there must be a job, for a dictionary of actors, agents or verbs");
    dem_dictionary d;
    dem_status status = dem_dictionary_begin(&d, job, alloc, sink, sink_ctx);
    for (int i = 0; i < job->n_paths && status == DEM_OK; i++)
        status = read_file(&d, job->paths[i], err);
    if (status == DEM_OK)
        status = dem_dictionary_end(&d);
    dem_dictionary_release(&d);
    if (stats)
        *stats = d.stats;
    if (status == DEM_NO_MEMORY)
        return dem_fail(err, status, -1, "out of memory");
    if (status == DEM_STOPPED)
        return dem_fail(err, status, -1, "the receiver of the output stopped");
    return status;
}
