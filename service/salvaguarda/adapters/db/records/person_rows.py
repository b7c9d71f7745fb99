"""Everything about one person, in SQL: what they are given, and what goes when they are erased."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    or_,
    select,
    union,
    update,
)

from salvaguarda.adapters.db.tables.accounts import (
    api_token,
    external_identity,
    known_browser,
    passkey,
    pending_sign_in,
    recovery_code,
    reset_link,
    totp,
)
from salvaguarda.adapters.db.tables.assessments import assessment, assessment_revision, score, score_revision
from salvaguarda.adapters.db.tables.audit import audit_entry
from salvaguarda.adapters.db.tables.checklists import checklist
from salvaguarda.adapters.db.tables.discussions import comment, mention, thread
from salvaguarda.adapters.db.tables.drafts import draft, draft_mend, earlier, instrument
from salvaguarda.adapters.db.tables.endpoints import (
    endpoint,
    endpoint_probe,
    endpoint_revision,
    suggestion_policy,
)
from salvaguarda.adapters.db.tables.links import link, link_revision
from salvaguarda.adapters.db.tables.people import person, session
from salvaguarda.adapters.db.tables.publishing import position, snapshot
from salvaguarda.adapters.db.tables.readings import reading
from salvaguarda.adapters.db.tables.settling import adjudication_lock, assignment, settled_result
from salvaguarda.adapters.db.tables.suggestions import decision, evaluation_shown, reveal, suggestion_run
from salvaguarda.adapters.db.tables.teams import affiliation, invitation, member, organisation

_WHO: BindParameter[int] = bindparam("who")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of rows about a person. by: the columns of which one names them. columns: those that they are given."""

    table: Table
    by: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def condition(self) -> ColumnElement[bool]:
        return or_(*(self.table.c[name] == _WHO for name in self.by))


def _kind(table: Table, by: str, columns: str) -> _Kind:
    return _Kind(table, tuple(by.split()), tuple(columns.split()))


_CELL = "assessment_id provision criterion"
# No key and no hash of one; of what they opened or changed for all, that they did: the text itself is nobody's own.
TOLD: dict[str, _Kind] = {
    "person": _kind(person, "id", "id email display_name is_owner is_demo created_at erased_at"),
    "affiliations": _kind(affiliation, "person_id added_by", "person_id organisation_id speaks since"),
    "sessions": _kind(session, "person_id", "created_at extended_at expires_at method agent address"),
    "identities": _kind(external_identity, "person_id", "issuer subject created_at"),
    "known_browsers": _kind(known_browser, "person_id", "created_at used_at"),
    "sign_ins_under_way": _kind(pending_sign_in, "person_id", "purpose created_at expires_at"),
    "authenticator_apps": _kind(totp, "person_id", "created_at confirmed_at"),
    "recovery_codes": _kind(recovery_code, "person_id", "used_at"),
    "passkeys": _kind(passkey, "person_id", "name backed_up created_at used_at"),
    "reset_links": _kind(reset_link, "person_id created_by", "person_id created_at expires_at used_at"),
    "api_tokens": _kind(
        api_token, "person_id", "name personal scopes hint created_at expires_at used_at revoked_at"
    ),
    "memberships": _kind(member, "person_id", "assessment_id roles pseudonym since left_at scores_kept"),
    # Without the pseudonym: whoever adds somebody does not learn by it which scores are theirs.
    "members_added": _kind(member, "added_by", "assessment_id person_id roles since"),
    "invitations": _kind(
        invitation,
        "created_by used_by",
        "organisation_id assessment_id roles created_at created_by expires_at used_at used_by withdrawn_at",
    ),
    "assignments": _kind(assignment, "person_id assigned_by", f"{_CELL} person_id at"),
    "locks": _kind(adjudication_lock, "person_id", f"{_CELL} until"),
    "scores": _kind(
        score,
        "person_id",
        f"id {_CELL} rating rationale evidence recommendation recommendation_text revision confirmed updated_at",
    ),
    "settled_results": _kind(settled_result, "person_id", f"{_CELL} kind at reopened_at"),
    "reopened_results": _kind(settled_result, "reopened_by", f"{_CELL} reopened_at"),
    "threads": _kind(thread, "opened_by resolved_by", f"id {_CELL} opened_at resolved_at"),
    "comments": _kind(comment, "person_id", "thread_id number body at"),
    "mentions": _kind(mention, "person_id", "comment_id seen_at"),
    "positions": _kind(
        position,
        "person_id",
        "assessment_id organisation_id provision criterion version stance note publicity at",
    ),
    "snapshots": _kind(snapshot, "person_id", "assessment_id number title note sha256 at"),
    "reveals": _kind(
        reveal, "person_id", f"{_CELL} at purpose mode rating_before model prompt_id prompt_version"
    ),
    "decisions": _kind(decision, "person_id", "action reason rating_before rating_after at"),
    "evaluations_seen": _kind(evaluation_shown, "person_id", "assessment_id at"),
    "uploads": _kind(reading, "person_id", "name size state created_at kept_until"),
    "instruments": _kind(instrument, "created_by", "id title created_at"),
    "drafts": _kind(draft, "created_by", "id instrument_id label source_name created_at"),
    "mends": _kind(draft_mend, "person_id", "draft_id position at"),
    "replaced_versions": _kind(earlier, "replaced_by", "noun subject_id version replaced_at"),
    "checklists": _kind(checklist, "created_by", "checklist_id version title created_at"),
    "organisations": _kind(organisation, "created_by", "name created_at"),
    "assessments": _kind(assessment, "created_by", "id title created_at"),
    "assessment_versions": _kind(assessment_revision, "person_id", "assessment_id version title at"),
    "links": _kind(link, "corrected_by", "id relation version"),
    "link_versions": _kind(link_revision, "person_id", "link_id version relation reason at"),
    "policies": _kind(suggestion_policy, "person_id", "assessment_id version consent at"),
    "runs": _kind(suggestion_run, "created_by", "assessment_id purpose created_at"),
    "endpoints": _kind(endpoint, "created_by", "name created_at"),
    "endpoint_versions": _kind(endpoint_revision, "person_id", "endpoint_id version at"),
    "endpoint_tests": _kind(endpoint_probe, "person_id", "endpoint_id version at"),
}
_JSON = frozenset({"evidence"})

# Every state of their own scores, whoever made it; a state that they made of another's score holds that one's words.
_SCORE_STATES = (
    select(
        *(
            score_revision.c[name]
            for name in ("score_id", "revision", "rating", "rationale", "evidence", "recommendation")
        ),
        score_revision.c.recommendation_text,
        score_revision.c.at,
    )
    .join_from(score_revision, score, score_revision.c.score_id == score.c.id)
    .where(score.c.person_id == _WHO)
    .order_by(score_revision.c.score_id, score_revision.c.revision)
)
# How the canonical JSON of a subject names a person: in the middle of it, or at its end.
_PATTERNS = {
    "person_first": '%"person":{},%',
    "person_last": '%"person":{}}}%',
    "member_first": '%"member":{},%',
    "member_last": '%"member":{}}}%',
}
_RECORD = (
    select(
        *(audit_entry.c[name] for name in ("chain", "seq", "at", "person_id", "act", "subject", "personal"))
    )
    .where(
        or_(
            audit_entry.c.person_id == _WHO,
            *(audit_entry.c.subject.like(bindparam(name)) for name in _PATTERNS),
        )
    )
    .order_by(audit_entry.c.chain, audit_entry.c.seq)
)
_INVITED = select(invitation.c.created_at, invitation.c.email, invitation.c.assessment_id).where(
    invitation.c.email == select(person.c.email).where(person.c.id == _WHO).scalar_subquery()
)

_CONCERNED: tuple[tuple[Table, Sequence[str]], ...] = (
    (member, ("person_id",)),
    (score, ("person_id",)),
    (settled_result, ("person_id", "reopened_by")),
    (thread, ("opened_by", "resolved_by")),
    (snapshot, ("person_id",)),
    (position, ("person_id",)),
)
_ASSESSMENTS = union(
    select(assessment.c.id).where(assessment.c.created_by == _WHO),
    select(thread.c.assessment_id)
    .join_from(comment, thread, comment.c.thread_id == thread.c.id)
    .where(comment.c.person_id == _WHO),
    *(
        select(table.c.assessment_id).where(or_(*(table.c[name] == _WHO for name in names)))
        for table, names in _CONCERNED
    ),
)

_GOING: tuple[Table, ...] = (
    session,
    known_browser,
    external_identity,
    api_token,
    totp,
    recovery_code,
    passkey,
    reset_link,
    pending_sign_in,
    affiliation,
    reading,
    assignment,
    adjudication_lock,
    mention,
)
_GO = tuple(delete(table).where(table.c.person_id == _WHO) for table in _GOING)
_NO_EMAIL = (
    update(invitation)
    .where(invitation.c.email == select(person.c.email).where(person.c.id == _WHO).scalar_subquery())
    .values(email="")
)
_WITHDRAW = (
    update(invitation)
    .where(
        invitation.c.created_by == _WHO, invitation.c.used_at.is_(None), invitation.c.withdrawn_at.is_(None)
    )
    .values(withdrawn_at=bindparam("now"))
)


class SqlPersonRows:
    """Fulfils application.ports.person_rows.PersonRows."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection, self._now = connection, now

    def told(self, person_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """What is kept about them, by kind."""
        rows = {name: self._rows(kind, person_id) for name, kind in TOLD.items()}
        values = {"who": person_id}
        rows["score_states"] = _plain(self._connection.execute(_SCORE_STATES, values))
        rows["invitations_to_them"] = _plain(self._connection.execute(_INVITED, values))
        rows["record"] = self._record(person_id)
        return rows

    def _rows(self, kind: _Kind, person_id: int) -> list[dict[str, object]]:
        order: list[Column[Any]] = list(kind.table.primary_key.columns)
        statement = (
            select(*(kind.table.c[name] for name in kind.columns)).where(kind.condition).order_by(*order)
        )
        return _plain(self._connection.execute(statement, {"who": person_id}))

    def _record(self, person_id: int) -> list[dict[str, object]]:
        """What they did, and what others did with their account. Personal values only where they are theirs."""
        patterns = {name: pattern.format(person_id) for name, pattern in _PATTERNS.items()}
        found = []
        for row in self._connection.execute(_RECORD, {"who": person_id} | patterns):
            subject = json.loads(row.subject)
            theirs = subject.get("person", subject.get("member", row.person_id)) == person_id
            told = {"chain": row.chain, "number": row.seq, "at": row.at, "act": row.act}
            told |= {"by_them": row.person_id == person_id, "subject": subject}
            if theirs and row.personal:
                told["personal"] = json.loads(row.personal)
            if theirs or row.person_id == person_id:
                found.append(told)
        return found

    def assessments_of(self, person_id: int) -> tuple[int, ...]:
        """Ids of the assessments in which they are a member, scored, settled, or wrote something."""
        return tuple(sorted(self._connection.execute(_ASSESSMENTS, {"who": person_id}).scalars()))

    def erase_traces(self, person_id: int) -> None:
        """Remove what only served them."""
        for statement in _GO:
            self._connection.execute(statement, {"who": person_id})
        self._connection.execute(_NO_EMAIL, {"who": person_id})
        self._connection.execute(_WITHDRAW, {"who": person_id, "now": self._now})


def _plain(rows: Any) -> list[dict[str, object]]:
    return [
        {name: json.loads(value) if name in _JSON and value else value for name, value in row.items()}
        for row in rows.mappings()
    ]
