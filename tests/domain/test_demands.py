from collections.abc import Sequence

from salvaguarda.domain.demands import DemandResult
from salvaguarda.domain.results import CONFLICT, UNSCORED, Cell, Result, summarize
from salvaguarda.domain.scores import Rating
from tests.domain.example_checklist import EXAMPLE

ROWS = ["draft", *(f"art_{number}" for number in range(1, 6))]
MET, NOT_APPLICABLE = Result(Rating.MET), Result(Rating.NOT_APPLICABLE)


def demand(b: Sequence[Result], whole: Result | None) -> DemandResult:
    """The second demand of the example, decided by B (five articles) and W (the whole draft)."""
    cells = [Cell(row, "B", result) for row, result in zip(ROWS[1:], b, strict=False)]
    if whole is not None:
        cells.append(Cell("draft", "W", whole))
    return summarize(EXAMPLE, ROWS, cells).demands[1]


def test_full_points_and_coverage_meet_a_demand() -> None:
    found = demand([MET] * 5, MET)
    assert found.status == "met"
    assert found.reason == "No red line is broken, and every deciding criterion reaches 75% of the points."


def test_one_unscored_cell_about_the_whole_draft_leaves_a_demand_undecided() -> None:
    found = demand([MET] * 5, UNSCORED)
    assert found.summary.coverage == 5 / 6 > EXAMPLE.verdict.minimum_coverage
    assert found.status == "undecided"
    assert found.reason == "Fewer than 80% of the cells have a result: W W has 0 of 1."


def test_a_conflict_counts_as_not_settled() -> None:
    assert demand([MET] * 3 + [CONFLICT] * 2, MET).status == "undecided"


def test_a_criterion_that_is_low_with_enough_coverage_decides_although_another_waits() -> None:
    found = demand([Result(Rating.SILENT)] * 5, UNSCORED)
    assert found.status == "not_met"
    assert found.reason == "Below 75% of the points: B B has 0%."


def test_a_low_share_below_the_coverage_decides_nothing() -> None:
    assert demand([Result(Rating.SILENT), *[UNSCORED] * 4], MET).status == "undecided"


def test_a_broken_red_line_decides_without_coverage() -> None:
    found = demand([UNSCORED] * 5, Result(Rating.SILENT))
    assert found.status == "not_met"
    assert found.reason == "A red line is broken in one cell: W W."


def test_a_criterion_that_is_not_applicable_everywhere_is_set_aside() -> None:
    assert demand([NOT_APPLICABLE] * 5, MET).status == "met"


def test_a_demand_of_which_all_is_not_applicable_is_undecided() -> None:
    found = demand([NOT_APPLICABLE] * 5, NOT_APPLICABLE)
    assert found.status == "undecided"
    assert "not applicable" in found.reason


def test_cells_that_are_open_beside_not_applicable_ones_still_decide() -> None:
    assert demand([*[NOT_APPLICABLE] * 4, UNSCORED], MET).status == "undecided"


def test_a_criterion_without_any_cell_leaves_a_demand_undecided_and_says_what_to_look_at() -> None:
    found = demand([], MET)
    assert found.status == "undecided"
    assert found.reason.startswith("No provision is in scope of B B: check the roles")


def test_a_share_is_rounded_down_in_words() -> None:
    ratings = [Rating.MET, Rating.MET, Rating.PARTLY, Rating.PARTLY, Rating.PARTLY]
    assert "B B has 70%" in demand([Result(rating) for rating in ratings], MET).reason
