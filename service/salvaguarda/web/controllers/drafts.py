"""Drafts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from anyio import to_thread
from litestar import Request, Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_draft import add_draft, new_draft, prepare_draft
from salvaguarda.application.add_read_draft import add_read_draft, load_for_storing, prepare_read_draft
from salvaguarda.application.describe_instruments import describe_draft
from salvaguarda.application.edit_draft import edit_draft
from salvaguarda.application.list_provisions import find_source, list_mends, list_provisions
from salvaguarda.application.ports.drafts import DraftEdit
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.late_mends import told_when_late
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_drafts import present_draft, present_draft_mends, present_provisions
from salvaguarda.web.requests import refuse_nul
from salvaguarda.web.schemas.drafts import DraftIn, DraftOut, PastedDraftIn, ProvisionOut, ReadDraftIn
from salvaguarda.web.schemas.mends import DraftMendOut
from salvaguarda.web.uploads import FORM_BYTES, SentText, form_text, is_form, parsed, pasted_text, sent_text


@post(
    "/instruments/{instrument_id:int}/drafts",
    operation_id="add_draft",
    summary="Add a draft to an instrument",
    request_max_body_size=FORM_BYTES,
    opt={"act": Act.WRITE_DRAFTS},
)
async def post_draft(
    instrument_id: FromPath[int],
    request: Request[Person, Any, Any],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[DraftOut]:
    """A form with `file` and `draft` (DraftIn as JSON text), or as JSON {reading, draft} or {text, name, draft}.

    A pending reading is stored as it was mended, and is pending no more.
    """
    wanted = await _wanted(request)
    said = wanted.draft
    refuse_nul(said.model_dump(mode="json"))
    if isinstance(wanted, ReadDraftIn):
        added = await _store_reading(parts, person, instrument_id, wanted)
        return await _answer(parts, person, added, status=201)
    upload, options = wanted.sent.upload, wanted.sent.options.chosen
    reading = await parts.readings.read_now(upload.content, upload.name, options)
    prepared = await to_thread.run_sync(prepare_draft, reading, upload.content, said.roles)
    new = new_draft(instrument_id, _said(said), reading, options)
    added = await parts.database.write(add_draft, new, prepared, person.id)
    return await _answer(parts, person, added, status=201)


@get("/drafts/{draft_id:int}", operation_id="get_draft", summary="A draft", opt={"act": Act.READ})
async def get_one_draft(
    draft_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> Response[DraftOut]:
    """What is known of it, and its assessments."""
    return await _answer(parts, person, draft_id)


@put(
    "/drafts/{draft_id:int}",
    operation_id="edit_draft",
    summary="Change a draft",
    opt={"act": Act.WRITE_DRAFTS},
)
async def put_draft(
    draft_id: FromPath[int],
    data: JSONBody[DraftIn],
    edited_version: NamedDependency[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> Response[DraftOut]:
    """Label, symbol, date, language and roles, on the version named in If-Match; its words never change."""
    await parts.database.write(edit_draft, person.id, draft_id, edited_version, _said(data))
    return await _answer(parts, person, draft_id)


@get(
    "/drafts/{draft_id:int}/provisions",
    operation_id="list_provisions",
    summary="A draft's provisions",
    opt={"act": Act.READ},
)
async def get_provisions(
    draft_id: FromPath[int], parts: NamedDependency[Parts]
) -> Response[list[ProvisionOut]]:
    """In document order, without the row for the whole text."""
    provisions = await parts.database.read_long(list_provisions, draft_id)
    content = msgspec.json.encode(present_provisions(provisions))
    return Response(content, media_type="application/json")  # type: ignore[arg-type]  # encoded already


@get(
    "/drafts/{draft_id:int}/mends",
    operation_id="list_draft_mends",
    summary="How a draft's reading was corrected",
    opt={"act": Act.READ},
)
async def get_mends(
    draft_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[DraftMendOut]:
    """In order, each with who made it and when; nothing changes them afterwards."""
    return present_draft_mends(await parts.database.read(list_mends, draft_id), person)


@get(
    "/drafts/{draft_id:int}/source",
    operation_id="get_draft_source",
    summary="A draft's file",
    opt={"act": Act.READ, "exclude_from_compression": True},
)
async def get_source(draft_id: FromPath[int], parts: NamedDependency[Parts]) -> Response[bytes]:
    """The bytes exactly as they were uploaded, never shown as a page."""
    draft, content = await parts.database.read_long(find_source, draft_id)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(draft.source_name)}",
        "etag": f'"{draft.source_sha256}"',
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A text that comes with what a person says of it."""

    sent: SentText
    draft: DraftIn


async def _wanted(request: Request[Person, Any, Any]) -> _Sent | ReadDraftIn:
    if is_form(request):
        return _Sent(await sent_text(request), parsed(DraftIn, await form_text(request, "draft")))
    body = await request.body()
    if _names_reading(body):
        return parsed(ReadDraftIn, body)
    pasted = parsed(PastedDraftIn, body)
    return _Sent(pasted_text(pasted), pasted.draft)


class _Named(msgspec.Struct):
    reading: object = None


def _names_reading(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=_Named).reading is not None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False  # whoever parses it whole says what is wrong


async def _store_reading(parts: Parts, person: Person, instrument_id: int, wanted: ReadDraftIn) -> int:
    async with told_when_late(parts, wanted.reading, person.id):
        loaded = await parts.database.read_long(load_for_storing, wanted.reading, person.id, wanted.version)
    edit = _said(wanted.draft)
    prepared = await to_thread.run_sync(
        prepare_read_draft, loaded, instrument_id, edit, limiter=parts.slow_work
    )
    return await parts.database.write(add_read_draft, prepared, person.id)


def _said(said: DraftIn) -> DraftEdit:
    return DraftEdit(said.label, said.symbol, said.date, said.language, said.roles)


async def _answer(parts: Parts, person: Person, draft_id: int, status: int = 200) -> Response[DraftOut]:
    shown = present_draft(await parts.database.read(describe_draft, parts.sheets, person, draft_id), person)
    return Response(shown, status_code=status, headers={"etag": etag(shown.version)})


drafts_router = Router(
    path="/api",
    route_handlers=[post_draft, get_one_draft, put_draft, get_provisions, get_mends, get_source],
    tags=["Drafts"],
)
