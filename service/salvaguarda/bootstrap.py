"""The one place that knows everything and joins it."""

import importlib
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import structlog
from anyio import CapacityLimiter
from argon2 import PasswordHasher
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.db.engines import is_sqlite
from salvaguarda.adapters.db.upgrade import upgrade
from salvaguarda.adapters.db.worker_lock import worker_lock
from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.adapters.documents.sandbox import Limits, Sandbox
from salvaguarda.adapters.exports.csv_agreement import CsvAgreementWriter
from salvaguarda.adapters.exports.csv_comparison import ComparisonCsvWriter
from salvaguarda.adapters.exports.csv_scores import CsvWriter
from salvaguarda.adapters.exports.csv_snapshot import write_snapshot_csv
from salvaguarda.adapters.exports.json_complete import read_complete, write_complete
from salvaguarda.adapters.exports.xlsx import XlsxWriter
from salvaguarda.adapters.exports.xlsx_agreement import XlsxAgreementWriter
from salvaguarda.adapters.exports.xlsx_comparison import ComparisonXlsxWriter
from salvaguarda.adapters.files import built_in_checklists, checklist_schema, load_checklist
from salvaguarda.adapters.files.demo_files import answers_folder
from salvaguarda.adapters.models.choosing import ChoosingClient
from salvaguarda.adapters.models.keys import Keys
from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.adapters.openid.lazy import LazyProvider
from salvaguarda.adapters.passwords import Argon2Passwords
from salvaguarda.adapters.prompts.shelf import built_in_shelf, shelf_with
from salvaguarda.adapters.secrets_folder import read_secret
from salvaguarda.adapters.signing.opening import OpenedFactors
from salvaguarda.application.begin_record import begin_record
from salvaguarda.application.check_export import check_export
from salvaguarda.application.check_export_values import Versions
from salvaguarda.application.load_demo import LoadDemo
from salvaguarda.application.ports.agreement_tables import AgreementWriter
from salvaguarda.application.ports.complete_exports import CompleteExport
from salvaguarda.application.ports.exports import ComparisonWriter, ReportWriter
from salvaguarda.application.ports.mail import Mailer
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.application.ports.openid import IdentityProvider
from salvaguarda.application.ports.reading_apart import ReadingApart
from salvaguarda.application.ports.records import Records
from salvaguarda.application.publish_checklist import publish_checklist
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.suggesting.office import Office
from salvaguarda.application.suggesting.worker import Worker
from salvaguarda.domain.errors import Conflict, StorageReadOnly
from salvaguarda.settings import DATABASE_NAME, Settings
from salvaguarda.web.app import create_app
from salvaguarda.web.parts import Parts
from salvaguarda.web.reading_work import ReadingWork

log = structlog.get_logger()

OIDC_SECRET = "oidc.secret"  # noqa: S105  (the name of a file)
MAIL_SECRET = "smtp.password"  # noqa: S105  (the name of a file)
"""File of the secrets folder. With a dot, so that it is never the key of a model server."""

_READ_AT_ONCE = 2
"""Uploads; each may take `Settings.reading_memory_mb`."""

REPORT_WRITERS: Mapping[str, ReportWriter] = {"xlsx": XlsxWriter(), "csv": CsvWriter()}
COMPARISON_WRITERS: Mapping[str, ComparisonWriter] = {
    "xlsx": ComparisonXlsxWriter(),
    "csv": ComparisonCsvWriter(),
}

AGREEMENT_WRITERS: Mapping[str, AgreementWriter] = {
    "xlsx": XlsxAgreementWriter(),
    "csv": CsvAgreementWriter(),
}

__all__ = [
    "AGREEMENT_WRITERS",
    "REPORT_WRITERS",
    "build_app",
    "demo_loader",
    "open_database",
    "prepare_storage",
    "publish_built_in_checklists",
    "read_export",
    "write_complete",
]


def prepare_storage(settings: Settings) -> None:
    """Make the data folder, and bring the tables to this version's state; StorageUnavailable when that cannot be."""
    if not settings.database_url:
        _prepare_folder(settings)
    upgrade(settings.storage_url)


def _prepare_folder(settings: Settings) -> None:
    folder = settings.data_folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # confidential drafts are kept here
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
        database = folder / DATABASE_NAME
        if not database.exists():
            database.touch(
                mode=0o600
            )  # in a folder that others can open, too; what SQLite puts beside it is the same
    except OSError as error:
        raise StorageReadOnly(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Change its permissions, or choose another one with SALVAGUARDA_DATA_FOLDER."
        ) from error


def open_database(settings: Settings) -> Database:
    """The storage, with its tables in this version's state."""
    prepare_storage(settings)
    database = Database(settings.storage_url)
    database.write_here(begin_record)
    database.write_here(publish_built_in_checklists)
    database.write_here(forget_old_readings)
    return database


def publish_built_in_checklists(records: Records) -> None:
    """Make the checklists that come with the program known here; those that are known stay as they are.

    One that is known with other words (somebody uploaded one with that number, before the program brought its own)
    stays too: scores are bound to it, and it is no reason not to start.
    """
    for built_in in built_in_checklists():
        try:
            publish_checklist(records, built_in.checklist, built_in.source, origin="built-in", person_id=None)
        except Conflict:
            log.warning(
                "another checklist has the number of one that comes with the program, and is kept",
                checklist=built_in.checklist.id,
                version=built_in.checklist.version,
            )


def forget_old_readings(records: Records) -> None:
    """Pending readings whose day is over; later ones go when the next file is sent."""
    records.readings.forget_old()


def read_export(content: bytes) -> tuple[CompleteExport, Versions]:
    """A complete export with its checklists, checked; InvalidExport names every mistake."""
    export = read_complete(content)
    return export, check_export(export, load_checklist)


def open_models(settings: Settings, keys: Keys) -> ModelClient:
    """What asks language models; openai and httpx2 are only loaded when a real server is asked."""
    hosts = tuple(settings.local_model_hosts)
    return ChoosingClient(
        RecordedClient(answers_folder()),
        lambda module: module.OpenAiClient(keys, hosts),  # of adapters.models.client
    )


def open_provider(settings: Settings) -> IdentityProvider | None:
    """What people may sign in with beside a password; None where no provider is configured."""
    if not settings.oidc_issuer:
        return None
    name = settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or settings.oidc_issuer
    return LazyProvider(name, lambda module: module.OpenIdProvider(_client_of(settings, module)))


def _client_of(settings: Settings, module: ModuleType) -> object:
    """Whether there is a secret is looked up when somebody first signs in with the provider."""
    has_secret = (settings.keys_folder / OIDC_SECRET).exists()
    return module.Client(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        scopes=settings.oidc_scopes,
        secret=(lambda: read_secret(settings.keys_folder, OIDC_SECRET)) if has_secret else None,
        trust_emails=settings.oidc_trusts_emails,
    )


def open_mailer(settings: Settings) -> Mailer | None:
    """What sends e-mail; None, and nothing of it loaded, where no server is configured."""
    if not settings.smtp_host:
        return None
    module = importlib.import_module("salvaguarda.adapters.mail")
    server = module.MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.smtp_sender,
        user=settings.smtp_user,
        password=lambda: read_secret(settings.keys_folder, MAIL_SECRET),
    )
    mailer: Mailer = module.SmtpMailer(server)
    return mailer


def demo_loader() -> LoadDemo:
    """What loads the demo, with the answers that come with it."""
    return LoadDemo(
        sheets=Sheets(load_checklist),
        read=read_document,
        prompts=built_in_shelf(),
        answer=RecordedClient(answers_folder()).answer,
    )


def open_worker(parts: Parts) -> Worker:
    """What asks models for all runs, once it is started; in one process of a database at a time."""
    office = Office(
        database=parts.database,
        models=parts.models,
        prompts=parts.prompts,
        sheets=parts.sheets,
        news=parts.news,
        report=report_failure,
    )
    return Worker(office, worker_lock(parts.settings.storage_url))


def report_failure(work: str, error: BaseException) -> None:
    """A failure of ours while a model was asked: where, and its kind; its words might be those of a draft."""
    frames = traceback.extract_tb(error.__traceback__)
    at = [f"{Path(each.filename).name}:{each.lineno}" for each in frames]
    # The log is often on the disk that is full, and asking must go on when there is room again.
    with suppress(OSError):
        log.error(work, kind=type(error).__name__, at=at)


def build_app(
    settings: Settings,
    database: Database | None = None,
    hasher: PasswordHasher | None = None,
    apart: ReadingApart | None = None,
) -> Litestar:
    """The web application.

    database: already opened and upgraded, and closed by whoever opened it; None opens the one of the settings.
    hasher: argon2 with other costs (tests). apart: what reads uploads; None takes the limits of the settings.
    """
    opened = database or open_database(settings)
    limits = Limits(settings.reading_seconds, settings.reading_memory_mb)
    readings = ReadingWork(opened, apart or Sandbox(limits), CapacityLimiter(_READ_AT_ONCE))
    keys = Keys(settings.keys_folder)
    parts = Parts(
        settings=settings,
        database=opened,
        passwords=Argon2Passwords(hasher),
        load_checklist=load_checklist,
        checklist_schema=checklist_schema,
        sheets=Sheets(load_checklist),
        readings=readings,
        prompts=shelf_with(settings.prompts_folder),
        report_writers=REPORT_WRITERS,
        comparison_writers=COMPARISON_WRITERS,
        agreement_writers=AGREEMENT_WRITERS,
        write_complete=write_complete,
        write_snapshot_csv=write_snapshot_csv,
        read_complete=read_export,
        models=open_models(settings, keys),
        model_keys=keys,
        factors=OpenedFactors(settings.keys_folder),
        mailer=open_mailer(settings),
        oidc=open_provider(settings),
    )
    opened.tell(parts.live.heard)
    starts, closes = _wakes(opened.url, parts)
    return create_app(
        parts,
        open_worker(parts),
        on_start=starts,
        on_close=(*closes, readings.close, *(() if database else (opened.close,))),
    )


def _wakes(url: str, parts: Parts) -> tuple[tuple[Callable[[], None], ...], tuple[Callable[[], None], ...]]:
    """What is to be called at start and at the end, so that events which other processes kept are heard of."""
    if is_sqlite(url):
        return (), ()
    module = importlib.import_module("salvaguarda.adapters.db.event_wakes")
    wakes = module.EventWakes(url, parts.live.heard)
    return (wakes.start,), (wakes.close,)
