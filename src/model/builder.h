/* Builder: collects strings, rows and phrases, then writes a kb.dem. Used by the table compiler and for overlays. */
#ifndef DEM_BUILDER_H
#define DEM_BUILDER_H

#include "model/kb.h"
#include "model/tsv.h"

typedef struct dem_build_slot dem_build_slot;
typedef struct dem_build_sense {
    struct dem_build_sense *next;
    dem_kb_sense sense;
} dem_build_sense;

typedef struct {
    dem_id name; /* with its & */
    uint32_t first_word, n_words; /* lists */
} dem_build_set;

typedef struct {
    dem_arena *arena;
    const char *data_dir;
    dem_sha256 sha; /* over names and bytes of all tables read */

    DEM_VEC(char) bytes;
    DEM_VEC(uint32_t) offsets;
    uint32_t *string_slots; /* hash of strings: id + 1, 0 = empty */
    ptrdiff_t n_string_slots;

    DEM_VEC(dem_build_set) sets; /* of words, of the table of frames in hand */

    dem_build_slot *slots; /* phrases */
    ptrdiff_t n_slots, n_used;

#define DEM_BUILD_ARRAY(row, name) DEM_VEC(dem_kb_##row) name;
    DEM_KB_ARRAYS(DEM_BUILD_ARRAY)
#undef DEM_BUILD_ARRAY
} dem_builder;

dem_status dem_builder_init(dem_builder *b, dem_arena *arena, const char *data_dir);
/* The same with everything that `kb` has, which need not live on. DEM_BAD_MODEL if it is too strange to be written again. */
dem_status dem_builder_seed(dem_builder *b, dem_arena *arena, const dem_kb *kb, dem_error *err);

/* Interns a string. */
dem_status dem_build_string(dem_builder *b, dem_str s, dem_id *id);
/* Its text, until the next string is added. */
dem_str dem_build_text(const dem_builder *b, dem_id id);

/* Adds a sense to the phrase with the key of `text`; `sense->form` is set from text. A phrase without letters is left out. */
dem_status dem_build_phrase(dem_builder *b, dem_str text, dem_kb_sense sense);
/* The first sense of that family of a phrase, or NULL. */
const dem_kb_sense *dem_build_find(const dem_builder *b, dem_str text, uint32_t family);
/* Takes the senses of that family of which the row is below `row` out of all phrases. */
void dem_build_forget(dem_builder *b, uint32_t family, uint32_t row);
/* Calls for every sense of every phrase; the callback adds none. */
dem_status dem_build_each(const dem_builder *b, dem_status (*call)(void *ctx, const dem_kb_sense *sense), void *ctx);
/* True if this phrase is a name of the entity. */
bool dem_build_has_name(const dem_builder *b, dem_str text, uint32_t entity);
/* Reads a table below data_dir and opens it. `optional` tables that are not there give *found = false. */
dem_status dem_build_table(dem_builder *b, const char *name, const char *columns, bool optional, dem_tsv *tsv, bool *found, dem_error *err);

/* Sorts the offices by whom they are for, when they stand in their last order. */
dem_status dem_build_holdings(dem_builder *b);

/* Writes everything into `out`. */
dem_status dem_builder_finish(dem_builder *b, dem_buf *out, dem_error *err);

/* The parts of the compiler, a file each; called in this order, because later ones look up what earlier ones added. */
dem_status dem_compile_language(dem_builder *b, dem_error *err); /* words, text, time, units, cues, ontology */
dem_status dem_compile_actors(dem_builder *b, dem_error *err);
dem_status dem_compile_posts(dem_builder *b, dem_error *err);    /* who holds which office, by whom it is for */
dem_status dem_build_spellings(dem_builder *b);                /* persons by how their names sound */
dem_status dem_compile_frames(dem_builder *b, dem_error *err);   /* objects, light verbs, frames */
dem_status dem_compile_scorer(dem_builder *b, dem_error *err);   /* classes of words, weights of features */

/* The rows of a table of frames that is open; `file` is what records call it. */
extern const char dem_frame_columns[];
dem_status dem_compile_frame_rows(dem_builder *b, dem_tsv *t, dem_str file, dem_error *err);

/* Inflects a lemma of words.tsv or of a frame (src/model/inflect.c) and adds its forms. `upos` is DEM_UPOS_NOUN, VERB, ADJ or ADV. */
dem_status dem_build_word(dem_builder *b, dem_str lemma, int upos, uint32_t weight);
/* True if this word form has a reading of that UPOS. */
bool dem_build_has_form(const dem_builder *b, dem_str text, int upos);

#endif
