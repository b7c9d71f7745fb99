"""How long to wait before the next attempt to sign in: guessing is slowed down, and nobody can lock somebody else out.

Failures are counted in the last hour, from four sides. One network guessing at one account waits longest; a network that
guesses at many comes next. One account guessed at from many networks waits half a minute at most, and the installation
as a whole some seconds. None but the first concerns a browser that its person signed in with before: it has a count of
its own, to which nobody elsewhere can add.
"""

from dataclasses import dataclass
from math import ceil

WINDOW_SECONDS = 3600
BRAKE_SECONDS = 60
"""In how many seconds all failures of the installation are counted."""


@dataclass(frozen=True, slots=True)
class Failures:
    """count: within the window. ago: seconds since the last one; 0.0 where there is none."""

    count: int = 0
    ago: float = 0.0


@dataclass(frozen=True, slots=True)
class FailuresSeen:
    """Failures that concern one attempt. pair: of this account from this network, or from this known browser."""

    pair: Failures
    network: Failures
    account: Failures
    everywhere: Failures


@dataclass(frozen=True, slots=True)
class _Rule:
    """free: failures without a wait. longest: seconds; the wait doubles from 1 up to it."""

    free: int
    longest: float

    def wait(self, failures: Failures) -> float:
        over = failures.count - self.free
        if over <= 0:
            return 0.0
        return min(2.0 ** min(over - 1, 30), self.longest) - failures.ago


_PAIR = _Rule(free=5, longest=900)
_NETWORK = _Rule(free=20, longest=300)
_ACCOUNT = _Rule(free=20, longest=30)
_EVERYWHERE = _Rule(free=300, longest=4)


def seconds_to_wait(seen: FailuresSeen, *, known_browser: bool) -> int:
    """Whole seconds before the attempt may be made; 0: now."""
    waits = [_PAIR.wait(seen.pair)]
    if not known_browser:
        waits += [
            _NETWORK.wait(seen.network),
            _ACCOUNT.wait(seen.account),
            _EVERYWHERE.wait(seen.everywhere),
        ]
    return max(0, ceil(max(waits)))
