"""data/actors/people.tsv: who held which office when.

Order of trust: own/people.tsv, then the offices list of 2023 to 2026, curated rows, Wikidata, US congress, World Factbook, Phoenix.
A person has one id over all rows. Names meet by their folded spelling, and, within one country, by first and last word.
World Factbook ends an office when the spelling of a name changes; such a `to` counts only when somebody else follows.
"""
import collections
import difflib
import re
import sys
import common as c

COLUMNS = ["id", "name", "aliases", "role", "org", "sector", "from", "to", "as_of", "basis", "source"]
SINGLE = {"president", "prime minister", "chancellor", "foreign minister", "defence minister", "finance minister",
          "interior minister", "justice minister", "vice president", "treasury secretary", "external affairs minister",
          "chancellor of the exchequer", "homeland security secretary", "chairman of the joint chiefs of staff", "secretary general", "secretary of state",
          "defense secretary", "foreign secretary", "home secretary", "chief of general staff", "national security adviser",
          "supreme leader", "health minister", "energy minister", "monarch", "attorney general", "central bank governor",
          "head of state", "head of government"}
HEADS = {"president", "prime minister", "chancellor", "monarch", "head of state", "head of government", "emir", "sultan"}
TITLE = re.compile(r"^(president|prime minister|minister|foreign|king|queen|prince|princess|sheikh|shaykh|mr|mrs|ms|dr|sir|"
                   r"gen|general|ambassador|former|vice|defen[cs]e|senator|chancellor|lord|lady|baroness|the|us|u s|deputy|"
                   r"secretary|interim|acting|high|premier|crown|ayatollah|tan sri|datuk|h e|rt hon|represented|charge|charg|kanzler|bundeskanzler|presidente|ministre|sr gen|maj gen|lt gen|brig gen)\b")
START = "1985"


class Roles:
    """English, lower-case names of offices."""

    def __init__(self):
        self.names = {r["role"]: r["as"] for r in c.own("role_names")}
        self.portfolios = sorted(((r["starts"], r["portfolio"]) for r in c.own("role_portfolios")), key=lambda p: -len(p[0]))
        self.keep = re.compile("|".join("(?:%s)" % r["pattern"] for r in c.own("role_keep")))
        people = {w.lower() for r in c.own("countries") for w in c.split(r["demonyms"])} | {"united states", "us", "u.s."}
        self.people = re.compile("(?:%s) (?=.*(?:minister|secretary|president|spokes))" % "|".join(sorted(map(re.escape, people), key=lambda w: -len(w))))
        self.main = {r["portfolio"] + " minister" for r in c.own("role_portfolios")}
        self.skip = re.compile("|".join("(?:%s)" % r["pattern"] for r in c.own("role_skip")))

    def wanted(self, role):
        role = role.lower()
        return bool(self.keep.search(role)) and not self.skip.search(role)

    def normal(self, role, countries):
        role = re.sub(r"\s*\(.*?\)", "", c.clean(role)).replace("’", "'")
        m = re.match(r"US ambassador to ([A-Z]{3})$", role)
        if m:
            return "ambassador to " + countries.get(m.group(1), m.group(1))
        m = re.match(r"(?i)(ambassador|high commissioner) to (.*)$", role)
        if m:
            full = self.names.get(role.lower())
            return full or "ambassador to " + m.group(2)
        role = role.lower().replace("counsellor", "counselor").replace("defense minister", "defence minister")
        role = self.people.sub("", role, count=1) if self.people.match(role) else role
        role = re.sub(r"^(minister (?:of|for) .+) minister$", r"\1", role)
        prefix = ""
        while True:
            m = re.match(r"(acting|interim|first|second|third|deputy|caretaker|federal|federal minister for|union) (.+)$", role)
            if not m or role in self.names:
                break
            word = {"interim": "acting", "caretaker": "acting", "federal": "", "union": ""}.get(m.group(1), m.group(1))
            prefix, role = prefix + (word + " " if word else ""), m.group(2)
        if role in self.names:
            return prefix + self.names[role]
        m = re.match(r"minister (?:of|for) (?:the )?(.+)$", role)
        if m:
            what = m.group(1)
            for start, portfolio in self.portfolios:
                if re.match(re.escape(re.sub("^the ", "", start)) + r"\b", what):
                    return prefix + portfolio + " minister"
            return prefix + ("minister of " if len(what.split()) > 2 else "") + what + \
                (" minister" if len(what.split()) <= 2 else "")
        role = re.sub(r"spokes(wo)?man", "spokesperson", role)
        return prefix + role


def ends(name):
    words = c.fold(name).split()
    return (words[0], words[-1]) if len(words) > 1 else (name, name)


class People:
    def __init__(self, countries):
        self.countries = countries
        self.by_name = collections.defaultdict(set)      # folded name -> ids
        self.by_ends = collections.defaultdict(set)      # (first, last, org) -> ids
        self.orgs = collections.defaultdict(set)         # id -> orgs
        self.by_office = collections.defaultdict(list)   # (org, role) -> rows
        self.same = {}                                   # Wikidata id -> id of a row that was there before it
        self.fixed = set()                               # ids whose printed name is settled
        self.name, self.aliases, self.rows = {}, collections.defaultdict(list), []

    def resolve(self, names, org, qid, role="", frm=""):
        if qid:
            return qid
        for n in names:
            ids = self.by_name[c.fold(n)]
            same = [i for i in ids if org in self.orgs[i]]
            if len(same) == 1:
                return same[0]
            if len(ids) == 1 and (org not in self.countries or not (self.orgs[next(iter(ids))] & set(self.countries))):
                return next(iter(ids))
        for n in names[:1]:
            ids = self.by_ends[ends(n) + (org,)]
            if len(ids) == 1 and len(c.fold(n).split()) != 1:
                return next(iter(ids))
        slug = "p:" + c.slug(names[0])
        if slug in self.name and org not in self.orgs[slug]:
            slug += "-" + org.lower()
        return slug

    def add(self, qid, names, row, trusted_name=False):
        names = [n for n in (c.clean(x) for x in names) if n]
        pid = self.resolve(names, row["org"], qid)
        if pid not in self.name or trusted_name and pid not in self.fixed:
            if pid in self.name and self.name[pid] != names[0]:
                self.aliases[pid].append(self.name[pid])
            self.name[pid] = names[0]
        if trusted_name:
            self.fixed.add(pid)
        self.orgs[pid].add(row["org"])
        for n in names:
            self.by_name[c.fold(n)].add(pid)
            self.by_ends[ends(n) + (row["org"],)].add(pid)
            if n != self.name[pid]:
                self.aliases[pid].append(n)
        row["id"] = pid
        self.rows.append(row)
        self.by_office[(row["org"], row["role"])].append(row)

    def known_as(self, qid, name, row):
        """The id under which a person of Wikidata already stands: the same office since the same time, a name alike."""
        if qid in self.same or qid in self.name:
            return self.same.get(qid, qid)
        for o in self.by_office[(row["org"], row["role"])]:
            theirs = self.name[o["id"]]
            ratio = difflib.SequenceMatcher(None, c.fold(theirs), c.fold(name)).ratio()
            if o["id"].startswith("p:") and near(o["from"], row["from"], 60) and (
                    ends(theirs) == ends(name) or ratio > (0.65 if ends(theirs)[1] == ends(name)[1] else 0.85)):
                self.same[qid] = o["id"]
                return o["id"]
        return qid


def office_start(role, main):
    """How far back an office is worth a row: heads furthest, odd ministries least."""
    role = re.sub(r"^(acting|deputy|first) ", "", role)
    return "1985" if role in HEADS else "1990" if role in SINGLE else "1995" if role in main else "2006"


WORDS = {"president", "minister", "ambassador", "secretary", "chancellor", "premier", "hojatolislam", "general", "king",
         "prince", "ayatollah", "governor", "senator", "speaker", "russian", "israeli", "iranian", "chinese", "former"}


def good_alias(name, main):
    """A full spelling: two words or more, no title; the rest is derived from the name."""
    f = c.fold(name)
    return len(f.split()) >= 2 and not TITLE.match(f) and not WORDS & set(f.split()) and len(f.split()) <= 6 and c.latin(name) and \
        "(" not in name and "," not in name


def same_office(a, b):
    return a["org"] == b["org"] and (a["role"] == b["role"] or {a["role"], b["role"]} <= HEADS)


def near(a, b, tolerance=75):
    return bool(a and b) and abs(c.days(a) - c.days(b)) <= tolerance


def factbook(kb, roles, countries):
    """World Factbook heads and ambassadors: spellings merged, false ends removed."""
    rows = []
    for r in c.rows(kb + "/people.tsv"):
        if "Factbook" not in r["source"] or TITLE.match(c.fold(r["name"])) or "vacant" in r["name"].lower() or \
                len(r["name"].split()) > 6:
            continue
        role = roles.normal(r["role"], countries)
        rows.append({"name": r["name"], "role": role, "org": r["org_or_country"], "sector": r["plover_sector"],
                     "from": c.date(r["from"]), "to": c.date(r["to"]), "as_of": c.date(r["as_of"])})
    groups = collections.defaultdict(list)
    realms = collections.defaultdict(set)        # a sovereign of many countries acts for none of them in the news
    for r in rows:
        if not r["role"].startswith("ambassador"):
            realms[c.fold(r["name"])].add(r["org"])
    rows = [r for r in rows if len(realms[c.fold(r["name"])]) < 3]
    for r in rows:
        groups[(r["org"], r["role"])].append(r)
    out = []
    for rs in groups.values():
        rs.sort(key=lambda r: (r["from"], r["to"] or "9"))
        merged = []
        for r in rs:
            for m in merged:
                alike = ends(m["name"])[1] == ends(r["name"])[1] or \
                    difflib.SequenceMatcher(None, c.fold(m["name"]), c.fold(r["name"])).ratio() > 0.75
                if alike and near(m["from"], r["from"]):
                    m["to"] = "" if not (m["to"] and r["to"]) else max(m["to"], r["to"])
                    m["names"].append(r["name"])
                    break
            else:
                merged.append(dict(r, names=[r["name"]]))
        for i, m in enumerate(merged):
            if m["to"]:
                after = [n for n in merged if n is not m and n["from"] and near(n["from"], m["to"], 400)
                         and c.later(n["from"], m["from"] or "0")]
                if after and m["role"] in SINGLE:
                    m["to"] = min(n["from"] for n in after)
                elif m["role"] in SINGLE:
                    m["as_of"], m["to"] = m["to"], ""
        out += merged
    return out


def main():
    kb = c.kb_folder(sys.argv)
    roles = Roles()
    countries = {r["id"]: r["name"] for r in c.own("countries")}
    codes = {r["code"]: r["id"] for r in c.own("codes")}
    known = set(countries) | {r["id"] for t in ("orgs", "groups") for r in c.own(t)}
    dropped = c.drops("person")
    dependencies = {r["id"] for r in c.own("dependencies")}
    p = People(countries)
    source = [r for r in c.rows(kb + "/people.tsv")]

    local = {(r["org"], r["role"]): r["as"] for r in c.own("role_local")}

    def row(role, org, sector, frm, to, as_of, basis, key):
        return {"role": local.get((org, role), role), "org": org, "sector": sector, "from": frm, "to": to, "as_of": as_of,
                "basis": basis, "source": key}

    wikidata = []
    for r in source:
        if not r["source"].startswith("Wikidata") or r["plover_sector"] not in ("GOV", "LEG", "JUD", "MIL", "IGO"):
            continue
        frm, to = c.date(r["from"]), c.date(r["to"])
        role = roles.normal(r["role"], countries)
        if (to or frm if (to or c.date(r["as_of"]) < "2005") else "9") < office_start(role, roles.main) or len(role.split()) > 7 or not roles.wanted(r["role"]) or r["org_or_country"] not in known or not c.latin(r["name"]):
            continue
        if not frm and not to:
            continue
        wikidata.append((r, frm, to))
    offices = list(c.rows(kb + "/offices_2023_2026.tsv"))
    recent = {(codes.get(r["country"], r["country"]), roles.normal(r["office"], countries)) for r in offices}
    ids = {}                                    # names of people whose Wikidata id is known
    for r in source:
        if r["wikidata"] and (roles.wanted(r["role"]) or r["source"] == "curated (verify)"):
            ids.setdefault(c.fold(r["name"]), collections.Counter())[r["wikidata"]] += 1

    for r in c.own("people_ids"):
        ids[c.fold(r["name"])] = collections.Counter({r["id"]: 99})

    def qid_of(name, org):
        found = ids.get(c.fold(name))
        if not found:
            return ""
        best = found.most_common(2)
        if len(best) == 1:
            return best[0][0]
        here = [r["wikidata"] for r in source if r["wikidata"] and c.fold(r["name"]) == c.fold(name)
                and r["org_or_country"] == org]
        return collections.Counter(here).most_common(1)[0][0] if here else ""

    first = []
    for r in c.own("people"):
        first.append((r["id"] or qid_of(r["name"], r["org"]), [r["name"]] + c.split(r["aliases"]),
                      row(r["role"], r["org"], r["sector"], r["from"], r["to"], r["as_of"], r["basis"] or "memory",
                          "own-memory" if (r["basis"] or "memory") == "memory" else "own"), True))
    for r in offices:
        org = codes.get(r["country"], r["country"])
        if org not in known:
            print("  unknown office holder's body: %s" % org)
            continue
        remark = re.search(r"from: year (\d{4})", r["as_of"])
        frm = c.date(r["from"]) or (remark.group(1) if remark else "")
        to, as_of = c.date(r["to"]), c.date(r["as_of"])
        if to and c.later(to, as_of):
            as_of = to if to <= "2026-11" else as_of
        if frm and as_of and c.later(frm, as_of):
            as_of = frm if frm <= "2026-11" else as_of
        first.append((qid_of(r["name"], org), [r["name"]] + c.split(r["aliases"]),
                      row(roles.normal(r["office"], countries), org, r["sector"], frm, to, as_of, r["basis"],
                          "reports" if r["basis"] == "seen" else "own-memory"), True))
    for qid, names, rw, _ in first:
        p.add(qid, names, rw, True)

    def repeated(pid, rw, tolerance=400):
        """Whether a row says again what a more trusted one says."""
        for o in p.rows:
            if o["id"] == pid and same_office(o, rw):
                if near(o["from"], rw["from"], tolerance) or not o["from"] or not rw["from"]:
                    return True
                if o["from"] <= rw["from"] and (not o["to"] or rw["from"] < o["to"]):
                    return True
        return False

    index = collections.defaultdict(list)

    def offer(qid, names, rw):
        if names[0] in dropped:
            return
        if qid:
            qid = p.known_as(qid, names[0], rw)
        pid = p.resolve(names, rw["org"], qid or qid_of(names[0], rw["org"]))
        for o in index[pid]:
            if same_office(o, rw) and (near(o["from"], rw["from"], 400) or not o["from"] or not rw["from"]
                                       or (o["from"] <= rw["from"] and (not o["to"] or rw["from"] < o["to"]))):
                for n in names:
                    if n != p.name[pid]:
                        p.aliases[pid].append(n)
                        p.by_name[c.fold(n)].add(pid)
                if not o["from"]:
                    o["from"] = rw["from"]
                return
        p.add(pid, names, rw)
        index[pid].append(rw)

    for rw in p.rows:
        index[rw["id"]].append(rw)
    for r in source:
        if r["source"] == "curated (verify)":
            org = {"WORLDBANK": "WORLDBANK"}.get(r["org_or_country"], codes.get(r["org_or_country"], r["org_or_country"]))
            if org in known:
                offer(r["wikidata"], [r["name"]] + [a for a in r["aliases"].split(";") if a],
                      row(roles.normal(r["role"], countries), org, r["plover_sector"], c.date(r["from"]), c.date(r["to"]),
                          max(c.date(r["to"]), "2025-12") if c.date(r["to"]) else "2025-12", "memory", "own-memory"))
    for r, frm, to in wikidata:
        role = roles.normal(r["role"], countries)
        as_of = c.date(r["as_of"])
        # the offices list knows who holds this office after 2023-03
        offer(r["wikidata"], [r["name"]] + [a for a in r["aliases"].split(";") if a],
              row(role, r["org_or_country"], r["plover_sector"], frm, to, as_of, "table", "wikidata-ep"))
    for r in source:
        if r["source"] != "unitedstates/congress-legislators":
            continue
        frm, to = c.date(r["from"]), c.date(r["to"])
        if (to or frm) < "2001":
            continue
        role = roles.normal(r["role"], countries)
        if role not in ("senator", "representative"):
            continue
        qid = r["wikidata"]
        prior = [o for o in index[qid] if o["role"] == role and o["source"] == "congress"]
        if prior and (near(prior[-1]["to"], frm, 400) or prior[-1]["to"] >= frm):
            prior[-1]["to"] = max(prior[-1]["to"], to)
            prior[-1]["as_of"] = c.date(r["as_of"])
            continue
        rw = row(role, "USA", "LEG", frm, to, c.date(r["as_of"]), "table", "congress")
        p.add(qid, [r["name"]] + [a for a in r["aliases"].split(";") if a], rw)
        index[qid].append(rw)
    for rw in p.rows:
        if rw["source"] == "congress" and rw["to"] > rw["as_of"]:
            rw["to"] = ""
    for r in factbook(kb, roles, countries):
        ambassador = r["role"].startswith("ambassador")
        if r["org"] in dependencies:                    # its head is that of the country it belongs to
            continue
        if (r["to"] or r["from"] or "0") < START or r["org"] not in known or (ambassador and (r["from"] or "0") < "2012"):
            continue
        rw = row(r["role"], r["org"], r["sector"], r["from"], r["to"], r["as_of"], "table", "factbook")
        # a spelling of somebody we have in the same office at the same time
        twin = None
        if not ambassador:
            for o in p.rows:
                if same_office(o, r) and near(o["from"], r["from"], 60) and (
                        ends(p.name[o["id"]])[1] == ends(r["name"])[1] or
                        difflib.SequenceMatcher(None, c.fold(p.name[o["id"]]), c.fold(r["name"])).ratio() >
                        (0.65 if o["role"] == r["role"] else 0.85)):
                    twin = o
                    break
            if twin is None and r["role"] in ("president", "prime minister") and (r["org"], r["role"]) in recent and \
                    (not r["to"] or r["to"] > "2023-03"):
                continue
        if twin is not None:
            for n in r["names"]:
                if n != p.name[twin["id"]]:
                    p.aliases[twin["id"]].append(n)
                    p.by_name[c.fold(n)].add(twin["id"])
            continue
        offer("", r["names"], rw)
    phoenix(source, p, index, known, START)
    take_wikidata_ids(p)
    unite(p, set(countries))
    close_offices(p)
    out = finish(p)
    c.write("actors/people.tsv", COLUMNS, out)


def phoenix(source, p, index, known, start):
    """People of Phoenix: no office, only the body they act for; one row a person, spells joined."""
    sectors = {"GOV", "MIL", "OPP", "LEG", "JUD", "REB", "SPY"}
    spells = collections.OrderedDict()
    for r in source:
        if not r["role"].startswith("CAMEO") or r["plover_sector"] not in sectors or r["org_or_country"] not in known:
            continue
        name = c.clean(r["name"])
        if not good_alias(name, name) or re.search(r"[\d/&]", name):
            continue
        names = [name] + [a for a in r["aliases"].split(";") if a and good_alias(a, name)]
        pid = p.resolve(names, r["org_or_country"], "")
        if pid in index and index[pid]:
            for n in names:
                if n != p.name[pid] and ends(n)[1] == ends(p.name[pid])[1]:
                    p.aliases[pid].append(n)
            continue
        if not c.date(r["from"]):
            continue
        s = spells.setdefault((c.fold(name), r["org_or_country"], r["plover_sector"]), [names, "9999", "", c.date(r["as_of"])])
        s[1] = min(s[1], c.date(r["from"]))
        s[2] = "9999" if not c.date(r["to"]) else max(s[2], c.date(r["to"]))
    for (_, org, sector), (names, frm, to, as_of) in spells.items():
        to = "" if to == "9999" else to
        if (to and to < "2006") or (to or frm) < start or (to and to < frm):
            continue
        # Phoenix starts offices that were held before on 2003-01-01; the day then says nothing
        frm = "" if frm == "2003-01-01" else frm[:7] if frm.endswith("-01") else frm
        to = to[:7] if to[8:] in ("28", "29", "30", "31") else to
        if frm and to and (c.later(frm, to) or c.days(to, True) - c.days(frm) < 240):
            continue
        p.add("", names, {"role": "", "org": org, "sector": sector, "from": frm, "to": to, "as_of": as_of,
                          "basis": "table", "source": "phoenix"})


def take_wikidata_ids(p):
    """Gives people who stood under an id of ours the Wikidata id that turned up later."""
    ids = {ours: qid for qid, ours in p.same.items() if qid not in p.name}
    for r in p.rows:
        r["id"] = ids.get(r["id"], r["id"])
    for ours, qid in ids.items():
        p.name[qid], p.aliases[qid] = p.name.pop(ours), p.aliases.pop(ours, [])
        if ours in p.fixed:
            p.fixed.add(qid)


def unite(p, countries):
    """One id for ids that share a full spelling and a country, or of which one acts for no country at all."""
    spelled, orgs = collections.defaultdict(set), collections.defaultdict(set)
    for r in p.rows:
        orgs[r["id"]].add(r["org"])
    for pid in orgs:
        for n in [p.name[pid]] + p.aliases[pid]:
            if len(c.fold(n).split()) > 1 or not pid.startswith("Q"):
                spelled[c.fold(n)].add(pid)
    into = {}

    def last(pid):
        while pid in into:
            pid = into[pid]
        return pid

    for ids in spelled.values():
        ids = sorted({last(i) for i in ids}, key=lambda i: (not i.startswith("Q"), i))
        keep = ids[0]
        named = [i for i in ids if i.startswith("Q")]
        for other in ids[1:]:
            if other.startswith("Q") or len(named) > 1:
                continue
            a, b = orgs[keep], orgs[other]
            if a & b or not a & countries or not b & countries:
                into[other] = keep
                orgs[keep] |= b
                p.aliases[keep] += p.aliases[other] + [p.name[other]]
                if other in p.fixed:
                    p.aliases[keep].append(p.name[keep])
                    p.name[keep] = p.name[other]
    kept = collections.defaultdict(list)
    rows = []
    for r in p.rows:
        r["id"] = last(r["id"])
        twice = any(same_office(o, r) and (near(o["from"], r["from"], 400) or not o["from"] or not r["from"])
                    or not r["role"] for o in kept[r["id"]])
        if not twice:
            kept[r["id"]].append(r)
            rows.append(r)
    p.rows = rows


def close_offices(p):
    """Ends offices that only one person can hold when the next holder is known and the row does not say so itself."""
    held = collections.defaultdict(list)
    for r in p.rows:
        if r["role"] in SINGLE and r["from"]:
            held[(r["org"], r["role"])].append(r)
    for rs in held.values():
        rs.sort(key=lambda r: r["from"])
        for i, r in enumerate(rs):
            if r["to"]:
                continue
            for n in rs[i + 1:]:
                if n["id"] != r["id"] and c.later(n["from"], r["from"]) and c.later(n["from"], r["as_of"] or "0"):
                    r["to"] = n["from"]
                    break


def finish(p):
    out, seen = [], set()
    bodies = {c.fold(n) for t in ("countries", "orgs", "groups") for r in c.own(t)
              for n in [r["name"]] + c.split(r.get("aliases", "")) + c.split(r.get("names", ""))}
    for r in p.rows:
        if r["from"] and r["to"] and c.later(r["from"], r["to"]):
            continue
        name = p.name[r["id"]]
        key = (r["id"], r["role"], r["org"], r["from"])
        if key in seen or len(c.fold(name)) < 3 or re.search(r"\d", name) or c.fold(name) in bodies:
            continue
        seen.add(key)
        spellings, folds = [], {name}
        for a in p.aliases[r["id"]] + [c.ascii_form(name)]:
            a = c.clean(a)
            if a != name and a not in folds and good_alias(a, name) and c.fold(a) not in bodies:
                folds.add(a)
                spellings.append(a)
        out.append(dict(r, name=name, aliases=spellings[:14]))
    # aliases once a person: the first row of a person carries them
    first = set()
    for r in out:
        r["aliases"] = c.join(r["aliases"]) if r["id"] not in first else ""
        first.add(r["id"])
    return out


if __name__ == "__main__":
    main()
