"""data/language/words.tsv: open-class lemmas with their parts of speech, from WordNet 3.0.

    words.py [folder with index.noun, cntlist.rev, ...; default /usr/share/wordnet]

A weight is 1 + 4 * (tagged occurrences in cntlist.rev), so that it can be compared with the 100 of an irregular form; a
part of speech without occurrences gets 2, or 1 when it has less than a third of the lemma's senses. Words that are
written with capitals, with digits, with hyphens or spaces are left out, and so are words of function.tsv, which lists
their open-class readings itself. Rows of own/words.tsv replace the row of the same lemma; an empty `upos` drops it.
"""
import collections
import os
import re
import sys

import common

FILES = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}
NUMBERS = {"1": "NOUN", "2": "VERB", "3": "ADJ", "4": "ADV", "5": "ADJ"}
RARE_LENGTH = 13  # longer words without an occurrence and with one sense are mostly taxonomy; suffixes tag them as well
MAX_WEIGHT = 20000


def counts(folder):
    """Occurrences in the tagged texts, by (lemma, UPOS)."""
    found = collections.Counter()
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="utf-8"):
        key, _, n = line.split()
        lemma, rest = key.split("%")
        found[lemma, NUMBERS[rest[0]]] += int(n)
    return found


def capitalised(folder, name):
    """Lemmas that data.* writes with a capital wherever it writes them: names."""
    lower, upper = set(), set()
    for line in open(os.path.join(folder, "data." + name), encoding="utf-8"):
        if line.startswith("  "):
            continue
        cells = line.split(" ")
        for i in range(int(cells[3], 16)):
            word = re.sub(r"\((a|p|ip)\)$", "", cells[4 + 2 * i])
            (upper if word != word.lower() else lower).add(word.lower())
    return upper - lower


def senses(folder):
    """{lemma: {UPOS: number of senses}} of the words we want."""
    table = collections.defaultdict(dict)
    for name, upos in FILES.items():
        names = capitalised(folder, name)
        for line in open(os.path.join(folder, "index." + name), encoding="utf-8"):
            if line.startswith("  "):
                continue
            cells = line.split(" ")
            if re.fullmatch(r"[a-z]{2,30}", cells[0]) and cells[0] not in names:
                table[cells[0]][upos] = int(cells[2])
    return table


def weight(n, own_senses, all_senses):
    if n:
        return min(MAX_WEIGHT, 1 + 4 * n)
    return 2 if 3 * own_senses >= all_senses else 1


def regular_plural(word):
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"
    if not os.path.isdir(folder):
        print("words.py: no WordNet at %s, nothing to do" % folder)
        return
    found, table = counts(folder), senses(folder)
    closed = {r["word"] for r in common.rows(os.path.join(common.DATA, "language", "function.tsv"))}
    plurals = {regular_plural(w) for w, u in table.items() if found[w, "NOUN"] > 4}
    irregular = {(r["form"], r["upos"]) for r in common.rows(os.path.join(common.DATA, "language", "irregular.tsv")) if r["form"] != r["lemma"]}
    own = {r["lemma"]: r for r in common.own("words")}
    out = []
    for lemma, by_upos in table.items():
        total, seen = sum(by_upos.values()), sum(found[lemma, u] for u in by_upos)
        rare = not seen and total == 1
        if lemma in closed or lemma in own or (rare and (len(lemma) > RARE_LENGTH or len(lemma) < 4)) or (lemma in plurals and not seen):
            continue
        # A reading that the texts never have is noise beside one that they often have.
        kept = {u: weight(found[lemma, u], n, total) for u, n in by_upos.items() if (found[lemma, u] or seen < 40) and (lemma, u) not in irregular}
        if not kept:
            continue
        upos = sorted(kept.items(), key=lambda x: (-x[1], x[0]))
        out.append({"lemma": lemma, "upos": "|".join("%s:%d" % p for p in upos), "source": "wordnet"})
    out += [{"lemma": w, "upos": r["upos"], "source": r["source"]} for w, r in own.items() if r["upos"]]
    common.write("language/words.tsv", ["lemma", "upos", "source"], sorted(out, key=lambda r: r["lemma"]))


if __name__ == "__main__":
    main()
