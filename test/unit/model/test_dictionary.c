#include "model/dictionary.h"

#include "test.h"

#define ACTORS "name\taliases\tcode\tfrom\tto\tsource\n"
#define ROLES "phrase\tsector\tcameo\tkind\tsource\n"

/* What came of a dictionary, and the first line that was skipped. */
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
    CHECK(strcmp(name, "folder/d.txt") == 0);
    if (m->skipped_line == 0) {
        m->skipped_line = why->line;
        memcpy(m->reason, why->message, sizeof m->reason);
    }
}

static void import(imported *m, dem_dictionary_kind kind, const char *text)
{
    dem_dictionary_job job = {.kind = kind, .skipped = note, .ctx = m};
    dem_dictionary d;
    memset(m, 0, sizeof *m);
    dem_buf_init(&m->rows, NULL);
    CHECK_INT(dem_dictionary_begin(&d, &job, NULL, keep, &m->rows), DEM_OK);
    CHECK_INT(dem_dictionary_read(&d, "folder/d.txt", dem_str_of(text)), DEM_OK);
    CHECK_INT(dem_dictionary_end(&d), DEM_OK);
    m->stats = d.stats;
    dem_dictionary_release(&d);
}

static void check_import(dem_dictionary_kind kind, const char *text, const char *rows, int64_t skipped)
{
    imported m;
    import(&m, kind, text);
    CHECK_STR(((dem_str){m.rows.data, m.rows.len}), rows);
    CHECK_INT(m.stats.skipped, skipped);
    dem_buf_release(&m.rows);
}

#define CHECK_ACTORS(text, rows) check_import(DEM_DICTIONARY_ACTORS, text, ACTORS rows, 0)
#define CHECK_AGENTS(text, rows) check_import(DEM_DICTIONARY_AGENTS, text, ROLES rows, 0)

static void check_skip(dem_dictionary_kind kind, const char *text, int64_t line, const char *reason)
{
    imported m;
    import(&m, kind, text);
    CHECK_INT(m.stats.skipped, 1);
    CHECK_INT(m.skipped_line, line);
    CHECK_STR(dem_str_of(m.reason), reason);
    dem_buf_release(&m.rows);
}

TEST(dictionary_reads_names_codes_and_synonyms)
{
    CHECK_ACTORS("LAMP_GUILD [PERLAB]\nDUSK  [ chl ]\n", "Lamp Guild\t\tPERLAB\t\t\td.txt\nDusk\t\tCHL\t\t\td.txt\n");
    CHECK_ACTORS("LAMP GUILD_ \n\n+GUILD_OF_LAMPS\r\n+LMG\n\t[PERLAB]\n", "Lamp Guild\tGuild of Lamps|LMG\tPERLAB\t\t\td.txt\n");
}

TEST(dictionary_leaves_comments_out)
{
    CHECK_ACTORS("<!-- AAA [PER]\n+BBB -->DUSK [PER] # [CHL]\n<! -- x --> ; EEE [KEN]\n# FFF [KEN]\nMORN [CHL] ;XYZ\n", "Dusk\t\tPER\t\t\td.txt\nMorn\t\tCHL\t\t\td.txt\n");
}

TEST(dictionary_writes_names_as_reports_do)
{
    CHECK_ACTORS("AL-DUSK [PER]\n", "Al-Dusk\t\tPER\t\t\td.txt\n");
    CHECK_ACTORS("PEOPLE'S_FRONT_OF_THE_U.N. [PER]\n", "People's Front of the U.N.\t\tPER\t\t\td.txt\n");
    CHECK_ACTORS("THE_77TH [PER]\n", "The 77th\t\tPER\t\t\td.txt\n");
    CHECK_ACTORS("LMG [PER]\n", "LMG\t\tPER\t\t\td.txt\n");
    CHECK_ACTORS("van_der_DUSK [PER]\n", "van der DUSK\t\tPER\t\t\td.txt\n");
}

TEST(dictionary_reads_dates)
{
    CHECK_ACTORS("DUSK [PER <960111]\n", "Dusk\t\tPER\t\t1996-01-10\td.txt\n");
    CHECK_ACTORS("DUSK [PER<20000301]\n", "Dusk\t\tPER\t\t2000-02-29\td.txt\n");
    CHECK_ACTORS("DUSK [PER > 20010101]\n", "Dusk\t\tPER\t2001-01-01\t\td.txt\n");
    CHECK_ACTORS("DUSK [PER 310101 - 300101]\n", "Dusk\t\tPER\t1931-01-01\t2030-01-01\td.txt\n");
}

/* The first code whose dates hold counts, and the one without dates holds where no other does. */
TEST(dictionary_gives_each_day_one_code)
{
    CHECK_ACTORS("DUSK [PER]\n[PERGOV 20000101-20001231][PERLEG 20001201-20010131]\n",
                 "Dusk\t\tPERGOV\t2000-01-01\t2000-12-31\td.txt\nDusk\t\tPERLEG\t2001-01-01\t2001-01-31\td.txt\n"
                 "Dusk\t\tPER\t\t1999-12-31\td.txt\nDusk\t\tPER\t2001-02-01\t\td.txt\n");
    CHECK_ACTORS("DUSK [PERGOV 20000201-20000301]\n[PERLEG 20000101-20000401]\n[CHL <20000301]\n",
                 "Dusk\t\tPERGOV\t2000-02-01\t2000-03-01\td.txt\nDusk\t\tPERLEG\t2000-01-01\t2000-01-31\td.txt\n"
                 "Dusk\t\tPERLEG\t2000-03-02\t2000-04-01\td.txt\nDusk\t\tCHL\t\t1999-12-31\td.txt\n");
}

TEST(dictionary_leaves_out_who_is_to_have_no_code)
{
    imported m;
    CHECK_ACTORS("DUSK [--- <20000101]\n+DIMMER\n[PER]\n", "Dusk\tDimmer\tPER\t2000-01-01\t\td.txt\n");
    import(&m, DEM_DICTIONARY_ACTORS, "DUSK [###]\nDIM [---]\nDARK [+++]\n");
    CHECK_INT(m.stats.uncoded, 3);
    CHECK_INT(m.stats.rows, 0);
    dem_buf_release(&m.rows);
}

TEST(dictionary_says_which_line_of_actors_is_wrong)
{
    static const struct {
        const char *text;
        int64_t line;
        const char *reason;
    } wrong[] = {
        {"DUSK [PER\n", 1, "a bracket has no end"},
        {"DUSK [PER] and more\n", 1, "here should be a code in brackets"},
        {"\nDUSK [A/B]\n", 2, "'A/B' is no code of 3 to 15 letters"},
        {"DUSK [960101-970101]\n", 1, "'960101-970101' is no code of 3 to 15 letters"},
        {"DUSK [PER <19961301]\n", 1, "the dates are not '<day', '>day' or 'day-day', with days as yymmdd or yyyymmdd"},
        {"DUSK [PER 1996]\n", 1, "the dates are not '<day', '>day' or 'day-day', with days as yymmdd or yyyymmdd"},
        {"DUSK [PER 19970101-19960101]\n", 1, "the dates are not '<day', '>day' or 'day-day', with days as yymmdd or yyyymmdd"},
        {"DUSK\n\nDIM [PER]\n", 1, "there is no code for this name"},
        {"[PER]\n", 1, "no name stands before this line"},
        {"+DUSK\n", 1, "no name stands before this line"},
        {"DU|SK [PER]\n+DIM\n[CHL]\n", 1, "a name cannot have such a character"},
        {"_-_ [PER]\n", 1, "the name has no letter or digit"},
        {"D\xff [PER]\n", 1, "the name is not valid UTF-8"},
        {"DUSK [PER]\n<!--\n", 2, "the comment that begins here has no end"},
    };
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++)
        check_skip(DEM_DICTIONARY_ACTORS, wrong[i].text, wrong[i].line, wrong[i].reason);
}

TEST(dictionary_skips_an_entry_with_a_wrong_code_but_only_a_wrong_synonym)
{
    check_import(DEM_DICTIONARY_ACTORS, "DUSK [PER]\n[CHL <1]\n+DIM\nMORN [CHL]\n", ACTORS "Morn\t\tCHL\t\t\td.txt\n", 1);
    check_import(DEM_DICTIONARY_ACTORS, "DUSK [PER]\n+*\n+DIMMER\n", ACTORS "Dusk\tDimmer\tPER\t\t\td.txt\n", 1);
}

TEST(dictionary_bounds_the_codes_of_an_entry)
{
    char text[2000] = "DUSK";
    for (int i = 0; i < 64; i++)
        strcat(text, "[PER >20000101]");
    check_import(DEM_DICTIONARY_ACTORS, text, ACTORS "Dusk\t\tPER\t2000-01-01\t\td.txt\n", 0);
    check_skip(DEM_DICTIONARY_ACTORS, strcat(text, "[PER]"), 1, "there are more than 64 codes");
}

TEST(dictionary_reads_agents)
{
    CHECK_AGENTS("LAMP_WARDEN [~COP] # x\nDUSK_BODY [NGO~]\nPLAIN [GOV]\n", "lamp warden\t\tCOP\t\td.txt\ndusk body\t\tNGO\t\td.txt\nplain\t\tGOV\t\td.txt\n");
    CHECK_AGENTS("WARDEN {} [ ~MIL]\nCLERK {CLERKS} [~GOV]\nGOOSE {GEESE} [~GGS]\n",
                 "warden\t\tMIL\t\td.txt\nclerk\t\tGOV\t\td.txt\ngoose\t\tGGS\t\td.txt\ngeese\t\tGGS\tpersons\td.txt\n");
    CHECK_AGENTS("SHADE [~---]\nGLOOM [###]\n", "");
}

TEST(dictionary_puts_in_the_words_of_sets)
{
    CHECK_AGENTS("!PERSON! = MAN, WOMEN\n!HUE! =RED\n!HUE!_LAMP!PERSON! {!HUE!_LAMPS} [~LAB]\n",
                 "red lampman\t\tLAB\t\td.txt\nred lampwomen\t\tLAB\t\td.txt\nred lamps\t\tLAB\tpersons\td.txt\n");
}

TEST(dictionary_says_which_line_of_agents_is_wrong)
{
    static const struct {
        const char *text;
        int64_t line;
        const char *reason;
    } wrong[] = {
        {"WARDEN\n", 1, "here should be a code in brackets"},
        {"WARDEN [~COP] x\n", 1, "something stands behind the code"},
        {"WARDEN {WARDENS [~COP]\n", 1, "the plural in braces has no end"},
        {"WARDEN [~ABCDEFGHIJKLM]\n", 1, "'ABCDEFGHIJKLM' is no code of 3 to 12 letters"},
        {"!X!_WARDEN [~COP]\n", 1, "there is no set of words !X!"},
        {"!X! = A\n!X! = B\n", 2, "this set of words is there already"},
        {"!X! =\n", 1, "there is no word in this set"},
        {"!X! = A, !X!\n", 1, "a word of a set has a mark of exclamation"},
        {"!X! = A,B,C,D,E,F,G,H,I,J,K\n!X!!X!!X! [~COP]\n", 2, "it stands for more than 1000 phrases"},
    };
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++)
        check_skip(DEM_DICTIONARY_AGENTS, wrong[i].text, wrong[i].line, wrong[i].reason);
}
