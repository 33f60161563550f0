/* Any bytes as a report: the whole pipeline. The first byte chooses the format and whether to explain. */
#include "demarche.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool discard(void *ctx, const char *data, size_t len)
{
    (void)data;
    *(size_t *)ctx += len;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static dem_model *model;
    dem_error err;
    if (!model && dem_model_open(getenv("DEMARCHE_KB"), getenv("DEMARCHE_SYNTAX"), NULL, &model, &err) != DEM_OK) {
        fprintf(stderr, "DEMARCHE_KB, DEMARCHE_SYNTAX: %s\n", err.message);
        abort();
    }
    if (size == 0)
        return 0;
    dem_options options = {.format = data[0] & 128 ? DEM_FORMAT_ANNOTATION : (dem_format)(data[0] & 3), .documents = data[0] & 4, .color = data[0] & 8, .width = 60};
    dem_coder *coder;
    if (dem_coder_new(model, &options, &coder, &err) != DEM_OK)
        return 0;
    dem_input in = {.text = (const char *)data + 1, .text_len = size - 1, .ref = "fuzz", .published = data[0] & 16 ? "2024-04-04" : NULL,
                    .title = data[0] & 32 ? "Peru asks Chile for aid" : NULL};
    size_t written = 0;
    dem_status status = data[0] & 64 ? dem_explain(coder, &in, discard, &written, &err) : dem_code(coder, &in, discard, &written, &err);
    (void)status;
    dem_coder_free(coder);
    return 0;
}
