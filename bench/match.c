/* Measures the matching of tables alone: the words of the text on standard input against the phrases of kb.dem, with the choice of readings, as src/name/scan.c
 * does it. Prints megabytes of text a second of processor time; the best of several runs.
 *
 *     match kb.dem syntax.dem < text */
#include "base/io.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "name/name_internal.h"

#include <stdio.h>

enum { RUNS = 7 };

static dem_status measure(dem_coder *coder, dem_str text, dem_error *err)
{
    dem_doc *doc;
    dem_input input = {.text = text.data, .text_len = (size_t)text.len, .published = "2022-01-01"};
    int64_t best = INT64_MAX;
    DEM_TRY(dem_engine_begin(coder, &doc, err));
    DEM_TRY(dem_ingest_input(doc, &input, err));
    DEM_TRY(dem_engine_syntax(coder, doc));
    for (int i = 0; i < RUNS; i++) {
        namer n = {.doc = doc, .kb = &coder->model->kb, .day = 20220101};
        int64_t start = dem_clock_ns();
        DEM_TRY(dem_name_scan(&n));
        int64_t took = dem_clock_ns() - start;
        best = took < best ? took : best;
    }
    printf("%.1f\n", (double)text.len * 1e3 / (double)(best ? best : 1));
    return DEM_OK;
}

int main(int argc, char **argv)
{
    dem_model *model;
    dem_coder *coder;
    dem_error err = {.message = "match KB SYNTAX < TEXT"};
    dem_buf in;
    if (argc != 3 || dem_model_open(argv[1], argv[2], NULL, &model, &err) != DEM_OK || dem_coder_new(model, NULL, &coder, &err) != DEM_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    dem_buf_init(&in, coder->alloc);
    dem_status status = dem_file_read("-", (int64_t)1 << 24, &in, &err);
    if (status == DEM_OK)
        status = measure(coder, (dem_str){in.data, in.len}, &err);
    if (status != DEM_OK)
        fprintf(stderr, "match: %s\n", err.message);
    dem_buf_release(&in);
    dem_coder_free(coder);
    dem_model_close(model);
    return status != DEM_OK;
}
