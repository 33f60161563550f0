/* What the files of the name stage share. The order of work (name.c): scan.c finds words of the tables, capitalised runs and pronouns (items);
 * person.c tells which of them are the same person; phrase.c makes noun phrases of them (drafts); actor.c says who each is and whom it acts for;
 * pronoun.c resolves what refers to something before it. */
#ifndef DEM_NAME_INTERNAL_H
#define DEM_NAME_INTERNAL_H

#include "doc/doc.h"
#include "model/kb.h"
#include "model/weights.h"

enum {
    ITEM_ENTITY,  /* a row of the tables */
    ITEM_ROLE,    /* a role noun */
    ITEM_NAME,    /* a run of capitalised words that no table has, or a surname */
    ITEM_PRONOUN
};

typedef struct {
    int32_t first, end; /* tokens */
    int32_t sentence;
    uint8_t what;       /* ITEM_* */
    uint8_t alias;      /* DEM_ALIAS_* of an entity */
    uint8_t type;       /* of a name: what the recogniser took it for (dem_type), DEM_TYPE_UNKNOWN if it did not see it */
    bool ambiguous;     /* places of several countries: to be chosen again when the whole document was seen */
    bool plural;        /* a role noun in the plural, or one that stands for several */
    const dem_kb_phrase *phrase;
    uint32_t entity;    /* row, DEM_NO_ROW */
    uint32_t place;     /* of a capital: the city's own row, DEM_NO_ROW */
    uint32_t role;      /* row, DEM_NO_ROW */
    dem_id sector;      /* that the alias implies */
    dem_id home;        /* of a name: the country of a place inside it ("Bank of Japan"), 0 if none */
    int32_t next;       /* the item behind this one in its sentence, -1: known only when the document was seen once */
    int32_t same_as;    /* the item that has this name in full, -1 */
    int32_t mention;    /* -1 if it became a part of another */
} name_item;

/* A noun phrase in the making; after name_phrases the drafts that live are the mentions, in the same order. */
typedef struct {
    int32_t first, end, core_first, core_end;
    int32_t item;       /* that the phrase is about */
    int32_t title;      /* item: the role noun before a name, -1 */
    int32_t side;       /* item: country, body or place the role noun belongs to, -1 */
    int32_t owner;      /* item: person or pronoun that owns it ("his", "Putin's"), -1 */
    int32_t of_head;    /* token: the noun of an of-phrase that no table has ("the head of diplomacy"), -1 */
    int32_t also;       /* draft of another side of the same noun ("the ministers of Peru and Chile"), itself with one behind it or -1 */
    bool echo;          /* is such a draft: no phrase by itself */
    bool nested;        /* a name inside a phrase that says whose it is ("US officials"): a mention, but nobody who acts */
    int32_t apposed;    /* draft that names the same one across a comma, -1 */
    uint32_t inner;     /* role row of a body inside the phrase ("army" in "army spokesman"), DEM_NO_ROW */
    bool dead, former, ours, honorific, definite;
    bool adjective;     /* a demonym before a noun */
} name_draft;

typedef struct {
    dem_id country;
    int32_t count;
} name_support;

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    const dem_weights *weights; /* of the recogniser; NULL if there is none */
    uint32_t day; /* the document's date, YYYYMMDD with zeros; 0 if unknown */
    DEM_VEC(name_item) items;
    DEM_VEC(name_draft) drafts;
    DEM_VEC(name_support) support; /* how often each country is named beyond doubt */
} namer;

static inline dem_token *dem_name_token(const namer *n, int32_t t)
{
    return &n->doc->tokens.at[t];
}

static inline const dem_mention *dem_name_mention(const namer *n, int32_t i)
{
    return &n->doc->mentions.at[i];
}

/* The mention that the first of a chain of pronouns and shorter names stands for. */
static inline int32_t dem_name_root(const namer *n, int32_t i)
{
    for (int steps = 0; steps < 4 && dem_name_mention(n, i)->refers_to >= 0; steps++)
        i = dem_name_mention(n, i)->refers_to;
    return i;
}

static inline bool dem_name_subject(const dem_token *t)
{
    return t->rel == DEM_REL_nsubj || t->rel == DEM_REL_nsubj_pass;
}

/* words.c: closed lists. */
typedef enum {
    WORDS_SHORT,     /* may be in lower case inside a name: of, the, de, al */
    WORDS_PARTICLE,  /* parts of a family name: von, bin, al */
    WORDS_LOCATIVE,  /* prepositions of place */
    WORDS_MOTION,    /* lemmas of verbs and nouns that take "from" and "to" as ways */
    WORDS_GOING,     /* lemmas of verbs whose object is a place */
    WORDS_AREA,      /* "the city of X", "the north of X" */
    WORDS_FORMER,    /* former, late, ousted */
    WORDS_HOME,      /* "his country": what is one's own */
    WORDS_STATE,     /* sectors that a state has one of: "the army" */
    WORDS_ABROAD,    /* who is of one state and in another */
    WORDS_PEER,      /* "his Samoan counterpart": holds the same office elsewhere */
    WORDS_UNDER,     /* "vice president": stands below the office */
    WORDS_MANY,      /* "hundreds of farmers" */
    WORDS_POWER,     /* "the authority to act": a role noun that in the singular is mostly a right */
    WORDS_LAND,      /* "the country": the one last named */
    WORDS_BLOC,      /* "the alliance": the international body last named */
    WORDS_BAND,      /* "the group": the armed group or organisation last named */
    WORDS_HE, WORDS_IT, WORDS_THEY, WORDS_WE, WORDS_WHO,
    WORDS_SHE,       /* of WORDS_HE those of women */
    WORDS_SELF,      /* of all these the reflexive ones */
    WORDS_AGAINST,   /* pro-, anti-, non- */
    WORDS_OFFICIAL,  /* who may be anybody in office: "the official" */
    WORDS_ENVOY,     /* who is sent to somebody: "the envoy to Yemen" */
    WORDS_MEMBER,    /* several states by what they belong to: "NATO members" */
    WORDS_SPOKES,    /* who speaks for somebody */
    WORDS_BELONG,    /* "US-led", "Berlin-based": belongs to what stands before */
    WORDS_LISTS
} name_words;
bool dem_name_word(name_words list, dem_str fold);
bool dem_name_is(const dem_token *t, const char *fold);
bool dem_name_hyphen(const namer *n, int32_t t);     /* a hyphen with no space around it */
bool dem_name_possessive(const dem_token *t);        /* 's or ' */
bool dem_name_has_sense(const namer *n, const dem_token *t, uint32_t family);
bool dem_name_is_kind(dem_str role, dem_str kind); /* "foreign minister" and "minister of health" are ministers, a "vice president" or "advisor to the president" is no president */
bool dem_name_common_word(const namer *n, const dem_token *t); /* in the word lists, as something other than a proper noun */
bool dem_name_honorific(const namer *n, const dem_token *t);
bool dem_name_says(const namer *n, int32_t t);       /* the lemma is a verb of saying */

/* scan.c */
dem_status dem_name_scan(namer *n);
/* Tells each item which one follows it; to be called when the items have changed places. */
void dem_name_chain(namer *n);
typedef struct {
    int32_t end;
    const dem_kb_phrase *phrase;
    bool plural; /* a role noun in the plural */
} name_hit;
enum { DEM_NAME_MAX_HITS = 17 };
/* All phrases of the tables that begin at token t and end by `end`, shortest first; how many. */
int dem_name_walk(const namer *n, int32_t t, int32_t end, name_hit hits[DEM_NAME_MAX_HITS]);

/* evidence.c: what the tables say of each word of a sentence, as bits, for the recogniser. */
void dem_name_evidence(const namer *n, int32_t sentence, uint32_t *bits);
/* recognise.c: names that the tables do not have, by the network; changes the items. */
dem_status dem_name_recognise(namer *n);
/* sense.c: fills `item` with the best sense of its phrase that fits; false if none does. */
bool dem_name_choose(const namer *n, name_item *item);
/* Are the words of the item written as the sense wants them? */
bool dem_name_sense_fits(const namer *n, const name_item *item, const dem_kb_sense *s);
/* The country that the text names behind a place: "Birmingham, Alabama", "the governor of Georgia in the United States"; 0 if none. */
dem_id dem_name_behind(const namer *n, const name_item *item);
int32_t dem_name_support_of(const namer *n, dem_id country);
dem_status dem_name_count_support(namer *n);

/* person.c: what surnames and acronyms stand for. */
dem_status dem_name_link(namer *n);
int dem_name_run_words(const namer *n, const name_item *item); /* words between spaces, particles aside */

/* The item of the country or body that a role noun means, "the country" or "the bloc": the nearest before it in its sentence, or the first of the nearest
 * sentence before; -1. */
int32_t dem_name_meant(const namer *n, int32_t item, name_words list);

/* "the country", "the bloc", "the group": which of these lists the role noun of an item is on, 0 if on none. */
name_words dem_name_lands(const namer *n, const name_item *it);

/* Is the draft a phrase of its own, that others can be joined to? */
static inline bool dem_name_stands(const name_draft *d)
{
    return !d->dead && !d->echo && !d->nested;
}

/* Puts a draft into another phrase: a name stays a mention inside it. */
void dem_name_consume(namer *n, name_draft *d);
/* Makes draft `other`, of a country or body, another side of the role noun of draft k. */
void dem_name_add_side(namer *n, int32_t k, int32_t other);

/* phrase.c, join.c: items → drafts. */
dem_status dem_name_phrases(namer *n);
void dem_name_join(namer *n, int32_t base, int32_t end); /* of one sentence: of-phrases, titles, appositions */

/* office.c: the office held at the document's date, or NULL. */
const dem_kb_office *dem_name_office(const namer *n, uint32_t entity);
/* Whom a person, or a name with codes, acts for at that date. */
dem_status dem_name_person_actor(namer *n, uint32_t entity, dem_actor *actor, uint8_t *resolution);
/* True if a name with codes has one at that date; else it means nothing. With an unknown date only what all its codes share is taken. */
bool dem_name_coded(const namer *n, uint32_t entity);

/* post.c: who holds an office at the document's date, by whom it is for and what it is called ("prime minister"); DEM_NO_ROW if the tables do not know or
 * the words may mean several persons. `house` tells that the side was named by a house or palace ("the tenant of the White House"). */
uint32_t dem_name_holder(const namer *n, dem_id side, dem_str role, bool house);
/* Did anybody ever hold such an office of that side, as far as the tables know? */
bool dem_name_has_post(const namer *n, dem_id side, dem_str role);
dem_id dem_name_side(const namer *n, const name_item *it); /* the country or body, 0 if it is neither */

/* spelling.c: the person whose name sounds like that of the item and of whom holds, at the document's date, what the text says: country or body, or else the
 * office, or else a country that the document speaks of. DEM_NO_ROW if there is none, or more than one. */
uint32_t dem_name_spelled(const namer *n, const name_item *it, const dem_actor *said);

/* The place whose name sounds like that of the item, in a country that the document speaks of; DEM_NO_ROW if there is none. */
uint32_t dem_name_spelled_place(const namer *n, const name_item *it);

/* actor.c */
dem_str dem_name_last_word(dem_str phrase);
/* "members", "allies", "countries": states that belong to a body. */
bool dem_name_members(const namer *n, const name_item *it);
dem_status dem_name_actors(namer *n);
/* Resolves a name that the tables write otherwise, by what the text says of its bearer. */
dem_status dem_name_by_sound(namer *n, const name_item *it, const dem_actor *said, dem_mention *m, bool *found);
bool dem_name_is_person(const namer *n, const dem_mention *m);

/* place.c: true if the phrase only says where. `place` for capitals: the city rather than the government. */
bool dem_name_is_where(const namer *n, int32_t draft);

/* pronoun.c */
dem_status dem_name_pronouns(namer *n);

/* What was named before, most recent last, and how many sentences back pronouns and descriptions may look. */
#define NAME_RECENT 8
#define NAME_REACH 3
typedef struct {
    int32_t at[NAME_RECENT]; /* mentions */
    int count;
} name_recent;

typedef struct {
    name_recent persons, things, many;
    name_recent titles; /* "the President", with a capital and no side */
    dem_id home;        /* the country whose state the text names most, 0 if none */
} name_memory;

/* "MR. SMITH:": the name of who speaks from here on. */
bool dem_name_is_label(const namer *n, const dem_mention *m);
/* Is it an office with a capital, of which the phrase does not say whose it is: "the President"? */
bool dem_name_bare_title(const namer *n, int32_t mention);
/* Remembers a mention that pronouns may stand for. */
void dem_name_note(const namer *n, name_memory *mem, int32_t mention);
/* The mention that a pronoun (its head is the pronoun's token) stands for, -1 if none is clearly placed best. */
int32_t dem_name_antecedent(const namer *n, const name_memory *mem, const dem_mention *pronoun);

#endif
