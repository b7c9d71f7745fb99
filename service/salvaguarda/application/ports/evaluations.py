"""What an evaluation reads: questions that ended, scores with their states, and what was shown to whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.agreement.references import FiguresShown, Given, ShownTo
from salvaguarda.domain.suggestions.evaluation.asked import Asked, Contender
from salvaguarda.domain.suggestions.evaluation.switching import Seen


@dataclass(frozen=True, slots=True)
class AskedRun:
    """A run that asked for scores."""

    id: int
    assessment_id: int
    endpoint_id: int
    contender: Contender


class Evaluations(Protocol):
    """A few statements for everything, however many cells there are.

    With a reader, only cells that are open to them: rated by them, and, where suggestions are shown on request, with a
    suggestion revealed to them. With None (the command line, on the machine itself) every cell.
    """

    def runs(self, assessment_ids: Collection[int]) -> tuple[AskedRun, ...]:
        """The runs for review and for evaluation, oldest first; what is asked for redrafts is none of them."""
        ...

    def asked(self, runs: Sequence[AskedRun], reader_id: int | None) -> Mapping[Contender, tuple[Asked, ...]]:
        """Contender → the ended questions of these runs, in the order of their numbers; for each contender of the runs."""
        ...

    def hidden(self, runs: Sequence[AskedRun], reader_id: int | None) -> Mapping[Contender, int]:
        """Contender → how many cells these runs asked about that are not open to the reader."""
        ...

    def given(self, assessment_ids: Collection[int]) -> tuple[Given, ...]:
        """Every score with its states, in short; for the rule of references, so nothing of it may be sent to anybody."""
        ...

    def continued(self, assessment_ids: Collection[int]) -> frozenset[int]:
        """The assessments of the scores that scores of these continue."""
        ...

    def shown(self, assessment_ids: Collection[int]) -> ShownTo:
        """What was shown to whom, redrafts too."""
        ...

    def figures_shown(self, assessment_ids: Collection[int]) -> FiguresShown:
        """When figures of these assessments were shown to whom, oldest first."""
        ...

    def keep_shown(self, assessment_id: int, person_id: int) -> None:
        """Keep that figures are shown to this person now; nothing when they were, and no own score changed since."""
        ...

    def visible_scores(self, assessment_ids: Collection[int], reader_id: int | None) -> frozenset[int]:
        """Ids of the scores in open cells that the reader may see."""
        ...

    def seen(self, assessment_ids: Collection[int], reader_id: int | None) -> tuple[Seen, ...]:
        """Reveals of suggestions to score, in open cells, to people whose score the reader may see."""
        ...
