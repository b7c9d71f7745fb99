"""Lists of terms: entries without a number are definitions, numbered ones stay points."""

from salvaguarda.domain.drafts import ProvisionKind
from tests.domain.reading.test_segment import at, cut, paths


def test_entries_without_a_number_are_definitions() -> None:
    found = cut(
        "Article 2\nFor the purposes of this Convention:\n“computer system” means any device:\n(a) that works; or\n(b) that counts;\n"
        "“data” means any facts.\nArticle 3\nIt applies."
    )

    assert paths(found) == [
        "art_2",
        "art_2__def_1",
        "art_2__def_1__point_a",
        "art_2__def_1__point_b",
        "art_2__def_2",
        "art_3",
    ]
    assert [at(found, path).label for path in ("art_2__def_1", "art_2__def_1__point_a", "art_2__def_2")] == [
        "Art. 2, “computer system”", "Art. 2, “computer system”(a)", "Art. 2, “data”",
    ]  # fmt: skip
    assert at(found, "art_2__def_2").kind is ProvisionKind.DEFINITION
    assert at(found, "art_2__def_2").text == "“data” means any facts."


def test_definitions_in_a_paragraph_stand_inside_of_it() -> None:
    found = cut(
        "Article 2\n1. In this Convention:\n“Party” means a State;\n“Depositary” means the Secretary.\n2. Other terms apply."
    )

    assert paths(found)[1:] == [
        "art_2__para_1",
        "art_2__para_1__def_1",
        "art_2__para_1__def_2",
        "art_2__para_2",
    ]


def test_numbered_entries_stay_points() -> None:
    found = cut(
        "Article 2\nIn this Convention:\n(a) “Party” means a State;\n(b) “Depositary” means the Secretary."
    )

    assert [each.kind for each in found.provisions[1:]] == [ProvisionKind.POINT, ProvisionKind.POINT]


def test_the_same_term_twice_keeps_two_labels() -> None:
    found = cut("Article 2\nIn this Convention:\n“Party” means a State;\n“Party” means a union.")

    assert [each.label for each in found.provisions[1:]] == ["Art. 2, “Party”", "Art. 2, “Party” [2]"]
