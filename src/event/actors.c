#include "event/event_internal.h"

typedef struct {
    int32_t at[DEM_MAX_FILLERS];
    int32_t len;
} filler_list;

static void add(filler_list *list, int32_t mention)
{
    for (int32_t i = 0; i < list->len; i++)
        if (list->at[i] == mention)
            return;
    if (list->len < DEM_MAX_FILLERS)
        list->at[list->len++] = mention;
}

/* The country, organisation or group that a noun phrase belongs to: "Russian missiles", "Hamas's rockets", "jets of the air force". */
static const dem_mention *owner(const dem_coding *c, int32_t head)
{
    static const uint8_t rels[] = {DEM_REL_nmod_poss, DEM_REL_amod, DEM_REL_compound};
    for (ptrdiff_t r = 0; r < DEM_COUNT(rels); r++)
        for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k]) {
            int32_t m = c->doc->tokens.at[k].mention;
            if (c->doc->tokens.at[k].rel == rels[r] && m >= 0 && c->doc->mentions.at[m].actor.cameo.len && !c->doc->mentions.at[m].place_only)
                return &c->doc->mentions.at[m];
        }
    for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k]) { /* "a convoy of Afghan soldiers" */
        int32_t m = c->doc->tokens.at[k].mention;
        if (c->doc->tokens.at[k].rel == DEM_REL_nmod && dem_str_eq(dem_tree_case(c, k), DEM_S("of")) && m >= 0 && c->doc->mentions.at[m].actor.cameo.len)
            return &c->doc->mentions.at[m];
    }
    return NULL;
}

/* "a Serbian police patrol", "a Peruvian navy ship": the sector that a word before the noun tells; empty if none. */
static const dem_kb_role *force(const dem_coding *c, int32_t head)
{
    for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k]) {
        const dem_kb_sense *s = c->doc->tokens.at[k].rel == DEM_REL_compound ? dem_kb_sense_first(c->kb, c->lemma[k], DEM_FAM_ROLE) : NULL;
        if (s && c->kb->roles[s->row].cameo && c->kb->roles[s->row].kind != DEM_ROLE_PERSON)
            return &c->kb->roles[s->row];
    }
    return NULL;
}

static dem_status add_force(dem_coding *c, int32_t head, dem_actor *actor)
{
    const dem_kb_role *role = actor->country.len && actor->sector.len == 0 ? force(c, head) : NULL;
    if (!role)
        return DEM_OK;
    actor->sector = dem_kb_str(c->kb, role->sector);
    return dem_doc_code(c->doc, actor->country, dem_kb_str(c->kb, role->cameo), &actor->cameo);
}

/* A mention for a phrase that is in no table: text and, if it has an owner, whose it is. */
static dem_status describe(dem_coding *c, int32_t head, int32_t *out)
{
    int32_t first, end;
    dem_tree_extent(c, head, true, &first, &end);
    const dem_mention *whose = owner(c, head);
    dem_actor actor = {0};
    uint8_t resolution = DEM_RES_NONE;
    if (whose) {
        actor = (dem_actor){.country = whose->actor.country, .org = whose->actor.org, .sector = whose->actor.sector, .cameo = whose->actor.cameo};
        resolution = DEM_RES_ROLE;
        DEM_TRY(add_force(c, head, &actor));
    }
    dem_mention *m = dem_push(c->doc->arena, &c->doc->mentions);
    if (!m)
        return DEM_NO_MEMORY;
    *m = (dem_mention){.span = dem_tree_span(c, first, end), .sentence = c->sentence, .first = first, .end = end, .core_first = first,
                       .core_end = end, .head = head, .kind = DEM_MENTION_DESCRIPTION, .resolution = resolution, .refers_to = -1, .also = -1, .actor = actor};
    *out = (int32_t)(c->doc->mentions.len - 1);
    c->doc->tokens.at[head].mention = *out;
    return DEM_OK;
}

/* Inside "a statement by the ministry" or "the president's spokesman's remarks" it is somebody else who acts. */
static int32_t proxy(const dem_coding *c, int32_t head)
{
    static const char *const prepositions[] = {"by", "from", "of"};
    for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        if ((rel == DEM_REL_nmod_poss || rel == DEM_REL_compound || rel == DEM_REL_amod) && dem_is_actor(c, k))
            return k;
    }
    for (ptrdiff_t i = 0; i < DEM_COUNT(prepositions); i++)
        for (int32_t k = c->first_child[head]; k >= 0; k = c->next_sibling[k])
            if (c->doc->tokens.at[k].rel == DEM_REL_nmod && dem_str_eq(dem_tree_case(c, k), dem_str_of(prepositions[i])) && dem_is_actor(c, k))
                return k;
    return -1;
}

static bool many(const dem_coding *c, const dem_mention *m)
{
    static const char *const words[] = {"we", "us", "our", "ours", "ourselves"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(words); i++)
        if (dem_str_eq(c->doc->tokens.at[m->head].fold, dem_str_of(words[i])))
            return true;
    return false;
}

/* "we" and "our" are the side of whoever speaks. */
static dem_status take_speaker(dem_coding *c, int32_t mention)
{
    const dem_mention *m = &c->doc->mentions.at[mention];
    if (m->quoted_speaker && m->refers_to < 0 && c->last_speaker >= 0) {
        dem_mention *mine = &c->doc->mentions.at[mention];
        const dem_actor *speaker = &c->doc->mentions.at[c->last_speaker].actor;
        if (m->kind == DEM_MENTION_DESCRIPTION) { /* "our soldiers", "our country" */
            if (mine->actor.sector.len == 0)
                mine->actor.id = speaker->country;
            mine->actor.country = speaker->country;
            mine->resolution = DEM_RES_CONTEXT;
            return dem_doc_code(c->doc, speaker->country, m->actor.sector, &mine->actor.cameo);
        }
        mine->refers_to = c->last_speaker;
        mine->actor = c->doc->mentions.at[c->last_speaker].actor;
        if (many(c, m) && dem_str_eq(mine->actor.sector, DEM_S("GOV")) && mine->actor.org.len == 0) /* who governs says "we" for the country */
            mine->actor = (dem_actor){.id = mine->actor.country, .country = mine->actor.country, .cameo = mine->actor.country};
        mine->type = c->doc->mentions.at[c->last_speaker].type;
        mine->resolution = DEM_RES_CONTEXT;
    }
    return DEM_OK;
}

static bool is_nominal(uint8_t upos)
{
    return upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN || upos == DEM_UPOS_PRON || upos == DEM_UPOS_NUM || upos == DEM_UPOS_ADJ;
}

/* "each other", "one another": both sides are actors already. */
static bool is_reciprocal(const dem_coding *c, int32_t token)
{
    if (token <= c->first)
        return false;
    dem_str before = c->doc->tokens.at[token - 1].fold, word = c->doc->tokens.at[token].fold;
    return (dem_str_eq(before, DEM_S("each")) && dem_str_eq(word, DEM_S("other"))) || (dem_str_eq(before, DEM_S("one")) && dem_str_eq(word, DEM_S("another")));
}

static dem_status add_word(dem_coding *c, int32_t token, bool acts, bool by_proxy, filler_list *list)
{
    int32_t mention = c->doc->tokens.at[token].mention;
    if (is_reciprocal(c, token))
        return DEM_OK;
    if (acts && by_proxy && !dem_is_actor(c, token)) {
        int32_t other = proxy(c, token);
        if (other < 0)
            return DEM_OK;
        token = other;
        mention = c->doc->tokens.at[token].mention;
    }
    if (acts && mention >= 0 && c->doc->mentions.at[mention].type == DEM_TYPE_PLACE && by_proxy)
        return DEM_OK;
    if (mention < 0 && is_nominal(c->doc->tokens.at[token].upos) && c->doc->tokens.at[token].upos != DEM_UPOS_PRON)
        DEM_TRY(describe(c, token, &mention));
    if (mention < 0)
        return DEM_OK;
    for (int32_t m = mention; m >= 0; m = c->doc->mentions.at[m].also)
        add(list, m);
    return take_speaker(c, mention);
}

dem_status dem_actors_of(dem_coding *c, int32_t token, bool acts, bool by_proxy, dem_list *out)
{
    int32_t words[DEM_MAX_FILLERS];
    filler_list list = {.len = 0};
    *out = (dem_list){0};
    if (token < 0)
        return DEM_OK;
    int n = dem_tree_conjuncts(c, token, words);
    for (int i = 0; i < n; i++)
        DEM_TRY(add_word(c, words[i], acts, by_proxy, &list));
    if (list.len == 0)
        return DEM_OK;
    out->at = dem_arena_alloc(c->doc->arena, list.len * (ptrdiff_t)sizeof *out->at);
    if (!out->at)
        return DEM_NO_MEMORY;
    memcpy(out->at, list.at, (size_t)list.len * sizeof *out->at);
    out->len = list.len;
    return DEM_OK;
}

/* How many steps a token stands below another, -1 if it does not or too deep. */
static int steps_below(const dem_coding *c, int32_t token, int32_t top, int deepest)
{
    int n = 0;
    while (token >= 0 && token != top && n <= deepest) {
        token = c->doc->tokens.at[token].head;
        n++;
    }
    return token == top && n <= deepest ? n : -1;
}

/* "withdraw its troops", "send peacekeepers": forces are means, not somebody whom it is done to. */
static bool is_means(const dem_coding *c, int32_t token, const dem_mention *mention)
{
    int32_t k = dem_tree_child(c, token, DEM_REL_nmod_poss);
    bool own = k >= 0 && c->doc->tokens.at[k].upos == DEM_UPOS_PRON;
    return mention->type == DEM_TYPE_ROLE && dem_str_eq(mention->actor.sector, DEM_S("MIL")) && (own || mention->actor.country.len + mention->actor.org.len == 0);
}

enum { RANK_KNOWN, RANK_GOAL, RANK_SOMEBODY, RANKS };

/* How readily the word is taken for the other side: somebody known, then where something is sent to or taken from, then anybody. RANKS if not at all. */
static int rank_of_side(const dem_coding *c, int32_t token, const dem_list *others)
{
    int32_t m = c->doc->tokens.at[token].mention;
    if (m < 0 || c->doc->mentions.at[m].head != token)
        return RANKS;
    const dem_mention *mention = &c->doc->mentions.at[m];
    for (int32_t i = 0; i < others->len; i++)
        if (others->at[i] == m || (mention->refers_to >= 0 && others->at[i] == mention->refers_to))
            return RANKS;
    if (mention->place_only || mention->type == DEM_TYPE_PLACE) {
        int32_t preposition = dem_tree_child(c, token, DEM_REL_case);
        return preposition >= 0 && dem_has_cue(c, preposition, "toward") ? RANK_GOAL : RANKS;
    }
    if (!dem_is_actor(c, token) || is_means(c, token, mention))
        return RANKS;
    return mention->actor.country.len || mention->actor.org.len || mention->kind == DEM_MENTION_NAME ? RANK_KNOWN : RANK_SOMEBODY;
}

dem_status dem_actors_inside(dem_coding *c, int32_t object, const dem_list *others, dem_list *out)
{
    enum { DEEPEST = 3 };
    int32_t first, end, best = -1;
    int best_order = INT32_MAX;
    dem_tree_extent(c, object, false, &first, &end);
    for (int32_t t = first; t < end; t++) {
        int rank = rank_of_side(c, t, others), steps = rank < RANKS ? steps_below(c, t, object, DEEPEST) : -1;
        int order = rank * (DEEPEST + 1) + steps;
        if (steps >= 0 && order < best_order) {
            best = t;
            best_order = order;
        }
    }
    return best < 0 ? DEM_OK : dem_actors_of(c, best, best_order < RANK_GOAL * (DEEPEST + 1) || best_order >= RANK_SOMEBODY * (DEEPEST + 1), true, out);
}

dem_status dem_actors_toward(dem_coding *c, int32_t token, const dem_list *others, dem_list *out)
{
    for (int32_t k = c->first_child[token]; k >= 0 && out->len == 0; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        int32_t preposition = dem_tree_child(c, k, DEM_REL_case);
        if ((rel == DEM_REL_obl || rel == DEM_REL_nmod) && preposition >= 0 && dem_has_cue(c, preposition, "toward"))
            DEM_TRY(dem_actors_inside(c, k, others, out));
    }
    return DEM_OK;
}

dem_status dem_actors_speakers(dem_coding *c)
{
    ptrdiff_t n = c->doc->mentions.len;
    for (ptrdiff_t i = c->first_mention; i < n && c->doc->mentions.at[i].sentence == c->sentence; i++)
        DEM_TRY(take_speaker(c, (int32_t)i));
    return DEM_OK;
}
