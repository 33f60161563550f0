#!/usr/bin/env python3
"""Inputs that break programs with a loop too many. Each must be coded within a limit that a quadratic step would pass by far.

usage: pathological.py [PROGRAM [PART]]; with PART only the first of so many parts of each input, for builds with sanitizers, in which the
network takes twenty times as long. The last line is `N passed, N failed`."""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "demarche")
PART = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SECONDS = 120  # most take a second or two; a quadratic loop over these inputs takes hours
MB = 1 << 20

CASES = {
    "nothing": b"",
    "a megabyte without a space": b"a" * MB,
    "a megabyte of capitals": b"Aa " * (MB // 3),
    "a million quotation marks": b'"' * MB,
    "curly quotes that never close": "“He said ".encode() * 80000,
    "brackets": b"(" * MB,
    "nested brackets around words": b"(a " * 200000 + b") " * 200000,
    "initials": b"A. " * 200000,
    "stops": b"." * MB,
    "stops with spaces": b". " * (MB // 2),
    "newlines": b"\n" * MB,
    "short lines": b"yes\n" * 200000,
    "one long sentence": b"Russia attacked Ukraine and " * 40000,
    "commas": b"Peru, " * 150000,
    "of": b"the president of " * 60000,
    "possessives": b"Russia's " * 100000,
    "that": b"Peru said that " * 60000,
    "numbers": b"1,234 " * 150000,
    "one number": b"9" * MB,
    "dates": b"4 April 2024 " * 80000,
    "millions": b"million " * 120000,
    "hyphens": b"a-" * (MB // 2),
    "apostrophes": b"a'" * (MB // 2),
    "dots between letters": b"a." * (MB // 2),
    "slashes": b"http://" * 100000,
    "at signs": b"a@b.c" * 100000,
    "invalid UTF-8": b"\xff\xfe\x80" * (MB // 3),
    "cut characters": b"\xe2\x80" * (MB // 2),
    "NUL": b"\0" * MB,
    "zero-width": "​".encode() * 300000,
    "combining marks": ("a" + "̀" * 300000).encode(),
    "the same name": b"Vladimir Putin said. " * 40000,
    "surnames": b"Mr. Putin met Mr. Zelensky. " * 30000,
    "pronouns": b"He said he told him that they met them. " * 20000,
    "furniture": b"Leave a Reply\n" * 60000,
    "read also glued": b"Read alsoCounting\n" * 60000,
    "datelines": b"KYIV, Ukraine (Reuters) - " * 30000,
    "copyright": "© 2024 Reuters ".encode() * 40000,
    "light verbs": b"carried out an attack on " * 40000,
    "acronyms": b"Nigerian Air Force (NAF) " * 30000,
}


def jsonl(value):
    return value.encode() + b"\n"


LINES = {
    "deep JSON": jsonl('{"text":"a","x":' + "[" * 100000 + "]" * 100000 + "}"),
    "deep objects": jsonl('{"text":"a","x":' + '{"a":' * 100000 + "1" + "}" * 100000 + "}"),
    "long string": jsonl(json.dumps({"text": "Peru asked Chile for aid. " * 40000})),
    "escapes": jsonl('{"text":"' + "\\u00e9" * 150000 + '"}'),
    "lone surrogates": jsonl('{"text":"' + "\\ud800" * 100000 + '"}'),
    "many keys": jsonl("{" + ",".join('"k%d":1' % i for i in range(100000)) + ',"text":"a"}'),
    "unclosed": b'{"text":"' + b"a" * MB + b"\n",
    "many lines": b'{"text":"a"}\n' * 50000,
    "no JSON": b'{"text":"a"}\n' + b"x\n" * 50000,
    "a line past any limit": b'{"text":"' + b"a" * (20 * MB) + b'"}\n{"text":"Peru met Chile."}\n',
}


def word(i, form="a", head=0):
    return b"%d\t%s\t_\tX\t_\t_\t%d\tdep\t_\t_\n" % (i, form.encode(), head)


def joined(n, form):
    return b"1-%d\t%s" % (n, form.encode()) + b"\t_" * 8 + b"\n" + b"".join(word(i) for i in range(1, n + 1)) + b"\n"


TREES = {
    "comments": b"# newdoc\n" * 200000 + word(1),
    "one-word sentences": (word(1) + b"\n") * 50000,
    "documents": (b"# newdoc id = a\n" + word(1) + b"\n") * 50000,
    "a sentence past any limit": b"".join(word(i) for i in range(1, 100000)),
    "multiword tokens": joined(400, "a" * 400) * 300,
    "multiword tokens of other words": joined(400, "can't " * 100) * 300,
    "empty lines": b"\n" * MB + word(1),
    "no tabs": b"a" * MB,
    "tabs": b"\t" * MB,
    "a chain of heads": b"".join(word(i, head=i - 1) for i in range(1, 401)) + b"\n",
    "zero-width forms": (word(1, "\u200b") + word(2, "\ufeff\u200b") + b"\n") * 30000,
}


DICTIONARIES = {
    "a long name": b"A" * (4 * MB) + b" [PER]\n",
    "synonyms": b"DUSK\n" + b"+DIM\n" * 400000 + b"[PER]\n",
    "codes": (b"DUSK " + b"[PER 19900101-20000101]" * 64 + b"\n") * 3000,
    "opened brackets": b"[PER" * MB,
    "opened comments": b"<!--\n" * MB,
    "sets in sets": b"!A! = " + b"B," * 1000 + b"\n" + b"!A!" * 80 + b" [~GOV]\n" + (b"X!A!" * 3 + b" [~GOV]\n") * 300,
    "many sets": b"".join(b"!A%d! = B\n" % i for i in range(100000)) + b"!A99! [~GOV]\n" * 100000,
}


def letters(i):
    """A number as six letters, so that it can be a name."""
    return "".join(chr(ord("a") + i // 26 ** k % 26) for k in range(6))


def spelt(i):
    """One name in as many spellings as there are numbers below 2**20."""
    return "A" + "".join("b" if i >> k & 1 else "B" for k in range(20))


NAMES = {
    "different names": "".join("Peru thanked Ana Q%s. " % letters(i) for i in range(30000)).encode(),
    "spellings of one name": "".join("Peru thanked Ana %s. " % spelt(i) for i in range(30000)).encode(),
}


def run(name, data, options, codes=(0, 3)):
    try:
        done = subprocess.run([PROGRAM] + options, input=data[:max(len(data) // PART, 4096)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        print("%s: more than %d seconds" % (name, SECONDS))
        return False
    if done.returncode not in codes:
        print("%s: exit %d: %s" % (name, done.returncode, done.stderr.decode(errors="replace")[-2000:]))
        return False
    return True


def main():
    results = []
    for name, data in CASES.items():
        results.append(run(name, data, ["code", "--threads", "1", "-"]))
    for name in ("one long sentence", "the same name", "initials"):
        results.append(run(name + ", explained", CASES[name], ["explain", "--threads", "1", "-"]))
    for name in ("one long sentence", "commas", "the same name", "pronouns", "dates"):
        results.append(run(name + ", annotated", CASES[name], ["annotate", "--threads", "1", "-"]))
    for name, data in NAMES.items():
        results.append(run(name, data, ["unresolved", "--threads", "1", "--min", "1", "-"]))
    for name, data in LINES.items():
        results.append(run(name, data, ["code", "--threads", "2", "-"]))
    for name, data in TREES.items():
        results.append(run(name, data, ["parse", "--conllu", "--threads", "2", "-"]))
        for options in ([], ["--raw"]): # what is no treebank is refused
            results.append(run(name + ", scored", data, ["eval", "syntax"] + options + ["-"], (0, 1)))
    for name, data in DICTIONARIES.items():
        for kind in ("actors", "agents"):
            results.append(run("%s, %s" % (name, kind), data, ["import-dictionary", "--kind", kind]))
    print("%d passed, %d failed" % (sum(results), len(results) - sum(results)))
    sys.exit(not all(results))


main()
