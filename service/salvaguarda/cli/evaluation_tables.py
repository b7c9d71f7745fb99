"""An evaluation as tables that are readable on 100 columns."""

from collections.abc import Callable, Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from salvaguarda.application.evaluate_suggestions import EvaluationView
from salvaguarda.cli.evaluation_words import (
    answers_lines,
    decimal,
    percent,
    plain,
    points,
    signed,
    switching_lines,
)
from salvaguarda.domain.agreement.agreeing import Agreement
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.scale import CODES
from salvaguarda.domain.suggestions.evaluation.values import (
    Beside,
    Contest,
    Difference,
    Group,
    Side,
    SideBySide,
)

WIDTH = 100
TITLES = {
    "met": "met",
    "partly": "partly",
    "not_met": "not met",
    "silent": "silent",
    "not_applicable": "n/a",
}
_Row = tuple[str, Callable[[Figure], str], str]

_AGREEMENT: tuple[_Row, ...] = (
    ("Exactly the same rating", percent, "exact"),
    ("At most one step apart", percent, "within_one"),
    ("Kappa, quadratic weights", decimal, "kappa_quadratic"),
    ("Kappa, linear weights", decimal, "kappa_linear"),
    ("Alpha, ordinal", decimal, "alpha"),
)


def print_evaluation(view: EvaluationView) -> None:
    """On standard output."""
    console = Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    for part in _parts(view):
        console.print(part)


def _parts(view: EvaluationView) -> Iterable[Table | Text]:
    count = view.evaluation.reference
    for each in view.assessments:
        yield Text(
            plain(f"{each.instrument_title}: {each.draft_label}: {each.title} ({each.language})"), "bold"
        )
    yield Text(
        f"{count.scores} reference scores by {count.reviewers} people ({count.older} of them an earlier state); "
        f"{count.set_aside} set aside, given after a suggestion was seen."
    )
    if not view.evaluation.contests:
        yield Text("No model was asked in this assessment yet.")
        return
    yield Text(
        "[low; high]: 95 % interval, by drawing provisions. Undefined is not 0. See docs/evaluation.md."
    )
    titles = {each.id: f"{each.code} {each.title}" for each in view.checklist.criteria}
    for contest in view.evaluation.contests:
        yield from _contest(contest, titles)
    if view.evaluation.side_by_side is not None:
        yield from _side_by_side(view.evaluation.side_by_side)


def table_of(title: str, *columns: str) -> Table:
    """An empty table; the first column holds words, the others figures."""
    table = Table(title=Text(plain(title), "bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        numbers = place > 0  # never broken: the words of the first column make room
        table.add_column(
            Text(plain(column)), justify="right" if numbers else "left", no_wrap=numbers, overflow="fold"
        )
    return table


def _contest(contest: Contest, titles: dict[str, str]) -> Iterable[Table | Text]:
    overall = contest.overall
    yield Text()
    yield Text(plain(contest.contender.title), "bold reverse")
    for line in answers_lines(overall.answers):
        yield Text(line)
    yield _agreement("Agreement", overall.beside)
    yield _confusion(overall.beside.confusion)
    yield _groups("By criterion", contest.criteria, titles)
    if len(contest.languages) > 1:
        yield _groups("By language", contest.languages, {})
    for line in switching_lines(contest.switching):
        yield Text(line)


def _agreement(title: str, beside: Beside) -> Table:
    table = table_of(title, "", "model beside people", "people among themselves")

    def size(agreement: Agreement) -> str:
        return f"{agreement.cells} ({agreement.provisions}, {agreement.pairs})"

    table.add_row("Cells (provisions, pairs)", size(beside.model), size(beside.people))
    for name, written, field in _AGREEMENT:
        table.add_row(name, written(getattr(beside.model, field)), written(getattr(beside.people, field)))
    table.add_row("  with the model as one more rater", "", decimal(beside.alpha_with_model))
    table.add_row("  what that changes", "", signed(beside.alpha_change))
    table.add_row("Bias in points, model minus person", signed(beside.bias), "")
    table.add_row("Only one side says not applicable", str(beside.one_sided), "")
    return table


def _confusion(confusion: Sequence[Sequence[int]]) -> Table:
    table = table_of(
        "Who said what: rows people, columns the model", "", *(TITLES[code.value] for code in CODES)
    )
    for code, row in zip(CODES, confusion, strict=True):
        table.add_row(TITLES[code.value], *map(str, row))
    return table


def _groups(title: str, groups: Sequence[Group], titles: dict[str, str]) -> Table:
    table = table_of(
        f"{title} (kappa: quadratic weights; people: alpha among themselves)",
        "",
        *("cells", "coverage", "exact", "kappa", "alpha", "people", "bias"),
    )
    for group in groups:
        model = group.beside.model
        table.add_row(
            plain(titles.get(group.key, group.key)),
            str(model.cells),
            short(group.answers.coverage, "{:.0%}"),
            short(model.exact, "{:.0%}"),
            short(model.kappa_quadratic, "{:.2f}"),
            short(model.alpha, "{:.2f}"),
            short(group.beside.people.alpha, "{:.2f}"),
            short(group.beside.bias, "{:+.2f}"),
        )
    return table


def short(figure: Figure, form: str) -> str:
    """Without the interval: a table of criteria has no room for it; --json has."""
    return "undefined" if figure.value is None else form.format(figure.value + 0.0)


def _side_by_side(side_by_side: SideBySide) -> Iterable[Table | Text]:
    yield Text()
    yield Text("Side by side", "bold reverse")
    yield Text(
        f"{side_by_side.cells} cells of {side_by_side.provisions} provisions that all of them and a person rated."
    )
    for number, side in enumerate(side_by_side.sides, start=1):
        yield Text(
            plain(
                f"{number}. {side.contender.title}: {side.cells} cells of its own, {side.fell_away} fell away"
            )
        )
    for difference in side_by_side.differences:
        yield _difference(side_by_side.sides, difference)


def _difference(sides: Sequence[Side], difference: Difference) -> Table:
    first, second = sides[difference.first], sides[difference.second]
    names = f"{difference.first + 1}.", f"{difference.second + 1}."
    table = table_of("On the same cells", "", *names, f"{names[1]} minus {names[0]}")
    for name, written, field in _AGREEMENT:
        ours, theirs = getattr(first.beside.model, field), getattr(second.beside.model, field)
        apart = points if written is percent else signed
        table.add_row(name, written(ours), written(theirs), apart(getattr(difference, field)))
    table.add_row(
        "Bias in points", signed(first.beside.bias), signed(second.beside.bias), signed(difference.bias)
    )
    return table
