"""What is compared with the audit log: states that must be the newest revision's, words that must fit their hash …"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from salvaguarda.adapters.db.records.kept_rows import rows_of_chain
from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision, score, score_revision
from salvaguarda.adapters.db.tables.audit import audit_head
from salvaguarda.adapters.db.tables.drafts import provision
from salvaguarda.adapters.db.tables.publishing import snapshot
from salvaguarda.adapters.db.tables.settling import settled_result
from salvaguarda.application.ports.audit import Kept, KeptRow, SignedHead
from salvaguarda.domain.audit import sha256_of

_STATE = (
    "rating",
    "rationale",
    "evidence",
    "recommendation",
    "recommendation_text",
    "text_sha256",
    "checklist_sha256",
)
_SETTINGS = ("title", "blind", "access", "needed", "names")


def _differs(one: Any, other: Any, names: tuple[str, ...]) -> Any:
    return or_(*(one.c[name].is_distinct_from(other.c[name]) for name in names))


_ASSESSMENTS = select(assessment.c.id).order_by(assessment.c.id)
_UNRECORDED = (
    select(assessment.c.id)
    .outerjoin(audit_head, audit_head.c.chain == assessment.c.id)
    .where(audit_head.c.chain.is_(None))
    .order_by(assessment.c.id)
)
_SCORES = (
    select(score.c.id)
    .outerjoin(
        score_revision,
        and_(score_revision.c.score_id == score.c.id, score_revision.c.revision == score.c.revision),
    )
    .where(score.c.assessment_id == bindparam("chain"))
    .where(or_(score_revision.c.id.is_(None), _differs(score, score_revision, _STATE)))
    .order_by(score.c.id)
)
_SETTING = (
    select(assessment.c.id)
    .outerjoin(
        assessment_revision,
        and_(
            assessment_revision.c.assessment_id == assessment.c.id,
            assessment_revision.c.version == assessment.c.version,
        ),
    )
    .where(assessment.c.id == bindparam("chain"))
    .where(or_(assessment_revision.c.id.is_(None), _differs(assessment, assessment_revision, _SETTINGS)))
)
_REOPENED = (
    select(settled_result.c.id)
    .where(settled_result.c.assessment_id == bindparam("chain"), settled_result.c.reopened_at.is_not(None))
    .order_by(settled_result.c.id)
)
_SIGNED = (
    select(
        snapshot.c.number,
        snapshot.c.audit_seq,
        snapshot.c.audit_sha256,
        snapshot.c.sha256,
        snapshot.c.content,
    )
    .where(snapshot.c.assessment_id == bindparam("chain"))
    .order_by(snapshot.c.number)
)
_WORDS = (
    select(provision.c.draft_id, provision.c.path, provision.c.full_text, provision.c.sha256)
    .order_by(provision.c.draft_id, provision.c.path)
    .execution_options(yield_per=500)
)


class SqlRecordChecks:
    """Fulfils application.ports.audit.RecordChecks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def assessments(self) -> tuple[int, ...]:
        """Every assessment that there is."""
        return tuple(self._connection.execute(_ASSESSMENTS).scalars())

    def unrecorded(self) -> tuple[int, ...]:
        """Assessments of which nothing was ever logged."""
        return tuple(self._connection.execute(_UNRECORDED).scalars())

    def kept(self, chain: int, table: Kept) -> list[KeptRow]:
        """Every row of history of an assessment, oldest first."""
        return [KeptRow(*found) for found in rows_of_chain(self._connection, table, chain)]

    def changed_states(self, chain: int) -> tuple[str, ...]:
        """What is in force and is not what its newest revision says: "score 12", "settings"."""
        scores = self._connection.execute(_SCORES, {"chain": chain}).scalars()
        settings = self._connection.execute(_SETTING, {"chain": chain}).scalars()
        return (*(f"score {score_id}" for score_id in scores), *("settings" for _ in settings))

    def reopened(self, chain: int) -> frozenset[int]:
        """The settled results of an assessment that are said to have been reopened."""
        return frozenset(self._connection.execute(_REOPENED, {"chain": chain}).scalars())

    def signed(self, chain: int) -> tuple[SignedHead, ...]:
        """Where the chain of an assessment ended when its snapshots were signed, and whether their content is theirs."""
        rows = self._connection.execute(_SIGNED, {"chain": chain})
        return tuple(
            SignedHead(row.number, row.audit_seq, row.audit_sha256, sha256_of(row.content) == row.sha256)
            for row in rows
        )

    def changed_words(self) -> Iterator[tuple[int, str]]:
        """Draft id and path of every provision whose words do not fit their hash."""
        for draft_id, path, text, sha256 in self._connection.execute(_WORDS):
            if sha256_of(text) != sha256:
                yield draft_id, path

    def word_hashes(self) -> Mapping[int, Mapping[str, str]]:
        """Draft id → path → hash of its words."""
        found: dict[int, dict[str, str]] = {}
        columns = (provision.c.draft_id, provision.c.path, provision.c.sha256)
        for draft_id, path, sha256 in self._connection.execute(select(*columns)):
            found.setdefault(draft_id, {})[path] = sha256
        return found
