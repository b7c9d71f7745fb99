"""Sign an assessment off, and look at what was signed."""

from typing import Annotated

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from salvaguarda.application.ports.records import Records
from salvaguarda.application.sign_off import (
    compare_signed,
    list_snapshots,
    show_sign_off,
    show_snapshot,
    sign_off,
)
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.attachments import attachment, stem_of
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_publishing import (
    present_difference,
    present_sign_off,
    present_snapshot,
    present_whole_snapshot,
)
from salvaguarda.web.schemas.publishing import (
    SignOffIn,
    SignOffOut,
    SnapshotDifferenceOut,
    SnapshotOut,
    SnapshotWholeOut,
)

NewerQuery = Annotated[
    int | None,
    QueryParameter(
        name="newer",
        description="Number of the other snapshot; without it the present state.",
        required=False,
    ),
]


@get(
    "/api/assessments/{assessment_id:int}/sign-off",
    operation_id="get_sign_off",
    summary="What would be signed now, and what stands in the way",
    opt={"act": Act.SIGN_OFF},
)
async def get_sign_off(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> SignOffOut:
    """Only settled results are signed; cells in conflict, or agreed and not settled, have to be settled first."""
    view = await parts.database.read_long(show_sign_off, parts.sheets, assessment_id, person)
    return present_sign_off(view, person)


@post(
    "/api/assessments/{assessment_id:int}/snapshots",
    operation_id="sign_off",
    summary="Sign an assessment off",
    opt={"act": Act.SIGN_OFF},
)
async def post_snapshot(
    assessment_id: FromPath[int],
    data: JSONBody[SignOffIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> SnapshotOut:
    """What is settled is kept for ever under its hash. 409 when it is not what was seen (sha256), or not all is settled."""

    def sign(records: Records) -> SnapshotOut:
        words = (data.title, data.note)
        record = sign_off(
            records,
            parts.sheets,
            assessment_id,
            person,
            words,
            data.sha256,
            incomplete=data.incomplete,
        )
        return present_snapshot(record, person)

    return await parts.database.write(sign)


@get(
    "/api/assessments/{assessment_id:int}/snapshots",
    operation_id="list_snapshots",
    summary="Everything that was signed, newest first",
    opt={"act": Act.READ},
)
async def get_snapshots(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[SnapshotOut]:
    """409 for a reader who is still to score a cell whose result was signed."""

    def snapshots(records: Records) -> list[SnapshotOut]:
        found = list_snapshots(records, assessment_id, person.id)
        return [present_snapshot(record, person) for record in found]

    return await parts.database.read_long(snapshots)


@get(
    "/api/assessments/{assessment_id:int}/snapshots/{number:int}",
    operation_id="get_snapshot",
    summary="What was signed",
    opt={"act": Act.READ},
)
async def get_snapshot(
    assessment_id: FromPath[int],
    number: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> SnapshotWholeOut:
    """The content as it was signed. 409 for a reader who is still to score a cell whose result it tells."""
    record = await parts.database.read(show_snapshot, assessment_id, number, person.id)
    return present_whole_snapshot(record, person)


@get(
    "/api/assessments/{assessment_id:int}/snapshots/{number:int}/difference",
    operation_id="compare_snapshots",
    summary="What changed since a snapshot was signed, or between two",
    opt={"act": Act.READ},
)
async def get_difference(
    assessment_id: FromPath[int],
    number: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    newer: NewerQuery = None,
) -> SnapshotDifferenceOut:
    """Results that are not what they were, and whether text or checklist are others."""
    found = await parts.database.read_long(
        compare_signed, parts.sheets, assessment_id, (number, newer), person.id
    )
    return present_difference(found, number, newer)


@get(
    "/api/assessments/{assessment_id:int}/snapshots/{number:int}/export.json",
    operation_id="export_snapshot_json",
    summary="A snapshot as JSON: the very bytes that its sha256 is of",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_snapshot_json(
    assessment_id: FromPath[int],
    number: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[bytes]:
    """`sha256sum` of the file is the hash that was signed."""
    record = await parts.database.read(show_snapshot, assessment_id, number, person.id)
    name = f"{stem_of(record.snapshot.title) or 'snapshot'}-{assessment_id}-{number}.json"
    return attachment(record.snapshot.content.encode(), "application/json", name)


@get(
    "/api/assessments/{assessment_id:int}/snapshots/{number:int}/export.csv",
    operation_id="export_snapshot_csv",
    summary="A snapshot as CSV, one row a cell",
    opt={"act": Act.EXPORT, "exclude_from_compression": True},
)
async def get_snapshot_csv(
    assessment_id: FromPath[int],
    number: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[bytes]:
    """Cells that were not settled have no rating; every row says what was signed, when, under which hash."""
    record = await parts.database.read(show_snapshot, assessment_id, number, person.id)
    name = f"{stem_of(record.snapshot.title) or 'snapshot'}-{assessment_id}-{number}.csv"
    return attachment(parts.write_snapshot_csv(record), "text/csv", name)


snapshots_router = Router(
    path="/",
    route_handlers=[
        get_sign_off,
        post_snapshot,
        get_snapshots,
        get_snapshot,
        get_difference,
        get_snapshot_json,
        get_snapshot_csv,
    ],
    tags=["Sign-off"],
)
