/* Sources of a job: files, folders and standard input as a sequence of pieces of work, read ahead of the threads that code them. */
#ifndef DEM_SOURCE_H
#define DEM_SOURCE_H

#include "engine/engine.h"

typedef struct dem_source dem_source;

/* Lists the files below `paths` (folders recursively, names in byte order, .txt .text .jsonl .ndjson, or .conllu for a job of CoNLL-U) and reads the meta table.
 * A path that does not exist is DEM_IO. `skip` is told about what cannot be read later on. */
dem_status dem_source_open(const dem_job *job, const dem_allocator *alloc, int64_t document_bytes, dem_source **out, dem_error *err);
void dem_source_close(dem_source *source);

/* Reads the next piece into `bytes` (cleared first) and describes it in `work`, whose bytes lie in `bytes`. *more is false at the end. */
dem_status dem_source_next(dem_source *source, dem_buf *bytes, dem_work *work, bool *more, dem_error *err);

int64_t dem_source_total(const dem_source *source); /* bytes of all files, -1 with standard input */
int64_t dem_source_done(const dem_source *source);  /* bytes read */
int64_t dem_source_skipped(const dem_source *source);

#endif
