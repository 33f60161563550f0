/* Words, sets of words and codes of verb dictionaries. */
#include "base/utf8.h"
#include "model/verbs.h"

bool dem_verbs_blank(char c)
{
    return c == ' ' || c == '\t' || c == '_';
}

static bool same_name(dem_str name, dem_str lower)
{
    bool same = name.len == lower.len;
    for (ptrdiff_t i = 0; i < name.len && same; i++)
        same = (name.data[i] >= 'A' && name.data[i] <= 'Z' ? name.data[i] - 'A' + 'a' : name.data[i]) == lower.data[i];
    return same;
}

dem_str dem_verbs_set(const dem_verbs *v, dem_str text)
{
    for (ptrdiff_t n = text.len; n > 1; n--) {
        if (n < text.len && text.data[n] != '_')
            continue;
        for (ptrdiff_t i = v->sets.len - 1; i >= 0; i--)
            if (same_name(dem_str_cut(text, 0, n), v->sets.at[i]))
                return v->sets.at[i];
    }
    return (dem_str){0};
}

static void add_lower(dem_buf *out, dem_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++)
        dem_buf_char(out, s.data[i] >= 'A' && s.data[i] <= 'Z' ? (char)(s.data[i] - 'A' + 'a') : s.data[i]);
}

/* How much of a word without blanks is its first token: up to a hyphen or clitic, or the hyphen itself. */
static ptrdiff_t first_token(dem_str word)
{
    ptrdiff_t n = 1;
    if (word.data[0] == '-')
        return 1;
    while (n < word.len && word.data[n] != '-') {
        dem_str rest = dem_str_cut(word, n, word.len);
        if (rest.len == 3 && (rest.data[0] | 0x20) == 'n' && rest.data[1] == '\'' && (rest.data[2] | 0x20) == 't')
            break;
        if (rest.len == 2 && rest.data[0] == '\'' && (rest.data[1] | 0x20) == 's')
            break;
        n++;
    }
    return n;
}

/* The sign that no words may have, because patterns have it; 0 if there is none. */
static char forbidden(dem_str words)
{
    for (ptrdiff_t i = 0; i < words.len; i++)
        if ((unsigned char)words.data[i] < ' ' || words.data[i] == 0x7f)
            return '?';
        else if (strchr("|&()[]{}*+$^%=!~,", words.data[i]))
            return words.data[i];
    return 0;
}

/* Takes a word and what is between it and the next: *link is `_` if that are underlines, and *exact tells if an underline ends the word ("IN_ THE"). */
static dem_str next_word(dem_str *rest, bool *exact, char *link)
{
    ptrdiff_t n = 0;
    while (n < rest->len && !dem_verbs_blank(rest->data[n]))
        n++;
    dem_str word = dem_str_cut(*rest, 0, n);
    *rest = dem_str_cut(*rest, n, rest->len);
    *exact = rest->len && rest->data[0] == '_';
    *link = '_';
    for (; rest->len && dem_verbs_blank(rest->data[0]); *rest = dem_str_cut(*rest, 1, rest->len))
        if (rest->data[0] != '_')
            *link = '+';
    return word;
}

dem_status dem_verbs_words(dem_verbs *v, dem_str words, bool stems, dem_buf *out, bool *ok)
{
    char wrong = forbidden(words), link = 0, next;
    bool valid = dem_utf8_valid_prefix(words) == words.len, exact;
    *ok = false;
    for (dem_str rest = valid && !wrong ? words : (dem_str){0}; rest.len; link = *ok ? next : 0)
        for (dem_str word = next_word(&rest, &exact, &next); word.len; link = '_') {
            ptrdiff_t k = first_token(word);
            if (link)
                dem_buf_char(out, link);
            add_lower(out, dem_str_cut(word, 0, k));
            word = dem_str_cut(word, k, word.len);
            if (stems && !exact && word.len == 0)
                dem_buf_char(out, '*');
            *ok = true;
        }
    if (!valid)
        dem_dictionary_skip(v->d, v->d->line, "the words are not valid UTF-8");
    else if (wrong)
        dem_dictionary_skip(v->d, v->d->line, "'%c' stands where only words can", wrong);
    else if (!*ok)
        dem_dictionary_skip(v->d, v->d->line, "there are no words");
    return out->failed ? DEM_NO_MEMORY : DEM_OK;
}

static bool is_code(dem_str code)
{
    enum { LONGEST = 8 };
    for (ptrdiff_t i = 0; i < code.len; i++)
        if (!((code.data[i] >= '0' && code.data[i] <= '9') || ((code.data[i] | 0x20) >= 'a' && (code.data[i] | 0x20) <= 'z')))
            return false;
    return code.len <= LONGEST;
}

dem_status dem_verbs_code(dem_verbs *v, dem_str inside, dem_str *code, bool *ok)
{
    dem_str reverse = inside, first = dem_str_trim(dem_str_next(&reverse, ':'));
    reverse = dem_str_trim(reverse);
    *code = (dem_str){0};
    if (dem_dictionary_no_code(first))
        first.len = 0;
    if (dem_dictionary_no_code(reverse))
        reverse.len = 0;
    *ok = is_code(first) && is_code(reverse) && inside.len > 0;
    if (!*ok)
        dem_dictionary_skip(v->d, v->d->line, "'%.*s' is no code of up to 8 letters and digits", (int)(inside.len < 40 ? inside.len : 40), inside.data);
    if (!*ok || first.len + reverse.len == 0)
        return DEM_OK;
    char *p = dem_arena_alloc(&v->d->arena, first.len + reverse.len + 1);
    if (!p)
        return DEM_NO_MEMORY;
    if (first.len)
        memcpy(p, first.data, (size_t)first.len);
    p[first.len] = ':';
    if (reverse.len)
        memcpy(p + first.len + 1, reverse.data, (size_t)reverse.len);
    *code = (dem_str){p, first.len + (reverse.len ? reverse.len + 1 : 0)};
    return DEM_OK;
}
