"""Sentences with other names in the place of theirs: half from the same set, half from the tables; some of them in one case."""
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.append(os.path.join(ROOT, "train", "tables"))
import common  # noqa: E402

KEEP, OWN, SINGLE, LOWER, UPPER = 0.35, 0.5, 0.5, 0.08, 0.12
KINDS = ("PER", "ORG", "LOC")


def lists(data):
    """Names of the tables, and of the knowledge base behind them, by kind."""
    people = set()
    for table in ("people", "people_legislators"):
        for row in common.rows(os.path.join(data, "kb", table + ".tsv")):
            name = re.sub(r"\s*\(.*?\)|,.*", "", common.clean(row["name"]))
            if 1 < len(name.split()) < 5 and name[0].isupper():
                people.add(name)
    table = lambda name: common.rows(os.path.join(common.DATA, name))
    places = [r["name"] for r in table("actors/places.tsv") if len(r["name"].split()) < 4]
    bodies = [r["name"] for r in table("actors/orgs.tsv")] + [r["word"] for r in table("language/names.tsv") if r["kind"] == "company"]
    return {"PER": sorted(people), "LOC": places, "ORG": bodies}


def spans(labels):
    out, current = [], None
    for i, tag in enumerate(labels + ["O"]):
        if current and tag[0] != "I":
            out.append((current[0], i, current[1]))
            current = None
        if tag[0] == "B":
            current = (i, tag[2:])
    return out


def words_of(name):
    return re.findall(r"[^\s\-.,'&()/]+(?:\.(?=\s|$))?|'s\b|[\-.,'&()/]", name)


def other(kind, own, tables, rng):
    """Another name of that kind, as words, and whether it is from the same set."""
    if rng.random() < OWN:
        return rng.choice(own[kind]), True
    words = words_of(rng.choice(tables[kind]))
    if kind == "PER" and rng.random() < SINGLE:
        words = words[:1] if rng.random() < 0.5 else words[-1:]
    return words, False


def renamed(sentences, data, rng, copies):
    tables, own = lists(data), {kind: [] for kind in KINDS}
    for _, words, labels in sentences:
        for a, b, kind in spans(labels):
            if kind in own:
                own[kind].append(words[a:b])
    out = []
    for _ in range(copies):
        for number, words, labels in sentences:
            names, case = [s for s in spans(labels) if s[2] in own], rng.random()
            if not names and case > 0.1:
                continue
            words, labels = list(words), list(labels)
            for a, b, kind in reversed(names):
                if rng.random() < KEEP:
                    continue
                new, same = other(kind, own, tables, rng)
                if not new or (same and b - a == 1 and len(new) > 1 and rng.random() < 0.5):
                    continue
                words[a:b] = new
                labels[a:b] = ["B-" + kind] + ["I-" + kind] * (len(new) - 1)
            if case < LOWER:
                words = [w.lower() for w in words]
            elif case < UPPER:
                words = [w.upper() for w in words]
            out.append((number, words, labels))
    return out
