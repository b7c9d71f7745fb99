"""Checking what a provider signed: signature, who for, how old, and that it belongs to this very journey."""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from salvaguarda.adapters.openid.metadata import KnownProvider, Metadata
from salvaguarda.application.ports.openid import SignInTrouble, Trouble
from salvaguarda.domain.openid import Claims

_LEEWAY_SECONDS = 120  # clocks that go wrong
_LONGEST = 255  # of a subject (OpenID Connect Core 2) and of what we keep of names


async def checked_token(
    provider: KnownProvider, client_id: str, nonce: str, answer: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The claims of the ID token in a token endpoint's answer, once everything fits; SignInTrouble says what did not."""
    text = answer.get("id_token")
    if not isinstance(text, str):
        raise SignInTrouble(Trouble.WRONG, "the provider sent no ID token")
    metadata = await provider.metadata()
    try:
        token = _decoded(text, await provider.keys(), metadata)
    except (InvalidKeyIdError, BadSignatureError):  # keys change: look once whether there are new ones
        token = _decoded_anew(text, await provider.keys(anew=True), metadata)
    params = {"nonce": nonce, "client_id": client_id, "access_token": answer.get("access_token")}
    options = {
        "iss": {"essential": True, "value": metadata.issuer},
        "aud": {"essential": True, "value": client_id},
    }
    claims = CodeIDToken(token.claims, token.header, options, params)
    try:
        claims.validate(leeway=_LEEWAY_SECONDS)
    except (JoseError, TypeError, ValueError) as error:
        raise SignInTrouble(
            Trouble.WRONG, f"the ID token is refused: {type(error).__name__} {_claim(error)}"
        ) from error
    return dict(claims)


def _claim(error: Exception) -> str:
    return str(getattr(error, "claim", "") or "")


def _decoded(text: str, keys: KeySet, metadata: Metadata) -> jwt.Token:
    registry = JWSRegistry(algorithms=list(metadata.signs_with), strict_check_header=False)
    try:
        return jwt.decode(text, keys, registry=registry)
    except (InvalidKeyIdError, BadSignatureError):
        raise
    except (JoseError, TypeError, ValueError, KeyError) as error:
        raise SignInTrouble(Trouble.WRONG, f"the ID token is refused: {type(error).__name__}") from error


def _decoded_anew(text: str, keys: KeySet, metadata: Metadata) -> jwt.Token:
    try:
        return _decoded(text, keys, metadata)
    except (InvalidKeyIdError, BadSignatureError) as error:
        raise SignInTrouble(Trouble.WRONG, f"the ID token is refused: {type(error).__name__}") from error


def to_claims(
    issuer: str, token: Mapping[str, Any], userinfo: Mapping[str, Any], *, trust_emails: bool
) -> Claims:
    """What is taken of an ID token and of the userinfo answer, which must be about the same account.

    trust_emails: the provider's word for addresses is taken although it does not say that it verified them.
    """
    subject = token.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
        raise SignInTrouble(Trouble.WRONG, "the ID token names no account")
    if userinfo and userinfo.get("sub") != subject:
        raise SignInTrouble(Trouble.WRONG, "the userinfo answer is about another account than the ID token")
    said = {**userinfo, **token}
    verified = said.get("email_verified") in (True, "true") or said.get("xms_edov") in (True, "true", "1", 1)
    return Claims(
        issuer=issuer,
        subject=subject,
        email=_text(said, "email").lower(),
        email_verified=verified or trust_emails,
        name=_text(said, "name"),
        hosted_domain=_text(said, "hd").lower(),
    )


def _text(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    usable = isinstance(found, str) and len(found) <= _LONGEST and found.isprintable()
    return str(found).strip() if usable else ""
