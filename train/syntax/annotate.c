/* Tags and parses the tokens of a CoNLL-U file, for train/syntax/eval_rules.py: comments and other columns pass unchanged.
 *
 *     annotate KB.dem [gold-tags] < in.conllu > out.conllu
 *
 * With gold-tags only the parser works, on the tags of the file. Standard error gets tokens a second. */
#include "base/io.h"
#include "model/model.h"
#include "parse/parse.h"
#include "tag/tag.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 10, LONGEST = 1000 };

typedef struct {
    const dem_kb *kb;
    bool gold_tags;
    dem_arena arena;
    dem_doc doc;
    dem_str cell[LONGEST][COLUMNS];
    int32_t count;
    int64_t tokens, ns;
} annotator;

static dem_status add_flags(dem_token *t, bool space, bool *first, bool *quoted)
{
    int letters = 0, capitals = 0;
    for (ptrdiff_t at = 0, next; at < t->form.len; at = next) {
        uint32_t c = dem_utf8_at(t->form, at, &next);
        bool letter = dem_is_letter(c);
        if (letter && !letters && dem_is_upper(c))
            t->flags |= DEM_TOKEN_CAPITAL;
        letters += letter;
        capitals += letter && dem_is_upper(c);
        if (letter || dem_is_digit(c))
            t->flags |= DEM_TOKEN_WORD;
        if (at == 0 && dem_is_digit(c))
            t->flags |= DEM_TOKEN_DIGIT;
    }
    if (letters >= 2 && letters == capitals)
        t->flags |= DEM_TOKEN_UPPER;
    if (space)
        t->flags |= DEM_TOKEN_SPACE;
    if (*quoted)
        t->flags |= DEM_TOKEN_QUOTED;
    if (t->flags & DEM_TOKEN_WORD) {
        t->flags |= *first ? DEM_TOKEN_FIRST : 0;
        *first = false;
    } else if (dem_str_eq(t->fold, DEM_S("\"")) || dem_str_eq(t->fold, DEM_S("``")) || dem_str_eq(t->fold, DEM_S("''"))) {
        *quoted = !*quoted;
        *first = *first || *quoted;
    }
    return DEM_OK;
}

static dem_status add_token(annotator *a, int32_t i, bool *first, bool *quoted)
{
    dem_token *t = dem_push(&a->arena, &a->doc.tokens);
    dem_str *cell = a->cell[i];
    if (!t)
        return DEM_NO_MEMORY;
    *t = (dem_token){.form = cell[1], .head = -1, .mention = -1, .phrase = -1};
    char *folded = dem_arena_alloc(&a->arena, 4 * t->form.len + 1);
    if (!folded)
        return DEM_NO_MEMORY;
    t->fold = (dem_str){folded, dem_fold(t->form, folded)};
    t->lemma = t->fold;
    bool space = true;
    for (ptrdiff_t k = 0; k + 13 <= cell[9].len; k++)
        space = space && memcmp(cell[9].data + k, "SpaceAfter=No", 13) != 0;
    DEM_TRY(add_flags(t, space, first, quoted));
    if (t->flags & DEM_TOKEN_WORD) {
        const dem_kb_phrase *p = dem_kb_find(a->kb, dem_kb_step(DEM_HASH_START, t->fold));
        t->phrase = p ? (int32_t)(p - a->kb->phrases) : -1;
    }
    if (a->gold_tags) {
        int upos = dem_upos_find(cell[3]);
        t->upos = (uint8_t)(upos < 0 ? DEM_UPOS_X : upos);
        t->feats = dem_feats_parse(cell[5]);
        t->lemma = cell[2];
    }
    return DEM_OK;
}

static void write_sentence(const annotator *a)
{
    dem_buf feats;
    dem_buf_init(&feats, NULL);
    for (int32_t i = 0; i < a->count; i++) {
        const dem_token *t = &a->doc.tokens.at[i];
        dem_str upos = dem_upos_name(t->upos), rel = dem_rel_name(t->rel);
        feats.len = 0;
        dem_feats_write(t->feats, &feats);
        printf("%d\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%d\t%.*s\t_\t_\n", i + 1, (int)t->form.len, t->form.data, (int)t->lemma.len, t->lemma.data, (int)upos.len, upos.data,
               (int)feats.len, feats.data, t->head + 1, (int)rel.len, rel.data);
    }
    puts("");
    dem_buf_release(&feats);
}

static dem_status sentence(annotator *a)
{
    bool first = true, quoted = false;
    memset(&a->doc, 0, sizeof a->doc);
    a->doc.arena = &a->arena;
    for (int32_t i = 0; i < a->count; i++)
        DEM_TRY(add_token(a, i, &first, &quoted));
    dem_sentence *s = dem_push(&a->arena, &a->doc.sentences);
    if (!s)
        return DEM_NO_MEMORY;
    *s = (dem_sentence){.first = 0, .count = a->count};
    int64_t start = dem_clock_ns();
    if (!a->gold_tags)
        DEM_TRY(dem_tag(&a->doc, a->kb));
    DEM_TRY(dem_parse(&a->doc, a->kb));
    a->ns += dem_clock_ns() - start;
    a->tokens += a->count;
    write_sentence(a);
    a->count = 0;
    dem_arena_clear(&a->arena);
    return DEM_OK;
}

static dem_status annotate(annotator *a, dem_str text)
{
    while (text.len) {
        dem_str line = dem_str_next(&text, '\n');
        if (line.len == 0 && a->count)
            DEM_TRY(sentence(a));
        if (line.len && line.data[0] == '#')
            printf("%.*s\n", (int)line.len, line.data);
        int64_t id;
        dem_str rest = line, head = dem_str_next(&rest, '\t');
        if (!dem_str_int(head, &id) || a->count == LONGEST)
            continue;
        a->cell[a->count][0] = head;
        for (int c = 1; c < COLUMNS; c++)
            a->cell[a->count][c] = dem_str_next(&rest, '\t');
        a->count++;
    }
    return a->count ? sentence(a) : DEM_OK;
}

int main(int argc, char **argv)
{
    dem_error err = {0};
    dem_model *model;
    dem_buf in;
    if (argc < 2 || dem_model_open(argv[1], NULL, NULL, &model, &err) != DEM_OK) {
        fprintf(stderr, "annotate: %s\n", argc < 2 ? "annotate KB.dem [gold-tags] < in.conllu" : err.message);
        return 2;
    }
    annotator *a = calloc(1, sizeof *a);
    dem_buf_init(&in, NULL);
    if (!a || dem_file_read("-", 1 << 28, &in, &err) != DEM_OK)
        return 1;
    a->kb = &model->kb;
    a->gold_tags = argc > 2;
    dem_arena_init(&a->arena, NULL);
    dem_status status = annotate(a, (dem_str){in.data, in.len});
    fprintf(stderr, "%lld tokens, %.2f million a second\n", (long long)a->tokens, a->ns ? 1e3 * (double)a->tokens / (double)a->ns : 0.0);
    dem_arena_release(&a->arena);
    dem_buf_release(&in);
    free(a);
    dem_model_close(model);
    return status == DEM_OK ? 0 : 1;
}
