"""What a person should look at: numbers that are missing, repeated or out of order."""

import pytest

from salvaguarda.domain.drafts import ReadingWarning
from tests.domain.reading.test_segment import cut


def about_numbers(text: str) -> list[ReadingWarning]:
    return [each for each in cut(text).warnings if "number" in each.code]


@pytest.mark.parametrize(
    ("text", "code", "path", "line"),
    [
        ("Article 1\n1. One.\n3. Three.", "number-gap", "art_1__para_3", 2),
        ("Article 1\nIt covers:\n(a) one;\n(c) three.", "number-gap", "art_1__point_c", 3),
        ("Article 1\n1. It covers:\n(a) one:\n(i) and;\n(iii) or.", "number-gap", "art_1__para_1__point_a__subpoint_iii", 4),
        ("Article 1\n2. One.\n3. Two.", "number-gap", "art_1__para_2", 1),
        ("Article 1\n1. One.\n1. Two.", "duplicate-number", "art_1__para_1_2", 2),
        ("Article 1\nOne.\nArticle 3\nThree.", "number-gap", "art_3", 2),
        ("Article 1\nIt covers:\na) one;\nb) two;\nb) three.", "duplicate-number", "art_1__point_b_2", 4),
        ("Статья 1\nОна охватывает:\nа) первое;\nг) четвертое.", "number-gap", "art_1__point_г", 3),
    ],
)  # fmt: skip
def test_missing_and_repeated_numbers_are_flagged_with_their_place(
    text: str, code: str, path: str, line: int
) -> None:
    assert [(each.code, each.path, each.line) for each in about_numbers(text)] == [(code, path, line)]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n1. One.\n1bis. More.\n1ter. More.\n2. Two.",
        "Article 1\nIt covers:\n" + "\n".join(f"({letter}) one;" for letter in "abcdefghij"),
        "Article 1\n1. It:\n(i) one;\n(ii) two;\n(iii) three;\n(iv) four;\n(v) five.",
        "Article 1\nIt covers:\n(a) one;\n(aa) more;\n(b) two;\n(ba) more;\n(c) three.",
        "Article 52\n1. One.\nArticle 52a\nOne.\nArticle 52b\nOne.\nArticle 53\nOne.",
        "Article 1\nIt covers:\n– one;\n– two.",
    ],
)
def test_what_counts_on_is_not_flagged(text: str) -> None:
    assert about_numbers(text) == []
