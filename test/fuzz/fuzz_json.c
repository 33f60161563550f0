/* Any bytes as a line of JSON. */
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
    static dem_coder *coder;
    dem_error err;
    if (!model && (dem_model_open(getenv("DEMARCHE_KB"), getenv("DEMARCHE_SYNTAX"), NULL, &model, &err) != DEM_OK || dem_coder_new(model, NULL, &coder, &err) != DEM_OK)) {
        fprintf(stderr, "DEMARCHE_KB, DEMARCHE_SYNTAX: %s\n", err.message);
        abort();
    }
    size_t written = 0;
    dem_status status = dem_code_json(coder, "fuzz", (const char *)data, size, discard, &written, &err);
    (void)status;
    return 0;
}
