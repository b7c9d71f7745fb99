"""Pending readings over the wire."""

import datetime as dt
from typing import Literal

import msgspec

from salvaguarda.web.schemas.drafts import ProvisionOut, ReadingOptionsOut
from salvaguarda.web.schemas.mends import MendOp
from salvaguarda.web.schemas.problems import MistakeOut

State = Literal["waiting", "reading", "ready", "failed"]


class ReadingWarningOut(msgspec.Struct):
    """A doubtful place."""

    code: str
    message: str
    path: str | None
    line: int | None


class SetAsideOut(msgspec.Struct):
    """Lines (0-based, inclusive) that are not provisions of this draft, and why."""

    first: int
    last: int
    reason: str


class LanguageOut(msgspec.Struct):
    """A language of the file (ISO 639 code) and how many lines speak it."""

    code: str
    lines: int


class ReadingProblemOut(msgspec.Struct):
    """Why a file cannot be read. detail: a sentence for a person."""

    detail: str
    problems: list[MistakeOut]


class ReadingBriefOut(msgspec.Struct):
    """A pending reading in a list. size: bytes. problem: when it failed."""

    id: str
    name: str
    size: int
    created_at: str
    state: State
    progress: float
    stage: str
    mends: int
    problem: ReadingProblemOut | None


class ReadingOut(msgspec.Struct):
    """A file that was sent, and once it is ready how it would be cut, beside its source; no draft is stored yet.

    version: for If-Match. state: waiting for its turn, reading, ready, failed. progress: 0 to 1; stage: "", pages, cutting.
    problem: when it failed. From `format` on everything is empty until it is ready.
    pages: for each line the page (from 1) it begins on; empty when the format has no pages.
    counts: kind → number. tracked: whether both versions of tracked changes can be had. languages: only when several.
    """

    id: str
    version: int
    state: State
    progress: float
    stage: str
    problem: ReadingProblemOut | None
    source_name: str
    source_sha256: str
    source_size: int
    created_at: str
    options: ReadingOptionsOut
    mends: list[MendOp]
    format: str
    lines: list[str]
    pages: list[int | None]
    provisions: list[ProvisionOut]
    warnings: list[ReadingWarningOut]
    set_aside: list[SetAsideOut]
    counts: dict[str, int]
    tracked: bool
    languages: list[LanguageOut]
    label: str
    symbol: str
    date: dt.date | None
    language: str


class MendedOut(msgspec.Struct):
    """A reading's cut after its mends; its lines stay as they were. version: for If-Match. counts: kind → number."""

    id: str
    version: int
    mends: list[MendOp]
    provisions: list[ProvisionOut]
    warnings: list[ReadingWarningOut]
    set_aside: list[SetAsideOut]
    counts: dict[str, int]
