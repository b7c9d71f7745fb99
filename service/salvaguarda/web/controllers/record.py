"""The record of who changed what, and what happens in an assessment as it happens."""

from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import ServerSentEvent

from salvaguarda.application.read_record import (
    Wanted,
    all_of_installation,
    all_of_record,
    read_installation_record,
    read_record,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment
from salvaguarda.web.live_events import live_events
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_record import lines, present_record
from salvaguarda.web.schemas.record import RecordOut
from salvaguarda.web.sessions import sent_key_hash

_LINES = "application/jsonl"
_MOST = 2**31 - 1  # as far as every number here is counted
_LONGEST = 300

Before = Annotated[
    int | None, QueryParameter(ge=1, le=_MOST, description="Only entries with a smaller number than this.")
]
Narrow = Annotated[
    str, QueryParameter(max_length=_LONGEST, description="Only entries that say exactly this.")
]
After = Annotated[
    int | None,
    QueryParameter(
        ge=0, le=_MOST, description="The last event that was seen; the header Last-Event-ID wins."
    ),
]


@get(
    "/api/assessments/{assessment_id:int}/record",
    operation_id="get_record",
    summary="Who changed what in an assessment",
    opt={"act": Act.SEE_RECORD},
)
async def get_record(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    before: Before = None,
    act: Narrow = "",
    who: Narrow = "",
    provision: Narrow = "",
    criterion: Narrow = "",
) -> RecordOut:
    """Newest first, a hundred at once. Values of cells that are not open to the reader are hidden; entries are not."""
    wanted = Wanted(before, act, who, provision, criterion)
    return present_record(
        await parts.database.read_long(read_record, parts.sheets, assessment_id, person, wanted)
    )


@get(
    "/api/assessments/{assessment_id:int}/record.jsonl",
    operation_id="export_record",
    summary="The record of an assessment as a file",
    opt={"act": Act.SEE_RECORD, "exclude_from_compression": True},
)
async def get_record_file(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[bytes]:
    """Everything as the reader may see it, oldest first, an entry a line (JSON)."""
    views = await parts.database.read_long(all_of_record, parts.sheets, assessment_id, person)
    return attachment(lines(views), _LINES, f"record-{assessment_id}.jsonl")


@get(
    "/api/record",
    operation_id="get_installation_record",
    summary="Who changed what in this installation, beside its assessments",
    opt={"act": Act.SEE_WHOLE_RECORD},
)
async def get_installation_record(
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    before: Before = None,
    act: Narrow = "",
    who: Narrow = "",
) -> RecordOut:
    """For the owner. Newest first, a hundred at once."""
    wanted = Wanted(before, act, who)
    return present_record(await parts.database.read_long(read_installation_record, person, wanted))


@get(
    "/api/record.jsonl",
    operation_id="export_installation_record",
    summary="The record of this installation as a file",
    opt={"act": Act.SEE_WHOLE_RECORD, "exclude_from_compression": True},
)
async def get_installation_record_file(
    person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[bytes]:
    """For the owner. Oldest first, an entry a line (JSON)."""
    views = await parts.database.read_long(all_of_installation, person)
    return attachment(lines(views), _LINES, "record.jsonl")


@get(
    "/api/assessments/{assessment_id:int}/events",
    operation_id="follow_assessment",
    summary="Follow an assessment live",
    opt={"act": Act.READ, "exclude_from_compression": True},
    media_type="text/event-stream",
)
async def get_events(
    request: Request[Person, Any, Any],
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    after: After = None,
) -> ServerSentEvent:
    """An event for whatever changed (EventOut), named by its kind, after the one that was seen last; first "ready".

    "missed" in place of too many. Ends with the session or the membership: whoever asks again is told why.
    """
    key = sent_key_hash(request.scope, parts.settings)
    seen = _seen(request.headers.get("last-event-id"), after)
    headers = {"Cache-Control": "no-store, no-transform"}
    return ServerSentEvent(live_events(parts, assessment_id, person, key, seen), headers=headers)


def _seen(header: str | None, after: int | None) -> int | None:
    """The number in the header, which browsers send by themselves; what is no number of ours was not seen."""
    if header is not None and header.isascii() and header.isdecimal() and len(header) <= len(str(_MOST)):
        return int(header)
    return after


record_router = Router(
    path="/",
    route_handlers=[
        get_record,
        get_record_file,
        get_installation_record,
        get_installation_record_file,
        get_events,
    ],
    tags=["Record"],
)
