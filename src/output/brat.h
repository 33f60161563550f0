/* What the writers of brat share: annotations (brat.c) and their configuration (brat_conf.c). */
#ifndef DEM_BRAT_H
#define DEM_BRAT_H

#include "doc/doc.h"

extern const char *const dem_brat_type[DEM_TYPES]; /* by dem_type */
/* A relation of Universal Dependencies as a name of brat, which has no colons. */
enum { DEM_BRAT_NAME = 32 };
void dem_brat_relation(int rel, char name[DEM_BRAT_NAME]);

#endif
