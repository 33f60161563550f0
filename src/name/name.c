#include "name/name.h"

#include "name/name_internal.h"

static uint32_t day_number(dem_date d)
{
    return (uint32_t)d.year * 10000 + (uint32_t)d.month * 100 + (uint32_t)d.day;
}

dem_status dem_name(dem_doc *doc, const dem_kb *kb)
{
    namer n = {.doc = doc, .kb = kb};
    if (doc->published.year > 0) {
        dem_date low = doc->published;
        low.month = low.month ? low.month : 1;
        low.day = low.day ? low.day : 1;
        n.day_low = day_number(low);
        n.day_high = day_number(dem_date_last(doc->published));
    }
    for (ptrdiff_t t = 0; t < doc->tokens.len; t++)
        doc->tokens.at[t].mention = -1;
    doc->mentions.len = doc->strays.len = 0;
    DEM_TRY(dem_name_scan(&n));
    DEM_TRY(dem_name_link(&n));
    DEM_TRY(dem_name_phrases(&n));
    DEM_TRY(dem_name_actors(&n));
    return dem_name_pronouns(&n);
}
