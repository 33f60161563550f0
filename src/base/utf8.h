/* UTF-8: repair, decode, fold. */
#ifndef DEM_UTF8_H
#define DEM_UTF8_H

#include "base/base.h"

/* Length in bytes of the valid UTF-8 prefix of s (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF). */
ptrdiff_t dem_utf8_valid_prefix(dem_str s);

/* Makes any bytes valid UTF-8. Valid input is borrowed, not copied. A byte order mark at the start is dropped.
 * A text in which no valid multi-byte character occurs but invalid bytes do is read as Windows-1252; otherwise every maximal invalid part
 * becomes U+FFFD (Unicode 15, section 3.9). NUL bytes become U+FFFD too. *repaired counts the invalid input bytes. */
dem_status dem_utf8_repair(dem_arena *arena, dem_str in, dem_str *out, int64_t *repaired);

/* Decodes the character at s[at]; s is valid UTF-8 and at is on a boundary. *next is the offset after it. */
uint32_t dem_utf8_at(dem_str s, ptrdiff_t at, ptrdiff_t *next);
/* Writes 1 to 4 bytes, returns how many. */
int dem_utf8_put(uint32_t c, char out[4]);
ptrdiff_t dem_utf8_count(dem_str s); /* code points of valid UTF-8 */

bool dem_is_space(uint32_t c);  /* white space of Unicode, and zero-width characters */
bool dem_is_letter(uint32_t c); /* letters and combining marks: ASCII, and everything from U+00C0 that is no known punctuation or symbol */
bool dem_is_digit(uint32_t c);  /* 0-9 */
bool dem_is_upper(uint32_t c);  /* Latin, Greek, Cyrillic capitals */
uint32_t dem_to_lower(uint32_t c);

static inline bool dem_is_vowel(char c) /* of lower-case ASCII, without y */
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Appends to out (room for at least 4 * s.len + 1 bytes) the folded form of s: lower case, Latin letters without diacritics
 * (é → e, ł → l, ø → o, ß → ss, æ → ae), curly quotes and dashes as ASCII, zero-width characters dropped. Returns the length. This is the form in which
 * tables are looked up. */
ptrdiff_t dem_fold(dem_str s, char *out);

/* Code points before byte offsets of one text: built once, then each query is constant time. */
typedef struct {
    dem_str text;
    int32_t *before; /* code points before byte 128 * k; NULL when all of the text is ASCII */
} dem_cp_index;
dem_status dem_cp_index_build(dem_arena *arena, dem_str text, dem_cp_index *out);
int32_t dem_cp_index_at(const dem_cp_index *index, ptrdiff_t byte);

#endif
