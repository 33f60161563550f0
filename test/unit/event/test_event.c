/* The event stage as a whole: short sentences, and what is coded of them. */
#include "engine/fixture.h"
#include "output/words.h"

/* A sentence and its main event. Sides are actor codes with a comma between. */
typedef struct {
    const char *text, *event, *cameo, *actors, *recipients;
} coded;

static void sides(const dem_doc *doc, const dem_list *list, char out[64])
{
    ptrdiff_t n = 0;
    for (int32_t i = 0; i < list->len; i++) {
        dem_str code = doc->mentions.at[list->at[i]].actor.cameo;
        if (n + code.len + 2 > 64)
            break;
        if (i)
            out[n++] = ',';
        memcpy(out + n, code.data ? code.data : "", (size_t)code.len);
        n += code.len;
    }
    out[n] = '\0';
}

static const dem_event *main_event(const dem_doc *doc)
{
    for (ptrdiff_t i = 0; i < doc->events.len; i++)
        if (doc->events.at[i].main)
            return &doc->events.at[i];
    return NULL;
}

static dem_str text_of(const dem_doc *doc, int32_t mention)
{
    const dem_mention *m = &doc->mentions.at[mention];
    return dem_doc_slice(doc, doc->sentences.at[m->sentence].field, m->span);
}

static void check_same(const char *text, const char *what, dem_str got, const char *want)
{
    if (!dem_str_eq(got, dem_str_of(want)))
        dem_test_fail(__FILE__, __LINE__, "%s: the %s is '%.*s', not '%s'", text, what, (int)got.len, got.len ? got.data : "", want);
}

static void check_count(const char *text, const char *what, ptrdiff_t got, ptrdiff_t want)
{
    if (got != want)
        dem_test_fail(__FILE__, __LINE__, "%s: %td %s, not %td", text, got, what, want);
}

/* Each text is one sentence with one event. */
static void check_coded(const coded *rows, ptrdiff_t n)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    for (ptrdiff_t i = 0; i < n; i++) {
        const coded *row = &rows[i];
        const dem_doc *doc = fixture_doc(&f, row->text);
        const dem_event *e = main_event(doc);
        char who[64], whom[64];
        check_count(row->text, "events", doc->events.len, 1);
        if (!e)
            continue;
        sides(doc, &e->actors, who);
        sides(doc, &e->recipients, whom);
        check_same(row->text, "event", e->event, row->event);
        check_same(row->text, "CAMEO code", e->cameo, row->cameo);
        check_same(row->text, "actor", dem_str_of(who), row->actors);
        check_same(row->text, "recipient", dem_str_of(whom), row->recipients);
    }
    fixture_close(&f);
}

TEST(event_takes_the_doer_of_a_passive_from_by)
{
    static const coded rows[] = {
        {"Chile was attacked by Peru.", "ASSAULT", "190", "PER", "CHL"},
        {"Peru was condemned by Chile.", "ACCUSE", "111", "CHL", "PER"},
        {"Tanks were delivered to Ukraine by Germany.", "AID", "072", "DEU", "UKR"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_passive_without_a_doer_has_no_actor)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Chile was attacked on Monday.");
    CHECK_INT(doc->events.len, 1);
    if (doc->events.len == 1) {
        const dem_event *e = &doc->events.at[0];
        CHECK_INT(e->actors.len, 0);
        CHECK_INT(e->recipients.len, 1);
        if (e->recipients.len == 1)
            CHECK_STR(text_of(doc, e->recipients.at[0]), "Chile");
    }
    fixture_close(&f);
}

TEST(event_subject_of_control_verbs_acts)
{
    static const coded rows[] = {
        {"Peru wants to attack Chile.", "ASSAULT", "190", "PER", "CHL"},
        {"Peru tried to attack Chile.", "ASSAULT", "190", "PER", "CHL"},
        {"Peru failed to attack Chile.", "ASSAULT", "190", "PER", "CHL"},
        {"Germany refused to send tanks to Ukraine.", "REJECT", "1222", "DEU", "UKR"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_subject_is_shared_by_coordinated_verbs)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru attacked Chile and condemned Bolivia.");
    CHECK_INT(doc->events.len, 2);
    for (ptrdiff_t i = 0; i < doc->events.len; i++) {
        char who[64], whom[64];
        sides(doc, &doc->events.at[i].actors, who);
        sides(doc, &doc->events.at[i].recipients, whom);
        CHECK_STR(dem_str_of(who), "PER");
        CHECK_STR(dem_str_of(whom), i ? "BOL" : "CHL");
    }
    fixture_close(&f);
}

TEST(event_relative_clause_acts_through_its_noun)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru's soldiers who attacked Chile met Bolivia.");
    CHECK_INT(doc->events.len, 2);
    if (doc->events.len == 2) {
        char who[64];
        sides(doc, &doc->events.at[0].actors, who);
        CHECK_STR(doc->events.at[0].event, "ASSAULT");
        CHECK_STR(dem_str_of(who), "PERMIL");
        CHECK(!doc->events.at[0].main);
        CHECK(doc->events.at[1].main);
    }
    fixture_close(&f);
}

TEST(event_light_verb_carries_its_noun)
{
    static const coded rows[] = {
        {"Peru launched an attack on Chile.", "ASSAULT", "190", "PER", "CHL"},
        {"Peru carried out an air strike on Chile.", "ASSAULT", "195", "PER", "CHL"},
        {"Peru gave aid to Chile.", "AID", "070", "PER", "CHL"},
        {"Peru gave Chile a warning.", "THREATEN", "130", "PER", "CHL"},
        {"Peru imposed sanctions on Chile.", "SANCTION", "163", "PER", "CHL"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_refusal_of_aid_is_rejection)
{
    static const coded rows[] = {
        {"Germany will not send tanks to Ukraine.", "REJECT", "1222", "DEU", "UKR"},
        {"Peru will not provide aid to Chile.", "REJECT", "122", "PER", "CHL"},
        {"Peru will not sign the treaty with Chile.", "REJECT", "127", "PER", "CHL"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_future_aid_is_a_promise)
{
    static const coded rows[] = {
        {"Germany will send tanks to Ukraine.", "AGREE", "0332", "DEU", "UKR"},
        {"Peru will provide aid to Chile.", "AGREE", "033", "PER", "CHL"},
        {"Germany promised to send tanks to Ukraine.", "AGREE", "0332", "DEU", "UKR"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_content_of_promise_request_and_threat_is_no_event)
{
    static const coded rows[] = {
        {"Germany promised to send tanks to Ukraine.", "AGREE", "0332", "DEU", "UKR"},
        {"Germany asked France to send tanks to Ukraine.", "REQUEST", "0232", "DEU", "FRA"},
        {"Ukraine urged Germany to send tanks.", "REQUEST", "0232", "UKR", "DEU"},
        {"Peru called on Chile to withdraw its troops.", "REQUEST", "0256", "PER", "CHL"},
        {"Peru threatened to attack Chile.", "THREATEN", "138", "PER", "CHL"},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_sides_of_a_reciprocal_act_are_all_actors)
{
    static const coded rows[] = {
        {"Peru and Chile met in Lima.", "CONSULT", "040", "PER,CHL", ""},
        {"Peru and Chile clashed near the border.", "ASSAULT", "190", "PER,CHL", ""},
        {"Talks between Peru and Chile were held in Lima.", "CONSULT", "046", "PER,CHL", ""},
    };
    check_coded(rows, DEM_COUNT(rows));
}

TEST(event_nothing_is_coded_of_fine_weather)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "The weather was fine.");
    CHECK_INT(doc->events.len, 0);
    CHECK_INT(doc->statements.len, 0);
    fixture_close(&f);
}

typedef struct {
    const char *text, *status, *polarity, *certainty;
} stated;

TEST(event_status_polarity_and_certainty)
{
    static const stated rows[] = {
        {"Peru attacked Chile.", "happened", "affirmed", "certain"},
        {"Peru has attacked Chile.", "happened", "affirmed", "certain"},
        {"Peru is attacking Chile.", "ongoing", "affirmed", "certain"},
        {"Peru will impose sanctions on Chile.", "planned", "affirmed", "certain"},
        {"Peru may attack Chile.", "planned", "affirmed", "possible"},
        {"Peru probably attacked Chile.", "happened", "affirmed", "probable"},
        {"Peru reportedly attacked Chile.", "happened", "affirmed", "probable"},
        {"Peru would attack Chile.", "hypothetical", "affirmed", "hypothetical"},
        {"Peru wants to attack Chile.", "hypothetical", "affirmed", "hypothetical"},
        {"Peru will attack Chile if Bolivia closes the border.", "conditional", "affirmed", "conditional"},
        {"Peru did not attack Chile.", "negated", "negated", "certain"},
        {"Peru has not yet attacked Chile.", "negated", "negated", "certain"},
        {"Peru never attacked Chile.", "negated", "negated", "certain"},
        {"Peru failed to attack Chile.", "negated", "negated", "certain"},
        {"Peru denied that its soldiers attacked Chile.", "denied", "denied", "certain"},
    };
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(rows); i++) {
        const dem_event *e = main_event(fixture_doc(&f, rows[i].text));
        check_count(rows[i].text, "main events", e != NULL, 1);
        if (!e)
            continue;
        check_same(rows[i].text, "status", dem_str_of(dem_status_word[e->status]), rows[i].status);
        check_same(rows[i].text, "polarity", dem_str_of(dem_polarity_word[e->polarity]), rows[i].polarity);
        check_same(rows[i].text, "certainty", dem_str_of(dem_certainty_word[e->certainty]), rows[i].certainty);
    }
    fixture_close(&f);
}

TEST(event_denial_names_who_denies)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru denied that its soldiers attacked Chile.");
    const dem_event *e = main_event(doc);
    CHECK(e && e->denied_by >= 0);
    if (e && e->denied_by >= 0)
        CHECK_STR(text_of(doc, e->denied_by), "Peru");
    fixture_close(&f);
}

TEST(event_condition_is_kept_in_words)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru will attack Chile if Bolivia closes the border.");
    const dem_event *e = main_event(doc);
    if (e)
        CHECK_STR(dem_doc_slice(doc, DEM_BODY, e->condition), "if Bolivia closes the border");
    fixture_close(&f);
}

TEST(event_attribution_before_and_behind)
{
    static const struct {
        const char *text, *speaker, *verb;
    } rows[] = {
        {"A minister told reporters that Peru attacked Chile.", "A minister", "tell"},
        {"Peru attacked Chile, the police said.", "the police", "say"},
    };
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(rows); i++) {
        const dem_doc *doc = fixture_doc(&f, rows[i].text);
        const dem_event *e = main_event(doc);
        check_count(rows[i].text, "statements", doc->statements.len, 1);
        check_count(rows[i].text, "speakers", e ? e->attribution.len : 0, 1);
        if (!e || e->attribution.len != 1)
            continue;
        check_same(rows[i].text, "speaker", text_of(doc, e->attribution.at[0].mention), rows[i].speaker);
        check_same(rows[i].text, "verb", e->attribution.at[0].verb, rows[i].verb);
        check_same(rows[i].text, "event", e->event, "ASSAULT");
    }
    fixture_close(&f);
}

TEST(event_of_the_report_itself_has_no_attribution)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_event *e = main_event(fixture_doc(&f, "Peru attacked Chile."));
    CHECK(e && e->attribution.len == 0);
    fixture_close(&f);
}

TEST(event_we_in_a_quotation_is_the_side_of_the_speaker)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "\xe2\x80\x9cWe will not sign the treaty,\xe2\x80\x9d the Kenyan minister said.");
    const dem_event *e = main_event(doc);
    char who[64] = "";
    if (e)
        sides(doc, &e->actors, who);
    CHECK_STR(dem_str_of(who), "KEN");
    fixture_close(&f);
}

TEST(event_quote_in_parts_is_one_statement)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc =
        fixture_doc(&f, "\xe2\x80\x9cThe river is low,\xe2\x80\x9d the minister explained, \xe2\x80\x9c"
                        "but the ferries can still turn.\xe2\x80\x9d");
    CHECK_INT(doc->statements.len, 1);
    if (doc->statements.len == 1) {
        const dem_statement *s = &doc->statements.at[0];
        CHECK_INT(s->kind, DEM_QUOTE_DIRECT);
        CHECK_INT(s->parts.len, 2);
        CHECK(s->speaker >= 0);
        if (s->speaker >= 0)
            CHECK_STR(text_of(doc, s->speaker), "the minister");
        if (s->parts.len == 2) {
            CHECK_STR(dem_doc_slice(doc, DEM_BODY, s->parts.at[0]), "The river is low");
            CHECK_STR(dem_doc_slice(doc, DEM_BODY, s->parts.at[1]), "but the ferries can still turn");
        }
    }
    fixture_close(&f);
}

TEST(event_indirect_speech_is_a_statement)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "The police said that Peru attacked Chile.");
    CHECK_INT(doc->statements.len, 1);
    if (doc->statements.len == 1) {
        CHECK_INT(doc->statements.at[0].kind, DEM_QUOTE_INDIRECT);
        CHECK_STR(text_of(doc, doc->statements.at[0].speaker), "The police");
    }
    fixture_close(&f);
}

TEST(event_each_sentence_has_at_most_one_main_event)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "Peru attacked Chile and condemned Bolivia. Chile met Bolivia. "
                                         "Peru rejected a request by Chile, the police said.");
    int mains[8] = {0};
    for (ptrdiff_t i = 0; i < doc->events.len; i++)
        if (doc->events.at[i].sentence < 8)
            mains[doc->events.at[i].sentence] += doc->events.at[i].main;
    CHECK_INT(doc->sentences.len, 3);
    for (int i = 0; i < 3; i++)
        CHECK_INT(mains[i], 1);
    CHECK(doc->events.len > 0 && doc->events.at[0].main);
    fixture_close(&f);
}

TEST(event_spans_lie_in_their_sentence)
{
    fixture f;
    if (!fixture_open(&f, NULL))
        return;
    const dem_doc *doc = fixture_doc(&f, "S\xc3\xa3o Tom\xc3\xa9 slept. Peru attacked Chile, the police said. "
                                         "Peru and Chile met in Lima on Tuesday.");
    CHECK_INT(doc->events.len, 2);
    for (ptrdiff_t i = 0; i < doc->events.len; i++) {
        const dem_event *e = &doc->events.at[i];
        dem_span s = doc->sentences.at[e->sentence].span;
        CHECK(e->evidence.start >= s.start && e->evidence.end <= s.end);
        CHECK(e->trigger_span.start >= e->evidence.start && e->trigger_span.end <= e->evidence.end);
        CHECK(!dem_span_empty(e->trigger_span));
        CHECK(e->confidence <= 100);
    }
    fixture_close(&f);
}
