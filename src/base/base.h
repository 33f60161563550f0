/* What every file needs: status helpers, strings that carry their length, arenas, growable arrays. */
#ifndef DEM_BASE_H
#define DEM_BASE_H

#include "demarche.h"

#include <string.h>

#define DEM_TRY(call)                 \
    do {                              \
        dem_status try_ = (call);     \
        if (try_ != DEM_OK)           \
            return try_;              \
    } while (0)

#define DEM_COUNT(array) ((ptrdiff_t)(sizeof(array) / sizeof *(array)))

/* Fills `err` (may be NULL) and returns `status`. The message is cut at 255 bytes, on a character boundary. */
dem_status dem_fail(dem_error *err, dem_status status, int64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A borrowed slice of UTF-8. Never NUL-terminated, data may be NULL when len is 0. */
typedef struct {
    const char *data;
    ptrdiff_t len;
} dem_str;

#define DEM_S(literal) ((dem_str){(literal), (ptrdiff_t)sizeof(literal) - 1})

static inline dem_str dem_str_of(const char *s)
{
    return (dem_str){s, s ? (ptrdiff_t)strlen(s) : 0};
}

static inline bool dem_str_eq(dem_str a, dem_str b)
{
    return a.len == b.len && (a.len == 0 || (a.data && b.data && memcmp(a.data, b.data, (size_t)a.len) == 0));
}

static inline dem_str dem_str_cut(dem_str s, ptrdiff_t from, ptrdiff_t to)
{
    return (dem_str){s.data + from, to - from};
}

bool dem_str_starts(dem_str s, dem_str prefix);
bool dem_str_ends(dem_str s, dem_str suffix);
int dem_str_cmp(dem_str a, dem_str b); /* by bytes */
dem_str dem_str_trim(dem_str s);       /* without ASCII white space at both ends */
/* Splits at the first `sep`: returns what is before and leaves in *rest what is after (empty if none). */
dem_str dem_str_next(dem_str *rest, char sep);
/* True and the value if all of s is a decimal integer in int64 range. */
bool dem_str_int(dem_str s, int64_t *value);

/* Arena: memory that is given back all at once. Not for two threads at a time.
 * dem_arena_alloc returns zeroed memory aligned to 16, or NULL when the allocator refuses. */
typedef struct dem_arena_block dem_arena_block;
typedef struct {
    const dem_allocator *alloc; /* never NULL after init */
    dem_arena_block *blocks;
    char *at, *end;
} dem_arena;

extern const dem_allocator dem_malloc_allocator;

void dem_arena_init(dem_arena *arena, const dem_allocator *alloc); /* NULL: malloc */
void *dem_arena_alloc(dem_arena *arena, ptrdiff_t size);
void dem_arena_clear(dem_arena *arena);   /* gives everything back but one block, for the next document */
void dem_arena_release(dem_arena *arena); /* gives everything back */
dem_status dem_str_copy(dem_arena *arena, dem_str s, dem_str *out); /* the copy is followed by a NUL */

/* Growable array in an arena: `DEM_VEC(int) v = {0}; int *p = dem_push(arena, &v); if (!p) return DEM_NO_MEMORY;`
 * A push may move the array: pointers into it do not survive one. */
#define DEM_VEC(type) \
    struct {          \
        type *at;     \
        ptrdiff_t len, cap; \
    }
#define dem_push(arena, v) \
    (((v)->len < (v)->cap || dem_vec_grow((arena), (v), (ptrdiff_t)sizeof *(v)->at)) ? &(v)->at[(v)->len++] : NULL)
bool dem_vec_grow(dem_arena *arena, void *vec, ptrdiff_t item_size); /* doubles cap; false when out of memory */

/* Byte buffer that grows with its allocator, for output and files. Errors are sticky: append as you like, then look at `failed`. */
typedef struct {
    const dem_allocator *alloc;
    char *data;
    ptrdiff_t len, cap;
    bool failed;
} dem_buf;

void dem_buf_init(dem_buf *buf, const dem_allocator *alloc);
void dem_buf_release(dem_buf *buf);
void dem_buf_add(dem_buf *buf, dem_str s);
void dem_buf_char(dem_buf *buf, char c);
void dem_buf_int(dem_buf *buf, int64_t value);
#define dem_buf_lit(buf, literal) dem_buf_add((buf), DEM_S(literal))

/* 64-bit FNV-1a of bytes, to be continued from a former value; start with DEM_HASH_START. For tables, not against attackers. */
#define DEM_HASH_START 0xcbf29ce484222325ull
uint64_t dem_hash(uint64_t h, dem_str s);
uint64_t dem_hash_end(uint64_t h); /* mixes the high bits down, for use as a table index */

/* A hash of short strings, eight bytes at a step, to be continued like dem_hash; the same on every machine. */
uint64_t dem_hash_words(uint64_t h, dem_str s);

/* Fast checksum of large blocks (8 lanes of multiply and add), the same on every machine. */
uint64_t dem_checksum(const void *data, ptrdiff_t len);

/* SHA-256 (FIPS 180-4). */
typedef struct {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
} dem_sha256;
void dem_sha256_init(dem_sha256 *sha);
void dem_sha256_add(dem_sha256 *sha, const void *data, ptrdiff_t len);
void dem_sha256_hex(dem_sha256 *sha, char out[65]);

#endif
