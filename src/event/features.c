/* What is seen of a word that may name an event: the features that the scorer weighs. Their names are those of data/models/events.tsv. */
#include "event/event_internal.h"

typedef struct {
    const dem_coding *c;
    dem_feature_sink *sink;
    dem_str lemma;  /* of the trigger */
    dem_str event;  /* of the best frame that fires, "0" if none */
} seen;

static void add(const seen *s, dem_str name, dem_str a)
{
    s->sink->add(s->sink, name, a, (dem_str){0});
}

static void add2(const seen *s, dem_str name, dem_str a, dem_str b)
{
    s->sink->add(s->sink, name, a, b);
}

/* The name of a feature of an argument: its slot, a capital, behind or before what is said of it. */
typedef struct {
    char text[2];
} two;

static two pair(char a, char b)
{
    return (two){{a, b}};
}

static dem_str name_of(const two *t)
{
    return (dem_str){t->text, 2};
}

static dem_str kb_str(const seen *s, dem_id id)
{
    return dem_kb_str(s->c->kb, id);
}

static const dem_mention *mention_of(const seen *s, int32_t token)
{
    int32_t m = s->c->doc->tokens.at[token].mention;
    return m < 0 ? NULL : &s->c->doc->mentions.at[m];
}

/* What somebody or something is, in a word. */
static dem_str type_of(const seen *s, int32_t token)
{
    static const char *const types[DEM_TYPES] = {"name", "person", "org", "country", "place", "group", "role"};
    const dem_token *t = &s->c->doc->tokens.at[token];
    const dem_mention *m = mention_of(s, token);
    if (s->c->part_of[token] & DEM_PART_DATE)
        return DEM_S("date");
    if (s->c->part_of[token] & DEM_PART_MONEY)
        return DEM_S("money");
    if (m && m->kind == DEM_MENTION_PRONOUN && m->type == DEM_TYPE_UNKNOWN)
        return t->fold;
    if (m && m->place_only)
        return DEM_S("place");
    if (m && (m->type != DEM_TYPE_UNKNOWN || m->kind == DEM_MENTION_NAME))
        return dem_str_of(types[m->type]);
    if (t->upos == DEM_UPOS_NOUN && dem_is_actor(s->c, token))
        return DEM_S("people");
    return t->upos == DEM_UPOS_PRON ? t->fold : dem_upos_name(t->upos);
}

/* Its class in the tables: the sector of an actor, else the object's kind and what that is below. */
static void add_kinds(const seen *s, dem_str name, int32_t token)
{
    const dem_mention *m = mention_of(s, token);
    if (m && m->actor.sector.len)
        add(s, name, m->actor.sector);
    if (m && m->type != DEM_TYPE_UNKNOWN)
        return;
    for (uint32_t kind = dem_object_kind(s->c, token); kind != DEM_NO_ROW; kind = s->c->kb->kinds[kind].parent)
        add(s, name, kb_str(s, s->c->kb->kinds[kind].name));
}

/* What dictionaries say of the trigger. */
static void add_classes(const seen *s, int32_t token)
{
    const dem_kb_phrase *p = s->c->lemma[token];
    for (const dem_kb_sense *k = dem_kb_sense_first(s->c->kb, p, DEM_FAM_CLASS); k; k = dem_kb_sense_next(s->c->kb, p, k)) {
        const dem_kb_class *class = &s->c->kb->classes[k->row];
        if (class->upos != s->c->doc->tokens.at[token].upos)
            continue;
        for (dem_str rest = kb_str(s, class->classes); rest.len;)
            add(s, DEM_S("c"), dem_str_next(&rest, '|'));
    }
}

/* An argument: what it is, its word, how trigger and frame take it. */
static void add_argument(const seen *s, char slot, int32_t token)
{
    const two type = pair(slot, 't'), word = pair(slot, 'l'), kind = pair(slot, 'k'), with_lemma = pair('l', slot), with_event = pair('e', slot);
    dem_str what = token < 0 ? DEM_S("-") : type_of(s, token);
    add(s, name_of(&type), what);
    add2(s, name_of(&with_lemma), s->lemma, what);
    add2(s, name_of(&with_event), s->event, what);
    if (token < 0)
        return;
    if (!mention_of(s, token) || mention_of(s, token)->kind == DEM_MENTION_DESCRIPTION)
        add(s, name_of(&word), s->c->doc->tokens.at[token].lemma);
    add_kinds(s, name_of(&kind), token);
}

static void add_phrase(const seen *s, int32_t token, char side)
{
    dem_str preposition = dem_tree_case(s->c, token);
    const two with = pair(side, 'p'), lemma = pair('l', side), event = pair('e', side), kind = pair(side, 'k');
    add2(s, name_of(&with), preposition, type_of(s, token));
    add2(s, name_of(&lemma), s->lemma, preposition);
    add2(s, name_of(&event), s->event, preposition);
    const dem_mention *m = mention_of(s, token);
    for (uint32_t k = m ? DEM_NO_ROW : dem_object_kind(s->c, token); k != DEM_NO_ROW; k = s->c->kb->kinds[k].parent)
        add2(s, name_of(&kind), preposition, kb_str(s, s->c->kb->kinds[k].name));
}

/* "said that X must go": what is demanded, advised, promised. */
static void add_auxiliary(const seen *s, int32_t clause)
{
    int32_t k = dem_tree_child(s->c, clause, DEM_REL_aux);
    if (k >= 0)
        add2(s, DEM_S("must"), s->event, s->c->doc->tokens.at[k].fold);
}

/* What hangs on the trigger or on the light verb over it. */
static void add_children(const seen *s, int32_t head)
{
    for (int32_t k = s->c->first_child[head]; k >= 0; k = s->c->next_sibling[k]) {
        const dem_token *t = &s->c->doc->tokens.at[k];
        switch (t->rel) {
        case DEM_REL_obl: case DEM_REL_obl_agent: add_phrase(s, k, 'x'); break;
        case DEM_REL_nmod: add_phrase(s, k, 'n'); break;
        case DEM_REL_compound_prt: add2(s, DEM_S("prt"), s->lemma, t->fold); add(s, DEM_S("prt"), t->fold); break;
        case DEM_REL_aux: case DEM_REL_aux_pass: add(s, DEM_S("aux"), t->lemma); add2(s, DEM_S("eaux"), s->event, t->lemma); break;
        case DEM_REL_advmod: add(s, DEM_S("adv"), t->lemma); break;
        case DEM_REL_det: add(s, DEM_S("det"), t->lemma); break;
        case DEM_REL_amod: add(s, DEM_S("am"), t->lemma); break;
        case DEM_REL_compound: add(s, DEM_S("cm"), t->lemma); break;
        case DEM_REL_nmod_poss: add2(s, DEM_S("poss"), s->event, type_of(s, k)); break;
        case DEM_REL_ccomp: case DEM_REL_xcomp: case DEM_REL_advcl: case DEM_REL_acl:
            add2(s, DEM_S("down"), dem_rel_name(t->rel), t->lemma);
            add_auxiliary(s, k);
            add2(s, DEM_S("ldown"), s->lemma, dem_rel_name(t->rel));
            break;
        case DEM_REL_mark: add(s, DEM_S("mark"), t->fold); break;
        default: break;
        }
    }
}

/* What stands above: its word, its frame, and how the trigger hangs on it. */
static void add_above(const seen *s, const dem_sight *sight, int32_t token)
{
    const dem_token *tokens = s->c->doc->tokens.at;
    dem_str rel = dem_rel_name(tokens[token].rel);
    add(s, DEM_S("rel"), rel);
    add2(s, DEM_S("lrel"), s->lemma, rel);
    add2(s, DEM_S("erel"), s->event, rel);
    int32_t head = tokens[token].head;
    if (head < 0)
        return;
    add2(s, DEM_S("up"), rel, tokens[head].lemma);
    for (int step = 0; step < 3 && head >= 0; step++) {
        int32_t i = sight->at[head - s->c->first];
        if (i >= 0 && sight->all[i].n > 0) {
            dem_str event = kb_str(s, sight->all[i].at[0].frame->event);
            add2(s, DEM_S("over"), rel, event);
            add2(s, DEM_S("eover"), s->event, event);
            return;
        }
        head = tokens[head].head;
    }
    add2(s, DEM_S("over"), rel, DEM_S("0"));
}

static void add_form(const seen *s, const dem_match *m, int32_t trigger)
{
    const dem_token *t = &s->c->doc->tokens.at[trigger];
    static const struct {
        uint32_t bit;
        const char *name;
    } forms[] = {{DEM_FEAT_FIN, "fin"}, {DEM_FEAT_INF, "inf"}, {DEM_FEAT_PART, "part"}, {DEM_FEAT_GER, "ger"}, {DEM_FEAT_PAST, "past"}, {DEM_FEAT_PRES, "pres"}, {DEM_FEAT_PLUR, "plur"}};
    add(s, DEM_S("pos"), dem_upos_name(t->upos));
    for (ptrdiff_t i = 0; i < DEM_COUNT(forms); i++)
        if (t->feats & forms[i].bit)
            add2(s, DEM_S("form"), dem_str_of(forms[i].name), dem_upos_name(t->upos));
    if (t->upos == DEM_UPOS_VERB && dem_tree_is_passive(s->c, trigger)) {
        add(s, DEM_S("voice"), DEM_S("passive"));
    }
    if (m && m->verb != trigger)
        add2(s, DEM_S("light"), s->event, s->c->doc->tokens.at[m->verb].lemma);
    if (s->c->doc->sentences.at[s->c->sentence].headline)
        add(s, DEM_S("place"), DEM_S("headline"));
    if (t->flags & DEM_TOKEN_QUOTED)
        add(s, DEM_S("place"), DEM_S("quoted"));
}

static void add_frames(const seen *s, const dem_readings *r)
{
    static const char *const bins[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8"};
    add(s, DEM_S("e"), s->event);
    for (int i = 0; i < r->n && r->at; i++) {
        if (i == 0)
            add(s, DEM_S("f"), kb_str(s, r->at[i].frame->id));
        add2(s, i == 0 ? DEM_S("e1") : DEM_S("e2"), kb_str(s, r->at[i].frame->event), dem_str_of(bins[r->at[i].score > 8 ? 8 : r->at[i].score < 0 ? 0 : r->at[i].score]));
    }
}

void dem_features(const dem_coding *c, const dem_sight *sight, int32_t i, dem_feature_sink *sink)
{
    const dem_readings *r = &sight->all[i];
    int32_t trigger = r->trigger;
    const dem_match *m = r->n ? &r->at[0] : NULL;
    const dem_token *t = &c->doc->tokens.at[trigger];
    seen s = {c, sink, t->lemma, m ? dem_kb_str(c->kb, m->frame->event) : DEM_S("0")};
    int32_t verb = m ? m->verb : trigger;
    bool noun = t->upos != DEM_UPOS_VERB;
    add(&s, DEM_S("bias"), (dem_str){0});
    add2(&s, DEM_S("l"), s.lemma, dem_upos_name(t->upos));
    add_classes(&s, trigger);
    add_frames(&s, r);
    add_form(&s, m, trigger);
    add_argument(&s, 'S', noun && verb == trigger ? -1 : dem_tree_subject(c, verb));
    if (!noun) {
        int32_t object = dem_tree_object(c, trigger);
        add_argument(&s, 'O', object);
        int32_t infinitive = dem_tree_infinitive(c, trigger);
        if (infinitive >= 0)
            add2(&s, DEM_S("linf"), s.lemma, DEM_S("inf"));
    }
    add_children(&s, trigger);
    if (verb != trigger)
        add_children(&s, verb);
    add_above(&s, sight, verb);
    if (sight->over[i] >= 0)
        add2(&s, DEM_S("gov"), s.event, dem_kb_str(c->kb, sight->all[sight->over[i]].at[0].frame->event));
}
