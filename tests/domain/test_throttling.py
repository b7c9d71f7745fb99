"""Waits before the next attempt to sign in."""

from dataclasses import replace

from salvaguarda.domain.throttling import Failures, FailuresSeen, seconds_to_wait

NONE = FailuresSeen(Failures(), Failures(), Failures(), Failures())


def wait(known_browser: bool = False, **counts: int) -> int:
    seen = replace(NONE, **{side: Failures(count) for side, count in counts.items()})
    return seconds_to_wait(seen, known_browser=known_browser)


def test_first_failures_cost_nothing() -> None:
    assert wait() == 0
    assert wait(pair=5, network=20, account=20, everywhere=300) == 0


def test_wait_doubles_up_to_its_longest() -> None:
    assert [wait(pair=count) for count in (6, 7, 8, 9, 10)] == [1, 2, 4, 8, 16]
    assert wait(pair=100) == 900


def test_wait_is_over_when_its_time_has_passed() -> None:
    assert seconds_to_wait(replace(NONE, pair=Failures(8, ago=1.5)), known_browser=False) == 3
    assert seconds_to_wait(replace(NONE, pair=Failures(8, ago=4.0)), known_browser=False) == 0


def test_account_attacked_from_everywhere_waits_half_a_minute_at_most() -> None:
    assert wait(account=1_000_000) == 30


def test_network_that_guesses_at_many_accounts_waits() -> None:
    assert wait(network=23) == 4
    assert wait(network=1_000) == 300


def test_flood_from_everywhere_slows_everybody_by_seconds() -> None:
    assert wait(everywhere=1_000_000) == 4


def test_known_browser_waits_for_its_own_failures_only() -> None:
    assert wait(known_browser=True, network=1_000, account=1_000, everywhere=1_000_000) == 0
    assert wait(known_browser=True, pair=8) == 4
