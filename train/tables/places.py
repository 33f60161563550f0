"""data/actors/places.tsv: capitals, regions, seats of regions and cities of GeoNames, and places of conflict news.

Spellings other than the name are kept where the local script is not Latin and several transliterations are about; they must
look like the name and be the name of nothing else. own/places.tsv names a place of the list by its GeoNames number, or
adds one with an id of its own (`own:`); coordinates come from the list where it has the name in that country.
"""
import collections
import difflib
import re
import sys
import common as c

LEAST = 30000
LARGE = 300000              # below it a place gives way to the word or the person of its name
FOREIGN = re.compile(r"j[^aeiou]|j$|sz|sch|cz|tx|[dtshi]j|aj|w$|x")     # spellings of other languages
COLUMNS = ["id", "name", "aliases", "country", "kind", "lat", "lon", "population", "source"]
KIND = {"PPLC": "capital", "ADM1": "region"}


def main():
    kb = c.kb_folder(sys.argv)
    iso = {r["id"] for r in c.own("countries")}
    other_script = {r["iso"] for r in c.own("other_script")}
    dropped, small = c.drops("place"), c.drops("small place")
    nations = {c.fold(n) for r in c.own("countries") for n in [r["name"]] + c.split(r["names"]) + c.split(r["demonyms"])}
    mine = {r["id"]: r for r in c.own("places")}
    names = {(c.fold(n), r["country"]) for r in c.own("places") for n in [r["name"]] + c.split(r["aliases"])}
    everything = list(c.rows(kb + "/places.tsv"))
    all_names = collections.Counter(c.fold(r["name"]) for r in everything)
    best = {}                                   # largest place of a name in a country
    for r in everything:
        key = (c.fold(r["name"]), r["iso3"])
        if r["lat"] and int(r["population"] or 0) >= int(best.get(key, {"population": "-1"})["population"] or 0):
            best[key] = r
    out, cities = [], set()
    for r in everything:
        population = int(r["population"] or 0)
        wanted = r["feature"] in ("PPLC", "ADM1") or (r["feature"] == "PPLA" and population >= 2000) or population >= LEAST
        own_row = mine.get(r["geonameid"])
        name = own_row["name"] if own_row else c.clean(r["name"])
        if not own_row:
            if not wanted or r["iso3"] not in iso or not c.latin(name) or name in dropped or len(name) < 3 and population < 100000:
                continue
            if name in small and population < LARGE and r["feature"] != "PPLC":
                continue
            if r["feature"] == "PPLX" or (c.fold(name), r["iso3"]) in names or c.fold(name) in nations and r["feature"] != "PPLC":
                continue
        spellings = c.split(own_row["aliases"]) if own_row else []
        if not own_row and r["iso3"] in other_script and population >= 60000:
            close = []
            for a in r["aliases"].split(";"):
                a = c.clean(a)
                ratio = difflib.SequenceMatcher(None, c.fold(a), c.fold(name)).ratio()
                if len(a) >= 5 and a.isascii() and a != name and 0.78 <= ratio < 1 and not FOREIGN.search(a) and not all_names[c.fold(a)]:
                    close.append((-ratio, a))
            spellings += [a for _, a in sorted(close)[:2]]
        if c.ascii_form(name) != name:
            spellings.insert(0, c.ascii_form(name))
        kind = own_row["kind"] if own_row else KIND.get(r["feature"], "city")
        out.append({"id": r["geonameid"], "name": name, "aliases": c.join(s for s in spellings if s != name),
                    "country": r["iso3"], "kind": kind, "lat": short(r["lat"]), "lon": short(r["lon"]),
                    "population": r["population"] if population else "", "source": "geonames"})
    for r in mine.values():
        if not r["id"].startswith("own:"):
            continue
        found = next((best[(c.fold(n), r["country"])] for n in [r["name"]] + c.split(r["aliases"])
                      if (c.fold(n), r["country"]) in best and r["kind"] == "city"), None)
        aliases = c.split(r["aliases"])
        if c.ascii_form(r["name"]) != r["name"]:
            aliases.append(c.ascii_form(r["name"]))
        out.append({"id": found["geonameid"] if found else r["id"], "name": r["name"], "aliases": c.join(aliases),
                    "country": r["country"], "kind": r["kind"], "lat": short(found["lat"]) if found else "",
                    "lon": short(found["lon"]) if found else "",
                    "population": found["population"] if found and found["population"] != "0" else "",
                    "source": "geonames" if found else "own"})
    seen, unique = set(), []
    for r in sorted(out, key=lambda r: (-int(r["population"] or 0), r["id"])):
        if r["id"] not in seen:
            seen.add(r["id"])
            unique.append(r)
    c.write("actors/places.tsv", COLUMNS, unique)


def short(degrees):
    """Three decimals: about a hundred metres."""
    return ("%.3f" % float(degrees)) if degrees else ""


if __name__ == "__main__":
    main()
