"""Examples: assessments, scores, the matrix."""

from salvaguarda.domain.access import acts_in
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.scores import Action, Rating
from salvaguarda.domain.team import Access, Naming, Role
from salvaguarda.web.examples.checklists import CHECKLIST
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA, BEN
from salvaguarda.web.schemas.assessments import (
    AssessmentOut,
    AssistedOut,
    CarriedOut,
    CarryIn,
    CarryOut,
    CellOut,
    DemandResultOut,
    ImportOut,
    MatrixOut,
    MatrixRowOut,
    OldQuoteOut,
    PreviousOut,
    ProvisionViewOut,
    QuoteIn,
    QuoteOut,
    RecommendationIn,
    RecommendationOut,
    RedLineOut,
    RevisionOut,
    RowOut,
    ScoreIn,
    ScoreOut,
    SummaryOut,
    WorkbenchOut,
)
from salvaguarda.web.schemas.drafts import AssessmentIn

_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_AT = "2026-11-24T09:12:40.123456Z"
PLACE = {"assessment_id": 11, "path": "art_24", "criterion_id": "legality"}
_TEXT = "1. Each State Party shall ensure that powers are exercised in accordance with law."

ASSESSMENT = AssessmentOut(
    id=11,
    title="Safeguards, first reading",
    instrument_id=3,
    instrument_title="UN Cybercrime Convention",
    draft_id=7,
    draft_label="Draft text of the convention",
    language="en",
    checklist_id=CHECKLIST.id,
    checklist_version=CHECKLIST.version,
    unit="article",
    blind=True,
    version=1,
    created_by=ANA,
    access="team",
    needed=2,
    names="until_settled",
    roles=["reviewer"],
    may=sorted(act.name.lower() for act in acts_in({Role.REVIEWER})),
)
_WISH = AssessmentIn(
    title="Safeguards, first reading",
    checklist_id=CHECKLIST.id,
    checklist_version=CHECKLIST.version,
    unit=Unit.ARTICLE,
    blind=True,
    access=Access.TEAM,
    needed=2,
    names=Naming.UNTIL_SETTLED,
)
QUOTE = QuoteOut("in accordance with law", "powers are exercised ", ".", 59, 81)
SCORE = ScoreOut(
    id=101,
    provision="art_24",
    criterion="legality",
    person=ANA,
    rating="partly",
    rationale="A legal basis is asked for, but not a clear and foreseeable one.",
    evidence=[QUOTE],
    recommendation=RecommendationOut("amend", "… in accordance with clear and publicly accessible law."),
    revision=2,
    text_sha256=_SHA256,
    carried_from=CarriedOut(48, 3, 9, "Consolidated negotiating document", "Art. 23", confirmed=True),
    updated_at=_AT,
    assisted=AssistedOut("edit", "example-model", "provision-score", "1.0.0", "not_met"),
)
_OTHERS = ScoreOut(
    id=102,
    provision="art_24",
    criterion="legality",
    person=BEN,
    rating="not_met",
    rationale="“Law” alone is too open.",
    evidence=[],
    recommendation=None,
    revision=1,
    text_sha256=_SHA256,
    carried_from=None,
    updated_at=_AT,
    assisted=None,
)
_CELL = CellOut(
    provision="art_24",
    criterion="legality",
    in_scope=True,
    own=SCORE,
    others=[_OTHERS],
    others_hidden=0,
    result=None,
    conflict=True,
    state="conflict",
    settled=None,
)
_ROW = RowOut(
    path="art_24",
    label="Art. 24",
    heading="Conditions and safeguards",
    kind="article",
    role="procedure",
    division="Chapter IV: Procedural measures",
    in_scope=["legality"],
    rated={"legality": "partly"},
    to_confirm=[],
    to_carry=[],
    changed=False,
    bracketed=False,
)
_PREVIOUS = PreviousOut(
    assessment_id=9,
    draft_label="Consolidated negotiating document",
    paths=["art_23"],
    label="Art. 23",
    relation="amended",
    similarity=0.91,
    same_text=False,
    redline=[
        ("=", "1. Each State Party ", ""),
        ("-", "may ", ""),
        ("+", "shall ", ""),
        ("=", "ensure that …", ""),
    ],
    scores=[],
    evidence=[
        OldQuoteOut(
            48,
            QuoteOut("by a judge", "prior authorization ", ".", 96, 106),
            "drifted",
            QuoteOut("by a judge", "authorization in writing ", ".", 108, 118),
        )
    ],
)
_SUMMARY = SummaryOut(
    counts={"met": 0, "partly": 1, "not_met": 0, "silent": 0, "not_applicable": 0},
    assessed=1,
    in_scope=1,
    conflicts=0,
    coverage=1.0,
    share=0.5,
    red_lines_failed=0,
)
_MATRIX = MatrixOut(
    assessment=ASSESSMENT,
    checklist=CHECKLIST,
    rows=[
        MatrixRowOut(
            _ROW.path,
            _ROW.label,
            _ROW.heading,
            _ROW.kind,
            _ROW.role,
            _ROW.division,
            "1",
            [],
            [0],
            False,
            _SUMMARY,
        )
    ],
    columns=[_SUMMARY],
    total=_SUMMARY,
    red_lines=[RedLineOut("art_28", "Art. 28", "prior-judicial-authorization", "not_met")],
    demands=[
        DemandResultOut(
            "principles",
            "Principles",
            "not_met",
            "Below 75% of the points: C04 Legality has 50%.",
            _SUMMARY,
        )
    ],
    verdict="not_met",
    verdict_text="Not met",
    reviewers=[ANA, BEN],
    formula_version="2",
)
_REVISION = RevisionOut(
    revision=1,
    rating="not_met",
    rationale="No legal basis is asked for.",
    evidence=[],
    recommendation=None,
    at="2026-11-23T16:01:07.000000Z",
    person=ANA,
)

EXAMPLES = {
    "add_assessment": Example(ASSESSMENT, _WISH, parameters={"draft_id": 7}),
    "get_assessment": Example(ASSESSMENT, parameters={"assessment_id": 11}),
    "edit_assessment": Example(ASSESSMENT, _WISH, parameters={"assessment_id": 11}),
    "get_workbench": Example(
        WorkbenchOut(ASSESSMENT, CHECKLIST, [_ROW], previous_assessment_id=9, model=True, queued=True),
        parameters={"assessment_id": 11},
    ),
    "get_provision": Example(
        ProvisionViewOut(_ROW, "", _TEXT, _SHA256, "en", [_CELL], _PREVIOUS), parameters=PLACE
    ),
    "get_cell": Example(_CELL, parameters=PLACE),
    "save_score": Example(
        SCORE,
        ScoreIn(
            rating=Rating.PARTLY,
            rationale=SCORE.rationale,
            evidence=[
                QuoteIn(exact=QUOTE.exact, prefix=QUOTE.prefix, suffix=".", start=QUOTE.start, end=QUOTE.end)
            ],
            recommendation=RecommendationIn(action=Action.AMEND, text="… in accordance with clear law."),
            text_sha256=_SHA256,
            confirms=48,
        ),
        parameters=PLACE,
    ),
    "list_revisions": Example([_REVISION], parameters=PLACE),
    "get_matrix": Example(_MATRIX, parameters={"assessment_id": 11}),
    "carry_scores": Example(
        CarryOut(carried=14, to_confirm=3),
        CarryIn(from_assessment_id=9, provisions=["art_24"]),
        parameters={"assessment_id": 11},
    ),
    "export_xlsx": Example(parameters={"assessment_id": 11}),
    "export_csv": Example(parameters={"assessment_id": 11}),
    "export_json": Example(parameters={"assessment_id": 11}),
    "import_export": Example(ImportOut(instruments=1, drafts=3, assessments=3, scores=412, assessment_id=11)),
}
