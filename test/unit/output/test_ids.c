#include "engine/fixture.h"

static bool is_id(const char *id)
{
    return strlen(id) == 32 && strspn(id, "0123456789abcdef") == 32;
}

/* The id of the only event of a text, or "" and a failure. */
static void event_id(fixture *f, const char *text, char id[33])
{
    const dem_doc *doc = fixture_doc(f, text);
    CHECK_INT(doc->events.len, 1);
    memcpy(id, doc->events.len == 1 ? doc->events.at[0].id : "", doc->events.len == 1 ? 33 : 1);
}

TEST(ids_are_the_same_for_the_same_text)
{
    fixture f, other;
    char first[33], again[33];
    if (!fixture_open(&f, NULL))
        return;
    event_id(&f, "Peru attacked Chile.", first);
    (void)fixture_doc(&f, "The weather was fine.");
    event_id(&f, "Peru attacked Chile.", again);
    CHECK(is_id(first));
    CHECK_STR(dem_str_of(again), first);
    if (fixture_open(&other, NULL)) {
        event_id(&other, "Peru attacked Chile.", again);
        CHECK_STR(dem_str_of(again), first);
        fixture_close(&other);
    }
    fixture_close(&f);
}

TEST(ids_follow_the_text_of_the_document)
{
    fixture f;
    char first[33], other[33];
    if (!fixture_open(&f, NULL))
        return;
    event_id(&f, "Peru attacked Chile.", first);
    event_id(&f, "Peru attacked Chile. The weather was fine.", other);
    CHECK(strcmp(first, other) != 0);
    fixture_close(&f);
}

TEST(ids_follow_the_spans_of_actors_and_recipients)
{
    fixture f;
    char id[33];
    if (!fixture_open(&f, NULL))
        return;
    dem_doc *doc = fixture_doc(&f, "Peru attacked Chile.");
    CHECK_INT(doc->events.len, 1);
    if (doc->events.len == 1 && doc->events.at[0].actors.len == 1 && doc->events.at[0].recipients.len == 1) {
        dem_event *e = &doc->events.at[0];
        dem_span *actor = &doc->mentions.at[e->actors.at[0]].span;
        memcpy(id, e->id, sizeof id);
        actor->end--;
        dem_output_ids(doc);
        CHECK(strcmp(id, e->id) != 0);
        actor->end++;
        dem_output_ids(doc);
        CHECK_STR(dem_str_of(e->id), id);
        dem_list actors = e->actors;
        e->actors = e->recipients;
        e->recipients = actors;
        dem_output_ids(doc);
        CHECK(strcmp(id, e->id) != 0);
    }
    fixture_close(&f);
}

TEST(ids_follow_the_codes)
{
    fixture f;
    char id[33];
    if (!fixture_open(&f, NULL))
        return;
    dem_doc *doc = fixture_doc(&f, "Peru attacked Chile.");
    if (doc->events.len == 1) {
        dem_event *e = &doc->events.at[0];
        memcpy(id, e->id, sizeof id);
        e->cameo = DEM_S("19");
        dem_output_ids(doc);
        CHECK(strcmp(id, e->id) != 0);
    }
    fixture_close(&f);
}

TEST(ids_differ_within_a_document)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru attacked Chile, the police said. Peru attacked Chile, the police said.");
    CHECK_INT(doc->events.len, 2);
    CHECK_INT(doc->statements.len, 2);
    if (doc->events.len == 2 && doc->statements.len == 2) {
        CHECK(strcmp(doc->events.at[0].id, doc->events.at[1].id) != 0);
        CHECK(strcmp(doc->statements.at[0].id, doc->statements.at[1].id) != 0);
        CHECK(strcmp(doc->statements.at[0].id, doc->events.at[0].id) != 0);
        CHECK(is_id(doc->statements.at[0].id));
    }
    fixture_close(&f);
}
