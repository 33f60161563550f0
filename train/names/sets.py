"""Sentences with labelled names, from the sets that may be trained on: words, BIO labels of PER, ORG, LOC and OTH, evidence of the tables.

Every set has its own ideas of what a name is; `SETS` are in the order of their numbers, the first is the one whose ideas are ours.
"""
import gzip
import json
import os
import re
import subprocess
import tempfile

LABELS = ["O"] + [bi + "-" + t for t in ("PER", "ORG", "LOC", "OTH") for bi in "BI"]
SETS = ["uner", "wikigold", "gum", "meantime"]
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}
MEANTIME = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANIZATION": "ORG", "LOC": "LOC", "LOCATION": "LOC"}


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


def meantime(path):
    for line in lines(path):
        if not line.strip():
            continue
        doc = json.loads(line)
        starts, at = [], 0
        for sentence in doc["sentences"]:
            starts.append(at)
            at += len(sentence)
        kinds = {}
        for relation in doc["relations"]:
            if relation["type"] == "REFERS_TO":
                for source in relation["source"]:
                    kinds[source] = doc["instances"].get(relation["target"][0], {}).get("ent_type", "")
        labels = [["O"] * len(s) for s in doc["sentences"]]
        for e in sorted(doc["entities"], key=lambda e: -len(e["tok"])):
            kind = MEANTIME.get(kinds.get(e["m_id"], ""))
            if e.get("syntactic_type") != "NAM" or not kind:
                continue
            places = [t - starts[e["sent"]] for t in e["tok"]]
            row = labels[e["sent"]]
            words = doc["sentences"][e["sent"]]
            if min(places) < 0 or max(places) >= len(row) or places != list(range(places[0], places[-1] + 1)):
                continue
            while places and not words[places[0]][0].isupper():
                places.pop(0)
            for i, p in enumerate(places):
                row[p] = ("I-" if i else "B-") + kind
        yield from ((w, l) for w, l in zip(doc["sentences"], labels) if w)


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
    out += [(2, w, l) for w, l in gum(os.path.join(syntax, "gum-open-train.conllu.gz"))]
    return out + [(3, w, l) for w, l in meantime(os.path.join(data, "events", "meantime_en.jsonl.gz"))]


def development(data):
    return [(0, w, l) for w, l in columns(os.path.join(data, "names", "uner_ewt_dev.tsv.gz"), "\t")]
