/* The container of compiled files: a header, a directory of sections, and sections of rows of 32-bit columns. Layout in docs/model-format.md.
 *
 * Nothing in a file is believed: dem_file_check verifies magic, version, kind, length, checksum, that sections lie in the file, and
 * by the type of each column that every string, row and range that a row names exists. */
#ifndef DEM_FILE_H
#define DEM_FILE_H

#include "base/base.h"

enum { DEM_FILE_VERSION = 1, DEM_FILE_KB = 1, DEM_FILE_SYNTAX = 2, DEM_MAX_SECTIONS = 32, DEM_MAX_COLUMNS = 24 };

/* Column types, a character each:
 *   '#' any number            '$' a string              '2'..'9' a number below that digit
 *   'u' an UPOS number        'A'.. a row of section A..; followed by '+': the first of a range whose length is the next column
 *   'a'..'t' a row of that section, or DEM_NO_ROW
 * A section whose types are "." holds bytes. */
typedef struct {
    const char *name;  /* at most 15 bytes */
    const char *types;
} dem_section_type;

typedef struct {
    const void *data; /* rows, 8-byte aligned */
    uint32_t rows;
} dem_section;

typedef struct {
    dem_section section[DEM_MAX_SECTIONS]; /* in the order of the types */
    char hash[65];                         /* SHA-256 of what the file was made from */
    uint64_t checksum;                     /* of the compiled bytes; set by dem_file_check */
} dem_file;

/* Sections 0 and 1 of every kind are the strings: "strings" (offsets, one more than there are strings) and "bytes". */
enum { DEM_SECTION_STRINGS, DEM_SECTION_BYTES };

/* Checks `bytes` (8-byte aligned, kept by the caller as long as `out` is used) and fills `out`. DEM_BAD_MODEL with the reason and offset. */
dem_status dem_file_check(dem_str bytes, uint32_t kind, const dem_section_type *types, int n_types, dem_file *out, dem_error *err);

/* Appends a whole file to `out`. A row has as many 32-bit columns as its type has characters other than '+' in the second place of a range. */
void dem_file_build(uint32_t kind, const dem_section_type *types, int n_types, const dem_file *content, dem_buf *out);

int dem_section_columns(const char *types); /* 0 for bytes */

#endif
