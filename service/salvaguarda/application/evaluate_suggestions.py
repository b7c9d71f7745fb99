"""Evaluate suggestions: how far each prompt and model agrees with the team's own scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.evaluations import AskedRun
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_states import read_states
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.agreement.references import own_until, reference_scores
from salvaguarda.domain.agreement.scale import ordinal_scale
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import Conflict, NotFound
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.evaluation.evaluate import Material, evaluate
from salvaguarda.domain.suggestions.evaluation.switching import Seen
from salvaguarda.domain.suggestions.evaluation.values import Evaluation


@dataclass(frozen=True, slots=True)
class Scope:
    """What is evaluated. assessments: ids. prompts: "id@version", in this order; all when empty.

    endpoint: its name or id; None for all. contenders: of these only those with such a title, in this order; all when empty.
    """

    assessments: tuple[int, ...]
    prompts: tuple[str, ...] = ()
    endpoint: str | int | None = None
    contenders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that an evaluation needs, read in one transaction."""

    assessments: tuple[AssessmentRecord, ...]
    checklist: Checklist
    material: Material


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation with what it is of."""

    assessments: tuple[AssessmentRecord, ...]
    checklist: Checklist
    evaluation: Evaluation


def gather_evaluation(records: Records, sheets: Sheets, scope: Scope, reader_id: int | None) -> Gathered:
    """Read what the reader may see both sides of; with None nothing is hidden (the command line).

    Raises NotFound (assessment; a prompt, endpoint or contender that no run of them asked), Conflict when the assessments ask
    different questions.
    """
    ids = tuple(dict.fromkeys(scope.assessments))
    assessments = tuple(map(records.assessments.get, ids))
    checklist = _same_checklist(records, sheets, assessments)
    runs, seen = records.evaluations.runs(ids), records.evaluations.seen(ids, reader_id)
    contenders = _titled(_chosen(scope, runs, seen), scope.contenders)
    chosen = [run for run in runs if run.contender in contenders]
    asked = records.evaluations.asked(chosen, reader_id)
    given = read_states(records, ids)
    visible = records.evaluations.visible_scores(ids, reader_id)
    until = own_until(
        given.scores,
        records.evaluations.shown(given.assessments),
        records.evaluations.figures_shown(given.assessments),
    )
    references, count = reference_scores((each for each in given.scores if each.score_id in visible), until)
    material = Material(
        scale=ordinal_scale(checklist.points),
        criteria=tuple(checklist.by_id),
        languages={each.id: each.language for each in assessments},
        references=references,
        reference_count=count,
        asked={contender: asked.get(contender, ()) for contender in contenders},
        hidden=records.evaluations.hidden(chosen, reader_id),
        seen=seen,
    )
    return Gathered(assessments, checklist, material)


def keep_figures_shown(records: Records, gathered: Gathered, person_id: int) -> None:
    """Keep that figures of these assessments are shown to this person: what they say of the same cells later is no reference.

    Nothing without a cell of which a model suggested something: then no figure tells anything.
    """
    told = {each.cell[0] for asked in gathered.material.asked.values() for each in asked}
    told |= {each.cell[0] for each in gathered.material.seen}
    for assessment_id in sorted(told):
        records.evaluations.keep_shown(assessment_id, person_id)


def evaluate_gathered(gathered: Gathered) -> EvaluationView:
    """Compute the figures: a second for a long draft, so outside of any transaction."""
    return EvaluationView(gathered.assessments, gathered.checklist, evaluate(gathered.material))


def _same_checklist(records: Records, sheets: Sheets, assessments: Sequence[AssessmentRecord]) -> Checklist:
    """The checklist of the first; its versions may differ, where the points are the same."""
    first, *others = (
        sheets.checklist(records, each.checklist_row, each.checklist_sha256) for each in assessments
    )
    for other in others:
        if other.id != first.id or other.points != first.points:
            raise Conflict(
                f"The assessments ask different questions ({first.id}, {other.id}) or give other points. "
                "Evaluate assessments with the same checklist together, others one by one."
            )
    return first


def _chosen(scope: Scope, runs: Sequence[AskedRun], seen: Iterable[Seen]) -> tuple[Contender, ...]:
    """The contenders in question, also those whose reveals came with an import; in the order of the prompts."""
    there = {run.contender for run in runs} | {each.contender for each in seen}
    if scope.endpoint is not None:
        names = {run.contender.endpoint_name for run in runs if run.endpoint_id == scope.endpoint}
        there = {each for each in there if each.endpoint_name in (names or (scope.endpoint,))}
        if not there:
            raise NotFound("run at endpoint", scope.endpoint)
    ordered = sorted(there, key=_order)
    if not scope.prompts:
        return tuple(ordered)
    chosen: list[Contender] = []
    for prompt in dict.fromkeys(scope.prompts):
        of_prompt = [each for each in ordered if each.prompt == prompt]
        if not of_prompt:
            raise NotFound("run with prompt", prompt)
        chosen += of_prompt
    return tuple(chosen)


def _titled(contenders: tuple[Contender, ...], titles: tuple[str, ...]) -> tuple[Contender, ...]:
    """Those with these titles, in the order of the titles; all without any."""
    by_title = {each.title: each for each in contenders}
    for title in titles:
        if title not in by_title:
            raise NotFound("contender", title)
    return tuple(by_title[title] for title in dict.fromkeys(titles)) or contenders


def _order(contender: Contender) -> tuple[str, list[tuple[int, str]], str, str]:
    """By prompt, its versions as numbers (1.10.0 after 1.9.0), endpoint and model."""
    version = [
        (int(part), "") if part.isdecimal() and part.isascii() else (0, part)
        for part in contender.prompt_version.split(".")
    ]
    return contender.prompt_id, version, contender.endpoint_name, contender.model
