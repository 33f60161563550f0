"""Checks the tables that make.py writes; prints mistakes, then the largest collisions of aliases. Exit status 1 on a mistake.

    python3 train/tables/validate.py
"""
import collections
import os
import re
import sys
import unicodedata
import common as c

HEADS = {
    "actors/countries.tsv": "id alias kind sector source",
    "actors/people.tsv": "id name aliases role org sector from to as_of basis source",
    "actors/orgs.tsv": "id name aliases type sector country cameo source",
    "actors/members.tsv": "org member from to source",
    "actors/groups.tsv": "id name aliases country sector cameo from to source",
    "actors/roles.tsv": "phrase sector cameo kind source",
    "actors/places.tsv": "id name aliases country kind lat lon population source",
    "ontology/cameo.tsv": "code name event mode context quad goldstein source",
    "ontology/plover.tsv": "event mode score quad source",
    "ontology/contexts.tsv": "context source",
    "SOURCES.tsv": "key name licence url",
}
KINDS = {"actors/countries.tsv": {"name", "former", "demonym", "capital", "government"},
         "actors/roles.tsv": {"person", "persons", "body"}, "actors/places.tsv": {"capital", "city", "region"}}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
mistakes = 0


def mistake(path, line, why):
    global mistakes
    mistakes += 1
    if mistakes <= 60:
        print("%s:%d: %s" % (path, line, why))


def load(path):
    """Rows as (line number, dict); format mistakes are reported on the way."""
    out, head = [], HEADS[path].split()
    with open(os.path.join(c.DATA, path), encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if any(unicodedata.category(x) in ("Cc", "Cf") and x != "\t" for x in line):
                mistake(path, n, "control or format character")
            if unicodedata.normalize("NFC", line) != line:
                mistake(path, n, "not NFC")
            cells = line.split("\t")
            if n == 1:
                if cells != head:
                    mistake(path, n, "columns are %s" % " ".join(cells))
                continue
            if len(cells) != len(head):
                mistake(path, n, "%d cells" % len(cells))
                continue
            if any(x != x.strip() or "  " in x for x in cells):
                mistake(path, n, "spaces around or doubled")
            out.append((n, dict(zip(head, cells))))
    return out


def main():
    tables = {p: load(p) for p in HEADS}
    sources = {r["key"] for _, r in tables["SOURCES.tsv"]}
    countries = {r["id"] for _, r in tables["actors/countries.tsv"]}
    orgs = {r["id"] for _, r in tables["actors/orgs.tsv"]}
    groups = {r["id"] for _, r in tables["actors/groups.tsv"]}
    contexts = {r["context"] for _, r in tables["ontology/contexts.tsv"]}
    modes = {(r["event"], r["mode"]) for _, r in tables["ontology/plover.tsv"]}
    for clash in sorted((orgs & groups) | (orgs & countries) | (groups & countries)):
        mistake("actors", 0, "id %s in two tables" % clash)
    keys = {"actors/countries.tsv": ("id", "alias"), "actors/people.tsv": ("id", "role", "org", "from"),
            "actors/orgs.tsv": ("id",), "actors/members.tsv": ("org", "member", "from"), "actors/groups.tsv": ("id",), "actors/roles.tsv": ("phrase",),
            "actors/places.tsv": ("id",), "ontology/cameo.tsv": ("code",), "ontology/plover.tsv": ("event", "mode"),
            "ontology/contexts.tsv": ("context",), "SOURCES.tsv": ("key",)}
    for path, rows in tables.items():
        seen = set()
        for n, r in rows:
            key = tuple(r[k] for k in keys[path])
            if key in seen:
                mistake(path, n, "again: %s" % " ".join(key))
            seen.add(key)
            if "source" in r and r["source"] not in sources:
                mistake(path, n, "unknown source %s" % r["source"])
            if path in KINDS and r["kind"] not in KINDS[path]:
                mistake(path, n, "kind %s" % r["kind"])
            for k in ("from", "to", "as_of"):
                if r.get(k) and not DATE.match(r[k]):
                    mistake(path, n, "date %s" % r[k])
            if r.get("from") and r.get("to") and c.later(r["from"], r["to"]):
                mistake(path, n, "from after to")
            if r.get("country") and r["country"] not in countries:
                mistake(path, n, "country %s" % r["country"])
            if r.get("org") and r["org"] not in countries | orgs | groups:
                mistake(path, n, "org %s" % r["org"])
            for alias in c.split(r.get("aliases", "")):
                if alias == r.get("name"):
                    mistake(path, n, "alias is the name")
    for n, r in tables["actors/people.tsv"]:
        if not r["org"] or not r["basis"] or not r["as_of"]:
            mistake("actors/people.tsv", n, "org, basis or as_of missing")
        if r["as_of"][:7] > "2026-11":
            mistake("actors/people.tsv", n, "as_of in the future")
    terms = collections.defaultdict(list)        # (org, member) -> [(from, to, line)]
    for n, r in tables["actors/members.tsv"]:
        if r["member"] not in countries or r["org"] not in orgs:
            mistake("actors/members.tsv", n, "no country '%s', or no body '%s'" % (r["member"], r["org"]))
        terms[r["org"], r["member"]].append((r["from"], r["to"], n))
    for found in map(sorted, terms.values()):
        for before, after in zip(found, found[1:]):
            if not before[1] or not c.later(after[0], before[1]):
                mistake("actors/members.tsv", after[2], "begins before line %d ends" % before[2])
    one = collections.defaultdict(set)
    for n, r in tables["actors/people.tsv"]:
        one[r["id"]].add(r["name"])
    for pid, names in one.items():
        if len(names) > 1:
            mistake("actors/people.tsv", 0, "%s has names %s" % (pid, names))
    for n, r in tables["ontology/cameo.tsv"]:
        for x in c.split(r["context"]):
            if x not in contexts:
                mistake("ontology/cameo.tsv", n, "context %s" % x)
        if r["mode"] and (r["event"], r["mode"]) not in modes:
            mistake("ontology/cameo.tsv", n, "mode %s" % r["mode"])
        if r["quad"] not in "1234" or not r["goldstein"] or not r["name"]:
            mistake("ontology/cameo.tsv", n, "quad, goldstein or name missing")
    names = collections.defaultdict(set)         # alias -> {(table, id)}
    for table in ("people", "orgs", "groups", "places"):
        for _, r in tables["actors/%s.tsv" % table]:
            for a in [r["name"]] + c.split(r["aliases"]):
                names[a].add((table, r["id"]))
    for _, r in tables["actors/countries.tsv"]:
        names[r["alias"]].add(("countries", r["id"]))
    kinds = collections.defaultdict(list)
    for a, ids in names.items():
        if len(ids) > 1:
            kinds[" + ".join(sorted({t for t, _ in ids}) if len({t for t, _ in ids}) > 1 else [next(iter(ids))[0]] * 2)].append((len(ids), a))
    print("one alias, several meanings:")
    for kind, found in sorted(kinds.items(), key=lambda k: -len(k[1])):
        print("  %-24s %5d   %s" % (kind, len(found), ", ".join("%s (%d)" % (a, k) for k, a in sorted(found, reverse=True)[:14])))
    for path, rows in tables.items():
        print("%-24s %6d rows" % (path, len(rows)))
    print("%d mistakes" % mistakes)
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
