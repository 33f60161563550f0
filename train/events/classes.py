#!/usr/bin/env python3
"""Makes data/language/classes.tsv: what dictionaries and texts say of words that may be part of an event.

    classes.py WORDNET_FOLDER PROPBANK.tsv.gz PETRARCH_VERBS.txt TREES.conllu > data/language/classes.tsv      needs numpy and scipy

For verbs and nouns that the trees have, and for every trigger of data/frames:
  ss:, wn:   the WordNet 3.0 file and the hypernyms of the two commonest senses, up to five steps
  vn:        VerbNet classes of the PropBank senses
  pd:, pp:   the CAMEO roots that the field's verb dictionary gives a verb, and those that its patterns of that verb give oftenest
  a: to c:   clusters of words by what they govern and what governs them (dependents and heads with their relations, weighed by positive pointwise mutual
             information, reduced to 96 dimensions, k-means of 60, 250 and 900 means, all with fixed seeds)"""
import collections
import glob
import gzip
import os
import re
import sys

import numpy
import scipy.sparse
import scipy.sparse.linalg

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FEWEST, CONTEXTS, DIMS, MEANS = 12, 60000, 96, ((60, "a"), (250, "b"), (900, "c"))


def wordnet(folder, pos):
    """{lemma: [synset, ...]} by frequency, {synset: (file, name, [hypernyms])}."""
    index, data = {}, {}
    for line in open(os.path.join(folder, "index." + pos), encoding="latin-1"):
        if not line.startswith(" "):
            part = line.split()
            count = int(part[2])
            index[part[0].replace("_", " ")] = part[-count:]
    for line in open(os.path.join(folder, "data." + pos), encoding="latin-1"):
        if line.startswith(" "):
            continue
        part = line.split(" | ")[0].split()
        words = int(part[3], 16)
        at = 4 + 2 * words
        ups = [part[at + 1 + 4 * i + 1] for i in range(int(part[at])) if part[at + 1 + 4 * i] in ("@", "@i")]
        data[part[0]] = (part[1], part[4], ups)
    return index, data


def wordnet_classes(index, data, lemma):
    out = []
    for synset in index.get(lemma, [])[:2]:
        out.append("ss:" + data[synset][0])
        for _ in range(5):
            out.append("wn:%s.%s" % (data[synset][1].lower(), synset))
            if not data[synset][2]:
                break
            synset = data[synset][2][0]
    return list(dict.fromkeys(out))


def verbnet(path):
    out = collections.defaultdict(dict)
    for line in gzip.open(path, "rt", encoding="utf-8"):
        part = line.rstrip("\n").split("\t")
        if len(part) < 5 or not part[4] or part[0] == "roleset":
            continue
        for alias in part[2].split():
            word, _, pos = alias.rpartition("/")
            if pos in ("v", "n"):
                for one in re.findall(r"-(\d+)(\.\d+)?", part[4]):
                    for name in {one[0], one[0] + one[1]}:
                        out[word.replace("_", " "), "VERB" if pos == "v" else "NOUN"]["vn:" + name] = True
    return out


def petrarch(path):
    """{verb: [classes]} of a PETRARCH verb dictionary: blocks of verbs with a default code, and patterns with theirs."""
    verbs, patterns, block, code = collections.defaultdict(set), collections.defaultdict(collections.Counter), [], None
    for line in open(path, encoding="latin-1"):
        line = line.split("#")[0].strip()
        start = re.match(r"---\s+.+?\s+\[(.*?)\]", line)
        verb = re.match(r"([A-Z_+]+)\s*(?:\{.*\})?\s*(?:\[(.*?)\])?$", line)
        pattern = re.match(r"[-~] .*\[(\d\d)\w*(?::\w+)?\]", line)
        if start:
            block, code = [], start[1]
        elif pattern and code is not None:
            for word in block:
                patterns[word][pattern[1]] += 1
        elif verb and code is not None:
            word = verb[1].strip("+_").lower()
            if "_" in word or "+" in word:
                continue
            block.append(word)
            root = (verb[2] or code)[:2]
            if root.isdigit():
                verbs[word].add(root)
    return {w: ["pd:" + c for c in sorted(verbs[w])] + ["pp:" + c for c, _ in sorted(patterns[w].items(), key=lambda x: (-x[1], x[0]))[:4]] for w in verbs.keys() | patterns.keys()}


def sentences(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        if line == "\n":
            yield rows
            rows = []
        elif not line.startswith("#"):
            part = line.split("\t")
            if part[0].isdigit():
                rows.append((part[2].lower(), part[3], int(part[6]), part[7]))


def counts(path):
    words, pairs = collections.Counter(), collections.Counter()
    for rows in sentences(path):
        case = {head: lemma for lemma, _, head, rel in rows if rel == "case"}
        for i, (lemma, upos, head, rel) in enumerate(rows, 1):
            if upos in ("VERB", "NOUN"):
                words[lemma, upos] += 1
            if head == 0 or rel in ("punct", "det", "cc"):
                continue
            above, above_pos = rows[head - 1][:2]
            with_case = rel + ":" + case[i] if i in case and rel in ("obl", "nmod") else rel
            context = "*" if upos in ("PROPN", "NUM", "PRON") else lemma
            if above_pos in ("VERB", "NOUN"):
                pairs[(above, above_pos), "<%s %s" % (with_case, context)] += 1
            if upos in ("VERB", "NOUN"):
                pairs[(lemma, upos), ">%s %s" % (with_case, "*" if above_pos == "PROPN" else above)] += 1
    return words, pairs


def vectors(words, pairs):
    known = sorted(w for w, n in words.items() if n >= FEWEST and re.fullmatch(r"[a-z][a-z-]+", w[0]))
    number = {w: i for i, w in enumerate(known)}
    total = collections.Counter()
    for (word, context), n in pairs.items():
        if word in number:
            total[context] += n
    contexts = {c: i for i, (c, _) in enumerate(sorted(total.items(), key=lambda x: (-x[1], x[0]))[:CONTEXTS])}
    rows, cols, values = zip(*sorted((number[w], contexts[c], n) for (w, c), n in pairs.items() if w in number and c in contexts))
    m = scipy.sparse.csr_matrix((numpy.array(values, float), (rows, cols)), (len(known), len(contexts)))
    row, col, all_ = numpy.asarray(m.sum(1)).ravel(), numpy.asarray(m.sum(0)).ravel() ** 0.75, m.sum()
    m = m.tocoo()
    pmi = numpy.log(m.data * col.sum() / (row[m.row] * col[m.col]))
    keep = pmi > 0
    m = scipy.sparse.csr_matrix((pmi[keep], (m.row[keep], m.col[keep])), m.shape)
    u, s, _ = scipy.sparse.linalg.svds(m, DIMS, v0=numpy.ones(min(m.shape)))
    v = u * numpy.sqrt(s)
    return known, v / (numpy.linalg.norm(v, axis=1, keepdims=True) + 1e-9)


def means(v, k, seed):
    random = numpy.random.default_rng(seed)
    at = v[random.choice(len(v), k, replace=False)]
    for _ in range(30):
        near = (v @ at.T).argmax(1)
        for i in range(k):
            if (near == i).any():
                at[i] = v[near == i].mean(0)
        at /= numpy.linalg.norm(at, axis=1, keepdims=True) + 1e-9
    return (v @ at.T).argmax(1)


def triggers():
    for path in glob.glob(os.path.join(ROOT, "data", "frames", "*.tsv")):
        for line in open(path, encoding="utf-8"):
            part = line.split("\t")
            if len(part) > 8 and part[2] in ("verb", "noun"):
                for word in part[1].split("|"):
                    yield word.strip(), part[2].upper()


def main():
    folder, propbank, dictionary, trees = sys.argv[1:]
    nets = {"VERB": wordnet(folder, "verb"), "NOUN": wordnet(folder, "noun")}
    verbs, field = verbnet(propbank), petrarch(dictionary)
    words, pairs = counts(trees)
    known, v = vectors(words, pairs)
    classes = collections.defaultdict(list)
    for k, name in MEANS:
        for word, c in zip(known, means(v, k, k)):
            classes[word].append("%s:%d" % (name, c))
    wanted = set(known) | set(triggers()) | {w for w in verbs if w[1] == "VERB" and " " not in w[0]} | {(w, "VERB") for w in nets["VERB"][0] if re.fullmatch("[a-z-]+", w)}
    print("word\tupos\tclasses\tsource")
    for word in sorted(wanted):
        out = wordnet_classes(*nets[word[1]], word[0]) + sorted(verbs.get(word, ())) + (field.get(word[0], []) if word[1] == "VERB" else []) + classes[word]
        if out:
            print("%s\t%s\t%s\twordnet propbank petrarch-verbs own" % (word[0], word[1], "|".join(out)))


if __name__ == "__main__":
    main()
