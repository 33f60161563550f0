/* A text on its way through the text stage, with the project's tables. */
#ifndef DEM_TEXT_FIXTURE_H
#define DEM_TEXT_FIXTURE_H

#include "ingest/ingest.h"
#include "test.h"
#include "text/text.h"

typedef struct {
    dem_arena arena;
    dem_doc doc;
} text_fixture;

static inline void text_split(text_fixture *f, const dem_input *in)
{
    *f = (text_fixture){0};
    dem_arena_init(&f->arena, NULL);
    f->doc.arena = &f->arena;
    f->doc.limits = (dem_limits){.document_bytes = 8 << 20, .sentence_tokens = 400, .json_depth = 64};
    CHECK_INT(dem_ingest_input(&f->doc, in, NULL), DEM_OK);
    CHECK_INT(dem_text_split(&f->doc, dem_test_kb()), DEM_OK);
}

static inline void text_body(text_fixture *f, const char *body)
{
    text_split(f, &(dem_input){.text = body, .text_len = strlen(body)});
}

static inline dem_str text_sentence(const text_fixture *f, ptrdiff_t i)
{
    if (i >= f->doc.sentences.len)
        return DEM_S("(none)");
    return dem_doc_slice(&f->doc, f->doc.sentences.at[i].field, f->doc.sentences.at[i].span);
}

static inline void text_end(text_fixture *f)
{
    dem_arena_release(&f->arena);
}

/* The body splits into exactly these sentences; the list ends with NULL. */
static inline void text_is(const char *file, int line, const char *body, const char *const *want)
{
    text_fixture f;
    ptrdiff_t n = 0;
    text_body(&f, body);
    for (; want[n]; n++) {
        dem_str got = text_sentence(&f, n);
        if (!dem_str_eq(got, dem_str_of(want[n])))
            dem_test_fail(file, line, "sentence %d is '%.*s', not '%s'", (int)n, (int)got.len, got.data, want[n]);
    }
    if (n != f.doc.sentences.len)
        dem_test_fail(file, line, "%d sentences, not %d", (int)f.doc.sentences.len, (int)n);
    text_end(&f);
}

#define SPLITS(body, ...) text_is(__FILE__, __LINE__, body, (const char *const[]){__VA_ARGS__, NULL})

#endif
