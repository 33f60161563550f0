#!/usr/bin/env python3
"""How far two labellings of the same texts agree.

    agreement.py FIRST.txt SECOND.txt

Entries are matched by name. An event of the first agrees with one of the second if both have the same PLOVER event and their triggers share a word, else the same
event alone counts as `event`. Prints F1 of events and, for those that agree, how often status, the first two digits of CAMEO, actor and recipient do."""
import collections
import os
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))
import run  # noqa: E402  the reader of the same format


def events(path):
    return {name: [run.parse(x) for x in expected if x.startswith("event ")] for name, _, _, expected in run.read(path)}


def words(keys):
    return set(keys.get("trigger", [""])[0].lower().split())


def main():
    first, second = map(events, sys.argv[1:3])
    n, counts, same = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for name in first:
        left = list(second.get(name, []))
        n["first"] += len(first[name])
        n["second"] += len(left)
        n["none"] += (not first[name]) == (not left)
        n["entries"] += 1
        for _, event, keys in first[name]:
            hit = next((x for x in left if x[1] == event and words(x[2]) & words(keys)), None) or next((x for x in left if x[1] == event), None)
            place = next((x for x in left if words(x[2]) & words(keys)), None)
            counts["place"] += place is not None
            if not hit:
                continue
            left.remove(hit)
            counts["event"] += 1
            counts["event and trigger"] += bool(words(hit[2]) & words(keys))
            for key in ("status", "cameo", "actor", "recipient"):
                a, b = keys.get(key), hit[2].get(key)
                if key == "cameo" and a and b:
                    same[key].append(a[0][:2] == b[0][:2])
                elif key in ("actor", "recipient"):
                    same[key].append((not a and not b) or bool(a and b and run.overlaps(a[0], b[0])))
                elif a and b:
                    same[key].append(a == b)
    print("%d entries, events %d and %d; event or none agrees in %.3f" % (n["entries"], n["first"], n["second"], n["none"] / n["entries"]))
    for key, value in counts.items():
        print("%-18s F1 %.3f (%d)" % (key, 2 * value / (n["first"] + n["second"]), value))
    for key, value in same.items():
        print("%-18s %.3f (%d)" % (key, sum(value) / len(value), len(value)))


if __name__ == "__main__":
    main()
