"""Who somebody is in an assessment, from what is known of them there."""

import pytest

from salvaguarda.domain.team import Access, Place, Role, roles_in, roles_of_text, roles_text

NOBODY: frozenset[Role] = frozenset()
OWNING = frozenset({Role.OWNER, Role.REVIEWER})
LEADING = frozenset({Role.LEAD})


def place(access: Access, **known: object) -> Place:
    return Place(**{"access": access, "opened": False, "installs": False, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "in_a_team", "in_the_installation"),
    [
        ({}, NOBODY, {Role.REVIEWER}),
        ({"opened": True}, OWNING, OWNING),
        ({"installs": True}, NOBODY, OWNING),
        ({"roles": LEADING}, LEADING, LEADING),
        ({"roles": LEADING, "opened": True}, LEADING, LEADING),
        ({"roles": LEADING, "installs": True}, LEADING, {Role.LEAD, Role.OWNER}),
        ({"roles": LEADING, "left": True}, NOBODY, {Role.OBSERVER}),
        ({"roles": OWNING, "left": True, "opened": True}, NOBODY, {Role.OBSERVER}),
        ({"program": True}, NOBODY, {Role.OBSERVER}),
        ({"program": True, "installs": True}, NOBODY, {Role.OBSERVER}),
        ({"program": True, "roles": OWNING}, {Role.OBSERVER}, {Role.OBSERVER}),
        ({"program": True, "roles": OWNING, "left": True}, NOBODY, {Role.OBSERVER}),
    ],
)
def test_roles_follow_from_what_is_known(
    known: dict[str, object], in_a_team: frozenset[Role], in_the_installation: frozenset[Role]
) -> None:
    assert roles_in(place(Access.TEAM, **known)) == in_a_team
    assert roles_in(place(Access.INSTALLATION, **known)) == in_the_installation


def test_roles_are_kept_as_sorted_text() -> None:
    roles = frozenset({Role.REVIEWER, Role.ADJUDICATOR, Role.OWNER})
    assert roles_text(roles) == "adjudicator owner reviewer"
    assert roles_of_text(roles_text(roles)) == roles
    assert roles_of_text("") == NOBODY
