/* People, the offices they hold, and names that have codes with dates. */
#include "doc/doc.h"
#include "model/actors.h"

dem_status dem_compile_ranks(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_TRY(dem_build_table(b, "actors/ranks.tsv", "role rank source", false, &t, &found, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        int64_t rank;
        dem_id words;
        if (!dem_str_int(t.cell[1], &rank) || rank < 0 || rank > 2)
            return dem_tsv_fail(&t, err, "a rank is 0, 1 or 2");
        DEM_TRY(dem_build_string(b, t.cell[0], &words));
        dem_kb_rank *row = dem_push(b->arena, &b->ranks);
        if (!row)
            return DEM_NO_MEMORY;
        *row = (dem_kb_rank){words, (uint32_t)rank};
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

static uint32_t rank_of(const dem_builder *b, dem_str role)
{
    for (ptrdiff_t i = 0; i < b->ranks.len; i++)
        if (has_words(role, dem_build_text(b, b->ranks.at[i].words)))
            return b->ranks.at[i].rank;
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

static dem_status add_surname(dem_actors *a, dem_str name, uint32_t row)
{
    dem_kb_sense sense = {.family = DEM_FAM_SURNAME, .row = row, .letter_case = DEM_CASE_CAPITAL};
    return dem_build_phrase(a->b, surname_of(name), sense);
}

/* A name of one word alone is as weak as a surname, unless somebody gave it for this run. */
static dem_status add_person_name(dem_actors *a, dem_str name, uint32_t row)
{
    if (name.len == 0)
        return DEM_OK;
    bool one_word = !memchr(name.data, ' ', (size_t)name.len);
    DEM_TRY(add_surname(a, name, row));
    return one_word && !a->overlay ? DEM_OK : dem_actors_alias(a, name, (dem_kb_sense){.row = row}, false);
}

static dem_status actor_code(dem_actors *a, const dem_kb_office *office, dem_id *out)
{
    dem_str country = dem_build_text(a->b, office->country), sector = dem_build_text(a->b, office->sector);
    char *code = dem_arena_alloc(a->b->arena, country.len + sector.len);
    if (!code)
        return DEM_NO_MEMORY;
    memcpy(code, country.data, (size_t)country.len);
    memcpy(code + country.len, sector.data, (size_t)sector.len);
    return dem_build_string(a->b, (dem_str){code, country.len + sector.len}, out);
}

/* Whom the holder of an office acts for: a country, or an organisation with its own code. */
static dem_status office_side(dem_actors *a, dem_kb_office *office)
{
    dem_id id;
    DEM_TRY(dem_actors_string(a, 4, &id));
    if (!id)
        return DEM_OK;
    uint32_t row = dem_actors_find(a, id);
    if (row == DEM_NO_ROW)
        return dem_tsv_fail(&a->t, a->err, "'%.*s' is no country, organisation or group", (int)a->t.cell[4].len, a->t.cell[4].data);
    const dem_kb_entity *e = &a->b->entities.at[row];
    office->country = e->country;
    office->org = e->type == DEM_TYPE_COUNTRY ? 0 : id;
    office->cameo = e->type == DEM_TYPE_COUNTRY ? 0 : e->cameo;
    return office->cameo ? DEM_OK : actor_code(a, office, &office->cameo);
}

/* Gives up the offices of the opened model that a row of an overlay says anew: the same role on the same side, at times that meet.
 * Offices of this run are not attached to their holders yet, so they stay: somebody may hold an office twice. */
static void replace_offices(const dem_actors *a, const dem_kb_office *office)
{
    const dem_kb_entity *e = &a->b->entities.at[office->person];
    for (uint32_t i = e->first_office; i < e->first_office + e->n_offices; i++) {
        dem_kb_office *old = &a->b->offices.at[i];
        if (old->role == office->role && old->country == office->country && old->org == office->org && dem_actors_meet(old->from, old->to, office->from, office->to))
            old->person = DEM_NO_ROW;
    }
}

static dem_status add_office(dem_actors *a, dem_kb_office office)
{
    dem_kb_office *slot = dem_push(a->b->arena, &a->b->offices);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = office;
    return DEM_OK;
}

static dem_status read_office(dem_actors *a, uint32_t person)
{
    dem_kb_office office = {.person = person, .rank = rank_of(a->b, a->t.cell[3])};
    DEM_TRY(dem_actors_string(a, 3, &office.role));
    DEM_TRY(dem_actors_capitals(a, 5, DEM_CODE_GROUP, &office.sector));
    DEM_TRY(dem_actors_date(a, 6, &office.from));
    DEM_TRY(dem_actors_date(a, 7, &office.to));
    DEM_TRY(dem_actors_date(a, 8, &office.as_of));
    DEM_TRY(dem_actors_string(a, 10, &office.source));
    DEM_TRY(office_side(a, &office));
    if (a->overlay)
        replace_offices(a, &office);
    return add_office(a, office);
}

dem_status dem_actors_person(dem_actors *a)
{
    dem_id id;
    uint32_t row;
    bool is_new;
    DEM_TRY(dem_actors_string(a, 0, &id));
    DEM_TRY(dem_actors_entity(a, id, DEM_TYPE_PERSON, &row, &is_new));
    if (is_new) {
        DEM_TRY(dem_actors_string(a, 1, &a->b->entities.at[row].name));
        DEM_TRY(dem_actors_string(a, 10, &a->b->entities.at[row].source));
    }
    DEM_TRY(read_office(a, row));
    DEM_TRY(add_person_name(a, a->t.cell[1], row));
    dem_str aliases = a->t.cell[2];
    while (aliases.len)
        DEM_TRY(add_person_name(a, dem_str_trim(dem_str_next(&aliases, '|')), row));
    return DEM_OK;
}

static bool is_letter_or_digit(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "c:" and the folded name with hyphens between its words: the same for all rows and files in which it is written alike. */
static dem_status code_id(dem_actors *a, dem_id *id)
{
    dem_str name = a->t.cell[0];
    char *p = dem_arena_alloc(a->b->arena, name.len * 4 + 3);
    if (!p)
        return DEM_NO_MEMORY;
    memcpy(p, "c:", 2);
    ptrdiff_t end = dem_fold(name, p + 2) + 2, out = 2;
    for (ptrdiff_t i = 2; i < end; i++)
        if (is_letter_or_digit(p[i]))
            p[out++] = p[i];
        else if (out > 2 && p[out - 1] != '-')
            p[out++] = '-';
    if (p[out - 1] == '-')
        out--;
    if (out == 2)
        return dem_tsv_fail(&a->t, a->err, "the name has no letter or digit");
    return dem_build_string(a->b, (dem_str){p, out}, id);
}

static uint32_t country_row(dem_actors *a, dem_id id)
{
    uint32_t row = dem_actors_find(a, id);
    return row != DEM_NO_ROW && a->b->entities.at[row].type == DEM_TYPE_COUNTRY ? row : DEM_NO_ROW;
}

/* Dictionaries have "ISRAELI [ISR]" too. That the tables know better: it is a demonym, and the country has a name. */
static dem_status add_coded_name(dem_actors *a, dem_str name, const dem_kb_office *office)
{
    bool plain = office->country && !office->org && !office->from && !office->to;
    if (plain && !a->alone && dem_build_has_name(a->b, name, country_row(a, office->country)))
        return DEM_OK;
    return dem_actors_alias(a, name, (dem_kb_sense){.row = office->person}, a->alone);
}

/* What a code says: the country, if it begins with one (as all codes do that stand alone: "GON", "NGO"), and the sector of the rest. A code that says more than a country stands for a side of its own. */
static dem_status split_code(dem_actors *a, dem_id id, dem_kb_office *office)
{
    dem_str code = a->t.cell[2];
    dem_id country;
    DEM_TRY(dem_actors_capitals(a, 2, DEM_LONGEST_CODE, &office->cameo));
    if (code.len == 0)
        return dem_tsv_fail(&a->t, a->err, "the code is empty");
    DEM_TRY(dem_build_string(a->b, dem_str_cut(code, 0, DEM_CODE_GROUP), &country));
    office->country = country_row(a, country) == DEM_NO_ROW && !a->alone ? 0 : country;
    dem_str part = office->country ? dem_str_cut(code, DEM_CODE_GROUP, code.len) : code;
    office->org = part.len ? id : 0;
    office->sector = dem_actors_sector(a, part);
    return DEM_OK;
}

dem_status dem_actors_coded(dem_actors *a)
{
    dem_id id = 0;
    uint32_t row;
    bool is_new;
    DEM_TRY(code_id(a, &id));
    DEM_TRY(dem_actors_entity(a, id, DEM_TYPE_UNKNOWN, &row, &is_new));
    if (is_new) {
        DEM_TRY(dem_actors_string(a, 0, &a->b->entities.at[row].name));
        DEM_TRY(dem_actors_string(a, 5, &a->b->entities.at[row].source));
    }
    dem_kb_office office = {.person = row};
    DEM_TRY(dem_actors_date(a, 3, &office.from));
    DEM_TRY(dem_actors_date(a, 4, &office.to));
    if (office.to && dem_day_first(office.from) > dem_day_last(office.to))
        return dem_tsv_fail(&a->t, a->err, "it ends before it begins");
    office.rank = office.from || office.to ? 0 : 1; /* dates go before none */
    DEM_TRY(dem_actors_string(a, 5, &office.source));
    DEM_TRY(split_code(a, id, &office));
    DEM_TRY(add_office(a, office));
    DEM_TRY(add_coded_name(a, a->t.cell[0], &office));
    dem_str aliases = a->t.cell[1];
    while (aliases.len)
        DEM_TRY(add_coded_name(a, dem_str_trim(dem_str_next(&aliases, '|')), &office));
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

dem_status dem_actors_offices(dem_actors *a)
{
    dem_builder *b = a->b;
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < b->offices.len; i++)
        if (b->offices.at[i].person != DEM_NO_ROW)
            b->offices.at[n++] = b->offices.at[i];
    b->offices.len = n;
    dem_kb_office *spare = dem_arena_alloc(b->arena, n * (ptrdiff_t)sizeof *spare);
    if (!spare)
        return DEM_NO_MEMORY;
    sort_offices(b->offices.at, spare, n);
    for (ptrdiff_t i = 0; i < b->entities.len; i++)
        b->entities.at[i].first_office = b->entities.at[i].n_offices = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        dem_kb_entity *e = &b->entities.at[b->offices.at[i].person];
        if (e->n_offices == 0)
            e->first_office = (uint32_t)i;
        e->n_offices++;
    }
    return DEM_OK;
}
