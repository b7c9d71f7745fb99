"""How long aligning takes, and how it grows, beside simpler ways on the same words in the same run.

`python -m benchmarks.align_speed`. The baselines only pair texts one to one (Hungarian, or best first where that takes too
long); they name no relation and see no structure. Their thresholds: 0.5 for ratios, 0.35 for cosines, the best of those
tried in the guide on aligning.
"""

import math
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import partial
from random import Random
from time import perf_counter

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from benchmarks.align_scores import pairs_of
from benchmarks.measure import Measured, seconds
from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.alignment.normalise import words
from salvaguarda.domain.alignment.outline import Vocabulary
from salvaguarda.domain.alignment.similarity import Floats, WeightedWords, as_characters
from salvaguarda.domain.drafts import Provision
from tests.domain.alignment.treaty import renegotiated, treaty, truth

_SIZES = {
    200: 5,
    400: 10,
    1_000: 25,
    2_000: 50,
    4_000: 100,
}  # provisions a side, about → chapters of 5 articles
_DIFFLIB_LIMIT = 500  # provisions a side that difflib compares in reasonable time
_ROUNDS = 3
Match = set[tuple[str, str]]


def difflib_pairs(old: Sequence[Provision], new: Sequence[Provision]) -> Match:
    """All pairs by difflib on words, its quick bounds first; best first."""
    scores = np.zeros((len(old), len(new)))
    runs = [words(each.text) for each in old]
    for column, other in enumerate(new):
        matcher = SequenceMatcher(None, b=words(other.text), autojunk=False)
        for row, run in enumerate(runs):
            matcher.set_seq1(run)
            if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
                scores[row, column] = matcher.ratio()
    return _assigned(old, new, scores, 0.5)


def rapidfuzz_pairs(old: Sequence[Provision], new: Sequence[Provision]) -> Match:
    """All pairs by word-level Indel ratio, Hungarian."""
    vocabulary = Vocabulary()
    left, right = ([as_characters(vocabulary.encode(p.text)) for p in side] for side in (old, new))
    scores = cdist(left, right, scorer=Indel.normalized_similarity, score_cutoff=0.5, dtype=np.float32)
    return _assigned(old, new, scores, 0.5)


def tfidf_pairs(old: Sequence[Provision], new: Sequence[Provision]) -> Match:
    """All pairs by the cosine of weighted words and pairs of words, Hungarian."""
    vocabulary = Vocabulary()
    left, right = ([vocabulary.encode(p.text) for p in side] for side in (old, new))
    return _assigned(old, new, WeightedWords.of(left, right, len(vocabulary)).all_cosines(), 0.35)


def _assigned(old: Sequence[Provision], new: Sequence[Provision], scores: Floats, least: float) -> Match:
    rows, columns = linear_sum_assignment(scores, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {(old[row].path, new[column].path) for row, column in pairs if scores[row, column] >= least}


def _ours(old: Sequence[Provision], new: Sequence[Provision]) -> Match:
    texted = {p.path for p in (*old, *new)}
    return {pair for pair in pairs_of(align(old, new)) if pair[0] in texted and pair[1] in texted}


def _f1(found: Match, wanted: Match) -> float:
    return 2 * len(found & wanted) / max(len(found) + len(wanted), 1)


def _best(fn: Callable[[], object]) -> float:
    return min(seconds(fn) for _ in range(_ROUNDS))


def _timed(
    way: Callable[[Sequence[Provision], Sequence[Provision]], Match], texts: list[list[Provision]]
) -> tuple[Match, float]:
    start = perf_counter()
    return way(*texts), perf_counter() - start


def run() -> list[Measured]:
    """Print a table for all sizes, and the exponent of growth; it has columns of its own, so it gives no rows."""
    print("| provisions | way | seconds | F1 of texts |\n|---|---|---|---|")
    points = []
    for chapters in _SIZES.values():
        random = Random(4)
        first = treaty(random, chapters=chapters, articles=5)
        second = renegotiated(first, random)
        old, new = first.provisions(), second.provisions()
        known = {(a, b) for olds, news, _ in truth(first, second) for a in olds for b in news}
        texts = [[p for p in side if p.text] for side in (old, new)]
        held = {p.path for side in texts for p in side}
        wanted = {pair for pair in known if pair[0] in held and pair[1] in held}
        size = f"{len(old)} × {len(new)}"
        taken = _best(partial(align, old, new))
        points.append((math.log(len(old)), math.log(taken)))
        ours = {pair for pair in _ours(old, new) if pair[0] in held and pair[1] in held}
        print(f"| {size} | ours, whole drafts | {taken:.3f} | {_f1(ours, wanted):.4f} |")
        ways = {"rapidfuzz, all pairs": rapidfuzz_pairs, "TF-IDF, all pairs": tfidf_pairs}
        if len(texts[0]) <= _DIFFLIB_LIMIT:
            ways["difflib, all pairs"] = difflib_pairs
        for name, way in ways.items():
            found, spent = _timed(way, texts)
            print(f"| {size} | {name} | {spent:.3f} | {_f1(found, wanted):.4f} |")
    slope = np.polyfit([x for x, _ in points], [y for _, y in points], 1)[0]
    print(f"\ntime grows with the number of provisions to the power of {slope:.2f}\n")
    return []


if __name__ == "__main__":
    run()
