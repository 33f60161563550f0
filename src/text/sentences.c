/* Sentences of one paragraph. A mark is looked at with the word before it and the words after it; what decides is in the table of abbreviations and in the
 * list of function words, which open sentences far more often than they follow "U.S." inside one. Looking back and ahead is bounded, so that the
 * work is linear in the text. */
#include "text/text_internal.h"

enum { LONGEST_WORD = 32 };

typedef struct {
    const dem_splitter *s;
    dem_str text;
    int32_t start, end; /* of the paragraph */
} scan;

static uint32_t char_at(const scan *p, int32_t at, int32_t *next)
{
    return dem_text_char(p->text, at, p->end, next);
}

static bool is_closer(uint32_t c)
{
    return c == '"' || c == ')' || c == ']' || c == '\'' || c == 0x201d || c == 0x2019 || c == 0xbb;
}

static bool is_opener(uint32_t c)
{
    return c == '"' || c == '(' || c == '[' || c == '\'' || c == 0x201c || c == 0x2018 || c == 0xab || c == 0x201e;
}

static bool is_mark(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* The word that ends at `end`: letters, digits and inner stops ("U.S", "Ph.D"); empty if it is longer than any that matters. */
static dem_span word_before(const scan *p, int32_t end)
{
    int32_t at = end, next;
    while (at > p->start) {
        int32_t back = at - 1;
        while (back > p->start && ((unsigned char)p->text.data[back] & 0xc0) == 0x80)
            back--;
        uint32_t c = char_at(p, back, &next);
        if (!dem_is_letter(c) && !dem_is_digit(c) && c != '.')
            break;
        at = back;
        if (end - at > LONGEST_WORD)
            return (dem_span){end, end};
    }
    return (dem_span){at, end};
}

static const dem_kb_phrase *find(const dem_kb *kb, dem_str word)
{
    char folded[4 * LONGEST_WORD + 1];
    if (word.len > LONGEST_WORD || word.len == 0)
        return NULL;
    return dem_kb_find_text(kb, (dem_str){folded, dem_fold(word, folded)});
}

static bool is_stop_kind(dem_str kind)
{
    return !dem_str_eq(kind, DEM_S("prefix")) && !dem_str_eq(kind, DEM_S("domain")) && !dem_str_eq(kind, DEM_S("suffix"));
}

/* The kind of an abbreviation, empty if the word is none. */
static dem_str abbreviation_kind(const dem_kb *kb, dem_str word)
{
    const dem_kb_phrase *p = find(kb, word);
    for (const dem_kb_sense *a = dem_kb_sense_first(kb, p, DEM_FAM_ABBR); a; a = dem_kb_sense_next(kb, p, a))
        if (is_stop_kind(dem_kb_str(kb, kb->abbrs[a->row].kind)))
            return dem_kb_str(kb, kb->abbrs[a->row].kind);
    return (dem_str){0};
}

bool dem_text_ends_in_title(const dem_splitter *s, int32_t start, int32_t end)
{
    scan p = {NULL, s->text, start, end};
    if (end <= start || s->text.data[end - 1] != '.')
        return false;
    dem_span w = word_before(&p, end - 1);
    return dem_str_eq(abbreviation_kind(s->kb, dem_str_cut(s->text, w.start, w.end)), DEM_S("title"));
}

bool dem_text_is_function_word(const dem_splitter *s, dem_str word)
{
    enum { SHORT = 5 };
    const dem_kb *kb = s->kb;
    const dem_kb_phrase *p = word.len <= LONGEST_WORD ? find(kb, word) : NULL;
    for (const dem_kb_sense *f = dem_kb_sense_first(kb, p, DEM_FAM_FORM); f; f = dem_kb_sense_next(kb, p, f))
        if (kb->forms[f->row].closed && (kb->forms[f->row].feats == 0 || word.len <= SHORT))
            return true;
    return false;
}

static dem_str word_after(const scan *p, int32_t at)
{
    int32_t end = at, next;
    while (end < p->end && end - at < LONGEST_WORD - 4 && dem_is_letter(char_at(p, end, &next)))
        end = next;
    return dem_str_cut(p->text, at, end);
}

static bool opens_sentences(const scan *p, int32_t at)
{
    return dem_text_is_function_word(p->s, word_after(p, at));
}

/* One capital letter before the stop: an initial. */
static bool is_initial(const scan *p, dem_span w)
{
    int32_t next;
    return w.start < w.end && dem_is_upper(char_at(p, w.start, &next)) && next == w.end;
}

static bool has_inner_stop(const scan *p, dem_span w)
{
    return w.end > w.start && memchr(p->text.data + w.start, '.', (size_t)(w.end - w.start)) != NULL;
}

/* True if a single stop at `dot` ends the sentence, when what comes next begins at `next`, before the end of the paragraph. */
static bool stop_ends(const scan *p, int32_t dot, int32_t next)
{
    int32_t after;
    uint32_t c = char_at(p, next, &after);
    while (is_opener(c) && after < p->end && after - next < 8) {
        next = after;
        c = char_at(p, next, &after);
    }
    dem_span word = word_before(p, dot);
    dem_str kind = abbreviation_kind(p->s->kb, dem_str_cut(p->text, word.start, word.end));
    if (dem_text_is_lower(c) || dem_str_eq(kind, DEM_S("title")))
        return false;
    if (dem_str_eq(kind, DEM_S("number")))
        return !dem_is_digit(c);
    if (kind.len && !dem_str_eq(kind, DEM_S("initials")))
        return !dem_is_digit(c) && opens_sentences(p, next);
    if (kind.len || has_inner_stop(p, word) || is_initial(p, word)) /* "Vladimir V. Putin", "U.S. troops"; but "the U.S. The" */
        return opens_sentences(p, next);
    return true;
}

static int32_t skip_space(const scan *p, int32_t at)
{
    int32_t next;
    while (at < p->end && dem_is_space(char_at(p, at, &next)))
        at = next;
    return at;
}

/* A stop without space behind it: "war.The next". */
static bool glued(const scan *p, int32_t dot, int32_t after)
{
    enum { SHORTEST = 3 };
    int32_t next, third;
    uint32_t c = char_at(p, after, &next), d = char_at(p, next, &third);
    if (!dem_is_upper(c) || !dem_text_is_lower(d))
        return false;
    dem_span word = word_before(p, dot);
    bool small = word.end - word.start >= SHORTEST;
    for (int32_t i = word.start; i < word.end && small; i++)
        small = p->text.data[i] >= 'a' && p->text.data[i] <= 'z';
    return small && abbreviation_kind(p->s->kb, dem_str_cut(p->text, word.start, word.end)).len == 0;
}

/* A form of "ask" or of a verb that the frames know for saying. */
static bool is_saying_word(const dem_kb *kb, dem_str word)
{
    const dem_kb_phrase *p = find(kb, word);
    for (const dem_kb_sense *f = dem_kb_sense_first(kb, p, DEM_FAM_FORM); f; f = dem_kb_sense_next(kb, p, f)) {
        const dem_kb_phrase *lemma = dem_kb_find_text(kb, dem_kb_str(kb, kb->forms[f->row].lemma));
        if (dem_str_eq(dem_kb_str(kb, kb->forms[f->row].lemma), DEM_S("ask")))
            return true;
        for (const dem_kb_sense *e = dem_kb_sense_first(kb, lemma, DEM_FAM_FRAME); e; e = dem_kb_sense_next(kb, lemma, e))
            if (dem_str_eq(dem_kb_str(kb, kb->frames[e->row].event), DEM_S("SAY")) && kb->frames[e->row].pos == DEM_FRAME_VERB)
                return true;
    }
    return false;
}

/* Who speaks may stand behind a question or call: "Why now?" the minister's aide asked. A name begins with a capital too. */
static bool speaker_follows(const scan *p, int32_t at)
{
    enum { MOST_WORDS = 3 };
    for (int n = 0; n <= MOST_WORDS; n++) {
        int32_t next;
        dem_str word = word_after(p, at);
        if (word.len == 0 || (n == 0 && dem_text_is_function_word(p->s, word)))
            return false;
        uint32_t c = char_at(p, at, &next);
        if (n > 0 && dem_text_is_lower(c))
            return is_saying_word(p->s->kb, word);
        at += (int32_t)word.len;
        if (at >= p->end || p->text.data[at] != ' ')
            return false;
        at++;
    }
    return false;
}

/* The number of a note stands behind the stop and belongs to what it is a note to: "he left.[17] Nobody", "he left. [17] Nobody". */
static int32_t skip_notes(const scan *p, int32_t at)
{
    enum { MOST_DIGITS = 3 };
    for (;;) {
        int32_t end = at + 1;
        if (at >= p->end || p->text.data[at] != '[')
            return at;
        while (end < p->end && end - at <= MOST_DIGITS && p->text.data[end] >= '0' && p->text.data[end] <= '9')
            end++;
        if (end == at + 1 || end >= p->end || p->text.data[end] != ']')
            return at;
        at = end + 1;
    }
}

/* If a sentence ends at the mark at `at`, the offset behind it and its closing marks; else -1. *resume is where to look for the next mark. */
static int32_t end_of_sentence(const scan *p, int32_t at, int32_t *resume)
{
    int32_t after = at, next, count = 0;
    uint32_t mark = '.', c;
    for (; after < p->end && is_mark(c = char_at(p, after, &next)); after = next, count++) /* "?!", "..." */
        mark = c;
    int32_t closed = after;
    while (closed < p->end && is_closer(char_at(p, closed, &next)))
        closed = next;
    for (int32_t note = skip_space(p, closed); note < p->end && p->text.data[note] == '['; note = skip_space(p, closed)) {
        next = skip_notes(p, note);
        if (next == note)
            break;
        closed = next;
    }
    *resume = closed;
    if (closed >= p->end)
        return closed;
    int32_t follows = skip_space(p, closed);
    if (follows == closed)
        return count == 1 && glued(p, at, closed) ? closed : -1;
    /* A stray stop after a space (". .") belongs to what it follows. */
    while (follows < p->end && p->text.data[follows] == '.' && (follows + 1 >= p->end || dem_is_space((unsigned char)p->text.data[follows + 1]))) {
        closed = follows + 1;
        follows = skip_space(p, closed);
    }
    *resume = closed;
    if (follows >= p->end)
        return closed;
    if (mark == '.' && count == 1)
        return stop_ends(p, at, follows) ? closed : -1;
    c = char_at(p, follows, &next);
    if (closed > after && mark != '.' && speaker_follows(p, follows))
        return -1;
    if (is_opener(c))
        c = char_at(p, next, &next);
    return dem_text_is_lower(c) ? -1 : closed; /* "...," and "?" he asked */
}

static dem_status add(const scan *p, int field, int32_t start, int32_t end, bool headline, int32_t paragraph)
{
    while (end > start && dem_text_is_blank(p->text.data[end - 1]))
        end--;
    if (end <= start)
        return DEM_OK;
    dem_sentence *s = dem_push(p->s->doc->arena, &p->s->doc->sentences);
    if (!s)
        return DEM_NO_MEMORY;
    s->span = (dem_span){start, end};
    s->field = (int8_t)field;
    s->headline = headline;
    s->paragraph = paragraph;
    return DEM_OK;
}

/* The next mark from `at` on, p->end if there is none. */
static int32_t next_mark(const scan *p, int32_t at)
{
    for (; at < p->end; at++) {
        char c = p->text.data[at];
        if (c == '.' || c == '!' || c == '?')
            return at;
        if (c == '\xe2' && p->end - at >= 3 && memcmp(p->text.data + at, "\xe2\x80\xa6", 3) == 0)
            return at;
    }
    return p->end;
}

dem_status dem_text_sentences(dem_splitter *s, int field, int32_t start, int32_t end, bool headline, int32_t paragraph)
{
    scan p = {s, s->doc->field[field].text, start, end};
    int32_t begin = skip_space(&p, start), resume;
    for (int32_t at = next_mark(&p, begin); at < end; at = next_mark(&p, resume)) {
        int32_t stop = end_of_sentence(&p, at, &resume);
        if (stop < 0)
            continue;
        DEM_TRY(add(&p, field, begin, stop, headline, paragraph));
        begin = resume = skip_space(&p, stop);
    }
    return add(&p, field, begin, end, headline, paragraph);
}

bool dem_text_has_inner_end(const dem_splitter *s, dem_span span)
{
    scan p = {s, s->text, span.start, span.end};
    int32_t resume;
    for (int32_t at = next_mark(&p, span.start); at < span.end; at = next_mark(&p, resume)) {
        int32_t stop = end_of_sentence(&p, at, &resume);
        if (stop >= 0 && skip_space(&p, stop) < span.end)
            return true;
    }
    return false;
}
