/* When: tokens → dates, durations, quantities. Dates are resolved against the document's publication date; with an unknown date only what is absolute is resolved. */
#ifndef DEM_WHEN_H
#define DEM_WHEN_H

#include "doc/doc.h"
#include "model/kb.h"

/* Fills doc->times and doc->quantities, in text order, without overlap among themselves. A token is in a time or a quantity, not both. */
dem_status dem_when(dem_doc *doc, const dem_kb *kb);

#endif
