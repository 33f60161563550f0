/* A small knowledge base and documents with tags written by hand, so that the tests of this stage need no other.
 *
 * A document is text of tokens with a space between: `form|UPOS|lemma|rel|head`. What is left out at the end is X, the folded
 * form, dep, and unattached; head counts tokens of the sentence from 1. "+" before a form: no space before it. "//" ends a sentence. */
#ifndef DEM_TEST_NAME_FIXTURE_H
#define DEM_TEST_NAME_FIXTURE_H

#include "model/model.h"
#include "name/name.h"
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const fixture_tables[][2] = {
    {"actors/ranks.tsv", "role\trank\tsource\nprime minister\t0\town\npresident\t0\town\nsecretary general\t0\town\nminister\t1\town\n"},
    {"actors/countries.tsv", "id\talias\tkind\tsector\tsource\nUKR\tUkraine\tname\t\town\nUKR\tUkrainian\tdemonym\t\town\nUKR\tUkrainians\tdemonym\t\town\n"
                             "UKR\tKyiv\tcapital\t\town\nRUS\tRussia\tname\t\town\nRUS\tRussian\tdemonym\t\town\nRUS\tMoscow\tcapital\t\town\n"
                             "RUS\tKremlin\tgovernment\tGOV\town\nKEN\tKenya\tname\t\town\nKEN\tKenyan\tdemonym\t\town\nPER\tPeru\tname\t\town\n"
                             "CHL\tChile\tname\t\town\nNGA\tNigeria\tname\t\town\nNGA\tNigerian\tdemonym\t\town\nNOR\tNorway\tname\t\town\n"
                             "NOR\tNorwegian\tdemonym\t\town\nLTU\tLithuania\tname\t\town\nLTU\tVilnius\tcapital\t\town\nTUR\tTurkey\tname\t\town\n"
                             "USA\tUnited States\tname\t\town\nUSA\tUS\tname\t\town\nCRI\tCosta Rica\tname\t\town\nCRI\tSan José\tcapital\t\town\n"
                             "USA\tPentagon\tgovernment\tMIL\town\n"},
    {"actors/orgs.tsv", "id\tname\taliases\ttype\tsector\tcountry\tcameo\tsource\nNATO\tNATO\tNorth Atlantic Treaty Organization\tIGO\tIGO\t\tIGOWSTNAT\town\n"
                        "Q2\tRed Cross\t\tNGO\tNGO\t\t\town\n"},
    {"actors/members.tsv", "org\tmember\tfrom\tto\tsource\nNATO\tNOR\t\t\town\nNATO\tLTU\t2004-03-29\t\town\n"},
    {"actors/groups.tsv", "id\tname\taliases\tcountry\tsector\tcameo\tfrom\tto\tsource\ng:tal\tTaliban\t\tAFG\tREB\tAFGREBTAL\t\t\town\n"},
    {"actors/people.tsv",
     "id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\n"
     "p:a\tIvan Petrenko\tIwan Petrenko\tpresident\tUKR\tGOV\t2019-05-20\t\t2024-01-01\tmemory\town\n"
     "p:b\tOla Berg\t\tprime minister\tNOR\tGOV\t2005\t2013-10-16\t2024\tmemory\town\n"
     "p:b\tOla Berg\t\tsecretary general\tNATO\tIGO\t2014-10-01\t2024-10-01\t2024\tmemory\town\n"
     "p:c\tPjotr Orlow\t\tpresident\tRUS\tGOV\t2012\t\t2013-01-01\tmemory\town\n"
     "p:d\tAda Kimani\t\tforeign minister\tKEN\tGOV\t2020\t2022\t2024\tmemory\town\n"
     "p:d\tAda Kimani\t\tprime minister\tKEN\tGOV\t2022-03\t2024-06\t2024\tmemory\town\n"},
    {"actors/roles.tsv", "phrase\tsector\tcameo\tkind\tsource\npresident\tGOV\tGOV\tperson\town\nprime minister\tGOV\tGOV\tperson\town\nforeign minister\tGOV\tGOV\tperson\town\n"
                         "army\tMIL\tMIL\tbody\town\nspokesman\t\t\tperson\town\ncourt\tJUD\tJUD\tbody\town\nforeign ministry\tGOV\tGOV\tbody\town\n"
                         "troop\tMIL\tMIL\tpersons\town\nofficial\tGOV\tGOV\tperson\town\nsuicide bomber\tREB\tREB\tperson\town\ncountry\t\t\tbody\town\n"
                         "air force\tMIL\tMIL\tbody\town\nally\t\t\tperson\town\nhead\t\t\tperson\town\nseparatist\tREB\tREB\tperson\town\nsecretary general\tIGO\tIGO\tperson\town\n"},
    {"actors/places.tsv", "id\tname\taliases\tcountry\tkind\tlat\tlon\tpopulation\tsource\n1\tKyiv\tKiev\tUKR\tcapital\t50.45\t30.52\t2800000\town\n"
                          "2\tSan José\t\tUSA\tcity\t37.33\t-121.88\t1000000\town\n3\tSan José\t\tCRI\tcapital\t9.93\t-84.08\t340000\town\n"
                          "4\tVilnius\t\tLTU\tcapital\t54.68\t25.28\t570000\town\n5\tNice\t\tFRA\tcity\t43.7\t7.26\t340000\town\n"},
    {"actors/posts.tsv", "phrase\tposts\tof\tsource\npresident\tpresident\t\town\nprime minister\tprime minister\t\town\nforeign minister\tforeign minister\t\town\n"
                         "secretary general\tsecretary general\t\town\nhead of diplomacy\tforeign minister\t\town\nhead\tpresident\thouse\town\n"},
    {"objects/kinds.tsv", "kind\tparent\twords\tsource\n"},
    {"frames/light.tsv", "verb\tparticle\tactor\tsource\n"},
    {"frames/say.tsv", "id\ttrigger\tpos\tpattern\tevent\tmode\tcontext\tcameo\texample\tsource\nsay.1\tsay\tverb\tnsubj!=actor\tSAY\t\t\t010\tIt said so.\town\n"},
    {"language/function.tsv", "word\tupos\tlemma\tfeats\tsource\n"},
    {"language/irregular.tsv", "form\tlemma\tupos\tfeats\tsource\n"},
    {"language/words.tsv", "lemma\tupos\tsource\nnice\tADJ:5\town\nturkey\tNOUN:1\town\n"},
    {"language/cues.tsv", "phrase\tkind\tsource\n"},
    {"language/people.tsv", "phrase\tkind\tsource\n"},
    {"language/gender.tsv", "word\tkind\tsource\nMr\the\town\nMs\tshe\town\n"},
    {"language/names.tsv", "word\tkind\tsource\nAda\tgiven\town\nBerg\tfamily\town\nAcme Oil\tcompany\town\n"},
    {"language/abbreviations.tsv", "word\tkind\tsource\nMr.\ttitle\town\n"},
    {"when/words.tsv", "phrase\tkind\tvalue\tsource\n"},
    {"when/units.tsv", "phrase\tunit\tkind\tsource\n"},
    {"text/agencies.tsv", "name\taliases\tsource\n"},
    {"text/furniture.tsv", "match\twords\tkind\tsource\n"},
    {"ontology/cameo.tsv", "code\tname\tevent\tmode\tcontext\tquad\tgoldstein\tsource\n010\tMake statement\t\t\t\t1\t0\town\n"},
    {"ontology/plover.tsv", "event\tmode\tscore\tquad\tsource\n"},
    {"ontology/contexts.tsv", "context\tsource\n"},
    {"ontology/future.tsv", "event\tcameo\tpolarity\tto_event\tto_cameo\tsource\n"},
    {"ontology/content.tsv", "event\tcameo\tof_event\tof_cameo\tto_event\tto_cameo\tsource\n"},
};

static const char *const fixture_folders[] = {"actors", "objects", "frames", "language", "when", "text", "ontology"};

static void fixture_write(const char *folder)
{
    char path[400];
    for (ptrdiff_t i = 0; i < DEM_COUNT(fixture_folders); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, fixture_folders[i]);
        (void)mkdir(path, 0700);
    }
    for (ptrdiff_t i = 0; i < DEM_COUNT(fixture_tables); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, fixture_tables[i][0]);
        FILE *f = fopen(path, "w");
        if (f) {
            fputs(fixture_tables[i][1], f);
            fclose(f);
        }
    }
}

static void fixture_remove(const char *folder)
{
    char path[400];
    for (ptrdiff_t i = 0; i < DEM_COUNT(fixture_tables); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, fixture_tables[i][0]);
        (void)unlink(path);
    }
    for (ptrdiff_t i = 0; i < DEM_COUNT(fixture_folders); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, fixture_folders[i]);
        (void)rmdir(path);
    }
    snprintf(path, sizeof path, "%s/kb.dem", folder);
    (void)unlink(path);
    (void)rmdir(folder);
}

/* The small knowledge base, compiled once a file of tests; NULL and a failure if it does not compile. */
static const dem_kb *fixture_kb(void)
{
    static dem_model *model;
    if (model)
        return &model->kb;
    char folder[300], path[400];
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/dem-name-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder))
        return NULL;
    fixture_write(folder);
    dem_error err = {0};
    snprintf(path, sizeof path, "%s/kb.dem", folder);
    if (dem_tables_compile(folder, path, NULL, &err) || dem_model_open(path, getenv("DEMARCHE_SYNTAX"), NULL, &model, &err))
        dem_test_fail(__FILE__, __LINE__, "%s", err.message);
    fixture_remove(folder);
    return model ? &model->kb : NULL;
}

typedef struct {
    dem_arena arena;
    dem_doc doc;
    char text[4096];
} fixture;

static void fixture_flags(dem_token *t, bool first, bool *quoted)
{
    char c = t->form.data[0];
    bool upper = t->form.len > 1, word = false;
    for (ptrdiff_t i = 0; i < t->form.len; i++) {
        char b = t->form.data[i];
        upper = upper && b >= 'A' && b <= 'Z';
        word = word || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (unsigned char)b >= 0x80;
    }
    if (c == '"')
        *quoted = !*quoted;
    t->flags = (uint16_t)(DEM_TOKEN_SPACE | (c >= 'A' && c <= 'Z' ? DEM_TOKEN_CAPITAL : 0) | (upper ? DEM_TOKEN_UPPER : 0) | (word ? DEM_TOKEN_WORD : 0) |
                          (*quoted ? DEM_TOKEN_QUOTED : 0) | (first && word ? DEM_TOKEN_FIRST : 0) | (c >= '0' && c <= '9' ? DEM_TOKEN_DIGIT : 0));
    if (t->rel == DEM_REL_nmod_poss && t->upos == DEM_UPOS_PRON)
        t->feats |= DEM_FEAT_POSS;
}

static void fixture_token(fixture *f, const dem_kb *kb, dem_str cell, dem_sentence *s, bool *quoted)
{
    bool glued = cell.len > 1 && cell.data[0] == '+';
    dem_str form = dem_str_next(&cell, '|'), upos = dem_str_next(&cell, '|'), lemma = dem_str_next(&cell, '|'), rel = dem_str_next(&cell, '|');
    int64_t head = 0;
    if (glued)
        form = dem_str_cut(form, 1, form.len);
    ptrdiff_t at = f->doc.field[DEM_BODY].text.len;
    if (at && !glued)
        f->text[at++] = ' ';
    memcpy(f->text + at, form.data, (size_t)form.len);
    f->doc.field[DEM_BODY].text = (dem_str){f->text, at + form.len};
    if (glued && f->doc.tokens.len)
        f->doc.tokens.at[f->doc.tokens.len - 1].flags &= (uint16_t)~DEM_TOKEN_SPACE;
    dem_token *t = dem_push(&f->arena, &f->doc.tokens);
    char *fold = dem_arena_alloc(&f->arena, 4 * form.len + 1);
    *t = (dem_token){.span = {(int32_t)at, (int32_t)(at + form.len)}, .form = {f->text + at, form.len}, .head = -1, .mention = -1, .phrase = -1};
    t->fold = (dem_str){fold, dem_fold(t->form, fold)};
    t->lemma = lemma.len ? lemma : t->fold;
    t->upos = (uint8_t)(upos.len ? dem_upos_find(upos) : DEM_UPOS_X);
    t->rel = (uint8_t)(rel.len ? dem_rel_find(rel) : DEM_REL_dep);
    if (cell.len && dem_str_int(cell, &head))
        t->head = s->first + (int32_t)head - 1;
    if (t->upos == DEM_UPOS_NOUN && !dem_str_eq(t->lemma, t->fold))
        t->feats |= DEM_FEAT_PLUR;
    const dem_kb_phrase *p = dem_kb_find(kb, dem_kb_step(DEM_HASH_START, t->fold));
    t->phrase = p ? (int32_t)(p - kb->phrases) : -1;
    fixture_flags(t, s->count == 0, quoted);
    s->count++;
}

/* Runs the stage over a document published on `date` (NULL: unknown). Released by fixture_release. */
static void fixture_weights(fixture *f, const char *date, const char *text, const dem_weights *weights)
{
    const dem_kb *kb = fixture_kb();
    memset(f, 0, sizeof *f);
    dem_arena_init(&f->arena, NULL);
    f->doc.arena = &f->arena;
    if (date)
        CHECK(dem_date_parse(dem_str_of(date), &f->doc.published));
    dem_str rest = dem_str_of(text);
    bool quoted = false;
    dem_sentence *s = NULL;
    while (kb && rest.len) {
        dem_str cell = dem_str_next(&rest, ' ');
        if (!s) {
            s = dem_push(&f->arena, &f->doc.sentences);
            *s = (dem_sentence){.first = (int32_t)f->doc.tokens.len, .field = DEM_BODY};
        }
        if (dem_str_eq(cell, DEM_S("//")))
            s = NULL;
        else
            fixture_token(f, kb, cell, s, &quoted);
    }
    if (weights)
        f->doc.name_input = dem_arena_alloc(&f->arena, f->doc.tokens.len * weights->name * (ptrdiff_t)sizeof *f->doc.name_input);
    if (kb)
        CHECK_INT(dem_name(&f->doc, kb, weights), DEM_OK);
}

/* Without a recogniser. */
static inline void fixture_run(fixture *f, const char *published, const char *words)
{
    fixture_weights(f, published, words, NULL);
}

static void fixture_release(fixture *f)
{
    dem_arena_release(&f->arena);
}

static inline void *fixture_refuse(void *ctx, void *p, size_t old_size, size_t new_size)
{
    (void)ctx, (void)p, (void)old_size, (void)new_size;
    return NULL;
}

/* The mention whose words are `text` (the first of them); an empty one and a failure if there is none. */
static const dem_mention *fixture_mention(const fixture *f, const char *text)
{
    static const dem_mention none = {.refers_to = -1};
    for (ptrdiff_t i = 0; i < f->doc.mentions.len; i++)
        if (dem_str_eq(dem_doc_slice(&f->doc, DEM_BODY, f->doc.mentions.at[i].span), dem_str_of(text)))
            return &f->doc.mentions.at[i];
    dem_test_fail(__FILE__, __LINE__, "no mention '%s'", text);
    for (ptrdiff_t i = 0; i < f->doc.mentions.len; i++) {
        dem_str s = dem_doc_slice(&f->doc, DEM_BODY, f->doc.mentions.at[i].span);
        printf("  there is: %.*s\n", (int)s.len, s.data);
    }
    return &none;
}

#endif
