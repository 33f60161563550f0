#include "output/words.h"

const char *const dem_polarity_word[] = {"affirmed", "negated", "denied"};
const char *const dem_certainty_word[] = {"certain", "probable", "possible", "conditional", "hypothetical"};
const char *const dem_tense_word[] = {"past", "ongoing", "future", "historical"};
const char *const dem_status_word[] = {"happened", "ongoing", "planned", "conditional", "hypothetical", "negated", "denied", "historical"};
const char *const dem_basis_word[] = {"unknown", "given", "text", "inferred"};
const char *const dem_resolution_word[] = {"none", "table", "office", "alias", "role", "metonym", "stale", "context"};
const char *const dem_mention_word[] = {"name", "description", "pronoun"};
const char *const dem_type_word[] = {"", "person", "organisation", "country", "place", "group", "role"};
const char *const dem_office_state_word[] = {"", "future", "held", "stale", "past"};
const char *const dem_precision_word[] = {"unknown", "day", "month", "year"};
const char *const dem_quantity_rel_word[] = {"=", ">", "<", "~", ">=", "<="};
const char *const dem_quote_word[] = {"direct", "indirect", "mixed"};
const char *const dem_source_word[] = {"named", "office", "anonymous"};
const char *const dem_line_word[] = {"prose", "headline", "furniture", "credit", "copyright", "empty"};
const char *const dem_field_word[DEM_FIELDS] = {"title", "body"};
const char *const dem_time_word[] = {"DATE", "TIME", "DURATION", "SET"}; /* as TIMEX3 has them */

dem_str dem_doc_title(const dem_doc *doc)
{
    if (doc->field[DEM_TITLE].text.len)
        return doc->field[DEM_TITLE].text;
    if (dem_span_empty(doc->headline))
        return (dem_str){0};
    return dem_doc_slice(doc, DEM_BODY, doc->headline);
}

static const dem_kb_cameo *cameo_row(const dem_kb *kb, dem_str code)
{
    for (; code.len >= 2; code.len--)
        for (uint32_t i = 0; i < kb->n_cameos; i++)
            if (dem_str_eq(dem_kb_str(kb, kb->cameos[i].code), code))
                return &kb->cameos[i];
    return NULL;
}

dem_scores dem_event_scores(const dem_kb *kb, const dem_event *e)
{
    dem_scores s = {0};
    const dem_kb_cameo *cameo = cameo_row(kb, e->cameo);
    if (cameo) {
        s.quad = (int)cameo->quad;
        s.goldstein = (int32_t)cameo->goldstein;
        s.has_goldstein = true;
    }
    for (uint32_t i = 0; i < kb->n_plovers && e->event.len; i++) {
        const dem_kb_plover *p = &kb->plovers[i];
        dem_str mode = dem_kb_str(kb, p->mode);
        if (!dem_str_eq(dem_kb_str(kb, p->event), e->event) || (mode.len && !dem_str_eq(mode, e->mode)))
            continue;
        s.plover = (int32_t)p->score; /* the row of the event comes first, that of its mode after it */
        s.has_plover = true;
        if (p->quad)
            s.quad = (int)p->quad;
        if (mode.len)
            break;
    }
    return s;
}

const char *dem_sense_word(const dem_kb_sense *sense)
{
    static const char *const aliases[] = {"name", "demonym", "capital", "government", "former"};
    return sense->family == DEM_FAM_SURNAME ? "surname" : aliases[sense->kind];
}
