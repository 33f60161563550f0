/* Text: article → lines → sentences. Knows page furniture, headlines, datelines, agencies, credit and copyright lines, the date that an agency
 * line holds, and where sentences end in text whose lines may be broken anywhere. Works on source offsets: nothing is copied. */
#ifndef DEM_TEXT_H
#define DEM_TEXT_H

#include "doc/doc.h"
#include "model/kb.h"

/* Fills lines, sentences, headline, dateline, dateline_place, agency, text_id, and published with its basis (DEM_BASIS_TEXT) where the
 * text holds a date in an agency or dateline and none was given. */
dem_status dem_text_split(dem_doc *doc, const dem_kb *kb);

/* Fills only lines and sentences, of a body that is known to be nothing but sentences: every line is prose, and nothing is cut off. */
dem_status dem_text_prose(dem_doc *doc, const dem_kb *kb);

#endif
