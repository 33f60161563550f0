#!/usr/bin/env python3
"""The command as people use it: exit codes, streams, formats, meta data, folders, errors.

usage: command.py [PROGRAM]; the last line is `N passed, N failed`"""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "demarche"))
results = []


def run(*args, data=b"", env=None):
    return subprocess.run([PROGRAM, *args], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, env=env)


def check(name, ok):
    results.append(bool(ok))
    if not ok:
        print("FAILED", name)


def records(done):
    return [json.loads(x) for x in done.stdout.decode().splitlines()]


SENTENCE = b"Peru asked Chile on Tuesday to send doctors."

with tempfile.TemporaryDirectory() as folder:
    def write(name, data):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
        return path

    done = run("code", "-", data=SENTENCE)
    check("a pipe gets JSON Lines", done.returncode == 0 and records(done)[-1]["event"] == "REQUEST" and not done.stderr)
    check("no file means standard input", run("code", data=SENTENCE).stdout == done.stdout)
    check("an unknown date stays unknown", "published" not in records(done)[-1]["doc"] and records(done)[-1]["doc"]["basis"] == "unknown")

    text = write("a/report.txt", SENTENCE)
    meta = write("meta.tsv", b"file\tpublished\tbasis\turl\nreport.txt\t2024-05-16\tinferred by a reader\thttps://example.org/1\n")
    done = run("code", "--meta", meta, text)
    event = [r for r in records(done) if r["type"] == "event"][0]
    check("the meta table gives date, basis and address", event["doc"]["published"] == "2024-05-16" and event["doc"]["basis"] == "inferred" and
          event["doc"]["url"] == "https://example.org/1")
    check("weekdays are resolved against it", event["date"]["from"] == "2024-05-14")
    check("evidence is a slice of the source", SENTENCE.decode()[event["evidence"]["start"]:event["evidence"]["end"]] == event["evidence"]["exact"])

    write("a/b/two.txt", b"Chile thanked Peru.")
    write("a/b/notes.md", b"Chile attacked Peru.")
    write("a/.hidden.txt", b"Chile attacked Peru.")
    refs = [r["doc"]["ref"] for r in records(run("code", os.path.join(folder, "a")))]
    check("folders are read in order, other files are not", refs and sorted(set(refs)) == [os.path.join(folder, "a/b/two.txt"), text])

    lines = write("docs.jsonl", b'{"id":"x1","date":"2024-05-16","title":"Peru asks Chile for aid","text":"Peru thanked Chile.","url":"u","source":"s"}\n\n'
                  b'{"id":7,"text":"Peru met Chile in Lima."}\nnot json\n{"id":"x3"}\n')
    done = run("code", lines)
    check("good lines are coded, bad ones skipped with exit 3", done.returncode == 3 and {r["doc"]["ref"] for r in records(done)} == {"x1", "7"})
    check("the line and the reason are named", b"line 4" in done.stderr and b"line 5" in done.stderr and b"JSON" in done.stderr)
    check("a title is a field of its own", any(r.get("evidence", {}).get("field") == "title" for r in records(done)))

    done = run("code", "--format", "csv", text)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    check("CSV has a header and rows", rows and rows[0]["type"] in ("event", "statement") and rows[-1]["ref"] == text)
    done = run("code", "--format", "csv", "-", data=b"=SUM(A1) Peru attacked Chile.")
    check("CSV cells that a spreadsheet would run are neutralised", b',=' not in done.stdout and b'"=' not in done.stdout)
    check("a table has no colours in a pipe", b"\033" not in run("code", "--format", "table", text).stdout)

    done = run("code", "--documents", text)
    check("a document record counts", records(done)[0]["type"] == "document" and records(done)[0]["sentences"] == 1)
    done = run("code", "--max-bytes", "10", text)
    check("a document past the limit is skipped and named", done.returncode == 3 and not done.stdout and b"report.txt" in done.stderr)
    done = run("code", "-", data=b"\xff\xfePeru attacked Chile \xe2\x80\x94 \x80.")
    check("invalid bytes are repaired and counted", done.returncode == 0 and b"repaired" in done.stderr and done.stdout)
    check("explain shows tokens and frames", all(x in run("explain", text).stdout for x in (b"sentence 0", b"nsubj", b"frame", b"actor")))

    done = run("annotate", lines)
    docs = records(done)
    check("annotate writes one object a report", done.returncode == 3 and [d["doc"]["ref"] for d in docs] == ["x1", "7"] and
          {d["type"] for d in docs} == {"annotation"} and docs[0]["text"] == {"title": "Peru asks Chile for aid", "body": "Peru thanked Chile."})
    check("offsets count in the text of the sentence", [docs[0]["text"][s["field"]][t["start"]:t["end"]] for s in docs[0]["sentences"] for t in s["tokens"]] ==
          "Peru asks Chile for aid Peru thanked Chile .".split())
    check("its events are those of the records", {e["id"] for d in docs for e in d["events"]} == {r["id"] for r in records(run("code", lines)) if r["type"] == "event"})
    check("annotate takes the meta table, and formats of its own", records(run("annotate", "--meta", meta, text))[0]["times"][0]["from"] == "2024-05-14" and
          run("annotate", "--format", "jsonl", text).stdout == run("annotate", text).stdout and
          run("annotate", "--format", "csv", text).returncode == 2 and run("annotate", "--documents", text).returncode == 2)
    parts = {"mentions", "times", "quantities", "events", "statements"}
    for asked, written in (("times", {"times"}), ("quotes", {"mentions", "statements"}), ("events,tokens", parts - {"statements"}), ("quantities,entities", {"mentions", "quantities"})):
        done = records(run("annotate", "--layers", asked, text))[0]
        check(f"--layers {asked}: those and what they point into", parts & set(done) == written and ("tokens" in done["sentences"][0]) == ("tokens" in asked))
    done = run("annotate", "--layers", "events,words", text)
    check("an unknown layer is a usage error that lists the layers", done.returncode == 2 and b"tokens, entities, times, quantities, quotes, events: events,words" in done.stderr)
    check("--layers is for annotate", run("code", "--layers", "events", text).returncode == 2)

    reports = write("brat/reports.jsonl", '{"id":"http://a.example/1","date":"2024-05-16","title":"Peru urges Chile to send aid","text":"The road, the\\r\\nmayor of Puno said, “is\\ngone”."}\n'
                    '{"id":"1","text":"Peru met Chile in Lima — twice."}\n'.encode())
    out = os.path.join(folder, "brat", "out")
    done = run("annotate", "--format", "brat", "--out", out, reports, text)
    names = sorted(os.listdir(out)) if os.path.isdir(out) else []
    check("brat: two files a report, names that are taken are counted on", done.returncode == 0 and not done.stdout and names == [
        "1-2.ann", "1-2.txt", "1.ann", "1.txt", "annotation.conf", "report.ann", "report.txt"])

    def read_text(name):
        with open(os.path.join(out, name), encoding="utf-8", newline="") as f:
            return f.read()

    first = read_text("1.txt") if names else ""
    check("brat: title, empty line, body", first == "Peru urges Chile to send aid\n\nThe road, the \nmayor of Puno said, “is\ngone”.")
    spans, wrong, ids = 0, [], set()
    for name in names:
        for line in read_text(name).splitlines() if name.endswith(".ann") else []:
            cells = line.split("\t")
            ids.add(cells[0])
            if cells[0][0] == "T":
                pieces = [read_text(name[:-3] + "txt")[int(a):int(b)] for a, b in (x.split(" ") for x in cells[1].split(" ", 1)[1].split(";"))]
                spans += 1
                if " ".join(pieces) != cells[2] or any("\n" in p or p != p.strip() for p in pieces):
                    wrong.append(line)
            else:
                wrong += [line for t in re.findall(r"[: ]([TE]\d+)\b", cells[1]) if t not in ids and t + "\t" not in read_text(name)]
    check("brat: every span is its words, every reference is there", spans > 8 and not wrong)
    check("brat: a quotation over two lines has fragments, an event its roles", "\tQuote 66 68;69 73\tis gone\n" in read_text("1.ann") and
          re.search(r"^E1\tREQUEST:T\d+ Actor:T1 Recipient:T2", read_text("1.ann"), re.M))
    with open(os.path.join(out, "annotation.conf"), "a", encoding="utf-8") as f:
        f.write("# mine\n")
    before = {name: read_text(name) for name in names}
    check("brat: the same files with any threads, and a configuration that is there stays", run("annotate", "--format", "brat", "--threads", "8", "--out", out, reports, text).returncode == 0 and
          before == {name: read_text(name) for name in sorted(os.listdir(out))})
    check("brat and a folder go together, and are for annotate", all(run(*words, text).returncode == 2 for words in (
        ["annotate", "--format", "brat"], ["annotate", "--out", out], ["code", "--out", out], ["code", "--format", "brat"], ["annotate", "--conllu", "--format", "brat", "--out", out])))
    check("brat: a folder that cannot be made is a failure", run("annotate", "--format", "brat", "--out", os.path.join(text, "x"), text).returncode == 1)

    people = write("people.jsonl", b'{"id":"x1","date":"2024-05-16","text":"Kenyan spokesman Gideon Okello met Wanza Tulo. Later Okello left Nairobi."}\n'
                   b'{"id":"x2","text":"GIDEON OKELLO spoke."}\n')
    done = run("unresolved", people)
    check("unresolved lists names that no table has, as rows", done.returncode == 0 and done.stdout.decode().splitlines() == [
        "id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource", "# 3\tx1\t0",
        "p:gideon-okello\tGideon Okello\t\tspokesman\tKEN\t\t\t\t2024-05-16\tseen\town"])
    check("rarer ones are left out unless asked for", b"p:wanza-tulo\tWanza Tulo\t" in run("unresolved", "--min", "1", people).stdout)
    check("unresolved gives the same bytes with any threads", run("unresolved", "--min", "1", "--threads", "1", folder).stdout ==
          run("unresolved", "--min", "1", "--threads", "8", folder).stdout)
    check("unresolved: usage: exit 2", all(run("unresolved", *words, people).returncode == 2 for words in (
        ["--type", "country"], ["--min", "0"], ["--format", "csv"], ["--documents"])) and run("unresolved", "--min").returncode == 2 and
        run("code", "--min", "2", people).returncode == 2)

    def columns(done):
        return [line.split("\t") for line in done.stdout.decode().splitlines() if line and line[0] != "#"]

    done = run("parse", write("talk.txt", "Talks stall\n\nPeru didn\u2019t go. \u201cNo\u201d.".encode()))
    check("parse writes ten columns, words, ranges and white space", done.returncode == 0 and all(len(c) == 10 for c in columns(done)) and
          [c[:2] for c in columns(done)] == [["1", "Talks"], ["2", "stall"], ["1", "Peru"], ["2-3", "didn\u2019t"], ["2", "did"], ["3", "n\u2019t"], ["4", "go"],
                                             ["5", "."], ["1", "\u201c"], ["2", "No"], ["3", "\u201d"], ["4", "."]])
    check("each sentence has one root", [c[6] for c in columns(done)].count("0") == 3)
    check("parse writes document, paragraphs, sentences and texts", b"# newdoc id = " in done.stdout and done.stdout.count(b"# newpar\n") == 2 and
          b"/talk.txt\n" in done.stdout and b"talk.txt-2\n# text = Peru didn\xe2\x80\x99t go.\n" in done.stdout)
    check("parse reads JSON Lines", run("parse", lines).stdout.startswith(b"# newdoc id = x1\n"))
    check("parse gives the same bytes with any threads", run("parse", "--threads", "1", folder).stdout == run("parse", "--threads", "8", folder).stdout)
    trees = write("own.conllu", done.stdout)
    given = run("parse", "--conllu", trees)
    check("parse --conllu keeps what is given and finds the same again", given.returncode == 0 and given.stdout == done.stdout)
    split = (b"# newdoc id = n1\n# note = kept\n1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" +
             b"".join(b"%d\t%s\tx\tX\tX\tA=b\t9\tx\t_\tSpaceAfter=No|A=b\n" % w for w in ((1, b"cann"), (2, b"ot"), (3, b"g o"))) + b"3.1\te" + b"\t_" * 8 + b"\n\n")
    done = run("parse", "--conllu", "-", data=split + b"1\ta\n\n" + split)
    check("a sentence that is wrong is skipped with line and byte: exit 3", done.returncode == 3 and b"skipped -, line 9, byte %d: " % len(split) in done.stderr)
    check("words, ranges and comments are those of the input", [c[1] for c in columns(done)] == ["cannot", "cann", "ot", "g o"] * 2 and
          done.stdout.startswith(b"# newdoc id = n1\n# note = kept\n1-2\tcannot") and [c[9] for c in columns(done)][:4] == ["SpaceAfter=No", "_", "_", "SpaceAfter=No"])
    done = run("eval", "syntax", trees)
    check("eval finds its own trees", done.returncode == 0 and done.stdout == b"".join(b"%s 100.00\n" % m for m in (b"UPOS", b"Lemma", b"UAS", b"LAS", b"CLAS")))
    done = run("eval", "syntax", "--raw", "--only", folder, "-", data=open(trees, "rb").read())
    check("eval --raw scores words and sentences too", done.stdout.startswith(b"Tokens 100.00\nSentences 100.00\nWords 100.00\nUPOS "))
    done = run("eval", "syntax", "--relations", trees)
    check("eval --relations adds a table", len(done.stdout.splitlines()) == 5 + 23 and b"\nnsubj " in done.stdout)
    done = run("eval", "syntax", write("bad.conllu", b"# a\n1\tYes\t_\tX\t_\t_\t2\troot\t_\t_\n"))
    check("eval: gold trees that are wrong: exit 1, file, line and byte", done.returncode == 1 and b"bad.conllu:2, byte 4: " in done.stderr and not done.stdout)
    check("eval: nothing to score: exit 1", run("eval", "syntax", "--only", "none", trees).returncode == 1)
    check("eval and parse: usage: exit 2", all(run(*words).returncode == 2 for words in (
        ["eval"], ["eval", "events"], ["eval", "syntax", "--only"], ["eval", "syntax", "--bogus"], ["parse", "--format", "csv"], ["code", "--conllu"])))

    check("no such file: exit 1 and nothing written", run("code", os.path.join(folder, "none.txt")).returncode == 1)
    check("usage: exit 2", run("code", "--bogus").returncode == 2 and run().returncode == 2 and run("code", "--threads", "0").returncode == 2 and
          run("code", "--format", "xml").returncode == 2 and run("code", "--meta").returncode == 2)
    check("a wrong meta table: exit 1, file and line", (lambda d: d.returncode == 1 and b"bad.tsv:2" in d.stderr)(
        run("code", "--meta", write("bad.tsv", b"file\tpublished\tbasis\turl\na.txt\tyesterday\t\t\n"), text)))
    version = run("--version", "--json")
    check("the version is JSON", version.returncode == 0 and json.loads(version.stdout)["tool"] == "demarche")
    check("help goes to standard output", run("--help").returncode == 0 and b"usage" in run("--help").stdout)

    mine = write("mine.tsv", b"id\tname\taliases\ttype\tsector\tcountry\tcameo\tsource\nXGUILD\tGuild of Lampmakers\t\tNGO\tLAB\tPER\tPERLAB\t\n")
    more = write("more.tsv", b"id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\n"
                 b"p:x\tAda Quill\t\tpresident\tXGUILD\tLAB\t2020\t\t\t\tmine\n")
    said = b'{"id":"a","date":"2024-05-16","text":"The Guild of Lampmakers thanked Chile. Ada Quill thanked Peru."}\n'
    done = run("code", "--actors", more, "--actors", mine, write("said.jsonl", said))
    check("tables of actors are laid over, in any order", [r["actor"][0].get("cameo") for r in records(done) if r["type"] == "event"] == ["PERLAB", "PERLAB"])
    plain = run("code", os.path.join(folder, "said.jsonl"))
    check("records name other tables then", records(done)[0]["by"]["tables"] != records(plain)[0]["by"]["tables"] and
          records(done)[0]["by"]["kb"] != records(plain)[0]["by"]["kb"])
    check("explain and parse take them too", b"XGUILD" in run("explain", "--actors", mine, os.path.join(folder, "said.jsonl")).stdout and
          run("parse", "--actors", mine, text).returncode == 0)
    bad = write("bad-actors.tsv", open(mine, "rb").read() + b"PER\tPeru\t\tNGO\t\t\t\t\n")
    done = run("code", "--actors", bad, text)
    check("a wrong row of actors: exit 1, file, line, and nothing is coded", done.returncode == 1 and b"bad-actors.tsv:3: " in done.stderr and not done.stdout)
    check("a table of actors that is none or not there: exit 1", run("code", "--actors", meta, text).returncode == 1 and
          run("code", "--actors", os.path.join(folder, "none.tsv"), text).returncode == 1)

    dictionary = write("own.actors.txt", b"<!-- our own -->\nQUILL_MARROW # over lines\n+MARROW THE_YOUNGER\n\t[PERGOV 19960101-20010101]\n\t[PERELI >20010102]\n"
                       b"LAMPMAKERS [CHLLAB]\nNOBODY [---]\nBROKEN [A/B]\n")
    done = run("import-dictionary", dictionary)
    check("a dictionary becomes a table, its bad line is named: exit 3", done.returncode == 3 and b"own.actors.txt, line 8: 'A/B'" in done.stderr and
          done.stdout.startswith(b"name\taliases\tcode\tfrom\tto\tsource\nQuill Marrow\tMarrow the Younger\tPERGOV\t1996-01-01\t2001-01-01\town.actors.txt\n") and
          done.stdout.count(b"\n") == 4)
    table = write("imported.tsv", done.stdout)
    said = b"".join(b'{"id":"%s","date":"%s","text":"%s thanked Lampmakers."}\n' % x for x in (
        (b"in", b"1999-05-16", b"Quill Marrow"), (b"later", b"2005-05-16", b"Marrow the Younger"), (b"before", b"1990-05-16", b"Quill Marrow")))
    done = run("code", "--actors", table, data=said)
    sides = {r["doc"]["ref"]: [r[x][0].get("cameo") for x in ("actor", "recipient")] for r in records(done) if r["type"] == "event"}
    check("its codes hold at the dates it gives", sides == {"in": ["PERGOV", "CHLLAB"], "later": ["PERELI", "CHLLAB"], "before": [None, "CHLLAB"]})
    done = run("import-dictionary", "--kind", "agents", data=b"!SEX! = MAN, WOMAN\nLANTERN!SEX! [~COP]\n")
    roles = write("roles.tsv", done.stdout)
    done = run("code", "--actors", roles, data=b"A Peruvian lanternman met a Chilean hiker.")
    check("agents become roles", records(done)[0]["actor"][0]["cameo"] == "PERCOP")
    done = run("import-dictionary", "--kind", "verbs", data=b"&LAMP\n+LANTERN\n--- DOUSE [150] ---\nDOUSE\n- * &LAMP [190:180]\n- X [010]\n")
    check("verbs become frames, a bad line is named: exit 3", done.returncode == 3 and b", line 6: the pattern has no *" in done.stderr and
          done.stdout.startswith(b"id\ttrigger\tpos\tpattern\tevent\tmode\tcontext\tcameo\texample\tsource\n&lamp\tlantern|lanterns\tset\t") and
          done.stdout.count(b"\n") == 4)
    verbs = write("verbs.tsv", done.stdout)
    story = write("lamps.txt", b"Peru doused lanterns of Chile and attacked Kenya. Lampmakers doused Chile.")

    def coded(*words):
        return [(r["actor"][0]["cameo"], r["recipient"][0]["cameo"], r["cameo"]) for r in records(run("code", *words, story)) if r["type"] == "event"]

    check("frames are laid over", coded("--frames", verbs) == [("PER", "CHL", "190"), ("CHL", "PER", "180"), ("PER", "KEN", "190")])
    check("or stand alone, and actors too", coded("--frames", verbs, "--frames-only") == [("PER", "CHL", "190"), ("CHL", "PER", "180")] and
          coded("--frames", verbs, "--frames-only", "--actors", table, "--actors-only") == [])
    hashes = [records(run("code", *words, story))[0]["by"]["tables"] for words in ([], ["--frames", verbs], ["--frames", verbs, "--frames-only"])]
    check("records name other tables then too", len(set(hashes)) == 3)
    bad = write("bad-frames.tsv", open(verbs, "rb").read() + b"x.1\tdoused\tform\tafter(lamp)\t\t\t\t010\t\t\n")
    done = run("code", "--frames", bad, story)
    check("a wrong row of frames: exit 1, file, line, and nothing is coded", done.returncode == 1 and b"bad-frames.tsv:5: " in done.stderr and not done.stdout)
    check("a table of frames that is none: exit 1; who takes no frames: exit 2", run("code", "--frames", meta, text).returncode == 1 and
          run("who", "--frames", verbs, "NATO").returncode == 2 and run("who", "--actors-only", "--actors", table, "NATO").returncode == 1)
    check("import-dictionary: usage: exit 2, no such file: exit 1", run("import-dictionary", "--kind", "nouns").returncode == 2 and
          run("import-dictionary", "--bogus").returncode == 2 and run("import-dictionary", os.path.join(folder, "none.txt")).returncode == 1)

    def who(*words):
        return run("who", *words)

    done = who("NATO", "--on", "2021-06-01")
    check("who: members on a day", done.returncode == 0 and [r["n_members"] for r in records(done) + records(who("NATO", "--on", "2024-06-01"))] == [30, 32])
    offices = [[(o.get("country"), o.get("org"), o["role"]) for o in records(who("Kaja", "Kallas", "--on", day))[0]["offices"] if o.get("coded")]
               for day in ("2024-04-04", "2024-12-10")]
    check("who: the office of the day", offices == [[("EST", None, "prime minister")], [(None, "EU", "high representative for foreign affairs")]])
    check("who: without a day there is no state", "state" not in records(who("Kaja Kallas"))[0]["offices"][0])
    done = who("--format", "table", "Kaja Kalas", "NATO")
    check("who: unknown names exit 1 with those like them", done.returncode == 1 and b"Kaja Kalas  is in no table; like it: Kaja Kallas" in done.stdout and
          b"NATO  organisation" in done.stdout and not done.stderr and b"\033" not in done.stdout)
    check("who: tables of one's own", records(who("--actors", mine, "--actors", more, "Guild", "of", "Lampmakers", "--on", "2024"))[0]["posts"][0]["name"] == "Ada Quill")
    left = write("left.tsv", b"org\tmember\tfrom\tto\tsource\nNATO\tTUR\t\t2021-05-31\t\n")
    check("who: members of one's own", records(who("--actors", left, "NATO", "--on", "2021-06-01"))[0]["n_members"] == 29)
    check("who: usage: exit 2", all(who(*words).returncode == 2 for words in (
        [], ["NATO", "--on"], ["NATO", "--on", "soon"], ["NATO", "--meta", meta], ["NATO", "--format", "csv"], ["--threads", "1", "NATO"])))

    broken = write("broken.dem", b"DEMARCH\n" + b"\0" * 500)
    done = run("code", "--tables", broken, text)
    check("a damaged table file is refused with the reason", done.returncode == 1 and b"broken.dem" in done.stderr)
    done = run("compile", folder, os.path.join(folder, "out.dem"))
    check("missing tables are named and nothing is written", done.returncode == 1 and b"function.tsv" in done.stderr and not os.path.exists(os.path.join(folder, "out.dem")))
    done = run("compile", os.path.join(ROOT, "data"), os.path.join(folder, "out.dem"))
    check("the tables compile", done.returncode == 0 and os.path.getsize(os.path.join(folder, "out.dem")) < 48 << 20)

    tables = shutil.copytree(os.path.join(ROOT, "data"), os.path.join(folder, "data"))
    with open(os.path.join(tables, "actors", "people.tsv"), "ab") as f:
        f.write(run("unresolved", "--min", "1", people).stdout.split(b"\n", 1)[1])
    done = run("compile", tables, os.path.join(folder, "more.dem"))
    left = run("unresolved", "--min", "1", "--tables", os.path.join(folder, "more.dem"), people)
    check("the rows fit their table, and then the names are known", done.returncode == 0 and left.returncode == 0 and len(left.stdout.splitlines()) == 1)

print("%d passed, %d failed" % (sum(results), len(results) - sum(results)))
sys.exit(not all(results))
