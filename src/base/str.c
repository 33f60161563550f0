#include "base/base.h"

bool dem_str_starts(dem_str s, dem_str prefix)
{
    return s.len >= prefix.len && dem_str_eq(dem_str_cut(s, 0, prefix.len), prefix);
}

bool dem_str_ends(dem_str s, dem_str suffix)
{
    return s.len >= suffix.len && dem_str_eq(dem_str_cut(s, s.len - suffix.len, s.len), suffix);
}

int dem_str_cmp(dem_str a, dem_str b)
{
    ptrdiff_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.data, b.data, (size_t)n) : 0;
    if (c)
        return c < 0 ? -1 : 1;
    return a.len < b.len ? -1 : a.len > b.len;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

dem_str dem_str_trim(dem_str s)
{
    while (s.len && is_blank(s.data[0]))
        s = dem_str_cut(s, 1, s.len);
    while (s.len && is_blank(s.data[s.len - 1]))
        s.len--;
    return s;
}

dem_str dem_str_next(dem_str *rest, char sep)
{
    dem_str s = *rest;
    const char *at = s.len ? memchr(s.data, sep, (size_t)s.len) : NULL;
    if (!at) {
        *rest = (dem_str){s.data ? s.data + s.len : NULL, 0};
        return s;
    }
    ptrdiff_t n = at - s.data;
    *rest = dem_str_cut(s, n + 1, s.len);
    return dem_str_cut(s, 0, n);
}

bool dem_str_int(dem_str s, int64_t *value)
{
    bool negative = s.len && s.data[0] == '-';
    ptrdiff_t i = negative;
    if (i >= s.len)
        return false;
    int64_t v = 0; /* counted down: the negative range is the larger one */
    for (; i < s.len; i++) {
        int digit = s.data[i] - '0';
        if (digit < 0 || digit > 9 || v < (INT64_MIN + digit) / 10)
            return false;
        v = v * 10 - digit;
    }
    if (!negative && v == INT64_MIN)
        return false;
    *value = negative ? v : -v;
    return true;
}
