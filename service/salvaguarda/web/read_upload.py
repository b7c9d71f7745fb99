"""Read an upload in a process of its own: nobody knows what is in a file, and a thread cannot be stopped.

The process is ended when it takes too long, its death ends nothing else, and the event loop goes on meanwhile.
"""

from anyio import BrokenWorkerProcess, fail_after, to_process

from salvaguarda.application.read_draft import DraftReading, read_draft
from salvaguarda.domain.errors import Problem, Unreadable
from salvaguarda.web.parts import Parts
from salvaguarda.web.uploads import Upload


async def read_upload(parts: Parts, upload: Upload) -> DraftReading:
    """The file as it would be imported. Unreadable when it cannot be read, or not in `settings.reading_seconds`."""
    async with parts.reading_work:
        try:
            with fail_after(parts.settings.reading_seconds):
                return await to_process.run_sync(
                    read_draft, upload.content, upload.name, parts.read_document, cancellable=True
                )
        except TimeoutError as error:
            seconds = parts.settings.reading_seconds
            limit = "one second" if seconds == 1 else f"{seconds} seconds"
            raise _unreadable(upload.name, f"Reading it takes longer than {limit}.") from error
        except BrokenWorkerProcess as error:  # it took more memory than there is
            raise _unreadable(upload.name, "Reading it takes more memory than there is.") from error


def _unreadable(name: str, what: str) -> Unreadable:
    fix = "Upload one instrument at a time, as DOCX saved anew or as plain text."
    return Unreadable(f"“{name}” cannot be read: {what} {fix}", [Problem(name, what, fix)])
