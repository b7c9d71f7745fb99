"""What reviewers did with their rating after they saw a suggestion."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from salvaguarda.domain.agreement import shares
from salvaguarda.domain.agreement.bootstrap import Resamples, Sample, Statistic
from salvaguarda.domain.agreement.references import CellKey
from salvaguarda.domain.agreement.scale import OrdinalScale
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.evaluation.asked import Contender
from salvaguarda.domain.suggestions.evaluation.values import Moves, Switching
from salvaguarda.domain.suggestions.policy import DecisionAction

NO_MOVES = "no reveal with a rating on both sides"
NEVER_DIFFERED = "nobody differed at the reveal"
NO_DECISIONS = "no decision yet"


@dataclass(frozen=True, slots=True)
class Seen:
    """One reveal of a suggestion to score.

    before: the own rating then, None without one. suggested: None when the model abstained. after: the own rating now,
    None without one. action: of the newest decision, None without one.
    """

    cell: CellKey
    contender: Contender
    before: Rating | None
    suggested: Rating | None
    after: Rating | None
    action: DecisionAction | None


class Move(StrEnum):
    """What became of a rating."""

    KEPT = "kept"
    TOWARDS = "towards"
    AWAY = "away"
    SIDEWAYS = "sideways"
    WITHDRAWN = "withdrawn"


def move_of(scale: OrdinalScale, before: Rating, suggested: Rating, after: Rating | None) -> Move:
    """Where the rating went.

    A rating that becomes the suggested one, or ceases to be it, moved towards or away, also where both have the same
    points (silent, not met) or none (not applicable). Else the steps between decide, where all three stand on one.
    """
    if after is None:
        return Move.WITHDRAWN
    if after is before:
        return Move.KEPT
    if suggested in (before, after):
        return Move.TOWARDS if after is suggested else Move.AWAY
    first, aim, last = (scale.step(rating) for rating in (before, suggested, after))
    if first is None or aim is None or last is None or abs(last - aim) == abs(first - aim):
        return Move.SIDEWAYS
    return Move.TOWARDS if abs(last - aim) < abs(first - aim) else Move.AWAY


def count_switching(seen: Sequence[Seen], scale: OrdinalScale, resamples: Resamples) -> Switching:
    """The figures of these reveals."""
    suggesting = [each for each in seen if each.suggested is not None]
    moving = [each for each in suggesting if each.before is not None]
    first = [each for each in suggesting if each.before is None]
    sample = _sample(seen, scale, resamples)
    return Switching(
        reveals=len(seen),
        abstained=len(seen) - len(suggesting),
        agreed=sum(each.before is each.suggested for each in moving),
        first=len(first),
        adopted=sum(each.after is each.suggested for each in first),
        decisions=Counter(each.action for each in seen if each.action is not None),
        moves=_moves(moving, scale),
        by_action={
            action: _moves((each for each in moving if each.action is action), scale)
            for action in (*DecisionAction, None)
        },
        changed=sample.figure(Statistic(shares.share, slice(0, 2), NO_MOVES)),
        followed=sample.figure(Statistic(shares.share, slice(2, 4), NEVER_DIFFERED)),
        accepted=sample.figure(Statistic(shares.share, slice(4, 6), NO_DECISIONS)),
    )


def _moves(moving: Iterable[Seen], scale: OrdinalScale) -> Moves:
    found: Counter[Move] = Counter()
    raised = lowered = 0
    for each in moving:
        assert each.before is not None
        assert each.suggested is not None
        found[move_of(scale, each.before, each.suggested, each.after)] += 1
        before, after = scale.step(each.before), scale.step(each.after)
        if before is not None and after is not None:
            raised += after > before
            lowered += after < before
    return Moves(
        reveals=found.total(),
        kept=found[Move.KEPT],
        towards=found[Move.TOWARDS],
        away=found[Move.AWAY],
        sideways=found[Move.SIDEWAYS],
        withdrawn=found[Move.WITHDRAWN],
        raised=raised,
        lowered=lowered,
    )


def _sample(seen: Sequence[Seen], scale: OrdinalScale, resamples: Resamples) -> Sample:
    """One row a reveal: changed of moves, moved towards of those that differed, accepted of decided."""
    numbers = {key: number for number, key in enumerate(sorted({each.cell[:2] for each in seen}))}
    provisions = np.array([numbers[each.cell[:2]] for each in seen], dtype=np.int64)
    counts = np.zeros((len(seen), 6))
    for row, each in zip(counts, seen, strict=True):
        row[4:] = each.action is DecisionAction.ACCEPT, each.action is not None
        if each.before is None or each.suggested is None:
            continue
        moved = move_of(scale, each.before, each.suggested, each.after)
        row[:2] = moved is not Move.KEPT, 1
        row[2:4] = moved is Move.TOWARDS, each.before is not each.suggested
    return Sample(counts, provisions, resamples)
