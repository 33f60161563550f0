/* Patterns of verb dictionaries: "- + WAS_ * FROM $ [174]" → "before!=recipient{coded} before(was)! after(from)! after!=actor{coded}" */
#include "model/verbs.h"

enum { MOST_ELEMENTS = 64 };

typedef struct {
    char sign;            /* 'w' for words, else as in the dictionary: * + $ ^ % */
    ptrdiff_t first, len; /* of words, in pattern.words */
    bool joined;          /* nothing stands between it and the element before */
} element;

typedef struct {
    dem_verbs *v;
    dem_buf words, cell;
    element at[MOST_ELEMENTS];
    int n, verb; /* elements; which of them is the verb, -1 */
} pattern;

static void add(pattern *p, char sign, ptrdiff_t first, bool joined)
{
    if (p->n < MOST_ELEMENTS)
        p->at[p->n] = (element){sign, first, p->words.len - first, joined};
    if (sign == '*')
        p->verb = p->n;
    p->n++;
}

static bool ends_word(char c)
{
    return c == ' ' || c == '\t' || c == '_' || strchr("*+$^%(){}&", c) != NULL;
}

/* "{A | B_C}": choices. */
static dem_status add_choices(pattern *p, dem_str text, bool joined, bool *ok)
{
    ptrdiff_t first = p->words.len;
    *ok = true;
    while (text.len && *ok) {
        dem_str choice = dem_str_trim(dem_str_next(&text, '|'));
        if (p->words.len > first)
            dem_buf_char(&p->words, '|');
        dem_str set = choice.len && choice.data[0] == '&' ? dem_verbs_set(p->v, choice) : (dem_str){0};
        if (set.len)
            dem_buf_add(&p->words, set);
        else
            DEM_TRY(dem_verbs_words(p->v, choice, p->v->stems, &p->words, ok));
    }
    add(p, 'w', first, joined);
    return p->words.failed ? DEM_NO_MEMORY : DEM_OK;
}

static dem_status add_set(pattern *p, dem_str *text, bool joined, bool *ok)
{
    ptrdiff_t n = 1, first = p->words.len;
    while (n < text->len && (text->data[n] == '_' || !ends_word(text->data[n])))
        n++;
    dem_str set = dem_verbs_set(p->v, dem_str_cut(*text, 0, n));
    *ok = set.len > 0;
    if (!*ok)
        dem_dictionary_skip(p->v->d, p->v->d->line, "there is no set %.*s", (int)(n < 40 ? n : 40), text->data);
    *text = dem_str_cut(*text, *ok ? set.len : n, text->len);
    dem_buf_add(&p->words, set);
    add(p, 'w', first, joined);
    return p->words.failed ? DEM_NO_MEMORY : DEM_OK;
}

static dem_status add_word(pattern *p, dem_str *text, bool joined, bool *ok)
{
    ptrdiff_t n = 1, first = p->words.len;
    while (n < text->len && !ends_word(text->data[n]))
        n++;
    bool underline = n < text->len && text->data[n] == '_';
    DEM_TRY(dem_verbs_words(p->v, dem_str_cut(*text, 0, n + underline), p->v->stems, &p->words, ok));
    *text = dem_str_cut(*text, n, text->len);
    add(p, 'w', first, joined);
    return DEM_OK;
}

/* Braces without choices and brackets only hold together what one looks for in turn. */
static dem_status read_elements(pattern *p, dem_str text, bool *ok)
{
    bool joined = false;
    *ok = true;
    while (text.len && *ok) {
        char c = text.data[0];
        const char *brace = c == '{' ? memchr(text.data, '}', (size_t)text.len) : NULL;
        if (brace && memchr(text.data, '|', (size_t)(brace - text.data))) {
            DEM_TRY(add_choices(p, dem_str_cut(text, 1, brace - text.data), joined, ok));
            text = dem_str_cut(text, brace + 1 - text.data, text.len);
        } else if (strchr(" \t(){}_", c)) {
            joined = c == '_';
            text = dem_str_cut(text, 1, text.len);
            continue;
        } else if (strchr("*+$^%", c)) {
            if (c == '*' && p->verb >= 0) {
                dem_dictionary_skip(p->v->d, p->v->d->line, "the pattern has more than one *");
                *ok = false;
            }
            add(p, c, p->words.len, joined);
            text = dem_str_cut(text, 1, text.len);
        } else if (c == '&') {
            DEM_TRY(add_set(p, &text, joined, ok));
        } else {
            DEM_TRY(add_word(p, &text, joined, ok));
        }
        joined = false;
    }
    if (*ok && (p->verb < 0 || p->n > MOST_ELEMENTS)) {
        dem_dictionary_skip(p->v->d, p->v->d->line, p->verb < 0 ? "the pattern has no *" : "the pattern has more than %d elements", MOST_ELEMENTS);
        *ok = false;
    }
    return DEM_OK;
}

/* One argument. Words are joined to what stands on the side of the verb. */
static void write_argument(dem_buf *out, bool before, dem_str words, bool joined, const char *rest)
{
    if (out->len)
        dem_buf_char(out, ' ');
    dem_buf_add(out, before ? DEM_S("before") : DEM_S("after"));
    if (words.len || joined) {
        dem_buf_char(out, '(');
        if (joined && !before)
            dem_buf_char(out, '_');
        dem_buf_add(out, words);
        if (joined && before)
            dem_buf_char(out, '_');
        dem_buf_char(out, ')');
    }
    dem_buf_char(out, '!');
    dem_buf_add(out, dem_str_of(rest));
}

static void write_element(pattern *p, int i)
{
    const element *e = &p->at[i];
    bool before = i < p->verb;
    const char *rest = e->sign == '$'   ? "=actor{coded}"
                       : e->sign == '+' ? "=recipient{coded}"
                       : e->sign == '%' ? (before ? "=actor{compound}" : "=recipient{compound}")
                                        : "";
    dem_str words = {0};
    if (e->len)
        words = (dem_str){p->words.data + e->first, e->len};
    write_argument(&p->cell, before, words, before ? p->at[i + 1].joined : e->joined, rest);
}

/* The words of a verb of several words, which stand together. */
static dem_status write_verb(pattern *p, dem_str words, bool before)
{
    dem_buf out;
    bool ok;
    if (words.len == 0)
        return DEM_OK;
    dem_buf_init(&out, p->cell.alloc);
    dem_status status = dem_verbs_words(p->v, words, false, &out, &ok);
    for (ptrdiff_t i = 0; i < out.len; i++)
        if (out.data[i] == '+')
            out.data[i] = '_';
    if (status == DEM_OK && ok)
        write_argument(&p->cell, before, (dem_str){out.data, out.len}, true, "");
    dem_buf_release(&out);
    return status;
}

/* Whoever the pattern leaves open: the subject, or who stands nearest before the verb; the object, or who stands nearest behind it. */
static void write_sides(pattern *p)
{
    bool actor = false, recipient = false;
    for (int i = 0; i < p->n; i++) {
        bool both = p->at[i].sign == '%' && i < p->verb;
        actor = actor || both || p->at[i].sign == '$';
        recipient = recipient || both || p->at[i].sign == '+' || p->at[i].sign == '%';
    }
    if (!actor)
        dem_buf_add(&p->cell, p->cell.len ? DEM_S(" nsubj/left!=actor{coded}") : DEM_S("nsubj/left!=actor{coded}"));
    if (!recipient)
        dem_buf_add(&p->cell, DEM_S(" obj/iobj/right!=recipient{coded}"));
}

/* "break.123.2": the first form of the verb, the line, and the number of the group if it is not the first. */
static dem_status write_row(pattern *p, const dem_verb_group *group, ptrdiff_t number, dem_str code)
{
    dem_str forms = {group->forms.at, group->forms.len}, rest = forms, pattern_cell;
    dem_buf id;
    dem_buf_init(&id, p->cell.alloc);
    dem_buf_add(&id, dem_str_next(&rest, '|'));
    dem_buf_char(&id, '.');
    dem_buf_int(&id, p->v->d->line);
    if (number) {
        dem_buf_char(&id, '.');
        dem_buf_int(&id, number + 1);
    }
    pattern_cell = (dem_str){p->cell.data, p->cell.len};
    const dem_str cells[9] = {{id.data, id.len}, forms, DEM_S("form"), pattern_cell, code.len ? (dem_str){0} : DEM_S("-"), [7] = code};
    dem_status status = id.failed || p->cell.failed ? DEM_NO_MEMORY : dem_dictionary_row(p->v->d, cells, DEM_COUNT(cells));
    dem_buf_release(&id);
    return status;
}

static dem_status write_pattern(pattern *p, const dem_verb_group *group, ptrdiff_t number, dem_str code)
{
    p->cell.len = 0;
    for (int i = 0; i < p->verb; i++)
        write_element(p, i);
    DEM_TRY(write_verb(p, group->before, true));
    DEM_TRY(write_verb(p, group->after, false));
    for (int i = p->verb + 1; i < p->n; i++)
        write_element(p, i);
    write_sides(p);
    return write_row(p, group, number, code);
}

static dem_status read_pattern(pattern *p, dem_str line)
{
    dem_verbs *v = p->v;
    const char *bracket = line.len ? memchr(line.data, '[', (size_t)line.len) : NULL;
    ptrdiff_t n = bracket ? bracket - line.data : line.len;
    dem_str tail = dem_str_cut(line, n, line.len), inside, code;
    bool ok;
    if (v->groups.len == 0) {
        dem_dictionary_skip(v->d, v->d->line, "no verb stands before this pattern");
        return DEM_OK;
    }
    if (!dem_dictionary_bracket(v->d, &tail, &inside))
        return DEM_OK;
    DEM_TRY(dem_verbs_code(v, inside, &code, &ok));
    if (ok)
        DEM_TRY(read_elements(p, dem_str_cut(line, 0, n), &ok));
    if (ok && dem_str_starts(inside, DEM_S("+"))) { /* [+++] waits for a code that another program puts in: it says nothing by itself */
        v->d->stats.uncoded++;
        return DEM_OK;
    }
    for (ptrdiff_t i = 0; i < v->groups.len && ok; i++)
        DEM_TRY(write_pattern(p, &v->groups.at[i], i, code));
    return DEM_OK;
}

static void begin(pattern *p, dem_verbs *v)
{
    *p = (pattern){.v = v, .verb = -1};
    dem_buf_init(&p->words, v->d->arena.alloc);
    dem_buf_init(&p->cell, v->d->arena.alloc);
}

static void release(pattern *p)
{
    dem_buf_release(&p->words);
    dem_buf_release(&p->cell);
}

dem_status dem_verbs_pattern(dem_verbs *v, dem_str line)
{
    pattern p;
    begin(&p, v);
    dem_status status = read_pattern(&p, line);
    release(&p);
    return status;
}

dem_status dem_verbs_default(dem_verbs *v, const dem_verb_group *group, ptrdiff_t number, dem_str code)
{
    pattern p;
    begin(&p, v);
    add(&p, '*', 0, false);
    dem_status status = write_pattern(&p, group, number, code);
    release(&p);
    return status;
}
