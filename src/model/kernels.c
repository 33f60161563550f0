#include "model/kernels.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define WIDE 1
#include <immintrin.h>
#endif

/* Activations are 16-bit with 12 bits after the point; gates have 15. */
enum { GATE_END = 4 << 12, GATE_ONE = 32767 };

static inline int16_t saturate(int32_t v)
{
    return (int16_t)(v > 32767 ? 32767 : v < -32768 ? -32768 : v);
}

static inline int16_t times(int16_t a, int16_t b) /* b has 15 bits after the point; rounded */
{
    return (int16_t)(((int32_t)a * b + 0x4000) >> 15);
}

/* 1 - (4 - x)^2 / 32 for 0 <= x <= 4, mirrored below: close to a sigmoid, and exact. */
static inline int16_t gate(int16_t x)
{
    int32_t size = x < 0 ? -(int32_t)x : x;
    int16_t t = (int16_t)(size > GATE_END ? 0 : GATE_END - size);
    int16_t v = times(saturate(2 * (int32_t)t), t);
    return x < 0 ? v : (int16_t)(GATE_ONE - v);
}

static inline int16_t toward(int16_t from, int16_t to, int16_t part)
{
    return saturate((int32_t)from + times(saturate((int32_t)to - from), part));
}

static void product_plain(const dem_matrix *m, const int16_t *x, int32_t rows, int shift, int16_t *out)
{
    for (int32_t r = 0; r < rows; r++)
        for (int32_t block = 0; block < m->outputs; block += 16) {
            const int16_t *w = m->weights + (ptrdiff_t)block * m->inputs, *row = x + (ptrdiff_t)r * m->inputs;
            uint32_t sum[16];
            for (int o = 0; o < 16; o++)
                sum[o] = (uint32_t)m->bias[block + o] + (1u << (shift - 1));
            for (int32_t i = 0; i < m->inputs; i += 2, w += 32)
                for (int o = 0; o < 16; o++)
                    sum[o] += (uint32_t)(row[i] * w[2 * o]) + (uint32_t)(row[i + 1] * w[2 * o + 1]);
            for (int o = 0; o < 16; o++)
                out[(ptrdiff_t)r * m->outputs + block + o] = saturate((int32_t)sum[o] >> shift);
        }
}

static void recur_plain(int16_t *x, const int16_t *y, int32_t n, int32_t dim)
{
    int16_t c[DEM_MAX_DIM] = {0};
    int32_t half = dim / 2;
    for (int32_t i = 0; i < n; i++)
        for (int side = 0; side < 2; side++) {
            int32_t t = side ? n - 1 - i : i;
            for (int32_t j = side * half; j < (side + 1) * half; j++) {
                const int16_t *u = y + (ptrdiff_t)t * 3 * dim + j;
                c[j] = toward(c[j], u[0], gate(u[dim]));
                int16_t *here = &x[(ptrdiff_t)t * dim + j];
                *here = toward(*here, c[j], gate(u[2 * dim]));
            }
        }
}

static void add_row_plain(int16_t *x, const int8_t *row, int32_t dim, int shift)
{
    for (int32_t j = 0; j < dim; j++)
        x[j] = saturate(x[j] + row[j] * (1 << shift));
}

static void sum_plain(const int16_t *const *rows, int n, int32_t dim, int16_t *out)
{
    for (int32_t j = 0; j < dim; j++) {
        int16_t sum = rows[0][j];
        for (int k = 1; k < n; k++)
            sum = saturate((int32_t)sum + rows[k][j]);
        out[j] = sum > 0 ? sum : 0;
    }
}

static int32_t largest_plain(const int16_t *scores, int32_t n)
{
    int32_t best = 0;
    for (int32_t i = 1; i < n; i++)
        if (scores[i] > scores[best])
            best = i;
    return best;
}

static void score_plain(const dem_weights *w, const int16_t *const *rows, int n, int16_t *hidden, int32_t scores[DEM_ACTIONS])
{
    sum_plain(rows, n, w->hidden, hidden);
    for (int a = 0; a < DEM_ACTIONS; a++) {
        uint32_t sum = (uint32_t)w->action_bias[a];
        for (int32_t j = 0; j < w->hidden; j++)
            sum += (uint32_t)(hidden[j] * w->action[a * w->hidden + j]);
        scores[a] = (int32_t)sum;
    }
}

static const dem_kernels plain = {"plain", product_plain, recur_plain, add_row_plain, sum_plain, largest_plain, score_plain};

#ifdef WIDE
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

static inline AVX2 __m256i load(const int16_t *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline AVX2 void store(int16_t *p, __m256i v)
{
    _mm256_storeu_si256((__m256i *)(void *)p, v);
}

static inline int32_t two(const int16_t *p)
{
    int32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* `rows` is a constant at each call, so that the sums stay in registers. */
static inline AVX2 __attribute__((always_inline)) void block_avx2(const dem_matrix *m, int32_t block, const int16_t *x, const int rows, int shift, int16_t *out)
{
    const int16_t *w = m->weights + (ptrdiff_t)block * m->inputs;
    __m256i half = _mm256_set1_epi32(1 << (shift - 1));
    __m256i low = _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(const void *)(m->bias + block)), half);
    __m256i high = _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)(const void *)(m->bias + block + 8)), half);
    __m256i a[4], b[4];
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        a[r] = low;
        b[r] = high;
    }
    for (int32_t i = 0; i < m->inputs; i += 2, w += 32) {
        __m256i p = load(w), q = load(w + 16);
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            __m256i v = _mm256_set1_epi32(two(x + r * m->inputs + i));
            a[r] = _mm256_add_epi32(a[r], _mm256_madd_epi16(p, v));
            b[r] = _mm256_add_epi32(b[r], _mm256_madd_epi16(q, v));
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        __m256i packed = _mm256_packs_epi32(_mm256_srai_epi32(a[r], shift), _mm256_srai_epi32(b[r], shift));
        store(out + (ptrdiff_t)r * m->outputs + block, _mm256_permute4x64_epi64(packed, 0xd8));
    }
}

static AVX2 void product_avx2(const dem_matrix *m, const int16_t *x, int32_t rows, int shift, int16_t *out)
{
    for (int32_t block = 0; block < m->outputs; block += 16) {
        int32_t r = 0;
        for (; r + 4 <= rows; r += 4)
            block_avx2(m, block, x + (ptrdiff_t)r * m->inputs, 4, shift, out + (ptrdiff_t)r * m->outputs);
        for (; r < rows; r++)
            block_avx2(m, block, x + (ptrdiff_t)r * m->inputs, 1, shift, out + (ptrdiff_t)r * m->outputs);
    }
}

static inline AVX2 __m256i gate_avx2(__m256i x)
{
    __m256i t = _mm256_subs_epi16(_mm256_set1_epi16(GATE_END), _mm256_min_epu16(_mm256_abs_epi16(x), _mm256_set1_epi16(GATE_END)));
    __m256i v = _mm256_mulhrs_epi16(_mm256_adds_epi16(t, t), t);
    return _mm256_blendv_epi8(_mm256_sub_epi16(_mm256_set1_epi16(GATE_ONE), v), v, _mm256_srai_epi16(x, 15));
}

static inline AVX2 __m256i toward_avx2(__m256i from, __m256i to, __m256i part)
{
    return _mm256_adds_epi16(from, _mm256_mulhrs_epi16(_mm256_subs_epi16(to, from), part));
}

static AVX2 void recur_avx2(int16_t *x, const int16_t *y, int32_t n, int32_t dim)
{
    int16_t c[DEM_MAX_DIM] = {0};
    int32_t half = dim / 2;
    for (int32_t i = 0; i < n; i++)
        for (int side = 0; side < 2; side++) {
            int32_t t = side ? n - 1 - i : i;
            for (int32_t j = side * half; j < (side + 1) * half; j += 16) {
                const int16_t *u = y + (ptrdiff_t)t * 3 * dim + j;
                __m256i now = toward_avx2(load(c + j), load(u), gate_avx2(load(u + dim)));
                store(c + j, now);
                int16_t *here = &x[(ptrdiff_t)t * dim + j];
                store(here, toward_avx2(load(here), now, gate_avx2(load(u + 2 * dim))));
            }
        }
}

static AVX2 void add_row_avx2(int16_t *x, const int8_t *row, int32_t dim, int shift)
{
    __m128i by = _mm_cvtsi32_si128(shift);
    for (int32_t j = 0; j < dim; j += 16) {
        __m256i v = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(row + j)));
        store(x + j, _mm256_adds_epi16(load(x + j), _mm256_sll_epi16(v, by)));
    }
}

static inline AVX2 __m256i sum_at(const int16_t *const *rows, int n, int32_t j)
{
    __m256i sum = load(rows[0] + j);
    for (int k = 1; k < n; k++)
        sum = _mm256_adds_epi16(sum, load(rows[k] + j));
    return _mm256_max_epi16(sum, _mm256_setzero_si256());
}

static AVX2 void sum_avx2(const int16_t *const *rows, int n, int32_t dim, int16_t *out)
{
    for (int32_t j = 0; j < dim; j += 16)
        store(out + j, sum_at(rows, n, j));
}

static AVX2 int32_t largest_avx2(const int16_t *scores, int32_t n)
{
    __m256i most = load(scores);
    for (int32_t j = 16; j < n; j += 16)
        most = _mm256_max_epi16(most, load(scores + j));
    /* The least of eight unsigned numbers has an instruction: turn the order round. */
    __m128i eight = _mm_max_epi16(_mm256_castsi256_si128(most), _mm256_extracti128_si256(most, 1));
    int least = _mm_extract_epi16(_mm_minpos_epu16(_mm_sub_epi16(_mm_set1_epi16(32767), eight)), 0);
    most = _mm256_set1_epi16((int16_t)(32767 - least));
    int32_t j = 0;
    unsigned found;
    while (!(found = (unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi16(load(scores + j), most))))
        j += 16;
    return j + __builtin_ctz(found) / 2;
}

static AVX2 void score_avx2(const dem_weights *w, const int16_t *const *rows, int n, int16_t *hidden, int32_t scores[DEM_ACTIONS])
{
    __m256i total[DEM_ACTIONS] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
    for (int32_t j = 0; j < w->hidden; j += 16) {
        __m256i sum = sum_at(rows, n, j);
        store(hidden + j, sum);
        for (int a = 0; a < DEM_ACTIONS; a++)
            total[a] = _mm256_add_epi32(total[a], _mm256_madd_epi16(sum, load(w->action + a * w->hidden + j)));
    }
    for (int a = 0; a < DEM_ACTIONS; a++) {
        __m128i s = _mm_add_epi32(_mm256_castsi256_si128(total[a]), _mm256_extracti128_si256(total[a], 1));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
        s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1));
        scores[a] = (int32_t)((uint32_t)_mm_cvtsi128_si32(s) + (uint32_t)w->action_bias[a]);
    }
}

static const dem_kernels avx2 = {"avx2", product_avx2, recur_avx2, add_row_avx2, sum_avx2, largest_avx2, score_avx2};

static inline AVX512 __attribute__((always_inline)) void block_avx512(const dem_matrix *m, int32_t block, const int16_t *x, const int rows, int shift, int16_t *out)
{
    const int16_t *w = m->weights + (ptrdiff_t)block * m->inputs;
    __m512i start = _mm512_add_epi32(_mm512_loadu_si512(m->bias + block), _mm512_set1_epi32(1 << (shift - 1)));
    __m512i a[8];
#pragma GCC unroll 8
    for (int r = 0; r < rows; r++)
        a[r] = start;
    for (int32_t i = 0; i < m->inputs; i += 2, w += 32) {
        __m512i p = _mm512_loadu_si512(w);
#pragma GCC unroll 8
        for (int r = 0; r < rows; r++)
            a[r] = _mm512_dpwssd_epi32(a[r], p, _mm512_set1_epi32(two(x + r * m->inputs + i)));
    }
#pragma GCC unroll 8
    for (int r = 0; r < rows; r++)
        store(out + (ptrdiff_t)r * m->outputs + block, _mm512_cvtsepi32_epi16(_mm512_srai_epi32(a[r], (unsigned)shift)));
}

static AVX512 void product_avx512(const dem_matrix *m, const int16_t *x, int32_t rows, int shift, int16_t *out)
{
    for (int32_t block = 0; block < m->outputs; block += 16) {
        int32_t r = 0;
        for (; r + 8 <= rows; r += 8)
            block_avx512(m, block, x + (ptrdiff_t)r * m->inputs, 8, shift, out + (ptrdiff_t)r * m->outputs);
        for (; r + 2 <= rows; r += 2)
            block_avx512(m, block, x + (ptrdiff_t)r * m->inputs, 2, shift, out + (ptrdiff_t)r * m->outputs);
        for (; r < rows; r++)
            block_avx512(m, block, x + (ptrdiff_t)r * m->inputs, 1, shift, out + (ptrdiff_t)r * m->outputs);
    }
}

static const dem_kernels avx512 = {"avx512", product_avx512, recur_avx2, add_row_avx2, sum_avx2, largest_avx2, score_avx2};
#endif

const dem_kernels *dem_kernels_of(int kind)
{
#ifdef WIDE
    if (kind == DEM_KERNELS_AVX2)
        return __builtin_cpu_supports("avx2") ? &avx2 : NULL;
    if (kind == DEM_KERNELS_AVX512) {
        bool can = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
        return can && __builtin_cpu_supports("avx2") ? &avx512 : NULL;
    }
#endif
    return kind == DEM_KERNELS_PLAIN ? &plain : NULL;
}

const dem_kernels *dem_kernels_best(void)
{
    for (int kind = DEM_KERNELS_COUNT - 1; kind > DEM_KERNELS_PLAIN; kind--)
        if (dem_kernels_of(kind))
            return dem_kernels_of(kind);
    return &plain;
}
