#include "output/json.h"
#include "output/who.h"
#include "output/words.h"

static void day(dem_json *j, const char *key, uint32_t d)
{
    char text[11];
    dem_json_string(j, key, (dem_str){text, dem_date_write(dem_day_date(d), text)});
}

static void identity(dem_json *j, const dem_kb *kb, uint32_t entity)
{
    dem_json_string(j, "id", dem_kb_str(kb, kb->entities[entity].id));
    dem_json_string(j, "name", dem_kb_str(kb, kb->entities[entity].name));
}

/* Offices of a person, or posts of a side: those name their holder. */
static void offices(dem_json *j, const dem_kb *kb, const char *key, const dem_who_offices *list, bool holders)
{
    if (list->len == 0)
        return;
    dem_json_open(j, key, '[');
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const dem_kb_office *o = list->at[i].office;
        dem_json_open(j, NULL, '{');
        if (holders)
            identity(j, kb, o->person);
        dem_json_string(j, "role", dem_kb_str(kb, o->role));
        dem_json_string(j, "country", dem_kb_str(kb, o->country));
        dem_json_string(j, "org", dem_kb_str(kb, o->org));
        dem_json_string(j, "sector", dem_kb_str(kb, o->sector));
        dem_json_string(j, "cameo", dem_kb_str(kb, o->cameo));
        day(j, "from", o->from);
        day(j, "to", o->to);
        day(j, "as_of", o->as_of);
        dem_json_string(j, "state", dem_str_of(dem_office_state_word[list->at[i].state]));
        if (list->at[i].coded)
            dem_json_bool(j, "coded", true);
        dem_json_string(j, "source", dem_kb_str(kb, o->source));
        dem_json_close(j, '}');
    }
    dem_json_close(j, ']');
}

/* Members of a body, or bodies of a state. */
static void members(dem_json *j, const dem_kb *kb, const char *key, const dem_who_members *list, bool states)
{
    if (list->len == 0)
        return;
    dem_json_open(j, key, '[');
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const dem_kb_member *m = list->at[i];
        dem_json_open(j, NULL, '{');
        identity(j, kb, states ? m->country : m->org);
        day(j, "from", m->from);
        day(j, "to", m->to);
        dem_json_string(j, "source", dem_kb_str(kb, m->source));
        dem_json_close(j, '}');
    }
    dem_json_close(j, ']');
}

static void entity(dem_json *j, const dem_kb *kb, const dem_who_reading *r)
{
    const dem_kb_entity *e = &kb->entities[r->entity];
    dem_json_string(j, "type", dem_str_of(dem_type_word[e->type]));
    identity(j, kb, r->entity);
    dem_json_string(j, "kind", dem_kb_str(kb, e->kind));
    dem_json_string(j, "country", r->country);
    dem_json_string(j, "sector", r->sector);
    dem_json_string(j, "cameo", r->cameo);
    day(j, "from", e->from);
    day(j, "to", e->to);
    if (e->has_point) {
        dem_json_decimal(j, "lat", (int32_t)e->lat_e5, 5);
        dem_json_decimal(j, "lon", (int32_t)e->lon_e5, 5);
    }
    if (e->population)
        dem_json_int(j, "population", e->population);
    dem_json_string(j, "source", dem_kb_str(kb, e->source));
}

static void begin(dem_json *j, const dem_who_name *name)
{
    dem_json_open(j, NULL, '{');
    dem_json_string(j, "query", name->text);
    day(j, "on", name->day);
}

static void reading(dem_json *j, const dem_kb *kb, const dem_who_name *name, const dem_who_reading *r)
{
    begin(j, name);
    dem_json_string(j, "as", dem_str_of(dem_sense_word(r->sense)));
    entity(j, kb, r);
    offices(j, kb, "offices", &r->offices, false);
    offices(j, kb, "posts", &r->posts, true);
    members(j, kb, "bodies", &r->bodies, false);
    if (name->day && r->members.len)
        dem_json_int(j, "n_members", r->members.len);
    members(j, kb, "members", &r->members, true);
    dem_json_close(j, '}');
}

void dem_output_who_jsonl(const dem_kb *kb, const dem_who_name *name, dem_buf *out)
{
    for (ptrdiff_t i = 0; i < name->readings.len; i++) {
        reading(&(dem_json){.out = out}, kb, name, &name->readings.at[i]);
        dem_buf_char(out, '\n');
    }
    if (name->readings.len)
        return;
    dem_json j = {.out = out};
    begin(&j, name);
    dem_json_open(&j, "near", '[');
    for (ptrdiff_t i = 0; i < name->near.len; i++) {
        dem_json_key(&j, NULL);
        dem_json_text(out, name->near.at[i]);
    }
    dem_json_close(&j, ']');
    dem_json_close(&j, '}');
    dem_buf_char(out, '\n');
}
