"""Mends over the wire: the same shapes in both directions, told apart by `op`."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.mending.mends import Mend, mend_of, values_of
from salvaguarda.web.schemas.people import PersonOut

Path = Annotated[str, Meta(min_length=1, max_length=2000)]
Line = Annotated[int, Meta(ge=0, le=1_000_000)]
Number = Annotated[str, Meta(max_length=60)]


class _Op(Struct, tag_field="op", forbid_unknown_fields=True, omit_defaults=True):
    """One mend; `op` says which."""


class MergeOp(_Op, tag="merge"):
    """The provision's words join the one before it (previous sibling, else parent); its parts move along."""

    path: Path


class SplitOp(_Op, tag="split"):
    """The words from code point `at` of its text open a new provision after it.

    kind: absent keeps the kind. number: absent takes the mark the words begin with; "" leaves them as they are.
    """

    path: Path
    at: Annotated[int, Meta(ge=0, le=100_000_000)]
    kind: ProvisionKind | None = None
    number: Number | None = None


class LevelOp(_Op, tag="level"):
    """One level out (-1) or in (1: it becomes a part of the sibling before it), with its parts."""

    path: Path
    by: Annotated[int, Meta(ge=-1, le=1)]


class RelabelOp(_Op, tag="relabel"):
    """Another kind, number or heading; absent ones stay. A heading is taken from the provision's own words."""

    path: Path
    kind: ProvisionKind | None = None
    number: Number | None = None
    heading: Annotated[str, Meta(max_length=2000)] | None = None


class SetAsideOp(_Op, tag="set_aside"):
    """Not part of the draft: a provision with its parts (path), or lines (first, last; 0-based, inclusive)."""

    reason: Annotated[str, Meta(min_length=1, max_length=100)]
    path: Path | None = None
    lines: tuple[Line, Line] | None = None


class BringBackOp(_Op, tag="bring_back"):
    """Lines that were set aside become words of the provision before them, or a new first one."""

    lines: tuple[Line, Line]


class OptionOp(_Op, tag="option"):
    """The provision is one of several alternatives."""

    path: Path


MendOp = MergeOp | SplitOp | LevelOp | RelabelOp | SetAsideOp | BringBackOp | OptionOp


class MendsIn(Struct, forbid_unknown_fields=True):
    """The whole list of mends of a reading, in order; undo is the list without its last."""

    mends: Annotated[list[MendOp], Meta(max_length=1000)]


class DraftMendOut(Struct):
    """One mend that a draft's reading got before it was kept. at: when it was made (UTC)."""

    mend: MendOp
    at: str
    person: PersonOut


def mend_in(sent: MendOp) -> Mend:
    """The domain's value."""
    return mend_of(msgspec.to_builtins(sent))


def mend_out(mend: Mend) -> MendOp:
    """The same over the wire."""
    found: MendOp = msgspec.convert(values_of(mend), MendOp)
    return found
