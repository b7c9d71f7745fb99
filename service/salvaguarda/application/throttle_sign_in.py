"""Slow down guessing of passwords, without letting anybody lock somebody else out."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address
from math import ceil
from threading import Lock
from typing import Any

from salvaguarda.domain.errors import TooManyAttempts

_REMEMBERED = 20_000
_FORGET_AFTER = 3600.0  # seconds without a further failure


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class _Rule:
    """free: failures without a wait. longest: seconds; the wait doubles from 1 up to it."""

    free: int
    longest: float

    def wait(self, failures: _Failures, now: float) -> float:
        over = failures.count - self.free
        if over <= 0:
            return 0.0
        return failures.last + min(2.0 ** min(over - 1, 30), self.longest) - now


# One address guessing at one e-mail waits longest; an address guessing at many comes next. One e-mail guessed at from
# many addresses waits half a minute at most, and not at all from an address its person signed in from before.
_PAIR = _Rule(free=5, longest=900)
_ADDRESS = _Rule(free=20, longest=300)
_EMAIL = _Rule(free=20, longest=30)


class SignInThrottle:
    """Failures to sign in, by e-mail and address, in memory; safe to use from several threads.

    clock: seconds that only grow. A restart forgets; at most 20,000 keys are remembered, the oldest forgotten first.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def admit(self, email: str, address: str) -> None:
        """Let one attempt through and count it as failed until `succeeded` says otherwise.

        TooManyAttempts when it comes too soon; such an attempt does not count. Counting before the password is
        checked means that many requests at the same moment are not many free guesses.
        """
        with self._lock:
            now = self._clock()
            wait = max(
                rule.wait(self._failures_of(key, now), now) for key, rule in self._rules(email, address)
            )
            if wait > 0:
                raise TooManyAttempts(ceil(wait))
            for key in _keys(email, address):
                failures = self._failures_of(key, now)
                self._failures[key] = _Failures(failures.count + 1, now)
                self._failures.move_to_end(key)
            _trim(self._failures)

    def succeeded(self, email: str, address: str) -> None:
        """Take the admitted attempt back, forget this address's failures at this e-mail, and know the address for it."""
        with self._lock:
            pair, of_address, of_email = _keys(email, address)
            self._failures.pop(pair, None)
            for key in (of_address, of_email):
                if key in self._failures:
                    self._failures[key].count -= 1
            self._known[pair] = None
            self._known.move_to_end(pair)
            _trim(self._known)

    def _rules(self, email: str, address: str) -> list[tuple[tuple[str, str], _Rule]]:
        pair, of_address, of_email = _keys(email, address)
        rules = [(pair, _PAIR), (of_address, _ADDRESS)]
        return rules if pair in self._known else [*rules, (of_email, _EMAIL)]

    def _failures_of(self, key: tuple[str, str], now: float) -> _Failures:
        failures = self._failures.get(key)
        if failures is None or now - failures.last > _FORGET_AFTER:
            return _Failures()
        return failures


def _trim(remembered: OrderedDict[tuple[str, str], Any]) -> None:
    while len(remembered) > _REMEMBERED:
        remembered.popitem(last=False)


def _keys(email: str, address: str) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    email, address = email.lower(), _network_of(address)
    return (email, address), ("", address), (email, "")


def _network_of(address: str) -> str:
    """An IPv6 address stands for its /64 network: whoever has one address of it has them all."""
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    return address if found.ipv4_mapped else f"{int(found) >> 64:x}/64"
