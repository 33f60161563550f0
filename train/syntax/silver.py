"""Trees for unlabelled text, by an ensemble of teachers: their log probabilities are averaged, the best projective tree is taken.

    silver.py OUT.conllu.gz TEACHER.pt[,TEACHER.pt ...] TOKENS.conllu[.gz][:WORDS] ... [--part I/N]

WORDS caps a file, taken evenly over its documents. Only forms are read; part I of N is written.
"""
import gzip
import sys

import numpy as np
import torch
import torch.nn.functional as F

import corpus
from network import Batch, Network, projective_trees

SHORTEST, LONGEST = 3, 100


def texts(path):
    """Sentences (lists of forms) of a CoNLL-U file, and the number of the document of each."""
    document, rows = 0, []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc"):
                document += 1
            elif line == "\n":
                if SHORTEST <= len(rows) <= LONGEST:
                    yield document, rows
                rows = []
            elif line[0] != "#":
                cells = line.split("\t", 2)
                if cells[0].isdigit():
                    rows.append(cells[1])


def load(path):
    saved = torch.load(path, weights_only=False)
    net = Network(**saved["config"])
    net.load_state_dict(saved["state"])
    net.eval()
    return net, saved["vocabulary"], saved["tags"]


def write(sentence, tags, heads, rels, out):
    for i, form in enumerate(sentence.forms):
        upos, bits = tags[i]
        feats = "|".join(f for f, b in corpus.FEATS.items() if bits >> b & 1) or "_"
        head = 0 if heads[i] == len(heads) else heads[i] + 1
        out.write("%d\t%s\t_\t%s\t_\t%s\t%d\t%s\t_\t_\n" % (i + 1, form, corpus.UPOS[upos], feats, head, "root" if head == 0 else corpus.RELS[rels[i]]))
    out.write("\n")


def label(teachers, group, out):
    root = corpus.RELS.index("root")
    tag_sum, arc_sum, rel_sum, encoded = 0, None, 0, []
    for net, vocabulary, tags in teachers:
        corpus.number(group, vocabulary, tags)
        batch = Batch(group, vocabulary)
        x = net.encode(batch)
        encoded.append((x, batch))
        tag_sum = tag_sum + F.log_softmax(net.tag(x), 1)
        arcs = net.arc_logprobs(x, batch)
        arc_sum = arcs if arc_sum is None else [a + b for a, b in zip(arc_sum, arcs)]
    heads = projective_trees(arc_sum)
    for (net, _, _), (x, batch) in zip(teachers, encoded):
        rel_sum = rel_sum + F.log_softmax(net.label_scores(x, heads, batch), 1)
    rel_sum[:, root] = -1e9
    found, rels, tags = tag_sum.argmax(1).numpy(), rel_sum.argmax(1).numpy(), teachers[0][2]
    for k, s in enumerate(batch.sentences):
        a, b = batch.start[k], batch.start[k + 1]
        write(s, [tags[t] for t in found[a:b]], heads[a:b], rels[a:b], out)


def main():
    args = sys.argv[1:]
    part, parts = 0, 1
    if "--part" in args:
        at = args.index("--part")
        part, parts = (int(v) for v in args[at + 1].split("/"))
        args = args[:at] + args[at + 2:]
    torch.set_num_threads(1)
    teachers = [load(p) for p in args[1].split(",")]
    sentences = []
    for spec in args[2:]:
        path, _, cap = spec.partition(":")
        found = list(texts(path))
        share = min(1.0, int(cap) / sum(len(r) for _, r in found)) if cap else 1.0
        sentences += [rows for document, rows in found if int((document + 1) * share) > int(document * share)]
    made = []
    for rows in sentences[part::parts]:
        s = corpus.make([[None, form, "_", "X", "_", "_", "0", "root"] for form in rows], False)
        made.append(s)
    made.sort(key=lambda s: len(s.forms))
    with gzip.open(args[0], "wt", encoding="utf-8", compresslevel=3) as out, torch.no_grad():
        at, words = 0, 0
        while at < len(made):
            group = [made[at]]
            while len(group) < 256 and at + len(group) < len(made) and (len(group) + 1) * len(made[at + len(group)].forms) <= 2000:
                group.append(made[at + len(group)])
            label(teachers, group, out)
            at += len(group)
            words += sum(len(s.forms) for s in group)
    print(len(made), "sentences", words, "words")


if __name__ == "__main__":
    main()
