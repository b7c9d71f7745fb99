"""Lives for the wire."""

from collections.abc import Sequence

from salvaguarda.application.ports.instruments import InstrumentRecord
from salvaguarda.application.ports.links import LinkRecord
from salvaguarda.application.show_life import LifeChange
from salvaguarda.application.show_lives import LivedDraft, Lives, Told
from salvaguarda.domain.changes import worst
from salvaguarda.domain.people import Person
from salvaguarda.web.present_comparisons import draft_ref, present_change, present_linked
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.comparisons import (
    CriterionResultOut,
    LifeOut,
    LifeRowOut,
    LifeStationOut,
    LivesOut,
    StationLinkOut,
    StationOut,
)


def present_lives(lives: Lives) -> LivesOut:
    """Lives × drafts."""
    return LivesOut(
        instrument_id=lives.instrument.id,
        instrument_title=lives.instrument.title,
        checklist_id=lives.checklist_id,
        level=lives.unit.value,
        drafts=[draft_ref(each.draft, each.assessment) for each in lives.drafts],
        lives=[_row(life, lives.drafts) for life in lives.lives],
        to_align=0,
    )


def lives_to_come(instrument: InstrumentRecord, to_align: int) -> LivesOut:
    """The answer while drafts are still to be aligned."""
    return LivesOut(instrument.id, instrument.title, "", "", [], [], to_align)


def _row(life: Sequence[Told], drafts: Sequence[LivedDraft]) -> LifeRowOut:
    stations: list[StationOut | None] = [None] * len(drafts)
    label = heading = ""
    for told in life:
        draft = drafts[told.station.draft]
        provisions = [draft.provisions[path] for path in told.station.paths]
        stations[told.station.draft] = StationOut(
            paths=list(told.station.paths),
            labels=[provision.label for provision in provisions],
            relation=_relation(told),
            same_text=told.same_text,
            share=None if told.summary is None else told.summary.share,
            red_lines_failed=0 if told.summary is None else told.summary.red_lines_failed,
            link_id=None if told.link is None else told.link.id,
        )
        if provisions:
            label = ", ".join(provision.label for provision in provisions)
            heading = provisions[0].heading
    return LifeRowOut(label, heading, stations)


def present_life(
    lives: Lives, changes: Sequence[LifeChange], place: tuple[int, str], reader: Person
) -> LifeOut:
    """One provision through all drafts. changes: one for each station, in their order."""
    draft_id, path = place
    at = next(each for each in lives.drafts if each.draft.id == draft_id)
    stations = zip(lives.lives[0], changes, strict=True)
    return LifeOut(
        instrument_id=lives.instrument.id,
        instrument_title=lives.instrument.title,
        checklist_id=lives.checklist_id,
        draft_id=draft_id,
        path=path,
        label=at.provisions[path].label,
        level=lives.unit.value,
        stations=[_station(told, change, lives.drafts, reader) for told, change in stations],
        to_align=0,
    )


def life_to_come(instrument: InstrumentRecord, place: tuple[int, str], to_align: int) -> LifeOut:
    """The answer while drafts are still to be aligned."""
    draft_id, path = place
    return LifeOut(instrument.id, instrument.title, "", draft_id, path, "", "", [], to_align)


def _station(told: Told, change: LifeChange, drafts: Sequence[LivedDraft], reader: Person) -> LifeStationOut:
    draft = drafts[told.station.draft]
    link = None if told.link is None else told.link.link
    return LifeStationOut(
        draft=draft_ref(draft.draft, draft.assessment),
        provisions=[present_linked(draft.provisions[path]) for path in told.station.paths],
        relation=_relation(told),
        similarity=link.similarity if link is not None and link.old and link.new else None,
        reason="" if link is None else link.reason,
        link_id=None if told.link is None else told.link.id,
        links=[_link(record, reader) for record in told.station.links],
        same_text=told.same_text,
        substance=change.substance,
        share=None if told.summary is None else told.summary.share,
        red_lines_failed=0 if told.summary is None else told.summary.red_lines_failed,
        results=_results(draft, told.station.paths),
        changes=[present_change(each) for each in change.changes],
    )


def _results(draft: LivedDraft, paths: Sequence[str]) -> list[CriterionResultOut]:
    """Every criterion that is asked in these provisions, in the order of the checklist."""
    matrix = draft.results.matrix
    found = []
    for criterion in matrix.checklist.criteria if matrix else ():
        results = [result for _, result in draft.results.results(paths, criterion.id)]
        if results:
            rating = worst(result.rating for result in results)
            conflict = any(result.conflict for result in results)
            found.append(CriterionResultOut(criterion.id, None if rating is None else rating.value, conflict))
    return found


def _relation(told: Told) -> str:
    relation = told.station.relation
    return "" if relation is None else relation.value


def _link(record: LinkRecord, reader: Person) -> StationLinkOut:
    link, person = record.link, record.corrected_by
    return StationLinkOut(
        id=record.id,
        old=list(link.old),
        new=list(link.new),
        relation=link.relation.value,
        similarity=link.similarity,
        reason=link.reason,
        corrected_by=None if person is None else present_person(person, reader),
    )
