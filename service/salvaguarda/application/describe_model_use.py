"""Say what a language model had to do with scores: which suggestions their reviewers saw, and what they did with them.

Built on `Reveals.visible`, which brings back what the reader may see and nothing of a suggestion that nobody was shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.ports.suggestions import DecisionRecord, RevealRecord
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.outcomes import Purpose
from salvaguarda.domain.suggestions.policy import DecisionAction
from salvaguarda.domain.suggestions.visible import visible

NO_USE = "none"
NEVER_A_SCORE = "No suggestion counts as a score."

_DONE = {
    DecisionAction.ACCEPT: "accepted",
    DecisionAction.EDIT: "edited",
    DecisionAction.REJECT: "rejected",
}
_Cell = tuple[str, str, Person]
"""Provision path, criterion id, and the person as the reader is told of them."""


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


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a reader may know of the suggestions that reviewers of an assessment were shown. untold: see `model_use`."""

    reveals: tuple[RevealRecord, ...] = ()
    untold: int = 0

    @property
    def words(self) -> str:
        """In sentences; "none" when nothing was shown."""
        return model_use(self.reveals, self.untold)


def read_model_use(records: Records, assessment_id: int, reader_id: int | None) -> ModelUse:
    """Of one assessment; with reader None nothing is hidden."""
    reveals = records.reveals.visible(assessment_id, reader_id)
    return ModelUse(reveals, records.reveals.untold(assessment_id, reader_id))


def model_use(reveals: Iterable[RevealRecord], untold: int = 0) -> str:
    """What was shown to reviewers and what they did with it, in sentences; "none" when nothing was.

    untold: how many more were shown, for scores that the reader sees though the cell is not open to them.
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
    return f"{shown} shown in cells that the reader has not rated or not asked about; what was seen and done there is told after that."


def prompt_hashes(reveals: Iterable[RevealRecord]) -> list[tuple[str, str]]:
    """(prompt as cited, sha256 of its file) of every prompt whose suggestions were shown."""
    return sorted({(prompt_of(reveal), reveal.provenance.prompt_sha256) for reveal in reveals})


def _sentence(shown: Sequence[RevealRecord]) -> str:
    """Of suggestions that came from one model at one place, by one prompt."""
    came_from = shown[0].provenance
    model, host, prompt = map(_named, (came_from.model, came_from.endpoint_host, prompt_of(shown[0])))
    cells = len({(reveal.assessment_id, reveal.provision, reveal.criterion) for reveal in shown})
    where = f"in {cells} {'cell' if cells == 1 else 'cells'}"
    if len(shown) != cells:
        where += f", {len(shown)} times"
    source = f"{model} at {host}"
    if any(map(is_redraft, shown)):
        return f"Redrafts of {source} with prompt {prompt} were shown to the reviewers who asked for them {where}."
    done = Counter(reveal.decisions[-1].action for reveal in shown if reveal.decisions)
    counts = [f"{name} {done[action]}" for action, name in _DONE.items()]
    undecided = len(shown) - done.total()
    return (
        f"Suggestions of {source} with prompt {prompt} were shown to reviewers {where}: "
        f"{', '.join(counts)}, undecided {undecided}."
    )


def _named(name: str) -> str:
    """A name that cannot turn the sentence around it, or break its line: it may have come with a file from elsewhere."""
    return " ".join(visible(name).split())


def seen_suggestions(
    records: Records, scores: Sequence[ScoreRecord], reveals: Iterable[RevealRecord], reader_id: int | None
) -> Mapping[int, tuple[SeenSuggestion, ...]]:
    """Score id → what its person had seen, oldest first, for the scores of which there is anything to say.

    scores, reveals: of one assessment, as the reader may see them. A score that continues one of an older draft (carried
    or confirmed) tells what was seen there, too, as far as the reader may see the older score.
    """
    here = _by_cell(reveals)
    past = _Past(records, reader_id)
    found: dict[int, tuple[SeenSuggestion, ...]] = {}
    for score in scores:
        seen = [SeenSuggestion(reveal) for reveal in here.get(_cell(score), ())]
        if score.assisted is not None:
            seen += past.seen(score)
        if seen:
            found[score.id] = tuple(sorted(seen, key=lambda each: each.reveal.at))
    return found


class _Past:
    """The scores that a score continues, and what was seen for them; read once an assessment."""

    def __init__(self, records: Records, reader_id: int | None) -> None:
        self._records, self._reader = records, reader_id
        self._visible: dict[int, dict[int, ScoreRecord]] = {}
        self._reveals: dict[int, Mapping[_Cell, list[RevealRecord]]] = {}

    def seen(self, score: ScoreRecord) -> list[SeenSuggestion]:
        """What was seen for older scores before this one was saved."""
        return [
            SeenSuggestion(reveal, label)
            for older, label in self._older(score)
            for reveal in self._reveals_of(older.assessment_id).get(_cell(older), ())
            if reveal.at <= score.updated_at
        ]

    def _older(self, score: ScoreRecord) -> Iterator[tuple[ScoreRecord, str]]:
        """The older scores, the latest first, with the label of their draft."""
        known = {score.id}
        while score.carried_from is not None:
            carried = score.carried_from
            older = self._scores_of(carried.assessment_id).get(carried.score_id)
            # It is hidden from the reader; or a file from elsewhere goes in circles.
            if older is None or older.id in known:
                return
            known.add(older.id)
            yield older, carried.draft_label
            score = older

    def _reveals_of(self, assessment_id: int) -> Mapping[_Cell, list[RevealRecord]]:
        if assessment_id not in self._reveals:
            reveals = self._records.reveals.visible(assessment_id, self._reader)
            self._reveals[assessment_id] = _by_cell(reveals)
        return self._reveals[assessment_id]

    def _scores_of(self, assessment_id: int) -> Mapping[int, ScoreRecord]:
        if assessment_id not in self._visible:
            scores = self._records.scores.visible(assessment_id, self._reader)
            self._visible[assessment_id] = {score.id: score for score in scores}
        return self._visible[assessment_id]


def _by_cell(reveals: Iterable[RevealRecord]) -> Mapping[_Cell, list[RevealRecord]]:
    found: defaultdict[_Cell, list[RevealRecord]] = defaultdict(list)
    for reveal in reveals:
        found[reveal.provision, reveal.criterion, reveal.person].append(reveal)
    return found


def _cell(score: ScoreRecord) -> _Cell:
    return score.provision, score.criterion, score.person
