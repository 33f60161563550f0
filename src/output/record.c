#include "output/record.h"

#include "output/words.h"

void dem_record_word(dem_record *r, const char *key, const char *value)
{
    dem_json_string(&r->j, key, dem_str_of(value));
}

int32_t dem_record_points(const dem_record *r, int field, int32_t byte)
{
    return dem_cp_index_at(&r->doc->field[field], byte);
}

void dem_record_span(dem_record *r, int field, dem_span s)
{
    dem_json_int(&r->j, "start", dem_record_points(r, field, s.start));
    dem_json_int(&r->j, "end", dem_record_points(r, field, s.end));
}

void dem_record_date(dem_record *r, const char *key, dem_date d)
{
    char text[11];
    dem_json_string(&r->j, key, (dem_str){text, dem_date_write(d, text)});
}

static void document(dem_record *r)
{
    const dem_doc *doc = r->doc;
    dem_json_open(&r->j, "doc", '{');
    dem_json_string(&r->j, "id", (dem_str){doc->id, 64});
    dem_json_string(&r->j, "text_id", (dem_str){doc->text_id, 64});
    dem_json_string(&r->j, "ref", doc->ref);
    dem_json_string(&r->j, "source", doc->source);
    dem_json_string(&r->j, "agency", doc->agency);
    dem_json_string(&r->j, "url", doc->url);
    dem_json_string(&r->j, "title", dem_doc_title(doc));
    dem_record_date(r, "published", doc->published);
    dem_record_word(r, "basis", dem_basis_word[doc->published.year ? doc->basis : DEM_BASIS_UNKNOWN]);
    dem_json_string(&r->j, "language", doc->language);
    dem_json_close(&r->j, '}');
}

static void stamp(dem_record *r)
{
    dem_json_open(&r->j, "by", '{');
    dem_record_word(r, "tool", "demarche " DEM_VERSION);
    dem_record_word(r, "ontology", "PLOVER 2021-09, CAMEO 1.1b3");
    dem_record_word(r, "weights", r->kb->weights_id);
    dem_record_word(r, "kb", r->kb->file_id);
    dem_json_string(&r->j, "tables", dem_str_cut(r->kb->hash, 0, 16));
    dem_json_close(&r->j, '}');
}

void dem_record_begin(dem_record *r, const char *type, const char *id)
{
    r->j.comma = false;
    dem_json_open(&r->j, NULL, '{');
    dem_record_word(r, "type", type);
    if (id)
        dem_record_word(r, "id", id);
    dem_record_word(r, "schema", DEM_SCHEMA);
    document(r);
}

void dem_record_end(dem_record *r)
{
    stamp(r);
    dem_json_close(&r->j, '}');
    dem_buf_char(r->j.out, '\n');
}

void dem_record_actor(dem_record *r, const dem_mention *m)
{
    dem_record_word(r, "type", dem_type_word[m->type]);
    dem_json_string(&r->j, "name", m->actor.name);
    dem_json_string(&r->j, "id", m->actor.id);
    dem_json_string(&r->j, "country", m->actor.country);
    dem_json_string(&r->j, "org", m->actor.org);
    dem_json_string(&r->j, "sector", m->actor.sector);
    dem_json_string(&r->j, "role", m->actor.role);
    dem_json_string(&r->j, "cameo", m->actor.cameo);
    dem_record_word(r, "resolution", dem_resolution_word[m->resolution]);
}

void dem_record_amount(dem_record *r, const dem_quantity *q)
{
    dem_json_decimal(&r->j, "value", q->value, 3);
    if (q->low != q->high) {
        dem_json_decimal(&r->j, "low", q->low, 3);
        dem_json_decimal(&r->j, "high", q->high, 3);
    }
    dem_json_string(&r->j, "unit", q->unit);
    dem_record_word(r, "rel", dem_quantity_rel_word[q->rel]);
    dem_json_string(&r->j, "per", q->per);
    dem_json_string(&r->j, "period", q->period);
    if (q->cumulative)
        dem_json_bool(&r->j, "cumulative", true);
}

void dem_record_skipped(dem_record *r)
{
    const dem_doc *doc = r->doc;
    dem_json_open(&r->j, "skipped", '[');
    for (ptrdiff_t i = 0; i < doc->lines.len; i++) {
        const dem_line *line = &doc->lines.at[i];
        if (line->kind == DEM_LINE_PROSE || line->kind == DEM_LINE_HEADLINE || line->kind == DEM_LINE_EMPTY)
            continue;
        dem_json_open(&r->j, NULL, '{');
        dem_record_word(r, "why", dem_line_word[line->kind]);
        dem_record_word(r, "field", dem_field_word[line->field]);
        dem_record_span(r, line->field, line->span);
        dem_json_close(&r->j, '}');
    }
    dem_json_close(&r->j, ']');
}
