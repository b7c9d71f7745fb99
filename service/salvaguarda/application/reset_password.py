"""Set a new password by a link: asked for by e-mail, or made by the owner."""

from dataclasses import dataclass

from salvaguarda.application.change_password import set_password
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
    """key: goes into the link and nowhere else. person: whose password it sets."""

    key: str
    person: Person
    expires_at: str


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


def make_reset_link(records: Records, person_id: int, by: int | None) -> ResetLink:
    """A link that the owner (None: the command line) hands to somebody; those they had end. Conflict for demo reviewers,
    people who were erased, and oneself: whoever sits at an open browser would need no password to set another."""
    person = records.people.get(person_id)
    if person_id == by:
        raise Conflict(
            "Change your own password in your account, or have a link printed by `salvaguarda reset-password`."
        )
    if person.is_demo or records.people.is_erased(person_id):
        raise Conflict("Nobody can sign in as this person.")
    records.reset_links.end_all(person_id)
    return _link(records, person, by, MADE_HOURS)


def whose_link(records: Records, key: str) -> Person:
    """Whose password this link sets; Conflict when it is used, over or none."""
    person = records.reset_links.whose(key_hash(key))
    if person is None:
        raise _over()
    return person


def reset_password(records: Records, key: str, new_hash: str) -> None:
    """Set the password that the link is for, once; all their sessions end. A second factor is asked for as before."""
    person_id = records.reset_links.use(key_hash(key))
    if person_id is None:
        raise _over()
    set_password(records, person_id, new_hash)
    records.sessions.end_all(person_id)
    records.log.add(NewEntry("reset password", person_id, {"person": person_id}))


def _link(records: Records, person: Person, by: int | None, hours: int) -> ResetLink:
    key, until = new_key(), later(records.now, hours=hours)
    records.reset_links.forget_before(later(records.now, days=-_KEPT_DAYS))
    records.reset_links.add(key_hash(key), person.id, by, until)
    records.log.add(NewEntry("make reset link", by, {"person": person.id}, after={"expires_at": until}))
    return ResetLink(key, person, until)


def _over() -> Conflict:
    return Conflict("This link was used before, or it is over. Ask for a new one.")
