#include "eval/eval.h"

#include "test.h"

/* One word: place in characters, head in the text, and what it is. `part` is 0 for a word alone, 1 for the first of a multiword token, 2 for others. */
typedef struct {
    int start, end, head, part;
    const char *form, *upos, *lemma, *rel;
    bool begins;
} row;

static dem_arena arena;

static dem_eval_text text_of(const row *rows, ptrdiff_t n)
{
    dem_eval_text text = {0};
    for (ptrdiff_t i = 0; i < n; i++) {
        const row *r = &rows[i];
        dem_eval_word *w = dem_push(&arena, &text.words);
        CHECK(w != NULL);
        *w = (dem_eval_word){.span = {r->start, r->end}, .head = r->head, .begins_sentence = r->begins || i == 0, .multiword = r->part > 0,
                             .joined = r->part == 2, .form = dem_str_of(r->form), .lemma = dem_str_of(r->lemma ? r->lemma : r->form),
                             .upos = dem_str_of(r->upos ? r->upos : "X"), .rel = dem_str_of(r->rel ? r->rel : "dep")};
    }
    return text;
}
#define TEXT(rows) text_of(rows, DEM_COUNT(rows))

/* What is written of the two, compared with `want`. */
static void writes(int line, const dem_eval_text *gold, const dem_eval_text *system, bool raw, const char *want)
{
    dem_eval_score score = {0};
    dem_buf out;
    dem_buf_init(&out, NULL);
    CHECK_INT(dem_eval_add(&score, gold, system, &arena), DEM_OK);
    dem_eval_write(&score, raw, false, &out);
    if (!dem_str_eq((dem_str){out.data, out.len}, dem_str_of(want)))
        dem_test_fail(__FILE__, line, "'%.*s', not '%s'", (int)out.len, out.data, want);
    dem_buf_release(&out);
}

/* The word of gold for each word of system. */
static void aligns(int line, const dem_eval_text *gold, const dem_eval_text *system, const int *want)
{
    int32_t gold_of[16];
    CHECK(system->words.len <= 16);
    CHECK_INT(dem_eval_align(gold, system, &arena, gold_of), DEM_OK);
    for (ptrdiff_t i = 0; i < system->words.len; i++)
        if (gold_of[i] != want[i])
            dem_test_fail(__FILE__, line, "word %d is %d, not %d", (int)i, gold_of[i], want[i]);
}
#define ALIGNS(gold, system, ...) aligns(__LINE__, gold, system, (const int[]){__VA_ARGS__})

/* Peru sent two doctors . */
static const row sent[] = {{0, 4, 1, 0, "Peru", "PROPN", "Peru", "nsubj", 0},   {4, 8, -1, 0, "sent", "VERB", "send", "root", 0},
                           {8, 11, 3, 0, "two", "NUM", "_", "nummod", 0},       {11, 18, 1, 0, "doctors", "NOUN", "doctor", "obj", 0},
                           {18, 19, 1, 0, ".", "PUNCT", ".", "punct", 0}};

TEST(eval_counts_tags_lemmas_heads_and_content_words)
{
    dem_arena_init(&arena, NULL);
    row found[5];
    memcpy(found, sent, sizeof found);
    found[1].upos = "NOUN";
    found[1].lemma = "sent";
    found[2].lemma = "two"; /* gold has none: anything is right */
    found[2].head = 1;
    found[3].rel = "obl";
    dem_eval_text gold = TEXT(sent), system = TEXT(found);
    /* heads 4 of 5, with relations 3 of 5; content words are all but the stop: Peru and sent are right, two of four. */
    writes(__LINE__, &gold, &system, false, "UPOS 80.00\nLemma 80.00\nUAS 80.00\nLAS 60.00\nCLAS 50.00\n");
    found[3].rel = "case"; /* no content word: 2 of 4 in gold, 2 of 3 in system, F1 4/7 */
    system = TEXT(found);
    writes(__LINE__, &gold, &system, false, "UPOS 80.00\nLemma 80.00\nUAS 80.00\nLAS 60.00\nCLAS 57.14\n");
    writes(__LINE__, &gold, &gold, true, "Tokens 100.00\nSentences 100.00\nWords 100.00\nUPOS 100.00\nLemma 100.00\nUAS 100.00\nLAS 100.00\nCLAS 100.00\n");
    dem_arena_release(&arena);
}

TEST(eval_cuts_subtypes_but_in_the_table_of_relations)
{
    dem_arena_init(&arena, NULL);
    static const row asked[] = {{0, 4, 1, 0, "Peru", NULL, NULL, "nsubj:pass", 0}, {4, 9, -1, 0, "asked", NULL, NULL, "root", 0}};
    row found[2];
    memcpy(found, asked, sizeof found);
    found[0].rel = "nsubj";
    dem_eval_text gold = TEXT(asked), system = TEXT(found);
    writes(__LINE__, &gold, &system, false, "UPOS 100.00\nLemma 100.00\nUAS 100.00\nLAS 100.00\nCLAS 100.00\n");
    dem_eval_score score = {0};
    CHECK_INT(dem_eval_add(&score, &gold, &system, &arena), DEM_OK);
    CHECK_INT(score.relation[DEM_REL_nsubj_pass].gold, 1);
    CHECK_INT(score.relation[DEM_REL_nsubj].system, 1);
    CHECK_INT(score.relation[DEM_REL_nsubj].correct + score.relation[DEM_REL_nsubj_pass].correct, 0);
    CHECK_INT(score.relation[DEM_REL_root].correct, 1);
    dem_arena_release(&arena);
}

TEST(eval_aligns_by_place_where_words_stand_alone)
{
    dem_arena_init(&arena, NULL);
    static const row gold_rows[] = {{0, 2, -1, 0, "re", NULL, NULL, NULL, 0}, {2, 3, 0, 0, "-", NULL, NULL, NULL, 0}, {3, 7, 0, 0, "open", NULL, NULL, NULL, 0},
                                    {7, 8, 0, 0, ".", NULL, NULL, NULL, 0}};
    static const row found[] = {{0, 7, -1, 0, "re-open", NULL, NULL, NULL, 0}, {7, 8, 0, 0, ".", NULL, NULL, NULL, 0}};
    dem_eval_text gold = TEXT(gold_rows), system = TEXT(found);
    ALIGNS(&gold, &system, -1, 3);
    ALIGNS(&system, &gold, -1, -1, -1, 1);
    /* 1 word of 4 and 2: F1 2/6. The head of the stop is a word that is none of gold's. */
    writes(__LINE__, &gold, &system, true, "Tokens 33.33\nSentences 100.00\nWords 33.33\nUPOS 33.33\nLemma 33.33\nUAS 0.00\nLAS 0.00\nCLAS 0.00\n");
    dem_arena_release(&arena);
}

TEST(eval_aligns_multiword_tokens_by_their_words)
{
    dem_arena_init(&arena, NULL);
    /* They don't go: a multiword token on one side, words alone on the other, and capitals that differ */
    static const row gold_rows[] = {{0, 4, 3, 0, "They", NULL, NULL, NULL, 0}, {4, 9, 3, 1, "do", NULL, NULL, NULL, 0},
                                    {4, 9, 3, 2, "N'T", NULL, NULL, NULL, 0},  {9, 11, -1, 0, "go", NULL, NULL, NULL, 0}};
    static const row apart[] = {{0, 4, 3, 0, "They", NULL, NULL, NULL, 0}, {4, 6, 3, 0, "do", NULL, NULL, NULL, 0}, {6, 9, 3, 0, "n't", NULL, NULL, NULL, 0},
                                {9, 11, -1, 0, "go", NULL, NULL, NULL, 0}};
    static const row whole[] = {{0, 4, 2, 0, "They", NULL, NULL, NULL, 0}, {4, 9, 2, 0, "don't", NULL, NULL, NULL, 0}, {9, 11, -1, 0, "go", NULL, NULL, NULL, 0}};
    static const row other[] = {{0, 4, 3, 0, "They", NULL, NULL, NULL, 0}, {4, 9, 3, 1, "don", NULL, NULL, NULL, 0}, {4, 9, 3, 2, "n't", NULL, NULL, NULL, 0},
                                {9, 11, -1, 0, "go", NULL, NULL, NULL, 0}};
    dem_eval_text gold = TEXT(gold_rows), a = TEXT(apart), b = TEXT(whole), c = TEXT(other);
    ALIGNS(&gold, &a, 0, 1, 2, 3);
    ALIGNS(&a, &gold, 0, 1, 2, 3);
    ALIGNS(&gold, &b, 0, -1, 3);
    ALIGNS(&b, &gold, 0, -1, -1, 2);
    ALIGNS(&gold, &c, 0, -1, 2, 3);
    /* 3 tokens and 4 of which 2 are right: 4/7 */
    writes(__LINE__, &gold, &a, true, "Tokens 57.14\nSentences 100.00\nWords 100.00\nUPOS 100.00\nLemma 75.00\nUAS 100.00\nLAS 100.00\nCLAS 100.00\n");
    dem_arena_release(&arena);
}

TEST(eval_aligns_multiword_tokens_that_overlap)
{
    dem_arena_init(&arena, NULL);
    /* a bc d: gold joins "ab" and "cd", the other joins "bc" */
    static const row gold_rows[] = {{0, 2, -1, 1, "a", NULL, NULL, NULL, 0}, {0, 2, 0, 2, "b", NULL, NULL, NULL, 0}, {2, 4, 0, 1, "c", NULL, NULL, NULL, 0},
                                    {2, 4, 0, 2, "d", NULL, NULL, NULL, 0}, {4, 5, 0, 0, "e", NULL, NULL, NULL, 0}};
    static const row found[] = {{0, 1, -1, 0, "a", NULL, NULL, NULL, 0}, {1, 3, 0, 1, "b", NULL, NULL, NULL, 0}, {1, 3, 0, 2, "c", NULL, NULL, NULL, 0},
                                {3, 4, 0, 0, "d", NULL, NULL, NULL, 0}, {4, 5, 0, 0, "e", NULL, NULL, NULL, 0}};
    dem_eval_text gold = TEXT(gold_rows), system = TEXT(found);
    ALIGNS(&gold, &system, 0, 1, 2, 3, 4);
    dem_arena_release(&arena);
}

TEST(eval_passes_tokens_that_take_no_place)
{
    dem_arena_init(&arena, NULL);
    static const row rows[] = {{0, 0, -1, 1, "a", NULL, NULL, NULL, 0}, {0, 0, 0, 2, "b", NULL, NULL, NULL, 0}, {0, 1, 0, 0, "c", NULL, NULL, NULL, 0}};
    dem_eval_text gold = TEXT(rows);
    ALIGNS(&gold, &gold, -1, -1, 2);
    dem_arena_release(&arena);
}

TEST(eval_leaves_a_stretch_that_is_too_long)
{
    enum { LONG = 501 };
    static row rows[LONG + 1];
    int32_t gold_of[LONG + 1];
    dem_arena_init(&arena, NULL);
    for (int i = 0; i <= LONG; i++)
        rows[i] = (row){.end = LONG, .part = i ? 2 : 1, .form = "a"};
    rows[LONG] = (row){.start = LONG, .end = LONG + 1, .form = "b"};
    dem_eval_text gold = TEXT(rows);
    CHECK_INT(dem_eval_align(&gold, &gold, &arena, gold_of), DEM_OK);
    CHECK_INT(gold_of[0], -1);
    CHECK_INT(gold_of[LONG], LONG);
    dem_arena_release(&arena);
}

TEST(eval_counts_sentences_with_both_ends)
{
    dem_arena_init(&arena, NULL);
    static const row three[] = {{0, 1, -1, 0, "a", NULL, NULL, NULL, 1}, {1, 2, -1, 0, "b", NULL, NULL, NULL, 1}, {2, 3, -1, 0, "c", NULL, NULL, NULL, 1}};
    static const row two[] = {{0, 1, -1, 0, "a", NULL, NULL, NULL, 1}, {1, 2, -1, 0, "b", NULL, NULL, NULL, 1}, {2, 3, 1, 0, "c", NULL, NULL, NULL, 0}};
    dem_eval_text gold = TEXT(three), system = TEXT(two), none = {0};
    /* one sentence of 3 and 2: F1 2/5 */
    writes(__LINE__, &gold, &system, true, "Tokens 100.00\nSentences 40.00\nWords 100.00\nUPOS 100.00\nLemma 100.00\nUAS 66.67\nLAS 66.67\nCLAS 66.67\n");
    writes(__LINE__, &gold, &none, true, "Tokens 0.00\nSentences 0.00\nWords 0.00\nUPOS 0.00\nLemma 0.00\nUAS 0.00\nLAS 0.00\nCLAS 0.00\n");
    dem_arena_release(&arena);
}

TEST(eval_places_words_without_white_space)
{
    dem_arena_init(&arena, NULL);
    static const row rows[] = {{0, 2, 0, 0, "\xC3\xA9", NULL, NULL, NULL, 0}, {3, 6, 0, 1, "b", NULL, NULL, NULL, 0}, {3, 6, 0, 2, "cd", NULL, NULL, NULL, 0},
                               {8, 11, 0, 0, "1 0", NULL, NULL, NULL, 0}};
    dem_eval_text text = TEXT(rows);
    dem_eval_place(&text, DEM_S("\xC3\xA9 bcd\n\n1 0."));
    CHECK(text.words.at[0].span.start == 0 && text.words.at[0].span.end == 1);
    CHECK(text.words.at[1].span.start == 1 && text.words.at[1].span.end == 4);
    CHECK(text.words.at[2].span.start == 1 && text.words.at[2].span.end == 4);
    CHECK(text.words.at[3].span.start == 4 && text.words.at[3].span.end == 6);
    dem_arena_release(&arena);
}

TEST(eval_writes_relations_and_rounds_halves_to_even)
{
    dem_eval_score score = {0};
    dem_buf out;
    dem_buf_init(&out, NULL);
    score.relation[DEM_REL_nsubj] = (dem_eval_count){.gold = 164, .system = 156, .correct = 53}; /* F1 106/320 = 33.125 % */
    score.relation[DEM_REL_flat] = (dem_eval_count){.gold = 3, .system = 2, .correct = 2};
    dem_eval_write(&score, false, true, &out);
    dem_str rest = {out.data, out.len};
    for (int i = 0; i < 5; i++)
        (void)dem_str_next(&rest, '\n');
    CHECK_STR(dem_str_next(&rest, '\n'), "nsubj 33.97 32.32 33.12 164");
    CHECK_STR(dem_str_next(&rest, '\n'), "nsubj:pass 0.00 0.00 0.00 0");
    CHECK(dem_str_ends(rest, DEM_S("\nflat 100.00 66.67 80.00 3\n")));
    dem_buf_release(&out);
}
