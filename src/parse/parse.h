/* Parse: tagged tokens → heads and relations of Universal Dependencies v2. Rules that attach what is near and plain: noun phrases, auxiliaries, subjects, objects,
 * prepositional phrases, complements of reporting and control verbs, coordination, passives, possessives, relative clauses. A trained parser takes
 * its place when syntax.dem has weights. */
#ifndef DEM_PARSE_H
#define DEM_PARSE_H

#include "doc/doc.h"
#include "model/kb.h"

/* Sets head and rel of every token. Each sentence is a tree: exactly one root (head -1, DEM_REL_root), no cycle, every head in the same sentence. */
dem_status dem_parse(dem_doc *doc, const dem_kb *kb);

#endif
