"""What the web application is made of; `bootstrap.py` fills it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anyio import CapacityLimiter, Lock

from salvaguarda.application.check_export_values import Versions
from salvaguarda.application.live_news import LiveNews
from salvaguarda.application.ports.agreement_tables import AgreementWriter
from salvaguarda.application.ports.complete_exports import CompleteExport
from salvaguarda.application.ports.database import Database
from salvaguarda.application.ports.exports import ComparisonWriter, ReportWriter
from salvaguarda.application.ports.factors import Factors
from salvaguarda.application.ports.mail import Mailer
from salvaguarda.application.ports.models import ModelClient, ModelKeys
from salvaguarda.application.ports.openid import IdentityProvider
from salvaguarda.application.ports.passwords import Passwords
from salvaguarda.application.ports.prompts import Prompts
from salvaguarda.application.ports.snapshots import SnapshotRecord
from salvaguarda.application.sheets import LoadChecklist, Sheets
from salvaguarda.application.suggesting.news import RunNews
from salvaguarda.settings import Settings
from salvaguarda.web.reading_work import ReadingWork
from salvaguarda.web.recent_sessions import RecentSessions


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the controllers call.

    load_checklist: YAML text and file name → Checklist, or InvalidChecklist. sheets: what is derived and kept of them.
    checklist_schema: the JSON Schema of a checklist file.
    readings: files being read, each in a process of its own. prompts: those of this installation.
    report_writers, comparison_writers, agreement_writers: "xlsx", "csv" → what writes it. write_complete, read_complete: JSON, and back with its checklists
    (InvalidExport names every mistake).
    models: asks language models; nothing of it is loaded before the first question. model_keys: which keys are there.
    factors: checks second factors; each is loaded when it is first needed.
    mailer: sends e-mail; None where no server is configured.
    oidc: what people may sign in with beside a password; None where no provider is configured.
    news: tells the worker, and whoever follows a run, that something about runs changed.
    live: wakes those who follow an assessment live.
    recent_sessions: looked up a moment ago; forget() after every sign-in and sign-out.
    aligning: held while a pair of drafts is aligned, one at a time: a team opens a new draft at the same moment.
    slow_work: how many alignments, redlines, exports and imports run at once. password_work: how many password checks;
    one takes 64 MiB on purpose, so a flood of them must not, and nobody waits to sign in behind somebody's long text.
    """

    settings: Settings
    database: Database
    passwords: Passwords
    load_checklist: LoadChecklist
    checklist_schema: Callable[[], Mapping[str, Any]]
    sheets: Sheets
    readings: ReadingWork
    prompts: Prompts
    report_writers: Mapping[str, ReportWriter]
    comparison_writers: Mapping[str, ComparisonWriter]
    agreement_writers: Mapping[str, AgreementWriter]
    write_complete: Callable[[CompleteExport], bytes]
    write_snapshot_csv: Callable[[SnapshotRecord], bytes]
    read_complete: Callable[[bytes], tuple[CompleteExport, Versions]]
    models: ModelClient
    model_keys: ModelKeys
    factors: Factors
    oidc: IdentityProvider | None = None
    mailer: Mailer | None = None
    news: RunNews = field(default_factory=RunNews)
    live: LiveNews = field(default_factory=LiveNews)
    recent_sessions: RecentSessions = field(default_factory=RecentSessions)
    slow_work: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))
    aligning: Lock = field(default_factory=Lock)
    password_work: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(2))

    def end_streams(self) -> None:
        """The process is about to end: open streams of events end by themselves."""
        self.news.end()
        self.live.end()
