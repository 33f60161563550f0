/* Names that no table has, over many documents. A worker writes a line for each such name it meets; the lines reach the collector in the order of the input,
 * whatever the number of threads, and it counts them by name. */
#include "doc/doc.h"
#include "engine/engine.h"
#include "name/name.h"

#include <stdlib.h>

enum { GUESS_NONE = DEM_TABLE_PLACES + 1, GUESSES };
enum { MAX_SPELLINGS = 16 }; /* kept of a name; others are counted with it */

/* One name in one place, as a line of cells with tabs between. */
enum { CELL_GUESS, CELL_SLUG, CELL_FOLD, CELL_NAME, CELL_ROLE, CELL_SIDE, CELL_COUNTRY, CELL_SECTOR, CELL_DATE, CELL_REF, CELL_SENTENCE, CELLS };

/* A text that may hold anything, as a cell of a table: white space, control characters and bars become single blanks. */
static void add_cell(dem_buf *out, dem_str text)
{
    bool blank = false, any = false;
    for (ptrdiff_t at = 0, next; at < text.len; at = next) {
        uint32_t c = dem_utf8_at(text, at, &next);
        if (dem_is_space(c) || c < ' ' || (c >= 0x7f && c < 0xa0) || c == '|') {
            blank = any;
            continue;
        }
        if (blank)
            dem_buf_char(out, ' ');
        dem_buf_add(out, dem_str_cut(text, at, next));
        blank = false;
        any = true;
    }
}

static bool is_body_word(const dem_kb *kb, const dem_token *t)
{
    const dem_kb_phrase *p = t->phrase < 0 ? NULL : &kb->phrases[t->phrase];
    const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_ROLE);
    return s && kb->roles[s->row].kind == DEM_ROLE_BODY;
}

/* A name in the text: a mention, or a word that is none. */
typedef struct {
    int32_t sentence, first, core_first, end; /* tokens; `first` is that of the whole phrase */
    uint8_t type;
    dem_actor actor;
} sighting;

/* The table that a name belongs to, as far as this place tells. Of names without a type, acronyms and those that end like "... Committee" are bodies. */
static int guess(const dem_doc *doc, const dem_kb *kb, const sighting *s)
{
    const dem_token *last = &doc->tokens.at[s->end - 1];
    if (s->type == DEM_TYPE_PERSON)
        return DEM_TABLE_PEOPLE;
    if (s->type == DEM_TYPE_ORG || s->type == DEM_TYPE_GROUP)
        return DEM_TABLE_ORGS;
    if (s->type == DEM_TYPE_PLACE || s->type == DEM_TYPE_COUNTRY)
        return DEM_TABLE_PLACES;
    bool acronym = s->end - s->core_first == 1 && last->flags & DEM_TOKEN_UPPER && !doc->sentences.at[s->sentence].headline;
    if (acronym || is_body_word(kb, last))
        return DEM_TABLE_ORGS;
    return dem_name_located(doc, s->sentence, s->first) ? DEM_TABLE_PLACES : GUESS_NONE;
}

/* The folded name with hyphens between its words. */
static void add_slug(dem_buf *out, dem_str fold)
{
    bool gap = false, any = false;
    for (ptrdiff_t at = 0, next; at < fold.len; at = next) {
        uint32_t c = dem_utf8_at(fold, at, &next);
        if (!dem_is_letter(c) && !dem_is_digit(c)) {
            gap = any;
            continue;
        }
        if (gap)
            dem_buf_char(out, '-');
        dem_buf_add(out, dem_str_cut(fold, at, next));
        gap = false;
        any = true;
    }
}

static dem_status add_line(const dem_doc *doc, const dem_kb *kb, const sighting *s, dem_buf *out)
{
    char date[11];
    const dem_actor *a = &s->actor;
    char *folded = dem_arena_alloc(doc->arena, 4 * a->name.len + 1);
    if (!folded)
        return DEM_NO_MEMORY;
    dem_str fold = {folded, dem_fold(a->name, folded)};
    const dem_str cells[] = {fold, a->name, a->role, a->org.len ? a->org : a->country, a->country, a->sector,
                             {date, dem_date_write(doc->published, date)}, doc->ref};
    dem_buf_int(out, guess(doc, kb, s));
    dem_buf_char(out, '\t');
    add_slug(out, fold);
    for (ptrdiff_t i = 0; i < DEM_COUNT(cells); i++) {
        dem_buf_char(out, '\t');
        add_cell(out, cells[i]);
    }
    dem_buf_char(out, '\t');
    dem_buf_int(out, s->sentence);
    dem_buf_char(out, '\n');
    return DEM_OK;
}

/* Is the word a name, rather than one that only begins with a capital? The words of headlines tell nothing. */
static bool is_name(const dem_doc *doc, const dem_stray *s)
{
    return doc->tokens.at[s->end - 1].upos == DEM_UPOS_PROPN && !doc->sentences.at[s->sentence].headline;
}

dem_status dem_unresolved_doc(const dem_doc *doc, const dem_kb *kb, dem_buf *out)
{
    for (ptrdiff_t i = 0; i < doc->mentions.len; i++) {
        const dem_mention *m = &doc->mentions.at[i];
        if (m->kind != DEM_MENTION_NAME || m->actor.id.len || m->actor.name.len == 0)
            continue;
        DEM_TRY(add_line(doc, kb, &(sighting){m->sentence, m->first, m->core_first, m->core_end, m->type, m->actor}, out));
    }
    for (ptrdiff_t i = 0; i < doc->strays.len; i++) {
        const dem_stray *s = &doc->strays.at[i];
        dem_span span = {doc->tokens.at[s->first].span.start, doc->tokens.at[s->end - 1].span.end};
        dem_actor actor = {.name = dem_doc_slice(doc, doc->sentences.at[s->sentence].field, span)};
        if (is_name(doc, s))
            DEM_TRY(add_line(doc, kb, &(sighting){s->sentence, s->first, s->first, s->end, DEM_TYPE_UNKNOWN, actor}, out));
    }
    return DEM_OK;
}

typedef struct spelling {
    struct spelling *next;
    dem_str text, fold;
    int64_t count;
} spelling;

/* A name, its spellings in the order in which they were met, and what is said of it. */
typedef struct {
    dem_str slug;
    spelling *spellings;
    int64_t count, guesses[GUESSES];
    dem_str role, side, country, sector; /* from the first place that gives a role, else a side */
    dem_str ref, sentence;               /* where it was met first */
    dem_date newest;                     /* of the documents that have it */
} entry;

typedef struct {
    dem_arena arena;
    DEM_VEC(entry) entries;
    uint32_t *slots; /* hash table of entries by slug: number + 1 */
    ptrdiff_t n_slots;
    dem_status status;
} collector;

static uint32_t *slot_of(const collector *c, dem_str slug)
{
    ptrdiff_t mask = c->n_slots - 1, i = (ptrdiff_t)(dem_hash_end(dem_hash(DEM_HASH_START, slug)) & (uint64_t)mask);
    while (c->slots[i] && !dem_str_eq(c->entries.at[c->slots[i] - 1].slug, slug))
        i = (i + 1) & mask;
    return &c->slots[i];
}

static dem_status grow_slots(collector *c)
{
    c->n_slots = c->n_slots ? c->n_slots * 2 : 1 << 12;
    c->slots = dem_arena_alloc(&c->arena, c->n_slots * (ptrdiff_t)sizeof *c->slots);
    if (!c->slots)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < c->entries.len; i++)
        *slot_of(c, c->entries.at[i].slug) = (uint32_t)i + 1;
    return DEM_OK;
}

/* The entry of a slug, added if it is new: then `cells` is where it was met first. */
static dem_status entry_of(collector *c, const dem_str cells[CELLS], entry **out)
{
    if (c->entries.len * 2 >= c->n_slots)
        DEM_TRY(grow_slots(c));
    uint32_t *slot = slot_of(c, cells[CELL_SLUG]);
    if (*slot == 0) {
        entry *e = dem_push(&c->arena, &c->entries);
        if (!e)
            return DEM_NO_MEMORY;
        DEM_TRY(dem_str_copy(&c->arena, cells[CELL_SLUG], &e->slug));
        DEM_TRY(dem_str_copy(&c->arena, cells[CELL_REF], &e->ref));
        DEM_TRY(dem_str_copy(&c->arena, cells[CELL_SENTENCE], &e->sentence));
        *slot = (uint32_t)c->entries.len;
    }
    *out = &c->entries.at[*slot - 1];
    return DEM_OK;
}

static dem_status add_spelling(collector *c, entry *e, dem_str text, dem_str fold)
{
    spelling **at = &e->spellings;
    int n = 0;
    for (; *at && !dem_str_eq((*at)->text, text); n++)
        at = &(*at)->next;
    if (n == MAX_SPELLINGS)
        return DEM_OK;
    if (!*at) {
        spelling *s = dem_arena_alloc(&c->arena, (ptrdiff_t)sizeof *s);
        if (!s)
            return DEM_NO_MEMORY;
        DEM_TRY(dem_str_copy(&c->arena, text, &s->text));
        DEM_TRY(dem_str_copy(&c->arena, fold, &s->fold));
        *at = s;
    }
    (*at)->count++;
    return DEM_OK;
}

/* Role and side belong together, so they come from one place. */
static dem_status add_office(collector *c, entry *e, const dem_str cells[CELLS])
{
    bool better = e->role.len == 0 && (cells[CELL_ROLE].len || (e->side.len == 0 && cells[CELL_SIDE].len));
    if (!better)
        return DEM_OK;
    DEM_TRY(dem_str_copy(&c->arena, cells[CELL_ROLE], &e->role));
    DEM_TRY(dem_str_copy(&c->arena, cells[CELL_SIDE], &e->side));
    DEM_TRY(dem_str_copy(&c->arena, cells[CELL_COUNTRY], &e->country));
    return dem_str_copy(&c->arena, cells[CELL_SECTOR], &e->sector);
}

static int32_t day_number(dem_date d)
{
    return d.year * 10000 + d.month * 100 + d.day;
}

static dem_status collect_line(collector *c, dem_str line)
{
    dem_str cells[CELLS];
    dem_date date;
    entry *e;
    for (int i = 0; i < CELLS; i++)
        cells[i] = dem_str_next(&line, '\t');
    if (cells[CELL_SLUG].len == 0)
        return DEM_OK;
    DEM_TRY(entry_of(c, cells, &e));
    e->count++;
    e->guesses[cells[CELL_GUESS].data[0] - '0']++;
    if (dem_date_parse(cells[CELL_DATE], &date) && day_number(date) > day_number(e->newest))
        e->newest = date;
    DEM_TRY(add_spelling(c, e, cells[CELL_NAME], cells[CELL_FOLD]));
    return add_office(c, e, cells);
}

/* The sink of the run. What comes is whole lines. */
static bool collect(void *ctx, const char *data, size_t len)
{
    collector *c = ctx;
    dem_str rest = {data, (ptrdiff_t)len};
    while (rest.len && c->status == DEM_OK)
        c->status = collect_line(c, dem_str_next(&rest, '\n'));
    return c->status == DEM_OK;
}

/* The table of a name: that of most places that tell. A place must be one more often than not, since anything may stand behind "in". */
static dem_actor_table table_of(const entry *e)
{
    dem_actor_table best = e->guesses[DEM_TABLE_ORGS] > e->guesses[DEM_TABLE_PEOPLE] ? DEM_TABLE_ORGS : DEM_TABLE_PEOPLE;
    bool place = e->guesses[DEM_TABLE_PLACES] > e->guesses[best] && 2 * e->guesses[DEM_TABLE_PLACES] > e->count;
    return place ? DEM_TABLE_PLACES : best;
}

/* The most frequent spelling, the first in order of bytes among equals. */
static const spelling *usual(const entry *e)
{
    const spelling *best = e->spellings;
    for (const spelling *s = best->next; s; s = s->next)
        if (s->count > best->count || (s->count == best->count && dem_str_cmp(s->text, best->text) < 0))
            best = s;
    return best;
}

static int by_count(const void *a, const void *b)
{
    const entry *x = *(const entry *const *)a, *y = *(const entry *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    int order = dem_str_cmp(usual(x)->text, usual(y)->text);
    return order ? order : dem_str_cmp(x->slug, y->slug);
}

/* Spellings that the tables would not take for the same words, each once. */
static void add_aliases(dem_buf *out, const entry *e)
{
    const spelling *name = usual(e);
    bool any = false;
    for (const spelling *s = e->spellings; s; s = s->next) {
        bool known = dem_str_eq(s->fold, name->fold);
        for (const spelling *before = e->spellings; before != s && !known; before = before->next)
            known = dem_str_eq(s->fold, before->fold);
        if (known)
            continue;
        if (any)
            dem_buf_char(out, '|');
        dem_buf_add(out, s->text);
        any = true;
    }
}

static const struct {
    const char *id; /* how ids of our own begin */
    const char *header;
} tables[] = {
    [DEM_TABLE_PEOPLE] = {"p:", "id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\n"},
    [DEM_TABLE_ORGS] = {"o:", "id\tname\taliases\ttype\tsector\tcountry\tcameo\tsource\n"},
    [DEM_TABLE_PLACES] = {"l:", "id\tname\taliases\tcountry\tkind\tlat\tlon\tpopulation\tsource\n"},
};

/* What follows the aliases in the row, each cell with the tab before it. */
static void add_rest(dem_buf *out, const entry *e, dem_actor_table table)
{
    char date[11];
    const dem_str as_of = {date, dem_date_write(e->newest, date)}, none = {0}, seen = DEM_S("seen"), own = DEM_S("own");
    const dem_str people[] = {e->role, e->side, e->sector, none, none, as_of, seen, own}, orgs[] = {none, e->sector, e->country, none, own},
                  places[] = {e->country, none, none, none, none, own};
    const dem_str *cells = table == DEM_TABLE_PEOPLE ? people : table == DEM_TABLE_ORGS ? orgs : places;
    ptrdiff_t n = table == DEM_TABLE_PEOPLE ? DEM_COUNT(people) : table == DEM_TABLE_ORGS ? DEM_COUNT(orgs) : DEM_COUNT(places);
    for (ptrdiff_t i = 0; i < n; i++) {
        dem_buf_char(out, '\t');
        dem_buf_add(out, cells[i]);
    }
    dem_buf_char(out, '\n');
}

static void add_row(dem_buf *out, const entry *e, dem_actor_table table)
{
    dem_buf_lit(out, "# ");
    dem_buf_int(out, e->count);
    dem_buf_char(out, '\t');
    dem_buf_add(out, e->ref);
    dem_buf_char(out, '\t');
    dem_buf_add(out, e->sentence);
    dem_buf_char(out, '\n');
    dem_buf_add(out, dem_str_of(tables[table].id));
    dem_buf_add(out, e->slug);
    dem_buf_char(out, '\t');
    dem_buf_add(out, usual(e)->text);
    dem_buf_char(out, '\t');
    add_aliases(out, e);
    add_rest(out, e, table);
}

static dem_status write_rows(collector *c, dem_actor_table table, int64_t min, dem_buf *out)
{
    const entry **rows = dem_arena_alloc(&c->arena, c->entries.len * (ptrdiff_t)sizeof *rows);
    ptrdiff_t n = 0;
    if (!rows)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < c->entries.len; i++)
        if (c->entries.at[i].count >= min && table_of(&c->entries.at[i]) == table)
            rows[n++] = &c->entries.at[i];
    qsort(rows, (size_t)n, sizeof *rows, by_count);
    dem_buf_add(out, dem_str_of(tables[table].header));
    for (ptrdiff_t i = 0; i < n; i++)
        add_row(out, rows[i], table);
    return out->failed ? DEM_NO_MEMORY : DEM_OK;
}

dem_status dem_unresolved(const dem_model *model, const dem_job *job, dem_actor_table table, int64_t min, dem_sink *sink, void *sink_ctx,
                          dem_stats *stats, dem_error *err)
{
    if (!model || !job || job->explain || table > DEM_TABLE_PLACES || min < 1)
        return dem_fail(err, DEM_BAD_ARG, -1, "names are listed of a table of actors and from 1 on, and there is nothing to explain");
    collector c = {0};
    dem_buf out;
    dem_arena_init(&c.arena, model->alloc);
    dem_buf_init(&out, model->alloc);
    dem_status status = dem_engine_run(model, job, DEM_TASK_UNRESOLVED, collect, &c, stats, err);
    if (c.status != DEM_OK) /* the run only knows that its sink stopped */
        status = dem_fail(err, c.status, -1, "out of memory");
    if (status == DEM_OK && write_rows(&c, table, min, &out) != DEM_OK)
        status = dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    if (status == DEM_OK && !sink(sink_ctx, out.data, (size_t)out.len))
        status = dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    dem_buf_release(&out);
    dem_arena_release(&c.arena);
    return status;
}
