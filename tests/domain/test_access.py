"""The access table."""

import pytest

from salvaguarda.domain.access import (
    ALLOWED,
    ALLOWED_IN,
    Act,
    Standing,
    acts_in,
    may,
    may_in,
    require,
    require_in,
    standing_of,
)
from salvaguarda.domain.errors import Forbidden, NotSignedIn
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role

OWNER = Person(1, "ana@example.org", "Ana", is_owner=True)
REVIEWER = Person(2, "ben@example.org", "Ben")
PUBLIC = {Act.OPEN_PAGES, Act.SET_UP, Act.SIGN_IN, Act.ACCEPT_INVITATION}
OWNERS_ONLY = {
    Act.SEE_WHOLE_RECORD,
    Act.ADD_PERSON,
    Act.SEE_EMAILS,
    Act.SET_ENDPOINTS,
    Act.TAKE_OVER,
    Act.MANAGE_ORGANISATIONS,
    Act.MANAGE_PEOPLE,
}


def test_every_act_has_its_row() -> None:
    assert ALLOWED.keys() == set(Act)


def test_standing_follows_from_the_person() -> None:
    assert [standing_of(person) for person in (None, REVIEWER, OWNER)] == list(Standing)


@pytest.mark.parametrize("act", Act)
def test_visitors_may_only_sign_in_and_set_up(act: Act) -> None:
    assert may(None, act) == (act in PUBLIC)


@pytest.mark.parametrize("act", Act)
def test_reviewers_may_everything_but_what_is_the_owners(act: Act) -> None:
    assert may(REVIEWER, act) == (act not in OWNERS_ONLY)


@pytest.mark.parametrize("act", Act)
def test_the_owner_may_everything(act: Act) -> None:
    assert may(OWNER, act)


def test_visitor_is_told_to_sign_in() -> None:
    with pytest.raises(NotSignedIn):
        require(None, Act.READ)


def test_reviewer_is_told_who_may() -> None:
    with pytest.raises(Forbidden, match="Only the owner"):
        require(REVIEWER, Act.ADD_PERSON)
    require(OWNER, Act.ADD_PERSON)


# What each role may in an assessment, written out a second time: whoever changes the table changes it here too.
IN_AN_ASSESSMENT = {
    Role.OBSERVER: "READ EXPORT SEE_TEAM SEE_AGREEMENT LEAVE",
    Role.REVIEWER: (
        "READ EXPORT SEE_TEAM SEE_AGREEMENT LEAVE DISCUSS SEE_RECORD SCORE DECIDE ASK_MODEL STATE_POSITION"
    ),
    Role.ADJUDICATOR: (
        "READ EXPORT SEE_TEAM SEE_AGREEMENT LEAVE DISCUSS SEE_RECORD ADJUDICATE SETTLE SEE_PROGRESS"
    ),
    Role.LEAD: (
        "READ EXPORT SEE_TEAM SEE_AGREEMENT LEAVE DISCUSS SEE_RECORD SETTLE SEE_PROGRESS ASSIGN SIGN_OFF"
    ),
    Role.OWNER: (
        "READ EXPORT SEE_TEAM SEE_AGREEMENT LEAVE DISCUSS SEE_RECORD SETTLE SEE_PROGRESS ASSIGN SIGN_OFF "
        "MANAGE_TEAM WRITE_ASSESSMENTS LIFT_BLINDNESS SET_POLICY STEER_RUNS ASK_MODEL"
    ),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_it_is_for(role: Role) -> None:
    assert {act.name for act in acts_in({role})} == set(IN_AN_ASSESSMENT[role].split())


def test_an_owner_may_whatever_a_lead_may() -> None:
    assert acts_in({Role.LEAD}) < acts_in({Role.OWNER})


def test_nobody_who_leads_owns_or_observes_scores() -> None:
    assert not any(may_in({role}, Act.SCORE) for role in Role if role is not Role.REVIEWER)


def test_several_roles_allow_what_any_of_them_allows() -> None:
    both = {Role.REVIEWER, Role.ADJUDICATOR}
    assert acts_in(both) == acts_in({Role.REVIEWER}) | acts_in({Role.ADJUDICATOR})
    assert acts_in(()) == frozenset()


@pytest.mark.parametrize("act", ALLOWED_IN)
def test_what_roles_allow_is_open_to_whoever_is_signed_in(act: Act) -> None:
    assert may(REVIEWER, act)
    assert not may(None, act)


def test_who_may_not_is_told_whose_it_is() -> None:
    with pytest.raises(Forbidden, match=r"Only owners or leads may assign .* you are reviewer in"):
        require_in({Role.REVIEWER}, Act.ASSIGN)
    with pytest.raises(Forbidden, match="you are nobody any more"):
        require_in((), Act.READ)
    require_in({Role.LEAD}, Act.ASSIGN)
