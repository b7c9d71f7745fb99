"""How prompts and models compare with the team's own scores, over the wire.

Every figure may be undefined: `value` is null then, and `reason` says why in a few words ("fewer than two cells").
Undefined is not 0. docs/evaluation.md says how to read each figure.
"""

import msgspec

from salvaguarda.web.schemas.figures import AgreementOut, ConfusionOut, FigureOut


class BesideOut(msgspec.Struct):
    """People and the model on the same cells.

    model: each person beside the model; its alpha counts the model as one more rater. bias: points, model minus person
    (above 0: the model is more generous). one_sided: pairs where exactly one side said not_applicable.
    people: person beside person, where at least two people rated; alpha_with_model: on the same cells with the model as
    one more rater; alpha_change: that minus people.alpha (below 0: the model brings disagreement).
    """

    reviewers: int
    model: AgreementOut
    bias: FigureOut
    confusion: ConfusionOut
    one_sided: int
    people: AgreementOut
    alpha_with_model: FigureOut
    alpha_change: FigureOut


class QuotesOut(msgspec.Struct):
    """How many quotes were given, by what became of looking them up. valid: share that is in the provision, once, long enough."""

    given: int
    exact: int
    normalised: int
    not_found: int
    too_short: int
    ambiguous: int
    valid: FigureOut


class CostOut(msgspec.Struct):
    """money: decimal string in that currency."""

    currency: str
    money: str


class SpendingOut(msgspec.Struct):
    """estimated: the server did not count a part of the tokens, so they are our estimate. costs: empty without prices."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int
    estimated: bool
    costs: list[CostOut]


class LatencyOut(msgspec.Struct):
    """Seconds from sending to the whole answer: half (95 of 100) of the replies took at most p50 (p95); null without any."""

    replies: int
    p50: float | None
    p95: float | None


class AnswersOut(msgspec.Struct):
    """What came of the questions.

    cells: asked about. rated, abstained: by the newest answer; unanswered: the rest. coverage, abstention: of the cells.
    outcomes: of every question, also several about one cell, by Outcome ("answered", "refused" …); those that occurred.
    """

    cells: int
    rated: int
    abstained: int
    unanswered: int
    coverage: FigureOut
    abstention: FigureOut
    quotes: QuotesOut
    outcomes: dict[str, int]
    spending: SpendingOut
    latency: LatencyOut


class GroupOut(msgspec.Struct):
    """All cells, or those of one criterion or language. key: its id or BCP 47 tag, "" for all; title: to be shown."""

    key: str
    title: str
    answers: AnswersOut
    beside: BesideOut


class MovesOut(msgspec.Struct):
    """What became of ratings after a reveal: reveals = kept + changed, changed = towards + away + sideways + withdrawn.

    towards, away: nearer to, further from the suggestion than before. raised, lowered: of those changed, in points.
    """

    reveals: int
    kept: int
    changed: int
    towards: int
    away: int
    sideways: int
    withdrawn: int
    raised: int
    lowered: int


class ActionMovesOut(msgspec.Struct):
    """action: accept, edit or reject; null: not decided yet."""

    action: str | None
    moves: MovesOut


class SwitchingOut(msgspec.Struct):
    """What reviewers did after they saw suggestions.

    reveals: of suggestions to score; abstained: of those, without a rating. moves: where both the reviewer and the model
    had rated; agreed: of those, the same at the reveal. first: the reviewer had not rated yet; adopted: of those, rated as
    suggested now. changed: share of moves. followed: of those that differed, the share that moved towards the suggestion.
    accepted: of the decisions.
    """

    reveals: int
    abstained: int
    agreed: int
    first: int
    adopted: int
    decisions: dict[str, int]
    moves: MovesOut
    by_action: list[ActionMovesOut]
    changed: FigureOut
    followed: FigureOut
    accepted: FigureOut


class ContenderOut(msgspec.Struct):
    """What is compared: one version of a prompt at one model of one endpoint. title: all of that in one line."""

    prompt_id: str
    prompt_version: str
    model: str
    endpoint_name: str
    title: str


class ContestOut(msgspec.Struct):
    """One contender's figures. hidden: cells asked about that the reader may not see yet; they enter no figure."""

    contender: ContenderOut
    hidden: int
    overall: GroupOut
    criteria: list[GroupOut]
    languages: list[GroupOut]
    switching: SwitchingOut


class SideOut(msgspec.Struct):
    """One contender on the shared cells. cells: that it has on its own; fell_away: of those, not shared by all."""

    contender: ContenderOut
    cells: int
    fell_away: int
    beside: BesideOut


class DifferenceOut(msgspec.Struct):
    """second minus first, paired (same cells, same draws). first, second: places in `sides`."""

    first: int
    second: int
    kappa_quadratic: FigureOut
    kappa_linear: FigureOut
    alpha: FigureOut
    exact: FigureOut
    within_one: FigureOut
    bias: FigureOut


class SideBySideOut(msgspec.Struct):
    """Contenders on exactly the same cells: all of them rated, and a person too. differences: each to the first side."""

    cells: int
    provisions: int
    sides: list[SideOut]
    differences: list[DifferenceOut]


class ReferenceCountOut(msgspec.Struct):
    """Scores that the models are compared with; never one that was given after a suggestion of that cell was seen.

    older: of these, an earlier state counts. set_aside: rated scores that count nowhere for that reason.
    """

    scores: int
    reviewers: int
    older: int
    set_aside: int


class EvaluatedOut(msgspec.Struct):
    """An assessment that is evaluated. blind: reviewers scored without seeing each other."""

    id: int
    title: str
    draft_label: str
    language: str
    blind: bool


class EvaluationOut(msgspec.Struct):
    """Every contender, and all of them side by side (null with fewer than two).

    confidence, resamples, seed: of the intervals, which are drawn by provision and the same every time.
    fewest_provisions: below it there is no interval. method_version: of docs/evaluation.md.
    """

    assessments: list[EvaluatedOut]
    checklist_id: str
    checklist_version: str
    reference: ReferenceCountOut
    contests: list[ContestOut]
    side_by_side: SideBySideOut | None
    confidence: float
    resamples: int
    seed: int
    fewest_provisions: int
    method_version: str
