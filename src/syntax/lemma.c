/* Lemmas: as the treebanks have them for this form and tag, else from the table of word forms, else by the rules of English inflection. */
#include "syntax/syntax_internal.h"

#include "syntax/features.h"

static dem_str learned(const dem_weights *w, dem_str form, uint32_t tag)
{
    uint32_t key = dem_lemma_key(form, tag), lemma;
    for (uint32_t at = key & w->lemma_mask; (lemma = w->lemmas[at].lemma) != 0; at = (at + 1) & w->lemma_mask)
        if (w->lemmas[at].form == key)
            return (dem_str){w->strings + w->string_at[lemma], (ptrdiff_t)(w->string_at[lemma + 1] - w->string_at[lemma])};
    return DEM_S("");
}

static int bits(uint32_t v)
{
    return __builtin_popcount(v);
}

/* "found" as an infinitive is no form of "find". */
static bool contradict(uint32_t form, uint32_t token)
{
    return (form & DEM_FEAT_PAST) && !(token & DEM_FEAT_PAST) && (token & (DEM_FEAT_INF | DEM_FEAT_PRES | DEM_FEAT_IMP));
}

/* The row of the table of forms with this part of speech whose features agree best; NULL. */
static const dem_kb_form *find_form(const dem_kb *kb, const dem_token *t)
{
    const dem_kb_phrase *p = t->phrase >= 0 ? &kb->phrases[t->phrase] : NULL;
    const dem_kb_form *best = NULL;
    int most = 0;
    for (const dem_kb_sense *s = p ? dem_kb_sense_first(kb, p, DEM_FAM_FORM) : NULL; s; s = dem_kb_sense_next(kb, p, s)) {
        const dem_kb_form *f = &kb->forms[s->row];
        int agree = 64 + 2 * bits(f->feats & t->feats) - bits(f->feats & ~t->feats);
        if (f->upos == t->upos && !contradict(f->feats, t->feats) && agree > most) {
            best = f;
            most = agree;
        }
    }
    return best;
}

static bool ends(dem_str s, const char *suffix)
{
    return dem_str_ends(s, dem_str_of(suffix));
}

static dem_status join(dem_arena *arena, dem_str word, ptrdiff_t keep, const char *more, dem_str *out)
{
    *out = dem_str_cut(word, 0, keep);
    ptrdiff_t len = (ptrdiff_t)strlen(more);
    if (!len)
        return DEM_OK;
    char *text = dem_arena_alloc(arena, keep + len);
    if (!text)
        return DEM_NO_MEMORY;
    memcpy(text, word.data, (size_t)keep);
    memcpy(text + keep, more, (size_t)len);
    *out = (dem_str){text, keep + len};
    return DEM_OK;
}

/* Without the -s of a plural or of the third person. */
static dem_status without_s(dem_arena *arena, dem_str w, dem_str *out)
{
    if (ends(w, "ies") && w.len > 4)
        return join(arena, w, w.len - 3, "y", out);
    bool hissing = ends(w, "ches") || ends(w, "shes") || ends(w, "sses") || ends(w, "xes");
    return join(arena, w, w.len - (hissing ? 2 : 1), "", out);
}

/* Without -ed, -ing, -er or -est: a doubled consonant loses one, a silent e comes back. */
static dem_status without_ending(dem_arena *arena, dem_str w, ptrdiff_t ending, dem_str *out)
{
    ptrdiff_t keep = w.len - ending;
    char z = w.data[keep - 1], y = w.data[keep - 2], x = w.data[keep - 3];
    if (z == 'i' && !ends(w, "ing"))
        return join(arena, w, keep - 1, "y", out);
    if (z == y && z >= 'a' && z <= 'z' && !dem_is_vowel(z) && z != 's' && z != 'l' && z != 'f')
        return join(arena, w, keep - 1, "", out);
    bool silent = z == 'v' || z == 'c' || z == 'z' || z == 'u' || (z == 's' && y != 's') || (z == 'g' && y != 'n') || (z == 't' && y == 'a') ||
                  (!dem_is_vowel(z) && dem_is_vowel(y) && !dem_is_vowel(x) && z != 'w' && z != 'y' && z != 'x' && z != 'n' && z != 'r' && z != 't' && z != 'l');
    return join(arena, w, keep, silent ? "e" : "", out);
}

/* A name keeps its capital, or gets it, and loses the -s of a plural: "the Americans", "the Marshall Islands". */
static dem_status name_lemma(dem_arena *arena, const dem_token *t, dem_str *out)
{
    bool plural = (t->feats & DEM_FEAT_PLUR) && t->form.len > 3 && ends(t->form, "s");
    *out = t->form;
    if (plural)
        DEM_TRY(without_s(arena, t->form, out));
    for (ptrdiff_t i = 0; i < out->len; i++) /* an address has other signs, and stays */
        if (out->data[i] < 'a' || out->data[i] > 'z')
            return DEM_OK;
    char *text = dem_arena_alloc(arena, out->len + 1);
    if (!text)
        return DEM_NO_MEMORY;
    memcpy(text, out->data, (size_t)out->len);
    if (out->len)
        text[0] = (char)(text[0] - 'a' + 'A');
    *out = (dem_str){text, out->len};
    return DEM_OK;
}

/* How many bytes of a regular ending the features of the word explain; 0 if none. */
static ptrdiff_t regular_ending(const dem_token *t)
{
    bool verb = t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_AUX, degrees = t->upos == DEM_UPOS_ADJ || t->upos == DEM_UPOS_ADV;
    if (verb && (t->feats & (DEM_FEAT_GER | DEM_FEAT_PART)) && ends(t->fold, "ing"))
        return 3;
    if (verb && (t->feats & (DEM_FEAT_PAST | DEM_FEAT_PART)) && ends(t->fold, "ed"))
        return 2;
    if (degrees && (t->feats & DEM_FEAT_CMP) && ends(t->fold, "er"))
        return 2;
    return degrees && (t->feats & DEM_FEAT_SUP) && ends(t->fold, "est") ? 3 : 0;
}

enum { SHORT_FORM = 4 }; /* a noun of so few letters, all capitals, is short for something: TV, NGO */

static dem_status by_rule(dem_arena *arena, const dem_token *t, dem_str *out)
{
    dem_str w = t->fold;
    if (t->upos == DEM_UPOS_PROPN || w.len == 0)
        return name_lemma(arena, t, out);
    if (t->upos == DEM_UPOS_NOUN && (t->flags & DEM_TOKEN_UPPER) && t->form.len <= SHORT_FORM) {
        *out = t->form;
        return DEM_OK;
    }
    *out = w;
    bool verb = t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_AUX;
    bool plural = t->upos == DEM_UPOS_NOUN && (t->feats & DEM_FEAT_PLUR), third = verb && (t->feats & DEM_FEAT_PRES) && (t->feats & DEM_FEAT_P3);
    if ((plural || third) && w.len > 3 && ends(w, "s"))
        return without_s(arena, w, out);
    ptrdiff_t ending = regular_ending(t);
    return ending && w.len - ending >= 3 ? without_ending(arena, w, ending, out) : DEM_OK;
}

/* The treebanks have mistakes too: "fled" is no form of "flead", which is no verb. */
static bool is_verb(const dem_kb *kb, dem_str lemma)
{
    const dem_kb_phrase *p = dem_kb_find_text(kb, lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_FORM); s; s = dem_kb_sense_next(kb, p, s))
        if (kb->forms[s->row].upos == DEM_UPOS_VERB)
            return true;
    return false;
}

dem_status dem_syntax_lemma(dem_arena *arena, const dem_kb *kb, const dem_weights *weights, const dem_token *t, uint32_t tag, dem_str *out)
{
    *out = learned(weights, t->form, tag);
    if (!out->len && t->upos != DEM_UPOS_PROPN)
        *out = learned(weights, t->fold, tag);
    bool doubtful = out->len && t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_PAST) && !is_verb(kb, *out);
    if (out->len && !doubtful)
        return DEM_OK;
    const dem_kb_form *f = find_form(kb, t);
    if (!f && out->len)
        return DEM_OK;
    if (f) {
        *out = dem_kb_str(kb, f->lemma);
        return DEM_OK;
    }
    return by_rule(arena, t, out);
}
