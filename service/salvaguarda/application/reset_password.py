"""Set a new password by a link: asked for by e-mail, or made by the owner."""

from dataclasses import dataclass

from salvaguarda.application.change_password import set_password
from salvaguarda.application.end_ways_in import EndedWays, end_every_way_in, end_sessions_and_tokens
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.start_session import key_hash, later, new_key
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person

MAILED_HOURS, MADE_HOURS = 1, 48
_MAILED_AN_HOUR = 3  # to one person: nobody fills somebody's mailbox
_KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class ResetLink:
    """key: goes into the link and nowhere else. person: whose password it sets. ended: what ended when it was made, because
    a device was lost; None when nothing did."""

    key: str
    person: Person
    expires_at: str
    ended: EndedWays | None = None


@dataclass(frozen=True, slots=True)
class Reset:
    """What a new password ended, and how many passkeys and linked accounts still let the person in."""

    ended: EndedWays
    passkeys: int
    linked_accounts: int


def ask_for_reset(records: Records, email: str) -> ResetLink | None:
    """A link for whoever has this e-mail and a password here; None for anybody else, and when they were sent enough.

    Somebody who only came in with an import gets none: a file does not let people in.
    """
    found = records.people.find(email)
    if found is None:
        return None
    person = found[0]
    if person.is_demo or not records.people.has_password(person.id):
        return None
    if records.reset_links.mailed_since(person.id, later(records.now, hours=-1)) >= _MAILED_AN_HOUR:
        return None
    return _link(records, person, None, MAILED_HOURS)


def make_reset_link(records: Records, person_id: int, by: int | None, *, lost: bool = False) -> ResetLink:
    """A link that the owner (None: the command line) hands to somebody; those they had end. lost: a device is in strange
    hands, or somebody else was in; until the link is used nobody comes in as this person.

    Conflict for demo reviewers, people who were erased, and oneself: that is for the owner's own account, or the machine.
    """
    person = records.people.get(person_id)
    if person_id == by:
        raise Conflict(
            "Change your own password in your account, or have a link printed by `salvaguarda reset-password`."
        )
    if person.is_demo or records.people.is_erased(person_id):
        raise Conflict("Nobody can sign in as this person.")
    ended = end_every_way_in(records, person_id, by) if lost else None
    records.reset_links.end_all(person_id)
    return _link(records, person, by, MADE_HOURS, ended)


def whose_link(records: Records, key: str) -> Person:
    """Whose password this link sets; Conflict when it is used, over or none."""
    person = records.reset_links.whose(key_hash(key))
    if person is None:
        raise _over()
    return person


def reset_password(records: Records, key: str, new_hash: str) -> Reset:
    """Set the password that the link is for, once; all their sessions and API tokens end.

    Passkeys and linked accounts stay: whoever forgot a password has lost nothing else, and a link that came by e-mail must
    not take a second factor away. Where a device was lost, the link is made so that these end too (`make_reset_link`).
    """
    person_id = records.reset_links.use(key_hash(key))
    if person_id is None:
        raise _over()
    set_password(records, person_id, new_hash)
    ended = end_sessions_and_tokens(records, person_id)
    after = {"sessions": ended.sessions, "tokens": ended.tokens}
    records.log.add(NewEntry("reset password", person_id, {"person": person_id}, after=after))
    return Reset(ended, len(records.passkeys.of(person_id)), len(records.identities.of_person(person_id)))


def _link(
    records: Records, person: Person, by: int | None, hours: int, ended: EndedWays | None = None
) -> ResetLink:
    key, until = new_key(), later(records.now, hours=hours)
    records.reset_links.forget_before(later(records.now, days=-_KEPT_DAYS))
    records.reset_links.add(key_hash(key), person.id, by, until)
    records.log.add(NewEntry("make reset link", by, {"person": person.id}, after={"expires_at": until}))
    return ResetLink(key, person, until, ended)


def _over() -> Conflict:
    return Conflict("This link was used before, or it is over. Ask for a new one.")
