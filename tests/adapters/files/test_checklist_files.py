import pytest

from salvaguarda.adapters.files import load_checklist
from salvaguarda.adapters.files.checklist_files import MAX_BYTES
from salvaguarda.domain.checklist import OPERATIVE
from salvaguarda.domain.drafts import ChapterRole
from salvaguarda.domain.errors import InvalidChecklist, Problem
from salvaguarda.domain.scores import Rating
from tests.adapters.files.right_checklist import RIGHT, line_of


def problems(text: bytes | str, name: str = "c.yaml") -> tuple[Problem, ...]:
    with pytest.raises(InvalidChecklist) as caught:
        load_checklist(text, name)
    assert caught.value.problems, "an invalid checklist names its mistakes"
    return tuple(caught.value.problems)


def only(text: bytes | str) -> Problem:
    found = problems(text)
    assert len(found) == 1, found
    return found[0]


def test_a_right_file_becomes_the_checklist_it_says() -> None:
    checklist = load_checklist(RIGHT, "c.yaml")
    narrow, whole = checklist.criteria
    assert (checklist.id, checklist.version, checklist.source_title) == ("short", "1.2.3", "The statement")
    assert checklist.description == "First paragraph goes on.\nSecond paragraph."
    assert (narrow.code, narrow.weight, narrow.fails_on) == ("C01", 1.5, (Rating.NOT_MET,))
    assert narrow.applies_to == (ChapterRole.CRIMINALIZATION, ChapterRole.PROCEDURE)
    assert (whole.code, whole.whole_draft, whole.applies_to, whole.fails_on) == ("C02", True, (), ())
    assert [level.rating for level in whole.levels] == list(Rating)
    assert checklist.demands[0].criteria == ("narrow", "whole")


def test_operative_is_every_role_but_preamble_and_final() -> None:
    text = RIGHT.replace("[criminalization, procedure]", "operative")
    assert load_checklist(text, "c").criteria[0].applies_to == OPERATIVE
    assert {*ChapterRole} - {*OPERATIVE} == {ChapterRole.PREAMBLE, ChapterRole.FINAL}


def test_the_sha256_is_of_the_bytes_of_the_file() -> None:
    assert load_checklist(RIGHT, "a").sha256 == load_checklist(RIGHT.encode(), "b").sha256
    assert load_checklist("\ufeff" + RIGHT, "a").sha256 != load_checklist(RIGHT, "a").sha256


def test_all_mistakes_are_told_at_once_in_order_of_lines() -> None:
    text = RIGHT.replace("title: Narrow", "titel: Narrow").replace("met_at: 0.75", "met_at: 75")
    found = problems(text)
    assert [problem.where for problem in found] == [
        f"c.yaml:{line_of('id: narrow')}",
        f"c.yaml:{line_of('title: Narrow')}",
        f"c.yaml:{line_of('met_at')}",
    ]
    assert found[1].what == "`titel` is not a key here in `narrow`."
    assert found[1].fix == "Did you mean `title`?"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("title: A short", "titel: A short", "id: short", "`title` is missing"),
        ("version: 1.2.3", "version: 1.2", "version", "`version` must be text, not `1.2`"),
        ("version: 1.2.3", "version: v1", "version", "is not written as it must be"),
        ("language: en", "language: English please", "language", "is not written as it must be"),
        ("id: short", "id: Short List", "id: short", "is not written as it must be"),
        ("title: Narrow", "title: '  '", "title: Narrow", "`title` in `narrow` is empty"),
        ("why: It matters.", "why:", "why", "`why` in `narrow` is empty"),
        ("silent: Nothing., ", "", "levels", "`silent` is missing in `narrow`"),
        ("silent: Nothing.", "silence: Nothing.", "levels", "`silence` is not a key here"),
        ("partly: Half.", "partly: 1", "levels", "`partly` in `narrow` must be text"),
        ("weight: 1.5", "weight: 0", "weight", "must be greater than 0"),
        ("weight: 1.5", "weight: heavy", "weight", "must be a number, not `heavy`"),
        ("weight: 1.5", "weight: 1.0001", "weight", "at most three decimals"),
        ("weight: 1.5", "weight: .nan", "weight", "must be a number"),
        ("red_line: true", "red_line: 'true'", "red_line", "must be true or false"),
        ("[criminalization, procedure]", "[criminalisation]", "applies_to", "`criminalisation` is not known"),
        ("[criminalization, procedure]", "[]", "applies_to", "`applies_to` in `narrow` is empty"),
        ("[criminalization, procedure]", "all", "applies_to", "whole-draft / operative"),
        ("[criminalization, procedure]", "[procedure, procedure]", "applies_to", "stands twice"),
        ("red_line: true", "fails_on: [silent]", "red_line", "no red line"),
        ("red_line: true", "red_line: true\n    fails_on: [met]", "weight", "`met` is not known"),
        ("category: scope", "category: scop", "category", "There is no category `scop`"),
        ("criteria: [narrow, whole]", "criteria: [narow]", "criteria: [n", "There is no criterion `narow` in `first`"),
        ("criteria: [narrow, whole]", "criteria: [whole, whole]", "criteria: [n", "stands twice"),
        ("document: statement, bullets: [call-1, call-2]", "document: statment, bullets: [call-1]",
         "document: statement, bullets: [call-1, ", "no source document `statment`"),
        ("bullets: [call-1, call-2]", "bullets: [call-3]", "bullets: [call-1, ", "`statement` has no bullet `call-3`"),
        ("id: whole", "id: narrow", "id: whole", "The id `narrow` stands twice"),
        ("id: scope, title: Scope}", "id: scope, title: Scope}\n  - {id: free, title: F}", "criteria:",
         "No criterion is in the category `free`"),
        ("minimum_coverage: 0.8", "minimum_coverage: 80", "minimum_coverage", "less than or equal to 1"),
        ("key: \"s\"", "key: \"x\"", "key: \"s\"", "`key` in `silent`: `x` is not known"),
        ("key: \"s\"", "key: \"n\"", "key: \"s\"", "The key of `silent` is `s` in every checklist"),
        ("points: null", "points: 0", "points: null", "excluded from every share"),
        ("title: Partly met, points: 1", "title: Partly met, points: 3", "scale:", "points must fall"),
        ("title: Silent, points: 0", "title: Silent, points: 2", "scale:", "`silent` must not bring more"),
        ("title: Not met, points: 0", "title: Not met, points: null", "title: Not met", "`not_met` has no points"),
        ("rating: silent", "rating: quiet", "rating: silent", "`quiet` is not known"),
        ("rating: silent, key: \"s\"", "rating: not_met, key: \"0\"", "rating: silent", "stands twice in `scale`"),
        ("text: The scope is narrow.", "text: [The scope]", "text: The", "must be text, not a list"),
        ("levels: {met: Yes., partly: Half., not_met: No., silent: Nothing., not_applicable: Cannot arise.}",
         "levels: good", "levels", "`levels` in `narrow` must be a group of keys"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_words(old: str, new: str, line: str, what: str) -> None:
    assert RIGHT.count(old) >= 1
    found = problems(RIGHT.replace(old, new, 1))
    told = [problem for problem in found if what in problem.what]
    assert told, found
    assert told[0].where == f"c.yaml:{line_of(line)}"


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    problem = only(RIGHT.replace("why: It matters.", "why: It matters.\n    why: Again.", 1))
    line = line_of("why: It")
    assert problem.where == f"c.yaml:{line + 1}"
    assert problem.what == f"`why` stands twice; first on line {line}."


def test_broken_yaml_is_told_with_its_line() -> None:
    problem = only(RIGHT.replace("title: Narrow", "title: Narrow: and: more"))
    assert problem.where == f"c.yaml:{line_of('title: Narrow')}"
    assert "not valid YAML" in problem.what


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_told_so(text: str) -> None:
    assert only(text).what == "The file is empty."


@pytest.mark.parametrize("text", ["just words", "- a\n- b", "12", "# only a comment"])
def test_what_is_no_group_of_keys_is_no_checklist(text: str) -> None:
    assert "no checklist" in only(text).what


def test_bytes_that_are_not_utf8_are_told_with_their_line() -> None:
    problem = only(RIGHT.encode().replace(b"Look closely", b"Look cl\xf3sely", 1))
    assert problem.where == f"c.yaml:{line_of('Look closely')}"
    assert problem.what == "The file is not UTF-8 text."


def test_a_text_with_half_a_character_is_refused() -> None:
    assert only(RIGHT.replace("Narrow", "\ud800", 1)).what == "The file is not UTF-8 text."


def test_control_characters_are_refused() -> None:
    assert "not valid YAML" in only(RIGHT.replace("Narrow", "Nar\x00row", 1)).what


def test_a_file_that_is_too_big_is_refused_unread() -> None:
    assert "are allowed" in only(RIGHT + "#" * MAX_BYTES).what


def test_a_hostile_file_makes_no_more_than_a_hundred_problems() -> None:
    text = RIGHT + "".join(f"k{number}: x\n" for number in range(1000))
    assert len(problems(text)) == 100


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: x\n" for number in range(40_000)),
        "criteria:\n" + "".join(f"- {{id: c{number}, category: k{number}}}\n" for number in range(12_000)),
        RIGHT.replace("[narrow, whole]", str([f"narow{number}" for number in range(30_000)])),
        RIGHT.replace(
            "bullets: {call-1:", f"bullets: {{{', '.join(f'b{n}: x' for n in range(30_000))}, call-1:"
        ),
        "a:\n" * 100_000,
    ],
    ids=["keys", "criteria", "names", "bullets", "twice"],
)
def test_a_hostile_file_is_refused_within_seconds(text: str) -> None:
    problems(text)


def test_no_and_yes_and_dates_stay_text() -> None:
    for word in ("No", "yes", "off", "2024-01-31", "1_000", "0x1F"):
        assert load_checklist(RIGHT.replace("title: Narrow", f"title: {word}"), "c").criteria[0].title == word


def test_text_in_any_script_is_kept() -> None:
    words = "هل التعريف ضيق؟ 範囲 ❤"
    assert load_checklist(RIGHT.replace("Is it narrow?", words), "c").criteria[0].question == words
