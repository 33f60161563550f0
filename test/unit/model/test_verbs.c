/* Dictionaries of verbs → frames. */
#include "model/dictionary.h"

#include "test.h"

#define COLUMNS "id\ttrigger\tpos\tpattern\tevent\tmode\tcontext\tcameo\texample\tsource\n"
#define SIDES "nsubj/left!=actor{coded} obj/iobj/right!=recipient{coded}"
#define END "\t\td.txt\n"
#define CODED(code) "\t\t\t\t" code END

typedef struct {
    dem_buf rows;
    dem_dictionary_stats stats;
    int64_t skipped_line;
    char reason[256];
} imported;

static bool keep(void *ctx, const char *data, size_t len)
{
    dem_buf_add(ctx, (dem_str){data, (ptrdiff_t)len});
    return true;
}

static void note(void *ctx, const char *name, const dem_error *why)
{
    imported *m = ctx;
    (void)name;
    if (m->skipped_line)
        return;
    m->skipped_line = why->line;
    memcpy(m->reason, why->message, sizeof m->reason);
}

static void import(imported *m, const char *text)
{
    dem_dictionary_job job = {.kind = DEM_DICTIONARY_VERBS, .skipped = note, .ctx = m};
    dem_dictionary d;
    memset(m, 0, sizeof *m);
    dem_buf_init(&m->rows, NULL);
    CHECK_INT(dem_dictionary_begin(&d, &job, NULL, keep, &m->rows), DEM_OK);
    CHECK_INT(dem_dictionary_read(&d, "folder/d.txt", dem_str_of(text)), DEM_OK);
    CHECK_INT(dem_dictionary_end(&d), DEM_OK);
    m->stats = d.stats;
    dem_dictionary_release(&d);
}

static void check_rows(const char *text, const char *rows)
{
    imported m;
    import(&m, text);
    CHECK_STR(((dem_str){m.rows.data, m.rows.len}), rows);
    CHECK_INT(m.stats.skipped, 0);
    dem_buf_release(&m.rows);
}

/* The pattern of the last row, after that for the verb alone. */
static void check_pattern(const char *pattern, const char *want)
{
    char text[300], row[400];
    snprintf(text, sizeof text, "&HUE_\n+RED\n--- X [---]\nGO {}\n- %s [123]\n", pattern);
    snprintf(row, sizeof row, COLUMNS "&hue\tred\tset\t\t\t\t\t" END "go.5\tgo\tform\t%s" CODED("123"), want);
    check_rows(text, row);
}

TEST(verbs_of_a_block_share_its_code_and_patterns)
{
    check_rows("--- LIGHT [015] ---\nDIM {DIMMED}\nBURN {} [190]\n- * X [:040]\n",
               COLUMNS "dim.2\tdim|dimmed\tform\t" SIDES CODED("015") "burn.3\tburn\tform\t" SIDES CODED("190") "dim.4\tdim|dimmed|burn\tform\tafter(x)! " SIDES
                   CODED(":040"));
    check_rows("--- LIGHT [---]\nDIM {}\n", COLUMNS);
}

TEST(verbs_are_inflected)
{
    check_rows("--- A [01] ---\nDEFY\n", COLUMNS "defy.2\tdefy|defies|defied|defying\tform\t" SIDES CODED("01"));
    check_rows("--- A [01] ---\nRAGE\n", COLUMNS "rage.2\trage|rages|raged|raging\tform\t" SIDES CODED("01"));
    check_rows("--- A [01] ---\nPUSH\n", COLUMNS "push.2\tpush|pushes|pushed|pushing\tform\t" SIDES CODED("01"));
    check_rows("--- A [01] ---\nEXPEL\n", COLUMNS "expel.2\texpel|expels|expeled|expeling|expelled|expelling\tform\t" SIDES CODED("01"));
}

TEST(verbs_of_several_words_stand_together)
{
    check_rows("--- A [01] ---\n+TURN_ON {+TURNED_ON}\nWIRE_+TAP {}\nLASH OUT {}\n- IN_* X [02]\n",
               COLUMNS "turn.2\tturn|turned\tform\tafter(_on)! " SIDES CODED("01") "tap.3\ttap\tform\tbefore(wire_)! " SIDES CODED("01")
                   "lash.4\tlash\tform\tafter(_out)! " SIDES CODED("01") "turn.5\tturn|turned\tform\tbefore(in_)! after(_on)! after(x)! " SIDES CODED("02")
                       "tap.5.2\ttap\tform\tbefore(in_)! before(wire_)! after(x)! " SIDES CODED("02") "lash.5.3\tlash\tform\tbefore(in_)! after(_out)! after(x)! " SIDES
                           CODED("02"));
}

TEST(verbs_have_sets_of_words)
{
    check_rows("&HUE\n+RED\n+DEEP_BLUE_\n+_OF_CITY SKY\n&BOTH_\n+&HUE\n+DON'T\n",
               COLUMNS "&hue\tred|reds|deep_blue|of_city+sky|of_city+skies\tset\t\t\t\t\t" END "&both\t&hue|do_n't\tset\t\t\t\t\t" END);
}

TEST(verbs_have_patterns)
{
    check_pattern("*", SIDES);
    check_pattern("DID NOT_* AIR-LIFT", "before(did)! before(not_)! after(air_-_lift)! " SIDES);
    check_pattern("* NEW_&HUE_LAMPS", "after(new)! after(_&hue)! after(_lamps)! " SIDES);
    check_pattern("&HUE_ *", "before(&hue)! " SIDES);
    check_pattern("* (TO {DARK LAMP})", "after(to)! after(dark)! after(lamp)! " SIDES);
    check_pattern("* {DARK LAMP | &HUE}", "after(dark+lamp|&hue)! " SIDES);
    check_pattern("+ WAS_ * TO_ ^ FROM $", "before!=recipient{coded} before(was)! after(to)! after! after(from)! after!=actor{coded}");
    check_pattern("$_* +", "before(_)!=actor{coded} after!=recipient{coded}");
    check_pattern("% HAVE *", "before!=actor{compound} before(have)!");
    check_pattern("* WITH %", "after(with)! after!=recipient{compound} nsubj/left!=actor{coded}");
}

/* In TABARI a word is the beginning of one, unless an underline ends it. */
TEST(verbs_of_tabari_have_stems)
{
    check_rows("DIM {} [040] ;x\n- * DEPORT IN_ [041]\n- * IN_THE CITY [042]\nBURN {} [190]\n",
               COLUMNS "dim.1\tdim\tform\t" SIDES CODED("040") "dim.2\tdim\tform\tafter(deport*)! after(in)! " SIDES CODED("041")
                   "dim.3\tdim\tform\tafter(in)! after(_the*)! after(city*)! " SIDES CODED("042") "burn.4\tburn\tform\t" SIDES CODED("190"));
}

TEST(verbs_may_be_no_event)
{
    imported m;
    check_rows("--- A [---]\nDIM {}\n- * POLICE [---]\n", COLUMNS "dim.3\tdim\tform\tafter(police)! " SIDES "\t-\t\t\t" END);
    import(&m, "--- A [+++]\nDIM {}\n- * POLICE [+++]\n");
    CHECK_INT(m.stats.rows, 0);
    CHECK_INT(m.stats.uncoded, 2);
    dem_buf_release(&m.rows);
}

TEST(verbs_say_which_line_is_wrong)
{
    static const struct {
        const char *text;
        int64_t line;
        const char *reason;
    } wrong[] = {
        {"- * X [010]\n", 1, "no verb stands before this pattern"},
        {"DIM [010]\n- X [010]\n", 2, "the pattern has no *"},
        {"DIM [010]\n- * X * [010]\n", 2, "the pattern has more than one *"},
        {"DIM [010]\n- * X\n", 2, "here should be a code in brackets"},
        {"DIM [010]\n- * X [010\n", 2, "a bracket has no end"},
        {"DIM [010]\n- * X [025?]\n", 2, "'025?' is no code of up to 8 letters and digits"},
        {"DIM [010]\n- * X [010:011:012]\n", 2, "'010:011:012' is no code of up to 8 letters and digits"},
        {"DIM [010]\n- * &X [010]\n", 2, "there is no set &X"},
        {"DIM [010]\n- * A|B [010]\n", 2, "'|' stands where only words can"},
        {"DIM [010]\n- * {A|} [010]\n", 0, ""},
        {"DIM [010]\n- * {|A} [010]\n", 2, "there are no words"},
        {"DIM [123456789]\n", 1, "'123456789' is no code of up to 8 letters and digits"},
        {"DIM {DIMS\n", 1, "the forms in braces have no end"},
        {"D|M [010]\n", 1, "'D|M' is no verb"},
        {"DIM_+ [010]\n", 1, "'DIM_+' is no verb"},
        {"&A-B\n", 1, "a set has a name of letters and digits"},
        {"&AB\n\n--- A [010]\n", 1, "there are no words in this set"},
        {"&AB\n+X\n+&CD\n", 3, "there is no set &CD"},
        {"~ a (a b Q) SAY = a b Q\n", 1, "what an event inside another one becomes cannot be said"},
    };
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        imported m;
        import(&m, wrong[i].text);
        CHECK_INT(m.stats.skipped, wrong[i].line != 0);
        CHECK_INT(m.skipped_line, wrong[i].line);
        CHECK_STR(dem_str_of(m.reason), wrong[i].reason);
        dem_buf_release(&m.rows);
    }
}
