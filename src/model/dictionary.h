/* What the readers of dictionaries of TABARI and PETRARCH share (docs/tables.md, Dictionaries): lines without comments, words, codes in brackets, rows. */
#ifndef DEM_DICTIONARY_H
#define DEM_DICTIONARY_H

#include "base/base.h"

typedef struct {
    const dem_dictionary_job *job;
    dem_dictionary_stats stats;
    dem_sink *sink;
    void *sink_ctx;
    dem_arena arena;      /* of the entry in hand: its reader clears it */
    dem_buf out;          /* rows that the sink has not got yet */
    const char *name;     /* of the file, as errors print it */
    dem_str source;       /* the last cell of its rows */
    dem_str rest;         /* what is still to be read */
    int64_t line;         /* of the line in hand */
    int64_t comment_line; /* where the comment in hand begins that goes over lines; 0 for none */
    dem_buf text;         /* the line in hand without comments */
} dem_dictionary;

/* Begins with the header of the table; then files, each with its text; in the end what is left of the rows. Release it whatever came of them. */
dem_status dem_dictionary_begin(dem_dictionary *d, const dem_dictionary_job *job, const dem_allocator *alloc, dem_sink *sink, void *sink_ctx);
dem_status dem_dictionary_read(dem_dictionary *d, const char *name, dem_str text);
dem_status dem_dictionary_end(dem_dictionary *d);
void dem_dictionary_release(dem_dictionary *d);

/* The readers of the kinds: d->rest is the text of a file. */
dem_status dem_dictionary_actors(dem_dictionary *d);
dem_status dem_dictionary_agents(dem_dictionary *d);
dem_status dem_dictionary_verbs(dem_dictionary *d);

/* The next line in which there is more than comments, trimmed; good until the next call. */
dem_status dem_dictionary_next(dem_dictionary *d, dem_str *line, bool *more);

/* Reports a line that cannot be read, and counts it. */
void dem_dictionary_skip(dem_dictionary *d, int64_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Words of a name: single spaces for underlines and runs of blanks, in the arena, where they may be changed. *len is 0 if they can be no name, which is
 * reported. */
dem_status dem_dictionary_words(dem_dictionary *d, dem_str raw, char **out, ptrdiff_t *len);

/* Takes "[...]" from the beginning of *text, and the blanks on both sides: what is in the brackets, trimmed. False if there are none, which is reported. */
bool dem_dictionary_bracket(dem_dictionary *d, dem_str *text, dem_str *inside);

/* "---" and "###": somebody who is known and is to have no code. */
bool dem_dictionary_no_code(dem_str code);
/* A code of 3 to `most` letters as capitals, in the arena. *out is empty if it is none, which is reported. */
dem_status dem_dictionary_code(dem_dictionary *d, dem_str code, int most, dem_str *out);

/* Writes a row of cells and, as the last one, the source. */
dem_status dem_dictionary_row(dem_dictionary *d, const dem_str *cells, int n);

#endif
