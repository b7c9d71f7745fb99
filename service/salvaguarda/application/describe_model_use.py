"""Say what a language model had to do with scores: which suggestions their reviewers saw, and what they did with them.

Built on `Reveals.visible`, which brings back what the reader may see and nothing of a suggestion that nobody was shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.assessments import AssessmentRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import DecisionRecord, RevealRecord
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction

NO_USE = "none"
NEVER_A_SCORE = "No suggestion counts as a score."

_DONE = {
    DecisionAction.ACCEPT: "accepted",
    DecisionAction.EDIT: "edited",
    DecisionAction.REJECT: "rejected",
}
_Cell = tuple[str, str, int]
"""Provision path, criterion id, person id."""


@dataclass(frozen=True, slots=True)
class SeenSuggestion:
    """A suggestion that the person of a score had seen when the score was given or kept.

    draft_label: of the older draft, where it was seen for the score that this one continues; "" for the score's own cell.
    """

    reveal: RevealRecord
    draft_label: str = ""

    @property
    def decision(self) -> DecisionRecord | None:
        """The newest decision, which counts; None when it was only seen."""
        return self.reveal.decisions[-1] if self.reveal.decisions else None

    @property
    def action(self) -> str:
        """What was done with it, in a word: "accepted", "edited", "rejected", "seen only", "redraft seen"."""
        if self.decision is not None:
            return _DONE[self.decision.action]
        return "redraft seen" if is_redraft(self.reveal) else "seen only"


def is_redraft(reveal: RevealRecord) -> bool:
    """Whether it proposed words and no rating."""
    return reveal.purpose is Purpose.REDRAFT


def prompt_of(reveal: RevealRecord) -> str:
    """The prompt as people cite it: "provision-score@1.0.0"."""
    return f"{reveal.provenance.prompt_id}@{reveal.provenance.prompt_version}"


def model_use_of(records: Records, assessment_id: int, reader_id: int | None) -> str:
    """As `model_use`, of an assessment, as far as this reader may know it."""
    reveals = records.reveals.visible(assessment_id, reader_id)
    return model_use(reveals, records.reveals.untold(assessment_id, reader_id))


def model_use(reveals: Iterable[RevealRecord], untold: int = 0) -> str:
    """What was shown to reviewers and what they did with it, in sentences; "none" when nothing was.

    untold: how many more were shown, for scores that the reader sees without having rated the cell.
    """
    groups: defaultdict[tuple[bool, str, str, str], list[RevealRecord]] = defaultdict(list)
    for reveal in reveals:
        came_from = reveal.provenance
        source = (came_from.model, came_from.endpoint_host, prompt_of(reveal))
        groups[is_redraft(reveal), *source].append(reveal)
    sentences = [_sentence(shown) for _, shown in sorted(groups.items(), key=lambda each: each[0])]
    if untold:
        sentences.append(_untold(untold))
    return " ".join([*sentences, NEVER_A_SCORE]) if sentences else NO_USE


def _untold(number: int) -> str:
    shown = "1 suggestion was" if number == 1 else f"{number} suggestions were"
    return f"{shown} shown in cells that the reader has not rated; what was seen and done there is told after that."


def prompt_hashes(reveals: Iterable[RevealRecord]) -> list[tuple[str, str]]:
    """(prompt as cited, sha256 of its file) of every prompt whose suggestions were shown."""
    return sorted({(prompt_of(reveal), reveal.provenance.prompt_sha256) for reveal in reveals})


def _sentence(shown: Sequence[RevealRecord]) -> str:
    """Of suggestions that came from one model at one place, by one prompt."""
    model, host, prompt = shown[0].provenance.model, shown[0].provenance.endpoint_host, prompt_of(shown[0])
    cells = len({(reveal.assessment_id, reveal.provision, reveal.criterion) for reveal in shown})
    where = f"in {cells} {'cell' if cells == 1 else 'cells'}"
    if len(shown) != cells:
        where += f", {len(shown)} times"
    source = f"{model} at {host}" if host else model
    if any(map(is_redraft, shown)):
        return f"Redrafts of {source} with prompt {prompt} were shown to the reviewers who asked for them {where}."
    done = Counter(reveal.decisions[-1].action for reveal in shown if reveal.decisions)
    counts = [f"{name} {done[action]}" for action, name in _DONE.items()]
    undecided = len(shown) - done.total()
    return (
        f"Suggestions of {source} with prompt {prompt} were shown to reviewers {where}: "
        f"{', '.join(counts)}, undecided {undecided}."
    )


def seen_suggestions(
    records: Records, assessment: AssessmentRecord, scores: Sequence[ScoreRecord], reader_id: int | None
) -> Mapping[int, tuple[SeenSuggestion, ...]]:
    """Score id → what its person had seen, oldest first, for the scores of which there is anything to say.

    A score that continues one of an older draft (carried or confirmed) tells what was seen there, too, as far as the
    reader may see the older score. reader_id: None hides nothing.
    """
    others = [each.id for each in records.assessments.of_instrument(assessment.instrument_id)]
    reveals = {each: _by_cell(records.reveals.visible(each, reader_id)) for each in others}
    if not any(reveals.values()):
        return {}
    past = _Past(records, reader_id)
    found: dict[int, tuple[SeenSuggestion, ...]] = {}
    for score in scores:
        seen = [
            SeenSuggestion(reveal, label)
            for state, label in past.of(score)
            for reveal in reveals.get(state.assessment_id, {}).get(_cell(state), ())
            if not label or reveal.at <= score.updated_at
        ]
        if seen:
            found[score.id] = tuple(sorted(seen, key=lambda each: each.reveal.at))
    return found


class _Past:
    """The scores that a score continues, read once an assessment."""

    def __init__(self, records: Records, reader_id: int | None) -> None:
        self._records, self._reader = records, reader_id
        self._visible: dict[int, dict[int, ScoreRecord]] = {}

    def of(self, score: ScoreRecord) -> Iterator[tuple[ScoreRecord, str]]:
        """The score itself with "", then the older ones with the label of their draft."""
        yield score, ""
        known = {score.id}
        while score.carried_from is not None:
            carried = score.carried_from
            older = self._of(carried.assessment_id).get(carried.score_id)
            if (
                older is None or older.id in known
            ):  # hidden from the reader; or a file from elsewhere goes in circles
                return
            known.add(older.id)
            yield older, carried.draft_label
            score = older

    def _of(self, assessment_id: int) -> Mapping[int, ScoreRecord]:
        if assessment_id not in self._visible:
            scores = self._records.scores.visible(assessment_id, self._reader)
            self._visible[assessment_id] = {score.id: score for score in scores}
        return self._visible[assessment_id]


def _by_cell(reveals: Iterable[RevealRecord]) -> Mapping[_Cell, list[RevealRecord]]:
    found: defaultdict[_Cell, list[RevealRecord]] = defaultdict(list)
    for reveal in reveals:
        found[reveal.provision, reveal.criterion, reveal.person.id].append(reveal)
    return found


def _cell(score: ScoreRecord) -> _Cell:
    return score.provision, score.criterion, score.person.id
