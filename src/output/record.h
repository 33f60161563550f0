/* What the writers of JSON share: records (jsonl.c) and annotations (annotation.c). */
#ifndef DEM_RECORD_H
#define DEM_RECORD_H

#include "doc/doc.h"
#include "model/kb.h"
#include "output/json.h"

typedef struct {
    const dem_doc *doc;
    const dem_kb *kb;
    dem_json j;
} dem_record;

/* A line: type, id (NULL if it has none), schema and the report; at its end what made it. */
void dem_record_begin(dem_record *r, const char *type, const char *id);
void dem_record_end(dem_record *r);

void dem_record_word(dem_record *r, const char *key, const char *value); /* left out when empty */
void dem_record_date(dem_record *r, const char *key, dem_date d);        /* left out when there is none */
int32_t dem_record_points(const dem_record *r, int field, int32_t byte); /* code points before it */
void dem_record_span(dem_record *r, int field, dem_span s);              /* start and end, in code points */
void dem_record_actor(dem_record *r, const dem_mention *m);              /* type, who it is and acts for, and how that was found */
void dem_record_amount(dem_record *r, const dem_quantity *q);            /* all but the words and what it is a part of */
void dem_record_skipped(dem_record *r);                                  /* the list of the lines that were not coded */

#endif
