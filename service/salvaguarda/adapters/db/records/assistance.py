"""Whether a score was given, or kept, after its person had seen a suggestion of the cell: part of every score that is read.

A score that continues one of an older draft takes along what its person had seen there before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    null,
    or_,
    select,
)

from salvaguarda.adapters.db.records.own_first import READER, open_to_reader
from salvaguarda.adapters.db.tables.assessments import score
from salvaguarda.adapters.db.tables.suggestions import decision, reveal
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import Assistance
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.policy import DecisionAction

# The suggestion for review that the score's person was shown, else their first redraft.
SHOWN = reveal.alias("shown")
_first = (
    select(reveal.c.id)
    .where(
        reveal.c.assessment_id == score.c.assessment_id,
        reveal.c.provision == score.c.provision,
        reveal.c.criterion == score.c.criterion,
        reveal.c.person_id == score.c.person_id,
    )
    .order_by(case((reveal.c.purpose == "review", 0), else_=1), reveal.c.id)
    .limit(1)
    .correlate(score)
    .scalar_subquery()
)
_action = (
    select(decision.c.action)
    .where(decision.c.reveal_id == SHOWN.c.id)
    .order_by(decision.c.number.desc())
    .limit(1)
    .correlate(SHOWN)
    .scalar_subquery()
)
SHOWN_BEFORE = and_(
    SHOWN.c.id == _first, or_(score.c.revision > SHOWN.c.score_revision_before, _action.is_not(None))
)
"""Joins SHOWN to a score that was saved after it was shown, or of which a decision says that it stays."""


def shown_columns(*, hide: bool) -> tuple[Any, ...]:
    """What `assistance_of` reads; all NULL when nothing was shown.

    hide: what somebody did with a suggestion tells what it said, so only those to whom the cell is open are told.
    """
    told: tuple[ColumnElement[Any], ...] = (_action, SHOWN.c.rating_before)
    if hide:
        cell = score.c.assessment_id, score.c.provision, score.c.criterion
        knows = and_(SHOWN.c.id.is_not(None), or_(score.c.person_id == READER, open_to_reader(*cell)))
        told = tuple(case((knows, column), else_=null()) for column in told)
    return (
        SHOWN.c.at.label("shown_at"),
        SHOWN.c.model.label("shown_model"),
        SHOWN.c.prompt_id.label("shown_prompt_id"),
        SHOWN.c.prompt_version.label("shown_prompt_version"),
        told[0].label("shown_action"),
        told[1].label("shown_rating_before"),
    )


def assistance_of(row: Any) -> Assistance | None:
    """The assistance in a row that holds `shown_columns`."""
    if row.shown_at is None:
        return None
    return Assistance(
        action=None if row.shown_action is None else DecisionAction(row.shown_action),
        model=row.shown_model,
        prompt_id=row.shown_prompt_id,
        prompt_version=row.shown_prompt_version,
        rating_before=None if row.shown_rating_before is None else Rating(row.shown_rating_before),
    )


def _past(*, hide: bool) -> Any:
    return (
        select(score.c.id, score.c.carried_score_id, *shown_columns(hide=hide))
        .select_from(score.outerjoin(SHOWN, SHOWN.c.id == _first))
        .where(score.c.id.in_(bindparam("scores", expanding=True)))
    )


_PAST, _ALL_PAST = _past(hide=True), _past(hide=False)
_AT_ONCE = 500


def with_past(
    connection: Connection, scores: Sequence[ScoreRecord], reader_id: int | None
) -> tuple[ScoreRecord, ...]:
    """The scores, each that has no assistance of its own with that of those it continues, the latest first.

    Reads once for every older draft that scores come from; not at all when none continues another.
    """
    wanting = {
        score.id: score.carried_from.score_id
        for score in scores
        if score.assisted is None and score.carried_from is not None
    }
    found: dict[int, Assistance] = {}
    until = {score.id: score.updated_at for score in scores}
    met: set[int] = set()  # a file from elsewhere may go in circles
    while wanting:
        met |= set(wanting.values())
        past = _rows(connection, sorted(set(wanting.values())), reader_id)
        further = {}
        for score_id, older in wanting.items():
            row = past.get(older)
            if row is None:
                continue
            assistance = assistance_of(row)
            if assistance is not None and row.shown_at <= until[score_id]:
                found[score_id] = assistance
            elif row.carried_score_id is not None and row.carried_score_id not in met:
                further[score_id] = row.carried_score_id
        wanting = further
    if not found:
        return tuple(scores)
    return tuple(replace(each, assisted=found.get(each.id, each.assisted)) for each in scores)


def _rows(connection: Connection, ids: Sequence[int], reader_id: int | None) -> Mapping[int, Any]:
    statement, values = (_ALL_PAST, {}) if reader_id is None else (_PAST, {"reader": reader_id})
    return {
        row.id: row
        for first in range(0, len(ids), _AT_ONCE)
        for row in connection.execute(statement, {**values, "scores": ids[first : first + _AT_ONCE]})
    }
