/* Any bytes as a table, and each first cell as the pattern of a frame. */
#include "model/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dem_arena arena;
    dem_builder b;
    dem_tsv t;
    dem_error err;
    bool more = true;
    dem_arena_init(&arena, NULL);
    dem_str text = {(const char *)data, (ptrdiff_t)size};
    if (dem_builder_init(&b, &arena, ".") == DEM_OK && dem_tsv_open("fuzz.tsv", text, "pattern source", &t, &err) == DEM_OK)
        while (dem_tsv_next(&t, &more, &err) == DEM_OK && more) {
            uint32_t first, n;
            dem_status status = dem_pattern_parse(&b, &t, t.cell[0], &first, &n, &err);
            if (status == DEM_OK)
                status = dem_build_phrase(&b, t.cell[0], (dem_kb_sense){.family = DEM_FAM_KIND});
            (void)status;
        }
    dem_arena_release(&arena);
    return 0;
}
