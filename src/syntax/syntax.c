#include "syntax/syntax_internal.h"

#include "syntax/features.h"

/* Bits after the point: activations 12, weights 9, scores and the parser's sums 9. */
enum { TO_ACTIVATION = 9, TO_SCORE = 12, LABEL_TO_SCORE = 9 };

enum { GROUP = 128 };

static const int8_t *word_row(const dem_weights *w, uint32_t word)
{
    for (uint32_t at = word & w->word_mask;; at = (at + 1) & w->word_mask) {
        if (w->words[at].row == DEM_NO_ROW)
            return NULL;
        if (w->words[at].word == word)
            return w->word_rows + (ptrdiff_t)w->words[at].row * w->dim;
    }
}

static void embed(const dem_network *net, const dem_token *token, bool first, int16_t *x)
{
    const dem_weights *w = net->weights;
    dem_word_features f;
    dem_word_features_of(token->form, token->fold, first, &f);
    memset(x, 0, (size_t)w->dim * sizeof *x);
    net->kernels->add_row(x, w->shape_rows + f.shape * w->dim, w->dim, w->shape_shift);
    const int8_t *row = word_row(w, f.word);
    if (row)
        net->kernels->add_row(x, row, w->dim, w->word_shift);
    for (int i = 0; !row && i < DEM_AFFIXES; i++)
        net->kernels->add_row(x, w->affix_rows + (ptrdiff_t)f.affix[i] * w->dim, w->dim, w->affix_shift);
}

/* The vectors of the words of a group of sentences, n in all. */
static void encode(const dem_network *net, const dem_doc *doc, const dem_sentence *s, const dem_sentence *end, int32_t n)
{
    const dem_weights *w = net->weights;
    int32_t base = s->first;
    for (const dem_sentence *k = s; k < end; k++)
        for (int32_t i = 0; i < k->count; i++)
            embed(net, &doc->tokens.at[k->first + i], i == 0, net->x + (ptrdiff_t)(k->first - base + i) * w->dim);
    for (int32_t layer = 0; layer < w->layers; layer++) {
        net->kernels->product(&w->layer[layer], net->x, n, TO_ACTIVATION, net->wide);
        for (const dem_sentence *k = s; k < end; k++)
            net->kernels->recur(net->x + (ptrdiff_t)(k->first - base) * w->dim, net->wide + (ptrdiff_t)(k->first - base) * 3 * w->dim, k->count, w->dim);
    }
}

static dem_status set_tags(const dem_network *net, dem_arena *arena, const dem_kb *kb, dem_token *tokens, int32_t n)
{
    const dem_weights *w = net->weights;
    net->kernels->product(&w->tag, net->x, n, TO_SCORE, net->tags);
    for (int32_t i = 0; i < n; i++) {
        int32_t best = net->kernels->largest(net->tags + (ptrdiff_t)i * w->tag.outputs, w->tag.outputs);
        uint32_t tag = best < w->n_tags ? (uint32_t)best : 0;
        tokens[i].upos = (uint8_t)w->tags[tag].upos;
        tokens[i].feats = w->tags[tag].feats;
        DEM_TRY(dem_syntax_lemma(arena, kb, w, &tokens[i], tag, &tokens[i].lemma));
    }
    return DEM_OK;
}

/* The hidden layer of the relation of a word to its head; both are counted in their sentence, which begins at row `base`. */
static void join_pair(const dem_network *net, int32_t base, int32_t word, int32_t head, bool root)
{
    const dem_weights *w = net->weights;
    int32_t apart = head - word, size = apart < 0 ? -apart : apart;
    int32_t bucket = root ? 0 : (size < 11 ? size : 11) + (apart < 0 ? DEM_DISTANCES : 0);
    const int16_t *rows[] = {net->dependent + (ptrdiff_t)(base + word) * w->label, root ? w->label_root : net->head_part + (ptrdiff_t)(base + head) * w->label,
                             w->label_distance + bucket * w->label};
    net->kernels->sum(rows, DEM_COUNT(rows), w->label, net->pair + (ptrdiff_t)(base + word) * w->label);
}

static void set_arcs(dem_network *net, dem_token *tokens, const dem_sentence *s, int32_t base)
{
    dem_syntax_arcs(net, base, s->count);
    for (int32_t i = 0; i < s->count; i++) {
        bool root = net->head[i] == s->count;
        join_pair(net, base, i, net->head[i], root);
        tokens[base + i].head = root ? -1 : s->first + net->head[i];
    }
}

static void set_relations(const dem_network *net, dem_token *tokens, int32_t n)
{
    const dem_weights *w = net->weights;
    net->kernels->product(&w->label_out, net->pair, n, LABEL_TO_SCORE, net->labels);
    for (int32_t i = 0; i < n; i++) {
        int16_t *scores = net->labels + (ptrdiff_t)i * w->label_out.outputs;
        scores[DEM_REL_root] = -32768;
        int32_t best = net->kernels->largest(scores, w->label_out.outputs);
        tokens[i].rel = (uint8_t)(tokens[i].head < 0 ? DEM_REL_root : best < DEM_REL_COUNT ? best : DEM_REL_dep);
    }
}

/* A group of sentences whose n tokens lie in a row: the products of all of them are made at once. */
static dem_status read_group(dem_network *net, dem_doc *doc, const dem_kb *kb, const dem_sentence *s, const dem_sentence *end, int32_t n)
{
    const dem_weights *w = net->weights;
    dem_token *tokens = doc->tokens.at + s->first;
    encode(net, doc, s, end, n);
    DEM_TRY(set_tags(net, doc->arena, kb, tokens, n));
    net->kernels->product(&w->slots, net->x, n, TO_SCORE, net->wide);
    net->kernels->product(&w->label_d, net->x, n, TO_SCORE, net->dependent);
    net->kernels->product(&w->label_h, net->x, n, TO_SCORE, net->head_part);
    if (w->name)
        net->kernels->product(&w->name_in, net->x, n, TO_SCORE, doc->name_input + (ptrdiff_t)s->first * w->name);
    for (const dem_sentence *k = s; k < end; k++)
        set_arcs(net, tokens, k, k->first - s->first);
    set_relations(net, tokens, n);
    return DEM_OK;
}

static dem_status make_room(dem_network *net, dem_arena *arena, int32_t n)
{
    const dem_weights *w = net->weights;
    int32_t wide = 3 * w->dim > DEM_SLOTS * w->hidden ? 3 * w->dim : DEM_SLOTS * w->hidden;
    int32_t row = w->dim + wide + w->tag.outputs + 3 * w->label + w->label_out.outputs;
    net->x = dem_arena_alloc(arena, ((ptrdiff_t)row * n + w->hidden) * (ptrdiff_t)sizeof *net->x);
    net->stack = dem_arena_alloc(arena, 4 * ((ptrdiff_t)n + 1) * (ptrdiff_t)sizeof *net->stack);
    if (!net->x || !net->stack)
        return DEM_NO_MEMORY;
    net->wide = net->x + (ptrdiff_t)w->dim * n;
    net->tags = net->wide + (ptrdiff_t)wide * n;
    net->dependent = net->tags + (ptrdiff_t)w->tag.outputs * n;
    net->head_part = net->dependent + (ptrdiff_t)w->label * n;
    net->pair = net->head_part + (ptrdiff_t)w->label * n;
    net->labels = net->pair + (ptrdiff_t)w->label * n;
    net->hidden = net->labels + (ptrdiff_t)w->label_out.outputs * n;
    net->head = net->stack + n + 1;
    net->left = net->head + n + 1;
    net->right = net->left + n + 1;
    return DEM_OK;
}

/* The sentences from s on that make up a group: no more than GROUP tokens, but at least one sentence. */
static const dem_sentence *end_of_group(const dem_sentence *s, const dem_sentence *end, int32_t *n)
{
    *n = s->count;
    const dem_sentence *k = s + 1;
    for (; k < end && k->first == s->first + *n && *n + k->count <= GROUP; k++)
        *n += k->count;
    return k;
}

dem_status dem_syntax(dem_doc *doc, const dem_kb *kb, const dem_weights *w)
{
    if (doc->sentences.len == 0)
        return DEM_OK;
    const dem_sentence *s = doc->sentences.at, *end = s + doc->sentences.len;
    int32_t room = doc->tokens.len < GROUP ? (int32_t)doc->tokens.len : GROUP;
    for (const dem_sentence *k = s; k < end; k++)
        room = k->count > room ? k->count : room;
    dem_network net = {.weights = w, .kernels = dem_kernels_best()};
    DEM_TRY(make_room(&net, doc->arena, room));
    doc->name_input = dem_arena_alloc(doc->arena, doc->tokens.len * w->name * (ptrdiff_t)sizeof *doc->name_input);
    if (!doc->name_input)
        return DEM_NO_MEMORY;
    while (s < end) {
        int32_t n;
        const dem_sentence *next = end_of_group(s, end, &n);
        if (n > 0)
            DEM_TRY(read_group(&net, doc, kb, s, next, n));
        s = next;
    }
    return DEM_OK;
}
