/* Inside the event stage: what its files share while a document is coded.
 *
 *   tree.c    who depends on whom: children, subjects by control and coordination, prepositions
 *   match.c   frames against the tree: which fire, and what fills their roles
 *   features.c  what the scorer sees of a trigger
 *   score.c   which event it is, if any
 *   order.c   patterns that look at words and persons before and behind a trigger, whatever the tree
 *   sides.c   codes of names and of role nouns beside them
 *   literal.c events of frames whose codes are somebody else's
 *   actors.c  words that fill a role → mentions, one for each side
 *   clause.c  what the words of one clause say of its verb: negation, modals, conditions
 *   span.c    whether an act lasts, and whether it is told of long ago
 *   status.c  polarity, certainty, time, conditions
 *   object.c  what an event is about: kinds, amounts, casualties, date, place
 *   said.c    cues that somebody says something: verbs
 *   sources.c the other cues: "according to", nouns, who is cited, the colon of a headline
 *   inserted.c  the cue set off from what is said: "..., the minister said on Monday, ..."
 *   quote.c   quoted words, and whose they are: statements
 *   attribution.c  who says that an event happened
 *   triggers.c  the words that name events, and which are the content of others
 *   compose.c what becomes of an event by its content, time and sides
 *   settle.c  whose descriptions without a country are
 *   code.c    calls these for each sentence */
#ifndef DEM_EVENT_INTERNAL_H
#define DEM_EVENT_INTERNAL_H

#include "doc/doc.h"
#include "event/event.h"
#include "model/kb.h"

enum {
    DEM_MAX_FILLERS = 16, /* coordinated words that fill one role */
    DEM_MAX_CLIMB = 12,   /* steps up a tree when something is inherited */
    DEM_MAX_READINGS = 12, /* frames that fire at one word */
    DEM_MAX_SAID = 16     /* cues of one sentence that are looked at, and quotations */
};

/* What a token is part of, besides its phrase. */
enum { DEM_PART_DATE = 1, DEM_PART_MONEY = 2, DEM_PART_DURATION = 4 };

/* Words of the sentence: tokens, half open. */
typedef struct {
    int32_t first, end;
} dem_words;

/* Somebody says something. */
typedef struct {
    int32_t cue;         /* a verb, a noun, or the first word of "according to"; -1 where a colon is the cue */
    dem_words phrase;    /* the words of the cue; empty where a colon is */
    dem_str lemma;       /* of the verb or noun, or the words of the phrase; empty where a colon is */
    dem_words inserted;  /* the cue with its speaker, where commas or quotation marks set it off; empty where what is said depends on the cue */
    dem_words content[2]; /* what is said, in text order */
    int n_content;       /* 0 where only quotation marks may tell */
    dem_list speakers;   /* mentions, coordinated ones; never empty */
    int32_t addressee;   /* mention, -1 */
} dem_said;

typedef struct {
    dem_doc *doc;
    const dem_kb *kb;
    const dem_event_trace *trace;
    int32_t *first_child, *next_sibling; /* of each token, -1 = none; children in text order */
    const dem_kb_phrase **lemma;         /* of each token: the phrase of its lemma, NULL = in no table */
    uint8_t *part_of;                    /* of each token: DEM_PART_* */
    bool literal;                        /* there are frames with codes of somebody else */
    int32_t sentence;                    /* in hand */
    int32_t first, end;                  /* its tokens */
    int32_t first_mention, first_time, first_quantity; /* the first of the sentence, or of a later one */
    int32_t last_speaker;                /* mention of whoever spoke last, -1 */
    int32_t speaker_paragraph;           /* the paragraph in which that was */
    int32_t first_event;                 /* the first of the sentence */
    dem_said said[DEM_MAX_SAID];         /* of the sentence, in text order of their cues */
    int n_said;
    int32_t open_until;                  /* one past the last sentence of a quotation whose speaker was looked for ahead, */
    int32_t open_speaker;                /* and who that is; -1 */
} dem_coding;

/* A frame against a trigger. */
typedef struct {
    const dem_kb_frame *frame;
    int32_t trigger;
    int32_t verb;                    /* the light verb that carries a noun, else the trigger itself */
    int32_t filler[DEM_ROLE_PLACE + 1]; /* token by role, -1 */
    int score;                       /* arguments and conditions that hold, weighed */
    int32_t margin;                  /* of the scorer: by how much this event leads; 0 without weights */
    const dem_kb_frame *content;     /* of the first word that is its content by its best frame; NULL if none */
    int32_t reach_first, reach_end;  /* for frames that look at the order of words: where they may look for somebody; -1: not known yet */
    int32_t clause_first;            /* and from where on for words before the trigger */
    bool says_not;                   /* a negation is one of the words that the frame asks for */
} dem_match;

/* The frames that fire at a word, the best first. */
typedef struct {
    const dem_match *at;
    int n;
    int32_t trigger;
} dem_readings;

/* tree.c */
dem_status dem_tree_build(dem_coding *c);
int32_t dem_tree_child(const dem_coding *c, int32_t token, int rel);
int32_t dem_tree_child_of(const dem_coding *c, int32_t token, const uint8_t *rels, int n);
dem_str dem_tree_case(const dem_coding *c, int32_t token);        /* lemma of its preposition, empty if none */
bool dem_tree_is_passive(const dem_coding *c, int32_t verb);
int32_t dem_tree_subject(const dem_coding *c, int32_t verb);      /* who does it: active subject or agent, also inherited; -1 */
int32_t dem_tree_object(const dem_coding *c, int32_t verb);       /* whom it is done to */
int32_t dem_tree_indirect(const dem_coding *c, int32_t verb);     /* the indirect object; -1 */
int32_t dem_tree_infinitive(const dem_coding *c, int32_t verb);   /* the infinitive that completes a verb; -1 */
int32_t dem_tree_oblique(const dem_coding *c, int32_t token, const dem_kb_arg *arg); /* obl or nmod with one of the prepositions */
bool dem_tree_below(const dem_coding *c, int32_t token, int32_t ancestor);
/* The first and one past the last token of what depends on `token`, without a relative clause or apposition that follows a noun if `core`. */
void dem_tree_extent(const dem_coding *c, int32_t token, bool core, int32_t *first, int32_t *end);
/* `token` and what is coordinated with it; returns how many, at most DEM_MAX_FILLERS. */
int dem_tree_conjuncts(const dem_coding *c, int32_t token, int32_t out[DEM_MAX_FILLERS]);
dem_span dem_tree_span(const dem_coding *c, int32_t first, int32_t end);
static inline bool dem_lemma_is(const dem_coding *c, int32_t token, const char *lemma)
{
    return dem_str_eq(c->doc->tokens.at[token].lemma, dem_str_of(lemma));
}

/* match.c */
bool dem_in_list(const dem_kb *kb, uint32_t first, uint32_t n, dem_str word); /* one of n words of kb->lists */
/* The frames that fire at a word. *named is false if the word can name no event. */
dem_status dem_match_trigger(const dem_coding *c, int32_t trigger, dem_readings *readings, bool *named);
/* The best of the frames of this event that are for any word (data/frames/open.tsv). False if none fires. */
bool dem_match_open(const dem_coding *c, int32_t trigger, dem_str event, dem_match *out);
bool dem_conditions_hold(const dem_coding *c, const dem_kb_arg *arg, int32_t token);
bool dem_is_coded(const dem_coding *c, int32_t token); /* the word stands for somebody who has a code */
bool dem_is_actor(const dem_coding *c, int32_t token); /* the word is, or can be, somebody who acts */
/* The most specific object kind of a phrase, DEM_NO_ROW if none. */
uint32_t dem_object_kind(const dem_coding *c, int32_t head);

/* What the scorer sees of a sentence: the words that may name an event, with the frames that fire at them. */
typedef struct {
    const dem_readings *all;
    int32_t n;
    int32_t *at;   /* of each token of the sentence: its readings, or -1 */
    int32_t *over; /* of each reading: that whose content it is by its best frame, or -1 */
} dem_sight;

/* features.c */
typedef struct dem_feature_sink {
    void (*add)(struct dem_feature_sink *sink, dem_str name, dem_str a, dem_str b); /* name=a, or name=a|b */
} dem_feature_sink;
void dem_features(const dem_coding *c, const dem_sight *sight, int32_t i, dem_feature_sink *sink); /* of readings i */

/* score.c */
/* Which event the word of readings i names, and by which frame; false if none. Without weights the best frame decides. *likely is the frame that the word has if
 * it names an event, as it does for what it is the content of; NULL if none fires. */
bool dem_score_choose(const dem_coding *c, const dem_sight *sight, int32_t i, dem_match *out, const dem_kb_frame **likely);
/* order.c */
bool dem_order_is(const dem_coding *c, const dem_kb_arg *arg); /* one of the arguments that dem_order_match tries: before, after */
/* Tries what the frame wants before and behind the trigger, in this order: words, and somebody who fills a role. */
bool dem_order_match(const dem_coding *c, dem_match *match, dem_frame_miss *miss);
/* The nearest mention on one side of the trigger on which the conditions hold: its head, or the first of those it is coordinated with; -1. */
int32_t dem_order_nearest(const dem_coding *c, const dem_match *match, const dem_kb_arg *arg, bool right);
/* In literal frames nobody acts upon himself: is this word, in that role, whoever fills the other one? */
bool dem_order_taken(const dem_coding *c, const dem_match *match, uint32_t role, int32_t token);

/* sides.c */
/* If there are such frames: what the mentions of the sentence lack for codes of theirs. */
dem_status dem_sides_complete(dem_coding *c);

/* literal.c */
dem_status dem_literal_add(dem_coding *c, const dem_match *match); /* the events of a literal frame, with their codes as they are */

/* code.c */
uint8_t dem_event_confidence(const dem_coding *c, const dem_match *match, const dem_event *event);

/* triggers.c */
typedef struct {
    dem_match *at;
    int32_t n;
    int32_t *of_token; /* match of each token of the sentence, -1 */
    int32_t *content;  /* match whose content this one is, -1 */
} dem_triggers;
dem_status dem_find_triggers(dem_coding *c, dem_triggers *triggers);
dem_str dem_event_name(const dem_coding *c, const dem_match *match);
bool dem_says(const dem_coding *c, const dem_match *match);       /* a bare statement */
bool dem_is_purpose(const dem_coding *c, const dem_match *match); /* what somebody does something for */

/* compose.c */
bool dem_in_words(dem_str word, const char *words);                                /* one of words with a space between */
void dem_compose(const dem_coding *c, const dem_match *match, dem_event *event);  /* by its content */
void dem_compose_mode(const dem_coding *c, dem_event *event);                     /* mode and context of its code, if it has none */
void dem_compose_future(const dem_coding *c, dem_event *event);
void dem_compose_parties(const dem_coding *c, dem_event *event);

/* settle.c */
dem_status dem_settle_at_home(dem_coding *c, const dem_event *event);

/* actors.c */
/* The mentions that a word stands for in a role; `acts` asks for somebody who can act. Adds mentions for phrases that are in no table. */
dem_status dem_actors_of(dem_coding *c, int32_t token, bool acts, bool by_proxy, dem_list *out);

/* Gives every "we", "our" and "I" of the sentence that stands in a quotation the side of whoever speaks. */
dem_status dem_actors_speakers(dem_coding *c);

/* The actor nearest to the head of an object, for events that name nobody as their recipient: "rejected Peru's request", "agreed to lend Kenya money". `others` are
 * already on the other side. Leaves *out as it is if there is none. */
dem_status dem_actors_inside(dem_coding *c, int32_t object, const dem_list *others, dem_list *out);
/* The same in the phrases that hang on a word by a preposition that points at somebody (cues.tsv: toward): "opened an inquiry into the ministry". */
dem_status dem_actors_toward(dem_coding *c, int32_t token, const dem_list *others, dem_list *out);

/* What the words around an event say of it. */
typedef struct {
    bool negated, hypothetical, conditional, possible, probable, future, historical;
    int32_t hedge;     /* token, -1 */
    int32_t condition; /* head of the clause, -1 */
    int32_t denial;    /* the verb that denies, -1 */
} dem_mood;

/* clause.c */
bool dem_clause_negated(const dem_coding *c, int32_t verb);            /* by its adverbs, its auxiliaries, its subject or its object */
void dem_clause_read(const dem_coding *c, int32_t verb, dem_mood *mood); /* auxiliaries, adverbs, conditions; adds to *mood */
void dem_clause_mark(const dem_coding *c, int32_t verb, dem_mood *mood); /* what joins it to the clause above: if, without, as if */
bool dem_clause_reported(const dem_coding *c, int32_t verb);           /* by a verb of saying in the past: "said it would send" */
bool dem_clause_inverted(const dem_coding *c, int32_t verb);           /* "Should the talks fail" */
bool dem_phrase_has_cue(const dem_coding *c, int32_t verb, const char *kind); /* as dem_has_cue; knows "rule out", "take place" */
bool dem_form_has_cue(const dem_coding *c, int32_t token, const char *kind); /* the word as it is written */

/* span.c */
bool dem_span_lasts(const dem_coding *c, const dem_match *match); /* it goes on: "is shelling", "has besieged since Monday" */
bool dem_span_past(const dem_coding *c, const dem_match *match);  /* its date is years before the report's */

/* status.c */
void dem_status_read(const dem_coding *c, const dem_match *match, dem_event *event);
void dem_status_affirm(dem_event *event); /* the negation is a part of what the code says */

/* object.c */
dem_status dem_object_read(dem_coding *c, const dem_match *match, dem_event *event);

/* said.c */
/* What the tables say of a verb. */
enum {
    DEM_VERB_CLAUSE = 1, /* some frame of it takes a clause: it reports */
    DEM_VERB_STATES = 2, /* that frame is a bare statement */
    DEM_VERB_SAYS = 4,   /* it is, or it is a word for speaking (cues.tsv: speech) */
    DEM_VERB_TELLS = 8   /* it reports to somebody, who is its object */
};
int dem_verb_kind(const dem_coding *c, int32_t token); /* 0 for what is no verb */
bool dem_verb_utters(const dem_coding *c, int32_t token); /* a verb with a frame that is an act of words */
bool dem_can_speak(const dem_coding *c, int32_t head, int verb); /* the head of a phrase, as subject of a verb of that kind */
dem_status dem_said_find(dem_coding *c); /* fills c->said */
dem_said dem_said_by(const dem_coding *c, int32_t cue); /* with this word as its cue, and nothing else yet */
int32_t dem_said_that(const dem_coding *c, int32_t cue); /* where the clause with "that" begins that hangs on a verb or noun; -1 */
dem_words dem_said_clause(const dem_coding *c, int32_t that); /* the words of the clause that begins so */
dem_status dem_said_add(dem_coding *c, const dem_said *said, int32_t speaker); /* with the mentions of the phrase of `speaker`, if there are any */
/* sources.c */
bool dem_said_phrase(const dem_coding *c, int32_t at, dem_said *said); /* "according to" begins here: sets cue, phrase and lemma */
dem_status dem_said_noun(dem_coding *c, int32_t noun);   /* "a claim by the opposition that ..." */
dem_status dem_said_cited(dem_coding *c, int32_t verb);  /* "citing an official" */
dem_status dem_said_colon(dem_coding *c);                /* "Minister: ..." in headlines */
/* inserted.c */
/* Reads a verb that is set off from what is said. Returns the head of the speaker's phrase, and cue, content and inserted words; -1 if it is none. */
int32_t dem_inserted_verb(const dem_coding *c, int32_t verb, int kind, dem_said *said);
/* The same for said->phrase, "according to" and its like. */
int32_t dem_inserted_phrase(const dem_coding *c, dem_said *said);
int32_t dem_inserted_head(const dem_coding *c, int32_t verb); /* the noun phrase right before a verb, since the last comma or conjunction; -1 */
bool dem_is_break(const dem_coding *c, int32_t token); /* a comma, colon, dash or quotation mark, or within quotation marks */

/* quote.c */
dem_status dem_quote_statements(dem_coding *c);

/* attribution.c */
dem_status dem_quote_attribute(dem_coding *c, dem_event *event);

/* The lemma of a token is in cues.tsv with this kind. */
static inline bool dem_has_cue(const dem_coding *c, int32_t token, const char *kind)
{
    const dem_kb_phrase *p = c->lemma[token];
    return p && p->marks >> DEM_FAM_CUE & 1 && dem_kb_has_cue(c->kb, p, dem_str_of(kind));
}

#endif
