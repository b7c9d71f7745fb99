"""Accounts at a provider of OpenID Connect: join one to somebody who is signed in, list one's own, part one."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.identities import Identity
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.openid import Claims


def link_identity(records: Records, person_id: int, claims: Claims, because: str) -> Identity:
    """Join this account to a person; the same again changes nothing, Conflict when it is somebody else's.

    because: what allowed it, for the log: "signed in", "verified e-mail", "invitation".
    """
    found = records.identities.find(claims.issuer, claims.subject)
    if found is not None and found.person_id == person_id:
        return found
    identity = records.identities.add(person_id, claims.issuer, claims.subject)
    records.log.add(
        NewEntry(
            "link account",
            person_id,
            {"person": person_id, "identity": identity.id},
            None,
            {"issuer": claims.issuer, "because": because},
            personal={"subject": claims.subject},
        )
    )
    return identity


def list_identities(records: Records, person_id: int) -> tuple[Identity, ...]:
    """Those of this person, the oldest first."""
    return records.identities.of_person(person_id)


def part_identity(records: Records, person_id: int, identity_id: int) -> None:
    """Part one from this person; NotFound when it is not theirs."""
    identity = records.identities.remove(identity_id, person_id)
    records.log.add(
        NewEntry(
            "part account",
            person_id,
            {"person": person_id, "identity": identity_id},
            {"issuer": identity.issuer},
            personal={"subject": identity.subject},
        )
    )
