#include "token/token.h"

enum { LONGEST_TOKEN = 1000 };

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    dem_str text;    /* of the field */
    int32_t at, end; /* of the sentence: what is left */
    bool inside;     /* a quotation is open */
    int brackets;    /* open brackets */
    bool first;      /* the next word is the first of the sentence or of a quotation */
} scanner;

static unsigned char byte_at(const scanner *s, int32_t at)
{
    return at < s->end ? (unsigned char)s->text.data[at] : '\0';
}

static uint32_t char_at(const scanner *s, int32_t at, int32_t *next)
{
    if (at >= s->end) {
        *next = at;
        return 0;
    }
    ptrdiff_t n;
    uint32_t c = dem_utf8_at(s->text, at, &n);
    *next = (int32_t)n;
    return c;
}

static bool is_digit_at(const scanner *s, int32_t at)
{
    return byte_at(s, at) >= '0' && byte_at(s, at) <= '9';
}

static bool is_letter_at(const scanner *s, int32_t at)
{
    int32_t next;
    return at < s->end && dem_is_letter(char_at(s, at, &next));
}

static bool is_word_at(const scanner *s, int32_t at)
{
    return is_digit_at(s, at) || is_letter_at(s, at) || byte_at(s, at) == '_';
}

/* ' and its curly forms. */
static bool apostrophe_at(const scanner *s, int32_t at, int32_t *next)
{
    uint32_t c = char_at(s, at, next);
    return c == '\'' || c == 0x2019 || c == 0x2bc || c == 0x60 || c == 0xb4;
}

/* The folded form is the form itself where that is lower-case ASCII already. */
static dem_status fold(scanner *s, dem_str form, dem_str *out)
{
    bool plain = true;
    for (ptrdiff_t i = 0; i < form.len && plain; i++)
        plain = (unsigned char)form.data[i] < 0x80 && !(form.data[i] >= 'A' && form.data[i] <= 'Z');
    *out = form;
    if (plain)
        return DEM_OK;
    char *text = dem_arena_alloc(s->doc->arena, form.len * 4 + 1);
    if (!text)
        return DEM_NO_MEMORY;
    *out = (dem_str){text, dem_fold(form, text)};
    return DEM_OK;
}

static uint16_t shape(dem_str form)
{
    uint16_t flags = 0;
    int letters = 0, upper = 0;
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
    if (form.len && form.data[0] >= '0' && form.data[0] <= '9')
        flags |= DEM_TOKEN_DIGIT;
    return flags;
}

/* Quotation marks and brackets change what the tokens behind them are inside of. */
static void follow_marks(scanner *s, dem_str form, uint16_t *flags)
{
    ptrdiff_t next;
    uint32_t c = form.len ? dem_utf8_at(form, 0, &next) : 0;
    bool opens = c == 0x201c || c == 0xab || c == 0x201e, closes = c == 0x201d || c == 0xbb;
    bool straight = c == '"' || dem_str_eq(form, DEM_S("''")) || dem_str_eq(form, DEM_S("``"));
    if (opens || (straight && !s->inside)) {
        s->inside = s->first = true;
        return;
    }
    if (closes || straight) {
        s->inside = false;
        return;
    }
    if (c == '(' || c == '[')
        s->brackets++;
    if ((c == ')' || c == ']') && s->brackets > 0)
        s->brackets--;
    if (s->inside)
        *flags |= DEM_TOKEN_QUOTED;
    if (s->brackets > 0)
        *flags |= DEM_TOKEN_BRACKET;
}

static dem_status add(scanner *s, int32_t start, int32_t end, bool joined)
{
    dem_token *t = dem_push(s->doc->arena, &s->doc->tokens);
    if (!t)
        return DEM_NO_MEMORY;
    t->span = (dem_span){start, end};
    t->form = dem_str_cut(s->text, start, end);
    t->head = t->mention = t->phrase = -1;
    t->flags = shape(t->form);
    follow_marks(s, t->form, &t->flags);
    if (joined)
        t->flags |= DEM_TOKEN_JOINED;
    if ((t->flags & DEM_TOKEN_WORD) && s->first) {
        t->flags |= DEM_TOKEN_FIRST;
        s->first = false;
    }
    DEM_TRY(fold(s, t->form, &t->fold));
    t->lemma = t->fold;
    uint64_t h = dem_kb_step(DEM_HASH_START, t->fold);
    const dem_kb_phrase *p = h == DEM_HASH_START ? NULL : dem_kb_find(s->kb, h);
    t->phrase = p ? (int32_t)(p - s->kb->phrases) : -1;
    return DEM_OK;
}

/* Looks a word up as an abbreviation of some kind. */
static bool has_abbreviation(const scanner *s, int32_t start, int32_t end, const char *kind)
{
    char folded[64 * 4 + 1];
    if (end - start > 64)
        return false;
    dem_str word = {folded, dem_fold(dem_str_cut(s->text, start, end), folded)};
    const dem_kb_phrase *p = dem_kb_find_text(s->kb, word);
    for (const dem_kb_sense *a = dem_kb_sense_first(s->kb, p, DEM_FAM_ABBR); a; a = dem_kb_sense_next(s->kb, p, a)) {
        dem_str have = dem_kb_str(s->kb, s->kb->abbrs[a->row].kind);
        bool prefix = dem_str_eq(have, DEM_S("prefix"));
        if (kind ? dem_str_eq(have, dem_str_of(kind)) : !prefix)
            return true;
    }
    return false;
}

/* A web or mail address is one token: from here to the end of the run, without closing punctuation. */
static int32_t address_end(const scanner *s, int32_t at)
{
    int32_t end = at, signs = 0;
    bool at_sign = false, scheme = false;
    while (end < s->end && (unsigned char)s->text.data[end] > ' ' && end - at < LONGEST_TOKEN) {
        at_sign = at_sign || (s->text.data[end] == '@' && end > at);
        scheme = scheme || (s->text.data[end] == ':' && byte_at(s, end + 1) == '/' && byte_at(s, end + 2) == '/');
        signs += s->text.data[end] == '.';
        end++;
    }
    bool www = s->end - at > 4 && memcmp(s->text.data + at, "www.", 4) == 0;
    if (!scheme && !www && !(at_sign && signs))
        return at;
    while (end > at && memchr(".,;:!?)]}'\"", s->text.data[end - 1], 11))
        end--;
    return end;
}

/* Digits with what numbers, times and dates hold inside: 1,300 2.5 22:48:03 20/04/2023 713-853-3989. */
static int32_t number_end(const scanner *s, int32_t at)
{
    int32_t end = at, hyphens = 0;
    while (is_digit_at(s, end))
        end++;
    for (;;) {
        unsigned char c = byte_at(s, end);
        bool inner = (c == ',' || c == '.' || c == ':' || c == '/' || c == '-') && is_digit_at(s, end + 1);
        if (!inner)
            break;
        hyphens += c == '-';
        int32_t before = end++;
        while (is_digit_at(s, end))
            end++;
        if (c == '-' && hyphens == 1 && byte_at(s, end) != '-') /* "10-15" is a range of two numbers */
            return before;
    }
    return end;
}

/* U.S. U.N. a.m. i.e. Ph.D.: letters with a stop after each. */
static int32_t dotted_end(const scanner *s, int32_t at)
{
    int32_t end = at, next, parts = 0;
    while (is_letter_at(s, end)) {
        int32_t letters = 0, stop = end;
        while (is_letter_at(s, stop) && letters < 3) {
            (void)char_at(s, stop, &next);
            stop = next;
            letters++;
        }
        if (byte_at(s, stop) != '.' || letters > 2 || (letters == 2 && parts == 0 && !is_letter_at(s, stop + 1)))
            break;
        end = stop + 1;
        parts++;
    }
    if (parts == 1 && end - at == 2 && byte_at(s, at) >= 'A' && byte_at(s, at) <= 'Z')
        return end; /* an initial */
    return parts >= 2 ? end : at;
}

/* Where a word ends that begins at `at`, before clitics are taken off. */
static int32_t word_end(const scanner *s, int32_t at)
{
    int32_t end = at, next;
    for (;;) {
        while (end < s->end && is_word_at(s, end) && end - at < LONGEST_TOKEN) {
            (void)char_at(s, end, &next);
            end = next;
        }
        unsigned char c = byte_at(s, end);
        if (end - at >= LONGEST_TOKEN)
            break;
        if (apostrophe_at(s, end, &next) && is_letter_at(s, next)) {
            end = next; /* O'Brien, and clitics, which are cut off later */
            continue;
        }
        if (c == '&' && end - at <= 3 && is_letter_at(s, end + 1) && byte_at(s, end - 1) <= 'Z') {
            end++; /* AT&T, R&D */
            continue;
        }
        if (c == '-' && is_letter_at(s, end + 1) && has_abbreviation(s, at, end, "prefix")) {
            end++; /* non-profit, anti-war, e-mail */
            continue;
        }
        if (c == '.' && end - at <= LONGEST_TOKEN && is_letter_at(s, end + 1) && byte_at(s, end + 1) >= 'a' && byte_at(s, end + 1) <= 'z' &&
            byte_at(s, end - 1) >= 'a' && !has_abbreviation(s, at, end, NULL)) {
            int32_t tail = end + 1; /* names of sites: example.com */
            while (is_letter_at(s, tail))
                tail++;
            if (tail - end <= 4 && tail - end >= 3) {
                end = tail;
                continue;
            }
        }
        break;
    }
    if (byte_at(s, end) == '$')
        return end + 1; /* US$ */
    if (byte_at(s, end) == '.' && has_abbreviation(s, at, end, NULL))
        return end + 1;
    return end;
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

/* Where the clitic of a word begins: 's 're 've 'll 'd 'm n't; `end` if it has none. */
static int32_t clitic(const scanner *s, int32_t start, int32_t end)
{
    static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
    int32_t at = end, next, letters = 0;
    while (at > start && letters < 3 && ((unsigned char)s->text.data[at - 1] | 0x20) >= 'a' && ((unsigned char)s->text.data[at - 1] | 0x20) <= 'z') {
        at--;
        letters++;
    }
    int32_t mark = at - 1;
    while (mark > start && ((unsigned char)s->text.data[mark] & 0xc0) == 0x80)
        mark--;
    if (mark <= start || !apostrophe_at(s, mark, &next) || next != at)
        return end;
    if (equals(s, at, end, "t") && (byte_at(s, mark - 1) | 0x20) == 'n' && mark - 1 > start)
        return mark - 1;
    for (ptrdiff_t i = 0; i < DEM_COUNT(clitics); i++)
        if (equals(s, at, end, clitics[i]))
            return mark;
    return end;
}

static dem_status add_word(scanner *s, int32_t start, int32_t end)
{
    static const struct {
        const char *word;
        int32_t first;
    } fused[] = {{"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(fused); i++)
        if (equals(s, start, end, fused[i].word)) {
            DEM_TRY(add(s, start, start + fused[i].first, false));
            return add(s, start + fused[i].first, end, true);
        }
    int32_t cut = clitic(s, start, end);
    DEM_TRY(add(s, start, cut, false));
    return cut < end ? add(s, cut, end, true) : DEM_OK;
}

/* A possessive apostrophe after a plural: "allies' request". */
static bool is_bare_possessive(const scanner *s, int32_t at, int32_t next)
{
    return at > 0 && (s->text.data[at - 1] | 0x20) == 's' && !is_word_at(s, next) && !s->inside;
}

static dem_status scan_one(scanner *s)
{
    int32_t start = s->at, next, end = address_end(s, start);
    if (end > start)
        return s->at = end, add(s, start, end, false);
    uint32_t c = char_at(s, start, &next);
    if (is_digit_at(s, start)) {
        end = number_end(s, start);
        int32_t letters = end;
        while (is_letter_at(s, letters) && letters - end < 12) /* 20th, 1970s, 5m */
            (void)char_at(s, letters, &letters);
        end = is_digit_at(s, letters) ? end : letters;
        return s->at = end, add(s, start, end, false);
    }
    if (dem_is_letter(c) || c == '_') {
        end = dotted_end(s, start);
        if (end > start)
            return s->at = end, add(s, start, end, false);
        end = word_end(s, start);
        return s->at = end, add_word(s, start, end);
    }
    if (apostrophe_at(s, start, &next)) {
        int32_t tail = next;
        while (is_letter_at(s, tail) && tail - next < 3)
            tail++;
        if (tail > next && clitic(s, start - 1 < 0 ? 0 : start - 1, tail) == start && !is_letter_at(s, tail) && start > 0)
            return s->at = tail, add(s, start, tail, true);
        return s->at = next, add(s, start, next, is_bare_possessive(s, start, next));
    }
    if (c < 0x80 && memchr(".-!?*=_~", (int)c, 8)) /* runs of one mark are one token */
        while (next < s->end && byte_at(s, next) == c && next - start < LONGEST_TOKEN)
            next++;
    return s->at = next, add(s, start, next, false);
}

static dem_status scan_sentence(scanner *s)
{
    while (s->at < s->end) {
        int32_t next;
        if (dem_is_space(char_at(s, s->at, &next))) {
            if (s->doc->tokens.len && s->doc->tokens.at[s->doc->tokens.len - 1].span.end == s->at)
                s->doc->tokens.at[s->doc->tokens.len - 1].flags |= DEM_TOKEN_SPACE;
            s->at = next;
            continue;
        }
        DEM_TRY(scan_one(s));
    }
    return DEM_OK;
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
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        dem_sentence sentence = doc->sentences.at[i];
        int32_t first = (int32_t)doc->tokens.len;
        if (sentence.paragraph != paragraph) { /* quotations end with their paragraph: a lost mark must not turn the rest of the text round */
            s.inside = false;
            s.brackets = 0;
        }
        paragraph = sentence.paragraph;
        s.text = doc->field[sentence.field].text;
        s.at = sentence.span.start;
        s.end = sentence.span.end;
        s.first = true;
        sentence.in_quote = s.inside;
        DEM_TRY(scan_sentence(&s));
        DEM_TRY(keep_sentence(doc, sentence, first, &kept));
    }
    doc->sentences.at = kept.at;
    doc->sentences.len = kept.len;
    doc->sentences.cap = kept.cap;
    return DEM_OK;
}
