"""Say what may be sent to a language model for an assessment, by sending back the very sentence that says it."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.require_role import require_role
from salvaguarda.application.show_policy import PolicyView, choices_of, chosen_of, show_policy
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict, Invalid, NotFound, Problem, Stale
from salvaguarda.domain.events import EventKind
from salvaguarda.domain.people import Person
from salvaguarda.domain.suggestions.policy import Consent, Policy


def set_policy(records: Records, assessment_id: int, version: int, policy: Policy, by: Person) -> PolicyView:
    """Keep the policy as the state that follows `version`; nothing that runs is ended by it: the worker asks again.

    Raises NotFound (assessment, endpoint), Forbidden when they are no owner of the assessment,
    Invalid when consent and endpoint do not fit, Conflict when the sentence is not the one of this choice now, Stale with
    the PolicyView that is kept when somebody said something else meanwhile.
    """
    require_role(records, assessment_id, by.id, Act.SET_POLICY)
    _check(records, policy)
    kept = records.policies.get(assessment_id)
    if not _arrived_before(kept, version, policy, by):
        try:
            records.policies.add(assessment_id, version, policy, by.id)
        except Stale as stale:
            raise Stale("policy", show_policy(records, assessment_id, by), stale.version) from None
        before, after = _values(kept.policy), _values(policy) | {"version": version + 1}
        records.log.add(
            NewEntry("set policy", by.id, {"assessment": assessment_id}, before, after, assessment_id)
        )
        records.events.add(assessment_id, EventKind.SETTINGS_CHANGED, by.id)
    return show_policy(records, assessment_id, by)


def _values(policy: Policy) -> dict[str, object]:
    return {
        "consent": policy.consent,
        "endpoint": policy.endpoint_id,
        "reveal": policy.reveal,
        "request_tokens": policy.request_tokens,
        "statement": policy.statement,
    }


def _check(records: Records, policy: Policy) -> None:
    if (policy.consent is Consent.PROVIDER) != (policy.endpoint_id is not None):
        needs = "needs an endpoint" if policy.consent is Consent.PROVIDER else "has no endpoint"
        problem = Problem(
            "endpoint_id", f"The choice “{policy.consent.value}” {needs}.", "Send one of `choices` as it is."
        )
        raise Invalid(problem.what, [problem])
    endpoints = records.endpoints.every()
    if policy.endpoint_id is not None and all(each.id != policy.endpoint_id for each in endpoints):
        raise NotFound("endpoint", policy.endpoint_id)
    choice = chosen_of(choices_of(endpoints), policy.consent, policy.endpoint_id)
    if choice is None:
        raise Conflict(
            "That endpoint is on this machine or at a private address. Choose “local” instead: it covers every such endpoint."
        )
    if choice.statement != policy.statement:
        raise Conflict(
            "The sentence of what leaves this machine is not the one of this choice now: the endpoint was changed meanwhile, "
            "or another sentence was on screen. Load the policy again, read the sentence, and agree to it."
        )


def _arrived_before(kept: PolicyRecord, version: int, policy: Policy, by: Person) -> bool:
    """Whether this very wish was kept already, and only its answer got lost."""
    return (
        kept.version == version + 1 and kept.by is not None and kept.by.id == by.id and kept.policy == policy
    )
