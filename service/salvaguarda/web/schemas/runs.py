"""Runs of suggestions and redrafts over the wire. Nothing here says what a model proposed before it may be seen."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.suggestions.budget import Budget, micro_of
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.web.schemas.people import PersonOut


class FlaggedOut(msgspec.Struct):
    """A provision that a reviewer should look at twice: what in it may mislead a model."""

    provision: str
    label: str
    flags: list[str]


class EstimateOut(msgspec.Struct):
    """What a run would cost and take. Money is a decimal text in `currency`, null without prices.

    skipped: cells that have been asked already. input_tokens, output_tokens, money: our estimate. most_tokens, most_money: the
    upper bound when every question is asked once. seconds: from what this endpoint took before; null when unknown.
    statement: what leaves the machine.
    """

    tasks: int
    skipped: int
    input_tokens: int
    output_tokens: int
    most_tokens: int
    money: str | None
    most_money: str | None
    currency: str | None
    seconds: float | None
    flagged: list[FlaggedOut]
    statement: str


class OutcomesOut(msgspec.Struct):
    """How many tasks ended in which way. suggested: with a suggestion, whether it rates or abstains."""

    suggested: int = 0
    refused: int = 0
    filtered: int = 0
    truncated: int = 0
    invalid: int = 0
    too_long: int = 0
    failed: int = 0
    interrupted: int = 0
    cancelled: int = 0
    over_budget: int = 0


class RunOut(msgspec.Struct):
    """A run. state: running, paused, blocked, cancelled, finished; reason: why it is blocked or paused, "" otherwise.

    asked: questions that are being answered just now. spent_…: as the server counted; estimated_spending: some of it is our
    estimate. Money is a decimal text in `currency`. seconds_left: null when unknown. resumes_at: until when the endpoint is
    not asked because it said so. created_by: null in events. may_steer: whether the reader may pause, resume and cancel it.
    """

    id: int
    assessment_id: int
    version: int
    purpose: str
    state: str
    reason: str
    endpoint_id: int
    endpoint_name: str
    endpoint_host: str
    model: str
    output_mode: str
    prompt_id: str
    prompt_version: str
    tasks: int
    ended: int
    asked: int
    outcomes: OutcomesOut
    spent_tokens: int
    spent_money: str | None
    estimated_spending: bool
    budget_tokens: int | None
    budget_money: str | None
    currency: str | None
    seconds_left: float | None
    resumes_at: str | None
    created_at: str
    created_by: PersonOut | None
    started_at: str | None
    finished_at: str | None
    may_steer: bool


class TaskOut(msgspec.Struct):
    """A task that ended without a suggestion. code: of the criterion ("C04"). reason: one sentence."""

    provision: str
    label: str
    criterion: str
    code: str
    outcome: str
    reason: str
    attempts: int


class RedraftOut(msgspec.Struct):
    """A redraft that the reader asked for. state: none, asking, ready, failed.

    outcome, reason: why it failed, or why the model abstained. text: the whole provision as proposed, null when it abstained.
    redline: [sign, text, note] from the provision's words to it, as in RedlineOut. Without a run all further members are null.
    """

    state: str
    run_id: int | None = None
    outcome: str | None = None
    reason: str | None = None
    text: str | None = None
    rationale: str | None = None
    redline: list[tuple[str, str, str]] = []
    model: str | None = None
    endpoint_name: str | None = None
    endpoint_host: str | None = None
    prompt_id: str | None = None
    prompt_version: str | None = None


_Tokens = Annotated[int, Field(ge=1, le=10**12)]
_Money = Annotated[str, Field(pattern=r"^\d{1,9}(\.\d{1,6})?$", examples=["12.50"])]
_Path = Annotated[str, Field(min_length=1, max_length=400)]
_Name = Annotated[str, Field(min_length=1, max_length=100)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RunIn(_In):
    """What to ask of which cells. provisions: row paths, criteria: ids; null is all. One budget at least is needed to start."""

    purpose: Literal[Purpose.REVIEW, Purpose.EVALUATION] = Purpose.REVIEW
    endpoint_id: int
    prompt_id: _Name
    prompt_version: _Name
    provisions: Annotated[list[_Path], Field(max_length=20_000)] | None = None
    criteria: Annotated[list[_Name], Field(max_length=1_000)] | None = None
    skip_answered: bool = True
    """Leave out cells that this prompt was answered for already, or is being asked for, by this model there."""
    budget_tokens: _Tokens | None = None
    budget_money: _Money | None = None


class AgainIn(_In):
    """Ask the tasks with these outcomes again. budget_…: what the whole run may then spend; null leaves it as it is."""

    outcomes: Annotated[
        list[
            Literal[
                Outcome.REFUSED,
                Outcome.FILTERED,
                Outcome.TRUNCATED,
                Outcome.INVALID,
                Outcome.TOO_LONG,
                Outcome.FAILED,
                Outcome.INTERRUPTED,
                Outcome.CANCELLED,
                Outcome.OVER_BUDGET,
            ]
        ],
        Field(min_length=1, max_length=20),
    ]
    budget_tokens: _Tokens | None = None
    budget_money: _Money | None = None


def budget_in(data: RunIn | AgainIn) -> Budget:
    """The budget that was sent."""
    money = data.budget_money
    return Budget(data.budget_tokens, None if money is None else micro_of(Decimal(money)))
