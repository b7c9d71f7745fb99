"""Positions, snapshots and sign-off over the wire."""

from typing import Any

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.positions import MOST_NOTE, Publicity, Stance
from salvaguarda.web.schemas.people import PersonOut


class PositionOut(msgspec.Struct):
    """What one organisation says of one result.

    criterion: "" for the verdict, with provision "draft". result: the rating or verdict that it is about, as it was;
    outdated: it is another one now. version: for If-Match. by, at: who stated it when; None but for the organisation's own people.
    """

    organisation_id: int
    organisation: str
    provision: str
    criterion: str
    stance: str
    note: str
    publicity: str
    result: str
    outdated: bool
    version: int
    own: bool
    by: PersonOut | None
    at: str | None


class PositionSubjectOut(msgspec.Struct):
    """A result on which positions can be stated, and those that the reader is told of.

    criterion_title: its code and title; "" for the verdict. result: the rating or verdict now. counted: stance → how many organisations that want to be counted only.
    own_version: for If-Match when one's own organisation states another; 0 for a first one (If-None-Match: *).
    """

    provision: str
    label: str
    criterion: str
    criterion_title: str
    result: str
    positions: list[PositionOut]
    counted: dict[str, int]
    own_version: int


class OwnOrganisationOut(msgspec.Struct):
    """The reader's organisation. speaks: whether the reader may state its positions."""

    id: int
    name: str
    speaks: bool


class PositionsOut(msgspec.Struct):
    """own: None for a reader who belongs to no organisation. subjects: the verdict first, then results in row order."""

    own: OwnOrganisationOut | None
    subjects: list[PositionSubjectOut]


class SnapshotOut(msgspec.Struct):
    """A signed snapshot. sha256: of its content, the very bytes of its JSON export. audit_seq, audit_sha256: the newest
    entry of the assessment's audit log when it was signed. settled, in_scope: cells."""

    number: int
    title: str
    note: str
    sha256: str
    audit_seq: int
    audit_sha256: str
    by: PersonOut
    at: str
    verdict: str
    settled: int
    in_scope: int


class SnapshotWholeOut(msgspec.Struct):
    """A snapshot with its content as it was signed (docs/sign-off.md says what stands where)."""

    snapshot: SnapshotOut
    content: dict[str, Any]


class SnapshotChangeOut(msgspec.Struct):
    """A cell that is not what it was; None is not settled, or not in scope."""

    provision: str
    label: str
    criterion: str
    criterion_title: str
    old: str | None
    new: str | None


class SnapshotDifferenceOut(msgspec.Struct):
    """What changed. old: number of a snapshot; new: of another, None for the present state.

    draft, checklist: whether the text, or the questions, are others.
    """

    old: int
    new: int | None
    draft: bool
    checklist: bool
    old_verdict: str
    new_verdict: str
    cells: list[SnapshotChangeOut]


class SignOffOut(msgspec.Struct):
    """What stands before a signature.

    sha256: of what would be signed now; sent back with the signature, so that nobody signs what they have not seen.
    conflicts, agreed: cells that have to be settled first. open: cells that would be signed as not assessed.
    settled, in_scope: cells. verdict: of the settled results; None for a reader who is still
    to score one of them. may_sign: the reader may, and nothing has to be settled first.
    changed: what changed since the newest snapshot; None without one.
    """

    sha256: str
    settled: int
    agreed: int
    conflicts: int
    open: int
    in_scope: int
    verdict: str | None
    may_sign: bool
    snapshots: list[SnapshotOut]
    changed: SnapshotDifferenceOut | None


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PositionIn(_In):
    """What one's own organisation says. result: the one that is on screen; refused when it is another one by now."""

    stance: Stance
    note: str = Field(default="", max_length=MOST_NOTE)
    publicity: Publicity
    result: str = Field(min_length=1, max_length=20)


class SignOffIn(_In):
    """A signature. sha256: of what is signed, as get_sign_off gave it. incomplete: open cells are signed as not assessed."""

    title: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=4_000)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    incomplete: bool = False
