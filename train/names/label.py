"""Names for sentences that have trees: the labels that teachers of names agree on (train.py --for-names), their log probabilities averaged.

    label.py TREES.conllu.gz TEACHER.pt[,TEACHER.pt ...] EVIDENCE KB SYNTAX        writes TREES.names.gz
"""
import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "syntax"))
import torch  # noqa: E402

import corpus  # noqa: E402
import names  # noqa: E402
import sets  # noqa: E402
import silver  # noqa: E402

GROUP = 2000  # words


def main():
    torch.set_num_threads(1)
    trees = corpus.read(sys.argv[1], projective=False)
    teachers = [silver.load(path) for path in sys.argv[2].split(",")]
    bits = sets.evidence([s.forms for s in trees], *sys.argv[3:6])
    for s, found in zip(trees, bits):
        corpus.give_names(s, 0, ["O"] * len(s.forms), found, sets.LABELS)
    order, labels, at = sorted(range(len(trees)), key=lambda i: len(trees[i].forms)), [None] * len(trees), 0
    while at < len(order):
        group = [order[at]]
        while at + len(group) < len(order) and (len(group) + 1) * len(trees[order[at + len(group)]].forms) <= GROUP:
            group.append(order[at + len(group)])
        scores = names.predict([t[0] for t in teachers], [trees[i] for i in group], [t[1] for t in teachers])
        for i, table in zip(group, scores):
            labels[i] = names.decode(table)
        at += len(group)
    sets.write(sys.argv[1].replace(".conllu.gz", ".names.gz"), [(0, s.forms, found) for s, found in zip(trees, labels)], bits)
    print(len(trees), "sentences")


if __name__ == "__main__":
    main()
