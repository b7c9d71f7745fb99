"""Requests as this service reads them."""

from typing import Any

from litestar import Request
from litestar.datastructures import FormMultiDict

from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.errors import Invalid, Problem, StorageFull
from salvaguarda.domain.people import Person

_MARK = b"\\u0000"  # how JSON writes the character that PostgreSQL cannot keep


class StrictRequest(Request[Person | None, Session | None, Any]):
    """A request whose body is refused, and is no fault of ours, when nobody can read or keep it."""

    async def json(self) -> Any:
        """The body's values; Invalid when they are nested too deep, or when a text in them holds a NUL character.

        One database would keep a NUL, the other not, and no person typed it.
        """
        try:
            values = await super().json()
        except RecursionError as error:
            raise Invalid("The JSON is nested too deep to be what this address expects.") from error
        if _MARK in await self.body():
            refuse_nul(values)
        return values

    async def form(self) -> FormMultiDict:
        """The form's fields; Invalid when a text field cannot be decoded, StorageFull when a file finds no room."""
        try:
            return await super().form()
        except (LookupError, UnicodeDecodeError) as error:
            raise Invalid("A text field of the form is not UTF-8. Send it as UTF-8.") from error
        except OSError as error:  # files above 1 MB wait in the system's temporary folder
            raise StorageFull(
                f"The file cannot be taken in ({error.strerror}). Nothing was stored. Free some room on the disk of this "
                "service, then send it again."
            ) from error


def refuse_nul(value: object, place: str = "") -> None:
    """Return when no text in these JSON values holds a NUL character; Invalid with its place otherwise."""
    waiting = [(place, value)]
    while waiting:
        where, part = waiting.pop()
        if isinstance(part, str) and "\x00" in part:
            problem = Problem(where, "This holds a NUL character, which cannot be kept.", "Remove it.")
            raise Invalid(f"{where or 'The text'} holds a NUL character, which cannot be kept.", [problem])
        if isinstance(part, dict):
            waiting += [(f"{where}.{key}".lstrip("."), each) for key, each in part.items()]
            waiting += [(where, key) for key in part]
        if isinstance(part, list):
            waiting += [(f"{where}.{index}".lstrip("."), each) for index, each in enumerate(part)]
