#include "test.h"

#include <stdlib.h>

/* An allocator that counts what is out. */
typedef struct {
    long live;
    long left; /* allocations until it refuses, -1 = never */
} counter;

static void *counting_resize(void *ctx, void *p, size_t old_size, size_t new_size)
{
    counter *c = ctx;
    if (new_size == 0) {
        c->live -= p != NULL;
        free(p);
        return NULL;
    }
    if (c->left == 0)
        return NULL;
    c->left -= c->left > 0;
    c->live += p == NULL;
    (void)old_size;
    return realloc(p, new_size);
}

TEST(arena_gives_zeroed_aligned_memory_and_returns_all)
{
    counter c = {0, -1};
    dem_allocator alloc = {&c, counting_resize};
    dem_arena arena;
    dem_arena_init(&arena, &alloc);
    for (int round = 0; round < 3; round++) {
        for (ptrdiff_t n = 0; n < 3000; n++) {
            char *p = dem_arena_alloc(&arena, n);
            CHECK(p && (uintptr_t)p % 16 == 0);
            for (ptrdiff_t i = 0; p && i < n; i++)
                CHECK(p[i] == 0);
            if (p)
                memset(p, 0xff, (size_t)n);
        }
        dem_arena_clear(&arena);
        CHECK(c.live == 1);
    }
    dem_arena_release(&arena);
    CHECK_INT(c.live, 0);
}

TEST(arena_refuses_absurd_sizes)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    CHECK(dem_arena_alloc(&arena, -1) == NULL);
    CHECK(dem_arena_alloc(&arena, PTRDIFF_MAX) == NULL);
    dem_arena_release(&arena);
}

TEST(vec_keeps_its_items_while_it_grows)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    DEM_VEC(int) v = {0};
    for (int i = 0; i < 100000; i++) {
        int *p = dem_push(&arena, &v);
        CHECK(p && *p == 0);
        if (p)
            *p = i;
        if (i % 1000 == 0)
            CHECK(dem_arena_alloc(&arena, 8) != NULL); /* something in between: the array has to move */
    }
    CHECK_INT(v.len, 100000);
    for (int i = 0; i < 100000; i++)
        CHECK(v.at[i] == i);
    dem_arena_release(&arena);
}

TEST(buf_remembers_that_it_failed)
{
    counter c = {0, 1};
    dem_allocator alloc = {&c, counting_resize};
    dem_buf buf;
    dem_buf_init(&buf, &alloc);
    for (int i = 0; i < 5000; i++)
        dem_buf_char(&buf, 'x');
    CHECK(buf.failed);
    CHECK_INT(buf.len, 4096);
    dem_buf_release(&buf);
    CHECK_INT(c.live, 0);
}

TEST(buf_writes_integers)
{
    dem_buf buf;
    dem_buf_init(&buf, NULL);
    dem_buf_int(&buf, INT64_MIN);
    dem_buf_char(&buf, ' ');
    dem_buf_int(&buf, 0);
    dem_buf_lit(&buf, " ok");
    CHECK_STR(((dem_str){buf.data, buf.len}), "-9223372036854775808 0 ok");
    dem_buf_release(&buf);
}
