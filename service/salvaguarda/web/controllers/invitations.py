"""Invitations: made by owners, accepted by whoever has the link. Keys travel in bodies, so that no log holds one."""

import structlog
from anyio import to_thread
from litestar import Response, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from salvaguarda.application.accept_invitation import (
    accept_as,
    accept_with_account,
    check_address,
    look_at_invitation,
)
from salvaguarda.application.invite import MadeInvitation, invite, list_invitations, withdraw_invitation
from salvaguarda.application.ports.teams import NewInvitation
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import MailNotSent
from salvaguarda.domain.people import Person
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_teams import present_invitation, present_opened
from salvaguarda.web.schemas.people import SessionOut
from salvaguarda.web.schemas.teams import (
    GuestIn,
    InvitationIn,
    InvitationKeyIn,
    InvitationOut,
    JoinedOut,
    MadeInvitationOut,
    OpenedInvitationOut,
    TeamInvitationIn,
)
from salvaguarda.web.service_address import service_address
from salvaguarda.web.signed_in import VisitorRequest, answer_session, session_id_of
from salvaguarda.web.visits import visit_of

log = structlog.get_logger()


async def _made(
    parts: Parts, request: VisitorRequest, person: Person, wanted: NewInvitation, days: int
) -> MadeInvitationOut:
    made = await parts.database.write(invite, person, wanted, days)
    link = f"{service_address(parts.settings, request)}/invite#{made.key}"
    problem = await _mailed(parts, made, link) if wanted.email else None
    shown = present_invitation(made.record, person, is_open=True)
    return MadeInvitationOut(shown, None if problem == "" else link, problem or "")


async def _mailed(parts: Parts, made: MadeInvitation, link: str) -> str | None:
    """ "" when it was sent, why it was not, or None where this service sends no e-mail."""
    if parts.mailer is None:
        return None
    try:
        await parts.mailer.send(made.record.invitation.email, _SUBJECT, _letter(made, link))
    except MailNotSent as error:
        log.warning("invitation not sent", invitation=made.record.id, cause=type(error.__cause__).__name__)
        return error.message
    return ""


_SUBJECT = "You are invited to Salvaguarda"


def _letter(made: MadeInvitation, link: str) -> str:
    """Names whoever invites, and nothing of what is assessed: mail is read on the way."""
    return (
        f"{made.record.created_by.display_name} invites you to work together on Salvaguarda, "
        "where treaties are compared with human-rights safeguards.\n\n"
        f"Open this link to accept. It works once, until {made.record.expires_at[:10]}:\n\n{link}\n\n"
        "If you do not know what this is about, ignore this message; nothing happens then.\n"
    )


@post(
    "/api/assessments/{assessment_id:int}/invitations",
    operation_id="invite_to_assessment",
    summary="Invite somebody to an assessment",
    opt={"act": Act.MANAGE_TEAM},
)
async def post_team_invitation(
    assessment_id: FromPath[int],
    data: JSONBody[TeamInvitationIn],
    request: VisitorRequest,
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> MadeInvitationOut:
    """By a link that works once. Guests without an account make one with it."""
    wanted = NewInvitation(data.email, data.organisation_id, assessment_id, frozenset(data.roles))
    return await _made(parts, request, person, wanted, data.days)


@get(
    "/api/assessments/{assessment_id:int}/invitations",
    operation_id="list_assessment_invitations",
    summary="Invitations to an assessment",
    opt={"act": Act.MANAGE_TEAM},
)
async def get_team_invitations(
    assessment_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[InvitationOut]:
    """Newest first; their links are not kept."""
    found = await parts.database.read(list_invitations, person, assessment_id)
    return [present_invitation(record, person, is_open=is_open) for record, is_open in found]


@delete(
    "/api/assessments/{assessment_id:int}/invitations/{invitation_id:int}",
    operation_id="withdraw_assessment_invitation",
    summary="Withdraw an invitation to an assessment",
    opt={"act": Act.MANAGE_TEAM},
)
async def delete_team_invitation(
    assessment_id: FromPath[int],
    invitation_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> None:
    """It cannot be used any more. 409 when it was used."""
    await parts.database.write(withdraw_invitation, person, invitation_id, assessment_id)


@post(
    "/api/invitations",
    operation_id="invite",
    summary="Invite somebody to this installation",
    opt={"act": Act.ADD_PERSON},
)
async def post_invitation(
    data: JSONBody[InvitationIn],
    request: VisitorRequest,
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
) -> MadeInvitationOut:
    """By a link that works once, with which they make an account."""
    wanted = NewInvitation(data.email, data.organisation_id, None, frozenset())
    return await _made(parts, request, person, wanted, data.days)


@get(
    "/api/invitations",
    operation_id="list_invitations",
    summary="Invitations to this installation",
    opt={"act": Act.ADD_PERSON},
)
async def get_invitations(
    person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> list[InvitationOut]:
    """Those to no assessment, newest first."""
    found = await parts.database.read(list_invitations, person, None)
    return [present_invitation(record, person, is_open=is_open) for record, is_open in found]


@delete(
    "/api/invitations/{invitation_id:int}",
    operation_id="withdraw_invitation",
    summary="Withdraw an invitation to this installation",
    opt={"act": Act.ADD_PERSON},
)
async def delete_invitation(
    invitation_id: FromPath[int], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> None:
    """It cannot be used any more. 409 when it was used."""
    await parts.database.write(withdraw_invitation, person, invitation_id, None)


@post(
    "/api/invitations/opened",
    operation_id="open_invitation",
    summary="What an invitation is to",
    status_code=200,
    opt={"act": Act.ACCEPT_INVITATION},
)
async def post_opened(data: JSONBody[InvitationKeyIn], parts: NamedDependency[Parts]) -> OpenedInvitationOut:
    """409, always the same, when it is over, used, withdrawn or none."""
    return present_opened(await parts.database.read(look_at_invitation, data.key))


@post(
    "/api/invitations/accounts",
    operation_id="accept_with_account",
    summary="Accept an invitation with a new account, and sign in",
    opt={"act": Act.ACCEPT_INVITATION},
)
async def post_account(
    data: JSONBody[GuestIn], request: VisitorRequest, parts: NamedDependency[Parts]
) -> Response[SessionOut]:
    """409 when the invitation is over or for another e-mail, or when the e-mail is known here: sign in first then."""
    opened = await parts.database.read(
        look_at_invitation, data.key
    )  # before a password is hashed for a guess
    if parts.oidc is not None:
        check_address(opened.invitation, data.email, parts.settings.oidc_allowed_domains)
    hashed = await to_thread.run_sync(parts.passwords.hashed, data.password, limiter=parts.password_work)
    started = await parts.database.write(
        accept_with_account,
        data.key,
        data.email,
        data.display_name,
        hashed,
        parts.settings.session_days,
        visit_of(request, SignInMethod.INVITATION),
        session_id_of(request),
    )
    return answer_session(started, parts)


@post(
    "/api/invitations/accepted",
    operation_id="accept_invitation",
    summary="Accept an invitation as who one is",
    status_code=200,
    opt={"act": Act.JOIN},
)
async def post_accepted(
    data: JSONBody[InvitationKeyIn], person: NamedDependency[Person], parts: NamedDependency[Parts]
) -> JoinedOut:
    """409 when it is over, or for another e-mail."""
    return JoinedOut(await parts.database.write(accept_as, data.key, person))


invitations_router = Router(
    path="/",
    route_handlers=[
        post_team_invitation,
        get_team_invitations,
        delete_team_invitation,
        post_invitation,
        get_invitations,
        delete_invitation,
        post_opened,
        post_account,
        post_accepted,
    ],
    tags=["Teams"],
)
