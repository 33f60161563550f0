#include "parse/parse.h"

#include "parse/parse_internal.h"

/* The main predicate: the first one without a head, else the first phrase, else the first word. */
static int32_t find_root(const dem_parser *p)
{
    for (int role = DEM_CHUNK_PREDICATE; role >= DEM_CHUNK_PHRASE; role--)
        for (int32_t i = p->first; i < p->end; i++)
            if (p->role[i - p->first] == role && dem_parse_token(p, i)->head < 0)
                return i;
    for (int32_t i = p->first; i < p->end; i++)
        if (dem_parse_token(p, i)->head < 0 && (dem_parse_token(p, i)->flags & DEM_TOKEN_WORD))
            return i;
    return p->first;
}

/* The nearest predicate, for adverbs; the root if none is near. */
static int32_t nearest_predicate(const dem_parser *p, int32_t i, int32_t root)
{
    enum { REACH = 12 };
    for (int32_t d = 1; d <= REACH; d++) {
        if (i + d < p->end && p->role[i + d - p->first] == DEM_CHUNK_PREDICATE)
            return i + d;
        if (i - d >= p->first && p->role[i - d - p->first] == DEM_CHUNK_PREDICATE)
            return i - d;
    }
    return root;
}

static int leftover_relation(const dem_parser *p, int32_t i)
{
    switch (dem_parse_token(p, i)->upos) {
    case DEM_UPOS_PUNCT: return DEM_REL_punct;
    case DEM_UPOS_ADV: case DEM_UPOS_PART: return DEM_REL_advmod;
    case DEM_UPOS_CCONJ: return DEM_REL_cc;
    case DEM_UPOS_SCONJ: return DEM_REL_mark;
    case DEM_UPOS_NOUN: case DEM_UPOS_PROPN: case DEM_UPOS_NUM: return DEM_REL_obl;
    case DEM_UPOS_VERB: return DEM_REL_parataxis;
    default: return DEM_REL_dep;
    }
}

/* Climbs from every token once: a token that is met again on its own way up is in a circle, which is cut there. */
static void cut_circles(const dem_parser *p, int32_t root)
{
    enum { UNSEEN, ON_WAY, DONE };
    for (int32_t i = p->first; i < p->end; i++)
        p->role[i - p->first] = UNSEEN;
    p->role[root - p->first] = DONE;
    for (int32_t i = p->first; i < p->end; i++) {
        int32_t at = i;
        while (p->role[at - p->first] == UNSEEN) {
            p->role[at - p->first] = ON_WAY;
            int32_t head = dem_parse_token(p, at)->head;
            if (p->role[head - p->first] == ON_WAY) {
                dem_parse_token(p, at)->head = root;
                dem_parse_token(p, at)->rel = DEM_REL_dep;
                break;
            }
            at = head;
        }
        for (at = i; p->role[at - p->first] == ON_WAY; at = dem_parse_token(p, at)->head)
            p->role[at - p->first] = DONE;
    }
}

void dem_parse_finish(const dem_parser *p)
{
    int32_t root = find_root(p);
    dem_parse_token(p, root)->head = -1;
    dem_parse_token(p, root)->rel = DEM_REL_root;
    for (int32_t i = p->first; i < p->end; i++) {
        dem_token *t = dem_parse_token(p, i);
        if (i == root || t->head >= 0)
            continue;
        t->head = t->upos == DEM_UPOS_ADV || t->upos == DEM_UPOS_PART || t->upos == DEM_UPOS_NOUN ? nearest_predicate(p, i, root) : root;
        if (t->head == i)
            t->head = root;
        t->rel = (uint8_t)leftover_relation(p, i);
    }
    cut_circles(p, root);
}

dem_status dem_parse(dem_doc *doc, const dem_kb *kb)
{
    int32_t longest = 1;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        longest = doc->sentences.at[i].count > longest ? doc->sentences.at[i].count : longest;
    uint8_t *role = dem_arena_alloc(doc->arena, longest);
    if (!role)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        dem_parser p = {doc, kb, s->first, s->first + s->count, role};
        if (s->count == 0)
            continue;
        memset(role, 0, (size_t)s->count);
        for (int32_t t = p.first; t < p.end; t++)
            doc->tokens.at[t].head = -1;
        dem_parse_phrases(&p);
        dem_parse_verbs(&p);
        dem_parse_clauses(&p);
        dem_parse_finish(&p);
    }
    return DEM_OK;
}
