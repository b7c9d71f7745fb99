"""Policies, suggestions and decisions for the wire."""

from salvaguarda.application.list_suggestions import SuggestionView
from salvaguarda.application.ports.policies import PolicyRecord
from salvaguarda.application.ports.suggestions import DecisionRecord, RevealRecord
from salvaguarda.application.show_policy import Choice, PolicyView
from salvaguarda.domain.people import Person
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.decisions import not_acceptable_because
from salvaguarda.domain.suggestions.suggestion import SuggestedQuote
from salvaguarda.web.current import present_current
from salvaguarda.web.present_assessments import present_quote
from salvaguarda.web.present_people import present_person
from salvaguarda.web.schemas.suggestions import (
    DecisionOut,
    PolicyChoiceOut,
    PolicyOut,
    PolicyStateOut,
    SuggestedQuoteOut,
    SuggestionOut,
    SuggestionStateOut,
)


def present_policy(view: PolicyView, reader: Person | None) -> PolicyOut:
    """A policy with what could be chosen."""
    record, policy = view.record, view.record.policy
    return PolicyOut(
        assessment_id=record.assessment_id,
        version=record.version,
        consent=policy.consent.value,
        endpoint_id=policy.endpoint_id,
        endpoint_name=view.endpoint.settings.name if view.endpoint else None,
        reveal=policy.reveal.value,
        request_tokens=policy.request_tokens,
        requested_tokens=view.requested_tokens,
        statement=policy.statement,
        agreed=view.agreed,
        by=None if record.by is None else present_person(record.by, reader),
        at=record.at,
        may_edit=view.may_edit,
        choices=[_choice(each) for each in view.choices],
    )


def _choice(choice: Choice) -> PolicyChoiceOut:
    return PolicyChoiceOut(
        consent=choice.consent.value,
        endpoint_id=choice.endpoint.id if choice.endpoint else None,
        endpoint_name=choice.endpoint.settings.name if choice.endpoint else None,
        usable=choice.usable,
        statement=choice.statement,
    )


def present_policy_state(record: PolicyRecord, reader: Person | None) -> PolicyStateOut:
    """One state that was kept."""
    assert record.by is not None
    assert record.at is not None
    policy = record.policy
    return PolicyStateOut(
        version=record.version,
        consent=policy.consent.value,
        endpoint_id=policy.endpoint_id,
        reveal=policy.reveal.value,
        request_tokens=policy.request_tokens,
        statement=policy.statement,
        by=present_person(record.by, reader),
        at=record.at,
    )


def present_suggestion_state(view: SuggestionView) -> SuggestionStateOut:
    """One cell as its reader may see it."""
    reveal = view.reveal
    return SuggestionStateOut(
        criterion=view.criterion,
        state=view.standing.value,
        outcome=None if view.outcome is None else view.outcome.value,
        reason=view.reason or None,
        suggestion=None if reveal is None else _suggestion(reveal),
        decisions=[] if reveal is None else [present_decision(each) for each in reveal.decisions],
    )


def present_decision(decision: DecisionRecord) -> DecisionOut:
    """A decision."""
    return DecisionOut(
        number=decision.number,
        action=decision.action.value,
        reason=decision.reason,
        rating_before=_code(decision.rating_before),
        rating_after=_code(decision.rating_after),
        at=decision.at,
    )


def _suggestion(reveal: RevealRecord) -> SuggestionOut:
    seen, source = reveal.seen, reveal.provenance
    return SuggestionOut(
        id=reveal.suggestion_id,
        reveal_id=reveal.id,
        model=source.model,
        endpoint_name=source.endpoint_name,
        endpoint_host=source.endpoint_host,
        prompt_id=source.prompt_id,
        prompt_version=source.prompt_version,
        rating=_code(seen.rating),
        abstained=seen.abstained,
        abstain_reason=seen.abstain_reason,
        rationale=seen.rationale,
        quotes=[_quote(each) for each in seen.quotes],
        missing_safeguards=list(seen.missing_safeguards),
        uncertainty=None if seen.uncertainty is None else seen.uncertainty.value,
        flags=[flag.value for flag in seen.flags],
        acceptable=seen.acceptable,
        not_acceptable_because=not_acceptable_because(seen),
        revealed_at=reveal.at,
        mode=reveal.mode.value,
        rating_before=_code(reveal.rating_before),
    )


def _quote(quote: SuggestedQuote) -> SuggestedQuoteOut:
    found = None if quote.found is None else present_quote(quote.found)
    return SuggestedQuoteOut(quote.claimed, quote.why, quote.state.value, found)


def _code(rating: Rating | None) -> str | None:
    return None if rating is None else rating.value


@present_current.register
def _(current: PolicyView, reader: Person | None) -> PolicyOut:
    return present_policy(current, reader)
