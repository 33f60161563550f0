#include "fixture.h"

static int kind(const text_fixture *f, ptrdiff_t i)
{
    return i < f->doc.lines.len ? f->doc.lines.at[i].kind : -1;
}

TEST(lines_that_pages_put_around_a_report_are_no_text)
{
    text_fixture f;
    text_body(&f, "EuropeNews\n\nTalks resume in Geneva after a pause\n\nby Jane Roe and John Doe\n\nThe parties met on Monday.\n\nRead alsoMarkets\n\n"
                  "They will meet again.\n\n(Reporting by Jane Roe;\nediting by John Doe)\n\n© 2024 Example News. All rights reserved.\n\n"
                  "Source link -87\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nGreat text, thank you.\n\nBack to top button");
    CHECK_INT(kind(&f, 0), DEM_LINE_FURNITURE);
    CHECK_INT(kind(&f, 1), DEM_LINE_EMPTY);
    CHECK_INT(kind(&f, 2), DEM_LINE_HEADLINE);
    CHECK_INT(kind(&f, 4), DEM_LINE_CREDIT);
    CHECK_INT(kind(&f, 6), DEM_LINE_PROSE);
    CHECK_INT(kind(&f, 8), DEM_LINE_FURNITURE);
    CHECK_INT(kind(&f, 12), DEM_LINE_CREDIT);
    CHECK_INT(kind(&f, 13), DEM_LINE_CREDIT);
    CHECK_INT(kind(&f, 15), DEM_LINE_COPYRIGHT);
    CHECK_INT(f.doc.sentences.len, 3);
    CHECK_STR(text_sentence(&f, 0), "Talks resume in Geneva after a pause");
    CHECK(f.doc.sentences.len == 3 && f.doc.sentences.at[0].headline && !f.doc.sentences.at[1].headline);
    CHECK_STR(dem_doc_slice(&f.doc, DEM_BODY, f.doc.headline), "Talks resume in Geneva after a pause");
    text_end(&f);
}

TEST(lines_with_two_sentences_are_no_headline)
{
    text_fixture f;
    text_body(&f, "First paragraph of the report.\n\nHe said no to limits. Officials call the demand a start\n\nThe end.");
    CHECK_INT(kind(&f, 2), DEM_LINE_PROSE);
    text_end(&f);
}

TEST(lines_of_agencies_give_date_and_agency)
{
    text_fixture f;
    text_body(&f, "The minister spoke.\n20/04/2023 22:48:03 – Kiev (Ukraine) (AFP) © 2023 AFP");
    CHECK_STR(f.doc.agency, "AFP");
    CHECK_INT(f.doc.published.year, 2023);
    CHECK_INT(f.doc.published.month, 4);
    CHECK_INT(f.doc.published.day, 20);
    CHECK_INT(f.doc.basis, DEM_BASIS_TEXT);
    CHECK_INT(f.doc.sentences.len, 1);
    text_end(&f);
}

TEST(lines_do_not_change_a_date_that_was_given)
{
    text_fixture f;
    const char *body = "Published: 3 March 2024\n\nThe minister spoke.";
    text_split(&f, &(dem_input){.text = body, .text_len = strlen(body), .published = "2024-03-04"});
    CHECK_INT(f.doc.published.day, 4);
    CHECK_INT(f.doc.basis, DEM_BASIS_GIVEN);
    text_end(&f);
}

TEST(lines_that_are_dates_date_the_report)
{
    static const char *const dated[] = {"Published: 3 March 2024", "Updated on March 3, 2024 at 10:00", "2024-03-03", "2024-03-03T10:00:00Z", "03/03/2024", "Sunday, 3rd March 2024"};
    for (ptrdiff_t i = 0; i < DEM_COUNT(dated); i++) {
        text_fixture f;
        char body[200];
        snprintf(body, sizeof body, "%s\n\nThe minister spoke.", dated[i]);
        text_body(&f, body);
        if (f.doc.published.year != 2024 || f.doc.published.month != 3 || f.doc.published.day != 3 || f.doc.sentences.len != 1)
            dem_test_fail(__FILE__, __LINE__, "no date: %s", dated[i]);
        text_end(&f);
    }
    text_fixture f;
    text_body(&f, "04/05/2024\n\nThe minister spoke."); /* April or May? */
    CHECK_INT(f.doc.published.year, 0);
    text_end(&f);
}

TEST(lines_repeat_no_title)
{
    text_fixture f;
    const char *body = "Talks Resume in Geneva\n\nThe parties met.";
    text_split(&f, &(dem_input){.text = body, .text_len = strlen(body), .title = "Talks resume in Geneva | The Daily Example"});
    CHECK_INT(f.doc.sentences.len, 2);
    text_end(&f);
    text_split(&f, &(dem_input){.text = body, .text_len = strlen(body), .title = "Envoy hopeful - Reuters"});
    CHECK_STR(text_sentence(&f, 0), "Envoy hopeful");
    CHECK(f.doc.sentences.len == 3 && f.doc.sentences.at[0].field == DEM_TITLE && f.doc.sentences.at[0].headline);
    text_end(&f);
}

TEST(lines_of_copies_have_one_text_id)
{
    text_fixture f, g;
    text_body(&f, "The parties met on Monday in a hotel near\nthe lake. They spoke of prisoners.\n\nLeave a Reply");
    text_body(&g, "BackToTop\n\nThe parties met on Monday in a hotel near the lake.\n\nThey spoke of prisoners.\n\n© 2024 Example");
    CHECK_STR(dem_str_of(f.doc.text_id), g.doc.text_id);
    CHECK(strcmp(f.doc.id, g.doc.id) != 0);
    text_end(&f);
    text_body(&f, "The parties met on Tuesday.");
    CHECK(strcmp(f.doc.text_id, g.doc.text_id) != 0);
    text_end(&f);
    text_end(&g);
}
