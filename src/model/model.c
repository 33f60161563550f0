#include "model/model.h"

#include "base/io.h"
#include "model/layout.h"

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
    DEM_TRY(dem_map_open(syntax_path, &model->syntax_map, err));
    DEM_TRY(name_file(dem_weights_check(model->syntax_map, &model->syntax_file, &model->weights, err), syntax_path, err));
    memcpy(model->kb.weights_id, model->syntax_file.hash, sizeof model->kb.weights_id - 1);
    model->kb.weights_id[sizeof model->kb.weights_id - 1] = '\0';
    return DEM_OK;
}

dem_status dem_model_open(const char *kb_path, const char *syntax_path, const dem_allocator *alloc, dem_model **out, dem_error *err)
{
    *out = NULL;
    if (!kb_path || !syntax_path)
        return dem_fail(err, DEM_BAD_ARG, -1, "no path for the compiled %s", kb_path ? "weights" : "tables");
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
