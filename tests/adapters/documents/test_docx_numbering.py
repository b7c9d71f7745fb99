"""Automatic numbers as Word shows them (ISO/IEC 29500-1 §17.9, [MS-OI29500])."""

import pytest

from tests.adapters.documents.word_files import (
    LIST,
    abstract,
    item,
    level,
    num,
    num_pr,
    numbers,
    paragraph,
    read,
    start_override,
    style,
)

TREATY = [level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "(%3)", "lowerRoman")]


def test_levels_count_and_restart_after_a_higher_one() -> None:
    body = [item("x", index) for index in (0, 1, 1, 2, 2, 1, 0, 1)]

    reading = read(body, [abstract(TREATY), num()])

    assert numbers(reading) == ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"]
    assert [line.indent for line in reading.lines] == [0, 1, 1, 2, 2, 1, 0, 1]


def test_a_level_that_never_restarts_counts_articles_through_chapters() -> None:
    levels = [level(0, "CHAPTER %1", "upperRoman"), level(1, "Article %2", restart=0)]
    body = [item("x", index) for index in (0, 1, 1, 0, 1)]

    assert numbers(read(body, [abstract(levels), num()])) == [
        "CHAPTER I", "Article 1", "Article 2", "CHAPTER II", "Article 3",
    ]  # fmt: skip


def test_a_restart_named_for_a_level_also_follows_any_higher_level() -> None:
    levels = [level(0, "%1"), level(1, "%2"), level(2, "%3", restart=1)]
    body = [item("x", index) for index in (0, 1, 2, 2, 1, 2, 0, 1, 2)]

    assert numbers(read(body, [abstract(levels), num()])) == ["1", "1", "1", "2", "2", "3", "2", "1", "1"]


def test_several_counters_in_one_number_keep_their_own_formats() -> None:
    levels = [level(0, "%1", "upperLetter"), level(1, "%1.%2")]

    assert numbers(read([item("x"), item("y", 1), item("z", 1)], [abstract(levels), num()])) == [
        "A",
        "A.1",
        "A.2",
    ]


def test_legal_numbering_shows_every_counter_as_decimal() -> None:
    levels = [level(0, "%1", "upperRoman"), level(1, "%1.%2", "lowerLetter", legal=True)]

    assert numbers(read([item("x"), item("y", 1)], [abstract(levels), num()])) == ["I", "1.1"]


@pytest.mark.parametrize(
    ("format_name", "start", "shown"),
    [
        ("lowerLetter", 26, ["z", "aa", "bb"]),
        ("upperLetter", 53, ["AAA", "BBB", "CCC"]),
        ("lowerRoman", 3, ["iii", "iv", "v"]),
        ("upperRoman", 49, ["XLIX", "L", "LI"]),
        ("decimalZero", 9, ["09", "10", "11"]),
        ("ordinal", 1, ["1st", "2nd", "3rd"]),
        ("ordinal", 11, ["11th", "12th", "13th"]),
        ("cardinalText", 20, ["Twenty", "Twenty-one", "Twenty-two"]),
        ("ordinalText", 1, ["First", "Second", "Third"]),
        ("ordinalText", 20, ["Twentieth", "Twenty-first", "Twenty-second"]),
        ("none", 1, ["", "", ""]),
        ("decimal", 0, ["0", "1", "2"]),
    ],
)
def test_formats(format_name: str, start: int, shown: list[str]) -> None:
    levels = [level(0, "%1", format_name, start=start)]

    assert numbers(read([item("x")] * 3, [abstract(levels), num()])) == shown


def test_bullets_are_dots_and_dashes_stay_dashes() -> None:
    levels = [level(0, "\uf0b7", "bullet"), level(1, "–", "bullet"), level(2, "o", "bullet")]

    assert numbers(read([item("x"), item("y", 1), item("z", 2)], [abstract(levels), num()])) == [
        "•",
        "–",
        "•",
    ]


def test_numbering_comes_through_a_style_and_what_it_is_based_on() -> None:
    styles = [style("Base", num_pr(LIST, 1)), style("Derived", based_on="Base")]
    body = [paragraph("x", style_name="Derived"), paragraph("y", style_name="Base")]

    assert numbers(read(body, [abstract(TREATY), num()], styles)) == ["(a)", "(b)"]


def test_the_level_is_found_by_the_style_that_it_names() -> None:
    levels = [level(0, "%1.", paragraph_style="One"), level(1, "(%2)", "lowerLetter", paragraph_style="Two")]
    styles = [style("One", num_pr()), style("Two", num_pr()), style("TwoAgain", based_on="Two")]
    body = [paragraph("x", style_name=name) for name in ("One", "Two", "TwoAgain", "One")]

    assert numbers(read(body, [abstract(levels), num()], styles)) == ["1.", "(a)", "(b)", "2."]


def test_a_style_that_only_names_its_level_takes_the_list_from_its_base() -> None:
    styles = [style("One", num_pr(LIST, 0)), style("Two", num_pr(None, 1), based_on="One")]
    body = [paragraph("x", style_name="One"), paragraph("y", style_name="Two")]

    assert numbers(read(body, [abstract(TREATY), num()], styles)) == ["1.", "(a)"]


def test_number_zero_switches_a_style_number_off() -> None:
    styles = [style("One", num_pr()), style("Off", num_pr(0), based_on="One")]
    body = [
        paragraph("x", style_name="One"),
        paragraph("y", num_pr(0), "One"),
        paragraph("z", style_name="Off"),
        paragraph("q", style_name="One"),
    ]

    assert numbers(read(body, [abstract(TREATY), num()], styles)) == ["1.", "", "", "2."]


def test_lists_that_share_an_abstract_numbering_go_on_counting() -> None:
    body = [item("x"), item("y"), item("z", number=LIST + 1)]

    assert numbers(read(body, [abstract(TREATY), num(), num(LIST + 1)])) == ["1.", "2.", "3."]


def test_a_start_override_holds_once_for_each_list() -> None:
    body = [item("x"), item("y", number=LIST + 1), item("z", number=LIST + 1), item("q")]

    numbering = [abstract(TREATY), num(), num(LIST + 1, overrides=start_override(25))]
    assert numbers(read(body, numbering)) == ["1.", "25.", "26.", "27."]


def test_a_level_can_be_replaced_for_one_list() -> None:
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "Rule %1", "upperRoman")}</w:lvlOverride>'

    assert numbers(read([item("x"), item("y")], [abstract(TREATY), num(overrides=replaced)])) == [
        "Rule I",
        "Rule II",
    ]


def test_a_list_style_holds_the_levels_of_what_links_to_it() -> None:
    linking = abstract([], LIST + 5, '<w:numStyleLink w:val="Treaty"/>')
    holding = abstract(TREATY, LIST, '<w:styleLink w:val="Treaty"/>')
    styles = [style("Treaty", num_pr(LIST), kind="numbering")]

    body = [item("x", number=LIST + 5), item("y", 1, LIST + 5)]
    assert numbers(read(body, [linking, holding, num(), num(LIST + 5, LIST + 5)], styles)) == ["1.", "(a)"]


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    assert numbers(read([item("x", 1)], [abstract([level(0, "%1", start=4), level(1, "%1.%2")]), num()])) == [
        "4.1"
    ]


def test_a_list_that_does_not_exist_numbers_nothing() -> None:
    assert numbers(read([item("x", number=12345), item("y", 12)], [abstract(TREATY), num()])) == ["", ""]
