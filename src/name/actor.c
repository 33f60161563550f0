#include "name/name_internal.h"

dem_str dem_name_last_word(dem_str phrase)
{
    ptrdiff_t at = phrase.len;
    while (at > 0 && phrase.data[at - 1] != ' ')
        at--;
    return dem_str_cut(phrase, at, phrase.len);
}

bool dem_name_is_person(const namer *n, const dem_mention *m)
{
    const name_draft *d = &n->drafts.at[m - n->doc->mentions.at];
    const name_item *it = &n->items.at[d->item];
    if (it->what == ITEM_ROLE)
        return !it->plural && n->kb->roles[it->role].kind == DEM_ROLE_PERSON;
    return m->type == DEM_TYPE_PERSON;
}

/* The country of an entity, or of what stands inside a name ("Bank of Japan"). */
static dem_str country_of(const namer *n, const name_item *it)
{
    return dem_kb_str(n->kb, it->entity == DEM_NO_ROW ? it->home : n->kb->entities[it->entity].country);
}

/* Whom a country, body, place or person stands for, as the side of a role noun. */
static dem_status side_actor(namer *n, const name_item *it, dem_actor *a)
{
    const dem_kb *kb = n->kb;
    *a = (dem_actor){.country = country_of(n, it)};
    if (it->entity == DEM_NO_ROW) {
        a->sector = it->role != DEM_NO_ROW ? dem_kb_str(kb, kb->roles[it->role].sector) : (dem_str){0};
        return DEM_OK;
    }
    const dem_kb_entity *e = &kb->entities[it->entity];
    uint8_t resolution;
    if (e->type == DEM_TYPE_PERSON || e->type == DEM_TYPE_UNKNOWN) {
        dem_actor p;
        DEM_TRY(dem_name_person_actor(n, it->entity, &p, &resolution));
        *a = (dem_actor){.country = p.country, .org = p.org, .sector = p.sector};
        a->cameo = p.org.len ? p.cameo : p.country;
        return DEM_OK;
    }
    a->country = dem_kb_str(kb, e->country);
    if (e->type == DEM_TYPE_COUNTRY)
        a->sector = dem_kb_str(kb, it->sector);
    if (e->type == DEM_TYPE_ORG || e->type == DEM_TYPE_GROUP) {
        a->org = dem_kb_str(kb, e->id);
        a->sector = dem_kb_str(kb, e->sector);
        a->cameo = dem_kb_str(kb, e->cameo);
    }
    return DEM_OK;
}

/* Sector and code part of a role noun. A body inside the phrase says more than the noun: "army spokesman". */
static void role_sector(const namer *n, const name_draft *d, uint32_t role, const dem_actor *side, dem_str *sector, dem_str *part)
{
    const dem_kb_role *r = &n->kb->roles[role];
    *sector = dem_kb_str(n->kb, r->sector);
    *part = dem_kb_str(n->kb, r->cameo);
    bool own_sector = r->kind == DEM_ROLE_BODY && r->cameo; /* "teachers' union" */
    if (d->inner != DEM_NO_ROW && n->kb->roles[d->inner].cameo && !own_sector) {
        *sector = dem_kb_str(n->kb, n->kb->roles[d->inner].sector);
        *part = dem_kb_str(n->kb, n->kb->roles[d->inner].cameo);
    } else if (side->sector.len && (part->len == 0 || dem_str_eq(*part, DEM_S("GOV"))) && r->kind == DEM_ROLE_PERSON) {
        *sector = *part = side->sector;
    }
}

bool dem_name_members(const namer *n, const name_item *it)
{
    return it->what == ITEM_ROLE && dem_name_word(WORDS_MEMBER, dem_name_last_word(dem_kb_str(n->kb, n->kb->roles[it->role].phrase)));
}

/* What a role noun with its side says, alone or before a name. */
static dem_status role_actor(namer *n, const name_draft *d, uint32_t role, dem_actor *a)
{
    dem_actor side = {0};
    dem_str part;
    if (d->side >= 0)
        DEM_TRY(side_actor(n, &n->items.at[d->side], &side));
    if (d->owner >= 0 && d->side < 0)
        DEM_TRY(side_actor(n, &n->items.at[d->owner], &side));
    if (dem_name_members(n, &n->items.at[d->item]) && side.org.len && side.country.len == 0) { /* "NATO allies": not the body, and no state that is named */
        a->role = dem_kb_str(n->kb, n->kb->roles[role].phrase);
        a->sector = dem_kb_str(n->kb, n->kb->roles[role].sector);
        return DEM_OK;
    }
    *a = (dem_actor){.country = side.country, .org = side.org};
    if (d->former)
        return dem_doc_code(n->doc, side.country, (dem_str){0}, &a->cameo);
    a->role = dem_kb_str(n->kb, n->kb->roles[role].phrase);
    role_sector(n, d, role, &side, &a->sector, &part);
    if (side.org.len && side.cameo.len) {
        a->cameo = side.cameo;
        bool international = side.country.len == 0 && !dem_str_eq(a->sector, DEM_S("MIL")); /* "a NATO representative" sits in no parliament */
        if (international || (side.sector.len && part.len == 0))
            a->sector = side.sector;
        return DEM_OK;
    }
    return dem_doc_code(n->doc, side.country, part, &a->cameo);
}

static void put_point(const dem_kb_entity *e, dem_mention *m)
{
    m->has_point = e->has_point;
    m->lat_e5 = (int32_t)e->lat_e5;
    m->lon_e5 = (int32_t)e->lon_e5;
}

static void place_mention(namer *n, uint32_t row, dem_mention *m)
{
    const dem_kb_entity *e = &n->kb->entities[row];
    m->type = DEM_TYPE_PLACE;
    m->actor = (dem_actor){.name = dem_kb_str(n->kb, e->name), .id = dem_kb_str(n->kb, e->id), .country = dem_kb_str(n->kb, e->country)};
    put_point(e, m);
}

static dem_status country_mention(namer *n, int32_t i, const name_item *it, dem_mention *m)
{
    const dem_kb_entity *e = &n->kb->entities[it->entity];
    dem_str part = it->alias == DEM_ALIAS_GOVERNMENT ? dem_kb_str(n->kb, it->sector) : (dem_str){0};
    if (it->alias == DEM_ALIAS_GOVERNMENT && part.len == 0)
        part = DEM_S("GOV");
    m->place_only = it->alias != DEM_ALIAS_DEMONYM && dem_name_is_where(n, i);
    if (it->alias == DEM_ALIAS_CAPITAL && m->place_only) {
        m->type = DEM_TYPE_PLACE;
        if (it->place != DEM_NO_ROW) {
            place_mention(n, it->place, m);
            return DEM_OK;
        }
        m->actor.country = dem_kb_str(n->kb, e->country);
        return DEM_OK;
    }
    if (it->alias == DEM_ALIAS_CAPITAL || it->alias == DEM_ALIAS_GOVERNMENT)
        m->resolution = DEM_RES_METONYM;
    if (it->alias == DEM_ALIAS_DEMONYM) /* "Kenyan missiles", "Kenyans" */
        m->kind = DEM_MENTION_DESCRIPTION;
    m->actor = (dem_actor){.name = dem_kb_str(n->kb, e->name), .id = dem_kb_str(n->kb, e->id), .country = dem_kb_str(n->kb, e->country), .sector = part};
    return dem_doc_code(n->doc, m->actor.country, part, &m->actor.cameo);
}

static dem_status body_mention(namer *n, const name_draft *d, const name_item *it, dem_mention *m)
{
    const dem_kb *kb = n->kb;
    const dem_kb_entity *e = &kb->entities[it->entity];
    m->actor = (dem_actor){.name = dem_kb_str(kb, e->name), .id = dem_kb_str(kb, e->id), .country = dem_kb_str(kb, e->country),
                           .org = dem_kb_str(kb, e->id), .sector = dem_kb_str(kb, e->sector), .cameo = dem_kb_str(kb, e->cameo)};
    if (d->side >= 0 && m->actor.country.len == 0 && m->actor.cameo.len == 0)
        m->actor.country = country_of(n, &n->items.at[d->side]);
    return m->actor.cameo.len ? DEM_OK : dem_doc_code(n->doc, m->actor.country, m->actor.sector, &m->actor.cameo);
}

dem_status dem_name_by_sound(namer *n, const name_item *it, const dem_actor *said, dem_mention *m, bool *found)
{
    *found = false;
    if (m->actor.id.len || it->what != ITEM_NAME || it->type == DEM_TYPE_ORG || it->type == DEM_TYPE_PLACE)
        return DEM_OK;
    uint32_t person = dem_name_spelled(n, it, said);
    *found = person != DEM_NO_ROW;
    if (!*found)
        return DEM_OK;
    m->type = DEM_TYPE_PERSON;
    return dem_name_person_actor(n, person, &m->actor, &m->resolution);
}

/* The text's own words for an office fill what the tables do not know, unless the two name different countries. */
static dem_status add_title(namer *n, const name_draft *d, dem_mention *m)
{
    dem_actor t = {0};
    bool found = false;
    if (d->title < 0) {
        static const dem_actor nothing = {0};
        if (m->type == DEM_TYPE_PERSON && dem_name_run_words(n, &n->items.at[d->item]) > 1)
            DEM_TRY(dem_name_by_sound(n, &n->items.at[d->item], &nothing, m, &found));
        if (d->side >= 0 && m->actor.country.len == 0)
            m->actor.country = m->actor.cameo = country_of(n, &n->items.at[d->side]);
        return DEM_OK;
    }
    DEM_TRY(role_actor(n, d, n->items.at[d->title].role, &t));
    if (d->former || dem_str_eq(t.sector, DEM_S("OPP"))) { /* the text knows better than the tables that somebody is not in office */
        m->actor.sector = t.sector;
        m->actor.role = t.role;
        m->actor.org = (dem_str){0};
        m->resolution = m->resolution == DEM_RES_OFFICE ? DEM_RES_TABLE : m->resolution;
        if (m->actor.country.len == 0)
            m->actor.country = t.country;
        return dem_doc_code(n->doc, m->actor.country, t.sector, &m->actor.cameo);
    }
    DEM_TRY(dem_name_by_sound(n, &n->items.at[d->item], &t, m, &found));
    if (found || m->resolution == DEM_RES_OFFICE || (t.country.len && m->actor.country.len && !dem_str_eq(t.country, m->actor.country)))
        return DEM_OK;
    if (t.org.len && t.cameo.len && m->actor.country.len && t.country.len == 0)
        m->actor.country = (dem_str){0}; /* acts for the body now, whatever the country was */
    if (t.country.len)
        m->actor.country = t.country;
    m->actor.org = t.org;
    m->actor.sector = t.sector;
    m->actor.role = t.role;
    if ((m->actor.id.len == 0 || m->resolution == DEM_RES_STALE) && (t.country.len || t.org.len))
        m->resolution = DEM_RES_ROLE;
    m->actor.cameo = t.cameo;
    if (t.cameo.len == 0)
        return dem_doc_code(n->doc, m->actor.country, t.sector, &m->actor.cameo);
    return DEM_OK;
}

static bool speaks(const namer *n, const name_draft *d)
{
    const dem_token *head = dem_name_token(n, d->core_end - 1), *first = dem_name_token(n, d->core_first);
    if ((head->rel == DEM_REL_nsubj && head->head >= 0 && dem_name_says(n, head->head)) || (first->rel == DEM_REL_nsubj && first->head >= 0 && dem_name_says(n, first->head)))
        return true;
    return (d->end < n->doc->tokens.len && dem_name_says(n, d->end)) || (d->first > 0 && dem_name_says(n, d->first - 1));
}

/* "the Basque group X" */
static bool called_body(const namer *n, const name_draft *d)
{
    return d->title >= 0 && n->kb->roles[n->items.at[d->title].role].kind == DEM_ROLE_BODY;
}

/* A name with codes: what it is only the words before it tell. */
static dem_status coded_mention(namer *n, const name_draft *d, const name_item *it, dem_mention *m)
{
    m->type = called_body(n, d) ? DEM_TYPE_ORG : d->title >= 0 || d->honorific ? DEM_TYPE_PERSON : DEM_TYPE_UNKNOWN;
    return dem_name_person_actor(n, it->entity, &m->actor, &m->resolution);
}

/* A name with a country inside: its body acts for that, in the sector of the role noun that is in the name ("Housing Authority of Kenya"). */
static dem_status at_home(namer *n, const name_item *it, dem_mention *m)
{
    dem_str part = {0};
    m->actor.country = dem_kb_str(n->kb, it->home);
    if (m->place_only)
        return DEM_OK;
    if (it->role != DEM_NO_ROW) {
        m->actor.sector = dem_kb_str(n->kb, n->kb->roles[it->role].sector);
        part = dem_kb_str(n->kb, n->kb->roles[it->role].cameo);
    }
    m->resolution = DEM_RES_ROLE;
    return dem_doc_code(n->doc, m->actor.country, part, &m->actor.cameo);
}

static dem_status name_mention(namer *n, const name_draft *d, const name_item *it, dem_mention *m)
{
    const dem_sentence *s = &n->doc->sentences.at[it->sentence];
    if (it->entity != DEM_NO_ROW && n->kb->entities[it->entity].type == DEM_TYPE_PERSON) {
        m->type = DEM_TYPE_PERSON;
        DEM_TRY(dem_name_person_actor(n, it->entity, &m->actor, &m->resolution));
        return add_title(n, d, m);
    }
    bool body = called_body(n, d) || (d->side >= 0 && d->definite && d->title < 0);
    m->type = it->type ? it->type : body ? DEM_TYPE_ORG : d->title >= 0 || d->honorific || speaks(n, d) ? DEM_TYPE_PERSON : DEM_TYPE_UNKNOWN;
    if (it->same_as < 0)
        m->actor.name = dem_doc_slice(n->doc, s->field, (dem_span){dem_name_token(n, d->core_first)->span.start, dem_name_token(n, d->core_end - 1)->span.end});
    uint32_t place = m->type == DEM_TYPE_PLACE ? dem_name_spelled_place(n, it) : DEM_NO_ROW;
    if (place != DEM_NO_ROW) {
        place_mention(n, place, m);
        m->resolution = DEM_RES_TABLE;
    }
    m->place_only = m->type == DEM_TYPE_PLACE;
    if (it->home && place == DEM_NO_ROW)
        DEM_TRY(at_home(n, it, m));
    return add_title(n, d, m);
}

static dem_status fill(namer *n, int32_t i, dem_mention *m)
{
    const name_draft *d = &n->drafts.at[i];
    const name_item *it = &n->items.at[d->item];
    if (it->what == ITEM_PRONOUN) {
        m->kind = DEM_MENTION_PRONOUN;
        return DEM_OK;
    }
    if (it->what == ITEM_ROLE) {
        m->kind = DEM_MENTION_DESCRIPTION;
        m->type = n->kb->roles[it->role].kind == DEM_ROLE_BODY ? DEM_TYPE_ORG : DEM_TYPE_ROLE;
        DEM_TRY(role_actor(n, d, it->role, &m->actor));
        m->resolution = m->actor.country.len || m->actor.org.len ? DEM_RES_ROLE : DEM_RES_NONE;
        return DEM_OK;
    }
    if (it->what == ITEM_NAME || n->kb->entities[it->entity].type == DEM_TYPE_PERSON)
        return name_mention(n, d, it, m);
    m->resolution = DEM_RES_TABLE;
    m->type = (uint8_t)n->kb->entities[it->entity].type;
    if (m->type == DEM_TYPE_COUNTRY)
        return country_mention(n, i, it, m);
    if (m->type == DEM_TYPE_UNKNOWN)
        return coded_mention(n, d, it, m);
    if (m->type != DEM_TYPE_PLACE)
        return body_mention(n, d, it, m);
    place_mention(n, it->entity, m);
    m->place_only = dem_name_is_where(n, i);
    return DEM_OK;
}

/* The word of the phrase that everything else in it hangs on. */
static int32_t head_of(const namer *n, const name_draft *d)
{
    const name_item *it = &n->items.at[d->item];
    int32_t t = it->what == ITEM_ROLE && !d->echo ? it->end - 1 : d->core_end - 1;
    for (int32_t steps = d->end - d->first; steps > 0 && dem_in(dem_name_token(n, t)->head, d->first, d->end); steps--)
        t = dem_name_token(n, t)->head;
    return t;
}

dem_status dem_name_actors(namer *n)
{
    for (int32_t i = 0; i < n->drafts.len; i++) {
        const name_draft *d = &n->drafts.at[i];
        dem_mention *m = dem_push(n->doc->arena, &n->doc->mentions);
        if (!m)
            return DEM_NO_MEMORY;
        *m = (dem_mention){.span = {dem_name_token(n, d->first)->span.start, dem_name_token(n, d->end - 1)->span.end}, .sentence = n->items.at[d->item].sentence,
                           .first = d->first, .end = d->end, .core_first = d->core_first, .core_end = d->core_end, .head = head_of(n, d), .refers_to = -1, .also = d->also};
        DEM_TRY(fill(n, i, m));
        for (int32_t t = d->first; t < d->end && !d->nested; t++)
            if (t == m->head || !dem_in(dem_name_token(n, t)->head, d->first, d->end))
                dem_name_token(n, t)->mention = i;
    }
    return DEM_OK;
}
