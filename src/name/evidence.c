#include "name/name_internal.h"

/* Kinds of table entry that a word can stand in. Each has three bits: the word is all of the entry, its first word, or a later one. */
enum { KIND_PERSON, KIND_COUNTRY, KIND_DEMONYM, KIND_PLACE, KIND_GOVERNMENT, KIND_ORG, KIND_GROUP, KIND_COMPANY, KINDS };

/* Bits behind those of the kinds, for single words. */
enum { BIT_SURNAME = 3 * KINDS, BIT_GIVEN, BIT_FAMILY, BIT_ROLE, BIT_HONORIFIC, BIT_COMMON, BIT_AGENCY, BIT_TIME, BITS };
_Static_assert((int)BITS <= (int)DEM_EVIDENCE_BITS, "evidence has as many bits as the weights have rows");

static int kind_of(const dem_kb *kb, const dem_kb_sense *s)
{
    switch (kb->entities[s->row].type) {
    case DEM_TYPE_PERSON: return KIND_PERSON;
    case DEM_TYPE_UNKNOWN: /* a name with codes: mostly a body */
    case DEM_TYPE_ORG: return KIND_ORG;
    case DEM_TYPE_GROUP: return KIND_GROUP;
    case DEM_TYPE_PLACE: return KIND_PLACE;
    default:
        return s->kind == DEM_ALIAS_DEMONYM ? KIND_DEMONYM : s->kind == DEM_ALIAS_CAPITAL ? KIND_PLACE : s->kind == DEM_ALIAS_GOVERNMENT ? KIND_GOVERNMENT : KIND_COUNTRY;
    }
}

static uint32_t word_bits(const namer *n, const dem_token *t)
{
    const dem_kb_phrase *p = t->phrase >= 0 ? &n->kb->phrases[t->phrase] : NULL;
    if (!p || !(t->flags & DEM_TOKEN_CAPITAL))
        return 0;
    uint32_t bits = 0;
    bits |= (uint32_t)(dem_kb_sense_first(n->kb, p, DEM_FAM_SURNAME) != NULL) << BIT_SURNAME;
    bits |= (uint32_t)dem_kb_has_cue(n->kb, p, DEM_S("given")) << BIT_GIVEN;
    bits |= (uint32_t)dem_kb_has_cue(n->kb, p, DEM_S("family")) << BIT_FAMILY;
    bits |= (uint32_t)dem_name_honorific(n, t) << BIT_HONORIFIC;
    bits |= (uint32_t)dem_name_common_word(n, t) << BIT_COMMON;
    bits |= (uint32_t)dem_name_has_sense(n, t, DEM_FAM_AGENCY) << BIT_AGENCY;
    bits |= (uint32_t)dem_name_has_sense(n, t, DEM_FAM_TIME) << BIT_TIME;
    return bits;
}

/* The entities of a phrase, as bits of kinds: only those whose letters are as the table wants them. */
static uint32_t kinds_of(const namer *n, const name_item *item)
{
    uint32_t kinds = 0;
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, item->phrase, DEM_FAM_ENTITY); s; s = dem_kb_sense_next(n->kb, item->phrase, s))
        if (dem_name_sense_fits(n, item, s))
            kinds |= 1u << kind_of(n->kb, s);
    if (dem_name_token(n, item->first)->flags & DEM_TOKEN_CAPITAL && dem_kb_has_cue(n->kb, item->phrase, DEM_S("company")))
        kinds |= 1u << KIND_COMPANY;
    return kinds;
}

static void mark_entry(uint32_t *bits, int32_t length, uint32_t kinds)
{
    for (int k = 0; k < KINDS; k++) {
        if (!(kinds & 1u << k))
            continue;
        bits[0] |= 1u << (3 * k + (length > 1));
        for (int32_t i = 1; i < length; i++)
            bits[i] |= 1u << (3 * k + 2);
    }
}

void dem_name_evidence(const namer *n, int32_t sentence, uint32_t *bits)
{
    const dem_sentence *s = &n->doc->sentences.at[sentence];
    name_hit hits[DEM_NAME_MAX_HITS];
    for (int32_t i = 0; i < s->count; i++)
        bits[i] = word_bits(n, dem_name_token(n, s->first + i));
    for (int32_t i = 0; i < s->count; i++) {
        int count = dem_name_walk(n, s->first + i, s->first + s->count, hits);
        for (int h = 0; h < count; h++) {
            name_item item = {.first = s->first + i, .end = hits[h].end, .sentence = sentence, .phrase = hits[h].phrase};
            mark_entry(bits + i, item.end - item.first, kinds_of(n, &item));
            if (dem_kb_sense_first(n->kb, hits[h].phrase, DEM_FAM_ROLE))
                bits[item.end - 1 - s->first] |= 1u << BIT_ROLE;
        }
    }
}
