/* Dictionaries of verbs: sets of words (&NAME, then +WORD), and blocks of verbs with a code and patterns. "--- NAME [code] ---" begins a block of PETRARCH, a
 * verb with a code one of TABARI. */
#include "model/verbs.h"

#include "base/utf8.h"

enum {
    MOST_FORMS = 32 * 1024, /* bytes of the forms of a block: each of its patterns repeats them */
    MOST_WORDS = 64 * 1024, /* bytes of a set */
    LONGEST_VERB = 120
};

typedef struct {
    dem_verbs v;
    bool in_set, in_header; /* what the line before belongs to */
    bool plurals;           /* words of the set in hand have plurals too: no underline ends its name */
    dem_str set_name;
    int64_t set_line;
    dem_buf set_words;
    dem_str code; /* of the block */
} reader;

static dem_status lower_copy(dem_arena *arena, dem_str s, dem_str *out)
{
    char *p = dem_arena_alloc(arena, s.len + 1);
    if (!p)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < s.len; i++)
        p[i] = s.data[i] >= 'A' && s.data[i] <= 'Z' ? (char)(s.data[i] - 'A' + 'a') : s.data[i];
    *out = (dem_str){p, s.len};
    return DEM_OK;
}

static dem_str without_underlines(dem_str s)
{
    while (s.len && dem_verbs_blank(s.data[s.len - 1]))
        s.len--;
    while (s.len && dem_verbs_blank(s.data[0]))
        s = dem_str_cut(s, 1, s.len);
    return s;
}

/* The words of a verb: those before the one with a plus, that, and those behind it. Without a plus the first is inflected. */
static void split_verb(dem_str text, dem_str *before, dem_str *verb, dem_str *after)
{
    const char *plus = text.len ? memchr(text.data, '+', (size_t)text.len) : NULL;
    ptrdiff_t at = plus ? plus - text.data : 0, from = at + (plus != NULL), end = from;
    while (end < text.len && !dem_verbs_blank(text.data[end]))
        end++;
    *before = without_underlines(dem_str_cut(text, 0, at));
    *verb = dem_str_cut(text, from, end);
    *after = without_underlines(dem_str_cut(text, end, text.len));
}

static dem_status find_group(dem_verbs *v, dem_str before, dem_str after, dem_verb_group **out)
{
    for (ptrdiff_t i = 0; i < v->groups.len; i++) {
        *out = &v->groups.at[i];
        if (dem_str_eq((*out)->before, before) && dem_str_eq((*out)->after, after))
            return DEM_OK;
    }
    *out = dem_push(&v->d->arena, &v->groups);
    if (!*out)
        return DEM_NO_MEMORY;
    (*out)->forms.len = 0;
    DEM_TRY(dem_str_copy(&v->d->arena, before, &(*out)->before));
    return dem_str_copy(&v->d->arena, after, &(*out)->after);
}

static dem_status add_form(dem_verbs *v, dem_verb_group *group, dem_str stem, const char *ending)
{
    const dem_str parts[] = {group->forms.len ? DEM_S("|") : (dem_str){0}, stem, dem_str_of(ending)};
    for (ptrdiff_t k = 0; k < DEM_COUNT(parts); k++)
        for (ptrdiff_t i = 0; i < parts[k].len; i++) {
            char *c = dem_push(&v->d->arena, &group->forms);
            if (!c)
                return DEM_NO_MEMORY;
            *c = parts[k].data[i] >= 'A' && parts[k].data[i] <= 'Z' ? (char)(parts[k].data[i] - 'A' + 'a') : parts[k].data[i];
        }
    return DEM_OK;
}

static bool vowel(char c)
{
    return strchr("aeiou", c | 0x20) != NULL;
}

/* What PETRARCH makes of a verb without braces, and the forms of English where they differ: "expelled". */
static dem_status add_regular(dem_verbs *v, dem_verb_group *group, dem_str verb)
{
    char last = (char)(verb.data[verb.len - 1] | 0x20), before = verb.len > 1 ? (char)(verb.data[verb.len - 2] | 0x20) : 'a';
    dem_str stem = dem_str_cut(verb, 0, verb.len - 1);
    DEM_TRY(add_form(v, group, verb, ""));
    if (last == 'e') {
        DEM_TRY(add_form(v, group, verb, "s"));
        DEM_TRY(add_form(v, group, verb, "d"));
        return add_form(v, group, stem, "ing");
    }
    bool y = last == 'y' && !vowel(before), hiss = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
    DEM_TRY(add_form(v, group, y ? stem : verb, y ? "ies" : hiss ? "es" : "s"));
    DEM_TRY(add_form(v, group, y ? stem : verb, y ? "ied" : "ed"));
    DEM_TRY(add_form(v, group, verb, "ing"));
    bool twice = verb.len > 2 && !vowel(last) && last != 'w' && last != 'x' && last != 'y' && vowel(before) && !vowel(verb.data[verb.len - 3]);
    char endings[2][5] = {{last, 'e', 'd'}, {last, 'i', 'n', 'g'}};
    for (int i = 0; i < 2 && twice && last >= 'a' && last <= 'z'; i++)
        DEM_TRY(add_form(v, group, verb, endings[i]));
    return DEM_OK;
}

/* Adds one form, of one or several words. *slot is its group. */
static dem_status add_verb(dem_verbs *v, dem_str text, bool regular, dem_verb_group **slot, bool *ok)
{
    dem_str before, verb, after;
    split_verb(text, &before, &verb, &after);
    *ok = verb.len > 0 && text.len <= LONGEST_VERB && dem_utf8_valid_prefix(text) == text.len;
    for (ptrdiff_t i = 0; i < text.len && *ok; i++)
        *ok = (unsigned char)text.data[i] >= ' ' && text.data[i] != 0x7f && (!strchr("|&()[]{}*$^%=!~,", text.data[i]));
    *ok = *ok && !(after.len && memchr(after.data, '+', (size_t)after.len));
    if (!*ok) {
        dem_dictionary_skip(v->d, v->d->line, "'%.*s' is no verb", (int)(text.len < LONGEST_VERB ? text.len : LONGEST_VERB), text.data);
        return DEM_OK;
    }
    DEM_TRY(find_group(v, before, after, slot));
    if ((*slot)->forms.len > MOST_FORMS) {
        dem_dictionary_skip(v->d, v->d->line, "there are too many verbs in a block");
        *ok = false;
        return DEM_OK;
    }
    return regular ? add_regular(v, *slot, verb) : add_form(v, *slot, verb, "");
}

/* The forms of a verb, a group of their own, and the row of its default code. The verb goes into the groups of the block too. */
static dem_status read_forms(reader *r, dem_str name, bool braces, dem_str forms, dem_str code)
{
    dem_verbs alone = r->v;
    dem_verb_group *group;
    bool ok;
    memset(&alone.groups, 0, sizeof alone.groups);
    for (int pass = 0; pass < 2; pass++) {
        dem_verbs *v = pass ? &r->v : &alone;
        DEM_TRY(add_verb(v, name, !braces, &group, &ok));
        if (!ok)
            return DEM_OK;
        for (dem_str rest = dem_str_trim(forms), form; rest.len && ok; rest = dem_str_trim(rest)) {
            ptrdiff_t n = 0;
            while (n < rest.len && rest.data[n] != ' ' && rest.data[n] != '\t' && rest.data[n] != ',')
                n++;
            form = without_underlines(dem_str_cut(rest, 0, n));
            rest = dem_str_cut(rest, n < rest.len ? n + 1 : n, rest.len);
            if (form.len)
                DEM_TRY(add_verb(v, form, false, &group, &ok));
        }
    }
    r->v.d->stats.uncoded += code.len == 0;
    for (ptrdiff_t i = 0; i < alone.groups.len && code.len; i++)
        DEM_TRY(dem_verbs_default(&r->v, &alone.groups.at[i], i, code));
    return DEM_OK;
}

/* The code in brackets at the end of a line; *code stays if there is none. */
static dem_status take_code(reader *r, dem_str line, dem_str *rest, dem_str *code, bool *found, bool *ok)
{
    const char *bracket = line.len ? memchr(line.data, '[', (size_t)line.len) : NULL;
    *rest = line;
    *ok = true;
    *found = bracket != NULL;
    if (!bracket)
        return DEM_OK;
    dem_str tail = dem_str_cut(line, bracket - line.data, line.len), inside;
    *rest = dem_str_trim(dem_str_cut(line, 0, bracket - line.data));
    *ok = dem_dictionary_bracket(r->v.d, &tail, &inside);
    return *ok ? dem_verbs_code(&r->v, inside, code, ok) : DEM_OK;
}

static void begin_block(reader *r, bool header)
{
    dem_arena_clear(&r->v.d->arena);
    memset(&r->v.groups, 0, sizeof r->v.groups);
    r->code = (dem_str){0};
    r->in_header = header;
    r->v.stems = !header;
}

/* A verb, perhaps of several words, perhaps with forms in braces and a code of its own. */
static dem_status read_verb(reader *r, dem_str line)
{
    dem_str name, forms = {0}, code;
    bool coded, ok;
    if (!r->in_header && line.data[0] != '+')
        begin_block(r, false);
    code = r->code;
    DEM_TRY(take_code(r, line, &name, &code, &coded, &ok));
    if (!ok)
        return DEM_OK;
    const char *brace = name.len ? memchr(name.data, '{', (size_t)name.len) : NULL;
    if (brace && name.data[name.len - 1] != '}') {
        dem_dictionary_skip(r->v.d, r->v.d->line, "the forms in braces have no end");
        return DEM_OK;
    }
    if (brace) {
        forms = dem_str_cut(name, brace + 1 - name.data, name.len - 1);
        name = dem_str_cut(name, 0, brace - name.data);
    }
    return read_forms(r, without_underlines(dem_str_trim(name)), brace != NULL, forms, code);
}

/* Writes the set that was read, if there is anything in it. */
static dem_status finish_set(reader *r)
{
    dem_dictionary *d = r->v.d;
    if (!r->in_set)
        return DEM_OK;
    r->in_set = false;
    if (r->set_words.len == 0) {
        dem_dictionary_skip(d, r->set_line, "there are no words in this set");
        return DEM_OK;
    }
    dem_str *slot = dem_push(&r->v.keep, &r->v.sets);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = r->set_name;
    const dem_str cells[9] = {r->set_name, {r->set_words.data, r->set_words.len}, DEM_S("set")};
    return dem_dictionary_row(d, cells, DEM_COUNT(cells));
}

static dem_status begin_set(reader *r, dem_str line)
{
    dem_str name = without_underlines(line);
    r->set_line = r->v.d->line;
    r->set_words.len = 0;
    r->plurals = line.data[line.len - 1] != '_';
    for (ptrdiff_t i = 1; i < name.len; i++)
        if (!((name.data[i] >= '0' && name.data[i] <= '9') || ((name.data[i] | 0x20) >= 'a' && (name.data[i] | 0x20) <= 'z') || name.data[i] == '_'))
            name.len = 0;
    r->in_set = name.len > 1 && name.len <= LONGEST_VERB;
    if (!r->in_set)
        dem_dictionary_skip(r->v.d, r->v.d->line, "a set has a name of letters and digits");
    return r->in_set ? lower_copy(&r->v.keep, name, &r->set_name) : DEM_OK;
}

/* The plural of the last word, as PETRARCH makes it for words that no underline ends. */
static void add_plural(dem_buf *out, ptrdiff_t from)
{
    dem_str word = {out->data + from, out->len - from};
    char last = word.data[word.len - 1], before = word.len > 1 ? word.data[word.len - 2] : 'a';
    bool y = last == 'y' && !vowel(before), hiss = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
    dem_buf_char(out, '|');
    for (ptrdiff_t i = from, end = from + word.len - y; i < end; i++)
        dem_buf_char(out, out->data[i]);
    dem_buf_add(out, y ? DEM_S("ies") : hiss ? DEM_S("es") : DEM_S("s"));
}

static dem_status set_word(reader *r, dem_str line)
{
    dem_buf *out = &r->set_words;
    dem_str words = dem_str_trim(dem_str_cut(line, 1, line.len));
    ptrdiff_t before = out->len;
    bool ok = true;
    if (out->len > MOST_WORDS) {
        dem_dictionary_skip(r->v.d, r->v.d->line, "there are too many words in a set");
        return DEM_OK;
    }
    if (out->len)
        dem_buf_char(out, '|');
    ptrdiff_t from = out->len;
    if (words.len && words.data[0] == '&') {
        dem_str set = dem_verbs_set(&r->v, without_underlines(words));
        ok = set.len > 0 && set.len == without_underlines(words).len;
        dem_buf_add(out, set);
        if (!ok)
            dem_dictionary_skip(r->v.d, r->v.d->line, "there is no set %.*s", (int)(words.len < 40 ? words.len : 40), words.data);
    } else {
        DEM_TRY(dem_verbs_words(&r->v, words, false, out, &ok));
        if (ok && !out->failed && r->plurals && words.data[words.len - 1] != '_')
            add_plural(out, from);
    }
    if (!ok)
        out->len = before;
    return out->failed ? DEM_NO_MEMORY : DEM_OK;
}

static dem_status begin_header(reader *r, dem_str line)
{
    dem_str name;
    bool found, ok;
    begin_block(r, true);
    return take_code(r, line, &name, &r->code, &found, &ok);
}

static dem_status read_line(reader *r, dem_str line)
{
    if (r->in_set && line.data[0] == '+')
        return set_word(r, line);
    DEM_TRY(finish_set(r));
    if (line.data[0] == '&')
        return begin_set(r, line);
    if (dem_str_starts(line, DEM_S("---")))
        return begin_header(r, line);
    if (line.data[0] == '-')
        return dem_verbs_pattern(&r->v, dem_str_trim(dem_str_cut(line, 1, line.len)));
    if (line.data[0] == '~') {
        dem_dictionary_skip(r->v.d, r->v.d->line, "what an event inside another one becomes cannot be said");
        return DEM_OK;
    }
    return read_verb(r, line);
}

dem_status dem_dictionary_verbs(dem_dictionary *d)
{
    reader r = {.v = {.d = d}};
    dem_status status;
    dem_arena_init(&r.v.keep, d->arena.alloc);
    dem_buf_init(&r.set_words, d->arena.alloc);
    begin_block(&r, false);
    for (;;) {
        dem_str line;
        bool more;
        status = dem_dictionary_next(d, &line, &more);
        if (status != DEM_OK || !more)
            break;
        status = read_line(&r, line);
        if (status != DEM_OK)
            break;
    }
    if (status == DEM_OK)
        status = finish_set(&r);
    dem_buf_release(&r.set_words);
    dem_arena_release(&r.v.keep);
    return status;
}
