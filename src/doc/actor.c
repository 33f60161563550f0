#include "doc/doc.h"

dem_status dem_doc_join(dem_doc *doc, dem_str a, dem_str between, dem_str b, dem_str *out)
{
    const dem_str parts[] = {a, between, b};
    char *text = dem_arena_alloc(doc->arena, a.len + between.len + b.len + 1);
    if (!text)
        return DEM_NO_MEMORY;
    *out = (dem_str){text, 0};
    for (ptrdiff_t i = 0; i < DEM_COUNT(parts); i++) {
        if (parts[i].len)
            memcpy(text + out->len, parts[i].data, (size_t)parts[i].len);
        out->len += parts[i].len;
    }
    return DEM_OK;
}

dem_status dem_doc_code(dem_doc *doc, dem_str country, dem_str part, dem_str *out)
{
    if (country.len == 0 || part.len == 0) {
        *out = country;
        return DEM_OK;
    }
    return dem_doc_join(doc, country, (dem_str){0}, part, out);
}
