"""Pending readings: a file is sent once, read apart, shown, mended, and then stored as a draft or discarded."""

from collections.abc import Callable
from typing import Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.change_reading import (
    choose_options,
    discard_reading,
    failure_of,
    keep_mends,
    load_for_mending,
    with_mends,
)
from salvaguarda.application.keep_reading import keep_reading
from salvaguarda.application.show_reading import list_readings, load_reading, mended
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.late_mends import told_when_late
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_readings import present_brief, present_mended, present_reading
from salvaguarda.web.schemas.drafts import ReadingOptionsIn
from salvaguarda.web.schemas.mends import MendsIn, mend_in
from salvaguarda.web.schemas.readings import MendedOut, ReadingBriefOut, ReadingOut
from salvaguarda.web.uploads import FORM_BYTES, sent_text


@post(
    "/api/readings",
    operation_id="add_reading",
    summary="Have a file read",
    request_max_body_size=FORM_BYTES,
    opt={"act": Act.WRITE_DRAFTS},
)
async def post_reading(
    request: Request[Person, Any, Any], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[ReadingOut]:
    """A form with `file` (and `options`, ReadingOptionsIn as JSON text), or a pasted text as JSON.

    Answers at once when it is read within two seconds; otherwise ask again (get_reading) until it is ready or failed.
    422 says why a file cannot be read; such a file is not kept.
    """
    sent = await sent_text(request)
    kept = await parts.database.write(
        keep_reading, person.id, sent.upload.name, sent.upload.content, sent.options.chosen
    )
    await parts.readings.follow(kept)
    failed = await parts.database.read(failure_of, kept.id, person.id)
    if failed is not None:
        await parts.database.write(discard_reading, kept.id, person.id)
        raise failed
    return await _answer(parts, person, kept.id, status=201)


@get(
    "/api/readings",
    operation_id="list_readings",
    summary="One's own pending readings",
    opt={"act": Act.WRITE_DRAFTS},
)
async def get_readings(
    person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[ReadingBriefOut]:
    """Newest first. They are kept for a day after they were last changed."""
    await parts.readings.expect()  # whoever looks here is about to send a file
    found = await parts.database.read(list_readings, person.id)
    return [present_brief(each, parts.readings.progress(each.id)) for each in found]


@get(
    "/api/readings/{reading_id:str}",
    operation_id="get_reading",
    summary="A pending reading",
    opt={"act": Act.WRITE_DRAFTS},
)
async def get_reading(
    reading_id: FromPath[str], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[ReadingOut]:
    """Waits up to two seconds for it to be ready. Only whoever sent the file gets it."""
    return await _answer(parts, person, reading_id)


@put(
    "/api/readings/{reading_id:str}/options",
    operation_id="choose_reading_options",
    summary="Read it in another way",
    opt={"act": Act.WRITE_DRAFTS},
)
async def put_options(
    reading_id: FromPath[str],
    data: JSONBody[ReadingOptionsIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[ReadingOut]:
    """The file is read again, on the version named in If-Match; its mends are dropped."""
    async with told_when_late(parts, reading_id, person.id):
        await parts.database.write(choose_options, reading_id, person.id, edited_version, data.chosen)
    parts.readings.cancel(reading_id)
    return await _answer(parts, person, reading_id)


@put(
    "/api/readings/{reading_id:str}/mends",
    operation_id="mend_reading",
    summary="Mend how it is cut",
    opt={"act": Act.WRITE_DRAFTS},
)
async def put_mends(
    reading_id: FromPath[str],
    data: JSONBody[MendsIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[MendedOut]:
    """The whole list of mends, on the version named in If-Match: undo is the list without its last.

    Each addresses the state after those before it. A mend that does not fit is named by its place: "mends.3".
    """
    mends = [mend_in(each) for each in data.mends]
    async with told_when_late(parts, reading_id, person.id):
        loaded = await parts.database.read_long(load_for_mending, reading_id, person.id, edited_version)
        shown = await to_thread.run_sync(with_mends, loaded, mends, limiter=parts.slow_work)
        version = await parts.database.write(keep_mends, shown)
    content = await _encoded(parts, lambda: present_mended(shown, version))
    return Response(content, media_type="application/json", headers={"etag": etag(version)})  # type: ignore[arg-type]  # encoded already


@delete(
    "/api/readings/{reading_id:str}",
    operation_id="discard_reading",
    summary="Discard a pending reading",
    opt={"act": Act.WRITE_DRAFTS},
)
async def delete_reading(
    reading_id: FromPath[str], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> None:
    """Ends the work on it, if there is any, and forgets the file."""
    await parts.database.write(discard_reading, reading_id, person.id)
    parts.readings.cancel(reading_id)


async def _answer(parts: Parts, person: Person, reading_id: str, status: int = 200) -> Response[ReadingOut]:
    shown = await parts.database.read_long(load_reading, reading_id, person.id)
    if shown.draft is None and status == 200:  # whoever has just sent it has waited already
        await parts.readings.follow(shown.reading)
        shown = await parts.database.read_long(load_reading, reading_id, person.id)
    progress = parts.readings.progress(reading_id)
    content = await _encoded(parts, lambda: present_reading(mended(shown), progress))
    headers = {"etag": etag(shown.reading.version)}
    return Response(content, status_code=status, media_type="application/json", headers=headers)  # type: ignore[arg-type]  # encoded already


async def _encoded(parts: Parts, present: Callable[[], object]) -> bytes:
    """Long texts are presented and encoded off the event loop, a few at a time."""
    return await to_thread.run_sync(lambda: msgspec.json.encode(present()), limiter=parts.slow_work)


readings_router = Router(
    path="/",
    route_handlers=[post_reading, get_readings, get_reading, put_options, put_mends, delete_reading],
    tags=["Readings"],
)
