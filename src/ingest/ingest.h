/* Ingest: bytes → article, or sentences whose words are given. Fills ref, id, fields and what the input says of itself. */
#ifndef DEM_INGEST_H
#define DEM_INGEST_H

#include "doc/conllu.h"
#include "doc/doc.h"

/* Starts `doc` (zeroed, with arena and limits set) from a caller's input: repairs the text, computes doc->id (SHA-256 of the decoded body
 * as it came; with a title, of title, a newline and body), builds the code point indices, parses the date. A date that does not
 * parse is unknown, not an error. DEM_LIMIT past limits.document_bytes. */
dem_status dem_ingest_input(dem_doc *doc, const dem_input *input, dem_error *err);

/* The same from one JSON object: keys id, date (or published), title, text (or body), url, source, agency, language; numbers are taken as ids; other keys
 * are ignored. DEM_BAD_INPUT with the byte offset when it is no JSON object, has no text, or a key has the wrong type. */
dem_status dem_ingest_json(dem_doc *doc, dem_str json, dem_error *err);

/* Reads CoNLL-U sentence by sentence: set the first five members, and call dem_ingest_conllu until *more is false. */
typedef struct {
    dem_str text;       /* what is left; begins with a line */
    int64_t line;       /* the number of that line, counted from 1 */
    int64_t offset;     /* its first byte in the file */
    int64_t most_words; /* of a sentence: limits.sentence_tokens */
    bool trees;         /* heads are wanted: one that is no word of the sentence is an error */
    int64_t repaired;   /* invalid bytes replaced so far */
} dem_conllu_reader;

/* Reads the next sentence. DEM_BAD_INPUT or DEM_LIMIT, with line and byte of the file, when it is not CoNLL-U, has more words than most_words, or a form of
 * more than DEM_LONGEST_TOKEN bytes; the reader then stands behind that sentence, and *more is true. */
dem_status dem_ingest_conllu(dem_conllu_reader *reader, dem_arena *arena, dem_conllu_sentence *out, bool *more, dem_error *err);

/* Appends the text of a sentence, which its tokens and the white space between them make up, and sets the span of each word in `out`. */
void dem_conllu_text(dem_conllu_sentence *sentence, dem_buf *out);

/* Makes a sentence the body of `doc` (zeroed, with arena and limits set), with its tokens as they are given: span, form, and the flags SPACE and JOINED. */
dem_status dem_ingest_sentence(dem_doc *doc, dem_conllu_sentence *sentence);

#endif
