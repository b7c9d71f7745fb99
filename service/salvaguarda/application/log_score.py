"""What the audit log and the events say of a score that was saved, carried or withdrawn."""

from salvaguarda.application.ports.audit import Kept, NewEntry
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord, Words
from salvaguarda.domain.audit import canonical, sha256_of, words_mark
from salvaguarda.domain.events import EventKind


def log_score(
    records: Records, act: str, before: ScoreRecord | None, saved: ScoreRecord, by: int | None = None
) -> None:
    """Log a score's new revision and tell that there is one; never whose.

    act: "save score", "carry score" … by: who did it, when that is not the score's own person.
    """
    subject = {
        "provision": saved.provision,
        "criterion": saved.criterion,
        "person": saved.person.id,
        "score": saved.id,
        "revision": saved.revision,
    }
    records.log.add(
        NewEntry(
            act=act,
            person_id=saved.person.id if by is None else by,
            subject=subject,
            before=score_values(before.words) if before else None,
            after=score_values(saved.words) | _continued(saved),
            assessment_id=saved.assessment_id,
            keeps=[(Kept.SCORE_REVISION, (saved.id, saved.revision))],
        )
    )
    records.events.add(
        saved.assessment_id, EventKind.SCORE_SAVED, None, path=saved.provision, criterion=saved.criterion
    )


def score_values(words: Words) -> dict[str, object]:
    """A score as the log holds it: its rating and advice; of what was written, hashes and lengths only."""
    advice = words.recommendation
    values: dict[str, object] = {"rating": words.rating, "rationale": words_mark(words.rationale)}
    if words.evidence:
        quotes = canonical([[quote.start, quote.end, quote.exact] for quote in words.evidence])
        values["evidence"] = {"count": len(words.evidence), "sha256": sha256_of(quotes)}
    if advice is not None:
        values["recommendation"] = {"action": advice.action, "text": words_mark(advice.text)}
    return values


def _continued(saved: ScoreRecord) -> dict[str, object]:
    past = saved.carried_from
    if past is None:
        return {}
    return {"continues": {"score": past.score_id, "revision": past.revision, "confirmed": past.confirmed}}
