/* Runs a fuzz target over files, for compilers without libFuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    enum { LIMIT = 1 << 20 };
    uint8_t *data = malloc(LIMIT);
    if (!data)
        return 2;
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) {
            fprintf(stderr, "%s: cannot open\n", argv[i]);
            return 2;
        }
        size_t n = fread(data, 1, LIMIT, f);
        fclose(f);
        LLVMFuzzerTestOneInput(data, n);
    }
    free(data);
    return 0;
}
