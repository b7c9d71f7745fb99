"""What must hold for every text, however strange."""

import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from salvaguarda.domain.drafts import ProvisionKind, Segmentation
from salvaguarda.domain.reading.full_text import full_text
from salvaguarda.domain.reading.lines import Line
from salvaguarda.domain.reading.roles import guess_roles
from salvaguarda.domain.reading.segment import segment

HEADS = ["Article {n}", "Article {n} bis", "Art. {n}", "CHAPTER {r}", "PART {r}", "Section {n}", "Title {n}", "ANNEX {r}",
         "Preamble", "[Article {n}", "Option {n}:", "Contents"]  # fmt: skip
MARKS = [
    "",
    "",
    "{n}. ",
    "({a}) ",
    "{a}) ",
    "({r}) ",
    "– ",
    "{n}bis. ",
    "[{n}. ",
    "({n}) ",
    "{n}. ({a}) ",
    "{a}. ",
    "{n}.{n} ",
]
WORDS = ["", "The States Parties to this Convention, ", "Considering ", "Have agreed as follows: ",
         "IN WITNESS WHEREOF ", "DONE at ", "paragraph ", "Each Party shall: "]  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> list[Line]:
    """Law-like lines in any order; each body line holds a word that occurs nowhere else."""
    lines = []
    for index in range(draw(st.integers(0, 25))):
        fill = {
            "n": draw(st.integers(1, 4)),
            "a": draw(st.sampled_from("abhijvz")),
            "r": draw(st.sampled_from(["i", "ii", "iv", "v"])),
        }
        shape = (
            draw(st.sampled_from(HEADS))
            if draw(st.integers(0, 3)) == 0
            else draw(st.sampled_from(MARKS)) + draw(st.sampled_from(WORDS))
        )
        text = shape.format(**fill)
        if draw(st.booleans()) or not text.strip():
            text = f"{text} unique{index:03d}word".strip() + draw(st.sampled_from(["", ".", ",", ":", ";"]))
        number = draw(st.sampled_from(["", "", "", "1.", "(a)", "Article 7", "•"]))
        heading = draw(st.sampled_from([None, None, None, 1, 2, 4]))
        lines.append(
            Line(
                text.strip(),
                number,
                heading,
                draw(st.integers(0, 3)),
                draw(st.booleans()),
                draw(st.booleans()),
            )
        )
    return lines


def words_in(texts: list[str]) -> Counter[str]:
    return Counter(re.findall(r"unique\d{3}word", " ".join(texts)))


def set_aside_lines(lines: list[Line], cut: Segmentation) -> list[str]:
    return [lines[index].seen for first, last, _ in cut.set_aside for index in range(first, last + 1)]


@settings(max_examples=150)
@given(documents())
@example([])
@example([Line("")])
@example([Line("(a) unique000word"), Line("Article 1"), Line("(i) unique001word")])
def test_every_line_ends_in_exactly_one_place(lines: list[Line]) -> None:
    cut = segment(lines)

    placed = [f"{each.number} {each.heading} {each.text} {each.closing}" for each in cut.provisions]
    assert words_in([*placed, *set_aside_lines(lines, cut)]) == words_in([line.seen for line in lines])


@settings(max_examples=150)
@given(documents())
def test_paths_are_unique_and_parents_stand_before_their_children(lines: list[Line]) -> None:
    depths: dict[str | None, int] = {None: -1}
    for each in segment(lines).provisions:
        assert each.path not in depths
        assert each.depth == depths[each.parent] + 1
        depths[each.path] = each.depth


@settings(max_examples=100)
@given(documents())
def test_the_full_text_keeps_every_word_once_and_in_order(lines: list[Line]) -> None:
    cut = segment(lines)

    aside = set_aside_lines(lines, cut)
    kept = [
        word for line in lines if line.seen not in aside for word in re.findall(r"unique\d{3}word", line.seen)
    ]
    assert re.findall(r"unique\d{3}word", full_text(cut.provisions, "draft")) == kept


@settings(max_examples=60)
@given(documents())
def test_sources_lie_inside_the_lines_and_inside_their_parents(lines: list[Line]) -> None:
    sources: dict[str, tuple[int, int]] = {}
    for each in segment(lines).provisions:
        assert each.source is not None
        first, last = each.source
        assert 0 <= first <= last < len(lines)
        if each.parent is not None:
            assert sources[each.parent][0] <= first
            assert last <= sources[each.parent][1]
        sources[each.path] = each.source


@settings(max_examples=200)
@given(st.lists(st.builds(Line, st.text(max_size=80), st.sampled_from(["", "1.", "(a)", "§"])), max_size=12))
def test_segmenting_any_text_never_fails(lines: list[Line]) -> None:
    cut = segment(lines)

    guess_roles(cut.provisions)
    for each in cut.provisions:
        full_text(cut.provisions, each.path)
    assert all(each.kind is not ProvisionKind.DRAFT for each in cut.provisions)
    assert segment(lines) == cut
