import doctest
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salvaguarda.domain import results
from salvaguarda.domain.results import (
    CONFLICT,
    SETTLED,
    UNSCORED,
    Cell,
    MatrixSummary,
    Result,
    summarize,
)
from salvaguarda.domain.scores import Rating
from tests.domain.example_checklist import EXAMPLE, criterion, example

# The machine may be busy with other tests: time says nothing about these.
calm = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])

ROWS = ["draft", *(f"art_{number}" for number in range(1, 8))]
RATINGS = st.sampled_from(Rating)
RESULTS = st.one_of(RATINGS.map(Result), st.sampled_from([UNSCORED, CONFLICT]))
PLACES = [*((row, name) for row in ROWS[1:] for name in "AB"), ("draft", "W")]
MATRICES = st.dictionaries(st.sampled_from(PLACES), RESULTS).map(
    lambda found: [Cell(row, name, result) for (row, name), result in found.items()]
)


def summary(*cells: tuple[str, str, Rating | Result]) -> MatrixSummary:
    return summarize(
        EXAMPLE,
        ROWS,
        [
            Cell(row, name, settled if isinstance(settled, Result) else Result(settled))
            for row, name, settled in cells
        ],
    )


@calm
@given(MATRICES, st.randoms())
def test_the_order_of_cells_does_not_matter(cells: list[Cell], chance: random.Random) -> None:
    shuffled = list(cells)
    chance.shuffle(shuffled)
    assert summarize(EXAMPLE, ROWS, cells) == summarize(EXAMPLE, ROWS, shuffled)


@calm
@given(MATRICES)
def test_shares_and_coverage_are_from_0_to_1_or_none(cells: list[Cell]) -> None:
    found = summarize(EXAMPLE, ROWS, cells)
    for one in [
        *found.rows.values(),
        *found.columns.values(),
        found.total,
        *(d.summary for d in found.demands),
    ]:
        assert one.share is None or 0 <= one.share <= 1
        assert one.coverage is None or 0 <= one.coverage <= 1
        assert one.assessed == sum(one.counts.values()) <= one.in_scope
        assert one.assessed + one.conflicts <= one.in_scope


@calm
@given(MATRICES)
def test_rows_and_columns_add_up_to_the_total(cells: list[Cell]) -> None:
    found = summarize(EXAMPLE, ROWS, cells)
    for side in (found.rows, found.columns):
        assert sum(one.in_scope for one in side.values()) == found.total.in_scope == len(cells)
        assert sum(one.red_lines_failed for one in side.values()) == found.total.red_lines_failed
        assert sum(one.conflicts for one in side.values()) == found.total.conflicts


@calm
@given(MATRICES)
def test_a_failed_red_line_is_always_listed_and_never_outweighed(cells: list[Cell]) -> None:
    found = summarize(EXAMPLE, ROWS, cells)
    broken = {
        (row, name)
        for row, name, result in cells
        if result.rating is not None and result.rating in EXAMPLE.by_id[name].fails_on
    }
    assert {(line.provision, line.criterion) for line in found.red_lines} == broken
    assert len(found.red_lines) == len(broken) == found.total.red_lines_failed
    assert not broken or found.verdict == "not_met"


@calm
@given(MATRICES, st.sampled_from(PLACES), st.sampled_from([UNSCORED, CONFLICT]))
def test_a_cell_that_is_not_settled_never_raises_coverage(
    cells: list[Cell], place: tuple[str, str], open_result: Result
) -> None:
    before = [cell for cell in cells if cell[:2] != place]
    old, new = (
        summarize(EXAMPLE, ROWS, found).total for found in (before, [*before, Cell(*place, open_result)])
    )
    assert new.coverage is not None
    assert old.coverage is None or new.coverage <= old.coverage


@calm
@given(MATRICES, st.sampled_from(PLACES))
def test_not_applicable_never_changes_a_share(cells: list[Cell], place: tuple[str, str]) -> None:
    checklist = example(minimum_coverage=0.0)
    before = [cell for cell in cells if cell[:2] != place]
    after = [*before, Cell(*place, Result(Rating.NOT_APPLICABLE))]
    assert summarize(checklist, ROWS, before).total.share == summarize(checklist, ROWS, after).total.share


@calm
@given(MATRICES)
def test_a_verdict_is_met_only_when_every_demand_is(cells: list[Cell]) -> None:
    found = summarize(EXAMPLE, ROWS, cells)
    statuses = {demand.status.value for demand in found.demands}
    expected = "not_met" if "not_met" in statuses else "met" if statuses == {"met"} else "undecided"
    assert found.verdict == expected
    assert found.verdict_text == getattr(EXAMPLE.verdict, expected)


@calm
@given(MATRICES)
def test_better_ratings_never_make_a_met_demand_unmet(cells: list[Cell]) -> None:
    before = summarize(EXAMPLE, ROWS, cells)
    better = [
        Cell(row, name, Result(Rating.MET) if result.rating in (Rating.PARTLY, Rating.SILENT) else result)
        for row, name, result in cells
    ]
    after = summarize(EXAMPLE, ROWS, better)
    for old, new in zip(before.demands, after.demands, strict=True):
        assert old.status != "met" or new.status == "met"


def test_no_cells_give_no_figures_and_no_verdict() -> None:
    found = summary()
    assert (found.total.coverage, found.total.share, found.red_lines) == (None, None, ())
    assert found.verdict == "undecided"
    assert list(found.rows) == ROWS


def test_below_the_minimum_coverage_there_is_no_share() -> None:
    cells = [(f"art_{number}", "B", Rating.MET) for number in range(1, 5)]
    assert summary(*cells, ("art_5", "B", UNSCORED)).columns["B"].share == 1  # 4 of 5 is 0.8 exactly
    assert summary(*cells[:3], ("art_5", "B", CONFLICT)).columns["B"].share is None


def test_a_red_line_shows_below_the_minimum_coverage_too() -> None:
    found = summary(("art_1", "A", Rating.NOT_MET), *((row, "A", UNSCORED) for row in ROWS[2:]))
    assert [line.provision for line in found.red_lines] == ["art_1"]
    assert (found.total.share, found.verdict) == (None, "not_met")


def test_red_lines_are_listed_by_row_and_then_by_criterion() -> None:
    found = summary(
        ("art_2", "A", Rating.NOT_MET), ("draft", "W", Rating.SILENT), ("art_1", "A", Rating.NOT_MET)
    )
    assert [line.provision for line in found.red_lines] == ["draft", "art_1", "art_2"]


def test_silence_breaks_a_red_line_only_where_the_checklist_says_so() -> None:
    found = summary(("art_1", "A", Rating.SILENT), ("draft", "W", Rating.SILENT))
    assert [(line.criterion, line.rating) for line in found.red_lines] == [("W", Rating.SILENT)]


def test_nothing_but_not_applicable_has_coverage_and_no_share() -> None:
    found = summary(("art_1", "B", Rating.NOT_APPLICABLE)).columns["B"]
    assert (found.coverage, found.share) == (1, None)


def test_weights_with_decimals_are_counted_exactly() -> None:
    checklist = example(
        criteria=(criterion("A", weight=0.1), criterion("B", weight=0.2)), demands=EXAMPLE.demands[:1]
    )
    cells = [Cell(row, name, SETTLED[Rating.PARTLY]) for row in ROWS for name in "AB"] * 3
    assert summarize(checklist, ROWS, cells).total.share == 0.5


def test_a_share_that_is_exactly_met_at_is_enough() -> None:
    checklist = example(met_at=0.7, demands=EXAMPLE.demands[:1], minimum_coverage=1.0)
    rows = [f"r{number}" for number in range(10)]
    cells = [
        Cell(row, "A", SETTLED[Rating.MET if place < 4 else Rating.PARTLY]) for place, row in enumerate(rows)
    ]
    assert summarize(checklist, rows, cells).demands[0].status == "met"  # 14 of 20


def test_a_cell_outside_the_rows_is_an_error() -> None:
    with pytest.raises(KeyError):
        summary(("art_99", "A", Rating.MET))


def test_the_examples_in_the_docstrings_are_right() -> None:
    assert doctest.testmod(results).failed == 0
