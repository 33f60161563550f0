#include "model/file.h"

#include "base/utf8.h"
#include "doc/ud.h"

/* All numbers are little endian. Big-endian machines would have to swap the file; none is supported, and the magic tells. */
typedef struct {
    char magic[8];
    uint32_t version, kind;
    uint64_t length, checksum; /* of the file; of all bytes after the header */
    uint32_t n_sections, reserved;
    char hash[64];
    char pad[24];
} header;

typedef struct {
    char name[16];
    uint64_t offset;
    uint32_t rows, columns;
} entry;

static const char magic[8] = {'D', 'E', 'M', 'A', 'R', 'C', 'H', '\n'};
static const uint32_t no_row = 0xffffffffu;

_Static_assert(sizeof(header) == 128, "the header is written as it lies in memory");
_Static_assert(sizeof(entry) == 32, "so is the directory");

int dem_section_columns(const char *types)
{
    int n = 0;
    if (types[0] == '.')
        return 0;
    for (const char *t = types; *t; t++)
        n++; /* '+' is the type of the column that holds the length of the range */
    return n;
}

static int64_t row_size(const char *types)
{
    return types[0] == '.' ? 1 : 4 * (int64_t)dem_section_columns(types);
}

static dem_status check_header(dem_str bytes, uint32_t kind, int n_types, header *h, dem_error *err)
{
    if (bytes.len < (ptrdiff_t)sizeof *h)
        return dem_fail(err, DEM_BAD_MODEL, bytes.len, "compiled file is too short to have a header");
    memcpy(h, bytes.data, sizeof *h);
    if (memcmp(h->magic, magic, sizeof magic) != 0)
        return dem_fail(err, DEM_BAD_MODEL, 0, "not a compiled file of demarche");
    if (h->version != DEM_FILE_VERSION)
        return dem_fail(err, DEM_BAD_MODEL, 8, "compiled file has version %u, this program reads %d: compile the tables again",
                        (unsigned)h->version, DEM_FILE_VERSION);
    if (h->kind != kind)
        return dem_fail(err, DEM_BAD_MODEL, 12, "compiled file is of kind %u, not %u", (unsigned)h->kind, (unsigned)kind);
    if (h->length != (uint64_t)bytes.len)
        return dem_fail(err, DEM_BAD_MODEL, 16, "compiled file is %lld bytes long and should be %llu", (long long)bytes.len,
                        (unsigned long long)h->length);
    if (h->n_sections != (uint32_t)n_types)
        return dem_fail(err, DEM_BAD_MODEL, 32, "compiled file has %u sections and should have %d", (unsigned)h->n_sections, n_types);
    for (int i = 0; i < 64; i++)
        if (!memchr("0123456789abcdef", h->hash[i], 16))
            return dem_fail(err, DEM_BAD_MODEL, 40 + i, "the hash in the header is no hexadecimal number");
    uint64_t sum = dem_checksum(bytes.data + sizeof *h, bytes.len - (ptrdiff_t)sizeof *h);
    if (h->checksum != sum)
        return dem_fail(err, DEM_BAD_MODEL, 24, "checksum does not match: the compiled file is damaged");
    return DEM_OK;
}

static dem_status check_entry(dem_str bytes, int index, const dem_section_type *type, dem_section *out, dem_error *err)
{
    int64_t at = (int64_t)sizeof(header) + index * (int64_t)sizeof(entry);
    entry e;
    if (at + (int64_t)sizeof e > bytes.len)
        return dem_fail(err, DEM_BAD_MODEL, at, "the directory of sections does not fit into the file");
    memcpy(&e, bytes.data + at, sizeof e);
    if (strncmp(e.name, type->name, sizeof e.name) != 0 || e.columns != (uint32_t)dem_section_columns(type->types))
        return dem_fail(err, DEM_BAD_MODEL, at, "section %d is not '%s' with %d columns", index, type->name,
                        dem_section_columns(type->types));
    if (e.offset % 8 != 0 || e.offset > (uint64_t)bytes.len ||
        (uint64_t)e.rows * (uint64_t)row_size(type->types) > (uint64_t)bytes.len - e.offset)
        return dem_fail(err, DEM_BAD_MODEL, at, "section '%s' does not lie inside the file", type->name);
    *out = (dem_section){bytes.data + e.offset, e.rows};
    return DEM_OK;
}

static dem_status check_strings(const dem_file *file, dem_error *err)
{
    const uint32_t *offset = file->section[DEM_SECTION_STRINGS].data;
    uint32_t n = file->section[DEM_SECTION_STRINGS].rows, size = file->section[DEM_SECTION_BYTES].rows;
    if (n < 2 || offset[0] != 0 || offset[1] != 0 || offset[n - 1] != size)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of strings does not begin with the empty string or does not fill its bytes");
    for (uint32_t i = 1; i < n; i++)
        if (offset[i] < offset[i - 1] || offset[i] > size)
            return dem_fail(err, DEM_BAD_MODEL, -1, "string %u does not lie inside the bytes", (unsigned)i - 1);
    dem_str text = {file->section[DEM_SECTION_BYTES].data, size};
    if (dem_utf8_valid_prefix(text) != text.len)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the strings are not valid UTF-8");
    for (uint32_t i = 1; i < n; i++)
        if (offset[i] < size && ((unsigned char)text.data[offset[i]] & 0xc0) == 0x80)
            return dem_fail(err, DEM_BAD_MODEL, -1, "string %u begins inside a character", (unsigned)i);
    return DEM_OK;
}

/* The largest value that a column of this type may have; `none` tells if DEM_NO_ROW is allowed besides. */
static uint32_t column_limit(const dem_file *file, char type, bool *none)
{
    *none = false;
    if (type == '#' || type == '+')
        return no_row;
    if (type == '$')
        return file->section[DEM_SECTION_STRINGS].rows - 2;
    if (type == 'u')
        return DEM_UPOS_COUNT - 1;
    if (type >= '2' && type <= '9')
        return (uint32_t)(type - '1');
    *none = type >= 'a';
    uint32_t rows = file->section[type - (*none ? 'a' : 'A')].rows;
    return rows - 1; /* no rows: wraps to "anything", refused below */
}

static dem_status check_rows(const dem_file *file, int index, const dem_section_type *type, dem_error *err)
{
    int columns = dem_section_columns(type->types);
    const uint32_t *row = file->section[index].data;
    uint32_t limit[DEM_MAX_COLUMNS];
    bool none[DEM_MAX_COLUMNS];
    for (int c = 0; c < columns; c++)
        limit[c] = column_limit(file, type->types[c], &none[c]);
    for (uint32_t r = 0; r < file->section[index].rows; r++, row += columns) {
        for (int c = 0; c < columns; c++) {
            char t = type->types[c];
            if (t == '#' || t == '+')
                continue;
            bool ok = row[c] <= limit[c] && !(limit[c] == no_row && row[c] != no_row);
            if (type->types[c + 1] == '+') {
                uint64_t rows = file->section[t - 'A'].rows;
                ok = (uint64_t)row[c] + row[c + 1] <= rows;
            } else if (none[c] && row[c] == no_row) {
                ok = true;
            } else if (limit[c] == no_row) {
                ok = false;
            }
            if (!ok)
                return dem_fail(err, DEM_BAD_MODEL, (const char *)&row[c] - (const char *)file->section[0].data,
                                "section '%s', row %u, column %d: %u is out of range", type->name, (unsigned)r, c, (unsigned)row[c]);
        }
    }
    return DEM_OK;
}

dem_status dem_file_check(dem_str bytes, uint32_t kind, const dem_section_type *types, int n_types, dem_file *out, dem_error *err)
{
    header h = {.version = 0};
    DEM_TRY(check_header(bytes, kind, n_types, &h, err));
    memset(out, 0, sizeof *out);
    memcpy(out->hash, h.hash, sizeof h.hash);
    out->checksum = h.checksum;
    for (int i = 0; i < n_types; i++)
        DEM_TRY(check_entry(bytes, i, &types[i], &out->section[i], err));
    DEM_TRY(check_strings(out, err));
    for (int i = DEM_SECTION_BYTES + 1; i < n_types; i++)
        DEM_TRY(check_rows(out, i, &types[i], err));
    return DEM_OK;
}

static void pad_to_8(dem_buf *out, ptrdiff_t start)
{
    while ((out->len - start) % 8 != 0 && !out->failed)
        dem_buf_char(out, '\0');
}

void dem_file_build(uint32_t kind, const dem_section_type *types, int n_types, const dem_file *content, dem_buf *out)
{
    ptrdiff_t start = out->len;
    header h = {.version = DEM_FILE_VERSION, .kind = kind, .n_sections = (uint32_t)n_types};
    memcpy(h.magic, magic, sizeof magic);
    memcpy(h.hash, content->hash, sizeof h.hash);
    dem_buf_add(out, (dem_str){(const char *)&h, sizeof h});
    uint64_t offset = sizeof(header) + (uint64_t)n_types * sizeof(entry);
    for (int i = 0; i < n_types; i++) {
        entry e = {.offset = offset, .rows = content->section[i].rows, .columns = (uint32_t)dem_section_columns(types[i].types)};
        memcpy(e.name, types[i].name, strlen(types[i].name));
        dem_buf_add(out, (dem_str){(const char *)&e, sizeof e});
        offset += ((uint64_t)e.rows * (uint64_t)row_size(types[i].types) + 7) & ~(uint64_t)7;
    }
    for (int i = 0; i < n_types; i++) {
        dem_buf_add(out, (dem_str){content->section[i].data, (ptrdiff_t)content->section[i].rows * (ptrdiff_t)row_size(types[i].types)});
        pad_to_8(out, start);
    }
    if (out->failed)
        return;
    h.length = (uint64_t)(out->len - start);
    h.checksum = dem_checksum(out->data + start + sizeof h, out->len - start - (ptrdiff_t)sizeof h);
    memcpy(out->data + start, &h, sizeof h);
}
