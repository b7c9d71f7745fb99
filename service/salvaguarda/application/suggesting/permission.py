"""Whether a run may send now: asked before it starts, and again before every request."""

from salvaguarda.application.ports.endpoints import EndpointRecord
from salvaguarda.application.ports.runs import NewRun
from salvaguarda.domain.suggestions.policy import Consent, Policy
from salvaguarda.domain.suggestions.statements import is_agreed

NOTHING_AGREED = (
    "The policy of this assessment lets nothing be sent to a language model. Change the policy first."
)


def why_not(policy: Policy, endpoint: EndpointRecord) -> str:
    """Why nothing may be sent to this endpoint under this policy, and what to do; "" when it may."""
    settings = endpoint.settings
    if policy.consent is Consent.NONE:
        return NOTHING_AGREED
    if not is_agreed(policy, endpoint.id, settings):
        return (
            f"The policy of this assessment does not let anything be sent to the endpoint “{settings.name}” as it is "
            "set now. Agree to it in the policy, or choose an endpoint that is agreed to."
        )
    if not endpoint.enabled:
        return f"The endpoint “{settings.name}” is switched off. Ask the owner to switch it on."
    if endpoint.probe is None or endpoint.probe.version != endpoint.version:
        return f"The endpoint “{settings.name}” was not tested as it is set now. Ask the owner to test it."
    if not endpoint.usable:
        return f"The last test of the endpoint “{settings.name}” found that it does not work. Ask the owner to look at it."
    return ""


def why_not_run(run: NewRun, policy: Policy, endpoint: EndpointRecord) -> str:
    """As `why_not`, for a run that was started: its endpoint must still be the one it was started with."""
    return why_not(policy, endpoint) or (
        "" if endpoint.version == run.endpoint_version else _changed(endpoint.settings.name)
    )


def why_not_follow(run: NewRun, endpoint: EndpointRecord) -> str:
    """Why a run cannot go on with its endpoint as it is now; "" when host, model and the form of answers are the same."""
    settings, probe = endpoint.settings, endpoint.probe
    same = (settings.host, settings.model) == (run.endpoint_host, run.model)
    if same and probe is not None and probe.output_mode is run.output_mode:
        return ""
    return (
        f"The endpoint “{settings.name}” has another address, model or form of answers than when this run was started. "
        "Cancel the run and start a new one: what was answered is not asked again."
    )


def _changed(name: str) -> str:
    return f"The endpoint “{name}” was changed since this run was started. Look at it, then resume the run."
