"""data/ontology/: cameo.tsv, plover.tsv, contexts.tsv from the conversion table and score lists.

CAMEO 01 and 02 are not in the conversion table; they stand in own/cameo.tsv.
"""
import os
import re
import sys
import common as c

QUAD = {"verbal cooperation": "1", "material cooperation": "2", "verbal conflict": "3", "material conflict": "4"}


def main():
    kb = c.kb_folder(sys.argv)
    folder = os.path.join(os.path.dirname(os.path.abspath(kb)), "ontology")
    contexts = [r["context"] for r in c.rows(folder + "/plover_contexts.tsv")]
    rename = {r["context"]: r["as"] for r in c.own("contexts")}
    quad = {r["event"]: QUAD[r["quad"]] for r in c.rows(folder + "/plover.tsv")}
    modes, plover = set(), []
    for r in c.rows(folder + "/plover_scores.tsv"):
        if r["mode"]:
            modes.add((r["event"], r["mode"]))
        plover.append({"event": r["event"], "mode": r["mode"], "score": r["score"],
                       "quad": quad[r["event"]], "source": "plover"})
    scale = {r["cameo"]: r["goldstein"] for r in c.rows(folder + "/cameo_goldstein.tsv")}
    mode_as = {(r["event"], r["mode"]): r["as"] for r in c.own("modes")}

    def goldstein(code):
        while code and code not in scale:
            code = code[:-1]
        return scale.get(code, "")

    out = {}
    for r in c.own("cameo"):
        out[r["code"]] = {"code": r["code"], "name": r["name"], "event": r["event"], "mode": r["mode"],
                          "context": r["context"], "source": "cameo-plover"}
    with open(folder + "/CAMEO2PLOVER-2021.txt", encoding="utf-8") as f:
        for line in f:
            m = re.match(r"(\d{2,4}):\s*([A-Z]+)\s*(?:,([^,#]*),([^#]*))?(?:#\s*(.*))?$", line.strip())
            if not m:
                continue
            code, event, mode, context, name = (g or "" for g in m.groups())
            mode = mode.strip()
            names = [rename.get(x.strip(), x.strip()) for x in re.split(r"[;|]", context) if x.strip()]
            if mode in contexts:
                names, mode = names + [mode], ""
            mode = mode_as.get((event, mode), mode)
            if mode and (event, mode) not in modes:
                print("  no such mode: %s %s %s" % (code, event, mode))
                mode = ""
            for x in names:
                if x not in contexts:
                    print("  no such context: %s %s" % (code, x))
            name = name.strip()
            if code not in out or not out[code]["name"]:
                out[code] = {"code": code, "name": name, "event": event, "mode": mode,
                             "context": c.join(names), "source": "cameo-plover"}
    root_names = {r["code"]: r["name"] for r in c.own("cameo_roots")}
    for code, r in out.items():
        r["name"] = r["name"] or root_names.get(code, "")
        r["quad"] = quad.get(r["event"], "1")
        r["goldstein"] = goldstein(code)
    c.write("ontology/cameo.tsv", ["code", "name", "event", "mode", "context", "quad", "goldstein", "source"],
            [out[k] for k in sorted(out)])
    c.write("ontology/plover.tsv", ["event", "mode", "score", "quad", "source"], plover)
    c.write("ontology/contexts.tsv", ["context", "source"], [{"context": x, "source": "plover"} for x in contexts])


if __name__ == "__main__":
    main()
