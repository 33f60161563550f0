/* The knowledge base as stages see it: read-only arrays of rows in a mapped file (layout in docs/model-format.md).
 *
 * Everything that has words is found through one table of phrases. A phrase's key is its folded text (dem_fold) with every run
 * of characters that are no letters or digits as one space: "U.S." → "u s", "Côte d'Ivoire" → "cote d ivoire". To match over tokens:
 *
 *     uint64_t h = DEM_HASH_START;
 *     for (t = first; t < end; t++) {
 *         h = dem_kb_step(h, token[t].fold);
 *         const dem_kb_phrase *p = dem_kb_find(kb, h);
 *         if (!p) break;
 *         if (p->n_senses) longest = t + 1, found = p;
 *         if (!dem_kb_is_prefix(p)) break;
 *     }
 *
 * A phrase has senses: (family, row). Several families share a key; each stage picks its own. */
#ifndef DEM_KB_H
#define DEM_KB_H

#include "base/base.h"

typedef uint32_t dem_id; /* of a string; 0 is the empty string */
#define DEM_NO_ROW 0xffffffffu

/* Families of senses, and the array their row points into. */
enum {
    DEM_FAM_ENTITY,  /* entities: names, aliases, demonyms, metonyms, places */
    DEM_FAM_SURNAME, /* entities: the last word of a person's name */
    DEM_FAM_ROLE,    /* roles */
    DEM_FAM_KIND,    /* kinds: object words */
    DEM_FAM_FRAME,   /* frames: trigger lemma */
    DEM_FAM_LIGHT,   /* lights: light verb lemma */
    DEM_FAM_FORM,    /* forms: inflected word form */
    DEM_FAM_CUE,     /* cues */
    DEM_FAM_ABBR,    /* abbrs */
    DEM_FAM_TIME,    /* times */
    DEM_FAM_UNIT,    /* units */
    DEM_FAM_AGENCY,  /* agencies */
    DEM_FAM_POST,    /* posts */
    DEM_FAM_SPELLING, /* entities: the key of a family name, see spelling.h */
    DEM_FAM_CLASS,   /* classes */
    DEM_FAM_OVERLAY, /* entities: names given when the model was opened; they go before what DEM_FAM_ENTITY has, where they stand too */
    DEM_FAMILIES
};

/* How an alias must be written to count. */
enum {
    DEM_CASE_ANY,
    DEM_CASE_CAPITAL, /* its words begin with capitals (short function words aside), or all is in capitals */
    DEM_CASE_EXACT    /* as in the table: acronyms and words that are common in lower case */
};

/* What an alias of an entity is (dem_kb_sense.kind of DEM_FAM_ENTITY). */
enum { DEM_ALIAS_NAME, DEM_ALIAS_DEMONYM, DEM_ALIAS_CAPITAL, DEM_ALIAS_GOVERNMENT, DEM_ALIAS_FORMER };

typedef struct {
    uint32_t hash_low, hash_high;
    uint32_t first_sense, n_senses; /* senses */
    uint32_t marks; /* a bit for each family that it has senses in, and DEM_MARK_PREFIX */
} dem_kb_phrase;

#define DEM_MARK_PREFIX (1u << 31) /* a longer phrase begins with this one */

static inline bool dem_kb_is_prefix(const dem_kb_phrase *p)
{
    return (p->marks & DEM_MARK_PREFIX) != 0;
}

typedef struct {
    uint32_t family, row;
    uint32_t letter_case; /* DEM_CASE_* */
    uint32_t kind;        /* DEM_ALIAS_* for entities; DEM_SENSE_FRAME of frames, so that most need not be looked at; else 0 */
    dem_id form;          /* as in the table */
    dem_id sector;        /* PLOVER sector that this alias implies (Pentagon: MIL), else empty */
} dem_kb_sense;

/* A person, organisation, country, place or armed group; or a name with codes and dates, of which nobody says what it is. */
typedef struct {
    dem_id id, name;
    uint32_t type;     /* dem_type of doc.h: 0 unknown, 1 person, 2 organisation, 3 country, 4 place, 5 group */
    dem_id country;    /* ISO alpha-3 */
    dem_id sector, cameo;
    dem_id kind;       /* type of orgs.tsv, kind of places.tsv */
    uint32_t from, to; /* YYYYMMDD with zeros for what is unknown, 0 = open: of a group */
    uint32_t lat_e5, lon_e5, has_point; /* int32 in two's complement */
    uint32_t population;
    uint32_t first_office, n_offices; /* of a person or unknown, by `from` */
    dem_id source;
} dem_kb_entity;

typedef struct {
    uint32_t person; /* entity: the holder */
    dem_id role;     /* "foreign minister"; may be empty */
    dem_id country;  /* of whom the holder acts for; empty for international bodies */
    dem_id org;      /* id of the organisation, empty if a country */
    dem_id sector, cameo;
    uint32_t from, to, as_of; /* YYYYMMDD with zeros; 0 = unknown or open */
    uint32_t rank;   /* 0 head of state or government or of an organisation, 1 minister or deputy, 2 other */
    dem_id source;
} dem_kb_office;

typedef struct {
    dem_id phrase, sector, cameo;
    uint32_t kind; /* DEM_ROLE_* */
    dem_id source;
} dem_kb_role;
enum { DEM_ROLE_PERSON, DEM_ROLE_PERSONS, DEM_ROLE_BODY };

/* A phrase for an office that one person holds at a time: the roles of offices that it can mean, by preference. */
typedef struct {
    uint32_t first_role, n_roles; /* lists */
    uint32_t of_house;            /* only of a house that stands for a government: "tenant" */
} dem_kb_post;

/* An office by whom it is for. Sorted by side, then role. */
typedef struct {
    dem_id side; /* country, or id of the organisation */
    dem_id role;
    uint32_t office; /* offices */
} dem_kb_holding;

/* A state that belongs to a body. Sorted by body, then state, then beginning. */
typedef struct {
    uint32_t org, country; /* entities */
    uint32_t from, to;     /* YYYYMMDD with zeros, both included; 0 = before 1985, or open */
    dem_id source;
} dem_kb_member;

/* How high an office is: the first row whose words are in its role decides. */
typedef struct {
    dem_id words;
    uint32_t rank; /* as in dem_kb_office */
} dem_kb_rank;

typedef struct {
    dem_id name;
    uint32_t parent; /* kinds, DEM_NO_ROW */
} dem_kb_kind;

/* Frames: see docs/tables.md. */
#define DEM_SENSE_FRAME(pos, needs) ((uint32_t)(pos) << 24 | (needs))
enum { DEM_SPEECH_CLAUSE = 1, DEM_SPEECH_TELLS = 2 }; /* it takes a clause; and beside it somebody who is told */
#define DEM_ANY_WORD "any word" /* the phrase under which frames stand whose trigger is * */
enum { DEM_FRAME_VERB, DEM_FRAME_NOUN, DEM_FRAME_ADJ, DEM_FRAME_FORM }; /* FORM: the trigger is a verb's form as it is written, not its lemma */
enum { DEM_ROLE_NONE, DEM_ROLE_ACTOR, DEM_ROLE_RECIPIENT, DEM_ROLE_OBJECT, DEM_ROLE_PLACE };

typedef struct {
    dem_id id;
    uint32_t pos;            /* DEM_FRAME_* */
    uint32_t first_arg, n_args; /* args */
    dem_id event, mode, context, cameo; /* event "SAY" for CAMEO 01, "-" for no event */
    dem_id file;             /* "data/frames/accuse.tsv" */
    uint32_t order;          /* row number over all files */
    uint32_t speech;         /* DEM_SPEECH_*: of a verb */
    uint32_t needs;          /* a bit for each relation (DEM_ARG_*) that must be there, as far as it takes no preposition and has no alternative */
    uint32_t literal;        /* the code is somebody else's and stands as it is: nothing is made of it for the future, and sides keep their direction */
    dem_id reverse;          /* of a literal frame: the code of what the recipient does to the actor; may be empty, and then cameo is not */
} dem_kb_frame;

typedef struct {
    uint32_t first_rel, n_rels;   /* lists of relation names, by preference: DEM_ARG_* */
    uint32_t first_prep, n_preps; /* lists: prepositions; of before and after the words, with how they hang together in number (DEM_WORD_*) */
    uint32_t required;
    uint32_t joined;              /* of before and after: no word stands between this and what is next to it on the trigger's side */
    uint32_t role;                /* DEM_ROLE_NONE ... */
    uint32_t first_cond, n_conds; /* conds */
} dem_kb_arg;

enum { DEM_COND_LEMMA, DEM_COND_KIND, DEM_COND_ACTOR, DEM_COND_THING, DEM_COND_COUNTRY, DEM_COND_PERSON, DEM_COND_SECTOR, DEM_COND_UPOS, DEM_COND_CODED, DEM_COND_COMPOUND,
       DEM_COND_AUX, DEM_CONDS };
typedef struct {
    uint32_t kind, negated;
    uint32_t first_word, n_words; /* lists */
} dem_kb_cond;

typedef struct {
    dem_id word;
    uint32_t number; /* of a relation: DEM_ARG_*; of a kind: its row; of an UPOS: its number; of a word of before and after: DEM_WORD_* */
} dem_kb_list;

/* By which a word is sought in a list before it is compared. */
static inline uint32_t dem_list_number(dem_str word)
{
    return (uint32_t)dem_hash_words(DEM_HASH_START, word);
}

/* Relations of the pattern language. */
enum { DEM_ARG_NSUBJ, DEM_ARG_OBJ, DEM_ARG_IOBJ, DEM_ARG_OBL, DEM_ARG_NMOD, DEM_ARG_POSS, DEM_ARG_COMPOUND, DEM_ARG_AMOD,
       DEM_ARG_XCOMP, DEM_ARG_CCOMP, DEM_ARG_ADVCL, DEM_ARG_PRT, DEM_ARG_BEFORE, DEM_ARG_AFTER, DEM_ARG_LEFT, DEM_ARG_RIGHT, DEM_ARGS };
/* Those that are the same for every frame of a word, since they take no preposition or particle: a bit each. */
#define DEM_ARGS_PLAIN                                                                                                                              \
    (1u << DEM_ARG_NSUBJ | 1u << DEM_ARG_OBJ | 1u << DEM_ARG_IOBJ | 1u << DEM_ARG_POSS | 1u << DEM_ARG_COMPOUND | 1u << DEM_ARG_AMOD | 1u << DEM_ARG_XCOMP | \
     1u << DEM_ARG_CCOMP)

/* A word of before and after begins a choice, or follows the one above it in the list, at once or later; and its end may be left open. */
enum { DEM_WORD_NEXT = 1, DEM_WORD_LATER = 2, DEM_WORD_STEM = 4 };

typedef struct {
    dem_id verb, particle;
} dem_kb_light;

/* What dictionaries and texts say of a lemma: classes with | between. */
typedef struct {
    dem_id classes;
    uint32_t upos;
} dem_kb_class;

/* What a feature of a trigger speaks for (src/event/score.c). The keys are an open hash table, a power of two long, 0 where it is empty; the weights stand in the
 * same order, a byte for each event, 128 more than the weight. */
enum { DEM_SCORED = 18, DEM_WEIGHT_WORDS = 5, DEM_WEIGHT_BIAS = 128 }; /* no event, the 16 events of PLOVER, SAY */
typedef struct { uint32_t hash; } dem_kb_feature;
typedef struct { uint32_t packed[DEM_WEIGHT_WORDS]; } dem_kb_weight;

/* The hash of a feature name=a, or name=a|b where b is there. */
static inline uint64_t dem_feature_hash(dem_str name, dem_str a, dem_str b)
{
    uint64_t h = dem_hash_words(dem_hash_words(DEM_HASH_START, name), a);
    return b.data ? dem_hash_words(h, b) : h;
}

typedef struct {
    dem_id lemma;
    uint32_t upos, feats; /* dem_upos, DEM_FEAT_* bits of doc/ud.h */
    uint32_t weight;      /* how often the form is meant so; comparable between the readings of one form */
    uint32_t closed;      /* 1: from function.tsv, or an irregular form */
} dem_kb_form;

typedef struct { dem_id phrase, kind; } dem_kb_cue;
typedef struct { dem_id word, kind; } dem_kb_abbr;
typedef struct { dem_id phrase, kind, value; } dem_kb_time;
typedef struct { dem_id phrase, unit, kind; } dem_kb_unit;
typedef struct { dem_id name; } dem_kb_agency;

enum { DEM_MATCH_IS, DEM_MATCH_STARTS, DEM_MATCH_CONTAINS };
typedef struct {
    uint32_t match;
    dem_id words; /* lower case */
    dem_id kind;  /* furniture, credit, copyright, share, comment, related */
} dem_kb_furniture;

typedef struct {
    dem_id code, name, event, mode, context;
    uint32_t quad;      /* 1..4; 0 for none */
    uint32_t goldstein; /* tenths, int32 in two's complement */
} dem_kb_cameo;

typedef struct {
    dem_id event, mode;
    uint32_t score; /* tenths, int32 in two's complement */
    uint32_t quad;
} dem_kb_plover;

/* What an event becomes when the text puts it in the future: "will send aid" is AGREE 033, "will not send aid" REJECT 122. The row with the longest code
 * that begins the event's own wins. */
typedef struct {
    dem_id event, cameo;
    uint32_t negated;
    dem_id to_event, to_cameo;
} dem_kb_future;

/* What a matrix and its content make together: "asked for aid" is REQUEST 023. Of the rows that fit the one with the longest of_cameo wins. */
typedef struct {
    dem_id event, cameo, of_event, of_cameo, to_event, to_cameo;
} dem_kb_content;

/* How often a record is right, in percent, by the scorer's margin and how many of its sides are known. The row with the largest margin that is reached, and these
 * sides, holds. */
typedef struct {
    uint32_t margin, sides, percent;
} dem_kb_confidence;

typedef struct {
    /* strings: text of string i is bytes[offset[i] .. offset[i + 1]) */
    const char *bytes;
    const uint32_t *offset;
    uint32_t n_strings;

    const dem_kb_phrase *phrases; /* hash table, a power of two long */
    uint32_t n_phrases;
    const dem_kb_sense *senses;
    uint32_t n_senses;
#define DEM_KB_ARRAYS(X) \
    X(entity, entities) X(office, offices) X(role, roles) X(kind, kinds) X(frame, frames) X(arg, args) X(cond, conds) X(list, lists) \
    X(light, lights) X(form, forms) X(cue, cues) X(abbr, abbrs) X(time, times) X(unit, units) X(agency, agencies) \
    X(furniture, furniture) X(cameo, cameos) X(plover, plovers) X(future, futures) X(post, posts) X(holding, holdings) X(rank, ranks) X(member, members) X(class, classes) X(feature, features) X(weight, weights) X(content, contents) X(confidence, confidences)
#define DEM_KB_FIELD(row, name) const dem_kb_##row *name; uint32_t n_##name;
    DEM_KB_ARRAYS(DEM_KB_FIELD)
#undef DEM_KB_FIELD
    dem_str hash;      /* SHA-256 of the tables, 64 hex digits */
    char file_id[17];  /* checksum of the compiled file, in hex digits */
    bool literal; /* there are frames with codes of somebody else */
    bool ordered; /* there are frames that look at the order of words or at the nearest mention */
    char weights_id[17]; /* the first digits of the hash in syntax.dem */
} dem_kb;

static inline dem_str dem_kb_str(const dem_kb *kb, dem_id id)
{
    return (dem_str){kb->bytes + kb->offset[id], (ptrdiff_t)(kb->offset[id + 1] - kb->offset[id])};
}

/* The id of a string that dem_kb_str gave, 0 if it lies elsewhere. */
dem_id dem_kb_id(const dem_kb *kb, dem_str s);

/* Continues the hash of a phrase with one more folded token. A token without letters and digits changes nothing. */
uint64_t dem_kb_step(uint64_t h, dem_str fold);
/* The phrase with this hash, or NULL. */
const dem_kb_phrase *dem_kb_find(const dem_kb *kb, uint64_t hash);

/* Iterates the senses of a phrase (NULL: none) in one family:
 *     for (const dem_kb_sense *s = dem_kb_sense_first(kb, p, DEM_FAM_ROLE); s; s = dem_kb_sense_next(kb, p, s)) */
const dem_kb_sense *dem_kb_sense_first(const dem_kb *kb, const dem_kb_phrase *p, uint32_t family);
const dem_kb_sense *dem_kb_sense_next(const dem_kb *kb, const dem_kb_phrase *p, const dem_kb_sense *s);

/* Looks up folded text that is no token (a line of a table, a word of a line). */
const dem_kb_phrase *dem_kb_find_text(const dem_kb *kb, dem_str folded);
/* Is the phrase a cue of this kind? `p` may be NULL. */
bool dem_kb_has_cue(const dem_kb *kb, const dem_kb_phrase *p, dem_str kind);

/* The row of cameos for a code, else for the longest beginning of it that there is one for; NULL if there is none. */
const dem_kb_cameo *dem_kb_code(const dem_kb *kb, dem_str code);

/* True if `kind` is `ancestor` or below it. */
bool dem_kb_kind_is(const dem_kb *kb, uint32_t kind, uint32_t ancestor);

#endif
