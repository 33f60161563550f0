"""data/actors/members.tsv: which states belong to which bodies and when, one row each, from own/members.tsv."""
import common as c

COLUMNS = ["org", "member", "from", "to", "source"]


def main():
    out = [dict(r, member=member, source="own-memory") for r in c.own("members") for member in c.split(r["members"])]
    c.write("actors/members.tsv", COLUMNS, sorted(out, key=lambda r: (r["org"], r["member"], r["from"])))


if __name__ == "__main__":
    main()
