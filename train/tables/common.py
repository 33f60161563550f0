"""Reading and writing of the tables, and what all generators share.

A generator reads the knowledge base folder (`kb`), merges the hand-written rows of `own/`, and writes
one or more files under `data/`. Nothing here is used by the build: the tables in `data/` are the product.
"""
import gzip
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
OWN = os.path.join(HERE, "own")
DATA = os.path.join(ROOT, "data")
DEFAULT_KB = os.path.normpath(os.path.join(ROOT, "..", "shared", "data", "kb"))


def kb_folder(argv):
    """The knowledge base named on the command line; ends the program with 0 when it is not there."""
    kb = argv[1] if len(argv) > 1 else DEFAULT_KB
    if not os.path.isdir(kb):
        print("%s: no knowledge base at %s, nothing to do" % (os.path.basename(argv[0]), kb))
        sys.exit(0)
    return kb


def rows(path):
    """Rows of a TSV file as dicts; `path` may also exist as path.gz. Lines with # and empty ones are skipped."""
    if not os.path.exists(path) and os.path.exists(path + ".gz"):
        path += ".gz"
    opener = gzip.open if path.endswith(".gz") else open
    head = None
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
                continue
            cells += [""] * (len(head) - len(cells))
            yield dict(zip(head, cells))


def own(name):
    """Hand-written rows of own/NAME.tsv; none when there is no such file."""
    path = os.path.join(OWN, name + ".tsv")
    return list(rows(path)) if os.path.exists(path) else []


def drops(kind):
    """Names that own/drop.tsv excludes from tables of this kind."""
    return {r["name"] for r in own("drop") if r["kind"] == kind}


def write(path, columns, records):
    """Writes dicts as TSV under data/."""
    path = os.path.join(DATA, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\t".join(columns) + "\n")
        for r in records:
            f.write("\t".join(clean(r.get(c, "")) for c in columns) + "\n")
    print("%-34s %6d rows %8d bytes" % (os.path.relpath(path, ROOT), len(records), os.path.getsize(path)))


def clean(cell):
    """NFC, no control characters, single spaces."""
    cell = unicodedata.normalize("NFC", cell)
    cell = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c for c in cell
                   if unicodedata.category(c) != "Cf")
    return re.sub(r" +", " ", cell).strip()


SPECIAL = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                         "Æ": "Ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "Ə": "A", "’": "'", "‘": "'", "ʻ": "'",
                         "ʼ": "'", "`": "'", "´": "'"})


def ascii_form(s):
    """The spelling an English newspaper without accents would print."""
    s = unicodedata.normalize("NFD", s.translate(SPECIAL))
    return "".join(c for c in s if not unicodedata.combining(c))


def fold(s):
    """Key under which spellings of one name meet: no accents, case, hyphens, apostrophes."""
    s = ascii_form(s).lower()
    return re.sub(r"[^a-z0-9]+", " ", s.replace("'", "")).strip()


def latin(s):
    """Whether every letter is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in s)


def slug(s):
    return re.sub(r"[^a-z0-9]+", "-", fold(s)).strip("-")


def split(cell):
    return [p for p in (clean(x) for x in cell.split("|")) if p]


def join(parts):
    """`|` joined without repeats and without the separator inside."""
    seen, out = set(), []
    for p in parts:
        p = clean(p).replace("|", "/")
        if p and p not in seen:
            seen.add(p)
            out.append(p)
    return "|".join(out)


def date(s):
    """A date of 4, 7 or 10 characters out of a cell that may go on with a remark; empty when there is none."""
    m = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", s.strip())
    return m.group(0) if m else ""


def later(a, b):
    """Order of dates that may be of unequal precision: compared on what both have."""
    n = min(len(a), len(b))
    return a[:n] > b[:n]


def days(d, end=False):
    """Rough day number, to compare dates with a tolerance."""
    y, m, dd = (d.split("-") + ["", ""])[:3]
    return int(y) * 365 + (int(m or (12 if end else 1)) - 1) * 30 + int(dd or (30 if end else 1))
