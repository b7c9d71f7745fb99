"""Who may do what: two tables. Nothing else in the project decides this.

ALLOWED says what a person may do here at all, Act × Standing. ALLOWED_IN says what of it they may do in one assessment,
Act × Role: both must allow it. Which roles somebody has there is `domain/team.py`; which cells they see is docs/independence.md.
"""

from collections.abc import Collection
from enum import StrEnum

from salvaguarda.domain.errors import Forbidden, NotSignedIn
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role


class Standing(StrEnum):
    """What a person is to this installation."""

    VISITOR = "visitor"  # not signed in
    REVIEWER = "reviewer"  # signed in
    OWNER = "owner"  # signed in, and made at set-up


class Act(StrEnum):
    """What somebody wants to do. Every route names one; a route without one is refused at start."""

    OPEN_PAGES = "open pages"  # the application itself, its interface description, whether set-up is needed
    SET_UP = "set up"
    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"
    READ = "read"  # instruments, drafts, checklists, one's own scores and what is visible of others'
    WRITE_DRAFTS = "write drafts"  # add and edit instruments and drafts, preview a reading
    ADD_CHECKLIST = "add checklist"
    WRITE_ASSESSMENTS = "write assessments"  # open one, change its settings
    LIFT_BLINDNESS = "let reviewers see each other's scores before they gave their own"
    SCORE = "score"  # save, carry and confirm one's own scores
    CORRECT_LINKS = "correct links"
    EXPORT = "export"
    IMPORT = "import"
    ADD_PERSON = "add person"
    SET_ENDPOINTS = "set up, test and change endpoints of language models"
    SET_POLICY = "say what may be sent to a language model for an assessment"
    STEER_RUNS = "start and steer runs"
    ASK_MODEL = "ask model"  # within what the policy of the assessment allows
    DECIDE = "decide"  # reveal a suggestion and decide on it, for oneself
    SEE_EMAILS = "see e-mails"  # of others; everybody sees their own
    # In one assessment; what of it somebody sees is decided cell by cell (docs/teams.md).
    SEE_TEAM = "see who works on an assessment"
    LEAVE = "leave an assessment"
    MANAGE_TEAM = "change the members of an assessment, invite, and set how it works"
    SEE_PROGRESS = "see how far everybody is"
    ASSIGN = "assign cells to reviewers"
    SETTLE = "settle cells on which all agree"
    ADJUDICATE = "adjudicate conflicts"
    DISCUSS = "discuss cells"
    SEE_AGREEMENT = "see how far reviewers agree"
    STATE_POSITION = "state the position of their organisation"
    SIGN_OFF = "sign an assessment off"
    SEE_RECORD = "read the audit log"
    SEE_WHOLE_RECORD = "read the audit log of this installation"
    # Oneself.
    ACCEPT_INVITATION = "accept an invitation with a new account"
    JOIN = "accept an invitation"
    MANAGE_ACCOUNT = "manage one's own account"
    MANAGE_ORGANISATIONS = "manage organisations and who belongs to them"
    TAKE_OVER = "take over the assessment of a team"
    MANAGE_PEOPLE = "reset passwords of others, end their sessions, erase what is known of them"


_EVERYBODY = frozenset(Standing)
_SIGNED_IN = frozenset({Standing.REVIEWER, Standing.OWNER})
_OWNER = frozenset({Standing.OWNER})

ALLOWED: dict[Act, frozenset[Standing]] = {
    Act.OPEN_PAGES: _EVERYBODY,
    Act.SET_UP: _EVERYBODY,
    Act.SIGN_IN: _EVERYBODY,
    Act.SIGN_OUT: _SIGNED_IN,
    Act.READ: _SIGNED_IN,
    Act.WRITE_DRAFTS: _SIGNED_IN,
    Act.ADD_CHECKLIST: _SIGNED_IN,
    Act.WRITE_ASSESSMENTS: _SIGNED_IN,
    Act.SCORE: _SIGNED_IN,
    Act.CORRECT_LINKS: _SIGNED_IN,
    Act.EXPORT: _SIGNED_IN,
    Act.IMPORT: _SIGNED_IN,
    Act.ASK_MODEL: _SIGNED_IN,
    Act.DECIDE: _SIGNED_IN,
    Act.LIFT_BLINDNESS: _SIGNED_IN,
    Act.SET_ENDPOINTS: _OWNER,
    Act.SET_POLICY: _SIGNED_IN,
    Act.STEER_RUNS: _SIGNED_IN,
    Act.ADD_PERSON: _OWNER,
    Act.SEE_TEAM: _SIGNED_IN,
    Act.LEAVE: _SIGNED_IN,
    Act.MANAGE_TEAM: _SIGNED_IN,
    Act.SEE_PROGRESS: _SIGNED_IN,
    Act.ASSIGN: _SIGNED_IN,
    Act.SETTLE: _SIGNED_IN,
    Act.ADJUDICATE: _SIGNED_IN,
    Act.DISCUSS: _SIGNED_IN,
    Act.SEE_AGREEMENT: _SIGNED_IN,
    Act.STATE_POSITION: _SIGNED_IN,
    Act.SIGN_OFF: _SIGNED_IN,
    Act.SEE_RECORD: _SIGNED_IN,
    Act.SEE_WHOLE_RECORD: _OWNER,
    Act.ACCEPT_INVITATION: _EVERYBODY,
    Act.JOIN: _SIGNED_IN,
    Act.MANAGE_ACCOUNT: _SIGNED_IN,
    Act.MANAGE_ORGANISATIONS: _OWNER,
    Act.TAKE_OVER: _OWNER,
    Act.MANAGE_PEOPLE: _OWNER,
    Act.SEE_EMAILS: _OWNER,
}

_ALL_ROLES = frozenset(Role)
_OWNERS = frozenset({Role.OWNER})
_LEADS = frozenset({Role.OWNER, Role.LEAD})
_WORKING = _ALL_ROLES - {Role.OBSERVER}

ALLOWED_IN: dict[Act, frozenset[Role]] = {
    Act.READ: _ALL_ROLES,
    Act.EXPORT: _ALL_ROLES,
    Act.SEE_TEAM: _ALL_ROLES,
    Act.SEE_AGREEMENT: _ALL_ROLES,
    Act.LEAVE: _ALL_ROLES,
    Act.DISCUSS: _WORKING,
    Act.SEE_RECORD: _WORKING,
    Act.SCORE: frozenset({Role.REVIEWER}),
    Act.ASK_MODEL: frozenset({Role.OWNER, Role.REVIEWER}),  # an owner for runs, a reviewer for redrafts
    Act.DECIDE: frozenset({Role.REVIEWER}),
    Act.STATE_POSITION: frozenset({Role.REVIEWER}),  # who also speaks for their organisation
    Act.ADJUDICATE: frozenset({Role.ADJUDICATOR}),
    Act.SETTLE: _LEADS | {Role.ADJUDICATOR},
    Act.SEE_PROGRESS: _LEADS | {Role.ADJUDICATOR},
    Act.ASSIGN: _LEADS,
    Act.SIGN_OFF: _LEADS,
    Act.MANAGE_TEAM: _OWNERS,
    Act.WRITE_ASSESSMENTS: _OWNERS,
    Act.LIFT_BLINDNESS: _OWNERS,
    Act.SET_POLICY: _OWNERS,
    Act.STEER_RUNS: _OWNERS,
}
"""What somebody with one of these roles may do in an assessment. Acts that are not named have no place in one."""


def standing_of(person: Person | None) -> Standing:
    """What this person is here; None is a visitor."""
    if person is None:
        return Standing.VISITOR
    return Standing.OWNER if person.is_owner else Standing.REVIEWER


def may(person: Person | None, act: Act) -> bool:
    """Whether the table allows it."""
    return standing_of(person) in ALLOWED[act]


def require(person: Person | None, act: Act) -> None:
    """Return when the table allows it; NotSignedIn for a visitor, Forbidden for anybody else."""
    if may(person, act):
        return
    if person is None:
        raise NotSignedIn
    raise Forbidden(f"Only the owner of this installation may {act.value}. Ask them to.")


def may_in(roles: Collection[Role], act: Act) -> bool:
    """Whether somebody with these roles in an assessment may do this there. KeyError for an act that has no place in one."""
    return not ALLOWED_IN[act].isdisjoint(roles)


def acts_in(roles: Collection[Role]) -> frozenset[Act]:
    """Everything that somebody with these roles may do there."""
    return frozenset(act for act in ALLOWED_IN if may_in(roles, act))


def require_in(roles: Collection[Role], act: Act) -> None:
    """Return when one of these roles may do this; Forbidden, which says whose it is, otherwise."""
    if may_in(roles, act):
        return
    whose = " or ".join(f"{role.value}s" for role in Role if role in ALLOWED_IN[act])
    mine = " and ".join(role.value for role in Role if role in roles) or "nobody any more"
    raise Forbidden(
        f"Only {whose} may {act.value} here, and you are {mine} in this assessment. Ask its owner for the role."
    )
