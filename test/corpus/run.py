#!/usr/bin/env python3
"""Corpus tests: readable text against records.

usage: run.py [--update] [--verbose] [--only FOLDER] [PROGRAM]          PROGRAM is build/demarche by default

Files are test/corpus/<folder>/*.txt with entries

    === name
    @date 2023-05-04                  header lines, any number: date, title
    The text, as many lines as it has.
    ---
    expected records, one a line

Folder `event`: what a careful reader would write down. An expected line is `event NAME key=value ...` (NAME is a PLOVER event or SAY),
`statement key=value ...`, or `none`. Keys left out are not compared; actor=, recipient=, quote= may repeat. An entry passes when every
expected record has a record of its own with
  * the same event, and CAMEO codes that agree on two digits;
  * the same status, mode, date, kind where they are given;
  * an actor (recipient, speaker, quote) for each one given: they share half of the shorter text, and the record's is at most twice as long and
    20 characters, so that a whole sentence matches nothing;
  * codes that begin with the one given, or are a country where that is all.
The words of the trigger and the exact words of actors and recipients are counted (`trigger`, `actor_exact`), not asked for.
`none` passes when there is no event but bare statements (CAMEO 01) and ones that are negated, denied, hypothetical or historical.
Entries that do not pass yet are listed in <folder>/known-failures.txt; a listed entry that passes and an unlisted one that fails are both
failures, so that progress and loss are seen. --update rewrites the list.

Folder `name`: lines are `mention "words" key=value ...` or `none`, judged on what `demarche explain` prints of actors. A mention passes when
one with these words, or these words and a title, has the same name (accents aside), country, org, sector and cameo where they are
given; LOC must be a place, GPE must not be only a place. `none` passes when nothing was found in a table. known-failures.txt as above.

Folder `actor`: who did it to whom. A line is `act trigger=... actor=... actor_code=... recipient=... recipient_code=...`, where actors and recipients may
repeat. An act is right when one record has for each side as many mentions with a code as are given, those codes, and words that meet the given ones; which
event it is does not matter, but of several records those with the trigger's words come first. An entry passes when its first act, the main one, is
right; `act` counts all of them. known-failures.txt as above.

Folder `exact`: the expected lines are all records of the text in a compact form, compared exactly. --update rewrites them in place.

The last line is `N passed, N failed`."""
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
QUIET = {"negated", "denied", "hypothetical", "historical"}


def read(path):
    """[(name, headers, text, [expected lines])]"""
    entries = []
    for block in re.split(r"(?m)^=== ", open(path, encoding="utf-8").read())[1:]:
        head, _, expected = block.partition("\n---\n")
        lines = head.split("\n")
        name, headers, n = lines[0].strip(), {}, 1
        while n < len(lines) and lines[n].startswith("@"):
            key, _, value = lines[n][1:].partition(" ")
            headers[key] = value.strip()
            n += 1
        entries.append((name, headers, "\n".join(lines[n:]).strip("\n"), [x for x in expected.split("\n") if x.strip()]))
    return entries


def files(folder):
    path = os.path.join(HERE, folder)
    return sorted(os.path.join(path, f) for f in os.listdir(path) if f.endswith(".txt") and f != "known-failures.txt")


def code(program, entries, options=()):
    """Records by entry, in one process."""
    docs = "".join(json.dumps({"id": str(i), "date": h.get("date"), "title": h.get("title"), "text": t}) + "\n" for i, (_, h, t, _) in enumerate(entries))
    out = subprocess.run([program, "code", *options, "--format", "jsonl", "-"], input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout
    records = [[] for _ in entries]
    for line in out.decode().splitlines():
        record = json.loads(line)
        records[int(record["doc"]["ref"])].append(record)
    return records


def parse(line):
    """('event', 'AID', {key: [values]}); values may stand in double quotes."""
    kind, _, rest = line.strip().partition(" ")
    name, keys = "", {}
    for key, quoted, bare in re.findall(r'(?:(\w+)=)?(?:"([^"]*)"|(\S+))', rest):
        if key:
            keys.setdefault(key, []).append(quoted or bare)
        else:
            name = quoted or bare
    return kind, name, keys


def overlaps(want, have):
    """Two texts of one sentence mean the same phrase: the longest run of words that they share is half of the shorter one."""
    a, b = (re.findall(r"\w+|[^\w\s]", x.lower()) for x in (want, have))
    if len(have) > 2 * len(want) + 20:
        return False
    run = max((n for i in range(len(a)) for j in range(len(b)) for n in [shared_run(a[i:], b[j:])]), key=len, default=[])
    return 0 < min(len("".join(a)), len("".join(b))) <= 2 * len("".join(run))


def shared_run(a, b):
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return a[:n]


def all_there(wanted, texts):
    left = list(texts)
    for want in wanted:
        hit = next((t for t in left if overlaps(want, t)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def same_code(want, have):
    return have == want or (len(want) > 3 and have.startswith(want))


def check_event(name, keys, r):
    """What agrees of what is asked, `event` first, and of what is only counted: {aspect: bool} twice."""
    ok, seen = {"event": (r.get("event") or "SAY") == name}, {}
    if "trigger" in keys:
        seen["trigger"] = overlaps(keys["trigger"][0], r["trigger"]["text"])
    want = keys.get("cameo", [""])[0]
    if want:
        have = r.get("cameo", "")
        ok["cameo"] = have[:2] == want[:2]
    for key in ("status", "mode"):
        if key in keys:
            ok[key] = r.get(key) == keys[key][0]
    if "date" in keys:
        lo, _, hi = keys["date"][0].partition("..")
        d = r.get("date", {})
        ok["date"] = d.get("from") == lo and (not hi or d.get("to") == hi)
    for side in ("actor", "recipient"):
        people = r.get(side, [])
        if side in keys:
            texts = [p["text"] for p in people]
            ok[side] = all_there(keys[side], texts)
            seen[side + "_exact"] = set(keys[side]) <= set(texts)
        if side + "_code" in keys:
            have = [p.get("cameo") or p.get("country") or "" for p in people]
            ok[side + "_code"] = all(any(same_code(want, c) for c in have) for want in keys[side + "_code"])
    return ok, seen


def check_statement(keys, r):
    ok = {}
    if "speaker" in keys:
        ok["speaker"] = all_there(keys["speaker"], [r.get("speaker", {}).get("text", "")])
    if "kind" in keys:
        ok["kind"] = r.get("kind") == keys["kind"][0]
    if "quote" in keys:
        ok["quote"] = all(len(q) == 1 or any(overlaps(q, t["text"]) for t in r["quote"]) for q in keys["quote"])
    return ok, {}


def judge(expected, records, tally):
    """True if the entry passes; counts aspects of the best candidates in `tally`."""
    left, good = list(records), True
    for line in expected:
        if line.strip() == "none":
            bad = [r for r in records if r["type"] == "event" and r.get("event") and r["status"] not in QUIET]
            tally.setdefault("none", []).append(not bad)
            good = good and not bad
            continue
        kind, name, keys = parse(line)
        options = [(check_event(name, keys, r) if kind == "event" else check_statement(keys, r), r) for r in left if r["type"] == kind]
        (best, seen), record = max(options, key=lambda x: (x[0][0].get("event", True), sum(x[0][0].values()), sum(x[0][1].values())),
                                   default=(({"event": False}, {}), None))
        if kind == "event":
            tally.setdefault("event", []).append(best["event"])
            if best["event"]:
                for key, value in (best | seen).items():
                    if key != "event":
                        tally.setdefault(key, []).append(value)
        else:
            tally.setdefault("statement", []).append(bool(best) and all(best.values()) and record is not None)
        if not all(best.values()) or record is None:
            good = False
        if record is not None and best.get("event", True):
            left.remove(record)
    return good


def side_right(side, keys, record):
    """As many with a code as are wanted, with these codes and words that meet."""
    words, codes = keys.get(side, []), keys.get(side + "_code", [])
    people = record.get(side, [])
    coded = [p for p in people if p.get("cameo")]
    have = [p.get("cameo", "") for p in coded]
    inside = [p for p in coded if any(q is not p and q["start"] <= p["start"] and p["end"] <= q["end"] for q in coded)]  # other sides of one phrase
    if len(coded) - len(inside) > len(words) or not all_there(words, [p["text"] for p in people]):
        return False
    for want in codes:
        hit = next((c for c in have if same_code(want, c)), None)
        if hit is None:
            return False
        have.remove(hit)
    return True


def judge_acts(expected, records, tally):
    good = None
    for line in expected:
        _, _, keys = parse(line)
        events = [r for r in records if r["type"] == "event"]
        options = [r for r in events if overlaps(keys["trigger"][0], r["trigger"]["text"])] or events
        sides = [(side_right("actor", keys, r), side_right("recipient", keys, r)) for r in options]
        best = max(sides, key=sum, default=None)
        tally.setdefault("found", []).append(best is not None)
        for side, right in zip(("actor", "recipient"), best or ()):
            if side in keys:
                tally.setdefault(side, []).append(right)
        tally.setdefault("act", []).append(best == (True, True))
        good = best == (True, True) if good is None else good
    return good


def compact(records):
    lines = []
    for r in records:
        def people(side):
            return "".join(' %s="%s" %d-%d%s' % (side, p["text"], p["start"], p["end"], " " + p["cameo"] if p.get("cameo") else "") for p in r.get(side, []))
        if r["type"] == "event":
            date = "" if "date" not in r else " date=%s..%s" % (r["date"].get("from", "?"), r["date"].get("to", "?"))
            place = "" if "place" not in r else ' place="%s"' % r["place"]["name"]
            objects = "".join(' object="%s" %s' % (o["text"], o.get("kind", "-")) for o in r.get("object", []))
            amounts = "".join(" amount=%s%s%s" % (q["rel"], q["value"], " " + q["unit"] if "unit" in q else "") for q in r.get("quantity", []))
            said = "".join(' said_by="%s"' % a["speaker"]["text"] for a in r["attribution"])
            dead = "".join(" %s=%d" % (k, v["best"]) for k, v in r.get("casualties", {}).items())
            lines.append("event %s%s cameo=%s status=%s%s%s%s%s%s%s%s%s trigger=\"%s\" %d-%d%s" % (
                r.get("event", "SAY"), " mode=" + r["mode"] if "mode" in r else "", r["cameo"], r["status"], date, people("actor"), people("recipient"),
                place, objects, amounts, dead, said, r["trigger"]["text"], r["trigger"]["start"], r["trigger"]["end"], " main" if r["main"] else ""))
        elif r["type"] == "statement":
            s = r.get("speaker")
            who = "" if s is None else ' speaker="%s" %d-%d%s' % (s["text"], s["start"], s["end"], " " + s["cameo"] if s.get("cameo") else "")
            lines.append("statement %s%s%s" % (r["kind"], who, "".join(' quote="%s" %d-%d' % (q["text"], q["start"], q["end"]) for q in r["quote"])))
    return [x.replace("\n", " ") for x in lines] or ["none"]


def mentions(program, entries):
    """Actors that explain prints, by entry: {text, kind, only_place, name, country, ...}."""
    docs = "".join(json.dumps({"id": str(i), "date": h.get("date"), "text": t}) + "\n" for i, (_, h, t, _) in enumerate(entries))
    out = subprocess.run([program, "explain", "--threads", "1", "-"], input=docs.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    found, at = [[] for _ in entries], -1
    for line in out.splitlines():
        document = re.match(r"document (\d+)\b", line)
        actor = re.match(r' +actor "(.*)" (\w+), (\w+)(, only a place)?((?: [a-z]+=.*)?)$', line)
        if document:
            at = int(document[1])
        elif actor and at >= 0:
            keys = dict(re.findall(r" (name|id|country|org|sector|role|cameo)=(.*?)(?= (?:name|id|country|org|sector|role|cameo)=|$)", actor[5]))
            found[at].append(keys | {"text": actor[1], "kind": actor[2], "only_place": bool(actor[4])})
    return found


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def judge_mention(words, keys, m):
    ok = {"found": True}
    for key in ("name", "country", "org", "sector", "cameo"):
        if key in keys:
            ok[key] = plain(m.get(key, "")) == plain(keys[key][0]) or (key == "cameo" and same_code(keys[key][0], m.get(key, "")))
    kind = keys.get("type", [""])[0]
    if kind in ("LOC", "GPE"):
        ok["place"] = (m["only_place"] or m["kind"] == "place") == (kind == "LOC")
    return ok


def judge_names(expected, found, tally):
    good = True
    for line in expected:
        kind, words, keys = parse(line)
        if kind == "none":
            bad = [m for m in found if "id" in m]
            tally.setdefault("none", []).append(not bad)
            good = good and not bad
            continue
        options = [m for m in found if m["text"] == words] or [m for m in found if re.search(r"(?:^|\W)%s$" % re.escape(words), m["text"])] or \
                  [m for m in found if m["text"] == re.sub(r"^(?:the|a|an) ", "", words, flags=re.I)]
        best = max((judge_mention(words, keys, m) for m in options), key=lambda ok: sum(ok.values()), default={"found": False})
        for key, value in best.items():
            tally.setdefault(key, []).append(value)
        good = good and all(best.values())
    return good


def run_targets(program, folder, update, verbose):
    coder, judge_one = {"name": (mentions, judge_names), "actor": (code, judge_acts), "event": (code, judge)}[folder]
    known_path = os.path.join(HERE, folder, "known-failures.txt")
    known = set(open(known_path, encoding="utf-8").read().split("\n")) - {""} if os.path.exists(known_path) else set()
    named = [(os.path.basename(p)[:-4] + "/" + e[0],) + e[1:] for p in files(folder) for e in read(p)]
    failing, tally, wrong = [], {}, 0
    for entry, records in zip(named, coder(program, named)):
        good = judge_one(entry[3], records, tally)
        if not good:
            failing.append(entry[0])
        if good == (entry[0] in known) and not update:
            wrong += 1
            print("%s: %s" % (entry[0], "passes, and is listed as failing" if good else "fails"))
        if verbose and not good:
            print("  %s\n    want %s\n    have %s" % (entry[2], "\n         ".join(entry[3]), "\n         ".join(map(str, records) if folder == "name" else compact(records))))
    if update:
        with open(known_path, "w", encoding="utf-8") as f:
            f.write("".join(x + "\n" for x in failing))
    print("corpus/%s: %d of %d entries right; " % (folder, len(named) - len(failing), len(named)) +
          ", ".join("%s %.3f (%d)" % (k, sum(v) / len(v), len(v)) for k, v in sorted(tally.items())))
    return len(named) - wrong, wrong


def run_exact(program, folder, update):
    passed = failed = 0
    for path in files(folder):
        entries = read(path)
        have = [compact(r) for r in code(program, entries)]
        for entry, lines in zip(entries, have):
            good = entry[3] == lines
            passed, failed = passed + (good or update), failed + (not good and not update)
            if not good and not update:
                print("%s: %s\n  want %s\n  have %s" % (os.path.basename(path), entry[0], "\n       ".join(entry[3]), "\n       ".join(lines)))
        if update:
            with open(path, "w", encoding="utf-8") as f:
                f.write("\n".join("=== %s\n%s%s\n---\n%s\n" % (n, "".join("@%s %s\n" % x for x in h.items()), t, "\n".join(lines))
                                  for (n, h, t, _), lines in zip(entries, have)))
    return passed, failed


def main():
    args = sys.argv[1:]
    only = args.pop(args.index("--only") + 1) if "--only" in args else None
    update, verbose = "--update" in args, "--verbose" in args
    paths = [a for a in args if not a.startswith("--")]
    program = paths[0] if paths else os.path.join(ROOT, "build", "demarche")
    passed = failed = 0
    for folder in [only] if only else ("event", "name", "actor", "exact"):
        p, f = run_exact(program, folder, update) if folder == "exact" else run_targets(program, folder, update, verbose)
        passed, failed = passed + p, failed + f
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
