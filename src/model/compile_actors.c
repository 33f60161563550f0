/* Tables of actors and places: entities with their offices, and role nouns. */
#include "doc/doc.h"
#include "model/builder.h"

/* Rows of one table while it is read, with what they need of the others. */
typedef struct {
    dem_builder *b;
    dem_tsv t;
    dem_error *err;
    DEM_VEC(uint32_t) by_id; /* hash table of entities by id: row + 1 */
    ptrdiff_t n_by_id;
} actors;

static dem_status string_cell(actors *a, int column, dem_id *out)
{
    return dem_build_string(a->b, a->t.cell[column], out);
}

/* YYYYMMDD with zeros for what is unknown; 0 if the cell is empty. */
static dem_status date_cell(actors *a, int column, uint32_t *out)
{
    dem_date d;
    *out = 0;
    if (a->t.cell[column].len == 0)
        return DEM_OK;
    if (!dem_date_parse(a->t.cell[column], &d))
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no date", (int)a->t.cell[column].len, a->t.cell[column].data);
    *out = (uint32_t)(d.year * 10000 + d.month * 100 + d.day);
    return DEM_OK;
}

/* The slot of an id in the table of entities. Ids are strings already, so the number of the string is the key. */
static uint32_t *id_slot(actors *a, dem_id id)
{
    ptrdiff_t mask = a->n_by_id - 1, i = (ptrdiff_t)(dem_hash_end(id) & (uint64_t)mask);
    while (a->by_id.at[i] && a->b->entities.at[a->by_id.at[i] - 1].id != id)
        i = (i + 1) & mask;
    return &a->by_id.at[i];
}

static dem_status grow_ids(actors *a)
{
    a->n_by_id = a->n_by_id ? a->n_by_id * 2 : 1 << 16;
    a->by_id.at = dem_arena_alloc(a->b->arena, a->n_by_id * (ptrdiff_t)sizeof *a->by_id.at);
    if (!a->by_id.at)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < a->b->entities.len; i++)
        *id_slot(a, a->b->entities.at[i].id) = (uint32_t)i + 1;
    return DEM_OK;
}

/* The entity with this id, added if it is new. */
static dem_status entity_of(actors *a, dem_id id, uint32_t type, uint32_t *row, bool *is_new)
{
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

static dem_status add_alias(actors *a, dem_str alias, uint32_t row, uint32_t kind, bool lower_case_too)
{
    dem_kb_sense sense = {.family = DEM_FAM_ENTITY, .row = row, .kind = kind, .letter_case = letter_case(a->b, alias, lower_case_too)};
    return dem_build_phrase(a->b, alias, sense);
}

static dem_status add_aliases(actors *a, dem_str aliases, uint32_t row)
{
    while (aliases.len)
        DEM_TRY(add_alias(a, dem_str_trim(dem_str_next(&aliases, '|')), row, DEM_ALIAS_NAME, false));
    return DEM_OK;
}

static dem_status open_table(actors *a, const char *name, const char *columns, bool optional, bool *found)
{
    return dem_build_table(a->b, name, columns, optional, &a->t, found, a->err);
}

static dem_status country_row(actors *a)
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
    if (a->t.cell[0].len != 3 || a->t.cell[1].len == 0)
        return dem_tsv_fail(&a->t, a->err, "a country has an ISO alpha-3 code and an alias");
    dem_id id, sector;
    uint32_t row;
    bool is_new;
    DEM_TRY(string_cell(a, 0, &id));
    DEM_TRY(string_cell(a, 3, &sector));
    DEM_TRY(entity_of(a, id, DEM_TYPE_COUNTRY, &row, &is_new));
    dem_kb_entity *e = &a->b->entities.at[row];
    if (is_new)
        e->country = e->cameo = id;
    if (kinds[k].kind == DEM_ALIAS_NAME && !e->name) {
        DEM_TRY(string_cell(a, 1, &e->name));
        DEM_TRY(string_cell(a, 4, &e->source));
    }
    dem_kb_sense sense = {.family = DEM_FAM_ENTITY, .row = row, .kind = kinds[k].kind, .sector = sector};
    sense.letter_case = letter_case(a->b, a->t.cell[1], true);
    return dem_build_phrase(a->b, a->t.cell[1], sense);
}

static dem_status organisation_row(actors *a, uint32_t type)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    DEM_TRY(string_cell(a, 0, &id));
    DEM_TRY(entity_of(a, id, type, &row, &is_new));
    if (!is_new)
        return dem_tsv_fail(&a->t, a->err, "the id '%.*s' is taken", (int)a->t.cell[0].len, a->t.cell[0].data);
    dem_kb_entity e = {.id = id, .type = type};
    DEM_TRY(string_cell(a, 1, &e.name));
    if (type == DEM_TYPE_ORG) { /* id name aliases type sector country cameo source */
        DEM_TRY(string_cell(a, 3, &e.kind));
        DEM_TRY(string_cell(a, 4, &e.sector));
        DEM_TRY(string_cell(a, 5, &e.country));
        DEM_TRY(string_cell(a, 6, &e.cameo));
        DEM_TRY(string_cell(a, 7, &e.source));
    } else { /* id name aliases country sector cameo from to source */
        DEM_TRY(string_cell(a, 3, &e.country));
        DEM_TRY(string_cell(a, 4, &e.sector));
        DEM_TRY(string_cell(a, 5, &e.cameo));
        DEM_TRY(date_cell(a, 6, &e.from));
        DEM_TRY(date_cell(a, 7, &e.to));
        DEM_TRY(string_cell(a, 8, &e.source));
    }
    a->b->entities.at[row] = e;
    DEM_TRY(add_alias(a, a->t.cell[1], row, DEM_ALIAS_NAME, false));
    return add_aliases(a, a->t.cell[2], row);
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

static dem_status place_row(actors *a)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    int64_t population = 0;
    DEM_TRY(string_cell(a, 0, &id));
    DEM_TRY(entity_of(a, id, DEM_TYPE_PLACE, &row, &is_new));
    if (!is_new)
        return dem_tsv_fail(&a->t, a->err, "the id '%.*s' is taken", (int)a->t.cell[0].len, a->t.cell[0].data);
    dem_kb_entity e = {.id = id, .type = DEM_TYPE_PLACE};
    DEM_TRY(string_cell(a, 1, &e.name));
    DEM_TRY(string_cell(a, 3, &e.country));
    DEM_TRY(string_cell(a, 4, &e.kind));
    e.has_point = a->t.cell[5].len && a->t.cell[6].len;
    if (e.has_point && (!degrees(a->t.cell[5], &e.lat_e5) || !degrees(a->t.cell[6], &e.lon_e5)))
        return dem_tsv_fail(&a->t, a->err, "latitude or longitude is not in decimal degrees");
    if (a->t.cell[7].len && (!dem_str_int(a->t.cell[7], &population) || population < 0 || population > UINT32_MAX))
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no population", (int)a->t.cell[7].len, a->t.cell[7].data);
    e.population = (uint32_t)population;
    DEM_TRY(string_cell(a, 8, &e.source));
    a->b->entities.at[row] = e;
    DEM_TRY(add_alias(a, a->t.cell[1], row, DEM_ALIAS_NAME, false));
    return add_aliases(a, a->t.cell[2], row);
}

/* ranks.tsv says how high a role is: the first row whose words are in the role decides. */
typedef struct {
    DEM_VEC(dem_str) words;
    DEM_VEC(uint32_t) rank;
} ranks;

static dem_status read_ranks(actors *a, ranks *r)
{
    bool found, more;
    DEM_TRY(open_table(a, "actors/ranks.tsv", "role rank source", false, &found));
    for (;;) {
        DEM_TRY(dem_tsv_next(&a->t, &more, a->err));
        if (!more)
            return DEM_OK;
        int64_t rank;
        if (!dem_str_int(a->t.cell[1], &rank) || rank < 0 || rank > 2)
            return dem_tsv_fail(&a->t, a->err, "a rank is 0, 1 or 2");
        dem_str *words = dem_push(a->b->arena, &r->words);
        uint32_t *value = dem_push(a->b->arena, &r->rank);
        if (!words || !value)
            return DEM_NO_MEMORY;
        *words = a->t.cell[0];
        *value = (uint32_t)rank;
    }
}

static bool has_words(dem_str text, dem_str words)
{
    for (ptrdiff_t i = 0; i + words.len <= text.len; i++) {
        bool starts = i == 0 || text.data[i - 1] == ' ', ends = i + words.len == text.len || text.data[i + words.len] == ' ';
        if (starts && ends && memcmp(text.data + i, words.data, (size_t)words.len) == 0)
            return true;
    }
    return false;
}

static uint32_t rank_of(const ranks *r, dem_str role)
{
    for (ptrdiff_t i = 0; i < r->words.len; i++)
        if (has_words(role, r->words.at[i]))
            return r->rank.at[i];
    return 2;
}

/* Where the family name begins: the last word, without "Jr." and numerals. */
static dem_str surname_of(dem_str name)
{
    static const char *const suffixes[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    for (;;) {
        ptrdiff_t at = name.len;
        while (at > 0 && name.data[at - 1] != ' ')
            at--;
        dem_str word = dem_str_cut(name, at, name.len);
        bool suffix = false;
        for (ptrdiff_t i = 0; i < DEM_COUNT(suffixes); i++)
            suffix = suffix || dem_str_eq(word, dem_str_of(suffixes[i]));
        if (!suffix || at == 0)
            return word;
        name = dem_str_trim(dem_str_cut(name, 0, at));
        while (name.len && name.data[name.len - 1] == ',')
            name.len--;
    }
}

static dem_status add_surname(actors *a, dem_str name, uint32_t row)
{
    dem_kb_sense sense = {.family = DEM_FAM_SURNAME, .row = row, .letter_case = DEM_CASE_CAPITAL};
    return dem_build_phrase(a->b, surname_of(name), sense);
}

/* A name of one word alone is as weak as a surname. */
static dem_status add_person_name(actors *a, dem_str name, uint32_t row)
{
    if (name.len == 0)
        return DEM_OK;
    bool one_word = !memchr(name.data, ' ', (size_t)name.len);
    DEM_TRY(add_surname(a, name, row));
    return one_word ? DEM_OK : add_alias(a, name, row, DEM_ALIAS_NAME, false);
}

static dem_status actor_code(actors *a, dem_id country, dem_id sector, dem_id org_cameo, dem_id *out)
{
    char code[32];
    ptrdiff_t n = 0;
    if (org_cameo) {
        *out = org_cameo;
        return DEM_OK;
    }
    const dem_id parts[] = {country, sector};
    for (int i = 0; i < 2; i++)
        for (uint32_t k = a->b->offsets.at[parts[i]]; k < a->b->offsets.at[parts[i] + 1] && n < 32; k++)
            code[n++] = a->b->bytes.at[k];
    return dem_build_string(a->b, (dem_str){code, n}, out);
}

/* Whom the holder of an office acts for: a country, or an organisation with its own code. */
static dem_status office_side(actors *a, dem_kb_office *office)
{
    dem_id id, org_cameo = 0;
    DEM_TRY(string_cell(a, 4, &id));
    if (!id)
        return DEM_OK;
    uint32_t row = *id_slot(a, id);
    if (!row)
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no country, organisation or group", (int)a->t.cell[4].len, a->t.cell[4].data);
    const dem_kb_entity *e = &a->b->entities.at[row - 1];
    office->country = e->country;
    if (e->type != DEM_TYPE_COUNTRY) {
        office->org = id;
        org_cameo = e->cameo;
    }
    return actor_code(a, office->country, office->sector, org_cameo, &office->cameo);
}

static dem_status person_row(actors *a, const ranks *r)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    DEM_TRY(string_cell(a, 0, &id));
    DEM_TRY(entity_of(a, id, DEM_TYPE_PERSON, &row, &is_new));
    if (is_new) {
        DEM_TRY(string_cell(a, 1, &a->b->entities.at[row].name));
        DEM_TRY(string_cell(a, 10, &a->b->entities.at[row].source));
    }
    dem_kb_office office = {.person = row};
    DEM_TRY(string_cell(a, 3, &office.role));
    DEM_TRY(string_cell(a, 5, &office.sector));
    DEM_TRY(date_cell(a, 6, &office.from));
    DEM_TRY(date_cell(a, 7, &office.to));
    DEM_TRY(date_cell(a, 8, &office.as_of));
    DEM_TRY(string_cell(a, 10, &office.source));
    DEM_TRY(office_side(a, &office));
    office.rank = rank_of(r, a->t.cell[3]);
    dem_kb_office *slot = dem_push(a->b->arena, &a->b->offices);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = office;
    DEM_TRY(add_person_name(a, a->t.cell[1], row));
    dem_str aliases = a->t.cell[2];
    while (aliases.len)
        DEM_TRY(add_person_name(a, dem_str_trim(dem_str_next(&aliases, '|')), row));
    return DEM_OK;
}

/* Offices stand in the order of the table; entities need those of one person together, by their beginning. Stable merge sort. */
static bool office_before(const dem_kb_office *x, const dem_kb_office *y)
{
    return x->person != y->person ? x->person < y->person : x->from < y->from;
}

static void sort_offices(dem_kb_office *at, dem_kb_office *spare, ptrdiff_t n)
{
    if (n < 2)
        return;
    ptrdiff_t half = n / 2, i = 0, k = half, out = 0;
    sort_offices(at, spare, half);
    sort_offices(at + half, spare, n - half);
    while (i < half || k < n)
        spare[out++] = k == n || (i < half && !office_before(&at[k], &at[i])) ? at[i++] : at[k++];
    memcpy(at, spare, (size_t)n * sizeof *at);
}

static dem_status attach_offices(dem_builder *b)
{
    ptrdiff_t n = b->offices.len;
    dem_kb_office *spare = dem_arena_alloc(b->arena, n * (ptrdiff_t)sizeof *spare);
    if (!spare)
        return DEM_NO_MEMORY;
    sort_offices(b->offices.at, spare, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        dem_kb_entity *e = &b->entities.at[b->offices.at[i].person];
        if (e->n_offices == 0)
            e->first_office = (uint32_t)i;
        e->n_offices++;
    }
    return DEM_OK;
}

static dem_status role_row(actors *a)
{
    static const char *const kinds[] = {"person", "persons", "body"};
    dem_kb_role role = {0};
    while (role.kind < 3 && !dem_str_eq(a->t.cell[3], dem_str_of(kinds[role.kind])))
        role.kind++;
    if (role.kind == 3)
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no kind of role: person, persons, body", (int)a->t.cell[3].len, a->t.cell[3].data);
    DEM_TRY(string_cell(a, 0, &role.phrase));
    DEM_TRY(string_cell(a, 1, &role.sector));
    DEM_TRY(string_cell(a, 2, &role.cameo));
    DEM_TRY(string_cell(a, 4, &role.source));
    dem_kb_role *slot = dem_push(a->b->arena, &a->b->roles);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = role;
    return dem_build_phrase(a->b, a->t.cell[0], (dem_kb_sense){.family = DEM_FAM_ROLE, .row = (uint32_t)a->b->roles.len - 1});
}

enum { TABLE_COUNTRIES, TABLE_ORGS, TABLE_GROUPS, TABLE_PLACES, TABLE_PEOPLE, TABLE_ROLES };

static dem_status table_row(actors *a, int table, const ranks *r)
{
    switch (table) {
    case TABLE_COUNTRIES: return country_row(a);
    case TABLE_ORGS: return organisation_row(a, DEM_TYPE_ORG);
    case TABLE_GROUPS: return organisation_row(a, DEM_TYPE_GROUP);
    case TABLE_PLACES: return place_row(a);
    case TABLE_PEOPLE: return person_row(a, r);
    default: return role_row(a);
    }
}

static dem_status read_table(actors *a, int table, const char *name, const char *columns, bool optional, const ranks *r)
{
    bool found, more;
    DEM_TRY(open_table(a, name, columns, optional, &found));
    while (found) {
        DEM_TRY(dem_tsv_next(&a->t, &more, a->err));
        if (!more)
            break;
        DEM_TRY(table_row(a, table, r));
    }
    return DEM_OK;
}

dem_status dem_compile_actors(dem_builder *b, dem_error *err)
{
    static const char orgs[] = "id name aliases type sector country cameo source";
    actors a = {.b = b, .err = err};
    ranks r = {0};
    DEM_TRY(grow_ids(&a));
    DEM_TRY(read_ranks(&a, &r));
    DEM_TRY(read_table(&a, TABLE_COUNTRIES, "actors/countries.tsv", "id alias kind sector source", false, &r));
    DEM_TRY(read_table(&a, TABLE_ORGS, "actors/orgs.tsv", orgs, false, &r));
    DEM_TRY(read_table(&a, TABLE_ORGS, "actors/orgs_bysa.tsv", orgs, true, &r));
    DEM_TRY(read_table(&a, TABLE_GROUPS, "actors/groups.tsv", "id name aliases country sector cameo from to source", false, &r));
    DEM_TRY(read_table(&a, TABLE_PLACES, "actors/places.tsv", "id name aliases country kind lat lon population source", false, &r));
    DEM_TRY(read_table(&a, TABLE_PEOPLE, "actors/people.tsv", "id name aliases role org sector from to as_of basis source", false, &r));
    DEM_TRY(read_table(&a, TABLE_ROLES, "actors/roles.tsv", "phrase sector cameo kind source", false, &r));
    return attach_offices(b);
}
