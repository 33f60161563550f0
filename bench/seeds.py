#!/usr/bin/env python3
"""Who is who in the five seed reports: what the coder makes of every actor that a reader listed in bench/seed_actors.tsv.

usage: seeds.py [--verbose] [PROGRAM]          PROGRAM is build/demarche by default

A listed actor is right when the mention that meets its words has the country and the CAMEO code that the reader gave, or no country and no code where
the reader gave none (several states, which may also be listed one by one; somebody unknown). Rows noted `modifier` (a name that only qualifies a noun) are not
judged. Prints a line a sentence: file, sentence, right, listed, and what is wrong as start-end:want/have; then a line a file and the sum.
The reports are not part of this repository: without ../shared/seeds nothing is judged, and said so."""
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SEEDS = os.path.join(os.path.dirname(ROOT), "shared", "seeds")
GOLD = os.path.join(HERE, "seed_actors.tsv")


def gold():
    """Rows by file."""
    rows = collections.defaultdict(list)
    with open(GOLD, encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        for line in f:
            row = dict(zip(head, line.rstrip("\n").split("\t")))
            if "modifier" not in row["note"]:
                rows[row["file"]].append(row)
    return rows


def annotate(program):
    files = sorted(f for f in os.listdir(SEEDS) if f.endswith(".txt"))
    out = subprocess.run([program, "annotate", "--meta", os.path.join(SEEDS, "meta.tsv")] + [os.path.join(SEEDS, f) for f in files],
                         stdout=subprocess.PIPE, check=True).stdout.decode()
    return {name[:3]: json.loads(line)["mentions"] for name, line in zip(files, out.splitlines())}


def meets(row, mentions):
    """The mention that the reader's words mean: its name or head lies in them; of several the one whose span is closest."""
    start, end = int(row["start"]), int(row["end"])
    hits = [m for m in mentions if m["core_start"] < end and start < m["core_end"] and m["start"] < end and start < m["end"]]
    exact = [m for m in hits if start <= m["head_start"] < end] or hits
    return min(exact, key=lambda m: min(abs(m["start"] - start) + abs(m["end"] - end), abs(m["core_start"] - start) + abs(m["core_end"] - end)), default=None)


def code(m):
    return "%s %s %s" % (m.get("country") or "-", m.get("org") or "-", m.get("cameo") or "-")


def right(row, m):
    if "several" in row["note"] and m is not None and "also" in m:
        return True
    have = {k: m.get(k) or "" for k in ("country", "cameo")} if m else {"country": "", "cameo": ""}
    return all(have[k] == row[k] for k in have)


def judge(program):
    """(file, sentence, right, listed, [what is wrong]) in order."""
    found, out = annotate(program), []
    for file, rows in sorted(gold().items()):
        sentences = collections.defaultdict(list)
        for row in rows:
            sentences[int(row["sentence"])].append(row)
        for number, listed in sorted(sentences.items()):
            wrong = []
            for row in listed:
                m = meets(row, found[file])
                if not right(row, m):
                    wrong.append("%s-%s:%s/%s" % (row["start"], row["end"], code(row), code(m) if m else "none"))
            out.append((file, number, len(listed) - len(wrong), len(listed), wrong))
    return out


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    program = os.path.abspath(words[0]) if words else os.path.join(ROOT, "build", "demarche")
    if not os.path.isdir(SEEDS):
        print("seeds: left out, %s is not there" % os.path.relpath(SEEDS, ROOT))
        return
    sums = collections.defaultdict(lambda: [0, 0])
    for file, number, good, listed, wrong in judge(program):
        print("\t".join([file, str(number), str(good), str(listed), "; ".join(wrong)]))
        for key in (file, "all"):
            sums[key][0] += good
            sums[key][1] += listed
    for key in sorted(sums):
        print("%s\t\t%d\t%d\t%.3f" % (key, sums[key][0], sums[key][1], sums[key][0] / sums[key][1]))


if __name__ == "__main__":
    main()
