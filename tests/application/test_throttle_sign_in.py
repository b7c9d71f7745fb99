"""Guessing is slowed down; nobody is locked out by somebody else."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import key_hash, start_session
from salvaguarda.application.throttle_sign_in import Knock, admit, fitted
from salvaguarda.domain.errors import TooManyAttempts
from salvaguarda.domain.signing_in import SignInMethod

ANA, HOME, ELSEWHERE = "ana@example.org", "10.0.0.1", "203.0.113.9"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(database_url: str, clock: Clock) -> Iterator[Database]:
    opened = Database(database_url, clock=clock, patience=2)
    opened.write_here(lambda records: records.people.add(ANA, "Ana", "hash"))
    yield opened
    opened.close()


def fail(database: Database, times: int, knock: Knock) -> None:
    for _ in range(times):
        database.write_here(admit, knock)


def wait_of(database: Database, knock: Knock) -> int:
    with pytest.raises(TooManyAttempts) as caught:
        database.write_here(admit, knock)
    return caught.value.retry_after


def attack(database: Database, clock: Clock, email: str) -> None:
    """Guess from 25 networks, as quickly as that is let through."""
    for number in range(25):
        clock.now += timedelta(seconds=30)
        database.write_here(admit, Knock(email, f"198.51.100.{number}"))


def browser_of_ana(database: Database) -> str:
    """The hash of the key that her browser is given at her sign-in."""

    def sign_in(records: object) -> str | None:
        return start_session(records, 1, 14, Visit(SignInMethod.PASSWORD)).browser_key  # type: ignore[arg-type]

    key = database.write_here(sign_in)
    assert key is not None
    return key_hash(key)


def test_mistakes_of_one_network_at_one_account_are_slowed_down(timed: Database, clock: Clock) -> None:
    fail(timed, 6, Knock(ANA, ELSEWHERE))
    assert wait_of(timed, Knock(ANA.upper(), ELSEWHERE)) == 1
    clock.now += timedelta(seconds=1)
    fail(timed, 1, Knock(ANA, ELSEWHERE))
    assert wait_of(timed, Knock(ANA, ELSEWHERE)) == 2
    fail(timed, 1, Knock(ANA, HOME))  # from elsewhere she still can


def test_an_attempt_that_came_too_soon_does_not_count(timed: Database, clock: Clock) -> None:
    fail(timed, 6, Knock(ANA, ELSEWHERE))
    assert [wait_of(timed, Knock(ANA, ELSEWHERE)) for _ in range(3)] == [1, 1, 1]


def test_mistakes_are_forgotten_after_an_hour(timed: Database, clock: Clock) -> None:
    fail(timed, 6, Knock(ANA, ELSEWHERE))
    clock.now += timedelta(hours=1)
    fail(timed, 6, Knock(ANA, ELSEWHERE))


def test_what_fitted_takes_the_mistakes_back(timed: Database) -> None:
    fail(timed, 6, Knock(ANA, ELSEWHERE))
    timed.write_here(fitted, Knock(ANA, ELSEWHERE))
    fail(timed, 6, Knock(ANA, ELSEWHERE))


def test_addresses_of_one_ipv6_network_are_one(timed: Database) -> None:
    for number in range(6):
        timed.write_here(admit, Knock(ANA, f"2001:db8:1:2::{number}"))
    assert wait_of(timed, Knock(ANA, "2001:db8:1:2:ffff::9")) == 1
    fail(timed, 1, Knock(ANA, "2001:db8:1:3::1"))
    fail(timed, 1, Knock(ANA, "::ffff:10.0.0.1"))


def test_steps_are_counted_apart(timed: Database) -> None:
    fail(timed, 6, Knock(ANA, ELSEWHERE))
    fail(timed, 6, Knock(ANA, ELSEWHERE, step="second"))
    assert wait_of(timed, Knock(ANA, ELSEWHERE, step="second")) == 1


def test_attack_from_everywhere_does_not_touch_a_browser_that_was_there_before(
    timed: Database, clock: Clock
) -> None:
    browser = browser_of_ana(timed)
    attack(timed, clock, ANA)
    assert wait_of(timed, Knock(ANA, HOME)) == 16  # half a minute at most, for a browser that nobody knows
    fail(timed, 6, Knock(ANA, ELSEWHERE, browser))
    assert wait_of(timed, Knock(ANA, ELSEWHERE, browser)) == 1  # its own mistakes count


def test_browser_of_one_person_is_a_strange_one_for_another(timed: Database, clock: Clock) -> None:
    timed.write_here(lambda records: records.people.add("ben@example.org", "Ben", "hash"))
    browser = browser_of_ana(timed)
    attack(timed, clock, "ben@example.org")
    assert wait_of(timed, Knock("ben@example.org", HOME, browser)) == 16


def test_at_most_ten_browsers_of_a_person_are_known(timed: Database, clock: Clock) -> None:
    first = browser_of_ana(timed)
    for _ in range(10):
        clock.now += timedelta(seconds=1)
        last = browser_of_ana(timed)
    assert not timed.read_here(lambda records: records.known_browsers.belongs(first, ANA))
    assert timed.read_here(lambda records: records.known_browsers.belongs(last, ANA))


async def test_many_attempts_at_the_same_moment_are_no_free_guesses(timed: Database) -> None:
    tried = [timed.write(admit, Knock(ANA, ELSEWHERE)) for _ in range(20)]
    outcomes = await asyncio.gather(*tried, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 6
    assert sum(isinstance(outcome, TooManyAttempts) for outcome in outcomes) == 14
