"""How alike runs of words are: weighted words in common (TF-IDF), and words in common in order (Indel).

Weights are whole numbers, so that sums are exact and a score is the same on every machine.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist
from scipy import sparse

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_WEIGHT_UNIT = 1000
_COMMON_SHARE = 0.05  # features in more runs than this share say little about which two belong together
_COMMON_LEAST = 20  # but in a short draft every feature that occurs at most so often may speak
_NEAR = 0.04  # cosines by rare features below this are chance; most of all pairs share a word or two
_CHUNK = 16_384  # pairs looked at in one go, to bound memory
_FIRST_CHARACTER = 0x4E00
_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000
_CHARACTERS = 0x110000 - _FIRST_CHARACTER - (_AFTER_SURROGATES - _SURROGATES)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs: rows are places among the old runs, columns among the new; no pair twice."""

    rows: Ints
    columns: Ints


@dataclass(frozen=True)
class WeightedWords:
    """Words and pairs of neighbouring words of old and new runs, weighted: runs × features, whole numbers."""

    old: Any
    new: Any

    @classmethod
    def of(cls, old: Sequence[Sequence[int]], new: Sequence[Sequence[int]], size: int) -> "WeightedWords":
        """Weights of the runs of encoded words; size: of the vocabulary."""
        runs = [*old, *new]
        rows, features = _features(runs, size)
        found, columns = np.unique(features, return_inverse=True)
        ones = np.ones(len(rows), dtype=np.int64)
        counts = sparse.csr_array((ones, (rows, columns)), shape=(len(runs), len(found)))
        counts.sum_duplicates()
        rarity = np.log((1 + len(runs)) / (1 + np.bincount(counts.indices, minlength=len(found)))) + 1
        weights = (1 + np.log(counts.data)) * rarity[counts.indices] * _WEIGHT_UNIT
        counts.data = np.rint(weights).astype(np.int64)
        return cls(counts[: len(old)], counts[len(old) :])

    def cosines(self, pairs: Pairs) -> Floats:
        """0 to 1 for each pair."""
        products = [
            self.old[pairs.rows[at : at + _CHUNK]]
            .multiply(self.new[pairs.columns[at : at + _CHUNK]])
            .sum(axis=1)
            for at in range(0, len(pairs.rows), _CHUNK)
        ]
        lengths = _lengths(self.old)[pairs.rows] * _lengths(self.new)[pairs.columns]
        return _ratio(np.concatenate(products) if products else np.zeros(0), lengths)

    def all_cosines(self) -> Floats:
        """0 to 1, old × new; for some thousand runs at most."""
        products = (self.old @ self.new.T).toarray()
        return _ratio(products, np.outer(_lengths(self.old), _lengths(self.new)))

    def shortlist(self, most: int) -> Pairs:
        """For each run, on both sides, up to `most` of the other side with the highest cosine by rare features."""
        runs = self.old.shape[0] + self.new.shape[0]
        times = np.bincount(self.old.indices, minlength=self.old.shape[1])
        times += np.bincount(self.new.indices, minlength=self.new.shape[1])
        rare = np.flatnonzero(times <= max(_COMMON_LEAST, int(_COMMON_SHARE * runs)))
        products = (self.old[:, rare] @ self.new[:, rare].T).tocoo()
        rows, columns = (part.astype(np.int64) for part in products.coords)
        scores = _ratio(products.data, _lengths(self.old)[rows] * _lengths(self.new)[columns])
        near = np.flatnonzero(scores >= _NEAR)
        rows, columns, scores = rows[near], columns[near], scores[near]
        kept = _leading(rows, columns, scores, most) | _leading(columns, rows, scores, most)
        return Pairs(rows[kept], columns[kept])


def indel(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Floats:
    """0 to 1 for each pair: twice the words in common in order / all words. Runs are given as one character a word."""
    if not len(pairs.rows):
        return np.zeros(0)
    scores = cpdist(
        [old[row] for row in pairs.rows.tolist()],
        [new[column] for column in pairs.columns.tolist()],
        scorer=Indel.normalized_similarity,
        dtype=np.float64,
    )
    return np.asarray(scores, dtype=np.float64)


def shared_words(old: Collection[int], new: Collection[int]) -> float:
    """0 to 1 for two headings: words in common, half by all words, half by the shorter one's; 0 when one is empty."""
    before, after = set(old), set(new)
    if not before or not after:
        return 0.0
    shared = len(before & after)
    return shared / (len(before) + len(after)) + shared / (2 * min(len(before), len(after)))


def as_characters(run: Sequence[int]) -> str:
    """A run of encoded words with one character a word, for rapidfuzz; no surrogates.

    Beyond a million different words some share a character: a guard, never met in a text.
    """
    return "".join(map(_character, run))


def merged(pairs: Sequence[Pairs], width: int) -> Pairs:
    """All pairs once, in order of row, then column; width: number of columns."""
    keys = np.unique(np.concatenate([one.rows * width + one.columns for one in pairs]))
    return Pairs(keys // width, keys % width)


def _character(code: int) -> str:
    point = code % _CHARACTERS + _FIRST_CHARACTER
    return chr(point if point < _SURROGATES else point + _AFTER_SURROGATES - _SURROGATES)


def _features(runs: Sequence[Sequence[int]], size: int) -> tuple[Ints, Ints]:
    """(run, feature) of every word and every two neighbours in a run."""
    lengths = np.array([len(run) for run in runs], dtype=np.int64)
    rows = np.repeat(np.arange(len(runs), dtype=np.int64), lengths)
    words = np.fromiter((code for run in runs for code in run), dtype=np.int64, count=int(lengths.sum()))
    together = np.flatnonzero(rows[1:] == rows[:-1])
    pairs = (words[together] + 1) * (size + 1) + words[together + 1]
    return np.concatenate([rows, rows[together]]), np.concatenate([words, pairs])


def _lengths(weights: Any) -> Floats:
    squares = weights.multiply(weights).sum(axis=1)
    return np.sqrt(np.asarray(squares, dtype=np.float64))


def _ratio(products: Any, lengths: Floats) -> Floats:
    found = np.zeros(lengths.shape)
    np.divide(products, lengths, out=found, where=lengths > 0)
    return np.minimum(found, 1.0)


def _leading(groups: Ints, others: Ints, scores: Floats, most: int) -> NDArray[np.bool_]:
    """Which entries are among the highest `most` of their group; ties by the other place."""
    order = np.lexsort((others, -scores, groups))
    ordered = groups[order]
    first = np.searchsorted(ordered, ordered)
    kept = np.zeros(len(groups), dtype=bool)
    kept[order] = np.arange(len(groups)) - first < most
    return kept
