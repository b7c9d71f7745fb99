"""The sentences that people agree to before words of a draft are sent to a language model. Pure: one sentence a choice."""

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.policy import Consent, Policy

WHAT_LEAVES = (
    "Sent are, one provision at a time, its full text with its label, its heading and the opening words of what it is "
    "part of, and the criterion's title, question, guidance and levels. Not sent are names, e-mail addresses, scores, "
    "rationales, notes, recommendations and the other provisions."
)
NOTHING_LEAVES = "No words of this draft are sent to any language model."


def statement_of(consent: Consent, endpoint: EndpointSettings | None = None) -> str:
    """What leaves the machine under this choice, and where it goes. endpoint: with PROVIDER only, and then needed.

    >>> statement_of(Consent.NONE)
    'No words of this draft are sent to any language model.'
    """
    if consent is Consent.NONE:
        return NOTHING_LEAVES
    if consent is Consent.LOCAL:
        return (
            "Words of this draft are sent only to language models on this machine, or at private addresses that whoever "
            f"runs this service allowed. They are sent to no other organisation. {WHAT_LEAVES}"
        )
    if endpoint is None:
        raise ValueError("a provider is an endpoint")
    return (
        f"Words of this draft leave this machine: they are sent to {endpoint.host}, to the model {endpoint.model} "
        f"(endpoint “{endpoint.name}”). Whoever runs that server can read and keep them. {WHAT_LEAVES}"
    )


def is_agreed(policy: Policy, endpoint_id: int, endpoint: EndpointSettings) -> bool:
    """Whether words may be sent to this endpoint as it is now.

    The sentence that was agreed to must still be the one of its choice: an endpoint that was moved to another server or
    model since needs to be agreed to again.
    """
    if policy.consent is Consent.LOCAL:
        return endpoint.locality is Locality.LOCAL and policy.statement == statement_of(Consent.LOCAL)
    if policy.consent is Consent.PROVIDER:
        same = policy.endpoint_id == endpoint_id and endpoint.locality is Locality.PROVIDER
        return same and policy.statement == statement_of(Consent.PROVIDER, endpoint)
    return False
