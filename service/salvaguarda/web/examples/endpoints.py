"""Examples: endpoints of language models."""

import datetime as dt

from salvaguarda.domain.suggestions.endpoints import Locality, TokenParameter
from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.endpoints import (
    EndpointIn,
    EndpointKeyOut,
    EndpointOut,
    PricesIn,
    PricesOut,
    ProbeOut,
    ProbeStepOut,
)

_STEPS = [
    ProbeStepOut("Address", True, "localhost is this machine: nothing leaves it."),
    ProbeStepOut("Form of the answer", True, "It keeps to the schema that it is given."),
]
ENDPOINT = EndpointOut(
    id=1,
    version=2,
    enabled=True,
    usable=True,
    name="Ollama on this laptop",
    model="qwen3:8b",
    host="localhost:11434",
    locality="local",
    concurrency=1,
    prices=None,
    probe=ProbeOut(version=2, output_mode="json_schema", steps=_STEPS, at="2026-11-24T12:20:00.000000Z"),
    base_url="http://localhost:11434/v1",
    key_name="",
    key_found=None,
    token_parameter="max_tokens",  # noqa: S106  (no secret)
    temperature=0,
    extra_body={},
    timeout_seconds=300,
)
_PROVIDER = EndpointOut(
    id=2,
    version=1,
    enabled=False,
    usable=False,
    name="A provider",
    model="large-2026",
    host="api.example.org",
    locality="provider",
    concurrency=4,
    prices=PricesOut("EUR", "0.40", "2.00", None, "2026-11-24"),
    probe=None,
    base_url="https://api.example.org/v1",
    key_name="EXAMPLE",
    key_found=True,
    token_parameter="max_completion_tokens",  # noqa: S106  (likewise)
    temperature=None,
    extra_body={},
    timeout_seconds=120,
)
_ENDPOINT_IN = EndpointIn(
    name="A provider",
    base_url="https://api.example.org/v1",
    model="large-2026",
    locality=Locality.PROVIDER,
    key_name="EXAMPLE",
    token_parameter=TokenParameter.MAX_COMPLETION_TOKENS,
    prices=PricesIn(currency="EUR", input="0.40", output="2.00", as_of=dt.date(2026, 11, 24)),
    enabled=False,
)

EXAMPLES = {
    "list_endpoints": Example([ENDPOINT, _PROVIDER]),
    "add_endpoint": Example(_PROVIDER, _ENDPOINT_IN),
    "edit_endpoint": Example(_PROVIDER, _ENDPOINT_IN, parameters={"endpoint_id": 2}),
    "probe_endpoint": Example(ENDPOINT, parameters={"endpoint_id": 1}),
    "list_endpoint_keys": Example([EndpointKeyOut("EXAMPLE", "environment")]),
}
