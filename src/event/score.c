/* The scorer: a linear model over the features of a trigger (features.c). Its weights are whole numbers of data/models/events.tsv, found by the hash of a feature's
 * name; a sum for each event and for none. It learned from train/events (train.py there). */
#include "event/event_internal.h"

typedef struct {
    dem_feature_sink sink;
    const dem_coding *c;
    int32_t trigger;
    int32_t *sum;
} scorer;

static const dem_kb_weight *find(const dem_kb *kb, uint64_t h)
{
    uint32_t low = (uint32_t)h, high = (uint32_t)(h >> 32), mask = kb->n_weights - 1;
    for (uint32_t i = low & mask;; i = (i + 1) & mask) {
        const dem_kb_weight *w = &kb->weights[i];
        if ((w->low == low && w->high == high) || (w->low | w->high) == 0)
            return w;
    }
}

static void weigh(dem_feature_sink *sink, dem_str name, dem_str a, dem_str b)
{
    scorer *s = (scorer *)sink;
    const dem_event_trace *trace = s->c->trace;
    uint64_t h = dem_hash(dem_hash(dem_hash(DEM_HASH_START, name), DEM_S("=")), a);
    if (b.data)
        h = dem_hash(dem_hash(h, DEM_S("|")), b);
    if (trace && trace->feature)
        trace->feature(trace->ctx, s->c->doc, s->trigger, name, a, b);
    if (s->c->kb->n_weights == 0)
        return;
    const dem_kb_weight *w = find(s->c->kb, h);
    for (int i = 0; i < DEM_SCORED; i++)
        s->sum[i] += (int8_t)(w->packed[i / 4] >> (i % 4 * 8) & 255);
}

/* The events in the order of the sums. */
static dem_str name_of(int class)
{
    static const char *const names[DEM_SCORED] = {"-", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
                                                  "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "SAY"};
    return dem_str_of(names[class]);
}

static bool is_event(const dem_coding *c, const dem_match *m, int class)
{
    return dem_str_eq(dem_kb_str(c->kb, m->frame->event), name_of(class));
}

bool dem_score_choose(const dem_coding *c, const dem_sight *sight, int32_t i, dem_match *out)
{
    const dem_readings *r = &sight->all[i];
    int32_t sum[DEM_SCORED] = {0};
    scorer s = {{weigh}, c, r->trigger, sum};
    int best = 0;
    dem_features(c, sight, i, &s.sink);
    if (c->kb->n_weights == 0) { /* frames alone */
        *out = r->at[0];
        return r->n && !is_event(c, out, 0);
    }
    for (int k = 1; k < DEM_SCORED; k++)
        best = sum[k] > sum[best] ? k : best;
    if (best == 0)
        return false;
    for (int k = 0; k < r->n; k++)
        if (is_event(c, &r->at[k], best)) {
            *out = r->at[k];
            return true;
        }
    return dem_match_open(c, r->trigger, name_of(best), out);
}
