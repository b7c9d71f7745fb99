"""Problem details (RFC 9457) over the wire: every error answer has this shape."""

from typing import Any

import msgspec


class MistakeOut(msgspec.Struct):
    """One mistake. where: field, file and line, or "" for the whole input; what: a sentence; fix: what to do, or ""."""

    where: str
    what: str
    fix: str


class ProblemOut(msgspec.Struct):
    """An error answer. type: /problems/<name>, stable; detail: one sentence for a person; request_id: to find it in the log.

    current: with 412 only, the version that somebody else saved.
    """

    type: str
    title: str
    status: int
    detail: str
    problems: list[MistakeOut]
    request_id: str
    current: Any | msgspec.UnsetType = msgspec.UNSET
