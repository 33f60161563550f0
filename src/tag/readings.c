/* What a word can be, seen alone: from the table of forms, and by shape and ending when it is in no table or begins with a capital. */
#include "tag/tag_internal.h"

/* Binary logarithm in eighths, linear between powers of two. */
static int log_eighths(uint32_t weight)
{
    int whole = 0;
    while (weight >> whole > 1)
        whole++;
    return 8 * whole + (int)(((uint64_t)weight << 3 >> whole) & 7);
}

static void add(dem_readings *r, dem_class c, int32_t form, uint32_t weight)
{
    int score = log_eighths(weight ? weight : 1) - dem_tag_prior[c];
    for (int i = 0; i < r->n; i++)
        if (r->at[i].word_class == c) {
            if (score > r->at[i].score)
                r->at[i] = (dem_reading){form, (int16_t)score, (uint8_t)c};
            return;
        }
    if (r->n < DEM_MAX_READINGS)
        r->at[r->n++] = (dem_reading){form, (int16_t)score, (uint8_t)c};
}

static dem_class auxiliary_class(dem_str lemma, dem_str fold, uint32_t feats)
{
    switch (lemma.data[0]) {
    case 'b':
        return dem_str_eq(fold, DEM_S("been")) ? DEM_CLASS_BEEN : feats & DEM_FEAT_PART ? DEM_CLASS_BEING : feats & DEM_FEAT_INF ? DEM_CLASS_BE_INF : DEM_CLASS_BE;
    case 'h':
        return feats & DEM_FEAT_FIN ? DEM_CLASS_HAVE : DEM_CLASS_HAVE_INF;
    case 'd':
        return DEM_CLASS_DO;
    default:
        return DEM_CLASS_MODAL;
    }
}

static bool is_one_of(dem_str word, const dem_str *list, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (dem_str_eq(word, list[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), DEM_COUNT(list))

static dem_class pronoun_class(dem_str fold, uint32_t feats)
{
    static const dem_str subjects[] = {{"i", 1}, {"he", 2}, {"she", 3}, {"we", 2}, {"they", 4}};
    static const dem_str relatives[] = {{"who", 3}, {"which", 5}, {"that", 4}, {"whom", 4}, {"whose", 5}, {"what", 4}, {"whoever", 7}, {"whatever", 8}, {"whichever", 9}};
    if (IS_ONE_OF(fold, relatives))
        return DEM_CLASS_WH;
    if (feats & DEM_FEAT_POSS)
        return DEM_CLASS_GENITIVE;
    if (IS_ONE_OF(fold, subjects))
        return DEM_CLASS_SUBJ;
    if (dem_str_eq(fold, DEM_S("it")) || dem_str_eq(fold, DEM_S("you")))
        return DEM_CLASS_IT;
    if (dem_str_eq(fold, DEM_S("there")))
        return DEM_CLASS_THERE;
    return feats & (DEM_FEAT_P1 | DEM_FEAT_P2 | DEM_FEAT_P3) ? DEM_CLASS_OBJ : DEM_CLASS_DEM;
}

/* A base form and a form in -ed stand for two classes each; the shares are those of running text. */
static void add_verb(dem_readings *r, int32_t row, uint32_t feats, uint32_t weight, bool closed)
{
    if (feats & DEM_FEAT_INF) {
        add(r, DEM_CLASS_VB, row, weight * 7);
        add(r, DEM_CLASS_VBP, row, weight * 3);
    } else if (feats & DEM_FEAT_PRES) {
        if (feats & DEM_FEAT_PART)
            add(r, DEM_CLASS_VBG, row, weight * 10);
        else /* an -s is rather a plural: reports tell what happened */
            add(r, feats & DEM_FEAT_SING ? DEM_CLASS_VBZ : DEM_CLASS_VBP, row, weight * 4);
    } else {
        if (feats & DEM_FEAT_FIN)
            add(r, DEM_CLASS_VBD, row, weight * (closed ? 10 : 5));
        if (feats & DEM_FEAT_PART)
            add(r, DEM_CLASS_VBN, row, weight * (closed ? 10 : 6));
    }
}

static void add_form(const dem_kb *kb, dem_readings *r, const dem_token *token, uint32_t row, uint32_t weight)
{
    const dem_kb_form *f = &kb->forms[row];
    int32_t at = (int32_t)row;
    uint32_t w = weight * 10;
    dem_str lemma = dem_kb_str(kb, f->lemma);
    switch ((dem_upos)f->upos) {
    case DEM_UPOS_VERB: add_verb(r, at, f->feats, weight, f->closed); break;
    case DEM_UPOS_AUX: add(r, auxiliary_class(lemma, token->fold, f->feats), at, w); break;
    case DEM_UPOS_PRON: add(r, pronoun_class(token->fold, f->feats), at, w); break;
    case DEM_UPOS_NOUN: add(r, f->feats & DEM_FEAT_PLUR ? DEM_CLASS_NOUNS : DEM_CLASS_NOUN, at, w); break;
    case DEM_UPOS_PART: add(r, dem_str_eq(lemma, DEM_S("to")) ? DEM_CLASS_TO : f->feats & DEM_FEAT_NEG ? DEM_CLASS_NOT : DEM_CLASS_POSS, at, w); break;
    case DEM_UPOS_ADV: {
        static const dem_str questions[] = {{"when", 4}, {"where", 5}, {"how", 3}, {"why", 3}};
        add(r, IS_ONE_OF(token->fold, questions) ? DEM_CLASS_WHADV : DEM_CLASS_ADV, at, w);
        break;
    }
    case DEM_UPOS_ADJ: add(r, DEM_CLASS_ADJ, at, w); break;
    case DEM_UPOS_ADP: add(r, DEM_CLASS_ADP, at, w); break;
    case DEM_UPOS_CCONJ: add(r, DEM_CLASS_CC, at, w); break;
    case DEM_UPOS_DET: add(r, DEM_CLASS_DET, at, w); break;
    case DEM_UPOS_INTJ: add(r, DEM_CLASS_INTJ, at, w); break;
    case DEM_UPOS_NUM: add(r, DEM_CLASS_NUM, at, w); break;
    case DEM_UPOS_PROPN: add(r, DEM_CLASS_NAME, at, w); break;
    case DEM_UPOS_PUNCT: add(r, DEM_CLASS_PUNCT, at, w); break;
    case DEM_UPOS_SCONJ: add(r, DEM_CLASS_SC, at, w); break;
    case DEM_UPOS_SYM: add(r, DEM_CLASS_SYM, at, w); break;
    default: add(r, DEM_CLASS_X, at, w); break;
    }
}

/* Endings of words that are in no table, longest first. */
static const struct {
    dem_str ending;
    struct { dem_class c; uint32_t weight; } reading[4];
} endings[] = {
    {{"ings", 4}, {{DEM_CLASS_NOUNS, 90}}},
    {{"tion", 4}, {{DEM_CLASS_NOUN, 99}}},
    {{"sion", 4}, {{DEM_CLASS_NOUN, 99}}},
    {{"ment", 4}, {{DEM_CLASS_NOUN, 99}}},
    {{"ness", 4}, {{DEM_CLASS_NOUN, 99}}},
    {{"less", 4}, {{DEM_CLASS_ADJ, 99}}},
    {{"able", 4}, {{DEM_CLASS_ADJ, 90}, {DEM_CLASS_NOUN, 9}}},
    {{"ible", 4}, {{DEM_CLASS_ADJ, 99}}},
    {{"ical", 4}, {{DEM_CLASS_ADJ, 95}, {DEM_CLASS_NOUN, 4}}},
    {{"ity", 3}, {{DEM_CLASS_NOUN, 99}}},
    {{"ism", 3}, {{DEM_CLASS_NOUN, 99}}},
    {{"ing", 3}, {{DEM_CLASS_VBG, 60}, {DEM_CLASS_NOUN, 30}, {DEM_CLASS_ADJ, 10}}},
    {{"ous", 3}, {{DEM_CLASS_ADJ, 95}}},
    {{"ful", 3}, {{DEM_CLASS_ADJ, 90}, {DEM_CLASS_NOUN, 9}}},
    {{"ive", 3}, {{DEM_CLASS_ADJ, 80}, {DEM_CLASS_NOUN, 19}}},
    {{"ist", 3}, {{DEM_CLASS_NOUN, 70}, {DEM_CLASS_ADJ, 29}}},
    {{"est", 3}, {{DEM_CLASS_ADJ, 60}, {DEM_CLASS_NOUN, 39}}},
    {{"ed", 2}, {{DEM_CLASS_VBN, 50}, {DEM_CLASS_VBD, 30}, {DEM_CLASS_ADJ, 20}}},
    {{"ly", 2}, {{DEM_CLASS_ADV, 90}, {DEM_CLASS_ADJ, 9}}},
    {{"al", 2}, {{DEM_CLASS_ADJ, 70}, {DEM_CLASS_NOUN, 29}}},
    {{"ic", 2}, {{DEM_CLASS_ADJ, 80}, {DEM_CLASS_NOUN, 19}}},
    {{"er", 2}, {{DEM_CLASS_NOUN, 85}, {DEM_CLASS_ADJ, 8}, {DEM_CLASS_VB, 3}}},
    {{"ss", 2}, {{DEM_CLASS_NOUN, 90}, {DEM_CLASS_ADJ, 5}, {DEM_CLASS_VB, 3}}},
    {{"us", 2}, {{DEM_CLASS_NOUN, 90}, {DEM_CLASS_ADJ, 9}}},
    {{"s", 1}, {{DEM_CLASS_NOUNS, 85}, {DEM_CLASS_VBZ, 10}}},
    {{"", 0}, {{DEM_CLASS_NOUN, 75}, {DEM_CLASS_ADJ, 20}, {DEM_CLASS_VB, 3}, {DEM_CLASS_VBP, 1}}},
};

static void add_by_ending(dem_readings *r, dem_str word, uint32_t weight)
{
    ptrdiff_t i = 0;
    while (!dem_str_ends(word, endings[i].ending) || word.len < endings[i].ending.len + 2)
        if (endings[i].ending.len == 0)
            break;
        else
            i++;
    for (int k = 0; k < DEM_COUNT(endings[i].reading) && endings[i].reading[k].weight; k++)
        add(r, endings[i].reading[k].c, -1, endings[i].reading[k].weight * weight);
}

/* Without letters and digits. */
static void add_sign(dem_readings *r, dem_str s)
{
    static const dem_str stops[] = {{".", 1}, {"?", 1}, {"!", 1}, {";", 1}, {":", 1}};
    static const dem_str symbols[] = {{"$", 1}, {"%", 1}, {"+", 1}, {"=", 1}, {"#", 1}, {"/", 1}, {"<", 1}, {">", 1}, {"@", 1}, {"~", 1}, {"^", 1}, {"*", 1},
                                      {"€", 3}, {"£", 2}, {"¥", 2}, {"§", 2}, {"°", 2}, {"±", 2}, {"×", 2}, {"₽", 3}, {"₴", 3}, {"₹", 3}};
    dem_class c = dem_str_eq(s, DEM_S(",")) ? DEM_CLASS_COMMA : IS_ONE_OF(s, stops) ? DEM_CLASS_STOP : dem_str_eq(s, DEM_S("-")) ? DEM_CLASS_HYPHEN : IS_ONE_OF(s, symbols) ? DEM_CLASS_SYM : DEM_CLASS_PUNCT;
    add(r, c, -1, 100);
}

/* Begins with a digit: 1,200, 2023, 5th, 1990s, 3rd, 155mm. */
static void add_number(dem_readings *r, dem_str fold)
{
    char last = fold.data[fold.len - 1];
    bool digits = last >= '0' && last <= '9';
    if (digits || fold.len == 1)
        add(r, DEM_CLASS_NUM, -1, 100);
    else if (dem_str_ends(fold, DEM_S("th")) || dem_str_ends(fold, DEM_S("st")) || dem_str_ends(fold, DEM_S("nd")) || dem_str_ends(fold, DEM_S("rd")))
        add(r, DEM_CLASS_ADJ, -1, 100);
    else if (last == 's')
        add(r, DEM_CLASS_NOUNS, -1, 100);
    else {
        add(r, DEM_CLASS_NUM, -1, 60);
        add(r, DEM_CLASS_NOUN, -1, 40);
    }
}

/* A capital makes a name likely: surely inside a sentence, hardly at its start, unless a table knows the name. */
static void add_name(const dem_kb *kb, const dem_kb_phrase *p, dem_readings *r, const dem_token *token, dem_case_hint hint, uint32_t known, bool function_word)
{
    bool entity = false, demonym = false;
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_ENTITY); s; s = dem_kb_sense_next(kb, p, s)) {
        demonym = demonym || s->kind == DEM_ALIAS_DEMONYM;
        entity = entity || s->kind != DEM_ALIAS_DEMONYM;
    }
    entity = entity || dem_kb_sense_first(kb, p, DEM_FAM_SURNAME);
    bool weak = hint.headline || (token->flags & DEM_TOKEN_FIRST);
    if (demonym && !dem_str_ends(token->fold, DEM_S("s")))
        add(r, DEM_CLASS_ADJ, -1, 8000);
    if (!known) {
        add(r, DEM_CLASS_NAME, -1, demonym ? 2000 : weak && !entity ? 200 : 10000);
        if (!demonym && !entity)
            add_by_ending(r, token->fold, weak ? 4 : 1);
    } else if (function_word)
        add(r, DEM_CLASS_NAME, -1, token->flags & DEM_TOKEN_UPPER && !hint.headline ? 200 : entity && !weak ? 400 : weak ? 1 : 50);
    else
        add(r, DEM_CLASS_NAME, -1, weak ? (entity ? known * 2 : hint.headline ? known / 2 : known / 12) : known * 60);
}

void dem_tag_readings(const dem_kb *kb, const dem_token *token, dem_case_hint hint, dem_readings *out)
{
    const dem_kb_phrase *p = token->phrase >= 0 ? &kb->phrases[token->phrase] : NULL;
    uint32_t known = 0, rank = 0;
    bool function_word = false;
    out->n = 0;
    /* A sign has no words to be looked up by; its key is empty, and so is nobody's. */
    for (const dem_kb_sense *s = p ? dem_kb_sense_first(kb, p, DEM_FAM_FORM) : NULL; s; s = dem_kb_sense_next(kb, p, s)) {
        const dem_kb_form *f = &kb->forms[s->row];
        uint32_t weight = f->closed ? f->weight >> (rank < 6 ? rank : 6) : f->weight;
        add_form(kb, out, token, s->row, weight ? weight : 1);
        known += weight * 10;
        rank += f->closed;
        function_word = function_word || (f->closed && f->upos != DEM_UPOS_VERB && f->upos != DEM_UPOS_NOUN && f->upos != DEM_UPOS_ADJ && f->upos != DEM_UPOS_NUM);
    }
    if (!(token->flags & DEM_TOKEN_WORD)) {
        if (!out->n)
            add_sign(out, token->fold.len ? token->fold : token->form);
        return;
    }
    if (token->flags & DEM_TOKEN_DIGIT && token->fold.len) {
        add_number(out, token->fold);
        return;
    }
    if (token->flags & DEM_TOKEN_CAPITAL)
        add_name(kb, p, out, token, hint, known, function_word);
    else if (!known)
        add_by_ending(out, token->fold, 1);
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static dem_status stem_and(dem_arena *arena, dem_str word, ptrdiff_t keep, dem_str add_back, dem_str *out)
{
    if (add_back.len == 0) {
        *out = dem_str_cut(word, 0, keep);
        return DEM_OK;
    }
    char *text = dem_arena_alloc(arena, keep + add_back.len);
    if (!text)
        return DEM_NO_MEMORY;
    memcpy(text, word.data, (size_t)keep);
    memcpy(text + keep, add_back.data, (size_t)add_back.len);
    *out = (dem_str){text, keep + add_back.len};
    return DEM_OK;
}

dem_status dem_tag_guess_lemma(dem_arena *arena, const dem_token *token, dem_class c, dem_str *out)
{
    dem_str w = token->fold;
    *out = w;
    if ((c == DEM_CLASS_NOUNS || c == DEM_CLASS_VBZ) && w.len > 3 && w.data[w.len - 1] == 's') {
        if (dem_str_ends(w, DEM_S("ies")) && w.len > 4)
            return stem_and(arena, w, w.len - 3, DEM_S("y"), out);
        bool hissing = dem_str_ends(w, DEM_S("ches")) || dem_str_ends(w, DEM_S("shes")) || dem_str_ends(w, DEM_S("sses")) || dem_str_ends(w, DEM_S("xes"));
        return stem_and(arena, w, w.len - (hissing ? 2 : 1), DEM_S(""), out);
    }
    ptrdiff_t cut = c == DEM_CLASS_VBG && dem_str_ends(w, DEM_S("ing")) ? 3 : (c == DEM_CLASS_VBD || c == DEM_CLASS_VBN) && dem_str_ends(w, DEM_S("ed")) ? 2 : 0;
    if (!cut || w.len - cut < 3)
        return DEM_OK;
    char z = w.data[w.len - cut - 1], y = w.data[w.len - cut - 2], x = w.data[w.len - cut - 3];
    if (z == 'i' && cut == 2)
        return stem_and(arena, w, w.len - 3, DEM_S("y"), out);
    if (z == y && !is_vowel(z) && z != 's' && z != 'l' && z != 'f')
        return stem_and(arena, w, w.len - cut - 1, DEM_S(""), out);
    bool silent = z == 'v' || z == 'c' || z == 'z' || z == 'u' || (z == 's' && y != 's') || (z == 'g' && y != 'n') || (z == 't' && y == 'a') ||
                  (!is_vowel(z) && is_vowel(y) && !is_vowel(x) && z != 'w' && z != 'y' && z != 'x' && z != 'n' && z != 'r' && z != 't' && z != 'l');
    return stem_and(arena, w, w.len - cut, silent ? DEM_S("e") : DEM_S(""), out);
}
