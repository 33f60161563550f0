"""Sentences with labelled names: words, BIO labels of PER, ORG, LOC and OTH, and what the tables say of each word (evidence.c).

Every set has its own ideas of what a name is; `SETS` are in the order of their numbers, and the first is the one whose ideas are ours. A file of
them (.names.gz) has a line "# set N" before each sentence, a line of word, label and bits in hexadecimal for each word, and an empty line behind it.

    sets.py FOLDER SHARED/data EVIDENCE KB SYNTAX      gold.names.gz: the sets that may be trained on, and sentences with other names
                                                       (rename.py); dev.names.gz: what is measured on
"""
import gzip
import os
import random
import re
import subprocess
import sys
import tempfile

import rename

LABELS = ["O"] + [bi + "-" + t for t in ("PER", "ORG", "LOC", "OTH") for bi in "BI"]
SETS = ["uner", "wikigold", "gum"]
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}


def lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file
    yield "\n"


def columns(path, separator):
    """(words, labels) of a file of words with their labels; labels may begin with I."""
    words, labels = [], []
    for line in lines(path):
        cells = line.rstrip("\n").split(separator)
        if cells[0].startswith("# ") and len(cells) < 2 or line.startswith("# "):
            continue
        if len(cells) < 2:
            if words:
                yield words, begin(labels)
            words, labels = [], []
            continue
        tag = cells[-1].replace("MISC", "OTH")
        words.append(cells[0])
        labels.append(tag if tag in LABELS else "O")


def begin(labels):
    """Makes the first label of each name a B; a B of no type that is left of it is O."""
    out, before = [], "O"
    for tag in labels:
        out.append("B" + tag[1:] if tag[0] == "I" and before[1:] != tag[1:] else tag)
        before = tag
    return out


def gum(path):
    """Mentions with a page in Wikipedia or a proper noun at their head, without what stands before the first capital."""
    rows = []
    open_at = {}
    names = []
    for line in lines(path):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if rows:
                yield [r[1] for r in rows], gum_labels(rows, names)
            rows, names, open_at = [], [], {}
            continue
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        rows.append(cells)
        entity = re.search(r"Entity=([^|]*)", cells[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1)) if entity else ():
            key = part.strip("()").split("-")[0]
            if part[0] == "(":
                open_at.setdefault(key, []).append((len(rows) - 1, part.strip("()").split("-")[1]))
            if part[-1] == ")" and open_at.get(key):
                start, kind = open_at[key].pop()
                names.append((start, len(rows), kind))


def gum_labels(rows, names):
    labels = ["O"] * len(rows)
    for start, end, kind in sorted(names, key=lambda x: x[0] - x[1]):
        heads = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
        if kind not in GUM or len(heads) != 1 or rows[heads[0]][3] != "PROPN":
            continue
        parts = [i for i in range(start, end) if rows[i][3] == "PROPN"]
        if any(rows[i][3] in ("VERB", "AUX", "PUNCT", "PRON") for i in range(parts[0], parts[-1] + 1)):
            continue
        for i in range(start, end):
            labels[i] = "O"
        for i in range(parts[0], parts[-1] + 1):
            labels[i] = ("B-" if i == parts[0] else "I-") + GUM[kind]
    return labels


def evidence(sentences, program, kb, syntax):
    """Bits of each word, by the program of evidence.c."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as words:
        for forms in sentences:
            for i, form in enumerate(forms):
                words.write("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n" % (i + 1, form.replace("\t", " ").replace(" ", "_")))
            words.write("\n")
        words.flush()
        words.seek(0)
        done = subprocess.run([program, kb, syntax], stdin=words, stdout=subprocess.PIPE, check=True, text=True)
    out = [[int(x, 16) for x in block.split("\n")] for block in done.stdout.strip("\n").split("\n\n")]
    assert [len(x) for x in out] == [len(x) for x in sentences]
    return out


def training(data):
    """[(set, words, labels)]"""
    names, syntax = os.path.join(data, "names"), os.path.join(data, "syntax")
    out = [(0, w, l) for w, l in columns(os.path.join(names, "uner_ewt_train.tsv.gz"), "\t")]
    out += [(1, w, l) for w, l in columns(os.path.join(names, "wikigold.conll.gz"), " ")]
    return out + [(2, w, l) for w, l in gum(os.path.join(syntax, "gum-open-train.conllu.gz"))]


def development(data):
    return [(0, w, l) for w, l in columns(os.path.join(data, "names", "uner_ewt_dev.tsv.gz"), "\t")]


def write(path, sentences, bits):
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=4) as out:
        for (number, words, labels), found in zip(sentences, bits):
            out.write("# set %d\n" % number)
            out.writelines("%s\t%s\t%x\n" % (w, l, b) for w, l, b in zip(words, labels, found))
            out.write("\n")


def read(path):
    """(set, words, labels, bits) of each sentence of a file."""
    number, rows = 0, []
    for line in lines(path):
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 3:
            rows.append(cells)
        elif line.startswith("# set"):
            number = int(line[6:])
        elif rows:
            yield number, [r[0] for r in rows], [r[1] for r in rows], [int(r[2], 16) for r in rows]
            rows = []


def main():
    out, data, program = sys.argv[1], sys.argv[2], sys.argv[3:6]
    if not os.path.isdir(data):
        print("sets.py: left out, there is no", data)
        return
    gold = training(data)
    made = rename.renamed([s for s in gold if SETS[s[0]] != "gum"], data, random.Random(1), 4)
    write(os.path.join(out, "gold.names.gz"), gold + made, evidence([s[1] for s in gold + made], *program))
    dev = development(data)
    write(os.path.join(out, "dev.names.gz"), dev, evidence([s[1] for s in dev], *program))
    print(len(gold), "sentences as they are,", len(made), "with other names")


if __name__ == "__main__":
    main()
