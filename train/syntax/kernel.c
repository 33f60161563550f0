/* The parts of the trainer that are loops, called from train.py through ctypes: word features (the library's own), the recurrence
 * of the encoder forwards and backwards, parsing with a dynamic oracle, and the best projective tree.
 *
 * A batch is packed: the tokens of its sentences in a row, sentence k from start[k] to start[k + 1]. */
#include "base/utf8.h"
#include "syntax/features.h"

#include <math.h>
#include <stdlib.h>

/* Features of one word; `fold` is left in out_fold (4 * len + 1 bytes are enough), its length returned. */
int features(const char *form, int len, int first, uint32_t *word, int32_t *affix, int32_t *shape, char *out_fold)
{
    dem_str s = {form, len};
    dem_str fold = {out_fold, dem_fold(s, out_fold)};
    dem_word_features f;
    dem_word_features_of(s, fold, first, &f);
    *word = f.word;
    for (int i = 0; i < DEM_AFFIXES; i++)
        affix[i] = f.affix[i];
    *shape = f.shape;
    return (int)fold.len;
}

uint32_t lemma_key(const char *form, int len, int tag)
{
    return dem_lemma_key((dem_str){form, len}, (uint32_t)tag);
}

/* c[t] = c[t-1] + g[t] * (u[t] - c[t-1]); rows of u and g are `stride` floats apart, those of c `width`. */
void scan_forward(int n, const int64_t *start, int width, int stride, const float *u, const float *g, float *c, int backwards)
{
    for (int k = 0; k < n; k++) {
        int64_t from = start[k], to = start[k + 1];
        const float *before = NULL;
        for (int64_t i = 0; i < to - from; i++) {
            int64_t t = backwards ? to - 1 - i : from + i;
            float *now = c + t * width;
            const float *ut = u + t * stride, *gt = g + t * stride;
            for (int j = 0; j < width; j++) {
                float old = before ? before[j] : 0.0f;
                now[j] = old + gt[j] * (ut[j] - old);
            }
            before = now;
        }
    }
}

void scan_backward(int n, const int64_t *start, int width, int stride, const float *u, const float *g, const float *c, const float *dc,
                   float *du, float *dg, int backwards)
{
    float *carry = calloc((size_t)width, sizeof *carry);
    for (int k = 0; k < n; k++) {
        int64_t from = start[k], to = start[k + 1];
        memset(carry, 0, (size_t)width * sizeof *carry);
        for (int64_t i = to - from - 1; i >= 0; i--) {
            int64_t t = backwards ? to - 1 - i : from + i, b = backwards ? t + 1 : t - 1;
            const float *before = i > 0 ? c + b * width : NULL;
            for (int j = 0; j < width; j++) {
                float old = before ? before[j] : 0.0f;
                float d = dc[t * width + j] + carry[j];
                float gate = g[t * stride + j];
                du[t * width + j] = d * gate;
                dg[t * width + j] = d * (u[t * stride + j] - old);
                carry[j] = d * (1.0f - gate);
            }
        }
    }
    free(carry);
}

/* Arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011), dynamic oracle of Goldberg and Nivre (2013).
 * The artificial root stands at the end of the buffer and takes one word. */
enum { SHIFT, LEFT, RIGHT, ACTIONS };
enum { S2, S1, S0, B0, S1_RIGHT, S0_LEFT, S0_RIGHT, B0_LEFT, DISTANCE_B, DISTANCE_S, SLOTS };
enum { DISTANCES = 16 };

static int distance(int d)
{
    return d < 8 ? d : d < 12 ? 8 : d < 20 ? 9 : 10;
}

typedef struct {
    int32_t *stack, *head, *left, *right, *waiting; /* waiting: gold dependents still in the buffer */
    int size, next, n;
} state;

static void read_slots(const state *s, int64_t base, int64_t none, int32_t *out)
{
#define ROW(i) ((i) < 0 ? (int32_t)none : (i) == s->n ? (int32_t)none + 1 : (int32_t)(base + (i)))
    int s0 = s->size > 0 ? s->stack[s->size - 1] : -1, s1 = s->size > 1 ? s->stack[s->size - 2] : -1, s2 = s->size > 2 ? s->stack[s->size - 3] : -1;
    out[S2] = ROW(s2);
    out[S1] = ROW(s1);
    out[S0] = ROW(s0);
    out[B0] = ROW(s->next);
    out[S1_RIGHT] = s1 < 0 ? ROW(-1) : ROW(s->right[s1]);
    out[S0_LEFT] = s0 < 0 ? ROW(-1) : ROW(s->left[s0]);
    out[S0_RIGHT] = s0 < 0 ? ROW(-1) : ROW(s->right[s0]);
    out[B0_LEFT] = ROW(s->left[s->next]);
    out[DISTANCE_B] = s0 < 0 ? 0 : distance(s->next - s0);
    out[DISTANCE_S] = s1 < 0 ? 0 : distance(s0 - s1);
#undef ROW
}

static int allowed(const state *s)
{
    int mask = 0;
    if (s->next < s->n)
        mask |= 1 << SHIFT;
    if (s->size > 0 && (s->next < s->n || s->size == 1))
        mask |= 1 << LEFT;
    if (s->size > 1)
        mask |= 1 << RIGHT;
    return mask;
}

static int costless(const state *s, const int32_t *gold, int valid)
{
    int s0 = s->size > 0 ? s->stack[s->size - 1] : -1, s1 = s->size > 1 ? s->stack[s->size - 2] : -1;
    int cost[ACTIONS] = {0};
    if (s0 >= 0) {
        int h = gold[s0];
        cost[LEFT] = s->waiting[s0] + (h == s1 || h > s->next);
        cost[RIGHT] = s->waiting[s0] + (h >= s->next);
    }
    if (s->next < s->n) {
        for (int i = 0; i < s->size; i++)
            cost[SHIFT] += gold[s->stack[i]] == s->next || (i < s->size - 1 && gold[s->next] == s->stack[i]);
    }
    int least = 1 << 30, mask = 0;
    for (int a = 0; a < ACTIONS; a++)
        if (valid >> a & 1 && cost[a] < least)
            least = cost[a];
    for (int a = 0; a < ACTIONS; a++)
        if (valid >> a & 1 && cost[a] == least)
            mask |= 1 << a;
    return mask;
}

static void attach(state *s, int head, int dependent)
{
    s->head[dependent] = head;
    if (dependent < head) {
        if (s->left[head] < 0 || dependent < s->left[head])
            s->left[head] = dependent;
    } else if (dependent > s->right[head])
        s->right[head] = dependent;
}

static void take(state *s, int action, const int32_t *gold)
{
    if (action == SHIFT) {
        if (gold && gold[s->next] <= s->n)
            s->waiting[gold[s->next]]--;
        s->stack[s->size++] = s->next++;
        return;
    }
    int s0 = s->stack[--s->size];
    attach(s, action == LEFT ? s->next : s->stack[s->size - 1], s0);
}

static void score(const float *slots, const float *near, const float *far, const float *bias, const float *out, int width, const int32_t *row, float *hidden, float *scores)
{
    memcpy(hidden, bias, (size_t)width * sizeof *hidden);
    for (int k = 0; k < DISTANCE_B; k++) {
        const float *v = slots + ((int64_t)row[k] * DISTANCE_B + k) * width;
        for (int j = 0; j < width; j++)
            hidden[j] += v[j];
    }
    const float *x = near + row[DISTANCE_B] * width, *y = far + row[DISTANCE_S] * width;
    for (int j = 0; j < width; j++) {
        float h = hidden[j] + x[j] + y[j];
        hidden[j] = h > 0 ? h : 0;
    }
    for (int a = 0; a < ACTIONS; a++) {
        float sum = 0;
        for (int j = 0; j < width; j++)
            sum += hidden[j] * out[a * width + j];
        scores[a] = sum + out[ACTIONS * width + a];
    }
}

static uint32_t draw(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(*seed >> 33);
}

/* Parses every sentence. slots: (tokens + 2) rows of DISTANCE_B vectors, the last two rows for nothing and for the root. `out` has
 * ACTIONS rows and then as many biases. With gold heads (the root is the number of words of the sentence), writes for each of the 2n
 * steps of a sentence the slots looked at, the allowed and the costless actions, and follows its own choice `explore` times in 1000.
 * heads gets the heads found, counted within the sentence. */
void rollout(int n, const int64_t *start, int width, const float *slots, const float *near, const float *far, const float *bias, const float *out, const int32_t *gold,
             int explore, uint64_t seed, int32_t *rows, uint8_t *valid, uint8_t *good, int32_t *heads)
{
    int longest = 0;
    for (int k = 0; k < n; k++)
        if (start[k + 1] - start[k] > longest)
            longest = (int)(start[k + 1] - start[k]);
    size_t room = (size_t)longest + 1;
    int32_t *block = malloc(5 * room * sizeof *block);
    float *hidden = malloc((size_t)width * sizeof *hidden);
    int64_t step = 0;
    for (int k = 0; k < n; k++) {
        int64_t base = start[k];
        state s = {block, block + room, block + 2 * room, block + 3 * room, block + 4 * room, 0, 0, (int)(start[k + 1] - base)};
        const int32_t *g = gold ? gold + base : NULL;
        for (int i = 0; i <= s.n; i++) {
            s.left[i] = s.right[i] = -1;
            s.waiting[i] = 0;
        }
        for (int i = 0; g && i < s.n; i++)
            s.waiting[g[i]]++;
        for (int i = 0; i < 2 * s.n; i++, step++) {
            int32_t local[SLOTS];
            int32_t *row = rows ? rows + step * SLOTS : local;
            read_slots(&s, base, start[n], row);
            int can = allowed(&s), best = -1, best_good = -1, fine = g ? costless(&s, g, can) : can;
            float scores[ACTIONS];
            score(slots, near, far, bias, out, width, row, hidden, scores);
            for (int a = 0; a < ACTIONS; a++) {
                if (can >> a & 1 && (best < 0 || scores[a] > scores[best]))
                    best = a;
                if (fine >> a & 1 && (best_good < 0 || scores[a] > scores[best_good]))
                    best_good = a;
            }
            if (rows) {
                valid[step] = (uint8_t)can;
                good[step] = (uint8_t)fine;
            }
            take(&s, g && (int)(draw(&seed) % 1000) >= explore ? best_good : best, g);
        }
        memcpy(heads + base, s.head, (size_t)s.n * sizeof *heads);
    }
    free(block);
    free(hidden);
}

/* Best projective tree (Eisner 1996) with one word under the root. score[d * (n + 1) + h] for dependent d < n and head h <= n, n the root. */
void eisner(int n, const float *scores, int32_t *heads)
{
    size_t cells = (size_t)n * (size_t)n;
    float *open_r = malloc(4 * cells * sizeof *open_r), *open_l = open_r + cells, *full_r = open_l + cells, *full_l = full_r + cells;
    int32_t *from = malloc(4 * cells * sizeof *from), *b_or = from, *b_fr = from + cells, *b_fl = from + 2 * cells;
#define AT(i, j) ((size_t)(i) * (size_t)n + (size_t)(j))
#define SCORE(h, d) scores[(size_t)(d) * (size_t)(n + 1) + (size_t)(h)]
    for (int i = 0; i < n; i++)
        full_r[AT(i, i)] = full_l[AT(i, i)] = 0;
    for (int w = 1; w < n; w++)
        for (int i = 0; i + w < n; i++) {
            int j = i + w;
            float best = -INFINITY;
            int at = i;
            for (int q = i; q < j; q++) {
                float v = full_r[AT(i, q)] + full_l[AT(q + 1, j)];
                if (v > best)
                    best = v, at = q;
            }
            open_r[AT(i, j)] = best + SCORE(i, j);
            open_l[AT(i, j)] = best + SCORE(j, i);
            b_or[AT(i, j)] = at;
            best = -INFINITY;
            for (int q = i + 1; q <= j; q++) {
                float v = open_r[AT(i, q)] + full_r[AT(q, j)];
                if (v > best)
                    best = v, at = q;
            }
            full_r[AT(i, j)] = best;
            b_fr[AT(i, j)] = at;
            best = -INFINITY;
            for (int q = i; q < j; q++) {
                float v = full_l[AT(i, q)] + open_l[AT(q, j)];
                if (v > best)
                    best = v, at = q;
            }
            full_l[AT(i, j)] = best;
            b_fl[AT(i, j)] = at;
        }
    float best = -INFINITY;
    int root = 0;
    for (int i = 0; i < n; i++) {
        float v = full_l[AT(0, i)] + full_r[AT(i, n - 1)] + SCORE(n, i);
        if (v > best)
            best = v, root = i;
    }
    heads[root] = n;
    /* spans to open up again: kind 0 full right, 1 full left, 2 open right, 3 open left */
    int32_t(*todo)[3] = malloc(((size_t)n * 4 + 8) * sizeof *todo);
    int top = 0;
#define PUSH(i, j, k) (todo[top][0] = (i), todo[top][1] = (j), todo[top++][2] = (k))
    PUSH(0, root, 1);
    PUSH(root, n - 1, 0);
    while (top) {
        top--;
        int i = todo[top][0], j = todo[top][1], kind = todo[top][2];
        if (i == j)
            continue;
        if (kind == 0) {
            int q = b_fr[AT(i, j)];
            PUSH(i, q, 2);
            PUSH(q, j, 0);
        } else if (kind == 1) {
            int q = b_fl[AT(i, j)];
            PUSH(i, q, 1);
            PUSH(q, j, 3);
        } else {
            int q = b_or[AT(i, j)];
            heads[kind == 2 ? j : i] = kind == 2 ? i : j;
            PUSH(i, q, 0);
            PUSH(q + 1, j, 1);
        }
    }
    free(todo);
    free(from);
    free(open_r);
}
