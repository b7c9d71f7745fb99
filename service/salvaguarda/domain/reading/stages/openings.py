"""Sets aside what stands before the law of each text, and finds preambles that open without saying so.

Reads: lines, heads, titles, components. Writes: asides, preambles.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.planned import Plan
from salvaguarda.domain.reading.stages.components import could_name_a_text

_WORDS_OF_A_SENTENCE = 12
_MOST_COVER = 12
_LONGEST_COVER_LINE = 250
_LABEL = re.compile(r"^[\[*\s]*[Pp]p\.?\s?\d{1,3}\w{0,6}[.:)]?\s+")
_NOT_YET = '[*“"« '


def find_openings(made: Plan) -> None:
    """Before the first article of each text: title and cover set aside, an unannounced preamble found."""
    order = made.kept()
    starts = [0, *sorted(made.components)]
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(made.lines)
        within = [index for index in order if start <= index < stop and index not in made.components]
        first = next((place for place, index in enumerate(within) if _opens_the_law(made, index)), None)
        if first is not None:
            _read_opening(made, within[:first])
        elif (begins := _resolution(made, within)) is not None:
            made.preambles.add(within[begins])
            for index in within[:begins]:
                _set_aside_cover(made, index)
    _find_preambles_of_annexes(made, order)


def _find_preambles_of_annexes(made: Plan, order: Sequence[int]) -> None:
    """ "Annex" / "The Parties to this Agreement," / … / "Article 1": an annexed treaty has a preamble too."""
    opening: list[int] | None = None
    for index in order:
        head = made.heads.get(index)
        if head is not None and head.kind is ProvisionKind.ANNEX:
            opening = []
        elif opening is not None and head is None and index not in made.titles:
            opening.append(index)
        elif opening is not None and head is not None:
            if head.kind is ProvisionKind.ARTICLE or head.kind in DIVISIONS:
                made.preambles |= set(_speaking(made, opening))
            opening = None


def _speaking(made: Plan, opening: Sequence[int]) -> list[int]:
    """The line at which the parties begin to speak, if they do."""
    return [
        index
        for index in opening
        if keywords.PARTIES.match(made.lines[index].seen) and made.lines[index].seen[-1] in ",،，"
    ][:1]


def _opens_the_law(made: Plan, index: int) -> bool:
    head = made.heads.get(index)
    return head is not None and head.named and head.kind is not ProvisionKind.CLOSING


def _resolution(made: Plan, within: Sequence[int]) -> int | None:
    """Where a text without headings begins as a preamble does: "The General Assembly," / "Recalling …"; None where it does not.

    Only a few short lines can stand above it, so that no text of a draft is set aside.
    """
    opening = [_LABEL.sub("", made.lines[index].seen).lstrip(_NOT_YET) for index in within[: _MOST_COVER + 2]]
    for place, (first, second) in enumerate(pairwise(opening)):
        speaks = keywords.PARTIES.match(first) is not None or first[-1:] in {",", "،", "，"}
        if speaks and keywords.RECITAL_LINE.match(second):
            return place
        if len(first) > _LONGEST_COVER_LINE:
            return None
    return None


def _read_opening(made: Plan, opening: Sequence[int]) -> None:
    """Lines before the first heading that is part of the law (its preamble, a chapter, an article)."""
    begins = next((place for place, index in enumerate(opening) if _begins_preamble(made, index)), None)
    if begins is not None:
        made.preambles.add(opening[begins])
    for place, index in enumerate(opening):
        if index not in made.titles and (begins is None or place < begins):
            _set_aside_cover(made, index)


def _set_aside_cover(made: Plan, index: int) -> None:
    named = index in made.heads or could_name_a_text(made.lines[index], closed=True)
    made.set_aside(index, "title" if named else "cover page or note")


def _begins_preamble(made: Plan, index: int) -> bool:
    text = made.lines[index].seen
    if index in made.heads:
        return False
    body = text.lstrip(_NOT_YET)
    if any(words.match(body) for words in (keywords.PARTIES, keywords.RECITAL_LINE, keywords.ENACTED)):
        return True
    return (
        len(text.split()) >= _WORDS_OF_A_SENTENCE
        and text.rstrip().endswith((",", ";", "،", "؛"))
        and read_mark(text) is None
    )
