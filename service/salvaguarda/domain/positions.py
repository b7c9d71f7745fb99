"""Positions: what an organisation says of a result, and what of that others are told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

VERDICT = ("draft", "")
"""The subject of a position on the verdict as a whole; other subjects are cells: (row path, criterion id)."""

LEAST_NOTE, MOST_NOTE = 3, 4_000
"""Characters of a minority note."""


class Stance(StrEnum):
    """What the organisation says. Withdrawn: it says nothing any more."""

    SUPPORT = "support"
    DISSENT = "dissent"  # with a minority note
    ABSTAIN = "abstain"
    WITHDRAWN = "withdrawn"


class Publicity(StrEnum):
    """Who is told."""

    PUBLIC = "public"  # everybody who sees the result: who, what, and the note
    COUNTED = "counted"  # that somebody does, without saying who; the note stays with the organisation
    PRIVATE = "private"  # the organisation itself only


@dataclass(frozen=True, slots=True)
class Position:
    """The newest state of one organisation's position on one subject.

    subject: VERDICT, or row path and criterion id. result: the rating or verdict that it is about, as it was.
    note: "" without one. version: counts states from 1.
    """

    organisation_id: int
    subject: tuple[str, str]
    stance: Stance
    note: str
    publicity: Publicity
    result: str
    version: int


@dataclass(frozen=True, slots=True)
class ToldPositions:
    """What one reader is told about one subject.

    named: public ones, and those of the reader's own organisation whatever their publicity. counted: how many further
    organisations say what, of those that are only counted; stances that nobody takes are left out.
    """

    named: tuple[Position, ...]
    counted: Mapping[Stance, int]


NOBODY = ToldPositions((), {})


def still_about(positions: Iterable[Position], results: Mapping[tuple[str, str], str]) -> list[Position]:
    """Those that are about the result which their subject has now: what was said of an earlier one is no word on this one."""
    return [each for each in positions if results.get(each.subject) == each.result]


def told_positions(
    positions: Iterable[Position],
    own_organisation: int | None,
    results: Mapping[tuple[str, str], str],
) -> dict[tuple[str, str], ToldPositions]:
    """Subject → what a reader of `own_organisation` is told; None belongs to none. Withdrawn ones are left out.

    results: what subjects have now. Only positions on these are counted: a number cannot say that it is about an earlier one.
    Subjects of which the reader is told nothing are left out, so that a private position does not even show as a gap.
    """
    named: dict[tuple[str, str], list[Position]] = {}
    counted: dict[tuple[str, str], Counter[Stance]] = {}
    for position in positions:
        if position.stance is Stance.WITHDRAWN:
            continue
        own = own_organisation is not None and position.organisation_id == own_organisation
        if own or position.publicity is Publicity.PUBLIC:
            named.setdefault(position.subject, []).append(position)
        elif position.publicity is Publicity.COUNTED and results.get(position.subject) == position.result:
            counted.setdefault(position.subject, Counter())[position.stance] += 1
    return {
        subject: ToldPositions(tuple(named.get(subject, ())), dict(counted.get(subject, {})))
        for subject in named.keys() | counted.keys()
    }
