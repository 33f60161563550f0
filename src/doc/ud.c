#include "doc/ud.h"

#define UPOS_TEXT(name) {#name, sizeof #name - 1},
static const dem_str upos_names[] = {DEM_UPOS_LIST(UPOS_TEXT)};
#undef UPOS_TEXT

#define REL_TEXT(name, text) {text, sizeof text - 1},
static const dem_str rel_names[] = {DEM_REL_LIST(REL_TEXT)};
#undef REL_TEXT

/* In the order in which CoNLL-U wants the attributes: by name. */
static const struct {
    dem_str text;
    uint32_t bit;
} feats[] = {
    {{"Degree=Cmp", 10}, DEM_FEAT_CMP}, {{"Degree=Sup", 10}, DEM_FEAT_SUP}, {{"Mood=Imp", 8}, DEM_FEAT_IMP},
    {{"Number=Plur", 11}, DEM_FEAT_PLUR}, {{"Number=Sing", 11}, DEM_FEAT_SING},
    {{"Person=1", 8}, DEM_FEAT_P1}, {{"Person=2", 8}, DEM_FEAT_P2}, {{"Person=3", 8}, DEM_FEAT_P3},
    {{"Polarity=Neg", 12}, DEM_FEAT_NEG}, {{"Poss=Yes", 8}, DEM_FEAT_POSS},
    {{"Tense=Past", 10}, DEM_FEAT_PAST}, {{"Tense=Pres", 10}, DEM_FEAT_PRES},
    {{"VerbForm=Fin", 12}, DEM_FEAT_FIN}, {{"VerbForm=Ger", 12}, DEM_FEAT_GER}, {{"VerbForm=Inf", 12}, DEM_FEAT_INF},
    {{"VerbForm=Part", 13}, DEM_FEAT_PART}, {{"Voice=Pass", 10}, DEM_FEAT_PASS},
};

dem_str dem_upos_name(int upos)
{
    return upos >= 0 && upos < DEM_UPOS_COUNT ? upos_names[upos] : DEM_S("X");
}

dem_str dem_rel_name(int rel)
{
    return rel >= 0 && rel < DEM_REL_COUNT ? rel_names[rel] : DEM_S("dep");
}

int dem_upos_find(dem_str name)
{
    for (int i = 0; i < DEM_UPOS_COUNT; i++)
        if (dem_str_eq(upos_names[i], name))
            return i;
    return -1;
}

int dem_rel_find(dem_str name)
{
    for (int i = 0; i < DEM_REL_COUNT; i++)
        if (dem_str_eq(rel_names[i], name))
            return i;
    return -1;
}

uint32_t dem_feats_parse(dem_str text)
{
    uint32_t bits = 0;
    while (text.len) {
        dem_str feat = dem_str_next(&text, '|');
        for (ptrdiff_t i = 0; i < DEM_COUNT(feats); i++)
            if (dem_str_eq(feats[i].text, feat))
                bits |= feats[i].bit;
    }
    return bits;
}

void dem_feats_write(uint32_t bits, dem_buf *out)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < DEM_COUNT(feats); i++)
        if (bits & feats[i].bit) {
            if (any)
                dem_buf_char(out, '|');
            dem_buf_add(out, feats[i].text);
            any = true;
        }
    if (!any)
        dem_buf_char(out, '_');
}
