#!/usr/bin/env python3
"""Validates records on standard input, a line each, against a JSON Schema. usage: schema.py SCHEMA"""
import collections
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
passed = failed = 0
kinds = collections.Counter()
for line in sys.stdin:
    record = json.loads(line)
    kinds[record.get("type")] += 1
    errors = list(validator.iter_errors(record))
    passed, failed = passed + (not errors), failed + bool(errors)
    for e in errors[:3]:
        print(f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}")
    text = record.get("evidence", {})
    if text and text["end"] - text["start"] != len(text["exact"]):
        print(f"evidence of {record['id']}: the offsets are not those of the text")
        failed += 1
for kind in ("event", "statement", "document"):
    if not kinds[kind]:
        print(f"there is no {kind} record")
        failed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
