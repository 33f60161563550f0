/* The scorer: a linear model over the features of a trigger (features.c). Its weights are whole numbers of data/models/events.tsv, found by the hash of a feature's
 * name; a sum for each event and for none. It learned from train/events (train.py there). */
#include "event/event_internal.h"

enum { MOST_FEATURES = 256 }; /* so that 16 bits hold a sum of bytes */

typedef struct {
    dem_feature_sink sink;
    const dem_coding *c;
    int32_t trigger;
    int32_t n_seen, n;                  /* features, and those of them that have weights */
    uint32_t hash[MOST_FEATURES];
    uint32_t even[DEM_WEIGHT_WORDS], odd[DEM_WEIGHT_WORDS]; /* sums of the bytes 0 and 2, 1 and 3 of each word, 16 bits each */
} scorer;

/* The row of a feature, or -1. */
static int64_t find(const dem_kb *kb, uint32_t h)
{
    uint32_t mask = kb->n_features - 1, i = h & mask;
    if (kb->n_features == 0)
        return -1;
    while (kb->features[i].hash != h && kb->features[i].hash)
        i = (i + 1) & mask;
    return kb->features[i].hash ? (int64_t)i : -1;
}

static void tell(const scorer *s, dem_str name, dem_str a, dem_str b, const dem_kb_weight *row)
{
    const dem_event_trace *trace = s->c->trace;
    int32_t weights[DEM_SCORED];
    for (int k = 0; k < DEM_SCORED && row; k++)
        weights[k] = (int32_t)(row->packed[k / 4] >> (k % 4 * 8) & 255) - DEM_WEIGHT_BIAS;
    trace->feature(trace->ctx, s->c->doc, s->trigger, name, a, b, row ? weights : NULL);
}

/* Features are looked up together when all are there, so that the memory they stand in is on its way by then. */
static void collect(dem_feature_sink *sink, dem_str name, dem_str a, dem_str b)
{
    scorer *s = (scorer *)sink;
    const dem_kb *kb = s->c->kb;
    uint32_t h = (uint32_t)dem_feature_hash(name, a, b);
    h = h ? h : 1;
    if (kb->n_features)
        __builtin_prefetch(&kb->features[h & (kb->n_features - 1)]);
    if (s->n_seen < MOST_FEATURES)
        s->hash[s->n_seen++] = h;
    if (s->c->trace && s->c->trace->feature) {
        int64_t i = find(kb, h);
        tell(s, name, a, b, i < 0 ? NULL : &kb->weights[i]);
    }
}

static void add_up(scorer *s)
{
    const dem_kb *kb = s->c->kb;
    uint32_t row[MOST_FEATURES];
    int32_t n = 0;
    for (int32_t i = 0; i < s->n_seen; i++) {
        int64_t at = find(kb, s->hash[i]);
        if (at < 0)
            continue;
        row[n++] = (uint32_t)at;
        __builtin_prefetch(&kb->weights[at]);
    }
    s->n = n;
    for (int32_t i = 0; i < n; i++)
        for (int k = 0; k < DEM_WEIGHT_WORDS; k++) {
            s->even[k] += kb->weights[row[i]].packed[k] & 0x00ff00ff;
            s->odd[k] += kb->weights[row[i]].packed[k] >> 8 & 0x00ff00ff;
        }
}

static int32_t sum_of(const scorer *s, int class)
{
    uint32_t pair = class % 2 ? s->odd[class / 4] : s->even[class / 4];
    return (int32_t)(pair >> (class % 4 / 2 * 16) & 0xffff) - s->n * DEM_WEIGHT_BIAS;
}

dem_str dem_scored_event(int i)
{
    static const dem_str names[DEM_SCORED] = {{"-", 1}, {"AGREE", 5}, {"CONSULT", 7}, {"SUPPORT", 7}, {"COOPERATE", 9}, {"AID", 3}, {"RETREAT", 7}, {"CONCEDE", 7}, {"REQUEST", 7},
                                              {"ACCUSE", 6}, {"REJECT", 6}, {"THREATEN", 8}, {"PROTEST", 7}, {"SANCTION", 8}, {"MOBILIZE", 8}, {"COERCE", 6}, {"ASSAULT", 7}, {"SAY", 3}};
    return names[i];
}

static bool is_event(const dem_coding *c, const dem_match *m, int i)
{
    return dem_str_eq(dem_kb_str(c->kb, m->frame->event), dem_scored_event(i));
}

/* By how much the best sum leads. */
static int32_t margin(const int32_t sum[DEM_SCORED], int best)
{
    int32_t second = best == 0 ? sum[1] : sum[0];
    for (int k = 0; k < DEM_SCORED; k++)
        second = k != best && sum[k] > second ? sum[k] : second;
    return sum[best] - second;
}

/* The best reading of this event. */
static bool take_reading(const dem_coding *c, const dem_readings *r, int event, dem_match *out)
{
    for (int k = 0; k < r->n; k++)
        if (is_event(c, &r->at[k], event)) {
            *out = r->at[k];
            return true;
        }
    return false;
}

/* "went on strike": the frame may be that of the verb over a noun. */
static bool take_above(const dem_coding *c, const dem_sight *sight, int32_t trigger, int event, dem_match *out)
{
    const dem_token *t = &c->doc->tokens.at[trigger];
    bool hangs = t->upos == DEM_UPOS_NOUN && t->head >= 0 && (t->rel == DEM_REL_obl || t->rel == DEM_REL_obj || t->rel == DEM_REL_nsubj_pass);
    int32_t above = hangs ? sight->at[t->head - c->first] : -1;
    return above >= 0 && take_reading(c, &sight->all[above], event, out);
}

/* A frame of a file that the user gave goes before the scorer, which has not learned of it. */
static bool is_given(const dem_coding *c, const dem_match *m)
{
    return m->frame->literal || !dem_str_starts(dem_kb_str(c->kb, m->frame->file), DEM_S("frames/"));
}

/* Of the frames that fire, one of the event with the highest sum. */
static const dem_kb_frame *most_likely(const dem_coding *c, const dem_readings *r, const int32_t sum[DEM_SCORED])
{
    const dem_kb_frame *best = NULL;
    int32_t most = INT32_MIN;
    for (int k = 0; k < r->n; k++)
        for (int event = 1; event < DEM_SCORED; event++)
            if (sum[event] > most && is_event(c, &r->at[k], event)) {
                most = sum[event];
                best = r->at[k].frame;
            }
    return best;
}

bool dem_score_choose(const dem_coding *c, const dem_sight *sight, int32_t i, dem_match *out, const dem_kb_frame **likely)
{
    const dem_readings *r = &sight->all[i];
    scorer s;
    s.sink.add = collect;
    s.c = c;
    s.trigger = r->trigger;
    s.n_seen = s.n = 0;
    memset(s.even, 0, sizeof s.even);
    memset(s.odd, 0, sizeof s.odd);
    int32_t sum[DEM_SCORED];
    int best = 0;
    dem_features(c, sight, i, &s.sink);
    if (c->kb->n_weights == 0 || (r->n && is_given(c, &r->at[0]))) {
        *out = r->n ? r->at[0] : *out;
        bool event = r->n && !is_event(c, out, 0);
        *likely = event ? out->frame : NULL;
        return event;
    }
    add_up(&s);
    for (int k = 0; k < DEM_SCORED; k++) {
        sum[k] = sum_of(&s, k);
        best = sum[k] > sum[best] ? k : best;
    }
    *likely = sight->over[i] < 0 ? NULL : most_likely(c, r, sum);
    if (c->trace && c->trace->scores)
        c->trace->scores(c->trace->ctx, c->doc, r->trigger, sum, best);
    if (best == 0)
        return false;
    if (!take_reading(c, r, best, out) && !take_above(c, sight, r->trigger, best, out) && !dem_match_open(c, r->trigger, dem_scored_event(best), out))
        return false;
    out->margin = margin(sum, best);
    return true;
}
