#include "base/base.h"

void dem_buf_init(dem_buf *buf, const dem_allocator *alloc)
{
    *buf = (dem_buf){.alloc = alloc ? alloc : &dem_malloc_allocator};
}

void dem_buf_release(dem_buf *buf)
{
    if (buf->data)
        buf->alloc->resize(buf->alloc->ctx, buf->data, (size_t)buf->cap, 0);
    dem_buf_init(buf, buf->alloc);
}

static bool reserve(dem_buf *buf, ptrdiff_t more)
{
    if (buf->failed)
        return false;
    if (buf->cap - buf->len >= more)
        return true;
    if (more > PTRDIFF_MAX / 4 - buf->len) {
        buf->failed = true;
        return false;
    }
    ptrdiff_t cap = buf->cap ? buf->cap : 4096;
    while (cap - buf->len < more)
        cap *= 2;
    char *p = buf->alloc->resize(buf->alloc->ctx, buf->data, (size_t)buf->cap, (size_t)cap);
    if (!p) {
        buf->failed = true;
        return false;
    }
    buf->data = p;
    buf->cap = cap;
    return true;
}

void dem_buf_add(dem_buf *buf, dem_str s)
{
    if (s.len > 0 && reserve(buf, s.len)) {
        memcpy(buf->data + buf->len, s.data, (size_t)s.len);
        buf->len += s.len;
    }
}

void dem_buf_char(dem_buf *buf, char c)
{
    if (reserve(buf, 1))
        buf->data[buf->len++] = c;
}

void dem_buf_int(dem_buf *buf, int64_t value)
{
    char text[20];
    int at = (int)sizeof text;
    uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        text[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    if (value < 0)
        dem_buf_char(buf, '-');
    dem_buf_add(buf, (dem_str){text + at, (ptrdiff_t)sizeof text - at});
}
