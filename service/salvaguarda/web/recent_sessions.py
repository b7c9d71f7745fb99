"""Sessions that were looked up a moment ago, so that a burst of requests asks the storage once."""

import time
from collections import OrderedDict
from collections.abc import Callable

from salvaguarda.application.ports.sessions import Session

_SECONDS = 5.0
_KEPT = 2_000


class RecentSessions:
    """Sessions by the hash of their key, for five seconds; forgotten at once when anybody signs in or out here.

    Used from the event loop only. Another process on the same PostgreSQL learns of a sign-out within those seconds.
    clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[str, tuple[Session, float]] = OrderedDict()
        self.generation = 0

    def find(self, key_sha256: str) -> Session | None:
        """The session, when it was looked up within the last seconds."""
        session, until = self._known.get(key_sha256, (None, 0.0))
        return session if self._clock() < until else None

    def remember(self, key_sha256: str, session: Session, asked: int) -> None:
        """Keep what was read. asked: the generation when reading began; what is older than a sign-out is dropped."""
        if asked != self.generation:
            return
        self._known[key_sha256] = (session, self._clock() + _SECONDS)
        self._known.move_to_end(key_sha256)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def forget(self) -> None:
        """Ask the storage again from now on."""
        self.generation += 1
        self._known.clear()
