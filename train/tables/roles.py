"""data/actors/roles.tsv: everyday actors (own/roles.tsv), ministries and ministers (own/portfolios.tsv), PLOVER's agents.

An agent phrase of PLOVER is taken when its head noun (the last word, or the one before "of" and "for") is in own/role_heads.tsv.
"""
import re
import sys
import common as c

CAMEO = {"JRN": "MED", "MED": "HLH"}           # PLOVER's sector -> the older CAMEO code


def singulars(phrase):
    """What a plural may be the plural of; plurals of listed singulars are derived and get no row."""
    first = re.match(r"\S+(?: \S+)*?(?= of | for |$)", phrase).group(0)
    rest = phrase[len(first):]
    forms = {re.sub(a, b, first) for a, b in ((r"s$", ""), (r"ies$", "y"), (r"es$", ""), (r"men$", "man"),
                                             (r"children$", "child"), (r"thieves$", "thief"))}
    return {f + rest for f in forms} - {phrase}


def main():
    kb = c.kb_folder(sys.argv)
    dropped = c.drops("role")
    out, seen = [], set()

    def add(phrase, sector, cameo, kind, source):
        phrase = c.clean(phrase.lower())
        if phrase and phrase not in seen and phrase not in dropped:
            seen.add(phrase)
            out.append({"phrase": phrase, "sector": sector, "cameo": cameo, "kind": kind, "source": source})

    for r in c.own("roles"):
        for phrase in c.split(r["phrases"]):
            add(phrase, r["sector"], r["cameo"], r["kind"], "own")
    for r in c.own("portfolios"):
        pairs = [(r["adjective"], r["of"])]
        for extra in filter(None, r["spellings"].split("|")):
            a, _, o = extra.partition("/")
            pairs.append((a, o))
        for adjective, of in pairs:
            if adjective:
                for before in ("", "deputy ", "first deputy "):
                    add(before + adjective + " minister", "GOV", r["cameo"], "person", "own")
                add(adjective + " secretary", "GOV", r["cameo"], "person", "own")
                add(adjective + " ministry", "GOV", r["cameo"], "body", "own")
                add(adjective + " department", "GOV", r["cameo"], "body", "own")
                for who in ("spokesman", "spokeswoman", "spokesperson", "official"):
                    add(adjective + " ministry " + who, "GOV", r["cameo"], "person", "own")
            for prep in ("of", "for"):
                add("minister %s %s" % (prep, of), "GOV", r["cameo"], "person", "own")
                add("deputy minister %s %s" % (prep, of), "GOV", r["cameo"], "person", "own")
                add("ministry %s %s" % (prep, of), "GOV", r["cameo"], "body", "own")
            add("department of " + of, "GOV", r["cameo"], "body", "own")
            add("secretary of " + of, "GOV", r["cameo"], "person", "own")
    heads = {w: r["kind"] for r in c.own("role_heads") for w in r["words"].split()}
    own_sectors = {r["sector"] for r in c.own("roles") if r["sector"]}
    singular = set()
    for r in c.rows(kb + "/agents.tsv"):
        if not r["source"].startswith("PLOVER"):
            continue
        phrase = r["phrase"].replace("_", " ")
        if not re.fullmatch(r"[a-z][a-z' -]+[a-z]", phrase) or re.search(r"(?i)minist|\b(at|to|of|for)$|  |administ[re]+s|^(a|the) ", phrase):
            continue
        words = phrase.split()
        cut = next((i for i, w in enumerate(words) if w in ("of", "for", "in", "with")), len(words))
        head = words[cut - 1] if cut else ""
        kind = heads.get(head) or heads.get(re.sub(r"(wo)?man$", "man", head))
        sector, code = r["plover_sector"], r["code"]
        sector = {"SOC": "NGO", "MED": "HLH"}.get(sector, sector)
        if not kind or sector not in own_sectors or len(words) > 6:
            continue
        if kind != "persons" and phrase.rstrip("s") in seen:
            continue
        cameo = sector + code[3:] if code.startswith(r["plover_sector"]) else code
        add(phrase, sector, CAMEO.get(sector, cameo), kind, "plover-agents")
    people = {r["phrase"] for r in out if r["kind"] != "persons"}
    out = [r for r in out if r["kind"] != "persons" or not singulars(r["phrase"]) & people]
    c.write("actors/roles.tsv", ["phrase", "sector", "cameo", "kind", "source"], out)


if __name__ == "__main__":
    main()
