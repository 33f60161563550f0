#include "model/office.h"
#include "model/overlay.h"

#include "coded.h"

#define COUNTRIES "id\talias\tkind\tsector\tsource\n"
#define ORGS "id\tname\taliases\ttype\tsector\tcountry\tcameo\tsource\n"
#define GROUPS "id\tname\taliases\tcountry\tsector\tcameo\tfrom\tto\tsource\n"
#define MEMBERS "org\tmember\tfrom\tto\tsource\n"
#define PLACES "id\tname\taliases\tcountry\tkind\tlat\tlon\tpopulation\tsource\n"
#define CODES "name\taliases\tcode\tfrom\tto\tsource\n"
#define PEOPLE "id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\n"
#define ROLES "phrase\tsector\tcameo\tkind\tsource\n"

/* The project's tables with up to three more over them. */
typedef struct {
    dem_arena arena;
    dem_buf bytes;
    dem_file file;
    dem_kb kb;
    dem_error err;
} overlaid;

static dem_status build(overlaid *o, const dem_kb *base, const char *first, const char *second, const char *third)
{
    const char *texts[] = {first, second, third}, *names[] = {"1.tsv", "2.tsv", "3.tsv"};
    dem_overlay_table tables[3];
    int n = 0;
    for (; n < 3 && texts[n]; n++)
        tables[n] = (dem_overlay_table){names[n], dem_str_of(texts[n])};
    memset(o, 0, sizeof *o);
    dem_arena_init(&o->arena, NULL);
    dem_buf_init(&o->bytes, NULL);
    DEM_TRY(dem_overlay_build(base, &(dem_overlay){.actors = tables, .n_actors = n}, &o->arena, &o->bytes, &o->err));
    dem_arena_clear(&o->arena); /* nothing of the result may live there */
    return dem_kb_check((dem_str){o->bytes.data, o->bytes.len}, &o->file, &o->kb, &o->err);
}

static bool open_over(overlaid *o, const char *first, const char *second, const char *third)
{
    dem_status status = build(o, dem_test_kb(), first, second, third);
    if (status != DEM_OK)
        dem_test_fail(__FILE__, __LINE__, "no overlay: %s", o->err.message);
    return status == DEM_OK;
}

static void release(overlaid *o)
{
    dem_buf_release(&o->bytes);
    dem_arena_release(&o->arena);
}

/* Who the subject of "NAME attacked Kenya." is at that date: the longest of the mentions that start with the first, for one may lie in another. */
static dem_actor actor_of(const overlaid *o, coded *c, const char *published, const char *text)
{
    coded_run_with(c, &o->kb, published, text);
    CHECK(c->doc.mentions.len > 0);
    const dem_mention *subject = NULL;
    for (ptrdiff_t m = 0; m < c->doc.mentions.len; m++) {
        const dem_mention *at = &c->doc.mentions.at[m];
        if (!subject || (at->span.start == subject->span.start && at->span.end > subject->span.end))
            subject = at;
    }
    return subject ? subject->actor : (dem_actor){0};
}

#define CHECK_ACTOR(o, published, text, field, want)                    \
    do {                                                               \
        coded c_;                                                      \
        CHECK_STR(actor_of((o), &c_, (published), (text)).field, want); \
        coded_release(&c_);                                            \
    } while (0)

TEST(overlay_without_rows_changes_only_the_hash)
{
    overlaid o;
    const dem_kb *base = dem_test_kb();
    if (open_over(&o, ORGS, NULL, NULL)) {
        CHECK(!dem_str_eq(o.kb.hash, base->hash));
        CHECK(strcmp(o.kb.file_id, base->file_id) == 0); /* the checksum of all behind the header: the same bytes */
    }
    release(&o);
}

TEST(overlay_hash_is_over_the_bytes_of_each_table)
{
    overlaid a = {0}, b = {0}, c = {0};
    if (open_over(&a, ORGS, ROLES, NULL) && open_over(&b, ORGS, ROLES, NULL) && open_over(&c, ORGS, ROLES "#\n", NULL)) {
        CHECK(dem_str_eq(a.kb.hash, b.kb.hash));
        CHECK(!dem_str_eq(a.kb.hash, c.kb.hash));
    }
    release(&a);
    release(&b);
    release(&c);
}

TEST(overlay_adds_actors_of_all_kinds)
{
    overlaid o;
    if (open_over(&o, ORGS "XGUILD\tGuild of Lampmakers\tLampmakers' Guild\tNGO\tLAB\tPER\tPERLAB\t\n",
                  GROUPS "XLANTERN\tLantern Column\t\tPER\tREB\tPERREBLAN\t\t\t\n", COUNTRIES "ZZZ\tZubrowkia\tname\t\t\nZZZ\tZubrowkian\tdemonym\t\t\n")) {
        CHECK_ACTOR(&o, "2024-04-05", "The Guild of Lampmakers thanked Kenya.", id, "XGUILD");
        CHECK_ACTOR(&o, "2024-04-05", "Lampmakers' Guild thanked Kenya.", cameo, "PERLAB");
        CHECK_ACTOR(&o, "2024-04-05", "The Lantern Column attacked Kenya.", cameo, "PERREBLAN");
        CHECK_ACTOR(&o, "2024-04-05", "Zubrowkia attacked Kenya.", cameo, "ZZZ");
        CHECK_ACTOR(&o, "2024-04-05", "Zubrowkian police arrested a hiker.", cameo, "ZZZCOP");
    }
    release(&o);
}

TEST(overlay_takes_files_in_any_order)
{
    overlaid o;
    if (open_over(&o, PEOPLE "p:x-ada\tAda Quill\t\tpresident\tXGUILD\tLAB\t2020\t\t\t\tmine\n", ORGS "XGUILD\tGuild of Lampmakers\t\tNGO\tLAB\t\tNGOLAB\tmine\n",
                  NULL)) {
        CHECK_ACTOR(&o, "2024-04-05", "Ada Quill thanked Kenya.", org, "XGUILD");
        CHECK_ACTOR(&o, "2024-04-05", "Ada Quill thanked Kenya.", cameo, "NGOLAB");
        CHECK_ACTOR(&o, "2019-04-05", "Ada Quill thanked Kenya.", role, "");
    }
    release(&o);
}

TEST(overlay_replaces_fields_and_keeps_aliases)
{
    overlaid o;
    if (open_over(&o, ORGS "UN\tUnited Nations\tGlass House of the River\tIGO\tIGO\t\tIGOXYZ\tmine\n", PLACES "3936456\tLima\t\tPER\tcapital\t1.5\t2\t7\tmine\n", NULL)) {
        CHECK_ACTOR(&o, "2024-04-05", "The U.N. thanked Kenya.", cameo, "IGOXYZ");
        CHECK_ACTOR(&o, "2024-04-05", "The Glass House of the River thanked Kenya.", id, "UN");
        CHECK_INT(o.kb.n_entities, dem_test_kb()->n_entities);
        for (uint32_t i = 0; i < o.kb.n_entities; i++)
            if (dem_str_eq(dem_kb_str(&o.kb, o.kb.entities[i].id), DEM_S("3936456")))
                CHECK_INT(o.kb.entities[i].lat_e5, 150000);
    }
    release(&o);
}

/* Two terms, and an end for the second: the first stays. */
TEST(overlay_ends_an_office)
{
    overlaid o, again;
    if (open_over(&o, PEOPLE "p:x-bo\tBo Tamarind\t\tprime minister\tPER\tGOV\t2006\t2007\t\t\t\np:x-bo\tBo Tamarind\t\tprime minister\tPER\tGOV\t2012-12-26\t\t2030\t\t\n", NULL,
                  NULL)) {
        CHECK_INT(o.kb.n_offices, dem_test_kb()->n_offices + 2);
        CHECK_ACTOR(&o, "2024-04-05", "Bo Tamarind thanked Kenya.", role, "prime minister");
        dem_status status = build(&again, &o.kb, PEOPLE "p:x-bo\tBo Tamarind\t\tprime minister\tPER\tGOV\t2012-12-26\t2020-09-16\t\t\t\n"
                                                        "p:x-bo\tBo Tamarind\t\tsenator\tPER\tLEG\t2021\t\t\t\t\n", NULL, NULL);
        CHECK_INT(status, DEM_OK);
        CHECK_INT(again.kb.n_offices, o.kb.n_offices + 1);
        CHECK_ACTOR(&again, "2024-04-05", "Bo Tamarind thanked Kenya.", role, "senator");
        CHECK_ACTOR(&again, "2019-04-05", "Bo Tamarind thanked Kenya.", role, "prime minister");
        CHECK_ACTOR(&again, "2006-12-31", "Bo Tamarind thanked Kenya.", role, "prime minister");
        CHECK_ACTOR(&again, "2009-04-05", "Bo Tamarind thanked Kenya.", role, "");
        release(&again);
    }
    release(&o);
}

static uint32_t row_of(const dem_kb *kb, const char *id)
{
    for (uint32_t i = 0; i < kb->n_entities; i++)
        if (dem_str_eq(dem_kb_str(kb, kb->entities[i].id), dem_str_of(id)))
            return i;
    return DEM_NO_ROW;
}

static bool belongs(const overlaid *o, const char *org, const char *country, uint32_t day)
{
    return dem_kb_is_member(&o->kb, row_of(&o->kb, org), row_of(&o->kb, country), day);
}

/* Gambia was in the Commonwealth twice: an end for the second time leaves the first. */
TEST(overlay_ends_a_membership)
{
    overlaid o;
    if (open_over(&o, MEMBERS "COMMONWEALTH\tGMB\t2018-02-08\t2024\t\nNATO\tPER\t2024-05\t\t\nXGUILD\tPER\t2020\t2021\t\nXGUILD\tPER\t2021-06\t\t\n",
                  ORGS "XGUILD\tGuild of Lampmakers\t\tIGO\tIGO\t\tIGOLAB\tmine\n", NULL)) {
        CHECK_INT(o.kb.n_members, dem_test_kb()->n_members + 3);
        CHECK(belongs(&o, "COMMONWEALTH", "GMB", 20130101) && belongs(&o, "COMMONWEALTH", "GMB", 20241231));
        CHECK(!belongs(&o, "COMMONWEALTH", "GMB", 20250101) && !belongs(&o, "COMMONWEALTH", "GMB", 20150101));
        CHECK(belongs(&o, "NATO", "PER", 20240501) && !belongs(&o, "NATO", "PER", 20240430) && belongs(&o, "NATO", "NOR", 20240430));
        CHECK(belongs(&o, "XGUILD", "PER", 20210301) && belongs(&o, "XGUILD", "PER", 20220000));
    }
    release(&o);
}

TEST(overlay_knows_who_holds_an_office)
{
    overlaid o;
    if (open_over(&o, COUNTRIES "ZZZ\tZubrowkia\tname\t\t\n",
                  PEOPLE "p:x-bo\tBo Tamarind\t\tpresident\tZZZ\tGOV\t2010\t2015\t\t\t\np:x-ada\tAda Quill\t\tpresident\tZZZ\tGOV\t2016\t\t\t\t\n", NULL)) {
        CHECK_ACTOR(&o, "2012-04-05", "The president of Zubrowkia thanked Kenya.", name, "Bo Tamarind");
        CHECK_ACTOR(&o, "2024-04-05", "The president of Zubrowkia thanked Kenya.", name, "Ada Quill");
    }
    release(&o);
}

TEST(overlay_names_go_before_those_of_the_tables)
{
    overlaid o;
    if (open_over(&o, ORGS "XBANK\tKenya\tMerkel|Angela Merkel|Paris\tBUS\tBUS\tPER\tPERBUS\t\n", PEOPLE "p:x-lu\tLugano\t\tpresident\tCHL\tGOV\t2020\t\t\t\t\n", NULL)) {
        CHECK_ACTOR(&o, "2024-04-05", "Kenya attacked Chile.", id, "XBANK");
        CHECK_ACTOR(&o, "2024-04-05", "Paris attacked Chile.", id, "XBANK");
        CHECK_ACTOR(&o, "2010-04-05", "Angela Merkel thanked Chile.", id, "XBANK");
        CHECK_ACTOR(&o, "2024-04-05", "Lugano thanked Chile.", id, "p:x-lu");
        CHECK_ACTOR(&o, "2024-04-05", "Kenyan police arrested a hiker.", cameo, "KENCOP");
    }
    release(&o);
}

TEST(overlay_replaces_roles_and_derives_what_they_leave_open)
{
    overlaid o;
    if (open_over(&o, ROLES "police\tMIL\tMIL\tpersons\tmine\nlamp ministry\t\tGOVMED\t\t\nnight journalist\t\tMED\t\t\n", NULL, NULL)) {
        CHECK_INT(o.kb.n_roles, dem_test_kb()->n_roles + 2);
        CHECK_ACTOR(&o, "2024-04-05", "Peruvian police arrested a hiker.", cameo, "PERMIL");
        CHECK_ACTOR(&o, "2024-04-05", "The Peruvian lamp ministry thanked Chile.", cameo, "PERGOVMED");
        CHECK_ACTOR(&o, "2024-04-05", "The Peruvian lamp ministry thanked Chile.", sector, "GOV");
        CHECK_ACTOR(&o, "2024-04-05", "A Peruvian night journalist thanked Chile.", sector, "JRN");
        CHECK_INT(o.kb.roles[o.kb.n_roles - 2].kind, DEM_ROLE_BODY);
        CHECK_INT(o.kb.roles[o.kb.n_roles - 1].kind, DEM_ROLE_PERSON);
    }
    release(&o);
}

TEST(overlay_codes_hold_between_their_dates)
{
    overlaid o;
    if (open_over(&o, CODES "Shire Moot\tMoot of the Shire\tPERGOV\t1990\t2000-06\tmine\nShire Moot\t\tPERREBSHM\t2005-01-01\t\t\nKenya\t\tCHLMIL\t2000\t2001\t\n"
                            "Tarn Wardens\t\tTRN\t\t\t\nTarn Wardens\t\tCHLUAF\t2010\t2011\t\nFens\t\tPER\t\t\t\n", NULL, NULL)) {
        CHECK_ACTOR(&o, "1990-01-01", "The Shire Moot attacked Chile.", cameo, "PERGOV");
        CHECK_ACTOR(&o, "2000-06-30", "The Moot of the Shire attacked Chile.", cameo, "PERGOV");
        CHECK_ACTOR(&o, "2000-06-30", "The Moot of the Shire attacked Chile.", name, "Shire Moot");
        CHECK_ACTOR(&o, "2000-07-01", "The Shire Moot attacked Chile.", id, "");
        CHECK_ACTOR(&o, "2005-01-01", "The Shire Moot attacked Chile.", sector, "REB");
        CHECK_ACTOR(&o, "2005-01-01", "The Shire Moot attacked Chile.", org, "c:shire-moot");
        CHECK_ACTOR(&o, NULL, "The Shire Moot attacked Chile.", cameo, "PER");
        CHECK_ACTOR(&o, "2000-04-05", "Kenya attacked Peru.", cameo, "CHLMIL"); /* the code goes first, and outside its dates the country */
        CHECK_ACTOR(&o, "2002-04-05", "Kenya attacked Peru.", cameo, "KEN");
        CHECK_ACTOR(&o, "2010-04-05", "The Tarn Wardens attacked Peru.", cameo, "CHLUAF"); /* dates go before none */
        CHECK_ACTOR(&o, "2012-04-05", "The Tarn Wardens attacked Peru.", cameo, "TRN");
        CHECK_ACTOR(&o, "2012-04-05", "The Tarn Wardens spokesman criticised Peru.", cameo, "TRN");
        CHECK_ACTOR(&o, "2012-04-05", "Fens police arrested a hiker.", cameo, "PERCOP");
    }
    release(&o);
}

/* A dictionary has countries too, as names; as such the tables know more of them. */
TEST(overlay_codes_of_countries_leave_what_the_tables_know)
{
    overlaid o;
    if (open_over(&o, CODES "Kenyan\tKenyans|Lamplanders\tKEN\t\t\t\n", NULL, NULL)) {
        CHECK_ACTOR(&o, "2024-04-05", "Kenyans attacked Chile.", id, "KEN");
        CHECK_ACTOR(&o, "2024-04-05", "Lamplanders attacked Chile.", id, "c:kenyan");
        CHECK_ACTOR(&o, "2024-04-05", "Lamplanders attacked Chile.", cameo, "KEN");
    }
    release(&o);
}

TEST(overlay_says_file_line_and_reason)
{
    static const struct {
        const char *table, *message;
    } wrong[] = {
        {"a\tb\n", "1.tsv:1: the header is that of no table of actors"},
        {"", "1.tsv:0: the header is that of no table of actors"},
        {"\xff", "1.tsv:1: byte 0 of the file is not valid UTF-8"},
        {ORGS "\tNobody\t\tNGO\t\t\t\t\n", "1.tsv:2: the id is empty"},
        {ORGS "X\t\t\tNGO\t\t\t\t\n", "1.tsv:2: the name is empty"},
        {ORGS "PER\tPeru\t\tNGO\t\t\t\t\n", "1.tsv:2: the id 'PER' is taken by a row of another table"},
        {COUNTRIES "PER\tPeru\talias\t\t\n", "1.tsv:2: 'alias' is no kind of alias"},
        {PEOPLE "p:x\tA B\t\tking\tNOWHERE\tGOV\t\t\t\t\t\n", "1.tsv:2: 'NOWHERE' is no country, organisation or group"},
        {PEOPLE "p:x\tA B\t\tking\tPER\tGOV\tsoon\t\t\t\t\n", "1.tsv:2: 'soon' is no date"},
        {PLACES "1\tA\t\tPER\tcity\tx\ty\t\t\n", "1.tsv:2: latitude or longitude is not in decimal degrees"},
        {MEMBERS "PER\tPER\t\t\t\n", "1.tsv:2: 'PER' is no organisation"},
        {MEMBERS "NOWHERE\tPER\t\t\t\n", "1.tsv:2: 'NOWHERE' is no organisation"},
        {MEMBERS "NATO\tEU\t\t\t\n", "1.tsv:2: 'EU' is no country"},
        {MEMBERS "NATO\tPER\t2024-13\t\t\n", "1.tsv:2: '2024-13' is no date"},
        {MEMBERS "#\nNATO\tPER\t2024-05\t2024-04-30\t\n", "1.tsv:3: it ends before it begins"},
        {ROLES "king\tGOV\tGOV\tthing\t\n", "1.tsv:2: 'thing' is no kind of role"},
        {ROLES "\tGOV\tGOV\t\t\n", "1.tsv:2: the phrase is empty"},
        {CODES "A B\t\tper\t\t\t\n", "1.tsv:2: 'per' is no code of 3 to 15 capitals"},
        {CODES "A B\t\t\t\t\t\n", "1.tsv:2: the code is empty"},
        {ORGS "X\tA\t\tNGO\tngo\t\t\t\n", "1.tsv:2: 'ngo' is not three capitals"},
        {ROLES "king\t\tABCDEFGHIJKLM\tperson\t\n", "1.tsv:2: 'ABCDEFGHIJKLM' is no code of 3 to 12 capitals"},
        {CODES "...\t\tPER\t\t\t\n", "1.tsv:2: the name has no letter or digit"},
        {CODES "A B\t\tPER\t2001\t2000\t\n", "1.tsv:2: it ends before it begins"},
        {CODES "A B\tPER\t\t\t\n", "1.tsv:2: 5 cells, and there should be 6"},
    };
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        overlaid o;
        CHECK_INT(build(&o, dem_test_kb(), wrong[i].table, NULL, NULL), DEM_BAD_TABLE);
        if (strncmp(o.err.message, wrong[i].message, strlen(wrong[i].message)) != 0)
            dem_test_fail(__FILE__, __LINE__, "'%s', not '%s'", o.err.message, wrong[i].message);
        release(&o);
    }
}
