#include "../../small_weights.h"
#include "coded.h"

/* Text through ingest, text and token; release with coded_release. */
static void read_text(coded *c, int64_t longest, const char *text)
{
    const dem_kb *kb = dem_test_kb();
    dem_input input = {.text = text, .text_len = strlen(text), .ref = "test"};
    memset(c, 0, sizeof *c);
    dem_arena_init(&c->arena, NULL);
    c->doc.arena = &c->arena;
    c->doc.limits = (dem_limits){.document_bytes = 8 << 20, .sentence_tokens = longest, .json_depth = 64};
    CHECK_INT(dem_ingest_input(&c->doc, &input, NULL), DEM_OK);
    CHECK_INT(dem_text_split(&c->doc, kb), DEM_OK);
    CHECK_INT(dem_tokenize(&c->doc, kb), DEM_OK);
}

static void check_trees(int line, const dem_doc *doc)
{
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        int faults = small_tree_faults(doc, s);
        if (faults)
            dem_test_fail(__FILE__, line, "sentence %d of %d words has %d faults", (int)i, (int)s->count, faults);
    }
}

/* Checks the trees of a text, with the project's weights. Returns the number of words of its longest sentence. */
static int32_t parse_text(int line, int64_t longest, const char *text)
{
    coded c;
    int32_t most = 0;
    read_text(&c, longest, text);
    CHECK_INT(dem_syntax(&c.doc, dem_test_kb(), &dem_test_model()->weights), DEM_OK);
    check_trees(line, &c.doc);
    for (ptrdiff_t i = 0; i < c.doc.sentences.len; i++)
        most = c.doc.sentences.at[i].count > most ? c.doc.sentences.at[i].count : most;
    coded_release(&c);
    return most;
}

TEST(syntax_makes_a_tree_of_every_sentence)
{
    static const char *const texts[] = {
        "Kenya on Tuesday urged Somalia to reopen the port of Kismayo. Peruvian troops shelled a village near Puno, killing four people, the police said.",
        "Talks stall\n\n\"We will not send aid to Somalia,\" Kenyan President William Ruto said. It isn't the first time that they've said so.",
        "Yes.", "Go", "No", "a", ".", "The. Of. And. To.", "He said he did not know whether those who had asked whether she who left had left had left.",
        "- - -", "...", "!? !? !?", "( [ { \xe2\x80\x9c \xe2\x80\x9d } ] )", "@#%& ++ == -- **", ", , , , , , , , ; ; ; ; :",
        "\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2 \xd1\x81\xd0\xba\xd0\xb0\xd0\xb7\xd0\xb0\xd0\xb2 \xd1\x82\xd0\xb0\xd0\xba.", "\xe6\xb1\x9f\xe6\xb3\xbd\xe6\xb0\x91\xe8\xae\xbf\xe9\x97\xae\xe7\xa7\x98\xe9\xb2\x81\xe3\x80\x82",
        "\xd9\x82\xd8\xa7\xd9\x84 \xd8\xa7\xd9\x84\xd8\xb1\xd8\xa6\xd9\x8a\xd8\xb3.", "\xf0\x9f\x98\x80 \xf0\x9f\x98\x80 ok \xf0\x9f\x98\x80", "12 13 14 15,000 3.5 1/2 04/05/2023",
        "zxq Zxq ZXQ 1zxq zxq1 z-x-q", "can't won't shan't y'all's rock'n'roll O'Neill's U.S.-led"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++)
        CHECK(parse_text(__LINE__, 400, texts[i]) > 0);
    CHECK_INT(parse_text(__LINE__, 400, ""), 0);
    CHECK_INT(parse_text(__LINE__, 400, " \n\n \t \n"), 0);
}

TEST(syntax_makes_trees_of_long_sentences)
{
    static const char *const words[] = {"the army that shelled the port and ", "said , ", "( ", "who ", "of ", "killed "};
    static char text[1 << 16];
    for (ptrdiff_t i = 0; i < DEM_COUNT(words); i++) {
        size_t len = strlen(words[i]), n = 0;
        while (n + len < 12000)
            memcpy(text + n, words[i], len), n += len;
        text[n] = '\0';
        CHECK_INT(parse_text(__LINE__, 400, text), 400);
        CHECK(parse_text(__LINE__, 1500, text) >= 1500);
    }
}

/* Weights of which trees of all shapes come: more than sensible ones would give. */
TEST(syntax_makes_trees_whatever_the_weights)
{
    static const int ranges[] = {0, 1, 30, 300, 3000, 32767};
    static const char *const text = "the port of Lima was shelled .\n\nYes\n. . . . .\nA b c d e f g h i j k l m n o p q r s t u v w x y z , she said and left the port\nthe the the the\n\n";
    for (ptrdiff_t i = 0; i < DEM_COUNT(ranges); i++) {
        dem_buf bytes = small_build(small_fill(ranges[i]));
        dem_file file;
        dem_weights weights;
        dem_arena arena;
        dem_arena_init(&arena, NULL);
        CHECK_INT(dem_weights_check((dem_str){bytes.data, bytes.len}, &file, &weights, NULL), DEM_OK);
        dem_doc doc = small_document(&arena, text);
        CHECK_INT(doc.sentences.len, 7);
        CHECK_INT(dem_syntax(&doc, dem_test_kb(), &weights), DEM_OK);
        check_trees(__LINE__, &doc);
        dem_arena_release(&arena);
        dem_buf_release(&bytes);
    }
}

static void compare_sentence(int line, const dem_token *want, const dem_token *got, int32_t n)
{
    int differ = 0;
    for (int32_t i = 0; i < n; i++)
        differ += want[i].upos != got[i].upos || want[i].feats != got[i].feats || want[i].head != got[i].head || want[i].rel != got[i].rel || !dem_str_eq(want[i].lemma, got[i].lemma);
    if (differ)
        dem_test_fail(__FILE__, line, "%d of %d words beginning with '%.*s' are read otherwise", differ, (int)n, (int)want[0].form.len, want[0].form.data);
}

/* Reads the sentences of `doc`, which were read together, anew: from sentence `from` on every `step`-th, `count` at most. */
static void read_again(int line, const dem_doc *doc, const dem_weights *weights, ptrdiff_t from, ptrdiff_t step, ptrdiff_t count)
{
    dem_arena arena;
    dem_arena_init(&arena, NULL);
    dem_doc part = {.arena = &arena};
    part.tokens.len = doc->tokens.len;
    part.tokens.at = dem_arena_alloc(&arena, doc->tokens.len * (ptrdiff_t)sizeof *part.tokens.at);
    memcpy(part.tokens.at, doc->tokens.at, (size_t)doc->tokens.len * sizeof *part.tokens.at);
    part.sentences.at = dem_arena_alloc(&arena, doc->sentences.len * (ptrdiff_t)sizeof *part.sentences.at);
    for (ptrdiff_t i = from; dem_in((int32_t)i, 0, (int32_t)doc->sentences.len) && part.sentences.len < count; i += step) {
        const dem_sentence *s = &doc->sentences.at[i];
        for (int32_t t = s->first; t < s->first + s->count; t++) {
            dem_token *token = &part.tokens.at[t];
            token->upos = token->rel = 0;
            token->feats = 0;
            token->head = -1;
            token->lemma = (dem_str){0};
        }
        part.sentences.at[part.sentences.len++] = *s;
    }
    CHECK_INT(dem_syntax(&part, dem_test_kb(), weights), DEM_OK);
    for (ptrdiff_t i = 0; i < part.sentences.len; i++) {
        const dem_sentence *s = &part.sentences.at[i];
        compare_sentence(line, doc->tokens.at + s->first, part.tokens.at + s->first, s->count);
    }
    dem_arena_release(&arena);
}

static void check_alone(int line, const dem_doc *doc, const dem_weights *weights)
{
    ptrdiff_t n = doc->sentences.len;
    for (ptrdiff_t i = 0; i < n; i++)
        read_again(line, doc, weights, i, 1, 1);
    for (ptrdiff_t i = 0; i < n; i++)
        read_again(line, doc, weights, i, 1, n);
    read_again(line, doc, weights, n - 1, -1, n); /* last first */
    read_again(line, doc, weights, 0, 2, n);
}

/* Of some 10 to 130 words, so that they fall into groups in different ways. */
TEST(syntax_reads_each_sentence_for_itself)
{
    static char text[1 << 14];
    static const char *const ends[] = {"left.", "said that Peru would not withdraw its troops from the border.", "reopened the port, killing four people, after they had been told by police to leave it."};
    dem_buf b;
    dem_buf_init(&b, NULL);
    for (int i = 0; i < 24; i++) {
        dem_buf_lit(&b, "On Tuesday the minister");
        for (int k = 0; k < i * i % 37; k++)
            dem_buf_add(&b, k % 2 ? DEM_S(" and her old colleague") : DEM_S(" of Ghana, who saw it,"));
        dem_buf_char(&b, ' ');
        dem_buf_add(&b, dem_str_of(ends[i % 3]));
        dem_buf_add(&b, i % 5 == 4 ? DEM_S("\n\n") : DEM_S(" "));
    }
    CHECK(b.len < DEM_COUNT(text));
    memcpy(text, b.data, (size_t)b.len);
    dem_buf_release(&b);
    coded c;
    read_text(&c, 400, text);
    CHECK(c.doc.sentences.len >= 20);
    CHECK_INT(dem_syntax(&c.doc, dem_test_kb(), &dem_test_model()->weights), DEM_OK);
    check_alone(__LINE__, &c.doc, &dem_test_model()->weights);

    dem_file file;
    dem_weights weights;
    dem_buf bytes = small_build(small_fill(300));
    CHECK_INT(dem_weights_check((dem_str){bytes.data, bytes.len}, &file, &weights, NULL), DEM_OK);
    CHECK_INT(dem_syntax(&c.doc, dem_test_kb(), &weights), DEM_OK);
    check_alone(__LINE__, &c.doc, &weights);
    dem_buf_release(&bytes);
    coded_release(&c);
}

typedef struct {
    dem_arena arena;
    dem_buf bytes;
    dem_doc doc;
} small_run;

/* Reads a text with the small model of these parts; release with small_release. */
static void small_read(small_run *r, const small_weights *parts, const char *text)
{
    dem_file file;
    dem_weights weights;
    r->bytes = small_build(parts);
    dem_arena_init(&r->arena, NULL);
    CHECK_INT(dem_weights_check((dem_str){r->bytes.data, r->bytes.len}, &file, &weights, NULL), DEM_OK);
    r->doc = small_document(&r->arena, text);
    CHECK_INT(dem_syntax(&r->doc, dem_test_kb(), &weights), DEM_OK);
}

static void small_release(small_run *r)
{
    dem_arena_release(&r->arena);
    dem_buf_release(&r->bytes);
}

/* The weights decide: a sentence of the small model has words of more than one tag, relation and direction. */
TEST(syntax_depends_on_the_words)
{
    small_run r;
    small_read(&r, small_fill(300), "the port of Lima was shelled by troops from the north on Tuesday night .");
    int tags = 0, rels = 0, right = 0;
    for (ptrdiff_t i = 1; i < r.doc.tokens.len; i++) {
        tags += r.doc.tokens.at[i].feats != r.doc.tokens.at[0].feats;
        rels += r.doc.tokens.at[i].rel != r.doc.tokens.at[0].rel;
        right += r.doc.tokens.at[i].head > (int32_t)i;
    }
    const dem_token *was = &r.doc.tokens.at[4];
    CHECK_STR(was->lemma, was->feats == DEM_FEAT_SING ? "BE" : was->feats == DEM_FEAT_PLUR ? "HAVE BEEN" : "was");
    CHECK(tags > 0);
    CHECK(rels > 1);
    CHECK(dem_in(right, 1, (int)r.doc.tokens.len - 2));
    small_release(&r);
}

/* How many words of a text are read otherwise when a section of rows has other numbers. */
static int changed_by(int8_t *rows, ptrdiff_t n, const small_weights *parts, const char *text)
{
    small_run before, after;
    int changed = 0;
    small_read(&before, parts, text);
    for (ptrdiff_t i = 0; i < n; i++)
        rows[i] = (int8_t)~rows[i];
    small_read(&after, parts, text);
    for (ptrdiff_t i = 0; i < before.doc.tokens.len; i++) {
        const dem_token *a = &before.doc.tokens.at[i], *b = &after.doc.tokens.at[i];
        changed += a->upos != b->upos || a->feats != b->feats || a->head != b->head || a->rel != b->rel;
    }
    small_release(&before);
    small_release(&after);
    return changed;
}

/* A word that has a row does without its affixes; every word has its shape. */
TEST(syntax_embeds_words_by_row_or_affixes)
{
    static const char *const known = "the port . the port the", *const unknown = "Lima was shelled by 12 troops";
    small_weights *w = small_fill(300);
    CHECK_INT(changed_by(w->affix_rows, DEM_COUNT(w->affix_rows), w, known), 0);
    CHECK(changed_by(w->affix_rows, DEM_COUNT(w->affix_rows), w, unknown) > 0);
    CHECK_INT(changed_by(w->word_rows, DEM_COUNT(w->word_rows), w, unknown), 0);
    CHECK(changed_by(w->word_rows, DEM_COUNT(w->word_rows), w, known) > 0);
    CHECK(changed_by(w->shape_rows, DEM_COUNT(w->shape_rows), w, known) > 0);
    CHECK(changed_by(w->shape_rows, DEM_COUNT(w->shape_rows), w, unknown) > 0);
}
