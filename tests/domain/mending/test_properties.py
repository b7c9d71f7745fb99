"""Whatever is mended in whatever order: no word is lost, and the tree stays a tree in document order."""

from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.domain.drafts import ProvisionKind, Segmentation
from salvaguarda.domain.errors import Invalid
from salvaguarda.domain.mending.mend import mend
from salvaguarda.domain.mending.mends import (
    BringBack,
    Level,
    MarkOption,
    Mend,
    Merge,
    Relabel,
    SetAside,
    Split,
)
from tests.domain.mending.texts import CUT, LINES, assert_whole_tree, by_path, mended, words_in

Draw = Callable[[st.SearchStrategy[int]], int]
KINDS = [kind for kind in ProvisionKind if kind is not ProvisionKind.DRAFT]


def a_mend(draw: Draw, cut: Segmentation) -> Mend:
    """Some mend that could fit this state."""
    part = cut.provisions[draw(st.integers(0, len(cut.provisions) - 1))]
    line = draw(st.integers(0, len(LINES) - 1))
    until = min(len(LINES) - 1, line + draw(st.integers(0, 3)))
    spaces = [index for index, character in enumerate(part.text) if character.isspace()] or [0]
    at = spaces[draw(st.integers(0, len(spaces) - 1))]
    kind = KINDS[draw(st.integers(0, len(KINDS) - 1))]
    choices: list[Mend] = [
        Merge(part.path),
        Split(part.path, at),
        Split(part.path, at, kind),
        Level(part.path, -1),
        Level(part.path, 1),
        Relabel(part.path, kind=kind),
        Relabel(part.path, number=""),
        Relabel(part.path, number="9 bis"),
        Relabel(
            part.path, heading=" ".join(f"{part.heading} {part.text}".split()[: draw(st.integers(0, 4))])
        ),
        SetAside("not ours", path=part.path),
        SetAside("not ours", lines=(line, until)),
        BringBack((line, until)),
        MarkOption(part.path),
    ]
    return choices[draw(st.integers(0, len(choices) - 1))]


@st.composite
def mends(draw: Draw) -> list[Mend]:
    """Up to eight mends that fit one after the other."""
    chosen: list[Mend] = []
    for _ in range(draw(st.integers(1, 8))):
        cut = mend(LINES, CUT, chosen)
        if not cut.provisions:
            break
        one = a_mend(draw, cut)
        try:
            mend(LINES, CUT, [*chosen, one])
        except Invalid:
            continue
        chosen.append(one)
    return chosen


@settings(max_examples=60)
@given(mends())
def test_no_word_is_lost_and_the_tree_stays_whole(chosen: list[Mend]) -> None:
    cut = mend(LINES, CUT, chosen)
    assert_whole_tree(cut)
    assert words_in(CUT) - words_in(cut) - numbers_told(cut) == {}
    for part in cut.provisions:
        assert part.source is None or 0 <= part.source[0] <= part.source[1] < len(LINES)
        assert all(0 <= mark.start <= mark.end <= len(getattr(part, mark.part.value)) for mark in part.marks)


def numbers_told(cut: Segmentation) -> Counter[str]:
    """The letters and digits of numbers that were replaced, as the warnings tell them."""
    told = (each.message.split("“")[1] for each in cut.warnings if each.code == "number-replaced")
    return Counter(character for each in told for character in each.split("”")[0])


@settings(max_examples=60)
@given(mends())
def test_words_stay_in_the_order_of_the_document(chosen: list[Mend]) -> None:
    kept = [
        one for one in chosen if not isinstance(one, BringBack) and getattr(one, "number", "") in {"", None}
    ]
    try:
        cut = mend(LINES, CUT, kept)
    except Invalid:
        return
    assert in_order(words(cut), words(CUT))


def words(cut: Segmentation) -> str:
    """All letters and digits of the provisions, closing words behind the parts they close."""
    found: list[str] = []
    closings: list[tuple[int, str]] = []
    for part in cut.provisions:
        while closings and closings[-1][0] >= part.depth:
            found.append(closings.pop()[1])
        found += [part.number, part.heading, part.text]
        closings.append((part.depth, part.closing))
    found += [closing for _, closing in reversed(closings)]
    shown = " ".join(found).replace("Article ", "").replace("Chapter ", "")
    return "".join(character for character in shown if character.isalnum())


def in_order(some: str, whole: str) -> bool:
    """Whether the first is the second with characters left out."""
    rest = iter(whole)
    return all(character in rest for character in some)


@settings(max_examples=60)
@given(st.sampled_from([part.path for part in CUT.provisions if len(part.text.split()) > 3]), st.data())
def test_merge_after_split_restores_the_words(path: str, data: st.DataObject) -> None:
    text = by_path(CUT)[path].text
    spaces = [index for index, character in enumerate(text) if character == " "]
    at = data.draw(st.sampled_from(spaces))
    before = [part.path for part in CUT.provisions]
    split = Split(path, at, number="")
    new = next(part.path for part in mended(split).provisions if part.path not in before)
    restored = mended(split, Merge(new))
    assert words(restored) == words(CUT)
    assert [part.kind for part in restored.provisions] == [part.kind for part in CUT.provisions]
