#!/usr/bin/env python3
"""Makes the labels of sentences agree where their writers chose differently; rewrites the files in place.

    settle.py FILE.txt ...

* What is to come (planned, conditional) is what data/ontology/future.tsv makes of it: a meeting to come is AGREE 036, aid to come AGREE 033.
* An intent to yield (035x) that is announced is CONCEDE, one that was agreed to or promised (it has happened) is AGREE."""
import csv
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def futures():
    with open(os.path.join(ROOT, "data", "ontology", "future.tsv"), encoding="utf-8") as file:
        return [r[:5] for r in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(r) > 4 and r[2] == "affirmed"]


def settle(line, table):
    word = re.match(r"event (\w+) ?(.*)$", line)
    if not word:
        return line
    event, rest = word[1], word[2]
    code = re.search(r"\bcameo=(\w+)", rest)
    code = code[1] if code else ""
    if event in ("AGREE", "CONCEDE") and code.startswith("035"):
        return "event %s %s" % ("CONCEDE" if re.search(r"\bstatus=(planned|conditional|hypothetical)\b", rest) else "AGREE", rest)
    if not re.search(r"\bstatus=(planned|conditional)\b", rest):
        return line
    rows = [r for r in table if r[0] == event and (code.startswith(r[1]) or not code)]
    if not rows:
        return line
    row = max(rows, key=lambda r: len(r[1]) if code else -len(r[1]))
    rest = re.sub(r"\bmode=\S+ ?", "", rest)
    rest = re.sub(r"\bcameo=\w+", "cameo=" + row[4], rest) if code else rest
    return "event %s %s" % (row[3], rest)


def main():
    table = futures()
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        settled = [settle(x, table) for x in lines]
        if settled != lines:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(settled))
            print("%s: %d lines" % (os.path.basename(path), sum(a != b for a, b in zip(lines, settled))))


if __name__ == "__main__":
    main()
