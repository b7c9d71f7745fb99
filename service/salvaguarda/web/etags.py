"""ETag and If-Match, in one place: nothing editable is overwritten unseen."""

import re
from typing import Annotated

from litestar.params import HeaderParameter

from salvaguarda.domain.errors import Invalid, PreconditionMissing, Problem

_VERSION = re.compile(r'^(?:W/)?"(\d{1,18})"$')

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", description='The ETag of the version that was edited: "3".', required=False
    ),
]
IfNoneMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-None-Match", description="* for something that is not there yet.", required=False
    ),
]


def etag(version: int) -> str:
    """The ETag of a version."""
    return f'"{version}"'


def version_in(value: str) -> int:
    """The version an If-Match header names; Invalid when it is no ETag of ours."""
    match = _VERSION.match(value.strip())
    if match is None:
        raise Invalid(
            "The header If-Match does not hold an ETag of this service.",
            [
                Problem(
                    "If-Match", f"{value[:50]} is not an ETag.", 'Send it as it came, with its quotes: "3".'
                )
            ],
        )
    return int(match[1])


def provide_edited_version(if_match: IfMatch = None) -> int:
    """The version an edit was made on, from If-Match; PreconditionMissing (428) without it."""
    if if_match is None:
        raise PreconditionMissing
    return version_in(if_match)


def provide_version_or_new(if_match: IfMatch = None, if_none_match: IfNoneMatch = None) -> int:
    """The version an edit was made on, 0 for something new (If-None-Match: *); PreconditionMissing without either."""
    if if_match is not None:
        return version_in(if_match)
    if if_none_match is not None and if_none_match.strip() == "*":
        return 0
    raise PreconditionMissing
