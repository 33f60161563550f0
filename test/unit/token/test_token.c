#include "ingest/ingest.h"
#include "test.h"
#include "text/text.h"
#include "token/token.h"

typedef struct {
    dem_arena arena;
    dem_doc doc;
} fixture;

static void tokenize(fixture *f, const char *body, int64_t limit)
{
    *f = (fixture){0};
    dem_arena_init(&f->arena, NULL);
    f->doc.arena = &f->arena;
    f->doc.limits = (dem_limits){.document_bytes = 8 << 20, .sentence_tokens = limit, .json_depth = 64};
    CHECK_INT(dem_ingest_input(&f->doc, &(dem_input){.text = body, .text_len = strlen(body)}, NULL), DEM_OK);
    CHECK_INT(dem_text_split(&f->doc, dem_test_kb()), DEM_OK);
    CHECK_INT(dem_tokenize(&f->doc, dem_test_kb()), DEM_OK);
}

/* The tokens of the body, a blank between them. */
static void are(int line, const char *body, const char *want)
{
    fixture f;
    char got[1000];
    ptrdiff_t n = 0;
    tokenize(&f, body, 400);
    for (ptrdiff_t i = 0; i < f.doc.tokens.len && n < 900; i++)
        n += snprintf(got + n, sizeof got - (size_t)n, "%s%.*s", i ? " " : "", (int)f.doc.tokens.at[i].form.len, f.doc.tokens.at[i].form.data);
    if (!dem_str_eq((dem_str){got, n}, dem_str_of(want)))
        dem_test_fail(__FILE__, line, "'%.*s', not '%s'", (int)n, got, want);
    dem_arena_release(&f.arena);
}
#define ARE(body, want) are(__LINE__, body, want)

TEST(token_splits_clitics)
{
    ARE("They don't say it's Russia's.", "They do n't say it 's Russia 's .");
    ARE("He can’t, we’re sure they’ll go.", "He ca n’t , we ’re sure they ’ll go .");
    ARE("The allies' request cannot wait.", "The allies ' request can not wait .");
    ARE("O'Brien met d'Ivoire.", "O'Brien met d'Ivoire .");
}

TEST(token_splits_hyphens_but_for_prefixes)
{
    ARE("A long-range, U.S.-led non-profit anti-war plan.", "A long - range , U.S. - led non-profit anti-war plan .");
    ARE("twenty-one states and/or al-Qaeda", "twenty - one states and / or al - Qaeda");
}

TEST(token_keeps_numbers_whole)
{
    ARE("It cost $1,300.50 or 20% more at 22:48 on 20/04/2023.", "It cost $ 1,300.50 or 20 % more at 22:48 on 20/04/2023 .");
    ARE("10-15 men, 20th, 1970s, 5m, 10pm, 555-1234.", "10 - 15 men , 20th , 1970s , 5 m , 10 pm , 555-1234 .");
}

TEST(token_keeps_the_stop_of_abbreviations)
{
    ARE("Mr. Roe of the U.S. met at 10 a.m. with Ann J. Roe, Ph.D., and No. 5.", "Mr. Roe of the U.S. met at 10 a.m. with Ann J. Roe , Ph.D. , and No. 5 .");
    ARE("He said no.", "He said no .");
}

TEST(token_keeps_addresses_whole)
{
    ARE("See https://example.com/a?b=c, (www.example.org) or x.y@example.net.", "See https://example.com/a?b=c , ( www.example.org ) or x.y@example.net .");
    ARE("The file report.pdf of example.com!", "The file report.pdf of example.com !");
}

TEST(token_keeps_runs_of_marks_whole)
{
    ARE("What?! No... “Yes” -- (he) said :)", "What ?! No ... “ Yes ” -- ( he ) said :)");
}

TEST(token_spans_are_slices_and_folds_are_folded)
{
    fixture f;
    tokenize(&f, "Zürich's e\xcc\x81lite met Sou\xe2\x80\x8bth Africa.", 400);
    for (ptrdiff_t i = 0; i < f.doc.tokens.len; i++) {
        const dem_token *t = &f.doc.tokens.at[i];
        char folded[64];
        CHECK(dem_str_eq(t->fold, (dem_str){folded, dem_fold(dem_doc_slice(&f.doc, DEM_BODY, t->span), folded)}));
        CHECK(i == 0 || t->span.start >= f.doc.tokens.at[i - 1].span.end);
        CHECK_INT(t->head, -1);
        CHECK_INT(t->mention, -1);
        CHECK(t->phrase < 0 || dem_kb_find(dem_test_kb(), dem_kb_step(DEM_HASH_START, t->fold)) == &dem_test_kb()->phrases[t->phrase]);
    }
    CHECK_STR(f.doc.tokens.at[0].fold, "zurich");
    CHECK_STR(f.doc.tokens.at[2].fold, "elite");
    CHECK_STR(f.doc.tokens.at[4].form, "South");
    CHECK(f.doc.tokens.at[4].phrase >= 0);
    dem_arena_release(&f.arena);
}

static int flags(const fixture *f, ptrdiff_t i)
{
    return i < f->doc.tokens.len ? f->doc.tokens.at[i].flags : -1;
}

TEST(token_flags)
{
    fixture f;
    tokenize(&f, "He said: “NATO won’t (5) go.", 400);
    CHECK_INT(flags(&f, 0), DEM_TOKEN_SPACE | DEM_TOKEN_CAPITAL | DEM_TOKEN_WORD | DEM_TOKEN_FIRST);
    CHECK_INT(flags(&f, 2), DEM_TOKEN_SPACE);
    CHECK_INT(flags(&f, 3), 0);
    CHECK_INT(flags(&f, 4), DEM_TOKEN_SPACE | DEM_TOKEN_CAPITAL | DEM_TOKEN_UPPER | DEM_TOKEN_WORD | DEM_TOKEN_FIRST | DEM_TOKEN_QUOTED);
    CHECK_INT(flags(&f, 6), DEM_TOKEN_SPACE | DEM_TOKEN_WORD | DEM_TOKEN_QUOTED | DEM_TOKEN_JOINED);
    CHECK_INT(flags(&f, 8), DEM_TOKEN_DIGIT | DEM_TOKEN_WORD | DEM_TOKEN_QUOTED | DEM_TOKEN_BRACKET);
    CHECK_INT(flags(&f, 10), DEM_TOKEN_WORD | DEM_TOKEN_QUOTED);
    dem_arena_release(&f.arena);
}

TEST(token_quotations_go_on_over_sentences_and_end_with_the_paragraph)
{
    fixture f;
    tokenize(&f, "“We stay. We fight,” he said. He left.\n\n“Never. The mark was lost\n\nNothing is quoted here.", 400);
    static const bool want[] = {false, true, false, false, true, false};
    CHECK_INT(f.doc.sentences.len, DEM_COUNT(want));
    for (ptrdiff_t i = 0; i < DEM_COUNT(want) && i < f.doc.sentences.len; i++)
        CHECK_INT(f.doc.sentences.at[i].in_quote, want[i]);
    dem_arena_release(&f.arena);
}

TEST(token_cuts_sentences_past_the_limit)
{
    fixture f;
    tokenize(&f, "one two three four five six seven. Short one.", 3);
    CHECK_INT(f.doc.sentences.len, 4);
    int32_t next = 0;
    for (ptrdiff_t i = 0; i < f.doc.sentences.len; i++) {
        CHECK_INT(f.doc.sentences.at[i].first, next);
        CHECK(f.doc.sentences.at[i].count <= 3);
        CHECK_INT(f.doc.sentences.at[i].cut, i < 3);
        next += f.doc.sentences.at[i].count;
    }
    CHECK_INT(next, f.doc.tokens.len);
    dem_arena_release(&f.arena);
}

TEST(token_cuts_words_that_never_end)
{
    static char body[5001];
    fixture f;
    memset(body, 'a', 5000);
    tokenize(&f, body, 400);
    CHECK_INT(f.doc.tokens.len, 5);
    for (int i = 0; i + 1 < 5000; i += 2)
        memcpy(body + i, "\xc3\xa9", 2);
    dem_arena_release(&f.arena);
    tokenize(&f, body, 400);
    for (ptrdiff_t i = 0; i < f.doc.tokens.len; i++)
        CHECK(f.doc.tokens.at[i].form.len <= 1001 && dem_utf8_valid_prefix(f.doc.tokens.at[i].form) == f.doc.tokens.at[i].form.len);
    dem_arena_release(&f.arena);
}
