#include "name/name_internal.h"

static void refer(namer *n, int32_t i, int32_t to)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const dem_mention *target = dem_name_mention(n, to);
    m->refers_to = dem_name_root(n, to);
    m->actor = target->actor;
    m->type = target->type;
    m->resolution = target->actor.country.len || target->actor.org.len || target->actor.name.len ? DEM_RES_CONTEXT : DEM_RES_NONE;
}

/* "it is clear that", "it was important to". */
static bool expletive(const namer *n, const dem_mention *m)
{
    const dem_sentence *s = &n->doc->sentences.at[m->sentence];
    int32_t end = s->first + s->count, t = m->end;
    if (!dem_name_is(dem_name_token(n, m->core_first), "it") || t >= end || dem_name_token(n, t)->upos != DEM_UPOS_AUX)
        return false;
    bool adjective = false;
    for (; t < end && t < m->end + 6; t++) {
        const dem_token *tok = dem_name_token(n, t);
        if (adjective && (dem_name_is(tok, "that") || dem_name_is(tok, "to")))
            return true;
        if (tok->upos != DEM_UPOS_AUX && tok->upos != DEM_UPOS_ADV && tok->upos != DEM_UPOS_ADJ)
            return false;
        adjective |= tok->upos == DEM_UPOS_ADJ;
    }
    return false;
}

/* "when it comes to the budget". */
static bool comes(const namer *n, const dem_mention *m)
{
    const dem_sentence *s = &n->doc->sentences.at[m->sentence];
    int32_t t = m->core_first;
    return t > s->first && t + 1 < s->first + s->count && dem_name_is(dem_name_token(n, t), "it") && dem_name_is(dem_name_token(n, t - 1), "when") &&
           dem_str_eq(dem_name_token(n, t + 1)->lemma, DEM_S("come"));
}

/* "it" stands for somebody only where it does something or something is done to it: as subject of a verb that frames know. Elsewhere it is a matter, the weather or nothing. */
static bool acts(const namer *n, const dem_mention *m)
{
    const dem_token *tok = dem_name_token(n, m->core_first);
    if (!dem_name_is(tok, "it"))
        return true;
    if (!dem_name_subject(tok) || tok->head < 0 || dem_name_token(n, tok->head)->upos != DEM_UPOS_VERB)
        return false;
    const dem_kb_phrase *p = dem_kb_find_text(n->kb, dem_name_token(n, tok->head)->lemma);
    return dem_kb_sense_first(n->kb, p, DEM_FAM_FRAME) != NULL;
}

static int32_t pronoun_target(namer *n, const name_memory *mem, int32_t i)
{
    const dem_mention *m = dem_name_mention(n, i);
    const dem_token *tok = dem_name_token(n, m->core_first);
    if (tok->rel == DEM_REL_expl || comes(n, m) || expletive(n, m) || !acts(n, m))
        return -1;
    if (dem_name_word(WORDS_WHO, tok->fold)) {
        const dem_mention *before = i > 0 ? dem_name_mention(n, i - 1) : NULL;
        bool near = before && before->sentence == m->sentence && m->first - before->end <= 3 && !before->place_only && before->type != DEM_TYPE_PLACE;
        return near ? i - 1 : -1;
    }
    return dem_name_antecedent(n, mem, m);
}

static bool is_ours(const dem_token *t)
{
    return dem_name_word(WORDS_WE, t->fold);
}

/* "a minister", "one minister" could be anybody. */
static bool indefinite(const namer *n, const name_draft *d)
{
    const dem_token *first = dem_name_token(n, d->first);
    bool particular = dem_name_is(first, "the") || dem_name_is(first, "this") || dem_name_is(first, "that") || first->rel == DEM_REL_nmod_poss;
    return (first->upos == DEM_UPOS_DET || first->upos == DEM_UPOS_NUM) && !particular;
}

/* "the Ukrainian president", named nowhere: who held that office at the document's date. */
static dem_status by_office(namer *n, int32_t i, dem_id side, dem_str role)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_draft *d = &n->drafts.at[i];
    const name_item *it = &n->items.at[d->item];
    if (d->of_head >= 0) { /* "the head of Ukrainian diplomacy": what of is part of the office */
        DEM_TRY(dem_doc_join(n->doc, role, DEM_S(" of "), dem_name_token(n, d->of_head)->lemma, &role));
    }
    bool house = d->side >= 0 && n->items.at[d->side].what == ITEM_ENTITY && n->items.at[d->side].alias == DEM_ALIAS_GOVERNMENT;
    if (it->plural || d->inner != DEM_NO_ROW || n->kb->roles[it->role].kind != DEM_ROLE_PERSON || indefinite(n, d))
        return DEM_OK;
    uint32_t holder = dem_name_holder(n, side, role, house);
    return holder == DEM_NO_ROW ? DEM_OK : dem_name_person_actor(n, holder, &m->actor, &m->resolution);
}

/* The mention that owns the phrase: "his" or "Putin's"; -1 if unknown. */
static int32_t owner_of(const namer *n, const name_memory *mem, int32_t i)
{
    const name_item *owner = &n->items.at[n->drafts.at[i].owner];
    if (owner->what != ITEM_PRONOUN)
        return owner->mention;
    dem_mention pronoun = *dem_name_mention(n, i);
    pronoun.head = pronoun.core_first = owner->first;
    return dem_name_antecedent(n, mem, &pronoun);
}

/* "his Samoan counterpart": who holds the office of the owner for the other side. */
static dem_status peer(namer *n, const name_memory *mem, int32_t i)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_item *side = &n->items.at[n->drafts.at[i].side];
    int32_t owner = owner_of(n, mem, i);
    if (owner < 0 || dem_name_mention(n, owner)->actor.role.len == 0 || dem_name_side(n, side) == 0)
        return DEM_OK;
    const dem_actor *a = &dem_name_mention(n, owner)->actor;
    m->actor.role = a->role;
    m->actor.sector = a->sector;
    if (m->actor.org.len == 0)
        DEM_TRY(dem_doc_code(n->doc, m->actor.country, a->sector, &m->actor.cameo));
    return by_office(n, i, dem_name_side(n, side), a->role);
}

/* "his country", "their army": the phrase acts for whom its owner acts for. */
static dem_status owned(namer *n, const name_memory *mem, int32_t i)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_draft *d = &n->drafts.at[i];
    const name_item *it = &n->items.at[d->item], *owner = &n->items.at[d->owner];
    const dem_token *tok = dem_name_token(n, owner->first);
    const dem_kb_role *role = &n->kb->roles[it->role];
    bool home = dem_name_word(WORDS_HOME, dem_kb_str(n->kb, role->phrase));
    if (dem_name_word(WORDS_POWER, dem_kb_str(n->kb, role->phrase))) /* "his executive authority" */
        return DEM_OK;
    if (is_ours(tok)) {
        m->quoted_speaker = tok->flags & DEM_TOKEN_QUOTED && (home || role->cameo) && !dem_name_members(n, it);
        if (home)
            m->actor = (dem_actor){0};
        return DEM_OK;
    }
    int32_t to = dem_name_members(n, it) && !home ? -1 : owner_of(n, mem, i); /* "his allies" are not his own */
    if (to < 0 || d->side >= 0 || dem_name_mention(n, to)->actor.country.len + dem_name_mention(n, to)->actor.org.len == 0 || (!home && !role->cameo))
        return DEM_OK;
    const dem_actor *a = &dem_name_mention(n, to)->actor;
    m->actor.country = a->country;
    m->resolution = a->country.len || a->org.len ? DEM_RES_CONTEXT : DEM_RES_NONE;
    if (home && a->country.len) {
        m->actor = (dem_actor){.country = a->country, .id = a->country};
        m->type = DEM_TYPE_COUNTRY;
        return dem_doc_code(n->doc, a->country, (dem_str){0}, &m->actor.cameo);
    }
    m->actor.org = a->country.len ? (dem_str){0} : a->org;
    m->actor.cameo = a->cameo;
    return a->country.len ? dem_doc_code(n->doc, a->country, dem_kb_str(n->kb, role->cameo), &m->actor.cameo) : DEM_OK;
}

/* "the alliance", "the country": the body or country that was named before, also inside a phrase ("NATO ambassadors"). */
static dem_status land(namer *n, int32_t i, name_words list)
{
    dem_mention *m = &n->doc->mentions.at[i];
    int32_t item = dem_name_meant(n, n->drafts.at[i].item, list), end = n->items.at[n->drafts.at[i].item].end;
    if (item < 0 || (end < n->doc->tokens.len && dem_name_is(dem_name_token(n, end), "of"))) /* "the movement of goods" */
        return DEM_OK;
    int32_t to = n->items.at[item].mention;
    if (to >= 0 && to < i && dem_name_mention(n, to)->type != DEM_TYPE_PLACE) {
        refer(n, i, to);
        return DEM_OK;
    }
    const dem_kb_entity *e = &n->kb->entities[n->items.at[item].entity];
    m->type = (uint8_t)e->type;
    m->resolution = DEM_RES_CONTEXT;
    m->actor = (dem_actor){.name = dem_kb_str(n->kb, e->name), .id = dem_kb_str(n->kb, e->id), .country = dem_kb_str(n->kb, e->country), .cameo = dem_kb_str(n->kb, e->cameo)};
    if (e->type == DEM_TYPE_COUNTRY)
        return DEM_OK;
    m->actor.org = m->actor.id;
    m->actor.sector = dem_kb_str(n->kb, e->sector);
    return DEM_OK;
}

/* "the government", "the army" without a country: that of the only one who has one before it in the sentence, if that is somebody at home and not the state
 * itself ("A Kenyan rights group sued the ministry"); else of the sentence before. */
static dem_status at_home(namer *n, const name_memory *mem, int32_t i)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_draft *d = &n->drafts.at[i];
    const dem_kb_role *role = &n->kb->roles[n->items.at[d->item].role];
    bool plural = dem_name_token(n, n->items.at[d->item].end - 1)->feats & DEM_FEAT_PLUR;
    if (plural && dem_str_eq(dem_kb_str(n->kb, role->sector), DEM_S("GOV"))) /* "the leaders" are of several */
        return DEM_OK;
    if (!plural && dem_name_word(WORDS_POWER, dem_kb_str(n->kb, role->phrase)))
        return DEM_OK;
    if (!d->definite || dem_name_word(WORDS_ABROAD, dem_name_last_word(dem_kb_str(n->kb, role->phrase))) || !dem_name_word(WORDS_STATE, dem_kb_str(n->kb, role->sector)) || m->actor.country.len || m->actor.org.len)
        return DEM_OK;
    dem_str country = {0};
    int32_t sentence = m->sentence;
    for (int32_t k = i - 1; k >= 0 && m->sentence - dem_name_mention(n, k)->sentence <= 1; k--) {
        const dem_mention *o = dem_name_mention(n, k);
        if (o->sentence != sentence && country.len)
            break;
        sentence = o->sentence;
        if (o->place_only || o->type == DEM_TYPE_PLACE || o->actor.country.len == 0 || n->drafts.at[k].nested)
            continue;
        bool bare = o->actor.sector.len == 0, state = o->sentence == m->sentence && bare;
        const dem_token *head = dem_name_token(n, o->head);
        bool strange = mem->home && !dem_str_eq(o->actor.country, dem_kb_str(n->kb, mem->home)); /* not the state that the text speaks of */
        if (dem_str_eq(o->actor.sector, DEM_S("BUS")) || (strange && !dem_name_subject(head)) || (bare && !state && head->rel == DEM_REL_nmod_poss))
            continue;
        if (state || (country.len && !dem_str_eq(country, o->actor.country)))
            return DEM_OK;
        country = o->actor.country;
    }
    if (country.len == 0)
        return DEM_OK;
    m->actor.country = country;
    m->resolution = DEM_RES_CONTEXT;
    DEM_TRY(dem_doc_code(n->doc, country, dem_kb_str(n->kb, role->cameo), &m->actor.cameo));
    return by_office(n, i, dem_kb_id(n->kb, country), dem_kb_str(n->kb, role->phrase));
}

/* "the Ukrainian president", "the minister": the last person named who holds such an office. */
static int32_t described(const namer *n, const name_memory *mem, int32_t i)
{
    const dem_mention *m = dem_name_mention(n, i);
    const name_draft *d = &n->drafts.at[i];
    const name_item *it = &n->items.at[d->item];
    if (it->plural || (d->side < 0 && (d->of_head >= 0 || !d->definite)))
        return -1;
    dem_str phrase = dem_kb_str(n->kb, n->kb->roles[it->role].phrase);
    bool anyone = d->definite && d->side < 0 && dem_name_word(WORDS_OFFICIAL, phrase);
    for (int k = mem->persons.count - 1; k >= 0; k--) {
        const dem_mention *c = dem_name_mention(n, mem->persons.at[k]);
        if (anyone && c->actor.role.len && c->actor.name.len && m->sentence - c->sentence <= NAME_REACH)
            return mem->persons.at[k];
        bool side = m->actor.country.len || m->actor.org.len;
        bool same_side = dem_str_eq(c->actor.country, m->actor.country) && dem_str_eq(c->actor.org, m->actor.org);
        if (c->kind == DEM_MENTION_NAME && (!side || same_side) && (dem_str_eq(c->actor.role, phrase) || dem_name_is_kind(c->actor.role, phrase)))
            return mem->persons.at[k];
    }
    return -1;
}

/* "The President" with a capital is one and the same all through a text: that of the country whose state it speaks of most. `named` is the last person named
 * who holds such an office, -1. */
static dem_status bare_title(namer *n, const name_memory *mem, int32_t i, int32_t named, bool *done)
{
    dem_mention *m = &n->doc->mentions.at[i];
    uint32_t role = n->items.at[n->drafts.at[i].item].role;
    *done = true;
    for (int k = mem->titles.count - 1; k >= 0; k--) {
        if (n->items.at[n->drafts.at[mem->titles.at[k]].item].role == role) {
            refer(n, i, mem->titles.at[k]);
            return DEM_OK;
        }
    }
    const dem_kb_role *r = &n->kb->roles[role];
    dem_str country = dem_kb_str(n->kb, mem->home);
    *done = mem->home && dem_str_eq(dem_kb_str(n->kb, r->sector), DEM_S("GOV")) && !(named >= 0 && dem_str_eq(dem_name_mention(n, named)->actor.country, country));
    if (!*done)
        return DEM_OK;
    DEM_TRY(by_office(n, i, mem->home, dem_kb_str(n->kb, r->phrase)));
    *done = m->actor.name.len > 0 || (n->day == 0 && dem_name_has_post(n, mem->home, dem_kb_str(n->kb, r->phrase)));
    if (m->actor.name.len || !*done)
        return DEM_OK;
    m->actor.country = country; /* of no known day: one of that country's */
    m->resolution = DEM_RES_CONTEXT;
    return dem_doc_code(n->doc, country, dem_kb_str(n->kb, r->cameo), &m->actor.cameo);
}

static dem_status resolve(namer *n, const name_memory *mem, int32_t i)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_draft *d = &n->drafts.at[i];
    const name_item *it = &n->items.at[d->item];
    if (it->what == ITEM_PRONOUN) {
        const dem_token *tok = dem_name_token(n, m->core_first);
        if (is_ours(tok)) {
            m->quoted_speaker = (tok->flags & DEM_TOKEN_QUOTED) != 0;
            return DEM_OK;
        }
        int32_t to = pronoun_target(n, mem, i);
        if (to >= 0)
            refer(n, i, to);
        return DEM_OK;
    }
    if (it->what != ITEM_ROLE)
        return DEM_OK;
    if (d->owner >= 0 && d->side >= 0 && dem_name_word(WORDS_PEER, dem_kb_str(n->kb, n->kb->roles[it->role].phrase)))
        return peer(n, mem, i);
    if (d->owner >= 0 && n->items.at[d->owner].what == ITEM_PRONOUN)
        return owned(n, mem, i);
    if (d->former || d->apposed >= 0)
        return DEM_OK;
    bool bare = d->definite && d->side < 0 && d->owner < 0;
    bool one = !(dem_name_token(n, it->end - 1)->feats & DEM_FEAT_PLUR);
    if (bare && one && dem_name_lands(n, it))
        return land(n, i, dem_name_lands(n, it));
    int32_t to = described(n, mem, i);
    bool done = false;
    if (dem_name_bare_title(n, i))
        DEM_TRY(bare_title(n, mem, i, to, &done));
    if (done)
        return DEM_OK;
    if (to >= 0)
        refer(n, i, to);
    if (to < 0 && bare)
        return at_home(n, mem, i);
    return to >= 0 || d->side < 0 ? DEM_OK : by_office(n, i, dem_name_side(n, &n->items.at[d->side]), dem_kb_str(n->kb, n->kb->roles[it->role].phrase));
}

/* A description that is apposed to a name tells what the named one is; the name tells the description who. */
static dem_status appose(namer *n, int32_t i)
{
    int32_t k = n->drafts.at[i].apposed;
    if (k < 0)
        return DEM_OK;
    dem_mention *name = &n->doc->mentions.at[k], *m = &n->doc->mentions.at[i];
    bool between = m->actor.country.len == 0 && m->actor.org.len && name->actor.country.len && name->actor.role.len; /* "the secretary of energy, EU High Representative X" */
    dem_str role = m->actor.role; /* "Josh, the President, ..." */
    bool plain = role.len && !memchr(role.data, '-', (size_t)role.len) && !memchr(role.data, ' ', (size_t)role.len);
    bool other = plain && dem_name_bare_title(n, i) && name->actor.id.len && name->actor.role.len && !dem_name_is_kind(name->actor.role, role);
    bool clash = between || other || (name->actor.country.len && m->actor.country.len && !dem_str_eq(name->actor.country, m->actor.country));
    bool found;
    if (name->type == DEM_TYPE_UNKNOWN)
        name->type = DEM_TYPE_PERSON;
    DEM_TRY(dem_name_by_sound(n, &n->items.at[n->drafts.at[k].item], &m->actor, name, &found));
    if (name->actor.id.len == 0 && name->actor.country.len == 0 && name->actor.org.len == 0 && m->actor.country.len && m->actor.role.len == 0) {
        name->actor.country = m->actor.country;
        name->actor.cameo = m->actor.cameo;
    }
    if (name->actor.role.len == 0 && !clash && name->resolution != DEM_RES_OFFICE && m->actor.role.len) {
        dem_actor a = m->actor;
        a.name = name->actor.name;
        a.id = name->actor.id;
        if (a.country.len == 0 && a.org.len == 0) {
            a.country = name->actor.country;
            DEM_TRY(dem_doc_code(n->doc, a.country, a.sector, &a.cameo));
        }
        name->actor = a;
        if (name->resolution == DEM_RES_NONE)
            name->resolution = m->resolution;
    }
    if (!clash)
        refer(n, i, k);
    return DEM_OK;
}

/* Surnames and acronyms take over what is known of the full name. */
static void take_over(namer *n, int32_t i)
{
    dem_mention *m = &n->doc->mentions.at[i];
    const name_item *it = &n->items.at[n->drafts.at[i].item];
    if (it->what != ITEM_NAME || it->same_as < 0)
        return;
    if (m->actor.id.len == 0)
        m->resolution = it->entity != DEM_NO_ROW ? DEM_RES_ALIAS : DEM_RES_NONE;
    int32_t to = n->items.at[it->same_as].mention;
    if (to < 0 || to == i)
        return;
    dem_mention *full = &n->doc->mentions.at[to];
    if (full->actor.role.len == 0 && full->actor.country.len == 0 && full->actor.org.len == 0 && m->actor.role.len && it->entity == DEM_NO_ROW) {
        dem_str name = full->actor.name; /* a title that the text gives later holds for the whole text */
        full->actor = m->actor;
        full->actor.name = name;
        full->type = m->type;
        full->resolution = m->resolution;
    }
    if (full->actor.role.len || m->actor.role.len == 0)
        m->actor = full->actor;
    else if (m->actor.name.len == 0)
        m->actor.name = full->actor.name;
    m->type = m->type == DEM_TYPE_PERSON ? m->type : full->type;
    m->refers_to = dem_name_root(n, to);
    if (m->actor.name.len || m->actor.country.len || m->actor.org.len)
        m->resolution = DEM_RES_ALIAS;
}

/* The country whose government and parliament have most mentions, 0 if none has. */
static dem_id home_of(const namer *n)
{
    enum { SEEN = 16, SPEAKS = 5 }; /* a transcript is of those who speak */
    struct {
        dem_str country;
        int32_t count;
    } seen[SEEN] = {0};
    int32_t best = 0;
    for (int32_t i = 0; i < n->drafts.len; i++) {
        const dem_actor *a = &dem_name_mention(n, i)->actor;
        if (a->country.len == 0 || !(dem_str_eq(a->sector, DEM_S("GOV")) || dem_str_eq(a->sector, DEM_S("LEG"))))
            continue;
        int32_t k = 0;
        while (k < SEEN - 1 && seen[k].count && !dem_str_eq(seen[k].country, a->country))
            k++;
        int32_t weight = dem_name_is_label(n, dem_name_mention(n, i)) ? SPEAKS : 1;
        seen[k].count = (dem_str_eq(seen[k].country, a->country) ? seen[k].count : 0) + weight;
        seen[k].country = a->country;
        best = seen[k].count > seen[best].count ? k : best;
    }
    return seen[best].count ? dem_kb_id(n->kb, seen[best].country) : 0;
}

dem_status dem_name_pronouns(namer *n)
{
    name_memory mem = {.home = home_of(n)};
    for (int32_t i = 0; i < n->drafts.len; i++)
        DEM_TRY(appose(n, i));
    for (int32_t i = 0; i < n->drafts.len; i++)
        take_over(n, i);
    for (int32_t i = 0; i < n->drafts.len; i++) {
        DEM_TRY(resolve(n, &mem, i));
        dem_name_note(n, &mem, i);
    }
    return DEM_OK;
}
