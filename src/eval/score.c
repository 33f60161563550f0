/* What is right of aligned words: alignment_score and spans_score of conll18_ud_eval.py. */
#include "eval/eval.h"

/* Relations of content words; the others are those of function words, and punct. */
static const bool is_content[DEM_REL_COUNT] = {
    [DEM_REL_nsubj] = true, [DEM_REL_obj] = true, [DEM_REL_iobj] = true, [DEM_REL_csubj] = true, [DEM_REL_ccomp] = true, [DEM_REL_xcomp] = true,
    [DEM_REL_obl] = true, [DEM_REL_vocative] = true, [DEM_REL_expl] = true, [DEM_REL_dislocated] = true, [DEM_REL_advcl] = true,
    [DEM_REL_advmod] = true, [DEM_REL_discourse] = true, [DEM_REL_nmod] = true, [DEM_REL_appos] = true, [DEM_REL_nummod] = true,
    [DEM_REL_acl] = true, [DEM_REL_amod] = true, [DEM_REL_conj] = true, [DEM_REL_fixed] = true, [DEM_REL_flat] = true,
    [DEM_REL_compound] = true, [DEM_REL_list] = true, [DEM_REL_parataxis] = true, [DEM_REL_orphan] = true, [DEM_REL_goeswith] = true,
    [DEM_REL_reparandum] = true, [DEM_REL_root] = true, [DEM_REL_dep] = true,
};

/* Those that frames look at. */
static const uint8_t shown[] = {
    DEM_REL_nsubj, DEM_REL_nsubj_pass, DEM_REL_obj, DEM_REL_iobj, DEM_REL_obl, DEM_REL_obl_agent, DEM_REL_ccomp, DEM_REL_xcomp,
    DEM_REL_advcl, DEM_REL_acl, DEM_REL_acl_relcl, DEM_REL_nmod, DEM_REL_nmod_poss, DEM_REL_compound, DEM_REL_conj, DEM_REL_appos,
    DEM_REL_case, DEM_REL_mark, DEM_REL_cop, DEM_REL_aux, DEM_REL_aux_pass, DEM_REL_amod, DEM_REL_flat,
};

/* A relation without its subtype. */
static dem_str base_of(dem_str rel)
{
    return dem_str_next(&rel, ':');
}

static bool has_content(const dem_eval_word *w)
{
    int rel = dem_rel_find(base_of(w->rel));
    return rel >= 0 && is_content[rel];
}

/* The next sentence or token from word *i on: its place. False at the end. */
static bool next_span(const dem_eval_text *text, bool sentences, ptrdiff_t *i, dem_span *out)
{
    const dem_eval_word *w = text->words.at;
    if (*i >= text->words.len)
        return false;
    *out = w[(*i)++].span;
    for (; *i < text->words.len && (sentences ? !w[*i].begins_sentence : w[*i].joined); ++*i)
        out->end = w[*i].span.end;
    return true;
}

static void score_spans(dem_eval_count *count, const dem_eval_text *gold, const dem_eval_text *system, bool sentences)
{
    ptrdiff_t gi = 0, si = 0;
    dem_span g, s;
    bool more_gold = next_span(gold, sentences, &gi, &g), more_system = next_span(system, sentences, &si, &s);
    while (more_gold || more_system) {
        bool take_gold = more_gold && (!more_system || g.start <= s.start), take_system = more_system && (!more_gold || s.start <= g.start);
        count->gold += take_gold;
        count->system += take_system;
        count->correct += take_gold && take_system && g.end == s.end;
        if (take_gold)
            more_gold = next_span(gold, sentences, &gi, &g);
        if (take_system)
            more_system = next_span(system, sentences, &si, &s);
    }
}

static void count_side(dem_eval_score *score, const dem_eval_word *w, bool is_gold)
{
    int rel = dem_rel_find(w->rel);
    for (int m = DEM_EVAL_WORDS; m < DEM_EVAL_METRICS; m++) {
        bool counts = m != DEM_EVAL_CLAS || has_content(w);
        *(is_gold ? &score->metric[m].gold : &score->metric[m].system) += counts;
    }
    if (rel >= 0)
        ++*(is_gold ? &score->relation[rel].gold : &score->relation[rel].system);
}

/* `head` is the word of gold that the head of s is: -1 for a root, less if it is none. */
static void score_word(dem_eval_score *score, const dem_eval_word *g, const dem_eval_word *s, int32_t head)
{
    int rel = dem_rel_find(g->rel);
    bool same_head = g->head == head, same_rel = dem_str_eq(base_of(g->rel), base_of(s->rel));
    score->metric[DEM_EVAL_WORDS].correct++;
    score->metric[DEM_EVAL_UPOS].correct += dem_str_eq(g->upos, s->upos);
    score->metric[DEM_EVAL_LEMMA].correct += dem_str_eq(g->lemma, s->lemma) || dem_str_eq(g->lemma, DEM_S("_"));
    score->metric[DEM_EVAL_UAS].correct += same_head;
    score->metric[DEM_EVAL_LAS].correct += same_head && same_rel;
    score->metric[DEM_EVAL_CLAS].correct += same_head && same_rel && has_content(g);
    if (rel >= 0)
        score->relation[rel].correct += same_head && dem_str_eq(g->rel, s->rel);
}

dem_status dem_eval_add(dem_eval_score *score, const dem_eval_text *gold, const dem_eval_text *system, dem_arena *arena)
{
    enum { UNALIGNED = -2 };
    ptrdiff_t n = system->words.len;
    int32_t *gold_of = dem_arena_alloc(arena, (n + 1) * (ptrdiff_t)sizeof *gold_of);
    if (!gold_of)
        return DEM_NO_MEMORY;
    DEM_TRY(dem_eval_align(gold, system, arena, gold_of));
    score_spans(&score->metric[DEM_EVAL_TOKENS], gold, system, false);
    score_spans(&score->metric[DEM_EVAL_SENTENCES], gold, system, true);
    for (ptrdiff_t i = 0; i < gold->words.len; i++)
        count_side(score, &gold->words.at[i], true);
    for (ptrdiff_t i = 0; i < n; i++) {
        const dem_eval_word *w = &system->words.at[i];
        count_side(score, w, false);
        if (gold_of[i] < 0)
            continue;
        int32_t head = w->head < 0 ? -1 : gold_of[w->head] < 0 ? UNALIGNED : gold_of[w->head];
        score_word(score, &gold->words.at[gold_of[i]], w, head);
    }
    return DEM_OK;
}

/* A share in percent with two places, 0 of nothing. Of what lies half way the even one is taken, as Python prints it. */
static void write_share(int64_t part, int64_t whole, dem_buf *out)
{
    int64_t hundredths = whole ? 10000 * part / whole : 0, twice_rest = whole ? 2 * (10000 * part % whole) : 0;
    hundredths += twice_rest > whole || (twice_rest == whole && hundredths % 2);
    dem_buf_char(out, ' ');
    dem_buf_int(out, hundredths / 100);
    dem_buf_char(out, '.');
    dem_buf_char(out, (char)('0' + hundredths / 10 % 10));
    dem_buf_char(out, (char)('0' + hundredths % 10));
}

static void write_f1(const dem_eval_count *c, dem_buf *out)
{
    write_share(2 * c->correct, c->gold + c->system, out);
}

void dem_eval_write(const dem_eval_score *score, bool raw, bool relations, dem_buf *out)
{
    static const char *const names[DEM_EVAL_METRICS] = {"Tokens", "Sentences", "Words", "UPOS", "Lemma", "UAS", "LAS", "CLAS"};
    for (int m = raw ? DEM_EVAL_TOKENS : DEM_EVAL_UPOS; m < DEM_EVAL_METRICS; m++) {
        dem_buf_add(out, dem_str_of(names[m]));
        write_f1(&score->metric[m], out);
        dem_buf_char(out, '\n');
    }
    for (ptrdiff_t i = 0; relations && i < DEM_COUNT(shown); i++) {
        const dem_eval_count *c = &score->relation[shown[i]];
        dem_buf_add(out, dem_rel_name(shown[i]));
        write_share(c->correct, c->system, out);
        write_share(c->correct, c->gold, out);
        write_f1(c, out);
        dem_buf_char(out, ' ');
        dem_buf_int(out, c->gold);
        dem_buf_char(out, '\n');
    }
}
