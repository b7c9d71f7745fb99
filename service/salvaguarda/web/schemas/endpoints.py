"""Endpoints of language models over the wire."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from salvaguarda.domain.suggestions.endpoint_rules import LONGEST_TIMEOUT, MOST_AT_ONCE
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, Prices, TokenParameter


class PricesOut(msgspec.Struct):
    """What a million tokens cost, as decimal text. as_of: the day they were looked up."""

    currency: str
    input: str
    output: str
    cached_input: str | None
    as_of: str


class ProbeStepOut(msgspec.Struct):
    """One thing that a test tried. reason: what happened, and what to do."""

    title: str
    works: bool
    reason: str


class ProbeOut(msgspec.Struct):
    """What the newest test found. version: of the endpoint. output_mode: null when it does not work."""

    version: int
    output_mode: str | None
    steps: list[ProbeStepOut]
    at: str


class EndpointOut(msgspec.Struct):
    """One model behind one server.

    usable: switched on, and its newest test found that it works. probe: null when this version was never tested.
    Null for all but the owner: base_url, key_name, key_found (null too when nobody looked), token_parameter,
    temperature (null too when it is left to the server), extra_body, timeout_seconds.
    """

    id: int
    version: int
    enabled: bool
    usable: bool
    name: str
    model: str
    host: str
    locality: str
    concurrency: int
    prices: PricesOut | None
    probe: ProbeOut | None
    base_url: str | None
    key_name: str | None
    key_found: bool | None
    token_parameter: str | None
    temperature: float | None
    extra_body: dict[str, Any] | None
    timeout_seconds: int | None


class EndpointKeyOut(msgspec.Struct):
    """A key that is there, without the key. source: environment or file."""

    name: str
    source: str


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


Price = Annotated[str, Field(pattern=r"^\d{1,7}(\.\d{1,10})?$", examples=["0.40"])]
"""Decimal text: a JSON number would come out as another one."""


class PricesIn(_In):
    """What a million tokens cost, as decimal text."""

    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["EUR"])
    input: Price
    output: Price
    cached_input: Price | None = None
    as_of: dt.date

    @property
    def prices(self) -> Prices:
        """The domain's value."""
        cached = None if self.cached_input is None else Decimal(self.cached_input)
        return Prices(
            self.currency, Decimal(self.input), Decimal(self.output), cached, self.as_of.isoformat()
        )


class EndpointIn(_In):
    """A new or edited endpoint. key_name: the name of a key in the environment or the secrets folder, never the key."""

    name: str = Field(min_length=1, max_length=100, examples=["Ollama on this laptop"])
    base_url: str = Field(min_length=1, max_length=500, examples=["http://localhost:11434/v1"])
    model: str = Field(min_length=1, max_length=200, examples=["qwen3:8b"])
    locality: Locality
    key_name: str = Field(default="", pattern=r"^[A-Z0-9_]{0,40}$", examples=["MISTRAL"])
    token_parameter: TokenParameter = TokenParameter.MAX_COMPLETION_TOKENS
    temperature: float | None = Field(default=None, ge=0, le=2, allow_inf_nan=False)
    extra_body: dict[str, Any] = Field(default_factory=dict)
    timeout_seconds: int = Field(default=120, ge=1, le=LONGEST_TIMEOUT)
    concurrency: int = Field(default=4, ge=1, le=MOST_AT_ONCE)
    prices: PricesIn | None = None
    enabled: bool = False

    @property
    def settings(self) -> EndpointSettings:
        """The domain's value."""
        return EndpointSettings(
            name=self.name,
            base_url=self.base_url,
            model=self.model,
            locality=self.locality,
            key_name=self.key_name,
            token_parameter=self.token_parameter,
            temperature=self.temperature,
            extra_body=self.extra_body,
            timeout_seconds=self.timeout_seconds,
            concurrency=self.concurrency,
            prices=None if self.prices is None else self.prices.prices,
        )
