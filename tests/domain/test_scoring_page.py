"""The worked example of docs/scoring.md, read from that page."""

from fractions import Fraction
from pathlib import Path

import pytest

from salvaguarda.domain.checklist import KEYS
from salvaguarda.domain.results import CONFLICT, SETTLED, UNSCORED, Cell, MatrixSummary, Result, summarize
from salvaguarda.domain.scores import Rating
from tests.domain.example_checklist import EXAMPLE

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"
CODES: dict[str, Result] = {".": UNSCORED, "≠": CONFLICT} | {
    KEYS[rating]: SETTLED[rating] for rating in Rating
}


def table(first_heading: str) -> list[list[str]]:
    """Rows of the page's table whose first column has this heading, without its head."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {first_heading} |"))
    body = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        body.append([part.strip() for part in line.strip("|").split("|")])
    return body


MATRIX = table("row")
CELLS = [
    Cell(row, criterion, CODES[code])
    for row, *codes in MATRIX
    for criterion, code in zip("ABW", codes, strict=True)
    if code
]


def summary() -> MatrixSummary:
    return summarize(EXAMPLE, [row for row, *_ in MATRIX], CELLS)


@pytest.mark.parametrize("line", table("summary"), ids=lambda line: line[0])
def test_every_summary_of_the_page_is_what_the_formula_gives(line: list[str]) -> None:
    name, in_scope, assessed, conflicts, coverage, points, share = line
    found = summary()
    known = {**found.rows, **found.columns, **{d.id: d.summary for d in found.demands}, "total": found.total}
    one = known[name]
    assert [one.in_scope, one.assessed, one.conflicts] == [int(in_scope), int(assessed), int(conflicts)]
    assert one.coverage == float(Fraction(coverage.replace(" ÷ ", "/")))
    if share == "none":
        assert one.share is None
    else:
        assert one.share == float(Fraction(points.replace(" ÷ ", "/")))
        assert f"{one.share:.3f}" == share


def test_the_demands_and_the_verdict_are_those_of_the_page() -> None:
    found = summary()
    assert [[demand.id, demand.status.value] for demand in found.demands] == [
        [name, status] for name, status, _ in table("demand")
    ]
    assert (found.verdict, found.verdict_text, found.red_lines) == ("not_met", "It is not met.", ())
    assert found.demands[1].reason == "Below 75% of the points: B B has 66%; W W has 50%."


def test_the_broken_red_line_of_the_page_outweighs_any_share() -> None:
    rows = [row for row, *_ in MATRIX]
    broken = [
        cell if cell[:2] != ("Art. 5", "A") else Cell("Art. 5", "A", SETTLED[Rating.NOT_MET])
        for cell in CELLS
    ]
    found = summarize(EXAMPLE, rows, broken)
    assert found.columns["A"].share == 14 / 20
    assert found.demands[0].reason == "A red line is broken in one cell: A A."
    best = [cell if cell in broken[-2:] else Cell(*cell[:2], SETTLED[Rating.MET]) for cell in broken]
    assert summarize(EXAMPLE, rows, best).demands[0].status == "not_met"
