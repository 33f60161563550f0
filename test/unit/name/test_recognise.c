/* The recogniser with weights made for the test: what the tables say of a word decides alone. */
#include "fixture.h"

enum { GIVEN = 25, FAMILY = 26, COMPANY_FIRST = 22, COMPANY_LATER = 23 }; /* bits of src/name/evidence.c */

/* Weights of which a bit of a word's own evidence gives points to a label. */
typedef struct {
    dem_weights weights;
    int16_t evidence[3 * DEM_EVIDENCE_BITS * 16], in[16], out[16 * 16];
    int32_t bias[16];
    int16_t *input;
} rules;

static void give(rules *r, int bit, int label)
{
    r->evidence[(DEM_EVIDENCE_BITS + bit) * 16 + label] = 512;
}

static void rules_make(rules *r)
{
    memset(r, 0, sizeof *r);
    for (int i = 0; i < 16; i++)
        r->out[(i / 2 * 16 + i) * 2 + i % 2] = 512; /* a block of 16 outputs, of each pair of inputs the two weights of each */
    for (int i = DEM_NAME_LABELS; i < 16; i++)
        r->bias[i] = -(1 << 28);
    r->bias[0] = 1 << 16; /* no name unless something speaks for one */
    r->weights.name = 16;
    r->weights.name_evidence = r->evidence;
    r->weights.name_out = (dem_matrix){r->out, r->bias, 16, 16};
    give(r, GIVEN, 1);
    give(r, FAMILY, 2);
    give(r, COMPANY_FIRST, 3);
    give(r, COMPANY_LATER, 4);
}

static const dem_mention *named(fixture *f, const char *words, const char *phrase)
{
    static rules r;
    rules_make(&r);
    fixture_weights(f, "2023", words, &r.weights);
    return fixture_mention(f, phrase);
}

TEST(recognise_a_person_that_no_table_has)
{
    fixture f;
    const dem_mention *m = named(&f, "Yesterday|NOUN Ada|PROPN Berg|PROPN waited|VERB", "Ada Berg");
    CHECK_INT(m->type, DEM_TYPE_PERSON);
    CHECK_INT(m->resolution, DEM_RES_NONE);
    CHECK_STR(m->actor.id, "");
    fixture_release(&f);
}

TEST(recognise_a_country_inside_a_person)
{
    fixture f;
    const dem_mention *m = named(&f, "Ada|PROPN Berg|PROPN met|VERB Kenya|PROPN", "Ada Berg");
    CHECK_INT(m->type, DEM_TYPE_PERSON);
    CHECK_STR(fixture_mention(&f, "Kenya")->actor.cameo, "KEN");
    fixture_release(&f);
}

TEST(recognise_a_body)
{
    fixture f;
    const dem_mention *m = named(&f, "Acme|PROPN Oil|PROPN waited|VERB", "Acme Oil");
    CHECK_INT(m->type, DEM_TYPE_ORG);
    fixture_release(&f);
}

TEST(recognise_leaves_the_tables_what_they_have)
{
    fixture f;
    const dem_mention *m = named(&f, "Ada|PROPN Kimani|PROPN waited|VERB", "Ada Kimani");
    CHECK_STR(m->actor.id, "p:d");
    fixture_release(&f);
}

TEST(recognise_a_later_word_never_begins_a_name)
{
    fixture f;
    const dem_mention *m = named(&f, "Berg|PROPN waited|VERB", "Berg");
    CHECK(m == NULL || m->type != DEM_TYPE_ORG);
    fixture_release(&f);
}
