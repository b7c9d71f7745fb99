"""Preview of a text: read and cut, nothing stored."""

from typing import Any

import msgspec
from anyio import to_thread
from litestar import Request, Response, Router, post
from litestar.di import NamedDependency

from salvaguarda.application.read_draft import DraftReading
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_reading import present_reading
from salvaguarda.web.read_upload import read_upload
from salvaguarda.web.schemas.drafts import PastedTextIn, ReadingOut
from salvaguarda.web.uploads import FORM_BYTES, Upload, is_form, parsed, safe_name, uploaded


@post(
    "/api/readings",
    operation_id="read_draft",
    summary="See how a text would be cut",
    tags=["Drafts"],
    status_code=200,
    request_max_body_size=FORM_BYTES,
    opt={"act": Act.WRITE_DRAFTS},
)
async def read_text(
    request: Request[Person, Any, Any], parts: NamedDependency[Parts]
) -> Response[ReadingOut]:
    """A form with the field `file`, or a pasted text as JSON. 422 says why a file cannot be read."""
    reading = await read_upload(parts, await _upload(request))
    content = await to_thread.run_sync(_encoded, reading)
    return Response(content, media_type="application/json")  # type: ignore[arg-type]  # encoded off the event loop


async def _upload(request: Request[Person, Any, Any]) -> Upload:
    if is_form(request):
        return await uploaded(request)
    pasted = parsed(PastedTextIn, await request.body())
    return Upload(safe_name(pasted.name), pasted.text.encode())


def _encoded(reading: DraftReading) -> bytes:
    return msgspec.json.encode(present_reading(reading))


readings_router = Router(path="/", route_handlers=[read_text])
