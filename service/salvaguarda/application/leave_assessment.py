"""Leave an assessment, or remove somebody: what becomes of their scores is said at once, and no cell is left stuck."""

from dataclasses import dataclass, replace

from salvaguarda.application.add_member import keep_an_owner, log_member, present_member, stale_member
from salvaguarda.application.log_assignments import log_unassigned
from salvaguarda.application.log_score import log_score
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import NewState, ScoreRecord
from salvaguarda.application.reopen_cell import follow_rating
from salvaguarda.application.require_role import require_role
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.team import Member, Role, ScoresKept


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who left. withdrawn: ratings that count no more. unassigned: cells that they do not have to score any more."""

    member: Member
    withdrawn: int
    unassigned: int


def leave_assessment(
    records: Records, assessment_id: int, person_id: int, scores_kept: ScoresKept
) -> Departure:
    """Leave by oneself. Raises NotFound when it is not there, Conflict for its only owner."""
    require_role(records, assessment_id, person_id, Act.LEAVE)
    records.members.ensure(assessment_id, person_id)
    return _depart(records, present_member(records, assessment_id, person_id, None), person_id, scores_kept)


def remove_member(
    records: Records,
    assessment_id: int,
    by: int,
    person_id: int,
    version: int,
    scores_kept: ScoresKept,
) -> Departure:
    """Remove somebody else.

    Raises NotFound (assessment, member), Forbidden for whoever does not own it, Stale when they were changed meanwhile,
    Conflict for oneself (who leaves).
    """
    require_role(records, assessment_id, by, Act.MANAGE_TEAM)
    if by == person_id:
        raise Conflict("You cannot remove yourself. Leave the assessment instead.")
    return _depart(records, present_member(records, assessment_id, person_id, version), by, scores_kept)


def _depart(records: Records, member: Member, by: int, scores_kept: ScoresKept) -> Departure:
    assessment_id, person_id = member.assessment_id, member.person_id
    if Role.OWNER in member.roles:
        keep_an_owner(records, assessment_id)
    if not records.members.leave(member, scores_kept):
        raise stale_member(records, member)
    left = records.members.get(assessment_id, person_id).member
    unassigned = records.assignments.drop_person(assessment_id, person_id)
    withdrawn = _withdraw(records, left, by) if scores_kept is ScoresKept.WITHDRAWN else 0
    log_member(records, "leave assessment" if by == person_id else "remove member", by, member, left)
    log_unassigned(records, assessment_id, person_id, by, unassigned)
    return Departure(left, withdrawn, unassigned)


def _withdraw(records: Records, left: Member, by: int) -> int:
    """Every rating becomes a revision without one, by whoever decided it; what was kept before stays in the history."""
    rated = [
        score
        for score in records.scores.own(left.assessment_id, left.person_id)
        if score.words.rating is not None
    ]
    for score in rated:
        _withdraw_one(records, score, by)
    return len(rated)


def _withdraw_one(records: Records, score: ScoreRecord, by: int) -> None:
    words = replace(score.words, rating=None)
    state = NewState(words, score.text_sha256, score.checklist_sha256)
    cell = (score.provision, score.criterion)
    kept = records.scores.change(score.id, score.revision, by, state)
    after = records.scores.own_cell(score.assessment_id, *cell, score.person.id)
    if not kept or after is None:  # their owner saved at the same moment, in another transaction
        raise Conflict("A score of theirs was saved at this very moment. Try again.")
    log_score(records, "withdraw score", score, after, by)
    follow_rating(records, score.assessment_id, cell, by, score.words.rating, None)
