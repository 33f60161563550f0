"""data/language/names.tsv: given and family names, from the names of office holders and legislators, and names of companies.

A word is a given or family name when two people at least bear it there. The recogniser of names reads all of them as a hint and nothing more,
so that words which are also words of the language stay in.
"""
import collections
import re
import sys
import common as c

COLUMNS = ["word", "kind", "source"]
LEGAL = re.compile(r",? (inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|lp|l\.p|n\.v|s\.a|ag|group|holdings?)\.?$", re.I)
NOBODY = re.compile(r"\b(chief executive|chairman|director|oil companies|multinational)\b", re.I)
WORD = re.compile(r"[^\W\d_][^\W\d_'-]+$")


def companies(kb):
    """Names as they stand and without what says that they are companies."""
    names = set()
    for row in c.rows(kb + "/orgs.tsv"):
        name = c.clean(row["alias"])
        if "MNC" not in row["cameo"] or NOBODY.search(name):
            continue
        names.add(name)
        while LEGAL.search(name):
            name = LEGAL.sub("", name)
        names.add(name)
    return {n for n in names if len(n) > 2 and not n.isdigit()}


def main():
    kb = c.kb_folder(sys.argv)
    given, family, seen = collections.Counter(), collections.Counter(), set()
    for table in ("people", "people_legislators"):
        for row in c.rows("%s/%s.tsv" % (kb, table)):
            name = re.sub(r"\s*\(.*?\)|,.*", "", c.clean(row["name"]))
            words = name.split()
            if name in seen or len(words) < 2 or not row["source"].startswith("Wikidata"):
                continue
            seen.add(name)
            given[words[0]] += 1
            family[words[-1]] += 1
    out = []
    for kind, counts in (("family", family), ("given", given)):
        out += [{"word": w, "kind": kind, "source": "wikidata-ep"} for w, n in sorted(counts.items()) if n > 1 and WORD.match(w) and w[0].isupper()]
    out += [{"word": w, "kind": "company", "source": "phoenix"} for w in sorted(companies(kb))]
    c.write("language/names.tsv", COLUMNS, out)

if __name__ == "__main__":
    main()
