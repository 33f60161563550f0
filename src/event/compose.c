/* What becomes of an event by its content, its time and its sides: the tables of data/ontology/ that make one event of another. */
#include "event/event_internal.h"

bool dem_in_words(dem_str word, const char *words)
{
    dem_str rest = dem_str_of(words);
    while (rest.len)
        if (dem_str_eq(dem_str_next(&rest, ' '), word))
            return true;
    return false;
}

/* Future cooperation is agreement, an announced retreat a concession, "will not" a refusal: the table says into what an event turns. A refusal is an act
 * of its own that has happened. */
void dem_compose_future(const dem_coding *c, dem_event *e)
{
    ptrdiff_t longest = -1;
    dem_str event = e->event, cameo = e->cameo;
    bool negated = e->polarity == DEM_NEGATED;
    if (e->tense != DEM_FUTURE || e->polarity == DEM_DENIED || (negated && e->certainty != DEM_CERTAIN))
        return;
    for (uint32_t i = 0; i < c->kb->n_futures; i++) {
        const dem_kb_future *f = &c->kb->futures[i];
        dem_str code = dem_kb_str(c->kb, f->cameo);
        if ((f->negated != 0) != negated || !dem_str_eq(dem_kb_str(c->kb, f->event), event) || !dem_str_starts(cameo, code) || code.len <= longest)
            continue;
        longest = code.len;
        e->event = dem_kb_str(c->kb, f->to_event);
        e->cameo = dem_kb_str(c->kb, f->to_cameo);
        e->mode = (dem_str){0};
    }
    if (negated && longest >= 0) {
        e->polarity = DEM_AFFIRMED;
        e->tense = DEM_PAST;
        e->status = DEM_HAPPENED;
    }
}

/* Mode and context as the ontology has them for the code. */
static void take_mode(const dem_coding *c, dem_event *e, bool composed)
{
    for (uint32_t i = 0; i < c->kb->n_cameos; i++)
        if (dem_str_eq(dem_kb_str(c->kb, c->kb->cameos[i].code), e->cameo) && dem_str_eq(dem_kb_str(c->kb, c->kb->cameos[i].event), e->event)) {
            e->mode = dem_kb_str(c->kb, c->kb->cameos[i].mode);
            if (composed || e->context.len == 0)
                e->context = dem_kb_str(c->kb, c->kb->cameos[i].context);
        }
}

/* The matrix decides the event; what it asks, promises, refuses, threatens or blames decides the code (data/ontology/content.tsv). */
void dem_compose(const dem_coding *c, const dem_match *m, dem_event *e)
{
    ptrdiff_t longest = -1;
    dem_str event = e->event, cameo = e->cameo;
    bool root = cameo.len <= 2 || cameo.data[2] == '0' || dem_str_eq(cameo, DEM_S("112"));
    for (uint32_t i = 0; i < c->kb->n_contents && m->content && root; i++) {
        const dem_kb_content *row = &c->kb->contents[i];
        dem_str of = dem_kb_str(c->kb, row->of_cameo);
        if (!dem_str_eq(dem_kb_str(c->kb, row->event), event) || !dem_str_starts(cameo, dem_kb_str(c->kb, row->cameo)) || row->of_event != m->content->event ||
            !dem_str_starts(dem_kb_str(c->kb, m->content->cameo), of) || of.len <= longest)
            continue;
        longest = of.len;
        e->event = dem_kb_str(c->kb, row->to_event);
        e->cameo = dem_kb_str(c->kb, row->to_cameo);
    }
    if (longest >= 0)
        take_mode(c, e, true);
}

void dem_compose_mode(const dem_coding *c, dem_event *e)
{
    if (e->mode.len == 0)
        take_mode(c, e, false);
}

/* A party to a conflict that calls for its end agrees to it (PLOVER). */
void dem_compose_parties(const dem_coding *c, dem_event *e)
{
    const dem_actor *a = e->actors.len ? &c->doc->mentions.at[e->actors.at[0]].actor : NULL;
    bool end = e->objects.len && dem_in_words(e->objects.at[0].kind, "ceasefire peace");
    if (!a || !end || !dem_str_eq(e->event, DEM_S("REQUEST")) || !dem_str_starts(e->cameo, DEM_S("02")) || !dem_in_words(a->sector, "REB SEP UAF"))
        return;
    e->event = DEM_S("AGREE");
    e->cameo = DEM_S("0356");
    e->mode = (dem_str){0};
}
