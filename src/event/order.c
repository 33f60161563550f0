#include "event/event_internal.h"

/* Words before the trigger are looked for up to a comma or the like, for "did not comment, but attacked" has no "not attacked". */
static int32_t clause_first(const dem_coding *c, int32_t trigger)
{
    int32_t t = trigger;
    while (t > c->first && !(c->doc->tokens.at[t - 1].fold.len == 1 && strchr(",;:\"", c->doc->tokens.at[t - 1].fold.data[0])))
        t--;
    return t;
}

/* To the left a frame looks to the beginning of the sentence; to the right to the end of what depends on the trigger, without verbs that are coordinated with it. */
static void reach(const dem_coding *c, dem_match *m)
{
    int32_t first, end;
    dem_tree_extent(c, m->trigger, false, &first, &end);
    for (int32_t k = c->first_child[m->trigger]; k >= 0; k = c->next_sibling[k]) {
        const dem_token *t = &c->doc->tokens.at[k];
        bool apart = (t->rel == DEM_REL_conj && t->upos == DEM_UPOS_VERB) || t->rel == DEM_REL_parataxis;
        if (k < m->trigger || !apart)
            continue;
        int32_t begin, last;
        dem_tree_extent(c, k, false, &begin, &last);
        end = begin < end ? begin : end;
    }
    m->reach_first = c->first;
    m->clause_first = clause_first(c, m->trigger);
    m->reach_end = end > m->trigger ? end : m->trigger + 1;
}

static uint32_t relation(const dem_coding *c, const dem_kb_arg *arg)
{
    return arg->n_rels ? c->kb->lists[arg->first_rel].number : DEM_ARGS;
}

bool dem_order_is(const dem_coding *c, const dem_kb_arg *arg)
{
    uint32_t rel = relation(c, arg);
    return rel == DEM_ARG_BEFORE || rel == DEM_ARG_AFTER;
}

static const dem_mention *mention_of(const dem_coding *c, int32_t token)
{
    int32_t m = c->doc->tokens.at[token].mention;
    return m < 0 ? NULL : &c->doc->mentions.at[m];
}

bool dem_order_taken(const dem_coding *c, const dem_match *m, uint32_t role, int32_t token)
{
    int32_t other = role == DEM_ROLE_ACTOR ? m->filler[DEM_ROLE_RECIPIENT] : role == DEM_ROLE_RECIPIENT ? m->filler[DEM_ROLE_ACTOR] : -1;
    if (!m->frame->literal || other < 0)
        return false;
    const dem_mention *a = mention_of(c, token), *b = mention_of(c, other);
    return token == other || (a && b && a->actor.cameo.len && dem_str_eq(a->actor.cameo, b->actor.cameo));
}

/* Of those coordinated with one another, the first. */
static int32_t first_conjunct(const dem_coding *c, int32_t token)
{
    const dem_token *tokens = c->doc->tokens.at;
    for (int step = 0; step < DEM_MAX_FILLERS && tokens[token].rel == DEM_REL_conj && tokens[token].head >= c->first; step++) {
        if (tokens[tokens[token].head].upos == DEM_UPOS_VERB || tokens[token].upos == DEM_UPOS_VERB)
            break;
        token = tokens[token].head;
    }
    return token;
}

/* "soldiers from Gondor": of the whole phrase, if it has a code that begins with that of its part; and of what is coordinated, the first. */
static int32_t whole(const dem_coding *c, int32_t token)
{
    for (int step = 0; step < DEM_MAX_CLIMB; step++) {
        token = first_conjunct(c, token);
        const dem_token *t = &c->doc->tokens.at[token];
        bool part = t->rel == DEM_REL_nmod || t->rel == DEM_REL_nmod_poss || t->rel == DEM_REL_compound;
        const dem_mention *m = mention_of(c, token), *above = part && t->head >= c->first ? mention_of(c, t->head) : NULL;
        if (!m || !above || m->actor.cameo.len == 0 || !dem_str_starts(above->actor.cameo, m->actor.cameo))
            return token;
        token = t->head;
    }
    return token;
}

/* The nearest mention in [first, end) to its beginning, or from its end if `back`, on which the conditions hold. Of several that begin, or end, together the longest. */
static const dem_mention *nearest(const dem_coding *c, const dem_match *m, const dem_kb_arg *arg, int32_t first, int32_t end, bool back)
{
    const dem_mention *best = NULL;
    ptrdiff_t last = c->first_mention;
    while (last < c->doc->mentions.len && c->doc->mentions.at[last].sentence == c->sentence)
        last++;
    for (ptrdiff_t k = c->first_mention; k < last; k++) {
        ptrdiff_t i = back ? last - 1 - (k - c->first_mention) : k; /* the nearest early, since conditions cost more than places */
        const dem_mention *x = &c->doc->mentions.at[i];
        if (x->first < first || x->end > end || c->doc->tokens.at[x->head].mention != i)
            continue;
        bool nearer = !best || (back ? x->end > best->end || (x->end == best->end && x->first < best->first)
                                     : x->first < best->first || (x->first == best->first && x->end > best->end));
        if (nearer && dem_conditions_hold(c, arg, whole(c, x->head)) && !dem_order_taken(c, m, arg->role, whole(c, x->head)))
            best = x;
    }
    return best;
}

int32_t dem_order_nearest(const dem_coding *c, const dem_match *m, const dem_kb_arg *arg, bool right)
{
    const dem_mention *x = right ? nearest(c, m, arg, m->trigger + 1, m->reach_end, false) : nearest(c, m, arg, m->reach_first, m->trigger, true);
    return x ? whole(c, x->head) : -1;
}

/* Where a pattern stands while it is matched: from here on in reading order, or from here back. */
typedef struct {
    const dem_coding *c;
    dem_match *m;
    bool back;
    int32_t at, limit; /* next token is `at`, or `at` - 1 if back; none at or past `limit`, or before it */
    int32_t far;       /* the limit for somebody */
} place;

static bool word_is(const dem_coding *c, const dem_kb_list *word, int32_t token)
{
    dem_str fold = c->doc->tokens.at[token].fold, want = dem_kb_str(c->kb, word->word);
    return word->number & DEM_WORD_STEM ? dem_str_starts(fold, want) : dem_str_eq(fold, want);
}

/* The words of one choice from `at` on; the place behind them, or -1. *n counts them. */
static int32_t match_choice(const place *p, uint32_t first, uint32_t end, int32_t at)
{
    bool open = false;
    for (uint32_t i = 0; i < end - first; i++) {
        const dem_kb_list *word = &p->c->kb->lists[p->back ? end - 1 - i : first + i];
        int32_t t = p->back ? at - 1 : at;
        while (open && (p->back ? t >= p->limit : t < p->limit) && !word_is(p->c, word, t))
            t += p->back ? -1 : 1;
        if ((p->back ? t < p->limit : t >= p->limit) || !word_is(p->c, word, t))
            return -1;
        at = p->back ? t : t + 1;
        open = (p->back ? word->number : i + 1 < end - first ? word[1].number : 0) & DEM_WORD_LATER;
    }
    return at;
}

/* The longest choice of words from `at` on: the place behind it, or -1, and how many words it has. */
static int32_t match_words(const place *p, const dem_kb_arg *arg, int32_t at, int *n_words)
{
    int32_t best = -1;
    const dem_kb_list *lists = p->c->kb->lists;
    uint32_t last = arg->first_prep + arg->n_preps;
    *n_words = 0;
    for (uint32_t i = arg->first_prep, end; i < last; i = end) {
        end = i + 1;
        while (end < last && lists[end].number & (DEM_WORD_NEXT | DEM_WORD_LATER))
            end++;
        int32_t to = (int)(end - i) > *n_words ? match_choice(p, i, end, at) : -1;
        if (to >= 0) {
            best = to;
            *n_words = (int)(end - i);
        }
    }
    return best;
}

/* The next noun, whoever or whatever it is. */
static int32_t match_noun(const place *p, int32_t at, bool here)
{
    for (int32_t t = p->back ? at - 1 : at; p->back ? t >= p->limit : t < p->limit; t += p->back ? -1 : 1) {
        uint8_t upos = p->c->doc->tokens.at[t].upos;
        if (upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN)
            return p->back ? t : t + 1;
        if (here)
            return -1;
    }
    return -1;
}

/* Somebody from `at` on. `here`: nothing may stand between. */
static int32_t match_somebody(const place *p, const dem_kb_arg *arg, int32_t at, bool here)
{
    if (arg->role == DEM_ROLE_NONE && arg->n_conds == 0)
        return match_noun(p, at, here);
    const dem_mention *x = p->back ? nearest(p->c, p->m, arg, p->far, at, true) : nearest(p->c, p->m, arg, at, p->far, false);
    if (!x || (here && (p->back ? x->end : x->first) != at))
        return -1;
    if (arg->role)
        p->m->filler[arg->role] = whole(p->c, x->head);
    return p->back ? x->first : x->end;
}

static void note_negation(const place *p, int32_t from, int32_t to)
{
    for (int32_t t = from < to ? from : to; t < (from < to ? to : from); t++)
        p->m->says_not = p->m->says_not || dem_has_cue(p->c, t, "negation");
}

/* One element, from `at` on and right there if it is to be. The place behind it, or -1. */
static int32_t match_element(const place *p, const dem_kb_arg *arg, int32_t at, bool here, int *score)
{
    int n = 0;
    if (arg->n_preps == 0) { /* whoever is named here need not be looked for: as much as that would count, and a little more */
        *score += 3 + 2 * (int)arg->n_conds;
        return match_somebody(p, arg, at, here);
    }
    for (int32_t t = at; p->back ? t > p->limit : t < p->limit; t += p->back ? -1 : 1) {
        int32_t to = match_words(p, arg, t, &n);
        if (to >= 0) {
            *score += 2 * n + (arg->joined != 0);
            note_negation(p, t, to);
            return to;
        }
        if (here)
            return -1;
    }
    return -1;
}

/* Elements that are joined to one another, beginning at or behind p->at. If the first fits somewhere and the next does not fit behind it, the search goes on. */
static bool match_run(place *p, const dem_kb_arg *const *run, int n, bool here)
{
    int32_t start = p->at;
    for (;;) {
        int score = 0;
        bool not_before = p->m->says_not;
        int32_t at = match_element(p, run[0], start, here, &score), first = at;
        for (int i = 1; i < n && at >= 0; i++)
            at = match_element(p, run[i], at, true, &score);
        if (at >= 0) {
            p->at = at;
            p->m->score += score;
            return true;
        }
        p->m->says_not = not_before;
        if (first < 0 || here || first == start)
            return false;
        start = p->back ? (first < start ? first : start - 1) : first; /* behind the place where the first one fitted */
    }
}

enum { MOST_ELEMENTS = 64 };

/* All elements on one side of the trigger, in the order in which they are met on the way from it. */
static bool match_side(place *p, const dem_kb_arg *const *elements, int n)
{
    for (int i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && elements[end]->joined)
            end++;
        if (!match_run(p, elements + i, end - i, elements[i]->joined))
            return false;
    }
    return true;
}

static bool looks_at_order(const dem_coding *c, const dem_kb_frame *frame)
{
    for (uint32_t i = 0; i < frame->n_args; i++) {
        const dem_kb_arg *arg = &c->kb->args[frame->first_arg + i];
        for (uint32_t r = 0; r < arg->n_rels; r++)
            if (c->kb->lists[arg->first_rel + r].number >= DEM_ARG_BEFORE)
                return true;
    }
    return false;
}

static bool looks_for_one_side(const dem_coding *c, const dem_kb_frame *frame)
{
    bool actor = false, recipient = false;
    for (uint32_t i = 0; i < frame->n_args; i++) {
        actor = actor || c->kb->args[frame->first_arg + i].role == DEM_ROLE_ACTOR;
        recipient = recipient || c->kb->args[frame->first_arg + i].role == DEM_ROLE_RECIPIENT;
    }
    return frame->literal && actor && !recipient;
}

bool dem_order_match(const dem_coding *c, dem_match *m, dem_frame_miss *miss)
{
    const dem_kb_arg *elements[MOST_ELEMENTS];
    const dem_kb_frame *frame = m->frame;
    if (!c->kb->ordered || !looks_at_order(c, frame))
        return true;
    if (m->reach_end < 0)
        reach(c, m);
    if (looks_for_one_side(c, frame)) /* two who do it to each other: what the other side would count */
        m->score += 4;
    for (int back = 0; back < 2; back++) {
        uint32_t want = back ? DEM_ARG_BEFORE : DEM_ARG_AFTER;
        int n = 0;
        for (uint32_t i = 0; i < frame->n_args && n < MOST_ELEMENTS; i++) {
            const dem_kb_arg *arg = &c->kb->args[frame->first_arg + (back ? frame->n_args - 1 - i : i)];
            if (relation(c, arg) == want)
                elements[n++] = arg;
        }
        place p = {c, m, back == 1, back ? m->trigger : m->trigger + 1, back ? m->clause_first : m->reach_end, back ? m->reach_first : m->reach_end};
        if (n && !match_side(&p, elements, n)) {
            *miss = (dem_frame_miss){dem_kb_str(c->kb, c->kb->lists[elements[0]->first_rel].word), false};
            return false;
        }
    }
    return true;
}
