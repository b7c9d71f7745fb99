"""What a provider says of itself (OpenID Connect Discovery), and its keys; asked for when needed, and again after a while."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from salvaguarda.application.ports.openid import SignInTrouble, Trouble

FetchJson = Callable[[str], Awaitable[Any]]
"""Address → what its JSON says; SignInTrouble."""

_KEPT_SECONDS = 3600.0
_KEYS_AGAIN_SECONDS = 10.0  # however many unknown keys come, the provider is asked for its keys no more often
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

# What can sign for everybody to check. Not HS…, whose key is the secret; never "none".
STRONG = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where things are at the provider. signs_with: algorithms of what it signs. names_itself: it says in the address who sent
    the browser back. secret_in_body: it takes the client's secret in the body only."""

    issuer: str
    authorization: str
    token: str
    userinfo: str
    keys: str
    signs_with: tuple[str, ...]
    names_itself: bool
    secret_in_body: bool


def read_metadata(issuer: str, said: Any) -> Metadata:
    """The provider's own description, checked; SignInTrouble when it is not what this installation was told of."""
    if not isinstance(said, Mapping) or said.get("issuer") != issuer:
        raise SignInTrouble(
            Trouble.AWAY, "the provider's description names another issuer than SALVAGUARDA_OIDC_ISSUER"
        )
    signs_with = _words(said, "id_token_signing_alg_values_supported") or ("RS256",)
    strong = tuple(each for each in signs_with if each in STRONG)
    if not strong:  # joserfc takes "none are allowed" for "the usual ones are", HS256 among them
        raise SignInTrouble(Trouble.AWAY, "the provider signs with no method that anybody could check")
    methods = _words(said, "token_endpoint_auth_methods_supported") or ("client_secret_basic",)
    return Metadata(
        issuer=issuer,
        authorization=_address(said, "authorization_endpoint"),
        token=_address(said, "token_endpoint"),
        userinfo=_address(said, "userinfo_endpoint") if said.get("userinfo_endpoint") else "",
        keys=_address(said, "jwks_uri"),
        signs_with=strong,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        secret_in_body="client_secret_basic" not in methods and "client_secret_post" in methods,
    )


def _words(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = said.get(name)
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _address(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not is_safe_address(found):
        raise SignInTrouble(Trouble.AWAY, f"the provider's description holds no safe {name}")
    return found


def is_safe_address(address: str) -> bool:
    """Whether it is encrypted, or on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))


class KnownProvider:
    """The description and the keys of one provider, kept an hour; the keys sooner anew when one is not among them.

    clock: seconds that only grow.
    """

    def __init__(self, issuer: str, fetch: FetchJson, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer, self._fetch, self._clock = issuer, fetch, clock
        self._metadata: tuple[Metadata, float] | None = None
        self._keys: tuple[KeySet, float] | None = None

    async def metadata(self) -> Metadata:
        """The description, at most an hour old."""
        if self._metadata is None or self._clock() - self._metadata[1] > _KEPT_SECONDS:
            address = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
            self._metadata = read_metadata(self._issuer, await self._fetch(address)), self._clock()
        return self._metadata[0]

    async def keys(self, *, anew: bool = False) -> KeySet:
        """The keys, at most an hour old. anew: one was missing: the provider may have changed them since."""
        oldest = _KEYS_AGAIN_SECONDS if anew else _KEPT_SECONDS
        if self._keys is None or self._clock() - self._keys[1] > oldest:
            said = await self._fetch((await self.metadata()).keys)
            try:
                self._keys = KeySet.import_key_set(said), self._clock()
            except (JoseError, KeyError, TypeError, ValueError, AttributeError) as error:
                raise SignInTrouble(Trouble.AWAY, "the provider's keys cannot be read") from error
        return self._keys[0]


def parsed(content: bytes) -> Any:
    """What JSON says; SignInTrouble when it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SignInTrouble(Trouble.AWAY, "the provider answered with something else than JSON") from error
