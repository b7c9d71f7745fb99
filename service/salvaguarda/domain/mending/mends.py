"""The corrections a person can make to a reading, as values; and the same as plain JSON values.

Each addresses the state after the mends before it: paths are given anew after every one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import get_args

from salvaguarda.domain.drafts import ProvisionKind


@dataclass(frozen=True, slots=True)
class Merge:
    """The provision's words join the one before it (previous sibling, else parent); its parts move along."""

    path: str


@dataclass(frozen=True, slots=True)
class Split:
    """The words from code point `at` of its text open a new provision after it.

    kind: None keeps that of the provision. number: None takes the mark the words begin with; "" leaves them as they are.
    """

    path: str
    at: int
    kind: ProvisionKind | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level out (by -1) or in (by 1: it becomes a part of the sibling before it), with its parts."""

    path: str
    by: int


@dataclass(frozen=True, slots=True)
class Relabel:
    """Another kind, number or heading; None leaves it. A heading is taken from the provision's own words."""

    path: str
    kind: ProvisionKind | None = None
    number: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Not part of the draft: a provision with its parts (path), or lines (0-based, inclusive). One of the two."""

    reason: str
    path: str | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class BringBack:
    """Lines that were set aside become words of the provision before them, or a new first one."""

    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkOption:
    """The provision is one of several alternatives."""

    path: str


Mend = Merge | Split | Level | Relabel | SetAside | BringBack | MarkOption

OPERATIONS: Mapping[str, type[Mend]] = {
    "merge": Merge,
    "split": Split,
    "level": Level,
    "relabel": Relabel,
    "set_aside": SetAside,
    "bring_back": BringBack,
    "option": MarkOption,
}
_LONGEST = 2_000
_LARGEST = 2**31
_NAMES = {kind: name for name, kind in OPERATIONS.items()}
assert set(_NAMES) == set(get_args(Mend))


def values_of(mend: Mend) -> dict[str, object]:
    """The mend as JSON values; what was not said is left out.

    >>> values_of(Split("art_1", 12))
    {'op': 'split', 'path': 'art_1', 'at': 12}
    """
    said = {each.name: getattr(mend, each.name) for each in fields(mend)}
    shown = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in said.items()
        if value is not None
    }
    return {"op": _NAMES[type(mend)], **shown}


def mend_of(values: Mapping[str, object]) -> Mend:
    """The mend in sound JSON values; ValueError when there is none in them.

    >>> mend_of({"op": "level", "path": "art_1", "by": 1})
    Level(path='art_1', by=1)
    """
    if not is_sound(values):
        raise ValueError(f"{dict(values)!r:.100} is no mend")
    said = {name: value for name, value in values.items() if name != "op"}
    if "kind" in said:
        said["kind"] = ProvisionKind(str(said["kind"]))
    if isinstance(lines := said.get("lines"), Sequence):
        said["lines"] = tuple(lines)
    return OPERATIONS[str(values["op"])](**said)  # type: ignore[arg-type]  # checked above


def is_sound(values: Mapping[str, object]) -> bool:
    """Whether these JSON values are one mend: its fields and no others, each of its type."""
    operation = OPERATIONS.get(str(values.get("op")))
    if operation is None:
        return False
    said = values.keys() - {"op"}
    known = {each.name: each for each in fields(operation)}
    needed = {name for name, each in known.items() if each.default is MISSING}
    return needed <= said <= known.keys() and all(_FITS[name](values[name]) for name in said)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


def _is_number(value: object) -> bool:
    return type(value) is int and abs(value) < _LARGEST


def _is_range(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_number, value))


_FITS: Mapping[str, Callable[[object], bool]] = {
    "path": _is_text,
    "number": _is_text,
    "heading": _is_text,
    "reason": _is_text,
    "at": _is_number,
    "by": lambda value: value in (-1, 1) and _is_number(value),
    "lines": _is_range,
    "kind": lambda value: isinstance(value, str) and value in set(ProvisionKind),
}
