/* What the files of the when stage share: number.c looks up words and reads figures, tense.c asks the clause, narrative.c keeps what the
 * text told last, time.c reads dates and durations, quantity.c amounts. */
#ifndef DEM_WHEN_INTERNAL_H
#define DEM_WHEN_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    int32_t sentence;
    int32_t first, end; /* its tokens */
    dem_date told;      /* the last date of the text, as far as it was told; year 0 at first */
    int32_t told_in;    /* its sentence */
} dem_timer;

/* A token of the sentence in hand; `i` lies in [first, end). */
static inline const dem_token *dem_when_token(const dem_timer *w, int32_t i)
{
    return &w->doc->tokens.at[i];
}

/* True if token i is this word (folded); false outside the sentence. */
bool dem_when_is(const dem_timer *w, int32_t i, const char *fold);
bool dem_when_one_of(const dem_timer *w, int32_t i, const char *const *words, ptrdiff_t n);
#define DEM_WHEN_ONE_OF(w, i, list) dem_when_one_of((w), (i), (list), DEM_COUNT(list))
/* The same for the lemma. */
bool dem_when_lemma_of(const dem_timer *w, int32_t i, const char *const *words, ptrdiff_t n);
/* A hyphen or dash. */
bool dem_when_dash(const dem_timer *w, int32_t i);
/* The part of speech, DEM_UPOS_X outside the sentence. */
int dem_when_upos(const dem_timer *w, int32_t i);

/* The value of a word of time (data/when/words.tsv) in a kind; false if it has none. */
bool dem_when_text(const dem_timer *w, dem_str fold, const char *kind, dem_str *value);
bool dem_when_word(const dem_timer *w, int32_t token, const char *kind, dem_str *value);
bool dem_when_int(const dem_timer *w, int32_t token, const char *kind, int64_t *value);
/* The longest phrase of a kind that begins at `token`: the token after it, or `token` if there is none. */
int32_t dem_when_phrase(const dem_timer *w, int32_t token, const char *kind, dem_str *value);

/* A figure in digits or words, with its scale: "1,300", "2.5 million", "three hundred and five", "half a million". Thousandths, at most
 * DEM_WHEN_MOST. Returns the token after it, or `token` if there is no figure. */
#define DEM_WHEN_MOST INT64_C(9000000000000000)
int32_t dem_when_number(const dem_timer *w, int32_t token, int64_t *value);
/* The factor of the scale that ends before `token` (million), 1 if there is none. */
int64_t dem_when_scale_before(const dem_timer *w, int32_t token);
/* Digits alone, without a scale: -1 if the token is no plain number. */
int64_t dem_when_digits(const dem_timer *w, int32_t token);
/* value * factor, at most DEM_WHEN_MOST. Both are positive or 0. */
int64_t dem_when_times(int64_t value, int64_t factor);

/* What the clause around a time that begins at `token` says of it: -1 past, 1 future, 0 nothing. */
int dem_when_tense(const dem_timer *w, int32_t token);

/* narrative.c: keeps the date for what leans on it. */
void dem_when_remember(dem_timer *w, const dem_time *t);

/* units.c: the table of units, and what is counted. */
/* A currency before its figure: "$5", "US$ 5", "EUR 300". The token after it, or i and *unit NULL. */
int32_t dem_when_currency_before(const dem_timer *w, int32_t i, const dem_kb_unit **unit);
/* A unit of up to three words behind the figure: "euros", "per cent", "US dollars", "%". The token after it, or i. */
int32_t dem_when_unit_behind(const dem_timer *w, int32_t i, dem_quantity *q);
void dem_when_set_unit(const dem_timer *w, const dem_kb_unit *unit, dem_quantity *q);
/* The noun that is counted, to the right of its figure; -1 if there is none. */
int32_t dem_when_counted_noun(const dem_timer *w, int32_t i);
/* The unit of a counted noun: its own, that of two words ("fighter jets"), person for roles, else its lemma. */
void dem_when_set_counted(const dem_timer *w, int32_t head, dem_quantity *q);
bool dem_when_is_plural(const dem_token *t);
/* "Ukrainians", "Chinese": people named by their country. */
bool dem_when_is_people_of(const dem_timer *w, int32_t i);

/* A time at `token`: fills `out` and returns the token after it, or `token`. Tokens that tell the time of no day ("5 p.m." alone) are
 * passed over: then out->end is 0. */
int32_t dem_when_time(const dem_timer *w, int32_t token, dem_time *out, dem_status *status);
/* A quantity at `token`, the same way. */
int32_t dem_when_quantity(const dem_timer *w, int32_t token, dem_quantity *out);

#endif
