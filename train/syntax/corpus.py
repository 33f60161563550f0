"""Treebanks as arrays: words as the library's features, tags, heads, relations."""
import collections
import ctypes
import functools
import glob
import gzip
import os
import re
import subprocess
import tempfile

import numpy as np

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
AFFIXES, AFFIX_ROWS, SHAPES = 7, 1 << 15, 64
LONGEST = 200  # words of a sentence to train on
MERGED = {"nsubj:outer": "nsubj", "csubj:outer": "csubj", "obl:npmod": "obl:unmarked", "obl:tmod": "obl:unmarked", "nmod:npmod": "nmod:unmarked",
          "nmod:tmod": "nmod:unmarked", "flat:foreign": "flat", "det:poss": "det"}


def kernel():
    """Compiles and loads kernel.c with the library's own feature code."""
    path = os.path.join(tempfile.mkdtemp(), "kernel.so")
    sources = glob.glob(os.path.join(ROOT, "src", "base", "*.c")) + [os.path.join(ROOT, "src", "syntax", "features.c"), os.path.join(ROOT, "train", "syntax", "kernel.c")]
    subprocess.run(["gcc", "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-O3", "-march=native", "-ffast-math", "-fno-finite-math-only", "-shared", "-fPIC",
                    "-I" + os.path.join(ROOT, "include"), "-I" + os.path.join(ROOT, "src"), "-o", path, *sources, "-lm"], check=True)
    return ctypes.CDLL(path)


K = kernel()
K.lemma_key.restype = ctypes.c_uint32


def ud():
    """Names of src/doc/ud.h in their order: UPOS, relations, features with their bits."""
    text = open(os.path.join(ROOT, "src", "doc", "ud.h"), encoding="utf-8").read()
    upos = re.findall(r"Y\(([A-Z]+)\)", text.split("DEM_REL_LIST")[0])
    rels = re.findall(r'X\(\w+, "([^"]+)"\)', text)
    source = open(os.path.join(ROOT, "src", "doc", "ud.c"), encoding="utf-8").read()
    bits = {name: int(re.search(r"DEM_FEAT_%s = 1 << (\d+)" % bit, text).group(1)) for name, bit in re.findall(r'"(\w+=\w+)", \d+}, DEM_FEAT_(\w+)', source)}
    return upos, rels, bits


UPOS, RELS, FEATS = ud()


class Features:
    """Features of forms, each computed once."""

    def __init__(self):
        self.known = {}

    def of(self, form, first):
        key = (form, first)
        if key not in self.known:
            raw = form.encode()
            word, shape = ctypes.c_uint32(), ctypes.c_int32()
            affix = (ctypes.c_int32 * AFFIXES)()
            fold = ctypes.create_string_buffer(4 * len(raw) + 16)
            K.features(raw, len(raw), int(first), ctypes.byref(word), affix, ctypes.byref(shape), fold)
            self.known[key] = (word.value, tuple(affix), shape.value)
        return self.known[key]


FEATURES = Features()


class Sentence:
    __slots__ = ("forms", "tags", "heads", "rels", "words", "affixes", "shapes", "rows", "tag_rows", "labels", "bits", "set")


def give_names(s, number, labels, bits, order):
    """Labels of names for the words of a sentence (train/names/sets.py); `order` lists all labels."""
    s.labels = np.array([order.index(x) for x in labels], dtype=np.int64)
    s.bits, s.set = np.array(bits, dtype=np.uint32), number


def lift(heads):
    """Makes a tree projective: a word whose arc crosses another hangs on its head's head, shortest arcs first (Nivre and Nilsson 2005)."""
    n = len(heads)

    def above(a, b):  # is a an ancestor of b?
        while b != n:
            if a == b:
                return True
            b = heads[b]
        return a == n

    while True:
        worst = None
        for d, h in enumerate(heads):
            low, high = (d, h) if d < h else (h, d)
            if h != n and any(not above(h, k) for k in range(low + 1, high)) and (worst is None or high - low < worst[1]):
                worst = (d, high - low)
        if worst is None:
            return heads
        heads[worst[0]] = heads[heads[worst[0]]]


def read(path, projective=True):
    """Sentences of a CoNLL-U file (may be .gz). The root's number is the number of words."""
    out, rows = [], []
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if rows and len(rows) <= LONGEST:
                    out.append(make(rows, projective))
                rows = []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    return out


@functools.cache
def tag(upos, feats):
    return UPOS.index(upos) if upos in UPOS else 0, sum(1 << FEATS[f] for f in feats.split("|") if f in FEATS)


def make(rows, projective):
    n = len(rows)
    heads = [n if r[6] == "0" else int(r[6]) - 1 for r in rows]
    return build([r[1] for r in rows], [tag(r[3], r[5]) for r in rows], lift(heads) if projective else heads, [rel_index(r[7]) for r in rows])


def build(forms, tags, heads, rels):
    s = Sentence()
    s.forms, s.tags = forms, tags
    s.labels = s.bits = s.set = None
    s.heads, s.rels = np.array(heads, dtype=np.int32), np.array(rels, dtype=np.int64)
    features = [FEATURES.of(f, i == 0) for i, f in enumerate(forms)]
    s.words = np.array([f[0] for f in features], dtype=np.uint32)
    s.affixes = np.array([f[1] for f in features], dtype=np.int32)
    s.shapes = np.array([f[2] for f in features], dtype=np.int32)
    return s


@functools.cache
def rel_index(rel):
    rel = MERGED.get(rel, rel)
    if rel not in RELS:
        rel = rel.split(":")[0]
    return RELS.index(rel) if rel in RELS else 0


def tag_list(sentences, least=2):
    counts = collections.Counter(t for s in sentences for t in s.tags)
    return [t for t, c in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if c >= least]


def number(sentences, vocabulary, tags):
    """Sets the rows of words and tags. A tag that is not listed gets the number of the commonest with its part of speech."""
    index = {t: i for i, t in reversed(list(enumerate(tags)))}
    for i, t in reversed(list(enumerate(tags))):
        index[t[0], None] = i
    for s in sentences:
        s.rows = np.array([vocabulary.index.get(int(w), 0) for w in s.words], dtype=np.int64)
        s.tag_rows = np.array([index[t] if t in index else index.get((t[0], None), 0) for t in s.tags], dtype=np.int64)
