"""What reports write and treebanks rarely hold, made from trees that are there: a date between subject and verb ("Japan on Friday lifted")
or before the object ("rejected on Monday an offer"), an estimate before a number ("held around 20,000"), and headlines (no full stop, no
articles, capitals)."""
import corpus

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NAME, NOUN, ADP, ADV, ADJ, DET = ((corpus.UPOS.index(u), 0) for u in "PROPN NOUN ADP ADV ADJ DET".split())
SING = 1 << corpus.FEATS["Number=Sing"]
NAME, NOUN = (NAME[0], SING), (NOUN[0], SING)
SUPERLATIVE, COMPARATIVE = (ADJ[0], 1 << corpus.FEATS["Degree=Sup"]), (ADJ[0], 1 << corpus.FEATS["Degree=Cmp"])
OBL, BARE = "obl", "obl:unmarked"

# words with tag, head (of the piece; None: the word it is put to) and relation
DATES = ([[("on", ADP, 1, "case"), (d, NAME, None, OBL)] for d in DAYS] * 3 +
         [[(d, NAME, None, BARE)] for d in DAYS] +
         [[("late", ADJ, 1, "amod"), (d, NAME, None, BARE)] for d in DAYS] +
         [[("in", ADP, 1, "case"), (m, NAME, None, OBL)] for m in MONTHS] +
         [[("last", ADJ, 1, "amod"), (w, NOUN, None, BARE)] for w in ("week", "month", "year", "Friday")] * 2 +
         [[("this", (DET[0], SING), 1, "det"), (w, NOUN, None, BARE)] for w in ("week", "month", "year")] * 2)
ESTIMATES = ([[(w, ADV, None, "advmod")] for w in ("around", "about", "nearly", "almost", "some", "over", "roughly", "approximately")] +
             [[("at", ADP, 1, "case"), ("least", SUPERLATIVE, None, "nmod")]] * 4 +
             [[("more", COMPARATIVE, None, "advmod"), ("than", ADP, 0, "fixed")]] * 3 +
             [[("less", COMPARATIVE, None, "advmod"), ("than", ADP, 0, "fixed")], [("up", ADP, None, "advmod"), ("to", ADP, 0, "fixed")]])
NUM, VERB = corpus.UPOS.index("NUM"), corpus.UPOS.index("VERB")
FINITE = 1 << corpus.FEATS["VerbForm=Fin"]


def rel(name):
    return corpus.RELS.index(name)


def parts(s):
    return list(s.forms), list(s.tags), [int(h) for h in s.heads], [int(r) for r in s.rels]


def insert(s, at, piece, target):
    """The sentence with the words of `piece` before word `at`, hung on word `target`."""
    forms, tags, heads, rels = parts(s)
    n, k = len(forms), len(piece)
    moved = lambda i: i + k if i >= at else i  # the root, n, moves too
    heads = [moved(h) for h in heads]
    new = [moved(target) if h is None else at + h for _, _, h, _ in piece]
    return corpus.build(forms[:at] + [p[0] for p in piece] + forms[at:], tags[:at] + [p[1] for p in piece] + tags[at:], heads[:at] + new + heads[at:],
                        rels[:at] + [rel(p[3]) for p in piece] + rels[at:])


def projective_gap(s, at, target):
    """No arc over the gap before word `at` that a new dependent of `target` there would cross."""
    low, high = (at, target) if at <= target else (target + 1, at)
    for d, h in enumerate(s.heads):
        a, b = (d, h) if d < h else (h, d)
        if h < len(s.heads) and (a < at <= b) and not (a <= target <= b):
            return False
        if low <= d < high and d != target and h < len(s.heads) and not (min(at, target) <= h <= max(at, target)):
            return False
    return True


def verbs(s):
    return [i for i, t in enumerate(s.tags) if t[0] == VERB and t[1] & FINITE]


def date_before_verb(s, rng):
    for v in verbs(s):
        inner = [d for d, h in enumerate(s.heads) if h == v and d < v]
        if not inner or s.rels[inner[-1]] != rel("nsubj") or s.tags[inner[-1]][0] not in (NAME[0], NOUN[0]) or not projective_gap(s, v, v):
            continue
        return insert(s, v, DATES[rng.integers(len(DATES))], v)
    return None


def date_before_object(s, rng):
    for v in verbs(s):
        later = [d for d, h in enumerate(s.heads) if h == v and d > v]
        if later and s.rels[later[0]] == rel("obj") and s.tags[later[0]][0] in (NAME[0], NOUN[0]) and projective_gap(s, v + 1, v):
            return insert(s, v + 1, DATES[rng.integers(len(DATES))], v)
    return None


def estimate(s, rng):
    for i, t in enumerate(s.tags):
        if s.rels[i] == rel("nummod") and i > 0 and t[0] == NUM and s.heads[i] > i and not any(h == i and d < i for d, h in enumerate(s.heads)):
            if s.heads[i - 1] != s.heads[i] or s.rels[i - 1] in (rel("case"), rel("punct")):
                return insert(s, i, ESTIMATES[rng.integers(len(ESTIMATES))], i)
    return None


def headline(s, rng):
    forms, tags, heads, rels = parts(s)
    n = len(forms)
    bare = set(heads)
    articles = rng.random() < 0.6
    drop = {i for i in range(n) if i not in bare and ((i == n - 1 and rels[i] == rel("punct")) or (articles and forms[i].lower() in ("the", "a", "an")))}
    keep = [i for i in range(n) if i not in drop]
    if len(keep) < 3:
        return None
    place = {old: new for new, old in enumerate(keep)}
    place[n] = len(keep)
    style = rng.random()
    forms = [forms[i] for i in keep]
    if style < 0.45:
        forms = [f if f[:1].isupper() or (len(f) < 4 and k > 0) else f[:1].upper() + f[1:] for k, f in enumerate(forms)]
    elif style < 0.55:
        forms = [f.upper() for f in forms]
    else:
        forms[0] = forms[0][:1].upper() + forms[0][1:]
    return corpus.build(forms, [tags[i] for i in keep], [place[heads[i]] for i in keep], [rels[i] for i in keep])


CHANGES = (date_before_verb, date_before_object, estimate, headline)


def extra(sentences, share, rng):
    """As many new sentences as `share` of the old, each by the first change that it allows, in random order."""
    out = []
    for s in sentences:
        if len(s.forms) < 4 or len(s.forms) > 60 or rng.random() >= share:
            continue
        for k in rng.permutation(len(CHANGES)):
            made = CHANGES[k](s, rng)
            if made:
                out.append(made)
                break
    return out
