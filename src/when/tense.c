#include "when/when_internal.h"

/* Which way a clause looks decides which Friday "on Friday" is. The words before the time are read from the time back to the first that tells; the words
 * behind it only when those before tell nothing ("On Friday the ministers will meet"). */

static bool is_modal(const dem_timer *w, int32_t i)
{
    static const char *const modals[] = {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll", "wo", "ca", "ll"};
    const dem_token *t = dem_when_token(w, i);
    return t->upos == DEM_UPOS_AUX && DEM_WHEN_ONE_OF(w, i, modals);
}

/* "could have met" lies in the past. */
static bool perfect_behind(const dem_timer *w, int32_t i)
{
    return dem_when_is(w, i + 1, "have") || ((dem_when_is(w, i + 1, "not") || dem_when_is(w, i + 1, "n't")) && dem_when_is(w, i + 2, "have"));
}

/* Words of data/language/cues.tsv that look ahead: due, expected, planned, set. */
static bool looks_ahead(const dem_timer *w, int32_t i)
{
    static const char *const behind[] = {"to", "for"};
    const dem_token *t = dem_when_token(w, i);
    if (t->upos == DEM_UPOS_ADP || t->upos == DEM_UPOS_ADV || is_modal(w, i) || dem_when_is(w, i, "going"))
        return false;
    bool set = dem_when_is(w, i, "set");
    if (set && !DEM_WHEN_ONE_OF(w, i + 1, behind))
        return false;
    const dem_kb_phrase *p = t->lemma.len ? dem_kb_find_text(w->kb, t->lemma) : NULL;
    return dem_kb_has_cue(w->kb, p, DEM_S("future")) && !dem_when_is(w, i, "will");
}

/* An infinitive lies ahead of what governs it ("agreed to meet on Friday") unless that tells that it came about ("failed to", "was forced to") or
 * the infinitive is a mere purpose: then the words before it decide. */
static bool infinitive_ahead(const dem_timer *w, int32_t to)
{
    enum { LOOK_BACK = 8 };
    static const char *const came_about[] = {"force", "fail", "manage", "begin", "start", "continue", "help", "try", "use", "come", "oblige", "compel", "forget", "happen",
                                             "tend", "proceed", "attempt", "cause", "enable", "able", "have", "refuse", "decline", "go", "fight", "move", "rush", "struggle"};
    static const char *const ahead[] = {"agree", "promise", "pledge", "vow", "threaten", "ask", "urge", "invite", "want", "decide", "order", "hope", "intend", "plan", "offer",
                                        "choose", "prepare", "aim", "tell", "encourage", "persuade", "convince", "expect", "need", "like", "be", "vote", "call", "seek",
                                        "request", "warn", "allow", "ready"};
    for (int32_t k = to - 1; k >= w->first && k > to - LOOK_BACK; k--) {
        if (dem_when_lemma_of(w, k, came_about, DEM_COUNT(came_about)))
            return false;
        if (dem_when_lemma_of(w, k, ahead, DEM_COUNT(ahead)))
            return true;
        if (dem_when_upos(w, k) == DEM_UPOS_VERB)
            return false;
    }
    return true; /* "Ministers to meet on Friday" */
}

/* What one word tells: -1, 1, or 0 for nothing. */
static int told_by(const dem_timer *w, int32_t i)
{
    static const char *const timetable[] = {"begin", "start", "open", "end", "expire", "close", "convene", "resume", "meet", "kick"};
    const dem_token *t = dem_when_token(w, i);
    if (looks_ahead(w, i))
        return 1;
    if (is_modal(w, i))
        return perfect_behind(w, i) ? -1 : 1;
    if (t->upos == DEM_UPOS_PART && dem_when_is(w, i, "to"))
        return infinitive_ahead(w, i) ? 1 : 0;
    if (t->upos != DEM_UPOS_VERB && t->upos != DEM_UPOS_AUX)
        return 0;
    bool participle = (t->feats & DEM_FEAT_PART) && !(t->feats & DEM_FEAT_FIN);
    if ((t->feats & DEM_FEAT_PAST) && !participle)
        return -1;
    if (t->upos == DEM_UPOS_AUX && (dem_when_is(w, i, "has") || dem_when_is(w, i, "have")))
        return perfect_behind(w, i - 1) ? 0 : -1; /* of a modal perfect the modal tells */
    bool present = (t->feats & DEM_FEAT_PRES) && (t->feats & DEM_FEAT_FIN);
    return present && dem_when_lemma_of(w, i, timetable, DEM_COUNT(timetable)) ? 1 : 0;
}

int dem_when_tense(const dem_timer *w, int32_t token)
{
    enum { LOOK = 14 };
    bool participle = false;
    if (dem_when_is(w, token - 1, "of") && dem_when_is(w, token - 2, "ahead"))
        return 1;
    for (int32_t k = token - 1; k >= w->first && k > token - LOOK; k--) {
        if (dem_when_is(w, k, ";"))
            break;
        int told = told_by(w, k);
        if (told)
            return told;
        participle = participle || (dem_when_upos(w, k) == DEM_UPOS_VERB && (dem_when_token(w, k)->feats & DEM_FEAT_PAST));
    }
    if (participle)
        return -1;
    for (int32_t k = token + 1; k < w->end && k < token + LOOK; k++) {
        int told = told_by(w, k);
        if (told)
            return told;
    }
    return 0;
}
