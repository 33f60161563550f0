/* Output: records → JSONL, CSV, a table for people; every layer → JSON, brat; trees → CoNLL-U. The fields of records are those of docs/records.md. */
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

/* Layers of the document (bits of dem_layer, 0 for all), one JSON object. */
void dem_output_annotation(const dem_doc *doc, const dem_kb *kb, unsigned layers, dem_buf *out);
/* The layers with those that they point into: events into entities, times and quantities, quotes into entities. */
unsigned dem_layers_with(unsigned layers);

/* Layers as standoff annotations of brat; 0 for all but tokens. They point into dem_output_brat_text: title, empty line, body, with blanks for carriage returns. */
void dem_output_brat(const dem_doc *doc, unsigned layers, dem_buf *out);
void dem_output_brat_text(const dem_doc *doc, dem_buf *out);
/* annotation.conf, which tells brat the types. */
void dem_output_brat_conf(const dem_kb *kb, unsigned layers, dem_buf *out);

/* Trees in the format of Universal Dependencies, with newdoc, newpar, sent_id and text. Needs no more than text, token and syntax. */
void dem_output_conllu(const dem_doc *doc, dem_buf *out);
/* The same for a document that is one sentence of CoNLL-U, under the comments that stood there. */
void dem_output_conllu_sentence(const dem_doc *doc, const dem_conllu_sentence *given, dem_buf *out);

#endif
