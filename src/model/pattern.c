#include "model/pattern.h"

#include "base/utf8.h"
#include "doc/ud.h"

static const char *const relations[DEM_ARGS] = {"nsubj", "obj", "iobj", "obl", "nmod", "poss", "compound", "amod", "xcomp", "ccomp", "advcl", "prt",
                                                "before", "after", "left", "right"};
static const char *const roles[] = {"", "actor", "recipient", "object", "place"};
static const char *const conditions[DEM_CONDS] = {"lemma", "kind", "actor", "thing", "country", "person", "sector", "upos", "coded", "compound", "aux"};

static int find(dem_str word, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (dem_str_eq(word, dem_str_of(names[i])))
            return i;
    return -1;
}

static dem_status add_to_list(dem_builder *b, dem_str word, uint32_t number)
{
    dem_kb_list *item = dem_push(b->arena, &b->lists);
    if (!item)
        return DEM_NO_MEMORY;
    item->number = number;
    return dem_build_string(b, word, &b->lists.at[b->lists.len - 1].word);
}

/* Takes s up to one of the characters in `stops`, which is left in *rest. */
static dem_str take_until(dem_str *rest, const char *stops)
{
    ptrdiff_t n = 0;
    while (n < rest->len && !memchr(stops, rest->data[n], strlen(stops)))
        n++;
    dem_str s = dem_str_cut(*rest, 0, n);
    *rest = dem_str_cut(*rest, n, rest->len);
    return s;
}

static bool take(dem_str *rest, char c)
{
    if (rest->len == 0 || rest->data[0] != c)
        return false;
    *rest = dem_str_cut(*rest, 1, rest->len);
    return true;
}

static bool kind_row(const dem_builder *b, dem_str name, uint32_t *row)
{
    for (ptrdiff_t i = 0; i < b->kinds.len; i++) {
        dem_id id = b->kinds.at[i].name;
        dem_str have = {b->bytes.at + b->offsets.at[id], (ptrdiff_t)(b->offsets.at[id + 1] - b->offsets.at[id])};
        if (dem_str_eq(have, name)) {
            *row = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static dem_status parse_condition(dem_builder *b, const dem_tsv *t, dem_str text, dem_error *err)
{
    dem_kb_cond cond = {.first_word = (uint32_t)b->lists.len};
    dem_str words = text;
    if (dem_str_starts(words, DEM_S("not-"))) {
        cond.negated = 1;
        words = dem_str_cut(words, 4, words.len);
    }
    dem_str name = dem_str_next(&words, ':');
    int kind = find(name, conditions, DEM_CONDS);
    bool takes_words = kind == DEM_COND_LEMMA || kind == DEM_COND_KIND || kind == DEM_COND_SECTOR || kind == DEM_COND_UPOS || kind == DEM_COND_AUX;
    if (kind < 0 || takes_words != (words.len > 0))
        return dem_tsv_fail(t, err, "'%.*s' is no condition", (int)text.len, text.data);
    cond.kind = (uint32_t)kind;
    while (words.len) {
        dem_str word = dem_str_next(&words, '|');
        uint32_t number = 0;
        if (kind == DEM_COND_KIND && !kind_row(b, word, &number))
            return dem_tsv_fail(t, err, "'%.*s' is no kind of data/objects/kinds.tsv", (int)word.len, word.data);
        if (kind == DEM_COND_UPOS) {
            int upos = dem_upos_find(word);
            if (upos < 0)
                return dem_tsv_fail(t, err, "'%.*s' is no UPOS", (int)word.len, word.data);
            number = (uint32_t)upos;
        }
        bool compared = kind == DEM_COND_LEMMA || kind == DEM_COND_SECTOR || kind == DEM_COND_AUX;
        DEM_TRY(add_to_list(b, word, compared ? dem_list_number(word) : number));
        cond.n_words++;
    }
    dem_kb_cond *slot = dem_push(b->arena, &b->conds);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = cond;
    return DEM_OK;
}

static const dem_build_set *find_set(const dem_builder *b, dem_str name)
{
    for (ptrdiff_t i = b->sets.len - 1; i >= 0; i--) /* the last of a name counts */
        if (dem_str_eq(dem_build_text(b, b->sets.at[i].name), name))
            return &b->sets.at[i];
    return NULL;
}

/* Words that follow one another: "a_b" at once, "a+b" later; "a*" begins so. */
static dem_status parse_chain(dem_builder *b, const dem_tsv *t, dem_str chain, dem_error *err)
{
    uint32_t link = 0;
    dem_str rest = chain;
    do {
        dem_str word = take_until(&rest, "_+");
        bool stem = dem_str_ends(word, DEM_S("*"));
        word = dem_str_cut(word, 0, word.len - stem);
        char *folded = dem_arena_alloc(b->arena, 4 * word.len + 1);
        if (!folded)
            return DEM_NO_MEMORY;
        if (word.len == 0 || memchr(word.data, '&', (size_t)word.len) || memchr(word.data, '*', (size_t)word.len))
            return dem_tsv_fail(t, err, "'%.*s' are no words", (int)chain.len, chain.data);
        DEM_TRY(add_to_list(b, (dem_str){folded, dem_fold(word, folded)}, link | (stem ? DEM_WORD_STEM : 0)));
        link = take(&rest, '_') ? DEM_WORD_NEXT : take(&rest, '+') ? DEM_WORD_LATER : 0;
    } while (link);
    return DEM_OK;
}

/* Choices of words, `|` between; &NAME stands for those of a set. One set alone is not copied. */
static dem_status parse_words(dem_builder *b, const dem_tsv *t, dem_str words, uint32_t *first, uint32_t *n, dem_error *err)
{
    *first = (uint32_t)b->lists.len;
    *n = 0;
    for (dem_str rest = words; rest.len;) {
        dem_str chain = dem_str_trim(dem_str_next(&rest, '|'));
        const dem_build_set *set = dem_str_starts(chain, DEM_S("&")) ? find_set(b, chain) : NULL;
        if (!set && dem_str_starts(chain, DEM_S("&")))
            return dem_tsv_fail(t, err, "no row above is the set '%.*s'", (int)chain.len, chain.data);
        if (!set) {
            DEM_TRY(parse_chain(b, t, chain, err));
        } else if (chain.len == words.len) {
            *first = set->first_word;
            *n = set->n_words;
            return DEM_OK;
        }
        for (uint32_t i = 0; set && i < set->n_words; i++) {
            dem_kb_list word = b->lists.at[set->first_word + i], *item = dem_push(b->arena, &b->lists);
            if (!item)
                return DEM_NO_MEMORY;
            *item = word;
        }
    }
    *n = (uint32_t)b->lists.len - *first;
    return DEM_OK;
}

dem_status dem_pattern_set(dem_builder *b, const dem_tsv *t, dem_str name, dem_str words, dem_error *err)
{
    dem_build_set set;
    if (name.len < 2 || name.data[0] != '&' || words.len == 0)
        return dem_tsv_fail(t, err, "a set has a name that begins with &, and words");
    DEM_TRY(dem_build_string(b, name, &set.name));
    DEM_TRY(parse_words(b, t, words, &set.first_word, &set.n_words, err));
    dem_build_set *slot = dem_push(b->arena, &b->sets);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = set;
    return DEM_OK;
}

/* What is in the brackets of before and after; `_` on the trigger's side joins it to what stands there. */
static dem_status parse_sequence(dem_builder *b, const dem_tsv *t, int relation, dem_str words, dem_kb_arg *arg, dem_error *err)
{
    if (relation == DEM_ARG_AFTER && dem_str_starts(words, DEM_S("_"))) {
        arg->joined = 1;
        words = dem_str_cut(words, 1, words.len);
    } else if (relation == DEM_ARG_BEFORE && dem_str_ends(words, DEM_S("_"))) {
        arg->joined = 1;
        words = dem_str_cut(words, 0, words.len - 1);
    }
    return parse_words(b, t, words, &arg->first_prep, &arg->n_preps, err);
}

static dem_status parse_relations(dem_builder *b, const dem_tsv *t, dem_str *rest, dem_kb_arg *arg, dem_error *err)
{
    dem_str names = take_until(rest, "(!={"), prepositions = {0};
    int last = -1, sequence = 0;
    arg->first_rel = (uint32_t)b->lists.len;
    while (names.len) {
        dem_str name = dem_str_next(&names, '/');
        int number = find(name, relations, DEM_ARGS);
        if (number < 0)
            return dem_tsv_fail(t, err, "'%.*s' is no relation", (int)name.len, name.data);
        DEM_TRY(add_to_list(b, name, (uint32_t)number));
        arg->n_rels++;
        last = number;
        sequence += number == DEM_ARG_BEFORE || number == DEM_ARG_AFTER;
    }
    if (sequence && arg->n_rels > 1)
        return dem_tsv_fail(t, err, "before and after have no other relation beside them");
    arg->first_prep = (uint32_t)b->lists.len;
    if (take(rest, '(')) {
        prepositions = take_until(rest, ")");
        if (!take(rest, ')'))
            return dem_tsv_fail(t, err, "a bracket is not closed");
    }
    if (sequence)
        return parse_sequence(b, t, last, prepositions, arg, err);
    while (prepositions.len) {
        dem_str word = dem_str_next(&prepositions, '|');
        DEM_TRY(add_to_list(b, word, dem_list_number(word)));
        arg->n_preps++;
    }
    return DEM_OK;
}

static dem_status parse_argument(dem_builder *b, const dem_tsv *t, dem_str text, dem_error *err)
{
    dem_kb_arg arg = {0};
    dem_str rest = text;
    DEM_TRY(parse_relations(b, t, &rest, &arg, err));
    arg.required = take(&rest, '!');
    uint32_t relation = arg.n_rels ? b->lists.at[arg.first_rel].number : DEM_ARGS;
    if (!arg.required && (relation == DEM_ARG_BEFORE || relation == DEM_ARG_AFTER))
        return dem_tsv_fail(t, err, "what stands before or after is always required: '%.*s'", (int)text.len, text.data);
    if (take(&rest, '=')) {
        dem_str name = take_until(&rest, "{");
        int role = find(name, roles, DEM_COUNT(roles));
        if (role <= 0)
            return dem_tsv_fail(t, err, "'%.*s' is no role: actor, recipient, object, place", (int)name.len, name.data);
        arg.role = (uint32_t)role;
    }
    arg.first_cond = (uint32_t)b->conds.len;
    if (take(&rest, '{')) {
        dem_str conds = take_until(&rest, "}");
        if (!take(&rest, '}'))
            return dem_tsv_fail(t, err, "a brace is not closed");
        while (conds.len) {
            DEM_TRY(parse_condition(b, t, dem_str_trim(dem_str_next(&conds, ',')), err));
            arg.n_conds++;
        }
    }
    if (rest.len || arg.n_rels == 0)
        return dem_tsv_fail(t, err, "'%.*s' is no argument", (int)text.len, text.data);
    dem_kb_arg *slot = dem_push(b->arena, &b->args);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = arg;
    return DEM_OK;
}

dem_status dem_pattern_parse(dem_builder *b, const dem_tsv *t, dem_str pattern, uint32_t *first, uint32_t *n, dem_error *err)
{
    *first = (uint32_t)b->args.len;
    *n = 0;
    while (pattern.len) {
        dem_str text = dem_str_next(&pattern, ' ');
        if (text.len == 0)
            continue;
        DEM_TRY(parse_argument(b, t, text, err));
        ++*n;
    }
    return DEM_OK;
}
