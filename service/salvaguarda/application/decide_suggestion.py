"""Decide on a revealed suggestion: accept, edit or reject it. The decision and the score it writes are kept together."""

from dataclasses import dataclass

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord, Words
from salvaguarda.application.ports.suggestions import DecisionRecord, NewDecision, RevealRecord
from salvaguarda.application.reveal_suggestion import revealed
from salvaguarda.application.save_score import Wish, check_cell, save_score
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.audit import words_mark
from salvaguarda.domain.errors import Conflict, Invalid, Problem, Stale
from salvaguarda.domain.suggestions.decisions import (
    evidence_of,
    not_acceptable_because,
    reason_problems,
    says_the_same,
)
from salvaguarda.domain.suggestions.policy import DecisionAction


@dataclass(frozen=True, slots=True)
class DecisionWish:
    """What a reviewer wants to do. version: of the own score on screen, 0 without one.

    edit: with EDIT only, the whole score as it shall be saved; its version counts for nothing, `version` does.
    """

    action: DecisionAction
    reason: str
    version: int
    edit: Wish | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the own score as it is now; None when it was rejected without one."""

    decision: DecisionRecord
    score: ScoreRecord | None


def decide_suggestion(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    cell: tuple[str, str],
    person_id: int,
    wish: DecisionWish,
) -> Decided:
    """Keep the decision, and the score that accept and edit write; the same wish again is the same decision.

    Raises NotFound (assessment, row, criterion), Conflict (not revealed yet, or not acceptable: the message says why),
    Invalid (no reason, an edit that changes nothing …), Stale with the kept ScoreRecord, and what save_score raises.
    """
    check_cell(sheets.of(records, records.assessments.get(assessment_id)), *cell)
    reveal = revealed(records, assessment_id, cell, person_id)
    if reveal is None:
        raise Conflict("Have the suggestion of this cell revealed first, read it, and then decide.")
    _check(wish, reveal)
    try:
        return _decide(records, sheets, reveal, wish)
    except Stale as stale:
        # Another tab may have been quicker with this very wish.
        again = revealed(records, assessment_id, cell, person_id)
        own = records.scores.own_cell(assessment_id, *cell, person_id)
        made = None if again is None else _decided_before(again, own, wish)
        if made is None:
            raise stale from None
        return Decided(made, own)


def _decide(records: Records, sheets: Sheets, reveal: RevealRecord, wish: DecisionWish) -> Decided:
    cell, person_id = (reveal.provision, reveal.criterion), reveal.person.id
    own = records.scores.own_cell(reveal.assessment_id, *cell, person_id)
    if wish.version != (own.revision if own else 0):
        raise _stale(own)
    after = own
    if wish.action is not DecisionAction.REJECT:
        wanted = _accepted(reveal, own, wish) if wish.action is DecisionAction.ACCEPT else _edited(wish)
        after = save_score(records, sheets, reveal.assessment_id, cell, person_id, wanted)
        _check_edit(wish, reveal, after)
    elif _decided_before(reveal, own, wish):
        raise _stale(own)
    decision = NewDecision(
        action=wish.action,
        reason=wish.reason.strip(),
        rating_before=own.words.rating if own else None,
        rating_after=after.words.rating if after else None,
        score_id=after.id if after else None,
        score_revision=after.revision if after else 0,
    )
    if not records.reveals.decide(reveal, decision, person_id):
        raise _stale(records.scores.own_cell(reveal.assessment_id, *cell, person_id))
    _log(records, reveal, decision)
    now = revealed(records, reveal.assessment_id, cell, person_id)
    assert now is not None
    # Read again: from now on the score says that it was assisted.
    return Decided(now.decisions[-1], records.scores.own_cell(reveal.assessment_id, *cell, person_id))


def _log(records: Records, reveal: RevealRecord, decision: NewDecision) -> None:
    person_id = reveal.person.id
    subject = {
        "provision": reveal.provision,
        "criterion": reveal.criterion,
        "person": person_id,
        "reveal": reveal.id,
    }
    after = {
        "action": decision.action,
        "reason": words_mark(decision.reason),
        "rating": decision.rating_after,
        "revision": decision.score_revision,
    }
    before = {"rating": decision.rating_before}
    records.log.add(NewEntry("decide", person_id, subject, before, after, reveal.assessment_id))


def _stale(own: ScoreRecord | None) -> Stale:
    return Stale("score", own, own.revision if own else 0)


def _check(wish: DecisionWish, reveal: RevealRecord) -> None:
    problems = reason_problems(wish.reason)
    edits = wish.action is DecisionAction.EDIT
    if edits and (wish.edit is None or wish.edit.words.rating is None):
        where = "score" if wish.edit is None else "score.rating"
        problems.append(Problem(where, "An edit needs the score as it shall be saved, with a rating."))
    if not edits and wish.edit is not None:
        fix = "Leave it out, or send the action “edit”."
        problems.append(Problem("score", f"The action “{wish.action.value}” takes no score.", fix))
    if problems:
        raise Invalid(problems[0].what, problems)
    if wish.action is DecisionAction.ACCEPT and not reveal.seen.acceptable:
        raise Conflict(f"This suggestion cannot be accepted. {not_acceptable_because(reveal.seen)}")


def _accepted(reveal: RevealRecord, own: ScoreRecord | None, wish: DecisionWish) -> Wish:
    """The suggestion as a score: its rating, rationale and found quotes; the own recommendation stays."""
    words = Words(
        rating=reveal.seen.rating,
        rationale=reveal.seen.rationale,
        evidence=evidence_of(reveal.seen),
        recommendation=own.words.recommendation if own else None,
    )
    return Wish(words, reveal.provenance.text_sha256, None, wish.version)


def _edited(wish: DecisionWish) -> Wish:
    assert wish.edit is not None
    edit = wish.edit
    return Wish(edit.words, edit.text_sha256, edit.confirms, wish.version, edit.takes_evidence)


def _check_edit(wish: DecisionWish, reveal: RevealRecord, after: ScoreRecord) -> None:
    """An edit that says what the suggestion says is an acceptance under another name."""
    words = after.words
    if wish.action is DecisionAction.EDIT and says_the_same(
        reveal.seen, words.rating, words.rationale, words.evidence
    ):
        problem = Problem(
            "score",
            "This is just what was suggested.",
            "Accept it, or change the rating, the rationale or the evidence.",
        )
        raise Invalid(f"{problem.what} {problem.fix}", [problem])


def _decided_before(
    reveal: RevealRecord, own: ScoreRecord | None, wish: DecisionWish
) -> DecisionRecord | None:
    """The newest decision when it is this very wish, whose answer got lost on the way."""
    last = reveal.decisions[-1] if reveal.decisions else None
    if last is None or (last.action, last.reason) != (wish.action, wish.reason.strip()):
        return None
    written = wish.version if wish.action is DecisionAction.REJECT else wish.version + 1
    if written != last.score_revision or last.score_revision != (own.revision if own else 0):
        return None
    return last if wish.edit is None or (own is not None and _holds(own.words, wish.edit.words)) else None


def _holds(kept: Words, wanted: Words) -> bool:
    """Whether the kept words are the wanted ones; evidence that came along with them may be there, too."""
    places = {(quote.start, quote.end) for quote in kept.evidence}
    return (kept.rating, kept.rationale, kept.recommendation) == (
        wanted.rating,
        wanted.rationale,
        wanted.recommendation,
    ) and all((quote.start, quote.end) in places for quote in wanted.evidence)
