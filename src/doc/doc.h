/* The data path: everything that is known of one document, from its bytes to its records. Each stage reads what the
 * stages before it wrote and adds its own part; src/engine/ calls them in order.
 *
 *   ingest  field, meta        text   lines, sentences      token  tokens
 *   syntax  upos, feats, lemma, head, rel                   name   mentions, mention_of, strays
 *   when    times, quantities  event  events, statements    output reads all
 *
 * Offsets are bytes into the document's field (`title` or `body`), which is valid UTF-8; output turns them into code points.
 * Spans are half open. Indices are into the arrays of dem_doc; -1 means none. Everything lives in doc->arena. */
#ifndef DEM_DOC_H
#define DEM_DOC_H

#include "base/base.h"
#include "base/utf8.h"
#include "doc/ud.h"

typedef struct {
    int32_t start, end;
} dem_span;

static inline bool dem_span_empty(dem_span s)
{
    return s.start >= s.end;
}

/* A day, or less: month and day are 0 where unknown; year 0 = no date. Proleptic Gregorian. */
typedef struct {
    int16_t year;
    int8_t month, day;
} dem_date;

typedef enum { DEM_BASIS_UNKNOWN, DEM_BASIS_GIVEN, DEM_BASIS_TEXT, DEM_BASIS_INFERRED } dem_basis;

enum { DEM_TITLE, DEM_BODY, DEM_FIELDS };

/* What became of a line of the source. */
typedef enum {
    DEM_LINE_PROSE,
    DEM_LINE_HEADLINE,   /* title or subheading: coded, but not joined to its neighbours */
    DEM_LINE_FURNITURE,  /* the page's, not the report's */
    DEM_LINE_CREDIT,     /* "Reporting by ...", bylines, agency lines */
    DEM_LINE_COPYRIGHT,
    DEM_LINE_EMPTY
} dem_line_kind;

typedef struct {
    dem_span span;
    int8_t field;
    int8_t kind; /* dem_line_kind */
} dem_line;

typedef struct {
    dem_span span;       /* of the sentence, after a dateline was cut */
    int32_t first, count; /* tokens */
    int8_t field;
    bool headline;
    bool in_quote;        /* begins inside a quotation that an earlier sentence opened */
    bool cut;             /* longer than limits.sentence_tokens: split by force */
    int32_t paragraph;    /* counted from 0 over the document */
} dem_sentence;

/* Token flags. */
enum {
    DEM_TOKEN_SPACE = 1,       /* white space follows */
    DEM_TOKEN_CAPITAL = 2,     /* first letter is a capital */
    DEM_TOKEN_UPPER = 4,       /* two letters or more, all capitals */
    DEM_TOKEN_DIGIT = 8,       /* begins with a digit */
    DEM_TOKEN_WORD = 16,       /* has a letter or digit */
    DEM_TOKEN_FIRST = 32,      /* first word of its sentence or of a quotation */
    DEM_TOKEN_QUOTED = 64,     /* between quotation marks */
    DEM_TOKEN_BRACKET = 128,   /* between round or square brackets */
    DEM_TOKEN_JOINED = 256     /* not the first word of a multiword token ("n't" in "don't") */
};

enum { DEM_LONGEST_TOKEN = 1000 }; /* bytes of a form; longer runs are cut */

typedef struct {
    dem_span span;      /* in the sentence's field; the words of a multiword token split it among them */
    dem_str form;       /* as written; zero-width characters dropped */
    dem_str fold;       /* dem_fold of form: the form in which tables are looked up */
    dem_str lemma;      /* syntax: lower case but for proper nouns */
    int32_t phrase;     /* row of the model's phrase table for this word alone (dem_kb_find), -1 if none */
    int32_t head;       /* syntax: index into doc->tokens, -1 for the root of the sentence or unattached */
    int32_t mention;    /* name: the smallest mention whose head this token is, -1 if none */
    uint32_t feats;     /* DEM_FEAT_* bits of doc/ud.h */
    uint16_t flags;
    uint8_t upos;       /* DEM_UPOS_* */
    uint8_t rel;        /* DEM_REL_* */
} dem_token;

typedef enum { DEM_MENTION_NAME, DEM_MENTION_DESCRIPTION, DEM_MENTION_PRONOUN } dem_mention_kind;
typedef enum {
    DEM_TYPE_UNKNOWN,
    DEM_TYPE_PERSON,
    DEM_TYPE_ORG,
    DEM_TYPE_COUNTRY, /* a country, its people (demonym) or its government */
    DEM_TYPE_PLACE,
    DEM_TYPE_GROUP,   /* armed group */
    DEM_TYPE_ROLE,    /* somebody by what they are: police, protesters, the president */
    DEM_TYPES
} dem_type;

/* How the actor was found. */
typedef enum {
    DEM_RES_NONE,       /* unresolved: text and type only */
    DEM_RES_TABLE,      /* a row of a table, by its name */
    DEM_RES_OFFICE,     /* a person, and the office held at the date of the document */
    DEM_RES_ALIAS,      /* a later, shorter form of a name that stands in full elsewhere in the document */
    DEM_RES_ROLE,       /* a role noun, with the country or body it belongs to */
    DEM_RES_METONYM,    /* a capital or building for a government */
    DEM_RES_STALE,      /* a person whose last known office the tables cannot vouch for at the date of the document: the country alone */
    DEM_RES_CONTEXT     /* a pronoun or description, by what it refers to */
} dem_resolution;

/* Who a mention is, and whom it acts for. Strings are empty when unknown; they live in the model or the arena. */
typedef struct {
    dem_str name, id;     /* canonical name, id of the table */
    dem_str country;      /* ISO 3166-1 alpha-3 */
    dem_str org;          /* id of the organisation */
    dem_str sector;       /* PLOVER: GOV, MIL, ... */
    dem_str role;         /* office or role noun */
    dem_str cameo;        /* actor code: UKRGOV, IGOWSTNAT, ... */
} dem_actor;

typedef struct {
    dem_span span;          /* in the field of its sentence: the whole noun phrase with its modifiers, without trailing punctuation */
    int32_t sentence;
    int32_t first, end;     /* tokens of the phrase, half open */
    int32_t core_first, core_end; /* tokens of the name proper, inside first..end */
    int32_t head;           /* token */
    uint8_t kind;           /* dem_mention_kind */
    uint8_t type;           /* dem_type */
    uint8_t resolution;     /* dem_resolution */
    bool place_only;        /* a place or country named only as where something is */
    bool quoted_speaker;    /* "we", "our": the side of whoever speaks */
    int32_t refers_to;      /* mention, for aliases and pronouns */
    int32_t also;           /* the mention of another side of the same noun: "the ministers of Peru and Chile"; -1 */
    dem_actor actor;
    /* places */
    int32_t lat_e5, lon_e5; /* degrees * 100000; only if has_point */
    bool has_point;
} dem_mention;

/* A single capitalised word that neither a table nor the word lists have: too little for an actor, so it is no mention, but maybe a name. */
typedef struct {
    int32_t sentence, first, end; /* tokens, half open */
} dem_stray;

typedef enum { DEM_PREC_UNKNOWN, DEM_PREC_DAY, DEM_PREC_MONTH, DEM_PREC_YEAR } dem_precision;

/* TIMEX3 types. */
typedef enum { DEM_TIME_DATE, DEM_TIME_TIME, DEM_TIME_DURATION, DEM_TIME_SET } dem_time_type;

typedef struct {
    dem_span span;
    int32_t sentence, first, end; /* tokens, half open */
    uint8_t type;                 /* dem_time_type */
    uint8_t precision;            /* dem_precision */
    bool relative;                /* needs the publication date: from and to are 0 when that is unknown */
    bool told;                    /* leans on another date of the text: "the following day" */
    bool since;                   /* "since", "from": begins then and lasts; `to` is then the publication date or 0 */
    bool until;                   /* "by", "until", "before": ends then: a deadline rather than a date */
    dem_date from, to;            /* both inclusive; year 0 if unresolved */
    dem_str value;                /* TIMEX3 value: 2024-04-04, 2024-W14, 2023-SU, P3D, PRESENT_REF; empty if unresolved */
} dem_time;

typedef enum { DEM_EQUAL, DEM_MORE, DEM_LESS, DEM_ABOUT, DEM_AT_LEAST, DEM_AT_MOST } dem_quantity_rel;

/* Values are counted in thousandths, so that 2.5 is 2500; at most 9e15. A count of people, things or money. */
typedef struct {
    dem_span span;
    int32_t sentence, first, end;
    int32_t head;              /* token of the unit or counted noun, or of the number itself */
    int64_t value, low, high;  /* thousandths; low = high = value for an exact figure */
    uint8_t rel;               /* dem_quantity_rel */
    bool cumulative;           /* "since", "so far", "in total" in its clause: a running sum */
    int32_t part_of;           /* quantity this is a part of ("including ..."), -1 */
    dem_str unit;              /* USD, person, tank, percent, ...; the noun's lemma when the table has none; empty for a bare number */
    dem_str unit_kind;         /* currency, people, weapon, ...; empty if unknown */
    dem_str per, period;       /* "a month" → month; "over five years" → P5Y; empty if none */
} dem_quantity;

typedef enum { DEM_AFFIRMED, DEM_NEGATED, DEM_DENIED } dem_polarity;
typedef enum { DEM_CERTAIN, DEM_PROBABLE, DEM_POSSIBLE, DEM_CONDITIONAL, DEM_HYPOTHETICAL } dem_certainty;
typedef enum { DEM_PAST, DEM_ONGOING, DEM_FUTURE, DEM_HISTORICAL } dem_tense;
typedef enum {
    DEM_HAPPENED, DEM_STATUS_ONGOING, DEM_PLANNED, DEM_STATUS_CONDITIONAL, DEM_STATUS_HYPOTHETICAL,
    DEM_STATUS_NEGATED, DEM_STATUS_DENIED, DEM_STATUS_HISTORICAL
} dem_event_status;

/* A list of indices, into mentions or quantities. */
typedef struct {
    int32_t *at;
    int32_t len;
} dem_list;

typedef struct {
    dem_str text, kind; /* text is a slice of the field */
    dem_span span;
} dem_object;

typedef struct {
    int32_t low, best, high; /* people; -1 if unknown */
    uint8_t rel;             /* dem_quantity_rel */
} dem_count;

/* One link of "Reuters quoted an official as saying". */
typedef struct {
    int32_t mention;  /* who says so, -1 unknown */
    dem_str verb;     /* lemma of the cue, or its words: "according to"; empty if there is none */
    dem_span cue;
    uint8_t source;   /* dem_source_kind */
} dem_attribution;
typedef enum { DEM_SOURCE_NAMED, DEM_SOURCE_OFFICE, DEM_SOURCE_ANONYMOUS } dem_source_kind;

typedef struct {
    char id[33];             /* filled by output */
    int32_t sentence;
    int32_t trigger;         /* token */
    dem_span trigger_span;
    int32_t frame;           /* row of the frame table */
    dem_str event, mode, context, cameo; /* event is empty for CAMEO 01 */
    dem_list actors, recipients; /* mentions */
    int32_t time;            /* -1 */
    int32_t place;           /* mention, -1 */
    struct { dem_object *at; int32_t len; } objects;
    dem_list quantities;
    dem_count dead, injured, missing;
    uint8_t polarity, certainty, tense, status;
    dem_span hedge, condition, deadline; /* empty if none */
    int32_t deadline_time;   /* -1 */
    struct { dem_attribution *at; int32_t len; } attribution; /* outermost first */
    int32_t denied_by;       /* mention, -1 */
    int32_t content_of;      /* event, -1 */
    dem_span evidence;       /* the clause that says it */
    bool main;
    uint8_t confidence;      /* percent */
    uint8_t evidence_score;  /* what the matcher counted for it; larger is stronger */
} dem_event;

typedef enum { DEM_QUOTE_DIRECT, DEM_QUOTE_INDIRECT, DEM_QUOTE_MIXED } dem_quote_kind;

typedef struct {
    char id[33];
    int32_t sentence;
    int32_t speaker, addressee; /* mentions, -1 */
    int32_t verb;               /* token of the cue: a verb, a noun, "according"; -1 where only marks tell */
    dem_span cue;               /* its words; empty if there are none */
    dem_str lemma;              /* of the verb or noun, or the words of a phrase: "according to"; empty if there is no cue */
    uint8_t kind;               /* dem_quote_kind */
    struct { dem_span *at; int32_t len; } parts; /* of the content */
    dem_span evidence;
} dem_statement;

typedef struct {
    dem_arena *arena;
    dem_limits limits;          /* no zeros */

    /* ingest */
    dem_str ref, source, url, agency, language;
    char id[65], text_id[65];
    dem_cp_index field[DEM_FIELDS]; /* .text is the decoded field */
    int64_t repaired;           /* invalid bytes replaced */
    dem_date published;
    uint8_t basis;              /* dem_basis */

    /* text */
    DEM_VEC(dem_line) lines;
    DEM_VEC(dem_sentence) sentences;
    dem_span headline;          /* in the body, when the report's own title stands there */
    dem_span dateline;          /* "BRUSSELS (Reuters) -" in the body */
    dem_str dateline_place;

    /* token, tag, parse */
    DEM_VEC(dem_token) tokens;

    int16_t *name_input;        /* syntax: of each token, what the recogniser of names begins with (weights.name numbers) */

    DEM_VEC(dem_mention) mentions;
    DEM_VEC(dem_stray) strays;
    DEM_VEC(dem_time) times;
    DEM_VEC(dem_quantity) quantities;
    DEM_VEC(dem_event) events;
    DEM_VEC(dem_statement) statements;
} dem_doc;

/* True if token t of a sentence is written together with the one before it, as "n't" in "don't"; in "Russia 's" white space stands between. */
static inline bool dem_doc_joined(const dem_doc *doc, const dem_sentence *s, int32_t t)
{
    const dem_token *token = &doc->tokens.at[t];
    return t > s->first && (token->flags & DEM_TOKEN_JOINED) && !(token[-1].flags & DEM_TOKEN_SPACE);
}

static inline dem_str dem_doc_slice(const dem_doc *doc, int field, dem_span s)
{
    return dem_str_cut(doc->field[field].text, s.start, s.end);
}

/* The three strings behind one another, in the document's arena. */
dem_status dem_doc_join(dem_doc *doc, dem_str a, dem_str between, dem_str b, dem_str *out);
/* The CAMEO code of a part of a country: its code and the sector's; of the country alone where either is empty. */
dem_status dem_doc_code(dem_doc *doc, dem_str country, dem_str part, dem_str *out);

/* True if token t lies in [first, end). */
static inline bool dem_in(int32_t t, int32_t first, int32_t end)
{
    return t >= first && t < end;
}

/* Dates: src/doc/date.c. Days are counted from 1970-01-01. Only whole dates (day and month known) have a day number. */
bool dem_date_valid(dem_date d);           /* in the calendar, as far as known; years 1 to 9999 */
int32_t dem_date_days(dem_date d);         /* unknown month or day count as the first */
dem_date dem_date_from_days(int32_t days);
int dem_date_weekday(dem_date d);          /* 0 = Monday */
int dem_days_in_month(int year, int month);
dem_date dem_date_last(dem_date d);        /* the last day a partial date can mean: 2023-02 → 2023-02-28 */
bool dem_date_parse(dem_str s, dem_date *out); /* YYYY, YYYY-MM, YYYY-MM-DD and what follows a T or space; also YYYYMMDD */
int dem_date_write(dem_date d, char out[11]);  /* as precise as known; returns the length */

/* Dates of tables are numbers, YYYYMMDD with zeros for what is unknown, and are compared as such: 2023 begins on its first day and ends on its last. */
static inline uint32_t dem_day_of(dem_date d)
{
    return d.year > 0 ? (uint32_t)(d.year * 10000 + d.month * 100 + d.day) : 0;
}

static inline dem_date dem_day_date(uint32_t d)
{
    return (dem_date){(int16_t)(d / 10000), (int8_t)(d / 100 % 100), (int8_t)(d % 100)};
}

static inline uint32_t dem_day_first(uint32_t d)
{
    return d % 100 == 0 ? (d / 100 % 100 == 0 ? d + 101 : d + 1) : d;
}

static inline uint32_t dem_day_last(uint32_t d)
{
    return d % 100 == 0 ? (d / 100 % 100 == 0 ? d + 1231 : d + 31) : d;
}

#endif
