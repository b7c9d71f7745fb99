"""Examples: how far reviewers agree."""

from salvaguarda.domain.agreement.bootstrap import CONFIDENCE, FEWEST_PROVISIONS, TOO_FEW_PROVISIONS
from salvaguarda.domain.agreement.measure import METHOD_VERSION
from salvaguarda.domain.agreement.scale import CODES
from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.agreement import (
    AmongOut,
    MeasuredOut,
    OrganisationPairOut,
    OrganisationsOut,
    PartOut,
    RaterPairOut,
    RatingCountOut,
    SidesOut,
    TeamAgreementOut,
)
from salvaguarda.web.schemas.figures import AgreementOut, ConfusionOut, FigureOut


def _figure(value: float, low: float, high: float) -> FigureOut:
    return FigureOut(value, "", low, high, "")


def _bare(value: float) -> FigureOut:
    return FigureOut(value, "", None, None, TOO_FEW_PROVISIONS)


_ALL = AgreementOut(
    cells=64,
    provisions=21,
    pairs=70,
    kappa_quadratic=_figure(0.66, 0.5, 0.79),
    kappa_linear=_figure(0.6, 0.45, 0.73),
    alpha=_figure(0.67, 0.51, 0.8),
    exact=_figure(0.728571, 0.61, 0.83),
    within_one=_figure(0.94, 0.88, 1.0),
)
_FEW = AgreementOut(4, 4, 4, _bare(0.6), _bare(0.55), _bare(0.62), _bare(0.75), _bare(1.0))
_AMONG = AmongOut(3, _ALL, _figure(0.61, 0.44, 0.75), _figure(0.71, 0.6, 0.82), one_sided=3)
_PART = AmongOut(2, _FEW, _bare(0.58), _bare(0.75), one_sided=0)
_TABLE = ConfusionOut(
    [code.value for code in CODES],
    [[24, 6, 1, 1, 1], [6, 18, 4, 2, 1], [1, 4, 20, 3, 1], [1, 2, 3, 38, 0], [1, 1, 1, 0, 0]],
)
_SIDES = SidesOut(_FEW, _bare(-0.25), _TABLE, one_sided=0)
_OUT = TeamAgreementOut(
    assessment=MeasuredOut(11, "Joint review", "UN Cybercrime Convention", "Third draft", blind=True),
    checklist_id="un-cybercrime-safeguards",
    checklist_version="1.0.0",
    ratings="independent",
    count=RatingCountOut(ratings=140, older=5, set_aside=2),
    cells=70,
    single=6,
    hidden=12,
    overall=_AMONG,
    confusion=_TABLE,
    criteria=[PartOut("legality", "C04 Legality", _PART)],
    chapters=[
        PartOut("Chapter II: Criminalization", "Chapter II: Criminalization", _PART),
        PartOut("", "", _PART),
    ],
    months=[PartOut("2026-11", "2026-11", _PART)],
    hundreds=[PartOut("1–64", "1–64", _AMONG)],
    reviewers=[RaterPairOut("Ana Reyes", "Ben Okoro", _SIDES)],
    unnamed=0,
    organisations=OrganisationsOut(
        within=_SIDES,
        between=_SIDES,
        pairs=[OrganisationPairOut("Access Network", "Rights Forum", _SIDES)],
        left_out=4,
    ),
    confidence=CONFIDENCE,
    resamples=1000,
    seed=20240808,
    fewest_provisions=FEWEST_PROVISIONS,
    method_version=METHOD_VERSION,
)
_QUERY = {"assessment_id": 11, "ratings": "independent"}

EXAMPLES = {
    "get_agreement": Example(response=_OUT, parameters=_QUERY),
    "export_agreement_xlsx": Example(parameters=_QUERY),
    "export_agreement_csv": Example(parameters=_QUERY),
}
