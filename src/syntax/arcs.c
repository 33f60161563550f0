/* Greedy arc-hybrid parsing (Kuhlmann, Gómez-Rodríguez and Satta 2011): a stack, the words still to come, and the artificial root at
 * their end. Every word is put on the stack once and leaves it once, for a head on its right or for the word below it. */
#include "syntax/syntax_internal.h"

enum { SHIFT, LEFT, RIGHT };
enum { S2, S1, S0, B0, S1_RIGHT, S0_LEFT, S0_RIGHT, B0_LEFT };

typedef struct {
    dem_network *net;
    const int16_t *rows;   /* of the words */
    int32_t n, size, next; /* words, words on the stack, next word (n: the root) */
} parser;

static int32_t distance(int32_t d)
{
    return d < 8 ? d : d < 12 ? 8 : d < 20 ? 9 : 10;
}

/* What a word, or none, adds to the sums of the hidden layer from this slot. */
static const int16_t *slot(const parser *p, int32_t word, int which)
{
    const dem_weights *w = p->net->weights;
    const int16_t *row = word < 0 ? w->special : word == p->n ? w->special + DEM_SLOTS * w->hidden : p->rows + (ptrdiff_t)word * DEM_SLOTS * w->hidden;
    return row + which * w->hidden;
}

static int32_t on_stack(const parser *p, int32_t depth)
{
    return p->size > depth ? p->net->stack[p->size - 1 - depth] : -1;
}

static int choose(const parser *p)
{
    const dem_network *net = p->net;
    const dem_weights *w = net->weights;
    int32_t s0 = on_stack(p, 0), s1 = on_stack(p, 1), s2 = on_stack(p, 2);
    bool may_shift = p->next < p->n, may_left = p->size > 0 && (may_shift || p->size == 1), may_right = p->size > 1;
    if (may_shift + may_left + may_right == 1)
        return may_shift ? SHIFT : may_left ? LEFT : RIGHT;
    const int16_t *rows[DEM_SLOTS + 3] = {
        w->hidden_bias, slot(p, s2, S2), slot(p, s1, S1), slot(p, s0, S0), slot(p, p->next, B0), slot(p, s1 < 0 ? -1 : net->right[s1], S1_RIGHT),
        slot(p, s0 < 0 ? -1 : net->left[s0], S0_LEFT), slot(p, s0 < 0 ? -1 : net->right[s0], S0_RIGHT), slot(p, net->left[p->next], B0_LEFT),
        w->near + (s0 < 0 ? 0 : distance(p->next - s0)) * w->hidden, w->far + (s1 < 0 ? 0 : distance(s0 - s1)) * w->hidden};
    int32_t scores[DEM_ACTIONS];
    net->kernels->score(w, rows, DEM_COUNT(rows), net->hidden, scores);
    int best = may_shift ? SHIFT : may_left ? LEFT : RIGHT;
    if (may_left && scores[LEFT] > scores[best])
        best = LEFT;
    if (may_right && scores[RIGHT] > scores[best])
        best = RIGHT;
    return best;
}

static void attach(const dem_network *net, int32_t word, int32_t head)
{
    net->head[word] = head;
    if (word > head)
        net->right[head] = word; /* words come in order: the last is the rightmost */
    else if (net->left[head] < 0 || word < net->left[head])
        net->left[head] = word;
}

void dem_syntax_arcs(dem_network *net, int32_t base, int32_t n)
{
    parser p = {.net = net, .rows = net->wide + (ptrdiff_t)base * DEM_SLOTS * net->weights->hidden, .n = n};
    for (int32_t i = 0; i <= n; i++)
        net->left[i] = net->right[i] = -1;
    for (int32_t step = 0; step < 2 * n; step++) {
        int action = choose(&p);
        if (action == SHIFT) {
            net->stack[p.size++] = p.next++;
        } else {
            int32_t word = net->stack[--p.size];
            attach(net, word, action == LEFT ? p.next : net->stack[p.size - 1]);
        }
    }
}
