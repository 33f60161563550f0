"""Names beside trees: labels for sentences that have trees, sentences that have labels alone, and their score."""
import os
import sys

import numpy as np
import torch

import corpus
from network import Batch

sys.path.append(os.path.join(corpus.ROOT, "train", "names"))
import sets  # noqa: E402

INSIDE = np.array([[b[0] == "I" and a[2:] != b[2:] for b in sets.LABELS] for a in sets.LABELS])  # a label that may not stand behind another
START = np.array([b[0] == "I" for b in sets.LABELS])


def bare(number, words, labels, bits):
    s = corpus.build(words, [(0, 0)] * len(words), [0] * len(words), [0] * len(words))
    s.heads = None
    corpus.give_names(s, number, labels, bits, sets.LABELS)
    return s


def read(path):
    return [bare(*row) for row in sets.read(path) if len(row[1]) <= corpus.LONGEST]


def give(trees, path):
    """Labels the sentences of a file that are among the trees; returns the others."""
    index, rest = {tuple(s.forms): s for s in trees}, []
    for number, words, labels, bits in sets.read(path):
        found = index.get(tuple(words))
        if found is not None and (found.labels is None or number < found.set):
            corpus.give_names(found, number, labels, bits, sets.LABELS)
        elif found is None and len(words) <= corpus.LONGEST:
            rest.append(bare(number, words, labels, bits))
    return rest


def attach(trees, path):
    """Labels all trees of X.conllu.gz from X.names.gz, if it is there (label.py)."""
    beside = path.replace(".conllu.gz", ".names.gz")
    if os.path.exists(beside):
        for s, (number, words, labels, bits) in zip(trees, sets.read(beside), strict=True):
            assert s.forms == words
            corpus.give_names(s, number, labels, bits, sets.LABELS)
    return trees


def decode(scores):
    """The best labels of a sentence in which every name begins with a B."""
    best, back = np.where(START, -1e9, scores[0]), []
    for row in scores[1:]:
        table = np.where(INSIDE, -1e9, best[:, None])
        back.append(table.argmax(0))
        best = table.max(0) + row
    labels = [int(best.argmax())]
    for step in reversed(back):
        labels.append(int(step[labels[-1]]))
    return [sets.LABELS[k] for k in reversed(labels)]


def predict(nets, sentences, vocabularies):
    """Log probabilities of labels, averaged over networks, of each sentence; as the first set would have them."""
    sums = None
    for net, vocabulary in zip(nets, vocabularies):
        for s in sentences:
            s.rows = np.array([vocabulary.index.get(int(w), 0) for w in s.words], dtype=np.int64)
        batch = Batch(sentences, vocabulary)
        batch.sets = torch.zeros_like(batch.sets)
        with torch.no_grad():
            found = torch.log_softmax(net.name_scores(net.encode(batch), batch), 1).numpy()
        sums = found if sums is None else sums + found
    return [sums[batch.start[k]:batch.start[k + 1]] / len(nets) for k in range(len(sentences))]


def spans(labels):
    return {s for s in sets.rename.spans(labels) if s[2] != "OTH"}


def score(net, sentences, vocabulary):
    right = found = gold = 0
    for i in range(0, len(sentences), 64):
        group = sentences[i:i + 64]
        for s, scores in zip(group, predict([net], group, [vocabulary])):
            have, want = spans(decode(scores)), spans([sets.LABELS[k] for k in s.labels])
            right, found, gold = right + len(have & want), found + len(have), gold + len(want)
    return 2 * right / max(1, found + gold)
