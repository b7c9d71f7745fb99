"""Sets aside the lines that speak another language than the draft.

Reads: lines. Writes: asides.
"""

from collections import Counter

from salvaguarda.domain.reading.languages import NAMES, languages_of
from salvaguarda.domain.reading.planned import Plan

_PREFERRED = "en"


def set_aside_other_languages(made: Plan, wanted: str) -> None:
    """wanted: the language that is the draft; where no line speaks it English, else the one most lines speak."""
    kept = made.kept()
    spoken = languages_of([made.lines[index].seen for index in kept])
    main = _main(Counter(spoken), wanted)
    for index, language in zip(kept, spoken, strict=True):
        if language != main:
            made.set_aside(index, f"in another language ({NAMES.get(language, language)})")


def _main(counts: Counter[str], wanted: str) -> str:
    if counts[wanted]:
        return wanted
    if counts[_PREFERRED] or not counts:
        return _PREFERRED
    return counts.most_common(1)[0][0]
