#!/usr/bin/env python3
"""How often a resolved mention is right: 300 drawn at random from press releases and briefings, judged by a reader.

usage: resolution.py draw OUT.tsv [PROGRAM]     draws them, with their context, to be judged: column `verdict` is to become right or wrong
       resolution.py                            prints what bench/resolution.tsv, the list that was judged, says

A mention is resolved when it has an id, a country or an organisation. It is right when these, its code and its office are those of whom the words mean on
the day of the text. The draw is by a fixed seed over the texts of ../shared, which are not part of this repository; the list that is kept here has places
and what was resolved, and no text but the mention's own words."""
import gzip
import json
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TEXTS = os.path.join(os.path.dirname(ROOT), "shared", "data", "text")
SETS = {"press": ("state_press_releases_2021_2022.jsonl.gz", 200), "briefings": ("whitehouse_briefings_2009_2016.jsonl.gz", 60)}
EACH, SEED, AROUND = 150, 15, 140
COLUMNS = ["set", "doc", "start", "end", "words", "kind", "type", "name", "country", "org", "role", "cameo", "resolution", "verdict", "note"]


def documents(name):
    file, n = SETS[name]
    with gzip.open(os.path.join(TEXTS, file), "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return random.Random(SEED).sample(rows, n)


def draw(program, path):
    if not os.path.isdir(TEXTS):
        sys.exit("resolution: left out, %s is not there" % os.path.relpath(TEXTS, ROOT))
    with open(path, "w", encoding="utf-8") as out:
        out.write("\t".join(COLUMNS + ["context"]) + "\n")
        for name in SETS:
            docs = documents(name)
            lines = "".join(json.dumps({k: d[k] for k in ("id", "date", "title", "text") if d.get(k)}, ensure_ascii=False) + "\n" for d in docs)
            done = subprocess.run([program, "annotate", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
            pool = []
            for d, line in zip(docs, done.stdout.decode().splitlines(), strict=True):
                a = json.loads(line)
                for m in a["mentions"]:
                    field = a["sentences"][m["sentence"]]["field"]
                    if any(m.get(k) for k in ("id", "country", "org")):
                        pool.append((d, field, a["text"][field], m))
            for d, field, text, m in random.Random(SEED).sample(pool, EACH):
                words = text[m["start"]:m["end"]]
                around = "%s (%s) …%s[[%s]]%s…" % (d.get("date", ""), d.get("title", "")[:80], text[max(0, m["start"] - AROUND):m["start"]], words, text[m["end"]:m["end"] + AROUND])
                row = [name, str(d["id"]) + ("" if field == "body" else " title"), str(m["start"]), str(m["end"]), words, m["kind"], m.get("type", "")]
                row += [m.get(k, "") for k in ("name", "country", "org", "role", "cameo", "resolution")] + ["", "", around]
                out.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")


def figures():
    """[(set or all, share that is right)] of the list that was judged."""
    with open(os.path.join(HERE, "resolution.tsv"), encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        rows = [dict(zip(head, line.rstrip("\n").split("\t"))) for line in f]
    judged = {key: [r["verdict"] == "right" for r in rows if key in (r["set"], "all")] for key in [*SETS, "all"]}
    return [(key, sum(verdicts) / len(verdicts)) for key, verdicts in judged.items() if verdicts]


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "draw":
        draw(os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else os.path.join(ROOT, "build", "demarche"), sys.argv[2])
    elif len(sys.argv) == 1:
        for key, share in figures():
            print("%-10s %.4f" % (key, share))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
