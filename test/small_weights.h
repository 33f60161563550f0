/* A small syntax.dem whose weights are pseudo-random numbers, and documents of given words: for tests and fuzzing that must not
 * depend on the real weights.
 *
 *     small_weights *parts = small_fill(300);      // static: the next call fills it anew
 *     dem_buf file = small_build(parts);           // release with dem_buf_release */
#ifndef DEM_TEST_SMALL_WEIGHTS_H
#define DEM_TEST_SMALL_WEIGHTS_H

#include "doc/doc.h"
#include "model/kb.h"
#include "syntax/features.h"

enum {
    SMALL_DIM = 32, SMALL_HIDDEN = 16, SMALL_LABEL = 16, SMALL_LAYERS = 1, SMALL_TAGS = 5, SMALL_WORDS = 3, SMALL_SLOTS = 4, SMALL_LEMMAS = 8, SMALL_NAME = 16, SMALL_NAMES_PADDED = 16,
    SMALL_TAGS_PADDED = 16, SMALL_RELS_PADDED = (DEM_REL_COUNT + 15) / 16 * 16,
    SMALL_DENSE = SMALL_LAYERS * 3 * SMALL_DIM * SMALL_DIM + SMALL_DIM * (SMALL_TAGS_PADDED + DEM_SLOTS * SMALL_HIDDEN + 2 * SMALL_LABEL) +
                  SMALL_LABEL * SMALL_RELS_PADDED + SMALL_HIDDEN * (2 * DEM_SLOTS + 2 * DEM_DISTANCES + 1 + DEM_ACTIONS) + SMALL_LABEL * (1 + 2 * DEM_DISTANCES) +
                  SMALL_NAME * (SMALL_DIM + 3 * DEM_EVIDENCE_BITS + SMALL_NAMES_PADDED),
    SMALL_BIASES = SMALL_LAYERS * 3 * SMALL_DIM + SMALL_TAGS_PADDED + DEM_SLOTS * SMALL_HIDDEN + 2 * SMALL_LABEL + SMALL_RELS_PADDED + DEM_ACTIONS + SMALL_NAME + SMALL_NAMES_PADDED,
    SMALL_NEVER = -(1 << 28), /* bias of a score that only fills up */
    SMALL_SPARE = 32          /* so that a test can ask for a few rows too many */
};

/* In the order of the columns of section `sizes`. */
enum { SMALL_SIZE_DIM, SMALL_SIZE_HIDDEN, SMALL_SIZE_LABEL, SMALL_SIZE_LAYERS, SMALL_SIZE_WORDS, SMALL_SIZE_WORD_SHIFT, SMALL_SIZE_AFFIX_SHIFT, SMALL_SIZE_SHAPE_SHIFT, SMALL_SIZE_NAME, SMALL_SIZES };

typedef struct {
    uint32_t offsets[4], sizes[2 * SMALL_SIZES];
    dem_tag_row tags[SMALL_TAGS + SMALL_SPARE];
    dem_word_slot words[SMALL_SLOTS + SMALL_SPARE];
    dem_lemma_slot lemmas[SMALL_LEMMAS + SMALL_SPARE]; /* "was" is "BE" with tag 0, "HAVE BEEN" with 1 */
    int8_t word_rows[SMALL_WORDS * SMALL_DIM + SMALL_SPARE], affix_rows[DEM_AFFIX_ROWS * SMALL_DIM + SMALL_SPARE], shape_rows[DEM_SHAPES * SMALL_DIM + SMALL_SPARE];
    int16_t dense[SMALL_DENSE + SMALL_SPARE];
    int32_t biases[SMALL_BIASES + SMALL_SPARE];
    dem_file content; /* its sections are the arrays above */
} small_weights;

static inline uint32_t small_draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Puts a word into the first free slot from its own on. */
static inline void small_add_word(small_weights *w, dem_str word, uint32_t row)
{
    dem_word_features f;
    dem_word_features_of(word, word, false, &f);
    uint32_t at = f.word % SMALL_SLOTS;
    while (w->words[at].row != DEM_NO_ROW)
        at = (at + 1) % SMALL_SLOTS;
    w->words[at] = (dem_word_slot){f.word, row};
}

static inline void small_add_lemma(small_weights *w, dem_str form, uint32_t tag, uint32_t lemma)
{
    uint32_t key = dem_lemma_key(form, tag), at = key % SMALL_LEMMAS;
    while (w->lemmas[at].lemma != 0)
        at = (at + 1) % SMALL_LEMMAS;
    w->lemmas[at] = (dem_lemma_slot){key, lemma};
}

/* Weights lie between -range and range, the same ones each time. */
static inline small_weights *small_fill(int range)
{
    static small_weights w;
    static const uint32_t sizes[SMALL_SIZES] = {SMALL_DIM, SMALL_HIDDEN, SMALL_LABEL, SMALL_LAYERS, SMALL_WORDS, 5, 6, 7, SMALL_NAME};
    static const dem_tag_row tags[SMALL_TAGS] = {
        {DEM_UPOS_NOUN, DEM_FEAT_SING}, {DEM_UPOS_NOUN, DEM_FEAT_PLUR}, {DEM_UPOS_VERB, DEM_FEAT_PAST | DEM_FEAT_FIN}, {DEM_UPOS_VERB, DEM_FEAT_PAST | DEM_FEAT_PART}, {DEM_UPOS_PUNCT, 0}};
    uint32_t seed = 1;
    memset(&w, 0, sizeof w);
    memcpy(w.sizes, sizes, sizeof sizes);
    memcpy(w.tags, tags, sizeof tags);
    for (int i = 0; i < DEM_COUNT(w.words); i++)
        w.words[i].row = DEM_NO_ROW;
    small_add_word(&w, DEM_S("the"), 0);
    small_add_word(&w, DEM_S("port"), 1);
    small_add_word(&w, DEM_S("."), 2);
    small_add_lemma(&w, DEM_S("was"), 0, 1);
    small_add_lemma(&w, DEM_S("was"), 1, 2);
    memcpy(w.offsets, (const uint32_t[]){0, 0, 2, 11}, sizeof w.offsets);
    for (int i = 0; i < DEM_COUNT(w.word_rows); i++)
        w.word_rows[i] = (int8_t)(small_draw(&seed) & 255);
    for (int i = 0; i < DEM_COUNT(w.affix_rows); i++)
        w.affix_rows[i] = (int8_t)(small_draw(&seed) & 255);
    for (int i = 0; i < DEM_COUNT(w.shape_rows); i++)
        w.shape_rows[i] = (int8_t)(small_draw(&seed) & 255);
    for (int i = 0; i < DEM_COUNT(w.dense); i++)
        w.dense[i] = (int16_t)((int)(small_draw(&seed) % (2 * (unsigned)range + 1)) - range);
    for (int i = 0; i < DEM_COUNT(w.biases); i++)
        w.biases[i] = ((int)(small_draw(&seed) % (2 * (unsigned)range + 1)) - range) * 512;
    const int tag_biases = SMALL_LAYERS * 3 * SMALL_DIM, name_biases = SMALL_BIASES - SMALL_NAMES_PADDED,
              rel_biases = name_biases - SMALL_NAME - DEM_ACTIONS - SMALL_RELS_PADDED;
    for (int i = SMALL_TAGS; i < SMALL_TAGS_PADDED; i++)
        w.biases[tag_biases + i] = SMALL_NEVER;
    for (int i = DEM_REL_COUNT; i < SMALL_RELS_PADDED; i++)
        w.biases[rel_biases + i] = SMALL_NEVER;
    for (int i = DEM_NAME_LABELS; i < SMALL_NAMES_PADDED; i++)
        w.biases[name_biases + i] = SMALL_NEVER;

    memset(w.content.hash, '0', 64);
    dem_section *s = w.content.section;
    s[DEM_SYNTAX_STRINGS] = (dem_section){w.offsets, 4};
    s[DEM_SYNTAX_BYTES] = (dem_section){"BEHAVE BEEN", 11};
    s[DEM_SYNTAX_SIZES] = (dem_section){w.sizes, 1};
    s[DEM_SYNTAX_TAGS] = (dem_section){w.tags, SMALL_TAGS};
    s[DEM_SYNTAX_WORDS] = (dem_section){w.words, SMALL_SLOTS};
    s[DEM_SYNTAX_WORD_ROWS] = (dem_section){w.word_rows, SMALL_WORDS * SMALL_DIM};
    s[DEM_SYNTAX_AFFIX_ROWS] = (dem_section){w.affix_rows, DEM_AFFIX_ROWS * SMALL_DIM};
    s[DEM_SYNTAX_SHAPE_ROWS] = (dem_section){w.shape_rows, DEM_SHAPES * SMALL_DIM};
    s[DEM_SYNTAX_DENSE] = (dem_section){w.dense, 2 * SMALL_DENSE};
    s[DEM_SYNTAX_BIASES] = (dem_section){w.biases, SMALL_BIASES};
    s[DEM_SYNTAX_LEMMAS] = (dem_section){w.lemmas, SMALL_LEMMAS};
    return &w;
}

static inline dem_buf small_build(const small_weights *w)
{
    dem_buf out;
    dem_buf_init(&out, NULL);
    dem_file_build(DEM_FILE_SYNTAX, dem_syntax_section_types, DEM_SYNTAX_SECTIONS, &w->content, &out);
    return out;
}

/* A document of a sentence a line, of words with a space between; a line may be empty. No word is in the table of phrases. The text is
 * borrowed, the rest lives in the arena. */
static inline dem_doc small_document(dem_arena *arena, const char *text)
{
    ptrdiff_t most = (ptrdiff_t)strlen(text) + 1;
    dem_doc doc = {.arena = arena};
    doc.tokens.at = dem_arena_alloc(arena, most * (ptrdiff_t)sizeof *doc.tokens.at);
    doc.sentences.at = dem_arena_alloc(arena, most * (ptrdiff_t)sizeof *doc.sentences.at);
    char *fold = dem_arena_alloc(arena, 5 * most);
    for (dem_str rest = dem_str_of(text); rest.len > 0;) {
        dem_str line = dem_str_next(&rest, '\n');
        dem_sentence *s = &doc.sentences.at[doc.sentences.len++];
        s->first = (int32_t)doc.tokens.len;
        while (line.len > 0) {
            dem_token *t = &doc.tokens.at[doc.tokens.len++];
            t->form = dem_str_next(&line, ' ');
            t->fold = (dem_str){fold, dem_fold(t->form, fold)};
            t->head = t->mention = t->phrase = -1;
            fold += t->fold.len;
            s->count++;
        }
    }
    return doc;
}

/* How many things are wrong with the tree of a sentence: roots, heads outside, circles, arcs that cross, numbers that do not exist. */
static inline int small_tree_faults(const dem_doc *doc, const dem_sentence *s)
{
    int faults = 0, roots = 0;
    int32_t end = s->first + s->count;
    for (int32_t t = s->first; t < end; t++) {
        const dem_token *token = &doc->tokens.at[t];
        roots += token->head < 0;
        faults += token->upos >= DEM_UPOS_COUNT || token->rel >= DEM_REL_COUNT || (token->head < 0) != (token->rel == DEM_REL_root) || token->lemma.len == 0;
        if (token->head >= 0 && (token->head < s->first || token->head >= end))
            return faults + 1;
    }
    for (int32_t t = s->first; t < end; t++) {
        int32_t at = t, head = doc->tokens.at[t].head < 0 ? end : doc->tokens.at[t].head, low = t < head ? t : head, high = t < head ? head : t;
        for (int32_t steps = 0; at >= 0 && steps <= s->count; steps++)
            at = doc->tokens.at[at].head;
        faults += at >= 0;
        for (int32_t k = low + 1; k < high; k++) {
            int32_t other = doc->tokens.at[k].head < 0 ? end : doc->tokens.at[k].head;
            faults += other < low || other > high;
        }
    }
    return faults + (s->count > 0 && roots != 1);
}

#endif
