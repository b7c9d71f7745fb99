"""A small prompt and endpoint for tests of what is sent."""

from dataclasses import replace
from typing import Any

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.probing import QUESTION
from salvaguarda.domain.suggestions.prompts import Message, Prompt

ENDPOINT = EndpointSettings("Here", "http://localhost:11434/v1", "small", Locality.LOCAL)
PROMPT: Prompt = replace(QUESTION, id="provision-score", max_output_tokens=700)
MESSAGES = (Message("system", "Judge."), Message("user", "Article 1. Each Party shall act."))


def endpoint(**changed: Any) -> EndpointSettings:
    return replace(ENDPOINT, **changed)
