#include "ingest/ingest.h"
#include "test.h"
#include "token/token.h"

typedef struct {
    dem_arena arena;
    dem_conllu_reader reader;
    dem_conllu_sentence s;
    dem_error err;
    bool more;
} fixture;

static void fixture_open(fixture *f, const char *text)
{
    *f = (fixture){.reader = {.text = dem_str_of(text), .line = 1, .most_words = 8, .trees = true}};
    dem_arena_init(&f->arena, NULL);
}

static dem_status read_next(fixture *f)
{
    return dem_ingest_conllu(&f->reader, &f->arena, &f->s, &f->more, &f->err);
}

#define WORD(id, form, head, rel, misc) id "\t" form "\t_\tX\t_\t_\t" head "\t" rel "\t_\t" misc "\n"
#define RANGE(id, form, misc) id "\t" form "\t_\t_\t_\t_\t_\t_\t_\t" misc "\n"

TEST(conllu_reads_comments_words_and_ranges)
{
    fixture f;
    fixture_open(&f, "\n# newdoc id = d 1\n# newpar_block = head\n# text = They don't go.\n" WORD("1", "They", "4", "nsubj", "_")
                 RANGE("2-3", "don't", "Entity=(1|SpaceAfter=No") WORD("2", "do", "4", "aux", "_") WORD("3", "n't", "4", "advmod", "SpaceAfter=No")
                 WORD("3.1", "go", "4", "x", "_") WORD("4", "go", "0", "root", "SpaceAfter=No") "\n\n# newpar id = p\n" WORD("1", "Yes", "0", "root", "_"));
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK(f.more && f.s.new_doc && f.s.new_par);
    CHECK_STR(f.s.doc_id, "d 1");
    CHECK_INT(f.s.comments.len, 3);
    CHECK_STR(f.s.comments.at[1], "# newpar_block = head");
    CHECK_INT(f.s.words.len, 4);
    const dem_conllu_word *w = f.s.words.at;
    CHECK_STR(w[0].surface, "They");
    CHECK(w[0].space && !dem_conllu_joined(&w[0]));
    CHECK_STR(w[1].surface, "don't");
    CHECK_STR(w[1].form, "do");
    CHECK(!w[1].space && !w[2].space && dem_conllu_joined(&w[2]) && !dem_conllu_joined(&w[3]));
    CHECK_INT(w[0].head, 3);
    CHECK_INT(w[3].head, -1);
    CHECK_STR(w[2].rel, "advmod");
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK(f.more && !f.s.new_doc && f.s.new_par);
    CHECK_INT(f.s.words.len, 1);
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK(!f.more);
    dem_arena_release(&f.arena);
}

TEST(conllu_takes_a_mark_at_the_start_and_carriage_returns)
{
    fixture f;
    fixture_open(&f, "\xEF\xBB\xBF# a\r\n1\tYes\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\r\n\r\n1\tNo\t_\t_\t_\t_\t0\troot\t_\t_\r\n");
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK_STR(f.s.comments.at[0], "# a");
    CHECK(!f.s.words.at[0].space);
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK_STR(f.s.words.at[0].form, "No");
    dem_arena_release(&f.arena);
}

TEST(conllu_repairs_and_counts_invalid_bytes)
{
    fixture f;
    fixture_open(&f, WORD("1", "\xC3\xA9\xFF", "0", "root", "_"));
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK_STR(f.s.words.at[0].form, "\xC3\xA9\xEF\xBF\xBD");
    CHECK_INT(f.reader.repaired, 1);
    dem_arena_release(&f.arena);
}

/* The first sentence is wrong for this reason at this place; the one behind it can still be read. */
static void is_wrong(int line, const char *text, dem_status want, int64_t want_line, int64_t want_byte, const char *reason)
{
    fixture f;
    char both[4000];
    snprintf(both, sizeof both, "%s\n%s", text, WORD("1", "Yes", "0", "root", "_"));
    fixture_open(&f, both);
    dem_status status = read_next(&f);
    if (status != want || f.err.line != want_line || f.err.offset != want_byte || !strstr(f.err.message, reason))
        dem_test_fail(__FILE__, line, "status %d, line %lld, byte %lld: %s", (int)status, (long long)f.err.line, (long long)f.err.offset, f.err.message);
    CHECK(f.more);
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK_INT(f.s.words.len, 1);
    dem_arena_release(&f.arena);
}
#define IS_WRONG(text, line, byte, reason) is_wrong(__LINE__, text, DEM_BAD_INPUT, line, byte, reason)

TEST(conllu_names_line_byte_and_reason)
{
    IS_WRONG("1\tYes\n", 1, 0, "not 10 columns");
    IS_WRONG("# a\n", 1, 0, "no words");
    IS_WRONG(WORD("1", "a", "0", "root", "_") "# b\n", 2, 23, "among the words");
    IS_WRONG(WORD("1", "a", "0", "root", "_") WORD("3", "b", "1", "dep", "_"), 2, 23, "should be 2");
    IS_WRONG(WORD("x", "a", "0", "root", "_"), 1, 0, "should be 1");
    IS_WRONG(WORD("1", "", "0", "root", "_"), 1, 2, "the form is empty");
    IS_WRONG(WORD("1", "a", "_", "root", "_"), 1, 12, "no number");
    IS_WRONG(WORD("1", "a", "-1", "root", "_"), 1, 12, "no number");
    IS_WRONG(WORD("1", "a", "2", "root", "_"), 1, 0, "head of word 1");
    IS_WRONG(RANGE("1-1", "a", "_") WORD("1", "a", "0", "root", "_"), 1, 0, "should be 1");
    IS_WRONG(RANGE("1-2", "a", "_") RANGE("1-2", "a", "_"), 2, 22, "should be 1");
    IS_WRONG(RANGE("1-2", "a", "_") WORD("1", "a", "0", "root", "_"), 2, 22, "goes on");
    IS_WRONG(RANGE("1-2", "", "_"), 1, 4, "the form is empty");
}

TEST(conllu_has_limits)
{
    char text[2400], form[DEM_LONGEST_TOKEN + 2];
    int n = 0;
    for (int i = 1; i <= 9; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%d\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", i);
    is_wrong(__LINE__, text, DEM_LIMIT, 9, 8 * 23, "more than 8 words");
    memset(form, 'a', sizeof form);
    form[sizeof form - 1] = '\0';
    snprintf(text, sizeof text, "1\t%s\t_\t_\t_\t_\t0\troot\t_\t_\n", form);
    is_wrong(__LINE__, text, DEM_LIMIT, 1, 2, "longer than 1000 bytes");
}

TEST(conllu_passes_over_trees_that_nobody_wants)
{
    fixture f;
    fixture_open(&f, WORD("1", "a", "_", "_", "_") WORD("2", "b", "99", "_", "_"));
    f.reader.trees = false;
    CHECK_INT(read_next(&f), DEM_OK);
    CHECK_INT(f.s.words.at[1].head, -1);
    dem_arena_release(&f.arena);
}

TEST(conllu_sentences_become_documents_with_their_words)
{
    fixture f;
    dem_doc doc = {.limits = {.document_bytes = 1000, .sentence_tokens = 8, .json_depth = 1}};
    fixture_open(&f, WORD("1", "They", "0", "root", "_") RANGE("2-3", "don't", "_") WORD("2", "do", "1", "dep", "_") WORD("3", "not", "1", "dep", "_")
                 RANGE("4-5", "au", "SpaceAfter=No") WORD("4", "\xC3\xA0", "1", "dep", "_") WORD("5", "le", "1", "dep", "_")
                 WORD("6", "\xE2\x80\x8B", "1", "dep", "_"));
    CHECK_INT(read_next(&f), DEM_OK);
    doc.arena = &f.arena;
    CHECK_INT(dem_ingest_sentence(&doc, &f.s), DEM_OK);
    CHECK_INT(dem_token_given(&doc, dem_test_kb()), DEM_OK);
    CHECK_STR(doc.field[DEM_BODY].text, "They don't au\xE2\x80\x8B");
    CHECK_INT(doc.sentences.at[0].count, 6);
    const dem_token *t = doc.tokens.at;
    static const dem_span spans[] = {{0, 4}, {5, 7}, {7, 10}, {11, 11}, {11, 13}, {13, 16}};
    for (int i = 0; i < 6; i++)
        CHECK(t[i].span.start == spans[i].start && t[i].span.end == spans[i].end);
    CHECK((t[0].flags & DEM_TOKEN_SPACE) && (t[0].flags & DEM_TOKEN_FIRST) && (t[0].flags & DEM_TOKEN_CAPITAL));
    CHECK(!(t[1].flags & DEM_TOKEN_SPACE) && (t[2].flags & DEM_TOKEN_SPACE) && (t[2].flags & DEM_TOKEN_JOINED));
    CHECK_STR(t[0].fold, "they");
    CHECK(t[0].phrase >= 0 && t[0].head == -1);
    CHECK(t[5].fold.len > 0); /* a form of zero-width characters folds to itself */
    dem_arena_release(&f.arena);
}
