"""Examples: conflicts, adjudication, discussions."""

from salvaguarda.web.examples.assessments import ASSESSMENT, PLACE, SCORE
from salvaguarda.web.examples.checklists import CHECKLIST
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA, BEN
from salvaguarda.web.schemas.adjudication import (
    AdjudicationIn,
    AgreedCriterionOut,
    AgreedOut,
    ConflictLineOut,
    ConflictOut,
    ConflictsOut,
    DecidedLineOut,
    GivenOut,
    LockOut,
    PastRatingOut,
    ReopeningIn,
    SettleAgreedIn,
    SettlementOut,
)
from salvaguarda.web.schemas.assessments import SettledResultOut
from salvaguarda.web.schemas.discussions import (
    CommentIn,
    CommentOut,
    DiscussionOut,
    MentionableOut,
    MentionOut,
    ResolutionIn,
    ThreadOut,
)

_AT = "2026-11-24T09:41:02.000000Z"
_ASSESSMENT = {"assessment_id": ASSESSMENT.id}
_THREAD = {"thread_id": 31}
_CRITERION = CHECKLIST.criteria[0]
_LOCK = LockOut(BEN, "2026-11-24T09:43:02.000000Z", mine=False)
_RESULT = SettledResultOut(
    id=77,
    kind="adjudicated",
    rating="partly",
    reason="A legal basis is named; that it must be accessible is not.",
    chosen_score_id=SCORE.id,
    at=_AT,
    person=BEN,
    reopened_at=None,
    reopened_by=None,
    reopened_because="",
)
_CONFLICT = ConflictOut(
    assessment=ASSESSMENT,
    provision="art_24",
    label="Art. 24",
    heading="Conditions and safeguards",
    division="Chapter IV: Procedural measures",
    context="",
    full_text="1. Each State Party shall ensure that powers are exercised in accordance with law.",
    language="en",
    criterion=_CRITERION,
    scale=CHECKLIST.scale,
    state="settled",
    scores=[GivenOut(SCORE, [PastRatingOut(1, "not_met", "2026-11-23T16:01:07.000000Z")])],
    results=[_RESULT],
    lock=None,
    obstacle="no_conflict",
    may_reopen=True,
    deciders=1,
    threads=1,
    version=6,
)
_LINE = ConflictLineOut(
    provision="art_24",
    label="Art. 24",
    heading="Conditions and safeguards",
    division="Chapter IV: Procedural measures",
    criterion=_CRITERION.id,
    code=_CRITERION.code,
    title=_CRITERION.title,
    ratings=["not_met", "met"],
    apart=2,
    obstacle=None,
    lock=_LOCK,
    threads=1,
)
_DECIDED = DecidedLineOut(
    "art_24",
    "Art. 24",
    "Conditions and safeguards",
    _CRITERION.id,
    _CRITERION.code,
    _CRITERION.title,
    _RESULT,
    mine=False,
)
_COMMENT = CommentOut(1, "@[1], does “law” here include decrees?", _AT, ANA, [BEN])
_DISCUSSION = ThreadOut(31, "art_24", "legality", 1, _AT, ANA, None, None, [_COMMENT])
_WORDS = CommentIn(body=_COMMENT.body, mentions=["2"])

EXAMPLES = {
    "list_conflicts": Example(
        ConflictsOut(ASSESSMENT, [_LINE], [_DECIDED], hidden=0, agreed=1204, settled=12),
        parameters=_ASSESSMENT,
    ),
    "get_conflict": Example(_CONFLICT, parameters=PLACE),
    "adjudicate": Example(
        _CONFLICT,
        AdjudicationIn(chosen_score_id=SCORE.id, reason=_RESULT.reason),
        parameters=PLACE,
    ),
    "reopen_result": Example(
        request=ReopeningIn(because="The decision was meant for Art. 25."), parameters=PLACE
    ),
    "take_lock": Example(_LOCK, parameters=PLACE),
    "release_lock": Example(parameters=PLACE),
    "preview_agreed": Example(
        AgreedOut(
            _AT,
            1204,
            [AgreedCriterionOut("legality", _CRITERION.code, _CRITERION.title, 38)],
            {"Chapter IV: Procedural measures": 310},
        ),
        parameters=_ASSESSMENT,
    ),
    "settle_agreed": Example(
        SettlementOut(1204, 0), SettleAgreedIn(as_of=_AT, criteria=["legality"]), parameters=_ASSESSMENT
    ),
    "get_discussion": Example(DiscussionOut([_DISCUSSION], [MentionableOut("2", BEN)]), parameters=PLACE),
    "open_thread": Example(_DISCUSSION, _WORDS, parameters=PLACE),
    "add_comment": Example(_DISCUSSION, _WORDS, parameters=_THREAD),
    "resolve_thread": Example(_DISCUSSION, ResolutionIn(resolved=True), parameters=_THREAD),
    "see_thread": Example(parameters=_THREAD),
    "list_mentions": Example(
        [
            MentionOut(
                ASSESSMENT.id,
                ASSESSMENT.title,
                ASSESSMENT.draft_label,
                31,
                "art_24",
                "Art. 24",
                "legality",
                _CRITERION.code,
                _COMMENT,
                seen=False,
            )
        ]
    ),
}
