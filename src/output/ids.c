#include "output/output.h"

#include <stdio.h>

enum { ID_DIGITS = 32 };

static void add_number(dem_sha256 *sha, int32_t value)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%ld,", (long)value);
    dem_sha256_add(sha, text, n);
}

static void add_span(dem_sha256 *sha, dem_span s)
{
    add_number(sha, s.start);
    add_number(sha, s.end);
}

static void add_text(dem_sha256 *sha, dem_str s)
{
    dem_sha256_add(sha, s.data, s.len);
    dem_sha256_add(sha, ";", 1);
}

static void add_mentions(dem_sha256 *sha, const dem_doc *doc, const dem_list *list)
{
    add_number(sha, list->len);
    for (int32_t i = 0; i < list->len; i++)
        add_span(sha, doc->mentions.at[list->at[i]].span);
}

static void start(dem_sha256 *sha, const dem_doc *doc, const char *type, int32_t sentence)
{
    const dem_sentence *s = &doc->sentences.at[sentence];
    dem_sha256_init(sha);
    add_text(sha, dem_str_of(type));
    add_text(sha, (dem_str){doc->id, 64});
    add_number(sha, s->field);
    add_span(sha, s->span);
}

static void finish(dem_sha256 *sha, char id[ID_DIGITS + 1])
{
    char hex[65];
    dem_sha256_hex(sha, hex);
    memcpy(id, hex, ID_DIGITS);
    id[ID_DIGITS] = '\0';
}

void dem_output_ids(dem_doc *doc)
{
    dem_sha256 sha;
    for (ptrdiff_t i = 0; i < doc->events.len; i++) {
        dem_event *e = &doc->events.at[i];
        start(&sha, doc, "event", e->sentence);
        add_span(&sha, e->trigger_span);
        add_text(&sha, e->event);
        add_text(&sha, e->cameo);
        add_mentions(&sha, doc, &e->actors);
        add_mentions(&sha, doc, &e->recipients);
        finish(&sha, e->id);
    }
    for (ptrdiff_t i = 0; i < doc->statements.len; i++) {
        dem_statement *s = &doc->statements.at[i];
        start(&sha, doc, "statement", s->sentence);
        add_number(&sha, s->verb < 0 ? -1 : doc->tokens.at[s->verb].span.start);
        if (s->speaker >= 0)
            add_span(&sha, doc->mentions.at[s->speaker].span);
        for (int32_t k = 0; k < s->parts.len; k++)
            add_span(&sha, s->parts.at[k]);
        finish(&sha, s->id);
    }
}
