#!/usr/bin/env python3
"""Token and sentence F1 of raw text against CoNLL-U, as in the CoNLL 2018 shared task: a token is right when it covers the same
characters, white space aside.

    eval_tokens.py GOLD.conllu[.gz] [--only PREFIX] [--errors N] -- COMMAND...

COMMAND gets the names of text files, one a document, and writes CoNLL-U (the FORM column is read) with a "# newdoc" line before
each. Words of a multiword token are scored one by one: the gold spans split the surface word by the lengths of the words, from the
left, as far as they fit.
"""
import argparse
import collections
import gzip
import os
import subprocess
import sys
import tempfile


def sentences(stream):
    """Yields (comments, rows) of CoNLL-U."""
    comments, rows = [], []
    for line in stream:
        line = line.rstrip("\n")
        if line.startswith("#"):
            if rows:
                yield comments, rows
                comments, rows = [], []
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows or comments:
            yield comments, rows
            comments, rows = [], []
    if rows or comments:
        yield comments, rows


def gold_documents(path, only):
    """Yields (name, raw text, token spans, sentence spans); spans count characters that are no white space."""
    opener = gzip.open if path.endswith(".gz") else open
    doc = None
    with opener(path, "rt", encoding="utf-8") as stream:
        for comments, rows in sentences(stream):
            new = [c for c in comments if c.startswith("# newdoc")]
            if new or doc is None:
                if doc:
                    yield finish(doc)
                name = new[0].split("=", 1)[1].strip() if new and "=" in new[0] else ""
                doc = {"name": name, "text": "", "tokens": [], "sentences": [], "at": 0} if name.startswith(only) else None
            if doc is None or not rows:
                continue
            paragraph = any(c.startswith("# newpar") for c in comments)
            add_sentence(doc, rows, paragraph)
    if doc:
        yield finish(doc)


def finish(doc):
    return doc["name"], doc["text"].strip() + "\n", doc["tokens"], doc["sentences"]


def compact(s):
    return "".join(s.split())


def add_sentence(doc, rows, paragraph):
    if doc["text"] and paragraph:
        doc["text"] = doc["text"].rstrip() + "\n\n"
    start, skip_to = doc["at"], 0
    words = {r[0]: r for r in rows}
    for row in rows:
        ident = row[0]
        if "." in ident:
            continue
        if "-" in ident:
            first, last = map(int, ident.split("-"))
            forms = [words[str(i)][1] for i in range(first, last + 1)]
            surface, skip_to = row[1], last
        elif int(ident) <= skip_to:
            continue
        else:
            forms, surface = [row[1]], row[1]
        left = len(compact(surface))
        for i, form in enumerate(forms):
            n = left if i == len(forms) - 1 else min(left, len(compact(form)))
            doc["tokens"].append((doc["at"], doc["at"] + n))
            doc["at"] += n
            left -= n
        doc["text"] += surface + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
    doc["sentences"].append((start, doc["at"]))


def system_documents(command, texts):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, text in enumerate(texts):
            names.append(os.path.join(folder, "%04d.txt" % i))
            with open(names[-1], "w", encoding="utf-8") as f:
                f.write(text)
        run = subprocess.run(command + names, stdout=subprocess.PIPE)
        if run.returncode:
            sys.exit("%s: exit status %d" % (command[0], run.returncode))
        out = run.stdout.decode("utf-8")
    docs = []
    for comments, rows in sentences(out.split("\n")):
        if any(c.startswith("# newdoc") for c in comments):
            docs.append(([], [], []))
        for row in rows:
            docs[-1][0].append(compact(row[1]))
        docs[-1][1].append(len(rows))
    return docs


def place(forms, counts, chars):
    """Spans of the system's tokens in the characters of the gold text; what the system leaves out is skipped."""
    spans, ends, at, k = [], [], 0, 0
    for n in counts:
        first = None
        for form in forms[k:k + n]:
            found = chars.find(form, at, at + 4000)
            if found < 0:
                continue
            spans.append((found, found + len(form)))
            at = found + len(form)
            first = found if first is None else first
        k += n
        if first is not None:
            ends.append((first, at))
    return spans, ends


def f1(right, system, gold):
    p, r = right / max(system, 1), right / max(gold, 1)
    return 2 * p * r / (p + r) if right else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--only", default="", help="documents whose names begin so")
    parser.add_argument("--errors", type=int, default=0, help="print the N commonest differences")
    parser.add_argument("--ends", type=int, default=0, help="print N differences of sentences")
    if "--" not in sys.argv:
        parser.error("no command")
    split = sys.argv.index("--")
    args, command = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    gold = list(gold_documents(args.gold, args.only))
    system = system_documents(command, [g[1] for g in gold])
    if len(system) != len(gold):
        sys.exit("%d documents went in, %d came out" % (len(gold), len(system)))
    count = collections.Counter()
    errors = collections.Counter()
    ends = []
    for (name, text, tokens, sents), (forms, counts, _) in zip(gold, system):
        chars = compact(text)
        spans, found = place(forms, counts, chars)
        have, want = set(spans), set(tokens)
        count.update(gold=len(tokens), system=len(spans), right=len(have & want))
        have_s, want_s = set(found), set(sents)
        count.update(gold_s=len(sents), system_s=len(found), right_s=len(have_s & want_s))
        for a, b in sorted(want - have):
            ours = " ".join(chars[x:y] for x, y in spans if x < b and y > a)
            errors["%s -> %s" % (chars[a:b], ours)] += 1
        gold_ends, our_ends = {b for _, b in sents}, {b for _, b in found}
        ends += [(("missed" if e in gold_ends else "false"), chars[max(0, e - 30):e] + " || " + chars[e:e + 30])
                 for e in sorted(gold_ends ^ our_ends)]
    print("tokens    F1 %.2f  (%d gold, %d system, %d right)" %
          (100 * f1(count["right"], count["system"], count["gold"]), count["gold"], count["system"], count["right"]))
    print("sentences F1 %.2f  (%d gold, %d system, %d right)" %
          (100 * f1(count["right_s"], count["system_s"], count["gold_s"]), count["gold_s"], count["system_s"], count["right_s"]))
    for text, n in errors.most_common(args.errors):
        print("%5d  %s" % (n, text))
    for kind, text in ends[:args.ends]:
        print("%s  %s" % (kind, text))


if __name__ == "__main__":
    main()
