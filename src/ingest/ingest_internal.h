/* What the readers of the ingest stage share. */
#ifndef DEM_INGEST_INTERNAL_H
#define DEM_INGEST_INTERNAL_H

#include "doc/doc.h"

/* Sets doc->id and both fields from bytes as they came. DEM_LIMIT past limits.document_bytes. */
dem_status dem_ingest_fields(dem_doc *doc, dem_str title, dem_str body, dem_error *err);
/* Sets the date and its basis ("given" unless "text" or "inferred"); a date that does not parse leaves it unknown. */
void dem_ingest_published(dem_doc *doc, dem_str date, dem_str basis);

#endif
