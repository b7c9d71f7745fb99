"""The access table."""

import pytest

from salvaguarda.domain.access import ALLOWED, Act, Standing, may, require, standing_of
from salvaguarda.domain.errors import Forbidden, NotSignedIn
from salvaguarda.domain.people import Person

OWNER = Person(1, "ana@example.org", "Ana", is_owner=True)
REVIEWER = Person(2, "ben@example.org", "Ben")
PUBLIC = {Act.OPEN_PAGES, Act.SET_UP, Act.SIGN_IN, Act.ACCEPT_INVITATION}
OWNERS_ONLY = {
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
