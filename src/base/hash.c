#include "base/base.h"

uint64_t dem_hash(uint64_t h, dem_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.data[i]) * 0x100000001b3ull;
    return h;
}

uint64_t dem_hash_end(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ull;
    return h ^ h >> 32;
}

/* Read byte by byte, so that the order of bytes of the machine does not matter; compilers make one load of it. */
static uint64_t load64(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
           (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

uint64_t dem_checksum(const void *data, ptrdiff_t len)
{
    enum { LANES = 8 };
    const unsigned char *p = data;
    uint64_t lane[LANES], sum = (uint64_t)len;
    for (int k = 0; k < LANES; k++)
        lane[k] = 0x9e3779b97f4a7c15ull * (uint64_t)(k + 1);
    ptrdiff_t i = 0;
    for (; len - i >= 8 * LANES; i += 8 * LANES)
        for (int k = 0; k < LANES; k++)
            lane[k] = (lane[k] ^ load64(p + i + 8 * k)) * 0x9fb21c651e98df25ull + (lane[k] >> 29);
    for (; i < len; i++)
        lane[i % LANES] = (lane[i % LANES] ^ p[i]) * 0x100000001b3ull;
    for (int k = 0; k < LANES; k++)
        sum = dem_hash_end(sum ^ lane[k]) * 0x9fb21c651e98df25ull + (uint64_t)k;
    return sum;
}

static uint64_t step(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9e3779b97f4a7c15ull;
    return h ^ h >> 29;
}

uint64_t dem_hash_words(uint64_t h, dem_str s)
{
    const unsigned char *p = (const unsigned char *)s.data;
    ptrdiff_t n = s.len;
    for (; n >= 8; n -= 8, p += 8)
        h = step(h, load64(p));
    uint64_t tail = (uint64_t)s.len << 56; /* at most 7 bytes are left */
    for (ptrdiff_t i = 0; i < n; i++)
        tail ^= (uint64_t)p[i] << 8 * i;
    return step(h, tail);
}
