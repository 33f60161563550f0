/* The words that records use for enumerated values, and what several writers need. */
#ifndef DEM_WORDS_H
#define DEM_WORDS_H

#include "doc/doc.h"
#include "model/kb.h"

extern const char *const dem_polarity_word[], *const dem_certainty_word[], *const dem_tense_word[], *const dem_status_word[],
    *const dem_basis_word[], *const dem_resolution_word[], *const dem_mention_word[], *const dem_type_word[], *const dem_precision_word[],
    *const dem_quantity_rel_word[], *const dem_quote_word[], *const dem_source_word[], *const dem_line_word[], *const dem_field_word[], *const dem_time_word[];

extern const char *const dem_office_state_word[];       /* by dem_office_state; "" for an unknown day */
const char *dem_sense_word(const dem_kb_sense *sense); /* of a name: name, demonym, capital, government, former, surname */

dem_str dem_doc_title(const dem_doc *doc); /* the title, or the headline of the text; may be empty */

/* Scores of an event. A code that the table lacks takes the row of its longest prefix. */
typedef struct {
    int quad;                     /* 0 = none */
    int32_t goldstein, plover;    /* tenths */
    bool has_goldstein, has_plover;
} dem_scores;
dem_scores dem_event_scores(const dem_kb *kb, const dem_event *event);

#endif
