#include "event/event_internal.h"

bool dem_verb_utters(const dem_coding *c, int32_t token)
{
    static const char *const events[] = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"};
    const dem_kb_phrase *p = c->doc->tokens.at[token].upos == DEM_UPOS_VERB ? c->lemma[token] : NULL;
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s))
        for (ptrdiff_t i = 0; i < DEM_COUNT(events); i++)
            if (c->kb->frames[s->row].pos == DEM_FRAME_VERB && dem_str_eq(dem_kb_str(c->kb, c->kb->frames[s->row].event), dem_str_of(events[i])))
                return true;
    return false;
}

int dem_verb_kind(const dem_coding *c, int32_t token)
{
    int kind = 0;
    const dem_kb_phrase *p = c->lemma[token];
    if (!p || c->doc->tokens.at[token].upos != DEM_UPOS_VERB)
        return 0;
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s)) {
        const dem_kb_frame *f = &c->kb->frames[s->row];
        if (!f->speech)
            continue;
        kind |= DEM_VERB_CLAUSE | (f->speech & DEM_SPEECH_TELLS ? DEM_VERB_TELLS : 0);
        if (dem_str_eq(dem_kb_str(c->kb, f->event), DEM_S("SAY")))
            kind |= DEM_VERB_STATES | DEM_VERB_SAYS;
    }
    return kind | (dem_kb_has_cue(c->kb, p, DEM_S("speech")) ? DEM_VERB_SAYS : 0);
}

bool dem_can_speak(const dem_coding *c, int32_t head, int verb)
{
    const dem_token *t = &c->doc->tokens.at[head];
    if (dem_is_actor(c, head) || dem_has_cue(c, head, "voice"))
        return true;
    if (c->part_of[head] || !(verb & DEM_VERB_SAYS))
        return false;
    return t->upos == DEM_UPOS_NOUN || t->upos == DEM_UPOS_PROPN || t->upos == DEM_UPOS_NUM || (t->upos == DEM_UPOS_ADJ && t->rel == DEM_REL_nsubj) || (t->upos == DEM_UPOS_PRON && t->mention >= 0);
}

/* Speakers stand outside the quotation marks, and where their cue is inserted. */
static void drop_others(const dem_coding *c, dem_said *s)
{
    bool quoted = s->cue >= 0 && (c->doc->tokens.at[s->cue].flags & DEM_TOKEN_QUOTED), inserted = s->inserted.end > s->inserted.first;
    int32_t kept = 0;
    for (int32_t i = 0; i < s->speakers.len; i++) {
        int32_t head = c->doc->mentions.at[s->speakers.at[i]].head;
        if ((quoted || !(c->doc->tokens.at[head].flags & DEM_TOKEN_QUOTED)) && (!inserted || dem_in(head, s->inserted.first, s->inserted.end)))
            s->speakers.at[kept++] = s->speakers.at[i];
    }
    s->speakers.len = kept;
}

dem_status dem_said_add(dem_coding *c, const dem_said *said, int32_t speaker)
{
    dem_said s = *said;
    ptrdiff_t known = c->doc->mentions.len;
    if (c->n_said == DEM_MAX_SAID)
        return DEM_OK;
    DEM_TRY(dem_actors_of(c, speaker, true, false, &s.speakers));
    drop_others(c, &s);
    if (s.speakers.len == 0)
        return DEM_OK;
    dem_mention *m = &c->doc->mentions.at[s.speakers.at[0]];
    if (s.speakers.at[0] >= known && m->first < s.phrase.end && s.phrase.end <= m->head && s.phrase.end > s.phrase.first + 1) { /* "according to" is not of the name */
        m->first = m->core_first = s.phrase.end;
        m->span = dem_tree_span(c, m->first, m->end);
    }
    c->said[c->n_said++] = s;
    return DEM_OK;
}

/* "that", or the word of a question. */
static bool opens_content(const dem_coding *c, int32_t token)
{
    static const char *const questions[] = {"whether", "why", "how"};
    const dem_token *t = &c->doc->tokens.at[token];
    for (ptrdiff_t i = 0; i < DEM_COUNT(questions); i++)
        if (dem_str_eq(t->fold, dem_str_of(questions[i])))
            return true;
    return dem_str_eq(t->fold, DEM_S("that")) && (t->rel == DEM_REL_mark || t->upos == DEM_UPOS_SCONJ);
}

/* Behind "claim" it opens a clause even where the tree has it as a pronoun, unless a verb follows. */
static bool is_that_before_noun(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return token + 1 < c->end && dem_str_eq(t->fold, DEM_S("that")) && t[1].upos != DEM_UPOS_VERB && t[1].upos != DEM_UPOS_AUX && t[1].upos != DEM_UPOS_ADV;
}

/* From "that" behind the verb, over whom it is told and when: "warned looters on Monday that he would". -1 if there is none. A noun that takes such a clause
 * itself keeps it: "confirmed the claim that ...". */
int32_t dem_said_that(const dem_coding *c, int32_t cue)
{
    enum { FARTHEST = 30 };
    bool aside = false, noun = c->doc->tokens.at[cue].upos == DEM_UPOS_NOUN;
    for (int32_t i = cue + 1; i < c->end && i < cue + FARTHEST; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        bool comma = !(t->flags & DEM_TOKEN_WORD) && dem_str_eq(t->form, DEM_S(","));
        if (i > cue + 1 && !aside && t[-1].upos == DEM_UPOS_NOUN && dem_has_cue(c, i - 1, "saying"))
            return -1;
        if (opens_content(c, i) || (noun && is_that_before_noun(c, i)))
            return i;
        if (comma)
            aside = !aside;
        else if (!aside && (t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_AUX || (dem_is_break(c, i) && !(t->flags & DEM_TOKEN_WORD))))
            return -1;
    }
    return -1;
}

/* The clause that begins with "that". */
dem_words dem_said_clause(const dem_coding *c, int32_t that)
{
    int32_t first = that, end = that, head = c->doc->tokens.at[that].head;
    if (head > that)
        dem_tree_extent(c, head, false, &first, &end);
    return (dem_words){that, end > that + 1 ? end : c->end};
}

/* The words that a verb of saying governs: its complement, what hangs on whom it is told, or the clause in which it is inserted. A complement of another verb
 * counts only with "that": without, the tree is often wrong. */
static bool governed(const dem_coding *c, int32_t verb, int kind, dem_words *w)
{
    static const uint8_t complements[] = {DEM_REL_ccomp, DEM_REL_parataxis};
    int32_t own_first, own_end;
    for (int i = 0; i < DEM_COUNT(complements); i++) {
        int32_t k = dem_tree_child(c, verb, complements[i]), mark = k < 0 ? -1 : dem_tree_child(c, k, DEM_REL_mark);
        if (k < verb || (!(kind & DEM_VERB_STATES) && (mark < 0 || !opens_content(c, mark))))
            continue;
        dem_tree_extent(c, k, false, &w->first, &w->end);
        if (w->first > verb)
            return true;
    }
    int32_t that = (kind & DEM_VERB_CLAUSE) ? dem_said_that(c, verb) : -1;
    if (that >= 0) {
        *w = dem_said_clause(c, that);
        return true;
    }
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->rel != DEM_REL_parataxis || t->head < 0 || !(kind & DEM_VERB_STATES))
        return false;
    dem_tree_extent(c, verb, false, &own_first, &own_end);
    dem_tree_extent(c, t->head, false, &w->first, &w->end);
    if (own_first <= w->first)
        w->first = own_end;
    else
        w->end = own_first;
    return w->first < w->end;
}

dem_said dem_said_by(const dem_coding *c, int32_t word)
{
    return (dem_said){.cue = word, .phrase = {word, word + 1}, .lemma = c->doc->tokens.at[word].lemma, .addressee = -1};
}

/* "A quoted B as saying that": the object of the verb above speaks, "B was quoted as saying": its passive subject. -1 if it is none. */
static int32_t quoted_speaker(const dem_coding *c, int32_t verb)
{
    int32_t mark = dem_tree_child(c, verb, DEM_REL_mark), above = c->doc->tokens.at[verb].head;
    if (mark < 0)
        mark = dem_tree_child(c, verb, DEM_REL_case);
    if (mark < 0 || above < 0 || above > verb || !dem_str_eq(c->doc->tokens.at[mark].fold, DEM_S("as")) || c->doc->tokens.at[above].upos != DEM_UPOS_VERB)
        return -1;
    return dem_tree_object(c, above);
}

static void set_addressee(const dem_coding *c, dem_said *s)
{
    static const uint8_t objects[] = {DEM_REL_iobj, DEM_REL_obj};
    int32_t told = dem_tree_child_of(c, s->cue, objects, DEM_COUNT(objects));
    if (told >= 0 && dem_is_actor(c, told))
        s->addressee = c->doc->tokens.at[told].mention;
}

/* "by the daily", said of a passive. */
static int32_t agent_of(const dem_coding *c, int32_t verb)
{
    for (int32_t k = c->first_child[verb]; k >= 0; k = c->next_sibling[k]) {
        uint8_t rel = c->doc->tokens.at[k].rel;
        if ((rel == DEM_REL_obl || rel == DEM_REL_obl_agent) && dem_str_eq(dem_tree_case(c, k), DEM_S("by")))
            return k;
    }
    return -1;
}

/* Who quotes somebody: the subject of the verb above "as saying", or the agent of its passive. */
static dem_status add_quoter(dem_coding *c, const dem_said *inner, int32_t above)
{
    dem_said s = dem_said_by(c, above);
    bool passive = dem_tree_child(c, above, DEM_REL_aux_pass) >= 0;
    int32_t who = passive ? agent_of(c, above) : dem_tree_subject(c, above);
    if (passive && who < 0)
        who = agent_of(c, inner->cue);
    s.content[0] = inner->content[0];
    s.n_content = 1;
    return who < 0 || !dem_can_speak(c, who, DEM_VERB_SAYS) ? DEM_OK : dem_said_add(c, &s, who);
}

/* "denied that soldiers had shot them, saying that ...": a participle behind a comma is the speaker's, wherever the tree puts it. NULL if it is none. */
static const dem_said *outer(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    if (!(t->feats & (DEM_FEAT_GER | DEM_FEAT_PART)) || verb == c->first || !dem_str_eq(t[-1].form, DEM_S(",")) || t->head < 0)
        return NULL;
    for (int i = 0; i < c->n_said; i++)
        for (int k = 0; k < c->said[i].n_content; k++)
            if (c->said[i].cue != t->head && dem_in(t->head, c->said[i].content[k].first, c->said[i].content[k].end))
                return &c->said[i];
    return NULL;
}

/* Who does it. A finite verb that takes its subject from a verb beside it may have its own before it that the tree missed: "and a diplomat says". */
static int32_t subject_of(const dem_coding *c, int32_t verb)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->rel == DEM_REL_conj && (t->feats & DEM_FEAT_FIN) && dem_tree_child(c, verb, DEM_REL_nsubj) < 0) {
        int32_t own = dem_inserted_head(c, verb);
        if (own >= 0)
            return own;
    }
    return dem_tree_subject(c, verb);
}

static bool is_denied(const dem_coding *c, int32_t verb)
{
    for (int32_t k = c->first_child[verb]; k >= 0 && k < verb; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == DEM_REL_advmod && dem_has_cue(c, k, "negation") &&
            (c->doc->tokens.at[verb].flags & DEM_TOKEN_QUOTED || !(c->doc->tokens.at[k].flags & DEM_TOKEN_QUOTED))) /* not "“Never,” she said" */
            return true;
    return false;
}

static dem_status find_verb(dem_coding *c, int32_t verb, int kind)
{
    dem_said s = dem_said_by(c, verb);
    int32_t mark = dem_tree_child(c, verb, DEM_REL_mark);
    if ((mark >= 0 && dem_has_cue(c, mark, "negation")) || is_denied(c, verb)) /* "without saying when", "did not say when" */
        return DEM_OK;
    bool quoted_cue = c->doc->tokens.at[verb].flags & DEM_TOKEN_QUOTED;
    int32_t speaker = quoted_cue ? -1 : dem_inserted_verb(c, verb, kind, &s);
    if (speaker >= 0) {
        set_addressee(c, &s);
        return dem_said_add(c, &s, speaker);
    }
    s.n_content = governed(c, verb, kind, &s.content[0]);
    if (!s.n_content && !(kind & DEM_VERB_SAYS))
        return DEM_OK;
    set_addressee(c, &s);
    int32_t quoted = s.n_content ? quoted_speaker(c, verb) : -1;
    if (quoted >= 0 && dem_can_speak(c, quoted, DEM_VERB_SAYS)) {
        DEM_TRY(add_quoter(c, &s, c->doc->tokens.at[verb].head));
        return dem_said_add(c, &s, quoted);
    }
    const dem_said *aside = s.n_content ? outer(c, verb) : NULL;
    if (aside && c->n_said < DEM_MAX_SAID) {
        s.speakers = aside->speakers;
        c->said[c->n_said++] = s;
        return DEM_OK;
    }
    speaker = subject_of(c, verb);
    if (speaker < 0 || !dem_can_speak(c, speaker, kind) || (!quoted_cue && (c->doc->tokens.at[speaker].flags & DEM_TOKEN_QUOTED)))
        return DEM_OK;
    return dem_said_add(c, &s, speaker);
}

static dem_status find_word(dem_coding *c, int32_t i)
{
    const dem_token *t = &c->doc->tokens.at[i];
    bool quoted = t->flags & DEM_TOKEN_QUOTED;
    dem_said s;
    if (!quoted && dem_said_phrase(c, i, &s)) {
        int32_t speaker = dem_inserted_phrase(c, &s);
        return speaker < 0 ? DEM_OK : dem_said_add(c, &s, speaker);
    }
    int kind = dem_verb_kind(c, i);
    if (kind & DEM_VERB_CLAUSE || (kind & DEM_VERB_SAYS && !quoted))
        return find_verb(c, i, kind);
    return t->upos == DEM_UPOS_NOUN && !quoted && dem_has_cue(c, i, "saying") ? dem_said_noun(c, i) : DEM_OK;
}

static bool is_citing(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return t->upos == DEM_UPOS_VERB && (t->feats & (DEM_FEAT_GER | DEM_FEAT_PART)) && !(t->feats & DEM_FEAT_PAST) && dem_has_cue(c, token, "citing");
}

dem_status dem_said_find(dem_coding *c)
{
    int32_t citing = -1;
    c->n_said = 0;
    for (int32_t i = c->first; i < c->end; i++) {
        if (!(c->doc->tokens.at[i].flags & DEM_TOKEN_WORD))
            continue;
        if (is_citing(c, i))
            citing = i;
        else
            DEM_TRY(find_word(c, i));
    }
    if (citing >= 0)
        DEM_TRY(dem_said_cited(c, citing));
    for (int i = 0; i < c->n_said; i++)
        if (c->said[i].n_content)
            return DEM_OK;
    return dem_said_colon(c);
}
