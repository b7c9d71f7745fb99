"""Examples: runs and redrafts."""

from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.suggestion import Flag
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.runs import (
    AgainIn,
    EstimateOut,
    FlaggedOut,
    OutcomesOut,
    RedraftOut,
    RunIn,
    RunOut,
    TaskOut,
)

_AT = "2026-11-24T09:12:40.123456Z"
_ASSESSMENT = {"assessment_id": 11}
_CELL = {"assessment_id": 11, "path": "art_24", "criterion_id": "legality"}
_RUN = {"run_id": 5}
_EDIT = {"run_id": 5, "If-Match": '"1"'}
_WISH = RunIn(
    purpose=Purpose.REVIEW,
    endpoint_id=2,
    prompt_id="provision-score",
    prompt_version="1.0.0",
    provisions=None,
    criteria=["legality", "necessity"],
    skip_answered=True,
    budget_tokens=400_000,
    budget_money="1.50",
)
RUN = RunOut(
    id=5,
    assessment_id=11,
    version=1,
    purpose="review",
    state="running",
    reason="",
    endpoint_id=2,
    endpoint_name="Office server",
    endpoint_host="127.0.0.1:8080",
    model="local-model",
    output_mode="json_schema",
    prompt_id="provision-score",
    prompt_version="1.0.0",
    tasks=120,
    ended=31,
    asked=4,
    outcomes=OutcomesOut(suggested=29, refused=1, truncated=1),
    spent_tokens=48_210,
    spent_money="0.041203",
    estimated_spending=False,
    budget_tokens=400_000,
    budget_money="1.50",
    currency="USD",
    seconds_left=95.5,
    resumes_at=None,
    created_at=_AT,
    created_by=ANA,
    started_at=_AT,
    finished_at=None,
    may_steer=True,
)
_ESTIMATE = EstimateOut(
    tasks=120,
    skipped=4,
    input_tokens=102_000,
    output_tokens=60_000,
    most_tokens=430_500,
    money="0.21",
    most_money="0.84",
    currency="USD",
    seconds=140.0,
    flagged=[FlaggedOut("art_31", "Art. 31", [Flag.INVISIBLE.value])],
    statement="Words of this draft are sent only to language models on this machine.",
)
_TASK = TaskOut(
    provision="art_24",
    label="Art. 24",
    criterion="legality",
    code="C04",
    outcome="refused",
    reason="The model refused to answer.",
    attempts=1,
)
_REDRAFT = RedraftOut(
    state="ready",
    run_id=9,
    outcome="answered",
    text="1. Each State Party shall ensure that powers are exercised in accordance with clear and accessible law.",
    rationale="The legal basis has to be foreseeable.",
    redline=[
        ("=", "1. Each State Party shall ensure that powers are exercised in accordance with ", ""),
        ("+", "clear and accessible ", ""),
        ("=", "law.", ""),
    ],
    model="local-model",
    endpoint_name="Office server",
    endpoint_host="127.0.0.1:8080",
    prompt_id="provision-redraft",
    prompt_version="1.0.0",
)

EXAMPLES: dict[str, Example] = {
    "estimate_run": Example(request=_WISH, response=_ESTIMATE, parameters=_ASSESSMENT),
    "start_run": Example(request=_WISH, response=RUN, parameters=_ASSESSMENT),
    "list_runs": Example(response=[RUN], parameters=_ASSESSMENT),
    "get_run": Example(response=RUN, parameters=_RUN),
    "follow_run": Example(parameters=_RUN),
    "list_run_tasks": Example(response=[_TASK], parameters=_RUN),
    "pause_run": Example(response=RUN, parameters=_EDIT),
    "resume_run": Example(response=RUN, parameters=_EDIT),
    "cancel_run": Example(response=RUN, parameters=_EDIT),
    "ask_again": Example(
        request=AgainIn(outcomes=[Outcome.INTERRUPTED, Outcome.FAILED], budget_tokens=500_000),
        response=RUN,
        parameters=_EDIT,
    ),
    "ask_redraft": Example(response=RedraftOut("asking", run_id=9), parameters=_CELL),
    "get_redraft": Example(response=_REDRAFT, parameters=_CELL),
}
