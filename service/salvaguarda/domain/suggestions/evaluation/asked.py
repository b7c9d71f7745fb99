"""What an evaluation is made of: questions that ended, and the reference scores beside them."""

from dataclasses import dataclass

from salvaguarda.domain.agreement.references import CellKey
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.suggestion import QuoteState

NEVER_ASKED = frozenset({Outcome.CANCELLED, Outcome.OVER_BUDGET})
"""Outcomes of questions that were not sent: they say nothing about the model."""


@dataclass(frozen=True, slots=True, order=True)
class Contender:
    """What is compared: one version of a prompt at one model of one endpoint."""

    prompt_id: str
    prompt_version: str
    endpoint_name: str
    model: str

    @property
    def prompt(self) -> str:
        """The prompt as people cite it: "provision-score@1.0.0"."""
        return f"{self.prompt_id}@{self.prompt_version}"

    @property
    def title(self) -> str:
        """All of it in one line."""
        return f"{self.prompt}, {self.model} ({self.endpoint_name})"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that ended; number: rises with time.

    rating: None without an answer, and when the model abstained. quotes: the state of each quote it gave.
    tokens, cost_micro: of all its attempts; estimated: some are ours, the server did not count. currency: "" without
    prices. seconds: of each attempt that brought a reply; none when the answer was known from an earlier question.
    """

    number: int
    cell: CellKey
    outcome: Outcome
    rating: Rating | None = None
    quotes: tuple[QuoteState, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    estimated: bool = False
    cost_micro: int = 0
    currency: str = ""
    seconds: tuple[float, ...] = ()
