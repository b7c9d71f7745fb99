"""Asks a server a few short questions, strongest form of answer first, and says what works."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from salvaguarda.application.ports.endpoints import ProbeStep
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode
from salvaguarda.domain.suggestions.probing import (
    CUT_OFF,
    LADDER,
    LONG_MESSAGES,
    QUESTION,
    Finding,
    judge_connection,
    judge_counting,
    judge_form,
    judge_limit,
    judge_model,
    judge_temperature,
    keeps_limit,
    messages_for,
    other_parameter,
)
from salvaguarda.domain.suggestions.prompts import Message, Prompt
from salvaguarda.domain.suggestions.replies import FailureKind, Reply
from salvaguarda.domain.suggestions.requests import build_body

_LASTING = frozenset(
    {FailureKind.REFUSED_ACCESS, FailureKind.QUOTA, FailureKind.NOT_ALLOWED, FailureKind.RATE_LIMITED}
)
"""Failures that the form of an answer has no part in: trying the next one would say nothing."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found. mode: None when it does not work as it is set."""

    steps: tuple[ProbeStep, ...]
    mode: OutputMode | None


async def try_endpoint(models: ModelClient, settings: EndpointSettings) -> Trial:
    """What works of these settings: at most seven requests, one after the other, stopped by the first lasting failure."""
    first = await _ask(models, settings, OutputMode.PROMPTED)
    connection = _step("Connection", judge_connection(settings, first))
    if first.failure is not None:
        return Trial((connection, *await _proposals(models, settings, first)), None)
    steps = [connection]
    for mode in LADDER:
        reply = first if mode is OutputMode.PROMPTED else await _ask(models, settings, mode)
        form = judge_form(mode, reply)
        steps.append(_step("Form of the answer", form))
        if form.works:
            return Trial((*steps, *await _further(models, settings, reply)), mode)
        if reply.failure is not None and reply.failure.kind in _LASTING:
            break
    return Trial(tuple(steps), None)


async def _further(models: ModelClient, settings: EndpointSettings, reply: Reply) -> tuple[ProbeStep, ...]:
    """What else is good to know of a server that works."""
    return (
        _step("Length of the answer", await _limit(models, settings)),
        _step("Temperature", await _temperature(models, settings)),
        _step("Counting", judge_counting(settings, reply)),
        _step("Model", judge_model(settings, reply)),
    )


async def _limit(models: ModelClient, settings: EndpointSettings) -> Finding:
    keeps = keeps_limit(await _ask(models, settings, OutputMode.PROMPTED, CUT_OFF, LONG_MESSAGES))
    other_keeps = None
    if keeps is False:
        turned = replace(settings, token_parameter=other_parameter(settings.token_parameter))
        other_keeps = keeps_limit(await _ask(models, turned, OutputMode.PROMPTED, CUT_OFF, LONG_MESSAGES))
    return judge_limit(settings.token_parameter, keeps, other_keeps)


async def _temperature(models: ModelClient, settings: EndpointSettings) -> Finding:
    if settings.temperature is not None:
        return judge_temperature(settings, None)
    cold = replace(settings, temperature=0.0)
    return judge_temperature(settings, await _ask(models, cold, OutputMode.PROMPTED))


async def _proposals(models: ModelClient, settings: EndpointSettings, first: Reply) -> tuple[ProbeStep, ...]:
    """Which one change of the settings would make a server answer that refuses the request as it is."""
    if first.failure is None or first.failure.kind is not FailureKind.MISCONFIGURED:
        return ()
    if first.status not in {400, 422}:
        return ()
    for title, change, advice in _changes(settings):
        reply = await _ask(models, change, OutputMode.PROMPTED)
        if reply.failure is None:
            return (ProbeStep(title, False, advice),)
    return ()


def _changes(settings: EndpointSettings) -> Iterator[tuple[str, EndpointSettings, str]]:
    other = other_parameter(settings.token_parameter)
    yield (
        "Length of the answer",
        replace(settings, token_parameter=other),
        f"The server does not take {settings.token_parameter}, but it takes {other}: choose that, save, and test again.",
    )
    if settings.temperature is not None:
        yield (
            "Temperature",
            replace(settings, temperature=None),
            "The server takes no temperature: leave it empty, save, and test again.",
        )
        yield (
            "Length of the answer, temperature",
            replace(settings, temperature=None, token_parameter=other),
            f"The server takes {other} and no temperature: change both, save, and test again.",
        )
    if settings.extra_body:
        yield (
            "Further members",
            replace(settings, extra_body={}),
            "The server does not take the further members of the request: leave them out, save, and test again.",
        )


async def _ask(
    models: ModelClient,
    settings: EndpointSettings,
    mode: OutputMode,
    prompt: Prompt = QUESTION,
    messages: Sequence[Message] = (),
) -> Reply:
    return await models.send(settings, build_body(settings, mode, prompt, messages or messages_for(mode)))


def _step(title: str, finding: Finding) -> ProbeStep:
    return ProbeStep(title, finding.works, finding.reason)
