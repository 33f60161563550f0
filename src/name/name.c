#include "name/name.h"

#include "name/name_internal.h"

dem_status dem_name(dem_doc *doc, const dem_kb *kb, const dem_weights *weights)
{
    namer n = {.doc = doc, .kb = kb, .weights = weights && weights->name ? weights : NULL, .day = dem_day_of(doc->published)};
    for (ptrdiff_t t = 0; t < doc->tokens.len; t++)
        doc->tokens.at[t].mention = -1;
    doc->mentions.len = doc->strays.len = 0;
    DEM_TRY(dem_name_scan(&n));
    DEM_TRY(dem_name_recognise(&n));
    DEM_TRY(dem_name_link(&n));
    DEM_TRY(dem_name_phrases(&n));
    DEM_TRY(dem_name_actors(&n));
    return dem_name_pronouns(&n);
}
