import pytest

from salvaguarda.adapters.marked_yaml import MAX_DEPTH, read_yaml


def test_lines_are_those_of_keys_and_list_entries() -> None:
    marked = read_yaml("a:\n  - x\n  - b: 1\n    c: |\n      long\n      text\nd: 2\n", "f")
    assert marked.value == {"a": ["x", {"b": 1, "c": "long\ntext\n"}], "d": 2}
    assert marked.lines == {
        (): 1, ("a",): 1, ("a", 0): 2, ("a", 1): 3, ("a", 1, "b"): 3, ("a", 1, "c"): 4, ("d",): 7,
    }  # fmt: skip


def test_a_place_that_is_missing_has_the_line_around_it() -> None:
    assert read_yaml("a:\n  b: {c: 1}\n", "f").where(("a", "b", "z", 3)) == "f:2"


def test_an_alias_bomb_stays_small_and_every_alias_is_told() -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    marked = read_yaml(text, "f")
    assert marked.value == {"a": ["x", "x"], "b": [None, None], "c": [None, None]}
    assert [problem.where for problem in marked.problems] == ["f:1", "f:2", "f:2", "f:2", "f:3", "f:3"]


@pytest.mark.parametrize(
    "text", ["a: !!python/object/apply:os.getcwd []", "a: !x y", "!!set {a}", "? [b]\n: c"]
)
def test_tags_and_keys_that_are_no_words_are_refused(text: str) -> None:
    assert read_yaml(text, "f").problems


def test_a_second_document_is_refused() -> None:
    marked = read_yaml("a: 1\n---\nb: 2\n", "f")
    assert marked.problems[0].where == "f:2"
    assert "second YAML document" in marked.problems[0].what


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 20_000])
def test_deep_nesting_is_refused_and_not_followed(text: str) -> None:
    marked = read_yaml(text, "f")
    assert marked.value is None
    assert str(MAX_DEPTH) in marked.problems[0].what or "not valid YAML" in marked.problems[0].what


def test_words_of_the_yaml_core_and_nothing_more_are_special() -> None:
    marked = read_yaml("[true, False, null, ~, 12, -1.5, .5, 1e3, no, 0o7, '12', 12:30:00]", "f")
    assert marked.value == [True, False, None, None, 12, -1.5, 0.5, 1000.0, "no", "0o7", "12", "12:30:00"]


def test_a_merge_key_is_only_a_word() -> None:
    assert read_yaml("a: {<<: x}", "f").value == {"a": {"<<": "x"}}
