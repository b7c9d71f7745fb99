"""One provider of OpenID Connect: the code flow with PKCE. Loaded when somebody first signs in with it."""

import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

import httpx2
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]

from salvaguarda.adapters.openid.checking import checked_token, to_claims
from salvaguarda.adapters.openid.metadata import KnownProvider, Metadata, parsed
from salvaguarda.adapters.openid.transport import SECONDS, AnswerTooLong, CountingTransport
from salvaguarda.adapters.secrets_folder import SecretMissing
from salvaguarda.application.ports.openid import Arrival, Journey, SignInTrouble, Trouble
from salvaguarda.domain.openid import Claims


@dataclass(frozen=True, slots=True)
class Client:
    """What the provider knows this installation as.

    secret: asked for each time, so that it can be changed while the service runs; None where the provider gave none.
    scopes: with blanks between; "openid" is among them. trust_emails: as of `to_claims`.
    """

    issuer: str
    client_id: str
    scopes: str
    secret: Callable[[], str] | None = field(default=None, repr=False)
    trust_emails: bool = False


class OpenIdProvider:
    """The two halves of IdentityProvider that need the network (application/ports/openid.py)."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known = KnownProvider(client.issuer, self._fetch)

    async def depart(self, return_address: str) -> tuple[str, Journey]:
        """Where to send the browser, and what to keep until it is back."""
        metadata = await self._known.metadata()
        journey = Journey(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            return_address=return_address,
        )
        async with self._opened(metadata) as client:
            address, _ = client.create_authorization_url(
                metadata.authorization,
                state=journey.state,
                code_verifier=journey.verifier,
                nonce=journey.nonce,
                redirect_uri=return_address,
            )
        return str(address), journey

    async def arrive(self, journey: Journey, arrival: Arrival) -> Claims:
        """Who that is, once everything fits."""
        metadata = await self._known.metadata()
        _check_arrival(metadata, journey, arrival)
        async with self._opened(metadata) as client:
            answer = await self._token_of(client, metadata, journey, arrival.code)
            token = await checked_token(self._known, self._client.client_id, journey.nonce, answer)
            userinfo = await self._userinfo(client, metadata, token)
        return to_claims(metadata.issuer, token, userinfo, trust_emails=self._client.trust_emails)

    def _opened(self, metadata: Metadata) -> Any:
        """Authlib's client, unknown to the type checker."""
        method = "none" if self._client.secret is None else "client_secret_basic"
        if method != "none" and metadata.secret_in_body:
            method = "client_secret_post"
        client = AsyncOAuth2Client(
            client_id=self._client.client_id,
            client_secret=self._secret(),
            scope=self._client.scopes,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
            **_network(),
        )
        client.register_client_auth_method(("client_secret_basic", _basic))
        return client

    def _secret(self) -> str | None:
        try:
            return None if self._client.secret is None else self._client.secret()
        except SecretMissing as error:
            raise SignInTrouble(Trouble.AWAY, str(error)) from None

    async def _token_of(
        self, client: Any, metadata: Metadata, journey: Journey, code: str
    ) -> Mapping[str, Any]:
        try:
            answer: Mapping[str, Any] = await client.fetch_token(
                metadata.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=journey.verifier,
                redirect_uri=journey.return_address,
            )
        except OAuthError as error:
            raise SignInTrouble(
                Trouble.WRONG, f"the provider refused the code: {_error_word(error.error)}"
            ) from None
        except (httpx2.HTTPError, AnswerTooLong, ValueError) as error:
            raise _away(error) from None
        return answer

    async def _userinfo(self, client: Any, metadata: Metadata, token: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider says further of the account, where the ID token does not name an e-mail already."""
        if token.get("email") or not metadata.userinfo:
            return {}
        try:
            response = await client.get(metadata.userinfo)
            response.raise_for_status()
        except (httpx2.HTTPError, AnswerTooLong, OAuthError) as error:
            raise _away(error) from None
        said = parsed(response.content)
        return said if isinstance(said, Mapping) else {}

    async def _fetch(self, address: str) -> Any:
        try:
            async with httpx2.AsyncClient(**_network()) as client:
                response = await client.get(address, headers={"accept": "application/json"})
                response.raise_for_status()
        except (httpx2.HTTPError, AnswerTooLong) as error:
            raise _away(error) from None
        return parsed(response.content)


def _network() -> dict[str, Any]:
    return {
        "transport": CountingTransport(),
        "timeout": SECONDS,
        "follow_redirects": False,
        "trust_env": False,
    }


def _basic(client: Any, method: str, uri: str, headers: Any, body: Any) -> tuple[str, Any, Any]:  # noqa: ARG001  (authlib's)
    """Name and secret encoded as RFC 6749 2.3.1 says, which authlib leaves out: a secret may hold ":" or "%"."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret or '')}"
    headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return uri, headers, body


def _check_arrival(metadata: Metadata, journey: Journey, arrival: Arrival) -> None:
    if not secrets.compare_digest(arrival.state.encode(), journey.state.encode()):
        raise SignInTrouble(Trouble.STALE, "the state is another one")
    if arrival.issuer != metadata.issuer and (arrival.issuer or metadata.names_itself):
        raise SignInTrouble(Trouble.WRONG, "another provider sent the browser back")
    if arrival.error:
        raise SignInTrouble(Trouble.DECLINED, f"the provider says: {_error_word(arrival.error)}")
    if not arrival.code:
        raise SignInTrouble(Trouble.WRONG, "the provider sent no code")


def _error_word(text: object) -> str:
    """One of the words that the standards name, for the log; what else a provider writes is nobody's."""
    word = str(text)
    return word if word.replace("_", "").isalpha() and word.isascii() and len(word) < 50 else "something else"


def _away(error: Exception) -> SignInTrouble:
    status = getattr(getattr(error, "response", None), "status_code", None)
    return SignInTrouble(
        Trouble.AWAY, f"the provider does not answer as it should: {status or type(error).__name__}"
    )
