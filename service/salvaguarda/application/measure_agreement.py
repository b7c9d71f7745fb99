"""Measure how far the reviewers of an assessment agree: of cells whose scores the reader may see, and nothing of a model."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from salvaguarda.application.ports.agreements import SignedScore
from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.read_states import Chain, read_states
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.agreement.exposure import exposures
from salvaguarda.domain.agreement.measure import TeamRatings, measure_team
from salvaguarda.domain.agreement.references import Given, ShownTo, newest_rated, own_until
from salvaguarda.domain.agreement.scale import ordinal_scale
from salvaguarda.domain.agreement.team import RatedCell, Said, TeamAgreement
from salvaguarda.domain.checklist import Checklist


class Which(StrEnum):
    """Which ratings count."""

    INDEPENDENT = "independent"  # given before their person could see another's, or a suggestion
    STANDING = "standing"  # as they stand now, whatever was seen before


@dataclass(frozen=True, slots=True)
class RatingCount:
    """ratings: that count. older: of these, an earlier state of a score that changed since.

    set_aside: rated scores of which no state was independent.
    """

    ratings: int
    older: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class GatheredAgreement:
    """Everything that is measured, read in one transaction. hidden: cells with ratings that the reader may not see."""

    assessment: AssessmentRecord
    checklist: Checklist
    which: Which
    count: RatingCount
    hidden: int
    ratings: TeamRatings


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The figures, with what they are of."""

    assessment: AssessmentRecord
    checklist: Checklist
    which: Which
    count: RatingCount
    hidden: int
    agreement: TeamAgreement


def gather_agreement(
    records: Records, sheets: Sheets, assessment_id: int, which: Which, reader_id: int | None
) -> GatheredAgreement:
    """Read what the reader may see; with None every cell (the command line). NotFound when there is no such assessment."""
    assessment = records.assessments.get(assessment_id)
    sheet = sheets.of(records, assessment)
    signed = records.agreements.signed(assessment_id, reader_id)
    chain = read_states(records, (assessment_id,))
    until = _independent_until(records, chain) if which is Which.INDEPENDENT else None
    cells, count = _cells(chain, signed, until, sheet)
    return GatheredAgreement(
        assessment=assessment,
        checklist=sheet.checklist,
        which=which,
        count=count,
        hidden=records.agreements.hidden(assessment_id, reader_id),
        ratings=TeamRatings(
            ordinal_scale(sheet.checklist.points),
            tuple(sheet.checklist.by_id),
            tuple(row.division for row in sheet.rows),
            cells,
        ),
    )


def measure_gathered(gathered: GatheredAgreement) -> AgreementView:
    """Compute the figures: a second for a long draft, so outside of any transaction."""
    return AgreementView(
        gathered.assessment,
        gathered.checklist,
        gathered.which,
        gathered.count,
        gathered.hidden,
        measure_team(gathered.ratings),
    )


def _independent_until(records: Records, chain: Chain) -> dict[int, int]:
    """Score id → its last revision that is independent: nothing of another, and no suggestion, could be seen before."""
    seen = exposures(
        chain.scores,
        records.agreements.phases(chain.assessments),
        records.agreements.settled(chain.assessments),
    )
    shown = _together(seen, records.evaluations.shown(chain.assessments))
    return own_until(chain.scores, shown, records.evaluations.figures_shown(chain.assessments))


def _together(one: ShownTo, other: ShownTo) -> ShownTo:
    return {key: (*one.get(key, ()), *other.get(key, ())) for key in {*one, *other}}


def _cells(
    chain: Chain, signed: Mapping[int, SignedScore], until: Mapping[int, int] | None, sheet: Sheet
) -> tuple[tuple[RatedCell, ...], RatingCount]:
    """The cells in document order, with what was said of them. until: None when every state counts."""
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    older = set_aside = 0
    for given, whose in _visible(chain, signed):
        newest = newest_rated(given)
        counted = newest if until is None else newest_rated(given, until[given.score_id])
        if counted is None or counted.rating is None:
            set_aside += 1
            continue
        older += counted is not newest
        said = Said(given.person_id, counted.rating, counted.at, whose.rater, whose.organisation)
        found[given.cell[1:]].append(said)
    cells = tuple(
        RatedCell(path, criterion, _chapter(sheet, path), tuple(found[path, criterion]))
        for path, criterion in sorted(found, key=lambda cell: (sheet.places.get(cell[0], -1), cell))
    )
    return cells, RatingCount(sum(len(cell.said) for cell in cells), older, set_aside)


def _visible(chain: Chain, signed: Mapping[int, SignedScore]) -> Iterator[tuple[Given, SignedScore]]:
    """Those of the assessment itself, in the order in which they were first given."""
    for given in sorted(chain.scores, key=lambda given: given.score_id):
        whose = signed.get(given.score_id)
        if whose is not None:
            yield given, whose


def _chapter(sheet: Sheet, path: str) -> str:
    row = sheet.by_path.get(path)
    return "" if row is None else row.division
