"""Invitations work once, for a while, for whom they are meant, and only while whoever invited may still invite."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.records.people import NO_PASSWORD
from salvaguarda.application.accept_invitation import accept_as, accept_with_account, look_at_invitation
from salvaguarda.application.add_organisation import add_organisation
from salvaguarda.application.invite import MadeInvitation, invite, list_invitations, withdraw_invitation
from salvaguarda.application.leave_assessment import remove_member
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.ports.teams import NewInvitation
from salvaguarda.application.start_session import later
from salvaguarda.domain.errors import Conflict, Forbidden, Invalid, NotFound, SalvaguardaError
from salvaguarda.domain.people import Person
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.domain.team import Role, ScoresKept
from tests.assessing import make_world
from tests.teams import Team, make_team

REVIEWER = frozenset({Role.REVIEWER})
VISIT = Visit(SignInMethod.INVITATION)


@pytest.fixture
def team(database: Database) -> Team:
    return database.write_here(lambda records: make_team(records, make_world(records)))


def to_team(team: Team, **more: object) -> NewInvitation:
    return replace(NewInvitation("", None, team.assessment, REVIEWER), **more)  # type: ignore[arg-type]


def made(database: Database, by: Person, wanted: NewInvitation) -> MadeInvitation:
    return database.write_here(invite, by, wanted, 14)


def refused(database: Database, error: type[SalvaguardaError], act: Callable[[Records], object]) -> str:
    with pytest.raises(error) as raised:
        database.write_here(act)
    return raised.value.message


def join_as(database: Database, key: str, email: str = "eva@example.org") -> Person:
    started = database.write_here(accept_with_account, key, email, "Eva", "no hash", 14, VISIT, None)
    return started.session.person


def roles_of(database: Database, team: Team, person: Person) -> frozenset[Role]:
    return database.read_here(lambda records: records.members.roles_of(team.assessment, person))


def test_guest_gets_an_account_a_session_and_the_roles(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key
    seen = database.read_here(look_at_invitation, key)
    assert (seen.assessment, seen.created_by.display_name, seen.invitation.roles) == ("Ours", "Ben", REVIEWER)
    eva = join_as(database, key)
    assert (eva.email, eva.is_owner) == ("eva@example.org", False)
    assert roles_of(database, team, eva) == REVIEWER


def test_invitation_works_once(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key
    join_as(database, key)
    over = refused(database, Conflict, lambda records: look_at_invitation(records, key))
    assert over == refused(database, Conflict, lambda records: look_at_invitation(records, "made up"))
    refused(database, Conflict, lambda records: accept_as(records, key, team.outsider))
    with pytest.raises(Conflict):
        join_as(database, key, "fay@example.org")


def test_only_the_hash_of_the_key_is_kept(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key

    def rows(records: Records) -> str:
        connection = records.connection  # type: ignore[attr-defined]
        return str(connection.exec_driver_sql("SELECT * FROM invitation").all())

    assert len(key) > 40
    assert key not in database.read_here(rows)


def test_invitation_ends_with_its_time(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key
    record = database.read_here(look_at_invitation, key)
    late = Database(database.url, clock=lambda: datetime.fromisoformat(later(record.expires_at, seconds=1)))
    try:
        refused(late, Conflict, lambda records: look_at_invitation(records, key))
        refused(late, Conflict, lambda records: accept_as(records, key, team.outsider))
    finally:
        late.close()
    assert database.write_here(accept_as, key, team.outsider) == team.assessment


def test_withdrawn_invitation_is_over(database: Database, team: Team) -> None:
    first = made(database, team.owner, to_team(team))
    database.write_here(withdraw_invitation, team.owner, first.record.id, team.assessment)
    refused(database, Conflict, lambda records: look_at_invitation(records, first.key))
    refused(
        database,
        Conflict,
        lambda records: withdraw_invitation(records, team.owner, first.record.id, team.assessment),
    )
    listed = database.read_here(list_invitations, team.owner, team.assessment)
    assert [is_open for _, is_open in listed] == [False]


def test_owner_who_was_removed_lets_nobody_in(database: Database, team: Team) -> None:
    database.write_here(
        lambda records: records.members.change(
            records.members.get(team.assessment, team.lead.id).member, {Role.OWNER}
        )
    )
    key = made(database, team.lead, to_team(team)).key
    database.write_here(remove_member, team.assessment, team.owner.id, team.lead.id, 2, ScoresKept.NAME)
    refused(database, Conflict, lambda records: accept_as(records, key, team.outsider))


def test_only_owners_invite(database: Database, team: Team) -> None:
    for person in (team.lead, team.reviewer, team.adjudicator, team.observer):
        refused(database, Forbidden, lambda kept, by=person: invite(kept, by, to_team(team), 14))  # type: ignore[misc]
    for person in (team.outsider, team.chief):
        refused(database, NotFound, lambda kept, by=person: invite(kept, by, to_team(team), 14))  # type: ignore[misc]
    here = NewInvitation("", None, None, frozenset())
    refused(database, Forbidden, lambda records: invite(records, team.owner, here, 14))
    refused(database, Forbidden, lambda records: list_invitations(records, team.owner, None))
    refused(
        database, Invalid, lambda records: invite(records, team.owner, to_team(team, roles=frozenset()), 14)
    )
    assert made(database, team.chief, here).record.assessment == ""


def test_only_the_owner_of_the_installation_says_where_guests_belong(database: Database, team: Team) -> None:
    home = database.write_here(add_organisation, team.chief, "Derechos Digitales").id
    wanted = to_team(team, organisation_id=home)
    refused(database, Forbidden, lambda records: invite(records, team.owner, wanted, 14))
    here = NewInvitation("", home, None, frozenset())
    eva = join_as(database, made(database, team.chief, here).key)
    belongs = database.read_here(lambda records: records.organisations.affiliation_of(eva.id))
    assert belongs is not None
    assert (belongs.organisation, belongs.speaks) == ("Derechos Digitales", False)


def test_invitation_for_an_email_is_for_nobody_else(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team, email="Eva@Example.org")).key
    refused(database, Conflict, lambda records: accept_as(records, key, team.outsider))
    with pytest.raises(Conflict, match="another e-mail"):
        join_as(database, key, "mallory@example.org")
    assert join_as(database, key, "eva@example.org").email == "eva@example.org"


def test_whoever_is_here_signs_in_first(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key
    with pytest.raises(Conflict, match="Sign in"):
        join_as(database, key, team.outsider.email)
    assert database.write_here(accept_as, key, team.outsider) == team.assessment
    assert roles_of(database, team, team.outsider) == REVIEWER


def test_nobody_becomes_somebody_who_came_with_an_import(database: Database, team: Team) -> None:
    imported = database.write_here(lambda records: records.people.add("ida@example.org", "Ida", NO_PASSWORD))
    open_to_all = made(database, team.owner, to_team(team)).key
    named = made(database, team.owner, to_team(team, email="ida@example.org")).key
    for key in (open_to_all, named):  # an owner of one assessment cannot vouch for who that is
        with pytest.raises(Conflict):
            join_as(database, key, "ida@example.org")
    by_chief = made(database, team.chief, NewInvitation("ida@example.org", None, None, frozenset())).key
    assert join_as(database, by_chief, "ida@example.org").id == imported.id


def test_member_who_accepts_keeps_the_roles_they_have(database: Database, team: Team) -> None:
    key = made(database, team.owner, to_team(team)).key
    database.write_here(accept_as, key, team.lead)
    assert roles_of(database, team, team.lead) == {Role.LEAD, Role.REVIEWER}


def test_who_left_can_be_invited_back(database: Database, team: Team) -> None:
    database.write_here(remove_member, team.assessment, team.owner.id, team.lead.id, 1, ScoresKept.PSEUDONYM)
    key = made(database, team.owner, to_team(team)).key
    database.write_here(accept_as, key, team.lead)
    assert roles_of(database, team, team.lead) == REVIEWER


def test_invitation_of_another_assessment_is_not_there(database: Database, team: Team) -> None:
    here = made(database, team.chief, NewInvitation("", None, None, frozenset())).record.id
    refused(
        database, NotFound, lambda records: withdraw_invitation(records, team.owner, here, team.assessment)
    )
    ours = made(database, team.owner, to_team(team)).record.id
    refused(database, NotFound, lambda records: withdraw_invitation(records, team.chief, ours, None))
