/* Writes what the tables say of each word of a CoNLL-U file, as the recogniser sees it: a line of hexadecimal bits a word, an empty line
 * behind each sentence. The trainer reads it (make.sh).
 *
 *     evidence kb.dem syntax.dem < words.conllu */
#include "base/io.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "name/name_internal.h"

#include <stdio.h>

static dem_status write_sentence(dem_coder *coder, dem_doc *doc, dem_conllu_sentence *s)
{
    DEM_TRY(dem_engine_given(coder, doc, s));
    namer n = {.doc = doc, .kb = &coder->model->kb};
    uint32_t *bits = dem_arena_alloc(doc->arena, doc->tokens.len * (ptrdiff_t)sizeof *bits);
    if (!bits)
        return DEM_NO_MEMORY;
    dem_name_evidence(&n, 0, bits);
    for (ptrdiff_t i = 0; i < doc->tokens.len; i++)
        printf("%x\n", (unsigned)bits[i]);
    putchar('\n');
    return DEM_OK;
}

static dem_status write_all(dem_coder *coder, dem_str text, dem_error *err)
{
    dem_conllu_reader reader = {.text = text, .line = 1, .most_words = 10000};
    for (;;) {
        dem_doc *doc;
        dem_conllu_sentence s;
        bool more;
        DEM_TRY(dem_engine_begin(coder, &doc, err));
        DEM_TRY(dem_ingest_conllu(&reader, doc->arena, &s, &more, err));
        if (!more)
            return DEM_OK;
        DEM_TRY(write_sentence(coder, doc, &s));
    }
}

int main(int argc, char **argv)
{
    dem_model *model;
    dem_coder *coder;
    dem_error err = {.message = "evidence KB SYNTAX < CONLLU"};
    dem_buf in;
    dem_options options = {.limits.sentence_tokens = 10000};
    if (argc != 3 || dem_model_open(argv[1], argv[2], NULL, &model, &err) != DEM_OK || dem_coder_new(model, &options, &coder, &err) != DEM_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    dem_buf_init(&in, coder->alloc);
    dem_status status = dem_file_read("-", (int64_t)1 << 31, &in, &err);
    if (status == DEM_OK)
        status = write_all(coder, (dem_str){in.data, in.len}, &err);
    if (status != DEM_OK)
        fprintf(stderr, "evidence: line %lld: %s\n", (long long)err.line, err.message);
    dem_buf_release(&in);
    dem_coder_free(coder);
    dem_model_close(model);
    return status != DEM_OK;
}
