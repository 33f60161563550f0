#include "test.h"

#include "base/io.h"
#include "model/model.h"

#include <stdarg.h>
#include <stdlib.h>

static dem_test *tests;
static int failures; /* of the test in hand */
static dem_model *model;

void dem_test_add(dem_test *test)
{
    test->next = tests;
    tests = test;
}

void dem_test_fail(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("%s:%d: ", file, line);
    vprintf(format, args);
    printf("\n");
    va_end(args);
    failures++;
}

const dem_model *dem_test_model(void)
{
    dem_error err;
    if (!model && dem_model_open(getenv("DEMARCHE_KB"), getenv("DEMARCHE_SYNTAX"), NULL, &model, &err) != DEM_OK) {
        printf("DEMARCHE_KB, DEMARCHE_SYNTAX: %s\n", err.message);
        exit(1);
    }
    return model;
}

const dem_kb *dem_test_kb(void)
{
    return &dem_test_model()->kb;
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    for (const dem_test *t = tests; t; t = t->next) {
        bool wanted = argc < 2;
        for (int i = 1; i < argc; i++)
            wanted = wanted || strstr(t->name, argv[i]);
        if (!wanted)
            continue;
        failures = 0;
        t->run();
        if (failures)
            printf("FAILED %s\n", t->name);
        passed += failures == 0;
        failed += failures != 0;
    }
    dem_model_close(model);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
