/* What the tables know of a name on a day, and how it is written (docs/records.md, Names). The engine gathers it (src/engine/who.c). */
#ifndef DEM_WHO_H
#define DEM_WHO_H

#include "doc/doc.h"
#include "model/office.h"

typedef struct {
    const dem_kb_office *office;
    dem_office_state state;
    bool coded;  /* the office that records would print on that day */
} dem_who_office;
typedef DEM_VEC(dem_who_office) dem_who_offices;

typedef DEM_VEC(const dem_kb_member *) dem_who_members;

/* One thing that a name can mean. */
typedef struct {
    uint32_t entity;
    const dem_kb_sense *sense; /* by which it was found */
    uint64_t order;            /* among the readings of a name: smaller is first */
    dem_str country, sector, cameo;
    dem_who_offices offices;   /* of a person, or codes of a name, by their beginning */
    dem_who_offices posts;     /* of a country or body: who holds the highest ones */
    dem_who_members bodies;    /* that a country belongs to, in the order of the tables */
    dem_who_members members;   /* of a body, by their names */
} dem_who_reading;

typedef struct {
    dem_str text;
    uint32_t day; /* YYYYMMDD with zeros for what is unknown; 0: everything, whenever it was */
    DEM_VEC(dem_who_reading) readings;
    DEM_VEC(dem_str) near; /* of a name without readings: names that are like it, the likest first */
} dem_who_name;

/* A line for each reading, or one for a name without any. */
void dem_output_who_jsonl(const dem_kb *kb, const dem_who_name *name, dem_buf *out);
/* For people. The arena is for scratch. */
dem_status dem_output_who_table(const dem_kb *kb, const dem_who_name *name, bool color, dem_arena *arena, dem_buf *out);

#endif
