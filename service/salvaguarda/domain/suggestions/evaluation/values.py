"""The result of an evaluation. Every figure may be undefined, with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from salvaguarda.domain.agreement.agreeing import Agreement
from salvaguarda.domain.agreement.figures import Figure
from salvaguarda.domain.agreement.references import ReferenceCount
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.policy import DecisionAction
from salvaguarda.domain.suggestions.suggestion import QuoteState


@dataclass(frozen=True, slots=True)
class Beside:
    """People and a model on the same cells.

    model: each person's reference score beside the model's rating; its alpha counts the model as one more rater.
    bias: in points, model minus person. confusion: five rows (what people said) of five columns (what the model said),
    in the order of Rating. one_sided: pairs where exactly one side said not_applicable.
    people: person beside person, on those cells that at least two people rated; alpha_with_model: on the same cells,
    with the model as one more rater; alpha_change: that minus people.alpha (below 0: the model brings disagreement).
    """

    reviewers: int
    model: Agreement
    bias: Figure
    confusion: tuple[tuple[int, ...], ...]
    one_sided: int
    people: Agreement
    alpha_with_model: Figure
    alpha_change: Figure


@dataclass(frozen=True, slots=True)
class Spending:
    """estimated: a part of the tokens was counted by us. costs: currency → millionths of it."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int
    estimated: bool
    costs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from sending to the whole answer, of attempts that brought a reply; None without any."""

    replies: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of the questions.

    cells: that were asked about. rated, abstained: by their newest answer; the rest has none.
    coverage, abstention: of the cells asked. valid: share of all quotes given whose words are in the provision.
    outcomes: of every question, also several about one cell.
    """

    cells: int
    rated: int
    abstained: int
    coverage: Figure
    abstention: Figure
    quotes: Mapping[QuoteState, int]
    valid: Figure
    outcomes: Mapping[Outcome, int]
    spending: Spending
    latency: Latency


@dataclass(frozen=True, slots=True)
class Group:
    """All cells, or those of one criterion or language. key: its id or tag, "" for all."""

    key: str
    answers: Answers
    beside: Beside


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of ratings after a reveal, of reveals with a rating before it.

    towards, away: nearer to or further from the suggestion than before; sideways: changed, and neither.
    raised, lowered: in points. withdrawn: there is no rating any more.
    """

    reveals: int
    kept: int
    towards: int
    away: int
    sideways: int
    withdrawn: int
    raised: int
    lowered: int

    @property
    def changed(self) -> int:
        """Ratings that are not what they were."""
        return self.reveals - self.kept


@dataclass(frozen=True, slots=True)
class Switching:
    """What reviewers did after they saw suggestions of one contender.

    reveals: of suggestions to score. abstained: of those, that gave no rating. moves: all with a rating on both sides.
    agreed: of moves, where both said the same at the reveal. first: nobody had rated before; adopted: of those, rated as
    suggested now. changed: share of moves. followed: of those that differed, the share that moved towards the suggestion.
    accepted: of the decisions. by_action: newest decision (None: none yet) → moves.
    """

    reveals: int
    abstained: int
    agreed: int
    first: int
    adopted: int
    decisions: Mapping[DecisionAction, int]
    moves: Moves
    by_action: Mapping[DecisionAction | None, Moves]
    changed: Figure
    followed: Figure
    accepted: Figure


@dataclass(frozen=True, slots=True)
class Contest:
    """One contender. hidden: cells asked about that the reader may not see yet; they enter no figure."""

    contender: Contender
    hidden: int
    overall: Group
    criteria: tuple[Group, ...]
    languages: tuple[Group, ...]
    switching: Switching


@dataclass(frozen=True, slots=True)
class Side:
    """One contender on the shared cells. cells: that it has on its own; fell_away: of those, not shared by all."""

    contender: Contender
    cells: int
    fell_away: int
    beside: Beside


@dataclass(frozen=True, slots=True)
class Difference:
    """second minus first, paired: the same cells, the same draws. first, second: places in the sides."""

    first: int
    second: int
    kappa_quadratic: Figure
    kappa_linear: Figure
    alpha: Figure
    exact: Figure
    within_one: Figure
    bias: Figure


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Contenders on exactly the same cells: all of them rated, and a person too. differences: to the first of them."""

    cells: int
    provisions: int
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All contenders, by prompt and endpoint.

    side_by_side: None with fewer than two contenders. seed, resamples: of the intervals.
    """

    reference: ReferenceCount
    contests: tuple[Contest, ...]
    side_by_side: SideBySide | None
    seed: int
    resamples: int
