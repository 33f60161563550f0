#include "event/event_internal.h"

enum { MAX_CHAIN = 6 };

static uint8_t source_kind(const dem_mention *m)
{
    if (m->type == DEM_TYPE_PERSON || m->kind == DEM_MENTION_NAME)
        return DEM_SOURCE_NAMED;
    return m->actor.cameo.len ? DEM_SOURCE_OFFICE : DEM_SOURCE_ANONYMOUS;
}

typedef struct {
    dem_attribution link[MAX_CHAIN];
    int32_t width[MAX_CHAIN]; /* words of what each of them says: the outermost says most */
    int n;
} chain;

static void add_link(const dem_coding *c, chain *ch, int32_t mention, const dem_said *s, int32_t width)
{
    int at = ch->n;
    if (ch->n == MAX_CHAIN)
        return;
    for (int i = 0; i < ch->n; i++)
        if (ch->link[i].mention == mention)
            return;
    for (; at > 0 && ch->width[at - 1] < width; at--) {
        ch->link[at] = ch->link[at - 1];
        ch->width[at] = ch->width[at - 1];
    }
    bool cue = s && s->phrase.end > s->phrase.first;
    ch->link[at] = (dem_attribution){.mention = mention, .verb = cue ? s->lemma : (dem_str){0}, .cue = cue ? dem_tree_span(c, s->phrase.first, s->phrase.end) : (dem_span){0},
                                     .source = source_kind(&c->doc->mentions.at[mention])};
    ch->width[at] = width;
    ch->n++;
}

/* How many words somebody says, the token among them; 0 if it is not. */
static int32_t width_around(const dem_said *s, int32_t token)
{
    int32_t width = 0;
    bool inside = false;
    for (int i = 0; i < s->n_content; i++) {
        width += s->content[i].end - s->content[i].first;
        inside = inside || dem_in(token, s->content[i].first, s->content[i].end);
    }
    return inside && s->cue != token ? width : 0;
}

dem_status dem_quote_attribute(dem_coding *c, dem_event *e)
{
    chain ch = {.n = 0};
    for (int i = 0; i < c->n_said; i++) {
        int32_t width = width_around(&c->said[i], e->trigger);
        if (width)
            add_link(c, &ch, c->said[i].speakers.at[0], &c->said[i], width);
    }
    if (ch.n == 0 && (c->doc->tokens.at[e->trigger].flags & DEM_TOKEN_QUOTED) && c->last_speaker >= 0)
        add_link(c, &ch, c->last_speaker, NULL, 0);
    if (ch.n == 0)
        return DEM_OK;
    e->attribution.at = dem_arena_alloc(c->doc->arena, ch.n * (ptrdiff_t)sizeof *ch.link);
    if (!e->attribution.at)
        return DEM_NO_MEMORY;
    memcpy(e->attribution.at, ch.link, (size_t)ch.n * sizeof *ch.link);
    e->attribution.len = ch.n;
    return DEM_OK;
}
