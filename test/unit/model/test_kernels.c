#include "model/kernels.h"
#include "test.h"

#include <stdlib.h>

/* Numbers of three sorts: the ends of the range and what is near 0, all of the range, and the size that activations have. */
enum { ENDS, ANY, NEAR, SORTS };

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static int16_t number(uint32_t *seed, int sort)
{
    static const int16_t ends[] = {-32768, 32767, -32767, 0, -1, 1, 16384, -16384};
    uint32_t v = draw(seed);
    return sort == ENDS ? ends[v % DEM_COUNT(ends)] : sort == ANY ? (int16_t)((int)(v & 0xffff) - 32768) : (int16_t)((int)(v % 8192) - 4096);
}

/* n numbers in memory of just their size, so that a sanitizer sees a look past them. The caller frees it. */
static int16_t *numbers(uint32_t *seed, int sort, ptrdiff_t n)
{
    int16_t *at = malloc((size_t)n * sizeof *at);
    for (ptrdiff_t i = 0; at && i < n; i++)
        at[i] = number(seed, sort);
    return at;
}

static int16_t *copy(const int16_t *from, ptrdiff_t n)
{
    int16_t *at = malloc((size_t)n * sizeof *at);
    return at ? memcpy(at, from, (size_t)n * sizeof *at) : NULL;
}

static bool same(const int16_t *a, const int16_t *b, ptrdiff_t n)
{
    return memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

static const dem_kernels *plain(void)
{
    return dem_kernels_of(DEM_KERNELS_PLAIN);
}

/* Calls check(those, seed) for all kernels with wide registers that this processor has. */
static void for_all(void (*check)(const dem_kernels *, uint32_t *))
{
    for (int kind = DEM_KERNELS_PLAIN + 1; kind < DEM_KERNELS_COUNT; kind++) {
        uint32_t seed = (uint32_t)kind;
        if (dem_kernels_of(kind))
            check(dem_kernels_of(kind), &seed);
    }
}

TEST(kernels_plain_ones_run_everywhere)
{
    CHECK(plain() != NULL);
    CHECK(dem_kernels_best() != NULL);
    CHECK(dem_kernels_of(DEM_KERNELS_COUNT) == NULL);
    CHECK_STR(dem_str_of(plain()->name), "plain");
}

/* One weight, one activation, and what is rounded and held. */
TEST(kernels_product_of_small_numbers)
{
    static int16_t weights[32 * 16], x[2 * 16], out[2 * 32];
    static int32_t bias[32];
    const dem_matrix m = {weights, bias, 16, 32};
    weights[16 * 16 + (5 / 2) * 32 + 2 * (19 - 16) + 5 % 2] = 512; /* input 5 of output 19: 1 */
    weights[(4 / 2) * 32 + 2 * 7] = -32768;                         /* input 4 of output 7 */
    x[5] = 1000;
    x[16 + 5] = -3;
    x[16 + 4] = -32768;
    bias[0] = 255, bias[1] = 256, bias[2] = -256, bias[3] = -257, bias[4] = 32767 * 512, bias[5] = 1 << 30, bias[6] = -(1 << 30);
    plain()->product(&m, x, 2, 9, out);
    CHECK_INT(out[19], 1000);
    CHECK_INT(out[32 + 19], -3);
    CHECK_INT(out[32 + 7], 32767);
    static const int16_t rounded[] = {0, 1, 0, -1, 32767, 32767, -32768, 0};
    for (int o = 0; o < DEM_COUNT(rounded); o++)
        CHECK_INT(out[o], rounded[o]);
    for (int o = 8; o < 32; o++)
        CHECK_INT(out[o], o == 19 ? 1000 : 0);
}

/* The block layout is undone by another loop than the kernel's. */
TEST(kernels_product_is_that_of_matrices)
{
    enum { INPUTS = 48, OUTPUTS = 32, ROWS = 3 };
    uint32_t seed = 7;
    for (int sort = 0; sort < SORTS; sort++) {
        int16_t *w = numbers(&seed, sort, INPUTS * OUTPUTS), *x = numbers(&seed, sort, ROWS * INPUTS), out[ROWS * OUTPUTS];
        int32_t bias[OUTPUTS];
        for (int o = 0; o < OUTPUTS; o++)
            bias[o] = (int32_t)draw(&seed) - (1 << 23);
        const dem_matrix m = {w, bias, INPUTS, OUTPUTS};
        plain()->product(&m, x, ROWS, 12, out);
        for (int r = 0; r < ROWS; r++)
            for (int o = 0; o < OUTPUTS; o++) {
                int64_t sum = bias[o] + 2048;
                for (int i = 0; i < INPUTS; i++)
                    sum += (int64_t)x[r * INPUTS + i] * w[o / 16 * 16 * INPUTS + i / 2 * 32 + o % 16 * 2 + i % 2];
                int32_t wrapped = (int32_t)(uint32_t)(uint64_t)sum >> 12;
                CHECK_INT(out[r * OUTPUTS + o], wrapped > 32767 ? 32767 : wrapped < -32768 ? -32768 : wrapped);
            }
        free(w);
        free(x);
    }
}

static void check_product(const dem_kernels *k, uint32_t *seed)
{
    static const int32_t sizes[] = {16, 32, 48, 160};
    for (int a = 0; a < DEM_COUNT(sizes); a++)
        for (int b = 0; b < DEM_COUNT(sizes); b++)
            for (int32_t rows = 1; rows <= 19; rows++) {
                int32_t inputs = sizes[a], outputs = sizes[b];
                int shift = rows % 2 ? 9 : 12, sort = rows % SORTS;
                ptrdiff_t n = (ptrdiff_t)rows * outputs;
                int16_t *w = numbers(seed, sort, (ptrdiff_t)inputs * outputs), *x = numbers(seed, sort, (ptrdiff_t)rows * inputs);
                int16_t *want = numbers(seed, ANY, n), *got = numbers(seed, ANY, n);
                int32_t *bias = malloc((size_t)outputs * sizeof *bias);
                for (int32_t o = 0; o < outputs; o++)
                    bias[o] = (int32_t)(draw(seed) << 8); /* all of the range */
                const dem_matrix m = {w, bias, inputs, outputs};
                plain()->product(&m, x, rows, shift, want);
                k->product(&m, x, rows, shift, got);
                if (!same(want, got, n))
                    dem_test_fail(__FILE__, __LINE__, "%s: product of %d rows, %d by %d, differs", k->name, (int)rows, (int)inputs, (int)outputs);
                free(w), free(x), free(want), free(got), free(bias);
            }
}

TEST(kernels_give_the_same_products)
{
    for_all(check_product);
}

/* u, g and r of one word in one channel; 1 is 4096 in x and u. */
static void set_sums(int16_t *y, int32_t word, int32_t channel, int16_t u, int16_t g, int16_t r)
{
    int16_t *at = y + word * 3 * 32 + channel;
    at[0] = u;
    at[32] = g;
    at[64] = r;
}

TEST(kernels_recurrence_of_small_numbers)
{
    enum { OPEN = 4 << 12, SHUT = -(4 << 12) };
    int16_t x[2 * 32] = {0}, y[2 * 3 * 32] = {0};
    set_sums(y, 0, 0, 4096, OPEN, OPEN); /* read at once, and written; kept for the next word */
    set_sums(y, 1, 0, -4096, SHUT, OPEN);
    set_sums(y, 0, 1, 4096, OPEN, SHUT); /* read, but not shown; half open for the next */
    set_sums(y, 1, 1, 0, 0, OPEN);
    set_sums(y, 0, 16, -4096, SHUT, OPEN); /* the other half of the channels runs backwards */
    set_sums(y, 1, 16, 4096, OPEN, OPEN);
    set_sums(y, 0, 17, 0, 4096, OPEN); /* a gate of 1 - 9 / 32 at 1 */
    set_sums(y, 1, 17, 4096, -4096, OPEN); /* and of 9 / 32 at -1 */
    set_sums(y, 0, 2, 32767, 32767, 32767); /* held to 16 bits */
    x[2] = -32768;
    x[1] = 77;
    plain()->recur(x, y, 2, 32);
    CHECK_INT(x[0], 4096);
    CHECK_INT(x[32], 4096);
    CHECK_INT(x[1], 77);
    CHECK_INT(x[32 + 1], 2048);
    CHECK_INT(x[32 + 16], 4096);
    CHECK_INT(x[16], 4096);
    CHECK_INT(x[32 + 17], 1152);
    CHECK_INT(x[17], 1152 - 828);
    CHECK_INT(x[2], -2); /* a step is held to 32767, and the gate is a little less than 1 */
}

static void check_recur(const dem_kernels *k, uint32_t *seed)
{
    static const int32_t dims[] = {32, 64, 160, DEM_MAX_DIM}, lengths[] = {1, 2, 3, 8, 19};
    for (int a = 0; a < DEM_COUNT(dims); a++)
        for (int b = 0; b < DEM_COUNT(lengths); b++)
            for (int sort = 0; sort < SORTS; sort++) {
                ptrdiff_t n = (ptrdiff_t)lengths[b] * dims[a];
                int16_t *want = numbers(seed, sort, n), *got = copy(want, n), *y = numbers(seed, sort, 3 * n);
                plain()->recur(want, y, lengths[b], dims[a]);
                k->recur(got, y, lengths[b], dims[a]);
                if (!same(want, got, n))
                    dem_test_fail(__FILE__, __LINE__, "%s: recurrence over %d words of %d differs", k->name, (int)lengths[b], (int)dims[a]);
                free(want), free(got), free(y);
            }
}

TEST(kernels_give_the_same_recurrence)
{
    for_all(check_recur);
}

TEST(kernels_add_row_of_small_numbers)
{
    int16_t x[16] = {0, 100, 32767, -32768};
    static const int8_t row[16] = {3, -128, 1, -1, 127};
    plain()->add_row(x, row, 16, 5);
    static const int16_t want[16] = {96, 100 - 4096, 32767, -32768, 4064};
    CHECK(same(x, want, 16));
    plain()->add_row(x, row, 16, 0);
    CHECK_INT(x[0], 99);
}

static void check_add_row(const dem_kernels *k, uint32_t *seed)
{
    for (int32_t dim = 16; dim <= 160; dim += 16)
        for (int shift = 0; shift <= 8; shift++) {
            int16_t *want = numbers(seed, shift % SORTS, dim), *got = copy(want, dim);
            int8_t *row = malloc((size_t)dim);
            for (int32_t j = 0; j < dim; j++)
                row[j] = (int8_t)(j < 4 ? -128 + 85 * j : (int)(draw(seed) & 255) - 128);
            plain()->add_row(want, row, dim, shift);
            k->add_row(got, row, dim, shift);
            if (!same(want, got, dim))
                dem_test_fail(__FILE__, __LINE__, "%s: a row of %d, shifted by %d, is added otherwise", k->name, (int)dim, shift);
            free(want), free(got), free(row);
        }
}

TEST(kernels_add_rows_the_same)
{
    for_all(check_add_row);
}

/* Held at every step, so the order of the rows counts. */
TEST(kernels_sum_of_small_numbers)
{
    static const int16_t a[16] = {1, 30000, -30000, 5, -30000}, b[16] = {2, 30000, -30000, -9, 30000}, c[16] = {3, -30000, 32767, 3, 32767};
    const int16_t *const rows[] = {a, b, c};
    static const int16_t want[16] = {6, 2767, 0, 0, 32767};
    int16_t out[16];
    plain()->sum(rows, 3, 16, out);
    CHECK(same(out, want, 16));
    plain()->sum(rows, 1, 16, out);
    CHECK_INT(out[1], 30000);
    CHECK_INT(out[2], 0);
}

enum { MOST_ROWS = DEM_SLOTS + 3 };

static void make_rows(uint32_t *seed, int sort, int32_t dim, int16_t *rows[MOST_ROWS])
{
    for (int i = 0; i < MOST_ROWS; i++)
        rows[i] = numbers(seed, sort, dim);
}

static void free_rows(int16_t *rows[MOST_ROWS])
{
    for (int i = 0; i < MOST_ROWS; i++)
        free(rows[i]);
}

static void check_sum(const dem_kernels *k, uint32_t *seed)
{
    for (int32_t dim = 16; dim <= 160; dim += 48)
        for (int n = 1; n <= MOST_ROWS; n++) {
            int16_t *rows[MOST_ROWS], *want = numbers(seed, ANY, dim), *got = numbers(seed, ANY, dim);
            make_rows(seed, n % SORTS, dim, rows);
            plain()->sum((const int16_t *const *)rows, n, dim, want);
            k->sum((const int16_t *const *)rows, n, dim, got);
            if (!same(want, got, dim))
                dem_test_fail(__FILE__, __LINE__, "%s: the sum of %d rows of %d differs", k->name, n, (int)dim);
            free_rows(rows);
            free(want), free(got);
        }
}

TEST(kernels_give_the_same_sums)
{
    for_all(check_sum);
}

TEST(kernels_largest_is_the_first_of_them)
{
    int16_t scores[48] = {0};
    for (int kind = 0; kind < DEM_KERNELS_COUNT; kind++) {
        const dem_kernels *k = dem_kernels_of(kind);
        if (!k)
            continue;
        memset(scores, 0, sizeof scores);
        CHECK_INT(k->largest(scores, 48), 0);
        scores[47] = 1;
        CHECK_INT(k->largest(scores, 48), 47);
        CHECK_INT(k->largest(scores, 32), 0);
        scores[20] = scores[35] = 1;
        CHECK_INT(k->largest(scores, 48), 20);
        scores[33] = 32767;
        CHECK_INT(k->largest(scores, 48), 33);
        for (int i = 0; i < 48; i++)
            scores[i] = -32768;
        CHECK_INT(k->largest(scores, 48), 0);
        scores[15] = -32767;
        CHECK_INT(k->largest(scores, 48), 15);
    }
}

static void check_largest(const dem_kernels *k, uint32_t *seed)
{
    for (int32_t n = 16; n <= 1024; n += 16)
        for (int sort = 0; sort <= SORTS; sort++) { /* the last: few values, so that many are equal */
            int16_t *scores = numbers(seed, sort % SORTS, n);
            for (int32_t i = 0; sort == SORTS && i < n; i++)
                scores[i] = (int16_t)(-32768 + (int)(draw(seed) % 3));
            int32_t want = plain()->largest(scores, n), got = k->largest(scores, n);
            if (want != got)
                dem_test_fail(__FILE__, __LINE__, "%s: %d is the largest of %d, not %d", k->name, (int)got, (int)n, (int)want);
            free(scores);
        }
}

TEST(kernels_find_the_same_largest)
{
    for_all(check_largest);
}

TEST(kernels_score_of_small_numbers)
{
    static const int16_t a[16] = {1, 2, 3}, b[16] = {1, -5, 4};
    static const int16_t action[DEM_ACTIONS * 16] = {10, 99, -1, [16] = 0, 99, 100, [32] = -32768, 0, -32768};
    static const int32_t bias[DEM_ACTIONS] = {0, -1, INT32_MIN};
    const dem_weights w = {.hidden = 16, .action = action, .action_bias = bias};
    const int16_t *const rows[] = {a, b};
    int16_t hidden[16];
    int32_t scores[DEM_ACTIONS];
    plain()->score(&w, rows, 2, hidden, scores);
    CHECK_INT(hidden[0], 2);
    CHECK_INT(hidden[1], 0);
    CHECK_INT(hidden[2], 7);
    CHECK_INT(scores[0], 13);
    CHECK_INT(scores[1], 699);
    CHECK_INT(scores[2], 2147483648ll - 9 * 32768); /* wraps */
}

static void check_score(const dem_kernels *k, uint32_t *seed)
{
    static const int32_t widths[] = {16, 32, 96, DEM_MAX_DIM};
    for (int a = 0; a < DEM_COUNT(widths); a++)
        for (int n = 1; n <= MOST_ROWS; n++) {
            int32_t width = widths[a], want[DEM_ACTIONS], got[DEM_ACTIONS], bias[DEM_ACTIONS];
            int16_t *rows[MOST_ROWS], *action = numbers(seed, n % SORTS, DEM_ACTIONS * (ptrdiff_t)width);
            int16_t *hidden = numbers(seed, ANY, width), *other = numbers(seed, ANY, width);
            make_rows(seed, n % SORTS, width, rows);
            for (int i = 0; i < DEM_ACTIONS; i++)
                bias[i] = (int32_t)(draw(seed) << 8);
            const dem_weights w = {.hidden = width, .action = action, .action_bias = bias};
            plain()->score(&w, (const int16_t *const *)rows, n, hidden, want);
            k->score(&w, (const int16_t *const *)rows, n, other, got);
            if (memcmp(want, got, sizeof want) != 0 || !same(hidden, other, width))
                dem_test_fail(__FILE__, __LINE__, "%s: scores of %d rows of %d differ", k->name, n, (int)width);
            free_rows(rows);
            free(action), free(hidden), free(other);
        }
}

TEST(kernels_give_the_same_scores)
{
    for_all(check_score);
}
