#include "model/office.h"

#include "test.h"

static uint32_t row_of(const dem_kb *kb, const char *id)
{
    for (uint32_t i = 0; i < kb->n_entities; i++)
        if (dem_str_eq(dem_kb_str(kb, kb->entities[i].id), dem_str_of(id)))
            return i;
    dem_test_fail(__FILE__, __LINE__, "no entity '%s'", id);
    return 0;
}

static int members_on(const char *org, uint32_t day)
{
    const dem_kb *kb = dem_test_kb();
    uint32_t first, end;
    int n = 0;
    dem_kb_members(kb, row_of(kb, org), &first, &end);
    for (uint32_t i = first; i < end; i++)
        n += dem_kb_member_on(&kb->members[i], day);
    return n;
}

static bool belongs(const char *org, const char *country, uint32_t day)
{
    const dem_kb *kb = dem_test_kb();
    return dem_kb_is_member(kb, row_of(kb, org), row_of(kb, country), day);
}

TEST(office_state_depends_on_the_day)
{
    const dem_kb_office past = {.from = 20210126, .to = 20240723}, open = {.from = 20240000, .as_of = 20251200};
    CHECK_INT(dem_kb_office_state(&past, 0), DEM_OFFICE_UNKNOWN);
    CHECK_INT(dem_kb_office_state(&past, 20210125), DEM_OFFICE_FUTURE);
    CHECK_INT(dem_kb_office_state(&past, 20210126), DEM_OFFICE_HELD);
    CHECK_INT(dem_kb_office_state(&past, 20240723), DEM_OFFICE_HELD);
    CHECK_INT(dem_kb_office_state(&past, 20240700), DEM_OFFICE_HELD); /* on some day of that month */
    CHECK_INT(dem_kb_office_state(&past, 20240724), DEM_OFFICE_PAST);
    CHECK_INT(dem_kb_office_state(&open, 20240101), DEM_OFFICE_HELD);
    CHECK_INT(dem_kb_office_state(&open, 20261231), DEM_OFFICE_HELD);
    CHECK_INT(dem_kb_office_state(&open, 20270101), DEM_OFFICE_STALE);
}

TEST(office_members_are_those_of_the_day)
{
    static const struct {
        const char *org;
        uint32_t day;
        int members;
    } known[] = {{"NATO", 19980101, 16}, {"NATO", 20210601, 30}, {"NATO", 20230404, 31}, {"NATO", 20240601, 32}, {"EU", 20200131, 28},
                 {"EU", 20200201, 27},   {"EU", 19930101, 0},    {"UN", 20240101, 193},  {"UNSC", 20240401, 15}, {"AU", 20240101, 55},
                 {"ECOWAS", 20250201, 12}, {"OPEC", 20240601, 12}, {"COE", 20230101, 46}, {"BRICS", 20250201, 10}, {"WHO", 20240101, 0}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(known); i++)
        if (members_on(known[i].org, known[i].day) != known[i].members)
            dem_test_fail(__FILE__, __LINE__, "%s has %d members on %u", known[i].org, members_on(known[i].org, known[i].day), (unsigned)known[i].day);
}

TEST(office_members_come_and_go)
{
    CHECK(belongs("NATO", "FIN", 20230404) && !belongs("NATO", "FIN", 20230403) && belongs("NATO", "FIN", 20230000));
    CHECK(belongs("EU", "GBR", 20200131) && !belongs("EU", "GBR", 20200201));
    CHECK(belongs("OPEC", "IDN", 20160601) && !belongs("OPEC", "IDN", 20120601) && belongs("OPEC", "IDN", 19700101));
    CHECK(!belongs("NATO", "USA", 0) && !belongs("NATO", "RUS", 20240101));
}

TEST(office_members_are_sorted)
{
    const dem_kb *kb = dem_test_kb();
    for (uint32_t i = 1; i < kb->n_members; i++) {
        const dem_kb_member *x = &kb->members[i - 1], *y = &kb->members[i];
        CHECK(x->org < y->org || (x->org == y->org && (x->country < y->country || (x->country == y->country && x->from < y->from))));
    }
}
