#include "tag/tag.h"

#include "tag/tag_internal.h"

/* The best way to each reading of a token (Viterbi, "Error bounds for convolutional codes", 1967). */
typedef struct {
    int32_t score;
    int8_t from; /* reading of the token before */
} way;

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    dem_readings *readings; /* of the tokens of the sentence in hand */
    way (*ways)[DEM_MAX_READINGS];
} tagger;

static const uint8_t class_upos[DEM_CLASSES] = {
#define CLASS_UPOS(name, upos, feats) DEM_UPOS_##upos,
    DEM_CLASS_LIST(CLASS_UPOS)
#undef CLASS_UPOS
};

static const uint32_t class_feats[DEM_CLASSES] = {
#define CLASS_FEATS(name, upos, feats) (feats),
    DEM_CLASS_LIST(CLASS_FEATS)
#undef CLASS_FEATS
};

/* In a headline most words have a capital, and capitals say little. */
static dem_case_hint read_case(const dem_doc *doc, const dem_sentence *s)
{
    int32_t words = 0, capitals = 0;
    for (int32_t i = s->first; i < s->first + s->count; i++) {
        const dem_token *t = &doc->tokens.at[i];
        bool counts = (t->flags & DEM_TOKEN_WORD) && !(t->flags & DEM_TOKEN_DIGIT) && t->fold.len > 3;
        words += counts;
        capitals += counts && (t->flags & DEM_TOKEN_CAPITAL);
    }
    return (dem_case_hint){.headline = words >= 3 && capitals * 4 >= words * 3};
}

static void search(const tagger *g, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        for (int k = 0; k < g->readings[i].n; k++) {
            const dem_reading *r = &g->readings[i].at[k];
            way best = {INT32_MIN, 0};
            if (i == 0)
                best.score = dem_tag_follow[DEM_CLASS_START][r->word_class];
            for (int b = 0; i > 0 && b < g->readings[i - 1].n; b++) {
                int32_t score = g->ways[i - 1][b].score + dem_tag_follow[g->readings[i - 1].at[b].word_class][r->word_class];
                if (score > best.score)
                    best = (way){score, (int8_t)b};
            }
            best.score += r->score;
            g->ways[i][k] = best;
        }
}

static dem_status set_token(const tagger *g, dem_token *t, const dem_reading *r)
{
    dem_class c = (dem_class)r->word_class;
    t->upos = class_upos[c];
    t->feats = class_feats[c];
    if (r->form >= 0) {
        const dem_kb_form *f = &g->kb->forms[r->form];
        /* A form that serves for the finite verb and the participle keeps what its class decided. */
        uint32_t decided = DEM_FEAT_FIN | DEM_FEAT_PART | DEM_FEAT_INF | DEM_FEAT_PAST | DEM_FEAT_PRES | DEM_FEAT_GER;
        t->feats |= t->upos == DEM_UPOS_VERB ? f->feats & ~decided : f->feats;
        t->lemma = dem_kb_str(g->kb, f->lemma);
        return DEM_OK;
    }
    if (t->upos == DEM_UPOS_PROPN) {
        t->lemma = t->form;
        return DEM_OK;
    }
    return dem_tag_guess_lemma(g->doc->arena, t, c, &t->lemma);
}

/* A participle behind a form of "be" is passive; what stands between may be adverbs and a negation. */
static void mark_passives(const tagger *g, const dem_sentence *s)
{
    bool be = false;
    for (int32_t i = s->first; i < s->first + s->count; i++) {
        dem_token *t = &g->doc->tokens.at[i];
        if (t->upos == DEM_UPOS_AUX)
            be = dem_str_eq(t->lemma, DEM_S("be"));
        else if (t->upos == DEM_UPOS_VERB) {
            if (be && (t->feats & DEM_FEAT_PAST) && (t->feats & DEM_FEAT_PART))
                t->feats |= DEM_FEAT_PASS;
            be = false;
        } else if (t->upos != DEM_UPOS_ADV && t->upos != DEM_UPOS_PART)
            be = false;
    }
}

static dem_status tag_sentence(const tagger *g, const dem_sentence *s)
{
    dem_case_hint hint = read_case(g->doc, s);
    dem_token *tokens = g->doc->tokens.at + s->first;
    for (int32_t i = 0; i < s->count; i++)
        dem_tag_readings(g->kb, &tokens[i], hint, &g->readings[i]);
    search(g, s->count);
    int best = 0;
    for (int k = 1; k < g->readings[s->count - 1].n; k++)
        if (g->ways[s->count - 1][k].score > g->ways[s->count - 1][best].score)
            best = k;
    for (int32_t i = s->count - 1; i >= 0; i--) {
        DEM_TRY(set_token(g, &tokens[i], &g->readings[i].at[best]));
        best = g->ways[i][best].from;
    }
    mark_passives(g, s);
    return DEM_OK;
}

dem_status dem_tag(dem_doc *doc, const dem_kb *kb)
{
    int32_t longest = 0;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        longest = doc->sentences.at[i].count > longest ? doc->sentences.at[i].count : longest;
    tagger g = {doc, kb, dem_arena_alloc(doc->arena, longest * (ptrdiff_t)sizeof(dem_readings)),
                dem_arena_alloc(doc->arena, longest * (ptrdiff_t)sizeof(way[DEM_MAX_READINGS]))};
    if (!g.readings || !g.ways)
        return DEM_NO_MEMORY;
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++)
        if (doc->sentences.at[i].count > 0)
            DEM_TRY(tag_sentence(&g, &doc->sentences.at[i]));
    return DEM_OK;
}
