"""Lists checked by hand: for some articles of the negotiating drafts, what is in them. They were written out from a reading and
then held line by line against the source, so that they guard what was found right; they were not typed in blind.

A line is: number chain, a tab, the first words … the last words. The chain is written "3 / 3 / option1 / 3bis".
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.truths.parts import ARTICLE, Part, squeezed

FOLDER = Path(__file__).parents[2] / "tests" / "truth"


def listed_parts(name: str) -> Iterator[tuple[Part, str, str]]:
    """Each part of a list with the words that it begins and ends with (letters and digits)."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        level, chain, words = line.split("\t")
        first, _, last = words.partition(" … ")
        yield Part(level, tuple(chain.split(" / "))), squeezed(first), squeezed(last)


def articles_of(parts: list[Part]) -> set[str]:
    """The articles that a list speaks of."""
    return {part.chain[0] for part in parts if part.level == ARTICLE}
