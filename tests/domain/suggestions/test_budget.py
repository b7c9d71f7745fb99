from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.suggestions.budget import (
    MOST_TOKENS,
    Budget,
    Spending,
    amount_of,
    micro_of,
    price_micro,
    reservation,
    settlement,
    unanswered,
)
from salvaguarda.domain.suggestions.endpoints import Prices
from salvaguarda.domain.suggestions.replies import Failure, FailureKind, Reply, Usage

PRICES = Prices("USD", Decimal("2.50"), Decimal(10), Decimal("0.25"), "2026-11-24")
sizes = st.integers(0, 10**7)


def replied(**changed: object) -> Reply:
    values: dict[str, object] = {"status": 200, "seconds": 0.1, "text": "{}"}
    return Reply(**values | changed)  # type: ignore[arg-type]


@given(sizes, sizes, sizes)
def test_a_reservation_is_never_less_than_what_is_settled_for_it(
    size: int, longest: int, written: int
) -> None:
    # no tokenizer makes more tokens than there are bytes, and no server writes more than it was allowed
    reserved = reservation(size, longest, PRICES)
    usage = Usage(size, min(written, longest))
    for reply in (replied(usage=usage), replied(text="x" * (written % 5000)), replied(status=None)):
        cost = settlement(reply, reserved, PRICES)
        assert cost.spending.tokens <= reserved.spending.tokens
        assert cost.micro <= reserved.micro


@given(st.integers(), st.integers(), st.integers())
def test_what_a_server_claims_is_only_believed_within_what_can_be(
    asked: int, wrote: int, cached: int
) -> None:
    cost = settlement(replied(usage=Usage(asked, wrote, cached)), reservation(10, 10, PRICES), PRICES)
    assert 0 <= cost.usage.cached <= cost.usage.input <= MOST_TOKENS
    assert 0 <= cost.usage.output <= MOST_TOKENS
    assert cost.micro >= 0


def test_money_is_rounded_up_and_cached_input_is_cheaper() -> None:
    assert price_micro(PRICES, Usage(1, 0)) == 3
    assert price_micro(PRICES, Usage(1000, 10, 1000)) == 350
    assert price_micro(None, Usage(1000, 10)) == 0


def test_refusal_by_status_costs_nothing_and_a_lost_answer_was_perhaps_paid() -> None:
    reserved = reservation(900, 100, PRICES)
    refused = replied(status=429, text=None, failure=Failure(FailureKind.RATE_LIMITED, "Wait."))
    assert settlement(refused, reserved, PRICES).spending == Spending()
    lost = replied(status=None, text=None, failure=Failure(FailureKind.TRANSIENT, "No answer."))
    assert settlement(lost, reserved, PRICES) == unanswered(reserved, PRICES)
    assert settlement(lost, reserved, PRICES).spending.tokens == 300 + 100
    assert settlement(lost, reserved, PRICES).estimated
    unsent = replied(status=None, failure=Failure(FailureKind.NOT_ALLOWED, "No.", sent=False))
    assert settlement(unsent, reserved, PRICES).spending == Spending()


def test_answer_that_is_not_counted_is_estimated_and_says_so() -> None:
    cost = settlement(replied(text="x" * 30), reservation(900, 100, None), None)
    assert (cost.usage.input, cost.usage.output, cost.estimated) == (300, 10, True)


@pytest.mark.parametrize(
    ("budget", "spending", "allowed"),
    [
        (Budget(tokens=10), Spending(10, 99), True),
        (Budget(tokens=10), Spending(11, 0), False),
        (Budget(micro=10), Spending(99, 10), True),
        (Budget(micro=10), Spending(0, 11), False),
        (Budget(tokens=10, micro=10), Spending(10, 11), False),
    ],
)
def test_a_budget_limits_what_it_names(budget: Budget, spending: Spending, allowed: bool) -> None:
    assert budget.allows(spending) is allowed


@given(st.integers(0, 10**15))
def test_money_is_written_so_that_it_reads_back(micro: int) -> None:
    assert micro_of(Decimal(amount_of(micro))) == micro
