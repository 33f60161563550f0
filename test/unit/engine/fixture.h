/* A coder over the project's tables, and what it makes of one text.
 *
 *     fixture f;
 *     if (!fixture_open(&f, NULL))
 *         return;                                    // the failure is already counted
 *     const dem_doc *doc = fixture_doc(&f, "Peru attacked Chile.");  // stages done; lives until the next call
 *     dem_str records = fixture_code(&f, &input);    // what the sink got; lives until the next call
 *     fixture_close(&f); */
#ifndef DEM_TEST_ENGINE_FIXTURE_H
#define DEM_TEST_ENGINE_FIXTURE_H

#include "engine/engine.h"
#include "ingest/ingest.h"
#include "output/output.h"
#include "test.h"

#include <stdlib.h>

typedef struct {
    dem_model *model;
    dem_coder *coder;
    dem_buf out;
    dem_error err;
} fixture;

static inline bool fixture_keep(void *ctx, const char *data, size_t len)
{
    dem_buf_add(ctx, (dem_str){data, (ptrdiff_t)len});
    return true;
}

static inline void fixture_close(fixture *f)
{
    dem_buf_release(&f->out);
    dem_coder_free(f->coder);
    dem_model_close(f->model);
}

static inline bool fixture_open(fixture *f, const dem_options *options)
{
    *f = (fixture){0};
    dem_buf_init(&f->out, NULL);
    dem_status status = dem_model_open(getenv("DEMARCHE_KB"), getenv("DEMARCHE_SYNTAX"), NULL, &f->model, &f->err);
    if (status == DEM_OK)
        status = dem_coder_new(f->model, options, &f->coder, &f->err);
    if (status == DEM_OK)
        return true;
    dem_test_fail(__FILE__, __LINE__, "no coder: %s", f->err.message);
    fixture_close(f);
    return false;
}

/* A document of 2024-04-05, a Friday, with its ids. */
static inline dem_doc *fixture_doc(fixture *f, const char *text)
{
    dem_input in = {.text = text, .text_len = strlen(text), .published = "2024-04-05"};
    dem_arena_clear(&f->coder->arena);
    dem_doc *doc = dem_arena_alloc(&f->coder->arena, (ptrdiff_t)sizeof *doc);
    doc->arena = &f->coder->arena;
    doc->limits = f->coder->options.limits;
    CHECK_INT(dem_ingest_input(doc, &in, &f->err), DEM_OK);
    CHECK_INT(dem_engine_stages(f->coder, doc, NULL), DEM_OK);
    dem_output_ids(doc);
    return doc;
}

static inline dem_str fixture_code(fixture *f, const dem_input *in)
{
    f->out.len = 0;
    CHECK_INT(dem_code(f->coder, in, fixture_keep, &f->out, &f->err), DEM_OK);
    return (dem_str){f->out.data, f->out.len};
}

static inline bool fixture_has(dem_str text, const char *part)
{
    dem_str want = dem_str_of(part);
    for (ptrdiff_t i = 0; i + want.len <= text.len; i++)
        if (memcmp(text.data + i, want.data, (size_t)want.len) == 0)
            return true;
    return false;
}

#endif
