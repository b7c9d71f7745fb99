"""JSON, complete: written and read by one description of the form, so that nothing can get lost between the two."""

import re
from hashlib import sha256

import msgspec

from salvaguarda.application.ports.complete_exports import FORMAT, READABLE, SCHEMA, CompleteExport
from salvaguarda.domain.errors import InvalidExport, Problem

MEDIA_TYPE = "application/json"
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_PLACE = re.compile(r" - at `\$\.?(.*)`$")


class _Head(msgspec.Struct):
    """What every export says first; enough to tell what it is before the rest is read."""

    format: str = ""
    schema: int = 0


def write_complete(export: CompleteExport) -> bytes:
    """The file's bytes: indented, UTF-8, sources in base64."""
    return msgspec.json.format(msgspec.json.encode(export), indent=1) + b"\n"


def read_complete(content: bytes) -> CompleteExport:
    """The export in a file; InvalidExport says what is wrong and where."""
    head = _head(content)
    if head.format != FORMAT:
        raise InvalidExport(
            "This is not a Salvaguarda export. Choose a JSON file that was exported with “complete (JSON)”.",
            [Problem("format", f"It does not say that it is a {FORMAT}.", "Choose another file.")],
        )
    if head.schema not in READABLE:
        raise InvalidExport(
            f"This export has the form {head.schema}; this version of Salvaguarda reads forms up to {SCHEMA}.",
            [
                Problem(
                    "schema",
                    f"Form {head.schema} is not known here.",
                    "Install a newer version of Salvaguarda.",
                )
            ],
        )
    try:
        export = msgspec.json.decode(content, type=CompleteExport)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from error
    _refuse_nul(content)
    _check_seen(export)
    return export


def _check_seen(export: CompleteExport) -> None:
    """What a reviewer was shown has the hash that was kept with it, so that nobody words a suggestion anew."""
    for place, assessment in enumerate(export.assessments):
        for number, reveal in enumerate(assessment.reveals):
            if sha256(msgspec.json.encode(reveal.seen)).hexdigest() != reveal.seen_sha256:
                where = f"assessments.{place}.reveals.{number}.seen"
                what = "What was seen does not have the stated sha256."
                raise InvalidExport(
                    f"The export cannot be imported: {where}: {what}",
                    [Problem(where, what, "The file was changed after it was exported. Export it again.")],
                )


def _head(content: bytes) -> _Head:
    try:
        return msgspec.json.decode(content, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidExport(
            "The file is no JSON, or it is cut off. Choose the file as it was exported.",
            [Problem("", _sentence(str(error)), "Export it again.")],
        ) from error


def _refuse_nul(content: bytes) -> None:
    """No database keeps the character U+0000 in a text."""
    found = _NUL.search(content) if b"\\u0000" in content else None
    if found is not None:
        line = content.count(b"\n", 0, found.end()) + 1
        raise InvalidExport(
            "The export holds the character U+0000, which no text may hold.",
            [Problem(f"line {line}", "There is a character U+0000.", "Remove it, or export again.")],
        )


def _invalid(message: str) -> InvalidExport:
    match = _PLACE.search(message)
    where = "" if match is None else match[1].replace("[", ".").replace("]", "")
    what = _sentence(_PLACE.sub("", message))
    shown = f"{where}: {what}" if where else what
    return InvalidExport(
        f"The export is not complete or was changed: {shown}",
        [Problem(where, what, "Export it again, or correct this place.")],
    )


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + ("" if message.endswith(".") else ".")
