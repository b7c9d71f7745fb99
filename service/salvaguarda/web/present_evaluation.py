"""An evaluation for the wire. Figures are rounded to six decimals; nothing else is computed here."""

from dataclasses import fields

from salvaguarda.application.evaluate_suggestions import EvaluationView
from salvaguarda.domain.agreement.bootstrap import CONFIDENCE, FEWEST_PROVISIONS
from salvaguarda.domain.suggestions.budget import amount_of
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.evaluation.evaluate import METHOD_VERSION
from salvaguarda.domain.suggestions.evaluation.values import (
    Answers,
    Beside,
    Contest,
    Difference,
    Group,
    Moves,
    Side,
    SideBySide,
    Spending,
    Switching,
)
from salvaguarda.domain.suggestions.suggestion import QuoteState
from salvaguarda.web.present_figures import (
    present_agreement,
    present_confusion,
    present_figure,
    present_number,
)
from salvaguarda.web.schemas.evaluation import (
    ActionMovesOut,
    AnswersOut,
    BesideOut,
    ContenderOut,
    ContestOut,
    CostOut,
    DifferenceOut,
    EvaluatedOut,
    EvaluationOut,
    GroupOut,
    LatencyOut,
    MovesOut,
    QuotesOut,
    ReferenceCountOut,
    SideBySideOut,
    SideOut,
    SpendingOut,
    SwitchingOut,
)


def present_evaluation(view: EvaluationView) -> EvaluationOut:
    """The evaluation whole."""
    evaluation, count = view.evaluation, view.evaluation.reference
    titles = {criterion.id: f"{criterion.code} {criterion.title}" for criterion in view.checklist.criteria}
    return EvaluationOut(
        assessments=[
            EvaluatedOut(each.id, each.title, each.draft_label, each.language, each.blind)
            for each in view.assessments
        ],
        checklist_id=view.checklist.id,
        checklist_version=view.checklist.version,
        reference=ReferenceCountOut(count.scores, count.reviewers, count.older, count.set_aside),
        contests=[_contest(contest, titles) for contest in evaluation.contests],
        side_by_side=None if evaluation.side_by_side is None else _side_by_side(evaluation.side_by_side),
        confidence=CONFIDENCE,
        resamples=evaluation.resamples,
        seed=evaluation.seed,
        fewest_provisions=FEWEST_PROVISIONS,
        method_version=METHOD_VERSION,
    )


def _contender(contender: Contender) -> ContenderOut:
    return ContenderOut(
        contender.prompt_id,
        contender.prompt_version,
        contender.model,
        contender.endpoint_name,
        contender.title,
    )


def _contest(contest: Contest, titles: dict[str, str]) -> ContestOut:
    return ContestOut(
        contender=_contender(contest.contender),
        hidden=contest.hidden,
        overall=_group(contest.overall, "All cells"),
        criteria=[_group(group, titles.get(group.key, group.key)) for group in contest.criteria],
        languages=[_group(group, group.key) for group in contest.languages],
        switching=_switching(contest.switching),
    )


def _group(group: Group, title: str) -> GroupOut:
    return GroupOut(group.key, title, _answers(group.answers), _beside(group.beside))


def _beside(beside: Beside) -> BesideOut:
    return BesideOut(
        reviewers=beside.reviewers,
        model=present_agreement(beside.model),
        bias=present_figure(beside.bias),
        confusion=present_confusion(beside.confusion),
        one_sided=beside.one_sided,
        people=present_agreement(beside.people),
        alpha_with_model=present_figure(beside.alpha_with_model),
        alpha_change=present_figure(beside.alpha_change),
    )


def _answers(answers: Answers) -> AnswersOut:
    states = {state.value: answers.quotes.get(state, 0) for state in QuoteState}
    return AnswersOut(
        cells=answers.cells,
        rated=answers.rated,
        abstained=answers.abstained,
        unanswered=answers.cells - answers.rated - answers.abstained,
        coverage=present_figure(answers.coverage),
        abstention=present_figure(answers.abstention),
        quotes=QuotesOut(given=sum(states.values()), valid=present_figure(answers.valid), **states),
        outcomes={outcome.value: count for outcome, count in sorted(answers.outcomes.items())},
        spending=_spending(answers.spending),
        latency=LatencyOut(
            answers.latency.replies, present_number(answers.latency.p50), present_number(answers.latency.p95)
        ),
    )


def _spending(spending: Spending) -> SpendingOut:
    return SpendingOut(
        input_tokens=spending.input_tokens,
        output_tokens=spending.output_tokens,
        cached_tokens=spending.cached_tokens,
        estimated=spending.estimated,
        costs=[CostOut(currency, amount_of(micro)) for currency, micro in spending.costs.items()],
    )


def _moves(moves: Moves) -> MovesOut:
    counts = {field.name: getattr(moves, field.name) for field in fields(moves)}
    return MovesOut(changed=moves.changed, **counts)


def _switching(switching: Switching) -> SwitchingOut:
    return SwitchingOut(
        reveals=switching.reveals,
        abstained=switching.abstained,
        agreed=switching.agreed,
        first=switching.first,
        adopted=switching.adopted,
        decisions={action.value: count for action, count in sorted(switching.decisions.items())},
        moves=_moves(switching.moves),
        by_action=[
            ActionMovesOut(None if action is None else action.value, _moves(moves))
            for action, moves in switching.by_action.items()
        ],
        changed=present_figure(switching.changed),
        followed=present_figure(switching.followed),
        accepted=present_figure(switching.accepted),
    )


def _side_by_side(side_by_side: SideBySide) -> SideBySideOut:
    return SideBySideOut(
        cells=side_by_side.cells,
        provisions=side_by_side.provisions,
        sides=[_side(side) for side in side_by_side.sides],
        differences=[_difference(difference) for difference in side_by_side.differences],
    )


def _side(side: Side) -> SideOut:
    return SideOut(_contender(side.contender), side.cells, side.fell_away, _beside(side.beside))


def _difference(difference: Difference) -> DifferenceOut:
    return DifferenceOut(
        first=difference.first,
        second=difference.second,
        kappa_quadratic=present_figure(difference.kappa_quadratic),
        kappa_linear=present_figure(difference.kappa_linear),
        alpha=present_figure(difference.alpha),
        exact=present_figure(difference.exact),
        within_one=present_figure(difference.within_one),
        bias=present_figure(difference.bias),
    )
