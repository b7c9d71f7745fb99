"""What asking costs, in tokens and money: reserved before a request leaves, settled when its answer is there.

Money is an integer of millionths of the endpoint's currency, rounded up. A price is for a million tokens, so tokens times
price are millionths already.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from salvaguarda.domain.suggestions.endpoints import Prices
from salvaguarda.domain.suggestions.replies import Reply, Usage

MOST_TOKENS = 1_000_000_000
"""A server that claims more for one answer is not believed."""

_BYTES_A_TOKEN = 3
"""Our own estimate, when the server does not count; measured a little low for English, a little high for Arabic."""


@dataclass(frozen=True, slots=True)
class Spending:
    """tokens, and micro: millionths of the currency (0 without prices)."""

    tokens: int = 0
    micro: int = 0

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(self.tokens + other.tokens, self.micro + other.micro)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request costs, or may cost. estimated: the tokens are ours, because the server did not count."""

    usage: Usage
    micro: int
    estimated: bool

    @property
    def spending(self) -> Spending:
        """Its sums."""
        return Spending(self.usage.input + self.usage.output, self.micro)


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent at most; None: not limited by it. A run has at least one of the two."""

    tokens: int | None = None
    micro: int | None = None

    def allows(self, spending: Spending) -> bool:
        """Whether so much in all stays within it."""
        return (self.tokens is None or spending.tokens <= self.tokens) and (
            self.micro is None or spending.micro <= self.micro
        )


def price_micro(prices: Prices | None, usage: Usage) -> int:
    """Millionths of the currency, rounded up; 0 without prices.

    >>> price_micro(Prices("USD", Decimal("2.5"), Decimal("10"), None, "2026-11-24"), Usage(1001, 3))
    2533
    """
    if prices is None:
        return 0
    cached = prices.input if prices.cached_input is None else prices.cached_input
    exact = (usage.input - usage.cached) * prices.input + usage.cached * cached + usage.output * prices.output
    return int(exact.to_integral_value(ROUND_CEILING))


def reservation(request_bytes: int, max_output_tokens: int, prices: Prices | None) -> Cost:
    """The most a request can cost: no tokenizer makes more tokens than there are bytes."""
    usage = Usage(request_bytes, max_output_tokens)
    return Cost(usage, price_micro(prices, usage), estimated=True)


def estimate(request_bytes: int, output_tokens: int, prices: Prices | None) -> Cost:
    """What a request likely costs."""
    usage = Usage(_estimated_tokens(request_bytes), output_tokens)
    return Cost(usage, price_micro(prices, usage), estimated=True)


def unanswered(reserved: Cost, prices: Prices | None) -> Cost:
    """What is counted for a request whose answer never came: it was perhaps paid."""
    return estimate(reserved.usage.input, reserved.usage.output, prices)


def settlement(reply: Reply, reserved: Cost, prices: Prices | None) -> Cost:
    """What is counted for an answered request: as the server counts, or else our estimate of it.

    A refusal by HTTP status costs nothing; without any status the request is counted as `unanswered`, when it was sent.
    """
    if reply.usage is not None:
        usage = _believed(reply.usage)
        return Cost(usage, price_micro(prices, usage), estimated=False)
    failed = reply.failure
    if failed is not None and (not failed.sent or (reply.status is not None and reply.status >= 300)):
        return Cost(Usage(0, 0), 0, estimated=False)
    if reply.status is None:
        return unanswered(reserved, prices)
    written = _estimated_tokens(len((reply.text or reply.refusal or reply.raw).encode()))
    return estimate(reserved.usage.input, min(written, reserved.usage.output), prices)


def _estimated_tokens(size: int) -> int:
    return -(-size // _BYTES_A_TOKEN)


def _believed(usage: Usage) -> Usage:
    """The numbers of a server, within what can be."""
    asked, answered = (max(0, min(each, MOST_TOKENS)) for each in (usage.input, usage.output))
    return Usage(asked, answered, max(0, min(usage.cached, asked)))


def micro_of(amount: Decimal) -> int:
    """An amount of money in millionths, rounded down: a budget is never more than was said.

    >>> micro_of(Decimal("1.5"))
    1500000
    """
    return int(amount * 1_000_000)


def amount_of(micro: int) -> str:
    """Millionths as a decimal amount, with two decimals at least.

    >>> amount_of(1500000), amount_of(2533)
    ('1.50', '0.002533')
    """
    text = f"{Decimal(micro) / 1_000_000:f}"
    whole, _, part = text.partition(".")
    return f"{whole}.{part.rstrip('0'):0<2}"
