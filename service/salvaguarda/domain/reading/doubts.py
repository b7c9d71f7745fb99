"""What a person should look at before trusting a segmentation. Warnings only: nothing is refused."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from salvaguarda.domain.drafts import DIVISIONS, Provision, ProvisionKind, ReadingWarning
from salvaguarda.domain.negotiation import MarkKind, NegotiationMark
from salvaguarda.domain.reading.marks import Sense, Style, read_mark
from salvaguarda.domain.reading.numbers import Place, clean, follows, place_of
from salvaguarda.domain.reading.planned import Plan

OF_PROVISIONS = frozenset(
    {
        "no-articles",
        "short-text",
        "unbalanced-brackets",
        "duplicate-number",
        "number-gap",
        "number-order",
        "empty-article",
    }
)
"""Codes of the doubts that come from the provisions alone: after a mend they are found anew, all others stay."""
_FEWEST_CHARACTERS = 512
_DIVISIONS = {*DIVISIONS} - {ProvisionKind.ANNEX}
_TEXTS = {ProvisionKind.ANNEX, ProvisionKind.OPTION}
_NUMBERED = {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT}


def doubts(provisions: Sequence[Provision], made: Plan) -> tuple[ReadingWarning, ...]:
    """Every doubt about a segmentation, those about the whole text first."""
    return (
        *_about_the_whole(provisions, made),
        *_about_numbers(provisions),
        *_about_empty_articles(provisions),
    )


def _about_the_whole(provisions: Sequence[Provision], made: Plan) -> Iterator[ReadingWarning]:
    words = sum(len(each.text) + len(each.heading) + len(each.closing) for each in provisions)
    if not any(each.kind is ProvisionKind.ARTICLE for each in provisions):
        yield ReadingWarning("no-articles", "No articles were found; the text is cut into paragraphs only.")
    if words < _FEWEST_CHARACTERS:
        yield ReadingWarning(
            "short-text", f"There are only {words} characters of text. Is this the whole draft?"
        )
    for index, title in made.components.items():
        yield ReadingWarning(
            "second-text",
            f"Article numbers start again at “{title}”: it is read as a second text.",
            None,
            index,
        )
    for reason, lines in Counter(made.asides.values()).items():
        if reason.startswith("in another language"):
            first = next(index for index, why in made.asides.items() if why == reason)
            yield ReadingWarning(
                "other-language", f"{lines} lines are {reason} and are set aside.", None, first
            )
    yield from _about_brackets(provisions)


def _about_brackets(provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    texts = [f"{each.heading}{each.text}{each.closing}" for each in provisions]
    opened, closed = sum(text.count("[") for text in texts), sum(text.count("]") for text in texts)
    if opened == closed:
        return
    alone = next((each for each in provisions if any(_is_alone(mark) for mark in each.marks)), None)
    place = f" The first that stands alone is in {alone.label}." if alone is not None else ""
    yield ReadingWarning(
        "unbalanced-brackets",
        f"There are {opened} opening and {closed} closing square brackets.{place}",
        None,
        _line(alone) if alone is not None else None,
    )


def _is_alone(mark: NegotiationMark) -> bool:
    """A bracket without the other one; its mark covers no more than the sign itself."""
    return mark.kind is MarkKind.BRACKET and mark.opens is not mark.closes and mark.end - mark.start == 1


def _about_numbers(provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    """Repeated numbers and gaps in one series: numbers go on through chapters, inside one text."""
    series: defaultdict[tuple[str, ProvisionKind], list[Provision]] = defaultdict(list)
    lists: dict[str, str] = {}  # path → path of the part, annex or text that its parts are counted in
    texts: dict[str, str] = {}  # path → path of the annex or option that its articles are counted in
    for each in provisions:  # parents come before children
        parent = each.parent or ""
        through = each.kind in _DIVISIONS
        lists[each.path] = lists.get(parent, "") if through else each.path
        texts[each.path] = each.path if each.kind in _TEXTS else texts.get(parent, "")
        if each.kind in _NUMBERED and each.number and not _counts_apart(each):
            counted_in = texts if each.kind is ProvisionKind.ARTICLE else lists
            series[counted_in.get(parent, ""), each.kind].append(each)
    with_options = {each.parent or "" for each in provisions if each.kind is ProvisionKind.OPTION}
    for (scope, _), siblings in series.items():
        yield from _duplicates(siblings)
        if scope not in with_options:  # the numbers between may stand in the options
            yield from _gaps(siblings)


def _counts_apart(provision: Provision) -> bool:
    """An article by another name of several words ("Disposición final primera") numbers for itself."""
    own = provision.label.rsplit(", ", 1)[-1]
    return provision.kind is ProvisionKind.ARTICLE and len(own.partition(provision.number)[0].split()) > 1


def _duplicates(siblings: Sequence[Provision]) -> Iterator[ReadingWarning]:
    seen: set[str] = set()
    for each in siblings:
        key = clean(each.number).lower()
        if key and key in seen:
            yield ReadingWarning(
                "duplicate-number",
                f"{each.label}: this number occurs more than once.",
                each.path,
                _line(each),
            )
        seen.add(key)


def _gaps(siblings: Sequence[Provision]) -> Iterator[ReadingWarning]:
    places = _places(siblings)
    first = places[0]
    if (
        siblings[0].kind is not ProvisionKind.ARTICLE
        and first is not None
        and _starts_late(siblings[0], first)
    ):
        message = f"{siblings[0].label} is the first of its list: is something missing?"
        yield ReadingWarning("number-gap", message, siblings[0].path, _line(siblings[0]))
    for (before, old), (each, new) in pairwise(zip(siblings, places, strict=True)):
        if old is None or new is None or new == old or follows(new, old):
            continue
        if new > old:
            message = f"{before.label} is followed by {each.label}: is something missing?"
            yield ReadingWarning("number-gap", message, each.path, _line(each))
        elif siblings[0].kind is not ProvisionKind.ARTICLE:
            message = f"{each.label} comes after {before.label}: is it a list of its own?"
            yield ReadingWarning("number-order", message, each.path, _line(each))


def _starts_late(first: Provision, place: Place) -> bool:
    """Whether a list begins with 2, b or ii; inside an option numbers may go on from what stands before it."""
    return place[0] > 1 and place[1] == 0 and "__opt_" not in (first.parent or "")


def _places(siblings: Sequence[Provision]) -> list[Place | None]:
    """The place of each number. (i) is a letter or a roman number: what makes the list run on best is taken."""
    if siblings[0].kind is ProvisionKind.ARTICLE:
        return [place_of(each.number) for each in siblings]
    read = [read_mark(f"{each.number} ") or read_mark(f"{each.number}. ") for each in siblings]
    senses = [found[0].senses if found is not None else () for found in read]
    styles = [sense.style for sense in senses[0] if sense.style is not Style.BULLET] if senses else []
    return min((_chain(senses, style) for style in styles), key=_faults, default=[None] * len(siblings))


def _chain(senses: Sequence[Sequence[Sense]], style: Style) -> list[Place | None]:
    """The places of one style; of two senses ("(aa)" after (a) or after (z)) the one that follows the number before."""
    places: list[Place | None] = []
    for each in senses:
        found = [sense.place for sense in each if sense.style is style]
        before = places[-1] if places else None
        next_one = [place for place in found if before is not None and follows(place, before)]
        places.append(next(iter((*next_one, *found)), None))
    return places


def _faults(places: Sequence[Place | None]) -> int:
    starts_late = places[:1] != [(1, 0)]
    return starts_late + sum(
        old is None or new is None or not follows(new, old) for old, new in pairwise(places)
    )


def _about_empty_articles(provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    parents = {each.parent for each in provisions}
    for each in provisions:
        if each.kind is ProvisionKind.ARTICLE and not each.text and each.path not in parents:
            yield ReadingWarning("empty-article", f"{each.label} has no text.", each.path, _line(each))


def _line(provision: Provision) -> int | None:
    return provision.source[0] if provision.source is not None else None
