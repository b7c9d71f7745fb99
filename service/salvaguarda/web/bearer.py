"""API tokens over HTTP: "Authorization: Bearer …" instead of a session; no browser sends it by itself, so no CSRF token."""

import structlog
from litestar.types import Scope

from salvaguarda.application.make_token import find_token, note_token_use
from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.tokens import TokenUse
from salvaguarda.application.start_session import key_hash
from salvaguarda.domain.errors import NotSignedIn, StorageUnavailable

log = structlog.get_logger()

_LONGEST = 200


def bearer_key(scope: Scope) -> str | None:
    """The key in the Authorization header; None where there is no such header, "" where it holds something else."""
    sent = next((value for name, value in scope["headers"] if name == b"authorization"), None)
    if sent is None:
        return None
    kind, _, key = sent[:_LONGEST].decode("latin-1").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""


async def use_token(database: Database, key: str) -> TokenUse:
    """As whom the request acts; NotSignedIn when the token does not hold, even where a session came along."""
    use, to_note = await database.read(find_token, key_hash(key))
    if use is None:
        raise NotSignedIn("This API token is unknown, or it has ended. Make another one in your account.")
    if to_note:
        try:
            await database.write(note_token_use, use.token.id)
        except StorageUnavailable as error:  # a full disk must not stop anybody from reading
            log.warning("use of an API token not noted", cause=repr(error))
    return use
