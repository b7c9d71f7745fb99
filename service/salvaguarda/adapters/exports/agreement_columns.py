"""The columns of a table of agreement, the same in XLSX and CSV. An undefined figure is its reason, never 0."""

from collections.abc import Callable, Iterator

from salvaguarda.application.ports.agreement_tables import AgreementLine
from salvaguarda.domain.agreement.figures import Figure

Value = str | float | None
Column = tuple[str, int, Callable[[AgreementLine], Value]]
"""Heading, width, what stands there."""


def _figure(name: str, of: Callable[[AgreementLine], Figure | None]) -> Iterator[Column]:
    """A figure takes three columns: its value or why there is none, and the two ends of its interval."""

    def value(line: AgreementLine) -> Value:
        figure = of(line)
        if figure is None:
            return None
        return f"undefined: {figure.reason}" if figure.value is None else _rounded(figure.value)

    def end(which: str) -> Callable[[AgreementLine], Value]:
        def found(line: AgreementLine) -> Value:
            figure = of(line)
            between = None if figure is None else figure.interval
            return None if between is None else _rounded(getattr(between, which))

        return found

    yield name, 14, value
    yield f"{name}: from (95 %)", 10, end("low")
    yield f"{name}: to (95 %)", 10, end("high")


def _rounded(value: float) -> float:
    return round(value, 6) + 0.0


AGREEMENT_COLUMNS: tuple[Column, ...] = (
    ("Part", 15, lambda line: line.part),
    ("Name", 42, lambda line: line.name),
    ("Beside", 30, lambda line: line.other),
    ("Reviewers", 10, lambda line: line.reviewers),
    ("Cells", 8, lambda line: line.agreement.cells),
    ("Provisions", 10, lambda line: line.agreement.provisions),
    ("Pairs of ratings", 10, lambda line: line.agreement.pairs),
    *_figure("Exactly the same", lambda line: line.agreement.exact),
    *_figure("Within one step", lambda line: line.agreement.within_one),
    *_figure("All said the same", lambda line: line.unanimous),
    *_figure("Alpha, ordinal", lambda line: line.agreement.alpha),
    *_figure("Alpha of the five ratings", lambda line: line.alpha_codes),
    *_figure("Kappa, quadratic", lambda line: line.agreement.kappa_quadratic),
    *_figure("Bias in points, second minus first", lambda line: line.bias),
    ("Only one side says not applicable", 12, lambda line: line.one_sided),
)
