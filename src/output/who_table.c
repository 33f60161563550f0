#include "base/utf8.h"
#include "output/terminal.h"
#include "output/who.h"
#include "output/words.h"

enum { MOST_CELLS = 7, LABEL = 12 }; /* columns of a list; where values begin */

typedef struct {
    dem_str cell[MOST_CELLS];
    const char *style; /* of the last cell; NULL for none */
} row;

typedef struct {
    const dem_kb *kb;
    uint32_t day;
    bool color;
    dem_arena *arena;
    dem_buf *out;
    DEM_VEC(row) rows; /* of the list in hand */
} writer;

static void styled(writer *w, const char *code, dem_str text)
{
    dem_terminal_style(w->out, w->color, code);
    dem_terminal_plain(w->out, text);
    dem_terminal_style(w->out, w->color, "0");
}

static void label(writer *w, const char *text)
{
    dem_buf_lit(w->out, "  ");
    dem_terminal_style(w->out, w->color, "2");
    dem_buf_add(w->out, dem_str_of(text));
    dem_terminal_style(w->out, w->color, "0");
    dem_terminal_spaces(w->out, LABEL - 2 - (ptrdiff_t)strlen(text));
}

/* One thing that is known; nothing if it is not. */
static void value(writer *w, const char *name, dem_str text)
{
    if (text.len == 0)
        return;
    label(w, name);
    dem_terminal_plain(w->out, text);
    dem_buf_char(w->out, '\n');
}

static dem_status day_text(writer *w, uint32_t day, dem_str *out)
{
    char text[11];
    return dem_str_copy(w->arena, (dem_str){text, dem_date_write(dem_day_date(day), text)}, out);
}

/* Appends a row with from, "-" and to from the cell `at` on. */
static dem_status add_row(writer *w, row r, int at, uint32_t from, uint32_t to)
{
    DEM_TRY(day_text(w, from, &r.cell[at]));
    r.cell[at + 1] = DEM_S("-");
    DEM_TRY(day_text(w, to, &r.cell[at + 2]));
    row *slot = dem_push(w->arena, &w->rows);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = r;
    return DEM_OK;
}

static void measure(const writer *w, ptrdiff_t width[MOST_CELLS])
{
    for (ptrdiff_t i = 0; i < w->rows.len; i++)
        for (int c = 0; c < MOST_CELLS; c++) {
            ptrdiff_t size = dem_utf8_count(w->rows.at[i].cell[c]);
            width[c] = size > width[c] ? size : width[c];
        }
}

/* Writes the rows in columns, without the blanks that would end a line, and forgets them. */
static void write_rows(writer *w)
{
    ptrdiff_t width[MOST_CELLS] = {0};
    measure(w, width);
    for (ptrdiff_t i = 0; i < w->rows.len; i++) {
        const row *r = &w->rows.at[i];
        ptrdiff_t gap = i ? LABEL : 0;
        for (int c = 0; c < MOST_CELLS; c++) {
            if (r->cell[c].len) {
                dem_terminal_spaces(w->out, gap);
                gap = 0;
                if (c == MOST_CELLS - 1 && r->style)
                    styled(w, r->style, r->cell[c]);
                else
                    dem_terminal_plain(w->out, r->cell[c]);
            }
            gap += width[c] - dem_utf8_count(r->cell[c]) + (width[c] ? 2 : 0);
        }
        dem_buf_char(w->out, '\n');
    }
    w->rows.len = 0;
}

/* Whom the office is for: the body, else the country. */
static dem_str side_of(const writer *w, const dem_kb_office *o)
{
    return dem_kb_str(w->kb, o->org ? o->org : o->country);
}

static dem_status office_row(writer *w, const dem_who_office *held, bool holders)
{
    static const char *const styles[] = {NULL, "2", "32", "33", "2"};
    const dem_kb_office *o = held->office;
    row r = {.cell = {dem_kb_str(w->kb, o->role ? o->role : o->cameo), holders ? dem_kb_str(w->kb, w->kb->entities[o->person].name) : side_of(w, o)},
             .style = styles[held->state]};
    if (o->to == 0 && o->as_of) {
        dem_str day;
        DEM_TRY(day_text(w, o->as_of, &day));
        char *text = dem_arena_alloc(w->arena, day.len + 6);
        if (!text)
            return DEM_NO_MEMORY;
        memcpy(text, "as of ", 6);
        memcpy(text + 6, day.data, (size_t)day.len);
        r.cell[5] = (dem_str){text, day.len + 6};
    }
    r.cell[6] = held->coded ? DEM_S("held, coded") : dem_str_of(dem_office_state_word[held->state]);
    return add_row(w, r, 2, o->from, o->to);
}

static dem_status offices(writer *w, const char *name, const dem_who_offices *list, bool holders)
{
    if (list->len == 0)
        return DEM_OK;
    label(w, name);
    for (ptrdiff_t i = 0; i < list->len; i++)
        DEM_TRY(office_row(w, &list->at[i], holders));
    write_rows(w);
    return DEM_OK;
}

static dem_status members(writer *w, const char *name, const dem_who_members *list, bool states)
{
    if (list->len == 0)
        return DEM_OK;
    label(w, name);
    if (states && w->day) {
        dem_buf_int(w->out, list->len);
        dem_buf_char(w->out, '\n');
        dem_terminal_spaces(w->out, LABEL);
    }
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const dem_kb_member *m = list->at[i];
        const dem_kb_entity *e = &w->kb->entities[states ? m->country : m->org];
        DEM_TRY(add_row(w, (row){.cell = {dem_kb_str(w->kb, e->id), dem_kb_str(w->kb, e->name)}}, 2, m->from, m->to));
    }
    write_rows(w);
    return DEM_OK;
}

static void times(writer *w, const dem_kb_entity *e)
{
    char from[11], to[11];
    if (e->from == 0 && e->to == 0)
        return;
    label(w, "time");
    dem_buf_add(w->out, (dem_str){from, dem_date_write(dem_day_date(e->from), from)});
    dem_buf_add(w->out, e->to ? DEM_S(" - ") : DEM_S(" -"));
    dem_buf_add(w->out, (dem_str){to, dem_date_write(dem_day_date(e->to), to)});
    dem_buf_char(w->out, '\n');
}

static void head(writer *w, const dem_who_reading *r)
{
    const dem_kb_entity *e = &w->kb->entities[r->entity];
    styled(w, "1;36", dem_kb_str(w->kb, e->name));
    dem_buf_lit(w->out, "  ");
    if (e->type) {
        dem_buf_add(w->out, dem_str_of(dem_type_word[e->type]));
        dem_buf_lit(w->out, "  ");
    }
    dem_terminal_plain(w->out, dem_kb_str(w->kb, e->id));
    if (r->sense->family == DEM_FAM_SURNAME || r->sense->kind != DEM_ALIAS_NAME) {
        dem_buf_lit(w->out, "  by ");
        dem_buf_add(w->out, dem_str_of(dem_sense_word(r->sense)));
    }
    dem_buf_char(w->out, '\n');
    value(w, "kind", dem_kb_str(w->kb, e->kind));
    value(w, "country", r->country);
    value(w, "sector", r->sector);
    value(w, "code", r->cameo);
    times(w, e);
    value(w, "source", dem_kb_str(w->kb, e->source));
}

static dem_status reading(writer *w, const dem_who_reading *r)
{
    head(w, r);
    DEM_TRY(offices(w, "offices", &r->offices, false));
    DEM_TRY(offices(w, "posts", &r->posts, true));
    DEM_TRY(members(w, "bodies", &r->bodies, false));
    DEM_TRY(members(w, "members", &r->members, true));
    dem_buf_char(w->out, '\n');
    return DEM_OK;
}

static void unknown(writer *w, const dem_who_name *name)
{
    styled(w, "1", name->text);
    dem_buf_lit(w->out, "  is in no table");
    for (ptrdiff_t i = 0; i < name->near.len; i++) {
        dem_buf_add(w->out, i ? DEM_S(", ") : DEM_S("; like it: "));
        dem_terminal_plain(w->out, name->near.at[i]);
    }
    dem_buf_lit(w->out, "\n\n");
}

dem_status dem_output_who_table(const dem_kb *kb, const dem_who_name *name, bool color, dem_arena *arena, dem_buf *out)
{
    writer w = {.kb = kb, .day = name->day, .color = color, .arena = arena, .out = out};
    for (ptrdiff_t i = 0; i < name->readings.len; i++)
        DEM_TRY(reading(&w, &name->readings.at[i]));
    if (name->readings.len == 0)
        unknown(&w, name);
    return DEM_OK;
}
