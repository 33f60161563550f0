"""data/actors/countries.tsv: every spelling of own/countries.tsv, with the data set that confirms it as source."""
import sys
import common as c

SOURCE = [("iso-codes", "iso-codes"), ("CLDR", "cldr"), ("World Factbook", "factbook"), ("rigour", "rigour"),
          ("Phoenix", "phoenix")]


def confirmed(kb):
    """(country, folded alias) -> source key, the first of SOURCE that has it."""
    best = {}
    for r in c.rows(kb + "/countries.tsv"):
        for rank, (mark, key) in enumerate(SOURCE):
            if mark in r["source"]:
                k = (r["iso3_or_bloc"], c.fold(r["alias"]))
                best[k] = min(best.get(k, (9, "")), (rank, key))
    return {k: v[1] for k, v in best.items()}


def main():
    kb = c.kb_folder(sys.argv)
    known = confirmed(kb)
    out, seen, dropped = [], set(), c.drops("country")

    def add(iso, alias, kind, sector=""):
        if alias and alias not in dropped and (iso, alias) not in seen:
            seen.add((iso, alias))
            out.append({"id": iso, "alias": alias, "kind": kind, "sector": sector,
                        "source": known.get((iso, c.fold(alias)), "own")})

    for r in c.own("countries"):
        iso = r["id"]
        add(iso, r["name"], "name")
        for column, kind in (("names", "name"), ("former", "former"), ("demonyms", "demonym"), ("capitals", "capital")):
            for alias in c.split(r[column]):
                add(iso, alias, kind)
                if kind != "former" and c.ascii_form(alias) != alias:
                    add(iso, c.ascii_form(alias), kind)
        pairs = c.split(r["government"].replace("|", " | ")) if r["government"] else []
        for alias, sector in zip(pairs[::2], pairs[1::2]):
            add(iso, alias, "government", sector)
            if c.ascii_form(alias) != alias:
                add(iso, c.ascii_form(alias), "government", sector)
    c.write("actors/countries.tsv", ["id", "alias", "kind", "sector", "source"], out)
    have = {r["id"] for r in out}
    print("  countries in the knowledge base without a row:",
          sorted({r["iso3_or_bloc"] for r in c.rows(kb + "/countries.tsv")
                  if r["source"].startswith("iso-codes")} - have) or "none")


if __name__ == "__main__":
    main()
