/* What the files of the text stage share: lines.c says what each line is, dateline.c finds dates and agencies and reads where and when a
 * report was sent, sentences.c cuts paragraphs. */
#ifndef DEM_TEXT_INTERNAL_H
#define DEM_TEXT_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

enum { DEM_LINE_LOOK = 400 }; /* bytes of a line that are looked at to tell what it is */

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    dem_str text;  /* the body */
    bool prose;    /* every line of it is prose, and no dateline is cut off */
    char *scratch; /* for one folded line: 4 * (DEM_LINE_LOOK + 4) + 1 bytes */
    uint32_t *row_first, *row_next; /* rows of furniture in chains, see lines.c */
} dem_splitter;

/* Fills doc->lines for the body and sets headline, agency, and the date where a line holds one. */
dem_status dem_text_lines(dem_splitter *s);
/* True if line i was broken at the width of the text, so that the next goes on. */
bool dem_text_line_is_full(const dem_splitter *s, ptrdiff_t i);
/* Cuts a dateline off a paragraph that begins at `start`; returns where the text begins, and notes place, agency and date. */
int32_t dem_text_dateline(dem_splitter *s, int32_t start, int32_t end);
/* Appends the sentences of one paragraph. */
dem_status dem_text_sentences(dem_splitter *s, int field, int32_t start, int32_t end, bool headline, int32_t paragraph);
/* True if a word that is an abbreviation before a name ("Mr.") ends at `end`, stop included. */
bool dem_text_ends_in_title(const dem_splitter *s, int32_t start, int32_t end);
/* True if a sentence ends inside the span and another begins. */
bool dem_text_has_inner_end(const dem_splitter *s, dem_span span);

/* True if text[start, end) is a word of a closed class: the, in, he, but. */
bool dem_text_is_function_word(const dem_splitter *s, dem_str word);

/* The next word of letters and digits in [*at, end); false at the end. */
bool dem_text_word(const dem_splitter *s, int32_t *at, int32_t end, dem_span *word);
/* The first date in a piece of text that leaves no doubt: 20/04/2023, 2023-04-20, 4 May 2023, May 4, 2023. */
bool dem_text_date(const dem_splitter *s, dem_span span, dem_date *out);
/* True if the word names a month. */
bool dem_text_month(const dem_splitter *s, dem_span word);
/* The canonical name of the agency that is named in a piece of text, empty if none. */
dem_str dem_text_agency(const dem_splitter *s, dem_span span);
/* Notes agency and date of a line or dateline, unless they are known. */
void dem_text_note(dem_splitter *s, dem_span span);

/* ASCII white space. */
static inline bool dem_text_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Lower-case letter, in the scripts that have case. */
static inline bool dem_text_is_lower(uint32_t c)
{
    return c < 0x80 ? c - 'a' < 26u : dem_is_letter(c) && !dem_is_upper(c);
}

static inline uint32_t dem_text_char(dem_str text, int32_t at, int32_t end, int32_t *next)
{
    ptrdiff_t n = at;
    uint32_t c = at < end ? dem_utf8_at(text, at, &n) : 0;
    *next = (int32_t)n;
    return c;
}

#endif
