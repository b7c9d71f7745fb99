"""Sign in, sign out, and where one is signed in."""

from anyio import to_thread
from litestar import Response, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.end_session import (
    end_all_sessions,
    end_other_session,
    end_session,
    list_sessions,
)
from salvaguarda.application.ports.sessions import Session
from salvaguarda.application.sign_in import find_credentials, sign_in, sign_in_demo
from salvaguarda.application.throttle_sign_in import admit
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import NotFound, WrongCredentials
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_account import present_session_record
from salvaguarda.web.present_people import present_session
from salvaguarda.web.schemas.account import OwnSessionOut
from salvaguarda.web.schemas.people import DemoSignInIn, SecondStepOut, SessionOut, SignInIn
from salvaguarda.web.sessions import ended_cookie
from salvaguarda.web.signed_in import VisitorRequest, answer_session, answer_signed_in, session_id_of
from salvaguarda.web.visits import knock_of, visit_of


@get("/session", operation_id="get_session", summary="Who is signed in", opt={"act": Act.READ})
async def get_own_session(session: NamedDependency[Session], parts: NamedDependency[Parts]) -> SessionOut:
    """The signed-in person and the token for X-CSRF-Token; 401 for a visitor."""
    return present_session(session, demo=parts.settings.demo)


@post("/session", operation_id="sign_in", summary="Sign in", status_code=200, opt={"act": Act.SIGN_IN})
async def post_session(
    data: JSONBody[SignInIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[SessionOut | SecondStepOut]:
    """A new session; the one this browser had ends. Whoever set up a second factor is asked for it first. 401 says the same, as late, whether or not the e-mail is known."""
    knock = knock_of(request, data.email)
    await parts.database.write(admit, knock)
    person, kept = await parts.database.read(find_credentials, data.email)
    fits = await to_thread.run_sync(parts.passwords.fits, kept, data.password, limiter=parts.password_work)
    if person is None or kept is None or not fits:
        raise WrongCredentials
    new_hash = None
    if parts.passwords.is_outdated(kept):
        new_hash = await to_thread.run_sync(
            parts.passwords.hashed, data.password, limiter=parts.password_work
        )
    days, visit = parts.settings.session_days, visit_of(request, SignInMethod.PASSWORD)
    outcome = await parts.database.write(
        sign_in, person.id, days, visit, session_id_of(request), new_hash, knock
    )
    return answer_signed_in(outcome, parts)


@post(
    "/session/demo",
    operation_id="sign_in_demo",
    summary="Become a demo reviewer (demo mode only)",
    status_code=200,
    opt={"act": Act.SIGN_IN},
)
async def post_demo_session(
    data: JSONBody[DemoSignInIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[SessionOut]:
    """One click; 404 unless the service runs in demo mode on loopback."""
    if not (parts.settings.demo and parts.settings.on_loopback):
        raise NotFound("page", "/api/session/demo")
    days, visit = parts.settings.session_days, visit_of(request, SignInMethod.DEMO)
    replaced = session_id_of(request)
    return answer_session(
        await parts.database.write(sign_in_demo, data.person_id, days, visit, replaced), parts
    )


@delete("/session", operation_id="sign_out", summary="Sign out", opt={"act": Act.SIGN_OUT})
async def delete_session(session: NamedDependency[Session], parts: NamedDependency[Parts]) -> Response[None]:
    """End this session."""
    await parts.database.write(end_session, session)
    parts.recent_sessions.forget()
    return Response(None, status_code=204, cookies=[ended_cookie(parts.settings)])


@delete(
    "/sessions", operation_id="sign_out_everywhere", summary="Sign out everywhere", opt={"act": Act.SIGN_OUT}
)
async def delete_sessions(session: NamedDependency[Session], parts: NamedDependency[Parts]) -> Response[None]:
    """End every session of the signed-in person."""
    await parts.database.write(end_all_sessions, session)
    parts.recent_sessions.forget()
    return Response(None, status_code=204, cookies=[ended_cookie(parts.settings)])


@get(
    "/sessions",
    operation_id="list_sessions",
    summary="Where one is signed in",
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def get_sessions(
    session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> list[OwnSessionOut]:
    """One's own sessions, the newest first."""
    found = await parts.database.read(list_sessions, session.person.id)
    return [present_session_record(each, session.id) for each in found]


@delete(
    "/sessions/{session_id:int}",
    operation_id="sign_out_elsewhere",
    summary="End one of one's sessions",
    opt={"act": Act.MANAGE_ACCOUNT},
)
async def delete_other_session(
    session_id: FromPath[int], session: NamedDependency[Session], parts: NamedDependency[Parts]
) -> Response[None]:
    """It ends at once, wherever it is; 404 for one of somebody else."""
    await parts.database.write(end_other_session, session.person.id, session_id)
    parts.recent_sessions.forget()
    return Response(None, status_code=204)


session_router = Router(
    path="/api",
    route_handlers=[
        get_own_session,
        post_session,
        post_demo_session,
        delete_session,
        delete_sessions,
        get_sessions,
        delete_other_session,
    ],
    tags=["People"],
)
