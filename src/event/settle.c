/* Whose descriptions without a country are: of those beside them, of whoever judges or holds them, of where it happens. */
#include "event/event_internal.h"

/* Descriptions without a country take this one, except those of `abroad`, sectors that may be from anywhere. */
static dem_status settle_but(dem_coding *c, const dem_list *side, dem_str country, const char *abroad)
{
    for (int32_t i = 0; i < side->len && country.len; i++) {
        dem_mention *m = &c->doc->mentions.at[side->at[i]];
        dem_str first = c->doc->tokens.at[m->first].fold;
        if (dem_str_eq(first, DEM_S("other")) || dem_str_eq(first, DEM_S("another"))) /* "other leaders" are not of here */
            continue;
        if (m->kind != DEM_MENTION_DESCRIPTION || m->actor.sector.len == 0 || m->actor.country.len + m->actor.org.len || dem_in_words(m->actor.sector, abroad))
            continue;
        m->actor.country = country;
        m->resolution = DEM_RES_CONTEXT;
        DEM_TRY(dem_doc_code(c->doc, country, m->actor.sector, &m->actor.cameo));
    }
    return DEM_OK;
}

static dem_status settle(dem_coding *c, const dem_list *side, dem_str country)
{
    return settle_but(c, side, country, "MIL REF IGO");
}

/* "The Sudanese doctors and a teachers' union": what stands beside somebody of a country. */
static dem_status settle_together(dem_coding *c, const dem_list *side)
{
    if (side->len < 2)
        return DEM_OK;
    const dem_actor *first = &c->doc->mentions.at[side->at[0]].actor;
    return first->sector.len ? settle(c, side, first->country) : DEM_OK;
}

/* Whom a court judges or the police arrest, and who is attacked, seized or protests somewhere, is at home there unless the text says otherwise: "A Kenyan court
 * jailed two bankers", "Gunmen killed two farmers near Gao". */
dem_status dem_settle_at_home(dem_coding *c, const dem_event *e)
{
    dem_actor a = e->actors.len ? c->doc->mentions.at[e->actors.at[0]].actor : (dem_actor){0};
    bool holds = dem_str_starts(e->cameo, DEM_S("173")) || dem_str_starts(e->cameo, DEM_S("0841")); /* arrests and releases */
    if (a.sector.len && (dem_in_words(a.sector, "JUD COP") || (holds && dem_in_words(a.sector, "GOV MIL"))))
        DEM_TRY(settle(c, &e->recipients, a.country));
    if (a.sector.len && dem_in_words(a.sector, "REB OPP CRM") && dem_in_words(e->event, "ASSAULT")) /* "Malian rebels attacked a garrison" */
        DEM_TRY(settle_but(c, &e->recipients, a.country, "REF IGO"));
    DEM_TRY(settle_together(c, &e->actors));
    DEM_TRY(settle_together(c, &e->recipients));
    dem_str where = e->place >= 0 ? c->doc->mentions.at[e->place].actor.country : (dem_str){0};
    if (!dem_in_words(e->event, "ASSAULT COERCE PROTEST"))
        return DEM_OK;
    DEM_TRY(settle(c, &e->actors, where));
    DEM_TRY(settle(c, &e->recipients, where));
    if (e->recipients.len == 0)
        return DEM_OK;
    const dem_actor *hurt = &c->doc->mentions.at[e->recipients.at[0]].actor;
    if (holds) /* "The opposition leader was detained by soldiers" */
        return settle_but(c, &e->actors, hurt->country, "REF IGO");
    return hurt->sector.len && dem_in_words(hurt->sector, "MIL COP CVL GOV") ? settle(c, &e->actors, hurt->country) : DEM_OK; /* "Gunmen killed two Kenyan policemen" */
}
