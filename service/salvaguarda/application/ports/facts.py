"""How an export came about, fact by fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of how an export came about. group: the heading it stands under. value: a number stays one."""

    group: str
    name: str
    value: str | float | None
