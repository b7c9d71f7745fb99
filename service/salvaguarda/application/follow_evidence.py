"""Follow a reviewer's own evidence into another draft: kept, drifted or gone; what is gone is listed, never lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.compare_drafts import Comparison, Side
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.domain.assessments import WHOLE_TEXT
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.evidence_search import DraftWords, Followed
from salvaguarda.domain.scores import Quote


@dataclass(frozen=True, slots=True)
class FollowedQuote:
    """One quote of an own score of the old draft, and where it is in the new one."""

    score: ScoreRecord
    quote: Quote
    followed: Followed


def follow_evidence(records: Records, comparison: Comparison, reader_id: int) -> tuple[FollowedQuote, ...]:
    """The reader's own evidence for the compared old assessment, by provision and then as it was given.

    Looked for in the provisions that answer to the old one, then in their article, then in every row of the new draft.
    Nobody else's evidence is looked at, whatever the assessment's settings. Empty without an old assessment.
    """
    old, new = comparison.old, comparison.new
    if old.assessment is None:
        return ()
    scores = [each for each in records.scores.own(old.assessment.id, reader_id) if each.words.evidence]
    if not scores:
        return ()
    words = DraftWords({path: each.text for path, each in records.drafts.texts(new.draft.id).items()})
    answers = _answers(records, old, new)
    at_unit = new.rows(new.unit) - {WHOLE_TEXT.path}
    whole = [path for path in new.provisions if path in at_unit]
    places = {path: place for place, path in enumerate(old.provisions)}
    found = []
    for score in sorted(scores, key=lambda each: (places.get(each.provision, len(places)), each.id)):
        expected = answers.get(score.provision, ())
        around = _articles(new, expected or _answer_above(old, score.provision, answers))
        found += [
            FollowedQuote(score, quote, words.follow(quote, expected, around, whole))
            for quote in score.words.evidence
        ]
    return tuple(found)


def _answers(records: Records, old: Side, new: Side) -> Mapping[str, tuple[str, ...]]:
    """Old path → paths of the new provisions that answer to it."""
    found: dict[str, tuple[str, ...]] = {}
    for record in records.links.of_pair(old.draft.id, new.draft.id):
        for path in record.link.old:
            found[path] = (*found.get(path, ()), *record.link.new)
    return found


def _answer_above(old: Side, path: str, answers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What answers to the nearest provision around a deleted one that was not deleted itself."""
    at = old.provisions[path].parent if path in old.provisions else None
    while at is not None:
        if answers.get(at):
            return answers[at]
        above = old.provisions.get(at)
        at = None if above is None else above.parent
    return ()


def _articles(side: Side, paths: Sequence[str]) -> list[str]:
    """The article of each of these provisions, itself when it is one; divisions have none."""
    found = []
    for path in paths:
        at: str | None = path
        while at is not None and at in side.provisions:
            if side.provisions[at].kind is ProvisionKind.ARTICLE:
                found.append(at)
                break
            at = side.provisions[at].parent
    return found
