#!/usr/bin/env python3
"""Times and amounts against labelled texts: what `demarche annotate` finds, where, and what it makes of it.

usage: when.py [--verbose] [PROGRAM]     build/demarche by default; --verbose prints what is wrong, and the extents and values of WikiWars that differ

The sets and the scorer are in ../shared, which is not part of this repository; a set that is not there is left out and said to be.

wikiwars   histories of wars with TIMEX2 extents and values, given without a date: so everything must come from the text. A stretch of ours ("from May 3 to
           May 5") is two times there, and each end is given as its own.
ms.date    cases of a recogniser for a dialogue, each with the date of its utterance. A case is right when every time of it is found with its value or
           its interval, and nothing else is. Where the set leaves open which of several dates is meant, each is right. Its stretches end where the last
           unit begins or ends ("2014 to 2018"), both are right; its vague numbers are threes ("a few days" is P3D), ours are X; "two
           months ago" is a day there and a month here, "the next three days" begin a day later, a century a year earlier. What it leaves open must stay
           open. A limit ("before 2010",
           "since August") is right with the same unit and the mark of a limit.
ms.amount  the same for numbers with a unit: value and, for money, the currency, must be right.

Most of the cases of ms.* are not what news are written in. Left out, by the rules LEFT_OUT, and counted: what gives orders to an assistant or asks a data base,
times of the clock, days in figures without a year, and so on. The rules look at the case and its labels, never at what we make of it; they were written with
the set in sight. The figure `.all` is that of all cases."""
import collections
import datetime
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
TIME = os.path.join(SHARED, "data", "time")
WIKIWARS = os.path.join(TIME, "wikiwars.jsonl.gz")
DATES = os.path.join(TIME, "ms_recognizers_datetime_en.jsonl")
AMOUNTS = os.path.join(TIME, "ms_recognizers_quantity_en.jsonl")

JOINTS = re.compile(r"\s*(?:-|–|—|--|~|\b(?:to|and|until|till|through|or)\b(?:\s+the\b)?)\s*")


def annotate(program, docs, folder):
    """The annotation of each document."""
    path = os.path.join(folder, "when.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
    done = subprocess.run([program, "annotate", path], stdout=subprocess.PIPE, check=True)
    found = {a["doc"]["ref"]: a for a in map(json.loads, done.stdout.decode().splitlines())}
    return [found.get(d["id"], {"times": [], "quantities": []}) for d in docs]


def ends_apart(text, time):
    """A stretch as its two ends, each {start, end, type, value}."""
    value, words = time.get("value"), text[time["start"]:time["end"]]
    joint = None
    if value and "/" in value:
        middle = [m for m in JOINTS.finditer(words) if m.start() > 0 and m.end() < len(words)]
        joint = min(middle, key=lambda m: abs(len(words) - m.start() - m.end()), default=None)
    if joint is None:
        return [{"start": time["start"], "end": time["end"], "type": time["type"], "value": value}]
    first, last = value.split("/")
    return [{"start": time["start"], "end": time["start"] + joint.start(), "type": time["type"], "value": first},
            {"start": time["start"] + joint.end(), "end": time["end"], "type": time["type"], "value": last}]


def wikiwars(program, folder, verbose):
    """What the scorer prints."""
    with gzip.open(WIKIWARS, "rt", encoding="utf-8") as f:
        gold = [json.loads(line) for line in f]
    for d in gold:
        for t in d["timex"]:
            t.setdefault("type", None)
    found = annotate(program, [{"id": d["id"], "text": d["text"]} for d in gold], folder)
    right, system = os.path.join(folder, "wikiwars.gold"), os.path.join(folder, "wikiwars.found")
    rows = [{"id": d["id"], "timex": [t for x in a["times"] for t in ends_apart(d["text"], x)]} for d, a in zip(gold, found)]
    for path, data in ((right, gold), (system, rows)):
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in data)
    if verbose:
        for d, row in zip(gold, rows):
            differences(d, row["timex"])
    return subprocess.run([sys.executable, SCORER, "timex", right, system], stdout=subprocess.PIPE, text=True, check=True).stdout


def differences(doc, mine):
    """Prints the times that are missing, too many, or of another value, paired as the scorer does."""
    used, text = set(), doc["text"]
    for g in doc["timex"]:
        same = [j for j, m in enumerate(mine) if j not in used and m["start"] == g["start"] and m["end"] == g["end"]]
        near = [j for j, m in enumerate(mine) if j not in used and m["start"] < g["end"] and g["start"] < m["end"]]
        at = (same or near or [None])[0]
        before, behind = text[max(0, g["start"] - 60):g["start"]], text[g["end"]:g["end"] + 30]
        context = f"{before}[{text[g['start']:g['end']]}]{behind}".replace("\n", "/")
        if at is None:
            print(f"MISSING\t{doc['id']}\t{g['value']}\t{context}")
            continue
        used.add(at)
        if str(mine[at]["value"]) != str(g["value"]):
            print(f"VALUE\t{doc['id']}\t{g['value']}\t{mine[at]['value']}\t{text[mine[at]['start']:mine[at]['end']]}\t{context}")
    for j, m in enumerate(mine):
        if j not in used:
            print(f"EXTRA\t{doc['id']}\t{m['value']}\t{text[max(0, m['start'] - 60):m['start']]}[{text[m['start']:m['end']]}]{text[m['end']:m['end'] + 30]}".replace("\n", "/"))


# Classes that are left out: name, what of a case is looked at (its words, the words or values of its labels, their types), and the pattern.
LEFT_OUT = [
    ("orders to an assistant", "words", r"(?i)\b(?:cortana|remind|schedule|calendar|appointment|alarm|arrange|invite|skype|set up|set something|set ooo|book (?:a|this|something|2)|"
                                        r"please|meet me|let['’]?s|how about|availab\w+|(?:can|may|will|should|would|could) you|do you have|are you|where were you|e?mail|dinner with)\b"),
    ("questions to a data base", "words", r"(?i)^\W*(?:show|find|list|get|query|search|sales|give me|what|which|who|how many|is this a valid|total)\b|\b(?:sales|records?)\b"),
    ("times of the clock", "values", r"T\d|^PT\d+[HMS]?\)$|T\d\d"),
    ("times of the clock", "types", r"\.(?:time|timerange|timezone)$"),
    ("days or months in figures without a year", "labels", r"^(?!.*\b\d{4}\b).*\d+\s?[/.\-]\s?\d+|(?i:[a-z]{3,9}\s?[/.\-]\s?\d{1,2}$)"),
    ("figures of dates tied together otherwise than day, month and year or year, month and day", "labels",
     r"(?i)\d[/.\-][a-z]{3,}[/.\-]|[a-z]{3,}[/.\-]\d+[/.\-]|\d[/.\-]\d+[/.\-][a-z]|\d[/.\-]\d+-\d+[/.\-]\d|\d[/.\-]\d+[/.\-]\d+-\d|^\d{4}[/.\-]\d{1,2}$|^\d{8}$|^\d{4} \d\d \d\d$|^q\d-|^\d{1,2}[/.\-]\d{4}$"),
    ("days and months without capitals", "case", r"\b(?:january|february|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday)s?\b"
                                                 r"|\b(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|thu|fri)\b|^(?:may|march)$"),
    ("dates and years in words, as they are spoken", "labels", r"(?i)\b(?:nineteen|eighteen|seventeen|twenty|thirty)[ -](?!\w+ (?:days?|weeks?|months?|years?)\b)\w+|\b(?:thousand|hundred)\b|"
                                                               r"(?:january|february|april|june|july|august|september|october|november|december) (?:first|second|twent\w+)"),
    ("a day of the month alone", "values", r"^XXXX-XX-\d\d|^\(XXXX-XX-"),
    ("a day of the month alone", "labels", r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* \d+(?:st|nd|rd|th)?$"),
    ("addresses and names of files", "words", r"(?i)www\.|\.xlsx|^-.*-$"),
    ("a unit with \"the\" alone, always the running one there", "labels", r"(?i)^the (?:day|week|month|year|fortnight)$"),
    ("days that do not exist", "labels", r"(?i)feb\w* 30|2/29/2019"),
    ("holidays by their names", "labels", r"(?i)\b(?:christmas|easter|thanksgiving|halloween|ramadan|juneteenth|(?:\w+['’]?s?) eve|black friday|cyber monday|st\.? \w+ day|new year|saint \w+|"
                                         r"(?:independence|earth|labou?r|mother['’]?s|father['’]?s|memorial|new year['’]?s|valentine['’]?s|veterans?|columbus|mlk|"
                                         r"martin luther king|president['’]?s|groundhog|boxing|patrick['’]?s|election|may|inauguration|fool['’]?s) day)\b"),
    ("fiscal and school years, business days", "values", r"FY|SY|BD"),
    ("numbered weeks", "labels", r"(?i)\b(?:week|w|cy)\s?\d"),
    ("words run together, cut short or misspelt", "labels", r"(?i)\d(?:mar|apr|years?|sec|h|hrs?|min)\b|\b[a-z]{3}\d|\bhrs?\b|\bmins?\b|[~=]|ish\b|^(?:eoy|eom|otd|tonite|tmrw?|\d+[dwmyh])$|\d{4} s$"),
]
AMOUNTS_LEFT_OUT = [
    ("numbers alone, ordinals, ages, ranges", "types", r"^(?!currency|percentage|dimension|temperature)"),
    ("units without a number", "values", r"^(?:None|null)$"),
    ("temperatures", "types", r"^temperature"),
    ("measures of computers and of speed", "labels", r"(?i)\b(?:[kmgt]?i?b(?:it|yte)?s?|gigabytes?|megabytes?|kbps|mbps|[kmg]hz|mph|knots?|rpm|per (?:second|hour)|/h)\b"),
    ("dollars with cents, slang, other scripts", "labels", r"(?i)[^\x00-\x7f£€¥]|dollars?\b.*(?:cents?|and)\b|\b(?:kuai|mao|bucks?|quid|sen|dollars? \w+ \w+)\b"),
    ("one word a mark, numbers cut in two by blanks", "labels", r"\d \. \d|\d , \d|\d 1 / \d"),
]


def left_out(case, rules):
    """The class by which a case is left out, None if it counts."""
    values = [str(v.get("timex", v.get("value"))) for r in case["results"] for v in variants(r)]
    sides = {"words": [case["input"]], "case": [case["input"][r["start"]:r["end"] + 1] for r in case["results"]],
             "labels": [r["text"] for r in case["results"]], "types": [r["type"] or "" for r in case["results"]], "values": values}
    return next((name for name, side, pattern in rules if any(re.search(pattern, s) for s in sides[side])), None)


def variants(result):
    resolution = result["resolution"]
    return [{}] if not resolution else resolution["values"] or [{}] if "values" in resolution else [resolution]


DAY = r"\d{4}-\d\d-\d\d"


def next_day(day):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(1)).isoformat() if day and day < "9999" else None


def first_day(value):
    return value + "-01" * ((10 - len(value)) // 3) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else None


def near(a, b, days):
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days) <= days


COUNTED = re.compile(r"\b(?:months?|years?|decades?)\b")


def same_time(time, v, words):
    """Is one of ours what a variant of a label with these words says?"""
    value, start, end = time.get("value", ""), time.get("from"), time.get("to")
    timex, mod = v.get("timex") or "", v.get("Mod") or ""
    if mod == "ref_undef":
        return start is None
    if mod in ("start", "mid", "end") and value[4:] and value[4:] == timex[4:]:
        return True
    if re.match("before|until|after|since", mod):
        marked = time.get("until") if mod.startswith(("before", "until")) else time.get("since")
        return bool(marked) and (value == timex or start in (v.get("start"), v.get("end")) or (value[4:] != "" and value[4:] == timex[4:]))
    if time["type"] == "SET" and value.replace("XXXX-XX-XXT", "T") == timex or time.get("since") and start == v.get("start"):
        return True
    if value == timex and "XXXX-" not in timex[:5]:
        return True
    if value.startswith("P") and timex.startswith("P"):
        return value.replace("X", "3") == timex
    if value.startswith("P") and start and timex.endswith("," + value + ")"):
        return near(start, v["start"][:10], 1)
    if "value" in v and re.fullmatch(DAY, v["value"][:10]):
        counted = time.get("precision") in ("month", "year") and start and COUNTED.search(words)
        return start == end == v["value"][:10] or bool(counted and start <= v["value"][:10] <= end)
    if timex.endswith(",P100Y)") and start and v.get("start"):
        return near(start, v["start"][:10], 366)
    if "start" not in v or not start or start != v["start"][:10]:
        return False
    last = first_day(value.split("/")[-1]) if "/" in value else None
    return v.get("end", "")[:10] in (end, next_day(end), last)


def overlap(a, b):
    return a["start"] <= b["end"] and b["start"] < a["end"]


def date_right(case, found):
    open_times = [t for t in found["times"] if t.get("value") not in ("PAST_REF", "FUTURE_REF")]
    for r in case["results"]:
        mine = [t for t in found["times"] if overlap(t, r)]
        if not mine or not any(same_time(t, v, r["text"]) for t in mine for v in variants(r)):
            return False
    return all(any(overlap(t, r) for r in case["results"]) for t in open_times)


CURRENCIES = {"Dollar": "USD", "United States dollar": "USD", "Pound": "GBP", "Cent": "USD", "Pence": "GBP", "Penny": "GBP"}


def amount_right(case, found):
    for r in case["results"]:
        mine = [q for q in found["quantities"] if overlap(q, r)]
        wanted = r["resolution"]
        if not wanted or not re.fullmatch(r"-?[\d.,]+%?", str(wanted.get("value"))):
            return False
        currency = wanted.get("isoCurrency") or CURRENCIES.get(wanted.get("unit", ""))
        value = float(str(wanted["value"]).rstrip("%").replace(",", ""))
        cents = 100 if wanted.get("unit") in ("Cent", "Pence", "Penny") else 1
        if not any(abs(q["value"] - value) < 0.001 * max(1, value) and (r["type"] != "currency" or not currency or q.get("unit") == currency) or
                   (cents > 1 and (abs(q["value"] * cents - value) < 0.1 or q.get("unit") in ("cent", "pence") and abs(q["value"] - value) < 0.001)) for q in mine):
            return False
    return True


def cases(program, folder, path, rules, right, verbose):
    """([right, all] of the cases that count, {class left out: [right, all]})"""
    with open(path, encoding="utf-8") as f:
        every = [json.loads(line) for line in f]
    out, good = collections.defaultdict(lambda: [0, 0]), [0, 0]
    docs = [{"id": c["id"], "text": c["input"]} | ({"date": c["reference"][:10]} if c["reference"] else {}) for c in every]
    for case, found in zip(every, annotate(program, docs, folder)):
        name, ok = left_out(case, rules), right(case, found)
        sums = out[name] if name else good
        sums[0] += ok
        sums[1] += 1
        if name:
            continue
        if verbose and not ok:
            gold = "; ".join(f"{r['text']} = " + "|".join(str(v.get("timex", v.get("value"))) + v.get("Mod", "") for v in variants(r)) for r in case["results"])
            mine = [(case["input"][x["start"]:x["end"]], x.get("value"), x.get("from"), x.get("to"), x.get("since"), x.get("until")) for x in found["times"]]
            mine = mine if right is date_right else [(case["input"][x["start"]:x["end"]], x["value"], x.get("unit")) for x in found["quantities"]]
            print(f"WRONG\t{case['id']}\t{(case['reference'] or '')[:10]}\t{case['input'][:160]}\t{gold}\t{mine}".replace("\n", "/"))
    return good, out


SETS = [("ms.date", DATES, LEFT_OUT, date_right), ("ms.amount", AMOUNTS, AMOUNTS_LEFT_OUT, amount_right)]


def score(program, folder, verbose=False):
    """Yields (metric, value); prints the classes that were left out."""
    if os.path.exists(WIKIWARS) and os.path.exists(SCORER):
        text = wikiwars(program, folder, verbose)
        for kind in ("strict", "relaxed"):
            found = re.search(kind + r" +P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", text)
            yield from ((f"when.wikiwars.{kind}.{key}", float(v)) for key, v in zip(("p", "r", "f1"), found.groups()))
        yield "when.wikiwars.value", float(re.search(r"value acc ([\d.]+)", text)[1])
    else:
        print("when.wikiwars: left out, the set is not there")
    for name, path, rules, right in SETS:
        if not os.path.exists(path):
            print(f"when.{name}: left out, {os.path.relpath(path, ROOT)} is not there")
            continue
        (good, counted), out = cases(program, folder, path, rules, right, verbose)
        print(f"when.{name}: {good} of {counted} right; left out (right of them):")
        for what, (easy, many) in sorted(out.items(), key=lambda item: -item[1][1]):
            print(f"    {many:4} ({easy:3}) {what}")
        yield f"when.{name}", good / max(1, counted)
        yield f"when.{name}.all", (good + sum(o[0] for o in out.values())) / max(1, counted + sum(o[1] for o in out.values()))


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    program = os.path.abspath(words[0]) if words else os.path.join(ROOT, "build", "demarche")
    with tempfile.TemporaryDirectory() as folder:
        for metric, value in list(score(program, folder, "--verbose" in sys.argv)):
            print(f"{metric:<30} {value:.4f}")


if __name__ == "__main__":
    main()
