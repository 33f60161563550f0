#include "event/event_internal.h"

enum { FEWEST = 2 /* quoted words that are a quotation; a single one is a word in inverted commas */ };

/* The quotations of a sentence, and whose they are. */
typedef struct {
    dem_words run[DEM_MAX_SAID]; /* words between quotation marks */
    int owner[DEM_MAX_SAID];     /* index into c->said, -1 = nobody's yet */
    int n;
} quotations;

static bool is_quoted(const dem_coding *c, int32_t token)
{
    return c->doc->tokens.at[token].flags & DEM_TOKEN_QUOTED;
}

static int32_t words_in(const dem_coding *c, dem_words w, bool outside)
{
    int32_t n = 0;
    for (int32_t i = w.first; i < w.end; i++)
        n += (c->doc->tokens.at[i].flags & DEM_TOKEN_WORD) && !(outside && is_quoted(c, i));
    return n;
}

/* Words that all begin with capitals or digits are more likely a name in quotation marks, if there are few. */
static bool is_name(const dem_coding *c, dem_words w)
{
    enum { LONGEST = 3 };
    for (int32_t i = w.first; i < w.end; i++)
        if ((c->doc->tokens.at[i].flags & DEM_TOKEN_WORD) && !(c->doc->tokens.at[i].flags & (DEM_TOKEN_CAPITAL | DEM_TOKEN_DIGIT)))
            return false;
    return words_in(c, w, false) <= LONGEST;
}

static void find_runs(const dem_coding *c, quotations *q)
{
    *q = (quotations){.n = 0};
    for (int32_t i = c->first; i < c->end; i++) {
        dem_words w = {i, i};
        while (w.end < c->end && is_quoted(c, w.end))
            w.end++;
        if (w.end == i)
            continue;
        if (q->n < DEM_MAX_SAID && words_in(c, w, false)) {
            q->owner[q->n] = -1;
            q->run[q->n++] = w;
        }
        i = w.end;
    }
}

/* Quotation marks that nobody closes, up to the end of the paragraph or a few sentences on. */
static bool is_unclosed(const dem_coding *c)
{
    enum { FARTHEST = 8 };
    const dem_doc *doc = c->doc;
    int32_t token = c->end - 1;
    for (int32_t s = c->sentence; s < doc->sentences.len && s < c->sentence + FARTHEST; s++) {
        const dem_sentence *sentence = &doc->sentences.at[s];
        if (sentence->paragraph != doc->sentences.at[c->sentence].paragraph)
            break;
        for (token = s == c->sentence ? token : sentence->first; token < sentence->first + sentence->count; token++)
            if (!is_quoted(c, token))
                return false;
    }
    return true;
}

/* "“We will not leave, the general said.", where the second mark is missing: the words around the cue are not quoted. */
static void repair_marks(dem_coding *c)
{
    dem_said s;
    if (c->end == c->first || !is_quoted(c, c->end - 1) || !is_unclosed(c))
        return;
    for (int32_t i = c->first; i < c->end; i++) {
        int kind = dem_verb_kind(c, i);
        if (!(kind & DEM_VERB_STATES))
            continue;
        dem_words w = {i, c->end};
        while (w.first > c->first && !dem_str_eq(c->doc->tokens.at[w.first].form, DEM_S(",")))
            w.first--;
        for (int32_t k = w.first; k < w.end; k++)
            c->doc->tokens.at[k].flags &= (uint16_t)~DEM_TOKEN_QUOTED;
        if (w.first > c->first && dem_inserted_verb(c, i, kind, &s) >= 0)
            return;
        for (int32_t k = w.first; k < w.end; k++)
            c->doc->tokens.at[k].flags |= DEM_TOKEN_QUOTED;
    }
}

/* No word stands between. */
static bool touch(const dem_coding *c, int32_t end, int32_t first)
{
    return end <= first && words_in(c, (dem_words){end, first}, false) == 0;
}

static bool meets(dem_words a, dem_words b)
{
    return a.first < b.end && b.first < a.end;
}

/* How close a cue is to quoted words; smaller is closer, INT32_MAX if they are not its. */
static int distance(const dem_coding *c, const dem_said *s, dem_words run)
{
    enum { BESIDE, ABOVE = 100, WITHIN = 200, NEAR = 300 };
    if (s->cue >= 0 && is_quoted(c, s->cue))
        return INT32_MAX;
    bool inserted = s->inserted.end > s->inserted.first;
    if (inserted && (touch(c, run.end, s->inserted.first) || touch(c, s->inserted.end, run.first)))
        return BESIDE;
    if (!inserted && s->cue >= 0 && touch(c, s->cue + 1, run.first))
        return BESIDE;
    int32_t at = run.first;
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++, at = c->doc->tokens.at[at].head) {
        if (at == s->cue)
            return ABOVE + step;
        if (c->doc->tokens.at[at].rel == DEM_REL_acl_relcl && !is_quoted(c, at) && dem_verb_kind(c, at)) /* "a figure that the ministry called “...”" */
            return INT32_MAX;
    }
    for (int i = 0; i < s->n_content; i++)
        if (meets(s->content[i], run))
            return WITHIN + i;
    if (words_in(c, run, false) < FEWEST || (s->cue >= 0 && !(dem_verb_kind(c, s->cue) & DEM_VERB_SAYS)))
        return INT32_MAX;
    int32_t gap = s->cue < run.first ? run.first - s->cue : s->cue - run.end;
    return NEAR + gap;
}

static bool is_colon(const dem_coding *c, int32_t token)
{
    return dem_str_eq(c->doc->tokens.at[token].form, DEM_S(":"));
}

/* The colon before a quotation or behind it; -1 if there is none. */
static int32_t colon_beside(const dem_coding *c, dem_words run)
{
    for (int32_t i = run.first - 1; i > c->first && !(c->doc->tokens.at[i].flags & DEM_TOKEN_WORD); i--)
        if (is_colon(c, i))
            return i;
    for (int32_t i = run.end; i < c->end && !(c->doc->tokens.at[i].flags & DEM_TOKEN_WORD); i++)
        if (is_colon(c, i))
            return i;
    return -1;
}

static void assign_runs(const dem_coding *c, quotations *q)
{
    for (int r = 0; r < q->n; r++) {
        int best = INT32_MAX;
        bool name = is_name(c, q->run[r]);
        for (int i = 0; i < c->n_said; i++) {
            int d = distance(c, &c->said[i], q->run[r]);
            bool beyond_doubt = d == 0 && (c->said[i].inserted.end > c->said[i].inserted.first || colon_beside(c, q->run[r]) >= 0);
            if (d < best && (!name || beyond_doubt)) { /* "“Never,” he said" */
                best = d;
                q->owner[r] = i;
            }
        }
    }
}

/* The verb over quoted words that no verb of saying reports: "called the raid “a theft”", "vowed to fight “to the last bullet”". */
static dem_status find_governor(dem_coding *c, quotations *q, int r)
{
    int32_t at = is_name(c, q->run[r]) ? -1 : q->run[r].first;
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++, at = c->doc->tokens.at[at].head) {
        if (is_quoted(c, at) || !(dem_verb_utters(c, at) || dem_verb_kind(c, at)))
            continue;
        int32_t speaker = dem_tree_subject(c, at);
        if (speaker < 0 || is_quoted(c, speaker) || !dem_can_speak(c, speaker, DEM_VERB_SAYS))
            continue;
        dem_said s = {.cue = at, .phrase = {at, at + 1}, .lemma = c->doc->tokens.at[at].lemma, .addressee = -1};
        int had = c->n_said;
        DEM_TRY(dem_said_add(c, &s, speaker));
        if (c->n_said > had)
            q->owner[r] = had;
        return DEM_OK;
    }
    return DEM_OK;
}

/* "The minister was blunt: “...”", "“Not one tonne more”: hosts reject the plan": a quotation beside a colon belongs to whom the rest is about. */
static dem_status find_introduced(dem_coding *c, quotations *q, int r)
{
    int32_t colon = colon_beside(c, q->run[r]), root = -1;
    dem_words rest = colon < q->run[r].first ? (dem_words){c->first, colon} : (dem_words){colon + 1, c->end};
    if (colon < 0)
        return DEM_OK;
    for (int32_t i = rest.first; i < rest.end && root < 0; i++) {
        const dem_token *t = &c->doc->tokens.at[i];
        if (t->upos == DEM_UPOS_VERB || t->upos == DEM_UPOS_AUX)
            root = t->upos == DEM_UPOS_AUX && t->head >= 0 ? t->head : i;
    }
    int32_t speaker = root < 0 ? -1 : dem_tree_subject(c, root);
    if (speaker >= 0 && !dem_is_actor(c, speaker)) { /* "Dublin's answer" */
        int32_t owner = dem_tree_child(c, speaker, DEM_REL_nmod_poss);
        speaker = owner >= 0 || colon < q->run[r].first ? owner : speaker;
    }
    if (speaker < 0 || !dem_in(speaker, rest.first, rest.end) || !dem_can_speak(c, speaker, DEM_VERB_SAYS))
        return DEM_OK;
    dem_said s = {.cue = -1, .inserted = rest, .addressee = -1};
    int had = c->n_said;
    DEM_TRY(dem_said_add(c, &s, speaker));
    if (c->n_said > had)
        q->owner[r] = had;
    return DEM_OK;
}

static bool is_stop(const dem_coding *c, int32_t token)
{
    static const char *const stops[] = {",", ":", ";", ".", "?", "!", "…", "-", "–", "—"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(stops); i++)
        if (dem_str_eq(c->doc->tokens.at[token].form, dem_str_of(stops[i])))
            return true;
    return false;
}

/* Quoted words that stand for themselves: behind a stop, at the beginning, or right behind the cue ("told reporters “no”"); not as a part of somebody's clause. */
static bool is_framed(const dem_coding *c, const dem_said *s, dem_words run)
{
    int32_t before = run.first - 1;
    bool stop = false;
    for (; before >= c->first && !(c->doc->tokens.at[before].flags & DEM_TOKEN_WORD); before--)
        stop = stop || is_stop(c, before);
    if (before < c->first || stop || is_quoted(c, before))
        return true;
    int kind = s->cue < 0 ? 0 : dem_verb_kind(c, s->cue);
    if (before == s->cue)
        return kind & DEM_VERB_STATES;
    if (before < s->cue || !(kind & DEM_VERB_TELLS))
        return false;
    uint8_t upos = c->doc->tokens.at[before].upos;
    return upos == DEM_UPOS_NOUN || upos == DEM_UPOS_PROPN || upos == DEM_UPOS_PRON;
}

static int kind_of(const dem_coding *c, const dem_said *s, const quotations *q, int owner)
{
    int32_t quoted = 0, unquoted = 0;
    for (int r = 0; r < q->n; r++) {
        if (q->owner[r] != owner)
            continue;
        if (!is_framed(c, s, q->run[r]))
            return DEM_QUOTE_MIXED;
        quoted += words_in(c, q->run[r], false);
    }
    for (int i = 0; i < s->n_content; i++)
        unquoted += words_in(c, s->content[i], true);
    return unquoted > quoted ? DEM_QUOTE_MIXED : DEM_QUOTE_DIRECT;
}

static dem_status add_statement(dem_coding *c, dem_statement s, const dem_words *parts, int n)
{
    dem_statement *slot = dem_push(c->doc->arena, &c->doc->statements);
    if (!slot)
        return DEM_NO_MEMORY;
    s.sentence = c->sentence;
    s.evidence = c->doc->sentences.at[c->sentence].span;
    s.parts.at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *s.parts.at);
    if (!s.parts.at)
        return DEM_NO_MEMORY;
    for (int i = 0; i < n; i++)
        s.parts.at[i] = dem_tree_span(c, parts[i].first, parts[i].end);
    s.parts.len = n;
    *slot = s;
    return DEM_OK;
}

static void remember(dem_coding *c, int32_t speaker)
{
    c->last_speaker = speaker;
    c->speaker_paragraph = c->doc->sentences.at[c->sentence].paragraph;
}

/* One statement for each speaker; another side of the same noun is none. */
static dem_status write_said(dem_coding *c, const quotations *q, int owner)
{
    const dem_said *s = &c->said[owner];
    dem_words parts[DEM_MAX_SAID];
    int n = 0, kind = DEM_QUOTE_INDIRECT;
    if (s->cue >= 0 && is_quoted(c, s->cue)) /* what somebody says that somebody says is no statement of its own */
        return DEM_OK;
    for (int r = 0; r < q->n; r++)
        if (q->owner[r] == owner)
            parts[n++] = q->run[r];
    if (n)
        kind = kind_of(c, s, q, owner);
    for (int i = 0; n == 0 && i < s->n_content; i++)
        parts[i] = s->content[i];
    n = n ? n : s->n_content;
    if (n == 0)
        return DEM_OK;
    dem_span cue = s->phrase.end > s->phrase.first ? dem_tree_span(c, s->phrase.first, s->phrase.end) : (dem_span){0};
    for (int32_t i = 0; i < s->speakers.len; i++) {
        int32_t m = s->speakers.at[i];
        if (i > 0 && c->doc->mentions.at[s->speakers.at[i - 1]].also == m)
            continue;
        dem_statement one = {.speaker = m, .addressee = s->addressee, .verb = s->cue, .cue = cue, .lemma = s->lemma, .kind = (uint8_t)kind};
        DEM_TRY(add_statement(c, one, parts, n));
    }
    remember(c, s->speakers.at[0]);
    return DEM_OK;
}

/* Who is named at the end of a quotation that goes on in the next sentences; -1 if nobody is. */
static dem_status look_ahead(dem_coding *c, int32_t *speaker)
{
    enum { FARTHEST = 8 };
    const dem_coding here = *c;
    int32_t s = c->sentence + 1;
    *speaker = c->sentence < c->open_until ? c->open_speaker : -1;
    if (c->sentence < c->open_until)
        return DEM_OK;
    dem_status status = DEM_OK;
    for (; status == DEM_OK && *speaker < 0 && s < c->doc->sentences.len && s <= here.sentence + FARTHEST && c->doc->sentences.at[s].in_quote; s++) {
        c->sentence = s;
        c->first = c->doc->sentences.at[s].first;
        c->end = c->first + c->doc->sentences.at[s].count;
        quotations q;
        find_runs(c, &q);
        if (q.n == 0 || q.run[0].first != c->first)
            continue;
        status = dem_said_find(c);
        assign_runs(c, &q);
        if (q.owner[0] >= 0)
            *speaker = c->said[q.owner[0]].speakers.at[0];
    }
    *c = here;
    c->open_until = s;
    c->open_speaker = *speaker;
    return status;
}

/* Quotations of a sentence that nobody in it says, if they are most of it. */
static dem_status write_loose(dem_coding *c, const quotations *q)
{
    dem_words loose[DEM_MAX_SAID];
    int n = 0;
    int32_t quoted = 0, ahead = -1;
    for (int r = 0; r < q->n; r++)
        if (q->owner[r] < 0) {
            loose[n++] = q->run[r];
            quoted += words_in(c, q->run[r], false);
        }
    if (n == 0 || quoted < FEWEST || 2 * quoted <= words_in(c, (dem_words){c->first, c->end}, false))
        return DEM_OK;
    DEM_TRY(look_ahead(c, &ahead));
    if (ahead < 0 && c->last_speaker < 0)
        return DEM_OK;
    remember(c, ahead >= 0 ? ahead : c->last_speaker);
    return add_statement(c, (dem_statement){.speaker = c->last_speaker, .addressee = -1, .verb = -1, .kind = DEM_QUOTE_DIRECT}, loose, n);
}

/* What only quotation marks told is content too, for those who ask who says something. */
static void keep_quoted(dem_coding *c, const quotations *q)
{
    for (int r = 0; r < q->n; r++) {
        dem_said *s = q->owner[r] < 0 ? NULL : &c->said[q->owner[r]];
        bool known = false;
        for (int i = 0; s && i < s->n_content; i++)
            known = known || meets(s->content[i], q->run[r]);
        if (!s || known)
            continue;
        if (s->n_content < 2)
            s->content[s->n_content++] = q->run[r];
        else if (s->content[1].end < q->run[r].end)
            s->content[1].end = q->run[r].end;
    }
}

/* All quotations belong to somebody: a cue in the sentence, a verb over them, who is named where the quotation ends, else whoever spoke last. */
dem_status dem_quote_statements(dem_coding *c)
{
    quotations q;
    ptrdiff_t before = c->doc->statements.len;
    repair_marks(c);
    find_runs(c, &q);
    DEM_TRY(dem_said_find(c));
    assign_runs(c, &q);
    for (int r = 0; r < q.n; r++) {
        if (q.owner[r] < 0)
            DEM_TRY(find_introduced(c, &q, r));
        if (q.owner[r] < 0)
            DEM_TRY(find_governor(c, &q, r));
    }
    for (int i = 0; i < c->n_said; i++)
        DEM_TRY(write_said(c, &q, i));
    keep_quoted(c, &q);
    return c->doc->statements.len == before ? write_loose(c, &q) : DEM_OK;
}
