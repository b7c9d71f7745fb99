"""What every line is, before anything is nested: heading, title of a heading, body, or set aside and why.

Reads: lines. Writes: a Plan. Each step looks at all lines once.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import Head, can_be_title, read_head
from salvaguarda.domain.reading.languages import languages_of
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.marks import read_mark
from salvaguarda.domain.reading.planned import Plan

__all__ = ["Plan", "plan"]

_PREFERRED = "en"
_LONGEST_COMPONENT_TITLE = 200
_WORDS_OF_A_SENTENCE = 12
_SHORTEST_CONTENTS = 4
NAMES = {"en": "English", "nl": "Dutch", "fr": "French", "es": "Spanish", "pt": "Portuguese", "de": "German",
         "it": "Italian", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}  # fmt: skip


def plan(lines: Sequence[Line], language: str = "") -> Plan:
    """Say of every line what it is. language: which of several languages is the draft; "" lets the text decide."""
    made = Plan(lines)
    _set_aside_by_format(made)
    _set_aside_languages(made, language)
    _find_heads(made)
    _set_aside_contents(made)
    _find_titles(made)
    _find_components(made)
    _find_openings(made)
    return made


def _set_aside_by_format(made: Plan) -> None:
    for index, line in enumerate(made.lines):
        if line.aside and line.seen:
            made.asides[index] = line.aside


def _set_aside_languages(made: Plan, wanted: str) -> None:
    kept = made.kept()
    spoken = languages_of([made.lines[index].seen for index in kept])
    counts = Counter(spoken)
    main = (
        wanted
        if counts[wanted]
        else _PREFERRED
        if counts[_PREFERRED] or not spoken
        else counts.most_common(1)[0][0]
    )
    for index, language in zip(kept, spoken, strict=True):
        if language != main:
            name = NAMES.get(language, language)
            made.asides[index] = f"in another language ({name})"


def _find_heads(made: Plan) -> None:
    """Headings, and of the plain lines that look like one only those whose number can come next."""
    last: dict[ProvisionKind, tuple[int, int]] = {}
    for index in made.kept():
        line = made.lines[index]
        head = read_head(line)
        if head is None:
            continue
        plain = line.heading is None and not line.bold and not line.centred and not line.number
        place = head.place
        before = last.get(ProvisionKind.ARTICLE)
        if plain and before is not None and _only_mentions(line, head, before):
            continue
        if place is not None:
            last[head.kind] = place
        made.heads[index] = head


def _only_mentions(line: Line, head: Head, before: tuple[int, int]) -> bool:
    """A plain line after article `before` that begins like a heading in mid-sentence, or like a preamble in mid-law."""
    if head.kind is ProvisionKind.PREAMBLE:
        return bool(head.run_in)
    backwards = head.place is not None and head.place[0] != 1 and head.place <= before
    bare = line.text.strip("[] ").endswith(head.number)
    return head.kind is ProvisionKind.ARTICLE and backwards and not bare


def _set_aside_contents(made: Plan) -> None:
    """A table of contents: headings in a row without any body, whose numbers come again later."""
    order = made.kept()
    often = Counter(_key(head) for head in made.heads.values())
    for run in _runs_of_heads(made, order):
        heads = [made.heads[index] for index in run if index in made.heads]
        if len(heads) >= _SHORTEST_CONTENTS and all(often[_key(head)] > 1 for head in heads):
            for index in run:
                made.asides[index] = "table of contents"
                made.heads.pop(index, None)
    for index in order:
        if keywords.CONTENTS.fullmatch(made.lines[index].seen.strip(" *:")):
            made.asides[index] = "table of contents"
            made.heads.pop(index, None)


def _runs_of_heads(made: Plan, order: Sequence[int]) -> list[list[int]]:
    """Neighbouring headings (and entries with page numbers); a number that repeats begins the law itself."""
    runs: list[list[int]] = [[]]
    seen: set[tuple[ProvisionKind, str]] = set()
    for index in order:
        head = made.heads.get(index)
        listed = head is not None and head.named and not head.run_in
        entry = head is None and bool(runs[-1]) and _is_entry(made.lines[index])
        if not listed and not entry:
            runs.append([])
            seen = set()
            continue
        if head is not None and _key(head) in seen:
            runs.append([])
            seen = set()
        runs[-1].append(index)
        if head is not None:
            seen.add(_key(head))
    return runs


def _is_entry(line: Line) -> bool:
    """A line of contents that is no heading itself: a page number or dot leaders at its end."""
    return len(line.text) < 160 and (" ...." in line.text or "…." in line.text or "\t" in line.text)


def _key(head: Head) -> tuple[ProvisionKind, str]:
    return head.kind, head.number.lower()


def _find_titles(made: Plan) -> None:
    """Titles on the line after the number."""
    order = made.kept()
    for index, following in pairwise(order):
        head = made.heads.get(index)
        if (
            head is None
            or head.title
            or head.run_in
            or not (head.kind is ProvisionKind.ARTICLE or head.kind in DIVISIONS)
        ):
            continue
        nearby = made.heads.get(following)
        if nearby is not None and (nearby.named or nearby.number):
            continue
        if can_be_title(made.lines[following], head.level is not None) and _body_after(made, following):
            made.titles[following] = index
            made.heads.pop(following, None)
    _find_titles_before(made, order)


def _body_after(made: Plan, index: int) -> bool:
    """Whether a plain line is followed by something that it can be the title of."""
    line = made.lines[index]
    if line.heading is not None or line.bold or line.centred:
        return True
    return any(
        after not in made.asides and made.lines[after].seen
        for after in range(index + 1, min(index + 4, len(made.lines)))
    )


def _find_titles_before(made: Plan, order: Sequence[int]) -> None:
    """Titles on the line above the number, where that is the habit of the whole text."""
    articles = [index for index, head in made.heads.items() if head.kind is ProvisionKind.ARTICLE]
    position = {index: place for place, index in enumerate(order)}
    above = {}
    titled = set(made.titles.values())
    for index in articles:
        before = order[position[index] - 1] if position[index] else -1
        head = made.heads.get(before)
        untitled = not made.heads[index].title and index not in titled
        if head is not None and not head.named and not head.number and untitled:
            above[before] = index
    if len(above) >= 3 and len(above) * 2 > len(articles):
        for before, index in above.items():
            made.titles[before] = index
            made.heads.pop(before)


def _find_components(made: Plan) -> None:
    """Second instruments: article numbers start again after the closing words or after a heading of their own."""
    search = _Components()
    for index in made.kept():
        head = made.heads.get(index)
        begins = search.see(index, head, made.lines[index])
        if begins is not None:
            made.components[begins] = made.lines[begins].seen
            made.heads.pop(begins, None)


class _Components:
    """Looks at one line after the other. start: the line that could be the title of another text."""

    def __init__(self) -> None:
        self._articles: set[int] = set()
        self._start: int | None = None
        self._closed = False

    def see(self, index: int, head: Head | None, line: Line) -> int | None:
        """The line at which another text began, once this line proves it; else None."""
        if head is None or not head.named:
            name = head is not None or (self._closed and _could_name_a_text(line, closed=True))
            if self._start is None and name and self._articles:
                self._start = index
        elif head.kind is ProvisionKind.CLOSING:
            self._closed, self._start = True, None
        elif head.kind is ProvisionKind.ANNEX:
            self._articles, self._start, self._closed = set(), None, False
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


def _could_name_a_text(line: Line, closed: bool = False) -> bool:
    """Whether a line without heading level can be a title. closed: it comes after the closing words of a text."""
    text = line.seen
    short = len(text) <= _LONGEST_COMPONENT_TITLE and text[-1] not in ".;:,"
    named = closed and text[0].isupper() and keywords.INSTRUMENT.search(text) is not None
    return short and (line.bold or line.centred or text.isupper() or named)


def _find_openings(made: Plan) -> None:
    """Before the first article of each text: title and cover set aside, an unannounced preamble found."""
    order = made.kept()
    starts = [0, *sorted(made.components)]
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(made.lines)
        within = [index for index in order if start <= index < stop and index not in made.components]
        first = next((place for place, index in enumerate(within) if _opens_the_law(made, index)), None)
        if first is not None:
            _read_opening(made, within[:first])
        elif within and _is_resolution(made, within):
            made.preambles.add(within[0])


def _opens_the_law(made: Plan, index: int) -> bool:
    head = made.heads.get(index)
    return head is not None and head.named and head.kind is not ProvisionKind.CLOSING


def _is_resolution(made: Plan, within: Sequence[int]) -> bool:
    """A text without any heading that begins as a preamble does: "The General Assembly," / "Recalling …"."""
    first, *others = (made.lines[index].seen.lstrip("[*“ ") for index in within[:2])
    return bool(keywords.PARTIES.match(first)) and any(keywords.RECITAL.match(other) for other in others)


def _read_opening(made: Plan, opening: Sequence[int]) -> None:
    """Lines before the first heading that is part of the law (its preamble, a chapter, an article)."""
    begins = next((place for place, index in enumerate(opening) if _begins_preamble(made, index)), None)
    if begins is not None:
        made.preambles.add(opening[begins])
    for place, index in enumerate(opening):
        if index not in made.titles and (begins is None or place < begins):
            made.asides[index] = (
                "title"
                if index in made.heads or _could_name_a_text(made.lines[index])
                else "cover page or note"
            )
            made.heads.pop(index, None)


def _begins_preamble(made: Plan, index: int) -> bool:
    text = made.lines[index].seen
    if index in made.heads:
        return False
    body = text.lstrip('[*“" ')
    if keywords.PARTIES.match(body) or keywords.RECITAL.match(body):
        return True
    return (
        len(text.split()) >= _WORDS_OF_A_SENTENCE
        and text.rstrip().endswith((",", ";"))
        and read_mark(text) is None
    )
