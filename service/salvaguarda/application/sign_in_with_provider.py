"""Sign in with a provider of OpenID Connect: to it and back, and who that is here.

Whose account it is (docs/signing-in.md): whoever it is linked to; else whoever came with an invitation; else whoever has
the e-mail address, where the provider's word for it may be taken; else, where the installation wants that, somebody new.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from salvaguarda.application.accept_invitation import (
    accept_as,
    accept_with_account,
    check_address,
    look_at_invitation,
)
from salvaguarda.application.link_identity import link_identity
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.openid import Journey, SignInTrouble, Trouble
from salvaguarda.application.ports.pending import Pending, Purpose
from salvaguarda.application.ports.people import IMPORTED_WITHOUT_PASSWORD, PROVIDER_INSTEAD_OF_PASSWORD
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import (
    SecondStep,
    StartedSession,
    begin_session,
    key_hash,
    later,
    new_key,
)
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.openid import Claims, vouched_email

JOURNEY_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Rules:
    """What this installation takes a provider's word for. allowed_domains: see domain/openid.py. adds_people: to whom it vouches."""

    allowed_domains: Collection[str]
    adds_people: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose browser comes back. person_id: who is signed in there; None for nobody. replaced: their session."""

    visit: Visit
    days: int
    person_id: int | None
    replaced: int | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """assessment_id: to which an invitation led that was accepted on the way; None without one."""

    outcome: StartedSession | SecondStep
    assessment_id: int | None = None


def begin_journey(records: Records, journey: Journey, return_to: str, person_id: int | None) -> str:
    """Keep it until the browser is back; the key of a cookie. person_id: who links an account; None to sign in."""
    key = new_key()
    content = {**asdict(journey), "return_to": return_to}
    until = later(records.now, minutes=JOURNEY_MINUTES)
    records.pending.add(key_hash(key), Purpose.PROVIDER, content, until, person_id)
    return key


def end_journey(records: Records, key: str) -> Pending:
    """What was kept, and it is over; SignInTrouble when it took too long, or there was none in this browser."""
    pending = records.pending.take(key_hash(key), Purpose.PROVIDER)
    if pending is None:
        raise SignInTrouble(Trouble.STALE, "no journey is under way in this browser")
    return pending


def journey_of(pending: Pending) -> Journey:
    """The journey of a pending sign-in."""
    return Journey(*(str(pending.content[name]) for name in Journey.__slots__))


def link_arrived(records: Records, claims: Claims, began_by: int, caller: Caller) -> None:
    """Join the account to whoever is signed in, who must be who set out; SignInTrouble otherwise, or when it is taken."""
    if caller.person_id != began_by:
        raise SignInTrouble(Trouble.STALE, "somebody else is signed in now")
    try:
        link_identity(records, began_by, claims, "signed in")
    except Conflict as error:
        raise SignInTrouble(Trouble.TAKEN, "the account belongs to somebody else here") from error


def sign_in_arrived(
    records: Records, claims: Claims, rules: Rules, caller: Caller, invitation: str
) -> Arrived:
    """A session for whoever has this account, or their second step; SignInTrouble when that is nobody here.

    invitation: the key of one that the browser came with; "" without one. A stranger gets an account by it; somebody who is
    known accepts it, unless a second step is to come: then they open its link again.
    """
    known = records.identities.find(claims.issuer, claims.subject)
    if known is None and invitation:
        return _with_account(records, claims, rules, caller, invitation)
    person_id = known.person_id if known is not None else _vouched(records, claims, rules)
    if known is None:
        link_identity(records, person_id, claims, "verified e-mail")
    outcome = begin_session(records, person_id, caller.days, caller.visit, caller.replaced)
    if not invitation or isinstance(outcome, SecondStep):
        return Arrived(outcome)
    try:
        return Arrived(outcome, accept_as(records, invitation, outcome.session.person))
    except Conflict as error:
        raise SignInTrouble(Trouble.INVITATION, "the invitation does not hold for this person") from error


def _with_account(records: Records, claims: Claims, rules: Rules, caller: Caller, invitation: str) -> Arrived:
    name, _, domain = claims.email.rpartition("@")
    if not (name and domain) or " " in claims.email:
        raise SignInTrouble(Trouble.INVITATION, "the provider tells no e-mail address of the account")
    try:
        meant = look_at_invitation(records, invitation).invitation
        if vouched_email(claims, rules.allowed_domains) is None:
            check_address(meant, claims.email, rules.allowed_domains)
        started = accept_with_account(
            records,
            invitation,
            claims.email,
            _name_of(claims),
            PROVIDER_INSTEAD_OF_PASSWORD,
            caller.days,
            caller.visit,
            caller.replaced,
        )
    except Conflict as error:
        raise SignInTrouble(Trouble.INVITATION, "the invitation does not hold for this account") from error
    link_identity(records, started.session.person.id, claims, "invitation")
    return Arrived(started, meant.assessment_id)


def _vouched(records: Records, claims: Claims, rules: Rules) -> int:
    """The person with the e-mail that the provider vouches for, added when there is none and that is wanted."""
    email = vouched_email(claims, rules.allowed_domains)
    if email is None:
        raise SignInTrouble(Trouble.STRANGER, "the provider vouches for no e-mail of an allowed domain")
    found = records.people.find(email)
    if found is not None and found[1] != IMPORTED_WITHOUT_PASSWORD:
        return found[0].id
    if not rules.adds_people or not records.people.owner_exists():
        raise SignInTrouble(Trouble.STRANGER, "nobody here has that e-mail")
    person = records.people.add(email, _name_of(claims), PROVIDER_INSTEAD_OF_PASSWORD)
    records.log.add(
        NewEntry(
            "add person",
            person.id,
            {"person": person.id},
            None,
            {"because": "vouched for by the provider"},
            personal={"email": email, "display_name": person.display_name},
        )
    )
    return person.id


def _name_of(claims: Claims) -> str:
    return claims.name[:100] or claims.email.partition("@")[0]
