/* Dictionaries of agents: a phrase, its plural in braces, a code with ~ where that of the country goes. !SETS! of words stand for each of their words. */
#include "model/actors.h"
#include "model/dictionary.h"

enum {
    MOST_SETS = 200,      /* of a file */
    MOST_PHRASES = 1000,  /* that one line may stand for */
    LONGEST_PATTERN = 240 /* bytes of a phrase with its sets, and so how deep they are put in */
};

typedef struct {
    dem_str name;   /* with its marks of exclamation */
    dem_str values; /* `,` between */
} word_set;

typedef struct {
    dem_dictionary *d;
    dem_arena keep; /* of the file: sets */
    DEM_VEC(word_set) sets;
    dem_str code, kind; /* of the line in hand */
    int n_phrases;
} agents;

/* The first "!NAME!" of a text; empty if there is none. */
static dem_str find_mark(dem_str text)
{
    const char *begin = text.len ? memchr(text.data, '!', (size_t)text.len) : NULL;
    if (!begin)
        return (dem_str){0};
    dem_str rest = dem_str_cut(text, begin + 1 - text.data, text.len);
    const char *end = rest.len ? memchr(rest.data, '!', (size_t)rest.len) : NULL;
    return end ? (dem_str){begin, end + 1 - begin} : (dem_str){0};
}

static const word_set *find_set(const agents *a, dem_str name)
{
    for (ptrdiff_t i = 0; i < a->sets.len; i++)
        if (dem_str_eq(a->sets.at[i].name, name))
            return &a->sets.at[i];
    return NULL;
}

/* "!PERSON! = MAN, WOMAN": `mark` begins the line. */
static dem_status define(agents *a, dem_str mark, dem_str values)
{
    word_set set;
    const char *why = find_set(a, mark)                                      ? "this set of words is there already"
                      : a->sets.len == MOST_SETS                            ? "there are too many sets of words"
                      : values.len == 0                                     ? "there is no word in this set"
                      : memchr(values.data, '!', (size_t)values.len) != NULL ? "a word of a set has a mark of exclamation"
                                                                             : NULL;
    if (why) {
        dem_dictionary_skip(a->d, a->d->line, "%s", why);
        return DEM_OK;
    }
    DEM_TRY(dem_str_copy(&a->keep, mark, &set.name));
    DEM_TRY(dem_str_copy(&a->keep, values, &set.values));
    word_set *slot = dem_push(&a->keep, &a->sets);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = set;
    return DEM_OK;
}

static dem_status write_phrase(agents *a, dem_str raw)
{
    char *phrase;
    ptrdiff_t len;
    DEM_TRY(dem_dictionary_words(a->d, raw, &phrase, &len));
    if (len == 0)
        return DEM_OK;
    for (ptrdiff_t i = 0; i < len; i++)
        if (phrase[i] >= 'A' && phrase[i] <= 'Z')
            phrase[i] = (char)(phrase[i] - 'A' + 'a');
    const dem_str cells[] = {{phrase, len}, {0}, a->code, a->kind}; /* the sector follows from the code */
    return dem_dictionary_row(a->d, cells, DEM_COUNT(cells));
}

/* Writes the phrase once for each choice of words for its sets. Each step puts in words without sets, and at the end of each way a phrase is counted. */
static dem_status expand(agents *a, dem_str phrase)
{
    if (phrase.len > LONGEST_PATTERN) {
        dem_dictionary_skip(a->d, a->d->line, "the phrase is longer than %d bytes", LONGEST_PATTERN);
        return DEM_OK;
    }
    dem_str mark = find_mark(phrase);
    if (mark.len == 0) {
        if (a->n_phrases++ == MOST_PHRASES)
            dem_dictionary_skip(a->d, a->d->line, "it stands for more than %d phrases", MOST_PHRASES);
        return a->n_phrases <= MOST_PHRASES ? write_phrase(a, phrase) : DEM_OK;
    }
    const word_set *set = find_set(a, mark);
    if (!set) {
        dem_dictionary_skip(a->d, a->d->line, "there is no set of words %.*s", (int)(mark.len < 40 ? mark.len : 40), mark.data);
        return DEM_OK;
    }
    ptrdiff_t before = mark.data - phrase.data, after = before + mark.len;
    for (dem_str values = set->values; values.len && a->n_phrases <= MOST_PHRASES;) {
        dem_str value = dem_str_trim(dem_str_next(&values, ','));
        ptrdiff_t n = before + value.len + phrase.len - after;
        char *p = dem_arena_alloc(&a->d->arena, n);
        if (!p)
            return DEM_NO_MEMORY;
        memcpy(p, phrase.data, (size_t)before);
        if (value.len)
            memcpy(p + before, value.data, (size_t)value.len);
        memcpy(p + before + value.len, phrase.data + after, (size_t)(phrase.len - after));
        DEM_TRY(expand(a, (dem_str){p, n}));
    }
    return DEM_OK;
}

/* The plural in braces at the end of a phrase: *has if there is one that is not the singular and an s, which the name stage knows by itself. */
static bool take_plural(dem_dictionary *d, dem_str *phrase, dem_str *plural, bool *has)
{
    const char *brace = phrase->len ? memchr(phrase->data, '{', (size_t)phrase->len) : NULL;
    *has = false;
    if (!brace)
        return true;
    if (phrase->data[phrase->len - 1] != '}') {
        dem_dictionary_skip(d, d->line, "the plural in braces has no end");
        return false;
    }
    ptrdiff_t at = brace - phrase->data;
    *plural = dem_str_trim(dem_str_cut(*phrase, at + 1, phrase->len - 1));
    *phrase = dem_str_trim(dem_str_cut(*phrase, 0, at));
    bool regular = plural->len == phrase->len + 1 && dem_str_starts(*plural, *phrase) && (plural->data[phrase->len] | 0x20) == 's';
    *has = plural->len > 0 && !regular;
    return true;
}

/* "[~GOV]", "[NGO~]": *ok is false if it is no code, and the code is empty if there is none on purpose. */
static dem_status take_code(agents *a, dem_str text, bool *ok)
{
    dem_str inside;
    *ok = dem_dictionary_bracket(a->d, &text, &inside);
    if (*ok && text.len) {
        dem_dictionary_skip(a->d, a->d->line, "something stands behind the code");
        *ok = false;
    }
    if (!*ok)
        return DEM_OK;
    if (inside.len && inside.data[0] == '~')
        inside = dem_str_trim(dem_str_cut(inside, 1, inside.len));
    else if (inside.len && inside.data[inside.len - 1] == '~')
        inside = dem_str_trim(dem_str_cut(inside, 0, inside.len - 1));
    a->code = (dem_str){0};
    if (dem_dictionary_no_code(inside))
        return DEM_OK;
    DEM_TRY(dem_dictionary_code(a->d, inside, DEM_LONGEST_CODE - DEM_CODE_GROUP, &a->code));
    *ok = a->code.len > 0;
    return DEM_OK;
}

static dem_status read_agent(agents *a, dem_str line)
{
    const char *bracket = memchr(line.data, '[', (size_t)line.len);
    ptrdiff_t n = bracket ? bracket - line.data : line.len;
    dem_str phrase = dem_str_trim(dem_str_cut(line, 0, n)), plural = {0};
    bool ok, has_plural;
    DEM_TRY(take_code(a, dem_str_cut(line, n, line.len), &ok));
    if (!ok || !take_plural(a->d, &phrase, &plural, &has_plural))
        return DEM_OK;
    if (a->code.len == 0) {
        a->d->stats.uncoded++;
        return DEM_OK;
    }
    a->n_phrases = 0;
    a->kind = (dem_str){0};
    DEM_TRY(expand(a, phrase));
    a->kind = DEM_S("persons");
    return has_plural ? expand(a, plural) : DEM_OK;
}

static dem_status read_line(agents *a, dem_str line)
{
    dem_str mark = find_mark(line), rest = {0};
    if (mark.len && mark.data == line.data)
        rest = dem_str_trim(dem_str_cut(line, mark.len, line.len));
    if (rest.len && rest.data[0] == '=')
        return define(a, mark, dem_str_trim(dem_str_cut(rest, 1, rest.len)));
    return read_agent(a, line);
}

dem_status dem_dictionary_agents(dem_dictionary *d)
{
    agents a = {.d = d};
    dem_status status;
    dem_arena_init(&a.keep, d->arena.alloc);
    for (;;) {
        dem_str line;
        bool more;
        status = dem_dictionary_next(d, &line, &more);
        if (status != DEM_OK || !more)
            break;
        dem_arena_clear(&d->arena);
        status = read_line(&a, line);
        if (status != DEM_OK)
            break;
    }
    dem_arena_release(&a.keep);
    return status;
}
