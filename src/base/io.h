/* The operating system behind a few functions. */
#ifndef DEM_IO_H
#define DEM_IO_H

#include "base/base.h"

/* A file mapped read-only; release with dem_map_close. An empty file maps to {NULL, 0}. */
dem_status dem_map_open(const char *path, dem_str *out, dem_error *err);
void dem_map_close(dem_str map);

/* Reads a whole file or, for "-", standard input, at most `limit` bytes: DEM_LIMIT past it. */
dem_status dem_file_read(const char *path, ptrdiff_t limit, dem_buf *out, dem_error *err);
/* Writes a file whole or not at all: to a temporary name beside it, synced, then renamed. */
dem_status dem_file_write(const char *path, dem_str bytes, dem_error *err);

bool dem_file_exists(const char *path);
/* Makes a folder, if it is not there; the folder above must be. */
dem_status dem_folder_make(const char *path, dem_error *err);

int64_t dem_clock_ns(void); /* monotonic */

#endif
