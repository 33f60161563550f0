/* What a word allows, by the tables, and what its neighbours make of it. Looks a bounded number of tokens away. */
#include "parse/parse_internal.h"

enum { VERB_GROUP = 8 }; /* tokens before a verb among which its auxiliaries are */

static bool takes(const dem_kb *kb, const dem_kb_frame *f, uint32_t relation)
{
    for (uint32_t a = 0; a < f->n_args; a++)
        for (uint32_t r = 0; r < kb->args[f->first_arg + a].n_rels; r++)
            if (kb->lists[kb->args[f->first_arg + a].first_rel + r].number == relation)
                return true;
    return false;
}

static bool some_frame_takes(const dem_parser *p, int32_t word, uint32_t pos, uint32_t relation)
{
    const dem_kb_phrase *f = dem_kb_find_text(p->kb, dem_parse_token(p, word)->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_FRAME); s; s = dem_kb_sense_next(p->kb, f, s))
        if (p->kb->frames[s->row].pos == pos && takes(p->kb, &p->kb->frames[s->row], relation))
            return true;
    return false;
}

bool dem_parse_governs(const dem_parser *p, int32_t verb, int32_t prep)
{
    const dem_kb *kb = p->kb;
    const dem_kb_phrase *f = dem_kb_find_text(kb, dem_parse_token(p, verb)->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, f, DEM_FAM_FRAME); s; s = dem_kb_sense_next(kb, f, s)) {
        const dem_kb_frame *frame = &kb->frames[s->row];
        for (uint32_t a = 0; frame->pos == DEM_FRAME_VERB && a < frame->n_args; a++)
            for (uint32_t w = 0; w < kb->args[frame->first_arg + a].n_preps; w++)
                if (dem_str_eq(dem_kb_str(kb, kb->lists[kb->args[frame->first_arg + a].first_prep + w].word), dem_parse_token(p, prep)->fold))
                    return true;
    }
    return false;
}

bool dem_parse_speech(const dem_parser *p, int32_t verb)
{
    return some_frame_takes(p, verb, DEM_FRAME_VERB, DEM_ARG_CCOMP);
}

bool dem_parse_infinitive(const dem_parser *p, int32_t word)
{
    const dem_kb *kb = p->kb;
    if (dem_parse_token(p, word)->upos != DEM_UPOS_VERB)
        return true; /* ready to, set to, likely to */
    const dem_kb_phrase *f = dem_kb_find_text(kb, dem_parse_token(p, word)->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, f, DEM_FAM_CUE); s; s = dem_kb_sense_next(kb, f, s))
        if (dem_str_eq(dem_kb_str(kb, kb->cues[s->row].kind), DEM_S("control")))
            return true;
    return some_frame_takes(p, word, DEM_FRAME_VERB, DEM_ARG_XCOMP);
}

bool dem_parse_is_time(const dem_parser *p, int32_t noun)
{
    static const char *const kinds[] = {"unit", "weekday", "day", "month"};
    const dem_token *t = dem_parse_token(p, noun);
    const dem_kb_phrase *f = dem_kb_find_text(p->kb, t->upos == DEM_UPOS_PROPN ? t->fold : t->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(p->kb, f, DEM_FAM_TIME); s; s = dem_kb_sense_next(p->kb, f, s))
        for (ptrdiff_t i = 0; i < DEM_COUNT(kinds); i++)
            if (dem_str_eq(dem_kb_str(p->kb, p->kb->times[s->row].kind), dem_str_of(kinds[i])))
                return true;
    return false;
}

bool dem_parse_is_relative(const dem_parser *p, int32_t i)
{
    return dem_parse_is(p, i, "who") || dem_parse_is(p, i, "which") || dem_parse_is(p, i, "whom") ||
           (dem_parse_is(p, i, "that") && dem_parse_token(p, i)->upos == DEM_UPOS_PRON);
}

bool dem_parse_is_passive(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - VERB_GROUP; i--)
        if (dem_parse_token(p, i)->head == verb && dem_parse_token(p, i)->rel == DEM_REL_aux_pass)
            return true;
    return false;
}

bool dem_parse_has_auxiliary(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - VERB_GROUP; i--) {
        const dem_token *t = dem_parse_token(p, i);
        if (t->head == verb && (t->rel == DEM_REL_aux || t->rel == DEM_REL_aux_pass || t->rel == DEM_REL_cop))
            return !dem_str_eq(t->fold, DEM_S("being")) && !dem_str_eq(t->fold, DEM_S("having"));
    }
    return false;
}

bool dem_parse_has_to(const dem_parser *p, int32_t verb)
{
    for (int32_t i = verb - 1; i >= p->first && i >= verb - VERB_GROUP; i--)
        if (dem_parse_token(p, i)->head == verb && dem_parse_token(p, i)->rel == DEM_REL_mark && dem_parse_is(p, i, "to"))
            return true;
    return false;
}

bool dem_parse_is_finite(const dem_parser *p, int32_t verb)
{
    const dem_token *t = dem_parse_token(p, verb);
    if (dem_parse_has_to(p, verb))
        return false;
    return dem_parse_has_auxiliary(p, verb) || t->upos == DEM_UPOS_AUX || (t->feats & DEM_FEAT_FIN) ||
           (t->feats & (DEM_FEAT_PART | DEM_FEAT_INF | DEM_FEAT_GER)) == 0;
}

/* A verb that reports with a past tense of its own spelling, whatever the tagger made of it: "a UN official said". As a participle it would be rare. */
static bool said(const dem_parser *p, int32_t verb)
{
    const dem_token *t = dem_parse_token(p, verb);
    return t->upos == DEM_UPOS_VERB && (t->feats & DEM_FEAT_PAST) && !dem_str_ends(t->fold, DEM_S("ed")) && !dem_parse_has_to(p, verb) && dem_parse_speech(p, verb);
}

int32_t dem_parse_finite_after(const dem_parser *p, int32_t phrase)
{
    enum { REACH = 16 };
    bool preposition = false;
    for (int32_t i = phrase + 1; i < p->end && i <= phrase + REACH; i++) {
        uint8_t u = dem_parse_upos(p, i), role = dem_parse_role(p, i);
        if (role == DEM_CHUNK_PREDICATE)
            return !preposition && (dem_parse_is_finite(p, i) || said(p, i)) ? i : -1;
        if (role == DEM_CHUNK_PHRASE) {
            if (!preposition)
                return -1;
            preposition = false;
        } else if (u == DEM_UPOS_ADP && dem_parse_token(p, i)->head < 0)
            preposition = true;
        else if (u == DEM_UPOS_SCONJ || u == DEM_UPOS_CCONJ || (u == DEM_UPOS_PUNCT && dem_parse_token(p, i)->head < 0))
            return -1;
    }
    return -1;
}
