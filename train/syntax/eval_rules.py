#!/usr/bin/env python3
"""The tagger and parser against a treebank, on its own tokens: UPOS and lemma accuracy, attachment scores, and F1 of the
relations that frames are matched on. For development: only the dev parts are read.

    eval_rules.py [--only PREFIX] [--gold-tags] [--tables FILE] [--src DIR] [--errors tag|lemma|RELATION] [--n N] DEV.conllu[.gz] ...

PREFIX selects documents, "GUM_news" the reports. A relation counts as found when dependent, head and name all agree
(nsubj:outer counts as nsubj; a mark and a case are told apart). A name that the treebank joins with `flat` counts as one word,
whichever of its words the parser takes for its head. --errors lists the commonest confusions and examples.
The annotator is built from the sources with cc into a temporary folder.
"""
import argparse
import collections
import glob
import gzip
import os
import subprocess
import sys
import tempfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
RELATIONS = "nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl nmod nmod:poss amod compound conj appos aux case mark cop".split()
FORM, LEMMA, UPOS, HEAD, REL = 1, 2, 3, 6, 7


def build(src, folder):
    """Compiles train/syntax/annotate.c with the library's sources; returns the program's path."""
    program = os.path.join(folder, "annotate")
    files = [f for d in ("base", "doc", "model", "tag", "parse") for f in glob.glob(os.path.join(src, d, "*.c"))]
    subprocess.run(["cc", "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-O2", "-I" + os.path.join(ROOT, "include"), "-I" + src, "-o", program,
                    os.path.join(ROOT, "train", "syntax", "annotate.c"), *files], check=True)
    return program


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        yield from f


def select(paths, only):
    """CoNLL-U text of the documents whose id begins with `only`."""
    out, keep = [], not only
    for path in paths:
        for line in lines(path):
            if line.startswith("# newdoc id") and only:
                keep = line.split("=", 1)[1].strip().startswith(only)
            if keep:
                out.append(line)
    return "".join(out)


def sentences(text):
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0].isdigit()]
        rows = [r for r in rows if r[0].isdigit()]
        if rows:
            yield rows


def plain(rel):
    return {"nsubj:outer": "nsubj", "csubj:outer": "csubj"}.get(rel, rel)


def name_heads(gold):
    """For each token the index of the token it counts as: the head of its name."""
    head = list(range(len(gold)))
    for i, r in enumerate(gold):
        steps = 0
        while gold[head[i]][REL] == "flat" and steps < len(gold):
            head[i], steps = int(gold[head[i]][HEAD]) - 1, steps + 1
    return head


def join_names(gold, found):
    """Arcs (head index or -1, relation) of `found`, one for each word and name."""
    as_one, arcs = name_heads(gold), {}
    for i, r in enumerate(found):
        head = as_one[int(r[HEAD]) - 1] if r[HEAD] != "0" else -1
        if head != as_one[i] and (as_one[i] not in arcs or as_one[i] == i):
            arcs[as_one[i]] = head, r[REL]
    return arcs


def show(rows, i):
    return " ".join(("[%s]" if k == i else "%s") % r[FORM] for k, r in enumerate(rows))


def word(rows, head):
    return rows[head][FORM] if head >= 0 else "ROOT"


class Score:
    def __init__(self):
        self.n = self.upos = self.lemma = self.uas = self.las = self.words = 0
        self.found, self.gold, self.right = (collections.Counter() for _ in range(3))
        self.confused, self.examples = collections.Counter(), []

    def note(self, key, text):
        self.confused[key] += 1
        self.examples.append((key, text))

    def add(self, gold, found, wanted):
        arcs = join_names(gold, found)
        for i, (g, f) in enumerate(zip(gold, found)):
            assert g[FORM] == f[FORM]
            self.n += 1
            self.upos += g[UPOS] == f[UPOS]
            self.lemma += g[LEMMA].lower() == f[LEMMA].lower()
            if wanted == "tag" and g[UPOS] != f[UPOS]:
                self.note("%s for %s (%s)" % (f[UPOS], g[UPOS], g[FORM].lower()), show(gold, i))
            if wanted == "lemma" and g[LEMMA].lower() != f[LEMMA].lower():
                self.note("%s for %s" % (f[LEMMA], g[LEMMA]), show(gold, i))
            if g[UPOS] == "PUNCT" or g[REL] == "flat":
                continue
            want, (have, rel) = int(g[HEAD]) - 1, arcs.get(i, (-1, "root"))
            a, b, same_head = plain(g[REL]), plain(rel), want == have
            self.words += 1
            self.uas += same_head
            self.las += same_head and a == b
            self.gold[a] += 1
            self.found[b] += 1
            self.right[a] += same_head and a == b
            if wanted in (a, b) and not (same_head and a == b):
                self.note("%s for %s%s" % (b, a, "" if same_head else ", other head"),
                          "%s | %s(%s) for %s(%s)" % (show(gold, i), b, word(gold, have), a, word(gold, want)))

    def write(self):
        print("%d tokens  UPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f" % (self.n, 100 * self.upos / self.n, 100 * self.lemma / self.n,
                                                                       100 * self.uas / self.words, 100 * self.las / self.words))
        for rel in RELATIONS:
            r, f, g = self.right[rel], self.found[rel], self.gold[rel]
            p, q = r / f if f else 0, r / g if g else 0
            print("  %-10s P %5.1f  R %5.1f  F1 %5.1f  (%d)" % (rel, 100 * p, 100 * q, 200 * p * q / (p + q) if p + q else 0, g))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("paths", nargs="+")
    a.add_argument("--only", default="")
    a.add_argument("--gold-tags", action="store_true")
    a.add_argument("--tables", default=os.path.join(ROOT, "build", "kb.dem"))
    a.add_argument("--src", default=os.path.join(ROOT, "src"))
    a.add_argument("--errors")
    a.add_argument("--n", type=int, default=40)
    a = a.parse_args()
    text = select(a.paths, a.only)
    with tempfile.TemporaryDirectory() as folder:
        command = [build(a.src, folder), a.tables] + (["gold-tags"] if a.gold_tags else [])
        found = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    score = Score()
    for g, f in zip(sentences(text), sentences(found)):
        score.add(g, f, a.errors)
    score.write()
    for key, n in score.confused.most_common(25):
        print("%5d %s" % (n, key))
    step = max(1, len(score.examples) // a.n)
    for key, line in score.examples[::step][:a.n]:
        print("    %s: %s" % (key, line))


if __name__ == "__main__":
    main()
