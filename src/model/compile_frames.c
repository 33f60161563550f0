/* Tables of events: object kinds, light verbs, frames. */
#include "doc/ud.h"
#include "model/builder.h"
#include "model/pattern.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

const char dem_frame_columns[] = "id trigger pos pattern event mode context cameo example source";

typedef struct {
    dem_id name, parent;
    dem_str words;
    int64_t line;
    bool placed;
} kind_row;

static uint32_t placed_kind(const dem_builder *b, dem_id name)
{
    for (ptrdiff_t i = 0; i < b->kinds.len; i++)
        if (b->kinds.at[i].name == name)
            return (uint32_t)i;
    return DEM_NO_ROW;
}

static dem_status place_kind(dem_builder *b, kind_row *row)
{
    dem_kb_kind *slot = dem_push(b->arena, &b->kinds);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = (dem_kb_kind){row->name, row->parent ? placed_kind(b, row->parent) : DEM_NO_ROW};
    row->placed = true;
    dem_kb_sense sense = {.family = DEM_FAM_KIND, .row = (uint32_t)b->kinds.len - 1};
    for (dem_str words = row->words; words.len;)
        DEM_TRY(dem_build_phrase(b, dem_str_next(&words, '|'), sense));
    return DEM_OK;
}

/* In the compiled file a kind stands after its parent; in the table the order is free. */
static dem_status compile_kinds(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_VEC(kind_row) rows = {0};
    DEM_TRY(dem_build_table(b, "objects/kinds.tsv", "kind parent words source", false, &t, &found, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            break;
        kind_row row = {.words = t.cell[2], .line = t.line};
        DEM_TRY(dem_build_string(b, t.cell[0], &row.name));
        DEM_TRY(dem_build_string(b, t.cell[1], &row.parent));
        kind_row *slot = dem_push(b->arena, &rows);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = row;
    }
    for (ptrdiff_t left = rows.len, before = left + 1; left > 0 && left < before;) {
        before = left;
        for (ptrdiff_t i = 0; i < rows.len; i++) {
            kind_row *row = &rows.at[i];
            if (row->placed || (row->parent && placed_kind(b, row->parent) == DEM_NO_ROW))
                continue;
            DEM_TRY(place_kind(b, row));
            left--;
        }
    }
    for (ptrdiff_t i = 0; i < rows.len; i++)
        if (!rows.at[i].placed) {
            t.line = rows.at[i].line;
            return dem_tsv_fail(&t, err, "the parent of this kind does not exist, or is below it");
        }
    return DEM_OK;
}

static dem_status compile_light(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool found, more;
    DEM_TRY(dem_build_table(b, "frames/light.tsv", "verb particle actor source", false, &t, &found, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        if (!dem_str_eq(t.cell[2], DEM_S("nsubj")))
            return dem_tsv_fail(&t, err, "the actor of a light verb is its nsubj");
        dem_kb_light light;
        DEM_TRY(dem_build_string(b, t.cell[0], &light.verb));
        DEM_TRY(dem_build_string(b, t.cell[1], &light.particle));
        dem_kb_light *slot = dem_push(b->arena, &b->lights);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = light;
        DEM_TRY(dem_build_phrase(b, t.cell[0], (dem_kb_sense){.family = DEM_FAM_LIGHT, .row = (uint32_t)b->lights.len - 1}));
    }
}

/* The event of a code that is no row's own: that of the longest beginning which data/ontology has, which may be none. */
static dem_id event_of(const dem_builder *b, dem_str code)
{
    dem_id event = 0;
    ptrdiff_t longest = 0;
    for (ptrdiff_t i = 0; i < b->cameos.len; i++) {
        dem_str have = dem_build_text(b, b->cameos.at[i].code);
        if (have.len > longest && dem_str_starts(code, have)) {
            event = b->cameos.at[i].event;
            longest = have.len;
        }
    }
    return event;
}

static bool is_code(dem_str code)
{
    enum { LONGEST = 8 };
    for (ptrdiff_t i = 0; i < code.len; i++)
        if (!((code.data[i] >= '0' && code.data[i] <= '9') || (code.data[i] >= 'A' && code.data[i] <= 'Z') || (code.data[i] >= 'a' && code.data[i] <= 'z')))
            return false;
    return code.len <= LONGEST;
}

/* A row without an event: "CODE", or "CODE:CODE", of which the second is for what the recipient does to the actor. */
static dem_status literal_code(dem_builder *b, const dem_tsv *t, dem_kb_frame *f, dem_error *err)
{
    dem_str reverse = t->cell[7], code = dem_str_next(&reverse, ':');
    if (!is_code(code) || !is_code(reverse) || code.len + reverse.len == 0)
        return dem_tsv_fail(t, err, "'%.*s' is no code; a row without an event has one of up to 8 letters and digits, or two with a colon between",
                            (int)t->cell[7].len, t->cell[7].data);
    DEM_TRY(dem_build_string(b, code, &f->cameo));
    DEM_TRY(dem_build_string(b, reverse, &f->reverse));
    f->literal = 1;
    f->event = event_of(b, code.len ? code : reverse);
    return DEM_OK;
}

/* CAMEO codes and PLOVER events that no ontology table has are mistakes of the row. */
static bool in_ontology(const dem_builder *b, const dem_kb_frame *f)
{
    bool code = f->cameo == 0, event = false;
    for (ptrdiff_t i = 0; i < b->cameos.len && !code; i++)
        code = b->cameos.at[i].code == f->cameo;
    for (ptrdiff_t i = 0; i < b->plovers.len && !event; i++)
        event = b->plovers.at[i].event == f->event;
    return code && event;
}

static dem_status add_triggers(dem_builder *b, dem_str triggers, const dem_kb_frame *f, int upos)
{
    dem_kb_sense sense = {.family = DEM_FAM_FRAME, .row = (uint32_t)b->frames.len - 1, .kind = DEM_SENSE_FRAME(f->pos, f->needs)};
    if (dem_str_eq(triggers, DEM_S("*")))
        return dem_build_phrase(b, DEM_S(DEM_ANY_WORD), sense);
    while (triggers.len) {
        dem_str lemma = dem_str_trim(dem_str_next(&triggers, '|'));
        if (upos != DEM_UPOS_COUNT && !dem_build_has_form(b, lemma, upos))
            DEM_TRY(dem_build_word(b, lemma, upos, 1));
        DEM_TRY(dem_build_phrase(b, lemma, sense));
    }
    return DEM_OK;
}

/* What can be seen to be missing before anything is looked for. */
static uint32_t needs(const dem_builder *b, const dem_kb_frame *f)
{
    uint32_t bits = 0;
    for (uint32_t i = 0; i < f->n_args; i++) {
        const dem_kb_arg *arg = &b->args.at[f->first_arg + i];
        uint32_t relation = arg->n_rels == 1 ? b->lists.at[arg->first_rel].number : DEM_ARGS;
        if (arg->required && relation < DEM_ARGS && (DEM_ARGS_PLAIN >> relation & 1))
            bits |= 1u << relation;
    }
    return bits;
}

/* Does a verb with this frame report a clause, and to whom? One with a particle ("spell out") is another verb. */
static uint32_t speech(const dem_builder *b, const dem_kb_frame *f)
{
    bool clause = false, recipient = false, particle = false;
    for (uint32_t i = 0; i < f->n_args; i++) {
        const dem_kb_arg *arg = &b->args.at[f->first_arg + i];
        for (uint32_t r = 0; r < arg->n_rels; r++) {
            uint32_t relation = b->lists.at[arg->first_rel + r].number;
            clause = clause || relation == DEM_ARG_CCOMP;
            particle = particle || (relation == DEM_ARG_PRT && arg->required);
            recipient = recipient || (arg->role == DEM_ROLE_RECIPIENT && (relation == DEM_ARG_OBJ || relation == DEM_ARG_IOBJ));
        }
    }
    if (f->pos != DEM_FRAME_VERB || !clause || particle)
        return 0;
    return recipient ? DEM_SPEECH_CLAUSE | DEM_SPEECH_TELLS : DEM_SPEECH_CLAUSE;
}

static dem_status frame_row(dem_builder *b, const dem_tsv *t, dem_id file, dem_error *err)
{
    static const struct {
        const char *name;
        int upos; /* of the lemmas that are triggers, which are inflected then; none for forms */
    } pos[] = {{"verb", DEM_UPOS_VERB}, {"noun", DEM_UPOS_NOUN}, {"adj", DEM_UPOS_ADJ}, {"form", DEM_UPOS_COUNT}};
    if (dem_str_eq(t->cell[2], DEM_S("set")))
        return dem_pattern_set(b, t, t->cell[0], t->cell[1], err);
    dem_kb_frame f = {.file = file, .order = (uint32_t)b->frames.len};
    dem_id *const cells[] = {&f.event, &f.mode, &f.context, &f.cameo};
    while (f.pos < DEM_COUNT(pos) && !dem_str_eq(t->cell[2], dem_str_of(pos[f.pos].name)))
        f.pos++;
    if (f.pos == DEM_COUNT(pos) || t->cell[0].len == 0 || t->cell[1].len == 0)
        return dem_tsv_fail(t, err, "a frame has an id, a trigger, and is of a verb, noun, adj or form");
    DEM_TRY(dem_build_string(b, t->cell[0], &f.id));
    for (int i = 0; i < 4; i++)
        DEM_TRY(dem_build_string(b, t->cell[4 + i], cells[i]));
    bool says = dem_str_eq(t->cell[4], DEM_S("SAY")), none = dem_str_eq(t->cell[4], DEM_S("-")), literal = t->cell[4].len == 0;
    if (literal)
        DEM_TRY(literal_code(b, t, &f, err));
    if (!literal && !says && !none && !in_ontology(b, &f))
        return dem_tsv_fail(t, err, "event '%.*s' or code '%.*s' is not in data/ontology", (int)t->cell[4].len, t->cell[4].data,
                            (int)t->cell[7].len, t->cell[7].data);
    DEM_TRY(dem_pattern_parse(b, t, t->cell[3], &f.first_arg, &f.n_args, err));
    f.needs = needs(b, &f);
    f.speech = speech(b, &f);
    dem_kb_frame *slot = dem_push(b->arena, &b->frames);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = f;
    return add_triggers(b, t->cell[1], &f, pos[f.pos].upos);
}

dem_status dem_compile_frame_rows(dem_builder *b, dem_tsv *t, dem_str name, dem_error *err)
{
    dem_id file;
    bool more;
    b->sets.len = 0;
    DEM_TRY(dem_build_string(b, name, &file));
    for (;;) {
        DEM_TRY(dem_tsv_next(t, &more, err));
        if (!more)
            return DEM_OK;
        DEM_TRY(frame_row(b, t, file, err));
    }
}

static dem_status compile_frame_file(dem_builder *b, const char *name, dem_error *err)
{
    dem_tsv t;
    bool found;
    DEM_TRY(dem_build_table(b, name, dem_frame_columns, false, &t, &found, err));
    return dem_compile_frame_rows(b, &t, dem_str_of(name), err);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* All tables of data/frames in the order of their names: which comes first decides between equally good rows. */
dem_status dem_compile_frames(dem_builder *b, dem_error *err)
{
    enum { MAX_FILES = 64, MAX_NAME = 64 };
    char names[MAX_FILES][MAX_NAME], path[4096];
    int n = 0;
    DEM_TRY(compile_kinds(b, err));
    DEM_TRY(compile_light(b, err));
    snprintf(path, sizeof path, "%s/frames", b->data_dir);
    DIR *dir = opendir(path);
    if (!dir)
        return dem_fail(err, DEM_IO, -1, "%s: cannot open", path);
    for (const struct dirent *e = readdir(dir); e && n < MAX_FILES; e = readdir(dir)) {
        dem_str name = dem_str_of(e->d_name);
        if (name.data[0] == '.' || !dem_str_ends(name, DEM_S(".tsv")) || strcmp(e->d_name, "light.tsv") == 0 || name.len + 8 > MAX_NAME)
            continue;
        snprintf(names[n++], MAX_NAME, "frames/%.50s", e->d_name);
    }
    closedir(dir);
    qsort(names, (size_t)n, MAX_NAME, by_name);
    for (int i = 0; i < n; i++)
        DEM_TRY(compile_frame_file(b, names[i], err));
    return DEM_OK;
}
