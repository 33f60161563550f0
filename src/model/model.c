#include "model/model.h"

#include "base/io.h"
#include "model/layout.h"
#include "model/overlay.h"

enum { OVERLAY_LIMIT = 64 << 20, MAX_OVERLAYS = 1000 }; /* bytes of a table, tables */

/* Puts the file's name before the reason, so that the user knows which of the two is meant. */
static dem_status name_file(dem_status status, const char *path, dem_error *err)
{
    if (status == DEM_OK || status == DEM_IO || !err)
        return status;
    dem_error reason = *err;
    return dem_fail(err, status, reason.offset, "%s: %s", path, reason.message);
}

static dem_status read_tables(const dem_allocator *alloc, const char *const *paths, int n, dem_arena *arena, const dem_overlay_table **out, dem_error *err)
{
    dem_overlay_table *tables = dem_arena_alloc(arena, n * (ptrdiff_t)sizeof *tables);
    if (!tables)
        return DEM_NO_MEMORY;
    *out = tables;
    for (int i = 0; i < n; i++) {
        dem_buf text;
        tables[i].name = paths[i];
        dem_buf_init(&text, alloc);
        dem_status status = dem_file_read(paths[i], OVERLAY_LIMIT, &text, err);
        if (status == DEM_OK)
            status = dem_str_copy(arena, (dem_str){text.data, text.len}, &tables[i].text);
        dem_buf_release(&text);
        DEM_TRY(status);
    }
    return DEM_OK;
}

/* Reads the tables and lays them over those of the model. */
static dem_status lay_over(dem_model *model, const dem_model_files *files, dem_arena *arena, dem_error *err)
{
    dem_overlay overlay = {.n_actors = files->n_actors, .n_frames = files->n_frames, .actors_alone = files->actors_alone, .frames_alone = files->frames_alone};
    DEM_TRY(read_tables(model->alloc, files->actors, files->n_actors, arena, &overlay.actors, err));
    DEM_TRY(read_tables(model->alloc, files->frames, files->n_frames, arena, &overlay.frames, err));
    return dem_overlay_build(&model->kb, &overlay, arena, &model->kb_overlaid, err);
}

static dem_status open_overlays(dem_model *model, const dem_model_files *files, dem_error *err)
{
    dem_arena arena;
    dem_arena_init(&arena, model->alloc);
    dem_status status = lay_over(model, files, &arena, err);
    dem_arena_release(&arena);
    if (status == DEM_NO_MEMORY)
        return dem_fail(err, status, -1, "out of memory");
    DEM_TRY(status);
    dem_map_close(model->kb_map);
    model->kb_map = (dem_str){0};
    return dem_kb_check((dem_str){model->kb_overlaid.data, model->kb_overlaid.len}, &model->kb_file, &model->kb, err);
}

static dem_status open_files(dem_model *model, const dem_model_files *files, dem_error *err)
{
    DEM_TRY(dem_map_open(files->kb, &model->kb_map, err));
    DEM_TRY(name_file(dem_kb_check(model->kb_map, &model->kb_file, &model->kb, err), files->kb, err));
    if (files->n_actors || files->n_frames || files->actors_alone || files->frames_alone)
        DEM_TRY(open_overlays(model, files, err));
    DEM_TRY(dem_map_open(files->syntax, &model->syntax_map, err));
    DEM_TRY(name_file(dem_weights_check(model->syntax_map, &model->syntax_file, &model->weights, err), files->syntax, err));
    memcpy(model->kb.weights_id, model->syntax_file.hash, sizeof model->kb.weights_id - 1);
    model->kb.weights_id[sizeof model->kb.weights_id - 1] = '\0';
    return DEM_OK;
}

dem_status dem_model_open_files(const dem_model_files *files, const dem_allocator *alloc, dem_model **out, dem_error *err)
{
    *out = NULL;
    if (!files->kb || !files->syntax)
        return dem_fail(err, DEM_BAD_ARG, -1, "no path for the compiled %s", files->kb ? "weights" : "tables");
    if (files->n_actors < 0 || files->n_actors > MAX_OVERLAYS || files->n_frames < 0 || files->n_frames > MAX_OVERLAYS)
        return dem_fail(err, DEM_BAD_ARG, -1, "more than %d tables of actors or of frames", MAX_OVERLAYS);
    if (!alloc)
        alloc = &dem_malloc_allocator;
    dem_model *model = alloc->resize(alloc->ctx, NULL, 0, sizeof *model);
    if (!model)
        return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    memset(model, 0, sizeof *model);
    model->alloc = alloc;
    dem_buf_init(&model->kb_overlaid, alloc);
    dem_status status = open_files(model, files, err);
    if (status != DEM_OK) {
        dem_model_close(model);
        return status;
    }
    *out = model;
    return DEM_OK;
}

dem_status dem_model_open(const char *kb_path, const char *syntax_path, const dem_allocator *alloc, dem_model **out, dem_error *err)
{
    return dem_model_open_files(&(dem_model_files){.kb = kb_path, .syntax = syntax_path}, alloc, out, err);
}

void dem_model_close(dem_model *model)
{
    if (!model)
        return;
    dem_map_close(model->kb_map);
    dem_map_close(model->syntax_map);
    dem_buf_release(&model->kb_overlaid);
    model->alloc->resize(model->alloc->ctx, model, sizeof *model, 0);
}
