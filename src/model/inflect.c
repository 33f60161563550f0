/* Regular inflection of English, for the word forms that no table lists. */
#include "base/utf8.h"
#include "doc/ud.h"
#include "model/builder.h"

typedef struct {
    char text[80];
    ptrdiff_t len;
} form;

static form join(dem_str lemma, ptrdiff_t keep, const char *suffix)
{
    form f = {.len = 0};
    for (ptrdiff_t i = 0; i < keep; i++)
        f.text[f.len++] = lemma.data[i];
    for (const char *s = suffix; *s; s++)
        f.text[f.len++] = *s;
    return f;
}

static char last(dem_str s, ptrdiff_t back)
{
    return s.len >= back ? s.data[s.len - back] : '\0';
}

/* Plural of a noun, third person of a verb. */
static form add_s(dem_str w)
{
    char z = last(w, 1), y = last(w, 2);
    if (z == 'y' && y && !dem_is_vowel(y))
        return join(w, w.len - 1, "ies");
    if (z == 's' || z == 'x' || z == 'z' || (z == 'h' && (y == 'c' || y == 's')))
        return join(w, w.len, "es");
    if (z == 'o' && y && !dem_is_vowel(y))
        return join(w, w.len, "es");
    return join(w, w.len, "s");
}

/* True if the last consonant may double: consonant, vowel, consonant at the end. */
static bool may_double(dem_str w)
{
    char z = last(w, 1);
    return w.len >= 3 && !dem_is_vowel(z) && z != 'w' && z != 'x' && z != 'y' && z != 'h' && dem_is_vowel(last(w, 2)) && !dem_is_vowel(last(w, 3));
}

static int vowel_groups(dem_str w)
{
    int n = 0;
    for (ptrdiff_t i = 0; i < w.len; i++) {
        bool here = dem_is_vowel(w.data[i]) || w.data[i] == 'y', before = i > 0 && (dem_is_vowel(w.data[i - 1]) || w.data[i - 1] == 'y');
        n += here && !before;
    }
    return n;
}

/* "ed", "ing", "er", "est" after their rules; `doubled` asks for the double consonant. */
static form add_suffix(dem_str w, const char *suffix, bool doubled)
{
    char z = last(w, 1), y = last(w, 2), copy[2] = {z, '\0'};
    bool vowel_suffix = suffix[0] == 'e';
    if (z == 'e' && vowel_suffix)
        return join(w, w.len, suffix + 1);
    if (z == 'e' && y == 'i' && suffix[0] == 'i') {
        form f = join(w, w.len - 2, "y");
        return join((dem_str){f.text, f.len}, f.len, suffix);
    }
    if (z == 'e' && suffix[0] == 'i' && y != 'e' && y != 'o' && y != 'y')
        return join(w, w.len - 1, suffix);
    if (z == 'y' && y && !dem_is_vowel(y) && vowel_suffix) {
        form f = join(w, w.len - 1, "i");
        return join((dem_str){f.text, f.len}, f.len, suffix);
    }
    if (doubled) {
        form f = join(w, w.len, copy);
        return join((dem_str){f.text, f.len}, f.len, suffix);
    }
    return join(w, w.len, suffix);
}

static dem_status add_form(dem_builder *b, dem_str text, dem_id lemma, int upos, uint32_t feats, uint32_t weight)
{
    dem_kb_form *row = dem_push(b->arena, &b->forms);
    if (!row)
        return DEM_NO_MEMORY;
    *row = (dem_kb_form){lemma, (uint32_t)upos, feats, weight, 0};
    return dem_build_phrase(b, text, (dem_kb_sense){.family = DEM_FAM_FORM, .row = (uint32_t)b->forms.len - 1});
}

/* Irregular forms were read before: a lemma that has one with these features gets no regular one beside it. */
static bool has_irregular(const dem_builder *b, dem_id lemma, int upos, uint32_t feats)
{
    for (ptrdiff_t i = 0; i < b->forms.len && b->forms.at[i].closed; i++)
        if (b->forms.at[i].lemma == lemma && b->forms.at[i].upos == (uint32_t)upos && (b->forms.at[i].feats & feats))
            return true;
    return false;
}

static dem_status add_verb(dem_builder *b, dem_str w, dem_id lemma, uint32_t weight)
{
    bool doubles = may_double(w), one_syllable = vowel_groups(w) == 1;
    form s = add_s(w), ing = add_suffix(w, "ing", doubles && one_syllable), ed = add_suffix(w, "ed", doubles && one_syllable);
    DEM_TRY(add_form(b, w, lemma, DEM_UPOS_VERB, DEM_FEAT_INF, weight));
    DEM_TRY(add_form(b, (dem_str){s.text, s.len}, lemma, DEM_UPOS_VERB, DEM_FEAT_PRES | DEM_FEAT_FIN | DEM_FEAT_P3 | DEM_FEAT_SING, weight));
    DEM_TRY(add_form(b, (dem_str){ing.text, ing.len}, lemma, DEM_UPOS_VERB, DEM_FEAT_PRES | DEM_FEAT_PART, weight));
    if (!has_irregular(b, lemma, DEM_UPOS_VERB, DEM_FEAT_PAST))
        DEM_TRY(add_form(b, (dem_str){ed.text, ed.len}, lemma, DEM_UPOS_VERB, DEM_FEAT_PAST | DEM_FEAT_FIN | DEM_FEAT_PART, weight));
    if (doubles && !one_syllable) { /* the stress decides, and spelling does not show it: both are accepted */
        ing = add_suffix(w, "ing", true);
        ed = add_suffix(w, "ed", true);
        DEM_TRY(add_form(b, (dem_str){ing.text, ing.len}, lemma, DEM_UPOS_VERB, DEM_FEAT_PRES | DEM_FEAT_PART, weight));
        if (!has_irregular(b, lemma, DEM_UPOS_VERB, DEM_FEAT_PAST))
            DEM_TRY(add_form(b, (dem_str){ed.text, ed.len}, lemma, DEM_UPOS_VERB, DEM_FEAT_PAST | DEM_FEAT_FIN | DEM_FEAT_PART, weight));
    }
    return DEM_OK;
}

static dem_status add_adjective(dem_builder *b, dem_str w, dem_id lemma, uint32_t weight)
{
    DEM_TRY(add_form(b, w, lemma, DEM_UPOS_ADJ, 0, weight));
    int syllables = vowel_groups(w);
    bool grades = syllables == 1 || (syllables == 2 && (last(w, 1) == 'y' || (last(w, 1) == 'e' && last(w, 2) == 'l')));
    if (!grades || w.len < 3 || has_irregular(b, lemma, DEM_UPOS_ADJ, DEM_FEAT_CMP))
        return DEM_OK;
    form er = add_suffix(w, "er", may_double(w)), est = add_suffix(w, "est", may_double(w));
    DEM_TRY(add_form(b, (dem_str){er.text, er.len}, lemma, DEM_UPOS_ADJ, DEM_FEAT_CMP, weight / 8 + 1));
    return add_form(b, (dem_str){est.text, est.len}, lemma, DEM_UPOS_ADJ, DEM_FEAT_SUP, weight / 8 + 1);
}

dem_status dem_build_word(dem_builder *b, dem_str w, int upos, uint32_t weight)
{
    dem_id lemma;
    if (w.len == 0 || w.len > 60)
        return DEM_OK;
    DEM_TRY(dem_build_string(b, w, &lemma));
    if (upos == DEM_UPOS_VERB)
        return add_verb(b, w, lemma, weight);
    if (upos == DEM_UPOS_ADJ)
        return add_adjective(b, w, lemma, weight);
    if (upos != DEM_UPOS_NOUN)
        return add_form(b, w, lemma, upos, 0, weight);
    DEM_TRY(add_form(b, w, lemma, upos, DEM_FEAT_SING, weight));
    if (has_irregular(b, lemma, upos, DEM_FEAT_PLUR))
        return DEM_OK;
    form plural = add_s(w);
    return add_form(b, (dem_str){plural.text, plural.len}, lemma, upos, DEM_FEAT_PLUR, weight);
}
