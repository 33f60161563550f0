/* What the files of the token stage share: extents.c says where words, numbers, signs and addresses end, token.c makes tokens of them. */
#ifndef DEM_TOKEN_INTERNAL_H
#define DEM_TOKEN_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

/* Classes of bytes. */
enum { BYTE_SPACE = 1, BYTE_LOWER = 2, BYTE_UPPER = 4, BYTE_LETTER = 6, BYTE_DIGIT = 8, BYTE_WIDE = 16 };
extern const uint8_t dem_token_bytes[256]; /* class of each byte */

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
static inline uint8_t class_at(const dem_scanner *s, int32_t at)
{
    return at < s->end ? dem_token_bytes[(unsigned char)s->text.data[at]] : 0;
}

static inline unsigned char byte_at(const dem_scanner *s, int32_t at)
{
    return at < s->end ? (unsigned char)s->text.data[at] : '\0';
}

/* The character at `at`, 0 at the end; *next is behind it. */
static inline uint32_t char_at(const dem_scanner *s, int32_t at, int32_t *next)
{
    ptrdiff_t n = at;
    uint32_t c = at < s->end ? dem_utf8_at(s->text, at, &n) : 0;
    *next = (int32_t)n;
    return c;
}

static inline bool letter_at(const dem_scanner *s, int32_t at)
{
    uint8_t class = class_at(s, at);
    int32_t next;
    return (class & BYTE_LETTER) || ((class & BYTE_WIDE) && dem_is_letter(char_at(s, at, &next)));
}

/* An apostrophe, straight or curly; *next is behind it. */
bool dem_token_apostrophe(const dem_scanner *s, int32_t at, int32_t *next);
/* Zero-width characters belong to the word they stand in, and to no form. */
bool dem_token_zero_width(uint32_t c);

/* Where what begins at `at` ends. */
int32_t dem_token_number(const dem_scanner *s, int32_t at);
int32_t dem_token_word(const dem_scanner *s, int32_t at);
int32_t dem_token_sign(const dem_scanner *s, int32_t at);
/* Where the second word of a written-together pair begins: the clitic of "don't", "not" of "cannot"; `end` if it is one word. */
int32_t dem_token_cut(const dem_scanner *s, int32_t start, int32_t end);
/* Sets run_end and the address of the run without white space that begins at s->at. */
void dem_token_run(dem_scanner *s);

#endif
