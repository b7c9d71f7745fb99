"""What a provider of OpenID Connect says of somebody, and what may follow from it."""

from collections.abc import Collection
from dataclasses import dataclass

_GOOGLE = "https://accounts.google.com"
_GOOGLE_MAIL = frozenset({"gmail.com", "googlemail.com"})


@dataclass(frozen=True, slots=True)
class Claims:
    """An account at a provider, as its signed and checked answer tells it.

    issuer, subject: the provider, and its unchanging name of the account. email: lower case; "" when it says none.
    email_verified: whether the provider says that the address is theirs. name: as people write it; "" when it says none.
    hosted_domain: of an organisation that Google keeps accounts for; "" otherwise.
    """

    issuer: str
    subject: str
    email: str = ""
    email_verified: bool = False
    name: str = ""
    hosted_domain: str = ""


def is_of_domain(email: str, domains: Collection[str]) -> bool:
    """Whether an e-mail address belongs to one of these domains, in any case."""
    name, at, domain = email.lower().rpartition("@")
    return bool(name and at) and domain in {each.lower() for each in domains}


def vouched_email(claims: Claims, allowed_domains: Collection[str]) -> str | None:
    """The e-mail address for which this provider's word may be taken; None when it may not.

    The provider must call it verified, and whoever runs this installation must have named its domain: that says that the
    provider decides who has an address there. Google verifies addresses of others too, once, when the account is made,
    and they may have passed to somebody else since; so of Google only those count that Google itself keeps.
    """
    if not claims.email_verified or not is_of_domain(claims.email, allowed_domains):
        return None
    domain = claims.email.rpartition("@")[2]
    if claims.issuer == _GOOGLE and domain not in {claims.hosted_domain, *_GOOGLE_MAIL}:
        return None
    return claims.email
