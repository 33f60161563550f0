"""Plain sentences of reports with their trees, drawn from a small grammar of our own: who did what to whom, when and where.

Treebanks of the web and of essays hold many noun phrases with a participle behind them ("the group released last year") and few bare
clauses of the kind that reports are made of ("The group released 19 hostages on Sunday"), so that a parser trained on them alone takes
the one for the other. Names are drawn from the project's own tables.
"""
import csv
import os
import re

import augment
import corpus

PLACES = "Kabul Geneva Nairobi Lagos Lima Hanoi Tbilisi Minsk Mosul Aleppo Karachi Bogota Caracas Dakar Tripoli Sanaa Donetsk Goma Manila Jakarta Vienna Doha".split()
PEOPLE = ("soldiers troops rebels militants gunmen insurgents police officers lawmakers senators ministers officials protesters workers students farmers drivers miners "
          "teachers doctors activists journalists civilians villagers refugees migrants fishermen prisoners hostages peacekeepers diplomats prosecutors investigators "
          "judges opponents supporters fighters commandos guards smugglers traders pilots sailors monks nuns priests bishops").split()
PERSON = ("president minister spokesman spokeswoman ambassador general commander governor mayor senator lawmaker judge court parliament government army military ministry "
          "council commission union party opposition company bank airline agency committee police navy coalition delegation king prince envoy prosecutor").split()
TITLES = "President Minister Senator General Chancellor Secretary Ambassador Governor Judge Colonel Bishop Prince".split()
THINGS = ("sanctions tariffs weapons missiles tanks rockets drones talks elections charges plans proposals reforms restrictions measures results documents flights exports "
          "imports supplies payments loans funds visas passports prices taxes ships buses vehicles homes schools churches mosques bridges villages offices bases camps").split()
THING = ("ceasefire blockade strike protest rally march agreement deal treaty accord truce resolution bill law budget plan proposal offer request appeal demand decision "
         "ruling verdict attack raid operation offensive campaign siege summit meeting visit letter statement report investigation inquiry probe embargo ban curfew tariff "
         "shelling bombing bombardment airstrike blast explosion shooting loan grant package convoy ship plane bridge border airport factory pipeline embassy village town target base camp checkpoint missile drone rocket bomb device "
         "election referendum vote constitution contract project programme state emergency reform amnesty pardon exchange swap sentence").split()
ADJECTIVES = "new military economic political national nuclear joint final key major local senior top former several armed southern northern eastern western foreign special".split()
NOUN_BEFORE = "peace government opposition security truck bus oil gas police army border trade aid election hunger drug arms state world church human labour air land car".split()
# past, participle, base, -s, -ing
IRREGULAR = {v[2]: v for v in (w.split() for w in (
    "struck struck strike strikes striking|shot shot shoot shoots shooting|broke broken break breaks breaking|gave given give gives giving|sent sent send sends sending|"
    "withdrew withdrawn withdraw withdraws withdrawing|met met meet meets meeting|sank sunk sink sinks sinking|cut cut cut cuts cutting|held held hold holds holding|"
    "took taken take takes taking|made made make makes making|won won win wins winning|lost lost lose loses losing|left left leave leaves leaving|told told tell tells telling|"
    "sold sold sell sells selling|bought bought buy buys buying|led led lead leads leading|put put put puts putting|set set set sets setting|laid laid lay lays laying|lent lent lend lends lending|paid paid pay pays paying|hit hit hit hits hitting|froze frozen freeze freezes freezing|"
    "brought brought bring brings bringing|built built build builds building|found found find finds finding|began begun begin begins beginning|overthrew overthrown overthrow "
    "overthrows overthrowing|flew flown fly flies flying|fought fought fight fights fighting|kept kept keep keeps keeping|drove driven drive drives driving").split("|"))}
TRANSITIVE = ("attack release expel reject lift reduce impose condemn kill arrest detain capture free seize shell bomb storm raid occupy evacuate suspend cancel ban approve ratify "
              "sign adopt pass launch close open recall summon deport extradite accuse criticize praise thank back support endorse oppose welcome warn host visit receive deliver "
              "provide supply donate pledge offer deploy pull move train arm test fire down intercept destroy damage burn loot ambush abduct kidnap execute torture wound injure rescue "
              "hand return restore resume halt end extend renew violate breach question investigate charge indict sentence jail fine raise increase double block veto postpone "
              "delay declare announce claim deny admit confirm order demand request seek urge pressure question target threaten blame denounce punish monitor inspect dismiss appoint "
              "name elect reelect nominate replace remove ease tighten review discuss reach accept refuse publish dispatch ship transfer store allow prevent organize stage join").split() + list(IRREGULAR)
PHRASAL = [tuple(v.split()) for v in ("call off|carry out|carry out|set up|take over|take over|hand over|hand over|give up|break off|lay down|shoot down|bring down|pull out|"
                                      "put off|cut off|drive out|turn down|rule out|step up|round up|take up|back up|hold up|hold back|send back|fight off").split("|")]
GIVE = "give give give promise promise offer grant lend send hand pay sell award deny bring".split()
CURRENCIES = "dollars euros pounds yen francs pesos rupees shillings kroner".split()
CONTROL = "agree vow refuse promise threaten decide plan offer pledge want try attempt intend decline prepare hope".split()
URGE = "urge ask order tell force warn allow press invite persuade encourage call".split()
SAY = "say announce confirm claim report warn admit add insist".split()
FIXED_PREPOSITION = [("call", "for"), ("call", "for"), ("withdraw", "from"), ("agree", "on"), ("apologize", "for"), ("clash", "with"), ("surrender", "to"), ("retreat", "from"),
                     ("fire", "on"), ("arrive", "in"), ("pull", "out"), ("meet", "with"), ("side", "with"), ("demonstrate", "against"), ("protest", "against"), ("vote", "against"),
                     ("rally", "in"), ("march", "through"), ("respond", "to"), ("object", "to"), ("appeal", "for"), ("negotiate", "with"), ("march", "on"), ("invest", "in")]
FIRST = "Ana Jean Omar Maria Ivan Peter Aung Nguyen Fatima Joseph Carlos Yoko Li Abdul Kofi Elena".split()
LAST = "Ruiz Dubois Haddad Silva Petrov Okafor Mbeki Suzuki Wang Rahman Mensah Novak Castro Lindqvist Abebe Kim".split()


def tag(upos, feats="_"):
    return corpus.tag(upos, feats)


DET, ADP, ADJ, PROPN, NOUN, NUM, PUNCT, PART, AUX, CCONJ = (tag(u, f) for u, f in (
    ("DET", "_"), ("ADP", "_"), ("ADJ", "_"), ("PROPN", "Number=Sing"), ("NOUN", "Number=Sing"), ("NUM", "_"), ("PUNCT", "_"), ("PART", "_"), ("AUX", "VerbForm=Fin"), ("CCONJ", "_")))
PRON = tag("PRON", "_")
WHOSE = tag("PRON", "Poss=Yes")
NOUNS = tag("NOUN", "Number=Plur")


class Phrase:
    """Words with tags, heads inside the phrase (None for its head) and relations (None for the head's)."""

    def __init__(self, plural=False):
        self.words, self.tags, self.heads, self.rels, self.head, self.plural = [], [], [], [], None, plural

    def add(self, word, tag, rel=None, head=None):
        """A word that hangs on word number `head`; the phrase's head when rel is None. Returns its number."""
        self.words.append(word)
        self.tags.append(tag)
        self.heads.append(head)
        self.rels.append(rel)
        if rel is None:
            self.head = len(self.words) - 1
        return len(self.words) - 1

    def join(self, other, rel, head=None):
        """Another phrase, whose head hangs on `head` (the phrase's own, perhaps still to come, if None)."""
        base = len(self.words)
        for w, t, h, r in zip(other.words, other.tags, other.heads, other.rels):
            own = r is None
            self.words.append(w)
            self.tags.append(t)
            self.heads.append(head if own else (h if h is not None else other.head) + base)
            self.rels.append(rel if own else r)
        return base + other.head

    def sentence(self):
        heads = [len(self.words) if r is None else self.head if h is None else h for h, r in zip(self.heads, self.rels)]
        rels = [corpus.RELS.index(r or "root") for r in self.rels]
        return corpus.build(list(self.words), list(self.tags), heads, rels)


def inflect(base):
    if base in IRREGULAR:
        return IRREGULAR[base]
    stem = base[:-1] if base.endswith("e") else base
    doubled = stem + stem[-1] if base in ("expel", "ban", "plan", "admit", "transfer", "ship") else stem
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base[:-1] + "ied", base, base[:-1] + "ies", base + "ing"
    s = base + ("es" if re.search("(s|sh|ch|x|z)$", base) else "s")
    return doubled + "ed", doubled + "ed", base, s, doubled + "ing"


class Grammar:
    def __init__(self, rng):
        self.rng = rng
        tables = os.path.join(corpus.ROOT, "data", "actors")
        rows = [r for r in csv.reader(open(os.path.join(tables, "countries.tsv"), encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE) if len(r) > 2]
        single = lambda w: re.fullmatch(r"[A-Z][a-z]+", w)
        self.countries = sorted({r[1] for r in rows[1:] if r[2] == "name" and single(r[1])}) + ["U.S.", "UK", "EU", "NATO", "UN"]
        self.demonyms = sorted({r[1] for r in rows[1:] if r[2] == "demonym" and single(r[1]) and not re.search("(s|man|men)$", r[1])})
        self.short = ["UN", "EU", "NATO", "IAEA", "WHO", "OPEC", "ASEAN", "AU", "UNSC", "FARC", "ELN", "PKK", "IMF", "FBI", "WTO", "OSCE", "UNICEF", "Hamas", "Hezbollah", "Taliban", "Houthi"]

    def pick(self, items):
        return items[self.rng.integers(len(items))]

    def chance(self, p):
        return self.rng.random() < p

    def name(self):
        p = Phrase()
        if self.chance(0.5):
            p.add(self.pick(self.countries), PROPN)
        elif self.chance(0.3):
            p.add("the", DET, "det")
            p.add(self.pick(self.short), PROPN)
        elif self.chance(0.4):
            if self.chance(0.6):
                p.add(self.pick(TITLES), PROPN, "nmod:desc")
            first = p.add(self.pick(FIRST), PROPN)
            p.add(self.pick(LAST), PROPN, "flat", first)
        else:
            p.add(self.pick(TITLES), PROPN, "nmod:desc")
            p.add(self.pick(LAST), PROPN)
        return p

    def number(self, p):
        k = self.rng.integers(5)
        if k == 0:
            p.add(self.pick("two three four five six seven eight nine ten twelve dozens".split()[:-1]), NUM, "nummod")
            return
        at = len(p.words)
        n = self.pick(["%d" % self.rng.integers(2, 99), "%d" % self.rng.integers(100, 999), "%d,%03d" % (self.rng.integers(1, 99), self.rng.integers(0, 999))])
        if k == 1:
            p.add("at", ADP, "case", at + 1)
            p.add("least", augment.SUPERLATIVE, "nmod", at + 2)
        elif k == 2:
            p.add(self.pick("about around nearly almost some over".split()), tag("ADV"), "advmod", at + 1)
        elif k == 3:
            p.add("more", augment.COMPARATIVE, "advmod", at + 2)
            p.add("than", ADP, "fixed", at)
        p.add(n, NUM, "nummod")

    def noun(self, person, article=True, rich=True):
        """A noun phrase without a name as its head."""
        p = Phrase(self.chance(0.5))
        begin = self.rng.random()
        determined = article and (not p.plural or self.chance(0.3))
        if begin < 0.2:
            owner = p.add(self.pick(self.countries), PROPN, "nmod:poss")
            p.add("'s", PART, "case", owner)
        elif p.plural and begin < 0.5:
            self.number(p)
        elif determined:
            p.add("the" if p.plural or self.chance(0.6) else "a", DET, "det")
        k = self.rng.random()
        if k < 0.35:
            p.add(self.pick(self.demonyms), ADJ, "amod")
        elif k < 0.5:
            p.add(self.pick(ADJECTIVES), ADJ, "amod")
        if self.chance(0.25):
            p.add(self.pick(NOUN_BEFORE), NOUN, "compound")
        elif self.chance(0.15):
            p.add(self.pick(self.short + self.countries), PROPN, "compound")
        words = (PEOPLE if p.plural else PERSON) if person else (THINGS if p.plural else THING)
        p.add(self.pick(words), NOUNS if p.plural else NOUN)
        if p.words[0] == "a" and p.words[1][0].lower() in "aeiou":
            p.words[0] = "an"
        if not person and self.chance(0.06):
            p.join(self.within("of", self.money()), "nmod")
        elif self.chance(0.15):
            p.join(self.prepositional(), "nmod")
        if rich and self.chance(0.14):
            self.modify(p, person)
        return p

    def money(self):
        """ "$40 million", "2.5 billion euros", "300,000 dollars"."""
        p = Phrase(True)
        sign = self.chance(0.5)
        if sign:
            p.add("$", tag("SYM"))
        if self.chance(0.75):
            at = len(p.words)
            p.add(self.pick(["%d" % self.rng.integers(1, 900), "%d.%d" % (self.rng.integers(1, 99), self.rng.integers(1, 9))]), NUM, "compound", at + 1)
            p.add(self.pick(["million", "billion"]), NUM, "nummod")
        else:
            p.add("%d,000" % self.rng.integers(2, 900), NUM, "nummod")
        if not sign:
            p.add(self.pick(CURRENCIES), NOUNS)
        if self.chance(0.3):
            p.join(self.within("in", self.noun(False, False, False)), "nmod")
        return p

    def within(self, preposition, inner):
        """A phrase with its preposition."""
        p = Phrase(inner.plural)
        p.add(preposition, ADP, "case")
        p.head = p.join(inner, None)
        return p

    def modify(self, p, person):
        """A relative clause, whole or reduced, behind the phrase."""
        k = self.rng.random()
        head = p.head
        verb = self.pick(TRANSITIVE)
        past, participle = inflect(verb)[:2]
        if k < 0.35:  # "rebels who attacked the town"
            at = len(p.words)
            p.add(self.pick(["who", "that"] if person else ["which", "that"]), PRON, "nsubj", at + 1)
            p.add(past, self.verb_tag("past", p.plural), "acl:relcl", head)
            p.join(self.noun(False, rich=False) if self.chance(0.5) else self.side(rich=False), "obj", at + 1)
        elif k < 0.55:  # "ships (that) the navy seized"
            at = len(p.words)
            who = self.side(rich=False)
            that = self.chance(0.6)
            verb_at = at + that + len(who.words)
            if that:
                p.add("that", PRON, "obj", verb_at)
            p.join(who, "nsubj", verb_at)
            p.add(past, self.verb_tag("past", who.plural), "acl:relcl", head)
        elif k < 0.62:  # "a bank whose owners left"
            thing = self.noun(True, article=False, rich=False)
            verb_at = len(p.words) + 1 + len(thing.words)
            p.add("whose", WHOSE, "nmod:poss", len(p.words) + 1 + thing.head)
            p.join(thing, "nsubj", verb_at)
            p.add(past, self.verb_tag("past", thing.plural), "acl:relcl", head)
            p.join(self.noun(False, rich=False), "obj", verb_at)
        else:  # "ships seized in May", "men wanted for the raid"
            at = p.add(participle, self.verb_tag("passive", p.plural), "acl", head)
            if self.chance(0.4):
                agent = Phrase()
                agent.add("by", ADP, "case")
                agent.head = agent.join(self.side(rich=False), None)
                p.join(agent, "obl:agent", at)
            elif self.chance(0.5):
                self.date(p, at)
            else:
                p.join(self.prepositional(), "obl", at)

    def aside(self, p):
        """An apposition or a relative clause between commas behind a name or an office."""
        head = p.head
        comma = p.add(",", PUNCT, "punct")
        if self.chance(0.6):
            other = self.name() if p.tags[head] == NOUN else self.noun(True, rich=False)
            where = p.join(other, "appos", head)
        else:
            where = p.add("who", PRON, "nsubj", len(p.words) + 1) + 1
            p.add(inflect(self.pick(TRANSITIVE))[0], self.verb_tag("past", p.plural), "acl:relcl", head)
            p.join(self.noun(False, rich=False), "obj", where)
        p.heads[comma] = where
        p.add(",", PUNCT, "punct", where)

    def side(self, article=True, rich=True):
        p = self.name() if self.chance(0.45) else self.noun(True, article, rich)
        if rich and article and not p.plural and self.chance(0.06):
            self.aside(p)
            return p
        if self.chance(0.08):
            p.plural = True
            other = self.name() if self.chance(0.5) else self.noun(True, article, False)
            joined = Phrase(True)
            joined.words, joined.tags, joined.heads, joined.rels, joined.head = p.words, p.tags, p.heads, p.rels, p.head
            at = len(joined.words)
            joined.add("and", CCONJ, "cc", at + 1 + other.head)
            joined.join(other, "conj", joined.head)
            return joined
        return p

    def prepositional(self):
        k = self.rng.random()
        preposition = self.pick("in in in near from at".split()) if k < 0.5 else self.pick("on over with against for after during".split())
        inner = Phrase()
        if k < 0.5:
            inner.add(preposition, ADP, "case")
            inner.add(self.pick(PLACES + self.countries), PROPN)
            return inner
        inner.add(preposition, ADP, "case")
        base = self.noun(False, rich=False) if self.chance(0.7) else self.name()
        head = inner.join(base, None)
        inner.head = head
        inner.rels[head] = None
        return inner

    def date(self, p, verb):
        piece = self.pick(augment.DATES)
        at = len(p.words)
        for word, t, head, rel in piece:
            p.add(word, t, rel, verb if head is None else at + head)

    def verb_tag(self, kind, plural):
        if kind == "past":
            return tag("VERB", "Number=%s|Person=3|Tense=Past|VerbForm=Fin" % ("Plur" if plural else "Sing"))
        if kind == "present":
            return tag("VERB", "Number=%s|Person=3|Tense=Pres|VerbForm=Fin" % ("Plur" if plural else "Sing"))
        return {"perfect": tag("VERB", "Tense=Past|VerbForm=Part"), "passive": tag("VERB", "Tense=Past|VerbForm=Part|Voice=Pass"),
                "base": tag("VERB", "VerbForm=Inf"), "ing": tag("VERB", "Tense=Pres|VerbForm=Part")}[kind]

    def verb(self, p, base, plural, headline):
        """Adds a finite verb group; returns the number of the verb. Auxiliaries come first and hang on it."""
        past, participle, stem, third, ing = inflect(base)
        k = self.rng.random()
        at = len(p.words)
        number = "Plur" if plural else "Sing"
        if headline:
            return p.add(stem if plural else third, self.verb_tag("present", plural))
        if k < 0.06:
            p.add("did", tag("AUX", "Number=%s|Person=3|Tense=Past|VerbForm=Fin" % number), "aux", at + 2)
            p.add("not", tag("PART", "Polarity=Neg"), "advmod", at + 2)
            return p.add(stem, self.verb_tag("base", plural))
        if k < 0.62:
            return p.add(past, self.verb_tag("past", plural))
        if k < 0.77:
            p.add("have" if plural else "has", tag("AUX", "Number=%s|Person=3|Tense=Pres|VerbForm=Fin" % number), "aux", at + 1)
            return p.add(participle, self.verb_tag("perfect", plural))
        if k < 0.88:
            p.add(self.pick(["will", "would", "may", "could"]), AUX, "aux", at + 1)
            return p.add(stem, self.verb_tag("base", plural))
        p.add("are" if plural else "is", tag("AUX", "Number=%s|Person=3|Tense=Pres|VerbForm=Fin" % number), "aux", at + 1)
        return p.add(ing, self.verb_tag("ing", plural))

    def infinitive(self, p, verb):
        """ "to" and a verb with its object, an xcomp of `verb`."""
        at = len(p.words)
        p.add("to", PART, "mark", at + 1)
        p.add(inflect(self.pick(TRANSITIVE))[2], self.verb_tag("base", False), "xcomp", verb)
        p.join(self.noun(False) if self.chance(0.6) else self.side(), "obj", at + 1)

    def clause(self, headline=False, leading=True):
        p = Phrase()
        lead = leading and not headline and self.chance(0.12)
        if lead:
            begin = Phrase()
            begin.add("In", ADP, "case", 1)
            year = self.chance(0.4)
            begin.add(str(self.rng.integers(1980, 2026)) if year else self.pick(PLACES), NUM if year else PROPN)
            top = p.join(begin, "obl")
            p.add(",", PUNCT, "punct", top if self.chance(0.3) else None)
        subject = self.noun(False, not headline) if self.chance(0.12) else self.side(not headline)
        plural = subject.plural
        passive = self.chance(0.12)
        p.join(subject, "nsubj:pass" if passive else "nsubj")
        before = not headline and self.chance(0.12)
        mark = len(p.words)
        if before:
            self.date(p, None)
        kind = self.rng.random()
        if passive:
            at = len(p.words)
            number = "Plur" if plural else "Sing"
            if not headline:
                p.add(self.pick(["were" if plural else "was"]), tag("AUX", "Number=%s|Person=3|Tense=Past|VerbForm=Fin" % number), "aux:pass", at + 1)
            v = p.add(inflect(self.pick(TRANSITIVE))[1], self.verb_tag("passive", plural))
            if headline or self.chance(0.4):
                agent = Phrase()
                agent.add("by", ADP, "case")
                agent.head = agent.join(self.side(), None)
                p.join(agent, "obl:agent", v)
        elif kind < 0.08:
            base, particle = self.pick(PHRASAL)
            v = self.verb(p, base, plural, headline)
            p.add(particle, ADP, "compound:prt", v)
            p.join(self.noun(False, not headline) if self.chance(0.7) else self.side(not headline), "obj", v)
        elif kind < 0.16:  # "lent Malawi $40 million"
            v = self.verb(p, self.pick(GIVE), plural, headline)
            p.join(self.side(not headline, rich=False), "iobj", v)
            if not before and not headline and self.chance(0.05):
                self.date(p, v)
            p.join(self.money() if self.chance(0.4) else self.noun(False, not headline, False), "obj", v)
        elif kind < 0.22:  # "pledged $40 million to Malawi"
            v = self.verb(p, self.pick("give pledge offer grant lend send pay provide donate owe allocate".split()), plural, headline)
            p.join(self.money() if self.chance(0.6) else self.noun(False, not headline, False), "obj", v)
            p.join(self.within(self.pick(["to", "to", "for"]), self.side(not headline, rich=False)), "obl", v)
        elif kind < 0.68:
            v = self.verb(p, self.pick(TRANSITIVE), plural, headline)
            if not before and not headline and self.chance(0.1):
                self.date(p, v)
            p.join(self.noun(False, not headline) if self.chance(0.55) else self.side(not headline), "obj", v)
        elif kind < 0.8:
            base, preposition = self.pick(FIXED_PREPOSITION)
            v = self.verb(p, base, plural, headline)
            if not before and not headline and self.chance(0.1):
                self.date(p, v)
            if preposition == "out":
                p.add("out", ADP, "compound:prt", v)
                preposition = "of"
            oblique = Phrase()
            oblique.add(preposition, ADP, "case")
            oblique.head = oblique.join(self.noun(False, not headline) if self.chance(0.6) else self.side(not headline), None)
            p.join(oblique, "obl", v)
        elif kind < 0.9:
            v = self.verb(p, self.pick(CONTROL), plural, headline)
            self.infinitive(p, v)
        else:
            v = self.verb(p, self.pick(URGE), plural, headline)
            p.join(self.side(not headline), "obj", v)
            self.infinitive(p, v)
        last = v
        if not headline and not passive and kind < 0.68 and self.chance(0.12):
            at = len(p.words)
            p.add("and", CCONJ, "cc", at + 1)
            p.add(inflect(self.pick(TRANSITIVE))[0], self.verb_tag("past", plural), "conj", v)
            p.join(self.noun(False) if self.chance(0.5) else self.side(), "obj", at + 1)
            last = at + 1
        if self.chance(0.3):
            p.join(self.prepositional(), "obl", last)
        if not before and not headline and self.chance(0.25):
            self.date(p, last)
        p.heads = [v if h is None and r is not None and i < v and p.rels[i] in ("obl", "obl:unmarked", "nsubj", "nsubj:pass", "punct") else h for i, (h, r) in enumerate(zip(p.heads, p.rels))]
        return p

    def quoted(self, p, inner):
        """A clause between quotation marks, all marks hanging on its verb. Returns the number of the verb."""
        curly = self.chance(0.6)
        head = len(p.words) + 1 + inner.head
        p.add("“" if curly else '"', PUNCT, "punct", head)
        p.join(inner, "ccomp")
        return head, "”" if curly else '"'

    def speech(self):
        """ "...," said X; "...," X said; X said: "..." """
        p = Phrase()
        inner, who = self.clause(leading=False), self.side()
        verb = self.pick(["said"] * 6 + ["says", "added", "told reporters", "warned", "announced", "claimed"]).split()
        k = self.rng.random()
        if k < 0.2:
            p.join(who, "nsubj")
            v = p.add(verb[0], self.verb_tag("past", who.plural))
            p.add(":", PUNCT, "punct", len(p.words) + 2 + inner.head)
            head, close = self.quoted(p, inner)
            p.add(".", PUNCT, "punct", head)
            p.add(close, PUNCT, "punct", head)
            p.heads[head] = v
            return p
        if self.chance(0.75):
            head, close = self.quoted(p, inner)
            p.add(",", PUNCT, "punct", head)
            p.add(close, PUNCT, "punct", head)
        else:
            p.join(inner, "ccomp")
            p.add(",", PUNCT, "punct")
        inverted = k < 0.65
        if not inverted:
            p.join(who, "nsubj")
        v = p.add(verb[0], self.verb_tag("past", who.plural))
        if len(verb) > 1 and not inverted:
            p.add(verb[1], NOUNS, "iobj", v)
        if inverted:
            p.join(who, "nsubj", v)
        if self.chance(0.35):
            self.date(p, v)
        return p

    def two_clauses(self):
        """Coordinated, or one the circumstance of the other."""
        p, other = self.clause(), self.clause(leading=False)
        head = p.head if p.head is not None else 0
        if self.chance(0.5):
            at = len(p.words)
            comma = self.chance(0.6)
            verb = at + comma + 1 + other.head
            if comma:
                p.add(",", PUNCT, "punct", verb)
            p.add(self.pick(["and", "and", "but"]), CCONJ, "cc", verb)
            p.join(other, "conj", head)
        else:
            p.add(self.pick("after before when because while although as".split()), tag("SCONJ"), "mark", len(p.words) + 1 + other.head)
            p.join(other, "advcl", head)
        return p

    def draw(self):
        headline = self.chance(0.2)
        shape = self.rng.random()
        if not headline and shape < 0.25:
            p = self.speech() if shape < 0.15 else self.two_clauses()
            return self.finish(p, False)
        p = self.clause(headline)
        k = self.rng.random()
        if not headline and k < 0.12:  # "..., officials said"
            whole = Phrase()
            inner = whole.join(p, "ccomp")
            whole.add(",", PUNCT, "punct")
            who = self.side()
            whole.join(who, "nsubj")
            v = whole.add(inflect(self.pick(SAY))[0], self.verb_tag("past", who.plural))
            if self.chance(0.4):
                self.date(whole, v)
            p = whole
        elif not headline and k < 0.24:  # "officials said (that) ..."
            whole = Phrase()
            who = self.side()
            whole.join(who, "nsubj")
            told = self.chance(0.3)
            v = whole.add(self.pick(["told", "told", "informed", "reminded"]) if told else inflect(self.pick(SAY))[0], self.verb_tag("past", who.plural))
            if told:
                hearer = Phrase(True)
                hearer.add(self.pick("reporters lawmakers journalists parliament ministers officials".split()), NOUNS)
                whole.join(hearer if self.chance(0.6) else self.side(), "iobj", v)
            inner = self.clause(leading=False)
            if told or self.chance(0.4):
                whole.add("that", tag("SCONJ"), "mark", len(whole.words) + 1 + inner.head)
            whole.join(inner, "ccomp", v)
            p = whole
        return self.finish(p, headline)

    def finish(self, p, headline):
        if not headline and p.words[-1] not in "\"”":
            if p.words[-1] == ",":
                p.words[-1] = "."
                p.heads[-1] = None
            else:
                p.add(".", PUNCT, "punct")
        first = 1 if p.words[0] in "\"“" else 0
        p.words[first] = p.words[first][:1].upper() + p.words[first][1:]
        return p.sentence()


def sentences(n, rng):
    grammar = Grammar(rng)
    return [grammar.draw() for _ in range(n)]
