/* Any bytes as CoNLL-U: parsed on its words, and scored as gold trees. The first byte chooses. */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ignore(void *ctx, const char *name, const dem_error *why)
{
    (void)ctx;
    (void)name;
    (void)why;
}

static void parse(dem_coder *coder, dem_str bytes, dem_buf *out)
{
    dem_work work = {.name = DEM_S("fuzz"), .bytes = bytes, .line = 1, .kind = DEM_WORK_CONLLU};
    if (dem_engine_work(coder, &work, false, out, ignore, NULL) != DEM_OK)
        abort();
}

static void evaluate(dem_coder *coder, dem_str bytes, uint8_t choice, dem_buf *out)
{
    dem_eval_job job = {.raw = choice & 2, .relations = choice & 4, .only = choice & 8 ? "a" : NULL};
    dem_evaluation *e;
    dem_error err;
    if (dem_evaluation_new(coder, &job, &e) != DEM_OK)
        return;
    if (dem_evaluation_add(e, "fuzz", bytes, &err) == DEM_OK) {
        dem_status status = dem_evaluation_write(e, out, &err);
        (void)status;
    }
    dem_evaluation_free(e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static dem_model *model;
    static dem_coder *coder;
    static const dem_options options = {.format = DEM_FORMAT_CONLLU};
    dem_error err;
    dem_buf out;
    if (!model && (dem_model_open(getenv("DEMARCHE_KB"), getenv("DEMARCHE_SYNTAX"), NULL, &model, &err) != DEM_OK || dem_coder_new(model, &options, &coder, &err) != DEM_OK)) {
        fprintf(stderr, "DEMARCHE_KB, DEMARCHE_SYNTAX: %s\n", err.message);
        abort();
    }
    if (size == 0)
        return 0;
    dem_str bytes = {(const char *)data + 1, (ptrdiff_t)size - 1};
    dem_buf_init(&out, NULL);
    if (data[0] & 1)
        evaluate(coder, bytes, data[0], &out);
    else
        parse(coder, bytes, &out);
    dem_buf_release(&out);
    return 0;
}
