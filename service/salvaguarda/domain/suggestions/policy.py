"""What may be sent to a model for one assessment, and when a reviewer sees what it said."""

from dataclasses import dataclass
from enum import StrEnum


class Consent(StrEnum):
    """Who may read the words of the draft."""

    NONE = "none"
    LOCAL = "local"  # any endpoint on this machine or an allowed private address
    PROVIDER = "provider"  # one named endpoint


class RevealMode(StrEnum):
    """When a reviewer may see a suggestion."""

    BLIND_FIRST = "blind_first"  # after the own rating of the cell
    ON_REQUEST = "on_request"  # whenever asked for


class DecisionAction(StrEnum):
    """What a reviewer did with a revealed suggestion."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy of an assessment. endpoint_id: with PROVIDER only. request_tokens: what all reviewers together may
    spend on single requests (redrafts); 0 for none. statement: the sentence of what leaves the machine, as it was agreed to.
    """

    consent: Consent = Consent.NONE
    endpoint_id: int | None = None
    reveal: RevealMode = RevealMode.BLIND_FIRST
    request_tokens: int = 0
    statement: str = ""
