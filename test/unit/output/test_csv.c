#include "engine/fixture.h"

enum { MAX_CELLS = 64 };

static const dem_options csv = {.format = DEM_FORMAT_CSV};

/* Reads one record by the rules of RFC 4180 into `cells` (unquoted in place of `text`, which is changed). Returns how many, -1 if the
 * quotes are wrong or the line does not end in CR LF; *text moves behind the record. */
static int read_record(char **text, const char *cells[MAX_CELLS])
{
    char *in = *text;
    for (int n = 0; n < MAX_CELLS;) {
        char *out = in;
        cells[n++] = in;
        if (*in == '"') {
            for (in++; *in && (*in != '"' || in[1] == '"'); in++) {
                in += *in == '"';
                *out++ = *in;
            }
            if (*in++ != '"')
                return -1;
        } else {
            for (; *in && *in != ',' && *in != '\r'; in++) {
                if (*in == '"' || *in == '\n')
                    return -1;
                *out++ = *in;
            }
        }
        char stop = *in;
        if (stop == '\r' && in[1] == '\n') {
            *out = '\0';
            *text = in + 2;
            return n;
        }
        if (stop != ',')
            return -1;
        in++;
        *out = '\0';
    }
    return -1;
}

/* The first record of a document, and the names of its columns from the header. */
typedef struct {
    dem_buf buf;
    const char *name[MAX_CELLS], *cell[MAX_CELLS];
    int names, cells;
} record;

static void record_read(fixture *f, const dem_input *in, record *r)
{
    dem_buf_init(&r->buf, NULL);
    CHECK_INT(dem_write_header(f->coder, fixture_keep, &r->buf, &f->err), DEM_OK);
    dem_buf_add(&r->buf, fixture_code(f, in));
    dem_buf_char(&r->buf, '\0');
    char *at = r->buf.data;
    r->names = read_record(&at, r->name);
    r->cells = read_record(&at, r->cell);
    CHECK(r->names > 0);
    CHECK_INT(r->cells, r->names);
}

static dem_str record_get(const record *r, const char *name)
{
    for (int i = 0; i < r->names && i < r->cells; i++)
        if (strcmp(r->name[i], name) == 0)
            return dem_str_of(r->cell[i]);
    dem_test_fail(__FILE__, __LINE__, "there is no column %s", name);
    return (dem_str){0};
}

static dem_input input(const char *text)
{
    return (dem_input){.text = text, .text_len = strlen(text), .ref = "a.txt", .published = "2024-04-05"};
}

TEST(csv_row_has_a_cell_for_each_column)
{
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    dem_input in = input("Peru attacked Chile on Monday.");
    record_read(&f, &in, &r);
    CHECK_STR(record_get(&r, "type"), "event");
    CHECK_STR(record_get(&r, "ref"), "a.txt");
    CHECK_STR(record_get(&r, "published"), "2024-04-05");
    CHECK_STR(record_get(&r, "basis"), "given");
    CHECK_STR(record_get(&r, "event"), "ASSAULT");
    CHECK_STR(record_get(&r, "actor_country"), "PER");
    CHECK_STR(record_get(&r, "recipient_country"), "CHL");
    CHECK_STR(record_get(&r, "date_from"), "2024-04-01");
    CHECK_STR(record_get(&r, "date_to"), "2024-04-01");
    CHECK_STR(record_get(&r, "date_prec"), "day");
    CHECK_STR(record_get(&r, "status"), "happened");
    CHECK_STR(record_get(&r, "main"), "1");
    CHECK_STR(record_get(&r, "field"), "body");
    CHECK_STR(record_get(&r, "start"), "0");
    CHECK_INT(record_get(&r, "doc_id").len, 64);
    dem_buf_release(&r.buf);
    fixture_close(&f);
}

TEST(csv_quotes_commas_quotes_and_line_ends)
{
    static const char *const refs[] = {"a,b", "say \"a\"", "two\nlines", "two\r\nlines", "\"", ",", "plain"};
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(refs); i++) {
        dem_input in = input("Peru attacked Chile.");
        in.ref = refs[i];
        record_read(&f, &in, &r);
        CHECK_STR(record_get(&r, "ref"), refs[i]);
        dem_buf_release(&r.buf);
    }
    fixture_close(&f);
}

TEST(csv_takes_the_force_from_formulas)
{
    static const char *const refs[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C x'!A0,\"q\""};
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    for (ptrdiff_t i = 0; i < DEM_COUNT(refs); i++) {
        char want[64];
        snprintf(want, sizeof want, "'%s", refs[i]);
        dem_input in = input("Peru attacked Chile.");
        in.ref = refs[i];
        in.url = refs[i];
        record_read(&f, &in, &r);
        CHECK_STR(record_get(&r, "ref"), want);
        CHECK_STR(record_get(&r, "url"), want);
        dem_buf_release(&r.buf);
    }
    fixture_close(&f);
}

TEST(csv_leaves_negative_scores_as_numbers)
{
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    dem_input in = input("Peru attacked Chile.");
    record_read(&f, &in, &r);
    dem_str score = record_get(&r, "goldstein");
    CHECK(score.len > 1 && score.data[0] == '-');
    dem_buf_release(&r.buf);
    fixture_close(&f);
}

TEST(csv_puts_the_sides_of_a_meeting_in_one_cell)
{
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    dem_input in = input("Peru and Chile met in Lima.");
    record_read(&f, &in, &r);
    CHECK_STR(record_get(&r, "actor"), "Peru|Chile");
    CHECK_STR(record_get(&r, "actor_country"), "PER|CHL");
    CHECK_STR(record_get(&r, "recipient"), "");
    dem_buf_release(&r.buf);
    fixture_close(&f);
}

TEST(csv_writes_a_statement_in_the_same_columns)
{
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    dem_input in = input("\xe2\x80\x9cThe river is low,\xe2\x80\x9d the Kenyan minister said.");
    record_read(&f, &in, &r);
    CHECK_STR(record_get(&r, "type"), "statement");
    CHECK_STR(record_get(&r, "kind"), "direct");
    CHECK_STR(record_get(&r, "actor"), "the Kenyan minister");
    CHECK_STR(record_get(&r, "event"), "");
    dem_buf_release(&r.buf);
    fixture_close(&f);
}

TEST(csv_counts_offsets_in_characters)
{
    fixture f;
    record r;
    if (!fixture_open(&f, &csv))
        return;
    dem_input in = input("S\xc3\xa3o Tom\xc3\xa9 slept. Peru attacked Chile.");
    record_read(&f, &in, &r);
    CHECK_STR(record_get(&r, "exact"), "Peru attacked Chile");
    CHECK_STR(record_get(&r, "start"), "16");
    CHECK_STR(record_get(&r, "end"), "35");
    dem_buf_release(&r.buf);
    fixture_close(&f);
}
