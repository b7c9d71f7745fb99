"""What a provider signed is refused unless everything fits."""

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from salvaguarda.adapters.openid.checking import checked_token, to_claims
from salvaguarda.adapters.openid.metadata import KnownProvider, is_safe_address, read_metadata
from salvaguarda.application.ports.openid import SignInTrouble, Trouble

ISSUER, CLIENT, NONCE = "https://sso.example.org", "salvaguarda", "the nonce"
KEY = RSAKey.generate_key(2048, parameters={"kid": "one"}, private=True)
OTHER = RSAKey.generate_key(2048, parameters={"kid": "two"}, private=True)
CURVE = ECKey.generate_key("P-256", parameters={"kid": "three"}, private=True)
DESCRIPTION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/me",
    "jwks_uri": f"{ISSUER}/keys",
    "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
}


class Provider:
    """What is fetched of a provider, and how often. keys: those that it shows."""

    def __init__(self, *keys: Any) -> None:
        self.keys: list[Any] = list(keys)
        self.fetched: list[str] = []
        self.now = 0.0
        self.known = KnownProvider(ISSUER, self._fetch, lambda: self.now)

    async def _fetch(self, address: str) -> Any:
        self.fetched.append(address)
        return KeySet(self.keys).as_dict() if address.endswith("/keys") else DESCRIPTION


def claims(**other: object) -> dict[str, object]:
    now = int(time.time())
    return {"iss": ISSUER, "sub": "ana", "aud": CLIENT, "nonce": NONCE, "iat": now, "exp": now + 300, **other}


def signed(said: Mapping[str, object], key: Any = KEY, alg: str = "RS256", kid: str | None = "one") -> str:
    header = {"alg": alg} if kid is None else {"alg": alg, "kid": kid}
    return jwt.encode(header, dict(said), key, algorithms=[alg])


async def check(text: object, provider: Provider | None = None, **more: object) -> Mapping[str, Any]:
    known = (provider or Provider(KEY, CURVE)).known
    return await checked_token(known, CLIENT, NONCE, {"id_token": text, **more})


async def test_what_fits_is_taken() -> None:
    assert (await check(signed(claims())))["sub"] == "ana"
    assert (await check(signed(claims(), CURVE, "ES256", "three")))["sub"] == "ana"
    assert (await check(signed(claims(aud=[CLIENT, "another"], azp=CLIENT))))["sub"] == "ana"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},  # and nobody says for whom of the two it was made
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"aud": None},
        {"nonce": "another nonce"},
        {"nonce": ""},
        {"nonce": ["the nonce"]},
        pytest.param({"exp": int(time.time()) - 600}, id="exp: over"),  # two workers see two times
        {"exp": "tomorrow"},
        pytest.param({"iat": int(time.time()) + 86_400}, id="iat: to come"),
        pytest.param({"nbf": int(time.time()) + 86_400}, id="nbf: to come"),
        {"at_hash": "bm90IGl0cyBoYXNo"},
    ],
    ids=str,
)
async def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SignInTrouble) as caught:
        await check(signed(claims(**wrong)), access_token="the access token")
    assert caught.value.trouble is Trouble.WRONG


@pytest.mark.parametrize("missing", ["iss", "sub", "aud", "nonce", "iat", "exp"])
async def test_what_is_missing_is_refused(missing: str) -> None:
    said = {name: value for name, value in claims().items() if name != missing}
    with pytest.raises(SignInTrouble):
        await check(signed(said))


def text_of(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def forged() -> dict[str, object]:
    head, body, signature = signed(claims()).split(".")
    none, secret = text_of(b'{"alg":"none"}'), text_of(b'{"alg":"HS256","kid":"one"}')
    mark = hmac.new(KEY.as_pem(private=False), f"{secret}.{body}".encode(), "sha256").digest()
    return {
        "signed by a stranger": signed(claims(), OTHER),
        "signed by a stranger under a key of theirs": signed(claims(), OTHER, kid="two"),
        "signed with the public key as a secret": f"{secret}.{body}.{text_of(mark)}",
        "unsigned": f"{none}.{body}.",
        "signature left out": f"{head}.{body}.",
        "body of another": f"{head}.{signed(claims(sub='ben')).split('.')[1]}.{signature}",
        "no token": "not a token",
        "empty": "",
        "no text": 7,
        "missing": None,
        "no claims": jwt.encode({"alg": "RS256", "kid": "one"}, {}, KEY),
    }


@pytest.mark.parametrize("name", forged())
async def test_forged_tokens_are_refused(name: str) -> None:
    with pytest.raises(SignInTrouble) as caught:
        await check(forged()[name])
    assert caught.value.trouble is Trouble.WRONG


async def test_new_keys_are_fetched_once_and_not_for_every_forgery() -> None:
    provider = Provider(KEY)
    await check(signed(claims()), provider)
    provider.keys = [OTHER]
    for _ in range(3):  # within seconds of the last look nobody is asked again
        with pytest.raises(SignInTrouble):
            await check(signed(claims(), OTHER, kid="two"), provider)
    assert provider.fetched.count(f"{ISSUER}/keys") == 1
    provider.now += 11
    assert (await check(signed(claims(), OTHER, kid="two"), provider))["sub"] == "ana"
    assert provider.fetched.count(f"{ISSUER}/keys") == 2
    with pytest.raises(SignInTrouble):  # the old key is gone
        await check(signed(claims()), provider)


async def test_same_name_for_another_key_is_a_new_key() -> None:
    provider = Provider(KEY)
    await check(signed(claims()), provider)
    renamed = RSAKey.import_key({**OTHER.as_dict(private=True), "kid": "one"})
    provider.keys, provider.now = [renamed], 11.0
    assert (await check(signed(claims(), renamed), provider))["sub"] == "ana"


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://sso.example.org/"},
        {"issuer": None},
        {"authorization_endpoint": "http://sso.example.org/auth"},
        {"token_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ""},
        {"userinfo_endpoint": "http://elsewhere.example/me"},
        {"token_endpoint": "https://[bad"},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    ],
    ids=str,
)
def test_description_that_is_not_its_own_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SignInTrouble):
        read_metadata(ISSUER, {**DESCRIPTION, **wrong})
    with pytest.raises(SignInTrouble):
        read_metadata(ISSUER, ["nothing"])


def test_only_what_anybody_can_check_counts_as_signed() -> None:
    assert read_metadata(ISSUER, DESCRIPTION).signs_with == ("RS256", "ES256")
    assert is_safe_address("http://127.0.0.1:9000/auth")
    assert not is_safe_address("http://127.0.0.1.evil.example/auth")


def test_userinfo_of_another_account_is_refused() -> None:
    said = to_claims(ISSUER, {"sub": "ana"}, {"sub": "ana", "email": "Ana@Example.org"}, trust_emails=False)
    assert (said.email, said.email_verified) == ("ana@example.org", False)
    with pytest.raises(SignInTrouble):
        to_claims(ISSUER, {"sub": "ana"}, {"sub": "ben", "email": "ana@example.org"}, trust_emails=False)


@pytest.mark.parametrize(
    ("said", "verified"), [(True, True), ("true", True), (False, False), ("yes", False), (1, True)]
)
def test_verified_is_what_the_provider_says(said: object, verified: bool) -> None:
    token = {"sub": "ana", "email": "ana@example.org", "email_verified": said}
    assert to_claims(ISSUER, token, {}, trust_emails=False).email_verified is verified
    assert to_claims(ISSUER, token, {}, trust_emails=True).email_verified


@pytest.mark.parametrize(
    "email", [None, 7, "a" * 300 + "@example.org", "ana@example.org\nx", ["ana@example.org"]]
)
def test_email_that_is_none_is_left_out(email: object) -> None:
    assert to_claims(ISSUER, {"sub": "ana", "email": email}, {}, trust_emails=True).email == ""


@pytest.mark.parametrize("subject", [None, "", 7, "x" * 256])
def test_account_without_a_name_is_refused(subject: object) -> None:
    with pytest.raises(SignInTrouble):
        to_claims(ISSUER, {"sub": subject}, {}, trust_emails=False)
