"""Trains a network on the treebanks, and on what teachers made of running text. make.sh has the commands; --help the options.

    train.py DATA [options] --save NETWORK.pt          DATA has ewt-train.conllu.gz, ewt-dev.conllu.gz, gum-open-train ..., gum-open-dev ...

Prints after every epoch the losses and, on the development parts, UPOS, tag, UAS, LAS and strict F1 of names. The same seed, versions and
processor give the same weights.
"""
import argparse
import collections
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import augment
import corpus
import names
import news
from network import Batch, Network, Vocabulary, projective_trees


def batches(sentences, size, rng):
    """Batches of about `size` words, of sentences of like length, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms) + rng.random())
    groups, group, words = [], [], 0
    for i in order:
        group.append(sentences[i])
        words += len(sentences[i].forms)
        if words >= size:
            groups.append(group)
            group, words = [], 0
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups


def evaluate(net, sentences, vocabulary, tags):
    """UPOS, tag, UAS, LAS without subtypes, or strict F1 of names, in percent."""
    net.eval()
    right = collections.Counter()
    if sentences[0].heads is None:
        return "F1 %.2f" % (100 * names.score(net, sentences, vocabulary))
    with torch.no_grad():
        for i in range(0, len(sentences), 64):
            batch = Batch(sentences[i:i + 64], vocabulary)
            x = net.encode(batch)
            found = net.tag(x).argmax(1).numpy()
            heads = parse(net, x, batch)
            rels = net.label_scores(x, heads, batch).argmax(1).numpy()
            at = 0
            for s in batch.sentences:
                for j in range(len(s.forms)):
                    right["n"] += 1
                    right["upos"] += tags[found[at]][0] == s.tags[j][0]
                    right["tag"] += tags[found[at]] == s.tags[j]
                    ok = heads[at] == s.heads[j]
                    right["uas"] += ok
                    right["las"] += ok and corpus.RELS[rels[at]].split(":")[0] == corpus.RELS[s.rels[j]].split(":")[0]
                    at += 1
    return " ".join("%s %.2f" % (k, 100 * right[k] / right["n"]) for k in ("upos", "tag", "uas", "las"))


def parse(net, x, batch):
    """Heads of the words of a batch, counted within their sentences."""
    if net.evidence is not None:
        return batch.heads
    if net.teacher:
        return projective_trees(net.arc_logprobs(x, batch))
    return net.rollout(net.slot_rows(x), batch, False, 0, 0)[0]


def groups_of(sentences, words, rng):
    """Batches in random order, each of sentences that are labelled for the same things."""
    kinds = collections.defaultdict(list)
    for s in sentences:
        kinds[s.heads is None, s.labels is None].append(s)
    groups = [g for kind in sorted(kinds) for g in batches(kinds[kind], words, rng)]
    rng.shuffle(groups)
    return groups


def losses_of(net, batch, explore, seed):
    """What is lost on a batch, by what was to be found."""
    x, lost = net.encode(batch), {}
    if batch.names is not None:
        lost["name"] = F.cross_entropy(net.name_scores(x, batch, 0.2), batch.names)
    if batch.heads is not None:
        lost["tag"] = F.cross_entropy(net.tag(x), batch.tags)
        lost["rel"] = F.cross_entropy(net.label_scores(x, batch.heads, batch), batch.rels)
        if net.evidence is None:  # a teacher of names learns no arcs
            lost["arc"] = net.arc_loss(x, batch) if net.teacher else net.action_loss(x, batch, explore, seed)
    return lost


def train(net, sentences, dev, vocabulary, tags, epochs, words, rate, seed, word_dropout, log, save):
    rng = np.random.default_rng(seed)
    dense = [p for name, p in net.named_parameters() if name != "embedding.weight"]
    optimizers = [torch.optim.Adam(dense, lr=rate, betas=(0.9, 0.95)), torch.optim.SparseAdam([net.embedding.weight], lr=rate, betas=(0.9, 0.95))]
    weights = {"tag": 0.5, "arc": 1.0, "rel": 0.5 if net.evidence is not None else 1.0, "name": 2.0}
    total = epochs * sum(len(s.forms) for s in sentences)
    done, step = 0, 0
    for epoch in range(epochs):
        net.train()
        t0, losses, seen = time.time(), collections.Counter(), collections.Counter()
        for group in groups_of(sentences, words, rng):
            batch = Batch(group, vocabulary, word_dropout, rng)
            warm = min(1.0, (step + 1) / 100)
            for g in (g for o in optimizers for g in o.param_groups):
                g["lr"] = rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done / total))))
            lost = losses_of(net, batch, 0 if epoch == 0 else 900, seed * 1000003 + step)
            for o in optimizers:
                o.zero_grad()
            sum(weights[k] * v for k, v in lost.items()).backward()
            torch.nn.utils.clip_grad_norm_([p for p in dense if p.grad is not None], 5.0)
            for o in optimizers:
                o.step()
            for k, v in lost.items():
                losses[k] += float(v.detach()) * batch.n
                seen[k] += batch.n
            done += batch.n
            step += 1
        report = " | ".join("%s %s" % (name, evaluate(net, d, vocabulary, tags)) for name, d in dev) if epoch % log == log - 1 or epoch == epochs - 1 else ""
        print("epoch %d %.0fs %s %s" % (epoch + 1, time.time() - t0, " ".join("%s %.3f" % (k, v / seen[k]) for k, v in losses.items()), report), flush=True)
        save()


def options():
    a = argparse.ArgumentParser()
    a.add_argument("data")
    a.add_argument("--teacher", action="store_true", help="all projective trees instead of transitions")
    a.add_argument("--dim", type=int, default=128, help="of a word's vector; a multiple of 32")
    a.add_argument("--layers", type=int, default=3)
    a.add_argument("--hidden", type=int, default=96, help="of the choice of a transition; a multiple of 16")
    a.add_argument("--label", type=int, default=64, help="of the choice of a relation; a multiple of 16")
    a.add_argument("--epochs", type=int, default=10)
    a.add_argument("--last", type=int, default=0, help="epochs more on the treebanks alone, at an eighth of the rate")
    a.add_argument("--words", type=int, default=1500, help="of a batch")
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--dropout", type=float, default=0.25)
    a.add_argument("--word-dropout", type=float, default=0.25, help="how readily rare words are taken for unknown")
    a.add_argument("--vectors", help="of vectors.py")
    a.add_argument("--silver", nargs="*", help="trees of silver.py")
    a.add_argument("--gold", type=int, default=3, help="how often the treebanks come beside silver trees")
    a.add_argument("--augment", type=float, default=0.0, help="share of gold sentences that come changed too (augment.py); of silver ones half")
    a.add_argument("--names", help="gold.names.gz of train/names/sets.py, with dev.names.gz beside it")
    a.add_argument("--end", type=int, default=0, help="epochs on everything after these, at an eighth of the rate: names are lost again while trees are finished")
    a.add_argument("--start", help="a network that is trained but for these last epochs: only they are made")
    a.add_argument("--for-names", action="store_true", help="a teacher of names: what the tables say goes in with the words, no arcs are learnt")
    a.add_argument("--name", type=int, default=64, help="of the choice of a name's label; a multiple of 16")
    a.add_argument("--news", type=int, default=0, help="sentences of news.py")
    a.add_argument("--bf16", action="store_true", help="products of the layers in 16 bits")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--log", type=int, default=2, help="epochs between two looks at the development parts")
    a.add_argument("--save")
    return a.parse_args()


def main():
    o = options()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    t0 = time.time()
    gold = [s for t in ("ewt", "gum-open") for s in corpus.read("%s/%s-train.conllu.gz" % (o.data, t))]
    dev = [(t, corpus.read("%s/%s-dev.conllu.gz" % (o.data, t), projective=False)) for t in ("ewt", "gum-open")]
    print("read %.1fs" % (time.time() - t0), len(gold), [len(d) for _, d in dev], flush=True)
    tags = corpus.tag_list(gold)
    silver = [s for path in o.silver or () for s in names.attach(corpus.read(path, projective=False), path)]
    rng = np.random.default_rng(o.seed)
    named = names.give(gold, o.names) if o.names else []
    if o.names:
        dev.append(("names", names.read(os.path.join(os.path.dirname(o.names), "dev.names.gz"))))
    gold += augment.extra(gold, o.augment, rng)
    silver += augment.extra(silver, o.augment / 2, rng) + news.sentences(o.news, rng)
    counts = collections.Counter(int(w) for s in gold for w in s.words)
    affixes = {int(w): tuple(int(x) for x in a) for s in gold + silver + named for w, a in zip(s.words, s.affixes)}
    for w, c in collections.Counter(int(w) for s in silver + named for w in s.words).items():
        counts[w] += c / 3  # a word of gold text counts for three
    vectors = {}
    if o.vectors:
        v = np.load(o.vectors)
        vectors = dict(zip((int(w) for w in v["words"]), v["vectors"]))
        for w, c in zip(v["words"], v["counts"]) if o.teacher or o.for_names else ():  # the teacher knows words by their vectors alone
            counts[int(w)] += int(c)
    vocabulary = Vocabulary(counts, 2)
    corpus.number(gold + silver + named + [s for _, d in dev for s in d], vocabulary, tags)
    net = Network(vocabulary.size, len(tags), o.dim, o.layers, o.hidden, o.label, o.teacher, dropout=o.dropout, bf16=o.bf16, name=o.name, evidence=o.for_names)
    with torch.no_grad():
        for w, i in vocabulary.index.items():
            if w in vectors:
                v = torch.from_numpy(vectors[w][:o.dim].astype(np.float32))
                net.embedding.weight[i] = 0
                net.embedding.weight[i, :len(v)] = v
    print("vocabulary", vocabulary.size, "tags", len(tags), "weights", sum(p.numel() for p in net.parameters()), flush=True)

    def save():
        if o.save:
            torch.save({"config": net.config, "state": net.state_dict(), "tags": tags, "vocabulary": vocabulary, "affixes": affixes}, o.save)

    everything = gold * (o.gold if silver else 1) + silver + named
    if o.start:
        net.load_state_dict(torch.load(o.start, weights_only=False)["state"])
    else:
        train(net, everything, dev, vocabulary, tags, o.epochs, o.words, o.rate, o.seed, o.word_dropout, o.log, save)
    if o.last and not o.start:
        net.p = max(net.p, 0.15)
        train(net, gold + named, dev, vocabulary, tags, o.last, o.words, o.rate / 8, o.seed + 1, o.word_dropout, o.log, save)
    if o.end:
        net.p = o.dropout
        train(net, everything, dev, vocabulary, tags, o.end, o.words, o.rate / 8, o.seed + 2, o.word_dropout, o.log, save)


if __name__ == "__main__":
    sys.exit(main())
