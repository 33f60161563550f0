#include "output/output.h"

#include "ingest/ingest.h"
#include "test.h"
#include "text/text.h"
#include "token/token.h"

typedef struct {
    dem_arena arena;
    dem_doc doc;
    dem_buf out;
} fixture;

/* A text with its tokens and no trees: all X, all dep, all roots. */
static void fixture_open(fixture *f, const char *ref, const char *text, int64_t sentence_tokens)
{
    *f = (fixture){0};
    dem_arena_init(&f->arena, NULL);
    dem_buf_init(&f->out, NULL);
    f->doc.arena = &f->arena;
    f->doc.limits = (dem_limits){.document_bytes = 1000, .sentence_tokens = sentence_tokens, .json_depth = 1};
    CHECK_INT(dem_ingest_input(&f->doc, &(dem_input){.text = text, .text_len = strlen(text), .ref = ref}, NULL), DEM_OK);
    CHECK_INT(dem_text_prose(&f->doc, dem_test_kb()), DEM_OK);
    CHECK_INT(dem_tokenize(&f->doc, dem_test_kb()), DEM_OK);
}

static void fixture_close(fixture *f)
{
    dem_buf_release(&f->out);
    dem_arena_release(&f->arena);
}

static void is_written(fixture *f, int line, const char *want)
{
    if (!dem_str_eq((dem_str){f->out.data, f->out.len}, dem_str_of(want)))
        dem_test_fail(__FILE__, line, "'%.*s', not '%s'", (int)f->out.len, f->out.data, want);
}

TEST(conllu_writes_words_ranges_and_white_space)
{
    fixture f;
    fixture_open(&f, "a b/c.txt", "They didn't\ngo \"up\".\n\nStop!No.", 400);
    dem_token *t = f.doc.tokens.at;
    CHECK_INT(f.doc.tokens.len, 12);
    for (int32_t i = 0; i < 8; i++)
        t[i].head = i == 3 ? -1 : 3;
    t[3].rel = DEM_REL_root;
    t[3].upos = DEM_UPOS_VERB;
    t[3].feats = DEM_FEAT_INF;
    t[0].rel = DEM_REL_nsubj;
    dem_output_conllu(&f.doc, &f.out);
    is_written(&f, __LINE__,
               "# newdoc id = a b/c.txt\n# newpar\n# sent_id = a_b_c.txt-1\n# text = They didn't go \"up\".\n"
               "1\tThey\tthey\tX\t_\t_\t4\tnsubj\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdid\tdid\tX\t_\t_\t4\tdep\t_\t_\n"
               "3\tn't\tn't\tX\t_\t_\t4\tdep\t_\t_\n4\tgo\tgo\tVERB\t_\tVerbForm=Inf\t0\troot\t_\t_\n"
               "5\t\"\t\"\tX\t_\t_\t4\tdep\t_\tSpaceAfter=No\n6\tup\tup\tX\t_\t_\t4\tdep\t_\tSpaceAfter=No\n"
               "7\t\"\t\"\tX\t_\t_\t4\tdep\t_\tSpaceAfter=No\n8\t.\t.\tX\t_\t_\t4\tdep\t_\t_\n\n"
               "# newpar\n# sent_id = a_b_c.txt-2\n# text = Stop!No.\n"
               "1\tStop\tstop\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No\n2\t!\t!\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No\n"
               "3\tNo\tno\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No\n4\t.\t.\tX\t_\t_\t0\tdep\t_\t_\n\n");
    fixture_close(&f);
}

TEST(conllu_writes_a_sentence_that_was_cut_and_a_clitic_apart)
{
    fixture f;
    fixture_open(&f, "a", "Peru 's (aid)", 3);
    dem_output_conllu(&f.doc, &f.out);
    is_written(&f, __LINE__,
               "# newdoc id = a\n# newpar\n# sent_id = a-1\n# text = Peru 's (\n"
               "1\tPeru\tperu\tX\t_\t_\t0\tdep\t_\t_\n2\t's\t's\tX\t_\t_\t0\tdep\t_\t_\n3\t(\t(\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No\n\n"
               "# sent_id = a-2\n# text = aid)\n1\taid\taid\tX\t_\t_\t0\tdep\t_\tSpaceAfter=No\n2\t)\t)\tX\t_\t_\t0\tdep\t_\t_\n\n");
    fixture_close(&f);
}

TEST(conllu_writes_nothing_of_nothing)
{
    fixture f;
    fixture_open(&f, "a", " \n", 3);
    dem_output_conllu(&f.doc, &f.out);
    is_written(&f, __LINE__, "");
    fixture_close(&f);
}
