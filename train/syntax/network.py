"""The network, in PyTorch: a sum of embeddings, layers of a simple recurrence in both directions, and heads for tags, transitions
(or arcs, for the teacher), relations and names. The library computes the same in integers (src/syntax/, src/name/recognise.c)."""
import ctypes

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from corpus import AFFIX_ROWS, K, RELS, SHAPES

SLOTS, TOKEN_SLOTS, DISTANCES, ACTIONS = 10, 8, 16, 3
EVIDENCE, NAME_LABELS, NAME_SETS = 3 * 32, 9, 3  # bits of the word before, the word, the word behind
LIMIT = 7.9  # activations are held within, as the library's 16 bits are


def pointer(t):
    return ctypes.c_void_p(t.data_ptr() if isinstance(t, torch.Tensor) else t.ctypes.data)


class Scan(torch.autograd.Function):
    """c[t] = c[t-1] + g[t] * (u[t] - c[t-1]) over the sentences of a packed batch."""

    @staticmethod
    def forward(ctx, u, g, start, backwards):
        u, g = u.contiguous(), g.contiguous()
        c = torch.empty_like(u)
        width = u.shape[1]
        K.scan_forward(len(start) - 1, pointer(start), width, width, pointer(u), pointer(g), pointer(c), int(backwards))
        ctx.save_for_backward(u, g, c)
        ctx.start, ctx.backwards = start, backwards
        return c

    @staticmethod
    def backward(ctx, dc):
        u, g, c = ctx.saved_tensors
        dc = dc.contiguous()
        du, dg = torch.empty_like(u), torch.empty_like(u)
        width = u.shape[1]
        K.scan_backward(len(ctx.start) - 1, pointer(ctx.start), width, width, pointer(u), pointer(g), pointer(c), pointer(dc), pointer(du), pointer(dg), int(ctx.backwards))
        return du, dg, None, None


class Gate(torch.autograd.Function):
    """A sigmoid of two parabolas: 1 - (4 - x)^2 / 32 for 0 <= x <= 4, mirrored below. Exact in integers."""

    @staticmethod
    def forward(ctx, x):
        t = (4 - x.abs()).clamp_(min=0)
        ctx.save_for_backward(t)
        t2 = t * t / 32
        return torch.where(x >= 0, 1 - t2, t2)

    @staticmethod
    def backward(ctx, d):
        t, = ctx.saved_tensors
        return d * t / 16


gate = Gate.apply


class Layer(nn.Module):
    """Simple recurrent units (Lei et al. 2018) without the peephole, both directions side by side."""

    def __init__(self, dim):
        super().__init__()
        self.half = dim // 2
        self.weight = nn.Parameter(torch.empty(3 * dim, dim).uniform_(-1, 1) * (3 / dim) ** 0.5)
        self.bias = nn.Parameter(torch.cat([torch.zeros(dim), torch.zeros(dim), torch.full((dim,), -0.5)]))

    def forward(self, x, start, bf16):
        if bf16:
            y = F.linear(x.bfloat16(), self.weight.bfloat16()).float() + self.bias
        else:
            y = F.linear(x, self.weight, self.bias)
        u, g, r = y.chunk(3, 1)
        g, r, h = gate(g), gate(r), self.half
        c = torch.cat([Scan.apply(u[:, :h], g[:, :h], start, False), Scan.apply(u[:, h:], g[:, h:], start, True)], 1)
        return (x + r * (c - x)).clamp(-LIMIT, LIMIT)


class Network(nn.Module):
    def __init__(self, words, tags, dim=128, layers=3, hidden=96, label=64, teacher=False, arc=256, dropout=0.25, bf16=False, name=64, evidence=False):
        super().__init__()
        self.config = dict(words=words, tags=tags, dim=dim, layers=layers, hidden=hidden, label=label, teacher=teacher, arc=arc, dropout=dropout, bf16=bf16, name=name, evidence=evidence)
        self.dim, self.hidden, self.label, self.teacher, self.p, self.bf16 = dim, hidden, label, teacher, dropout, bf16
        self.words = words
        self.embedding = nn.EmbeddingBag(words + AFFIX_ROWS + SHAPES, dim, mode="sum", sparse=True)
        nn.init.uniform_(self.embedding.weight, -0.25, 0.25)
        with torch.no_grad():
            self.embedding.weight[0] = 0
        self.layers = nn.ModuleList(Layer(dim) for _ in range(layers))
        self.tag = nn.Linear(dim, tags)
        if teacher:
            self.arc_d, self.arc_h = nn.Linear(dim, arc), nn.Linear(dim, arc)
            self.arc_w = nn.Parameter(torch.eye(arc) * 0.1)
            self.arc_b = nn.Parameter(torch.zeros(arc))
            self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        else:
            self.slots = nn.Linear(dim, TOKEN_SLOTS * hidden, bias=False)
            nn.init.uniform_(self.slots.weight, -(1 / dim) ** 0.5, (1 / dim) ** 0.5)
            self.special = nn.Parameter(torch.randn(2, TOKEN_SLOTS * hidden) * 0.1)
            self.near = nn.Parameter(torch.zeros(DISTANCES, hidden))
            self.far = nn.Parameter(torch.zeros(DISTANCES, hidden))
            self.hidden_bias = nn.Parameter(torch.zeros(hidden))
            self.action = nn.Linear(hidden, ACTIONS)
        self.name_in, self.name_out = nn.Linear(dim, name), nn.Linear(name, NAME_LABELS)
        self.name_evidence = nn.Parameter(torch.empty(EVIDENCE, name).uniform_(-0.1, 0.1))
        self.name_set = nn.Parameter(torch.zeros(NAME_SETS, name))
        self.evidence = nn.Parameter(torch.empty(EVIDENCE, dim).uniform_(-0.05, 0.05)) if evidence else None
        self.label_d, self.label_h = nn.Linear(dim, label), nn.Linear(dim, label, bias=False)
        self.label_root = nn.Parameter(torch.randn(label) * 0.1)
        self.label_distance = nn.Parameter(torch.zeros(2 * DISTANCES, label))
        self.label_out = nn.Linear(label, len(RELS))

    def drop(self, x):
        if not self.training or not self.p:
            return x
        return F.dropout(x, self.p)

    def encode(self, batch):
        x = self.embedding(batch.features)
        if self.evidence is not None and batch.evidence is not None:
            x = x + batch.evidence @ self.evidence
        x = self.drop(x.clamp(-LIMIT, LIMIT))
        for layer in self.layers:
            x = self.drop(layer(x, batch.start, self.bf16))
        return x

    def name_scores(self, x, batch, dropout=0.0):
        """Scores of the labels of names, as the set that a sentence is from would have them."""
        hidden = F.relu(self.name_in(x) + batch.evidence @ self.name_evidence + self.name_set[batch.sets])
        return self.name_out(F.dropout(hidden, dropout, self.training))

    def slot_rows(self, x):
        return torch.cat([self.slots(x), self.special])

    def rollout(self, rows, batch, gold, explore, seed):
        """Runs the parser with the present weights. Returns heads, and with gold heads each step's slots and masks."""
        n = len(batch.start) - 1
        steps = 2 * batch.n
        heads = np.empty(batch.n, dtype=np.int32)
        look = np.empty((steps, SLOTS), dtype=np.int32) if gold else None
        valid, good = (np.empty(steps, dtype=np.uint8) for _ in range(2))
        out = torch.cat([self.action.weight.reshape(-1), self.action.bias]).contiguous()
        null = ctypes.c_void_p(0)
        K.rollout(n, pointer(batch.start), self.hidden, pointer(rows.contiguous()), pointer(self.near), pointer(self.far), pointer(self.hidden_bias), pointer(out),
                  pointer(batch.heads) if gold else null, explore, ctypes.c_uint64(seed), pointer(look) if gold else null, pointer(valid), pointer(good), pointer(heads))
        return heads, look, valid, good

    def action_loss(self, x, batch, explore, seed):
        rows = self.slot_rows(x)
        with torch.no_grad():
            _, look, valid, good = self.rollout(rows.detach(), batch, True, explore, seed)
        choice = (valid & (valid - 1)) != 0  # more than one action allowed
        look, valid, good = torch.from_numpy(look[choice]).long(), torch.from_numpy(valid[choice]).long(), torch.from_numpy(good[choice]).long()
        flat = rows.view(-1, self.hidden)
        index = look[:, :TOKEN_SLOTS] * TOKEN_SLOTS + torch.arange(TOKEN_SLOTS)
        hidden = F.embedding_bag(index, flat, mode="sum") + self.near[look[:, TOKEN_SLOTS]] + self.far[look[:, TOKEN_SLOTS + 1]] + self.hidden_bias
        scores = self.action(F.relu(hidden))
        bit = 1 << torch.arange(ACTIONS)
        allowed = scores.masked_fill((valid[:, None] & bit) == 0, -1e9)
        right = scores.masked_fill((good[:, None] & bit) == 0, -1e9)
        return (allowed.logsumexp(1) - right.logsumexp(1)).sum() / batch.n

    def label_scores(self, x, heads, batch):
        """Scores of the relations of each word to its head (int array counted within the sentence)."""
        at = torch.from_numpy(heads).long()
        root = at == batch.sizes
        row = torch.where(root, torch.zeros_like(at), at + batch.base)
        d = self.label_d(x)
        h = torch.where(root[:, None], self.label_root, self.label_h(x)[row])
        apart = at - batch.place
        bucket = apart.abs().clamp(max=11) + torch.where(apart < 0, DISTANCES, 0)
        bucket = torch.where(root, torch.zeros_like(bucket), bucket)
        return self.label_out(F.relu(d + h + self.label_distance[bucket]))

    def arc_scores(self, x):
        d, h = F.relu(self.arc_d(x)), F.relu(self.arc_h(x))
        return d @ self.arc_w, h

    def arc_loss(self, x, batch):
        d, h = self.arc_scores(self.drop(x))
        total = 0
        for k in range(len(batch.start) - 1):
            a, b = int(batch.start[k]), int(batch.start[k + 1])
            heads = torch.cat([h[a:b], self.arc_root[None]])
            s = d[a:b] @ heads.T + heads @ self.arc_b
            s = s.clone()
            s.diagonal().fill_(-1e9)
            total = total + F.cross_entropy(s, torch.from_numpy(batch.heads[a:b]).long(), reduction="sum")
        return total / batch.n

    def arc_logprobs(self, x, batch):
        d, h = self.arc_scores(x)
        out = []
        for k in range(len(batch.start) - 1):
            a, b = int(batch.start[k]), int(batch.start[k + 1])
            heads = torch.cat([h[a:b], self.arc_root[None]])
            s = d[a:b] @ heads.T + heads @ self.arc_b
            s.diagonal().fill_(-1e9)
            out.append(F.log_softmax(s, 1))
        return out


def projective_trees(tables):
    """Heads of the best projective tree of each table of log probabilities (words by heads), one after another."""
    out = []
    for table in tables:
        p = np.ascontiguousarray(table.numpy(), dtype=np.float32)
        heads = np.empty(len(p), dtype=np.int32)
        K.eisner(len(p), pointer(p), pointer(heads))
        out.append(heads)
    return np.concatenate(out)


class Batch:
    """Sentences in a row, as arrays."""

    def __init__(self, sentences, vocabulary, word_dropout=0.0, rng=None):
        self.sentences = sentences
        sizes = [len(s.forms) for s in sentences]
        self.start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.n = int(self.start[-1])
        words = np.concatenate([s.rows for s in sentences])
        if word_dropout:
            # rarer words are dropped more often, all at times (Kiperwasser and Goldberg 2016)
            chance = word_dropout / (word_dropout + vocabulary.counts[words])
            words = np.where(rng.random(len(words)) < np.maximum(chance, 0.02), 0, words)
        affixes = np.concatenate([s.affixes for s in sentences]) + vocabulary.size
        shapes = np.concatenate([s.shapes for s in sentences]) + vocabulary.size + AFFIX_ROWS
        self.features = torch.from_numpy(np.concatenate([words[:, None], affixes, shapes[:, None]], 1))
        self.sizes = torch.from_numpy(np.repeat(np.array(sizes, dtype=np.int64), sizes))
        self.base = torch.from_numpy(np.repeat(self.start[:-1], sizes))
        self.place = torch.arange(self.n) - self.base
        self.heads = None if sentences[0].heads is None else np.concatenate([s.heads for s in sentences])
        self.tags = torch.from_numpy(np.concatenate([s.tag_rows for s in sentences]))
        self.rels = torch.from_numpy(np.concatenate([s.rels for s in sentences]))
        self.names = self.evidence = self.sets = None
        if all(s.labels is not None for s in sentences):
            self.names = torch.from_numpy(np.concatenate([s.labels for s in sentences]))
            self.sets = torch.from_numpy(np.repeat(np.array([s.set for s in sentences]), sizes))
            self.evidence = torch.from_numpy(self.window(np.concatenate([s.bits for s in sentences])))

    def window(self, bits):
        """The bits of the word before, the word and the word behind, as numbers."""
        ones = ((bits[:, None] >> np.arange(32, dtype=np.uint32)) & 1).astype(np.float32)
        before, behind = np.zeros_like(ones), np.zeros_like(ones)
        before[1:], behind[:-1] = ones[:-1], ones[1:]
        before[self.start[:-1]] = 0
        behind[self.start[1:] - 1] = 0
        return np.concatenate([before, ones, behind], 1)


class Vocabulary:
    """Word hash to row; row 0 is every other word."""

    def __init__(self, counts, least):
        kept = sorted((w for w, c in counts.items() if c >= least), key=lambda w: (-counts[w], w))
        self.index = {w: i + 1 for i, w in enumerate(kept)}
        self.counts = np.array([0] + [counts[w] for w in kept], dtype=np.float64)
        self.size = len(kept) + 1
