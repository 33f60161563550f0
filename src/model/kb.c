#include "model/layout.h"
#include "model/model.h"

#define SECTION_TYPE(name, types) {#name, types},
const dem_section_type dem_kb_section_types[DEM_KB_SECTION_COUNT] = {DEM_KB_SECTIONS(SECTION_TYPE)};
#undef SECTION_TYPE

/* A row must have as many columns as its C struct has, or the pointers below would lie. */
#define SAME_SIZE(types, row) _Static_assert(sizeof(row) == 4 * (sizeof(types) - 1), #row)
SAME_SIZE("##D+#", dem_kb_phrase);
SAME_SIZE("##3#$$", dem_kb_sense);
SAME_SIZE("$$6$$$$######F+$", dem_kb_entity);
SAME_SIZE("E$$$$$###3$", dem_kb_office);
SAME_SIZE("$$$3$", dem_kb_role);
SAME_SIZE("$h", dem_kb_kind);
SAME_SIZE("$4J+$$$$$###2$", dem_kb_frame);
SAME_SIZE("L+L+225K+", dem_kb_arg);
SAME_SIZE("#2L+", dem_kb_cond);
SAME_SIZE("$#", dem_kb_list);
SAME_SIZE("$$", dem_kb_light);
SAME_SIZE("$u##2", dem_kb_form);
SAME_SIZE("$$", dem_kb_cue);
SAME_SIZE("$$", dem_kb_abbr);
SAME_SIZE("$$$", dem_kb_time);
SAME_SIZE("$$$", dem_kb_unit);
SAME_SIZE("$", dem_kb_agency);
SAME_SIZE("3$$", dem_kb_furniture);
SAME_SIZE("$$$$$5#", dem_kb_cameo);
SAME_SIZE("$$#5", dem_kb_plover);
SAME_SIZE("$$2$$", dem_kb_future);
SAME_SIZE("L+2", dem_kb_post);
SAME_SIZE("$$F", dem_kb_holding);
SAME_SIZE("$3", dem_kb_rank);
SAME_SIZE("EE##$", dem_kb_member);
SAME_SIZE("$u", dem_kb_class);
SAME_SIZE("#", dem_kb_feature);
SAME_SIZE("#####", dem_kb_weight);
SAME_SIZE("$$$$$$", dem_kb_content);
SAME_SIZE("###", dem_kb_confidence);

/* What is looked for once, so that no document has to. */
static void find_kinds_of_frames(dem_kb *kb)
{
    kb->literal = kb->ordered = false;
    for (uint32_t i = 0; i < kb->n_frames; i++)
        kb->literal |= kb->frames[i].literal != 0;
    for (uint32_t i = 0; i < kb->n_args; i++)
        for (uint32_t r = 0; r < kb->args[i].n_rels; r++) {
            uint32_t relation = kb->lists[kb->args[i].first_rel + r].number;
            kb->ordered |= relation == DEM_ARG_BEFORE || relation == DEM_ARG_AFTER || relation == DEM_ARG_LEFT || relation == DEM_ARG_RIGHT;
        }
}

static void set_views(const dem_file *file, dem_kb *kb)
{
    kb->offset = file->section[DEM_SECTION_KB_strings].data;
    kb->n_strings = file->section[DEM_SECTION_KB_strings].rows - 1;
    kb->bytes = file->section[DEM_SECTION_KB_bytes].data;
    kb->phrases = file->section[DEM_SECTION_KB_phrases].data;
    kb->n_phrases = file->section[DEM_SECTION_KB_phrases].rows;
    kb->senses = file->section[DEM_SECTION_KB_senses].data;
    kb->n_senses = file->section[DEM_SECTION_KB_senses].rows;
#define SET_VIEW(row, name)                                    \
    kb->name = file->section[DEM_SECTION_KB_##name].data;      \
    kb->n_##name = file->section[DEM_SECTION_KB_##name].rows;
    DEM_KB_ARRAYS(SET_VIEW)
#undef SET_VIEW
    kb->hash = (dem_str){file->hash, 64};
    for (int i = 0; i < 16; i++)
        kb->file_id[i] = "0123456789abcdef"[file->checksum >> (60 - 4 * i) & 15];
    kb->file_id[16] = kb->weights_id[0] = '\0';
}

/* What column types cannot say: the row of a sense is in the array of its family. */
static dem_status check_senses(const dem_kb *kb, dem_error *err)
{
    const uint32_t rows[DEM_FAMILIES] = {
        [DEM_FAM_ENTITY] = kb->n_entities, [DEM_FAM_SURNAME] = kb->n_entities, [DEM_FAM_ROLE] = kb->n_roles,
        [DEM_FAM_KIND] = kb->n_kinds,      [DEM_FAM_FRAME] = kb->n_frames,     [DEM_FAM_LIGHT] = kb->n_lights,
        [DEM_FAM_FORM] = kb->n_forms,      [DEM_FAM_CUE] = kb->n_cues,         [DEM_FAM_ABBR] = kb->n_abbrs,
        [DEM_FAM_TIME] = kb->n_times,      [DEM_FAM_UNIT] = kb->n_units,       [DEM_FAM_AGENCY] = kb->n_agencies,
        [DEM_FAM_POST] = kb->n_posts,      [DEM_FAM_SPELLING] = kb->n_entities,
        [DEM_FAM_CLASS] = kb->n_classes,   [DEM_FAM_OVERLAY] = kb->n_entities,
    };
    for (uint32_t i = 0; i < kb->n_senses; i++)
        if (kb->senses[i].family >= DEM_FAMILIES || kb->senses[i].row >= rows[kb->senses[i].family])
            return dem_fail(err, DEM_BAD_MODEL, -1, "sense %u names a row that does not exist", (unsigned)i);
        else if (kb->senses[i].family != DEM_FAM_FRAME && kb->senses[i].kind > DEM_ALIAS_FORMER)
            return dem_fail(err, DEM_BAD_MODEL, -1, "sense %u is of no kind", (unsigned)i);
    return DEM_OK;
}

/* A search ends at an empty slot, so there must be one; and the mask needs a power of two. */
static dem_status check_phrases(const dem_kb *kb, dem_error *err)
{
    bool empty = false;
    if (kb->n_phrases == 0 || (kb->n_phrases & (kb->n_phrases - 1)) != 0)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of phrases has %u rows, which is no power of two", (unsigned)kb->n_phrases);
    for (uint32_t i = 0; i < kb->n_phrases && !empty; i++)
        empty = kb->phrases[i].n_senses == 0 && !dem_kb_is_prefix(&kb->phrases[i]);
    if (!empty)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of phrases is full");
    return DEM_OK;
}

/* Relation, kind and UPOS numbers in lists are used as indices. */
static dem_status check_lists(const dem_kb *kb, dem_error *err)
{
    for (uint32_t i = 0; i < kb->n_args; i++)
        for (uint32_t k = 0; k < kb->args[i].n_rels; k++)
            if (kb->lists[kb->args[i].first_rel + k].number >= DEM_ARGS)
                return dem_fail(err, DEM_BAD_MODEL, -1, "argument %u has an unknown relation", (unsigned)i);
    for (uint32_t i = 0; i < kb->n_conds; i++)
        if (kb->conds[i].kind >= DEM_CONDS)
            return dem_fail(err, DEM_BAD_MODEL, -1, "condition %u is of no kind", (unsigned)i);
    for (uint32_t i = 0; i < kb->n_conds; i++)
        for (uint32_t k = 0; k < kb->conds[i].n_words && kb->conds[i].kind == DEM_COND_KIND; k++)
            if (kb->lists[kb->conds[i].first_word + k].number >= kb->n_kinds)
                return dem_fail(err, DEM_BAD_MODEL, -1, "condition %u has an unknown kind", (unsigned)i);
    for (uint32_t i = 0; i < kb->n_kinds; i++)
        if (kb->kinds[i].parent != DEM_NO_ROW && kb->kinds[i].parent >= i)
            return dem_fail(err, DEM_BAD_MODEL, -1, "kind %u does not stand after its parent", (unsigned)i);
    return DEM_OK;
}

/* As of phrases; and each feature has its weights. */
static dem_status check_features(const dem_kb *kb, dem_error *err)
{
    bool empty = kb->n_features == 0;
    if ((kb->n_features & (kb->n_features - 1)) != 0 || kb->n_features != kb->n_weights)
        return dem_fail(err, DEM_BAD_MODEL, -1, "the table of features has %u rows, and %u of weights", (unsigned)kb->n_features, (unsigned)kb->n_weights);
    for (uint32_t i = 0; i < kb->n_features && !empty; i++)
        empty = kb->features[i].hash == 0;
    return empty ? DEM_OK : dem_fail(err, DEM_BAD_MODEL, -1, "the table of features is full");
}

dem_status dem_kb_check(dem_str bytes, dem_file *file, dem_kb *kb, dem_error *err)
{
    DEM_TRY(dem_file_check(bytes, DEM_FILE_KB, dem_kb_section_types, DEM_KB_SECTION_COUNT, file, err));
    set_views(file, kb);
    DEM_TRY(check_senses(kb, err));
    DEM_TRY(check_phrases(kb, err));
    DEM_TRY(check_features(kb, err));
    DEM_TRY(check_lists(kb, err));
    find_kinds_of_frames(kb);
    return DEM_OK;
}

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

uint64_t dem_kb_step(uint64_t h, dem_str fold)
{
    bool apart = h != DEM_HASH_START;
    for (ptrdiff_t i = 0; i < fold.len; i++) {
        unsigned char c = (unsigned char)fold.data[i];
        if (!is_word_byte(c)) {
            apart = h != DEM_HASH_START;
            continue;
        }
        if (apart)
            h = (h ^ ' ') * 0x100000001b3ull;
        h = (h ^ c) * 0x100000001b3ull;
        apart = false;
    }
    return h;
}

dem_id dem_kb_id(const dem_kb *kb, dem_str s)
{
    uintptr_t base = (uintptr_t)kb->bytes, at = (uintptr_t)s.data;
    if (at < base || at >= base + kb->offset[kb->n_strings])
        return 0;
    uint32_t low = 0, high = kb->n_strings;
    while (low + 1 < high) {
        uint32_t mid = low + (high - low) / 2;
        if (kb->offset[mid] <= at - base)
            low = mid;
        else
            high = mid;
    }
    return low;
}

const dem_kb_phrase *dem_kb_find(const dem_kb *kb, uint64_t hash)
{
    uint32_t mask = kb->n_phrases - 1;
    for (uint32_t i = (uint32_t)dem_hash_end(hash) & mask;; i = (i + 1) & mask) {
        const dem_kb_phrase *p = &kb->phrases[i];
        if (p->n_senses == 0 && !dem_kb_is_prefix(p))
            return NULL;
        if (p->hash_low == (uint32_t)hash && p->hash_high == (uint32_t)(hash >> 32))
            return p;
    }
}

const dem_kb_phrase *dem_kb_find_text(const dem_kb *kb, dem_str folded)
{
    uint64_t h = dem_kb_step(DEM_HASH_START, folded);
    return h == DEM_HASH_START ? NULL : dem_kb_find(kb, h);
}

static const dem_kb_sense *sense_from(const dem_kb *kb, const dem_kb_phrase *p, uint32_t index, uint32_t family)
{
    for (; index < p->first_sense + p->n_senses; index++)
        if (kb->senses[index].family == family)
            return &kb->senses[index];
    return NULL;
}

const dem_kb_sense *dem_kb_sense_first(const dem_kb *kb, const dem_kb_phrase *p, uint32_t family)
{
    return p && p->marks >> family & 1 ? sense_from(kb, p, p->first_sense, family) : NULL;
}

const dem_kb_sense *dem_kb_sense_next(const dem_kb *kb, const dem_kb_phrase *p, const dem_kb_sense *s)
{
    return sense_from(kb, p, (uint32_t)(s - kb->senses) + 1, s->family);
}

bool dem_kb_has_cue(const dem_kb *kb, const dem_kb_phrase *p, dem_str kind)
{
    for (const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_CUE); s; s = dem_kb_sense_next(kb, p, s))
        if (dem_str_eq(dem_kb_str(kb, kb->cues[s->row].kind), kind))
            return true;
    return false;
}

const dem_kb_cameo *dem_kb_code(const dem_kb *kb, dem_str code)
{
    const dem_kb_cameo *best = NULL;
    ptrdiff_t longest = 0;
    for (uint32_t i = 0; i < kb->n_cameos; i++) {
        dem_str have = dem_kb_str(kb, kb->cameos[i].code);
        if (have.len > longest && dem_str_starts(code, have)) {
            best = &kb->cameos[i];
            longest = have.len;
        }
    }
    return best;
}

bool dem_kb_kind_is(const dem_kb *kb, uint32_t kind, uint32_t ancestor)
{
    while (kind != DEM_NO_ROW && kind != ancestor)
        kind = kb->kinds[kind].parent; /* parents stand before their children, so this ends */
    return kind == ancestor;
}
