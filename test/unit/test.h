/* Unit tests: a file per module under test/unit/<folder>/, all linked into one program.
 *
 *     TEST(base_str_cuts_at_separator) { CHECK_INT(dem_str_cmp(DEM_S("a"), DEM_S("b")), -1); }
 *
 * The program runs every TEST, or those whose names hold one of its arguments, prints failures as file:line, and
 * ends with "N passed, N failed". */
#ifndef DEM_TEST_H
#define DEM_TEST_H

#include "base/base.h"
#include "model/model.h"

#include <stdio.h>

typedef struct dem_test {
    const char *name;
    void (*run)(void);
    struct dem_test *next;
} dem_test;

void dem_test_add(dem_test *test);
void dem_test_fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The project's own tables and weights, opened once. The paths come from DEMARCHE_KB and DEMARCHE_SYNTAX. */
const dem_model *dem_test_model(void);
const dem_kb *dem_test_kb(void);

#define TEST(name)                                                                     \
    static void test_##name(void);                                                     \
    __attribute__((constructor)) static void add_##name(void)                          \
    {                                                                                  \
        static dem_test t = {#name, test_##name, NULL};                                \
        dem_test_add(&t);                                                              \
    }                                                                                  \
    static void test_##name(void)

#define CHECK(cond)                                                \
    do {                                                           \
        if (!(cond))                                               \
            dem_test_fail(__FILE__, __LINE__, "%s", #cond);        \
    } while (0)
#define CHECK_INT(got, want)                                                                                  \
    do {                                                                                                      \
        long long got_ = (got), want_ = (want);                                                               \
        if (got_ != want_)                                                                                    \
            dem_test_fail(__FILE__, __LINE__, "%s is %lld, not %lld", #got, got_, want_);                     \
    } while (0)
#define CHECK_STR(got, want)                                                                                  \
    do {                                                                                                      \
        dem_str got_ = (got);                                                                                 \
        if (!dem_str_eq(got_, dem_str_of(want)))                                                              \
            dem_test_fail(__FILE__, __LINE__, "%s is '%.*s', not '%s'", #got, (int)got_.len, got_.data, want); \
    } while (0)

#endif
