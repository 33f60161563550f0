/* Names of Universal Dependencies v2: parts of speech, features that frames need, relations.
 * A list each, so that names and numbers cannot drift apart. */
#ifndef DEM_UD_H
#define DEM_UD_H

#include "base/base.h"

#define DEM_UPOS_LIST(Y) \
    Y(X) Y(ADJ) Y(ADP) Y(ADV) Y(AUX) Y(CCONJ) Y(DET) Y(INTJ) Y(NOUN) Y(NUM) Y(PART) Y(PRON) Y(PROPN) Y(PUNCT) Y(SCONJ) Y(SYM) Y(VERB)

#define DEM_REL_LIST(X) \
    X(dep, "dep") X(root, "root") X(nsubj, "nsubj") X(nsubj_pass, "nsubj:pass") X(csubj, "csubj") X(csubj_pass, "csubj:pass") \
    X(obj, "obj") X(iobj, "iobj") X(ccomp, "ccomp") X(xcomp, "xcomp") X(obl, "obl") X(obl_agent, "obl:agent") X(obl_unmarked, "obl:unmarked") \
    X(advcl, "advcl") X(advcl_relcl, "advcl:relcl") X(advmod, "advmod") X(aux, "aux") X(aux_pass, "aux:pass") X(cop, "cop") X(mark, "mark") \
    X(nmod, "nmod") X(nmod_poss, "nmod:poss") X(nmod_unmarked, "nmod:unmarked") X(nmod_desc, "nmod:desc") X(appos, "appos") X(nummod, "nummod") \
    X(amod, "amod") X(acl, "acl") X(acl_relcl, "acl:relcl") X(det, "det") X(det_predet, "det:predet") X(case, "case") X(conj, "conj") X(cc, "cc") \
    X(cc_preconj, "cc:preconj") X(fixed, "fixed") X(flat, "flat") X(compound, "compound") X(compound_prt, "compound:prt") X(list, "list") \
    X(parataxis, "parataxis") X(vocative, "vocative") X(discourse, "discourse") X(expl, "expl") X(dislocated, "dislocated") X(orphan, "orphan") \
    X(goeswith, "goeswith") X(reparandum, "reparandum") X(punct, "punct")

#define DEM_UPOS_ENUM(name) DEM_UPOS_##name,
typedef enum { DEM_UPOS_LIST(DEM_UPOS_ENUM) DEM_UPOS_COUNT } dem_upos;
#undef DEM_UPOS_ENUM

#define DEM_REL_ENUM(name, text) DEM_REL_##name,
typedef enum { DEM_REL_LIST(DEM_REL_ENUM) DEM_REL_COUNT } dem_relation;
#undef DEM_REL_ENUM

/* Features, as bits. */
enum {
    DEM_FEAT_PLUR = 1 << 0, DEM_FEAT_SING = 1 << 1,
    DEM_FEAT_PAST = 1 << 2, DEM_FEAT_PRES = 1 << 3,
    DEM_FEAT_FIN = 1 << 4, DEM_FEAT_INF = 1 << 5, DEM_FEAT_PART = 1 << 6, DEM_FEAT_GER = 1 << 7,
    DEM_FEAT_PASS = 1 << 8,
    DEM_FEAT_P1 = 1 << 9, DEM_FEAT_P2 = 1 << 10, DEM_FEAT_P3 = 1 << 11,
    DEM_FEAT_CMP = 1 << 12, DEM_FEAT_SUP = 1 << 13,
    DEM_FEAT_POSS = 1 << 14, DEM_FEAT_NEG = 1 << 15, DEM_FEAT_IMP = 1 << 16
};

dem_str dem_upos_name(int upos);
dem_str dem_rel_name(int rel);
int dem_upos_find(dem_str name); /* -1 if unknown */
int dem_rel_find(dem_str name);
/* CoNLL-U features ("Number=Plur|Tense=Past") to bits; those without a bit are ignored. */
uint32_t dem_feats_parse(dem_str feats);
/* Writes them in CoNLL-U order, "_" if none. */
void dem_feats_write(uint32_t feats, dem_buf *out);

#endif
