/* The table compiler: checks the tables under data/ and makes kb.dem of them. */
#include "base/io.h"
#include "model/builder.h"
#include "model/model.h"

static dem_status compile_all(dem_arena *arena, const char *data_dir, dem_buf *out, dem_error *err)
{
    dem_builder b;
    DEM_TRY(dem_builder_init(&b, arena, data_dir));
    DEM_TRY(dem_compile_language(&b, err));
    DEM_TRY(dem_compile_actors(&b, err));
    DEM_TRY(dem_compile_posts(&b, err));
    DEM_TRY(dem_build_spellings(&b));
    DEM_TRY(dem_compile_scorer(&b, err)); /* a word's classes stand before its frames, of which there may be many */
    DEM_TRY(dem_compile_frames(&b, err));
    return dem_builder_finish(&b, out, err);
}

dem_status dem_tables_compile(const char *data_dir, const char *kb_path, const dem_allocator *alloc, dem_error *err)
{
    if (!data_dir || !kb_path)
        return dem_fail(err, DEM_BAD_ARG, -1, "no folder of tables or no output path");
    dem_arena arena;
    dem_buf out;
    dem_arena_init(&arena, alloc);
    dem_buf_init(&out, alloc);
    if (err)
        *err = (dem_error){0};
    dem_status status = compile_all(&arena, data_dir, &out, err);
    if (status == DEM_NO_MEMORY)
        status = dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    if (status == DEM_OK) { /* what is written must be what opens */
        dem_file file;
        dem_kb kb;
        status = dem_kb_check((dem_str){out.data, out.len}, &file, &kb, err);
    }
    if (status == DEM_OK)
        status = dem_file_write(kb_path, (dem_str){out.data, out.len}, err);
    dem_buf_release(&out);
    dem_arena_release(&arena);
    return status;
}
