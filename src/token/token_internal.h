/* What the files of the token stage share: words.c says where words end, token.c makes tokens of them. */
#ifndef DEM_TOKEN_INTERNAL_H
#define DEM_TOKEN_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

enum { DEM_LONGEST_TOKEN = 1000 }; /* bytes; longer runs are cut */

/* Classes of bytes. */
enum { DEM_BYTE_SPACE = 1, DEM_BYTE_LOWER = 2, DEM_BYTE_UPPER = 4, DEM_BYTE_LETTER = 6, DEM_BYTE_DIGIT = 8, DEM_BYTE_WIDE = 16 };
extern const uint8_t dem_byte_class[256];

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    dem_str text;           /* of the field */
    int32_t at, end;        /* of the sentence: what is left */
    int32_t run_end;        /* of the run without white space that `at` is in */
    int32_t address, address_end; /* a web or mail address in the run; empty if there is none */
    char *fold_at, *fold_end; /* room for folded forms */
    uint32_t quote;         /* the mark that opened the quotation we are in, 0 if none */
    int32_t brackets;       /* that are open */
    bool first;             /* the next word is the first of the sentence or of a quotation */
} dem_scanner;

/* The class of the byte at `at`, 0 from the end of the sentence on. */
static inline uint8_t dem_class_at(const dem_scanner *s, int32_t at)
{
    return at < s->end ? dem_byte_class[(unsigned char)s->text.data[at]] : 0;
}

static inline unsigned char dem_byte_at(const dem_scanner *s, int32_t at)
{
    return at < s->end ? (unsigned char)s->text.data[at] : '\0';
}

/* The character at `at`, 0 at the end; *next is behind it. */
static inline uint32_t dem_char_at(const dem_scanner *s, int32_t at, int32_t *next)
{
    ptrdiff_t n = at;
    uint32_t c = at < s->end ? dem_utf8_at(s->text, at, &n) : 0;
    *next = (int32_t)n;
    return c;
}

static inline bool dem_letter_at(const dem_scanner *s, int32_t at)
{
    uint8_t class = dem_class_at(s, at);
    int32_t next;
    return (class & DEM_BYTE_LETTER) || ((class & DEM_BYTE_WIDE) && dem_is_letter(dem_char_at(s, at, &next)));
}

/* An apostrophe, straight or curly. */
bool dem_apostrophe_at(const dem_scanner *s, int32_t at, int32_t *next);
/* Zero-width characters belong to the word they stand in, and to no form. */
bool dem_is_zero_width(uint32_t c);

/* Looks for an address in the run that begins at s->at, and sets run_end, address and address_end. */
void dem_scan_run(dem_scanner *s);
/* Where the token ends that begins at `at` with a digit, a letter, or another character. */
int32_t dem_number_end(const dem_scanner *s, int32_t at);
int32_t dem_word_end(const dem_scanner *s, int32_t at);
int32_t dem_sign_end(const dem_scanner *s, int32_t at);
/* Where the second word of a written-together pair begins: the clitic of "don't", "not" of "cannot"; `end` if it is one word. */
int32_t dem_word_cut(const dem_scanner *s, int32_t start, int32_t end);

#endif
