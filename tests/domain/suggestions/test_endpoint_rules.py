"""What an owner may set for an endpoint."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from salvaguarda.domain.errors import Invalid
from salvaguarda.domain.suggestions.endpoint_rules import check_endpoint
from salvaguarda.domain.suggestions.endpoints import Locality, Prices
from tests.domain.suggestions.asking import endpoint

PRICES = Prices("EUR", Decimal("0.4"), Decimal(2), None, "2026-11-24")


def places(recorded: bool = False, **changed: Any) -> list[str]:
    with pytest.raises(Invalid) as caught:
        check_endpoint(endpoint(**changed), (), recorded=recorded)
    return [problem.where for problem in caught.value.problems]


def test_ordinary_settings_are_fine() -> None:
    check_endpoint(endpoint(prices=PRICES, key_name="MISTRAL_2", temperature=2.0), ())


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "nice\u202eeman"}, "name"),
        ({"name": "tag\U000e0041"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"model": "\x9b31m"}, "model"),
        ({"model": ""}, "model"),
        ({"model": "x" * 201}, "model"),
        ({"model": "x\r\ny"}, "model"),
        ({"model": "gpt-oss:120b-cloud"}, "model"),
        ({"model": "glm-4.6:cloud"}, "model"),
        ({"base_url": "localhost"}, "base_url"),
        ({"base_url": "recorded:demo"}, "base_url"),
        ({"locality": Locality.PROVIDER, "base_url": "https://10.0.0.1/v1"}, "base_url"),
        ({"key_name": "sk-proj-abc"}, "key_name"),
        ({"key_name": "lower"}, "key_name"),
        ({"key_name": "A" * 41}, "key_name"),
        ({"temperature": -0.1}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"timeout_seconds": 0}, "timeout_seconds"),
        ({"timeout_seconds": 901}, "timeout_seconds"),
        ({"concurrency": 0}, "concurrency"),
        ({"concurrency": 33}, "concurrency"),
        ({"extra_body": {"tools": []}}, "extra_body.tools"),
        ({"prices": replace(PRICES, currency="euro")}, "prices.currency"),
        ({"prices": replace(PRICES, input=Decimal(-1))}, "prices.input"),
        ({"prices": replace(PRICES, output=Decimal("NaN"))}, "prices.output"),
        ({"prices": replace(PRICES, cached_input=Decimal(10_000_000))}, "prices.cached_input"),
        ({"prices": replace(PRICES, as_of="last week")}, "prices.as_of"),
    ],
)
def test_each_mistake_is_named_by_its_field(changed: dict[str, Any], where: str) -> None:
    assert places(**changed) == [where]


def test_every_mistake_is_named_at_once() -> None:
    found = places(name="", model="", base_url="x", key_name="x", concurrency=0, extra_body={"n": 2})
    assert found == ["name", "model", "base_url", "key_name", "concurrency", "extra_body.n"]


def test_what_is_typed_in_the_place_of_a_name_of_a_key_is_not_repeated() -> None:
    with pytest.raises(Invalid) as caught:
        check_endpoint(endpoint(key_name="sk-proj-abc"), ())
    assert "sk-proj" not in f"{caught.value.message}{caught.value.problems}"


def test_recorded_answers_are_for_the_demo_alone() -> None:
    check_endpoint(endpoint(base_url="recorded:demo"), (), recorded=True)
    assert places(recorded=True, base_url="localhost") == ["base_url"]
