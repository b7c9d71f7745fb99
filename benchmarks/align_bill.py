"""Align the stages of a real bill, judged by the GUIDs that its provisions keep: `python -m benchmarks.align_bill`."""

import os
from collections import defaultdict
from pathlib import Path

from benchmarks.align_scores import HEAD, Pair, Score, pairs_of
from benchmarks.measure import Measured
from benchmarks.truth_bill import LEVELS, SECTIONS, Stage, stages, truth
from salvaguarda.domain.alignment.align import align
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.increasing import heaviest_increasing
from salvaguarda.domain.reading.full_text import Texts
from salvaguarda.domain.typography import fold

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))
STEPS = ((0, 1), (1, 2), (2, 3), (0, 3))


def relations(old: Stage, new: Stage, kinds: frozenset[ProvisionKind]) -> dict[Pair, str]:
    """What became of each provision of these kinds, by GUID, words, number and place.

    Moved: under another provision, or out of order among those under the same one, when as few words as possible
    are said to have moved. Only that rule is also the engine's; everything else comes from the file.
    """
    known = truth(old, new, kinds)
    words = _words(old), _words(new)
    moved = known.moved | _out_of_order(old, new, known.pairs - known.moved, words)
    found: dict[Pair, str] = {(path, ""): "deleted" for path in known.removed}
    found |= {("", path): "new" for path in known.added}
    for pair in known.pairs:
        same = words[0][pair[0]] == words[1][pair[1]]
        kept = "renumbered" if pair in known.renumbered else "same"
        found[pair] = "moved" if pair in moved else kept if same else "amended"
    return found


def _words(stage: Stage) -> dict[str, str]:
    texts = Texts(stage.provisions)
    return {each.path: fold(f"{each.heading}\n{texts.of(each.path)}") for each in stage.provisions}


def _out_of_order(
    old: Stage, new: Stage, pairs: frozenset[Pair], words: tuple[dict[str, str], dict[str, str]]
) -> set[Pair]:
    place_old = {each.path: place for place, each in enumerate(old.provisions)}
    place_new = {each.path: place for place, each in enumerate(new.provisions)}
    parents = {each.path: each.parent for each in old.provisions}
    rows: dict[str | None, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: place_old[pair[0]]):
        rows[parents[pair[0]]].append(pair)
    found: set[Pair] = set()
    for row in rows.values():
        weights = [len(words[0][one].split()) + 1 for one, _ in row]
        kept = set(heaviest_increasing([place_new[other] for _, other in row], weights))
        found |= {pair for at, pair in enumerate(row) if at not in kept}
    return found


def found_of(old: Stage, new: Stage, kinds: frozenset[ProvisionKind]) -> dict[Pair, str]:
    """The links of the engine between provisions of these kinds that have a GUID."""
    olds, news = ({"", *_judged(stage, kinds)} for stage in (old, new))
    found = pairs_of(align(old.provisions, new.provisions))
    return {pair: found[pair] for pair in found if pair[0] in olds and pair[1] in news}


def _judged(stage: Stage, kinds: frozenset[ProvisionKind]) -> set[str]:
    return {each.path for each in stage.provisions if each.kind in kinds and each.path in stage.guids}


def run() -> list[Measured]:
    """Print the table and what is reported between identical texts (nothing, if all is well); it measures no time."""
    if not (TEXTS / "social-housing-bill").exists():
        return []
    bill = stages(TEXTS)
    print("Social Housing Bill, by GUIDs\n\n" + HEAD)
    for name, kinds in (("sections", SECTIONS), ("all levels", LEVELS)):
        for before, after in STEPS:
            old, new = bill[before], bill[after]
            score = Score().add(found_of(old, new, kinds), relations(old, new, kinds))
            print(f"| {name} {before + 1}→{after + 1} | {score.cells()} | {score.errors()} |")
    changed = sum(
        link.relation.value != "same" for stage in bill for link in align(stage.provisions, stage.provisions)
    )
    print(f'\nlinks that are not "same" between a stage and itself: {changed}\n')
    return []


if __name__ == "__main__":
    run()
