/* annotation.conf: what brat has to know of the types in brat.c to show them. */
#include "output/brat.h"
#include "output/output.h"
#include "output/words.h"

const char *const dem_brat_type[DEM_TYPES] = {"Entity", "Person", "Organisation", "Country", "Place", "Group", "Role"};

void dem_brat_relation(int rel, char name[DEM_BRAT_NAME])
{
    dem_str text = dem_rel_name(rel);
    ptrdiff_t n = 0;
    for (; n < text.len && n < DEM_BRAT_NAME - 1; n++)
        name[n] = (char)(text.data[n] == ':' ? '-' : text.data[n]);
    name[n] = '\0';
}

static void line(dem_buf *out, dem_str text)
{
    dem_buf_add(out, text);
    dem_buf_char(out, '\n');
}

static void values(dem_buf *out, const char *name, const char *arg, const char *const *words, int n)
{
    dem_buf_add(out, dem_str_of(name));
    dem_buf_lit(out, "\tArg:");
    dem_buf_add(out, dem_str_of(arg));
    dem_buf_lit(out, ", Value:");
    for (int i = 0; i < n; i++) {
        if (i)
            dem_buf_char(out, '|');
        dem_buf_add(out, dem_str_of(words[i]));
    }
    dem_buf_char(out, '\n');
}

static void entities(dem_buf *out, bool words)
{
    static const char *const others[] = {"DATE", "TIME", "DURATION", "SET", "Quantity", "Quote", "Cue", "Object"};
    line(out, DEM_S("[entities]"));
    for (int i = 0; i < DEM_TYPES; i++)
        line(out, dem_str_of(dem_brat_type[i]));
    for (ptrdiff_t i = 0; i < DEM_COUNT(others); i++)
        line(out, dem_str_of(others[i]));
    for (int i = 0; words && i < DEM_UPOS_COUNT; i++)
        line(out, dem_upos_name(i));
}

static void relations(dem_buf *out, bool words)
{
    static const char *const others[] = {"RefersTo", "Also", "PartOf", "Speaker", "Addressee", "CuedBy"};
    char name[DEM_BRAT_NAME];
    line(out, DEM_S("\n[relations]"));
    for (ptrdiff_t i = 0; i < DEM_COUNT(others); i++) {
        dem_buf_add(out, dem_str_of(others[i]));
        line(out, DEM_S("\tArg1:<ENTITY>, Arg2:<ENTITY>"));
    }
    line(out, DEM_S("SaidBy\tArg1:<EVENT>, Arg2:<ENTITY>"));
    for (int i = 0; words && i < DEM_REL_COUNT; i++) {
        dem_brat_relation(i, name);
        dem_buf_add(out, dem_str_of(name));
        line(out, DEM_S("\tArg1:<ENTITY>, Arg2:<ENTITY>"));
    }
    line(out, DEM_S("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"));
}

/* Each event of the ontology once; its rows stand together. */
static void events(const dem_kb *kb, dem_buf *out)
{
    static const char roles[] = "\tActor*:<ENTITY>, Recipient*:<ENTITY>, Date?:<ENTITY>, Place?:<ENTITY>, Object*:<ENTITY>, Quantity*:<ENTITY>";
    line(out, DEM_S("\n[events]"));
    dem_buf_lit(out, "SAY");
    line(out, dem_str_of(roles));
    for (uint32_t i = 0; i < kb->n_plovers; i++) {
        if (i > 0 && kb->plovers[i].event == kb->plovers[i - 1].event)
            continue;
        dem_buf_add(out, dem_kb_str(kb, kb->plovers[i].event));
        line(out, dem_str_of(roles));
    }
}

void dem_output_brat_conf(const dem_kb *kb, unsigned layers, dem_buf *out)
{
    bool words = layers & DEM_LAYER_TOKENS;
    entities(out, words);
    relations(out, words);
    events(kb, out);
    line(out, DEM_S("\n[attributes]"));
    values(out, "Mention", "<ENTITY>", dem_mention_word, DEM_MENTION_PRONOUN + 1);
    values(out, "Resolution", "<ENTITY>", dem_resolution_word, DEM_RES_CONTEXT + 1);
    values(out, "Kind", "Quote", dem_quote_word, DEM_QUOTE_MIXED + 1);
    values(out, "Status", "<EVENT>", dem_status_word, DEM_STATUS_HISTORICAL + 1);
    line(out, DEM_S("PlaceOnly\tArg:<ENTITY>"));
    line(out, DEM_S("Since\tArg:<ENTITY>"));
    line(out, DEM_S("Until\tArg:<ENTITY>"));
    line(out, DEM_S("Main\tArg:<EVENT>"));
}
