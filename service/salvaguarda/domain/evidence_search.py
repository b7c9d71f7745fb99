"""Where the words of a quote are now: in the provision they should be in, in its article, or anywhere in the draft.

Exact words first everywhere, then other typography; never by likeness. A place outside the expected provision is always
told apart from one inside it, with the number of places there are: the same words may say something else elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from salvaguarda.domain.evidence import AnchorState, reanchor
from salvaguarda.domain.reading.full_text import WHOLE
from salvaguarda.domain.scores import Quote
from salvaguarda.domain.typography import fold


class FoundIn(StrEnum):
    """Where the words were found."""

    PROVISION = "provision"  # that answers to the one they were taken from
    ARTICLE = "article"  # that this provision stands in
    DRAFT = "draft"  # somewhere else
    NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A quote in another draft. path, quote: where it is; None when gone. places: provisions that hold its words."""

    state: AnchorState
    found_in: FoundIn
    path: str | None
    quote: Quote | None
    places: int


_GONE = Followed(AnchorState.GONE, FoundIn.NOWHERE, None, None, 0)


class DraftWords:
    """The words of a draft, made ready to be searched for many quotes. texts: path → full text, with "draft" for the whole."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._folded: dict[str, str] = {}

    def follow(
        self, quote: Quote, expected: Sequence[str], article: Sequence[str], rows: Sequence[str]
    ) -> Followed:
        """The quote in the first of these that holds its words.

        expected: paths of the provisions that answer to the one it was taken from. article: of the provisions around
        these that are looked at next. rows: every provision to look at last, none inside another.
        """
        for found_in, paths in (
            (FoundIn.PROVISION, expected),
            (FoundIn.ARTICLE, article),
            (FoundIn.DRAFT, rows),
            (FoundIn.DRAFT, (WHOLE,)),  # words between rows, or that run from one into the next
        ):
            found = self._best(quote, paths, found_in)
            if found is not None:
                return found
        return _GONE

    def _best(self, quote: Quote, paths: Iterable[str], found_in: FoundIn) -> Followed | None:
        """Among several provisions the one where the words stand as they did, then with the most of the old words around."""
        found = []
        for path in dict.fromkeys(paths):
            if not self._may_hold(path, quote):
                continue
            anchored = reanchor(quote, self._texts[path])
            if anchored.quote is not None:
                exact = anchored.quote.exact == quote.exact
                found.append((exact, _shared_context(quote, anchored.quote), path, anchored))
        if not found:
            return None
        best = max(found, key=lambda each: each[:2])  # the first of equals: document order
        _, _, path, anchored = best
        state = anchored.state if found_in is FoundIn.PROVISION else AnchorState.DRIFTED
        return Followed(state, found_in, path, anchored.quote, len(found))

    def _may_hold(self, path: str, quote: Quote) -> bool:
        """Whether it is worth looking closer: quick, and never false where `reanchor` would find something."""
        text = self._texts.get(path)
        if text is None:
            return False
        if quote.exact in text:
            return True
        if path not in self._folded:
            self._folded[path] = fold(text)
        return fold(quote.exact).strip() in self._folded[path]


def taken_along(evidence: Iterable[Quote], text: str) -> tuple[Quote, ...]:
    """The quotes that are still in the text, where they stand in it, each place once."""
    found = (reanchor(quote, text).quote for quote in evidence)
    return tuple({(quote.start, quote.end): quote for quote in found if quote is not None}.values())


def gone_from(evidence: Iterable[Quote], text: str) -> tuple[Quote, ...]:
    """The quotes that are not in the text any more."""
    return tuple(quote for quote in evidence if reanchor(quote, text).quote is None)


def _shared_context(old: Quote, new: Quote) -> int:
    """How many characters before and after are the same."""
    return _shared(reversed(fold(old.prefix)), reversed(fold(new.prefix))) + _shared(
        fold(old.suffix), fold(new.suffix)
    )


def _shared(left: Iterable[str], right: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
