"""The agreement of reviewers as tables that are readable on 100 columns."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from salvaguarda.application.describe_agreement import describe_agreement
from salvaguarda.application.measure_agreement import AgreementView
from salvaguarda.application.ports.agreement_tables import AgreementLine
from salvaguarda.cli.evaluation_tables import TITLES, WIDTH, short, table_of
from salvaguarda.cli.evaluation_words import decimal, percent, plain
from salvaguarda.domain.agreement.scale import CODES
from salvaguarda.domain.agreement.team import Among

_PARTS = {
    "criterion": "By criterion",
    "chapter": "By chapter",
    "month": "By month in which the last rating of a cell was given",
    "hundred cells": "By hundred cells, in the order in which they were done",
    "pair": "By pair of reviewers (bias: above 0 the second is more generous)",
    "organisations": "By organisation (bias: above 0 the second is more generous)",
}


def print_agreement(view: AgreementView) -> None:
    """On standard output."""
    console = Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    for part in _parts(view):
        console.print(part)


def _parts(view: AgreementView) -> Iterable[Table | Text]:
    found, count, of = view.agreement, view.count, view.assessment
    yield Text(plain(f"{of.instrument_title}: {of.draft_label}: {of.title}"), "bold")
    yield Text(
        f"Ratings {view.which.value}: {count.ratings} ({count.older} an earlier state), {count.set_aside} set aside; "
        f"{found.cells} cells, {found.single} of them with one rating only."
    )
    if not of.blind:
        yield Text("The assessment is open: whoever rated second may have seen the first rating.")
    if not found.overall.agreement.pairs:
        yield Text("No two such ratings of one cell yet.")
        return
    yield Text(
        "[low; high]: 95 % interval, by drawing provisions. Undefined is not 0. See docs/agreement.md."
    )
    yield _overall(found.overall)
    yield _confusion(found.confusion)
    lines = describe_agreement(view).lines
    for part, title in _PARTS.items():
        if of_part := [line for line in lines if line.part == part]:
            yield _table(title, of_part)
    if found.unnamed:
        yield Text(f"{found.unnamed} pairs of ratings are of somebody whose name the assessment hides.")


def _overall(among: Among) -> Table:
    table = table_of("All reviewers", "", "")
    of = among.agreement
    table.add_row("Cells (provisions, pairs of ratings)", f"{of.cells} ({of.provisions}, {of.pairs})")
    table.add_row("Reviewers", str(among.reviewers))
    table.add_row("Exactly the same rating", percent(of.exact))
    table.add_row("At most one step apart", percent(of.within_one))
    table.add_row("Cells where all said the same", percent(among.unanimous))
    table.add_row("Alpha, ordinal", decimal(of.alpha))
    table.add_row("Alpha of the five ratings as names", decimal(among.alpha_codes))
    table.add_row("Pairs where only one side says not applicable", str(among.one_sided))
    return table


def _confusion(confusion: Sequence[Sequence[int]]) -> Table:
    table = table_of("Who said what: every pair both ways", "", *(TITLES[code.value] for code in CODES))
    for code, row in zip(CODES, confusion, strict=True):
        table.add_row(TITLES[code.value], *map(str, row))
    return table


def _table(title: str, lines: Sequence[AgreementLine]) -> Table:
    sides = any(line.bias for line in lines)
    table = table_of(
        title, "", "cells", "pairs", "exact", "one step", "alpha", "bias" if sides else "all same"
    )
    for line in lines:
        of = line.agreement
        last = (line.bias, "{:+.2f}") if sides else (line.unanimous, "{:.0%}")
        table.add_row(
            plain(f"{line.name} – {line.other}" if line.other else line.name),
            str(of.cells),
            str(of.pairs),
            short(of.exact, "{:.0%}"),
            short(of.within_one, "{:.0%}"),
            short(of.alpha, "{:.2f}"),
            "" if last[0] is None else short(last[0], last[1]),
        )
    return table
