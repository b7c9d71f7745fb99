"""Finds second instruments: article numbers start again after the closing words or under a heading of their own.

Reads: lines, heads. Writes: components, heads.
"""

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import Head
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.planned import Plan

_LONGEST_TITLE = 200


def find_components(made: Plan) -> None:
    """Lines at which another text begins."""
    search = _Components()
    order = made.kept()
    for index, following in zip(order, [*order[1:], -1], strict=False):
        if index in made.titles or index in made.quoted:
            continue
        begins = search.see(index, made.heads.get(index), made.lines[index])
        if (
            begins is None
            and following >= 0
            and search.has_articles
            and _opens_with_parties(made, index, following)
        ):
            begins = index
            search.begin_anew()
        if begins is not None:
            made.components[begins] = made.lines[begins].seen
            made.heads.pop(begins, None)


def _opens_with_parties(made: Plan, index: int, following: int) -> bool:
    """ "B. DRAFT DECISION" / "The Conference of the Parties," begins a text, also where that has no articles."""
    head, text, after = made.heads.get(index), made.lines[index].seen, made.lines[following].seen
    if (head is not None and head.named) or not could_name_a_text(made.lines[index]):
        return False
    speaks = keywords.PARTIES.match(after) is not None and after[-1] in ",:，،："
    return speaks and keywords.INSTRUMENT.search(text) is not None


class _Components:
    """Looks at one line after the other. start: the line that could be the title of another text."""

    def __init__(self) -> None:
        self._articles: set[int] = set()
        self._start: int | None = None
        self._closed = False

    @property
    def has_articles(self) -> bool:
        """Whether the text that is being looked at has an article already."""
        return bool(self._articles)

    def begin_anew(self) -> None:
        """Another text begins here."""
        self._articles, self._start, self._closed = set(), None, False

    def see(self, index: int, head: Head | None, line: Line) -> int | None:
        """The line at which another text began, once this line proves it; else None."""
        if head is None or not head.named:
            name = head is not None or (self._closed and could_name_a_text(line, closed=True))
            if self._start is None and name and self._articles:
                self._start = index
        elif head.kind is ProvisionKind.CLOSING:
            self._closed, self._start = True, None
        elif head.kind is ProvisionKind.ANNEX:
            self.begin_anew()
        elif head.kind is ProvisionKind.ARTICLE:
            return self._article(head)
        return None

    def _article(self, head: Head) -> int | None:
        begins = self._start if head.place == (1, 0) and 1 in self._articles else None
        if begins is not None:
            self._articles, self._closed = set(), False
        if head.place is not None:
            self._articles.add(head.place[0])
        self._start = None
        return begins


def could_name_a_text(line: Line, closed: bool = False) -> bool:
    """Whether a line without heading level can be a title. closed: it comes after the closing words of a text."""
    text = line.seen
    short = len(text) <= _LONGEST_TITLE and text[-1] not in ".;:,"
    named = closed and not text[0].islower() and keywords.INSTRUMENT.search(text) is not None
    return short and (line.bold or line.centred or text.isupper() or named)
