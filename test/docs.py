#!/usr/bin/env python3
"""The examples of docs/events.md: every row of a table that pairs a sentence with its events is coded and must give them.

usage: docs.py [--update] [PROGRAM]          PROGRAM is build/demarche by default; --update writes what is coded into the page

A row is `| Sentence. | EVENT CAMEO, actor + actor > recipient, status; next event |`; the status is left out when it is happened.
The last line is `N passed, N failed`."""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "events.md")
ROW = re.compile(r'^\| ([A-Z"“][^|]*[.,"”]) \| ([A-Z]+ \d[^|]*?|no event) \|$', re.M)


def code(program, sentences):
    """The events of each sentence, as the page writes them."""
    docs = "".join(json.dumps({"id": str(i), "date": "2024-04-05", "text": s}) + "\n" for i, s in enumerate(sentences))
    out = subprocess.run([program, "code", "--format", "jsonl", "-"], input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout
    events = [[] for _ in sentences]
    for record in map(json.loads, out.decode().splitlines()):
        if record["type"] != "event":
            continue
        sides = " > ".join(" + ".join(m["text"] for m in record[side]) for side in ("actor", "recipient") if record.get(side))
        status = "" if record["status"] == "happened" else ", " + record["status"]
        events[int(record["doc"]["ref"])].append(f"{record.get('event', 'SAY')} {record['cameo']}, {sides}{status}")
    return ["; ".join(e) or "no event" for e in events]


def main():
    words = sys.argv[1:]
    update = "--update" in words
    program = os.path.abspath(next((w for w in words if not w.startswith("--")), os.path.join(ROOT, "build", "demarche")))
    page = open(PAGE, encoding="utf-8").read()
    rows = [m.groups() for m in ROW.finditer(page)]
    failed = 0
    for (sentence, want), have in zip(rows, code(program, [s for s, _ in rows])):
        if have == want:
            continue
        failed += 1
        print(f"docs/events.md: {sentence}\n  want {want}\n  have {have}")
        page = page.replace(f"| {sentence} | {want} |", f"| {sentence} | {have} |")
    if update:
        with open(PAGE, "w", encoding="utf-8") as out:
            out.write(page)
    print(f"{len(rows) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
