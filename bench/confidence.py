#!/usr/bin/env python3
"""How often a record is right, by its stated confidence: the reliability table of the bench; and the table that states it.

    confidence.py [PROGRAM]            prints bins of confidence: records, mean confidence, share that is right; and the expected calibration error
    confidence.py --fit [PROGRAM]      prints data/models/confidence.tsv, fitted by margin of the scorer and known sides (needs `explain`)

Records of our own labelled sentences (test/corpus/event, test/corpus/held) are right if a label of their sentence has this event and, where labels name it, this
trigger. At most 64 numbers are fitted; the margin is read back from the rows of the table itself, one percent each (--fit makes it first)."""
import collections
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(ROOT, "test", "corpus"))
import run  # noqa: E402  the reader of the same format

MARGINS = (0, 8, 16, 28, 44, 64, 96)
PRIOR = 6  # records that every cell is thought to have had, at the rate of its row


def labelled():
    paths = sorted(p for f in ("event", "held") for p in glob.glob(os.path.join(ROOT, "test", "corpus", f, "*.txt")) if not p.endswith("known-failures.txt"))
    return [e for p in paths for e in run.read(p)]


def judged(program, extra=()):
    """[(confidence in percent, right)] of all events of our labelled sentences."""
    entries, out = labelled(), []
    for (_, _, _, expected), records in zip(entries, run.code(program, entries, extra)):
        left = [run.parse(x) for x in expected if x.startswith("event ")]
        for r in records:
            if r["type"] != "event" or not r.get("event"):
                continue
            hit = next((w for w in left if w[1] == r["event"] and ("trigger" not in w[2] or run.overlaps(w[2]["trigger"][0], r["trigger"]["text"]))), None)
            hit = hit or next((w for w in left if w[1] == r["event"]), None)
            if hit:
                left.remove(hit)
            out.append((round(100 * r["confidence"]), hit is not None))
    return out


def reliability(rows):
    """[(from, to, records, mean stated, share right)], expected calibration error."""
    bins, error = collections.defaultdict(list), 0.0
    for stated, right in rows:
        bins[min(stated // 10, 9)].append((stated, right))
    table = []
    for b, rs in sorted(bins.items()):
        mean, share = sum(s for s, _ in rs) / len(rs) / 100, sum(r for _, r in rs) / len(rs)
        error += abs(mean - share) * len(rs) / len(rows)
        table.append((b * 10, b * 10 + 10, len(rs), mean, share))
    return table, error


def write_table(path, percent):
    with open(path, "w", encoding="utf-8") as file:
        file.write("margin\tsides\tpercent\tsource\n")
        for m, margin in enumerate(MARGINS):
            for sides in range(3):
                file.write("%d\t%d\t%d\town\n" % (margin, sides, percent(m, sides)))


def fit(program):
    """Codes with a table whose percents name its cells, counts what is right in each, and prints the real one."""
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        subprocess.run(["cp", "-r", os.path.join(ROOT, "data"), data], check=True)
        write_table(os.path.join(data, "models", "confidence.tsv"), lambda m, s: 10 + 3 * m + s)
        kb = os.path.join(folder, "kb.dem")
        subprocess.run([program, "compile", data, kb], check=True)
        cells = collections.defaultdict(list)
        for stated, right in judged(program, ("--tables", kb)):
            cells[divmod(stated - 10, 3)].append(right)
    best = [[0] * 3 for _ in MARGINS]
    for m in range(len(MARGINS)):
        row = [r for s in range(3) for r in cells[m, s]]
        rate = sum(row) / len(row) if row else 0.5
        for s in range(3):
            best[m][s] = round(100 * (sum(cells[m, s]) + PRIOR * rate) / (len(cells[m, s]) + PRIOR))
            if m:
                best[m][s] = max(best[m][s], best[m - 1][s])
    write_table("/dev/stdout", lambda m, s: best[m][s])


def main():
    args = [a for a in sys.argv[1:] if a != "--fit"]
    program = args[0] if args else os.path.join(ROOT, "build", "demarche")
    if "--fit" in sys.argv:
        return fit(program)
    table, error = reliability(judged(program))
    for low, high, n, mean, share in table:
        print("%3d to %3d  %5d records  stated %.3f  right %.3f" % (low, high, n, mean, share))
    print("expected calibration error %.3f" % error)


if __name__ == "__main__":
    main()
