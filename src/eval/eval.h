/* Eval: words and trees against gold ones, after the evaluation of the CoNLL 2018 shared task (conll18_ud_eval.py; Zeman and others 2018, "CoNLL 2018
 * Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies"). Both sides are texts of words with their places in one text;
 * the words of the two are aligned, and right ones counted. */
#ifndef DEM_EVAL_H
#define DEM_EVAL_H

#include "doc/conllu.h"
#include "doc/doc.h"

typedef struct {
    dem_span span;        /* of the token in the text; the words of a multiword token share it */
    int32_t head;         /* word of the text, -1 for a root */
    bool begins_sentence;
    bool multiword;       /* of a multiword token */
    bool joined;          /* not the first word of it */
    dem_str form, lemma, upos, rel;
} dem_eval_word;

typedef struct {
    DEM_VEC(dem_eval_word) words;
} dem_eval_text;

/* Append a gold sentence, whose words have their spans, or all sentences of a parsed document. DEM_NO_MEMORY is the only error. */
dem_status dem_eval_gold(dem_eval_text *text, dem_arena *arena, const dem_conllu_sentence *s);
dem_status dem_eval_parsed(dem_eval_text *text, dem_arena *arena, const dem_doc *doc);
/* Turns spans in bytes of `source` into spans in characters of it that are no white space, in which texts are compared. */
void dem_eval_place(dem_eval_text *text, dem_str source);

typedef enum {
    DEM_EVAL_TOKENS, DEM_EVAL_SENTENCES, DEM_EVAL_WORDS, /* by their places; these are perfect where words are given */
    DEM_EVAL_UPOS, DEM_EVAL_LEMMA,
    DEM_EVAL_UAS, DEM_EVAL_LAS, /* heads; heads and relations without their subtypes */
    DEM_EVAL_CLAS,              /* the same, of content words only */
    DEM_EVAL_METRICS
} dem_eval_metric;

typedef struct {
    int64_t gold, system, correct;
} dem_eval_count;

/* Sums over all texts that were scored. Starts zeroed. */
typedef struct {
    dem_eval_count metric[DEM_EVAL_METRICS];
    dem_eval_count relation[DEM_REL_COUNT]; /* full label and head right */
} dem_eval_score;

/* For each word of `system` the word of `gold` it is, -1 if none: gold_of has room for system->words.len. Places are compared; where one side has a multiword
 * token, the longest common subsequence of forms decides. */
dem_status dem_eval_align(const dem_eval_text *gold, const dem_eval_text *system, dem_arena *arena, int32_t *gold_of);
/* Aligns two texts that are placed, and adds what is right to the score. */
dem_status dem_eval_add(dem_eval_score *score, const dem_eval_text *gold, const dem_eval_text *system, dem_arena *arena);

/* Writes a line for each metric, its name and F1 in percent; those of places only for `raw` text. With `relations` lines follow for the relations that
 * frames look at: name, precision, recall, F1, how many there are in gold. */
void dem_eval_write(const dem_eval_score *score, bool raw, bool relations, dem_buf *out);

#endif
