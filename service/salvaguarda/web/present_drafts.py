"""Instruments, drafts and provisions for the wire."""

from collections.abc import Mapping, Sequence

from salvaguarda.application.describe_instruments import (
    AssessmentProgress,
    DescribedDraft,
    DescribedInstrument,
)
from salvaguarda.application.ports.drafts import DraftMend, DraftRecord
from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.domain.drafts import ChapterRole, Provision
from salvaguarda.domain.negotiation import NegotiationMark
from salvaguarda.domain.people import Person
from salvaguarda.domain.reading.lines import ReadingOptions
from salvaguarda.domain.reading.roles import effective_roles
from salvaguarda.web.current import present_current
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.drafts import (
    AssessmentBriefOut,
    DraftOut,
    InstrumentOut,
    MarkOut,
    ProvisionOut,
    ReadingOptionsOut,
)
from salvaguarda.web.schemas.mends import DraftMendOut, mend_out


def present_instrument(described: DescribedInstrument, reader: Person | None) -> InstrumentOut:
    """An instrument with its drafts."""
    drafts = [present_draft(draft, reader) for draft in described.drafts]
    return _instrument(described.instrument, drafts)


def _instrument(instrument: InstrumentRecord, drafts: list[DraftOut]) -> InstrumentOut:
    return InstrumentOut(
        id=instrument.id,
        title=instrument.title,
        description=instrument.description,
        synthetic=instrument.synthetic,
        members_only=instrument.members_only,
        version=instrument.version,
        drafts=drafts,
    )


def present_draft(described: DescribedDraft, reader: Person | None) -> DraftOut:
    """A draft with its assessments."""
    return _draft(described.draft, reader, [_brief(each) for each in described.assessments])


def _brief(each: AssessmentProgress) -> AssessmentBriefOut:
    assessment = each.assessment
    return AssessmentBriefOut(
        id=assessment.id,
        title=assessment.title,
        checklist_id=assessment.checklist_id,
        checklist_version=assessment.checklist_version,
        unit=assessment.unit.value,
        access=assessment.access.value,
        progress=each.progress,
    )


def _draft(draft: DraftRecord, reader: Person | None, assessments: list[AssessmentBriefOut]) -> DraftOut:
    return DraftOut(
        id=draft.id,
        instrument_id=draft.instrument_id,
        label=draft.label,
        symbol=draft.symbol,
        date=draft.date,
        language=draft.language,
        format=draft.format,
        source_name=draft.source_name,
        source_sha256=draft.source_sha256,
        source_size=draft.source_size,
        text_sha256=draft.text_sha256,
        provisions=draft.provisions,
        articles=draft.articles,
        mends=draft.mends,
        options=present_options(draft.options),
        version=draft.version,
        created_at=draft.created_at,
        created_by=present_person(draft.created_by, reader),
        assessments=assessments,
    )


def present_options(options: ReadingOptions) -> ReadingOptionsOut:
    """How a file is read."""
    return ReadingOptionsOut(options.version.value, options.language)


def present_draft_mends(mends: Sequence[DraftMend], reader: Person | None) -> list[DraftMendOut]:
    """Corrections of a draft's reading, in order."""
    return [DraftMendOut(mend_out(each.mend), each.at, present_person(each.person, reader)) for each in mends]


def present_provisions(provisions: Sequence[Provision]) -> list[ProvisionOut]:
    """Provisions in document order, each with the role it has or inherits."""
    return _with_roles(provisions, effective_roles(provisions))


def _with_roles(provisions: Sequence[Provision], roles: Mapping[str, ChapterRole]) -> list[ProvisionOut]:
    return [
        ProvisionOut(
            path=part.path,
            label=part.label,
            kind=part.kind.value,
            number=part.number,
            heading=part.heading,
            text=part.text,
            closing=part.closing,
            depth=part.depth,
            parent=part.parent,
            role=None if part.role is None else part.role.value,
            effective_role=roles[part.path].value,
            source=part.source,
            marks=[_mark(mark) for mark in part.marks],
        )
        for part in provisions
    ]


def _mark(mark: NegotiationMark) -> MarkOut:
    return MarkOut(
        kind=mark.kind.value,
        part=mark.part.value,
        start=mark.start,
        end=mark.end,
        depth=mark.depth,
        alternative=mark.alternative,
        opens=mark.opens,
        closes=mark.closes,
    )


@present_current.register
def _(current: InstrumentRecord, reader: Person | None) -> InstrumentOut:  # noqa: ARG001  (nothing here depends on them)
    return _instrument(current, [])


@present_current.register
def _(current: DraftRecord, reader: Person | None) -> DraftOut:
    return _draft(current, reader, [])
