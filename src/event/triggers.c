/* The words of a sentence that name events, and which of them are the content of others. */
#include "event/event_internal.h"

dem_str dem_event_name(const dem_coding *c, const dem_match *m)
{
    return dem_kb_str(c->kb, m->frame->event);
}

bool dem_says(const dem_coding *c, const dem_match *m)
{
    return dem_str_eq(dem_event_name(c, m), DEM_S("SAY"));
}

/* Relations through which what is below is the content of what is above: what was urged, promised, condemned. */
static bool carries_content(const dem_coding *c, const dem_token *t)
{
    switch (t->rel) {
    case DEM_REL_conj: /* "responsibility for the raid and the attack" */
        return t->upos != DEM_UPOS_VERB && c->doc->tokens.at[t->head].upos != DEM_UPOS_VERB;
    case DEM_REL_xcomp: case DEM_REL_ccomp: case DEM_REL_obj: case DEM_REL_obl: case DEM_REL_nmod: case DEM_REL_advcl: case DEM_REL_nsubj_pass:
    case DEM_REL_iobj: case DEM_REL_amod: case DEM_REL_compound: case DEM_REL_acl: case DEM_REL_nmod_poss:
        return true;
    default:
        return false;
    }
}

/* Two triggers that are one happening: "killed in an attack", "an offer to help". A clause that says when or why stands for itself. */
static bool is_content(const dem_coding *c, const dem_match *m, const dem_match *above, uint8_t last_rel)
{
    bool noun = m->frame->pos == DEM_FRAME_NOUN && m->verb == m->trigger;
    if (dem_says(c, above))
        return noun && last_rel != DEM_REL_ccomp;
    if (last_rel == DEM_REL_advcl) { /* "met after attacking", "left because it was shelled", but "agreed to ... by sending" and "in order to send" */
        int32_t mark = dem_tree_child(c, m->verb, DEM_REL_mark);
        return noun || (c->doc->tokens.at[m->verb].feats & DEM_FEAT_INF) != 0 || (mark >= 0 && !dem_has_cue(c, mark, "circumstance"));
    }
    return true;
}

/* "urged NATO to admit it and deliver weapons": an infinitive or gerund beside another, without a subject of its own, is what the first one is. */
static bool shares_place(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return t->rel == DEM_REL_conj && t->head >= 0 && t->upos == DEM_UPOS_VERB && !(t->feats & DEM_FEAT_FIN) && c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB &&
           !(c->doc->tokens.at[t->head].feats & DEM_FEAT_FIN) && dem_tree_child(c, token, DEM_REL_nsubj) < 0 && dem_tree_child(c, token, DEM_REL_aux) < 0;
}

/* Climbs from a match to the next one above it. */
static int32_t governing_match(const dem_coding *c, const dem_triggers *ms, int32_t i)
{
    int32_t at = ms->at[i].verb;
    for (int step = 0; step < DEM_MAX_CLIMB; step++) {
        const dem_token *t = &c->doc->tokens.at[at];
        if (shares_place(c, at)) {
            at = t->head;
            continue;
        }
        if (t->head < 0 || !carries_content(c, t))
            return -1;
        int32_t above = ms->of_token[t->head - c->first];
        if (above >= 0 && above != i)
            return is_content(c, &ms->at[i], &ms->at[above], t->rel) ? above : -1;
        at = t->head;
    }
    return -1;
}

/* What somebody does something for is no event yet: "sent experts to investigate", "funds to fight Ebola". */
bool dem_is_purpose(const dem_coding *c, const dem_match *m)
{
    const dem_token *t = &c->doc->tokens.at[m->verb];
    return t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_INF) && (t->rel == DEM_REL_advcl || t->rel == DEM_REL_acl) &&
           dem_tree_child(c, m->verb, DEM_REL_aux) < 0;
}

/* Which match stands at which word, and which of them are the content of others. */
static void settle_content(const dem_coding *c, dem_triggers *ms)
{
    for (int32_t i = 0; i < c->end - c->first; i++)
        ms->of_token[i] = -1;
    for (int32_t i = 0; i < ms->n; i++)
        ms->of_token[ms->at[i].trigger - c->first] = i;
    for (int32_t i = 0; i < ms->n; i++)
        ms->content[i] = governing_match(c, ms, i);
}

/* All triggers of the sentence. First by their best frames alone; then the scorer sees each word with what stands over it, and decides. */
dem_status dem_find_triggers(dem_coding *c, dem_triggers *ms)
{
    int32_t n = c->end - c->first;
    dem_readings *all = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *all);
    dem_sight sight = {.all = all};
    ms->n = 0;
    ms->at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->at);
    ms->of_token = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->of_token);
    ms->content = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *ms->content);
    sight.at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *sight.at);
    sight.over = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *sight.over);
    const dem_kb_frame **likely = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *likely);
    if (!likely || !all || !ms->at || !ms->of_token || !ms->content || !sight.at || !sight.over)
        return DEM_NO_MEMORY;
    for (int32_t t = c->first; t < c->end; t++) {
        dem_readings *r = &all[sight.n];
        bool named;
        DEM_TRY(dem_match_trigger(c, t, r, &named));
        sight.at[t - c->first] = named ? sight.n++ : -1;
        if (sight.at[t - c->first] >= 0 && r->n && !dem_str_eq(dem_kb_str(c->kb, r->at[0].frame->event), DEM_S("-")))
            ms->at[ms->n++] = r->at[0];
    }
    settle_content(c, ms);
    for (int32_t i = 0; i < sight.n; i++) {
        int32_t m = ms->of_token[all[i].trigger - c->first];
        sight.over[i] = m < 0 || ms->content[m] < 0 ? -1 : sight.at[ms->at[ms->content[m]].trigger - c->first];
    }
    for (int32_t i = 0; i < c->end - c->first; i++)
        ms->of_token[i] = -1;
    ms->n = 0;
    for (int32_t i = 0; i < sight.n; i++)
        if (dem_score_choose(c, &sight, i, &ms->at[ms->n], &likely[i]))
            ms->of_token[all[i].trigger - c->first] = ms->n++;
    for (int32_t i = sight.n - 1; i >= 0; i--) { /* the first of them is the content of what stands over it */
        int32_t over = sight.over[i] < 0 || !likely[i] ? -1 : ms->of_token[all[sight.over[i]].trigger - c->first];
        if (over >= 0)
            ms->at[over].content = likely[i];
    }
    settle_content(c, ms);
    return DEM_OK;
}
