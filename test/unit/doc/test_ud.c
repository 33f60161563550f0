#include "doc/ud.h"
#include "test.h"

TEST(ud_names_and_numbers_agree)
{
    for (int i = 0; i < DEM_UPOS_COUNT; i++)
        CHECK_INT(dem_upos_find(dem_upos_name(i)), i);
    for (int i = 0; i < DEM_REL_COUNT; i++)
        CHECK_INT(dem_rel_find(dem_rel_name(i)), i);
    CHECK_INT(dem_upos_find(DEM_S("VRB")), -1);
    CHECK_INT(dem_rel_find(DEM_S("subject")), -1);
}

TEST(ud_features_go_round)
{
    dem_buf out;
    dem_buf_init(&out, NULL);
    const char *text = "Mood=Imp|Number=Plur|Person=3|Tense=Past|VerbForm=Part|Voice=Pass";
    dem_feats_write(dem_feats_parse(dem_str_of(text)), &out);
    CHECK_STR(((dem_str){out.data, out.len}), text);
    out.len = 0;
    dem_feats_write(dem_feats_parse(DEM_S("Case=Nom|Gender=Masc")), &out);
    CHECK_STR(((dem_str){out.data, out.len}), "_");
    dem_buf_release(&out);
}
