/* Writes what the status of words is, whether or not a frame fires at them. Standard input is CoNLL-U, in which a word whose LEMMA is ? is asked for;
 * the output has a line for each of these, `polarity certainty tense` (dem_polarity, dem_certainty, dem_tense as numbers), and an empty line behind each sentence.
 *
 *     status kb.dem syntax.dem < words.conllu */
#include "base/io.h"
#include "engine/engine.h"
#include "event/event_internal.h"
#include "ingest/ingest.h"
#include "name/name.h"
#include "when/when.h"

#include <stdio.h>

/* The word as the trigger of an event, with the verb that carries it where a frame says so. */
static void write_word(const dem_coding *c, int32_t word)
{
    dem_readings readings;
    dem_event e = {.trigger = word, .denied_by = -1, .time = -1};
    dem_match m = {.trigger = word, .verb = word};
    bool named;
    if (dem_match_trigger(c, word, &readings, &named) == DEM_OK && named && readings.n)
        m = readings.at[0];
    dem_status_read(c, &m, &e);
    printf("%d %d %d\n", e.polarity, e.certainty, e.tense);
}

static dem_status write_sentence(dem_coder *coder, dem_doc *doc, dem_conllu_sentence *s)
{
    const dem_kb *kb = &coder->model->kb;
    DEM_TRY(dem_engine_given(coder, doc, s));
    DEM_TRY(dem_name(doc, kb, &coder->model->weights));
    DEM_TRY(dem_when(doc, kb));
    dem_coding c = {.doc = doc, .kb = kb, .end = (int32_t)doc->tokens.len, .last_speaker = -1};
    DEM_TRY(dem_tree_build(&c));
    for (int32_t i = 0; i < c.end; i++)
        if (dem_str_eq(s->words.at[i].lemma, DEM_S("?")))
            write_word(&c, i);
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
    dem_error err = {.message = "status KB SYNTAX < CONLLU"};
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
        fprintf(stderr, "status: line %lld: %s\n", (long long)err.line, err.message);
    dem_buf_release(&in);
    dem_coder_free(coder);
    dem_model_close(model);
    return status != DEM_OK;
}
