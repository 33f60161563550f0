/* Tables of language, time, text and ontology. */
#include "doc/ud.h"
#include "model/builder.h"

#include <stdio.h>

static dem_status open_table(dem_builder *b, const char *name, const char *columns, dem_tsv *t, dem_error *err)
{
    bool found;
    return dem_build_table(b, name, columns, false, t, &found, err);
}

/* function.tsv and irregular.tsv: the form is in the first column, the features in the fourth, lemma and UPOS where given. */
static dem_status compile_closed(dem_builder *b, const char *name, const char *columns, int lemma, int upos, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, name, columns, &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        int number = dem_upos_find(t.cell[upos]);
        if (number < 0)
            return dem_tsv_fail(&t, err, "'%.*s' is no UPOS", (int)t.cell[upos].len, t.cell[upos].data);
        if (t.cell[0].len == 0)
            return dem_tsv_fail(&t, err, "the word is empty");
        dem_kb_form *row = dem_push(b->arena, &b->forms);
        if (!row)
            return DEM_NO_MEMORY;
        *row = (dem_kb_form){.upos = (uint32_t)number, .feats = dem_feats_parse(t.cell[3]), .weight = 100, .closed = 1};
        dem_id lemma_id;
        DEM_TRY(dem_build_string(b, t.cell[lemma].len ? t.cell[lemma] : t.cell[0], &lemma_id));
        b->forms.at[b->forms.len - 1].lemma = lemma_id;
        DEM_TRY(dem_build_phrase(b, t.cell[0], (dem_kb_sense){.family = DEM_FAM_FORM, .row = (uint32_t)b->forms.len - 1}));
    }
}

static dem_status compile_words(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "language/words.tsv", "lemma upos source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_str readings = t.cell[1];
        while (readings.len) {
            dem_str weight = dem_str_next(&readings, '|'), upos = dem_str_next(&weight, ':');
            int64_t value = 1;
            int number = dem_upos_find(upos);
            if (number < 0 || (weight.len && (!dem_str_int(weight, &value) || value < 1 || value > 1000000)))
                return dem_tsv_fail(&t, err, "'%.*s' is no UPOS with a weight from 1 to 1000000", (int)t.cell[1].len, t.cell[1].data);
            DEM_TRY(dem_build_word(b, t.cell[0], number, (uint32_t)value));
        }
    }
}

/* One row of a table whose cells are strings and whose first is a phrase. */
static dem_status add_phrase_row(dem_builder *b, uint32_t family, const dem_id cell[3])
{
    bool ok;
    switch (family) {
    case DEM_FAM_CUE: {
        dem_kb_cue *row = dem_push(b->arena, &b->cues);
        if ((ok = row != NULL))
            *row = (dem_kb_cue){cell[0], cell[1]};
        break;
    }
    case DEM_FAM_ABBR: {
        dem_kb_abbr *row = dem_push(b->arena, &b->abbrs);
        if ((ok = row != NULL))
            *row = (dem_kb_abbr){cell[0], cell[1]};
        break;
    }
    case DEM_FAM_TIME: {
        dem_kb_time *row = dem_push(b->arena, &b->times);
        if ((ok = row != NULL))
            *row = (dem_kb_time){cell[0], cell[1], cell[2]};
        break;
    }
    default: {
        dem_kb_unit *row = dem_push(b->arena, &b->units);
        if ((ok = row != NULL))
            *row = (dem_kb_unit){cell[0], cell[1], cell[2]};
        break;
    }
    }
    return ok ? DEM_OK : DEM_NO_MEMORY;
}

/* Tables that are lists of phrases with one or two values. */
static dem_status compile_phrases(dem_builder *b, const char *name, const char *columns, uint32_t family, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, name, columns, &t, err));
    uint32_t row = family == DEM_FAM_CUE ? (uint32_t)b->cues.len : 0; /* cues stand in several tables */
    for (;; row++) {
        dem_id cell[3] = {0};
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        for (int i = 0; i < t.n_columns - 1; i++) /* the last one is the source */
            DEM_TRY(dem_build_string(b, t.cell[i], &cell[i]));
        DEM_TRY(add_phrase_row(b, family, cell));
        DEM_TRY(dem_build_phrase(b, t.cell[0], (dem_kb_sense){.family = family, .row = row}));
    }
}

static dem_status compile_agencies(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "text/agencies.tsv", "name aliases source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_kb_agency *row = dem_push(b->arena, &b->agencies);
        if (!row)
            return DEM_NO_MEMORY;
        DEM_TRY(dem_build_string(b, t.cell[0], &row->name));
        dem_kb_sense sense = {.family = DEM_FAM_AGENCY, .row = (uint32_t)b->agencies.len - 1, .letter_case = DEM_CASE_CAPITAL};
        DEM_TRY(dem_build_phrase(b, t.cell[0], sense));
        dem_str aliases = t.cell[1];
        while (aliases.len)
            DEM_TRY(dem_build_phrase(b, dem_str_next(&aliases, '|'), sense));
    }
}

static dem_status compile_furniture(dem_builder *b, dem_error *err)
{
    static const char *const matches[] = {"is", "starts", "contains"};
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "text/furniture.tsv", "match words kind source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        uint32_t match = 0;
        while (match < 3 && !dem_str_eq(t.cell[0], dem_str_of(matches[match])))
            match++;
        if (match == 3 || t.cell[1].len == 0)
            return dem_tsv_fail(&t, err, "a row of furniture is 'is', 'starts' or 'contains' and some words");
        dem_kb_furniture *row = dem_push(b->arena, &b->furniture);
        if (!row)
            return DEM_NO_MEMORY;
        row->match = match;
        DEM_TRY(dem_build_string(b, t.cell[1], &row->words));
        DEM_TRY(dem_build_string(b, t.cell[2], &row->kind));
    }
}

/* "-3.5" as tenths: -35. */
static bool tenths(dem_str s, uint32_t *out)
{
    dem_str fraction = s, whole = dem_str_next(&fraction, '.');
    int64_t a = 0, f = 0;
    if (s.len == 0) {
        *out = 0;
        return true;
    }
    bool negative = whole.len && whole.data[0] == '-';
    if (!dem_str_int(whole, &a) || a < -1000 || a > 1000 || fraction.len > 1 || (fraction.len && !dem_str_int(fraction, &f)))
        return false;
    *out = (uint32_t)(int32_t)(a * 10 + (negative ? -f : f));
    return true;
}

static dem_status compile_cameo(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "ontology/cameo.tsv", "code name event mode context quad goldstein source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_kb_cameo row = {0};
        dem_id *const cells[] = {&row.code, &row.name, &row.event, &row.mode, &row.context};
        int64_t quad = 0;
        for (int i = 0; i < 5; i++)
            DEM_TRY(dem_build_string(b, t.cell[i], cells[i]));
        if ((t.cell[5].len && !dem_str_int(t.cell[5], &quad)) || quad < 0 || quad > 4 || !tenths(t.cell[6], &row.goldstein))
            return dem_tsv_fail(&t, err, "quad is 1 to 4 or empty, and goldstein a number with one decimal");
        row.quad = (uint32_t)quad;
        dem_kb_cameo *slot = dem_push(b->arena, &b->cameos);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = row;
    }
}

static dem_status compile_plover(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "ontology/plover.tsv", "event mode score quad source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_kb_plover row = {0};
        int64_t quad = 0;
        DEM_TRY(dem_build_string(b, t.cell[0], &row.event));
        DEM_TRY(dem_build_string(b, t.cell[1], &row.mode));
        if ((t.cell[3].len && !dem_str_int(t.cell[3], &quad)) || quad < 0 || quad > 4 || !tenths(t.cell[2], &row.score))
            return dem_tsv_fail(&t, err, "quad is 1 to 4 or empty, and score a number with one decimal");
        row.quad = (uint32_t)quad;
        dem_kb_plover *slot = dem_push(b->arena, &b->plovers);
        if (!slot)
            return DEM_NO_MEMORY;
        *slot = row;
    }
}

static dem_status compile_futures(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "ontology/future.tsv", "event cameo polarity to_event to_cameo source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_kb_future *row = dem_push(b->arena, &b->futures);
        if (!row)
            return DEM_NO_MEMORY;
        row->negated = dem_str_eq(t.cell[2], DEM_S("negated"));
        if (!row->negated && !dem_str_eq(t.cell[2], DEM_S("affirmed")))
            return dem_tsv_fail(&t, err, "a polarity is affirmed or negated");
        struct {
            int column;
            dem_id *to;
        } const cells[] = {{0, &row->event}, {1, &row->cameo}, {3, &row->to_event}, {4, &row->to_cameo}};
        for (ptrdiff_t i = 0; i < DEM_COUNT(cells); i++)
            DEM_TRY(dem_build_string(b, t.cell[cells[i].column], cells[i].to));
    }
}

static dem_status compile_contents(dem_builder *b, dem_error *err)
{
    dem_tsv t;
    bool more;
    DEM_TRY(open_table(b, "ontology/content.tsv", "event cameo of_event of_cameo to_event to_cameo source", &t, err));
    for (;;) {
        DEM_TRY(dem_tsv_next(&t, &more, err));
        if (!more)
            return DEM_OK;
        dem_kb_content *row = dem_push(b->arena, &b->contents);
        if (!row)
            return DEM_NO_MEMORY;
        dem_id *const cells[] = {&row->event, &row->cameo, &row->of_event, &row->of_cameo, &row->to_event, &row->to_cameo};
        for (ptrdiff_t i = 0; i < DEM_COUNT(cells); i++)
            DEM_TRY(dem_build_string(b, t.cell[i], cells[i]));
    }
}

dem_status dem_compile_language(dem_builder *b, dem_error *err)
{
    DEM_TRY(compile_closed(b, "language/function.tsv", "word upos lemma feats source", 2, 1, err));
    DEM_TRY(compile_closed(b, "language/irregular.tsv", "form lemma upos feats source", 1, 2, err));
    DEM_TRY(compile_words(b, err));
    DEM_TRY(compile_phrases(b, "language/cues.tsv", "phrase kind source", DEM_FAM_CUE, err));
    DEM_TRY(compile_phrases(b, "language/people.tsv", "phrase kind source", DEM_FAM_CUE, err));
    DEM_TRY(compile_phrases(b, "language/names.tsv", "word kind source", DEM_FAM_CUE, err));
    DEM_TRY(compile_phrases(b, "language/gender.tsv", "word kind source", DEM_FAM_CUE, err));
    DEM_TRY(compile_phrases(b, "language/abbreviations.tsv", "word kind source", DEM_FAM_ABBR, err));
    DEM_TRY(compile_phrases(b, "when/words.tsv", "phrase kind value source", DEM_FAM_TIME, err));
    DEM_TRY(compile_phrases(b, "when/units.tsv", "phrase unit kind source", DEM_FAM_UNIT, err));
    DEM_TRY(compile_agencies(b, err));
    DEM_TRY(compile_furniture(b, err));
    DEM_TRY(compile_cameo(b, err));
    DEM_TRY(compile_plover(b, err));
    DEM_TRY(compile_futures(b, err));
    return compile_contents(b, err);
}
