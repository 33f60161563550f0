#include "model/builder.h"

#include "base/io.h"
#include "base/utf8.h"
#include "model/layout.h"

#include <stdio.h>

struct dem_build_slot {
    uint64_t hash; /* 0 = empty: no key has this hash in practice, and FNV-1a never gives it for short text */
    bool is_prefix;
    uint32_t n_senses;
    dem_build_sense *first, *last;
};

enum { FIRST_SLOTS = 1 << 16 };

dem_status dem_builder_init(dem_builder *b, dem_arena *arena, const char *data_dir)
{
    memset(b, 0, sizeof *b);
    b->arena = arena;
    b->data_dir = data_dir;
    dem_sha256_init(&b->sha);
    b->n_string_slots = b->n_slots = FIRST_SLOTS;
    b->string_slots = dem_arena_alloc(arena, b->n_string_slots * (ptrdiff_t)sizeof *b->string_slots);
    b->slots = dem_arena_alloc(arena, b->n_slots * (ptrdiff_t)sizeof *b->slots);
    uint32_t *zero = dem_push(arena, &b->offsets);
    char *room = dem_push(arena, &b->bytes); /* so that there is an address for the empty string */
    if (!b->string_slots || !b->slots || !zero || !room)
        return DEM_NO_MEMORY;
    b->bytes.len = 0;
    dem_id empty;
    return dem_build_string(b, (dem_str){"", 0}, &empty);
}

dem_str dem_build_text(const dem_builder *b, dem_id id)
{
    return (dem_str){b->bytes.at + b->offsets.at[id], (ptrdiff_t)(b->offsets.at[id + 1] - b->offsets.at[id])};
}

static ptrdiff_t string_slot(const dem_builder *b, const uint32_t *slots, ptrdiff_t n, dem_str s)
{
    ptrdiff_t i = (ptrdiff_t)(dem_hash_end(dem_hash(DEM_HASH_START, s)) & (uint64_t)(n - 1));
    while (slots[i] && !dem_str_eq(dem_build_text(b, slots[i] - 1), s))
        i = (i + 1) & (n - 1);
    return i;
}

/* A hash table of `n` slots, a power of two, over the strings there are. */
static dem_status hash_strings(dem_builder *b, ptrdiff_t n)
{
    uint32_t *slots = dem_arena_alloc(b->arena, n * (ptrdiff_t)sizeof *slots);
    if (!slots)
        return DEM_NO_MEMORY;
    for (dem_id id = 0; id + 1 < (uint32_t)b->offsets.len; id++)
        slots[string_slot(b, slots, n, dem_build_text(b, id))] = id + 1;
    b->string_slots = slots;
    b->n_string_slots = n;
    return DEM_OK;
}

dem_status dem_build_string(dem_builder *b, dem_str s, dem_id *id)
{
    ptrdiff_t i = string_slot(b, b->string_slots, b->n_string_slots, s);
    if (b->string_slots[i]) {
        *id = b->string_slots[i] - 1;
        return DEM_OK;
    }
    if (b->offsets.len * 2 > b->n_string_slots) {
        DEM_TRY(hash_strings(b, b->n_string_slots * 2));
        i = string_slot(b, b->string_slots, b->n_string_slots, s);
    }
    for (ptrdiff_t k = 0; k < s.len; k++) {
        char *c = dem_push(b->arena, &b->bytes);
        if (!c)
            return DEM_NO_MEMORY;
        *c = s.data[k];
    }
    uint32_t *end = dem_push(b->arena, &b->offsets);
    if (!end || b->bytes.len > INT32_MAX)
        return DEM_NO_MEMORY;
    *end = (uint32_t)b->bytes.len;
    *id = (dem_id)(b->offsets.len - 2);
    b->string_slots[i] = *id + 1;
    return DEM_OK;
}

static ptrdiff_t phrase_slot(const dem_build_slot *slots, ptrdiff_t n, uint64_t hash)
{
    ptrdiff_t i = (ptrdiff_t)(dem_hash_end(hash) & (uint64_t)(n - 1));
    while (slots[i].hash && slots[i].hash != hash)
        i = (i + 1) & (n - 1);
    return i;
}

/* The slot of a hash, added if new. At most half of the slots are used: that is also how full the compiled table gets. */
static dem_build_slot *add_slot(dem_builder *b, uint64_t hash)
{
    if (b->n_used * 2 >= b->n_slots) {
        ptrdiff_t n = b->n_slots * 2;
        dem_build_slot *slots = dem_arena_alloc(b->arena, n * (ptrdiff_t)sizeof *slots);
        if (!slots)
            return NULL;
        for (ptrdiff_t i = 0; i < b->n_slots; i++)
            if (b->slots[i].hash)
                slots[phrase_slot(slots, n, b->slots[i].hash)] = b->slots[i];
        b->slots = slots;
        b->n_slots = n;
    }
    dem_build_slot *slot = &b->slots[phrase_slot(b->slots, b->n_slots, hash)];
    b->n_used += slot->hash == 0;
    slot->hash = hash;
    return slot;
}

static void add_sense(dem_build_slot *slot, dem_build_sense *item)
{
    if (slot->last)
        slot->last->next = item;
    else
        slot->first = item;
    slot->last = item;
    slot->n_senses++;
}

/* Copies `n` rows into an array of the builder; `vec` is a DEM_VEC of rows of that size. */
static dem_status copy_rows(dem_arena *arena, void *vec, const void *rows, ptrdiff_t n, ptrdiff_t size)
{
    DEM_VEC(char) copy = {0};
    copy.at = dem_arena_alloc(arena, n * size);
    if (!copy.at)
        return DEM_NO_MEMORY;
    if (n)
        memcpy(copy.at, rows, (size_t)(n * size));
    copy.len = copy.cap = n;
    memcpy(vec, &copy, sizeof copy);
    return DEM_OK;
}

/* Phrases are known by their hashes alone, so they are taken over as they are: words are not folded again. */
static dem_status seed_phrases(dem_builder *b, const dem_kb *kb, dem_error *err)
{
    ptrdiff_t used = 0;
    dem_build_sense *senses = dem_arena_alloc(b->arena, (ptrdiff_t)kb->n_senses * (ptrdiff_t)sizeof *senses);
    b->n_slots = kb->n_phrases > FIRST_SLOTS ? kb->n_phrases : FIRST_SLOTS;
    b->slots = dem_arena_alloc(b->arena, b->n_slots * (ptrdiff_t)sizeof *b->slots);
    if (!senses || !b->slots)
        return DEM_NO_MEMORY;
    for (uint32_t i = 0; i < kb->n_phrases; i++) {
        const dem_kb_phrase *p = &kb->phrases[i];
        if (p->n_senses == 0 && !dem_kb_is_prefix(p))
            continue;
        if (p->n_senses > kb->n_senses - used)
            return dem_fail(err, DEM_BAD_MODEL, -1, "phrases of the compiled tables share their senses");
        dem_build_slot *slot = add_slot(b, (uint64_t)p->hash_high << 32 | p->hash_low);
        if (!slot)
            return DEM_NO_MEMORY;
        slot->is_prefix = dem_kb_is_prefix(p);
        for (uint32_t k = 0; k < p->n_senses; k++) {
            senses[used].sense = kb->senses[p->first_sense + k];
            add_sense(slot, &senses[used++]);
        }
    }
    return DEM_OK;
}

dem_status dem_builder_seed(dem_builder *b, dem_arena *arena, const dem_kb *kb, dem_error *err)
{
    memset(b, 0, sizeof *b);
    b->arena = arena;
    dem_sha256_init(&b->sha);
    DEM_TRY(copy_rows(arena, &b->offsets, kb->offset, (ptrdiff_t)kb->n_strings + 1, (ptrdiff_t)sizeof *kb->offset));
    DEM_TRY(copy_rows(arena, &b->bytes, kb->bytes, kb->offset[kb->n_strings], 1));
#define SEED_ARRAY(row, name) DEM_TRY(copy_rows(arena, &b->name, kb->name, kb->n_##name, (ptrdiff_t)sizeof *kb->name));
    DEM_KB_ARRAYS(SEED_ARRAY)
#undef SEED_ARRAY
    ptrdiff_t n = FIRST_SLOTS;
    while (n < b->offsets.len * 2)
        n *= 2;
    DEM_TRY(hash_strings(b, n));
    return seed_phrases(b, kb, err);
}

static bool same_sense(const dem_kb_sense *a, const dem_kb_sense *b)
{
    return a->family == b->family && a->row == b->row && a->kind == b->kind && a->sector == b->sector;
}

static bool is_key_byte(char c)
{
    return dem_kb_step(DEM_HASH_START, (dem_str){&c, 1}) != DEM_HASH_START;
}

/* The next run of letters and digits of a folded text; empty at the end. */
static dem_str next_word(dem_str folded, ptrdiff_t from)
{
    while (from < folded.len && !is_key_byte(folded.data[from]))
        from++;
    ptrdiff_t end = from;
    while (end < folded.len && is_key_byte(folded.data[end]))
        end++;
    return dem_str_cut(folded, from, end);
}

dem_status dem_build_phrase(dem_builder *b, dem_str text, dem_kb_sense sense)
{
    char *p = dem_arena_alloc(b->arena, text.len * 4 + 1);
    if (!p)
        return DEM_NO_MEMORY;
    dem_str folded = {p, dem_fold(text, p)};
    DEM_TRY(dem_build_string(b, text, &sense.form));
    uint64_t hash = DEM_HASH_START;
    dem_str word = next_word(folded, 0);
    while (word.len) {
        hash = dem_kb_step(hash, word);
        word = next_word(folded, word.data + word.len - folded.data);
        if (word.len) {
            dem_build_slot *prefix = add_slot(b, hash);
            if (!prefix)
                return DEM_NO_MEMORY;
            prefix->is_prefix = true;
        }
    }
    if (hash == DEM_HASH_START)
        return DEM_OK;
    dem_build_slot *slot = add_slot(b, hash);
    dem_build_sense *item = dem_arena_alloc(b->arena, (ptrdiff_t)sizeof *item);
    if (!slot || !item)
        return DEM_NO_MEMORY;
    for (const dem_build_sense *s = slot->first; s; s = s->next)
        if (same_sense(&s->sense, &sense) && s->sense.letter_case <= sense.letter_case)
            return DEM_OK;
    item->sense = sense;
    add_sense(slot, item);
    return DEM_OK;
}

static const dem_build_sense *senses_of(const dem_builder *b, dem_str text)
{
    char folded[512];
    if (text.len > 120)
        return NULL;
    uint64_t hash = dem_kb_step(DEM_HASH_START, (dem_str){folded, dem_fold(text, folded)});
    return b->slots[phrase_slot(b->slots, b->n_slots, hash)].first;
}

const dem_kb_sense *dem_build_find(const dem_builder *b, dem_str text, uint32_t family)
{
    for (const dem_build_sense *s = senses_of(b, text); s; s = s->next)
        if (s->sense.family == family)
            return &s->sense;
    return NULL;
}

void dem_build_forget(dem_builder *b, uint32_t family, uint32_t row)
{
    for (ptrdiff_t i = 0; i < b->n_slots; i++) {
        dem_build_slot *slot = &b->slots[i];
        dem_build_sense *s = slot->first, *next;
        slot->first = slot->last = NULL;
        slot->n_senses = 0;
        for (; s; s = next) {
            next = s->next;
            s->next = NULL;
            if (s->sense.family != family || s->sense.row >= row)
                add_sense(slot, s);
        }
    }
}

dem_status dem_build_each(const dem_builder *b, dem_status (*call)(void *ctx, const dem_kb_sense *sense), void *ctx)
{
    for (ptrdiff_t i = 0; i < b->n_slots; i++)
        for (const dem_build_sense *s = b->slots[i].first; s; s = s->next)
            DEM_TRY(call(ctx, &s->sense));
    return DEM_OK;
}

bool dem_build_has_form(const dem_builder *b, dem_str text, int upos)
{
    for (const dem_build_sense *s = senses_of(b, text); s; s = s->next)
        if (s->sense.family == DEM_FAM_FORM && b->forms.at[s->sense.row].upos == (uint32_t)upos)
            return true;
    return false;
}

bool dem_build_has_name(const dem_builder *b, dem_str text, uint32_t entity)
{
    for (const dem_build_sense *s = senses_of(b, text); s; s = s->next)
        if (s->sense.family == DEM_FAM_ENTITY && s->sense.row == entity)
            return true;
    return false;
}

dem_status dem_build_table(dem_builder *b, const char *name, const char *columns, bool optional, dem_tsv *tsv, bool *found, dem_error *err)
{
    char path[4096];
    *found = false;
    int n = snprintf(path, sizeof path, "%s/%s", b->data_dir, name);
    if (n < 0 || n >= (int)sizeof path)
        return dem_fail(err, DEM_BAD_ARG, -1, "%s: name too long", name);
    dem_str text, kept_name;
    dem_status status = dem_map_open(path, &text, err);
    if (status == DEM_IO && optional)
        return DEM_OK;
    DEM_TRY(status);
    dem_str copy;
    status = dem_str_copy(b->arena, text, &copy);
    dem_map_close(text);
    DEM_TRY(status);
    DEM_TRY(dem_str_copy(b->arena, dem_str_of(path), &kept_name));
    dem_sha256_add(&b->sha, name, (ptrdiff_t)strlen(name) + 1);
    dem_sha256_add(&b->sha, copy.data, copy.len);
    *found = true;
    return dem_tsv_open(kept_name.data, copy, columns, tsv, err);
}

/* Lays the phrases out in a table of their final size and the senses behind one another. */
static dem_status lay_out_phrases(dem_builder *b, dem_file *file)
{
    ptrdiff_t n = 1024, n_senses = 0, next = 0;
    while (n < b->n_used * 2)
        n *= 2;
    for (ptrdiff_t i = 0; i < b->n_slots; i++)
        n_senses += b->slots[i].n_senses;
    dem_kb_phrase *phrases = dem_arena_alloc(b->arena, n * (ptrdiff_t)sizeof *phrases);
    dem_kb_sense *senses = dem_arena_alloc(b->arena, n_senses * (ptrdiff_t)sizeof *senses);
    if (!phrases || !senses)
        return DEM_NO_MEMORY;
    for (ptrdiff_t k = 0; k < b->n_slots; k++) {
        const dem_build_slot *slot = &b->slots[k];
        if (!slot->hash)
            continue;
        ptrdiff_t i = (ptrdiff_t)(dem_hash_end(slot->hash) & (uint64_t)(n - 1));
        while (phrases[i].n_senses || dem_kb_is_prefix(&phrases[i]))
            i = (i + 1) & (n - 1);
        phrases[i] = (dem_kb_phrase){(uint32_t)slot->hash, (uint32_t)(slot->hash >> 32), (uint32_t)next, slot->n_senses, slot->is_prefix ? DEM_MARK_PREFIX : 0};
        for (const dem_build_sense *s = slot->first; s; s = s->next) {
            phrases[i].marks |= 1u << s->sense.family;
            senses[next++] = s->sense;
        }
    }
    file->section[DEM_SECTION_KB_phrases] = (dem_section){phrases, (uint32_t)n};
    file->section[DEM_SECTION_KB_senses] = (dem_section){senses, (uint32_t)n_senses};
    return DEM_OK;
}

dem_status dem_builder_finish(dem_builder *b, dem_buf *out, dem_error *err)
{
    dem_file file = {0};
    DEM_TRY(lay_out_phrases(b, &file));
    file.section[DEM_SECTION_KB_strings] = (dem_section){b->offsets.at, (uint32_t)b->offsets.len};
    file.section[DEM_SECTION_KB_bytes] = (dem_section){b->bytes.at, (uint32_t)b->bytes.len};
#define SET_SECTION(row, name) file.section[DEM_SECTION_KB_##name] = (dem_section){b->name.at, (uint32_t)b->name.len};
    DEM_KB_ARRAYS(SET_SECTION)
#undef SET_SECTION
    dem_sha256_hex(&b->sha, file.hash);
    dem_file_build(DEM_FILE_KB, dem_kb_section_types, DEM_KB_SECTION_COUNT, &file, out);
    return out->failed ? dem_fail(err, DEM_NO_MEMORY, -1, "out of memory") : DEM_OK;
}
