"""Records over one SQLAlchemy connection; fulfils application.ports.records.Records."""

from functools import cached_property

from sqlalchemy import Connection

from salvaguarda.adapters.db.records.agreements import SqlAgreements
from salvaguarda.adapters.db.records.assessments import SqlAssessments
from salvaguarda.adapters.db.records.assignments import SqlAssignments
from salvaguarda.adapters.db.records.attempts import SqlAttempts
from salvaguarda.adapters.db.records.audit import SqlAuditLog
from salvaguarda.adapters.db.records.cells import SqlCells
from salvaguarda.adapters.db.records.checklists import SqlChecklists
from salvaguarda.adapters.db.records.complete_exports import SqlCompleteExports
from salvaguarda.adapters.db.records.drafts import SqlDrafts
from salvaguarda.adapters.db.records.endpoints import SqlEndpoints
from salvaguarda.adapters.db.records.evaluations import SqlEvaluations
from salvaguarda.adapters.db.records.events import SqlEvents
from salvaguarda.adapters.db.records.identities import SqlIdentities
from salvaguarda.adapters.db.records.instruments import SqlInstruments
from salvaguarda.adapters.db.records.invitations import SqlInvitations
from salvaguarda.adapters.db.records.links import SqlLinks
from salvaguarda.adapters.db.records.locks import SqlLocks
from salvaguarda.adapters.db.records.members import SqlMembers
from salvaguarda.adapters.db.records.organisations import SqlOrganisations
from salvaguarda.adapters.db.records.pending import SqlPendingSignIns
from salvaguarda.adapters.db.records.people import SqlPeople
from salvaguarda.adapters.db.records.person_rows import SqlPersonRows
from salvaguarda.adapters.db.records.places import SqlPlaces
from salvaguarda.adapters.db.records.policies import SqlPolicies
from salvaguarda.adapters.db.records.positions import SqlPositions
from salvaguarda.adapters.db.records.readings import SqlReadings
from salvaguarda.adapters.db.records.record import SqlRecord
from salvaguarda.adapters.db.records.record_checks import SqlRecordChecks
from salvaguarda.adapters.db.records.redlines import SqlRedlines
from salvaguarda.adapters.db.records.reset_links import SqlResetLinks
from salvaguarda.adapters.db.records.reveals import SqlReveals
from salvaguarda.adapters.db.records.runs import SqlRuns
from salvaguarda.adapters.db.records.scores import SqlScores
from salvaguarda.adapters.db.records.second_factors import SqlPasskeys, SqlSecondFactors
from salvaguarda.adapters.db.records.sessions import SqlSessions
from salvaguarda.adapters.db.records.settle import SqlSettling
from salvaguarda.adapters.db.records.settled_results import SqlSettled
from salvaguarda.adapters.db.records.snapshots import SqlSnapshots
from salvaguarda.adapters.db.records.suggestions import SqlSuggestions
from salvaguarda.adapters.db.records.threads import SqlThreads
from salvaguarda.adapters.db.records.throttling import SqlKnownBrowsers, SqlSignInFailures
from salvaguarda.adapters.db.records.tokens import SqlTokens


class SqlRecords:
    """What is kept, inside one transaction that began at `now` (UTC text)."""

    def __init__(self, connection: Connection, now: str) -> None:
        self.connection, self.now = connection, now

    @cached_property
    def people(self) -> SqlPeople:
        """People."""
        return SqlPeople(self.connection, self.now)

    @cached_property
    def sessions(self) -> SqlSessions:
        """Who is signed in."""
        return SqlSessions(self.connection, self.now)

    @cached_property
    def pending(self) -> SqlPendingSignIns:
        """Sign-ins that are under way."""
        return SqlPendingSignIns(self.connection, self.now)

    @cached_property
    def sign_in_failures(self) -> SqlSignInFailures:
        """Failed attempts to sign in."""
        return SqlSignInFailures(self.connection, self.now)

    @cached_property
    def known_browsers(self) -> SqlKnownBrowsers:
        """Browsers that people signed in with."""
        return SqlKnownBrowsers(self.connection, self.now)

    @cached_property
    def tokens(self) -> SqlTokens:
        """API tokens."""
        return SqlTokens(self.connection, self.now)

    @cached_property
    def identities(self) -> SqlIdentities:
        """Who people are at a provider of OpenID Connect."""
        return SqlIdentities(self.connection, self.now)

    @cached_property
    def checklists(self) -> SqlChecklists:
        """Published checklist versions."""
        return SqlChecklists(self.connection, self.now)

    @cached_property
    def instruments(self) -> SqlInstruments:
        """Treaties and bills."""
        return SqlInstruments(self.connection, self.now)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """Their texts."""
        return SqlDrafts(self.connection, self.now)

    @cached_property
    def readings(self) -> SqlReadings:
        """Pending readings."""
        return SqlReadings(self.connection, self.now)

    @cached_property
    def assessments(self) -> SqlAssessments:
        """Checklist versions applied to drafts."""
        return SqlAssessments(self.connection, self.now)

    @cached_property
    def assignments(self) -> SqlAssignments:
        """Who is to score which cells."""
        return SqlAssignments(self.connection, self.now)

    @cached_property
    def scores(self) -> SqlScores:
        """What reviewers gave."""
        return SqlScores(self.connection, self.now)

    @cached_property
    def cells(self) -> SqlCells:
        """How far cells are, and which are open to whom."""
        return SqlCells(self.connection)

    @cached_property
    def settled(self) -> SqlSettled:
        """Results that people settled, as they are read."""
        return SqlSettled(self.connection)

    @cached_property
    def links(self) -> SqlLinks:
        """Which provisions answer to which."""
        return SqlLinks(self.connection, self.now)

    @cached_property
    def redlines(self) -> SqlRedlines:
        """Redlines that were drawn."""
        return SqlRedlines(self.connection, self.now)

    @cached_property
    def endpoints(self) -> SqlEndpoints:
        """Endpoints of language models."""
        return SqlEndpoints(self.connection, self.now)

    @cached_property
    def policies(self) -> SqlPolicies:
        """What may be sent to a model."""
        return SqlPolicies(self.connection, self.now)

    @cached_property
    def suggestions(self) -> SqlSuggestions:
        """What models proposed."""
        return SqlSuggestions(self.connection)

    @cached_property
    def reveals(self) -> SqlReveals:
        """What was shown to whom."""
        return SqlReveals(self.connection, self.now)

    @cached_property
    def complete_exports(self) -> SqlCompleteExports:
        """Instruments whole."""
        return SqlCompleteExports(self.connection, self.now)

    @cached_property
    def runs(self) -> SqlRuns:
        """Runs of suggestions, and their tasks."""
        return SqlRuns(self.connection, self.now)

    @cached_property
    def attempts(self) -> SqlAttempts:
        """Requests to models, and what came of them."""
        return SqlAttempts(self.connection, self.now)

    @cached_property
    def evaluations(self) -> SqlEvaluations:
        """What evaluations of suggestions read."""
        return SqlEvaluations(self.connection, self.now)

    @cached_property
    def members(self) -> SqlMembers:
        """Members of assessments."""
        return SqlMembers(self.connection, self.now)

    @cached_property
    def organisations(self) -> SqlOrganisations:
        """Organisations and who belongs to them."""
        return SqlOrganisations(self.connection, self.now)

    @cached_property
    def invitations(self) -> SqlInvitations:
        """Invitations."""
        return SqlInvitations(self.connection, self.now)

    @cached_property
    def places(self) -> SqlPlaces:
        """Where what a route names belongs to."""
        return SqlPlaces(self.connection)

    @cached_property
    def settling(self) -> SqlSettling:
        """What settles and reopens cells."""
        return SqlSettling(self.connection, self.now)

    @cached_property
    def locks(self) -> SqlLocks:
        """Locks on cells that are being adjudicated."""
        return SqlLocks(self.connection, self.now)

    @cached_property
    def threads(self) -> SqlThreads:
        """Threads about cells."""
        return SqlThreads(self.connection, self.now)

    @cached_property
    def agreements(self) -> SqlAgreements:
        """What the agreement of reviewers reads."""
        return SqlAgreements(self.connection)

    @cached_property
    def log(self) -> SqlAuditLog:
        """The audit log."""
        return SqlAuditLog(self.connection, self.now)

    @cached_property
    def record(self) -> SqlRecord:
        """The audit log as it is read."""
        return SqlRecord(self.connection)

    @cached_property
    def record_checks(self) -> SqlRecordChecks:
        """What is compared with the audit log."""
        return SqlRecordChecks(self.connection)

    @cached_property
    def events(self) -> SqlEvents:
        """What browsers are told live."""
        return SqlEvents(self.connection, self.now)

    @cached_property
    def positions(self) -> SqlPositions:
        """What organisations say of results."""
        return SqlPositions(self.connection, self.now)

    @cached_property
    def snapshots(self) -> SqlSnapshots:
        """What was signed."""
        return SqlSnapshots(self.connection, self.now)

    @cached_property
    def factors(self) -> SqlSecondFactors:
        """Authenticator apps and recovery codes."""
        return SqlSecondFactors(self.connection, self.now)

    @cached_property
    def passkeys(self) -> SqlPasskeys:
        """Passkeys of everybody."""
        return SqlPasskeys(self.connection, self.now)

    @cached_property
    def reset_links(self) -> SqlResetLinks:
        """Links to set a new password."""
        return SqlResetLinks(self.connection, self.now)

    @cached_property
    def person_rows(self) -> SqlPersonRows:
        """Everything about one person."""
        return SqlPersonRows(self.connection, self.now)

    @property
    def told(self) -> frozenset[int]:
        """The assessments of which events were written; known once it is finished."""
        events = self.__dict__.get("events")
        return events.told if isinstance(events, SqlEvents) else frozenset()

    def finish(self) -> None:
        """Write what is only known when the transaction ends: the chain of the audit log, and the events."""
        for late in ("log", "events"):
            if late in self.__dict__:
                self.__dict__[late].finish()
