#!/usr/bin/env python3
"""Trains the scorer of events and writes data/models/events.tsv; needs PyTorch.

    train.py [--folds N] [--out FILE] FEATURES KB SYNTAX FILE.txt ...

FEATURES is the program built from features.c; the files are labelled sentences in the format of test/corpus/event. Every word that may name an event is an
example; its class is the event that the labels give it, or none. Multinomial logistic regression over sparse features, L2 and dropped-out features; weights
are rounded to sixteenths. A third of our sentences are there to mislead, in reports fewer words do: TRUST is added for the event of the best frame, EAGER taken
from none. With --folds the sentences are cut in N parts, and what is reported was each time learned from the others.

What an event becomes in the future (data/ontology/future.tsv) is decided after the scorer: "will send aid" is AGREE, but the word says AID, and so does its class."""
import argparse
import collections
import csv
import json
import os
import subprocess
import sys

import numpy
import torch

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))
import run  # noqa: E402  the reader of the same format

CLASSES = ["-", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
           "COERCE", "ASSAULT", "SAY"]
NUMBER = {c: i for i, c in enumerate(CLASSES)}
SCALE, FEWEST, EPOCHS, DROP, DECAY, TRUST, EAGER = 16, 1, 8, 0.2, 2e-5, 1.25, 0.5
LEAST = 4  # features whose weights differ by less are left out


def futures():
    """[(event, code, becomes)]: what the tables make of an event that is to come, or of one that has content."""
    out = []
    for name, event, code, to in (("future.tsv", 0, 4, 3), ("content.tsv", 0, 5, 4)):
        with open(os.path.join(ROOT, "data", "ontology", name), encoding="utf-8") as file:
            rows = [r for r in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(r) > 5 and r[0] != "event"]
        out += [(r[event], r[code], r[to]) for r in rows if r[event] != r[to]]
    return out


def read_entries(paths):
    entries = []
    for path in paths:
        for name, headers, text, expected in run.read(path):
            entries.append((os.path.basename(path) + "/" + name, headers, text, [run.parse(x) for x in expected]))
    return entries


def features_of(program, kb, syntax, entries):
    """For each entry its candidates: (start, end, word, [feature])."""
    lines = "".join(json.dumps({"id": str(i), "date": h.get("date"), "title": h.get("title"), "text": t}) + "\n" for i, (_, h, t, _) in enumerate(entries))
    out = subprocess.run([program, kb, syntax], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    found = [[] for _ in entries]
    for line in out.split("\n"):
        if line:
            ref, start, end, word, *features = line.split("\t")
            found[int(ref)].append((int(start), int(end), word, features))
    return found


def proposed(features):
    return {f[3:].split("|")[0] for f in features if f.startswith(("e1=", "e2="))}


def class_of(event, keys, features, table):
    """The event that the word itself says: what became AGREE because it is to come says AID."""
    have = proposed(features)
    if event in have:
        return event
    code, status = keys.get("cameo", [""])[0], keys.get("status", ["happened"])[0]
    sources = [(len(c), e) for e, c, to in table if to == event and (code.startswith(c) or not code)]
    among = [e for _, e in sources if e in have]
    if among:
        return among[0]
    if sources and status in ("planned", "conditional", "hypothetical") and event in ("AGREE", "CONCEDE"):
        return max(sources)[1]
    return event


def label(entry, candidates, table, lost):
    """The class of each candidate."""
    _, _, text, expected = entry
    data = text.encode()
    classes = ["-"] * len(candidates)
    for kind, event, keys in expected:
        if kind != "event" or event not in NUMBER:
            continue
        words = keys.get("trigger", [""])[0].lower().split()
        hits = [i for i, c in enumerate(candidates) if classes[i] == "-" and c[2].lower() in words]
        if not words:
            hits = [i for i, c in enumerate(candidates) if classes[i] == "-" and event in proposed(c[3])]
        whole = keys.get("trigger", [""])[0].encode()
        exact = [i for i in hits if data[candidates[i][0]:].startswith(whole) or len(words) > 1]
        hits = exact or hits
        if not hits:
            lost[event] += 1
            continue
        best = max(hits, key=lambda i: (class_of(event, keys, candidates[i][3], table) in proposed(candidates[i][3]), -i))
        classes[best] = class_of(event, keys, candidates[best][3], table)
    says = any(c not in ("-", "SAY") for c in classes)
    for i, c in enumerate(candidates):  # a verb of saying over an event is silent by rule, not by its features
        if classes[i] == "-" and says and "SAY" in proposed(c[3]):
            classes[i] = None
    return classes


class Data:
    def __init__(self, rows, index):
        self.y = torch.tensor([NUMBER[c] for _, c, _ in rows])
        self.of = [o for _, _, o in rows]
        self.ids = [[index[f] for f in dict.fromkeys(fs) if f in index] for fs, _, _ in rows]

    def batch(self, at, drop, random):
        flat, offsets = [], []
        for i in at:
            offsets.append(len(flat))
            ids = self.ids[i]
            flat += [f for f, r in zip(ids, random.random(len(ids))) if r >= drop] if drop else ids
        return torch.tensor(flat, dtype=torch.long), torch.tensor(offsets)


def train(rows, seed=1, epochs=EPOCHS):
    counts = collections.Counter(f for fs, _, _ in rows for f in set(fs))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= FEWEST))}
    data = Data(rows, index)
    torch.manual_seed(seed)
    random = numpy.random.default_rng(seed)
    w = torch.nn.EmbeddingBag(len(index), len(CLASSES), mode="sum")
    torch.nn.init.zeros_(w.weight)
    optimizer = torch.optim.Adam(w.parameters(), lr=0.01)
    steps = epochs * (len(rows) // 256 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: 1 - s / steps)
    for _ in range(epochs):
        order = random.permutation(len(rows))
        for k in range(0, len(order), 256):
            at = order[k:k + 256]
            loss = torch.nn.functional.cross_entropy(w(*data.batch(at, DROP, random)), data.y[at], label_smoothing=0.02)
            loss = loss + DECAY * (w.weight ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    weight = w.weight.detach()
    for f, i in index.items():
        if f.startswith("e=") and f[2:] in NUMBER:
            weight[i, NUMBER[f[2:]]] += TRUST
    weight[index["bias="], 0] -= EAGER
    return index, weight


def scores(rows, index, weight):
    data = Data(rows, index)
    with torch.no_grad():
        bag = torch.nn.EmbeddingBag.from_pretrained(weight, mode="sum")
        return bag(*data.batch(range(len(rows)), 0, None)).numpy()


def report(name, gold, predicted, lost):
    n = sum(g != 0 for g in gold) + sum(lost.values())
    right = sum(g == p != 0 for g, p in zip(gold, predicted))
    made = sum(p != 0 for p in predicted)
    print("%-16s P %.3f R %.3f F1 %.3f; of found words %.3f (%d words, %d events, %d at no candidate)" % (
        name, right / max(1, made), right / max(1, n), 2 * right / max(1, made + n), right / max(1, n - sum(lost.values())), len(gold), n, sum(lost.values())))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out")
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("programs", nargs=3)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    table = futures()

    def load(paths):
        entries, lost = read_entries(paths), collections.Counter()
        found = features_of(*args.programs, entries)
        rows = [(c[3], k, i) for i, (e, cs) in enumerate(zip(entries, found)) for c, k in zip(cs, label(e, cs, table, lost)) if k is not None]
        return rows, lost

    def frames_alone(rows):
        out = []
        for fs, _, _ in rows:
            e = next((f[2:] for f in fs if f.startswith("e=")), "0")
            out.append(NUMBER.get(e, 0))
        return out

    rows, lost = load(args.files)
    gold = [NUMBER[c] for _, c, _ in rows]
    report("frames", gold, frames_alone(rows), lost)
    if args.folds:
        predicted = numpy.zeros(len(rows), int)
        for k in range(args.folds):
            index, weight = train([r for r in rows if r[2] % args.folds != k])
            part = [i for i, r in enumerate(rows) if r[2] % args.folds == k]
            predicted[part] = scores([rows[i] for i in part], index, weight).argmax(1)
        report("scorer", gold, predicted, lost)
    if args.test or args.out:
        index, weight = train(rows)
    if args.test:
        test, test_lost = load(args.test)
        gold = [NUMBER[c] for _, c, _ in test]
        report("test, frames", gold, frames_alone(test), test_lost)
        report("test, scorer", gold, scores(test, index, weight).argmax(1), test_lost)
    if args.out:
        w = torch.clamp(torch.round(weight * SCALE), -127, 127).int().numpy()
        with open(args.out, "w", encoding="utf-8") as file:
            file.write("feature\tweights\n")
            for f, i in sorted(index.items()):
                if w[i].max() - w[i].min() >= LEAST:
                    file.write("%s\t%s\n" % (f, " ".join(map(str, w[i]))))


if __name__ == "__main__":
    main()
