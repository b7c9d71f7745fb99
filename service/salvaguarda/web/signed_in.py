"""What is answered when somebody has signed in, whichever way: their session, or the second step; and the cookies."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.start_session import SECOND_STEP_MINUTES, SecondStep, StartedSession
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_people import present_session
from salvaguarda.web.schemas.people import SecondStepOut, SessionOut
from salvaguarda.web.sessions import cookie_named, ended_cookie_named, session_cookie
from salvaguarda.web.visits import KNOWN

VisitorRequest = Request[Person | None, Session | None, Any]

_KNOWN_SECONDS = 400 * 86_400  # as long as browsers keep a cookie

PENDING = "pending"
"""Short name of the cookie that holds the key of a sign-in under way."""


def session_id_of(request: VisitorRequest) -> int | None:
    """The session that this browser has, which a new one replaces."""
    session = request.scope["auth"]
    return session.id if isinstance(session, Session) else None


def answer_signed_in(
    outcome: StartedSession | SecondStep, parts: Parts
) -> Response[SessionOut | SecondStepOut]:
    """The session and its cookie, or what the second step may be and the cookie of the sign-in under way."""
    if isinstance(outcome, SecondStep):
        cookie = cookie_named(parts.settings, PENDING, outcome.key, SECOND_STEP_MINUTES * 60)
        return Response(SecondStepOut(list(outcome.ways)), cookies=[cookie])
    return answer_session(outcome, parts)


def answer_session(started: StartedSession, parts: Parts) -> Response[Any]:
    """The session and its cookie; the browser forgets the sign-in that was under way."""
    return Response(
        present_session(started.session, demo=parts.settings.demo), cookies=cookies_of(started, parts)
    )


def cookies_of(started: StartedSession, parts: Parts) -> list[Cookie]:
    """What a browser is given with its new session."""
    parts.recent_sessions.forget()  # the session that the browser had before has ended
    settings = parts.settings
    cookies = [session_cookie(settings, started.key), ended_cookie_named(settings, PENDING)]
    if started.browser_key is not None:
        cookies.append(cookie_named(settings, KNOWN, started.browser_key, _KNOWN_SECONDS))
    return cookies
