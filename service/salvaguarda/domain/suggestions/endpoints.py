"""An endpoint: one model behind one OpenAI-compatible server, and what may be sent there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlsplit


class Locality(StrEnum):
    """Where an endpoint is."""

    LOCAL = "local"  # this machine, or a private address that the operator allowed
    PROVIDER = "provider"  # somebody else's server


class OutputMode(StrEnum):
    """How the server is asked for JSON, strongest first. Found by a probe, never changed silently."""

    STRICT_SCHEMA = "json_schema_strict"
    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PROMPTED = "prompted"


class TokenParameter(StrEnum):
    """What the server calls the limit of an answer."""

    MAX_COMPLETION_TOKENS = "max_completion_tokens"
    MAX_TOKENS = "max_tokens"


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost. currency: ISO 4217 code. as_of: the day they were looked up, "2026-11-24"."""

    currency: str
    input: Decimal
    output: Decimal
    cached_input: Decimal | None
    as_of: str


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Everything that the owner sets.

    base_url: up to and with "/v1". key_name: names the secret (see adapters/models/keys.py); "" for none. Never a key.
    temperature: None leaves it to the server. extra_body: further members of every request (JSON).
    prices: None when nobody said; then only tokens are counted and budgeted.
    """

    name: str
    base_url: str
    model: str
    locality: Locality
    key_name: str = ""
    token_parameter: TokenParameter = TokenParameter.MAX_COMPLETION_TOKENS
    temperature: float | None = None
    extra_body: Mapping[str, object] = field(default_factory=dict)
    timeout_seconds: int = 120
    concurrency: int = 4
    prices: Prices | None = None

    @property
    def host(self) -> str:
        """Host and port as they stand in the address; what people are told about where words go. Recorded answers have
        none: their whole address then ("recorded:demo")."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2] or self.base_url
