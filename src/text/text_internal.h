/* What the files of the text stage share: lines.c says what each line is, dateline.c reads where and when a report was sent, sentences.c cuts paragraphs. */
#ifndef DEM_TEXT_INTERNAL_H
#define DEM_TEXT_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    dem_str text;    /* the body */
    char *scratch;   /* for one folded line: 4 * LINE_LOOK + 1 bytes */
} dem_splitter;

enum { DEM_LINE_LOOK = 400 }; /* bytes of a line that are looked at to tell what it is */

/* Fills doc->lines for the body and sets headline, agency, and the date where a line holds one. */
dem_status dem_text_lines(dem_splitter *s);
/* Cuts a dateline off a paragraph that begins at `start`; returns where the text begins, and notes place, agency and date. */
int32_t dem_text_dateline(dem_splitter *s, int32_t start, int32_t end);
/* Appends the sentences of one paragraph. */
dem_status dem_text_sentences(dem_splitter *s, int field, int32_t start, int32_t end, bool headline, int32_t paragraph);

/* The first date in a piece of text that leaves no doubt: 20/04/2023, 2023-04-20, 4 May 2023, May 4, 2023. */
bool dem_text_date(const dem_splitter *s, dem_span span, dem_date *out);
/* The canonical name of the agency that is named in a piece of text, empty if none. */
dem_str dem_text_agency(const dem_splitter *s, dem_span span);

#endif
