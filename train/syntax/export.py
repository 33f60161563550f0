"""A trained network as syntax.dem, in the fixed points of docs/model-format.md.

    export.py NETWORK.pt OUT.dem TREEBANK.conllu[.gz] ...      the treebanks give the lemmas
"""
import collections
import ctypes
import gzip
import hashlib
import struct
import sys

import numpy as np
import torch

import corpus
from corpus import AFFIX_ROWS, K, SHAPES
from network import NAME_LABELS, Network

VERSION, KIND = 1, 2
NEVER = -(1 << 28)  # the score of a label that only fills up


def fixed(values, bits):
    out = np.rint(np.asarray(values, dtype=np.float64) * (1 << bits))
    return np.clip(out, -32768, 32767).astype("<i2")


def padded(matrix, rows):
    return np.concatenate([matrix, np.zeros((rows - len(matrix),) + matrix.shape[1:])]) if len(matrix) < rows else matrix


def up16(n):
    return (n + 15) & ~15


def blocks(matrix):
    """Outputs by inputs → blocks of 16 outputs, of each pair of inputs the two weights of each output."""
    outputs, inputs = matrix.shape
    bound = np.abs(matrix).sum(1).max() * 8
    assert bound < 1 << 10, "sums of %d could leave 32 bits" % bound
    return fixed(matrix, 9).reshape(outputs // 16, 16, inputs // 2, 2).transpose(0, 2, 1, 3).reshape(-1)


def table(rows):
    """int8 rows and the shift that brings them to 12 bits after the point: the widest range that clips next to nothing."""
    bits = 7
    while bits > 4 and np.quantile(np.abs(rows), 0.9999) * (1 << bits) > 127:
        bits -= 1
    return np.clip(np.rint(rows * (1 << bits)), -127, 127).astype(np.int8), 12 - bits


def lemma_table(paths, tags):
    """Hash table of the lemmas that a form and tag have in the treebanks: all that are no copy of the form, and what is seen twice."""
    number = {t: i for i, t in enumerate(tags)}
    seen = collections.defaultdict(collections.Counter)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                r = line.rstrip("\n").split("\t")
                if len(r) == 10 and r[0].isdigit() and r[2] != "_" and corpus.tag(r[3], r[5]) in number:
                    seen[r[1], number[corpus.tag(r[3], r[5])]][r[2]] += 1
    index, offsets, strings = {}, [0, 0], b""
    commonest = {key: sorted(lemmas.items(), key=lambda x: (-x[1], x[0]))[0] for key, lemmas in sorted(seen.items())}
    kept = [(form, tag, lemma) for (form, tag), (lemma, n) in commonest.items() if n > 1 or lemma not in (form, form.lower())]
    size = 1
    while size < 1.5 * len(kept):
        size *= 2
    slots = np.zeros((size, 2), dtype="<u4")
    for form, tag, lemma in kept:
        if lemma not in index:
            index[lemma] = len(offsets) - 1
            strings += lemma.encode()
            offsets.append(len(strings))
        raw = form.encode()
        key = K.lemma_key(raw, len(raw), tag)
        at = key & (size - 1)
        while slots[at, 1] and slots[at, 0] != key:
            at = (at + 1) & (size - 1)
        slots[at] = key, index[lemma]
    return slots.tobytes(), np.array(offsets, dtype="<u4").tobytes(), strings


def main():
    saved = torch.load(sys.argv[1], weights_only=False)
    net = Network(**saved["config"])
    net.load_state_dict(saved["state"])
    vocabulary, tags, dim = saved["vocabulary"], saved["tags"], net.dim
    p = {k: v.detach().double().numpy() for k, v in net.named_parameters()}

    embedding = p["embedding.weight"]
    affix = embedding[vocabulary.size:vocabulary.size + AFFIX_ROWS]
    shape = embedding[vocabulary.size + AFFIX_ROWS:]
    word = np.zeros((vocabulary.size - 1, dim))
    for forms in saved["affixes"].items():  # word hash → its affixes
        if forms[0] in vocabulary.index:
            i = vocabulary.index[forms[0]]
            word[i - 1] = embedding[i] + affix[list(forms[1])].sum(0)
    # row 0, what an unknown word adds, goes to the shapes that every word has, and is taken from the known ones
    shape, word = shape + embedding[0], word - embedding[0]
    (word, word_shift), (affix, affix_shift), (shape, shape_shift) = table(word), table(affix), table(shape)
    slots = 1
    while slots < 2 * vocabulary.size:
        slots *= 2
    words = np.zeros((slots, 2), dtype="<u4")
    words[:, 1] = 0xffffffff
    for w, i in vocabulary.index.items():
        if w not in saved["affixes"]:
            continue
        at = w & (slots - 1)
        while words[at, 1] != 0xffffffff:
            at = (at + 1) & (slots - 1)
        words[at] = w, i - 1

    dense, biases = [], []

    def matrix(weight, bias, bits, rows=None):
        rows = rows or len(weight)
        dense.append(blocks(padded(weight, rows)))
        bias = np.concatenate([np.rint(bias * (1 << bits)), np.full(rows - len(bias), NEVER)])
        biases.append(bias.astype("<i4"))

    for k in range(len(net.layers)):
        matrix(p["layers.%d.weight" % k], p["layers.%d.bias" % k], 21)
    matrix(p["tag.weight"], p["tag.bias"], 21, up16(len(tags)))
    matrix(p["slots.weight"], np.zeros(len(p["slots.weight"])), 21)
    matrix(p["label_d.weight"], p["label_d.bias"], 21)
    matrix(p["label_h.weight"], np.zeros(net.label), 21)
    matrix(p["label_out.weight"], p["label_out.bias"], 18, up16(len(corpus.RELS)))
    for name in ("special", "near", "far", "hidden_bias"):
        dense.append(fixed(p[name].reshape(-1), 9))
    dense.append(fixed(p["action.weight"].reshape(-1), 9))
    biases.append(np.rint(p["action.bias"] * (1 << 18)).astype("<i4"))
    for name in ("label_root", "label_distance"):
        dense.append(fixed(p[name].reshape(-1), 9))
    width = len(p["name_in.weight"])
    matrix(p["name_in.weight"], p["name_in.bias"] + p["name_set"][0], 21)  # as the first set has names
    dense.append(fixed(p["name_evidence"].reshape(-1), 9))
    matrix(p["name_out.weight"], p["name_out.bias"], 18, up16(NAME_LABELS))

    sizes = struct.pack("<9I", dim, net.hidden, net.label, len(net.layers), vocabulary.size - 1, word_shift, affix_shift, shape_shift, width)
    lemma_slots, offsets, strings = lemma_table(sys.argv[3:], tags)
    sections = [("strings", 1, offsets), ("bytes", 0, strings), ("sizes", 9, sizes),
                ("tags", 2, np.array(tags, dtype="<u4").tobytes()), ("words", 2, words.tobytes()), ("word_rows", 0, word.tobytes()),
                ("affix_rows", 0, affix.tobytes()), ("shape_rows", 0, shape.tobytes()),
                ("dense", 0, np.concatenate(dense).tobytes()), ("biases", 1, np.concatenate(biases).tobytes()), ("lemmas", 2, lemma_slots)]
    write(sys.argv[2], sections)


def write(path, sections):
    offset = 128 + 32 * len(sections)
    directory, body = b"", b""
    for name, columns, data in sections:
        directory += struct.pack("<16sQII", name.encode(), offset + len(body), len(data) // (4 * columns) if columns else len(data), columns)
        body += data + b"\0" * (-len(data) % 8)
    rest = directory + body
    K.dem_checksum.restype = ctypes.c_uint64
    checksum = K.dem_checksum(rest, ctypes.c_ssize_t(len(rest)))
    digest = hashlib.sha256(rest).hexdigest().encode()
    with open(path, "wb") as out:
        out.write(struct.pack("<8sIIQQII64s24x", b"DEMARCH\n", VERSION, KIND, 128 + len(rest), checksum, len(sections), 0, digest) + rest)
    print(path, 128 + len(rest), "bytes")


if __name__ == "__main__":
    main()
