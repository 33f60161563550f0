/* UTF-8 and the few properties of characters that reading news needs. The property tables are short on purpose: they know the
 * scripts and signs that occur in English reports about anywhere, not all of Unicode. */
#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* Length of the valid character at s[at], or 0; then *bad is the length of the maximal subpart that a decoder replaces as one
 * (Unicode 15, table 3-7 and section 3.9). */
static int char_length(dem_str s, ptrdiff_t at, int *bad)
{
    const unsigned char *p = (const unsigned char *)s.data + at;
    ptrdiff_t left = s.len - at;
    *bad = 1;
    if (p[0] < 0x80)
        return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4)
        return 0;
    int len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    /* Only the second byte has a range of its own: it rules out overlong forms, surrogates and what lies past U+10FFFF. */
    unsigned low = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned high = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    for (int i = 1; i < len; i++) {
        if (i >= left || p[i] < low || p[i] > high) {
            *bad = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return len;
}

/* Bytes from s[at] on that are ASCII and not NUL. */
static ptrdiff_t plain_run(dem_str s, ptrdiff_t at)
{
    ptrdiff_t i = at;
    for (; i + 8 <= s.len; i += 8) {
        uint64_t w;
        memcpy(&w, s.data + i, 8);
        /* The classic zero-byte test; it may stop early on a byte of 0x01 after a zero, which the loop below settles. */
        if ((w & 0x8080808080808080u) || ((w - 0x0101010101010101u) & ~w & 0x8080808080808080u))
            break;
    }
    while (i < s.len && (unsigned char)s.data[i] - 1u < 0x7Fu)
        i++;
    return i - at;
}

ptrdiff_t dem_utf8_valid_prefix(dem_str s)
{
    ptrdiff_t at = 0;
    while (at < s.len) {
        at += plain_run(s, at);
        if (at == s.len)
            break;
        int bad, len = char_length(s, at, &bad);
        if (!len)
            break;
        at += len;
    }
    return at;
}

int dem_utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (c >> 18 & 7));
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t dem_utf8_at(dem_str s, ptrdiff_t at, ptrdiff_t *next)
{
    const unsigned char *p = (const unsigned char *)s.data + at;
    if (p[0] < 0x80) {
        *next = at + 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *next = at + 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *next = at + 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *next = at + 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* Bytes of s[from, to) that begin a character. */
static ptrdiff_t count_starts(dem_str s, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = from; i < to; i++)
        n += ((unsigned char)s.data[i] & 0xC0) != 0x80;
    return n;
}

ptrdiff_t dem_utf8_count(dem_str s)
{
    return count_starts(s, 0, s.len);
}

/* Windows-1252, 0x80 to 0x9F; the rest of the upper half is Latin-1. */
static uint32_t windows_1252(unsigned char byte)
{
    static const uint16_t table[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? table[byte - 0x80] : byte;
}

dem_status dem_utf8_repair(dem_arena *arena, dem_str in, dem_str *out, int64_t *repaired)
{
    *repaired = 0;
    if (in.len >= 3 && memcmp(in.data, "\xEF\xBB\xBF", 3) == 0)
        in = dem_str_cut(in, 3, in.len);
    *out = in;
    int64_t invalid = 0, nul = 0, wide = 0;
    for (ptrdiff_t at = 0; at < in.len;) {
        at += plain_run(in, at);
        if (at == in.len)
            break;
        int bad, len = char_length(in, at, &bad);
        wide += len > 1;
        nul += len == 1;
        invalid += len ? 0 : bad;
        at += len ? len : bad;
    }
    if (invalid + nul == 0)
        return DEM_OK;
    /* A bad byte becomes three at most, as does a NUL; valid characters stay as long as they are. */
    ptrdiff_t room = in.len + 2 * (ptrdiff_t)(invalid + nul);
    char *text = dem_arena_alloc(arena, room + 1);
    if (!text)
        return DEM_NO_MEMORY;
    bool windows = wide == 0 && invalid > 0;
    ptrdiff_t n = 0;
    for (ptrdiff_t at = 0; at < in.len;) {
        ptrdiff_t run = plain_run(in, at);
        memcpy(text + n, in.data + at, (size_t)run);
        n += run;
        at += run;
        if (at == in.len)
            break;
        int bad, len = char_length(in, at, &bad);
        if (len > 1) {
            memcpy(text + n, in.data + at, (size_t)len);
            n += len;
            at += len;
        } else if (len == 1) {
            n += dem_utf8_put(REPLACEMENT, text + n);
            at++;
        } else if (windows) {
            n += dem_utf8_put(windows_1252((unsigned char)in.data[at]), text + n);
            at++;
        } else {
            n += dem_utf8_put(REPLACEMENT, text + n);
            at += bad;
        }
    }
    *repaired = invalid + nul;
    *out = (dem_str){text, n};
    return DEM_OK;
}

/* Zero-width characters: joiners, direction marks, the soft hyphen, variation selectors. */
static bool is_zero_width(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206F) ||
           c == 0xFEFF || c == 0x00AD || c == 0x180E || (c >= 0xFE00 && c <= 0xFE0F);
}

bool dem_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000 || is_zero_width(c);
}

bool dem_is_digit(uint32_t c)
{
    return c - '0' < 10u;
}

bool dem_is_letter(uint32_t c)
{
    /* From U+00C0 on, what is no letter and no mark: first and last of each range, ascending. */
    static const uint32_t other[][2] = {
        {0x00D7, 0x00D7}, {0x00F7, 0x00F7}, {0x02C2, 0x02C5}, {0x02D2, 0x02DF}, {0x037E, 0x037E}, {0x0387, 0x0387}, {0x055A, 0x055F},
        {0x0589, 0x058F}, {0x05BE, 0x05BE}, {0x05C0, 0x05C0}, {0x05C3, 0x05C3}, {0x05F3, 0x05F4}, {0x0600, 0x060F}, {0x061B, 0x061F},
        {0x0660, 0x066D}, {0x06D4, 0x06D4}, {0x06F0, 0x06F9}, {0x0964, 0x0970}, {0x0E3F, 0x0E3F}, {0x0E4F, 0x0E5B}, {0x10FB, 0x10FB},
        {0x1360, 0x137C}, {0x166D, 0x1680}, {0x17D4, 0x17DB}, {0x1800, 0x180E}, {0x2000, 0x2BFF}, {0x2E00, 0x3004}, {0x3008, 0x3020},
        {0x3030, 0x3030}, {0x303D, 0x3040}, {0x30FB, 0x30FB}, {0xE000, 0xF8FF}, {0xFD3E, 0xFD3F}, {0xFE00, 0xFE1F}, {0xFE30, 0xFE6F},
        {0xFEFF, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1D000, 0x1D3FF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF}};
    if (c < 0xC0)
        return (c | 0x20) - 'a' < 26u;
    if (c < 0x250)
        return c != 0xD7 && c != 0xF7;
    ptrdiff_t low = 0, high = DEM_COUNT(other);
    while (low < high) {
        ptrdiff_t mid = (low + high) / 2;
        if (other[mid][1] < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low == DEM_COUNT(other) || c < other[low][0];
}

/* Pairs of letters in alternation: a capital with the small letter after it. Parity 0: capitals are even. */
static const struct {
    uint16_t first, last;
    uint8_t parity;
} alternating[] = {
    {0x0100, 0x012F, 0}, {0x0132, 0x0137, 0}, {0x0139, 0x0148, 1}, {0x014A, 0x0177, 0}, {0x0179, 0x017E, 1}, {0x0182, 0x0185, 0},
    {0x0187, 0x0188, 1}, {0x018B, 0x018C, 1}, {0x0191, 0x0192, 1}, {0x0198, 0x0199, 0}, {0x01A0, 0x01A5, 0}, {0x01A7, 0x01A8, 1},
    {0x01AC, 0x01AD, 0}, {0x01AF, 0x01B0, 1}, {0x01B3, 0x01B6, 1}, {0x01CD, 0x01DC, 1}, {0x01DE, 0x01EF, 0}, {0x01F4, 0x01F5, 0},
    {0x01F8, 0x021F, 0}, {0x0222, 0x0233, 0}, {0x0246, 0x024F, 0}, {0x0460, 0x0481, 0}, {0x048A, 0x04BF, 0}, {0x04C1, 0x04CE, 1},
    {0x04D0, 0x052F, 0}, {0x1E00, 0x1E95, 0}, {0x1EA0, 0x1EFF, 0}};

/* Capitals whose small letter stands elsewhere, by a constant distance. */
static const struct {
    uint16_t first, last;
    int16_t distance;
} shifted[] = {
    {0x00C0, 0x00D6, 32}, {0x00D8, 0x00DE, 32}, {0x0130, 0x0130, -199}, {0x0178, 0x0178, -121}, {0x0181, 0x0181, 210}, {0x0186, 0x0186, 206},
    {0x0189, 0x018A, 205}, {0x018E, 0x018E, 79}, {0x018F, 0x018F, 202}, {0x0190, 0x0190, 203}, {0x01C4, 0x01C4, 2}, {0x01C7, 0x01C7, 2},
    {0x01CA, 0x01CA, 2}, {0x01F1, 0x01F1, 2}, {0x0386, 0x0386, 38}, {0x0388, 0x038A, 37}, {0x038C, 0x038C, 64}, {0x038E, 0x038F, 63},
    {0x0391, 0x03A1, 32}, {0x03A3, 0x03AB, 32}, {0x0400, 0x040F, 80}, {0x0410, 0x042F, 32}, {0x04C0, 0x04C0, 15}, {0x1E9E, 0x1E9E, -7615},
    {0xFF21, 0xFF3A, 32}};

uint32_t dem_to_lower(uint32_t c)
{
    if (c < 0x80)
        return c - 'A' < 26u ? c + 32 : c;
    if (c < 0xC0 || (c > 0x052F && c < 0x1E00) || c > 0xFF3A)
        return c;
    for (ptrdiff_t i = 0; i < DEM_COUNT(shifted); i++)
        if (c >= shifted[i].first && c <= shifted[i].last)
            return (uint32_t)((int32_t)c + shifted[i].distance);
    for (ptrdiff_t i = 0; i < DEM_COUNT(alternating); i++)
        if (c >= alternating[i].first && c <= alternating[i].last)
            return (c & 1) == alternating[i].parity ? c + 1 : c;
    return c;
}

bool dem_is_upper(uint32_t c)
{
    return dem_to_lower(c) != c;
}

/* Folded Latin letters, two places each; blank where the letter stays as it is. */
static const char latin[] = /* U+00C0 to U+024F */
    "a a a a a a aec e e e e i i i i " /* 00C0 */
    "d n o o o o o   o u u u u y thss" /* 00D0 */
    "a a a a a a aec e e e e i i i i " /* 00E0 */
    "d n o o o o o   o u u u u y thy " /* 00F0 */
    "a a a a a a c c c c c c c c d d " /* 0100 */
    "d d e e e e e e e e e e g g g g " /* 0110 */
    "g g g g h h h h i i i i i i i i " /* 0120 */
    "i i ijijj j k k k l l l l l l l " /* 0130 */
    "l l l n n n n n n n n n o o o o " /* 0140 */
    "o o oeoer r r r r r s s s s s s " /* 0150 */
    "s s t t t t t t u u u u u u u u " /* 0160 */
    "u u u u w w y y y z z z z z z s " /* 0170 */
    "b b b b     o c c d d d d   e e " /* 0180 */
    "e f f g   hvi i k k l   m n n o " /* 0190 */
    "o o ghghp p r         t t t t u " /* 01A0 */
    "u u v y y z z z                 " /* 01B0 */
    "        dzdzdzljljljnjnjnja a i " /* 01C0 */
    "i o o u u u u u u u u u u e a a " /* 01D0 */
    "a a aeaeg g g g k k o o o o z z " /* 01E0 */
    "j dzdzdzg g hv  n n a a aeaeo o " /* 01F0 */
    "a a a a e e e e i i i i o o o o " /* 0200 */
    "r r r r u u u u s s t t y y h h " /* 0210 */
    "n d     z z a a e e o o o o o o " /* 0220 */
    "o o y y l n t j dbqpa c c l t s " /* 0230 */
    "z     b u   e e j j     r r y y " /* 0240 */;
static const char latin_additional[] = /* U+1E00 to U+1EFF */
    "a a b b b b b b c c d d d d d d " /* 1E00 */
    "d d d d e e e e e e e e e e f f " /* 1E10 */
    "g g h h h h h h h h h h i i i i " /* 1E20 */
    "k k k k k k l l l l l l l l m m " /* 1E30 */
    "m m m m n n n n n n n n o o o o " /* 1E40 */
    "o o o o p p p p r r r r r r r r " /* 1E50 */
    "s s s s s s s s s s t t t t t t " /* 1E60 */
    "t t u u u u u u u u u u v v v v " /* 1E70 */
    "w w w w w w w w w w x x x x y y " /* 1E80 */
    "z z z z z z h t w y a s s s ss  " /* 1E90 */
    "a a a a a a a a a a a a a a a a " /* 1EA0 */
    "a a a a a a a a e e e e e e e e " /* 1EB0 */
    "e e e e e e e e i i i i o o o o " /* 1EC0 */
    "o o o o o o o o o o o o o o o o " /* 1ED0 */
    "o o o o u u u u u u u u u u u u " /* 1EE0 */
    "u u y y y y y y y y llll        " /* 1EF0 */;

/* What a sign outside ASCII folds to, or NULL. */
static const char *fold_sign(uint32_t c)
{
    switch (c) {
    case 0x0253: return "b"; /* hooked letters of Hausa and their like */
    case 0x0254: return "o";
    case 0x0256: case 0x0257: return "d";
    case 0x0259: case 0x025B: return "e";
    case 0x00B4: case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x2039: case 0x203A: return "'";
    case 0x00AB: case 0x00BB: case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: return "\"";
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return "-";
    case 0x2026: return "...";
    case 0xFB00: return "ff"; /* ligatures of typesetters */
    case 0xFB01: return "fi";
    case 0xFB02: return "fl";
    case 0xFB03: return "ffi";
    case 0xFB04: return "ffl";
    default: return NULL;
    }
}

/* Folds one character above ASCII to out; `after_latin`: an ASCII letter was written last. */
static int fold_wide(uint32_t c, bool after_latin, char *out)
{
    const char *pair = NULL;
    if (c >= 0xC0 && c < 0x250)
        pair = latin + 2 * (c - 0xC0);
    else if (c >= 0x1E00 && c < 0x1F00)
        pair = latin_additional + 2 * (c - 0x1E00);
    if (pair && pair[0] != ' ') {
        out[0] = pair[0];
        out[1] = pair[1];
        return pair[1] == ' ' ? 1 : 2;
    }
    if (is_zero_width(c) || (after_latin && c >= 0x0300 && c <= 0x036F))
        return 0;
    const char *sign = fold_sign(c);
    if (sign) {
        int n = (int)strlen(sign);
        memcpy(out, sign, (size_t)n);
        return n;
    }
    if (dem_is_space(c))
        c = ' ';
    else if (c >= 0xFF01 && c <= 0xFF5E) /* full width */
        c -= 0xFEE0;
    return dem_utf8_put(dem_to_lower(c), out);
}

ptrdiff_t dem_fold(dem_str s, char *out)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t at = 0; at < s.len;) {
        unsigned char byte = (unsigned char)s.data[at];
        if (byte < 0x80) {
            out[n++] = (char)((unsigned)(byte - 'A') < 26u ? byte + 32 : byte);
            at++;
        } else {
            uint32_t c = dem_utf8_at(s, at, &at);
            bool after_latin = n > 0 && (unsigned)((unsigned char)out[n - 1] - 'a') < 26u;
            n += fold_wide(c, after_latin, out + n);
        }
    }
    return n;
}

enum { CP_SHIFT = 7 };

dem_status dem_cp_index_build(dem_arena *arena, dem_str text, dem_cp_index *out)
{
    *out = (dem_cp_index){text, NULL};
    ptrdiff_t total = dem_utf8_count(text);
    if (total == text.len)
        return DEM_OK;
    ptrdiff_t blocks = (text.len >> CP_SHIFT) + 1;
    out->before = dem_arena_alloc(arena, blocks * (ptrdiff_t)sizeof *out->before);
    if (!out->before)
        return DEM_NO_MEMORY;
    ptrdiff_t n = 0;
    for (ptrdiff_t k = 0; k < blocks; k++) {
        out->before[k] = (int32_t)n;
        ptrdiff_t from = k << CP_SHIFT, to = from + (1 << CP_SHIFT);
        n += count_starts(text, from, to < text.len ? to : text.len);
    }
    return DEM_OK;
}

int32_t dem_cp_index_at(const dem_cp_index *index, ptrdiff_t byte)
{
    if (!index->before)
        return (int32_t)byte;
    ptrdiff_t k = byte >> CP_SHIFT;
    return index->before[k] + (int32_t)count_starts(index->text, k << CP_SHIFT, byte);
}
