"""Guessing is slowed down; nobody is locked out by somebody else."""

import pytest

from salvaguarda.application.throttle_sign_in import SignInThrottle
from salvaguarda.domain.errors import TooManyAttempts

ANA, HOME, ELSEWHERE = "ana@example.org", "10.0.0.1", "203.0.113.9"


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> SignInThrottle:
    return SignInThrottle(clock)


def fail(throttle: SignInThrottle, times: int, email: str = ANA, address: str = ELSEWHERE) -> None:
    for _ in range(times):
        throttle.admit(email, address)


def wait_of(throttle: SignInThrottle, email: str = ANA, address: str = ELSEWHERE) -> int:
    with pytest.raises(TooManyAttempts) as caught:
        throttle.admit(email, address)
    return caught.value.retry_after


def test_five_mistakes_are_free(throttle: SignInThrottle) -> None:
    fail(throttle, 6)
    assert wait_of(throttle) == 1


def test_addresses_of_one_ipv6_network_are_one(throttle: SignInThrottle) -> None:
    for number in range(6):
        throttle.admit(ANA, f"2001:db8:1:2::{number}")
    assert wait_of(throttle, address="2001:db8:1:2:ffff::9") == 1
    throttle.admit(ANA, "2001:db8:1:3::1")
    throttle.admit(ANA, "::ffff:10.0.0.1")


def test_waits_double_up_to_a_quarter_of_an_hour(throttle: SignInThrottle, clock: Clock) -> None:
    fail(throttle, 6)
    waits = []
    for _ in range(12):
        waits.append(wait_of(throttle))
        clock.now += waits[-1]
        throttle.admit(ANA, ELSEWHERE)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_attempts_that_come_too_soon_do_not_prolong_the_wait(throttle: SignInThrottle) -> None:
    fail(throttle, 6)
    assert {wait_of(throttle) for _ in range(50)} == {1}


def test_success_forgets_the_mistakes_there(throttle: SignInThrottle) -> None:
    fail(throttle, 5)
    throttle.succeeded(ANA, ELSEWHERE)
    fail(throttle, 5)


def test_one_address_cannot_try_many_people(throttle: SignInThrottle) -> None:
    for number in range(21):
        throttle.admit(f"{number}@example.org", ELSEWHERE)
    assert wait_of(throttle, "another@example.org") == 1


def test_many_addresses_are_slowed_down_at_one_email_by_half_a_minute_at_most(
    throttle: SignInThrottle, clock: Clock
) -> None:
    for number in range(60):
        clock.now += 30
        throttle.admit(ANA, f"203.0.113.{number}")
    assert wait_of(throttle, ANA, "203.0.113.200") == 30


def test_nobody_is_locked_out_where_they_signed_in_before(throttle: SignInThrottle, clock: Clock) -> None:
    throttle.admit(ANA, HOME)
    throttle.succeeded(ANA, HOME)
    for number in range(60):
        clock.now += 30
        throttle.admit(ANA, f"203.0.113.{number}")
    throttle.admit(ANA, HOME)


def test_email_is_the_same_in_any_case(throttle: SignInThrottle) -> None:
    fail(throttle, 3, "Ana@Example.org")
    fail(throttle, 3, "ana@example.ORG")
    assert wait_of(throttle) == 1


def test_an_hour_without_mistakes_forgets_them(throttle: SignInThrottle, clock: Clock) -> None:
    fail(throttle, 6)
    clock.now += 3601
    fail(throttle, 5)
