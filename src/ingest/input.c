#include "ingest/ingest.h"
#include "ingest/ingest_internal.h"

static dem_status set_field(dem_doc *doc, int field, dem_str bytes)
{
    dem_str text;
    int64_t repaired = 0;
    DEM_TRY(dem_utf8_repair(doc->arena, bytes, &text, &repaired));
    doc->repaired += repaired;
    return dem_cp_index_build(doc->arena, text, &doc->field[field]);
}

/* The identity of a document is that of its bytes as they came: the body, after the title and a newline where there is one. */
static void set_id(dem_doc *doc, dem_str title, dem_str body)
{
    dem_sha256 sha;
    dem_sha256_init(&sha);
    if (title.len) {
        dem_sha256_add(&sha, title.data, title.len);
        dem_sha256_add(&sha, "\n", 1);
    }
    dem_sha256_add(&sha, body.data, body.len);
    dem_sha256_hex(&sha, doc->id);
}

dem_status dem_ingest_fields(dem_doc *doc, dem_str title, dem_str body, dem_error *err)
{
    if (title.len > doc->limits.document_bytes - body.len)
        return dem_fail(err, DEM_LIMIT, doc->limits.document_bytes, "the text is longer than %lld bytes",
                        (long long)doc->limits.document_bytes);
    set_id(doc, title, body);
    dem_status status = set_field(doc, DEM_TITLE, title);
    if (status == DEM_OK)
        status = set_field(doc, DEM_BODY, body);
    return status == DEM_OK ? status : dem_fail(err, status, -1, "out of memory");
}

void dem_ingest_published(dem_doc *doc, dem_str date, dem_str basis)
{
    if (!dem_date_parse(date, &doc->published))
        return;
    doc->basis = dem_str_eq(basis, DEM_S("text")) ? DEM_BASIS_TEXT : dem_str_eq(basis, DEM_S("inferred")) ? DEM_BASIS_INFERRED : DEM_BASIS_GIVEN;
}

/* What callers and files say of a document is printed in records, so it is made valid too. */
static dem_status set_text(dem_doc *doc, const char *value, dem_str *out)
{
    dem_str valid, copy;
    int64_t repaired = 0;
    if (!value)
        return DEM_OK;
    DEM_TRY(dem_str_copy(doc->arena, dem_str_of(value), &copy));
    DEM_TRY(dem_utf8_repair(doc->arena, copy, &valid, &repaired));
    *out = valid;
    return DEM_OK;
}

dem_status dem_ingest_input(dem_doc *doc, const dem_input *input, dem_error *err)
{
    if (!input->text && input->text_len)
        return dem_fail(err, DEM_BAD_ARG, -1, "no text");
    if (input->text_len > (size_t)doc->limits.document_bytes)
        return dem_fail(err, DEM_LIMIT, doc->limits.document_bytes, "the text is longer than %lld bytes",
                        (long long)doc->limits.document_bytes);
    struct {
        const char *from;
        dem_str *to;
    } const texts[] = {{input->ref, &doc->ref}, {input->source, &doc->source}, {input->url, &doc->url}, {input->agency, &doc->agency},
                       {input->language, &doc->language}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++)
        if (set_text(doc, texts[i].from, texts[i].to) != DEM_OK)
            return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    dem_ingest_published(doc, dem_str_of(input->published), dem_str_of(input->basis));
    return dem_ingest_fields(doc, dem_str_of(input->title), (dem_str){input->text, (ptrdiff_t)input->text_len}, err);
}
