/* Event: trees and actors → events and statements. Frames (data/frames) propose, the best reading of each trigger is kept. */
#ifndef DEM_EVENT_H
#define DEM_EVENT_H

#include "doc/doc.h"
#include "model/kb.h"

/* Why a frame did not fire: a required argument. */
typedef struct {
    dem_str relation; /* as the table names it: obj, obl, ... */
    bool found;       /* the argument is there, but a condition on it does not hold */
} dem_frame_miss;

/* Told about each frame that was tried, for `explain`; `miss` is NULL when it fired. About each feature of each word that may name an event, name=a or name=a|b
 * where b is there, with its weight for each event, NULL if it has none; and then about their sums, in the order of `events`, and which was chosen. A NULL
 * trace, or a NULL function of it, tells nobody. */
typedef struct {
    void *ctx;
    void (*frame)(void *ctx, const dem_doc *doc, int32_t trigger, const dem_kb_frame *frame, const dem_frame_miss *miss);
    void (*feature)(void *ctx, const dem_doc *doc, int32_t trigger, dem_str name, dem_str a, dem_str b, const int32_t weights[DEM_SCORED]);
    void (*scores)(void *ctx, const dem_doc *doc, int32_t trigger, const int32_t sums[DEM_SCORED], int chosen);
} dem_event_trace;

/* The name of an event by its place among the sums: "-" for none, ASSAULT, SAY. */
dem_str dem_scored_event(int i);

/* Fills doc->events and doc->statements, in text order; may append mentions for noun phrases that are in no table. */
dem_status dem_event_code(dem_doc *doc, const dem_kb *kb, const dem_event_trace *trace);

#endif
