"""Assessments, scores, cells and the workbench for the wire."""

from collections.abc import Collection, Sequence

from salvaguarda.application.open_provision import CellView, PreviousView, ProvisionView
from salvaguarda.application.open_workbench import Workbench, WorkRow
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.scores import Carried, RevisionRecord, ScoreRecord
from salvaguarda.application.ports.settled import SettledResult
from salvaguarda.application.ports.suggestions import Assistance
from salvaguarda.domain.access import acts_in
from salvaguarda.domain.people import Person
from salvaguarda.domain.redline import Operation
from salvaguarda.domain.scores import Quote, Recommendation
from salvaguarda.domain.team import Role
from salvaguarda.web.current import present_current
from salvaguarda.web.present_checklists import present_checklist
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.assessments import (
    AssessmentOut,
    AssistedOut,
    CarriedOut,
    CellOut,
    OldQuoteOut,
    PreviousOut,
    ProvisionViewOut,
    QuoteOut,
    RecommendationOut,
    RevisionOut,
    RowOut,
    ScoreOut,
    SettledResultOut,
    WorkbenchOut,
)


def present_assessment(
    record: AssessmentRecord, reader: Person | None, roles: Collection[Role] = ()
) -> AssessmentOut:
    """An assessment. roles: what the reader is there."""
    return AssessmentOut(
        id=record.id,
        title=record.title,
        instrument_id=record.instrument_id,
        instrument_title=record.instrument_title,
        draft_id=record.draft_id,
        draft_label=record.draft_label,
        language=record.language,
        checklist_id=record.checklist_id,
        checklist_version=record.checklist_version,
        unit=record.unit.value,
        blind=record.blind,
        version=record.version,
        created_by=present_person(record.creator_for(None if reader is None else reader.id), reader),
        access=record.access.value,
        needed=record.needed,
        names=record.names.value,
        roles=sorted(role.value for role in roles),
        may=sorted(act.name.lower() for act in acts_in(roles)),
    )


def present_score(record: ScoreRecord, reader: Person | None) -> ScoreOut:
    """A score the reader may see."""
    words = record.words
    return ScoreOut(
        id=record.id,
        provision=record.provision,
        criterion=record.criterion,
        person=present_person(record.person, reader),
        rating=None if words.rating is None else words.rating.value,
        rationale=words.rationale,
        evidence=_quotes(words.evidence),
        recommendation=_recommendation(words.recommendation),
        revision=record.revision,
        text_sha256=record.text_sha256,
        carried_from=_carried(record.carried_from),
        updated_at=record.updated_at,
        assisted=_assisted(record.assisted),
    )


def present_revision(record: RevisionRecord, reader: Person) -> RevisionOut:
    """One state of a score."""
    words = record.words
    return RevisionOut(
        revision=record.revision,
        rating=None if words.rating is None else words.rating.value,
        rationale=words.rationale,
        evidence=_quotes(words.evidence),
        recommendation=_recommendation(words.recommendation),
        at=record.at,
        person=present_person(record.person, reader),
    )


def present_cell(cell: CellView, reader: Person) -> CellOut:
    """One cell."""
    rating = cell.result.rating
    return CellOut(
        provision=cell.provision,
        criterion=cell.criterion,
        in_scope=cell.in_scope,
        own=None if cell.own is None else present_score(cell.own, reader),
        others=[present_score(score, reader) for score in cell.others],
        others_hidden=cell.others_hidden,
        result=None if rating is None else rating.value,
        conflict=cell.result.conflict,
        state=None if cell.state is None else cell.state.value,
        settled=None if cell.settled is None else present_settled(cell.settled, reader),
    )


def present_settled(result: SettledResult, reader: Person | None) -> SettledResultOut:
    """A result that a person settled, which the reader may see."""
    return SettledResultOut(
        id=result.id,
        kind=result.kind.value,
        rating=result.rating.value,
        reason=result.reason,
        chosen_score_id=result.chosen_score_id,
        at=result.at,
        person=present_person(result.person, reader),
        reopened_at=result.reopened_at,
        reopened_by=None if result.reopened_by is None else present_person(result.reopened_by, reader),
        reopened_because=result.reopened_because,
    )


def present_workbench(workbench: Workbench, reader: Person, roles: Collection[Role]) -> WorkbenchOut:
    """The workbench."""
    record = workbench.assessment
    return WorkbenchOut(
        assessment=present_assessment(record, reader, roles),
        checklist=present_checklist(workbench.checklist, record.checklist_origin),
        rows=[_row(row) for row in workbench.rows],
        previous_assessment_id=workbench.previous.id if workbench.previous else None,
        model=workbench.model,
        queued=workbench.queued,
    )


def present_provision(view: ProvisionView, redline: Sequence[Operation], reader: Person) -> ProvisionViewOut:
    """A row opened. redline: from the words of the previous draft to these; empty without one."""
    return ProvisionViewOut(
        row=_row(view.row),
        context=view.row.row.context,
        full_text=view.words.text,
        sha256=view.words.sha256,
        language=view.assessment.language,
        cells=[present_cell(cell, reader) for cell in view.cells],
        previous=None if view.previous is None else _previous(view.previous, redline, reader),
    )


def _previous(previous: PreviousView, redline: Sequence[Operation], reader: Person) -> PreviousOut:
    return PreviousOut(
        assessment_id=previous.assessment.id,
        draft_label=previous.assessment.draft_label,
        paths=list(previous.paths),
        label=previous.label,
        relation=previous.link.relation.value,
        similarity=previous.link.similarity,
        same_text=previous.same_text,
        redline=[(each.sign, each.text, each.note) for each in redline],
        scores=[present_score(score, reader) for score in previous.scores],
        evidence=[
            OldQuoteOut(
                score_id,
                present_quote(quote),
                anchored.state.value,
                None if anchored.quote is None else present_quote(anchored.quote),
            )
            for score_id, quote, anchored in previous.evidence
        ],
    )


def _row(work: WorkRow) -> RowOut:
    row = work.row
    return RowOut(
        path=row.path,
        label=row.label,
        heading=row.heading,
        kind=row.kind,
        role=row.role,
        division=row.division,
        in_scope=list(work.in_scope),
        rated=dict(work.rated),
        to_confirm=list(work.to_confirm),
        to_carry=list(work.to_carry),
        changed=work.changed,
        bracketed=row.bracketed,
    )


def present_quote(quote: Quote) -> QuoteOut:
    """A quote."""
    return QuoteOut(quote.exact, quote.prefix, quote.suffix, quote.start, quote.end)


def _quotes(evidence: Sequence[Quote]) -> list[QuoteOut]:
    return [present_quote(quote) for quote in evidence]


def _recommendation(advice: Recommendation | None) -> RecommendationOut | None:
    return None if advice is None else RecommendationOut(advice.action.value, advice.text)


def _carried(carried: Carried | None) -> CarriedOut | None:
    if carried is None:
        return None
    return CarriedOut(
        score_id=carried.score_id,
        revision=carried.revision,
        assessment_id=carried.assessment_id,
        draft_label=carried.draft_label,
        provision_label=carried.provision_label,
        confirmed=carried.confirmed,
    )


def _assisted(assistance: Assistance | None) -> AssistedOut | None:
    if assistance is None:
        return None
    return AssistedOut(
        action=None if assistance.action is None else assistance.action.value,
        model=assistance.model,
        prompt_id=assistance.prompt_id,
        prompt_version=assistance.prompt_version,
        rating_before=None if assistance.rating_before is None else assistance.rating_before.value,
    )


@present_current.register
def _(current: ScoreRecord, reader: Person | None) -> ScoreOut:
    return present_score(current, reader)


@present_current.register
def _(current: AssessmentRecord, reader: Person | None) -> AssessmentOut:
    return present_assessment(current, reader)
