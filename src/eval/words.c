/* The two kinds of trees that are compared, in one form. */
#include "eval/eval.h"

dem_status dem_eval_gold(dem_eval_text *text, dem_arena *arena, const dem_conllu_sentence *s)
{
    int32_t first = (int32_t)text->words.len;
    for (ptrdiff_t i = 0; i < s->words.len; i++) {
        const dem_conllu_word *w = &s->words.at[i];
        bool joined = dem_conllu_joined(w), goes_on = i + 1 < s->words.len && dem_conllu_joined(w + 1);
        dem_eval_word *to = dem_push(arena, &text->words);
        if (!to)
            return DEM_NO_MEMORY;
        *to = (dem_eval_word){.span = w->span, .head = w->head < 0 ? -1 : first + w->head, .begins_sentence = i == 0, .multiword = joined || goes_on,
                              .joined = joined, .form = w->form, .lemma = w->lemma, .upos = w->upos, .rel = w->rel};
    }
    return DEM_OK;
}

static dem_status add_parsed(dem_eval_text *text, dem_arena *arena, const dem_doc *doc, const dem_sentence *s)
{
    int32_t shift = (int32_t)text->words.len - s->first, end = s->first + s->count;
    dem_span span = {0, 0};
    for (int32_t t = s->first; t < end; t++) {
        const dem_token *token = &doc->tokens.at[t];
        bool joined = dem_doc_joined(doc, s, t), goes_on = t + 1 < end && dem_doc_joined(doc, s, t + 1);
        dem_eval_word *to = dem_push(arena, &text->words);
        if (!to)
            return DEM_NO_MEMORY;
        if (!joined) {
            int32_t last = t;
            while (last + 1 < end && dem_doc_joined(doc, s, last + 1))
                last++;
            span = (dem_span){token->span.start, doc->tokens.at[last].span.end};
        }
        *to = (dem_eval_word){.span = span, .head = token->head < 0 ? -1 : token->head + shift, .begins_sentence = t == s->first,
                              .multiword = joined || goes_on, .joined = joined, .form = token->form, .lemma = token->lemma,
                              .upos = dem_upos_name(token->upos), .rel = dem_rel_name(token->rel)};
    }
    return DEM_OK;
}

dem_status dem_eval_parsed(dem_eval_text *text, dem_arena *arena, const dem_doc *doc)
{
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        DEM_TRY(add_parsed(text, arena, doc, &doc->sentences.at[i]));
    return DEM_OK;
}

/* Characters that are no white space before byte `to`, counted on from the byte *at, before which there are n. */
static int32_t count_to(dem_str source, ptrdiff_t to, ptrdiff_t *at, int32_t n)
{
    while (*at < to)
        n += !dem_is_space(dem_utf8_at(source, *at, at));
    return n;
}

void dem_eval_place(dem_eval_text *text, dem_str source)
{
    ptrdiff_t at = 0;
    int32_t n = 0;
    dem_span placed = {0, 0};
    for (ptrdiff_t i = 0; i < text->words.len; i++) {
        dem_eval_word *w = &text->words.at[i];
        if (!w->joined) {
            placed.start = n = count_to(source, w->span.start, &at, n);
            placed.end = n = count_to(source, w->span.end, &at, n);
        }
        w->span = placed;
    }
}
