#include "name/name_internal.h"

/* One string a list, words between spaces, so that a list is read at a glance. */
static const char *const lists[WORDS_LISTS] = {
    [WORDS_SHORT] = " of the and for de la el al le les du des da do dos del di den der van von bin ibn in on at to a an d s ",
    [WORDS_PARTICLE] = " al el bin ibn ben abu de da di do dos del della der den van von la le ul ur und ten ter ",
    [WORDS_LOCATIVE] = " in at near around across inside toward towards within throughout outside into through along above beside beneath ",
    [WORDS_MOTION] = " withdraw withdrawal retreat flee leave come arrive arrival return travel trip fly flight evacuate evacuation deport deportation expel "
                     "drive escape import export transit go visit journey head tour move pull ",
    [WORDS_GOING] = " leave flee reach depart enter tour storm ",
    [WORDS_AREA] = " city town village capital port region province district outskirts suburb street centre center north south east west part border "
                   "territory area airport coast island peninsula rest ",
    [WORDS_FORMER] = " former ex late ousted deposed onetime erstwhile then ",
    [WORDS_HOME] = " country nation homeland people state ",
    [WORDS_STATE] = " GOV MIL COP JUD LEG SPY ",
    [WORDS_ABROAD] = " embassy consulate mission delegation ambassador envoy consul ",
    [WORDS_UNDER] = " vice deputy assistant associate under former ",
    [WORDS_MANY] = " hundred thousand million dozen score group crowd number majority ",
    [WORDS_PEER] = " counterpart colleague ",
    [WORDS_POWER] = " authority ",
    [WORDS_LAND] = " country nation ",
    [WORDS_BLOC] = " alliance bloc organization organisation coalition union ",
    [WORDS_BAND] = " group movement militia faction ",
    [WORDS_HE] = " he she him her his hers himself herself ",
    [WORDS_IT] = " it its itself ",
    [WORDS_THEY] = " they them their theirs themselves ",
    [WORDS_WE] = " we us our ours ourselves i me my mine myself ",
    [WORDS_WHO] = " who whom whose ",
    [WORDS_SHE] = " she her hers herself ",
    [WORDS_SELF] = " himself herself itself themselves ",
    [WORDS_AGAINST] = " pro anti non ",
    [WORDS_OFFICIAL] = " official leader politician statesman diplomat ",
    [WORDS_ENVOY] = " ambassador envoy representative emissary commissioner consul negotiator coordinator rapporteur ",
    [WORDS_MEMBER] = " member members ally allies country countries nation nations state states partner partners power powers government governments neighbor neighbour neighbors neighbours ",
    [WORDS_SPOKES] = " spokesman spokeswoman spokesperson lawyer aide adviser advisor assistant ",
    [WORDS_BELONG] = " led based run ",
};

bool dem_name_word(name_words list, dem_str fold)
{
    const char *at = lists[list];
    if (fold.len == 0 || fold.len > 12)
        return false;
    for (at++; *at; at++) {
        if (*at == fold.data[0] && strncmp(at, fold.data, (size_t)fold.len) == 0 && at[fold.len] == ' ')
            return true;
        while (*at != ' ')
            at++;
    }
    return false;
}

bool dem_name_is(const dem_token *t, const char *fold)
{
    return dem_str_eq(t->fold, dem_str_of(fold));
}

bool dem_name_hyphen(const namer *n, int32_t t)
{
    const dem_token *tok = dem_name_token(n, t);
    return t > 0 && dem_name_is(tok, "-") && !(tok->flags & DEM_TOKEN_SPACE) && !(tok[-1].flags & DEM_TOKEN_SPACE);
}

bool dem_name_possessive(const dem_token *t)
{
    return t->fold.len <= 2 && t->fold.len > 0 && t->fold.data[0] == '\'' && (t->fold.len == 1 || t->fold.data[1] == 's') &&
           t->upos != DEM_UPOS_AUX && t->upos != DEM_UPOS_VERB;
}

static const dem_kb_phrase *phrase_of(const namer *n, const dem_token *t)
{
    return t->phrase >= 0 ? &n->kb->phrases[t->phrase] : NULL;
}

bool dem_name_has_sense(const namer *n, const dem_token *t, uint32_t family)
{
    return dem_kb_sense_first(n->kb, phrase_of(n, t), family) != NULL;
}

bool dem_name_common_word(const namer *n, const dem_token *t)
{
    const dem_kb_phrase *p = phrase_of(n, t);
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_FORM); s; s = dem_kb_sense_next(n->kb, p, s))
        if (n->kb->forms[s->row].upos != DEM_UPOS_PROPN)
            return true;
    return false;
}

bool dem_name_honorific(const namer *n, const dem_token *t)
{
    const dem_kb_phrase *p = phrase_of(n, t);
    if (!(t->flags & DEM_TOKEN_CAPITAL))
        return false;
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_ABBR); s; s = dem_kb_sense_next(n->kb, p, s))
        if (dem_str_eq(dem_kb_str(n->kb, n->kb->abbrs[s->row].kind), DEM_S("title")))
            return true;
    return false;
}

bool dem_name_says(const namer *n, int32_t t)
{
    const dem_token *tok = dem_name_token(n, t);
    if (tok->upos != DEM_UPOS_VERB)
        return false;
    const dem_kb_phrase *p = dem_kb_find_text(n->kb, tok->lemma);
    for (const dem_kb_sense *s = dem_kb_sense_first(n->kb, p, DEM_FAM_FRAME); s; s = dem_kb_sense_next(n->kb, p, s))
        if (dem_str_eq(dem_kb_str(n->kb, n->kb->frames[s->row].event), DEM_S("SAY")))
            return true;
    return false;
}

bool dem_name_is_kind(dem_str role, dem_str kind)
{
    dem_str before = {0};
    while (role.len) {
        dem_str word = dem_str_next(&role, ' '), rest = role, next = dem_str_next(&rest, ' ');
        bool last = next.len == 0 || dem_name_word(WORDS_SHORT, next) || dem_str_eq(next, DEM_S("with"));
        if (last)
            return dem_str_eq(word, kind) && !dem_name_word(WORDS_UNDER, before);
        before = word;
    }
    return false;
}
