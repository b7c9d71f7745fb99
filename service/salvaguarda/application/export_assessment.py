"""Export an assessment: the report that XLSX and CSV are written from, with everything that says how it came about."""

from collections.abc import Iterable, Iterator

from salvaguarda import __version__
from salvaguarda.application.describe_model_use import (
    ModelUse,
    prompt_hashes,
    read_model_use,
    seen_suggestions,
)
from salvaguarda.application.export_of_organisation import of_organisation
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.drafts import DraftRecord
from salvaguarda.application.ports.exports import Report
from salvaguarda.application.ports.facts import Fact
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.application.show_matrix import MatrixView, show_matrix
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.matrix import HIDDEN, WAITING, Matrix
from salvaguarda.domain.people import Person
from salvaguarda.domain.tallies import Summary
from salvaguarda.domain.team import Naming

_FORMULA_IN_WORDS = (
    "Result of a cell: what a person settled; else, once all ratings that are needed or assigned are in, the rating they "
    "share. Different ones are a conflict, which has no result. "
    "Coverage: cells with a result divided by cells in scope. Share: weighted points divided by the weighted maximum, over "
    "cells with a result that are not marked not applicable ({points} points, times the criterion's weight); none below the "
    "checklist's minimum coverage. Red lines are counted on their own, whatever the share. A demand is not met when a "
    "red line of its criteria fails or a criterion stays below the checklist's threshold; undecided while too few cells "
    "have a result. The verdict is met when all demands are."
)

_NAMES_IN_WORDS = {
    Naming.SHOWN: "shown",
    Naming.UNTIL_SETTLED: "hidden until a cell is settled",
    Naming.PSEUDONYMS: "pseudonyms",
}


_UNNAMED = "not named: the assessment hides names"


def made_by(exporter: Person | None, assessments: Iterable[AssessmentRecord]) -> str:
    """Who made a file of these assessments; nobody by name where one of them hides names, for a file travels.

    Nor by pseudonym: whoever gets the file knows from whom, and would know whose pseudonym it is. None: the command line.
    """
    if exporter is None:
        return "command line"
    hidden = any(each.names is not Naming.SHOWN for each in assessments)
    return _UNNAMED if hidden else exporter.display_name


def formula_in_words(checklist: Checklist) -> str:
    """The formula as this checklist fills it in."""
    scale = [(rating, points) for rating, points in checklist.points.items() if points is not None]
    return _FORMULA_IN_WORDS.format(
        points=", ".join(f"{rating.value.replace('_', ' ')} {points}" for rating, points in scale)
    )


def export_assessment(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    reader: Person | None,
    organisation_id: int | None = None,
) -> Report:
    """The report as this reader may see it; with None nothing is hidden (the command line, on the machine itself).

    organisation_id: only of what its people gave, as if they were all. Raises NotFound (assessment, organisation).
    """
    reader_id = None if reader is None else reader.id
    view = show_matrix(records, sheets, assessment_id, reader_id)
    sheet = sheets.of(records, view.assessment)
    scores = in_order(records.scores.visible(assessment_id, reader_id), sheet)
    draft = records.drafts.get(view.assessment.draft_id)
    use = read_model_use(records, assessment_id, reader_id)
    whose = "everybody's, as far as the exporter may see them"
    if organisation_id is not None:
        part = of_organisation(records, sheet, view, scores, use, (organisation_id, reader_id))
        view, scores, use, whose = part.view, part.scores, part.use, f"only of people of {part.name}"
    facts = [
        *_facts(view, draft, scores),
        *_model_facts(use),
        Fact("Export", "Scores in it", whose),
        Fact("Export", "Made at (UTC)", records.now),
        Fact("Export", "Made by", made_by(reader, [view.assessment])),
        Fact("Export", "Software", f"Salvaguarda {__version__}"),
    ]
    seen = seen_suggestions(records, scores, use.reveals, reader_id)
    return Report(view, scores, use.reveals, seen, tuple(facts))


def _model_facts(use: ModelUse) -> Iterator[Fact]:
    yield Fact("Language model", "Use", use.words)
    for prompt, sha256 in prompt_hashes(use.reveals):
        yield Fact("Language model", f"sha256 of the prompt {prompt}", sha256)


def in_order(scores: tuple[ScoreRecord, ...], sheet: Sheet) -> tuple[ScoreRecord, ...]:
    """The scores by row, criterion, and then as they were first given."""
    columns = {key: place for place, key in enumerate(sheet.checklist.by_id)}
    last = len(sheet.rows)
    return tuple(
        sorted(
            scores,
            key=lambda score: (
                sheet.places.get(score.provision, last),
                columns.get(score.criterion, len(columns)),
                score.id,
            ),
        )
    )


def _facts(view: MatrixView, draft: DraftRecord, scores: tuple[ScoreRecord, ...]) -> list[Fact]:
    assessment, checklist = view.assessment, view.matrix.checklist
    return [
        Fact("Instrument", "Title", assessment.instrument_title),
        Fact("Draft", "Label", draft.label),
        Fact("Draft", "Symbol", draft.symbol),
        Fact("Draft", "Date", "" if draft.date is None else draft.date.isoformat()),
        Fact("Draft", "Language", draft.language),
        Fact("Draft", "Source file", draft.source_name),
        Fact("Draft", "sha256 of the source file", draft.source_sha256),
        Fact("Draft", "sha256 of the text", draft.text_sha256),
        Fact("Checklist", "Title", checklist.title),
        Fact("Checklist", "Id and version", f"{checklist.id} {checklist.version}"),
        Fact("Checklist", "sha256 of the file", checklist.sha256),
        Fact("Checklist", "Derived from", checklist.source_title),
        Fact("Assessment", "Title", assessment.title),
        Fact("Assessment", "Unit that is scored", assessment.unit.value),
        *(Fact("Assessment", name, words) for name, words in rules_in_words(assessment)),
        Fact("Assessment", "Reviewers whose ratings count here", _names(view.reviewers)),
        Fact("Assessment", "Scores in this export", len(scores)),
        *_result_facts(view),
        Fact("Formula", "Version", view.matrix.formula_version),
        Fact("Formula", "In words", formula_in_words(checklist)),
        Fact("Formula", "Minimum coverage", checklist.verdict.minimum_coverage),
        Fact("Formula", "A criterion is met from", checklist.verdict.met_at),
    ]


def _result_facts(view: MatrixView) -> list[Fact]:
    summary = view.matrix.summary
    total = summary.total
    demands = [
        Fact("Demands", demand.title, f"{demand.status.value.replace('_', ' ')}: {demand.reason}")
        for demand in summary.demands
    ]
    return [
        Fact("Results", "Verdict", summary.verdict_text),
        Fact("Results", "Red lines failed", total.red_lines_failed),
        Fact("Results", "Coverage", total.coverage),
        Fact("Results", "Cells with a result", total.assessed),
        Fact("Results", "Cells in scope", total.in_scope),
        Fact("Results", "Cells in conflict", total.conflicts),
        *(Fact("Results", name, number) for name, number in cells_apart(view.matrix)),
        *_counts(total),
        Fact("Results", "Share of points", "below minimum coverage" if total.share is None else total.share),
        *demands,
    ]


def _counts(total: Summary) -> list[Fact]:
    return [
        Fact("Results", f"Cells rated {rating.value.replace('_', ' ')}", count)
        for rating, count in total.counts.items()
    ]


def rules_in_words(assessment: AssessmentRecord) -> tuple[tuple[str, str | int], ...]:
    """How this assessment keeps judgements apart: names of facts and what they say (docs/independence.md)."""
    blind = "yes: others' scores of a cell only once rated oneself, or settled" if assessment.blind else "no"
    return (
        ("Blind", blind),
        ("Ratings needed for each cell", assessment.needed),
        ("Names of reviewers", _NAMES_IN_WORDS[assessment.names]),
    )


def cells_apart(matrix: Matrix) -> tuple[tuple[str, int], ...]:
    """Cells that a reader has to know of beside results: settled by a person, waiting, hidden from them."""
    codes = "".join(row.codes for row in matrix.rows)
    return (
        ("Cells settled by a person", sum(len(row.settled) for row in matrix.rows)),
        ("Cells waiting for ratings", codes.count(WAITING)),
        ("Cells with ratings hidden from the exporter", codes.count(HIDDEN)),
    )


def _names(people: tuple[Person, ...]) -> str:
    return ", ".join(person.display_name for person in people) or "nobody yet"
