#include "event/event_internal.h"

/* A phrase of the table that begins here, "according to". */
bool dem_said_phrase(const dem_coding *c, int32_t at, dem_said *said)
{
    enum { LONGEST = 5 };
    const dem_token *t = &c->doc->tokens.at[at];
    *said = (dem_said){.cue = at, .addressee = -1};
    uint64_t h = DEM_HASH_START;
    if ((t->upos != DEM_UPOS_ADP && t->upos != DEM_UPOS_VERB && t->upos != DEM_UPOS_SCONJ) || t->phrase < 0 || !dem_kb_is_prefix(&c->kb->phrases[t->phrase]))
        return false;
    for (int32_t i = at; i < c->end && i < at + LONGEST; i++) {
        h = dem_kb_step(h, c->doc->tokens.at[i].fold);
        const dem_kb_phrase *p = dem_kb_find(c->kb, h);
        if (i > at && dem_kb_has_cue(c->kb, p, DEM_S("source"))) {
            said->phrase = (dem_words){at, i + 1};
            said->lemma = dem_kb_str(c->kb, c->kb->cues[dem_kb_sense_first(c->kb, p, DEM_FAM_CUE)->row].phrase);
        }
        if (!p || !dem_kb_is_prefix(p))
            break;
    }
    return said->lemma.len > 0;
}

/* An actor with a mention; of pronouns only those that stand for one. */
static bool is_somebody(const dem_coding *c, int32_t token)
{
    int32_t m = c->doc->tokens.at[token].mention;
    return m >= 0 && dem_is_actor(c, token) && (c->doc->tokens.at[token].upos != DEM_UPOS_PRON || c->doc->mentions.at[m].refers_to >= 0);
}

/* Whose word it is: "the opposition's claim", "a claim by the opposition". */
static int32_t author(const dem_coding *c, int32_t noun)
{
    static const uint8_t before[] = {DEM_REL_nmod_poss, DEM_REL_amod, DEM_REL_compound};
    for (int i = 0; i < DEM_COUNT(before); i++)
        for (int32_t k = c->first_child[noun]; k >= 0; k = c->next_sibling[k])
            if (c->doc->tokens.at[k].rel == before[i] && is_somebody(c, k))
                return k;
    for (int32_t k = c->first_child[noun]; k >= 0; k = c->next_sibling[k]) {
        dem_str by = c->doc->tokens.at[k].rel == DEM_REL_nmod ? dem_tree_case(c, k) : (dem_str){0};
        if (dem_str_eq(by, DEM_S("by")) || dem_str_eq(by, DEM_S("from")) || (dem_str_eq(by, DEM_S("of")) && dem_is_actor(c, k)))
            return k;
    }
    return -1;
}

/* "a claim by the opposition that soldiers ...": a noun that says whose word follows. */
dem_status dem_said_noun(dem_coding *c, int32_t noun)
{
    dem_said s = dem_said_by(c, noun);
    int32_t that = dem_said_that(c, noun), whose = that < 0 ? -1 : author(c, noun);
    if (whose < 0 || !dem_can_speak(c, whose, DEM_VERB_SAYS))
        return DEM_OK;
    s.content[0] = dem_said_clause(c, that);
    s.n_content = 1;
    return dem_said_add(c, &s, whose);
}

/* "citing an official": what the cue above says, or the first one of the sentence, he says. */
dem_status dem_said_cited(dem_coding *c, int32_t verb)
{
    int32_t object = dem_tree_object(c, verb), at = verb;
    const dem_said *of = c->n_said ? &c->said[0] : NULL;
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++, at = c->doc->tokens.at[at].head)
        for (int i = 0; i < c->n_said; i++)
            if (c->said[i].cue == at && c->said[i].n_content)
                of = &c->said[i];
    if (object < 0 || !of || of->n_content == 0 || !dem_can_speak(c, object, 0))
        return DEM_OK;
    dem_said s = dem_said_by(c, verb);
    memcpy(s.content, of->content, sizeof s.content);
    s.n_content = of->n_content;
    return dem_said_add(c, &s, object);
}

/* Somebody who speaks is named in a few words and nothing else: the head of the phrase, or -1. */
static int32_t lone_speaker(const dem_coding *c, dem_words w)
{
    enum { LONGEST = 6 };
    int32_t head = -1;
    if (w.end <= w.first || w.end - w.first > LONGEST)
        return -1;
    for (int32_t i = w.first; i < w.end; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        if (t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_AUX || (t->flags & DEM_TOKEN_DIGIT) || dem_is_break(c, i))
            return -1;
        if (t->upos == DEM_UPOS_ADP && i == w.first)
            return -1;
        if (head < 0 && (i + 1 == w.end || c->doc->tokens.at[i + 1].upos == DEM_UPOS_ADP))
            head = i;
    }
    return head;
}

/* A headline names its source before or behind a colon. A country before it is more often what the headline is about. */
dem_status dem_said_colon(dem_coding *c)
{
    int32_t colon = -1;
    for (int32_t i = c->first; i < c->end && colon < 0; i++)
        if (dem_str_eq(c->doc->tokens.at[i].form, DEM_S(":")) && !(c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED))
            colon = i;
    if (colon < 0 || colon == c->first || dem_str_eq(c->doc->tokens.at[c->end - 1].form, DEM_S(".")))
        return DEM_OK;
    dem_words before = {c->first, colon}, after = {colon + 1, c->end};
    for (int i = 0; i < c->n_said; i++) { /* "Pope begs kidnappers: free the nuns" */
        if (c->said[i].cue < colon && after.end > after.first) {
            c->said[i].content[c->said[i].n_content++] = after;
            return DEM_OK;
        }
    }
    int32_t speaker = lone_speaker(c, after);
    bool behind = speaker >= 0 && dem_can_speak(c, speaker, 0) && before.end - before.first > 2;
    if (!behind) {
        speaker = after.end - after.first > 2 ? lone_speaker(c, before) : -1;
        int32_t m = speaker < 0 ? -1 : c->doc->tokens.at[speaker].mention;
        bool known = m >= 0 ? c->doc->mentions.at[m].type != DEM_TYPE_UNKNOWN : speaker >= 0 && c->doc->tokens.at[speaker].upos == DEM_UPOS_NOUN;
        bool country = m >= 0 && c->doc->mentions.at[m].type == DEM_TYPE_COUNTRY && c->doc->mentions.at[m].resolution != DEM_RES_METONYM;
        if (!known || country || !dem_can_speak(c, speaker, 0))
            return DEM_OK;
    }
    dem_said s = {.cue = -1, .content = {behind ? before : after}, .n_content = 1, .addressee = -1,
                  .inserted = behind ? (dem_words){colon, c->end} : (dem_words){c->first, colon + 1}};
    return dem_said_add(c, &s, speaker);
}
