"""Uploads: a multipart form's fields, or a text in the body."""

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, TypeVar

from litestar import Request
from litestar.datastructures import UploadFile
from pydantic import BaseModel, ValidationError

from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.web.mistakes import mistake_in
from salvaguarda.web.schemas.drafts import PastedTextIn, ReadingOptionsIn

M = TypeVar("M", bound=BaseModel)

FORM_BYTES = 27 * 1024 * 1024
"""A little more than the largest file that is read (25 MB), so that a file just above it gets the reader's own words."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file. name: its last part only, at most 200 characters, never empty."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentText:
    """A file or a pasted text, and how it is to be read."""

    upload: Upload
    options: ReadingOptionsIn


async def sent_text(request: Request[Any, Any, Any]) -> SentText:
    """A form with `file` and perhaps `options`, or a pasted text as JSON; Invalid when it is neither."""
    if not is_form(request):
        return pasted_text(parsed(PastedTextIn, await request.body()))
    said = (await request.form()).get("options")
    options = parsed(ReadingOptionsIn, await form_text(request, "options")) if said else ReadingOptionsIn()
    return SentText(await uploaded(request), options)


def pasted_text(pasted: PastedTextIn) -> SentText:
    """A pasted text, as the file it becomes."""
    return SentText(Upload(safe_name(pasted.name), pasted.text.encode()), pasted.options)


def is_form(request: Request[Any, Any, Any]) -> bool:
    """Whether the body is a multipart form."""
    return request.content_type[0] == "multipart/form-data"


async def uploaded(request: Request[Any, Any, Any], field: str = "file") -> Upload:
    """The file in a form's field; Invalid when the form has none."""
    form = await request.form()
    found = form.get(field)
    if not isinstance(found, UploadFile):
        raise Invalid(
            f"The form holds no file in its field “{field}”.",
            [Problem(field, "No file was sent.", "Choose a file and send it again.")],
        )
    return Upload(safe_name(found.filename), await found.read())


async def form_text(request: Request[Any, Any, Any], field: str) -> str:
    """The text in a form's field; Invalid when the form has none."""
    found = (await request.form()).get(field)
    if isinstance(found, UploadFile):  # some clients send JSON as a file part
        return (await found.read()).decode("utf-8", errors="replace")
    if not isinstance(found, str):
        raise Invalid(
            f"The form holds nothing in its field “{field}”.",
            [Problem(field, "This is missing.", "Fill it in.")],
        )
    return found


def safe_name(name: str) -> str:
    """The last part of a file's name, without control characters."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    shown = "".join(character for character in last if character.isprintable()).strip()
    return shown[:200] or "upload"


def parsed(model: type[M], text: str | bytes) -> M:
    """The model in a JSON text; Invalid with every mistake at once.

    NUL characters are left to the model's use: a pasted text is read like a file, and readers drop them.
    """
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        mistakes = [mistake_in(each) for each in error.errors()]
        problems = [Problem(each.where, each.what, each.fix) for each in mistakes]
        detail = problems[0].what if len(problems) == 1 else f"{len(problems)} things are wrong."
        raise Invalid(detail, problems) from error
