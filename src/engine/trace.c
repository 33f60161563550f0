/* What explain keeps of the event stage: which frames were tried and what they lacked, and what the scorer made of each word. */
#include "engine/engine.h"

enum { SHOWN = 6 }; /* features that decided */

static void begin(dem_trace *t, const dem_doc *doc, int32_t trigger, const char *what)
{
    dem_buf_int(&t->lines, trigger);
    dem_buf_char(&t->lines, '\t');
    dem_buf_add(&t->lines, dem_str_of(what));
    dem_buf_add(&t->lines, doc->tokens.at[trigger].form);
}

static void on_frame(void *ctx, const dem_doc *doc, int32_t trigger, const dem_kb_frame *frame, const dem_frame_miss *miss)
{
    dem_trace *t = ctx;
    dem_buf *out = &t->lines;
    begin(t, doc, trigger, "frame ");
    dem_buf_add(out, miss ? DEM_S(": no  ") : DEM_S(": yes "));
    dem_buf_add(out, dem_kb_str(t->kb, frame->id));
    dem_buf_char(out, ' ');
    dem_buf_add(out, dem_kb_str(t->kb, frame->event));
    dem_buf_char(out, ' ');
    dem_buf_add(out, dem_kb_str(t->kb, frame->cameo));
    dem_buf_lit(out, " (");
    dem_buf_add(out, dem_kb_str(t->kb, frame->file));
    dem_buf_char(out, ')');
    if (miss) {
        dem_buf_add(out, miss->found ? DEM_S(": the condition does not hold on ") : DEM_S(": there is no "));
        dem_buf_add(out, miss->relation);
    }
    dem_buf_char(out, '\n');
}

static void on_feature(void *ctx, const dem_doc *doc, int32_t trigger, dem_str name, dem_str a, dem_str b, const int32_t *weights)
{
    dem_trace *t = ctx;
    (void)doc;
    (void)trigger;
    if (!weights || t->n == DEM_TRACED)
        return;
    t->feature[t->n].start = t->names.len;
    dem_buf_add(&t->names, name);
    dem_buf_char(&t->names, '=');
    dem_buf_add(&t->names, a);
    if (b.data) {
        dem_buf_char(&t->names, '|');
        dem_buf_add(&t->names, b);
    }
    t->feature[t->n].end = t->names.len;
    memcpy(t->feature[t->n++].weights, weights, sizeof t->feature[0].weights);
}

static void write_sum(dem_buf *out, int event, const int32_t *sums)
{
    dem_buf_add(out, event == 0 ? DEM_S("no event") : dem_scored_event(event));
    dem_buf_char(out, ' ');
    dem_buf_int(out, sums[event]);
}

/* The features that speak most for the first of two events against the second, the strongest first. */
static void write_reasons(dem_trace *t, int first, int second)
{
    bool used[DEM_TRACED] = {false};
    for (int shown = 0; shown < SHOWN; shown++) {
        int best = -1;
        int32_t most = 0;
        for (int i = 0; i < t->n; i++) {
            int32_t by = t->feature[i].weights[first] - t->feature[i].weights[second];
            if (!used[i] && by > most) {
                most = by;
                best = i;
            }
        }
        if (best < 0)
            return;
        used[best] = true;
        dem_buf_add(&t->lines, shown ? DEM_S(", ") : DEM_S("; "));
        if (!t->names.failed)
            dem_buf_add(&t->lines, (dem_str){t->names.data + t->feature[best].start, t->feature[best].end - t->feature[best].start});
        dem_buf_lit(&t->lines, " +");
        dem_buf_int(&t->lines, most);
    }
}

static void on_scores(void *ctx, const dem_doc *doc, int32_t trigger, const int32_t sums[DEM_SCORED], int chosen)
{
    dem_trace *t = ctx;
    int second = chosen == 0;
    for (int i = 0; i < DEM_SCORED; i++)
        second = i != chosen && sums[i] > sums[second] ? i : second;
    if (chosen != 0 || sums[second] > sums[0] / 2 || sums[0] <= 0) { /* what is plainly no event is not worth a line */
        begin(t, doc, trigger, "score ");
        dem_buf_lit(&t->lines, ": ");
        write_sum(&t->lines, chosen, sums);
        dem_buf_lit(&t->lines, " before ");
        write_sum(&t->lines, second, sums);
        write_reasons(t, chosen, second);
        dem_buf_char(&t->lines, '\n');
    }
    t->n = 0;
    t->names.len = 0;
}

void dem_trace_init(dem_trace *t, const dem_kb *kb, const dem_allocator *alloc)
{
    t->trace = (dem_event_trace){.ctx = t, .frame = on_frame, .feature = kb->n_weights ? on_feature : NULL, .scores = on_scores};
    t->kb = kb;
    t->n = 0;
    dem_buf_init(&t->lines, alloc);
    dem_buf_init(&t->names, alloc);
}

void dem_trace_release(dem_trace *t)
{
    dem_buf_release(&t->lines);
    dem_buf_release(&t->names);
}
