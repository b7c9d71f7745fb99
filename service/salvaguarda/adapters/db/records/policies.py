"""Policies, in SQL: every state a row, the newest counts."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from salvaguarda.adapters.db.records.first_wins import first_wins
from salvaguarda.adapters.db.records.people import columns_as, person_as
from salvaguarda.adapters.db.tables.endpoints import suggestion_policy
from salvaguarda.adapters.db.tables.people import person
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.domain.errors import Stale
from salvaguarda.domain.suggestions.policy import Consent, Policy, RevealMode

_HISTORY = (
    select(suggestion_policy, *columns_as("author"))
    .join_from(suggestion_policy, person)
    .where(suggestion_policy.c.assessment_id == bindparam("assessment"))
    .order_by(suggestion_policy.c.version.desc())
)
_NEWEST = _HISTORY.limit(1)
# Two people may say something at the same moment: the second gets no row back, and no error.
_ADD = first_wins(suggestion_policy)
_author = person_as("author")


class SqlPolicies:
    """Fulfils application.ports.policies.Policies."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def get(self, assessment_id: int) -> PolicyRecord:
        """The newest state; consent NONE when there is none."""
        row = self._connection.execute(_NEWEST, {"assessment": assessment_id}).one_or_none()
        return PolicyRecord(assessment_id, 0, Policy(), None, None) if row is None else _record(row)

    def history(self, assessment_id: int) -> tuple[PolicyRecord, ...]:
        """Every state, newest first."""
        return tuple(map(_record, self._connection.execute(_HISTORY, {"assessment": assessment_id})))

    def add(self, assessment_id: int, version: int, policy: Policy, person_id: int) -> None:
        """Keep the state that follows `version`; Stale with the PolicyRecord that is kept otherwise."""
        kept = self.get(assessment_id)
        values = {
            "assessment_id": assessment_id,
            "version": version + 1,
            "consent": policy.consent.value,
            "endpoint_id": policy.endpoint_id,
            "reveal": policy.reveal.value,
            "request_tokens": policy.request_tokens,
            "statement": policy.statement,
            "at": self._now,
            "person_id": person_id,
        }
        if kept.version == version:
            added = self._connection.execute(_ADD[self._connection.dialect.name], values).scalar_one_or_none()
            if added is not None:
                return
            kept = self.get(assessment_id)
        raise Stale("policy", kept, kept.version)


def _record(row: Any) -> PolicyRecord:
    policy = Policy(
        Consent(row.consent), row.endpoint_id, RevealMode(row.reveal), row.request_tokens, row.statement
    )
    return PolicyRecord(row.assessment_id, row.version, policy, _author(row), row.at)
