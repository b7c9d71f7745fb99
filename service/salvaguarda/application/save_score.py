"""Save a score: one reviewer's own record for one cell."""

from dataclasses import dataclass, replace

from salvaguarda.application.find_counterparts import is_counterpart
from salvaguarda.application.log_score import log_score
from salvaguarda.application.may_score_cell import require_open_cell
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import NewState, ScoreRecord, Target, Words
from salvaguarda.application.reopen_cell import follow_rating
from salvaguarda.application.require_role import require_reviewer
from salvaguarda.application.sheets import Sheet, Sheets
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import (
    Conflict,
    Invalid,
    InvalidEvidence,
    NotFound,
    Problem,
    SalvaguardaError,
    Stale,
)
from salvaguarda.domain.evidence import check_quote, quote_at
from salvaguarda.domain.evidence_search import gone_from, taken_along
from salvaguarda.domain.scores import Action, Quote, Rating

NEEDS_TEXT = (Action.AMEND, Action.ADD)
MOST_QUOTES = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """A whole score as the reviewer wants it kept.

    text_sha256: of the words the reviewer had on screen. confirms: id of the old draft's score that this one
    re-confirms after the words changed; None otherwise. version: the revision that was edited, 0 for a first one.
    takes_evidence: the quotes of the score it confirms come along where their words are still there.
    """

    words: Words
    text_sha256: str
    confirms: int | None
    version: int
    takes_evidence: bool = False


def save_score(
    records: Records,
    sheets: Sheets,
    assessment_id: int,
    cell: tuple[str, str],
    person_id: int,
    wish: Wish,
) -> ScoreRecord:
    """Keep the score and its revision; cell: row path and criterion id.

    Raises NotFound (assessment, row or criterion), Forbidden (others are assigned to the cell), Conflict (the words on screen are not the stored ones, or the
    score to confirm does not belong here), Invalid and InvalidEvidence with every mistake, Stale with the kept
    ScoreRecord when the person saved it elsewhere meanwhile.
    """
    roles = require_reviewer(records, assessment_id, person_id)
    path, criterion = cell
    target = records.scores.target(assessment_id, path, criterion, person_id)
    sheet = sheets.of(records, target)
    check_cell(sheet, path, criterion)
    if target.own is None:
        require_open_cell(records, assessment_id, cell, person_id, roles)
    check_text(target, wish.text_sha256)
    words = checked_words(wish.words, target.text, sheet.checklist)
    if wish.takes_evidence:
        words = _with_old_evidence(records, words, target.text, wish.confirms, person_id)
    if wish.version != (target.own.revision if target.own else 0):
        return _arrived_before(target.own, words, wish)
    state = NewState(
        words=words,
        text_sha256=target.text_sha256,
        checklist_sha256=target.checklist_sha256,
        continues=_continues(records, target, cell, person_id, wish.confirms),
    )
    if target.own is None:
        kept = records.scores.add(target, (assessment_id, path, criterion), person_id, state) is not None
    else:
        kept = records.scores.change(target.own.id, wish.version, person_id, state)
    saved = records.scores.own_cell(assessment_id, path, criterion, person_id)
    if not kept or saved is None:
        raise _stale(saved, wish.version)
    log_score(records, "save score", target.own, saved)
    before = target.own.words.rating if target.own else None
    follow_rating(records, assessment_id, cell, person_id, before, saved.words.rating)
    return saved


def _with_old_evidence(
    records: Records, words: Words, text: str, confirms: int | None, person_id: int
) -> Words:
    """The words with the quotes of the score they confirm that are still in the text; own ones only."""
    old = None if confirms is None else records.scores.get(confirms)
    if old is None or old.person.id != person_id:
        return words  # what is wrong with it is said where it is continued
    here = {(quote.start, quote.end) for quote in words.evidence}
    along = [each for each in taken_along(old.words.evidence, text) if (each.start, each.end) not in here]
    if len(words.evidence) + len(along) > MOST_QUOTES:
        problem = Problem("evidence", f"A score holds at most {MOST_QUOTES} quotes.", "Send fewer of them.")
        raise Invalid(problem.what, [problem])
    return replace(words, evidence=(*words.evidence, *along))


def evidence_gone(records: Records, saved: ScoreRecord, confirms: int) -> tuple[Quote, ...]:
    """The quotes of the score that a saved one confirms whose words are not in its text any more."""
    old = records.scores.get(confirms)
    if old is None or old.person.id != saved.person.id:
        return ()
    draft_id = records.assessments.get(saved.assessment_id).draft_id
    return gone_from(old.words.evidence, records.drafts.text(draft_id, saved.provision).text)


def check_cell(sheet: Sheet, path: str, criterion_id: str) -> None:
    """Nothing, when the path is a row and the criterion can have a cell there.

    Any criterion about single provisions can be brought in on any row but the whole text, and the other way round.
    """
    row = sheet.by_path.get(path)
    criterion = sheet.checklist.by_id.get(criterion_id)
    if row is None:
        raise NotFound("row", path)
    if criterion is None:
        raise NotFound("criterion", criterion_id)
    if criterion.whole_draft != (row.path == sheet.rows[0].path):
        place = "the whole text" if criterion.whole_draft else "single provisions, not about the whole text"
        raise Conflict(f"{criterion.code} {criterion.title} is about {place}. Score it there.")


def check_text(target: Target, sha256: str) -> None:
    """Nothing, when the reviewer saw the stored words; Conflict otherwise."""
    if sha256 != target.text_sha256:
        raise Conflict(
            "The words of this provision are not the ones you had on screen. "
            "Load it again, compare, and save once more; what you wrote is kept in this browser."
        )


def checked_words(words: Words, text: str, checklist: Checklist) -> Words:
    """The words with evidence as it stands in the text; Invalid or InvalidEvidence with every mistake."""
    problems = rule_problems(words, checklist)
    evidence, quote_problems = _checked_evidence(words.evidence, text)
    if quote_problems and not problems:
        raise InvalidEvidence(
            f"Evidence is not in the provision's text: {quote_problems[0].what}", quote_problems
        )
    problems += quote_problems
    if problems:
        raise Invalid(problems[0].what, problems)
    return Words(words.rating, words.rationale, evidence, words.recommendation)


def rule_problems(words: Words, checklist: Checklist) -> list[Problem]:
    """What a checklist does not allow in a score, whatever the text it is about."""
    problems = []
    scale = {level.rating: level for level in checklist.scale}
    if words.rating is not None and words.rating not in scale:
        known = ", ".join(level.rating.value for level in checklist.scale)
        problems.append(
            Problem(
                "rating", f"{words.rating.value} is not on this checklist's scale.", f"Use one of {known}."
            )
        )
    if words.rating is Rating.NOT_APPLICABLE and not words.rationale.strip():
        problems.append(
            Problem(
                "rationale", "Not applicable needs a rationale.", "Say why the question does not apply here."
            )
        )
    advice = words.recommendation
    if advice is not None and advice.action in NEEDS_TEXT and not advice.text.strip():
        problems.append(
            Problem(
                "recommendation.text",
                f"A recommendation to {advice.action.value} needs the proposed text.",
                "Write the words you propose.",
            )
        )
    return problems


def _checked_evidence(evidence: tuple[Quote, ...], text: str) -> tuple[tuple[Quote, ...], list[Problem]]:
    checked, problems = [], []
    for place, quote in enumerate(evidence):
        try:
            check_quote(quote, text)
            checked.append(
                quote_at(text, quote.start, quote.end)
            )  # prefix and suffix are ours, never the sender's
        except InvalidEvidence as error:
            problems += [Problem(f"evidence.{place}", each.what, each.fix) for each in error.problems]
    return tuple(checked), problems


def _continues(
    records: Records, target: Target, cell: tuple[str, str], person_id: int, confirms: int | None
) -> tuple[int, int, bool] | None:
    """What the new state continues: the score it confirms; else what a confirmed score continued before.

    A carried score that its reviewer saves anew rests on that, and is carried no more; its history shows it was.
    """
    if confirms is not None:
        old = records.scores.get(confirms)
        if old is None or old.person.id != person_id or old.criterion != cell[1]:
            raise NotFound("score of yours to confirm", confirms)
        if not is_counterpart(records, old, target.draft_id, cell[0]):
            raise Conflict(
                "The score to confirm belongs to a provision that is not linked to this one. "
                "Open the comparison, correct the link, and confirm again."
            )
        return old.id, old.revision, True
    before = target.own.carried_from if target.own else None
    return (before.score_id, before.revision, True) if before and before.confirmed else None


def _arrived_before(own: ScoreRecord | None, words: Words, wish: Wish) -> ScoreRecord:
    """The kept score when it is this very wish, whose answer got lost on the way; raises Stale otherwise."""
    if own is None or own.revision != wish.version + 1 or own.words != words:
        raise _stale(own, wish.version)
    if wish.confirms is not None and (own.carried_from is None or own.carried_from.score_id != wish.confirms):
        raise _stale(own, wish.version)
    return own


def _stale(current: ScoreRecord | None, version: int) -> SalvaguardaError:
    return Stale("score", current, current.revision if current else version)
