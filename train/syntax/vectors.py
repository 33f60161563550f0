"""Word vectors from running text: counts of words beside words, as positive pointwise mutual information, reduced by a singular value
decomposition (Levy, Goldberg and Dagan 2015; contexts keep their place, which suits syntax).

    vectors.py OUT.npz TOKENS.conllu[.gz] ...
"""
import collections
import gzip
import sys

import numpy as np
import scipy.sparse as sp

import corpus

LEAST, CONTEXTS, OFFSETS, DIM = 5, 4000, (-2, -1, 1, 2), 256


def forms(paths):
    """Word hashes of every sentence, 0 between sentences."""
    known = {}
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            for line in file:
                cells = line.split("\t", 2)
                if len(cells) < 3:
                    if line == "\n":
                        yield 0
                elif cells[0].isdigit():
                    form = cells[1]
                    if form not in known:
                        known[form] = corpus.FEATURES.of(form, False)[0]
                    yield known[form]


def main():
    out, paths = sys.argv[1], sys.argv[2:]
    text = np.fromiter(forms(paths), dtype=np.uint32)
    words, ids, counts = np.unique(text, return_inverse=True, return_counts=True)
    order = np.lexsort((words, -counts))
    order = order[(counts[order] >= LEAST) & (words[order] != 0)]
    rank = np.full(len(words), -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    ids = rank[ids]
    edge = text == 0
    n = len(order)
    matrix = sp.csr_matrix((n, CONTEXTS * len(OFFSETS)))
    for k, offset in enumerate(OFFSETS):
        shift = abs(offset)
        a, b = (ids[shift:], ids[:-shift]) if offset < 0 else (ids[:-shift], ids[shift:])
        ok = (a >= 0) & (b >= 0) & (b < CONTEXTS)
        if shift == 2:
            ok &= ~edge[1:-1]
        a, b = a[ok], b[ok]
        matrix = matrix + sp.coo_matrix((np.ones(len(a)), (a, b + k * CONTEXTS)), shape=matrix.shape).tocsr()
    rows = np.asarray(matrix.sum(1)).ravel()
    columns = np.asarray(matrix.sum(0)).ravel() ** 0.75
    m = matrix.tocoo()
    value = np.log(m.data * columns.sum() / (rows[m.row] * columns[m.col]))
    keep = value > 0
    m = sp.csr_matrix((value[keep], (m.row[keep], m.col[keep])), shape=matrix.shape)
    rng = np.random.default_rng(1)
    q = np.linalg.qr(m @ (m.T @ rng.standard_normal((n, DIM + 20))))[0]
    for _ in range(3):
        q = np.linalg.qr(m @ (m.T @ q))[0]
    u, s, _ = np.linalg.svd(m.T @ q, full_matrices=False)[::-1]
    u = q @ u.T
    vectors = u[:, :DIM] * np.sqrt(s[:DIM])
    # direction only: the length of a row tells how common the word is
    vectors = 0.25 * vectors * np.sqrt(DIM) / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-9) * np.minimum(1, counts[order] / 20)[:, None] ** 0.5
    np.savez(out, words=words[order], counts=counts[order], vectors=vectors.astype(np.float32))
    print(n, "words of", len(text), "tokens")


if __name__ == "__main__":
    main()
