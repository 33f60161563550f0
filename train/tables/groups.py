"""data/actors/groups.tsv: own rows first, then names of UCDP and Phoenix that stand on their own in a text.

A row of the data sets is kept only when a word of own/group_words.tsv marks it as the name of an organisation;
acronyms of less than four letters collide with too much and come from own/groups.tsv alone.
"""
import collections
import re
import sys
import common as c

SMALL = {"of", "the", "for", "and", "in", "to", "on", "al", "de", "la", "el", "du", "des", "del"}


def title(s):
    """Phoenix writes every word with a capital; small words get theirs taken away."""
    words = s.split(" ")
    return " ".join(w.lower() if i and w.lower() in SMALL else w for i, w in enumerate(words))


def main():
    kb = c.kb_folder(sys.argv)
    marks = {r["word"] for r in c.own("group_words")}
    generic = {r["word"] for r in c.own("generic_words")}
    dropped = c.drops("group")
    iso = {r["name"]: r["iso"] for r in c.own("ucdp_countries")}
    for r in c.own("countries"):
        for n in [r["name"]] + c.split(r["names"]):
            iso.setdefault(n, r["id"])
    codes = {r["id"] for r in c.own("countries")}
    out, taken = [], set()
    for table in ("groups", "orgs", "countries"):
        for r in c.own(table):
            taken |= {c.fold(n) for n in [r["name"]] + c.split(r.get("aliases", ""))}
    for r in c.own("groups"):
        out.append(dict(r, aliases=c.join(c.split(r["aliases"])), source="own"))

    def fits(alias):
        if not c.latin(alias) or re.search(r" - |[/()\"+<>]|faction|supporters|forces of|sector|prison|pandilla", alias, re.I):
            return False
        if re.fullmatch(r"[A-Z][A-Z-]{3,}", alias):
            return True
        words = re.findall(r"[a-z']+", c.ascii_form(alias).lower())
        named = [w for w in words if w not in generic and w not in SMALL and w.replace("'s", "") not in generic]
        return 2 <= len(words) <= 9 and any(w in marks for w in words) and bool(named)

    found, uses = collections.OrderedDict(), collections.Counter()
    for r in c.rows(kb + "/groups.tsv"):
        ucdp = r["group_id"].startswith("UCDP")
        if ucdp and r["kind"] != "formally organized" or not ucdp and r["plover_sector"] != "REB":
            continue
        alias = c.clean(r["alias"]).rstrip(".")
        alias = alias if ucdp else title(alias)
        alias = alias.replace("’", "'")
        if not fits(alias) or c.fold(alias) in taken or alias in dropped:
            continue
        g = found.setdefault(r["group_id"], {"names": [], "row": r, "ucdp": ucdp})
        if c.fold(alias) not in {c.fold(n) for n in g["names"]}:
            g["names"].append(alias)
            uses[c.fold(alias)] += 1
    for gid, g in found.items():
        names = [n for n in g["names"] if uses[c.fold(n)] == 1]
        long = [n for n in names if " " in n]
        if not long:
            continue
        location = g["row"]["location"].split(",")[0].strip()
        country = location if location in codes else iso.get(location, iso.get(re.sub(r" \(.*", "", location), ""))
        if g["ucdp"]:
            ident = "ucdp:" + gid[5:]
        else:
            ident = "phx:" + c.slug(gid[5:])[:28].strip("-")
        if not country and not g["ucdp"]:
            continue
        out.append({"id": ident, "name": long[0], "aliases": c.join(n for n in names if n != long[0]),
                    "country": country, "sector": "REB", "cameo": country + "REB", "from": "", "to": "",
                    "source": "ucdp" if g["ucdp"] else "phoenix"})
    seen, unique = set(), []
    for r in out:
        if r["id"] not in seen:
            seen.add(r["id"])
            unique.append(r)
    c.write("actors/groups.tsv", ["id", "name", "aliases", "country", "sector", "cameo", "from", "to", "source"], unique)


if __name__ == "__main__":
    main()
