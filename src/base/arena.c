#include "base/base.h"

#include <stdlib.h>

struct dem_arena_block {
    dem_arena_block *next;
    ptrdiff_t size; /* of the whole block, this header included */
};

enum { BLOCK_HEADER = 16, ALIGN = 16, FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 1024 * 1024 };

static void *malloc_resize(void *ctx, void *p, size_t old_size, size_t new_size)
{
    (void)ctx;
    (void)old_size;
    if (new_size == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, new_size);
}

const dem_allocator dem_malloc_allocator = {NULL, malloc_resize};

void dem_arena_init(dem_arena *arena, const dem_allocator *alloc)
{
    *arena = (dem_arena){.alloc = alloc ? alloc : &dem_malloc_allocator};
}

/* A new block at the front of the list. Blocks double, so that a document of any size takes few of them. */
static bool add_block(dem_arena *arena, ptrdiff_t size)
{
    ptrdiff_t block_size = FIRST_BLOCK;
    if (arena->blocks)
        block_size = arena->blocks->size < LARGEST_BLOCK ? arena->blocks->size * 2 : LARGEST_BLOCK;
    if (size > PTRDIFF_MAX - BLOCK_HEADER)
        return false;
    if (size + BLOCK_HEADER > block_size)
        block_size = size + BLOCK_HEADER;
    dem_arena_block *block = arena->alloc->resize(arena->alloc->ctx, NULL, 0, (size_t)block_size);
    if (!block)
        return false;
    block->next = arena->blocks;
    block->size = block_size;
    arena->blocks = block;
    arena->at = (char *)block + BLOCK_HEADER;
    arena->end = (char *)block + block_size;
    return true;
}

void *dem_arena_alloc(dem_arena *arena, ptrdiff_t size)
{
    if (size < 0 || size > PTRDIFF_MAX - ALIGN)
        return NULL;
    size = size ? (size + ALIGN - 1) & -(ptrdiff_t)ALIGN : ALIGN;
    if (arena->end - arena->at < size && !add_block(arena, size))
        return NULL;
    void *p = arena->at;
    arena->at += size;
    return memset(p, 0, (size_t)size);
}

void dem_arena_clear(dem_arena *arena)
{
    dem_arena_block *keep = NULL;
    while (arena->blocks) {
        dem_arena_block *block = arena->blocks;
        arena->blocks = block->next;
        if (!keep && block->size <= LARGEST_BLOCK)
            keep = block;
        else
            arena->alloc->resize(arena->alloc->ctx, block, (size_t)block->size, 0);
    }
    arena->blocks = keep;
    arena->at = arena->end = NULL;
    if (keep) {
        keep->next = NULL;
        arena->at = (char *)keep + BLOCK_HEADER;
        arena->end = (char *)keep + keep->size;
    }
}

void dem_arena_release(dem_arena *arena)
{
    while (arena->blocks) {
        dem_arena_block *block = arena->blocks;
        arena->blocks = block->next;
        arena->alloc->resize(arena->alloc->ctx, block, (size_t)block->size, 0);
    }
    arena->at = arena->end = NULL;
}

dem_status dem_str_copy(dem_arena *arena, dem_str s, dem_str *out)
{
    char *p = dem_arena_alloc(arena, s.len + 1);
    if (!p)
        return DEM_NO_MEMORY;
    if (s.len)
        memcpy(p, s.data, (size_t)s.len);
    *out = (dem_str){p, s.len};
    return DEM_OK;
}

bool dem_vec_grow(dem_arena *arena, void *vec, ptrdiff_t item_size)
{
    struct {
        void *at;
        ptrdiff_t len, cap;
    } v;
    memcpy(&v, vec, sizeof v);
    if (v.cap > PTRDIFF_MAX / 4 / item_size)
        return false;
    ptrdiff_t cap = v.cap ? v.cap * 2 : 16;
    char *old_end = v.at ? (char *)v.at + v.cap * item_size : NULL;
    /* The last thing the arena gave out can grow where it lies. */
    if (v.at && old_end == arena->at && arena->end - arena->at >= v.cap * item_size && v.cap * item_size % ALIGN == 0) {
        memset(arena->at, 0, (size_t)(v.cap * item_size));
        arena->at += v.cap * item_size;
    } else {
        void *p = dem_arena_alloc(arena, cap * item_size);
        if (!p)
            return false;
        if (v.at)
            memcpy(p, v.at, (size_t)(v.len * item_size));
        v.at = p;
    }
    v.cap = cap;
    memcpy(vec, &v, sizeof v);
    return true;
}
