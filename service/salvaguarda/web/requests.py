"""Requests as this service reads them."""

from typing import Any

from litestar import Request

from salvaguarda.application.ports.sessions import Session
from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.people import Person

_MARK = b"\\u0000"  # how JSON writes the character that PostgreSQL cannot keep


class JsonRequest(Request[Person | None, Session | None, Any]):
    """A request whose JSON holds no NUL character: one database would keep it, the other not, and no person typed it."""

    async def json(self) -> Any:
        """The body's values; Invalid when a text in them holds a NUL character."""
        values = await super().json()
        if _MARK in await self.body():
            refuse_nul(values)
        return values


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
