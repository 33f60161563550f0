/* Damaged weights. The input lists changes to a small good syntax.dem (two bytes of offset, a value), so that the fuzzer gets behind the
 * checksum, which is made right again when the first byte is odd; its next two bits choose how large the weights are before. Offsets
 * leave out the rows of affixes, of which any bytes will do. Whatever opens must parse: trees, though senseless. */
#include "../small_weights.h"
#include "syntax/syntax.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] = "the port of Lima was shelled by troops from the north , Peru 's police said on Tuesday .\n\nYes\n. . .\nTalks over the port";

/* The file of each size of weights is built once, and mended after each run. */
static dem_buf *fresh(int size, char **affixes)
{
    static const int ranges[] = {100, 0, 2000, 32767};
    static dem_buf files[4];
    static char *at[4];
    if (!files[size].data) {
        const small_weights *parts = small_fill(ranges[size]);
        files[size] = small_build(parts);
        if (files[size].failed)
            abort();
        const dem_section *affix = &parts->content.section[DEM_SYNTAX_AFFIX_ROWS];
        for (at[size] = files[size].data; memcmp(at[size], affix->data, affix->rows) != 0;)
            at[size] += 8;
    }
    *affixes = at[size];
    return &files[size];
}

static void parse(const dem_weights *weights)
{
    static const dem_kb no_tables;
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    dem_doc doc = small_document(&arena, text);
    if (dem_syntax(&doc, &no_tables, weights) != DEM_OK)
        abort();
    for (ptrdiff_t i = 0; i < doc.sentences.len; i++)
        if (small_tree_faults(&doc, &doc.sentences.at[i]))
            abort();
    dem_arena_release(&arena);
}

static void seal(dem_buf *file)
{
    uint64_t sum = dem_checksum(file->data + 128, file->len - 128);
    memcpy(file->data + 24, &sum, sizeof sum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST = 1024, AFFIXES = DEM_AFFIX_ROWS * SMALL_DIM };
    static struct { char *at, old; } changes[MOST];
    int n = 0;
    char *affixes, checksum[8];
    dem_buf *file = fresh(size ? data[0] >> 1 & 3 : 0, &affixes);
    memcpy(checksum, file->data + 24, sizeof checksum);
    for (size_t i = 1; i + 3 <= size && n < MOST; i += 3) {
        char *at = file->data + (data[i] | data[i + 1] << 8) % (file->len - AFFIXES);
        changes[n].at = at < affixes ? at : at + AFFIXES;
        changes[n].old = *changes[n].at;
        *changes[n++].at = (char)data[i + 2];
    }
    if (size && data[0] & 1)
        seal(file);
    dem_file checked;
    dem_weights weights;
    dem_error err;
    if (dem_weights_check((dem_str){file->data, file->len}, &checked, &weights, &err) == DEM_OK)
        parse(&weights);
    while (n > 0) {
        n--;
        *changes[n].at = changes[n].old;
    }
    memcpy(file->data + 24, checksum, sizeof checksum);
    return 0;
}
