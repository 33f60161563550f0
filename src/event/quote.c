#include "event/event_internal.h"

enum { MAX_PARTS = 16, MAX_CHAIN = 6 };

static bool takes_clause(const dem_kb *kb, const dem_kb_frame *f)
{
    for (uint32_t a = 0; a < f->n_args; a++)
        for (uint32_t r = 0; r < kb->args[f->first_arg + a].n_rels; r++)
            if (kb->lists[kb->args[f->first_arg + a].first_rel + r].number == DEM_ARG_CCOMP)
                return true;
    return false;
}

/* Some frame of the verb is a bare statement: beside a quotation that is enough ("joked", "replied"). */
static bool may_quote(const dem_coding *c, int32_t verb)
{
    if (c->doc->tokens.at[verb].upos != DEM_UPOS_VERB)
        return false;
    const dem_kb_phrase *p = c->lemma[verb];
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s))
        if (c->kb->frames[s->row].pos == DEM_FRAME_VERB && dem_str_eq(dem_kb_str(c->kb, c->kb->frames[s->row].event), DEM_S("SAY")))
            return true;
    return false;
}

bool dem_is_speech(const dem_coding *c, int32_t verb)
{
    if (c->doc->tokens.at[verb].upos != DEM_UPOS_VERB)
        return false;
    const dem_kb_phrase *p = c->lemma[verb];
    for (const dem_kb_sense *s = dem_kb_sense_first(c->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(c->kb, p, s))
        if (c->kb->frames[s->row].pos == DEM_FRAME_VERB && takes_clause(c->kb, &c->kb->frames[s->row]))
            return true;
    return false;
}

/* The mention of whoever speaks with this verb, -1 if nobody who can speak does. Beside a quotation `any` subject speaks. */
static dem_status speaker_of(dem_coding *c, int32_t verb, bool any, int32_t *speaker)
{
    dem_list who;
    *speaker = -1;
    int32_t subject = dem_tree_subject(c, verb);
    if (subject < 0 || (!any && !dem_is_actor(c, subject) && !dem_has_cue(c, subject, "voice")))
        return DEM_OK;
    DEM_TRY(dem_actors_of(c, subject, true, false, &who));
    if (who.len)
        *speaker = who.at[0];
    return DEM_OK;
}

/* Runs of quoted words of the sentence; a run of one word is a word in inverted commas, not a quotation. */
static int quoted_runs(const dem_coding *c, dem_span parts[MAX_PARTS], int32_t *tokens_quoted)
{
    int n = 0;
    *tokens_quoted = 0;
    for (int32_t i = c->first; i < c->end;) {
        int32_t start = i;
        while (i < c->end && (c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED))
            i++;
        if (i - start >= 2 && n < MAX_PARTS) {
            parts[n++] = dem_tree_span(c, start, i);
            *tokens_quoted += i - start;
        }
        if (i == start)
            i++;
    }
    return n;
}

static dem_status add_statement(dem_coding *c, int32_t speaker, int32_t verb, int kind, const dem_span *parts, int n)
{
    dem_statement *s = dem_push(c->doc->arena, &c->doc->statements);
    if (!s)
        return DEM_NO_MEMORY;
    *s = (dem_statement){.sentence = c->sentence, .speaker = speaker, .addressee = -1, .verb = verb, .kind = (uint8_t)kind,
                         .evidence = c->doc->sentences.at[c->sentence].span};
    s->parts.at = dem_arena_alloc(c->doc->arena, n * (ptrdiff_t)sizeof *parts);
    if (!s->parts.at)
        return DEM_NO_MEMORY;
    memcpy(s->parts.at, parts, (size_t)n * sizeof *parts);
    s->parts.len = n;
    return DEM_OK;
}

/* The words that a verb of saying reports: its complement, or the clause in which it is inserted. Returns false if there are none. */
static bool content_of(const dem_coding *c, int32_t verb, int32_t *first, int32_t *end)
{
    static const uint8_t complements[] = {DEM_REL_ccomp, DEM_REL_parataxis};
    int32_t k = dem_tree_child_of(c, verb, complements, DEM_COUNT(complements));
    if (k >= 0) {
        dem_tree_extent(c, k, false, first, end);
        return true;
    }
    const dem_token *t = &c->doc->tokens.at[verb];
    if (t->rel != DEM_REL_parataxis || t->head < 0)
        return false;
    int32_t own_first, own_end;
    dem_tree_extent(c, verb, false, &own_first, &own_end);
    dem_tree_extent(c, t->head, false, first, end);
    if (own_first <= *first)
        *first = own_end;
    else
        *end = own_first;
    return *first < *end;
}

static dem_status statement_with(dem_coding *c, int32_t verb, const dem_span *quoted, int n_quoted, int32_t tokens_quoted)
{
    int32_t speaker, first = verb, end = verb + 1, addressee = -1, mark = dem_tree_child(c, verb, DEM_REL_mark);
    if (mark >= 0 && dem_has_cue(c, mark, "negation")) /* "without saying when" */
        return DEM_OK;
    DEM_TRY(speaker_of(c, verb, n_quoted > 0, &speaker));
    if (speaker < 0)
        return DEM_OK;
    bool has_content = content_of(c, verb, &first, &end);
    int32_t told = dem_tree_child_of(c, verb, (const uint8_t[]){DEM_REL_iobj, DEM_REL_obj}, 2);
    if (told >= 0 && dem_is_actor(c, told))
        addressee = c->doc->tokens.at[told].mention;
    if (n_quoted) {
        bool mixed = has_content && end - first > 2 * tokens_quoted + 2;
        DEM_TRY(add_statement(c, speaker, verb, mixed ? DEM_QUOTE_MIXED : DEM_QUOTE_DIRECT, quoted, n_quoted));
    } else if (has_content) {
        dem_span part = dem_tree_span(c, first, end);
        DEM_TRY(add_statement(c, speaker, verb, DEM_QUOTE_INDIRECT, &part, 1));
    } else {
        return DEM_OK;
    }
    c->doc->statements.at[c->doc->statements.len - 1].addressee = addressee;
    c->last_speaker = speaker;
    c->speaker_paragraph = c->doc->sentences.at[c->sentence].paragraph;
    return DEM_OK;
}

/* All quoted sentences belong to somebody: the verb of saying beside them, else whoever spoke last in the paragraph. */
dem_status dem_quote_statements(dem_coding *c)
{
    dem_span quoted[MAX_PARTS];
    int32_t tokens_quoted;
    int n = quoted_runs(c, quoted, &tokens_quoted);
    ptrdiff_t before = c->doc->statements.len;
    bool used = false;
    for (int32_t i = c->first; i < c->end; i++) {
        bool quotes = n && !used && may_quote(c, i);
        if ((!quotes && !dem_is_speech(c, i)) || (c->doc->tokens.at[i].flags & DEM_TOKEN_QUOTED))
            continue;
        ptrdiff_t had = c->doc->statements.len;
        DEM_TRY(statement_with(c, i, quoted, used ? 0 : n, tokens_quoted));
        used = used || (n && c->doc->statements.len > had);
    }
    bool mostly_quoted = n && 2 * tokens_quoted > c->end - c->first;
    if (c->doc->statements.len == before && mostly_quoted && c->last_speaker >= 0) {
        c->speaker_paragraph = c->doc->sentences.at[c->sentence].paragraph;
        return add_statement(c, c->last_speaker, -1, DEM_QUOTE_DIRECT, quoted, n);
    }
    return DEM_OK;
}

static uint8_t source_kind(const dem_mention *m)
{
    if (m->type == DEM_TYPE_PERSON || m->kind == DEM_MENTION_NAME)
        return DEM_SOURCE_NAMED;
    return m->actor.cameo.len ? DEM_SOURCE_OFFICE : DEM_SOURCE_ANONYMOUS;
}

typedef struct {
    dem_attribution link[MAX_CHAIN];
    int n;
} chain;

static void add_link(const dem_coding *c, chain *ch, int32_t mention, int32_t verb)
{
    if (mention < 0 || ch->n == MAX_CHAIN)
        return;
    for (int i = 0; i < ch->n; i++)
        if (ch->link[i].mention == mention)
            return;
    ch->link[ch->n++] = (dem_attribution){.mention = mention, .verb = verb < 0 ? (dem_str){0} : c->doc->tokens.at[verb].lemma,
                                          .cue = verb < 0 ? (dem_span){0} : c->doc->tokens.at[verb].span,
                                          .source = source_kind(&c->doc->mentions.at[mention])};
}

/* "according to X": the first mention after the words. */
static int32_t according_to(const dem_coding *c)
{
    for (int32_t i = c->first; i + 2 < c->end; i++) {
        if (!dem_str_eq(c->doc->tokens.at[i].fold, DEM_S("according")) || !dem_str_eq(c->doc->tokens.at[i + 1].fold, DEM_S("to")))
            continue;
        for (ptrdiff_t m = c->first_mention; m < c->doc->mentions.len && c->doc->mentions.at[m].sentence == c->sentence; m++)
            if (c->doc->mentions.at[m].first >= i + 2)
                return (int32_t)m;
    }
    return -1;
}

static dem_status climb(dem_coding *c, int32_t at, chain *ch)
{
    for (int step = 0; step < DEM_MAX_CLIMB && at >= 0; step++) {
        const dem_token *t = &c->doc->tokens.at[at];
        for (int32_t k = c->first_child[at]; k >= 0; k = c->next_sibling[k]) { /* "..., he said": inserted into what he said */
            int32_t who = -1;
            if (c->doc->tokens.at[k].rel == DEM_REL_parataxis && dem_is_speech(c, k))
                DEM_TRY(speaker_of(c, k, false, &who));
            add_link(c, ch, who, k);
        }
        if (t->head < 0)
            break;
        if ((t->rel == DEM_REL_ccomp || t->rel == DEM_REL_parataxis) && dem_is_speech(c, t->head)) {
            int32_t who;
            DEM_TRY(speaker_of(c, t->head, false, &who));
            add_link(c, ch, who, t->head);
        }
        at = t->head;
    }
    return DEM_OK;
}

dem_status dem_quote_attribute(dem_coding *c, dem_event *e)
{
    chain ch = {.n = 0};
    DEM_TRY(climb(c, e->trigger, &ch));
    add_link(c, &ch, according_to(c), -1);
    if (ch.n == 0 && (c->doc->tokens.at[e->trigger].flags & DEM_TOKEN_QUOTED))
        add_link(c, &ch, c->last_speaker, -1);
    if (ch.n == 0)
        return DEM_OK;
    e->attribution.at = dem_arena_alloc(c->doc->arena, ch.n * (ptrdiff_t)sizeof *ch.link);
    if (!e->attribution.at)
        return DEM_NO_MEMORY;
    for (int i = 0; i < ch.n; i++) /* the climb met the innermost first */
        e->attribution.at[i] = ch.link[ch.n - 1 - i];
    e->attribution.len = ch.n;
    return DEM_OK;
}
