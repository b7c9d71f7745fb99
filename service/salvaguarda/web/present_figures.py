"""Figures of agreement for the wire, rounded to six decimals."""

from collections.abc import Sequence

from salvaguarda.domain.agreement.agreeing import Agreement
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.scale import CODES
from salvaguarda.web.schemas.figures import AgreementOut, ConfusionOut, FigureOut


def present_number(value: float | None) -> float | None:
    """Rounded; None stays None."""
    return None if value is None else round(value, 6) + 0.0  # no negative zero


def present_figure(figure: Figure) -> FigureOut:
    """A value with its interval, or why there is none."""
    between = figure.interval
    return FigureOut(
        value=present_number(figure.value),
        reason=figure.reason,
        low=None if between is None else present_number(between.low),
        high=None if between is None else present_number(between.high),
        interval_reason=figure.interval_reason,
    )


def present_agreement(agreement: Agreement) -> AgreementOut:
    """Every figure of one table."""
    return AgreementOut(
        cells=agreement.cells,
        provisions=agreement.provisions,
        pairs=agreement.pairs,
        kappa_quadratic=present_figure(agreement.kappa_quadratic),
        kappa_linear=present_figure(agreement.kappa_linear),
        alpha=present_figure(agreement.alpha),
        exact=present_figure(agreement.exact),
        within_one=present_figure(agreement.within_one),
    )


def present_confusion(counts: Sequence[Sequence[int]]) -> ConfusionOut:
    """Who said what, in the order of the ratings."""
    return ConfusionOut([code.value for code in CODES], [list(row) for row in counts])
