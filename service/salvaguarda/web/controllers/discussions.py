"""Discussions of cells, and what mentions oneself."""

from litestar import Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.discuss_cell import (
    NewComment,
    add_comment,
    open_discussion,
    open_thread,
    resolve_thread,
    see_thread,
)
from salvaguarda.application.list_mentions import list_mentions
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.threads import ThreadRecord
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_discussions import present_discussion, present_mention, present_thread
from salvaguarda.web.schemas.discussions import (
    CommentIn,
    DiscussionOut,
    MentionOut,
    ResolutionIn,
    ThreadOut,
)

_CELL = "/api/assessments/{assessment_id:int}/discussions/{path:str}/{criterion_id:str}"


def _answer(thread: ThreadRecord, person: Person) -> Response[ThreadOut]:
    return Response(present_thread(thread, person), headers={"etag": etag(thread.version)})


@get(_CELL, operation_id="get_discussion", summary="The discussion of a cell", opt={"act": Act.READ})
async def get_discussion(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> DiscussionOut:
    """For whoever may see what others gave in the cell; 403 otherwise."""
    cell = (path, criterion_id)
    found = await parts.database.read(open_discussion, parts.sheets, assessment_id, cell, person)
    return present_discussion(found, person)


@post(_CELL, operation_id="open_thread", summary="Begin a discussion", opt={"act": Act.DISCUSS})
async def post_thread(
    assessment_id: FromPath[int],
    path: FromPath[str],
    criterion_id: FromPath[str],
    data: JSONBody[CommentIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ThreadOut]:
    """A thread with its first comment. Nothing changes a comment once it is sent."""
    comment = NewComment(data.body, tuple(data.mentions))
    cell = (path, criterion_id)
    thread = await parts.database.write(open_thread, parts.sheets, assessment_id, cell, person, comment)
    return _answer(thread, person)


@post(
    "/api/threads/{thread_id:int}/comments",
    operation_id="add_comment",
    summary="Comment in a discussion",
    opt={"act": Act.DISCUSS},
)
async def post_comment(
    thread_id: FromPath[int],
    data: JSONBody[CommentIn],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ThreadOut]:
    """A resolved discussion is open again with it."""
    comment = NewComment(data.body, tuple(data.mentions))
    return _answer(await parts.database.write(add_comment, thread_id, person, comment), person)


@put(
    "/api/threads/{thread_id:int}/resolution",
    operation_id="resolve_thread",
    summary="Resolve a discussion, or open it again",
    opt={"act": Act.DISCUSS},
)
async def put_resolution(
    thread_id: FromPath[int],
    data: JSONBody[ResolutionIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ThreadOut]:
    """On the version named in If-Match; 412 holds the discussion when somebody wrote meanwhile."""

    def resolve(records: Records) -> ThreadRecord:
        return resolve_thread(records, thread_id, person, edited_version, resolved=data.resolved)

    return _answer(await parts.database.write(resolve), person)


@put(
    "/api/threads/{thread_id:int}/seen",
    operation_id="see_thread",
    summary="Say that one has read what mentions oneself there",
    status_code=204,
    opt={"act": Act.READ},
)
async def put_seen(
    thread_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> None:
    """Only the reader's own mentions."""
    await parts.database.write(see_thread, thread_id, person)


@get(
    "/api/mentions",
    operation_id="list_mentions",
    summary="Comments that mention the reader",
    opt={"act": Act.READ},
)
async def get_mentions(person: NamedDependency[Person], parts: NamedDependency[Parts]) -> list[MentionOut]:
    """The newest fifty, over all assessments, of cells that are open to the reader."""
    found = await parts.database.read(list_mentions, parts.sheets, person)
    return [present_mention(each, person) for each in found]


discussions_router = Router(
    path="/",
    route_handlers=[get_discussion, post_thread, post_comment, put_resolution, put_seen, get_mentions],
    tags=["Discussions"],
)
