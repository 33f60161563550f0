#!/usr/bin/env python3
"""Certainty and polarity of words against the labels of MEANTIME: is each happening that a reader marked certain or not, affirmed or not.

usage: status.py [--verbose] [--predict OUT.jsonl] [PROGRAM]     build/demarche by default; ../shared/data/factuality/meantime_{dev,train}.jsonl

Every labelled word is judged, whether or not an event is found there (bench/status.c, built on demand). A label is a number from -3 to 3: 1 and more is
certain or probable (+), -1 and less certainly not (-), what lies between is unsure (u). Prints the share of words of the right class, the classes apart, and
what saying + of every word would reach. --predict writes what ../shared/eval/other.py fact reads."""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
FOLDER = os.path.join(os.path.dirname(ROOT), "shared", "data", "factuality")
PARTS = ("dev", "train")
# by certainty: certain, probable, possible, conditional, hypothetical
LABELS = (3.0, 1.5, 0.75, 0.0, 0.0)


def path_of(part):
    return os.path.join(FOLDER, f"meantime_{part}.jsonl")


def there():
    return all(os.path.exists(path_of(part)) for part in PARTS)


def label(polarity, certainty):
    return -3.0 if polarity and certainty == 0 else LABELS[certainty]


def sign(value):
    return "+" if value >= 1 else "-" if value <= -1 else "u"


def predict(program, part):
    """[(row of the set, [label of each of its events])]"""
    folder = os.path.dirname(os.path.realpath(program))
    subprocess.run(["ninja", "-C", folder, "status"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    rows = [json.loads(line) for line in open(path_of(part), encoding="utf-8")]
    lines = []
    for row in rows:
        wanted = {e["tok"] for e in row["events"]}
        lines += ["\t".join([str(i + 1), form, "?" if i in wanted else "_"] + ["_"] * 7) for i, form in enumerate(row["tokens"])] + [""]
    command = [os.path.join(folder, name) for name in ("status", "kb.dem", "syntax.dem")]
    out = subprocess.run(command, input="\n".join(lines + [""]).encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    result = []
    for row, block in zip(rows, out.split("\n\n")):
        words = sorted({e["tok"] for e in row["events"]})
        found = {word: label(*map(int, line.split()[:2])) for word, line in zip(words, block.split("\n"))}
        result.append((row, [found[e["tok"]] for e in row["events"]]))
    return result


def score(program, part, verbose=False):
    """{figure: value}: accuracy, what + everywhere would reach, F1 of - and of u."""
    pairs = []
    for row, found in predict(program, part):
        for event, value in zip(row["events"], found):
            pairs.append((sign(event["label"]), sign(value)))
            if verbose and pairs[-1][0] != pairs[-1][1]:
                words = row["tokens"]
                print(part, "want %s have %s:" % pairs[-1], " ".join(words[max(0, event["tok"] - 12):event["tok"]]), "[%s]" % event["text"],
                      " ".join(words[event["end"]:event["end"] + 8]))
    figures = {"accuracy": sum(a == b for a, b in pairs) / len(pairs), "majority": sum(a == "+" for a, _ in pairs) / len(pairs)}
    for key, name in (("-", "negated"), ("u", "unsure")):
        hit, have, want = (sum(f(p) for p in pairs) for f in (lambda p: p == (key, key), lambda p: p[1] == key, lambda p: p[0] == key))
        figures[name + ".f1"] = 2 * hit / max(1, have + want)
    return figures


def main():
    words = sys.argv[1:]
    out = words.pop(words.index("--predict") + 1) if "--predict" in words else None
    given = [w for w in words if not w.startswith("--")]
    program = os.path.abspath(given[0]) if given else os.path.join(ROOT, "build", "demarche")
    if not there():
        print("status: left out, %s is not there" % os.path.relpath(FOLDER, ROOT))
        return
    for part in PARTS:
        print(f"{part:<6}", "   ".join(f"{key} {value:.4f}" for key, value in score(program, part, "--verbose" in words).items()))
    if out:
        with open(out, "w", encoding="utf-8") as f:
            for part in PARTS:
                for row, found in predict(program, part):
                    events = [{"tok": e["tok"], "label": value} for e, value in zip(row["events"], found)]
                    f.write(json.dumps({"id": row["id"], "events": events}) + "\n")


if __name__ == "__main__":
    main()
