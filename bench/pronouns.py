#!/usr/bin/env python3
"""Pronouns against the chains of GUM: of those that refer back to a person, a body or a place that was named, how many does the coder resolve, and
how many of these to a mention of the same chain.

usage: pronouns.py [--verbose] [GUM.conllu.gz [PROGRAM]]    ../shared/data/syntax/gum-open-dev.conllu.gz and build/demarche by default

A pronoun is he, she, it, they in any case, and their possessives, that is a mention of its own in the treebank, of type person, organization or place, of a
chain in which something that is no pronoun stands before it. Prints precision, recall and F1 of them all, and of he and she, it, they apart."""
import collections
import gzip
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
GUM = os.path.join(os.path.dirname(ROOT), "shared", "data", "syntax", "gum-open-dev.conllu.gz")
KINDS = {"he": "he", "him": "he", "his": "he", "she": "he", "her": "he", "hers": "he", "it": "it", "its": "it", "they": "they", "them": "they", "their": "they", "theirs": "they"}
TYPES = {"person", "organization", "place"}


def documents(path):
    """(id, text, [(start, end, chain, type, form of a pronoun or None)]) of each document."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        blocks = re.split(r"(?m)^# newdoc id = ", f.read())[1:]
    for block in blocks:
        lines = block.split("\n")
        text, mentions, open_at = "", [], collections.defaultdict(list)
        new_paragraph = False
        for line in lines[1:]:
            if line.startswith("# newpar"):
                new_paragraph = True
            elif line.startswith("# text = "):
                text += ("\n\n" if new_paragraph else " ") if text else ""
                new_paragraph, start, sentence = False, len(text), line[9:]
                text += sentence
                at = start
            elif line and line[0].isdigit():
                cells = line.split("\t")
                if not cells[0].isdigit():
                    continue
                place = text.find(cells[1], at)
                if place < 0:
                    continue
                at = place + len(cells[1])
                entity = re.search(r"Entity=([^|]*)", cells[9])
                for part in re.findall(r"\([^()]*\)?|[^()]+\)", entity.group(1)) if entity else ():
                    fields = part.strip("()").split("-")
                    if part[0] == "(":
                        open_at[fields[0]].append((place, fields[1]))
                    if part[-1] == ")" and open_at[fields[0]]:
                        begin, kind = open_at[fields[0]].pop()
                        alone = begin == place and cells[3] == "PRON"
                        mentions.append((begin, at, fields[0], kind, cells[1].lower() if alone else None))
        yield lines[0].strip(), text, sorted(mentions)


def annotate(program, texts):
    docs = "".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([program, "annotate", "-"], input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return [json.loads(line)["mentions"] for line in out.splitlines()]


def score(program, path, verbose):
    """{kind: [resolved, right, there]}"""
    docs = list(documents(path))
    sums = collections.defaultdict(lambda: [0, 0, 0])
    for (name, text, gold), found in zip(docs, annotate(program, [d[1] for d in docs])):
        named = set()
        for start, end, chain, kind, form in gold:
            if form is None:
                named.add(chain)
                continue
            if form not in KINDS or chain not in named or kind not in TYPES:
                continue
            mine = next((m for m in found if m["core_start"] == start and m["core_end"] == end), None)
            target = found[mine["refers_to"]] if mine is not None and "refers_to" in mine else None
            right = target is not None and any(g[2] == chain and g[4] is None and g[0] < target["core_end"] and target["core_start"] < g[1] and
                                               g[0] <= target["head_start"] < g[1] and (g[1] - g[0]) < 3 * (target["end"] - target["start"]) + 20 for g in gold)
            for key in (KINDS[form], "all"):
                sums[key][0] += target is not None
                sums[key][1] += right
                sums[key][2] += 1
            if verbose and not right:
                print("%s: %s[%s]%s -> %s" % (name, text[max(0, start - 120):start], text[start:end], text[end:end + 40],
                                              text[target["start"]:target["end"]] if target else ("unresolved" if mine else "no mention")))
    return sums


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    path = words[0] if words else GUM
    program = os.path.abspath(words[1]) if len(words) > 1 else os.path.join(ROOT, "build", "demarche")
    if not os.path.exists(path):
        print("pronouns: left out, %s is not there" % os.path.relpath(path, ROOT))
        return
    for key, (resolved, right, there) in sorted(score(program, path, "--verbose" in sys.argv).items()):
        p, r = right / max(1, resolved), right / max(1, there)
        print("%-6s P %.4f R %.4f F1 %.4f   (%d right of %d resolved of %d)" % (key, p, r, 2 * p * r / max(1e-9, p + r), right, resolved, there))


if __name__ == "__main__":
    main()
