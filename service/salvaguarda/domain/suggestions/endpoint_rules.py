"""What an owner may set for an endpoint; every mistake at once."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from salvaguarda.domain.errors import Invalid, Problem
from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, Prices
from salvaguarda.domain.suggestions.extra_body import extra_body_problems
from salvaguarda.domain.suggestions.reach import address_problems, is_recorded

KEY_NAME = re.compile(r"[A-Z0-9_]{1,40}")
LONGEST_TIMEOUT, MOST_AT_ONCE = 900, 32
_SENT_ON = re.compile(r"[:-]cloud$", re.IGNORECASE)
_DEAREST = Decimal(1_000_000)


def check_endpoint(
    settings: EndpointSettings, local_hosts: Collection[str], *, recorded: bool = False
) -> None:
    """Return when these settings can be kept; Invalid with every mistake otherwise.

    local_hosts: what the operator allows as local. recorded: whether an address of recorded answers is fine (the demo).
    """
    problems = list(endpoint_problems(settings, local_hosts, recorded=recorded))
    if problems:
        count = f"{len(problems)} things are" if len(problems) > 1 else "Something is"
        raise Invalid(f"{count} wrong with this endpoint. Nothing was kept.", problems)


def endpoint_problems(
    settings: EndpointSettings, local_hosts: Collection[str], *, recorded: bool = False
) -> Iterator[Problem]:
    """Everything that is wrong with them."""
    yield from _text_problems(settings)
    if not (recorded and is_recorded(settings.base_url)):
        yield from address_problems(settings.base_url, settings.locality, local_hosts)
    if settings.key_name and not KEY_NAME.fullmatch(settings.key_name):
        yield Problem(
            "key_name",
            "This is no name of a key.",
            "Write at most 40 capital letters, digits and _, like MISTRAL. The key itself never goes here.",
        )
    if settings.locality is Locality.LOCAL and _SENT_ON.search(settings.model):
        yield Problem(
            "model",
            "Ollama sends the words of its cloud models on to its own servers, so this is not local.",
            "Choose a model that runs on this machine.",
        )
    yield from _number_problems(settings)
    yield from extra_body_problems(settings.extra_body)
    if settings.prices is not None:
        yield from _price_problems(settings.prices)


def _text_problems(settings: EndpointSettings) -> Iterator[Problem]:
    for where, text, most in (("name", settings.name, 100), ("model", settings.model, 200)):
        if not text.strip():
            yield Problem(where, "This is missing.", "Fill it in.")
        elif len(text) > most:
            yield Problem(where, f"This is too long: at most {most} characters.", "Shorten it.")
        elif not text.isprintable():
            yield Problem(where, "This holds a character that nobody sees.", "Type it anew.")


def _number_problems(settings: EndpointSettings) -> Iterator[Problem]:
    if settings.temperature is not None and not 0 <= settings.temperature <= 2:
        yield Problem("temperature", "This must be from 0 to 2.", "Leave it empty when in doubt.")
    if not 1 <= settings.timeout_seconds <= LONGEST_TIMEOUT:
        yield Problem("timeout_seconds", f"This must be from 1 to {LONGEST_TIMEOUT} seconds.")
    if not 1 <= settings.concurrency <= MOST_AT_ONCE:
        yield Problem("concurrency", f"This must be from 1 to {MOST_AT_ONCE} questions at once.")


def _price_problems(prices: Prices) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Z]{3}", prices.currency):
        yield Problem("prices.currency", "This is no currency.", "Write its three letters, like EUR.")
    for where, price in (
        ("input", prices.input),
        ("output", prices.output),
        ("cached_input", prices.cached_input),
    ):
        if price is not None and not (price.is_finite() and 0 <= price <= _DEAREST):
            yield Problem(f"prices.{where}", f"This must be from 0 to {_DEAREST:,} for a million tokens.")
    try:
        date.fromisoformat(prices.as_of)
    except ValueError:
        yield Problem("prices.as_of", "This is not a date.", "Write it like 2026-11-24.")
