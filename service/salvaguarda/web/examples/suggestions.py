"""Examples: policies, suggestions, decisions."""

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.policy import Consent, DecisionAction, RevealMode
from salvaguarda.domain.suggestions.statements import statement_of
from salvaguarda.web.examples.assessments import PLACE, QUOTE, SCORE
from salvaguarda.web.examples.example import Example
from salvaguarda.web.examples.people import ANA
from salvaguarda.web.schemas.assessments import QuoteIn, ScoreIn
from salvaguarda.web.schemas.suggestions import (
    DecidedOut,
    DecisionIn,
    DecisionOut,
    PolicyChoiceOut,
    PolicyIn,
    PolicyOut,
    PolicyStateOut,
    SuggestedQuoteOut,
    SuggestionOut,
    SuggestionStateOut,
)

_AT = "2026-11-24T09:30:05.000000Z"
_ASSESSMENT = {"assessment_id": 11}
_PROVIDER = EndpointSettings(
    "Example provider", "https://models.example.org/v1", "example-model", Locality.PROVIDER
)
_STATEMENT = statement_of(Consent.PROVIDER, _PROVIDER)
_POLICY = PolicyOut(
    assessment_id=11,
    version=2,
    consent="provider",
    endpoint_id=4,
    endpoint_name=_PROVIDER.name,
    reveal="blind_first",
    request_tokens=200_000,
    requested_tokens=3_200,
    statement=_STATEMENT,
    agreed=True,
    by=ANA,
    at=_AT,
    may_edit=True,
    choices=[
        PolicyChoiceOut("none", None, None, True, statement_of(Consent.NONE)),
        PolicyChoiceOut("local", None, None, False, statement_of(Consent.LOCAL)),
        PolicyChoiceOut("provider", 4, _PROVIDER.name, True, _STATEMENT),
    ],
)
_STATE = PolicyStateOut(
    version=2,
    consent="provider",
    endpoint_id=4,
    reveal="blind_first",
    request_tokens=200_000,
    statement=_STATEMENT,
    by=ANA,
    at=_AT,
)
_DECISION = DecisionOut(
    number=1,
    action="edit",
    reason="The law it points to is not public.",
    rating_before="not_met",
    rating_after="partly",
    at=_AT,
)
_SUGGESTION = SuggestionOut(
    id=801,
    reveal_id=55,
    model="example-model",
    endpoint_name=_PROVIDER.name,
    endpoint_host="models.example.org",
    prompt_id="provision-score",
    prompt_version="1.0.0",
    rating="met",
    abstained=False,
    abstain_reason="",
    rationale="The powers have to be exercised in accordance with law.",
    quotes=[
        SuggestedQuoteOut("in accordance with law", "names a legal basis", "exact", QUOTE),
        SuggestedQuoteOut("in accordance with clear law", "asks for clarity", "not_found", None),
    ],
    missing_safeguards=["The law need not be accessible."],
    uncertainty="medium",
    flags=[],
    acceptable=False,
    not_acceptable_because=(
        "It quotes words that are not in this provision. Reject it, or edit: then your own rating, rationale and "
        "evidence are saved."
    ),
    revealed_at=_AT,
    mode="blind_first",
    rating_before="not_met",
)
_REVEALED = SuggestionStateOut("legality", "revealed", None, None, _SUGGESTION, [_DECISION])
_HIDDEN = SuggestionStateOut("necessity", "hidden", None, None, None, [])
_FAILED = SuggestionStateOut("proportionality", "failed", "refused", "The model refused to answer.", None, [])

EXAMPLES = {
    "get_policy": Example(_POLICY, parameters=_ASSESSMENT),
    "set_policy": Example(
        _POLICY,
        PolicyIn(
            consent=Consent.PROVIDER,
            endpoint_id=4,
            reveal=RevealMode.BLIND_FIRST,
            request_tokens=200_000,
            statement=_STATEMENT,
        ),
        parameters=_ASSESSMENT,
    ),
    "list_policy_states": Example([_STATE], parameters=_ASSESSMENT),
    "list_suggestions": Example([_REVEALED, _HIDDEN, _FAILED], parameters=PLACE),
    "reveal_suggestion": Example(_REVEALED, parameters=PLACE),
    "decide_suggestion": Example(
        DecidedOut(_DECISION, SCORE),
        DecisionIn(
            action=DecisionAction.EDIT,
            reason=_DECISION.reason,
            score=ScoreIn(
                rating=Rating.PARTLY,
                rationale=SCORE.rationale,
                evidence=[QuoteIn(exact=QUOTE.exact, start=QUOTE.start, end=QUOTE.end)],
                text_sha256=SCORE.text_sha256,
            ),
        ),
        parameters=PLACE,
    ),
}
