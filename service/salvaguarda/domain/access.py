"""Who may do what: one table, Act × Standing → bool. Nothing else in the project decides this."""

from enum import StrEnum

from salvaguarda.domain.errors import Forbidden, NotSignedIn
from salvaguarda.domain.people import Person


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
    LIFT_BLINDNESS = "let reviewers see each other's scores in an assessment that somebody else opened"
    SCORE = "score"  # save, carry and confirm one's own scores
    CORRECT_LINKS = "correct links"
    EXPORT = "export"
    IMPORT = "import"
    ADD_PERSON = "add person"
    SET_ENDPOINTS = "set up, test and change endpoints of language models"
    SET_POLICY = "say what may be sent to a language model for an assessment that somebody else opened"
    STEER_RUNS = "start and steer runs in an assessment that somebody else opened"
    ASK_MODEL = "ask model"  # within what the policy of the assessment allows
    DECIDE = "decide"  # reveal a suggestion and decide on it, for oneself
    SEE_EMAILS = "see e-mails"  # of others; everybody sees their own
    # In one assessment; what of it somebody sees is decided cell by cell (docs/teams.md).
    SEE_TEAM = "see who works on an assessment"
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
    # Oneself.
    ACCEPT_INVITATION = "accept an invitation"
    MANAGE_ACCOUNT = "manage one's own account"
    MANAGE_ORGANISATIONS = "manage organisations and who belongs to them"
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
    Act.LIFT_BLINDNESS: _OWNER,
    Act.SET_ENDPOINTS: _OWNER,
    Act.SET_POLICY: _OWNER,
    Act.STEER_RUNS: _OWNER,
    Act.ADD_PERSON: _OWNER,
    Act.SEE_TEAM: _SIGNED_IN,
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
    Act.ACCEPT_INVITATION: _EVERYBODY,
    Act.MANAGE_ACCOUNT: _SIGNED_IN,
    Act.MANAGE_ORGANISATIONS: _OWNER,
    Act.MANAGE_PEOPLE: _OWNER,
    Act.SEE_EMAILS: _OWNER,
}


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
