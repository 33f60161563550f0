#!/usr/bin/env python3
"""Labelled sentences, checked for form: known keys and values, codes that exist, words that stand in the text, no text twice.

    check.py [FILE.txt ...]          all of train/events, test/corpus/event and test/corpus/held by default

Prints what is wrong as file: entry: reason, then how many entries, records and entries without an event there are of each kind.
The format is that of test/corpus/event/README.md."""
import collections
import csv
import glob
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))
import run  # noqa: E402  the reader of the same format

KEYS = {"event": {"mode", "context", "cameo", "actor", "recipient", "actor_code", "recipient_code", "status", "date", "place", "trigger", "main", "object"},
        "statement": {"speaker", "kind", "quote", "addressee", "verb"}}
STATUS = "happened ongoing planned conditional hypothetical negated denied historical".split()
IN_TEXT = {"actor", "recipient", "speaker", "quote", "place", "addressee", "object"}


def column(name, index):
    with open(os.path.join(ROOT, "data", "ontology", name), encoding="utf-8") as file:
        return {row[index] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row}


CAMEO, PLOVER = column("cameo.tsv", 0), column("plover.tsv", 0) | {"SAY"}


def faults(line, text):
    words = line.split(None, 2)
    if line == "none":
        return
    kind, rest = words[0], line[len(words[0]):]
    if kind not in KEYS:
        yield "a line begins with event, statement or none, not with " + kind
        return
    if kind == "event":
        if len(words) < 2 or words[1] not in PLOVER:
            yield "no PLOVER event: " + line[:40]
        rest = rest.split(None, 1)[1] if len(rest.split(None, 1)) > 1 else ""
    for key, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|(\S+))', rest):
        value = quoted or bare
        if key not in KEYS[kind]:
            yield "unknown key " + key
        elif key == "status" and value not in STATUS:
            yield "unknown status " + value
        elif key == "cameo" and value not in CAMEO:
            yield "unknown CAMEO code " + value
        elif key in IN_TEXT and value not in text:
            yield "%s is not in the text: %s" % (key, value)


def main():
    folders = ("train/events", "test/corpus/event", "test/corpus/held")
    paths = sys.argv[1:] or sorted(p for f in folders for p in glob.glob(os.path.join(ROOT, f, "*.txt")))
    seen, counts, bad = {}, collections.Counter(), 0
    for path in paths:
        name = os.path.relpath(path, ROOT)
        if name.endswith("known-failures.txt"):
            continue
        for entry, headers, text, expected in run.read(path):
            reasons = [f for line in expected for f in faults(line, text)]
            if "date" not in headers:
                reasons.append("no @date")
            if not expected:
                reasons.append("nothing behind ---")
            if text in seen:
                reasons.append("the same text as " + seen[text])
            seen[text] = name + ": " + entry
            for reason in reasons:
                print("%s: %s: %s" % (name, entry, reason))
            bad += len(reasons)
            counts["entries"] += 1
            counts["none"] += expected == ["none"]
            for line in expected:
                if line.startswith("event "):
                    counts["event " + line.split()[1]] += 1
                    status = re.search(r"status=(\w+)", line)
                    counts["status " + (status.group(1) if status else "?")] += 1
                elif line.startswith("statement"):
                    counts["statement"] += 1
    print(", ".join("%s %d" % item for item in sorted(counts.items())))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
