"""Show what may be sent to a language model for an assessment, and what could be chosen."""

from dataclasses import dataclass

from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, may_in
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.policy import Consent
from salvaguarda.domain.suggestions.statements import statement_of


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen, and the sentence that goes with it. endpoint: with PROVIDER only.

    usable: nothing has to be set up or tested first.
    """

    consent: Consent
    endpoint: EndpointRecord | None
    usable: bool
    statement: str


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy as somebody sees it.

    agreed: its statement is still the one of its choice. requested_tokens: what redrafts have taken, or may still take.
    """

    record: PolicyRecord
    endpoint: EndpointRecord | None
    agreed: bool
    requested_tokens: int
    may_edit: bool
    choices: tuple[Choice, ...]


def show_policy(records: Records, assessment_id: int, reader: Person) -> PolicyView:
    """The newest state; NotFound when there is no such assessment."""
    record = records.policies.get(assessment_id)
    endpoints = records.endpoints.every()
    choices = choices_of(endpoints)
    policy = record.policy
    chosen = chosen_of(choices, policy.consent, policy.endpoint_id)
    return PolicyView(
        record=record,
        endpoint=next((each for each in endpoints if each.id == policy.endpoint_id), None),
        agreed=policy.consent is Consent.NONE
        or (chosen is not None and chosen.statement == policy.statement),
        requested_tokens=records.runs.redraft_tokens(assessment_id),
        may_edit=may_in(records.members.roles_of(assessment_id, reader), Act.SET_POLICY),
        choices=choices,
    )


def list_policy_states(records: Records, assessment_id: int) -> tuple[PolicyRecord, ...]:
    """Every state, newest first; NotFound when there is no such assessment."""
    records.assessments.get(assessment_id)
    return records.policies.history(assessment_id)


def choices_of(endpoints: tuple[EndpointRecord, ...]) -> tuple[Choice, ...]:
    """None, any local model, or one provider."""
    local = any(each.usable and each.settings.locality is Locality.LOCAL for each in endpoints)
    return (
        Choice(Consent.NONE, None, usable=True, statement=statement_of(Consent.NONE)),
        Choice(Consent.LOCAL, None, usable=local, statement=statement_of(Consent.LOCAL)),
        *(
            Choice(Consent.PROVIDER, each, each.usable, statement_of(Consent.PROVIDER, each.settings))
            for each in endpoints
            if each.settings.locality is Locality.PROVIDER
        ),
    )


def chosen_of(choices: tuple[Choice, ...], consent: Consent, endpoint_id: int | None) -> Choice | None:
    """The choice with this consent and endpoint; None when there is none (any more)."""
    for choice in choices:
        if choice.consent is consent and (choice.endpoint.id if choice.endpoint else None) == endpoint_id:
            return choice
    return None
