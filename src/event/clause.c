#include "event/event_internal.h"

bool dem_form_has_cue(const dem_coding *c, int32_t token, const char *kind)
{
    int32_t row = c->doc->tokens.at[token].phrase;
    return row >= 0 && dem_kb_has_cue(c->kb, &c->kb->phrases[row], dem_str_of(kind));
}

/* Two words are a cue of this kind together. */
static bool pair_has_cue(const dem_coding *c, dem_str first, int32_t second, const char *kind)
{
    if (second < 0 || second >= c->end)
        return false;
    uint64_t h = dem_kb_step(dem_kb_step(DEM_HASH_START, first), c->doc->tokens.at[second].fold);
    return dem_kb_has_cue(c->kb, dem_kb_find(c->kb, h), dem_str_of(kind));
}

bool dem_phrase_has_cue(const dem_coding *c, int32_t verb, const char *kind)
{
    dem_str lemma = c->doc->tokens.at[verb].lemma;
    return dem_has_cue(c, verb, kind) || pair_has_cue(c, lemma, verb + 1, kind) || pair_has_cue(c, lemma, dem_tree_child(c, verb, DEM_REL_compound_prt), kind);
}

/* "not", but not in "not only". */
static bool negates(const dem_coding *c, int32_t token)
{
    return dem_has_cue(c, token, "negation") && !(token + 1 < c->end && dem_has_cue(c, token + 1, "focus"));
}

/* "nobody", "no donor", "neither Peru nor Chile", "not one of them"; "not all of them" leaves some. */
static bool is_nobody(const dem_coding *c, int32_t noun)
{
    const dem_token *tokens = c->doc->tokens.at;
    if ((tokens[noun].upos == DEM_UPOS_PRON || tokens[noun].upos == DEM_UPOS_DET) && dem_has_cue(c, noun, "negation"))
        return true;
    for (int32_t k = c->first_child[noun]; k >= 0 && k < noun; k = c->next_sibling[k]) {
        uint8_t rel = tokens[k].rel;
        if ((rel == DEM_REL_det || rel == DEM_REL_det_predet || rel == DEM_REL_cc_preconj) && negates(c, k))
            return true;
        bool of_one = tokens[k + 1].upos == DEM_UPOS_NUM || dem_str_eq(tokens[k + 1].fold, DEM_S("a"));
        if (rel == DEM_REL_advmod && of_one && negates(c, k))
            return true;
    }
    return false;
}

/* "has yet to sign", "is yet to sign" */
static bool is_still_to_come(const dem_coding *c, int32_t token)
{
    return token + 1 < c->end && dem_has_cue(c, token, "pending") && dem_str_eq(c->doc->tokens.at[token + 1].fold, DEM_S("to"));
}

bool dem_clause_negated(const dem_coding *c, int32_t verb)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        switch (c->doc->tokens.at[k].rel) {
        case DEM_REL_advmod:
            if (is_still_to_come(c, k) || (k > c->first && pair_has_cue(c, c->doc->tokens.at[k - 1].fold, k, "negation"))) /* no longer */
                return true;
            /* fall through */
        case DEM_REL_det: case DEM_REL_aux: case DEM_REL_cc_preconj: case DEM_REL_cc: case DEM_REL_dep:
            if (negates(c, k))
                return true;
            break;
        case DEM_REL_nsubj: case DEM_REL_nsubj_pass: case DEM_REL_obj:
            if (is_nobody(c, k))
                return true;
            break;
        case DEM_REL_obl: /* "asked for nothing" */
            if (c->doc->tokens.at[k].upos == DEM_UPOS_PRON && dem_has_cue(c, k, "negation"))
                return true;
            break;
        default: break;
        }
    }
    return false;
}

static bool asks(const dem_coding *c)
{
    for (int32_t i = c->end - 1; i >= c->first && c->doc->tokens.at[i].upos == DEM_UPOS_PUNCT; i--)
        if (dem_str_eq(c->doc->tokens.at[i].fold, DEM_S("?")))
            return true;
    return false;
}

bool dem_clause_inverted(const dem_coding *c, int32_t verb)
{
    const dem_token *tokens = c->doc->tokens.at;
    for (int32_t k = c->first_child[verb]; k >= 0 && k < verb; k = c->next_sibling[k]) {
        uint8_t rel = tokens[k].rel;
        if (rel == DEM_REL_mark || rel == DEM_REL_nsubj || rel == DEM_REL_nsubj_pass)
            return false;
        if ((rel == DEM_REL_aux || rel == DEM_REL_cop || rel == DEM_REL_aux_pass) && dem_form_has_cue(c, k, "inversion")) {
            int32_t subject = dem_tree_child(c, verb, DEM_REL_nsubj);
            return (subject < 0 ? dem_tree_child(c, verb, DEM_REL_nsubj_pass) : subject) > k && !asks(c);
        }
    }
    return false;
}

static bool has_form(const dem_coding *c, int32_t verb, int rel, const char *form)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == rel && dem_str_eq(c->doc->tokens.at[k].fold, dem_str_of(form)))
            return true;
    return false;
}

static bool reports_past(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    return t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_PAST) && (dem_verb_kind(c, verb) & DEM_VERB_CLAUSE) != 0;
}

bool dem_clause_reported(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->head >= 0 && (t->rel == DEM_REL_ccomp || t->rel == DEM_REL_parataxis) && reports_past(c, t->head))
        return true;
    int32_t k = dem_tree_child(c, verb, DEM_REL_parataxis);
    return k >= 0 && reports_past(c, k);
}

/* The sentence begins with "Were", though the parser did not see a clause of its own: "Were the talks to fail, Egypt would close the border". */
static bool sentence_inverted(const dem_coding *c, int32_t verb)
{
    const dem_token *tokens = c->doc->tokens.at;
    int32_t first = c->first;
    while (first < verb && tokens[first].upos == DEM_UPOS_PUNCT)
        first++;
    if (first >= verb || tokens[first].upos != DEM_UPOS_AUX || !dem_form_has_cue(c, first, "inversion"))
        return false;
    for (int32_t k = dem_tree_child(c, verb, DEM_REL_aux); k > first + 1; k--) /* the auxiliary behind the comma */
        if (dem_str_eq(tokens[k].fold, DEM_S(",")))
            return !asks(c);
    return false;
}

static void read_modal(const dem_coding *c, int32_t verb, int32_t k, dem_mood *mood)
{
    if (dem_has_cue(c, k, "future"))
        mood->future = true;
    if (dem_has_cue(c, k, "possible")) {
        mood->possible = true;
        mood->hedge = k;
    }
    if (!dem_has_cue(c, k, "hypothetical"))
        return;
    if (dem_has_cue(c, k, "reported") && !has_form(c, verb, DEM_REL_aux, "have") && dem_clause_reported(c, verb)) /* "said it would send"; "would have sent" did not */
        mood->future = true;
    else
        mood->hypothetical = true;
}

static void read_adverb(const dem_coding *c, int32_t k, dem_mood *mood)
{
    if (dem_has_cue(c, k, "possible")) {
        mood->possible = true;
        mood->hedge = k;
    }
    if (dem_has_cue(c, k, "hypothetical"))
        mood->hypothetical = true;
    if (dem_has_cue(c, k, "hedge") || dem_has_cue(c, k, "probable")) {
        mood->probable = true;
        mood->hedge = k;
    }
}

/* "if", "in case" */
static bool is_if(const dem_coding *c, int32_t mark)
{
    return dem_form_has_cue(c, mark, "condition") || pair_has_cue(c, c->doc->tokens.at[mark].fold, mark + 1, "condition");
}

/* "if the parliament agrees", "provided that it does", "Should it agree": a clause that is a condition of the one above. */
static bool is_condition(const dem_coding *c, int32_t clause)
{
    int32_t mark = dem_tree_child(c, clause, DEM_REL_mark);
    if (c->doc->tokens.at[clause].rel != DEM_REL_conj && dem_clause_inverted(c, clause))
        return true;
    if (mark >= 0)
        return is_if(c, mark);
    return dem_form_has_cue(c, clause, "proviso") && dem_tree_child(c, clause, DEM_REL_ccomp) >= 0;
}

static void set_condition(int32_t clause, dem_mood *mood)
{
    mood->conditional = true;
    mood->condition = clause;
}

void dem_clause_read(const dem_coding *c, int32_t verb, dem_mood *mood)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->rel == DEM_REL_parataxis && t->head >= 0 && t->head < verb && dem_clause_inverted(c, t->head)) /* which of the two is the root is a matter of taste */
        set_condition(t->head, mood);
    if (sentence_inverted(c, verb))
        mood->conditional = true;
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        switch (c->doc->tokens.at[k].rel) {
        case DEM_REL_aux: read_modal(c, verb, k, mood); break;
        case DEM_REL_advmod: read_adverb(c, k, mood); break;
        case DEM_REL_advcl: case DEM_REL_conj: case DEM_REL_parataxis:
            if (is_condition(c, k))
                set_condition(k, mood);
            break;
        case DEM_REL_cop: /* "is to meet" */
            if ((t->feats & DEM_FEAT_INF) && dem_tree_child(c, verb, DEM_REL_mark) > k && !dem_has_cue(c, k + 1, "pending"))
                mood->future = true;
            break;
        default: break;
        }
    }
}

void dem_clause_mark(const dem_coding *c, int32_t verb, dem_mood *mood)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    for (int32_t k = c->first_child[verb]; k >= 0 && k < verb; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        if (rel == DEM_REL_aux || rel == DEM_REL_nsubj) /* "has since sued" */
            break;
        if (rel != DEM_REL_mark && rel != DEM_REL_case)
            continue;
        if (dem_has_cue(c, k, "negation")) /* without agreeing */
            mood->negated = !mood->negated;
        if (dem_form_has_cue(c, k, "question") && (t->rel == DEM_REL_ccomp || t->rel == DEM_REL_csubj || !is_if(c, k)))
            mood->hypothetical = true;
        else if (is_if(c, k) && has_form(c, verb, DEM_REL_aux, "had")) /* it did not */
            mood->hypothetical = true;
        else if (is_if(c, k))
            mood->conditional = true;
        if (dem_has_cue(c, k, "historical"))
            mood->historical = true;
    }
    if (!dem_clause_inverted(c, verb))
        return;
    if (has_form(c, verb, DEM_REL_aux, "had"))
        mood->hypothetical = true;
    else
        mood->conditional = true;
}
