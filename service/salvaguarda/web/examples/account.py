"""Examples: one's own account."""

from salvaguarda.domain.scopes import Scope
from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.account import (
    DepartureOut,
    IdentityOut,
    MadeTokenOut,
    OwnSessionOut,
    ProviderLinkIn,
    ProviderSignInIn,
    TokenIn,
    TokenOut,
)

_TOKEN = TokenOut(
    id=3,
    name="Dashboard of the coalition",
    personal=False,
    scopes=["export", "read"],
    hint="pL4w",
    created_at="2026-11-24T09:12:40.123456Z",
    expires_at="2027-02-22T09:12:40.123456Z",
    used_at=None,
    revoked_at=None,
    holds=True,
)
_PASSWORD = "correct horse battery"  # noqa: S105  (an example, no secret)
_KEY = "salvaguarda_J2xkQhJx0s1nR1v0bS5w8Qf6mC3zY7aTt9eUoWdKpL4w"

EXAMPLES = {
    "list_sessions": Example(
        [
            OwnSessionOut(
                id=12,
                method="password",
                agent="Firefox, Linux",
                address="203.0.113.…",
                began_at="2026-11-24T08:00:00.000000Z",
                used_at="2026-11-24T09:10:00.000000Z",
                expires_at="2026-12-08T09:10:00.000000Z",
                current=True,
            )
        ]
    ),
    "sign_out_elsewhere": Example(parameters={"session_id": 12}),
    "begin_provider_sign_in": Example(
        DepartureOut("https://sso.example.org/auth?client_id=salvaguarda&response_type=code"),
        ProviderSignInIn(return_to="/assessments/3/matrix"),
    ),
    "begin_provider_link": Example(
        DepartureOut("https://sso.example.org/auth?client_id=salvaguarda&response_type=code"),
        ProviderLinkIn(return_to="/account", password=_PASSWORD),
    ),
    "list_tokens": Example([_TOKEN]),
    "make_token": Example(
        MadeTokenOut(_TOKEN, _KEY),
        TokenIn(
            name="Dashboard of the coalition",
            scopes=[Scope.READ, Scope.EXPORT],
            days=90,
            password=_PASSWORD,
        ),
    ),
    "end_token": Example(parameters={"token_id": 3}),
    "list_identities": Example(
        [
            IdentityOut(
                id=5,
                issuer="https://sso.example.org/realms/reviewers",
                subject="f3a1c2",
                since="2026-11-24T08:00:00.000000Z",
            )
        ]
    ),
    "part_identity": Example(parameters={"identity_id": 5}),
}
