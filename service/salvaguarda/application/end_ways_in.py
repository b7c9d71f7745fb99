"""End what lets somebody in: what a new password takes the place of, or everything when a device was lost."""

from dataclasses import asdict, dataclass

from salvaguarda.application.change_password import end_begun
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.people import PASSWORD_ENDED
from salvaguarda.application.ports.records import Records
from salvaguarda.application.remove_second_factor import drop_needless_codes


@dataclass(frozen=True, slots=True)
class EndedWays:
    """How many of somebody's ways in ended. linked_accounts: those at a provider."""

    sessions: int
    tokens: int
    passkeys: int = 0
    linked_accounts: int = 0


def end_sessions_and_tokens(records: Records, person_id: int) -> EndedWays:
    """What came of the password before: whoever knew it may be signed in, or have made themselves a token."""
    return EndedWays(records.sessions.end_all(person_id), records.tokens.revoke_all(person_id))


def end_every_way_in(records: Records, person_id: int, by: int | None) -> EndedWays:
    """Let nobody in as this person until they set a password by a link: a device is in strange hands. by: None for the
    command line. An authenticator app stays: it lets nobody in by itself, and whoever found a password needs it still.
    """
    ended = EndedWays(
        records.sessions.end_all(person_id),
        records.tokens.revoke_all(person_id),
        records.passkeys.remove_all(person_id),
        records.identities.remove_all(person_id),
    )
    drop_needless_codes(records, person_id)
    if records.people.has_password(person_id):
        records.people.change_hash(person_id, PASSWORD_ENDED)  # browsers keep passwords, stolen ones too
    end_begun(records, person_id)
    records.log.add(NewEntry("end every way in", by, {"person": person_id}, after=asdict(ended)))
    return ended
