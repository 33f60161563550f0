#include "coded.h"

static dem_str slice(const coded *c, int32_t mention)
{
    return dem_doc_slice(&c->doc, DEM_BODY, c->doc.mentions.at[mention].span);
}

/* Checks the main event of a text: event, code, status, first actor and recipient (NULL: none). */
static void check_event(const char *text, const char *event, const char *cameo, int status, const char *actor, const char *recipient)
{
    coded c;
    const dem_event *e = NULL;
    coded_run(&c, "2024-04-04", text);
    for (ptrdiff_t i = 0; i < c.doc.events.len; i++)
        if (c.doc.events.at[i].main)
            e = &c.doc.events.at[i];
    if (!e) {
        dem_test_fail(__FILE__, __LINE__, "'%s': no event", text);
        coded_release(&c);
        return;
    }
    dem_str a = e->actors.len ? slice(&c, e->actors.at[0]) : (dem_str){0}, r = e->recipients.len ? slice(&c, e->recipients.at[0]) : (dem_str){0};
    bool ok = dem_str_eq(e->event, dem_str_of(event)) && dem_str_starts(e->cameo, dem_str_of(cameo)) && e->status == status &&
              dem_str_eq(a, dem_str_of(actor)) && dem_str_eq(r, dem_str_of(recipient));
    if (!ok)
        dem_test_fail(__FILE__, __LINE__, "'%s': %.*s %.*s, status %d, %.*s > %.*s", text, (int)e->event.len, e->event.data, (int)e->cameo.len, e->cameo.data,
                      e->status, (int)a.len, a.data, (int)r.len, r.data);
    coded_release(&c);
}

TEST(event_voice_and_control)
{
    check_event("Peru attacked Chile.", "ASSAULT", "19", DEM_HAPPENED, "Peru", "Chile");
    check_event("Chile was attacked by Peru.", "ASSAULT", "19", DEM_HAPPENED, "Peru", "Chile");
    check_event("Peru urged Chile to withdraw its troops.", "REQUEST", "0", DEM_HAPPENED, "Peru", "Chile");
    check_event("Peru carried out an attack on Chile.", "ASSAULT", "19", DEM_HAPPENED, "Peru", "Chile");
    check_event("Hundreds of farmers protested in Lima.", "PROTEST", "14", DEM_HAPPENED, "farmers", NULL);
}

TEST(event_status)
{
    check_event("Peru did not attack Chile.", "ASSAULT", "19", DEM_STATUS_NEGATED, "Peru", "Chile");
    check_event("Peru denied that it attacked Chile.", "ASSAULT", "19", DEM_STATUS_DENIED, "it", "Chile");
    check_event("Peru may attack Chile.", "ASSAULT", "19", DEM_PLANNED, "Peru", "Chile");
    check_event("The ministers left without agreeing to a date.", "AGREE", "03", DEM_STATUS_NEGATED, "The ministers", NULL);
}

TEST(event_future_cooperation_is_agreement_and_its_refusal_rejection)
{
    check_event("Germany will send weapons to Ukraine.", "AGREE", "033", DEM_PLANNED, "Germany", "Ukraine");
    check_event("Germany will not send weapons to Ukraine.", "REJECT", "122", DEM_HAPPENED, "Germany", "Ukraine");
}

TEST(event_a_recipient_may_stand_inside_the_object)
{
    check_event("Chile rejected Peru's request.", "REJECT", "12", DEM_HAPPENED, "Chile", "Peru");
}

/* What was urged is the object of the request, not an event beside it. */
TEST(event_content_is_no_event)
{
    coded c;
    coded_run(&c, NULL, "Peru urged Chile to attack Bolivia.");
    CHECK_INT(c.doc.events.len, 1);
    CHECK(c.doc.events.len && c.doc.events.at[0].objects.len == 1);
    coded_release(&c);
}

TEST(event_sides_of_a_meeting_are_all_actors)
{
    coded c;
    coded_run(&c, NULL, "Peru and Chile met in Lima.");
    CHECK_INT(c.doc.events.len, 1);
    CHECK(c.doc.events.len && c.doc.events.at[0].actors.len == 2 && c.doc.events.at[0].recipients.len == 0);
    coded_release(&c);
}

TEST(event_what_is_said_is_attributed)
{
    coded c;
    coded_run(&c, NULL, "Kenya said that Somalia attacked Ethiopia.");
    CHECK_INT(c.doc.events.len, 1);
    if (c.doc.events.len) {
        const dem_event *e = &c.doc.events.at[0];
        CHECK_STR(e->event, "ASSAULT");
        CHECK(e->attribution.len == 1 && dem_str_eq(slice(&c, e->attribution.at[0].mention), DEM_S("Kenya")));
    }
    CHECK_INT(c.doc.statements.len, 1);
    coded_release(&c);
}

TEST(event_quotations_in_parts)
{
    coded c;
    coded_run(&c, NULL, "“The river is low,” the minister said, “but the ferries can turn.”");
    CHECK_INT(c.doc.statements.len, 1);
    CHECK(c.doc.statements.len && c.doc.statements.at[0].parts.len == 2 && c.doc.statements.at[0].kind == DEM_QUOTE_DIRECT);
    coded_release(&c);
}

TEST(event_counts_the_dead_and_wounded)
{
    coded c;
    coded_run(&c, NULL, "Rebels killed at least 12 people and wounded 30 civilians in Goma.");
    int32_t dead = -1;
    for (ptrdiff_t i = 0; i < c.doc.events.len; i++)
        if (c.doc.events.at[i].dead.best >= 0)
            dead = c.doc.events.at[i].dead.best;
    CHECK_INT(dead, 12);
    coded_release(&c);
}

TEST(event_denied_by_the_subject_of_the_verb_that_denies)
{
    static const char *const texts[] = {
        "Reuters reported that Norway denied attacking Malawi.",
        "Norway denied that it attacked Malawi.",
        "Norway has denied attacking Malawi.",
    };
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++) {
        coded c;
        coded_run(&c, NULL, texts[i]);
        CHECK_INT(c.doc.events.len, 1);
        if (c.doc.events.len) {
            const dem_event *e = &c.doc.events.at[0];
            CHECK_INT(e->polarity, DEM_DENIED);
            CHECK(e->denied_by >= 0 && dem_str_eq(slice(&c, e->denied_by), DEM_S("Norway")));
        }
        coded_release(&c);
    }
}

TEST(event_a_speaker_is_forgotten_after_a_paragraph)
{
    static const char near[] = "“The river is low,” the minister said.\n\n“The ferries can turn and the port is open.”\n";
    static const char far[] = "“The river is low,” the minister said.\n\nThe rain had stopped at noon on the hills.\n\n"
                              "The roads were dry again by the evening.\n\n“The ferries can turn and the port is open.”\n";
    coded c;
    coded_run(&c, NULL, near);
    CHECK_INT(c.doc.statements.len, 2);
    coded_release(&c);
    coded_run(&c, NULL, far);
    CHECK_INT(c.doc.statements.len, 1);
    coded_release(&c);
}
