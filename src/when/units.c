#include "when/when_internal.h"

static const dem_kb_unit *unit_named(const dem_timer *w, dem_str text)
{
    const dem_kb_sense *s = text.len ? dem_kb_sense_first(w->kb, dem_kb_find_text(w->kb, text), DEM_FAM_UNIT) : NULL;
    return s ? &w->kb->units[s->row] : NULL;
}

/* Signs have no letters, so no phrase of their own ("US$" would be found as "us"): they are compared as they stand. */
static bool is_sign(dem_str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++)
        if (text.data[i] == '$' || (text.data[i] & 0x80) || text.data[i] == '%')
            return true;
    return false;
}

static const dem_kb_unit *sign_named(const dem_timer *w, dem_str text)
{
    for (uint32_t k = 0; k < w->kb->n_units; k++)
        if (dem_str_eq(dem_kb_str(w->kb, w->kb->units[k].phrase), text))
            return &w->kb->units[k];
    return NULL;
}

/* $, US$, €, %, written as one token or two. */
static int32_t sign_at(const dem_timer *w, int32_t i, const dem_kb_unit **unit)
{
    char text[16];
    *unit = NULL;
    if (!dem_in(i, w->first, w->end))
        return i;
    dem_str fold = dem_when_token(w, i)->fold;
    if (is_sign(fold) && (*unit = sign_named(w, fold)) != NULL)
        return i + 1;
    bool before = fold.len <= 4 && (dem_when_token(w, i)->flags & DEM_TOKEN_CAPITAL) && dem_when_is(w, i + 1, "$");
    ptrdiff_t n = 0;
    for (ptrdiff_t k = 0; k < fold.len && before; k++)
        if (fold.data[k] != '.')
            text[n++] = fold.data[k];
    if (!before)
        return i;
    text[n++] = '$';
    *unit = sign_named(w, (dem_str){text, n});
    return *unit ? i + 2 : i;
}

/* A currency before its figure: "$5", "US$ 5", "EUR 300". */
int32_t dem_when_currency_before(const dem_timer *w, int32_t i, const dem_kb_unit **unit)
{
    int32_t next = sign_at(w, i, unit);
    if (next == i && dem_in(i, w->first, w->end) && (dem_when_token(w, i)->flags & DEM_TOKEN_CAPITAL) && dem_when_token(w, i)->fold.len <= 3 &&
        i + 1 < w->end && (dem_when_token(w, i + 1)->flags & DEM_TOKEN_DIGIT)) {
        *unit = unit_named(w, dem_when_token(w, i)->fold);
        next += *unit != NULL && !is_sign(dem_kb_str(w->kb, (*unit)->phrase));
    }
    if (next > i && dem_str_eq(dem_kb_str(w->kb, (*unit)->kind), DEM_S("currency")))
        return next;
    *unit = NULL;
    return i;
}

void dem_when_set_unit(const dem_timer *w, const dem_kb_unit *unit, dem_quantity *q)
{
    q->unit = dem_kb_str(w->kb, unit->unit);
    q->unit_kind = dem_kb_str(w->kb, unit->kind);
}

/* A unit of up to three words behind the figure: "euros", "per cent", "US dollars", "square kilometres". */
int32_t dem_when_unit_behind(const dem_timer *w, int32_t i, dem_quantity *q)
{
    enum { LONGEST = 3 };
    uint64_t h = DEM_HASH_START;
    const dem_kb_unit *found;
    int32_t longest = sign_at(w, i, &found);
    if (longest > i) {
        dem_when_set_unit(w, found, q);
        return longest;
    }
    for (int32_t t = i; t < w->end && t < i + LONGEST; t++) {
        const dem_token *token = dem_when_token(w, t);
        dem_str forms[] = {token->fold, token->lemma};
        for (ptrdiff_t k = 0; k < DEM_COUNT(forms); k++) {
            uint64_t with = forms[k].len ? dem_kb_step(h, forms[k]) : h;
            const dem_kb_sense *s = with == h ? NULL : dem_kb_sense_first(w->kb, dem_kb_find(w->kb, with), DEM_FAM_UNIT);
            bool initial = token->fold.len == 1 && (token->flags & DEM_TOKEN_CAPITAL); /* T-72 */
            if (s && !is_sign(dem_kb_str(w->kb, w->kb->units[s->row].phrase)) && token->upos != DEM_UPOS_AUX && !initial) {
                dem_when_set_unit(w, &w->kb->units[s->row], q);
                longest = t + 1;
            }
        }
        h = dem_kb_step(h, token->fold);
    }
    return longest;
}

bool dem_when_is_plural(const dem_token *t)
{
    return (t->feats & DEM_FEAT_PLUR) || !dem_str_eq(t->fold, t->lemma);
}

/* "Ukrainians", "Chinese": people named by their country. */
bool dem_when_is_people_of(const dem_timer *w, int32_t i)
{
    const dem_token *t = dem_when_token(w, i);
    const dem_kb_phrase *p = t->phrase < 0 ? NULL : &w->kb->phrases[t->phrase];
    if (!(t->flags & DEM_TOKEN_CAPITAL))
        return false;
    for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_ENTITY); s; s = dem_kb_sense_next(w->kb, p, s))
        if (s->kind == DEM_ALIAS_DEMONYM)
            return true;
    return false;
}

static bool is_role(const dem_timer *w, dem_str lemma)
{
    const dem_kb_phrase *p = lemma.len ? dem_kb_find_text(w->kb, lemma) : NULL;
    for (const dem_kb_sense *s = dem_kb_sense_first(w->kb, p, DEM_FAM_ROLE); s; s = dem_kb_sense_next(w->kb, p, s))
        if (w->kb->roles[s->row].kind != DEM_ROLE_BODY)
            return true;
    return false;
}

/* What stands between a figure and the noun it counts: adjectives, participles, names, nouns before nouns, and hyphens with what they tie. */
static bool modifies(const dem_timer *w, int32_t t)
{
    static const char *const quantifiers[] = {"more", "other", "additional", "extra", "further", "such", "new"};
    int upos = dem_when_upos(w, t);
    bool tied = dem_when_dash(w, t) || (dem_when_dash(w, t - 1) && (dem_when_token(w, t)->flags & DEM_TOKEN_WORD)) || dem_when_dash(w, t + 1);
    bool number = upos == DEM_UPOS_NUM && (dem_when_upos(w, t - 1) == DEM_UPOS_PROPN || dem_when_is(w, t + 1, "mm")); /* Leopard 2 tanks, 155 mm shells */
    bool joint = dem_when_is(w, t, "and") && dem_when_upos(w, t - 1) == DEM_UPOS_ADJ && dem_when_upos(w, t + 1) == DEM_UPOS_ADJ;
    bool participle = upos == DEM_UPOS_VERB && (dem_when_token(w, t)->feats & (DEM_FEAT_PART | DEM_FEAT_GER));
    return upos == DEM_UPOS_ADJ || upos == DEM_UPOS_PROPN || upos == DEM_UPOS_NOUN || tied || number || joint || participle || DEM_WHEN_ONE_OF(w, t, quantifiers);
}

static bool ends_phrase(const dem_timer *w, int32_t t)
{
    dem_str unused;
    return dem_when_word(w, t, "weekday", &unused) || dem_when_word(w, t, "month", &unused) || dem_when_word(w, t, "day", &unused) ||
           dem_when_word(w, t, "direction", &unused);
}

/* The noun that is counted, to the right of its figure; -1 if there is none. */
int32_t dem_when_counted_noun(const dem_timer *w, int32_t i)
{
    enum { LOOK_AHEAD = 12 };
    static const char *const owners[] = {"the", "its", "his", "her", "their", "our", "these", "those"};
    int32_t noun = -1, name = -1;
    if (dem_when_is(w, i, "of")) {
        i++;
        i += DEM_WHEN_ONE_OF(w, i, owners);
    }
    for (int32_t t = i; t < w->end && t < i + LOOK_AHEAD && modifies(w, t) && !ends_phrase(w, t); t++) {
        int upos = dem_when_upos(w, t);
        if (noun >= 0 && upos != DEM_UPOS_NOUN && !dem_when_dash(w, t) && !dem_when_dash(w, t - 1))
            break;
        if (upos == DEM_UPOS_NOUN && !dem_when_dash(w, t + 1)) {
            noun = t;
            if (dem_when_is_plural(dem_when_token(w, t)))
                break;
        }
        if (dem_when_is_people_of(w, t))
            name = t;
    }
    return noun >= 0 ? noun : name;
}

/* The unit of a counted noun: its own, that of the two words ("fighter jets"), people for roles, else its lemma. */
void dem_when_set_counted(const dem_timer *w, int32_t head, dem_quantity *q)
{
    char text[80];
    const dem_token *t = dem_when_token(w, head);
    const dem_kb_unit *unit = NULL;
    if (head > w->first && t->lemma.len + dem_when_token(w, head - 1)->fold.len < (ptrdiff_t)sizeof text - 1) {
        dem_str before = dem_when_token(w, head - 1)->fold;
        memcpy(text, before.data, (size_t)before.len);
        text[before.len] = ' ';
        memcpy(text + before.len + 1, t->lemma.data, (size_t)t->lemma.len);
        unit = unit_named(w, (dem_str){text, before.len + 1 + t->lemma.len});
    }
    if (!unit)
        unit = unit_named(w, t->lemma);
    q->unit = t->lemma;
    q->unit_kind = (dem_str){0};
    if ((t->flags & DEM_TOKEN_DIGIT) && head - 2 >= w->first) { /* T-72s: no word alone */
        dem_span span = {dem_when_token(w, head - 2)->span.start, t->span.end};
        q->unit = dem_doc_slice(w->doc, w->doc->sentences.at[w->sentence].field, span);
        q->unit.len -= dem_str_ends(q->unit, DEM_S("s"));
        return;
    }
    if (unit && !is_sign(dem_kb_str(w->kb, unit->phrase))) {
        dem_when_set_unit(w, unit, q);
    } else if (dem_when_is_people_of(w, head) || is_role(w, t->lemma)) {
        q->unit = DEM_S("person");
        q->unit_kind = DEM_S("people");
    }
}
