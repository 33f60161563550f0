"""data/actors/orgs.tsv: own rows, then parties with a name that is theirs alone, then international bodies of Phoenix.

The share-alike list of the knowledge base is left out: it adds technical bodies only.
"""
import collections
import os
import re
import sys
import common as c

COLUMNS = ["id", "name", "aliases", "type", "sector", "country", "cameo", "source"]
SMALL = {"of", "the", "for", "and", "in", "to", "on"}


def title(s):
    words = s.split(" ")
    return " ".join(w.lower() if i and w.lower() in SMALL else w for i, w in enumerate(words))


def main():
    kb = c.kb_folder(sys.argv)
    dropped = c.drops("org")
    generic = {r["word"] for r in c.own("generic_words")} | {r["word"] for r in c.own("party_words")}
    english = {r["word"] for r in c.own("party_words")} | generic
    iso = {r["id"] for r in c.own("countries")}
    demonyms = {c.fold(w) for r in c.own("countries") for w in [r["name"]] + c.split(r["names"]) + c.split(r["demonyms"])}
    out, taken = [], set()
    for r in c.own("orgs"):
        out.append(dict(r, aliases=c.join(a for a in c.split(r["aliases"]) if a != r["name"]), source="own"))
    for table in ("orgs", "groups", "countries"):
        for r in c.own(table):
            taken |= {c.fold(n) for n in [r["name"]] + c.split(r.get("aliases", "")) + c.split(r.get("names", ""))}

    written = c.DATA + "/actors/groups.tsv"
    for r in c.rows(written) if os.path.exists(written) else ():
        taken |= {c.fold(n) for n in [r["name"]] + c.split(r["aliases"])}

    parties, uses = collections.OrderedDict(), collections.Counter()
    for r in c.rows(kb + "/parties.tsv"):
        alias = c.clean(r["alias"]).replace("’", "'")
        if r["iso3"] not in iso or not c.latin(alias) or re.search(r"[/()\[\]]", alias):
            continue
        parties.setdefault(r["wikidata"], {"country": r["iso3"], "names": []})["names"].append(alias)
        uses[c.fold(alias)] += 1
    for qid, p in parties.items():
        names = list(collections.OrderedDict.fromkeys(p["names"]))
        if len(p["names"]) < 2:
            continue                                    # only one spelling known: too small to be met
        good = []
        for n in names:
            words = c.fold(n).split()
            content = [w for w in words if w not in generic and w not in SMALL]
            english_name = sum(w in english or w in SMALL or w in demonyms for w in words) * 2 >= len(words)
            if len(words) >= 2 and content and english_name and uses[c.fold(n)] == 1 and c.fold(n) not in taken and n not in dropped:
                good.append(n)
        if not good:
            continue
        short = [n for n in names if re.fullmatch(r"[A-Z][A-Z-]{3,7}", n) and uses[c.fold(n)] == 1 and c.fold(n) not in taken]
        out.append({"id": qid, "name": good[0], "aliases": c.join(good[1:] + short), "type": "PTY", "sector": "PTY",
                    "country": p["country"], "cameo": p["country"] + "PTY", "source": "partyfacts"})
        taken |= {c.fold(n) for n in good + short}

    wanted = {r["word"] for r in c.own("org_words")}
    for r in c.rows(kb + "/orgs.tsv"):
        if not r["source"].startswith("Phoenix") or r["type"] not in ("IGO", "NGO"):
            continue
        name = title(c.clean(r["alias"]).replace("’", "'"))
        words = c.fold(name).split()
        if not (3 <= len(words) <= 8) or not any(w in wanted for w in words) or c.fold(name) in taken or not c.latin(name):
            continue
        if name in dropped or re.search(r"[/()&]", name) or re.search(r"^(the|un|u n|president|secretary|special) ", c.fold(name)) or "-Based" in name:
            continue
        taken.add(c.fold(name))
        country = r["plover_sector"] if r["plover_sector"] in iso else ""
        out.append({"id": "phx:" + c.slug(name)[:32].strip("-"), "name": name, "aliases": "", "type": r["type"],
                    "sector": r["type"], "country": country, "cameo": r["cameo"], "source": "phoenix"})
    seen, unique = set(), []
    for r in out:
        if r["id"] not in seen:
            seen.add(r["id"])
            unique.append(r)
    c.write("actors/orgs.tsv", COLUMNS, unique)


if __name__ == "__main__":
    main()
