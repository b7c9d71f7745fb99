"""Everything that is kept, seen from inside one transaction."""

from typing import Protocol

from salvaguarda.application.ports.agreements import Agreements
from salvaguarda.application.ports.assessments import Assessments
from salvaguarda.application.ports.assignments import Assignments
from salvaguarda.application.ports.attempts import Attempts
from salvaguarda.application.ports.audit import AuditLog, Events, Record, RecordChecks
from salvaguarda.application.ports.checklists import Checklists
from salvaguarda.application.ports.complete_exports import CompleteExports
from salvaguarda.application.ports.drafts import Drafts
from salvaguarda.application.ports.endpoints import Endpoints
from salvaguarda.application.ports.evaluations import Evaluations
from salvaguarda.application.ports.identities import Identities
from salvaguarda.application.ports.instruments import Instruments
from salvaguarda.application.ports.links import Links
from salvaguarda.application.ports.members import Members, Places
from salvaguarda.application.ports.pending import PendingSignIns
from salvaguarda.application.ports.people import People
from salvaguarda.application.ports.person_rows import PersonRows
from salvaguarda.application.ports.policies import Policies
from salvaguarda.application.ports.positions import Positions
from salvaguarda.application.ports.readings import Readings
from salvaguarda.application.ports.redlines import Redlines
from salvaguarda.application.ports.runs import Runs
from salvaguarda.application.ports.scores import Scores
from salvaguarda.application.ports.second_factors import Passkeys, ResetLinks, SecondFactors
from salvaguarda.application.ports.sessions import Sessions
from salvaguarda.application.ports.settled import Cells, Settled
from salvaguarda.application.ports.settling import Locks, Settling
from salvaguarda.application.ports.snapshots import Snapshots
from salvaguarda.application.ports.suggestions import Reveals, Suggestions
from salvaguarda.application.ports.teams import Invitations, Organisations
from salvaguarda.application.ports.threads import Threads
from salvaguarda.application.ports.throttling import KnownBrowsers, SignInFailures
from salvaguarda.application.ports.tokens import Tokens


class Records(Protocol):
    """One transaction's view of what is kept. Reads see one moment; writes are all kept or none.

    now: when the transaction began, UTC, "2026-11-24T06:12:40.123456Z": every row it writes carries this time.
    """

    @property
    def now(self) -> str:
        """When the transaction began, as UTC text."""
        ...

    @property
    def people(self) -> People:
        """The people of this installation."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def pending(self) -> PendingSignIns:
        """Sign-ins that are under way."""
        ...

    @property
    def sign_in_failures(self) -> SignInFailures:
        """Failed attempts to sign in."""
        ...

    @property
    def known_browsers(self) -> KnownBrowsers:
        """Browsers that people signed in with."""
        ...

    @property
    def tokens(self) -> Tokens:
        """API tokens."""
        ...

    @property
    def identities(self) -> Identities:
        """Who people are at a provider of OpenID Connect."""
        ...

    @property
    def checklists(self) -> Checklists:
        """Published checklist versions."""
        ...

    @property
    def instruments(self) -> Instruments:
        """Treaties and bills."""
        ...

    @property
    def drafts(self) -> Drafts:
        """Their texts."""
        ...

    @property
    def readings(self) -> Readings:
        """Readings that wait to be imported or discarded."""
        ...

    @property
    def assessments(self) -> Assessments:
        """Checklist versions applied to drafts."""
        ...

    @property
    def assignments(self) -> Assignments:
        """Who is to score which cells."""
        ...

    @property
    def scores(self) -> Scores:
        """What reviewers gave, and who may see it."""
        ...

    @property
    def cells(self) -> Cells:
        """How far cells are, and which are open to whom."""
        ...

    @property
    def settled(self) -> Settled:
        """Results that people settled, as they are read."""
        ...

    @property
    def links(self) -> Links:
        """Which provisions of one draft answer to which of another."""
        ...

    @property
    def redlines(self) -> Redlines:
        """Redlines that were drawn."""
        ...

    @property
    def endpoints(self) -> Endpoints:
        """Endpoints of language models."""
        ...

    @property
    def policies(self) -> Policies:
        """What may be sent to a model, for each assessment."""
        ...

    @property
    def suggestions(self) -> Suggestions:
        """What models proposed, as far as a reader may know of it."""
        ...

    @property
    def reveals(self) -> Reveals:
        """What was shown to whom, and what they decided."""
        ...

    @property
    def complete_exports(self) -> CompleteExports:
        """Instruments whole, to be exported and imported."""
        ...

    @property
    def runs(self) -> Runs:
        """Runs of suggestions, and their tasks."""
        ...

    @property
    def attempts(self) -> Attempts:
        """Requests to models, and what came of them."""
        ...

    @property
    def evaluations(self) -> Evaluations:
        """What evaluations of suggestions read."""
        ...

    @property
    def members(self) -> Members:
        """Members of assessments, and what they are there."""
        ...

    @property
    def organisations(self) -> Organisations:
        """Organisations and who belongs to them."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Invitations."""
        ...

    @property
    def places(self) -> Places:
        """Where what a route names belongs to."""
        ...

    @property
    def settling(self) -> Settling:
        """What settles and reopens cells."""
        ...

    @property
    def locks(self) -> Locks:
        """Locks on cells that are being adjudicated."""
        ...

    @property
    def threads(self) -> Threads:
        """Threads about cells."""
        ...

    @property
    def agreements(self) -> Agreements:
        """What the agreement of reviewers reads."""
        ...

    @property
    def log(self) -> AuditLog:
        """The audit log."""
        ...

    @property
    def record(self) -> Record:
        """The audit log as it is read."""
        ...

    @property
    def record_checks(self) -> RecordChecks:
        """What is compared with the audit log."""
        ...

    @property
    def events(self) -> Events:
        """What browsers are told live."""
        ...

    @property
    def positions(self) -> Positions:
        """What organisations say of results."""
        ...

    @property
    def snapshots(self) -> Snapshots:
        """What was signed."""
        ...

    @property
    def factors(self) -> SecondFactors:
        """Authenticator apps and recovery codes."""
        ...

    @property
    def passkeys(self) -> Passkeys:
        """Passkeys of everybody."""
        ...

    @property
    def reset_links(self) -> ResetLinks:
        """Links to set a new password."""
        ...

    @property
    def person_rows(self) -> PersonRows:
        """Everything about one person."""
        ...
