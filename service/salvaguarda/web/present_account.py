"""One's own account for the wire."""

from salvaguarda.application.make_token import holds
from salvaguarda.application.ports.identities import Identity
from salvaguarda.application.ports.sessions import SessionRecord
from salvaguarda.application.ports.tokens import Token
from salvaguarda.web.schemas.account import IdentityOut, OwnSessionOut, TokenOut


def present_session_record(session: SessionRecord, current_id: int) -> OwnSessionOut:
    """One of somebody's own sessions."""
    return OwnSessionOut(
        id=session.id,
        method=session.visit.method.value,
        agent=session.visit.agent,
        address=session.visit.address,
        began_at=session.began_at,
        used_at=session.used_at,
        expires_at=session.expires_at,
        current=session.id == current_id,
    )


def present_token(token: Token, now: str) -> TokenOut:
    """One of somebody's own API tokens, as it is at `now`."""
    return TokenOut(
        id=token.id,
        name=token.name,
        personal=token.personal,
        scopes=sorted(scope.value for scope in token.scopes),
        hint=token.hint,
        created_at=token.created_at,
        expires_at=token.expires_at,
        used_at=token.used_at,
        revoked_at=token.revoked_at,
        holds=holds(token, now),
    )


def present_identity(identity: Identity) -> IdentityOut:
    """One of somebody's own accounts at a provider."""
    return IdentityOut(identity.id, identity.issuer, identity.subject, identity.since)
