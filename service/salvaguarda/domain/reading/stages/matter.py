"""Sets aside what stands before and after the law: memoranda, financial statements, explanatory notes, adopting resolutions.

Reads: lines, heads. Writes: asides, heads.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from salvaguarda.domain.drafts import DIVISIONS, ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.headings import is_shown
from salvaguarda.domain.reading.matter_words import ANNEXES, COVER, ENACTING, NOTE, OPENERS, RESOLUTION
from salvaguarda.domain.reading.numbers import follows
from salvaguarda.domain.reading.planned import Plan

_LONGEST_OPENER = 120
_LONGEST_PARTIES = 250
_LONGEST_TITLE_LINE = 200
_MOST_TITLE_LINES = 12
_FEWEST_ARTICLES = 3
_MOST_PASSAGES = 40  # each is looked for in the whole text
_FINANCIAL = "financial statement"
_ADOPTING = "resolution that adopts the text"


def set_aside_matter(made: Plan) -> None:
    """Everything that accompanies a law and is not the law; its real annexes stay."""
    for index in made.kept():
        if index not in made.quoted and NOTE.match(made.lines[index].seen):
            made.set_aside(index, "facilitators' note")
    _set_aside_plural(made)
    _Matter(made).set_aside_accompanying()
    _set_aside_adopting(made)


def _set_aside_plural(made: Plan) -> None:
    """ "SCHEDULES" above "SCHEDULE 1" opens nothing."""
    for index, following in pairwise(made.kept()):
        head = made.heads.get(following)
        if (
            head is not None
            and head.kind is ProvisionKind.ANNEX
            and ANNEXES.fullmatch(made.lines[index].seen)
        ):
            made.set_aside(index, "title")


class _Matter:
    def __init__(self, made: Plan) -> None:
        self._made = made
        self._order = made.kept()
        self._heads = dict(made.heads)  # as it was: setting lines aside takes their heads out of the plan
        self._laws = [place for place in range(len(self._order)) if self._begins_law(place)]
        self._articles = self._places_of(ProvisionKind.ARTICLE)
        self._firsts = [place for place in self._articles if self._is_first(place)]

    def set_aside_accompanying(self) -> None:
        """One passage after the other: from its heading to where the law, an annex or another passage begins."""
        openers = [(place, reason) for place in range(len(self._order)) if (reason := self._reason(place))]
        openers = openers[:_MOST_PASSAGES]
        for number, (place, reason) in enumerate(openers):
            stop = openers[number + 1][0] if number + 1 < len(openers) else len(self._order)
            end = self._end(place, stop, reason)
            for index in self._order[place:end]:
                self._made.set_aside(index, reason)

    def _reason(self, place: int) -> str:
        line = self._made.lines[self._order[place]]
        text = line.seen.strip("*_[] ")
        if len(text) > _LONGEST_OPENER or self._order[place] in self._made.quoted or self._is_title(place):
            return ""
        for reason, pattern in OPENERS:
            match = pattern.match(text)
            if match and (is_shown(line) or text.isupper() or match.end() == len(text.rstrip(" .:"))):
                return reason
        return ""

    def _is_title(self, place: int) -> bool:
        """Whether the line is the title of the number above it: an article can be about financial statements."""
        above = self._heads.get(self._order[place - 1]) if place else None
        return above is not None and above.named and not (above.title or above.run_in) and bool(above.number)

    def _end(self, place: int, stop: int, reason: str) -> int:
        """The place in the order where a passage that opens here ends; the place itself when there is no law at all."""
        if any(article < place for article in self._articles) and self._law_before(place):
            return self._end_after_law(place, stop, reason)
        begins = self._law_after(place)
        if begins is None:
            return place
        return min(stop, self._back_over_titles(begins, place + 1))

    def _law_before(self, place: int) -> bool:
        """Whether the law came before this passage: not one article alone, and not only what an earlier passage mentions."""
        kept = [article for article in self._articles if article < place and self._is_kept(article)]
        return len(kept) >= _FEWEST_ARTICLES

    def _is_kept(self, place: int) -> bool:
        return self._order[place] not in self._made.asides

    def _end_after_law(self, place: int, stop: int, reason: str) -> int:
        within = range(place + 1, stop)
        if reason == _FINANCIAL:
            named = [each for each in within if ANNEXES.fullmatch(self._text(each))]
            annexes = named or [each for each in within if self._is_real_annex(each)]
            if named:
                self._set_aside_cover(named[0])
            stop = annexes[0] if annexes else stop
        elif (goes_on := self._goes_on(place, stop)) is not None:
            return self._back_over_divisions(goes_on, place)
        law = self._opened_law(place, stop)
        return stop if law is None else self._back_over_titles(law, place + 1)

    def _goes_on(self, place: int, stop: int) -> int | None:
        """Where the articles go on after a note in their midst; None when it stands behind the last one."""
        heads = self._heads
        before = heads[
            self._order[max(each for each in self._articles if each < place and self._is_kept(each))]
        ].place
        return next(
            (
                each
                for each in self._articles
                if place < each < stop
                and before is not None
                and (found := heads[self._order[each]].place) is not None
                and follows(found, before)
            ),
            None,
        )

    def _set_aside_cover(self, place: int) -> None:
        """ "ANNEXES / to the / Proposal for a Regulation …" up to the first annex."""
        cover = takewhile(lambda each: not self._is_real_annex(each), range(place, len(self._order)))
        for each in cover:
            self._made.set_aside(self._order[each], "cover page or note")

    def _is_real_annex(self, place: int) -> bool:
        head = self._heads.get(self._order[place])
        return head is not None and head.kind is ProvisionKind.ANNEX and head.place in {None, (1, 0)}

    def _law_after(self, place: int) -> int | None:
        """Where a law begins after this place: at its preamble, or at the last run of articles that starts with 1."""
        opened = self._opened_law(place, len(self._order))
        firsts = [each for each in self._firsts if each > place]
        if opened is not None or not firsts:
            return opened
        begins = firsts[1] if len(firsts) > 1 and self._comments(firsts[0], firsts[1]) else firsts[0]
        return self._back_over_divisions(begins, place)

    def _opened_law(self, place: int, stop: int) -> int | None:
        """Where a preamble opens a law that has articles, or any law in a text without articles."""
        firsts = [each for each in self._firsts if place < each < stop]
        last = firsts[-1] if firsts else place if self._articles else stop
        return next((each for each in self._laws if place < each < last), None)

    def _comments(self, first: int, second: int) -> bool:
        """Whether the first run of articles only comments on the second: the same numbers, one after the other."""
        between = [self._number(each) for each in self._articles if first <= each < second]
        after = [self._number(each) for each in self._articles if each >= second][: len(between)]
        return between == after and len(between) >= _FEWEST_ARTICLES

    def _number(self, place: int) -> str:
        return self._heads[self._order[place]].number

    def _begins_law(self, place: int) -> bool:
        index = self._order[place]
        head = self._heads.get(index)
        if head is not None and head.kind is ProvisionKind.PREAMBLE:
            return True
        text = self._text(place)
        if ENACTING.match(text):
            return True
        speaks = len(text) <= _LONGEST_PARTIES and keywords.PARTIES.match(text) is not None
        return speaks and (text[-1] in ",:，،：" or text.isupper())

    def _is_first(self, place: int) -> bool:
        return self._heads[self._order[place]].place == (1, 0)

    def _places_of(self, kind: ProvisionKind) -> list[int]:
        heads = self._heads
        return [
            place for place, index in enumerate(self._order) if index in heads and heads[index].kind is kind
        ]

    def _back_over_divisions(self, place: int, first: int) -> int:
        """Chapters, and their titles, directly above the first article belong to the law."""
        begins = place
        for each in range(place - 1, max(first, place - _MOST_TITLE_LINES), -1):
            head = self._heads.get(self._order[each])
            if head is not None and head.kind in DIVISIONS and head.named:
                begins = each
            elif not self._is_title_line(each):
                break
        return begins

    def _back_over_titles(self, place: int, first: int) -> int:
        """Short lines directly above the law are its title."""
        above = range(place - 1, max(first, place - _MOST_TITLE_LINES) - 1, -1)
        return place - sum(1 for _ in takewhile(self._is_title_line, above))

    def _is_title_line(self, place: int) -> bool:
        text = self._text(place)
        if COVER.match(text):
            return True
        return len(text) <= _LONGEST_TITLE_LINE and text[-1] not in ".;:,…" and not text[0].isdigit()

    def _text(self, place: int) -> str:
        return self._made.lines[self._order[place]].seen


def _set_aside_adopting(made: Plan) -> None:
    """A resolution whose annex is the law: what comes before the annex, when that is the smaller part."""
    order = made.kept()
    annexes = [
        place
        for place, index in enumerate(order)
        if index in made.heads and made.heads[index].kind is ProvisionKind.ANNEX
    ]
    if not annexes or not _adopts(made, order[: annexes[0]]):
        return
    first = annexes[0]
    counts = [
        _articles(made, order[place:stop])
        for place, stop in zip(annexes, [*annexes[1:], len(order)], strict=True)
    ]
    before, after = _length(made, order[:first]), _length(made, order[first:])
    if _articles(made, order[:first]) or counts[0] < _FEWEST_ARTICLES or before * 2 > after:
        return
    alone = sum(count >= _FEWEST_ARTICLES for count in counts) == 1
    for index in order[: first + 1 if alone and not made.heads[order[first]].title else first]:
        made.set_aside(index, _ADOPTING)


def _adopts(made: Plan, lines: Sequence[int]) -> bool:
    return any(RESOLUTION.search(made.lines[index].seen[:_LONGEST_TITLE_LINE]) for index in lines)


def _articles(made: Plan, lines: Sequence[int]) -> int:
    return sum(
        1 for index in lines if index in made.heads and made.heads[index].kind is ProvisionKind.ARTICLE
    )


def _length(made: Plan, lines: Sequence[int]) -> int:
    return sum(len(made.lines[index].seen) for index in lines)
