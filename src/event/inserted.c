#include "event/event_internal.h"

static bool form_in(const dem_coding *c, int32_t token, const char *const *forms, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++)
        if (dem_str_eq(c->doc->tokens.at[token].form, dem_str_of(forms[i])))
            return true;
    return false;
}

static bool is_mark(const dem_coding *c, int32_t token)
{
    static const char *const marks[] = {"\"", "“", "”", "„", "«", "»", "''", "``"};
    return form_in(c, token, marks, DEM_COUNT(marks));
}

static bool is_form(const dem_coding *c, int32_t token, const char *form)
{
    return dem_str_eq(c->doc->tokens.at[token].form, dem_str_of(form));
}

bool dem_is_break(const dem_coding *c, int32_t token)
{
    static const char *const marks[] = {",", ";", ":", "—", "–", "--"};
    const dem_token *t = &c->doc->tokens.at[token];
    if (t->flags & DEM_TOKEN_QUOTED)
        return true;
    if (t->flags & DEM_TOKEN_WORD)
        return false;
    bool dash = is_form(c, token, "-") && token > c->first && (t[-1].flags & DEM_TOKEN_SPACE); /* not that of "press-service" */
    return dash || form_in(c, token, marks, DEM_COUNT(marks)) || is_mark(c, token);
}

static bool ends_sentence(const dem_coding *c, int32_t token)
{
    static const char *const stops[] = {".", "?", "!", "…", "..."};
    return form_in(c, token, stops, DEM_COUNT(stops)) && !(c->doc->tokens.at[token].flags & DEM_TOKEN_QUOTED);
}

static bool is_nominal(uint8_t upos)
{
    return upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN || upos == DEM_UPOS_PRON || upos == DEM_UPOS_NUM;
}

/* Words that open a clause of their own, so that a verb behind them is not that of the clause around it. */
static bool opens_clause(const dem_coding *c, int32_t token)
{
    static const char *const words[] = {"who", "whom", "whose", "which", "where", "when", "after", "before", "while", "as", "since", "because", "if", "although", "though", "until", "unless", "what", "whatever", "how", "why", "that"};
    uint8_t upos = c->doc->tokens.at[token].upos;
    if (upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN || upos == DEM_UPOS_ADJ || upos == DEM_UPOS_VERB || upos == DEM_UPOS_AUX || upos == DEM_UPOS_PUNCT)
        return false;
    for (ptrdiff_t i = 0; i < DEM_COUNT(words); i++)
        if (dem_str_eq(c->doc->tokens.at[token].fold, dem_str_of(words[i])))
            return true;
    return false;
}

static bool is_finite(const dem_coding *c, int32_t token)
{
    const dem_token *t = &c->doc->tokens.at[token];
    return t->upos == DEM_UPOS_AUX || (t->upos == DEM_UPOS_VERB && (t->feats & (DEM_FEAT_FIN | DEM_FEAT_IMP)));
}

/* A verb of its own stands there: none that belongs to "who ..." or "after ...", up to the next comma, if these do not count. */
static bool has_clause(const dem_coding *c, dem_words w, bool inner)
{
    for (int32_t i = w.first; i < w.end; i++) {
        while (!inner && i < w.end && opens_clause(c, i))
            while (++i < w.end && !dem_is_break(c, i))
                continue;
        if (i < w.end && is_finite(c, i))
            return true;
    }
    return false;
}

/* The head of the noun phrase among the words: hangs on something outside them. */
static int32_t head_among(const dem_coding *c, dem_words w)
{
    for (int32_t i = w.first; i < w.end; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        if ((is_nominal(t->upos) || t->rel == DEM_REL_nsubj) && !dem_in(t->head, w.first, w.end) && t->rel != DEM_REL_nmod_poss && dem_tree_child(c, i, DEM_REL_case) < 0)
            return i;
    }
    int32_t last = w.end - 1; /* "an official", "a daily" may be taken for adjectives */
    return last >= w.first && c->doc->tokens.at[last].upos == DEM_UPOS_ADJ ? last : -1;
}

/* The last subject before the verb. */
static int32_t subject_before(const dem_coding *c, int32_t verb)
{
    int32_t last = -1;
    bool quoted = c->doc->tokens.at[verb].flags & DEM_TOKEN_QUOTED;
    for (int32_t k = c->first_child[verb]; k >= 0 && k < verb; k = c->next_sibling[k])
        if (c->doc->tokens.at[k].rel == DEM_REL_nsubj && (quoted || !(c->doc->tokens.at[k].flags & DEM_TOKEN_QUOTED)))
            last = k;
    return last;
}

/* From the last ";" or ":" before `end`, without the conjunction behind it. */
static int32_t clause_start(const dem_coding *c, int32_t end)
{
    int32_t start = c->first;
    for (int32_t i = c->first; i < end; i++)
        if (!(c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED) && (is_form(c, i, ";") || is_form(c, i, ":")))
            start = i + 1;
    while (start < end && c->doc->tokens.at[start].upos == DEM_UPOS_CCONJ)
        start++;
    return start;
}

/* Behind the inserted clause what is said goes on, unless another clause begins that only hangs on it: "..., the army said, but ...". */
static bool goes_on(const dem_coding *c, dem_words after, bool begun)
{
    const dem_token *t = &c->doc->tokens.at[after.first];
    if (after.end - after.first < 2 || t->upos == DEM_UPOS_CCONJ || opens_clause(c, after.first) || dem_str_eq(t->fold, DEM_S("that")) ||
        (t->upos == DEM_UPOS_VERB && !(t->feats & DEM_FEAT_FIN)))
        return false;
    return !begun || has_clause(c, after, false);
}

static bool is_quoted_before(const dem_coding *c, int32_t token)
{
    for (int32_t i = token - 1; i >= c->first; i--) {
        if (c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED)
            return true;
        if (c->doc->tokens.at[i].flags & DEM_TOKEN_WORD)
            return false;
    }
    return false;
}

/* What is said: the words before the inserted ones, and those behind them; behind a quotation only what is quoted too. */
static void take_content(const dem_coding *c, dem_said *s)
{
    dem_words before = {clause_start(c, s->inserted.first), s->inserted.first};
    dem_words after = {s->inserted.end, c->end};
    while (before.end > before.first && !(c->doc->tokens.at[before.end - 1].flags & DEM_TOKEN_WORD))
        before.end--;
    for (int32_t i = after.first; i < after.end; i++)
        if (is_form(c, i, ";") && !(c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED))
            after.end = i;
    while (after.first < after.end && !(c->doc->tokens.at[after.first].flags & DEM_TOKEN_WORD))
        after.first++;
    if (before.end <= before.first && after.first < after.end && c->doc->tokens.at[after.first].upos == DEM_UPOS_VERB) /* "according to A, citing B, ..." */
        while (after.first < after.end && !dem_is_break(c, after.first++))
            continue;
    bool begun = before.end > before.first && !opens_clause(c, before.first) && has_clause(c, before, true) && c->doc->tokens.at[before.first].upos != DEM_UPOS_AUX;
    s->n_content = 0;
    if (before.end > before.first)
        s->content[s->n_content++] = before;
    bool quoted = is_quoted_before(c, s->inserted.first) && !(after.first < after.end && c->doc->tokens.at[after.first].flags & DEM_TOKEN_QUOTED);
    if (after.end > after.first && !quoted && goes_on(c, after, begun))
        s->content[s->n_content++] = after;
}

/* Nothing stands behind the verb that could be what is said: "the minister told a congress in Harare", not "the minister said the road was open". */
static bool is_complete(const dem_coding *c, int32_t verb, int kind, int32_t end, bool inverted)
{
    static const uint8_t complements[] = {DEM_REL_ccomp, DEM_REL_xcomp};
    if (has_clause(c, (dem_words){verb + 1, end}, false) || dem_tree_child(c, verb, DEM_REL_aux_pass) >= 0)
        return false;
    for (int i = 0; i < DEM_COUNT(complements); i++) {
        int32_t k = dem_tree_child(c, verb, complements[i]);
        if (k > verb && k < end)
            return false;
    }
    for (int32_t k = verb + 1; k < end; k++)
        if (c->doc->tokens.at[k].rel == DEM_REL_mark && dem_str_eq(c->doc->tokens.at[k].fold, DEM_S("that")))
            return false;
    int32_t object = dem_tree_child(c, verb, DEM_REL_obj);
    return inverted || (kind & DEM_VERB_TELLS) || object < verb || object >= end || (c->part_of[object] & (DEM_PART_DATE | DEM_PART_DURATION)) ||
           dem_is_actor(c, object);
}

/* "says the minister", "told to journalists the minister": the phrase behind the verb. */
static int32_t inverted_speaker(const dem_coding *c, int32_t verb, int kind, int32_t end)
{
    int32_t from = verb + 1;
    while (from < end && c->doc->tokens.at[from].upos == DEM_UPOS_ADV)
        from++;
    if (from + 1 < end && (kind & DEM_VERB_TELLS) && c->doc->tokens.at[from].upos == DEM_UPOS_ADP) /* whom it is told */
        from += 2;
    if (from >= end)
        return -1;
    uint8_t upos = c->doc->tokens.at[from].upos;
    if (!is_nominal(upos) && upos != DEM_UPOS_DET && upos != DEM_UPOS_ADJ)
        return -1;
    int32_t head = head_among(c, (dem_words){from, end});
    return head >= 0 && !(c->part_of[head] & (DEM_PART_DATE | DEM_PART_DURATION | DEM_PART_MONEY)) ? head : -1;
}

/* Only auxiliaries and adverbs stand there. */
static bool is_bare(const dem_coding *c, dem_words w)
{
    for (int32_t i = w.first; i < w.end; i++)
        if (c->doc->tokens.at[i].upos != DEM_UPOS_AUX && c->doc->tokens.at[i].upos != DEM_UPOS_ADV)
            return false;
    return true;
}

/* Where the clause of the verb begins: behind the nearest comma, or before the subject if only its own apposition stands between. */
static int32_t clause_of(const dem_coding *c, int32_t verb, int32_t *subject)
{
    int32_t start = verb, first, end;
    while (start > c->first && !dem_is_break(c, start - 1))
        start--;
    *subject = subject_before(c, verb);
    if (*subject >= start || (*subject < 0 && is_bare(c, (dem_words){start, verb})))
        return start;
    if (!is_bare(c, (dem_words){start, verb})) {
        *subject = head_among(c, (dem_words){start, verb});
        return start;
    }
    dem_tree_extent(c, *subject, false, &first, &end);
    while (first < *subject && !(c->doc->tokens.at[first].flags & DEM_TOKEN_WORD))
        first++;
    return first;
}

/* A clause stands there, also one whose verb was taken for a participle. */
static bool has_statement(const dem_coding *c, dem_words w)
{
    for (int32_t i = w.first; i < w.end; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        if (t->upos == DEM_UPOS_VERB && (t->rel == DEM_REL_ccomp || t->rel == DEM_REL_root))
            return true;
    }
    return has_clause(c, w, false);
}

/* What precedes can have been said: a clause, or what stands in quotation marks, or is as short as headlines are. */
static bool can_be_said(const dem_coding *c, int32_t before, int32_t after)
{
    dem_words w = {clause_start(c, before), before};
    if (is_quoted_before(c, before))
        return true;
    if (after < c->end && dem_str_eq(c->doc->tokens.at[after].form, DEM_S(",")) && w.end > w.first && goes_on(c, (dem_words){after + 1, c->end}, true))
        return true; /* "Paper, he said, burns" */
    int32_t words = 0;
    for (int32_t i = w.first; i < w.end; i++)
        words += (c->doc->tokens.at[i].flags & DEM_TOKEN_WORD) != 0;
    if (words < 3)
        return false;
    return dem_has_cue(c, w.first, "negation") || !ends_sentence(c, c->end - 1) || has_statement(c, w);
}

/* The speaker stands right there, at most behind an adverb: not "accepting what the mayor demanded". */
static bool begins_with(const dem_coding *c, int32_t start, int32_t head)
{
    int32_t first, end;
    dem_tree_extent(c, head, true, &first, &end);
    for (int32_t i = start; i < first; i++) {
        uint8_t upos = c->doc->tokens.at[i].upos;
        if (upos == DEM_UPOS_VERB || upos == DEM_UPOS_AUX || upos == DEM_UPOS_ADP || upos == DEM_UPOS_SCONJ)
            return false;
    }
    return !opens_clause(c, start) && c->doc->tokens.at[start].upos != DEM_UPOS_CCONJ;
}

int32_t dem_inserted_head(const dem_coding *c, int32_t verb)
{
    int32_t start = verb;
    while (start > c->first && !dem_is_break(c, start - 1) && c->doc->tokens.at[start - 1].upos != DEM_UPOS_CCONJ)
        start--;
    return head_among(c, (dem_words){start, verb});
}

/* "says a lab", to the end of the sentence: nobody is said, so it is the lab that says it. */
static bool says_somebody(const dem_coding *c, int32_t verb, int32_t end)
{
    int32_t head = dem_lemma_is(c, verb, "say") && (end == c->end || ends_sentence(c, end)) ? head_among(c, (dem_words){verb + 1, end}) : -1;
    return head >= 0 && !has_clause(c, (dem_words){verb + 1, end}, true) && inverted_speaker(c, verb, 0, end) == head;
}

int32_t dem_inserted_verb(const dem_coding *c, int32_t verb, int kind, dem_said *s)
{
    const dem_token *t = &c->doc->tokens.at[verb];
    int32_t speaker, start = clause_of(c, verb, &speaker), end = verb + 1;
    if (!(kind & DEM_VERB_SAYS) || (t->feats & (DEM_FEAT_INF | DEM_FEAT_GER)) || ((t->feats & DEM_FEAT_PART) && (t->feats & DEM_FEAT_PRES)))
        return -1;
    while (end < c->end && !dem_is_break(c, end) && !ends_sentence(c, end))
        end++;
    bool colon = end < c->end && is_form(c, end, ":") && !(end + 1 < c->end && is_mark(c, end + 1));
    if (colon || (end < c->end && is_mark(c, end) && !is_quoted_before(c, start)))
        return -1;
    bool inverted = speaker < 0;
    if (speaker >= 0 && verb > c->first && dem_is_break(c, verb - 1) && says_somebody(c, verb, end)) { /* "Blast was no test, says a lab" */
        inverted = true;
        start = verb;
    }
    if (start <= c->first || !dem_is_break(c, start - 1) || !can_be_said(c, start - 1, end) || !is_complete(c, verb, kind, end, inverted))
        return -1;
    if (inverted)
        speaker = is_bare(c, (dem_words){start, verb}) ? inverted_speaker(c, verb, kind, end) : -1;
    else if (!begins_with(c, start, speaker))
        return -1;
    if (speaker < 0 || !dem_can_speak(c, speaker, kind))
        return -1;
    s->inserted = (dem_words){start, end};
    take_content(c, s);
    return speaker;
}

int32_t dem_inserted_phrase(const dem_coding *c, dem_said *s)
{
    const int32_t first = s->phrase.first, after = s->phrase.end;
    int32_t end = after;
    while (end < c->end && !dem_is_break(c, end) && !ends_sentence(c, end))
        end++;
    int32_t head = -1;
    for (int32_t i = after; i < end && head < 0; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        if (is_nominal(t->upos) && (!dem_in(t->head, after, end) || c->doc->tokens.at[t->head].upos == DEM_UPOS_VERB))
            head = i;
    }
    if (head < 0 || dem_has_cue(c, head, "measure") || !dem_can_speak(c, head, DEM_VERB_SAYS))
        return -1;
    s->inserted = (dem_words){first, end};
    take_content(c, s);
    return s->n_content ? head : -1;
}
