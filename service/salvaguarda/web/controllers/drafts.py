"""Drafts."""

from typing import Any
from urllib.parse import quote

import msgspec
from anyio import to_thread
from litestar import Request, Response, Router, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.add_draft import add_draft, prepare_draft
from salvaguarda.application.describe_instruments import describe_draft
from salvaguarda.application.edit_draft import edit_draft
from salvaguarda.application.list_provisions import find_source, list_provisions
from salvaguarda.application.ports.drafts import DraftEdit, NewDraft
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.etags import etag
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_drafts import present_draft, present_provisions
from salvaguarda.web.read_upload import read_upload
from salvaguarda.web.requests import refuse_nul
from salvaguarda.web.schemas.drafts import DraftIn, DraftOut, PastedDraftIn, ProvisionOut
from salvaguarda.web.uploads import FORM_BYTES, Upload, form_text, is_form, parsed, safe_name, uploaded


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
    """A form with `file` and `draft` (DraftIn as JSON text), or {text, name, draft} as JSON."""
    upload, said = await _wanted(request)
    refuse_nul(said.model_dump(mode="json"))
    reading = await read_upload(parts, upload)
    prepared = await to_thread.run_sync(prepare_draft, reading, upload.content, said.roles)
    format_name = reading.reading.format
    new = NewDraft(instrument_id, said.label, said.symbol, said.date, said.language, format_name, upload.name)
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
    edit = DraftEdit(data.label, data.symbol, data.date, data.language, data.roles)
    await parts.database.write(edit_draft, person.id, draft_id, edited_version, edit)
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


async def _wanted(request: Request[Person, Any, Any]) -> tuple[Upload, DraftIn]:
    if is_form(request):
        return await uploaded(request), parsed(DraftIn, await form_text(request, "draft"))
    pasted = parsed(PastedDraftIn, await request.body())
    return Upload(safe_name(pasted.name), pasted.text.encode()), pasted.draft


async def _answer(parts: Parts, person: Person, draft_id: int, status: int = 200) -> Response[DraftOut]:
    shown = present_draft(
        await parts.database.read(describe_draft, parts.sheets, person.id, draft_id), person
    )
    return Response(shown, status_code=status, headers={"etag": etag(shown.version)})


drafts_router = Router(
    path="/api",
    route_handlers=[post_draft, get_one_draft, put_draft, get_provisions, get_source],
    tags=["Drafts"],
)
