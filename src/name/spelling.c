#include "model/spelling.h"
#include "name/name_internal.h"

enum { ALIKE = 60 }; /* of 100: Selenskyj for Zelensky, Kadhafi for Gaddafi */

/* The last word of the name as the tables have it, folded, that is most like the one in the text: how alike, of 100. */
static int family_likeness(const namer *n, uint32_t entity, dem_str fold)
{
    char table[200];
    dem_str name = dem_kb_str(n->kb, n->kb->entities[entity].name);
    ptrdiff_t at = name.len;
    while (at > 0 && name.data[at - 1] != ' ')
        at--;
    dem_str last = dem_str_cut(name, at, name.len);
    return last.len > 40 ? 0 : dem_spelling_likeness((dem_str){table, dem_fold(last, table)}, fold);
}

/* Does the given name agree, if the text has one? An initial, the same sounds, or much the same letters. */
static bool given_agrees(const namer *n, uint32_t entity, const name_item *it)
{
    char table[200], a[DEM_SPELLING_KEY], b[DEM_SPELLING_KEY];
    dem_str name = dem_kb_str(n->kb, n->kb->entities[entity].name), first = dem_str_next(&name, ' ');
    if (it->end - it->first < 2)
        return true;
    if (first.len > 40)
        return false;
    dem_str known = {table, dem_fold(first, table)}, written = dem_name_token(n, it->first)->fold;
    bool initial = written.len == 1 || (written.len == 2 && written.data[1] == '.');
    if (initial)
        return known.len && known.data[0] == written.data[0];
    int length = dem_spelling_key(known, a);
    bool same = length == dem_spelling_key(written, b) && memcmp(a, b, (size_t)length) == 0;
    return same || dem_spelling_likeness(known, written) >= ALIKE;
}

/* Does what the text says of the person, country or body and office, agree with the office that the tables know for that day? */
static bool office_agrees(const namer *n, const dem_kb_office *o, const dem_actor *said)
{
    dem_str country = dem_kb_str(n->kb, o->country), org = dem_kb_str(n->kb, o->org);
    if (said->country.len + said->org.len + said->role.len == 0) /* nothing is said: the country is one that the document speaks of */
        return o->country && dem_name_support_of(n, o->country) > 0;
    if (said->country.len || said->org.len)
        return dem_str_eq(said->country, country) && (said->org.len == 0 || dem_str_eq(said->org, org));
    return said->role.len && dem_str_eq(said->role, dem_kb_str(n->kb, o->role));
}

uint32_t dem_name_spelled(const namer *n, const name_item *it, const dem_actor *said)
{
    char key[DEM_SPELLING_KEY];
    dem_str fold = dem_name_token(n, it->end - 1)->fold;
    int length = dem_spelling_key(fold, key);
    const dem_kb_phrase *p = length ? dem_kb_find_text(n->kb, (dem_str){key, length}) : NULL;
    uint32_t found = DEM_NO_ROW;
    int best = ALIKE - 1;
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_SPELLING); s; s = dem_kb_sense_next(n->kb, p, s)) {
        const dem_kb_office *o = n->kb->entities[s->row].type == DEM_TYPE_PERSON ? dem_name_office(n, s->row) : NULL;
        int alike = o && office_agrees(n, o, said) && given_agrees(n, s->row, it) ? family_likeness(n, s->row, fold) : 0;
        if (alike > best) {
            found = s->row;
            best = alike;
        } else if (alike == best && s->row != found) {
            found = DEM_NO_ROW; /* two come into question */
        }
    }
    return found;
}

/* The key of all words of the item, and the words joined and folded. */
static int whole_key(const namer *n, const name_item *it, char key[DEM_SPELLING_KEY], dem_str *fold)
{
    *fold = (dem_str){0};
    if (it->end - it->first > 2)
        return 0;
    if (it->end - it->first == 1) {
        *fold = dem_name_token(n, it->first)->fold;
        return dem_spelling_key(*fold, key);
    }
    dem_str a = dem_name_token(n, it->first)->fold, b = dem_name_token(n, it->first + 1)->fold;
    char *both = dem_arena_alloc(n->doc->arena, a.len + b.len + 2);
    if (!both)
        return 0;
    memcpy(both, a.data, (size_t)a.len);
    both[a.len] = ' ';
    memcpy(both + a.len + 1, b.data, (size_t)b.len);
    *fold = (dem_str){both, a.len + b.len + 1};
    return dem_spelling_key(*fold, key);
}

uint32_t dem_name_spelled_place(const namer *n, const name_item *it)
{
    enum { PLACE_ALIKE = 75 };
    char key[DEM_SPELLING_KEY], table[200];
    dem_str fold;
    int length = whole_key(n, it, key, &fold), best = PLACE_ALIKE - 1;
    const dem_kb_phrase *p = length ? dem_kb_find_text(n->kb, (dem_str){key, length}) : NULL;
    uint32_t found = DEM_NO_ROW;
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_SPELLING); s; s = dem_kb_sense_next(n->kb, p, s)) {
        const dem_kb_entity *e = &n->kb->entities[s->row];
        dem_str name = dem_kb_str(n->kb, e->name);
        if (e->type != DEM_TYPE_PLACE || name.len > 40 || dem_name_support_of(n, e->country) == 0)
            continue;
        int alike = dem_spelling_likeness((dem_str){table, dem_fold(name, table)}, fold);
        if (alike > best || (alike == best && found != DEM_NO_ROW && e->population > n->kb->entities[found].population)) {
            found = s->row;
            best = alike;
        }
    }
    return found;
}
