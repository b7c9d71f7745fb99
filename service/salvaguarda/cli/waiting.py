"""A moving bar while something long runs, on the terminal only: what a program reads stays clean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def waiting(text: str) -> Iterator[Callable[[str], None]]:
    """Show `text`, a bar and the time that has passed until the block ends; call what it gives to say the present step.

    On standard error, and nothing at all when that is no terminal.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not _seen()) as progress:
        task = progress.add_task(text, total=None)
        yield lambda step: progress.update(task, description=f"{text}: {step}")


def _seen() -> bool:
    return Console(stderr=True).is_terminal
