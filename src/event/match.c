#include "event/event_internal.h"

bool dem_in_list(const dem_kb *kb, uint32_t first, uint32_t n, dem_str word)
{
    uint32_t number = dem_list_number(word);
    for (uint32_t i = first; i < first + n; i++)
        if (kb->lists[i].number == number && dem_str_eq(dem_kb_str(kb, kb->lists[i].word), word))
            return true;
    return false;
}

static const dem_mention *mention_at(const dem_coding *c, int32_t token)
{
    int32_t m = c->doc->tokens.at[token].mention;
    return m < 0 ? NULL : &c->doc->mentions.at[m];
}

/* The table of units knows which counted nouns are people, and which are money. */
static bool is_unit(const dem_coding *c, int32_t token, const char *kind)
{
    const dem_kb_phrase *p = c->lemma[token];
    const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_UNIT);
    return s && dem_str_eq(dem_kb_str(c->kb, c->kb->units[s->row].kind), dem_str_of(kind));
}

bool dem_is_actor(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    const dem_mention *m = mention_at(c, token);
    if (m && (m->type != DEM_TYPE_UNKNOWN || m->actor.id.len))
        return m->type != DEM_TYPE_PLACE;
    if (m && m->kind == DEM_MENTION_PRONOUN)
        return !dem_str_eq(t->fold, DEM_S("it")) || m->refers_to >= 0;
    return (t->upos == DEM_UPOS_PROPN && !(m && m->place_only)) || (t->upos == DEM_UPOS_NOUN && (is_unit(c, token, "people") || dem_has_cue(c, token, "person")));
}

static bool is_person(const dem_coding *c, int32_t token)
{
    static const char *const pronouns[] = {"he", "she", "him", "her", "who", "them", "they"};
    const dem_mention *m = mention_at(c, token);
    for (ptrdiff_t i = 0; i < DEM_COUNT(pronouns); i++)
        if (dem_str_eq(c->doc->tokens.at[token].fold, dem_str_of(pronouns[i])))
            return true;
    return m && (m->type == DEM_TYPE_PERSON || m->type == DEM_TYPE_ROLE);
}

/* The kind of the words first..end, taken together as lemmas. */
static uint32_t kind_of_words(const dem_coding *c, int32_t first, int32_t end)
{
    uint64_t h = DEM_HASH_START;
    for (int32_t i = first; i < end; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        h = dem_kb_step(h, t->upos == DEM_UPOS_PROPN || t->upos == DEM_UPOS_ADJ ? t->fold : t->lemma); /* adjectives of names keep their capital */
    }
    const dem_kb_phrase *p = h == DEM_HASH_START ? NULL : dem_kb_find(c->kb, h);
    const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_KIND);
    return s ? s->row : DEM_NO_ROW;
}

static uint32_t money(const dem_coding *c)
{
    const dem_kb_sense *s = dem_kb_sense_first(c->kb, dem_kb_find_text(c->kb, DEM_S("money")), DEM_FAM_KIND);
    return s ? s->row : DEM_NO_ROW;
}

/* Longest phrase that ends with the head word. */
static uint32_t kind_of_head(const dem_coding *c, int32_t head)
{
    enum { LONGEST = 4 };
    for (int32_t n = LONGEST; n >= 1; n--) {
        int32_t first = head - n + 1;
        if (first < c->first)
            continue;
        uint32_t kind = kind_of_words(c, first, head + 1);
        if (kind != DEM_NO_ROW)
            return kind;
    }
    bool counted = c->part_of[head] & DEM_PART_MONEY; /* "$2 million": the sign is no word, but the quantity knows */
    return counted || is_unit(c, head, "currency") ? money(c) : DEM_NO_ROW;
}

uint32_t dem_object_kind(const dem_coding *c, int32_t head)
{
    uint32_t kind = kind_of_head(c, head);
    for (int32_t k = c->first_child[head]; k >= 0 && kind == DEM_NO_ROW; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        if (rel == DEM_REL_compound || rel == DEM_REL_amod || rel == DEM_REL_obj || rel == DEM_REL_conj || rel == DEM_REL_obl ||
            (rel == DEM_REL_nmod && dem_str_eq(dem_tree_case(c, k), DEM_S("of"))))
            kind = kind_of_head(c, k);
    }
    return kind;
}

static bool kind_holds(const dem_coding *c, const dem_kb_cond *cond, int32_t token)
{
    int32_t all[DEM_MAX_FILLERS];
    int n = dem_tree_conjuncts(c, token, all);
    for (int i = 0; i < n; i++) {
        uint32_t kind = dem_object_kind(c, all[i]);
        for (uint32_t k = 0; k < cond->n_words && kind != DEM_NO_ROW; k++)
            if (dem_kb_kind_is(c->kb, kind, c->kb->lists[cond->first_word + k].number))
                return true;
    }
    return false;
}

bool dem_is_coded(const dem_coding *c, int32_t token)
{
    const dem_mention *m = mention_at(c, token);
    return m && m->actor.cameo.len > 0;
}

/* Of a word and those coordinated with it, how many have a code. */
static int coded(const dem_coding *c, int32_t token)
{
    int32_t all[DEM_MAX_FILLERS];
    int n = dem_tree_conjuncts(c, token, all), sum = 0;
    for (int i = 0; i < n; i++)
        sum += dem_is_coded(c, all[i]);
    return sum;
}

/* One of these auxiliaries stands beside the word: "must", "should". */
static bool has_auxiliary(const dem_coding *c, const dem_kb_cond *cond, int32_t token)
{
    for (int32_t k = c->first_child[token]; k >= 0; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == DEM_REL_aux && dem_in_list(c->kb, cond->first_word, cond->n_words, c->doc->tokens.at[k].fold))
            return true;
    return false;
}

static bool condition_holds(const dem_coding *c, const dem_kb_cond *cond, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    const dem_mention *m = mention_at(c, token);
    switch (cond->kind) {
    case DEM_COND_LEMMA:
        return dem_in_list(c->kb, cond->first_word, cond->n_words, t->lemma) ||
               (!dem_str_eq(t->lemma, t->fold) && dem_in_list(c->kb, cond->first_word, cond->n_words, t->fold));
    case DEM_COND_KIND: return kind_holds(c, cond, token);
    case DEM_COND_ACTOR: return dem_is_actor(c, token);
    case DEM_COND_THING: return !dem_is_actor(c, token);
    case DEM_COND_COUNTRY: return m && m->type == DEM_TYPE_COUNTRY;
    case DEM_COND_PERSON: return is_person(c, token);
    case DEM_COND_SECTOR: return m && dem_in_list(c->kb, cond->first_word, cond->n_words, m->actor.sector);
    case DEM_COND_CODED: return coded(c, token) > 0;
    case DEM_COND_COMPOUND: return coded(c, token) > 1;
    case DEM_COND_AUX: return has_auxiliary(c, cond, token);
    case DEM_COND_UPOS:
        for (uint32_t i = 0; i < cond->n_words; i++)
            if (c->kb->lists[cond->first_word + i].number == t->upos)
                return true;
        return false;
    default: return false;
    }
}

bool dem_conditions_hold(const dem_coding *c, const dem_kb_arg *arg, int32_t token)
{
    bool holds = true;
    for (uint32_t i = 0; i < arg->n_conds && holds; i++)
        holds = condition_holds(c, &c->kb->conds[arg->first_cond + i], token) != (c->kb->conds[arg->first_cond + i].negated != 0);
    return holds;
}

static int32_t with_marker(const dem_coding *c, int32_t verb, int rel, const dem_kb_arg *arg)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        if (c->doc->tokens.at[k].rel != rel)
            continue;
        int32_t mark = dem_tree_child(c, k, DEM_REL_mark);
        if (arg->n_preps == 0 || (mark >= 0 && dem_in_list(c->kb, arg->first_prep, arg->n_preps, c->doc->tokens.at[mark].fold)))
            return k;
    }
    return -1;
}

/* A clause of the verb, or one that the parser hung on its object: "accused X on Tuesday of arming the rebels". */
static int32_t adverbial(const dem_coding *c, int32_t verb, const dem_kb_arg *arg)
{
    int32_t k = with_marker(c, verb, DEM_REL_advcl, arg);
    for (int32_t b = c->first_child[verb]; b >= 0 && k < 0; b = c->next_sibling[b])
        if (b > verb && (c->doc->tokens.at[b].rel == DEM_REL_obj || c->doc->tokens.at[b].rel == DEM_REL_obl))
            k = with_marker(c, b, DEM_REL_acl, arg);
    return k;
}

static int32_t particle(const dem_coding *c, int32_t verb, const dem_kb_arg *arg)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        const dem_token *t = &c->doc->tokens.at[k];
        bool adverb = (t->rel == DEM_REL_advmod || t->rel == DEM_REL_case) && k > verb;
        if ((t->rel == DEM_REL_compound_prt || adverb) && dem_in_list(c->kb, arg->first_prep, arg->n_preps, t->fold))
            return k;
    }
    return -1;
}

/* The word that stands in a plain relation to the trigger, or -1. */
static int32_t find_plain(const dem_coding *c, int32_t t, int32_t verb, uint32_t rel)
{
    switch (rel) {
    case DEM_ARG_NSUBJ: return dem_tree_subject(c, verb);
    case DEM_ARG_OBJ: return dem_tree_object(c, t);
    case DEM_ARG_IOBJ: return dem_tree_indirect(c, t);
    case DEM_ARG_POSS: return dem_tree_child(c, t, DEM_REL_nmod_poss);
    case DEM_ARG_COMPOUND: return dem_tree_child(c, t, DEM_REL_compound);
    case DEM_ARG_AMOD: return dem_tree_child(c, t, DEM_REL_amod);
    case DEM_ARG_XCOMP: return dem_tree_infinitive(c, t);
    case DEM_ARG_CCOMP: return dem_tree_child(c, t, DEM_REL_ccomp);
    default: return -1;
    }
}

/* "hundreds of farmers", "a group of soldiers": what is meant stands in the of-phrase. */
static int32_t inside_partitive(const dem_coding *c, int32_t token)
{
    for (int32_t k = token >= 0 && dem_has_cue(c, token, "partitive") ? c->first_child[token] : -1; k >= 0; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == DEM_REL_nmod && dem_str_eq(dem_tree_case(c, k), DEM_S("of")))
            return c->doc->tokens.at[k].mention < 0 && c->doc->tokens.at[token].mention >= 0 ? token : k; /* "members of Congress" are one */
    return token;
}

/* What the frames of one word have in common: the light verb over it, and its plain arguments, found once. */
typedef struct {
    int32_t verb;
    uint32_t there;          /* a bit for each plain relation that has a word */
    int32_t plain[DEM_ARGS]; /* those words */
} arguments;

static void find_arguments(const dem_coding *c, int32_t trigger, int32_t verb, arguments *a)
{
    bool noun = c->doc->tokens.at[trigger].upos == DEM_UPOS_NOUN || c->doc->tokens.at[trigger].upos == DEM_UPOS_PROPN;
    a->verb = verb;
    a->there = 0;
    for (uint32_t rel = 0; rel < DEM_ARGS; rel++) {
        if (!(DEM_ARGS_PLAIN >> rel & 1))
            continue;
        a->plain[rel] = inside_partitive(c, find_plain(c, trigger, noun ? verb : trigger, rel));
        a->there |= (uint32_t)(a->plain[rel] >= 0) << rel;
    }
}

/* The word that stands in this relation to the trigger, or -1. Nouns read their verb's obliques too: "launched an attack against X". */
static int32_t find_argument(const dem_coding *c, const dem_match *m, const arguments *a, uint32_t rel, const dem_kb_arg *arg)
{
    int32_t t = m->trigger, k = -1;
    if (DEM_ARGS_PLAIN >> rel & 1)
        return a->plain[rel];
    switch (rel) {
    case DEM_ARG_OBL: case DEM_ARG_NMOD:
        k = dem_tree_oblique(c, t, arg);
        k = k < 0 && m->verb != t ? dem_tree_oblique(c, m->verb, arg) : k;
        break;
    case DEM_ARG_ADVCL: k = adverbial(c, t, arg); break;
    case DEM_ARG_PRT: k = particle(c, t, arg); break;
    case DEM_ARG_LEFT: case DEM_ARG_RIGHT: k = dem_order_nearest(c, m, arg, rel == DEM_ARG_RIGHT); break;
    default: break;
    }
    return inside_partitive(c, k);
}

/* How much an argument that holds says: that it is there, and each condition; words and kinds are more particular than "somebody". */
static int weight(const dem_coding *c, const dem_kb_arg *arg)
{
    int sum = 2;
    for (uint32_t i = 0; i < arg->n_conds; i++) {
        uint32_t kind = c->kb->conds[arg->first_cond + i].kind;
        bool general = kind == DEM_COND_ACTOR || kind == DEM_COND_THING || kind == DEM_COND_PERSON || kind == DEM_COND_UPOS;
        sum += general || c->kb->conds[arg->first_cond + i].negated ? 1 : 2;
    }
    return sum;
}

/* A word before a noun is on a side only if it is somebody: "US aid", not "emergency aid". */
static bool describes(uint32_t rel)
{
    return rel == DEM_ARG_COMPOUND || rel == DEM_ARG_AMOD;
}

static bool is_side(uint32_t role)
{
    return role == DEM_ROLE_ACTOR || role == DEM_ROLE_RECIPIENT;
}

/* Tries one argument; adds to the score what holds. False when a required argument is missing. */
static bool match_argument(const dem_coding *c, const dem_kb_arg *arg, const arguments *a, dem_match *m, dem_frame_miss *miss)
{
    bool found = false;
    if (c->kb->ordered && dem_order_is(c, arg)) /* tried already */
        return true;
    for (uint32_t r = 0; r < arg->n_rels; r++) {
        uint32_t rel = c->kb->lists[arg->first_rel + r].number;
        int32_t k = find_argument(c, m, a, rel, arg);
        bool holds = k >= 0 && (!describes(rel) || !is_side(arg->role) || dem_is_actor(c, k));
        found = found || holds;
        if (!holds || !dem_conditions_hold(c, arg, k) || (c->kb->literal && dem_order_taken(c, m, arg->role, k)))
            continue;
        m->score += weight(c, arg);
        if (arg->role && m->filler[arg->role] < 0)
            m->filler[arg->role] = k;
        return true;
    }
    if (arg->required)
        *miss = (dem_frame_miss){arg->n_rels ? dem_kb_str(c->kb, c->kb->lists[arg->first_rel].word) : (dem_str){0}, found};
    return !arg->required;
}

static bool match_frame(const dem_coding *c, const dem_kb_frame *frame, const arguments *a, dem_match *m, dem_frame_miss *miss)
{
    m->frame = frame;
    m->score = 0;
    m->says_not = false;
    for (int i = 0; i <= DEM_ROLE_PLACE; i++)
        m->filler[i] = -1;
    if (!dem_order_match(c, m, miss))
        return false;
    for (uint32_t i = 0; i < frame->n_args; i++)
        if (!match_argument(c, &c->kb->args[frame->first_arg + i], a, m, miss))
            return false;
    return true;
}

/* The light verb over a noun ("carried out an attack"), or the noun itself. */
static int32_t carrier(const dem_coding *c, int32_t noun)
{
    const dem_token *t = &c->doc->tokens.at[noun];
    bool carried = t->rel == DEM_REL_obj || t->rel == DEM_REL_nsubj_pass || t->rel == DEM_REL_obl;
    if (!carried || t->head < 0)
        return noun;
    const dem_kb_phrase *p = c->lemma[t->head];
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_LIGHT); s; s = dem_kb_sense_next(c->kb, p, s)) {
        dem_str want = dem_kb_str(c->kb, c->kb->lights[s->row].particle);
        bool found = want.len == 0;
        for (int32_t k = c->first_child[t->head]; k >= 0 && !found; k = c->next_sibling[k])
            found = dem_str_eq(c->doc->tokens.at[k].fold, want);
        if (found && (t->rel != DEM_REL_obl || want.len))
            return t->head;
    }
    return noun;
}

static bool pos_fits(uint32_t pos, uint8_t upos)
{
    return (pos == DEM_FRAME_VERB && upos == DEM_UPOS_VERB) || (pos == DEM_FRAME_NOUN && (upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN)) ||
           (pos == DEM_FRAME_ADJ && upos == DEM_UPOS_ADJ) || (pos == DEM_FRAME_FORM && upos == DEM_UPOS_VERB);
}

/* Keeps the best first; of equally good ones the earlier row. */
static void keep(dem_match best[DEM_MAX_READINGS], int *n, const dem_match *m)
{
    int at = *n < DEM_MAX_READINGS ? *n : DEM_MAX_READINGS - 1;
    if (*n == DEM_MAX_READINGS && m->score <= best[at].score)
        return;
    for (; at > 0 && m->score > best[at - 1].score; at--)
        best[at] = best[at - 1];
    best[at] = *m;
    *n += *n < DEM_MAX_READINGS;
}

static bool may_name(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    if (t->rel == DEM_REL_compound) /* "arrest warrant", "riot police": the noun behind it is what is meant */
        return false;
    return t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_NOUN || t->upos == DEM_UPOS_ADJ || t->upos == DEM_UPOS_PROPN;
}

/* Any verb over a noun that is its object or hangs on it: "entered a boycott", "answered with a strike". */
static int32_t any_carrier(const dem_coding *c, int32_t noun)
{
    const dem_token *t = &c->doc->tokens.at[noun];
    bool carried = t->rel == DEM_REL_obj || t->rel == DEM_REL_nsubj_pass || t->rel == DEM_REL_obl;
    return carried && t->head >= 0 && c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB ? t->head : noun;
}

/* Does this frame fire at the trigger of `m`? */
static bool fires(const dem_coding *c, const dem_kb_frame *frame, const arguments *a, dem_match *m)
{
    dem_frame_miss miss = {0};
    bool traced = c->trace && c->trace->frame;
    if (!traced && (frame->needs & ~a->there))
        return false;
    m->verb = a->verb;
    bool yes = match_frame(c, frame, a, m, &miss);
    if (yes && m->filler[DEM_ROLE_ACTOR] < 0 && m->verb != m->trigger) {
        m->filler[DEM_ROLE_ACTOR] = dem_tree_subject(c, m->verb);
        m->score++;
    }
    if (traced)
        c->trace->frame(c->trace->ctx, c->doc, m->trigger, frame, yes ? NULL : &miss);
    return yes;
}

/* Whether a word carries its light verb is asked of nouns alone. */
static int32_t verb_of(const dem_coding *c, int32_t trigger, bool open)
{
    uint8_t upos = c->doc->tokens.at[trigger].upos;
    if (upos != DEM_UPOS_NOUN && upos != DEM_UPOS_PROPN)
        return trigger;
    int32_t verb = carrier(c, trigger);
    return open && verb == trigger ? any_carrier(c, trigger) : verb;
}

typedef struct {
    dem_match at[DEM_MAX_READINGS];
    int n;
    bool known; /* there are frames for the word, whether they fire or not */
} best_readings;

/* Tries the frames of a phrase, those of forms or those of lemmas. */
static void try_frames(const dem_coding *c, int32_t trigger, const dem_kb_phrase *p, bool forms, best_readings *best)
{
    dem_match m = {.trigger = trigger, .reach_end = -1};
    arguments a;
    bool found = false;
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s)) {
        uint32_t pos = s->kind >> 24, needs = s->kind & DEM_SENSE_FRAME(0, 0xffffff);
        if ((pos == DEM_FRAME_FORM) != forms || !pos_fits(pos, c->doc->tokens.at[trigger].upos))
            continue;
        if (!found)
            find_arguments(c, trigger, verb_of(c, trigger, false), &a);
        found = best->known = true;
        bool traced = c->trace && c->trace->frame; /* a trace wants to know why */
        if ((traced || !(needs & ~a.there)) && fires(c, &c->kb->frames[s->row], &a, &m))
            keep(best->at, &best->n, &m);
    }
}

dem_status dem_match_trigger(const dem_coding *c, int32_t trigger, dem_readings *r, bool *named)
{
    const dem_token *t = &c->doc->tokens.at[trigger];
    best_readings best;
    best.n = 0;
    best.known = false;
    *r = (dem_readings){.trigger = trigger};
    *named = false;
    if (!may_name(c, trigger))
        return DEM_OK;
    try_frames(c, trigger, t->upos == DEM_UPOS_PROPN ? dem_kb_find_text(c->kb, t->fold) : c->lemma[trigger], false, &best);
    if (c->literal)
        try_frames(c, trigger, dem_kb_find_text(c->kb, t->fold), true, &best);
    *named = best.known || t->upos == DEM_UPOS_VERB;
    if (best.n == 0)
        return DEM_OK;
    dem_match *kept = dem_arena_alloc(c->doc->arena, best.n * (ptrdiff_t)sizeof *kept);
    if (!kept)
        return DEM_NO_MEMORY;
    memcpy(kept, best.at, (size_t)best.n * sizeof *kept);
    r->at = kept;
    r->n = best.n;
    return DEM_OK;
}

bool dem_match_open(const dem_coding *c, int32_t trigger, dem_str event, dem_match *out)
{
    const dem_kb_phrase *p = dem_kb_find_text(c->kb, DEM_S(DEM_ANY_WORD));
    dem_match m = {.trigger = trigger, .reach_end = -1};
    arguments a;
    bool found = false;
    find_arguments(c, trigger, verb_of(c, trigger, true), &a);
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s)) {
        const dem_kb_frame *frame = &c->kb->frames[s->row];
        bool fits = pos_fits(frame->pos, c->doc->tokens.at[trigger].upos) && dem_str_eq(dem_kb_str(c->kb, frame->event), event);
        if (!fits || !fires(c, frame, &a, &m) || (found && m.score <= out->score))
            continue;
        *out = m;
        found = true;
    }
    return found;
}
