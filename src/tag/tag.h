/* Tag: tokens → UPOS, features, lemma. Word list and context rules; a trained tagger takes its place when syntax.dem has weights. */
#ifndef DEM_TAG_H
#define DEM_TAG_H

#include "doc/doc.h"
#include "model/kb.h"

dem_status dem_tag(dem_doc *doc, const dem_kb *kb);

#endif
