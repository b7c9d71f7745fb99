"""Runs a coroutine in a thread of its own: browser tests of the same process keep an event loop in the main one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """What the coroutine returns, or its exception."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
