/* What the library and its model are, as one line of JSON. */
#include "engine/engine.h"

static void member(dem_buf *out, const char *key, dem_str value)
{
    dem_buf_lit(out, ",\"");
    dem_buf_add(out, dem_str_of(key));
    dem_buf_lit(out, "\":\"");
    dem_buf_add(out, value); /* versions and hashes: nothing to escape */
    dem_buf_char(out, '"');
}

static void count(dem_buf *out, const char *key, int64_t value)
{
    dem_buf_lit(out, ",\"");
    dem_buf_add(out, dem_str_of(key));
    dem_buf_lit(out, "\":");
    dem_buf_int(out, value);
}

dem_status dem_describe(const dem_model *model, dem_sink *sink, void *ctx, dem_error *err)
{
    dem_buf out;
    dem_buf_init(&out, model ? model->alloc : NULL);
    dem_buf_lit(&out, "{\"tool\":\"demarche\"");
    member(&out, "version", DEM_S(DEM_VERSION));
    member(&out, "schema", DEM_S(DEM_SCHEMA));
    member(&out, "ontology", DEM_S("PLOVER 2021-09, CAMEO 1.1b3"));
    if (model) {
        const dem_kb *kb = &model->kb;
        member(&out, "tables_hash", kb->hash);
        member(&out, "kb_licence", DEM_S("see NOTICE"));
        count(&out, "entities", kb->n_entities);
        count(&out, "offices", kb->n_offices);
        count(&out, "roles", kb->n_roles);
        count(&out, "frames", kb->n_frames);
        count(&out, "phrases", kb->n_phrases);
        member(&out, "syntax_hash", dem_str_of(model->syntax_file.hash));
        member(&out, "syntax_licence", DEM_S("CC BY-SA 4.0, see NOTICE"));
    }
    dem_buf_lit(&out, "}\n");
    dem_status status = DEM_OK;
    if (out.failed)
        status = dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    else if (!sink(ctx, out.data, (size_t)out.len))
        status = dem_fail(err, DEM_STOPPED, -1, "the receiver of the output stopped");
    dem_buf_release(&out);
    return status;
}
