/* Who holds an office, and which state belongs to a body, on a day.
 *
 * A day is YYYYMMDD with zeros for what is unknown: 20240000 is any day of that year, and what holds on one of them holds. On day 0, an unknown one, nothing does. */
#ifndef DEM_OFFICE_H
#define DEM_OFFICE_H

#include "model/kb.h"

typedef enum {
    DEM_OFFICE_UNKNOWN, /* the day is unknown */
    DEM_OFFICE_FUTURE,  /* begins later */
    DEM_OFFICE_HELD,
    DEM_OFFICE_STALE,   /* begun, without an end, and not looked at for too long to be believed */
    DEM_OFFICE_PAST
} dem_office_state;

dem_office_state dem_kb_office_state(const dem_kb_office *office, uint32_t day);
/* The office of a person, or code of a name, that counts on that day: of those in that state the highest, of equals the one that began last; NULL if none. */
const dem_kb_office *dem_kb_office_of(const dem_kb *kb, uint32_t entity, uint32_t day, dem_office_state state);
/* How much a person is to be expected on that day: smaller is more; for choosing between namesakes. */
uint32_t dem_kb_office_distance(const dem_kb *kb, uint32_t entity, uint32_t day);

/* The offices for one side, a country or body, with one role: rows *first to *end of kb->holdings. */
void dem_kb_holdings(const dem_kb *kb, dem_id side, dem_id role, uint32_t *first, uint32_t *end);
/* Of these the office that is in that state on that day; of several the one that began last; NULL if none. */
const dem_kb_office *dem_kb_holder(const dem_kb *kb, dem_id side, dem_id role, uint32_t day, dem_office_state state);

/* The members of a body: rows *first to *end of kb->members, sorted by state. `org` is a row of entities. */
void dem_kb_members(const dem_kb *kb, uint32_t org, uint32_t *first, uint32_t *end);
bool dem_kb_member_on(const dem_kb_member *member, uint32_t day);
/* Does the state belong to the body on that day? Both are rows of entities. */
bool dem_kb_is_member(const dem_kb *kb, uint32_t org, uint32_t country, uint32_t day);

#endif
