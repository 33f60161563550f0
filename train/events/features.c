/* Writes the features of every word that may name an event, as the scorer sees them. The trainer reads it (train.py).
 *
 *     features kb.dem syntax.dem < texts.jsonl
 *
 * Lines of ref, start and end of the word in bytes of the body, the word; then a feature in each column. */
#include "base/io.h"
#include "engine/engine.h"
#include "ingest/ingest.h"

#include <stdio.h>
#include <stdlib.h>

static int32_t last = -1;

static void feature(void *ctx, const dem_doc *doc, int32_t trigger, dem_str name, dem_str a, dem_str b, const int32_t weights[DEM_SCORED])
{
    (void)ctx;
    (void)weights;
    const dem_token *t = &doc->tokens.at[trigger];
    if (trigger != last)
        printf("\n%.*s\t%d\t%d\t%.*s", (int)doc->ref.len, doc->ref.data, (int)t->span.start, (int)t->span.end, (int)t->form.len, t->form.data);
    last = trigger;
    printf("\t%.*s=%.*s", (int)name.len, name.data, (int)a.len, a.data);
    if (b.data)
        printf("|%.*s", (int)b.len, b.data);
}

static dem_status write_all(dem_coder *coder, dem_str text, dem_error *err)
{
    const dem_event_trace trace = {.feature = feature};
    while (text.len) {
        dem_str line = dem_str_next(&text, '\n');
        dem_doc *doc;
        last = -1;
        DEM_TRY(dem_engine_begin(coder, &doc, err));
        DEM_TRY(dem_ingest_json(doc, line, err));
        DEM_TRY(dem_engine_stages(coder, doc, &trace));
    }
    putchar('\n');
    return DEM_OK;
}

int main(int argc, char **argv)
{
    dem_model *model;
    dem_coder *coder;
    dem_error err = {.message = "features KB SYNTAX < JSONL"};
    dem_buf in;
    if (argc != 3 || dem_model_open(argv[1], argv[2], NULL, &model, &err) != DEM_OK || dem_coder_new(model, NULL, &coder, &err) != DEM_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    dem_buf_init(&in, coder->alloc);
    dem_status status = dem_file_read("-", (int64_t)1 << 30, &in, &err);
    if (status == DEM_OK)
        status = write_all(coder, (dem_str){in.data, in.len}, &err);
    if (status != DEM_OK)
        fprintf(stderr, "features: %s\n", err.message);
    dem_buf_release(&in);
    dem_coder_free(coder);
    dem_model_close(model);
    return status != DEM_OK;
}
