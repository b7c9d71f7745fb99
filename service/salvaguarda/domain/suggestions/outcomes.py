"""What became of one question to a model. Every one of these is ordinary, stored with its reason, and shown."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a task ended."""

    ANSWERED = "answered"  # a rating (or redraft) with its rationale and quotes
    ABSTAINED = "abstained"  # the model said that it cannot judge
    REFUSED = "refused"  # the model refused
    FILTERED = "filtered"  # a content filter of the server stepped in, before or after
    TRUNCATED = "truncated"  # the answer was cut off
    INVALID = "invalid"  # not the JSON that was asked for
    TOO_LONG = "too_long"  # the provision does not fit into the model's context
    FAILED = "failed"  # the server did not answer, whatever was tried
    INTERRUPTED = (
        "interrupted"  # the service stopped while it waited: perhaps paid, never asked again by itself
    )
    CANCELLED = "cancelled"  # somebody cancelled the run first
    OVER_BUDGET = "over_budget"  # asking might have gone over the budget


SUGGESTING = frozenset({Outcome.ANSWERED, Outcome.ABSTAINED})
"""Outcomes that come with a suggestion."""


class RunState(StrEnum):
    """Where a run stands."""

    RUNNING = "running"  # waits for its turn, or is asked just now
    PAUSED = "paused"  # by a person
    BLOCKED = "blocked"  # by the server or the policy: its reason says what to do; a person resumes it
    CANCELLED = "cancelled"
    FINISHED = "finished"  # every task has an outcome


class Purpose(StrEnum):
    """What a run is for."""

    REVIEW = "review"  # its suggestions may be revealed to reviewers
    EVALUATION = "evaluation"  # only compared with scores, never revealed; draft prompts are allowed
    REDRAFT = "redraft"  # one redraft that one reviewer asked for
