#include "model/model.h"

#include "base/io.h"
#include "model/layout.h"

static const dem_section_type syntax_sections[DEM_SYNTAX_SECTION_COUNT] = {{"strings", "#"}, {"bytes", "."}};

dem_status dem_syntax_check(dem_str bytes, dem_file *file, dem_error *err)
{
    return dem_file_check(bytes, DEM_FILE_SYNTAX, syntax_sections, DEM_SYNTAX_SECTION_COUNT, file, err);
}

/* Puts the file's name before the reason, so that the user knows which of the two is meant. */
static dem_status name_file(dem_status status, const char *path, dem_error *err)
{
    if (status == DEM_OK || status == DEM_IO || !err)
        return status;
    dem_error reason = *err;
    return dem_fail(err, status, reason.offset, "%s: %s", path, reason.message);
}

static dem_status open_files(dem_model *model, const char *kb_path, const char *syntax_path, dem_error *err)
{
    DEM_TRY(dem_map_open(kb_path, &model->kb_map, err));
    DEM_TRY(name_file(dem_kb_check(model->kb_map, &model->kb_file, &model->kb, err), kb_path, err));
    if (!syntax_path)
        return DEM_OK;
    DEM_TRY(dem_map_open(syntax_path, &model->syntax_map, err));
    model->has_syntax = true;
    DEM_TRY(name_file(dem_syntax_check(model->syntax_map, &model->syntax_file, err), syntax_path, err));
    memcpy(model->kb.weights_id, model->syntax_file.hash, sizeof model->kb.weights_id - 1);
    model->kb.weights_id[sizeof model->kb.weights_id - 1] = '\0';
    return DEM_OK;
}

dem_status dem_model_open(const char *kb_path, const char *syntax_path, const dem_allocator *alloc, dem_model **out, dem_error *err)
{
    *out = NULL;
    if (!kb_path)
        return dem_fail(err, DEM_BAD_ARG, -1, "no path for the compiled tables");
    if (!alloc)
        alloc = &dem_malloc_allocator;
    dem_model *model = alloc->resize(alloc->ctx, NULL, 0, sizeof *model);
    if (!model)
        return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    memset(model, 0, sizeof *model);
    model->alloc = alloc;
    dem_status status = open_files(model, kb_path, syntax_path, err);
    if (status != DEM_OK) {
        dem_model_close(model);
        return status;
    }
    *out = model;
    return DEM_OK;
}

void dem_model_close(dem_model *model)
{
    if (!model)
        return;
    dem_map_close(model->kb_map);
    dem_map_close(model->syntax_map);
    model->alloc->resize(model->alloc->ctx, model, sizeof *model, 0);
}
