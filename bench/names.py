#!/usr/bin/env python3
"""Scores the spans of names that `demarche annotate` finds against labelled sentences: strictly, both ends and the type must be right.

usage: names.py [PROGRAM]     PROGRAM is build/demarche by default; prints what the scorer prints, a block a set

The sets and the scorer are in ../shared, which is not part of this repository; a set that is not there is left out and said to be. The
program gets the words and sentences of the set, as the scorer wants them (CoNLL-U, a sentence at a time).

Types are PER, ORG and LOC; the others of a set, and mentions whose type is unknown, are left out. What counts as a name differs:
  ewt    names alone, "Okello" in "spokesman Gideon Okello"; countries are places; "Kenyan" is none
  re3d   whole phrases with titles and articles, also of people and bodies that are only described; a country that acts is an
         organisation; pronouns, which the set labels too, are left out here, so they count as not found"""
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
SCORER = os.path.join(SHARED, "eval", "other.py")

Set = collections.namedtuple("Set", "name file types span")
Sentence = collections.namedtuple("Sentence", "tokens text first")  # tokens: (form, tag); text: None if unknown; first: begins a document

TYPES = {"person": "PER", "organisation": "ORG", "group": "ORG", "country": "LOC", "place": "LOC"}


def name_alone(mention, _):
    """(start, end, type) of the name itself, None if the mention is none."""
    kind = TYPES.get(mention.get("type"))
    return kind and mention["kind"] == "name" and (mention["core_start"], mention["core_end"], kind)


def whole_phrase(mention, plural):
    """(start, end, type) of the phrase, None for pronouns and demonyms. `plural` says whether the word at an offset is one."""
    kind = TYPES.get(mention.get("type"))
    if mention["kind"] == "pronoun" or (mention["kind"] == "description" and mention.get("type") == "country"):
        return None
    if mention.get("type") == "role":
        kind = "ORG" if plural(mention["head_start"]) else "PER"
    if mention.get("type") == "country" and not mention.get("place_only"):
        kind = "ORG"
    return kind and (mention["start"], mention["end"], kind)


SETS = [
    Set("ewt", "data/names/uner_ewt_dev.tsv.gz", {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, name_alone),
    Set("re3d", "data/names/re3d_open_dev.conll.gz", {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}, whole_phrase),
]


def mapped(tag, types):
    kind = types.get(tag[2:])
    return tag[:2] + kind if kind else "O"


def read(path, types):
    """The sentences of a set, with the types of the scorer."""
    sentences, tokens, text, first = [], [], None, False
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in [*f, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[len("# text = "):]
            elif line.startswith("# newdoc"):
                first = True
            elif line and not line.startswith("# "):
                form, tag = line.split("\t")[:2]
                tokens.append((form, mapped(tag, types)))
            elif not line and tokens:
                sentences.append(Sentence(tokens, text, first))
                tokens, text, first = [], None, False
    return sentences


def places_in(text, forms):
    """Where each form stands in the text, None if one is not there."""
    places, at = [], 0
    for form in forms:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        places.append((start, at))
    return places


def put_together(forms):
    """A text of the forms and where each stands in it. Hyphens join, dashes stand apart; a straight quotation mark opens if none is open."""
    text, places, open_quote, join = "", [], False, True
    for form in forms:
        before = bool(re.fullmatch(r"[.,;:!?%)\]}’”'\-/]|'\w{1,2}|n't|\.\.+", form)) or (form == '"' and open_quote)
        if not (join or before):
            text += " "
        places.append((len(text), len(text) + len(form)))
        text += form
        join = form in ("(", "[", "{", "$", "£", "€", "“", "‘", "-", "/", "’") or (form == '"' and not open_quote)
        open_quote ^= form == '"'
    return text, places


def spell(sentence):
    forms = [form for form, _ in sentence.tokens]
    places = sentence.text and places_in(sentence.text, forms)
    return (sentence.text, places) if places else put_together(forms)


def write_input(sentences, path):
    """Writes the sentences as CoNLL-U and returns the places of the words of each."""
    places = []
    with open(path, "w", encoding="utf-8") as out:
        for s in sentences:
            text, own, at = *spell(s), 0
            places.append([])
            for t, (form, _) in enumerate(s.tokens):
                joined = t + 1 == len(own) or own[t][1] == own[t + 1][0]
                out.write("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n" % (t + 1, form, "SpaceAfter=No" if joined else "_"))
                places[-1].append((at, at + len(form)))
                at += len(form) + (not joined)
            out.write("\n")
    return places


def label(tags, places, start, end, kind):
    """Labels the words that a span covers, unless one of them has a label."""
    inside = [t for t, (a, b) in enumerate(places) if a < end and start < b]
    if any(tags[t] != "O" for t in inside):
        return
    for k, t in enumerate(inside):
        tags[t] = ("I-" if k else "B-") + kind


def annotate(program, sentences, span, path):
    """The tags that the program gives the words, a list a sentence."""
    places = write_input(sentences, path)
    tags = [["O"] * len(s.tokens) for s in sentences]
    done = subprocess.run([program, "annotate", "--conllu", path], stdout=subprocess.PIPE, check=True)
    for own, where, line in zip(tags, places, done.stdout.decode().splitlines(), strict=True):
        annotation = json.loads(line)
        plural = {t["start"] for s in annotation["sentences"] for t in s["tokens"] if "Number=Plur" in t.get("feats", "")}
        for mention in sorted(annotation["mentions"], key=lambda m: (m["start"], -m["end"])):
            found = span(mention, plural.__contains__)
            if found:
                label(own, where, *found)
    return tags


def write_tags(sentences, tags, path):
    with open(path, "w", encoding="utf-8") as out:
        for s, own in zip(sentences, tags):
            out.writelines(f"{form}\t{tag}\n" for (form, _), tag in zip(s.tokens, own))
            out.write("\n")


def score(program, folder):
    """Yields (set, what the scorer prints)."""
    for one in SETS:
        gold = os.path.join(SHARED, one.file)
        if not os.path.exists(gold) or not os.path.exists(SCORER):
            print(f"names.{one.name}: left out, {os.path.relpath(gold, ROOT)} is not there")
            continue
        sentences = read(gold, one.types)
        docs, right, found = (os.path.join(folder, f"names-{one.name}.{end}") for end in ("conllu", "gold", "found"))
        write_tags(sentences, [[tag for _, tag in s.tokens] for s in sentences], right)
        write_tags(sentences, annotate(program, sentences, one.span, docs), found)
        done = subprocess.run([sys.executable, SCORER, "names", right, found], stdout=subprocess.PIPE, text=True, check=True)
        yield one.name, done.stdout


def main():
    program = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(ROOT, "build", "demarche")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in score(program, folder):
            print(f"{name}\n{text}", end="")


if __name__ == "__main__":
    main()
