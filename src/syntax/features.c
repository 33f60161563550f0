#include "syntax/features.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t hash_bytes(uint32_t h, const char *at, ptrdiff_t len)
{
    for (ptrdiff_t i = 0; i < len; i++)
        h = (h ^ (uint8_t)(is_digit(at[i]) ? '0' : at[i])) * 16777619u; /* FNV-1a, 32 bits */
    return h;
}

static uint32_t finish(uint32_t h)
{
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    return h ^ h >> 13;
}

/* Capitals: none, first only, first among others, all, inside. Then digits, hyphen, first of its sentence. */
static uint8_t shape_of(dem_str form, bool first)
{
    int upper = 0, lower = 0, digits = 0, hyphens = 0;
    for (ptrdiff_t i = 0; i < form.len; i++) {
        char c = form.data[i];
        upper += c >= 'A' && c <= 'Z';
        lower += (c >= 'a' && c <= 'z') || (c & 0x80);
        digits += is_digit(c);
        hyphens += c == '-';
    }
    bool leads = form.len > 0 && form.data[0] >= 'A' && form.data[0] <= 'Z';
    int capitals = !upper ? (lower ? 0 : 1) : !lower ? (upper == 1 ? 2 : 3) : leads ? (upper == 1 ? 4 : 5) : 6;
    return (uint8_t)(capitals * 8 + (digits > 0) * 4 + (hyphens > 0) * 2 + first);
}

void dem_word_features_of(dem_str form, dem_str fold, bool first, dem_word_features *out)
{
    const uint32_t start = 2166136261u;
    uint32_t h = finish(hash_bytes(start, fold.data, fold.len));
    out->word = h ? h : 1;
    int n = 0;
    for (ptrdiff_t k = 1; k <= 3; k++)
        out->affix[n++] = (uint16_t)(finish(hash_bytes(start + (uint32_t)k, fold.data, k < fold.len ? k : fold.len)) % DEM_AFFIX_ROWS);
    for (ptrdiff_t k = 1; k <= 4; k++) {
        ptrdiff_t len = k < fold.len ? k : fold.len;
        out->affix[n++] = (uint16_t)(finish(hash_bytes(start + 16u + (uint32_t)k, fold.data + fold.len - len, len)) % DEM_AFFIX_ROWS);
    }
    out->shape = shape_of(form, first);
}

uint32_t dem_lemma_key(dem_str form, uint32_t tag)
{
    uint32_t h = 2166136261u + tag * 0x9e3779b9u;
    for (ptrdiff_t i = 0; i < form.len; i++)
        h = (h ^ (uint8_t)form.data[i]) * 16777619u;
    return finish(h);
}
