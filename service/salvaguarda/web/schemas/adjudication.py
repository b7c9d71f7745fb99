"""Conflicts, adjudication, and cells on which all agree, over the wire."""

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.adjudicating import LEAST_REASON, MOST_REASON
from salvaguarda.domain.scores import Rating
from salvaguarda.web.schemas.assessments import AssessmentOut, ScoreOut, SettledResultOut
from salvaguarda.web.schemas.checklists import CriterionOut, ScaleLevelOut
from salvaguarda.web.schemas.people import PersonOut


class LockOut(msgspec.Struct):
    """Who decides on a cell just now. until: when it falls by itself, UTC. mine: the reader holds it."""

    person: PersonOut
    until: str
    mine: bool


class ConflictLineOut(msgspec.Struct):
    """A conflict that the reader may see. ratings: what was given, worst first, without whose.

    apart: points between the highest and the lowest rating, None when one has no points. threads: discussions that are
    not resolved. obstacle: why the reader may not decide: no_adjudicator, party, assigned; None when they may.
    """

    provision: str
    label: str
    heading: str
    division: str
    criterion: str
    code: str
    title: str
    ratings: list[str]
    apart: int | None
    obstacle: str | None
    lock: LockOut | None
    threads: int


class DecidedLineOut(msgspec.Struct):
    """A conflict that an adjudicator decided. mine: the reader did."""

    provision: str
    label: str
    heading: str
    criterion: str
    code: str
    title: str
    result: SettledResultOut
    mine: bool


class ConflictsOut(msgspec.Struct):
    """The conflicts of an assessment, in document order, and those that were decided.

    hidden, agreed, settled: for those who see progress, else None: conflicts whose scores the reader may not see; cells on
    which all agree and that nobody settled yet; cells that a person settled.
    """

    assessment: AssessmentOut
    conflicts: list[ConflictLineOut]
    decided: list[DecidedLineOut]
    hidden: int | None
    agreed: int | None
    settled: int | None


class PastRatingOut(msgspec.Struct):
    """A rating that a score had. rating: None while it was withdrawn, or not given yet."""

    revision: int
    rating: str | None
    at: str


class GivenOut(msgspec.Struct):
    """A score of the cell. past: every rating it had, the present one last."""

    score: ScoreOut
    past: list[PastRatingOut]


class ConflictOut(msgspec.Struct):
    """A cell with everything that a decision on it needs. version: of the cell, for If-Match.

    context: opening words of what the provision is part of. scores: the ratings that the reader may see, by the name shown.
    results: everything that was settled, newest first; the first is in force when its reopened_at is None.
    obstacle: why the reader may not decide: no_adjudicator, party, assigned, no_conflict; None when they may.
    deciders: how many adjudicators could, None for who does not see progress. threads: discussions that are not resolved.
    """

    assessment: AssessmentOut
    provision: str
    label: str
    heading: str
    division: str
    context: str
    full_text: str
    language: str
    criterion: CriterionOut
    scale: list[ScaleLevelOut]
    state: str
    scores: list[GivenOut]
    results: list[SettledResultOut]
    lock: LockOut | None
    obstacle: str | None
    may_reopen: bool
    deciders: int | None
    threads: int
    version: int


class AgreedCriterionOut(msgspec.Struct):
    """How many cells of a criterion could be settled."""

    criterion: str
    code: str
    title: str
    cells: int


class AgreedOut(msgspec.Struct):
    """Cells on which all agree and that could be settled, without what they agree on. as_of: send it back to settle these.

    by_criterion: in the order of the checklist. by_division: label and heading of a chapter → cells; "" is outside of any.
    """

    as_of: str
    cells: int
    by_criterion: list[AgreedCriterionOut]
    by_division: dict[str, int]


class SettlementOut(msgspec.Struct):
    """How many cells were settled, and how many agreed ones are left: not chosen, or agreed since the preview."""

    settled: int
    left: int


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


_REASON = Field(
    max_length=2 * MOST_REASON,
    description=f"{LEAST_REASON} to {MOST_REASON} characters, white space around it not counted.",
)


class AdjudicationIn(_In):
    """A decision: either a chosen score, whose rating stands, or a rating of the adjudicator's own."""

    chosen_score_id: int | None = None
    rating: Rating | None = None
    reason: str = _REASON


class ReopeningIn(_In):
    """Why a settled cell is opened again."""

    because: str = _REASON


class SettleAgreedIn(_In):
    """Which agreed cells to settle. as_of: of the preview: what became agreed later stays. None: all."""

    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$")
    criteria: list[str] | None = Field(default=None, max_length=500)
    divisions: list[str] | None = Field(default=None, max_length=2000)
