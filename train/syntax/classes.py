"""src/tag/transitions.c: how likely a word class follows another, from a treebank.

    classes.py TRAIN.conllu.gz > src/tag/transitions.c

Classes are those of src/tag/tag_internal.h: parts of speech, with verbs and pronouns split by form. Reports count
three times, because they are what will be read.
"""
import collections
import gzip
import math
import sys

CLASSES = """START ADJ ADP ADV WHADV BE BE_INF BEEN BEING HAVE HAVE_INF DO MODAL CC DET INTJ NOUN NOUNS NUM NOT TO POSS
SUBJ OBJ IT GENITIVE DEM THERE WH NAME COMMA STOP HYPHEN PUNCT SC SYM X VB VBP VBZ VBD VBN VBG""".split()
SCALE = 8  # units per bit


def auxiliary(form, lemma, feats):
    if lemma == "be":
        if form == "been":
            return "BEEN"
        return "BEING" if form == "being" else "BE_INF" if form == "be" else "BE"
    if lemma == "have":
        return "HAVE" if "VerbForm=Fin" in feats else "HAVE_INF"
    return "DO" if lemma == "do" else "MODAL"


def pronoun(form, lemma, feats):
    if "PronType=Rel" in feats or "PronType=Int" in feats:
        return "WH"
    if "Poss=Yes" in feats and "Case=Gen" in feats:
        return "GENITIVE"
    if form in ("i", "he", "she", "we", "they"):
        return "SUBJ"
    if form in ("it", "you"):
        return "IT"
    if form == "there":
        return "THERE"
    return "OBJ" if "PronType=Prs" in feats else "DEM"


def verb(feats):
    if "VerbForm=Inf" in feats:
        return "VB"
    if "VerbForm=Ger" in feats:
        return "VBG"
    if "VerbForm=Part" in feats:
        return "VBG" if "Tense=Pres" in feats else "VBN"
    if "Tense=Past" in feats:
        return "VBD"
    if "Mood=Imp" in feats:
        return "VB"
    return "VBZ" if "Number=Sing" in feats and "Person=3" in feats else "VBP"


def punctuation(form):
    if form == ",":
        return "COMMA"
    if form in (".", "?", "!", ";", ":"):
        return "STOP"
    return "HYPHEN" if form in ("-", "‐") else "PUNCT"


def word_class(form, lemma, upos, feats):
    form = form.lower()
    if upos == "AUX":
        return auxiliary(form, lemma, feats)
    if upos == "PRON":
        return pronoun(form, lemma, feats)
    if upos == "VERB":
        return verb(feats)
    if upos == "PUNCT":
        return punctuation(form)
    if upos == "PART":
        return "TO" if lemma == "to" else "NOT" if lemma == "not" else "POSS"
    if upos == "NOUN":
        return "NOUNS" if "Number=Plur" in feats or "Number=Ptan" in feats else "NOUN"
    if upos == "ADV" and lemma in ("when", "where", "how", "why"):
        return "WHADV"
    return {"CCONJ": "CC", "PROPN": "NAME", "SCONJ": "SC"}.get(upos, upos)


def sentences(path):
    genre, rows = "", []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        if line.startswith("# meta::genre"):
            genre = line.split()[-1]
        elif line[0].isdigit():
            c = line.split("\t")
            if c[0].isdigit():
                rows.append((c[1], c[2], c[3], c[5]))
        elif not line.strip() and rows:
            yield genre, rows
            rows = []


def bits(p):
    return max(-127, round(SCALE * math.log2(p)))


def main():
    pairs, single = collections.Counter(), collections.Counter()
    for genre, rows in sentences(sys.argv[1]):
        n, before = 3 if genre == "news" else 1, "START"
        for row in rows:
            here = word_class(*row)
            pairs[before, here] += n
            single[here] += n
            before = here
    total = sum(single.values())
    print("/* Made by train/syntax/classes.py from the training part of UD English GUM (CC BY 4.0). Rows: the class before. */")
    print('#include "tag/tag_internal.h"\n')
    print("const int8_t dem_tag_prior[DEM_CLASSES] = {")
    print("    " + ", ".join("%d" % bits(max(single[c], 1) / total) for c in CLASSES) + ",\n};\n")
    print("const int8_t dem_tag_follow[DEM_CLASSES][DEM_CLASSES] = {")
    for a in CLASSES:
        n = sum(pairs[a, b] for b in CLASSES)
        row = [bits((pairs[a, b] + 20 * max(single[b], 1) / total) / (n + 20)) for b in CLASSES]
        print("    {" + ", ".join("%d" % x for x in row) + "}, /* %s */" % a)
    print("};")


if __name__ == "__main__":
    main()
