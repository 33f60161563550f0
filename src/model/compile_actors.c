/* Tables of actors and places: countries, organisations, groups, places and role nouns. People and their offices are in compile_people.c, members of bodies in compile_members.c. */
#include "doc/doc.h"
#include "model/actors.h"

const char *const dem_actor_columns[DEM_ROWS_KINDS] = {
    [DEM_ROWS_COUNTRIES] = "id alias kind sector source",
    [DEM_ROWS_ORGS] = "id name aliases type sector country cameo source",
    [DEM_ROWS_GROUPS] = "id name aliases country sector cameo from to source",
    [DEM_ROWS_PLACES] = "id name aliases country kind lat lon population source",
    [DEM_ROWS_MEMBERS] = "org member from to source",
    [DEM_ROWS_CODES] = "name aliases code from to source",
    [DEM_ROWS_PEOPLE] = "id name aliases role org sector from to as_of basis source",
    [DEM_ROWS_ROLES] = "phrase sector cameo kind source",
};

dem_status dem_actors_string(dem_actors *a, int column, dem_id *out)
{
    return dem_build_string(a->b, a->t.cell[column], out);
}

dem_status dem_actors_capitals(dem_actors *a, int column, int most, dem_id *out)
{
    dem_str cell = a->t.cell[column];
    bool ok = cell.len == 0 || (cell.len >= DEM_CODE_GROUP && cell.len <= most);
    for (ptrdiff_t i = 0; i < cell.len; i++)
        ok = ok && cell.data[i] >= 'A' && cell.data[i] <= 'Z';
    if (!ok)
        return dem_tsv_fail(&a->t, a->err, most == DEM_CODE_GROUP ? "'%.*s' is not three capitals" : "'%.*s' is no code of 3 to %d capitals", (int)cell.len,
                            cell.data, most);
    return dem_actors_string(a, column, out);
}

dem_status dem_actors_date(dem_actors *a, int column, uint32_t *out)
{
    dem_date d;
    *out = 0;
    if (a->t.cell[column].len == 0)
        return DEM_OK;
    if (!dem_date_parse(a->t.cell[column], &d))
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no date", (int)a->t.cell[column].len, a->t.cell[column].data);
    *out = dem_day_of(d);
    return DEM_OK;
}

bool dem_actors_meet(uint32_t from, uint32_t to, uint32_t other_from, uint32_t other_to)
{
    return (!to || dem_day_first(other_from) <= dem_day_last(to)) && (!other_to || dem_day_first(from) <= dem_day_last(other_to));
}

/* The slot of an id in the table of entities. Ids are strings already, so the number of the string is the key. */
static uint32_t *id_slot(dem_actors *a, dem_id id)
{
    ptrdiff_t mask = a->n_by_id - 1, i = (ptrdiff_t)(dem_hash_end(id) & (uint64_t)mask);
    while (a->by_id.at[i] && a->b->entities.at[a->by_id.at[i] - 1].id != id)
        i = (i + 1) & mask;
    return &a->by_id.at[i];
}

static dem_status grow_ids(dem_actors *a)
{
    do
        a->n_by_id = a->n_by_id ? a->n_by_id * 2 : 1 << 16;
    while (a->n_by_id <= a->b->entities.len * 2);
    a->by_id.at = dem_arena_alloc(a->b->arena, a->n_by_id * (ptrdiff_t)sizeof *a->by_id.at);
    if (!a->by_id.at)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < a->b->entities.len; i++)
        *id_slot(a, a->b->entities.at[i].id) = (uint32_t)i + 1;
    return DEM_OK;
}

uint32_t dem_actors_find(dem_actors *a, dem_id id)
{
    return *id_slot(a, id) - 1; /* an empty slot gives DEM_NO_ROW */
}

dem_status dem_actors_entity(dem_actors *a, dem_id id, uint32_t type, uint32_t *row, bool *is_new)
{
    *row = DEM_NO_ROW;
    *is_new = false;
    if (id == 0)
        return dem_tsv_fail(&a->t, a->err, "the id is empty");
    if (a->b->entities.len * 2 >= a->n_by_id)
        DEM_TRY(grow_ids(a));
    uint32_t *slot = id_slot(a, id);
    *is_new = *slot == 0;
    if (*is_new) {
        dem_kb_entity *e = dem_push(a->b->arena, &a->b->entities);
        if (!e)
            return DEM_NO_MEMORY;
        e->id = id;
        e->type = type;
        *slot = (uint32_t)a->b->entities.len;
    }
    *row = *slot - 1;
    if (a->b->entities.at[*row].type != type)
        return dem_tsv_fail(&a->t, a->err, "the id '%.*s' is taken by a row of another table", (int)a->t.cell[0].len, a->t.cell[0].data);
    return DEM_OK;
}

static bool is_acronym(dem_str s)
{
    int upper = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        if (c >= 'A' && c <= 'Z')
            upper++;
        else if (c != '.' && c != '-' && c != '&' && !(c >= '0' && c <= '9'))
            return false;
    }
    return upper > 0 && s.len <= 8;
}

/* Names of countries and capitals may stand in lower case ("kyiv") unless that is a word of its own ("turkey", "china"). */
static uint32_t letter_case(const dem_builder *b, dem_str alias, bool lower_case_too)
{
    if (is_acronym(alias))
        return DEM_CASE_EXACT;
    if (lower_case_too && alias.len > 3 && !dem_build_find(b, alias, DEM_FAM_FORM))
        return DEM_CASE_ANY;
    return DEM_CASE_CAPITAL;
}

dem_status dem_actors_alias(dem_actors *a, dem_str alias, dem_kb_sense sense, bool lower_case_too)
{
    sense.family = DEM_FAM_ENTITY;
    sense.letter_case = letter_case(a->b, alias, lower_case_too);
    DEM_TRY(dem_build_phrase(a->b, alias, sense));
    if (!a->overlay)
        return DEM_OK;
    sense.family = DEM_FAM_OVERLAY;
    return dem_build_phrase(a->b, alias, sense);
}

static dem_status country_row(dem_actors *a)
{
    static const struct {
        const char *name;
        uint32_t kind;
    } kinds[] = {{"name", DEM_ALIAS_NAME}, {"former", DEM_ALIAS_FORMER}, {"demonym", DEM_ALIAS_DEMONYM}, {"capital", DEM_ALIAS_CAPITAL},
                 {"government", DEM_ALIAS_GOVERNMENT}};
    ptrdiff_t k = 0;
    while (k < DEM_COUNT(kinds) && !dem_str_eq(a->t.cell[2], dem_str_of(kinds[k].name)))
        k++;
    if (k == DEM_COUNT(kinds))
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no kind of alias", (int)a->t.cell[2].len, a->t.cell[2].data);
    if (a->t.cell[1].len == 0)
        return dem_tsv_fail(&a->t, a->err, "the alias is empty");
    dem_id id, sector;
    uint32_t row;
    bool is_new;
    DEM_TRY(dem_actors_capitals(a, 0, DEM_CODE_GROUP, &id));
    DEM_TRY(dem_actors_capitals(a, 3, DEM_CODE_GROUP, &sector));
    DEM_TRY(dem_actors_entity(a, id, DEM_TYPE_COUNTRY, &row, &is_new));
    dem_kb_entity *e = &a->b->entities.at[row];
    if (is_new)
        e->country = e->cameo = id;
    if (kinds[k].kind == DEM_ALIAS_NAME && !e->name) {
        DEM_TRY(dem_actors_string(a, 1, &e->name));
        DEM_TRY(dem_actors_string(a, 4, &e->source));
    }
    return dem_actors_alias(a, a->t.cell[1], (dem_kb_sense){.row = row, .kind = kinds[k].kind, .sector = sector}, true);
}

/* A row of its own: it has a name, and only an overlay may have a row for an id that is there already, and takes its place. */
static dem_status check_named(dem_actors *a, bool is_new)
{
    if (!is_new && !a->overlay)
        return dem_tsv_fail(&a->t, a->err, "the id '%.*s' is taken", (int)a->t.cell[0].len, a->t.cell[0].data);
    return a->t.cell[1].len ? DEM_OK : dem_tsv_fail(&a->t, a->err, "the name is empty");
}

/* Name and aliases in the second and third cell. */
static dem_status add_names(dem_actors *a, uint32_t row)
{
    DEM_TRY(dem_actors_alias(a, a->t.cell[1], (dem_kb_sense){.row = row}, false));
    dem_str aliases = a->t.cell[2];
    while (aliases.len)
        DEM_TRY(dem_actors_alias(a, dem_str_trim(dem_str_next(&aliases, '|')), (dem_kb_sense){.row = row}, false));
    return DEM_OK;
}

static dem_status organisation_row(dem_actors *a, uint32_t type)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    DEM_TRY(dem_actors_string(a, 0, &id));
    DEM_TRY(dem_actors_entity(a, id, type, &row, &is_new));
    DEM_TRY(check_named(a, is_new));
    dem_kb_entity e = {.id = id, .type = type};
    DEM_TRY(dem_actors_string(a, 1, &e.name));
    if (type == DEM_TYPE_ORG) { /* id name aliases type sector country cameo source */
        DEM_TRY(dem_actors_string(a, 3, &e.kind));
        DEM_TRY(dem_actors_capitals(a, 4, DEM_CODE_GROUP, &e.sector));
        DEM_TRY(dem_actors_capitals(a, 5, DEM_CODE_GROUP, &e.country));
        DEM_TRY(dem_actors_capitals(a, 6, DEM_LONGEST_CODE, &e.cameo));
        DEM_TRY(dem_actors_string(a, 7, &e.source));
    } else { /* id name aliases country sector cameo from to source */
        DEM_TRY(dem_actors_capitals(a, 3, DEM_CODE_GROUP, &e.country));
        DEM_TRY(dem_actors_capitals(a, 4, DEM_CODE_GROUP, &e.sector));
        DEM_TRY(dem_actors_capitals(a, 5, DEM_LONGEST_CODE, &e.cameo));
        DEM_TRY(dem_actors_date(a, 6, &e.from));
        DEM_TRY(dem_actors_date(a, 7, &e.to));
        DEM_TRY(dem_actors_string(a, 8, &e.source));
    }
    a->b->entities.at[row] = e;
    return add_names(a, row);
}

/* Degrees with up to five decimals as an integer: "-1.29207" → -129207. */
static bool degrees(dem_str s, uint32_t *out)
{
    bool negative = s.len && s.data[0] == '-';
    dem_str fraction = negative ? dem_str_cut(s, 1, s.len) : s, whole = dem_str_next(&fraction, '.');
    int64_t value = 0;
    if (!dem_str_int(whole, &value) || value < 0 || value > 180)
        return false;
    for (int i = 0; i < 5; i++) {
        char c = i < fraction.len ? fraction.data[i] : '0';
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *out = (uint32_t)(int32_t)(negative ? -value : value);
    return true;
}

static dem_status place_row(dem_actors *a)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    int64_t population = 0;
    DEM_TRY(dem_actors_string(a, 0, &id));
    DEM_TRY(dem_actors_entity(a, id, DEM_TYPE_PLACE, &row, &is_new));
    DEM_TRY(check_named(a, is_new));
    dem_kb_entity e = {.id = id, .type = DEM_TYPE_PLACE};
    DEM_TRY(dem_actors_string(a, 1, &e.name));
    DEM_TRY(dem_actors_capitals(a, 3, DEM_CODE_GROUP, &e.country));
    DEM_TRY(dem_actors_string(a, 4, &e.kind));
    e.has_point = a->t.cell[5].len && a->t.cell[6].len;
    if (e.has_point && (!degrees(a->t.cell[5], &e.lat_e5) || !degrees(a->t.cell[6], &e.lon_e5)))
        return dem_tsv_fail(&a->t, a->err, "latitude or longitude is not in decimal degrees");
    if (a->t.cell[7].len && (!dem_str_int(a->t.cell[7], &population) || population < 0 || population > UINT32_MAX))
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no population", (int)a->t.cell[7].len, a->t.cell[7].data);
    e.population = (uint32_t)population;
    DEM_TRY(dem_actors_string(a, 8, &e.source));
    a->b->entities.at[row] = e;
    return add_names(a, row);
}

/* What the role nouns that are there say of sector parts of three letters, each once: MED is JRN. */
static dem_status learn_sectors(dem_actors *a)
{
    for (ptrdiff_t i = 0; i < a->b->roles.len; i++) {
        const dem_kb_role *role = &a->b->roles.at[i];
        ptrdiff_t k = 0;
        while (k < a->parts.len && a->parts.at[k].cameo != role->cameo)
            k++;
        if (k < a->parts.len || !role->sector || dem_build_text(a->b, role->cameo).len != DEM_CODE_GROUP)
            continue;
        dem_actors_part *part = dem_push(a->b->arena, &a->parts);
        if (!part)
            return DEM_NO_MEMORY;
        *part = (dem_actors_part){role->cameo, role->sector};
    }
    return DEM_OK;
}

dem_id dem_actors_sector(const dem_actors *a, dem_str part)
{
    for (; part.len >= DEM_CODE_GROUP; part = dem_str_cut(part, DEM_CODE_GROUP, part.len))
        for (ptrdiff_t k = 0; k < a->parts.len; k++)
            if (dem_str_starts(part, dem_build_text(a->b, a->parts.at[k].cameo)))
                return a->parts.at[k].sector;
    return 0;
}

/* An overlay may leave the kind open: it is that of the role it replaces, else of the role noun that is its last word. */
static dem_status role_kind(dem_actors *a, uint32_t *kind)
{
    static const char *const kinds[] = {"person", "persons", "body"};
    dem_str phrase = a->t.cell[0], cell = a->t.cell[3];
    for (*kind = 0; *kind < DEM_COUNT(kinds); ++*kind)
        if (dem_str_eq(cell, dem_str_of(kinds[*kind])))
            return DEM_OK;
    if (cell.len || !a->overlay)
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no kind of role: person, persons, body", (int)cell.len, cell.data);
    ptrdiff_t at = phrase.len;
    while (at > 0 && phrase.data[at - 1] != ' ')
        at--;
    const dem_kb_sense *like = dem_build_find(a->b, phrase, DEM_FAM_ROLE);
    if (!like)
        like = dem_build_find(a->b, dem_str_cut(phrase, at, phrase.len), DEM_FAM_ROLE);
    *kind = like ? a->b->roles.at[like->row].kind : DEM_ROLE_PERSON;
    return DEM_OK;
}

static dem_status role_row(dem_actors *a)
{
    dem_kb_role role = {0};
    DEM_TRY(role_kind(a, &role.kind));
    DEM_TRY(dem_actors_string(a, 0, &role.phrase));
    DEM_TRY(dem_actors_capitals(a, 1, DEM_CODE_GROUP, &role.sector));
    DEM_TRY(dem_actors_capitals(a, 2, DEM_LONGEST_CODE - DEM_CODE_GROUP, &role.cameo)); /* goes behind a country */
    DEM_TRY(dem_actors_string(a, 4, &role.source));
    if (!role.phrase)
        return dem_tsv_fail(&a->t, a->err, "the phrase is empty");
    if (!role.sector && a->overlay)
        role.sector = dem_actors_sector(a, a->t.cell[2]);
    const dem_kb_sense *old = a->overlay && !a->alone ? dem_build_find(a->b, a->t.cell[0], DEM_FAM_ROLE) : NULL;
    if (old) {
        a->b->roles.at[old->row] = role;
        return DEM_OK;
    }
    dem_kb_role *slot = dem_push(a->b->arena, &a->b->roles);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = role;
    return dem_build_phrase(a->b, a->t.cell[0], (dem_kb_sense){.family = DEM_FAM_ROLE, .row = (uint32_t)a->b->roles.len - 1});
}

dem_status dem_actors_init(dem_actors *a, dem_builder *b, bool overlay, dem_error *err)
{
    *a = (dem_actors){.b = b, .overlay = overlay, .err = err, .n_old_members = b->members.len};
    DEM_TRY(grow_ids(a));
    return overlay ? learn_sectors(a) : DEM_OK;
}

static dem_status table_row(dem_actors *a, int table)
{
    switch (table) {
    case DEM_ROWS_COUNTRIES: return country_row(a);
    case DEM_ROWS_ORGS: return organisation_row(a, DEM_TYPE_ORG);
    case DEM_ROWS_GROUPS: return organisation_row(a, DEM_TYPE_GROUP);
    case DEM_ROWS_PLACES: return place_row(a);
    case DEM_ROWS_MEMBERS: return dem_actors_member(a);
    case DEM_ROWS_CODES: return dem_actors_coded(a);
    case DEM_ROWS_PEOPLE: return dem_actors_person(a);
    default: return role_row(a);
    }
}

dem_status dem_actors_table(dem_actors *a, int table)
{
    for (;;) {
        bool more;
        DEM_TRY(dem_tsv_next(&a->t, &more, a->err));
        if (!more)
            return DEM_OK;
        DEM_TRY(table_row(a, table));
    }
}

dem_status dem_actors_finish(dem_actors *a)
{
    dem_actors_members(a);
    return dem_actors_offices(a);
}

dem_status dem_compile_actors(dem_builder *b, dem_error *err)
{
    static const struct {
        const char *name;
        int table;
        bool optional;
    } files[] = {
        {"actors/countries.tsv", DEM_ROWS_COUNTRIES, false}, {"actors/orgs.tsv", DEM_ROWS_ORGS, false},
        {"actors/orgs_bysa.tsv", DEM_ROWS_ORGS, true},       {"actors/groups.tsv", DEM_ROWS_GROUPS, false},
        {"actors/places.tsv", DEM_ROWS_PLACES, false},       {"actors/members.tsv", DEM_ROWS_MEMBERS, false},
        {"actors/people.tsv", DEM_ROWS_PEOPLE, false},       {"actors/roles.tsv", DEM_ROWS_ROLES, false},
    };
    dem_actors a;
    DEM_TRY(dem_actors_init(&a, b, false, err));
    DEM_TRY(dem_compile_ranks(b, err));
    for (ptrdiff_t i = 0; i < DEM_COUNT(files); i++) {
        bool found;
        DEM_TRY(dem_build_table(b, files[i].name, dem_actor_columns[files[i].table], files[i].optional, &a.t, &found, err));
        if (found)
            DEM_TRY(dem_actors_table(&a, files[i].table));
    }
    return dem_actors_finish(&a);
}
