#include "text/text_internal.h"

typedef struct {
    const dem_splitter *s;
    dem_str text;
    int32_t start, end; /* of the paragraph */
} scan;

static uint32_t char_at(const scan *p, int32_t at, int32_t *next)
{
    ptrdiff_t n = at;
    uint32_t c = at < p->end ? dem_utf8_at(p->text, at, &n) : 0;
    *next = (int32_t)n;
    return c;
}

static bool is_closer(uint32_t c)
{
    return c == '"' || c == ')' || c == ']' || c == '\'' || c == 0x201d || c == 0x2019 || c == 0xbb;
}

static bool is_opener(uint32_t c)
{
    return c == '"' || c == '(' || c == '[' || c == '\'' || c == 0x201c || c == 0x2018 || c == 0xab || c == 0x201e;
}

/* The word that ends at `end`: letters and inner stops ("U.S", "Ph.D"). */
static dem_span word_before(const scan *p, int32_t end)
{
    int32_t at = end;
    while (at > p->start) {
        int32_t back = at - 1, next;
        while (back > p->start && ((unsigned char)p->text.data[back] & 0xc0) == 0x80)
            back--;
        uint32_t c = char_at(p, back, &next);
        if (!dem_is_letter(c) && !dem_is_digit(c) && c != '.')
            break;
        at = back;
    }
    return (dem_span){at, end};
}

static dem_str abbreviation_kind(const scan *p, dem_span w)
{
    char folded[4 * 32 + 1];
    if (w.end - w.start > 32 || w.end <= w.start)
        return (dem_str){0};
    const dem_kb *kb = p->s->kb;
    const dem_kb_phrase *found = dem_kb_find_text(kb, (dem_str){folded, dem_fold(dem_str_cut(p->text, w.start, w.end), folded)});
    for (const dem_kb_sense *a = dem_kb_sense_first(kb, found, DEM_FAM_ABBR); a; a = dem_kb_sense_next(kb, found, a))
        if (!dem_str_eq(dem_kb_str(kb, kb->abbrs[a->row].kind), DEM_S("prefix")))
            return dem_kb_str(kb, kb->abbrs[a->row].kind);
    return (dem_str){0};
}

/* Words that begin sentences far more often than names: after "U.S." they tell an end from a middle. */
static bool opens_sentences(const scan *p, int32_t at)
{
    char folded[4 * 24 + 1];
    int32_t end = at, next;
    while (end < p->end && end - at < 20 && dem_is_letter(char_at(p, end, &next)))
        end = next;
    if (end == at)
        return false;
    const dem_kb *kb = p->s->kb;
    const dem_kb_phrase *found = dem_kb_find_text(kb, (dem_str){folded, dem_fold(dem_str_cut(p->text, at, end), folded)});
    for (const dem_kb_sense *f = dem_kb_sense_first(kb, found, DEM_FAM_FORM); f; f = dem_kb_sense_next(kb, found, f))
        if (kb->forms[f->row].closed && (kb->forms[f->row].feats == 0 || end - at <= 5))
            return true;
    return false;
}

/* One capital letter before the stop: an initial. */
static bool is_initial(const scan *p, dem_span w)
{
    int32_t next;
    return w.end - w.start == 1 && dem_is_upper(char_at(p, w.start, &next));
}

static bool has_inner_stop(const scan *p, dem_span w)
{
    return w.end > w.start && memchr(p->text.data + w.start, '.', (size_t)(w.end - w.start)) != NULL;
}

/* True if a stop at `dot` ends the sentence, when what comes next begins at `next` (p->end if nothing does). */
static bool stop_ends(const scan *p, int32_t dot, int32_t next)
{
    int32_t after;
    if (next >= p->end)
        return true;
    uint32_t c = char_at(p, next, &after);
    if (is_opener(c) && after < p->end)
        c = char_at(p, after, &after);
    bool lower = dem_is_letter(c) && !dem_is_upper(c) && dem_to_lower(c) == c;
    dem_span word = word_before(p, dot);
    dem_str kind = abbreviation_kind(p, word);
    if (dem_str_eq(kind, DEM_S("title")))
        return false;
    if (kind.len && !dem_str_eq(kind, DEM_S("initials")))
        return !lower && !dem_is_digit(c) && opens_sentences(p, next);
    if (kind.len || has_inner_stop(p, word))
        return !lower && opens_sentences(p, next);
    if (is_initial(p, word)) /* "Vladimir V. Putin", but "Plan B. The" */
        return !lower && opens_sentences(p, next);
    return !lower;
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
    int32_t next, third;
    uint32_t c = char_at(p, after, &next), d = char_at(p, next, &third);
    dem_span word = word_before(p, dot);
    bool small = word.end - word.start >= 3 && !has_inner_stop(p, word);
    for (int32_t i = word.start; i < word.end && small; i++)
        small = p->text.data[i] >= 'a' && p->text.data[i] <= 'z';
    return small && dem_is_upper(c) && dem_is_letter(d) && !dem_is_upper(d);
}

/* If a sentence ends at the mark at `at`, the offset behind it and its closing marks; else -1. */
static int32_t end_of_sentence(const scan *p, int32_t at, uint32_t mark)
{
    int32_t after = at, next;
    while (after < p->end) { /* "?!", "..." */
        uint32_t c = char_at(p, after, &next);
        if (c != '.' && c != '!' && c != '?' && c != 0x2026)
            break;
        after = next;
    }
    int32_t dots = after - at;
    int32_t closed = after;
    while (closed < p->end && is_closer(char_at(p, closed, &next)))
        closed = next;
    int32_t follows = skip_space(p, closed);
    if (follows == closed && follows < p->end) {
        if (mark == '.' && dots == 1 && glued(p, at, after))
            return after;
        return -1;
    }
    /* A stray stop after a space (". .") belongs to what it follows. */
    while (follows < p->end && char_at(p, follows, &next) == '.' && (next >= p->end || dem_is_space(char_at(p, next, &(int32_t){0})))) {
        closed = next;
        follows = skip_space(p, closed);
    }
    if (mark == '.' && dots == 1)
        return stop_ends(p, at, follows) ? closed : -1;
    if (follows >= p->end)
        return closed;
    uint32_t c = char_at(p, follows, &next);
    if (is_opener(c))
        c = char_at(p, next, &next);
    bool lower = dem_is_letter(c) && !dem_is_upper(c) && dem_to_lower(c) == c;
    return lower ? -1 : closed; /* "...," and "?" he asked */
}

static dem_status add(const scan *p, int field, int32_t start, int32_t end, bool headline, int32_t paragraph)
{
    while (end > start && dem_is_space((unsigned char)p->text.data[end - 1]))
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

dem_status dem_text_sentences(dem_splitter *s, int field, int32_t start, int32_t end, bool headline, int32_t paragraph)
{
    scan p = {s, s->doc->field[field].text, start, end};
    int32_t at = skip_space(&p, start), begin = at, next;
    for (; at < end; at = next) {
        uint32_t c = char_at(&p, at, &next);
        if (c != '.' && c != '!' && c != '?' && c != 0x2026)
            continue;
        int32_t stop = end_of_sentence(&p, at, c);
        if (stop < 0) {
            while (next < end && (s->doc->field[field].text.data[next] == '.' || s->doc->field[field].text.data[next] == '!'))
                next++; /* a run of marks was looked at as a whole */
            continue;
        }
        DEM_TRY(add(&p, field, begin, stop, headline, paragraph));
        begin = next = skip_space(&p, stop);
    }
    return add(&p, field, begin, end, headline, paragraph);
}
