#include "token/token_internal.h"

#define L BYTE_LOWER
#define U BYTE_UPPER
#define D BYTE_DIGIT
#define W BYTE_WIDE
#define S BYTE_SPACE
#define W16 W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W
const uint8_t dem_token_bytes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, /* 00 */
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* 20 */
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0, /* 40 */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, /* 60 */
    W16, W16, W16, W16, W16, W16, W16, W16};
#undef L
#undef U
#undef D
#undef W
#undef S

/* An apostrophe, straight or curly. */
bool dem_token_apostrophe(const dem_scanner *s, int32_t at, int32_t *next)
{
    uint32_t c = char_at(s, at, next);
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == 0x60 || c == 0xb4;
}

/* Zero-width characters belong to the word they stand in, and to no form. */
bool dem_token_zero_width(uint32_t c)
{
    return c >= 0xad && dem_is_space(c) &&
           (c == 0xad || c == 0xfeff || c == 0x180e || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
            (c >= 0xfe00 && c <= 0xfe0f));
}

/* What the table of abbreviations says of a word: the string of its kind, empty if it is not in it. */
static dem_str kind_of(const dem_scanner *s, int32_t start, int32_t end, bool prefix)
{
    char folded[4 * 24 + 1];
    if (end - start > 24 || end <= start)
        return (dem_str){0};
    dem_str word = {folded, dem_fold(dem_str_cut(s->text, start, end), folded)};
    const dem_kb_phrase *p = dem_kb_find(s->kb, dem_kb_step(DEM_HASH_START, word));
    for (const dem_kb_sense *a = dem_kb_sense_first(s->kb, p, DEM_FAM_ABBR); a; a = dem_kb_sense_next(s->kb, p, a)) {
        dem_str kind = dem_kb_str(s->kb, s->kb->abbrs[a->row].kind);
        bool stop = !dem_str_eq(kind, DEM_S("prefix")) && !dem_str_eq(kind, DEM_S("domain")) && !dem_str_eq(kind, DEM_S("suffix"));
        if (prefix ? !stop : stop)
            return kind;
    }
    return (dem_str){0};
}

static bool is_kind(const dem_scanner *s, int32_t start, int32_t end, const char *kind)
{
    return dem_str_eq(kind_of(s, start, end, true), dem_str_of(kind));
}

/* Names of sites and files: labels of letters, digits and hyphens with stops between; the last is one of the table (com, org, pdf),
 * or there are three labels or more, all in lower case. `end` is that of the run without closing punctuation. */
static bool is_dotted_name(const dem_scanner *s, int32_t start, int32_t end)
{
    int32_t label = start, stops = 0;
    bool lower = true;
    for (int32_t i = start; i < end; i++) {
        unsigned char c = byte_at(s, i);
        if (c == '.') {
            if (i - label < 1)
                return false;
            lower = lower && i - label > 1;
            label = i + 1;
            stops++;
        } else if (!(class_at(s, i) & (BYTE_LETTER | BYTE_DIGIT)) && c != '-' && c != '_') {
            return false;
        } else {
            lower = lower && (class_at(s, i) & BYTE_LOWER);
        }
    }
    if (stops == 0 || end - label < 2)
        return false;
    return (lower && stops >= 2) || is_kind(s, label, end, "domain");
}

static bool is_name_byte(const dem_scanner *s, int32_t at, const char *also)
{
    return (class_at(s, at) & (BYTE_LETTER | BYTE_DIGIT)) || (s->text.data[at] && strchr(also, s->text.data[at]));
}

/* Looks for an address in the run that begins at s->at, and sets run_end, address and address_end. A run is cut at
 * DEM_LONGEST_TOKEN, so that looking ahead costs no more than the text is long. */
void dem_token_run(dem_scanner *s)
{
    int32_t at = s->at, limit = s->end - at > DEM_LONGEST_TOKEN ? at + DEM_LONGEST_TOKEN : s->end, end = at;
    bool scheme = false;
    int32_t stops = 0, mail = at;
    for (; end < limit && !(class_at(s, end) & BYTE_SPACE); end++) {
        unsigned char c = (unsigned char)s->text.data[end];
        stops += c == '.';
        mail = c == '@' && mail == at ? end : mail;
        scheme = scheme || (c == '/' && byte_at(s, end + 1) == '/' && end > at && byte_at(s, end - 1) == ':');
    }
    while (end < s->end && end > at + 1 && ((unsigned char)s->text.data[end] & 0xc0) == 0x80)
        end--;
    s->run_end = end;
    s->address = s->address_end = at;
    if (!scheme && stops == 0)
        return;
    int32_t first = at, last = end;
    while (first < end && !is_name_byte(s, first, ""))
        first++;
    while (last > first && !is_name_byte(s, last - 1, "/_"))
        last--;
    bool www = last - first > 4 && memcmp(s->text.data + first, "www.", 4) == 0;
    if (mail > at && !scheme && !www) {
        for (first = mail; first > at && is_name_byte(s, first - 1, "._+-");)
            first--;
        for (last = mail + 1; last < end && is_name_byte(s, last, "._-");)
            last++;
        while (last > mail && s->text.data[last - 1] == '.')
            last--;
        if (first == mail || last - mail < 4)
            return;
    } else if (!scheme && !www && !is_dotted_name(s, first, last)) {
        return;
    }
    s->address = first;
    s->address_end = last;
}

/* Digits with what numbers, times and dates hold inside: 1,300 2.5 22:48:03 20/04/2023 713-853-3989. "10-15" is a range of two numbers. */
int32_t dem_token_number(const dem_scanner *s, int32_t at)
{
    int32_t end = at, hyphens = 0, first_hyphen = at, limit = at + DEM_LONGEST_TOKEN;
    while (end < limit && (class_at(s, end) & BYTE_DIGIT))
        end++;
    while (end < limit) {
        unsigned char c = byte_at(s, end);
        if ((c != ',' && c != '.' && c != ':' && c != '/' && c != '-') || !(class_at(s, end + 1) & BYTE_DIGIT))
            break;
        if (c == '-' && hyphens++ == 0)
            first_hyphen = end;
        end++;
        while (end < limit && (class_at(s, end) & BYTE_DIGIT))
            end++;
    }
    int32_t before = first_hyphen - at, after = end - first_hyphen - 1;
    if (hyphens == 1 && !((before == 3 || before == 5) && after == 4)) /* unless it is a telephone number or postcode */
        return first_hyphen;
    int32_t letters = end;
    while (letters - end < 12 && (class_at(s, letters) & BYTE_LETTER))
        letters++;
    if (letters == end || (class_at(s, letters) & (BYTE_DIGIT | BYTE_WIDE)) || is_kind(s, end, letters, "suffix"))
        return end; /* "5m", "10pm" are two words; "20th", "1970s", "5G" are one */
    return letters;
}

/* U.S. U.N. a.m. i.e. Ph.D. and initials: letters with a stop after each; `at` if there are none. */
static int32_t dotted_end(const dem_scanner *s, int32_t at)
{
    int32_t end = at, next, parts = 0;
    while (letter_at(s, end) && end - at < 40) {
        int32_t letters = 0, stop = end;
        while (letters < 3 && letter_at(s, stop)) {
            (void)char_at(s, stop, &next);
            stop = next;
            letters++;
        }
        if (byte_at(s, stop) != '.' || letters > 2 || (letters == 2 && parts == 0 && !letter_at(s, stop + 1)))
            break;
        end = stop + 1;
        parts++;
    }
    if (parts == 1 && (class_at(s, at) & BYTE_UPPER) && end - at == 2 && end < s->end)
        return end; /* an initial */
    return parts >= 2 ? end : at;
}

/* True if the stop at `stop` belongs to the word before it and does not only end the sentence. */
static bool keeps_stop(const dem_scanner *s, int32_t start, int32_t stop)
{
    dem_str kind = kind_of(s, start, stop, false);
    if (kind.len == 0)
        return false;
    if (dem_str_eq(kind, DEM_S("number"))) { /* "No. 5", but "he said no." */
        int32_t at = stop + 1;
        while (class_at(s, at) & BYTE_SPACE)
            at++;
        return (class_at(s, at) & BYTE_DIGIT) != 0;
    }
    return stop + 1 < s->end || dem_str_eq(kind, DEM_S("title")) || dem_str_eq(kind, DEM_S("initials"));
}

/* "w/o", "b/c" and their like: a letter, a slash and at most three letters. */
static int32_t slashed_end(const dem_scanner *s, int32_t at)
{
    int32_t end = at + 2;
    if (byte_at(s, at + 1) != '/' || !memchr("bwcBWC", s->text.data[at], 6))
        return at;
    while (end - at < 6 && (class_at(s, end) & BYTE_LETTER))
        end++;
    return end - at <= 3 && end == s->run_end ? end : at;
}

/* Where the word ends that begins at `at`, clitics included. */
int32_t dem_token_word(const dem_scanner *s, int32_t at)
{
    int32_t end = dotted_end(s, at), next, limit = at + DEM_LONGEST_TOKEN;
    if (end == at)
        end = slashed_end(s, at);
    if (end > at)
        return end;
    while (end < limit) {
        uint8_t class = class_at(s, end);
        unsigned char c = byte_at(s, end);
        if ((class & (BYTE_LETTER | BYTE_DIGIT)) || c == '_') {
            end++;
            continue;
        }
        if (class & BYTE_WIDE) {
            uint32_t wide = char_at(s, end, &next);
            if (dem_is_letter(wide) || (dem_token_zero_width(wide) && letter_at(s, next)) || (dem_token_apostrophe(s, end, &next) && letter_at(s, next))) {
                end = next;
                continue;
            }
            break;
        }
        if ((c == '\'' || c == '`') && letter_at(s, end + 1)) /* O'Brien, and clitics, which are cut off later */
            end++;
        else if (c == '&' && end - at <= 3 && (class_at(s, end + 1) & BYTE_LETTER) && (class_at(s, end - 1) & BYTE_LETTER))
            end++; /* AT&T, R&D */
        else if (c == '-' && letter_at(s, end + 1) && is_kind(s, at, end, "prefix"))
            end++; /* non-profit, anti-war, e-mail */
        else
            break;
    }
    if (byte_at(s, end) == '.' && keeps_stop(s, at, end))
        return end + 1;
    return end;
}

/* Eyes, perhaps a nose, and a mouth at the end of the run. */
static int32_t smiley_end(const dem_scanner *s, int32_t at)
{
    unsigned char c = byte_at(s, at);
    int32_t end = at + 1;
    if ((c != ':' && c != ';' && c != '=') || end >= s->run_end)
        return at;
    end += byte_at(s, end) == '-';
    unsigned char mouth = byte_at(s, end);
    if (end >= s->run_end || !memchr("()DPp/|[]", mouth, 9) || (mouth == '/' && byte_at(s, end + 1) == '/'))
        return at;
    while (end < s->run_end && byte_at(s, end) == mouth)
        end++;
    return end == s->run_end || memchr(".,!?", s->text.data[end], 4) ? end : at;
}

/* Where the token ends that begins with neither letter nor digit. */
int32_t dem_token_sign(const dem_scanner *s, int32_t at)
{
    static const char *const runs[] = {".!?", "-=~_*+", "<", ">", "$", "#", "'", "`"};
    int32_t next, end = smiley_end(s, at), limit = at + DEM_LONGEST_TOKEN;
    if (end > at)
        return end;
    uint32_t c = char_at(s, at, &next);
    if (c >= 0x80 || c == 0)
        return next > at ? next : at + 1;
    if ((c == '#' || c == '@') && letter_at(s, next)) { /* hashtags and accounts */
        while (next < limit && ((class_at(s, next) & (BYTE_LETTER | BYTE_DIGIT)) || byte_at(s, next) == '_'))
            next++;
        return next > at + 1 ? next : at + 1;
    }
    for (ptrdiff_t i = 0; i < DEM_COUNT(runs); i++)
        if (strchr(runs[i], (int)c))
            while (next < limit && next < s->end && s->text.data[next] && strchr(runs[i], s->text.data[next]))
                next++;
    return next;
}

static bool equals(const dem_scanner *s, int32_t start, int32_t end, const char *lower)
{
    int32_t n = (int32_t)strlen(lower);
    if (end - start != n)
        return false;
    for (int32_t i = 0; i < n; i++)
        if ((s->text.data[start + i] | 0x20) != lower[i])
            return false;
    return true;
}

/* Words that are written together without an apostrophe, and where the second begins. */
static int32_t fused_cut(const dem_scanner *s, int32_t start, int32_t end)
{
    static const struct {
        const char *word;
        int32_t first;
    } fused[] = {{"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3}, {"gimme", 3}, {"lemme", 3}, {"outta", 3}, {"alot", 1}, {"dont", 2}, {"doesnt", 4},
                 {"didnt", 3}, {"isnt", 2}, {"wasnt", 3}, {"arent", 3}, {"werent", 4}, {"havent", 4}, {"hasnt", 3}, {"couldnt", 5}, {"wouldnt", 5},
                 {"shouldnt", 6}, {"cant", 2}, {"im", 1}, {"ive", 1}, {"thats", 4}, {"whats", 4}};
    enum { SHORTEST = 2, LONGEST = 8 };
    if (end - start < SHORTEST || end - start > LONGEST || !memchr("taems", s->text.data[end - 1] | 0x20, 5))
        return end;
    if (class_at(s, start + 1) & BYTE_UPPER) /* "IM" is an acronym */
        return end;
    for (ptrdiff_t i = 0; i < DEM_COUNT(fused); i++)
        if ((s->text.data[start] | 0x20) == fused[i].word[0] && equals(s, start, end, fused[i].word))
            return start + fused[i].first;
    return end;
}

/* Where the second word of a written-together pair begins: the clitic of "don't", "not" of "cannot"; `end` if it is one word. */
int32_t dem_token_cut(const dem_scanner *s, int32_t start, int32_t end)
{
    static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
    int32_t at = end, next;
    while (at > start && end - at < 3 && (class_at(s, at - 1) & BYTE_LETTER))
        at--;
    int32_t mark = at - 1;
    while (mark > start && ((unsigned char)s->text.data[mark] & 0xc0) == 0x80)
        mark--;
    if (mark <= start || !dem_token_apostrophe(s, mark, &next) || next != at)
        return fused_cut(s, start, end);
    if (equals(s, at, end, "t") && (s->text.data[mark - 1] | 0x20) == 'n' && mark - 1 > start)
        return mark - 1;
    for (ptrdiff_t i = 0; i < DEM_COUNT(clitics); i++)
        if (equals(s, at, end, clitics[i]))
            return mark;
    return end;
}
