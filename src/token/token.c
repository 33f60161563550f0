#include "token/token.h"

enum { LONGEST_TOKEN = 1000 }; /* bytes; longer runs are cut */

/* Classes of bytes. */
enum { BYTE_SPACE = 1, BYTE_LOWER = 2, BYTE_UPPER = 4, BYTE_LETTER = 6, BYTE_DIGIT = 8, BYTE_WIDE = 16 };

#define L BYTE_LOWER
#define U BYTE_UPPER
#define D BYTE_DIGIT
#define W BYTE_WIDE
#define S BYTE_SPACE
#define W16 W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W
static const uint8_t byte_class[256] = {
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
} scanner;

/* The class of the byte at `at`, 0 from the end of the sentence on. */
static inline uint8_t class_at(const scanner *s, int32_t at)
{
    return at < s->end ? byte_class[(unsigned char)s->text.data[at]] : 0;
}

static inline unsigned char byte_at(const scanner *s, int32_t at)
{
    return at < s->end ? (unsigned char)s->text.data[at] : '\0';
}

/* The character at `at`, 0 at the end; *next is behind it. */
static inline uint32_t char_at(const scanner *s, int32_t at, int32_t *next)
{
    ptrdiff_t n = at;
    uint32_t c = at < s->end ? dem_utf8_at(s->text, at, &n) : 0;
    *next = (int32_t)n;
    return c;
}

static inline bool letter_at(const scanner *s, int32_t at)
{
    uint8_t class = class_at(s, at);
    int32_t next;
    return (class & BYTE_LETTER) || ((class & BYTE_WIDE) && dem_is_letter(char_at(s, at, &next)));
}

/* An apostrophe, straight or curly. */
static bool apostrophe_at(const scanner *s, int32_t at, int32_t *next)
{
    uint32_t c = char_at(s, at, next);
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == 0x60 || c == 0xb4;
}

/* Zero-width characters belong to the word they stand in, and to no form. */
static bool is_zero_width(uint32_t c)
{
    return c >= 0xad && dem_is_space(c) &&
           (c == 0xad || c == 0xfeff || c == 0x180e || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
            (c >= 0xfe00 && c <= 0xfe0f));
}

/* What the table of abbreviations says of a word: the string of its kind, empty if it is not in it. */
static dem_str kind_of(const scanner *s, int32_t start, int32_t end, bool prefix)
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

static bool is_kind(const scanner *s, int32_t start, int32_t end, const char *kind)
{
    return dem_str_eq(kind_of(s, start, end, true), dem_str_of(kind));
}

/* Names of sites and files: labels of letters, digits and hyphens with stops between; the last is one of the table (com, org, pdf),
 * or there are three labels or more, all in lower case. `end` is that of the run without closing punctuation. */
static bool is_dotted_name(const scanner *s, int32_t start, int32_t end)
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

static bool is_name_byte(const scanner *s, int32_t at, const char *also)
{
    return (class_at(s, at) & (BYTE_LETTER | BYTE_DIGIT)) || (s->text.data[at] && strchr(also, s->text.data[at]));
}

/* Looks for an address in the run that begins at s->at, and sets run_end, address and address_end. A run is cut at
 * LONGEST_TOKEN, so that looking ahead costs no more than the text is long. */
static void scan_run(scanner *s)
{
    int32_t at = s->at, limit = s->end - at > LONGEST_TOKEN ? at + LONGEST_TOKEN : s->end, end = at;
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
static int32_t number_end(const scanner *s, int32_t at)
{
    int32_t end = at, hyphens = 0, first_hyphen = at, limit = at + LONGEST_TOKEN;
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
static int32_t dotted_end(const scanner *s, int32_t at)
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
static bool keeps_stop(const scanner *s, int32_t start, int32_t stop)
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
static int32_t slashed_end(const scanner *s, int32_t at)
{
    int32_t end = at + 2;
    if (byte_at(s, at + 1) != '/' || !memchr("bwcBWC", s->text.data[at], 6))
        return at;
    while (end - at < 6 && (class_at(s, end) & BYTE_LETTER))
        end++;
    return end - at <= 3 && end == s->run_end ? end : at;
}

/* Where the word ends that begins at `at`, clitics included. */
static int32_t word_end(const scanner *s, int32_t at)
{
    int32_t end = dotted_end(s, at), next, limit = at + LONGEST_TOKEN;
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
            if (dem_is_letter(wide) || (is_zero_width(wide) && letter_at(s, next)) || (apostrophe_at(s, end, &next) && letter_at(s, next))) {
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
static int32_t smiley_end(const scanner *s, int32_t at)
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
static int32_t sign_end(const scanner *s, int32_t at)
{
    static const char *const runs[] = {".!?", "-=~_*+", "<", ">", "$", "#", "'", "`"};
    int32_t next, end = smiley_end(s, at), limit = at + LONGEST_TOKEN;
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

static bool equals(const scanner *s, int32_t start, int32_t end, const char *lower)
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
static int32_t fused_cut(const scanner *s, int32_t start, int32_t end)
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
static int32_t word_cut(const scanner *s, int32_t start, int32_t end)
{
    static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
    int32_t at = end, next;
    while (at > start && end - at < 3 && (class_at(s, at - 1) & BYTE_LETTER))
        at--;
    int32_t mark = at - 1;
    while (mark > start && ((unsigned char)s->text.data[mark] & 0xc0) == 0x80)
        mark--;
    if (mark <= start || !apostrophe_at(s, mark, &next) || next != at)
        return fused_cut(s, start, end);
    if (equals(s, at, end, "t") && (s->text.data[mark - 1] | 0x20) == 'n' && mark - 1 > start)
        return mark - 1;
    for (ptrdiff_t i = 0; i < DEM_COUNT(clitics); i++)
        if (equals(s, at, end, clitics[i]))
            return mark;
    return end;
}

/* Folded forms are short and many: they are cut from larger pieces, without the alignment of the arena. */
static char *fold_room(scanner *s, ptrdiff_t size)
{
    enum { PIECE = 8192 };
    if (!s->fold_at || s->fold_end - s->fold_at < size) {
        ptrdiff_t piece = size > PIECE ? size : PIECE;
        s->fold_at = dem_arena_alloc(s->doc->arena, piece);
        s->fold_end = s->fold_at ? s->fold_at + piece : NULL;
    }
    return s->fold_at;
}

/* Flags of a form that is all ASCII, and its folded form in `out`. */
static uint16_t fold_ascii(dem_str form, char *out)
{
    int letters = 0, upper = 0, digits = 0;
    uint16_t flags = 0;
    for (ptrdiff_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.data[i];
        uint8_t class = byte_class[c];
        if ((class & BYTE_UPPER) && letters == 0)
            flags |= DEM_TOKEN_CAPITAL;
        letters += (class & BYTE_LETTER) != 0;
        upper += (class & BYTE_UPPER) != 0;
        digits += (class & BYTE_DIGIT) != 0;
        out[i] = (char)(class & BYTE_UPPER ? c | 0x20 : c);
    }
    if (letters + digits > 0)
        flags |= DEM_TOKEN_WORD;
    if (letters > 1 && upper == letters)
        flags |= DEM_TOKEN_UPPER;
    if (byte_class[(unsigned char)form.data[0]] & BYTE_DIGIT)
        flags |= DEM_TOKEN_DIGIT;
    return flags;
}

static uint16_t wide_flags(dem_str form)
{
    int letters = 0, upper = 0;
    uint16_t flags = 0;
    for (ptrdiff_t i = 0; i < form.len;) {
        uint32_t c = dem_utf8_at(form, i, &i);
        if (dem_is_digit(c))
            flags |= DEM_TOKEN_WORD;
        if (!dem_is_letter(c))
            continue;
        if (letters == 0 && dem_is_upper(c))
            flags |= DEM_TOKEN_CAPITAL;
        letters++;
        upper += dem_is_upper(c);
        flags |= DEM_TOKEN_WORD;
    }
    if (letters > 1 && upper == letters)
        flags |= DEM_TOKEN_UPPER;
    if (form.len && dem_is_digit((unsigned char)form.data[0]))
        flags |= DEM_TOKEN_DIGIT;
    return flags;
}

/* The form without the zero-width characters in it. */
static dem_status drop_zero_width(scanner *s, dem_str *form)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < form->len && !any;)
        any = is_zero_width(dem_utf8_at(*form, i, &i));
    if (!any)
        return DEM_OK;
    char *out = dem_arena_alloc(s->doc->arena, form->len + 1);
    if (!out)
        return DEM_NO_MEMORY;
    ptrdiff_t n = 0, next;
    for (ptrdiff_t i = 0; i < form->len; i = next) {
        if (is_zero_width(dem_utf8_at(*form, i, &next)))
            continue;
        memcpy(out + n, form->data + i, (size_t)(next - i));
        n += next - i;
    }
    *form = (dem_str){out, n};
    return DEM_OK;
}

/* What closes a quotation that `open` opened, as far as marks have one meaning. */
static bool closes(uint32_t open, uint32_t c)
{
    switch (open) {
    case '"': return c == '"' || c == 0x201d;
    case 0x201c: return c == 0x201d || c == '"';
    case 0x201e: return c == 0x201c || c == 0x201d || c == '"';
    case 0xab: return c == 0xbb;
    case 0xbb: return c == 0xab;
    default: return false;
    }
}

/* Quotation marks and brackets change what the tokens behind them are inside of. */
static void follow_marks(scanner *s, dem_token *t)
{
    ptrdiff_t next;
    dem_str form = t->form;
    uint32_t c = form.len ? dem_utf8_at(form, 0, &next) : 0;
    if (form.len == 2 && (c == '\'' || c == '`') && form.data[1] == form.data[0])
        c = '"';
    if (s->quote && closes(s->quote, c)) {
        s->quote = 0;
        return;
    }
    bool glued = t->span.start > 0 && (byte_class[(unsigned char)s->text.data[t->span.start - 1]] & (BYTE_LETTER | BYTE_DIGIT));
    bool opens = c == 0x201c || c == 0x201e || c == 0xab || (!s->quote && (c == 0xbb || (c == '"' && !glued))); /* 12" is a measure */
    if (opens) {
        s->quote = c;
        s->first = true;
        return;
    }
    s->brackets += c == '(' || c == '[';
    if ((c == ')' || c == ']') && s->brackets > 0)
        s->brackets--;
    else if (s->brackets > 0 && c != '(' && c != '[')
        t->flags |= DEM_TOKEN_BRACKET;
    if (s->quote)
        t->flags |= DEM_TOKEN_QUOTED;
}

static dem_status add(scanner *s, int32_t start, int32_t end, bool joined)
{
    dem_token *t = dem_push(s->doc->arena, &s->doc->tokens);
    if (!t)
        return DEM_NO_MEMORY;
    t->span = (dem_span){start, end};
    t->form = dem_str_cut(s->text, start, end);
    t->head = t->mention = t->phrase = -1;
    bool wide = false;
    for (int32_t i = start; i < end && !wide; i++)
        wide = (unsigned char)s->text.data[i] >= 0x80;
    if (wide)
        DEM_TRY(drop_zero_width(s, &t->form));
    char *folded = fold_room(s, wide ? 4 * t->form.len + 1 : t->form.len);
    if (!folded)
        return DEM_NO_MEMORY;
    t->fold = (dem_str){folded, t->form.len};
    if (wide) {
        t->fold.len = dem_fold(t->form, folded);
        t->flags = wide_flags(t->form);
    } else {
        t->flags = fold_ascii(t->form, folded);
    }
    s->fold_at += t->fold.len;
    t->lemma = t->fold;
    if (joined)
        t->flags |= DEM_TOKEN_JOINED;
    if (!(t->flags & DEM_TOKEN_WORD)) {
        follow_marks(s, t);
        return DEM_OK;
    }
    t->flags |= (uint16_t)((s->quote ? DEM_TOKEN_QUOTED : 0) | (s->brackets ? DEM_TOKEN_BRACKET : 0) | (s->first ? DEM_TOKEN_FIRST : 0));
    s->first = false;
    const dem_kb_phrase *p = dem_kb_find(s->kb, dem_kb_step(DEM_HASH_START, t->fold));
    t->phrase = p ? (int32_t)(p - s->kb->phrases) : -1;
    return DEM_OK;
}

static dem_status add_word(scanner *s, int32_t start, int32_t end)
{
    s->at = end;
    int32_t cut = word_cut(s, start, end);
    DEM_TRY(add(s, start, cut, false));
    return cut < end ? add(s, cut, end, true) : DEM_OK;
}

/* An apostrophe that no word before it took: a clitic that stands apart ("Russia 's"), a possessive after a plural, or a quotation mark. */
static dem_status add_apostrophe(scanner *s, int32_t start, int32_t after)
{
    int32_t tail = after;
    while (tail - after < 3 && (class_at(s, tail) & BYTE_LETTER))
        tail++;
    if (tail > after && start > 0 && !letter_at(s, tail) && word_cut(s, start - 1, tail) == start) {
        s->at = tail;
        return add(s, start, tail, true);
    }
    s->at = after;
    bool possessive = start > 0 && (s->text.data[start - 1] | 0x20) == 's' && !letter_at(s, after);
    return add(s, start, after, possessive);
}

static dem_status scan_one(scanner *s)
{
    int32_t start = s->at, next;
    uint8_t class = class_at(s, start);
    if (start == s->address && s->address < s->address_end) {
        s->at = s->address_end;
        return add(s, start, s->address_end, false);
    }
    if (class & BYTE_DIGIT) {
        s->at = number_end(s, start);
        return add(s, start, s->at, false);
    }
    if ((class & BYTE_LETTER) || s->text.data[start] == '_' || letter_at(s, start))
        return add_word(s, start, word_end(s, start));
    if (apostrophe_at(s, start, &next) && s->text.data[start] != '`' && byte_at(s, next) != '\'')
        return add_apostrophe(s, start, next);
    s->at = sign_end(s, start);
    return add(s, start, s->at, false);
}

/* Skips white space and zero-width characters at s->at; true if there was white space. */
static bool skip_space(scanner *s)
{
    int32_t next;
    bool space = false;
    for (; s->at < s->end; s->at = next) {
        uint8_t class = class_at(s, s->at);
        next = s->at + 1;
        if (class & BYTE_SPACE) {
            space = true;
            continue;
        }
        if (!(class & BYTE_WIDE))
            break;
        uint32_t c = char_at(s, s->at, &next);
        if (!dem_is_space(c))
            break;
        space = space || !is_zero_width(c);
    }
    return space;
}

static dem_status scan_sentence(scanner *s)
{
    ptrdiff_t first = s->doc->tokens.len;
    s->run_end = s->at;
    for (;;) {
        if (skip_space(s) && s->doc->tokens.len > first)
            s->doc->tokens.at[s->doc->tokens.len - 1].flags |= DEM_TOKEN_SPACE;
        if (s->at >= s->end)
            return DEM_OK;
        if (s->at >= s->run_end)
            scan_run(s);
        DEM_TRY(scan_one(s));
    }
}

/* Room for the tokens that a text of this length has as a rule, so that the array is seldom moved. */
static dem_status reserve(dem_doc *doc)
{
    enum { BYTES_A_TOKEN = 6 };
    ptrdiff_t bytes = 0;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        bytes += doc->sentences.at[i].span.end - doc->sentences.at[i].span.start;
    ptrdiff_t n = bytes / BYTES_A_TOKEN + 16;
    doc->tokens.at = dem_arena_alloc(doc->arena, n * (ptrdiff_t)sizeof *doc->tokens.at);
    doc->tokens.len = 0;
    doc->tokens.cap = doc->tokens.at ? n : 0;
    return doc->tokens.at ? DEM_OK : DEM_NO_MEMORY;
}

/* A sentence that is longer than any should be is cut where it stands, so that every later stage has a bound. */
static dem_status keep_sentence(dem_doc *doc, dem_sentence sentence, int32_t first, void *list)
{
    struct {
        dem_sentence *at;
        ptrdiff_t len, cap;
    } *out = list;
    int32_t left = (int32_t)doc->tokens.len - first, limit = (int32_t)doc->limits.sentence_tokens;
    while (left > 0) {
        int32_t n = left > limit ? limit : left;
        dem_sentence *s = dem_push(doc->arena, out);
        if (!s)
            return DEM_NO_MEMORY;
        *s = sentence;
        s->first = first;
        s->count = n;
        if (n < left || sentence.cut) {
            s->cut = sentence.cut = true;
            s->span = (dem_span){doc->tokens.at[first].span.start, doc->tokens.at[first + n - 1].span.end};
        }
        first += n;
        left -= n;
    }
    return DEM_OK;
}

dem_status dem_tokenize(dem_doc *doc, const dem_kb *kb)
{
    struct {
        dem_sentence *at;
        ptrdiff_t len, cap;
    } kept = {0};
    scanner s = {.doc = doc, .kb = kb};
    int32_t paragraph = -1;
    DEM_TRY(reserve(doc));
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        dem_sentence sentence = doc->sentences.at[i];
        int32_t first = (int32_t)doc->tokens.len;
        if (sentence.paragraph != paragraph) /* quotations end with their paragraph: a lost mark must not turn the rest of the text round */
            s.quote = 0;
        paragraph = sentence.paragraph;
        s.text = doc->field[sentence.field].text;
        s.at = sentence.span.start;
        s.end = sentence.span.end;
        s.first = true;
        s.brackets = 0;
        sentence.in_quote = s.quote != 0;
        DEM_TRY(scan_sentence(&s));
        DEM_TRY(keep_sentence(doc, sentence, first, &kept));
    }
    doc->sentences.at = kept.at;
    doc->sentences.len = kept.len;
    doc->sentences.cap = kept.cap;
    return DEM_OK;
}
