#include "name/name_internal.h"

enum { LAST_WALKED = DEM_NAME_MAX_HITS - 1 }; /* a word adds up to two hits */

static bool joins_phrase(const dem_token *t)
{
    return t->flags & DEM_TOKEN_WORD || dem_name_is(t, "-") || dem_name_is(t, ".") || dem_name_is(t, "'") || dem_name_is(t, "&") || dem_name_is(t, "/");
}

/* The singular of a noun for role phrases: the tagger's lemma, or without "s" where it took the word for a proper noun. */
static dem_str singular(const dem_token *t)
{
    if (t->upos != DEM_UPOS_NOUN && t->upos != DEM_UPOS_PROPN)
        return (dem_str){0};
    if (t->upos == DEM_UPOS_NOUN && !dem_str_eq(t->lemma, t->fold))
        return t->lemma;
    if (t->fold.len > 3 && t->fold.data[t->fold.len - 1] == 's' && t->fold.data[t->fold.len - 2] != 's')
        return dem_str_cut(t->fold, 0, t->fold.len - 1);
    return (dem_str){0};
}

/* The phrase that ends with the word before `end`, and the role noun of which that word is the plural. */
static void add_hits(const namer *n, name_hit *hits, int *count, int32_t end, uint64_t before, const dem_kb_phrase *p)
{
    dem_str one = singular(dem_name_token(n, end - 1));
    const dem_kb_phrase *q = one.len ? dem_kb_find(n->kb, dem_kb_step(before, one)) : NULL;
    if (dem_kb_sense_first(n->kb, q, DEM_FAM_ROLE))
        hits[(*count)++] = (name_hit){end, q, true};
    if (p && p->n_senses)
        hits[(*count)++] = (name_hit){end, p, false};
}

/* An initial between given name and surname ("Vladimir V. Putin") is in no table. */
static bool initial(const dem_token *t)
{
    return t->flags & DEM_TOKEN_CAPITAL && t->form.len <= 2 && (t->form.len == 1 || t->form.data[1] == '.');
}

int dem_name_walk(const namer *n, int32_t t, int32_t end, name_hit hits[DEM_NAME_MAX_HITS])
{
    int count = 0; /* shortest first; longer walks than LAST_WALKED are cut */
    uint64_t before = DEM_HASH_START, h = dem_kb_step(before, dem_name_token(n, t)->fold);
    const dem_token *tok = dem_name_token(n, t);
    const dem_kb_phrase *p = tok->phrase >= 0 ? &n->kb->phrases[tok->phrase] : NULL;
    bool skipped = false;
    for (int32_t e = t + 1;; e++) {
        if (!skipped && tok->flags & DEM_TOKEN_WORD)
            add_hits(n, hits, &count, e, before, p);
        if (!p || !dem_kb_is_prefix(p) || e == end || count >= LAST_WALKED)
            return count;
        tok = dem_name_token(n, e);
        if (!joins_phrase(tok))
            return count;
        uint64_t next = dem_kb_step(h, tok->fold);
        const dem_kb_phrase *q = dem_kb_find(n->kb, next);
        skipped = !q && initial(tok); /* the phrase goes on as if it were not there */
        if (skipped)
            continue;
        before = h;
        h = next;
        p = q;
    }
}

static bool is_pronoun(const namer *n, int32_t t)
{
    const dem_token *tok = dem_name_token(n, t);
    if (tok->fold.len > 10 || (tok->upos != DEM_UPOS_PRON && tok->upos != DEM_UPOS_DET && tok->upos != DEM_UPOS_X))
        return false;
    for (int list = WORDS_HE; list <= WORDS_WE; list++)
        if (dem_name_word((name_words)list, tok->fold))
            return true;
    return dem_name_word(WORDS_WHO, tok->fold) && !(tok->flags & DEM_TOKEN_FIRST);
}

/* May this word be part of a name that no table has? */
static bool run_word(const namer *n, int32_t t, bool headline)
{
    const dem_token *tok = dem_name_token(n, t);
    if (!(tok->flags & DEM_TOKEN_CAPITAL) || tok->upos == DEM_UPOS_VERB || tok->upos == DEM_UPOS_AUX || dem_name_honorific(n, tok))
        return false;
    if (dem_name_has_sense(n, tok, DEM_FAM_TIME) || dem_name_has_sense(n, tok, DEM_FAM_AGENCY))
        return false;
    if (dem_name_common_word(n, tok))
        return tok->upos == DEM_UPOS_PROPN && !headline && !(tok->flags & (DEM_TOKEN_FIRST | DEM_TOKEN_UPPER));
    return tok->upos == DEM_UPOS_PROPN || tok->upos == DEM_UPOS_NOUN || tok->upos == DEM_UPOS_ADJ || tok->upos == DEM_UPOS_X;
}

/* Where a name whose word stands at t begins if particles and hyphens before it are counted in ("al-", "von der"). */
static int32_t run_start(const namer *n, int32_t t, int32_t lowest)
{
    int32_t start = t;
    for (int i = 0; i < 4 && start > lowest; i++) {
        const dem_token *before = dem_name_token(n, start - 1);
        if (dem_name_hyphen(n, start - 1) && start - 2 >= lowest) {
            const dem_token *part = dem_name_token(n, start - 2);
            if (!dem_name_word(WORDS_PARTICLE, part->fold) && !(part->flags & DEM_TOKEN_CAPITAL))
                break;
            start -= 2;
        } else if (dem_name_word(WORDS_PARTICLE, before->fold) && before->upos != DEM_UPOS_PRON) {
            start--;
        } else {
            break;
        }
    }
    return start;
}

/* "Cheng Chung-tai": a name goes on in lower case after a hyphen. */
static int32_t run_end(const namer *n, int32_t t, int32_t end)
{
    if (t + 2 >= end || !dem_name_hyphen(n, t + 1))
        return t + 1;
    const dem_token *part = dem_name_token(n, t + 2);
    bool more = part->flags & DEM_TOKEN_WORD && !(part->flags & (DEM_TOKEN_CAPITAL | DEM_TOKEN_DIGIT)) && part->upos == DEM_UPOS_PROPN && !dem_name_common_word(n, part);
    return more ? t + 3 : t + 1;
}

/* "Elizabeth Q": a city's name before an unknown surname is a given name, unless the phrase says where. */
static bool given_name(const namer *n, const name_item *last, int32_t t)
{
    if (last->what != ITEM_ENTITY || last->end != t || last->end - last->first > 1 || n->kb->entities[last->entity].type != DEM_TYPE_PLACE)
        return false;
    bool where = last->first > 0 && dem_name_token(n, last->first - 1)->upos == DEM_UPOS_ADP;
    return !where && !dem_name_common_word(n, dem_name_token(n, t));
}

/* Adds token t to the run of capitalised words that ends before it, or begins one. */
static dem_status add_run(namer *n, int32_t sentence, int32_t t)
{
    const dem_sentence *s = &n->doc->sentences.at[sentence];
    name_item *last = n->items.len ? &n->items.at[n->items.len - 1] : NULL;
    bool same = last && last->sentence == sentence;
    int32_t start = run_start(n, t, same ? last->end : s->first), end = run_end(n, t, s->first + s->count);
    if (same && given_name(n, last, t)) {
        last->what = ITEM_NAME;
        last->entity = DEM_NO_ROW;
    }
    if (same && last->what == ITEM_NAME && (last->end == start || (last->end == t - 1 && dem_name_hyphen(n, t - 1)))) {
        last->end = end;
        return DEM_OK;
    }
    name_item *it = dem_push(n->doc->arena, &n->items);
    if (!it)
        return DEM_NO_MEMORY;
    *it = (name_item){.first = start, .end = end, .sentence = sentence, .what = ITEM_NAME, .entity = DEM_NO_ROW, .place = DEM_NO_ROW,
                      .role = DEM_NO_ROW, .next = -1, .same_as = -1, .mention = -1};
    return DEM_OK;
}

/* "Jack London": a city's name after an unknown given name belongs to the person. */
static bool ends_run(const namer *n, const name_item *it)
{
    const name_item *last = n->items.len ? &n->items.at[n->items.len - 1] : NULL;
    if (!last || last->what != ITEM_NAME || last->end != it->first || it->end - it->first > 1 || it->what != ITEM_ENTITY)
        return false;
    bool city = n->kb->entities[it->entity].type == DEM_TYPE_PLACE || it->alias == DEM_ALIAS_CAPITAL;
    return city && last->sentence == it->sentence && !(dem_name_token(n, last->first)->flags & DEM_TOKEN_FIRST);
}

/* "President zelensky": a surname in small letters behind a title with a capital. */
static bool small_surname(const namer *n, int32_t sentence, int32_t t)
{
    const name_item *last = n->items.len ? &n->items.at[n->items.len - 1] : NULL;
    const dem_token *tok = dem_name_token(n, t);
    if (!last || last->what != ITEM_ROLE || last->sentence != sentence || last->end != t || !(dem_name_token(n, last->first)->flags & DEM_TOKEN_CAPITAL))
        return false;
    return dem_name_has_sense(n, tok, DEM_FAM_SURNAME) && !dem_name_common_word(n, tok) && !dem_name_has_sense(n, tok, DEM_FAM_ROLE);
}

static dem_status scan_token(namer *n, int32_t sentence, int32_t *t, int32_t end)
{
    name_hit hits[DEM_NAME_MAX_HITS];
    const dem_sentence *s = &n->doc->sentences.at[sentence];
    name_item item = {.first = *t, .end = *t + 1, .sentence = sentence, .entity = DEM_NO_ROW, .place = DEM_NO_ROW, .role = DEM_NO_ROW,
                      .next = -1, .same_as = -1, .mention = -1};
    bool found = false;
    if (is_pronoun(n, *t)) {
        item.what = ITEM_PRONOUN;
        found = true;
    } else {
        for (int i = dem_name_walk(n, *t, end, hits); i > 0 && !found; i--) {
            item.end = hits[i - 1].end;
            item.phrase = hits[i - 1].phrase;
            item.plural = hits[i - 1].plural;
            found = dem_name_choose(n, &item);
        }
    }
    if (!found || ends_run(n, &item)) {
        bool run = run_word(n, *t, s->headline) || small_surname(n, sentence, *t);
        if (run)
            DEM_TRY(add_run(n, sentence, *t));
        *t = run ? n->items.at[n->items.len - 1].end : *t + 1;
        return DEM_OK;
    }
    name_item *slot = dem_push(n->doc->arena, &n->items);
    if (!slot)
        return DEM_NO_MEMORY;
    *slot = item;
    *t = item.end;
    return DEM_OK;
}

void dem_name_chain(namer *n)
{
    for (int32_t i = 0; i < n->items.len; i++)
        n->items.at[i].next = i + 1 < n->items.len && n->items.at[i].sentence == n->items.at[i + 1].sentence ? i + 1 : -1;
}

dem_status dem_name_scan(namer *n)
{
    for (ptrdiff_t i = 0; i < n->doc->sentences.len; i++) {
        const dem_sentence *s = &n->doc->sentences.at[i];
        for (int32_t t = s->first; t < s->first + s->count;) {
            if (dem_name_token(n, t)->flags & DEM_TOKEN_WORD)
                DEM_TRY(scan_token(n, (int32_t)i, &t, s->first + s->count));
            else
                t++;
        }
    }
    DEM_TRY(dem_name_count_support(n));
    dem_name_chain(n);
    for (ptrdiff_t i = 0; i < n->items.len; i++)
        if (n->items.at[i].ambiguous)
            (void)dem_name_choose(n, &n->items.at[i]); /* the phrase fitted once, so it fits again */
    return DEM_OK;
}
