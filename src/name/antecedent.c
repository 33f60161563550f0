/* Who a pronoun stands for: a sieve over what was named before, in the manner of Lee et al. (2013), without learning. */
#include "base/utf8.h"
#include "name/name_internal.h"

enum { LEAST = -4 }; /* below what salience gives a person */

static void remember(name_recent *r, int32_t mention)
{
    if (r->count == NAME_RECENT) {
        memmove(r->at, r->at + 1, (NAME_RECENT - 1) * sizeof r->at[0]);
        r->count--;
    }
    r->at[r->count++] = mention;
}

static bool is_subject(const namer *n, const dem_mention *m)
{
    const dem_token *head = dem_name_token(n, m->head);
    if (head->rel == DEM_REL_nmod && head->head >= 0 && dem_name_word(WORDS_MANY, dem_name_token(n, head->head)->lemma))
        head = dem_name_token(n, head->head); /* "hundreds of farmers" */
    if (head->rel == DEM_REL_dep && m->end < n->doc->tokens.len) /* unattached: what stands before a verb */
        return dem_name_token(n, m->end)->upos == DEM_UPOS_VERB || dem_name_token(n, m->end)->upos == DEM_UPOS_AUX;
    return dem_name_subject(head) || head->rel == DEM_REL_obl_agent;
}

/* Has the verb a subject near it? */
static bool has_subject(const namer *n, int32_t sentence, int32_t verb)
{
    enum { NEAR = 12 };
    const dem_sentence *s = &n->doc->sentences.at[sentence];
    for (int32_t t = verb - NEAR > s->first ? verb - NEAR : s->first; t < s->first + s->count && t <= verb + NEAR; t++)
        if (dem_name_token(n, t)->head == verb && dem_name_subject(dem_name_token(n, t)))
            return true;
    return false;
}

/* "Zelensky thanked him": an object is never the subject of its own verb. */
static bool clashes(const namer *n, const dem_mention *pronoun, const dem_mention *candidate)
{
    const dem_token *p = dem_name_token(n, pronoun->head), *c = dem_name_token(n, candidate->head);
    bool possessive = p->rel == DEM_REL_nmod_poss || p->feats & DEM_FEAT_POSS;
    bool along = pronoun->head > 0 && dem_name_is(p - 1, "with"); /* "he took it with him" */
    if (possessive || along || dem_name_word(WORDS_SELF, p->fold) || p->head < 0 || p->head == candidate->head)
        return false;
    enum { CLIMB = 4 };
    int32_t verb = p->head;
    for (int i = 0; i < CLIMB && verb >= 0 && verb != c->head; i++) { /* "the president hopes to meet him" */
        uint8_t rel = dem_name_token(n, verb)->rel;
        if ((rel != DEM_REL_xcomp && rel != DEM_REL_advcl) || has_subject(n, pronoun->sentence, verb))
            break;
        verb = dem_name_token(n, verb)->head;
    }
    return verb == c->head && (verb == p->head || is_subject(n, candidate));
}

/* Is the word the subject of a verb of saying? */
static bool speaks_up(const namer *n, int32_t t)
{
    const dem_token *tok = dem_name_token(n, t);
    return tok->rel == DEM_REL_nsubj && tok->head >= 0 && dem_name_says(n, tok->head);
}

/* Has the word this gender ("he", "she") in the table? */
static bool has_gender(const namer *n, const dem_token *t, dem_str gender)
{
    return t->phrase >= 0 && dem_kb_has_cue(n->kb, &n->kb->phrases[t->phrase], gender);
}

/* Does a person's noun, title or given name say he or she? Also the given name that the tables know and the text leaves out. */
#define LONGEST_GIVEN 32
static bool gendered(const namer *n, const dem_mention *m, dem_str gender)
{
    if (has_gender(n, dem_name_token(n, m->head), gender) || has_gender(n, dem_name_token(n, m->core_first), gender))
        return true;
    if (m->core_first > m->first && has_gender(n, dem_name_token(n, m->core_first - 1), gender))
        return true;
    char given[4 * LONGEST_GIVEN + 1];
    dem_str name = m->actor.name, first = dem_str_next(&name, ' ');
    return first.len > 0 && first.len <= LONGEST_GIVEN && dem_kb_has_cue(n->kb, dem_kb_find_text(n->kb, (dem_str){given, dem_fold(first, given)}), gender);
}

/* Is the pronoun of the other gender? */
static bool unlike(const namer *n, const dem_mention *pronoun, const dem_mention *candidate)
{
    const dem_token *tok = dem_name_token(n, pronoun->head);
    bool she = dem_name_word(WORDS_SHE, tok->fold), he = !she && dem_name_word(WORDS_HE, tok->fold);
    dem_str own = she ? DEM_S("she") : DEM_S("he"), other = she ? DEM_S("he") : DEM_S("she");
    if (candidate->kind == DEM_MENTION_PRONOUN) /* it may stand for somebody whose name does not tell */
        return (she || he) && dem_name_word(WORDS_SHE, dem_name_token(n, candidate->head)->fold) != she;
    return (she || he) && gendered(n, candidate, other) && !gendered(n, candidate, own);
}

/* How well a candidate is placed: subjects before others, the named before mere descriptions, the near before the far. */
static int salience(const namer *n, const dem_mention *m, const dem_mention *pronoun)
{
    int distance = pronoun->sentence - m->sentence;
    const dem_token *own = dem_name_token(n, pronoun->head), *head = dem_name_token(n, m->head);
    bool possessive = own->rel == DEM_REL_nmod_poss;
    bool joined = possessive && pronoun->head == m->end + 1 && dem_name_is(dem_name_token(n, m->end), "and"); /* "the president and his army" */
    bool speaks = speaks_up(n, m->head) && speaks_up(n, pronoun->head); /* who spoke before goes on speaking */
    bool inside = head->flags & DEM_TOKEN_QUOTED && !(own->flags & DEM_TOKEN_QUOTED); /* nobody quotes his own name */
    bool one = dem_name_word(WORDS_THEY, own->fold) && m->type == DEM_TYPE_GROUP && !(head->feats & DEM_FEAT_PLUR);
    int part = is_subject(n, m) ? 2 + dem_name_subject(own) : head->rel == DEM_REL_obj; /* subjects take up subjects */
    int near = distance == 0 ? 2 + possessive : distance == 1;
    return part + near + (m->actor.name.len || m->actor.id.len ? 2 : 0) + (joined ? 8 : 0) + (speaks ? 3 : 0) - (inside ? 3 : 0) - (one ? 2 : 0);
}

/* How well the best placed thing that is nobody, such as "the laws" or "a crisis", would suit the pronoun. */
static int rival(const namer *n, const dem_mention *pronoun, bool plural)
{
    const dem_sentence *here = &n->doc->sentences.at[pronoun->sentence], *before = pronoun->sentence > 0 ? here - 1 : here;
    const dem_token *own = dem_name_token(n, pronoun->head);
    bool possessive = own->rel == DEM_REL_nmod_poss, alike = dem_name_subject(own);
    int best = LEAST;
    for (int32_t t = before->first; t < pronoun->first; t++) {
        const dem_token *tok = dem_name_token(n, t);
        bool those = plural && dem_name_is(tok, "those");
        bool there = those || (tok->upos == DEM_UPOS_NOUN && tok->mention < 0 && tok->rel != DEM_REL_compound && ((tok->feats & DEM_FEAT_PLUR) != 0) == plural);
        if (!there || dem_name_has_sense(n, tok, DEM_FAM_TIME))
            continue;
        bool subject = dem_name_subject(tok);
        bool joined = possessive && pronoun->head == t + 2 && dem_name_token(n, t + 1)->rel == DEM_REL_cc; /* "the continent and its people" */
        int placed = (joined ? 8 : 0) + (subject ? 2 + alike : 0) + (t >= here->first ? 2 + possessive + subject : 1);
        best = placed > best ? placed : best;
    }
    return best;
}

/* Does the candidate clash with the pronoun, or is it the same as one that does: "the president ... he will thank him"? */
static bool is_excluded(const namer *n, const name_recent *r, const dem_mention *pronoun, int32_t candidate)
{
    int32_t root = dem_name_root(n, candidate);
    for (int i = 0; i < r->count; i++) {
        const dem_mention *m = dem_name_mention(n, r->at[i]);
        if (m->sentence == pronoun->sentence && dem_name_root(n, r->at[i]) == root && clashes(n, pronoun, m))
            return true;
    }
    return false;
}

/* "It" at the head of a sentence takes up the subject of the one before; elsewhere in another sentence it may be anything. */
static bool takes_up(const namer *n, const dem_mention *m, const dem_mention *pronoun)
{
    return pronoun->sentence - m->sentence == 1 && is_subject(n, m) && dem_name_token(n, pronoun->head)->rel == DEM_REL_nsubj && pronoun->head == n->doc->sentences.at[pronoun->sentence].first;
}

/* The best placed within reach that surpasses `best`, the most recent of equals; -1 if there is none. */
static int32_t antecedent(const namer *n, const name_recent *r, const dem_mention *pronoun, int best)
{
    int32_t found = -1;
    bool it = dem_name_is(dem_name_token(n, pronoun->head), "it");
    for (int i = r->count - 1; i >= 0; i--) {
        const dem_mention *c = dem_name_mention(n, r->at[i]);
        if (pronoun->sentence - c->sentence > NAME_REACH || c->first >= pronoun->first || unlike(n, pronoun, c) || is_excluded(n, r, pronoun, r->at[i]))
            continue;
        if (it && !(c->sentence == pronoun->sentence ? is_subject(n, c) : takes_up(n, c, pronoun)))
            continue;
        int placed = salience(n, c, pronoun);
        if (placed > best) {
            best = placed;
            found = r->at[i];
        }
    }
    return found;
}

int32_t dem_name_antecedent(const namer *n, const name_memory *mem, const dem_mention *pronoun)
{
    enum { CHANCE = 3 }; /* "it" and "they" stand for so much else that a candidate must surpass this, and what is no actor at all */
    const dem_token *tok = dem_name_token(n, pronoun->head);
    if (dem_name_word(WORDS_HE, tok->fold))
        return antecedent(n, &mem->persons, pronoun, LEAST);
    bool one = dem_name_word(WORDS_IT, tok->fold);
    int other = rival(n, pronoun, !one);
    return antecedent(n, one ? &mem->things : &mem->many, pronoun, other > CHANCE ? other : CHANCE);
}

bool dem_name_is_label(const namer *n, const dem_mention *m)
{
    const dem_sentence *s = &n->doc->sentences.at[m->sentence];
    return m->end < s->first + s->count && dem_name_is(dem_name_token(n, m->end), ":") && dem_name_token(n, m->core_end - 1)->flags & DEM_TOKEN_UPPER;
}

bool dem_name_bare_title(const namer *n, int32_t mention)
{
    const name_draft *d = &n->drafts.at[mention];
    const name_item *it = &n->items.at[d->item];
    return it->what == ITEM_ROLE && !it->plural && d->definite && d->side < 0 && d->owner < 0 && n->kb->roles[it->role].kind == DEM_ROLE_PERSON &&
           it->first > n->doc->sentences.at[it->sentence].first && dem_name_token(n, it->first)->flags & DEM_TOKEN_CAPITAL;
}

void dem_name_note(const namer *n, name_memory *mem, int32_t i)
{
    const dem_mention *m = dem_name_mention(n, i);
    const name_item *it = &n->items.at[n->drafts.at[i].item];
    if (it->what == ITEM_PRONOUN && m->refers_to < 0)
        return;
    bool person = it->what == ITEM_PRONOUN ? dem_name_word(WORDS_HE, dem_name_token(n, m->core_first)->fold) : dem_name_is_person(n, m);
    bool country = it->what == ITEM_ENTITY && m->type == DEM_TYPE_COUNTRY && it->alias != DEM_ALIAS_DEMONYM; /* "the United States" is one */
    bool office = m->type == DEM_TYPE_ORG && it->what == ITEM_ENTITY && dem_str_eq(m->actor.sector, DEM_S("GOV")); /* "the Department of Health and Human Services" is one */
    bool plural = (dem_name_token(n, m->head)->feats & DEM_FEAT_PLUR && !country && !office) || (it->what == ITEM_ROLE && it->plural);
    if (m->place_only || m->type == DEM_TYPE_PLACE || n->drafts.at[i].nested || dem_name_is_label(n, m)) /* who speaks is not spoken of */
        return;
    if (dem_name_bare_title(n, i) && n->drafts.at[i].apposed < 0 && m->actor.id.len)
        remember(&mem->titles, i);
    if (person)
        remember(&mem->persons, i);
    else if (plural || (it->what == ITEM_PRONOUN && dem_name_word(WORDS_THEY, dem_name_token(n, m->core_first)->fold)))
        remember(&mem->many, i);
    else if ((m->type == DEM_TYPE_COUNTRY && m->kind != DEM_MENTION_DESCRIPTION) || m->type == DEM_TYPE_ORG || m->type == DEM_TYPE_GROUP)
        remember(&mem->things, i);
    if (m->type == DEM_TYPE_GROUP)
        remember(&mem->many, i);
}

