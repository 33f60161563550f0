/* Rows of the tables of actors, as the compiler and overlays read them. Only for the files of this part of model.
 *
 *     dem_actors a;
 *     DEM_TRY(dem_actors_init(&a, builder, overlay, err));
 *     a.t = ...;                                          // an opened table
 *     DEM_TRY(dem_actors_table(&a, DEM_ROWS_ORGS));      // and so on
 *     DEM_TRY(dem_actors_finish(&a)); */
#ifndef DEM_ACTORS_H
#define DEM_ACTORS_H

#include "model/builder.h"

enum { DEM_CODE_GROUP = 3, DEM_LONGEST_CODE = 15 }; /* letters of a country, sector or other part of an actor code, and of a whole one */

/* In the order in which they are read: later ones name rows of earlier ones. */
enum {
    DEM_ROWS_COUNTRIES,
    DEM_ROWS_ORGS,
    DEM_ROWS_GROUPS,
    DEM_ROWS_PLACES,
    DEM_ROWS_MEMBERS,
    DEM_ROWS_CODES, /* names that have codes with dates; only in overlays */
    DEM_ROWS_PEOPLE,
    DEM_ROWS_ROLES,
    DEM_ROWS_KINDS
};
extern const char *const dem_actor_columns[DEM_ROWS_KINDS]; /* as dem_tsv_open takes them */

typedef struct {
    dem_id cameo, sector;
} dem_actors_part;

typedef struct {
    dem_builder *b;
    dem_tsv t;
    dem_error *err;
    bool overlay;            /* rows add to those of an opened model, and replace them */
    bool alone;              /* of overlays: what the opened model has counts for nothing but its ids */
    DEM_VEC(uint32_t) by_id; /* hash table of entities by id: row + 1 */
    ptrdiff_t n_by_id;
    DEM_VEC(dem_actors_part) parts; /* of overlays: the sectors of parts of codes */
    ptrdiff_t n_old_members;        /* of the opened model */
} dem_actors;

dem_status dem_actors_init(dem_actors *a, dem_builder *b, bool overlay, dem_error *err);
/* Adds the rows of a->t, a table of that kind. DEM_BAD_TABLE with file, line and reason. */
dem_status dem_actors_table(dem_actors *a, int table);
/* Gives the offices to their holders, and sorts what is sorted; after the last table. */
dem_status dem_actors_finish(dem_actors *a);

/* What the files beside compile_actors.c need of it: */
dem_status dem_actors_string(dem_actors *a, int column, dem_id *out); /* a cell of the row in hand */
/* The same for a cell that is empty or has 3 to `most` capitals: what records promise of countries, sectors and codes. */
dem_status dem_actors_capitals(dem_actors *a, int column, int most, dem_id *out);
dem_status dem_actors_date(dem_actors *a, int column, uint32_t *out); /* YYYYMMDD with zeros for what is unknown; 0 if the cell is empty */
uint32_t dem_actors_find(dem_actors *a, dem_id id);                   /* the row of the entity with this id, or DEM_NO_ROW */
/* The same, added if it is new. DEM_BAD_TABLE if it is of another type. */
dem_status dem_actors_entity(dem_actors *a, dem_id id, uint32_t type, uint32_t *row, bool *is_new);
/* Adds a name of the entity sense.row; of the sense only row, kind and sector count. */
dem_status dem_actors_alias(dem_actors *a, dem_str alias, dem_kb_sense sense, bool lower_case_too);
/* The sector of an actor code without its country (GOVMED): of the first three letters of it that a role noun of the model has as its code; 0 if none. */
dem_id dem_actors_sector(const dem_actors *a, dem_str part);

/* Do two times meet? Beginnings and ends are YYYYMMDD with zeros for what is unknown, both included; 0 is open. */
bool dem_actors_meet(uint32_t from, uint32_t to, uint32_t other_from, uint32_t other_to);

/* And the other way round: ranks.tsv, a row of people.tsv, of names with codes or of members.tsv, and what comes after the last row. */
dem_status dem_compile_ranks(dem_builder *b, dem_error *err);
dem_status dem_actors_person(dem_actors *a);
dem_status dem_actors_coded(dem_actors *a);
dem_status dem_actors_member(dem_actors *a);
dem_status dem_actors_offices(dem_actors *a);
void dem_actors_members(dem_actors *a);

#endif
