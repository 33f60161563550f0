/* Ingest: bytes → article. Fills ref, id, fields and what the input says of itself. */
#ifndef DEM_INGEST_H
#define DEM_INGEST_H

#include "doc/doc.h"

/* Starts `doc` (zeroed, with arena and limits set) from a caller's input: repairs the text, computes doc->id (SHA-256 of the decoded body
 * as it came; with a title, of title, a newline and body), builds the code point indices, parses the date. A date that does not
 * parse is unknown, not an error. DEM_LIMIT past limits.document_bytes. */
dem_status dem_ingest_input(dem_doc *doc, const dem_input *input, dem_error *err);

/* The same from one JSON object: keys id, date (or published), title, text (or body), url, source, agency, language; numbers are taken as ids; other keys
 * are ignored. DEM_BAD_INPUT with the byte offset when it is no JSON object, has no text, or a key has the wrong type. */
dem_status dem_ingest_json(dem_doc *doc, dem_str json, dem_error *err);

#endif
