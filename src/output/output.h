/* Output: records → JSONL, CSV, a table for people; every layer → JSON; trees → CoNLL-U. The fields of records are those of docs/records.md. */
#ifndef DEM_OUTPUT_H
#define DEM_OUTPUT_H

#include "doc/conllu.h"
#include "doc/doc.h"
#include "model/kb.h"

/* Computes the ids of events and statements: the first 128 bits, in hex, of SHA-256 over doc.id, field, sentence span, trigger span, event and CAMEO code, actor spans, recipient spans. */
void dem_output_ids(dem_doc *doc);

void dem_output_jsonl(const dem_doc *doc, const dem_kb *kb, bool documents, dem_buf *out);
void dem_output_csv_header(dem_buf *out);
void dem_output_csv(const dem_doc *doc, const dem_kb *kb, dem_buf *out);
/* For people: one block a document; each event a line with its sentence below. `width` columns, at least 40. */
void dem_output_table(const dem_doc *doc, const dem_kb *kb, int width, bool color, dem_buf *out);

/* Every layer of the document, one JSON object. */
void dem_output_annotation(const dem_doc *doc, const dem_kb *kb, dem_buf *out);

/* Trees in the format of Universal Dependencies, with newdoc, newpar, sent_id and text. Needs no more than text, token and syntax. */
void dem_output_conllu(const dem_doc *doc, dem_buf *out);
/* The same for a document that is one sentence of CoNLL-U, under the comments that stood there. */
void dem_output_conllu_sentence(const dem_doc *doc, const dem_conllu_sentence *given, dem_buf *out);

#endif
