/* What the tables know of a name: which names are meant, and what each of them can mean. */
#include "doc/doc.h"
#include "engine/engine.h"
#include "model/spelling.h"

#include <stdlib.h>

enum {
    LONGEST = 16,  /* words of a name */
    MOST_NEAR = 5, /* names that are offered in place of an unknown one */
    NEAR = 60      /* how like it they must be, of 100: half of the letters of a short name, as src/name/spelling.c */
};

typedef struct {
    const dem_kb *kb;
    const dem_who_job *job;
    dem_arena *arena;
    uint32_t day;
} asker;

static dem_status fold(const asker *a, dem_str text, dem_str *out)
{
    char *p = dem_arena_alloc(a->arena, 4 * text.len + 1);
    if (!p)
        return DEM_NO_MEMORY;
    *out = (dem_str){p, dem_fold(text, p)};
    return DEM_OK;
}

/* Names `first` to `end` with a space between. */
static dem_status join(const asker *a, int first, int end, dem_str *out)
{
    ptrdiff_t len = 0;
    for (int i = first; i < end; i++)
        len += (ptrdiff_t)strlen(a->job->names[i]) + 1;
    char *p = dem_arena_alloc(a->arena, len + 1);
    if (!p)
        return DEM_NO_MEMORY;
    *out = (dem_str){p, 0};
    for (int i = first; i < end; i++) {
        dem_str word = dem_str_of(a->job->names[i]);
        if (i > first)
            p[out->len++] = ' ';
        memcpy(p + out->len, word.data, (size_t)word.len);
        out->len += word.len;
    }
    return DEM_OK;
}

static bool names_entity(const dem_kb_sense *s)
{
    return s->family == DEM_FAM_ENTITY || s->family == DEM_FAM_OVERLAY || s->family == DEM_FAM_SURNAME;
}

static const dem_kb_phrase *find(const asker *a, dem_str folded)
{
    const dem_kb_phrase *p = dem_kb_find_text(a->kb, folded);
    for (uint32_t i = 0; p && i < p->n_senses; i++)
        if (names_entity(&a->kb->senses[p->first_sense + i]))
            return p;
    return NULL;
}

/* Is the name written as the sense wants it? As far as that can be told without a text around it. */
static bool written_so(const asker *a, dem_str text, const dem_kb_sense *s)
{
    if (s->letter_case == DEM_CASE_EXACT)
        return dem_str_eq(text, dem_kb_str(a->kb, s->form));
    bool capital = s->letter_case == DEM_CASE_ANY;
    for (ptrdiff_t at = 0; at < text.len && !capital;)
        capital = dem_is_upper(dem_utf8_at(text, at, &at));
    return capital;
}

/* Names before surnames; countries, bodies, persons, places; who is to be expected on that day, and where most people live. */
static uint64_t order_of(const asker *a, const dem_kb_sense *s)
{
    static const uint8_t types[] = {[DEM_TYPE_UNKNOWN] = 0, [DEM_TYPE_COUNTRY] = 1, [DEM_TYPE_ORG] = 2, [DEM_TYPE_GROUP] = 2,
                                    [DEM_TYPE_PERSON] = 3, [DEM_TYPE_PLACE] = 4};
    const dem_kb_entity *e = &a->kb->entities[s->row];
    uint64_t detail = e->type == DEM_TYPE_PERSON ? dem_kb_office_distance(a->kb, s->row, a->day) : UINT32_MAX - e->population;
    return (uint64_t)(s->family == DEM_FAM_SURNAME) << 60 | (uint64_t)types[e->type] << 56 | detail;
}

static dem_status add_reading(const asker *a, dem_who_name *name, const dem_kb_sense *s)
{
    for (ptrdiff_t i = 0; i < name->readings.len; i++)
        if (name->readings.at[i].entity == s->row)
            return DEM_OK;
    dem_who_reading *r = dem_push(a->arena, &name->readings);
    if (!r)
        return DEM_NO_MEMORY;
    *r = (dem_who_reading){.entity = s->row, .sense = s, .order = order_of(a, s)};
    return DEM_OK;
}

static int by_order(const void *x, const void *y)
{
    const dem_who_reading *a = x, *b = y;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* Adds what the phrase can mean as it is written, or if that is nothing, however it is written. */
static dem_status add_readings(const asker *a, dem_who_name *name, const dem_kb_phrase *p)
{
    static const uint32_t families[] = {DEM_FAM_OVERLAY, DEM_FAM_ENTITY, DEM_FAM_SURNAME};
    for (int any_case = 0; any_case < 2 && name->readings.len == 0; any_case++)
        for (int f = 0; f < 3; f++)
            for (const dem_kb_sense *s = dem_kb_sense_first(a->kb, p, families[f]); s; s = dem_kb_sense_next(a->kb, p, s))
                if (any_case || written_so(a, name->text, s))
                    DEM_TRY(add_reading(a, name, s));
    qsort(name->readings.at, (size_t)name->readings.len, sizeof *name->readings.at, by_order);
    for (ptrdiff_t i = 0; i < name->readings.len; i++)
        DEM_TRY(dem_who_facts(a->kb, name, &name->readings.at[i], a->arena));
    return DEM_OK;
}

typedef struct {
    dem_id form;
    int likeness;
} near_name;

/* Keeps the likest; of equals those that stand first in the tables. */
static void keep_near(near_name best[MOST_NEAR + 1], int *n, near_name one)
{
    for (int i = 0; i < *n; i++)
        if (best[i].form == one.form)
            return;
    int at = *n;
    for (; at > 0 && best[at - 1].likeness < one.likeness; at--)
        best[at] = best[at - 1];
    best[at] = one;
    *n += *n < MOST_NEAR;
}

static dem_status add_near(const asker *a, dem_who_name *name, dem_str folded)
{
    enum { LONG = 40 }; /* bytes; what is longer is like nothing (dem_spelling_likeness) */
    char text[4 * LONG + 1];
    near_name best[MOST_NEAR + 1];
    int n = 0;
    for (uint32_t i = 0; i < a->kb->n_senses; i++) {
        const dem_kb_sense *s = &a->kb->senses[i];
        dem_str form = dem_kb_str(a->kb, s->form);
        if (!names_entity(s) || form.len > LONG)
            continue;
        int likeness = dem_spelling_likeness(folded, (dem_str){text, dem_fold(form, text)});
        if (likeness >= NEAR)
            keep_near(best, &n, (near_name){s->form, likeness});
    }
    for (int i = 0; i < n; i++) {
        dem_str *slot = dem_push(a->arena, &name->near);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = dem_kb_str(a->kb, best[i].form);
    }
    return DEM_OK;
}

/* The end of the longest run of words from `first` on that is one phrase of the tables; `first` if there is none. */
static dem_status longest(const asker *a, int first, int *end, dem_who_name *name, const dem_kb_phrase **phrase)
{
    int last = first + 1;
    while (last < a->job->n_names && last - first < LONGEST && !strchr(a->job->names[last - 1], ' ') && !strchr(a->job->names[last], ' '))
        last++;
    *phrase = NULL;
    for (*end = last; *end > first; --*end) {
        dem_str folded;
        DEM_TRY(join(a, first, *end, &name->text));
        DEM_TRY(fold(a, name->text, &folded));
        if ((*phrase = find(a, folded)))
            break;
    }
    return DEM_OK;
}

/* The end of the run of words that no table knows. */
static dem_status unknown_run(const asker *a, int first, int *end, dem_who_name *name)
{
    const dem_kb_phrase *phrase = NULL;
    int known;
    for (*end = first + 1; *end < a->job->n_names && *end - first < LONGEST; ++*end) {
        if (strchr(a->job->names[*end - 1], ' ') || strchr(a->job->names[*end], ' '))
            break;
        DEM_TRY(longest(a, *end, &known, name, &phrase));
        if (phrase)
            break;
    }
    return join(a, first, *end, &name->text);
}

/* The name that begins at word *at, and what it can mean; *at is then the word behind it. */
static dem_status next_name(const asker *a, int *at, dem_who_name *name)
{
    const dem_kb_phrase *phrase;
    dem_str folded;
    int first = *at;
    *name = (dem_who_name){.day = a->day};
    DEM_TRY(longest(a, first, at, name, &phrase));
    if (phrase)
        return add_readings(a, name, phrase);
    DEM_TRY(unknown_run(a, first, at, name));
    DEM_TRY(fold(a, name->text, &folded));
    return add_near(a, name, folded);
}

static dem_status answer(const asker *a, int *unknown, dem_buf *out)
{
    for (int at = 0; at < a->job->n_names;) {
        dem_who_name name;
        DEM_TRY(next_name(a, &at, &name));
        *unknown += name.readings.len == 0;
        if (a->job->format == DEM_FORMAT_TABLE)
            DEM_TRY(dem_output_who_table(a->kb, &name, a->job->color, a->arena, out));
        else
            dem_output_who_jsonl(a->kb, &name, out);
    }
    return out->failed ? DEM_NO_MEMORY : DEM_OK;
}

static dem_status check(const dem_who_job *job, uint32_t *day, dem_error *err)
{
    dem_date date = {0};
    if (job->format != DEM_FORMAT_JSONL && job->format != DEM_FORMAT_TABLE)
        return dem_fail(err, DEM_BAD_ARG, -1, "names are written as jsonl or table");
    if (job->on && !dem_date_parse(dem_str_of(job->on), &date))
        return dem_fail(err, DEM_BAD_ARG, -1, "'%s' is no date", job->on);
    for (int i = 0; i < job->n_names; i++)
        if (dem_utf8_valid_prefix(dem_str_of(job->names[i])) != (ptrdiff_t)strlen(job->names[i]))
            return dem_fail(err, DEM_BAD_ARG, -1, "a name is not valid UTF-8");
    *day = dem_day_of(date);
    return DEM_OK;
}

dem_status dem_who(const dem_model *model, const dem_who_job *job, dem_sink *sink, void *sink_ctx, int *unknown, dem_error *err)
{
    uint32_t day = 0;
    int n_unknown = 0;
    if (!model || !job || job->n_names < 1)
        return dem_fail(err, DEM_BAD_ARG, -1, "there is no name to look up");
    DEM_TRY(check(job, &day, err));
    dem_arena arena;
    dem_buf out;
    dem_arena_init(&arena, model->alloc);
    dem_buf_init(&out, model->alloc);
    dem_status status = answer(&(asker){.kb = &model->kb, .job = job, .arena = &arena, .day = day}, &n_unknown, &out);
    if (status == DEM_NO_MEMORY)
        status = dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    else if (!sink(sink_ctx, out.data, (size_t)out.len))
        status = dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    if (unknown)
        *unknown = n_unknown;
    dem_buf_release(&out);
    dem_arena_release(&arena);
    return status;
}
