#!/usr/bin/env python3
"""Measures accuracy, speed, memory and start of build/demarche, prints a table and appends it to bench/results.tsv.

usage: bench.py [--no-save] [--only WORD] [PROGRAM]     WORD: accuracy, trees, names, actors, when, status, corpus, speed or size

Accuracy on labelled sentences needs the scorers and development sets of ../shared, which are not part of this repository; without them
those rows are left out and said to be. The labelled sentences under test/corpus are always scored.

Speed is words and sentences a second of processor time (user and system together) with one thread, the best of three runs, so that a busy
machine disturbs it little; what a stage costs is its share of the time inside the pipeline. Memory is the largest resident set, the mapped
tables included. Columns of results.tsv: date, commit (+ when files were changed), metric, value, unit, machine."""
import datetime
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import names as name_sets
import pronouns
import resolution
import seeds
import status
import when as times_and_amounts

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
RESULTS = os.path.join(HERE, "results.tsv")
PRESS = "data/text/state_press_releases_2021_2022.jsonl.gz"
PRESS_WORDS = 600_000  # enough for a second or two of work
RUNS = 3

# PETRARCH's sentences are coded with its own dictionaries alone, since the codes are theirs (WEIS, and made-up ones).
DICTIONARIES = "data/events/petrarch_dictionaries/PETR.Validate."

# set, its file, the scorer, and how the scorer gets its input
SETS = [
    ("cameo5", "data/events/cameo_class_dev.tsv", "events.py"),
    ("spans", "data/events/cameo_spans_dev.txt", "events.py"),
    ("roots", "data/events/plover_roots_dev.tsv", "events.py"),
    ("petrarch", "data/events/petrarch_unit_dev.jsonl", "events.py"),
    ("stories", "data/events/synthetic_stories_dev.jsonl.gz", "other.py"),
]


TREEBANKS = ["ewt", "gum-open"]


def run(command, stdin=None, stdout=subprocess.DEVNULL):
    """(seconds of wall clock, seconds of processor time, resident KiB, standard error) of a command; stops the bench when it fails."""
    with tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        message = err.read().decode(errors="replace")
    if child.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: exit {child.returncode}\n{message}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss, message


def scores(name, text):
    """Rows from what a scorer prints."""
    rows = []
    for line in text.splitlines():
        what = re.split(r"\s{2,}", line.strip())[0]
        label = re.sub(r"[^a-z0-9]+", "_", what.lower()).strip("_")
        three = re.search(r"P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", line)
        if three:
            rows += [(f"{name}.{label}.{k}", float(v), "share") for k, v in zip(("p", "r", "f1"), three.groups())]
            continue
        whole = re.search(r"sentences wholly right\s+(\d+)/(\d+)", line)
        if whole:
            rows.append((f"{name}.wholly_right", int(whole[1]) / max(1, int(whole[2])), "share"))
        for key, pattern in (("main_accuracy", r"accuracy ([\d.]+)"), ("main_macro_f1", r"macro-F1 ([\d.]+)"),
                             ("labelled_event_found", r"among the events ([\d.]+)"), ("labelled_event_first", r"most frequent ([\d.]+)"),
                             ("kinds_a_story", r"kinds of event a story ([\d.]+)")):
            found = re.search(pattern, line)
            if found:
                rows.append((f"{name}.{key}", float(found[1]), "share" if key != "kinds_a_story" else "events"))
    return rows


def story_input(gold, path):
    with gzip.open(gold, "rt", encoding="utf-8") as source, open(path, "w", encoding="utf-8") as out:
        for line in source:
            row = json.loads(line)
            doc = {k: row[k] for k in ("id", "date", "title", "text") if row.get(k)}
            out.write(json.dumps(doc, ensure_ascii=False) + "\n")


def plain(gold, folder):
    """The path of `gold`, unpacked into `folder` if it is compressed."""
    if not gold.endswith(".gz"):
        return gold
    path = os.path.join(folder, os.path.basename(gold)[:-3])
    with gzip.open(gold, "rb") as source, open(path, "wb") as out:
        for block in iter(lambda: source.read(1 << 20), b""):
            out.write(block)
    return path


def dictionaries(program, folder):
    """Options that code with the dictionaries of PETRARCH's sentences, imported into `folder`, and with nothing else."""
    options = ["--actors-only", "--frames-only"]
    for kind in ("actors", "agents", "verbs"):
        path = os.path.join(folder, kind + ".tsv")
        with open(path, "wb") as out:
            run([program, "import-dictionary", "--kind", kind, os.path.join(SHARED, DICTIONARIES + kind + ".txt")], stdout=out)
        options += ["--frames" if kind == "verbs" else "--actors", path]
    return options


def accuracy(program, folder):
    rows = []
    for name, file, scorer in SETS:
        gold, scorer = os.path.join(SHARED, file), os.path.join(SHARED, "eval", scorer)
        if not os.path.exists(gold) or not os.path.exists(scorer):
            print(f"{name}: left out, {os.path.relpath(gold, ROOT)} is not there")
            continue
        docs, out = (os.path.join(folder, name + end) for end in (".in.jsonl", ".out.jsonl"))
        if name == "stories":
            story_input(gold, docs)
            command = [sys.executable, scorer, "stories", plain(gold, folder), out]
        else:
            with open(docs, "wb") as f:
                run([sys.executable, scorer, "input", name, gold], stdout=f)
            command = [sys.executable, scorer, "score", name, gold, out]
        options = dictionaries(program, folder) if name == "petrarch" else []
        with open(out, "wb") as f:
            run([program, "code", *options, docs], stdout=f)
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: exit {done.returncode}")
        rows += scores(name, done.stdout)
    return rows


def trees(program, folder):
    """Tags, lemmas and trees on the development parts of the treebanks, from gold words and from raw text; F1 of each relation on the reports."""
    rows = []
    for name in TREEBANKS:
        gold = os.path.join(SHARED, f"data/syntax/{name}-dev.conllu.gz")
        if not os.path.exists(gold):
            print(f"{name}: left out, {os.path.relpath(gold, ROOT)} is not there")
            continue
        path = plain(gold, folder)
        parts = ["", "news"] if "gum" in name else [""]
        for part in parts:
            only = ["--only", "GUM_news"] if part else []
            for options, infix in ((["--relations"], part), (["--raw"], f"{part}_raw" if part else "raw")):
                done = subprocess.run([program, "eval", "syntax", *options, *only, path], stdout=subprocess.PIPE, text=True, check=True)
                for cells in (line.split() for line in done.stdout.splitlines()):
                    relation = len(cells) == 5  # name, precision, recall, F1, how many
                    where = "_".join(w for w in (infix, "relation") if w) if relation else infix
                    rows.append((".".join(w for w in ("syntax", name, where, cells[0]) if w), float(cells[3 if relation else 1]), "%"))
    return rows


def names(program, folder):
    """Spans of names, strictly; bench/names.py says what counts as one."""
    rows = []
    for name, text in name_sets.score(program, folder):
        for what, *values in re.findall(r"(?m)^ *(strict spans|[A-Z]+) +P ([\d.]+) +R ([\d.]+) +F1 ([\d.]+)$", text):
            label = f"names.{name}" if what == "strict spans" else f"names.{name}.{what.lower()}"
            rows += [(f"{label}.{k}", float(v), "share") for k, v in zip(("p", "r", "f1"), values)]
    return rows


def actors(program, folder):
    """Who is who: the actors of the seeds (a line a sentence stays in bench/seed_results.tsv), pronouns of GUM, and mentions judged by a reader."""
    rows = []
    if os.path.isdir(seeds.SEEDS):
        judged = seeds.judge(program)
        with open(os.path.join(HERE, "seed_results.tsv"), "w", encoding="utf-8") as f:
            f.write("file\tsentence\tright\tlisted\twrong\n")
            f.writelines("\t".join([file, str(number), str(good), str(listed), "; ".join(wrong)]) + "\n" for file, number, good, listed, wrong in judged)
        for file in sorted({j[0] for j in judged}) + ["all"]:
            good, listed = (sum(j[k] for j in judged if file in (j[0], "all")) for k in (2, 3))
            rows.append((f"seeds.{file}.actors", good / listed, "share"))
    else:
        print("seeds: left out, ../shared/seeds is not there")
    if os.path.exists(pronouns.GUM):
        for key, (resolved, right, there) in sorted(pronouns.score(program, pronouns.GUM, False).items()):
            rows += [(f"pronouns.{key}.p", right / max(1, resolved), "share"), (f"pronouns.{key}.r", right / max(1, there), "share")]
    else:
        print("pronouns: left out, the treebank is not there")
    return rows + [(f"resolution.{key}.p", value, "share") for key, value in resolution.figures()]


def when(program, folder):
    """Times and amounts; bench/when.py says what is right."""
    return [(metric, value, "share") for metric, value in times_and_amounts.score(program, folder)]


def certainty(program, _):
    """Certainty and polarity of the labelled words of MEANTIME."""
    if not status.there():
        print("status: left out, ../shared/data/factuality is not there")
        return []
    return [(f"status.{part}.{key}", value, "share") for part in status.PARTS for key, value in status.score(program, part).items()]


def corpus(program, _):
    done = subprocess.run([sys.executable, os.path.join(ROOT, "test", "corpus", "run.py"), program], stdout=subprocess.PIPE, text=True)
    rows = []
    for folder, right, of, rest in re.findall(r"(?m)^corpus/(\w+): (\d+) of (\d+) entries right; (.*)$", done.stdout):
        rows.append((f"corpus.{folder}.entries", int(right) / max(1, int(of)), "share"))
        rows += [(f"corpus.{folder}.{key}", float(value), "share") for key, value in re.findall(r"([\w]+) ([\d.]+) \(\d+\)", rest)]
    return rows


def press_text(path):
    """Writes press releases as JSON Lines until there are words enough; False if there are none to be had."""
    source = os.path.join(SHARED, PRESS)
    if not os.path.exists(source):
        print(f"press: left out, {os.path.relpath(source, ROOT)} is not there")
        return False
    words = 0
    with gzip.open(source, "rt", encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
        for line in lines:
            row = json.loads(line)
            out.write(json.dumps({k: row[k] for k in ("id", "date", "title", "text") if row.get(k)}, ensure_ascii=False) + "\n")
            words += len(row.get("text", "").split())
            if words >= PRESS_WORDS:
                break
    return True


def measure(program, name, inputs):
    """Rows of words and sentences a second, share of each stage, and memory over `inputs`."""
    base = [program, "code", "--threads", "1", "--format", "jsonl", "--stages"]
    best, memory = None, 0
    for _ in range(RUNS):
        wall, cpu, resident, message = run(base + inputs)
        memory = max(memory, resident)
        if best is None or cpu < best[0]:
            best = cpu, wall, json.loads(next(x for x in message.splitlines() if x.startswith('{"documents"')))
    cpu, wall, stats = best
    rows = [(f"speed.{name}.words", stats["words"] / cpu, "1/s"), (f"speed.{name}.sentences", stats["sentences"] / cpu, "1/s"),
            (f"speed.{name}.bytes", stats["input_bytes"] / cpu, "1/s"), (f"speed.{name}.wall_words", stats["words"] / wall, "1/s"),
            (f"speed.{name}.events", stats["events"] / max(1, stats["words"]) * 1000, "1/1000 words")]
    rows.append((f"speed.{name}.syntax", stats["tokens"] / max(1, stats["stage_ns"]["syntax"]) * 1e9, "words/s")) # tag, lemma and tree; marks count
    rows += [(f"stage.{name}.{stage}", ns / max(1, stats["words"]), "ns/word") for stage, ns in stats["stage_ns"].items()]
    return rows + [(f"memory.{name}", memory / 1024, "MiB")]


def match(program, press):
    """How fast the tables alone are matched (bench/match.c, built on demand)."""
    build = os.path.dirname(program)
    if subprocess.run(["ninja", "-C", build, "match"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        return []
    with open(press, encoding="utf-8") as lines:
        text = "\n\n".join(json.loads(line)["text"] for line in lines)[:4_000_000]
    done = subprocess.run([os.path.join(build, "match"), os.path.join(build, "kb.dem"), os.path.join(build, "syntax.dem")], input=text.encode(),
                          stdout=subprocess.PIPE, check=True)
    return [("speed.match", float(done.stdout), "MB/s")]


def speed(program, folder):
    rows = []
    press = os.path.join(folder, "press.jsonl")
    if press_text(press):
        rows += measure(program, "press", [press])
        rows += match(program, press)
    rows += measure(program, "samples", ["--meta", os.path.join(ROOT, "samples", "meta.tsv")] + [os.path.join(ROOT, "samples")] * 100)
    empty = os.path.join(folder, "empty.txt")
    open(empty, "w").close()
    runs = [run([program, "code", "--threads", "1", empty]) for _ in range(5)]
    return rows + [("start.wall", min(r[0] for r in runs) * 1000, "ms"), ("start.memory", max(r[2] for r in runs) / 1024, "MiB")]


def size(program, _):
    folder = os.path.dirname(os.path.realpath(program))
    rows = [("size." + name, os.path.getsize(os.path.join(folder, name)) / (1 << 20), "MiB")
            for name in ("kb.dem", "syntax.dem") if os.path.exists(os.path.join(folder, name))]
    return rows + [("size.program", os.path.getsize(program) / (1 << 20), "MiB")]


def git(*words):
    done = subprocess.run(["git", "-C", ROOT, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def machine():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            return next(line.split(":", 1)[1].strip() for line in f if line.startswith("model name"))
    except (OSError, StopIteration):
        return "unknown"


def last_values():
    """The newest value of each metric so far, for comparison."""
    if not os.path.exists(RESULTS):
        return {}
    with open(RESULTS, encoding="utf-8") as f:
        return {cells[2]: float(cells[3]) for cells in (line.rstrip("\n").split("\t") for line in f) if len(cells) == 6 and cells[0] != "date"}


def figure(value):
    return f"{value:.4f}" if abs(value) < 10 else f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.0f}"


def save(rows):
    commit = (git("rev-parse", "--short", "HEAD") or "none") + ("+" if git("status", "--porcelain", "-uno") else "")
    new = not os.path.exists(RESULTS)
    date = datetime.date.today().isoformat()
    with open(RESULTS, "a", encoding="utf-8") as f:
        if new:
            f.write("date\tcommit\tmetric\tvalue\tunit\tmachine\n")
        for metric, value, unit in rows:
            f.write(f"{date}\t{commit}\t{metric}\t{value:.6g}\t{unit}\t{machine()}\n")


def main():
    words = sys.argv[1:]
    only = words.pop(words.index("--only") + 1) if "--only" in words else None
    given = [w for w in words if not w.startswith("--")]
    program = os.path.abspath(given[0]) if given else os.path.join(ROOT, "build", "demarche")
    parts = {"speed": speed, "size": size, "accuracy": accuracy, "trees": trees, "names": names, "actors": actors, "when": when, "status": certainty, "corpus": corpus}  # speed first: a child's resident set is at least that of this process when it starts one
    if only is not None and only not in parts:
        sys.exit(__doc__)
    before, rows = last_values(), []
    with tempfile.TemporaryDirectory() as folder:
        for part in [only] if only else parts:
            rows += parts[part](program, folder)
    for metric, value, unit in rows:
        old = f"   before {figure(before[metric])}" if metric in before and figure(before[metric]) != figure(value) else ""
        print(f"{metric:<52} {figure(value):>12} {unit:<12}{old}")
    if "--no-save" not in words:
        save(rows)


if __name__ == "__main__":
    main()
