"""What a person should look at before trusting a segmentation. Warnings only: nothing is refused."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from salvaguarda.domain.drafts import Provision, ProvisionKind, ReadingWarning
from salvaguarda.domain.reading.numbers import follows, place_of
from salvaguarda.domain.reading.planned import Plan

_FEWEST_CHARACTERS = 512
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
    if opened != closed:
        yield ReadingWarning(
            "unbalanced-brackets", f"There are {opened} opening and {closed} closing square brackets."
        )


def _about_numbers(provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    """Repeated numbers and gaps among siblings; articles are compared through chapters, inside one text."""
    series: defaultdict[tuple[str, ProvisionKind], list[Provision]] = defaultdict(list)
    for each in provisions:
        if each.kind in _NUMBERED and each.number:
            scope = (
                each.path.rsplit("art_", 1)[0] if each.kind is ProvisionKind.ARTICLE else each.parent or ""
            )
            series[scope, each.kind].append(each)
    for siblings in series.values():
        yield from _duplicates(siblings)
        yield from _gaps(siblings)


def _duplicates(siblings: Sequence[Provision]) -> Iterator[ReadingWarning]:
    seen: set[str] = set()
    for each in siblings:
        key = each.number.lower().strip("()[]. ")
        if key in seen and key not in "–—•·▪◦‣-*":
            yield ReadingWarning(
                "duplicate-number",
                f"{each.label}: this number occurs more than once.",
                each.path,
                _line(each),
            )
        seen.add(key)


def _gaps(siblings: Sequence[Provision]) -> Iterator[ReadingWarning]:
    if siblings[0].kind is not ProvisionKind.ARTICLE and not siblings[0].number[-1:].isdigit():
        return  # (i) is a letter or a roman number; lists of letters are checked while nesting
    for before, each in pairwise(siblings):
        old, new = place_of(before.number), place_of(each.number)
        if old is not None and new is not None and new > old and not follows(new, old):
            message = f"{before.label} is followed by {each.label}: is something missing?"
            yield ReadingWarning("number-gap", message, each.path, _line(each))


def _about_empty_articles(provisions: Sequence[Provision]) -> Iterator[ReadingWarning]:
    parents = {each.parent for each in provisions}
    for each in provisions:
        if each.kind is ProvisionKind.ARTICLE and not each.text and each.path not in parents:
            yield ReadingWarning("empty-article", f"{each.label} has no text.", each.path, _line(each))


def _line(provision: Provision) -> int | None:
    return provision.source[0] if provision.source is not None else None
