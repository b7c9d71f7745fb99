"""Conflicts: list them, decide on them, settle what is agreed, open a result again."""

from litestar import Response, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.adjudicate import Decision, adjudicate
from salvaguarda.application.list_conflicts import list_conflicts
from salvaguarda.application.lock_cell import release_lock, take_lock
from salvaguarda.application.open_conflict import ConflictView, open_conflict
from salvaguarda.application.ports.records import Records
from salvaguarda.application.reopen_result import reopen_result
from salvaguarda.application.settle_agreed import Choice, preview_agreed, settle_agreed
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_adjudication import (
    present_agreed,
    present_conflict,
    present_conflicts,
    present_lock,
)
from salvaguarda.web.schemas.adjudication import (
    AdjudicationIn,
    AgreedOut,
    ConflictOut,
    ConflictsOut,
    LockOut,
    ReopeningIn,
    SettleAgreedIn,
    SettlementOut,
)

_CELL = "/api/assessments/{assessment_id:int}/conflicts/{path:str}/{criterion_id:str}"


def _answer(view: ConflictView, person: Person) -> Response[ConflictOut]:
    return Response(present_conflict(view, person), headers={"etag": etag(view.version)})


@get(
    "/api/assessments/{assessment_id:int}/conflicts",
    operation_id="list_conflicts",
    summary="Conflicts to decide, and those that were decided",
    opt={"act": Act.READ},
)
async def get_conflicts(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> ConflictsOut:
    """Only cells whose scores the reader may see; who sees progress is told how many others there are."""
    view = await parts.database.read(list_conflicts, parts.sheets, assessment_id, person)
    return present_conflicts(view, person)


@get(
    _CELL,
    operation_id="get_conflict",
    summary="A cell with everything that a decision on it needs",
    opt={"act": Act.READ},
)
async def get_conflict(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ConflictOut]:
    """Words, scores, past ratings and results; 403 when what others gave there is not open to the reader."""
    cell = (path, criterion_id)
    return _answer(
        await parts.database.read(open_conflict, parts.sheets, assessment_id, cell, person), person
    )


@put(
    _CELL + "/result",
    operation_id="adjudicate",
    summary="Decide on a conflict",
    opt={"act": Act.ADJUDICATE},
)
async def put_result(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[AdjudicationIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ConflictOut]:
    """On the version of the cell named in If-Match; 412 holds the cell when a score changed meanwhile.

    A party to the conflict does not decide on it (403); 409 when there is nothing to decide or somebody else has the lock.
    """
    decision = Decision(data.reason, edited_version, data.chosen_score_id, data.rating)
    view = await parts.database.write(
        adjudicate, parts.sheets, assessment_id, (path, criterion_id), person, decision
    )
    return _answer(view, person)


@post(
    _CELL + "/reopening",
    operation_id="reopen_result",
    summary="Open a settled cell again",
    status_code=204,
    opt={"act": Act.SETTLE},
)
async def post_reopening(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[ReopeningIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> None:
    """On the version of the cell named in If-Match. The result stays in the history; the state is derived anew."""
    cell = (path, criterion_id)
    await parts.database.write(
        reopen_result, parts.sheets, assessment_id, cell, person, edited_version, data.because
    )


@put(
    _CELL + "/lock",
    operation_id="take_lock",
    summary="Lock a cell while deciding on it",
    opt={"act": Act.ADJUDICATE},
)
async def put_lock(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> LockOut:
    """For two minutes; again renews it. 409 says who has it and until when. It binds other adjudicators, no reviewer."""
    cell = (path, criterion_id)
    lock = await parts.database.write(take_lock, parts.sheets, assessment_id, cell, person)
    return present_lock(lock, person)


@delete(
    _CELL + "/lock",
    operation_id="release_lock",
    summary="Let go of the own lock",
    opt={"act": Act.ADJUDICATE},
)
async def delete_lock(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> None:
    """Also fine when there is none."""
    await parts.database.write(release_lock, assessment_id, (path, criterion_id), person.id)


@get(
    "/api/assessments/{assessment_id:int}/agreed",
    operation_id="preview_agreed",
    summary="How many cells could be settled because all agree",
    opt={"act": Act.SETTLE},
)
async def get_agreed(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> AgreedOut:
    """By criterion and by chapter; never what they agree on."""
    agreed = await parts.database.read(preview_agreed, parts.sheets, assessment_id, person)
    return present_agreed(agreed)


@post(
    "/api/assessments/{assessment_id:int}/agreed",
    operation_id="settle_agreed",
    summary="Settle cells on which all agree",
    status_code=200,
    opt={"act": Act.SETTLE},
)
async def post_agreed(
    assessment_id: FromPath[int],
    data: JSONBody[SettleAgreedIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> SettlementOut:
    """All that were so at the preview, or those of some criteria and chapters. Each is logged."""

    def settle(records: Records) -> SettlementOut:
        choice = Choice(data.as_of, data.criteria, data.divisions)
        done = settle_agreed(records, parts.sheets, assessment_id, person, choice)
        return SettlementOut(done.settled, done.left)

    return await parts.database.write(settle)


adjudication_router = Router(
    path="/",
    route_handlers=[
        get_conflicts,
        get_conflict,
        put_result,
        post_reopening,
        put_lock,
        delete_lock,
        get_agreed,
        post_agreed,
    ],
    tags=["Adjudication"],
)
