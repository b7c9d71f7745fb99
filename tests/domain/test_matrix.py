"""The matrix: codes, what is hidden, what is carried, and that its numbers are the formula's."""

from dataclasses import replace

from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.glyphs import GLYPHS
from salvaguarda.domain.matrix import Matrix, RatedCell, Row, Terms, build_matrix
from salvaguarda.domain.results import Cell, Result, summarize
from salvaguarda.domain.scores import Rating
from tests.domain.example_checklist import EXAMPLE, criterion

CHECKLIST: Checklist = replace(
    EXAMPLE,
    criteria=(
        criterion("a"),
        criterion("b", fails_on=(Rating.NOT_MET,)),
        criterion("c"),
        criterion("w", whole=True),
    ),
    demands=(),
)


def row(path: str, *scope: str) -> Row:
    return Row(path, path, "", "article", "procedure", "", scope)


ROWS = (row("draft", "w"), row("art_1", "a", "b"), row("art_2", "a"))


def built(*rated: RatedCell, terms: Terms | None = None) -> Matrix:
    return build_matrix(CHECKLIST, ROWS, rated, terms or Terms())


def codes(matrix: Matrix) -> dict[str, str]:
    return {each.row.path: each.codes for each in matrix.rows}


def test_cells_nobody_scored_are_open_in_scope_and_blank_out_of_it() -> None:
    assert codes(built()) == {"draft": "   .", "art_1": "..  ", "art_2": ".   "}


def test_each_rating_shows_its_key() -> None:
    keys = [built(("art_1", "a", 1, rating.value, False)).rows[1].codes[0] for rating in Rating]
    assert keys == ["2", "1", "0", "s", "n"]


def test_equal_ratings_settle_and_different_ones_are_a_conflict() -> None:
    matrix = built(
        ("art_1", "a", 1, "met", False),
        ("art_1", "a", 2, "met", False),
        ("art_1", "b", 1, "silent", False),
        ("art_1", "b", 2, "not_met", False),
    )
    assert codes(matrix)["art_1"] == "2c  "
    assert (matrix.summary.total.assessed, matrix.summary.total.conflicts) == (1, 1)


def test_a_cell_waits_until_as_many_as_are_needed_have_rated() -> None:
    two = Terms(needed=2)
    once = built(("art_1", "a", 1, "met", False), ("art_1", "b", 0, None, False), terms=two)
    assert codes(once)["art_1"] == "wh  "
    assert (once.summary.total.assessed, once.summary.total.conflicts) == (0, 0)
    assert once.results["art_1"]["a"] == Result()
    twice = built(("art_1", "a", 1, "met", False), ("art_1", "a", 2, "met", False), terms=two)
    assert codes(twice)["art_1"] == "2.  "
    three = [("art_1", "a", person, rating, False) for person, rating in enumerate(("met", "met", "silent"))]
    assert codes(built(*three[:2], terms=Terms(needed=3)))["art_1"] == "w.  "
    assert codes(built(*three, terms=Terms(needed=3)))["art_1"] == "c.  "


def test_a_cell_waits_for_whoever_is_assigned() -> None:
    terms = Terms(lacking={("art_1", "a"), ("art_1", "b"), ("art_9", "a")})
    assert codes(built(("art_1", "a", 1, "met", False), terms=terms))["art_1"] == "w.  "


def test_what_a_person_settled_counts_whatever_the_ratings() -> None:
    terms = Terms(needed=2, settled={("art_1", "a"): Rating.PARTLY, ("art_9", "a"): Rating.MET})
    matrix = built(
        ("art_1", "a", 1, "met", True),
        ("art_1", "a", 2, "silent", True),
        ("art_1", "b", 1, "met", True),
        terms=terms,
    )
    row = matrix.rows[1]
    assert (row.codes, row.settled, row.carried) == ("1w  ", (0,), (1,))
    assert (matrix.summary.total.assessed, matrix.summary.total.conflicts) == (1, 0)


def test_hidden_scores_count_as_unscored_and_name_nobody() -> None:
    matrix = built(("art_1", "a", 0, None, False))
    assert codes(matrix)["art_1"] == "h.  "
    assert (matrix.summary.total.assessed, matrix.reviewers) == (0, frozenset())


def test_visible_ratings_show_even_where_others_stay_hidden() -> None:
    matrix = built(("art_1", "a", 1, "met", False), ("art_1", "a", 0, None, False))
    assert codes(matrix)["art_1"] == "2.  "


def test_a_cell_out_of_scope_comes_in_when_somebody_scored_it() -> None:
    matrix = built(("art_2", "c", 1, "partly", False))
    assert codes(matrix)["art_2"] == ". 1 "
    assert matrix.rows[2].summary.in_scope == 2


def test_a_cell_is_carried_only_when_all_its_scores_are() -> None:
    matrix = built(
        ("art_1", "a", 1, "met", True),
        ("art_1", "b", 1, "met", True),
        ("art_1", "b", 2, "met", False),
    )
    assert matrix.rows[1].carried == (0,)


def test_scores_of_unknown_rows_and_criteria_are_left_out() -> None:
    matrix = built(("art_9", "a", 1, "met", False), ("art_1", "z", 1, "met", False))
    assert (matrix.summary.total.assessed, matrix.reviewers) == (0, frozenset())


def test_numbers_are_those_of_the_formula() -> None:
    matrix = built(("art_1", "a", 1, "partly", False), ("art_1", "b", 1, "not_met", False))
    cells = [
        Cell("draft", "w", Result()),
        Cell("art_1", "a", Result(Rating.PARTLY)),
        Cell("art_1", "b", Result(Rating.NOT_MET)),
        Cell("art_2", "a", Result()),
    ]
    assert matrix.summary == summarize(CHECKLIST, [each.path for each in ROWS], cells)
    assert matrix.results["art_1"]["b"].rating is Rating.NOT_MET


def test_every_code_has_a_glyph_of_its_own() -> None:
    assert set(GLYPHS) == set("210sncwh. ")
    assert len({glyph.symbol for glyph in GLYPHS.values()}) == len(GLYPHS)
