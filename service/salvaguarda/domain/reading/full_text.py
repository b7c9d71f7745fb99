"""The text of a provision as the reader sees it: what evidence points into and what a score is bound to."""

from collections import defaultdict
from collections.abc import Sequence

from salvaguarda.domain.drafts import DIVISIONS, Provision, ProvisionKind

WHOLE = "draft"
_HEADED = {*DIVISIONS, ProvisionKind.ARTICLE, ProvisionKind.PREAMBLE}
_BULLETS = "–—•·▪◦‣-*"


def full_text(provisions: Sequence[Provision], path: str) -> str:
    """Own words, then each sub-provision on its own line as "<number> <text>", nested, then the closing words.

    provisions: a whole draft in document order. path: one of its paths, or "draft" for the whole text.
    The provision's own number and heading are left out; headings of sub-provisions stand on their own line.
    The same provisions always give the same text. Raises KeyError when no provision has the path.

    >>> full_text([Provision("para_1", "Para. 1", ProvisionKind.PARAGRAPH, text="Each Party shall act.")], "para_1")
    'Each Party shall act.'
    """
    return Texts(provisions).of(path)


class Texts:
    """Full texts of one draft; quicker than full_text where many are needed."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._by_path = {each.path: each for each in provisions}
        self._children: defaultdict[str | None, list[Provision]] = defaultdict(list)
        for each in provisions:
            self._children[None if each.parent == WHOLE else each.parent].append(each)

    def of(self, path: str) -> str:
        """The full text of one provision, or of the whole draft; KeyError when there is none at this path."""
        if path == WHOLE:
            tops = [each for each in self._children[None] if each.path != WHOLE]
            return "\n".join(self._lines([*reversed(tops)]))
        own = self._by_path[path]
        return "\n".join([*_shown([own.text]), *self._lines(self._after_words(own))])

    def _lines(self, waiting: list[Provision | str]) -> list[str]:
        """What waits, last first, as lines. A loop, no recursion: hostile texts nest deeply."""
        lines: list[str] = []
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                lines.append(part)
            else:
                lines += _shown(_opening(part))
                waiting += self._after_words(part)
        return lines

    def _after_words(self, provision: Provision) -> list[Provision | str]:
        """What follows a provision's own words, last first."""
        return [*_shown([provision.closing]), *reversed(self._children[provision.path])]


def _opening(provision: Provision) -> list[str]:
    """Heading, then number and words in one line."""
    if provision.kind in _HEADED:
        return [f"{_name(provision)} {provision.heading}".strip(), provision.text]
    number = provision.number
    if number and number not in _BULLETS and not number.endswith((")", ".", ":")):
        number += ":" if " " in number and number[0].isalpha() else "."
    return [provision.heading, f"{number} {provision.text}".strip()]


def _name(provision: Provision) -> str:
    if not provision.number:
        return ""
    name = f"{provision.kind.value.capitalize()} {provision.number}"
    return f"{name}." if provision.heading else name


def _shown(lines: list[str]) -> list[str]:
    return [line for line in lines if line]
