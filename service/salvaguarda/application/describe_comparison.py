"""Describe a comparison: which links show their words, and everything that says how its results came about."""

from collections.abc import Iterator

from salvaguarda import __version__
from salvaguarda.application.compare_drafts import ComparedLink, Comparison, Side
from salvaguarda.application.describe_model_use import NO_USE, prompt_hashes, read_model_use
from salvaguarda.application.export_assessment import cells_apart, formula_in_words, made_by, rules_in_words
from salvaguarda.application.ports.facts import Fact
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.suggestions import RevealRecord
from salvaguarda.domain.alignment.align import ENGINE_VERSION
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.matrix import Matrix
from salvaguarda.domain.people import Person
from salvaguarda.domain.redline import REDLINE_VERSION


def worded(comparison: Comparison) -> list[ComparedLink]:
    """The links whose words are shown: all that changed any, but that of the whole texts, which would repeat the rest."""
    return [
        each
        for each in comparison.links
        if not each.same_text and WHOLE_TEXT.path not in (*each.record.link.old, *each.record.link.new)
    ]


def criteria_of(comparison: Comparison) -> dict[str, Criterion]:
    """Criteria of both checklist versions by id; of one that both have, as the new version words it."""
    matrices = [side.results.matrix for side in (comparison.old, comparison.new)]
    return {
        criterion.id: criterion
        for matrix in matrices
        if matrix is not None
        for criterion in matrix.checklist.criteria
    }


def comparison_facts(records: Records, comparison: Comparison, exporter: Person | None) -> tuple[Fact, ...]:
    """How a comparison came about; exporter None: the command line, on the machine itself."""
    return tuple(_facts(records, comparison, exporter))


def _facts(records: Records, comparison: Comparison, exporter: Person | None) -> Iterator[Fact]:
    yield Fact("Instrument", "Title", comparison.instrument_title)
    for name, side in (("Old draft", comparison.old), ("New draft", comparison.new)):
        yield from _draft_facts(name, side)
        yield from _assessment_facts(records, name, side, None if exporter is None else exporter.id)
    yield from _link_facts(comparison)
    if comparison.checklist is not None:
        yield Fact("Formula", "In words", formula_in_words(comparison.checklist))
        yield Fact(
            "Formula",
            "Of several provisions",
            "Where several provisions answer to one, the worst result counts; while another one could still be "
            "worse, the whole has none.",
        )
    yield Fact("Alignment", "Engine version", ENGINE_VERSION)
    yield Fact("Alignment", "Redline version", REDLINE_VERSION)
    yield from _model_facts(records, comparison, None if exporter is None else exporter.id)
    yield Fact("Export", "Made at (UTC)", records.now)
    sides = (comparison.old.assessment, comparison.new.assessment)
    yield Fact("Export", "Made by", made_by(exporter, [each for each in sides if each is not None]))
    yield Fact("Export", "Software", f"Salvaguarda {__version__}")


def _model_facts(records: Records, comparison: Comparison, reader_id: int | None) -> Iterator[Fact]:
    """As in the exports of both assessments, as far as the reader may see what was shown to others."""
    shown: list[RevealRecord] = []
    uses: dict[str, str] = {}
    for name, side in (("Old draft", comparison.old), ("New draft", comparison.new)):
        if side.assessment is not None:
            use = read_model_use(records, side.assessment.id, reader_id)
            uses[name] = use.words
            shown += use.reveals
    said = " ".join(f"{name}: {words if words != NO_USE else 'none.'}" for name, words in uses.items())
    yield Fact("Language model", "Use", NO_USE if set(uses.values()) <= {NO_USE} else said)
    for prompt, sha256 in prompt_hashes(shown):
        yield Fact("Language model", f"sha256 of the prompt {prompt}", sha256)


def _draft_facts(name: str, side: Side) -> Iterator[Fact]:
    draft = side.draft
    yield Fact(name, "Label", draft.label)
    yield Fact(name, "Symbol", draft.symbol)
    yield Fact(name, "Date", "" if draft.date is None else draft.date.isoformat())
    yield Fact(name, "Language", draft.language)
    yield Fact(name, "Source file", draft.source_name)
    yield Fact(name, "sha256 of the source file", draft.source_sha256)
    yield Fact(name, "sha256 of the text", draft.text_sha256)


def _assessment_facts(records: Records, name: str, side: Side, reader_id: int | None) -> Iterator[Fact]:
    assessment, matrix = side.assessment, side.results.matrix
    if assessment is None or matrix is None:
        yield Fact(name, "Assessment", "none with this checklist")
        return
    reviewers = records.scores.reviewers(assessment.id, matrix.reviewers, reader_id)
    yield Fact(name, "Assessment", assessment.title)
    yield Fact(name, "Checklist, id and version", f"{assessment.checklist_id} {assessment.checklist_version}")
    yield Fact(name, "Checklist, sha256 of the file", assessment.checklist_sha256)
    yield Fact(name, "Unit that is scored", assessment.unit.value)
    yield from (Fact(name, rule, words) for rule, words in rules_in_words(assessment))
    yield Fact(
        name,
        "Reviewers whose ratings count here",
        ", ".join(person.display_name for person in reviewers) or "nobody yet",
    )
    yield from _result_facts(name, matrix)


def _result_facts(name: str, matrix: Matrix) -> Iterator[Fact]:
    total = matrix.summary.total
    yield Fact(name, "Verdict", matrix.summary.verdict_text)
    yield Fact(name, "Red lines failed", total.red_lines_failed)
    yield Fact(name, "Coverage", total.coverage)
    yield Fact(name, "Cells with a result", total.assessed)
    yield Fact(name, "Cells in scope", total.in_scope)
    yield Fact(name, "Cells in conflict", total.conflicts)
    yield from (Fact(name, apart, number) for apart, number in cells_apart(matrix))
    share = "below minimum coverage" if total.share is None else total.share
    yield Fact(name, "Share of points", share)
    yield Fact(name, "Formula version", matrix.formula_version)


def _link_facts(comparison: Comparison) -> Iterator[Fact]:
    totals = comparison.totals
    yield Fact("Comparison", "Level", (comparison.unit or comparison.new.unit).value)
    for relation in Relation:
        yield Fact("Comparison", f"Links: {relation.value}", totals.relations.get(relation, 0))
    corrected = sum(each.record.corrected_by is not None for each in comparison.links)
    yield Fact("Comparison", "Links confirmed or corrected by a person", corrected)
    yield Fact("Comparison", "Red lines newly failed", totals.red_lines_newly_failed)
    yield Fact("Comparison", "Safeguards lost", totals.lost)
    yield Fact("Comparison", "Safeguards won", totals.won)
