"""Show again that it is you: what somebody at an unlocked laptop must not do asks for the password once more."""

from datetime import datetime, timedelta
from typing import Any

from anyio import to_thread
from litestar import Request

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.throttle_sign_in import admit, fitted
from salvaguarda.domain.errors import NotConfirmed
from salvaguarda.web.parts import Parts
from salvaguarda.web.visits import knock_of

_FRESH = timedelta(minutes=15)


async def confirm(request: Request[Any, Session, Any], parts: Parts, password: str | None) -> None:
    """Return when the signed-in person gave their password, or has none and signed in a moment ago; NotConfirmed.

    Guesses count like those at the sign-in screen.
    """
    session: Session = request.auth
    kept = await parts.database.read(_password_hash, session)
    if kept is None:
        if not await parts.database.read(_is_fresh, session):
            raise NotConfirmed("You have no password here, so sign out and in again first, then repeat this.")
        return
    if not password:
        raise NotConfirmed("Type your password to go on.")
    knock = knock_of(request, session.person.email)
    await parts.database.write(admit, knock)
    if not await to_thread.run_sync(parts.passwords.fits, kept, password, limiter=parts.password_work):
        raise NotConfirmed("That is not your password. Try again.")
    await parts.database.write(fitted, knock)


def _password_hash(records: Records, session: Session) -> str | None:
    if not records.people.has_password(session.person.id):
        return None
    found = records.people.find(session.person.email)
    return None if found is None else found[1]


def _is_fresh(records: Records, session: Session) -> bool:
    began = next(
        (each.began_at for each in records.sessions.of_person(session.person.id) if each.id == session.id),
        None,
    )
    return began is not None and datetime.fromisoformat(records.now) - datetime.fromisoformat(began) < _FRESH
