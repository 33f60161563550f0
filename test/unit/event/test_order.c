/* Frames that look at forms and the order of words, with codes of somebody else: made of dictionaries, over the project's tables and in their place. */
#include "model/overlay.h"

#include "coded.h"

#define NAMES "name\taliases\tcode\tfrom\tto\tsource\nDuskland\tDuskish\tDSK\t\t\t\nMornia\t\tMRN\t\t\t\nHalfway\t\tHLF\t\t\t\nVale Guard\t\tVALMIL\t\t\t\n"
#define ROLES "phrase\tsector\tcameo\tkind\tsource\nprime minister\t\tGOV\tperson\t\nsoldier\t\tMIL\tperson\t\n"
#define SIDES "nsubj/left!=actor{coded} obj/iobj/right!=recipient{coded}"
#define FRAMES                                                                                                                                            \
    "id\ttrigger\tpos\tpattern\tevent\tmode\tcontext\tcameo\texample\tsource\n"                                                                            \
    "&lamps\tlamp|oil_lantern|deep+glow\tset\t\t\t\t\t\t\t\n"                                                                                             \
    "met.1\tmet\tform\t" SIDES "\t\t\t\t031:032\t\t\n"                                                                                                    \
    "lit.1\tlit|light\tform\t" SIDES "\t\t\t\t777\t\t\n"                                                                                                  \
    "lit.2\tlit|light\tform\tafter(_the)! after(&lamps)! " SIDES "\t\t\t\t190\t\t\n"                                                                       \
    "lit.3\tlit|light\tform\tbefore(did_not_)! " SIDES "\t\t\t\t120\t\t\n"                                                                                \
    "lit.6\tlit|light\tform\tbefore(never)! " SIDES "\t\t\t\t121\t\t\n"                                                                                      \
    "lit.4\tlit|light\tform\tbefore!=recipient{coded} before(was)! after(from)! after!=actor{coded}\t\t\t\t180\t\t\n"                                     \
    "lit.5\tlit|light\tform\tafter(no)! after(_lamp)! " SIDES "\t-\t\t\t\t\t\n"                                                                            \
    "agree.1\tagree\tform\tnsubj/left!=actor{compound}\t\t\t\t030:030\t\t\n"                                                                              \
    "gave.1\tgave\tform\tafter(way*)! after! after(about)! after!=recipient{coded} nsubj/left!=actor{coded}\t\t\t\t:040\t\t\n"

typedef struct {
    dem_arena arena;
    dem_buf bytes;
    dem_file file;
    dem_kb kb;
} laid;

static bool lay(laid *l, bool alone)
{
    const dem_overlay_table actors[] = {{"a.tsv", DEM_S(NAMES)}, {"r.tsv", DEM_S(ROLES)}}, frames = {"f.tsv", DEM_S(FRAMES)};
    dem_overlay overlay = {.actors = actors, .n_actors = 2, .frames = &frames, .n_frames = 1, .actors_alone = alone, .frames_alone = alone};
    dem_error err = {0};
    memset(l, 0, sizeof *l);
    dem_arena_init(&l->arena, NULL);
    dem_buf_init(&l->bytes, NULL);
    dem_status status = dem_overlay_build(dem_test_kb(), &overlay, &l->arena, &l->bytes, &err);
    if (status == DEM_OK)
        status = dem_kb_check((dem_str){l->bytes.data, l->bytes.len}, &l->file, &l->kb, &err);
    if (status != DEM_OK)
        dem_test_fail(__FILE__, __LINE__, "no overlay: %s", err.message);
    return status == DEM_OK;
}

static void release(laid *l)
{
    dem_buf_release(&l->bytes);
    dem_arena_release(&l->arena);
}

static void add_side(dem_buf *out, const dem_doc *doc, const dem_list *side)
{
    for (int32_t i = 0; i < side->len; i++) {
        if (i)
            dem_buf_char(out, '+');
        dem_buf_add(out, doc->mentions.at[side->at[i]].actor.cameo);
    }
}

/* "DSK>MRN 031; MRN>DSK 032" of a sentence; a negated event has a minus before its code. */
static void check(const laid *l, const char *text, const char *want)
{
    coded c;
    dem_buf out;
    dem_buf_init(&out, NULL);
    coded_run_with(&c, &l->kb, "2024-04-05", text);
    for (ptrdiff_t i = 0; i < c.doc.events.len; i++) {
        const dem_event *e = &c.doc.events.at[i];
        if (i)
            dem_buf_lit(&out, "; ");
        add_side(&out, &c.doc, &e->actors);
        dem_buf_char(&out, '>');
        add_side(&out, &c.doc, &e->recipients);
        dem_buf_char(&out, ' ');
        if (e->polarity == DEM_NEGATED)
            dem_buf_char(&out, '-');
        dem_buf_add(&out, e->cameo);
    }
    CHECK_STR(((dem_str){out.data, out.len}), want);
    dem_buf_release(&out);
    coded_release(&c);
}

TEST(order_takes_the_subject_or_who_stands_nearest)
{
    laid l;
    if (lay(&l, true)) {
        check(&l, "Duskland lit a fire in Mornia.", "DSK>MRN 777");
        check(&l, "Duskland lit fires and met Mornia.", "DSK>MRN 031; MRN>DSK 032");
        check(&l, "Duskland met Mornia and Halfway.", "DSK>MRN+HLF 031; MRN+HLF>DSK 032");
        check(&l, "A man from nowhere lit a fire in Mornia.", "");
        check(&l, "Kenya met Mornia.", "");
        check(&l, "Duskland meets Mornia.", ""); /* the form, not the lemma */
    }
    release(&l);
}

TEST(order_matches_words_at_once_and_later)
{
    laid l;
    if (lay(&l, true)) {
        check(&l, "Duskland lit the old lamp of Mornia.", "DSK>MRN 190");
        check(&l, "Duskland lit the oil lantern of Mornia.", "DSK>MRN 190");
        check(&l, "Duskland lit the deep red glow of Mornia.", "DSK>MRN 190");
        check(&l, "Duskland lit an old lamp of Mornia.", "DSK>MRN 777");
        check(&l, "Duskland lit no lamp in Mornia.", "");
        check(&l, "Duskland gave a wayward man notice about Mornia.", "MRN>DSK 040");
        check(&l, "Duskland gave a wayward man nothing of Mornia.", "");
    }
    release(&l);
}

TEST(order_knows_whose_words_say_not)
{
    laid l;
    if (lay(&l, true)) {
        check(&l, "Duskland did not light a fire in Mornia.", "DSK>MRN 120");
        check(&l, "Duskland will not light a fire in Mornia.", "DSK>MRN -777");
        check(&l, "Duskland never once lit a fire in Mornia.", "DSK>MRN 121");
        check(&l, "Duskland never stopped, but lit a fire in Mornia.", "DSK>MRN 777");
    }
    release(&l);
}

TEST(order_gives_roles_as_the_pattern_says)
{
    laid l;
    if (lay(&l, true)) {
        check(&l, "Duskland was lit by fires from Mornia.", "MRN>DSK 180");
        check(&l, "Duskland and Mornia agree.", "DSK+MRN> 030");
        check(&l, "Duskland may agree.", "");
    }
    release(&l);
}

TEST(codes_of_names_and_role_nouns_go_together)
{
    laid l;
    if (lay(&l, true)) {
        check(&l, "Soldiers from Duskland met Mornia.", "DSKMIL>MRN 031; MRN>DSKMIL 032");
        check(&l, "Mornia met the soldiers of Duskland and Halfway.", "MRN>DSKMIL+HLFMIL 031; DSKMIL+HLFMIL>MRN 032");
        check(&l, "Prime Minister Duskland met Mornia.", "DSKGOV>MRN 031; MRN>DSKGOV 032");
        check(&l, "Soldiers of the Vale Guard met Mornia.", "VALMIL>MRN 031; MRN>VALMIL 032");
    }
    release(&l);
}

TEST(frames_of_an_overlay_stand_beside_those_of_the_tables)
{
    laid l;
    if (lay(&l, false))
        check(&l, "Kenya attacked Somalia, and Duskland lit a fire in Mornia.", "KEN>SOM 190; DSK>MRN 777");
    release(&l);
    if (lay(&l, true))
        check(&l, "Duskland attacked Mornia.", "");
    release(&l);
}
