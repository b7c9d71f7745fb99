"""Examples: how prompts and models compare with the team's own scores."""

from salvaguarda.domain.agreement.bootstrap import CONFIDENCE, FEWEST_PROVISIONS, TOO_FEW_PROVISIONS
from salvaguarda.domain.agreement.kappa import TOO_FEW_CELLS
from salvaguarda.domain.agreement.scale import CODES
from salvaguarda.domain.suggestions.evaluation.evaluate import METHOD_VERSION
from salvaguarda.web.examples.example import Example
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
from salvaguarda.web.schemas.figures import AgreementOut, ConfusionOut, FigureOut


def _figure(value: float, low: float, high: float) -> FigureOut:
    return FigureOut(value, "", low, high, "")


def _undefined(reason: str) -> FigureOut:
    return FigureOut(None, reason, None, None, reason)


_FIRST = ContenderOut(
    "provision-score",
    "1.0.0",
    "qwen3-32b",
    "Office server",
    "provision-score@1.0.0, qwen3-32b (Office server)",
)
_SECOND = ContenderOut(
    "provision-score",
    "1.1.0",
    "qwen3-32b",
    "Office server",
    "provision-score@1.1.0, qwen3-32b (Office server)",
)
_WITH_MODEL = AgreementOut(
    cells=52,
    provisions=9,
    pairs=96,
    kappa_quadratic=_figure(0.61, 0.44, 0.74),
    kappa_linear=_figure(0.55, 0.39, 0.68),
    alpha=_figure(0.63, 0.48, 0.75),
    exact=_figure(0.68, 0.57, 0.78),
    within_one=_figure(0.93, 0.87, 0.98),
)
_AMONG_PEOPLE = AgreementOut(
    cells=44,
    provisions=9,
    pairs=44,
    kappa_quadratic=_figure(0.72, 0.55, 0.84),
    kappa_linear=_figure(0.66, 0.49, 0.79),
    alpha=_figure(0.71, 0.54, 0.83),
    exact=_figure(0.75, 0.61, 0.86),
    within_one=_figure(0.95, 0.89, 1.0),
)
_BESIDE = BesideOut(
    reviewers=3,
    model=_WITH_MODEL,
    bias=_figure(0.21, 0.05, 0.36),
    confusion=ConfusionOut(
        [code.value for code in CODES],
        [[30, 2, 0, 0, 0], [9, 14, 1, 0, 0], [2, 8, 10, 3, 0], [0, 2, 3, 9, 0], [0, 1, 0, 0, 2]],
    ),
    one_sided=1,
    people=_AMONG_PEOPLE,
    alpha_with_model=_figure(0.66, 0.5, 0.78),
    alpha_change=_figure(-0.05, -0.12, 0.01),
)
_NO_AGREEMENT = AgreementOut(
    cells=1,
    provisions=1,
    pairs=1,
    kappa_quadratic=_undefined(TOO_FEW_CELLS),
    kappa_linear=_undefined(TOO_FEW_CELLS),
    alpha=_undefined(TOO_FEW_CELLS),
    exact=FigureOut(1.0, "", None, None, TOO_FEW_PROVISIONS),
    within_one=FigureOut(1.0, "", None, None, TOO_FEW_PROVISIONS),
)
_HARDLY = BesideOut(
    reviewers=1,
    model=_NO_AGREEMENT,
    bias=FigureOut(0.0, "", None, None, TOO_FEW_PROVISIONS),
    confusion=ConfusionOut([code.value for code in CODES], [[1, 0, 0, 0, 0], *[[0] * 5 for _ in range(4)]]),
    one_sided=0,
    people=_NO_AGREEMENT,
    alpha_with_model=_undefined(TOO_FEW_CELLS),
    alpha_change=_undefined(TOO_FEW_CELLS),
)
_ANSWERS = AnswersOut(
    cells=60,
    rated=52,
    abstained=5,
    unanswered=3,
    coverage=_figure(0.866667, 0.78, 0.94),
    abstention=_figure(0.083333, 0.03, 0.15),
    quotes=QuotesOut(
        given=81,
        exact=70,
        normalised=6,
        not_found=4,
        too_short=1,
        ambiguous=0,
        valid=_figure(0.938272, 0.88, 0.99),
    ),
    outcomes={"abstained": 5, "answered": 52, "invalid": 2, "refused": 1},
    spending=SpendingOut(71240, 18022, 40110, False, [CostOut("EUR", "0.184310")]),
    latency=LatencyOut(60, 2.41, 5.93),
)
_MOVES = MovesOut(
    reveals=40, kept=33, changed=7, towards=5, away=1, sideways=1, withdrawn=0, raised=5, lowered=1
)
_KEPT = MovesOut(
    reveals=12, kept=12, changed=0, towards=0, away=0, sideways=0, withdrawn=0, raised=0, lowered=0
)
_SWITCHING = SwitchingOut(
    reveals=42,
    abstained=2,
    agreed=27,
    first=0,
    adopted=0,
    decisions={"accept": 14, "edit": 9, "reject": 12},
    moves=_MOVES,
    by_action=[ActionMovesOut("reject", _KEPT)],
    changed=_figure(0.175, 0.06, 0.3),
    followed=_figure(0.384615, 0.14, 0.64),
    accepted=_figure(0.4, 0.24, 0.57),
)
_OVERALL = GroupOut("", "All cells", _ANSWERS, _BESIDE)
_CONTEST = ContestOut(
    contender=_FIRST,
    hidden=0,
    overall=_OVERALL,
    criteria=[GroupOut("legality", "C04 Legality", _ANSWERS, _HARDLY)],
    languages=[GroupOut("en", "en", _ANSWERS, _BESIDE)],
    switching=_SWITCHING,
)
_DIFFERENCE = DifferenceOut(
    first=0,
    second=1,
    kappa_quadratic=_figure(0.06, -0.02, 0.15),
    kappa_linear=_figure(0.05, -0.02, 0.13),
    alpha=_figure(0.04, -0.03, 0.11),
    exact=_figure(0.05, -0.01, 0.12),
    within_one=_figure(0.01, -0.02, 0.05),
    bias=_figure(-0.08, -0.2, 0.03),
)
_EVALUATION = EvaluationOut(
    assessments=[
        EvaluatedOut(11, "Safeguards, first reading", "Draft text of the convention", "en", blind=True)
    ],
    checklist_id="un-cybercrime-safeguards",
    checklist_version="1.0.0",
    reference=ReferenceCountOut(scores=104, reviewers=3, older=6, set_aside=2),
    contests=[_CONTEST],
    side_by_side=SideBySideOut(
        cells=48,
        provisions=9,
        sides=[SideOut(_FIRST, 52, 4, _BESIDE), SideOut(_SECOND, 50, 2, _BESIDE)],
        differences=[_DIFFERENCE],
    ),
    confidence=CONFIDENCE,
    resamples=1000,
    seed=20240808,
    fewest_provisions=FEWEST_PROVISIONS,
    method_version=METHOD_VERSION,
)

EXAMPLES = {
    "get_evaluation": Example(
        _EVALUATION,
        parameters={
            "assessment_id": 11,
            "prompt": ["provision-score@1.0.0", "provision-score@1.1.0"],
            "endpoint": 2,
        },
    )
}
