"""One process at most asks models for one database."""

from typing import Protocol


class WorkerLock(Protocol):
    """Falls at once when its process dies. Methods block for a moment and are called from one thread at a time."""

    def take(self) -> bool:
        """Try to take it, or make sure that it is still held; whether this process has it now."""
        ...

    def release(self) -> None:
        """Let another process have it."""
        ...
