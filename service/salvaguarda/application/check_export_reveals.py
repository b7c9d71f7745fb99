"""Check that reveals and decisions in an export could have come about here: own rating first, real quotes, real scores.

What came first is told by numbers of revisions and decisions, not by times: the clock of an old laptop may have been set back.
What was seen is bound to its hash where the file is read (adapters/exports/json_complete.py).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.check_export_values import (
    LONGEST_WORDS,
    TAMPERED,
    Versions,
    hashes_of,
    moment_problems,
    texts_of,
)
from salvaguarda.application.ports.complete_exports import (
    CompleteExport,
    ExportedAssessment,
    ExportedDecision,
    ExportedReveal,
    ExportedScore,
    ExportedState,
)
from salvaguarda.application.ports.suggestions import Provenance
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import InvalidEvidence, Problem
from salvaguarda.domain.evidence import check_quote, quote_at
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.decisions import reason_problems, says_the_same
from salvaguarda.domain.suggestions.looking_up import Lookup
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction, RevealMode
from salvaguarda.domain.suggestions.quotes import MOST_PARTS, unquoted
from salvaguarda.domain.suggestions.suggestion import FOUND, SuggestedQuote, Suggestion

_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 500
_Cell = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a reveal is checked against: its assessment's checklist, texts by path, scores by cell and person, people.

    hashes: sha256 of each text, by path.
    """

    checklist: Checklist
    texts: Mapping[str, str]
    hashes: Mapping[str, str]
    scores: Mapping[_Cell, ExportedScore]
    people: frozenset[int]


def reveal_problems(export: CompleteExport, checklists: Versions) -> Iterator[Problem]:
    """One problem for each thing about a reveal or decision that this service would not have kept."""
    if not any(each.reveals for each in export.assessments):
        return
    people = frozenset(each.key for each in export.people)
    texts = {draft.key: texts_of(draft) for draft in export.drafts}
    hashes = {key: hashes_of(each) for key, each in texts.items()}
    for place, each in enumerate(export.assessments):
        checklist = checklists.get((each.checklist_id, each.checklist_version))
        if not each.reveals or checklist is None or each.draft not in texts:
            continue  # what is missing is said where assessments are checked
        around = _Around(checklist, texts[each.draft], hashes[each.draft], _scores(each), people)
        yield from _one_a_cell(f"assessments.{place}.reveals", each)
        for number, reveal in enumerate(each.reveals):
            yield from _reveal(f"assessments.{place}.reveals.{number}", reveal, around)


def _scores(assessment: ExportedAssessment) -> dict[_Cell, ExportedScore]:
    return {(each.provision, each.criterion, each.person): each for each in assessment.scores}


def _one_a_cell(where: str, assessment: ExportedAssessment) -> Iterator[Problem]:
    """Once a reviewer has seen a suggestion of a cell, that one stays theirs."""
    shown = Counter(
        (each.provision, each.criterion, each.person)
        for each in assessment.reveals
        if each.purpose is Purpose.REVIEW
    )
    for (path, criterion, person), times in shown.items():
        if times > 1:
            what = f"Person {person} was shown {times} suggestions of one cell, {path} × {criterion}."
            yield Problem(where, what, TAMPERED)


def _reveal(where: str, reveal: ExportedReveal, around: _Around) -> Iterator[Problem]:
    if reveal.person not in around.people:
        yield Problem(where, f"Person {reveal.person} is named but not in the file.", TAMPERED)
    criterion = around.checklist.by_id.get(reveal.criterion)
    text = around.texts.get(reveal.provision)
    if text is None or criterion is None:
        yield Problem(where, f"There is no cell {reveal.provision} × {reveal.criterion}.", TAMPERED)
        return
    if criterion.whole_draft != (reveal.provision == WHOLE_TEXT.path):
        yield Problem(where, f"{criterion.code} is not asked there.", TAMPERED)
    yield from moment_problems(where, [reveal.at, *(each.at for each in reveal.decisions)])
    yield from _provenance(
        f"{where}.provenance", reveal.provenance, around.hashes[reveal.provision], around.checklist
    )
    yield from _purpose(where, reveal)
    yield from _seen(f"{where}.seen", reveal.seen, text, around.checklist)
    score = around.scores.get((reveal.provision, reveal.criterion, reveal.person))
    states: Sequence[ExportedState] = () if score is None else score.states
    yield from _own_rating_first(where, reveal, states)
    yield from _decisions(where, reveal, None if score is None else score.key, states)


def _provenance(where: str, of: Provenance, text_sha256: str, checklist: Checklist) -> Iterator[Problem]:
    if of.text_sha256 != text_sha256 or of.checklist_sha256 != checklist.sha256:
        yield Problem(where, "It was made for other words or under another checklist.", TAMPERED)
    if not _HASH.fullmatch(of.prompt_sha256) or not _HASH.fullmatch(of.request_sha256):
        yield Problem(where, "A sha256 is none.", TAMPERED)
    names = (of.model, of.endpoint_name, of.endpoint_host, of.prompt_id, of.prompt_version)
    if not all(map(str.strip, names)) or max(map(len, names)) > _LONGEST_NAME:
        yield Problem(where, f"A name is missing or has more than {_LONGEST_NAME} characters.", TAMPERED)


def _purpose(where: str, reveal: ExportedReveal) -> Iterator[Problem]:
    """What is made for evaluation is never shown; a redraft proposes words and nothing to decide on."""
    seen = reveal.seen
    if reveal.purpose is Purpose.REVIEW:
        if seen.redraft is not None or (seen.rating is None) != seen.abstained:
            yield Problem(where, "A suggestion rates, or it abstains.", TAMPERED)
    elif reveal.purpose is not Purpose.REDRAFT:
        yield Problem(where, "What is made for evaluation is shown to nobody.", TAMPERED)
    elif seen.rating is not None or (seen.redraft is None) != seen.abstained or reveal.decisions:
        yield Problem(where, "A redraft proposes words, or it abstains; nobody decides on it.", TAMPERED)


def _own_rating_first(
    where: str, reveal: ExportedReveal, states: Sequence[ExportedState]
) -> Iterator[Problem]:
    if reveal.mode is RevealMode.BLIND_FIRST and reveal.rating_before is None:
        yield Problem(where, "It was shown before the own rating, against its mode.", TAMPERED)
    revision = reveal.score_revision_before
    if not 0 <= revision <= len(states) or _rating(states, revision) is not reveal.rating_before:
        yield Problem(where, "The rating before it is not one that the reviewer had given.", TAMPERED)


def _rating(states: Sequence[ExportedState], revision: int) -> Rating | None:
    """Of a state that is there; None for revision 0, before there was a score."""
    return states[revision - 1].rating if revision else None


def _seen(where: str, seen: Suggestion, text: str, checklist: Checklist) -> Iterator[Problem]:
    if seen.rating is not None and seen.rating not in {level.rating for level in checklist.scale}:
        yield Problem(where, "Its rating is not on the scale.", TAMPERED)
    words = (seen.rationale, seen.abstain_reason, seen.redraft or "", *seen.missing_safeguards)
    if max(map(len, words)) > LONGEST_WORDS:
        yield Problem(where, f"A text has more than {LONGEST_WORDS} characters.", TAMPERED)
    if len(seen.quotes) > MOST_PARTS or len(seen.missing_safeguards) > MOST_PARTS:
        yield Problem(where, f"It has more than {MOST_PARTS} quotes or missing safeguards.", TAMPERED)
    for place, quote in enumerate(seen.quotes):
        yield from _quote(f"{where}.quotes.{place}", quote, text)


def _quote(where: str, quote: SuggestedQuote, text: str) -> Iterator[Problem]:
    if max(len(quote.claimed), len(quote.why)) > LONGEST_WORDS:
        yield Problem(where, f"A text has more than {LONGEST_WORDS} characters.", TAMPERED)
    if (quote.found is not None) != (quote.state in FOUND):
        yield Problem(where, "It is said to be found, and is not; or the other way round.", TAMPERED)
    if quote.found is None:
        return
    try:
        check_quote(quote.found, text)
        if quote_at(text, quote.found.start, quote.found.end) != quote.found:
            yield Problem(where, "What stands around it is something else.", TAMPERED)
    except InvalidEvidence as error:
        yield Problem(where, error.problems[0].what, TAMPERED)
    if not _says(quote.found.exact, quote.claimed):
        yield Problem(where, "Other words were found than the model gave.", TAMPERED)


def _says(exact: str, claimed: str) -> bool:
    """Whether words of a provision are what a model claimed, but for typography."""
    if claimed == exact:  # nearly always: the rest is slow
        return True
    lookup = Lookup(exact)
    return bool(lookup.places(claimed) or lookup.places(unquoted(claimed)))


def _decisions(
    where: str, reveal: ExportedReveal, score: int | None, states: Sequence[ExportedState]
) -> Iterator[Problem]:
    if [each.number for each in reveal.decisions] != list(range(1, len(reveal.decisions) + 1)):
        yield Problem(f"{where}.decisions", "The decisions are not 1, 2, 3 …", TAMPERED)
    if not _in_order(reveal):
        yield Problem(f"{where}.decisions", "A decision is older than what it is about.", TAMPERED)
    for place, each in enumerate(reveal.decisions):
        at = f"{where}.decisions.{place}"
        yield from (
            Problem(f"{at}.{wrong.where}", wrong.what, TAMPERED) for wrong in reason_problems(each.reason)
        )
        if each.score != (score if each.score_revision else None) or not 0 <= each.score_revision <= len(
            states
        ):
            yield Problem(at, "It names a score that is not the reviewer's own of this cell.", TAMPERED)
            continue
        yield from _decision(at, each, reveal.seen, states)


def _in_order(reveal: ExportedReveal) -> bool:
    """Whether each decision stands on a state that is no older than the last one's, and wrote a newer one if it wrote."""
    last = reveal.score_revision_before
    for each in reveal.decisions:
        wrote = each.action is not DecisionAction.REJECT
        if each.score_revision < last + wrote:
            return False
        last = each.score_revision
    return True


def _decision(
    where: str, decision: ExportedDecision, seen: Suggestion, states: Sequence[ExportedState]
) -> Iterator[Problem]:
    """What it says of the ratings is what the states say; an accepted suggestion is what became the score."""
    revision = decision.score_revision
    if decision.action is DecisionAction.REJECT:
        before = after = _rating(states, revision)
    elif revision == 0:
        yield Problem(where, "It wrote no score.", TAMPERED)
        return
    else:
        before, after = _rating(states, revision - 1), _rating(states, revision)
        if states[revision - 1].at != decision.at:
            yield Problem(where, "The score was not written by this decision.", TAMPERED)
    if decision.rating_before is not before or decision.rating_after is not after:
        yield Problem(where, "The ratings before and after are not those of the score.", TAMPERED)
    if decision.action is not DecisionAction.REJECT:
        state = states[revision - 1]
        same = says_the_same(seen, state.rating, state.rationale, tuple(state.evidence))
        if same != (decision.action is DecisionAction.ACCEPT):
            what = "What was accepted is not what the score says, or what was edited is just that."
            yield Problem(where, what, TAMPERED)
