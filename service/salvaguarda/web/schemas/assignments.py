"""Assignments, queues and progress over the wire."""

from typing import Annotated

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.assignments import Method
from salvaguarda.web.schemas.people import PersonOut

Ids = Annotated[list[int], Field(min_length=1, max_length=500)]
Chapters = Annotated[list[str], Field(min_length=1, max_length=1000)]
Criteria = Annotated[list[str], Field(min_length=1, max_length=1000)]


class RangeIn(BaseModel):
    """Which cells are meant: those in these chapters that ask these criteria. Left out: all.

    chapters: labels as in RowOut.division ("" is what stands in no chapter). criteria: ids.
    """

    model_config = ConfigDict(extra="forbid")

    chapters: Chapters | None = None
    criteria: Criteria | None = None


class PlanIn(RangeIn):
    """What to plan. by: chapter, criterion or evenly. people: who takes part; left out: everybody who reviews.

    anew: assignments of which nothing was scored are planned again; otherwise only what is missing is added.
    """

    by: Method
    people: Ids | None = None
    anew: bool = False


class KeepPlanIn(PlanIn):
    """The plan that was looked at. basis: as the preview named it."""

    basis: str = Field(pattern="^[0-9a-f]{64}$")


class CellIn(BaseModel):
    """One cell by its address."""

    model_config = ConfigDict(extra="forbid")

    provision: str = Field(max_length=500)
    criterion: str = Field(max_length=200)


class AssignIn(RangeIn):
    """People to be assigned beside those who are there, or to be taken off (`off`).

    cells: single ones; left out: every cell in the range.
    """

    people: Ids
    cells: Annotated[list[CellIn], Field(min_length=1, max_length=20_000)] | None = None
    off: bool = False


class ReviewerOut(msgspec.Struct):
    """Somebody who can be assigned. organisation: "" for none."""

    person: PersonOut
    organisation: str


class ShareOut(msgspec.Struct):
    """What one person has in a plan. assigned: cells in all; added, dropped: what the plan changes of them."""

    person: PersonOut
    organisation: str
    assigned: int
    added: int
    dropped: int


class PlanGroupOut(msgspec.Struct):
    """One chapter or criterion of a plan. cells: how many. people: [id, cells] of whoever has something in it, most first."""

    name: str
    cells: int
    people: list[tuple[int, int]]


class PlanOut(msgspec.Struct):
    """A plan before it is kept. basis: to be sent when it is kept.

    cells: how many were planned. shares: everybody who has something, and who takes part. short: cells for which there
    are too few reviewers. changed: cells whose assignment the plan changes.
    """

    basis: str
    needed: int
    cells: int
    changed: int
    short: int
    shares: list[ShareOut]
    chapters: list[PlanGroupOut]
    criteria: list[PlanGroupOut]


class AssignedOut(msgspec.Struct):
    """How many assignments were added and dropped; stayed: how many were left because their person has rated there."""

    added: int
    dropped: int
    stayed: int


class AssignmentsOut(msgspec.Struct):
    """Who is assigned where. reviewers: who can be. cells: row path → criterion id → ids of people."""

    needed: int
    reviewers: list[ReviewerOut]
    cells: dict[str, dict[str, list[int]]]


class ProgressOut(msgspec.Struct):
    """How far some cells are; never what was given in them, nor whether it agrees.

    untouched: without a rating. waiting: with some, and more are missing. rated: all are in, and nobody settled the cell
    yet. settled: a person did. unassigned: nobody is assigned. ratings, wanted: how many are in, and will be at least.
    """

    cells: int
    untouched: int
    waiting: int
    rated: int
    settled: int
    unassigned: int
    ratings: int
    wanted: int


class GroupProgressOut(msgspec.Struct):
    """A chapter (key and name are its label) or a criterion (key: its id)."""

    key: str
    name: str
    progress: ProgressOut


class PersonProgressOut(msgspec.Struct):
    """reviews: they may score there now. rated: of the assigned cells. beside: rated without being assigned."""

    person: PersonOut
    organisation: str
    reviews: bool
    assigned: int
    rated: int
    beside: int


class RowProgressOut(msgspec.Struct):
    """A row, one character per criterion in the order of the checklist.

    codes: " " no cell, 0 to 9 that many ratings are in and more are missing, r all are in, s settled.
    assigned: how many people are assigned.
    """

    path: str
    label: str
    heading: str
    division: str
    codes: str
    assigned: str


class AssessmentProgressOut(msgspec.Struct):
    """How far an assessment is. people: null for somebody from whom names are hidden there."""

    needed: int
    total: ProgressOut
    chapters: list[GroupProgressOut]
    criteria: list[GroupProgressOut]
    rows: list[RowProgressOut]
    people: list[PersonProgressOut] | None


class QueuesOut(msgspec.Struct):
    """The reader's queues: mine, unassigned, waiting, conflict, done, others.

    counts: of every queue. rows: row path → criterion id → queue, without the cells of others.
    """

    counts: dict[str, int]
    rows: dict[str, dict[str, str]]


class WorkOut(msgspec.Struct):
    """What waits for the reader in one assessment. counts: of their queues.

    progress: of everybody, for whoever may see it; null otherwise.
    """

    assessment_id: int
    title: str
    checklist_id: str
    instrument_title: str
    draft_label: str
    roles: list[str]
    counts: dict[str, int]
    progress: ProgressOut | None
