#!/usr/bin/env python3
"""Checks the frame tables and the object kinds, and counts what they cover. Standard library only.

  check_frames.py [--data DIR] [--ontology DIR] [--quiet]

DIR defaults to the `data` folder of this repository and its `ontology`. The ontology folder holds, under either name,
  plover_scores.tsv or plover.tsv       columns event, mode (every pair that exists)
  plover_contexts.tsv or contexts.tsv   column context
  cameo_goldstein.tsv or cameo.tsv      column cameo or code

Prints mistakes as file:line: reason, then rows and triggers for each event and the three-digit CAMEO codes that no
frame reaches. Exit 1 if there is a mistake.
"""
import argparse
import collections
import pathlib
import re
import sys

FRAME_COLUMNS = ["id", "trigger", "pos", "pattern", "event", "mode", "context", "cameo", "example", "source"]
LIGHT_COLUMNS = ["verb", "particle", "actor", "source"]
KIND_COLUMNS = ["kind", "parent", "words", "source"]
RELATIONS = {"nsubj", "obj", "iobj", "obl", "nmod", "poss", "compound", "amod", "xcomp", "ccomp", "advcl", "prt"}
WITH_WORDS = {"obl", "nmod", "prt", "advcl"}
NEEDS_WORDS = {"obl", "nmod", "prt"}
ROLES = {"actor", "recipient", "object", "place"}
FLAGS = {"actor", "thing", "country", "person"}
KEYS = {"lemma", "kind", "sector", "upos"}
UPOS = {"ADJ", "ADP", "ADV", "AUX", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "VERB", "X"}
SECTORS = {"GOV", "MIL", "LEG", "JUD", "OPP", "REB", "SPY", "UAF", "COP", "CVL", "IGO", "NGO", "BUS", "MED", "EDU",
           "PTY", "REL", "ELI", "CRM", "LAB", "AGR", "HLH", "REF"}
ARGUMENT = re.compile(r"(?P<rel>[a-z/]+)(?:\((?P<words>[^()]*)\))?(?P<must>!)?(?:=(?P<role>[a-z]+))?"
                      r"(?:\{(?P<conds>[^{}]*)\})?$")
WORD = re.compile(r"[^\W\d_A-Z][^\s|,{}()]*$|[A-Z][^\s|,{}()]*$")


class Report:
    def __init__(self):
        self.mistakes = 0

    def bad(self, path, number, reason):
        self.mistakes += 1
        print(f"{path}:{number}: {reason}")


def rows(path, columns, report):
    """Yields (line number, cells by column) of a table, after checking header and width."""
    with open(path, encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if number == 1:
                if line.split("\t") != columns:
                    report.bad(path.name, 1, "header is not " + " ".join(columns))
                continue
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != len(columns):
                report.bad(path.name, number, f"{len(cells)} cells, not {len(columns)}")
                continue
            if any(cell != cell.strip() for cell in cells):
                report.bad(path.name, number, "space at the edge of a cell")
            if not cells[-1]:
                report.bad(path.name, number, "no source")
            yield number, dict(zip(columns, cells))


def column(folder, names, *wanted):
    """The cells of the first wanted column set that exists, from the first file that exists."""
    for name in names:
        path = folder / name
        if not path.exists():
            continue
        lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf8") if not line.startswith("#")]
        header = lines[0]
        for keys in wanted:
            if all(key in header for key in keys):
                at = [header.index(key) for key in keys]
                return {tuple(cells[i] if i < len(cells) else "" for i in at) for cells in lines[1:] if cells[0]}
    sys.exit(f"no {' or '.join(names)} with {wanted} in {folder}")


def read_ontology(folder):
    modes = column(folder, ["plover_scores.tsv", "plover.tsv"], ("event", "mode"))
    contexts = {c for (c,) in column(folder, ["plover_contexts.tsv", "contexts.tsv"], ("context",))}
    codes = {c for (c,) in column(folder, ["cameo_goldstein.tsv", "cameo.tsv"], ("cameo",), ("code",))}
    return modes, contexts, codes


def check_condition(text, kinds):
    """None, or what is wrong with one condition."""
    body = text[4:] if text.startswith("not-") else text
    if body in FLAGS:
        return None
    key, colon, values = body.partition(":")
    if not colon or key not in KEYS:
        return f"no such condition: {text}"
    values = values.split("|")
    if len(set(values)) != len(values):
        return f"a value stands twice in {text}"
    known = {"kind": kinds, "sector": SECTORS, "upos": UPOS}.get(key)
    for value in values:
        if known is not None and value not in known:
            return f"no such {key}: {value}"
        if known is None and not WORD.match(value):
            return f"not a lemma: {value!r}"
    return None


def check_argument(text, pos, kinds):
    """None, or what is wrong with one argument of a pattern."""
    match = ARGUMENT.match(text)
    if not match:
        return f"not an argument: {text}"
    relations = match["rel"].split("/")
    for relation in relations:
        if relation not in RELATIONS:
            return f"no such relation: {relation}"
        if pos == "noun" and relation in ("nsubj", "obj", "iobj"):
            return f"{relation} in the frame of a noun"
    words = match["words"]
    if words is None and any(r in NEEDS_WORDS for r in relations):
        return f"{text} names no preposition"
    if words is not None:
        if len(relations) > 1 or relations[0] not in WITH_WORDS:
            return f"{text}: a preposition does not belong here"
        if not all(re.fullmatch(r"[a-z]+", word) for word in words.split("|")):
            return f"{text}: not a preposition"
    if match["role"] and match["role"] not in ROLES:
        return f"no such role: {match['role']}"
    if match["conds"] is not None:
        for condition in match["conds"].split(","):
            wrong = check_condition(condition, kinds)
            if wrong:
                return wrong
    return None


def check_kinds(path, report):
    kinds, words, parents = set(), {}, []
    for number, row in rows(path, KIND_COLUMNS, report):
        if row["kind"] in kinds:
            report.bad(path.name, number, f"kind {row['kind']} stands twice")
        kinds.add(row["kind"])
        parents.append((number, row["kind"], row["parent"]))
        for word in row["words"].split("|"):
            if not word or word != word.lower():
                report.bad(path.name, number, f"not a lower case phrase: {word!r}")
            if word in words:
                report.bad(path.name, number, f"{word!r} is also of kind {words[word]}")
            words[word] = row["kind"]
    above = {kind: parent for _, kind, parent in parents}
    for number, kind, parent in parents:
        seen = {kind}
        while parent:
            if parent not in kinds or parent in seen:
                report.bad(path.name, number, f"parent {parent} is unknown or a loop")
                break
            seen.add(parent)
            parent = above[parent]
    return kinds


def check_frame(row, kinds, ontology):
    """Yields what is wrong with one frame."""
    modes, contexts, codes = ontology
    triggers = row["trigger"].split("|")
    if len(set(triggers)) != len(triggers):
        yield "a trigger stands twice"
    for trigger in triggers:
        if not WORD.match(trigger) or trigger != trigger.lower():
            yield f"not a lemma: {trigger!r}"
    if row["pos"] not in ("verb", "noun", "adj"):
        yield f"no such pos: {row['pos']}"
    for argument in row["pattern"].split(" ") if row["pattern"] else []:
        wrong = check_argument(argument, row["pos"], kinds)
        if wrong:
            yield wrong
    event, mode, code = row["event"], row["mode"], row["cameo"]
    if event in ("SAY", "-"):
        if mode:
            yield "a mode without an event"
    elif (event, mode) not in modes:
        yield f"no such event and mode: {event} {mode}"
    for context in row["context"].split("|") if row["context"] else []:
        if context not in contexts:
            yield f"no such context: {context}"
    if event == "-":
        if code:
            yield "a code without an event"
    elif code not in codes:
        yield f"no such CAMEO code: {code!r}"
    if event == "SAY" and not code.startswith("01"):
        yield "SAY is for CAMEO 01"
    if not row["example"] or row["example"][-1] not in ".?!\"":
        yield "the example is not a sentence"


def main():
    home = pathlib.Path(__file__).resolve().parents[2]
    options = argparse.ArgumentParser(description="Checks the frame tables.")
    options.add_argument("--data", type=pathlib.Path, default=home / "data")
    options.add_argument("--ontology", type=pathlib.Path)
    options.add_argument("--quiet", action="store_true", help="print mistakes only")
    given = options.parse_args()
    report = Report()
    ontology = read_ontology(given.ontology or given.data / "ontology")
    kinds = check_kinds(given.data / "objects" / "kinds.tsv", report)
    ids, patterns = {}, {}
    count, triggers, reached = collections.Counter(), collections.defaultdict(set), set()
    for path in sorted((given.data / "frames").glob("*.tsv")):
        if path.name == "light.tsv":
            for number, row in rows(path, LIGHT_COLUMNS, report):
                if row["actor"] not in RELATIONS:
                    report.bad(path.name, number, f"no such relation: {row['actor']}")
            continue
        for number, row in rows(path, FRAME_COLUMNS, report):
            for wrong in check_frame(row, kinds, ontology):
                report.bad(path.name, number, wrong)
            if row["id"] in ids:
                report.bad(path.name, number, f"id {row['id']} is also that of {ids[row['id']]}")
            ids[row["id"]] = f"{path.name}:{number}"
            for trigger in row["trigger"].split("|"):
                key = trigger, row["pos"], row["pattern"]
                if key in patterns:
                    report.bad(path.name, number, f"{trigger} has the same pattern in {patterns[key]}")
                patterns[key] = f"{path.name}:{number}"
                triggers[row["event"]].add((trigger, row["pos"]))
            count[row["event"]] += 1
            reached.add(row["cameo"][:3])
    if not given.quiet:
        for event in sorted(count):
            print(f"{event:10} {count[event]:5} rows {len(triggers[event]):5} triggers")
        every = set().union(*triggers.values())
        events = set().union(*(found for event, found in triggers.items() if event != "-"))
        print(f"{'all':10} {sum(count.values()):5} rows {len(every):5} triggers, {len(events)} of them with an event")
        print(f"{len(kinds)} kinds of objects")
        missing = sorted({code[:3] for code in ontology[2] if len(code) >= 3} - reached)
        print("CAMEO codes without a frame:", " ".join(missing) or "none")
    print(f"{report.mistakes} mistakes")
    return 1 if report.mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
