"""The columns of the long form, one row a score: the same in XLSX and CSV."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from salvaguarda.application.describe_model_use import SeenSuggestion, prompt_of
from salvaguarda.application.ports.exports import Report
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import Assistance
from salvaguarda.domain.checklist import KEYS, Criterion
from salvaguarda.domain.matrix import Row


@dataclass(frozen=True, slots=True)
class Line:
    """One score with its row and criterion, and the suggestions that its person had seen."""

    score: ScoreRecord
    row: Row
    criterion: Criterion
    seen: tuple[SeenSuggestion, ...] = ()


Value = str | int
Column = tuple[str, int, Callable[[Line], Value]]
"""Heading, width in characters, and what stands there."""


def _evidence(line: Line) -> str:
    return "\n\n".join(quote.exact for quote in line.score.words.evidence)


def _positions(line: Line) -> str:
    return "; ".join(f"{quote.start}-{quote.end}" for quote in line.score.words.evidence)


def _carried(line: Line) -> str:
    carried = line.score.carried_from
    if carried is None:
        return ""
    how = "confirmed after the words changed" if carried.confirmed else "carried, words unchanged"
    return f"{how}: {carried.draft_label}, {carried.provision_label} (revision {carried.revision})"


def _rating(line: Line) -> str:
    rating = line.score.words.rating
    return "" if rating is None else rating.value


def _key(line: Line) -> str:
    rating = line.score.words.rating
    return "" if rating is None else KEYS[rating]


def _action(line: Line) -> str:
    advice = line.score.words.recommendation
    return "" if advice is None else advice.action.value


def _proposal(line: Line) -> str:
    advice = line.score.words.recommendation
    return "" if advice is None else advice.text


def _of_each(
    said: Callable[[SeenSuggestion], str], untold: Callable[[Assistance], str] = lambda _: ""
) -> Callable[[Line], Value]:
    """A column that says something of each suggestion that was seen: nearly always one, else separated by "; ".

    untold: what is said instead where the reader may only know that there was one.
    """

    def value(line: Line) -> Value:
        if not line.seen and line.score.assisted is not None:
            return untold(line.score.assisted)
        return "; ".join(map(said, line.seen))

    return value


def _what_was_done(seen: SeenSuggestion) -> str:
    return f"{seen.action} (in {seen.draft_label})" if seen.draft_label else seen.action


def _rating_before(seen: SeenSuggestion) -> str:
    before = seen.reveal.rating_before
    return "none" if before is None else before.value


def _reason(seen: SeenSuggestion) -> str:
    return "" if seen.decision is None else seen.decision.reason


COLUMNS: tuple[Column, ...] = (
    ("Provision", 14, lambda line: line.row.label),
    ("Heading", 28, lambda line: line.row.heading),
    ("Path", 16, lambda line: line.row.path),
    ("Chapter", 24, lambda line: line.row.division),
    ("Role", 14, lambda line: line.row.role),
    ("Criterion", 10, lambda line: line.criterion.code),
    ("Criterion id", 22, lambda line: line.criterion.id),
    ("Criterion title", 32, lambda line: line.criterion.title),
    ("Red line", 9, lambda line: "yes" if line.criterion.red_line else "no"),
    ("Reviewer", 18, lambda line: line.score.person.display_name),
    ("Rating", 14, _rating),
    ("Key", 5, _key),
    ("Rationale", 50, lambda line: line.score.words.rationale),
    ("Evidence", 50, _evidence),
    ("Evidence positions", 16, _positions),
    ("Recommendation", 16, _action),
    ("Proposed text", 40, _proposal),
    ("Carried", 30, _carried),
    ("Revision", 9, lambda line: line.score.revision),
    ("Updated (UTC)", 26, lambda line: line.score.updated_at),
    ("sha256 of the words", 24, lambda line: line.score.text_sha256),
    ("Suggestion", 14, _of_each(_what_was_done, lambda _: "seen; no more is told to this reader yet")),
    ("Suggested by model", 20, _of_each(lambda seen: seen.reveal.provenance.model, lambda each: each.model)),
    (
        "Prompt",
        22,
        _of_each(lambda seen: prompt_of(seen.reveal), lambda each: f"{each.prompt_id}@{each.prompt_version}"),
    ),
    ("Rating before it was seen", 14, _of_each(_rating_before)),
    ("Seen at (UTC)", 26, _of_each(lambda seen: seen.reveal.at)),
    ("Decided at (UTC)", 26, _of_each(lambda seen: "" if seen.decision is None else seen.decision.at)),
    ("Reason of the decision", 40, _of_each(_reason)),
)


def lines(report: Report) -> Iterator[Line]:
    """The scores of a report; those of a row or criterion that is no more in the assessment are left out."""
    rows: Mapping[str, Row] = {row.row.path: row.row for row in report.view.matrix.rows}
    criteria = report.view.matrix.checklist.by_id
    for score in report.scores:
        if score.provision in rows and score.criterion in criteria:
            seen = report.seen.get(score.id, ())
            yield Line(score, rows[score.provision], criteria[score.criterion], seen)
