#!/usr/bin/env python3
"""Validates records or annotations on standard input, a line each, against a JSON Schema, and their offsets and references against each other.

usage: schema.py SCHEMA [OTHER ...]     OTHER: schemas that SCHEMA refers to by their $id"""
import collections
import json
import sys

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def check_record(record):
    """What is wrong about the evidence."""
    evidence = record.get("evidence")
    if evidence and evidence["end"] - evidence["start"] != len(evidence["exact"]):
        yield f"evidence of {record['id']}: the offsets are not those of the text"


def check_sentence(s, text):
    """What is wrong about the words of a sentence and its tree."""
    at, roots = s["start"], 0
    for t in s.get("tokens", []):
        if not at <= t["start"] < t["end"] <= s["end"]:
            yield f"sentence {s['index']}: the token at {t['start']} is out of order"
        if text[t["start"]:t["end"]].strip() != text[t["start"]:t["end"]]:
            yield f"sentence {s['index']}: the token at {t['start']} has white space at an end"
        at, roots = t["end"], roots + (t["head"] == 0)
    if "tokens" in s and (roots != 1 or any(t["head"] > len(s["tokens"]) for t in s["tokens"])):
        yield f"sentence {s['index']} is no tree"


def check_annotation(record):
    """What is wrong about spans and indices of the layers."""
    sentences = record["sentences"]
    for number, s in enumerate(sentences):
        if s["index"] != number:
            yield f"sentence {number} has the index {s['index']}"
        yield from check_sentence(s, record["text"].get(s["field"], ""))
    for layer in ("mentions", "times", "quantities", "events", "statements"):
        for i, item in enumerate(record.get(layer, [])):
            if item["sentence"] >= len(sentences):
                yield f"{layer} {i}: there is no sentence {item['sentence']}"
            elif not sentences[item["sentence"]]["start"] <= item.get("start", 1 << 31) < item.get("end", 0) <= sentences[item["sentence"]]["end"] and "start" in item:
                yield f"{layer} {i} is not in its sentence"
    for i, m in enumerate(record.get("mentions", [])):
        if not m["start"] <= m["core_start"] < m["core_end"] <= m["end"] or not m["start"] <= m["head_start"] < m["end"]:
            yield f"mentions {i}: core or head is outside"
    layers = {"actor": "mentions", "recipient": "mentions", "place": "mentions", "date": "times", "quantity": "quantities", "speaker": "mentions",
              "addressee": "mentions", "refers_to": "mentions", "part_of": "quantities"}
    items = [item for layer in ("mentions", "quantities", "events", "statements") for item in record.get(layer, [])]
    for item in items + [link for item in items for link in item.get("attribution", [])]:
        for key, layer in layers.items():
            value = item.get(key, [])
            for index in value if isinstance(value, list) else [value]:
                if index >= len(record.get(layer, [])):
                    yield f"{key}: there is no {layer} {index}"


def main():
    schema, *others = (load(path) for path in sys.argv[1:])
    jsonschema.Draft202012Validator.check_schema(schema)
    resolver = jsonschema.RefResolver.from_schema(schema, store={s["$id"]: s for s in others})
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    wanted = [d["properties"]["type"]["const"] for d in (schema, *schema["$defs"].values()) if "const" in d.get("properties", {}).get("type", {})]
    passed = failed = 0
    kinds = collections.Counter()
    for line in sys.stdin:
        record = json.loads(line)
        kinds[record.get("type")] += 1
        wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator.iter_errors(record)]
        if not wrong:
            wrong = list(check_annotation(record) if record["type"] == "annotation" else check_record(record))
        print(*wrong[:3], sep="\n", end="\n" * bool(wrong))
        passed, failed = passed + (not wrong), failed + bool(wrong)
    for kind in wanted:
        if not kinds[kind]:
            print(f"there is no {kind} record")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
