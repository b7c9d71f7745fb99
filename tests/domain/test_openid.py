"""For which e-mail addresses a provider's word is taken."""

from dataclasses import replace

import pytest

from salvaguarda.domain.openid import Claims, vouched_email

ANA = Claims("https://sso.example.org", "1", "ana@example.org", email_verified=True)


def test_verified_address_of_an_allowed_domain_is_taken() -> None:
    assert vouched_email(ANA, ["Example.org", "other.example"]) == "ana@example.org"


@pytest.mark.parametrize(
    "claims",
    [
        replace(ANA, email_verified=False),
        replace(ANA, email=""),
        replace(ANA, email="example.org"),
        replace(ANA, email="@example.org"),
        replace(ANA, email="ana@evil-example.org"),
        replace(ANA, email="ana@example.org.evil.example"),
        replace(ANA, email="ana@sub.example.org"),
    ],
    ids=str,
)
def test_other_addresses_are_not(claims: Claims) -> None:
    assert vouched_email(claims, ["example.org"]) is None


def test_no_domain_allowed_is_no_word_taken() -> None:
    assert vouched_email(ANA, []) is None


def test_google_is_believed_for_what_google_keeps_only() -> None:
    google = replace(ANA, issuer="https://accounts.google.com")
    assert vouched_email(google, ["example.org"]) is None  # a private account with an address elsewhere
    assert vouched_email(replace(google, hosted_domain="example.org"), ["example.org"]) == "ana@example.org"
    assert vouched_email(replace(google, email="ana@gmail.com"), ["gmail.com"]) == "ana@gmail.com"
