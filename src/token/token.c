#include "token/token.h"

#include "token/token_internal.h"

/* Folded forms are short and many: they are cut from larger pieces, without the alignment of the arena. */
static char *fold_room(dem_scanner *s, ptrdiff_t size)
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
        uint8_t class = dem_token_bytes[c];
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
    if (dem_token_bytes[(unsigned char)form.data[0]] & BYTE_DIGIT)
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

static bool is_wide(dem_str form)
{
    for (ptrdiff_t i = 0; i < form.len; i++)
        if ((unsigned char)form.data[i] >= 0x80)
            return true;
    return false;
}

/* The form without the zero-width characters in it. */
static dem_status drop_zero_width(dem_scanner *s, dem_str *form)
{
    bool any = false;
    if (!is_wide(*form))
        return DEM_OK;
    for (ptrdiff_t i = 0; i < form->len && !any;)
        any = dem_token_zero_width(dem_utf8_at(*form, i, &i));
    if (!any)
        return DEM_OK;
    char *out = dem_arena_alloc(s->doc->arena, form->len + 1);
    if (!out)
        return DEM_NO_MEMORY;
    ptrdiff_t n = 0, next;
    for (ptrdiff_t i = 0; i < form->len; i = next) {
        if (dem_token_zero_width(dem_utf8_at(*form, i, &next)))
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

/* Right behind a stop and before white space or the end: a mark that closes, not one that opens. */
static bool ends_words(const dem_scanner *s, const dem_token *t)
{
    char before = t->span.start > 0 ? s->text.data[t->span.start - 1] : ' ', after = t->span.end < s->text.len ? s->text.data[t->span.end] : ' ';
    return (before == ',' || before == '.' || before == '!' || before == '?') && (after == ' ' || after == '\n' || after == '\r');
}

/* Quotation marks and brackets change what the tokens behind them are inside of. */
static void follow_marks(dem_scanner *s, dem_token *t)
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
    bool glued = t->span.start > 0 && (dem_token_bytes[(unsigned char)s->text.data[t->span.start - 1]] & (BYTE_LETTER | BYTE_DIGIT));
    if (c == '"' && !s->quote && ends_words(s, t)) /* one that nobody opened: "We stay," he said */
        return;
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

/* All of a token that its span and form say, and the tokens before it. */
static dem_status fill(dem_scanner *s, dem_token *t)
{
    bool wide = is_wide(t->form);
    char *folded = fold_room(s, wide ? 4 * t->form.len + 1 : t->form.len);
    if (!folded)
        return DEM_NO_MEMORY;
    t->head = t->mention = t->phrase = -1;
    t->fold = (dem_str){folded, t->form.len};
    if (wide) {
        t->fold.len = dem_fold(t->form, folded);
        t->flags |= wide_flags(t->form);
    } else {
        t->flags |= fold_ascii(t->form, folded);
    }
    s->fold_at += t->fold.len;
    if (t->fold.len == 0) /* a given form of zero-width characters */
        t->fold = t->form;
    t->lemma = t->fold;
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

static dem_status add(dem_scanner *s, int32_t start, int32_t end, bool joined)
{
    dem_token *t = dem_push(s->doc->arena, &s->doc->tokens);
    if (!t)
        return DEM_NO_MEMORY;
    t->span = (dem_span){start, end};
    t->form = dem_str_cut(s->text, start, end);
    t->flags = joined ? DEM_TOKEN_JOINED : 0;
    DEM_TRY(drop_zero_width(s, &t->form));
    return fill(s, t);
}

static dem_status add_word(dem_scanner *s, int32_t start, int32_t end)
{
    s->at = end;
    int32_t cut = dem_token_cut(s, start, end);
    DEM_TRY(add(s, start, cut, false));
    return cut < end ? add(s, cut, end, true) : DEM_OK;
}

/* An apostrophe that no word before it took: a clitic that stands apart ("Russia 's"), a possessive after a plural, or a quotation mark. */
static dem_status add_apostrophe(dem_scanner *s, int32_t start, int32_t after)
{
    int32_t tail = after;
    while (tail - after < 3 && (class_at(s, tail) & BYTE_LETTER))
        tail++;
    if (tail > after && start > 0 && !letter_at(s, tail) && dem_token_cut(s, start - 1, tail) == start) {
        s->at = tail;
        return add(s, start, tail, true);
    }
    s->at = after;
    bool possessive = start > 0 && (s->text.data[start - 1] | 0x20) == 's' && !letter_at(s, after);
    return add(s, start, after, possessive);
}

static dem_status scan_one(dem_scanner *s)
{
    int32_t start = s->at, next;
    uint8_t class = class_at(s, start);
    if (start == s->address && s->address < s->address_end) {
        s->at = s->address_end;
        return add(s, start, s->address_end, false);
    }
    if (class & BYTE_DIGIT) {
        s->at = dem_token_number(s, start);
        return add(s, start, s->at, false);
    }
    if ((class & BYTE_LETTER) || s->text.data[start] == '_' || letter_at(s, start))
        return add_word(s, start, dem_token_word(s, start));
    if (dem_token_apostrophe(s, start, &next) && s->text.data[start] != '`' && byte_at(s, next) != '\'')
        return add_apostrophe(s, start, next);
    s->at = dem_token_sign(s, start);
    return add(s, start, s->at, false);
}

/* Skips white space and zero-width characters at s->at; true if there was white space. */
static bool skip_space(dem_scanner *s)
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
        space = space || !dem_token_zero_width(c);
    }
    return space;
}

static dem_status scan_sentence(dem_scanner *s)
{
    ptrdiff_t first = s->doc->tokens.len;
    s->run_end = s->at;
    for (;;) {
        if (skip_space(s) && s->doc->tokens.len > first)
            s->doc->tokens.at[s->doc->tokens.len - 1].flags |= DEM_TOKEN_SPACE;
        if (s->at >= s->end)
            return DEM_OK;
        if (s->at >= s->run_end)
            dem_token_run(s);
        DEM_TRY(scan_one(s));
    }
}

dem_status dem_token_given(dem_doc *doc, const dem_kb *kb)
{
    dem_scanner s = {.doc = doc, .kb = kb};
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *sentence = &doc->sentences.at[i];
        s.text = doc->field[sentence->field].text;
        s.first = true;
        s.brackets = 0;
        s.quote = 0;
        for (int32_t t = sentence->first; t < sentence->first + sentence->count; t++)
            DEM_TRY(fill(&s, &doc->tokens.at[t]));
    }
    return DEM_OK;
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
    dem_scanner s = {.doc = doc, .kb = kb};
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
