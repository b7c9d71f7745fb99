"""Figures of agreement over the wire.

Every figure may be undefined: `value` is null then, and `reason` says why in a few words ("fewer than two cells").
Undefined is not 0.
"""

import msgspec


class FigureOut(msgspec.Struct):
    """low, high: the 95 % interval, null when there is none; interval_reason says why then."""

    value: float | None
    reason: str
    low: float | None
    high: float | None
    interval_reason: str


class AgreementOut(msgspec.Struct):
    """How far two sides agree. cells, provisions, pairs: that have at least one pair of ratings.

    exact: share of pairs with the very same of the five ratings. The others are of ratings with points: kappa and alpha
    are 1 when perfect, 0 at chance; within_one: share of pairs at most one step apart.
    """

    cells: int
    provisions: int
    pairs: int
    kappa_quadratic: FigureOut
    kappa_linear: FigureOut
    alpha: FigureOut
    exact: FigureOut
    within_one: FigureOut


class ConfusionOut(msgspec.Struct):
    """Who said what. ratings: of rows and columns. counts: counts[row][column]; rows: the first side, columns: the second."""

    ratings: list[str]
    counts: list[list[int]]
