/* A sentence or two through the real stages with the project's own tables, for tests of single stages. */
#ifndef DEM_TEST_CODED_H
#define DEM_TEST_CODED_H

#include "event/event.h"
#include "ingest/ingest.h"
#include "name/name.h"
#include "syntax/syntax.h"
#include "test.h"
#include "text/text.h"
#include "token/token.h"
#include "when/when.h"

typedef struct {
    dem_arena arena;
    dem_doc doc;
} coded;

/* Fills `c`; release it with coded_release. `published` may be NULL. */
static inline void coded_run_with(coded *c, const dem_kb *kb, const char *published, const char *text)
{
    dem_input input = {.text = text, .text_len = strlen(text), .ref = "test", .published = published};
    memset(c, 0, sizeof *c);
    dem_arena_init(&c->arena, NULL);
    c->doc.arena = &c->arena;
    c->doc.limits = (dem_limits){.document_bytes = 8 << 20, .sentence_tokens = 400, .json_depth = 64};
    CHECK_INT(dem_ingest_input(&c->doc, &input, NULL), DEM_OK);
    CHECK_INT(dem_text_split(&c->doc, kb), DEM_OK);
    CHECK_INT(dem_tokenize(&c->doc, kb), DEM_OK);
    CHECK_INT(dem_syntax(&c->doc, kb, &dem_test_model()->weights), DEM_OK);
    CHECK_INT(dem_name(&c->doc, kb, NULL), DEM_OK);
    CHECK_INT(dem_when(&c->doc, kb), DEM_OK);
    CHECK_INT(dem_event_code(&c->doc, kb, NULL), DEM_OK);
}

static inline void coded_run(coded *c, const char *published, const char *text)
{
    coded_run_with(c, dem_test_kb(), published, text);
}

static inline void coded_release(coded *c)
{
    dem_arena_release(&c->arena);
}

/* The token with this form, -1 if there is none. */
static inline int32_t coded_token(const coded *c, const char *form)
{
    for (int32_t i = 0; i < c->doc.tokens.len; i++)
        if (dem_str_eq(c->doc.tokens.at[i].form, dem_str_of(form)))
            return i;
    return -1;
}

#endif
