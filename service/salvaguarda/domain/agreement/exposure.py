"""From when on somebody could see what others gave in a cell: what they rate after that is not independent.

The moments are those of the rule of who sees whose score (docs/independence.md): in a blind assessment both had rated the
cell; in an open one another had; and once a person had settled the cell, anybody might have seen it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from salvaguarda.domain.agreement.references import CellKey, Given, Shown, ShownTo, State
from salvaguarda.domain.scores import Rating

Phases: TypeAlias = Mapping[int, Sequence[tuple[str, bool]]]
"""Assessment id → (since when, blind or not), oldest first. What was before the first of them counts as blind."""

Settled: TypeAlias = Mapping[CellKey, Sequence[str]]
"""Cell → when a person settled it."""


def exposures(given: Iterable[Given], phases: Phases, settled: Settled) -> ShownTo:
    """(cell, person id) → when that person could first see another's score of the cell, and their own revision then.

    given: every score of these cells, whoever may see it.
    """
    cells: defaultdict[CellKey, list[Given]] = defaultdict(list)
    for each in given:
        cells[each.cell].append(each)
    found: dict[tuple[CellKey, int], tuple[Shown, ...]] = {}
    for cell, scores in cells.items():
        for person_id, shown in _first_seen(scores, phases.get(cell[0], ()), settled.get(cell, ())).items():
            found[cell, person_id] = (shown,)
    return found


def _first_seen(
    scores: Sequence[Given], phases: Sequence[tuple[str, bool]], settled: Sequence[str]
) -> dict[int, Shown]:
    if len(scores) < 2:  # nobody else's to be seen
        return {}
    cell = _Cell([each.person_id for each in scores])
    moments: list[tuple[str, int, Callable[[], None]]] = []
    moments += [(at, 0, partial(cell.become_blind, blind)) for at, blind in phases]
    # In one transaction (the demo): a cell is settled after it was rated.
    moments += [(at, 2, partial(cell.open_to_all, at)) for at in settled]
    moments += [
        (state.at, 1, partial(cell.rate, each.person_id, state)) for each in scores for state in each.states
    ]
    for at, _, happen in sorted(moments, key=lambda moment: moment[:2]):
        happen()
        cell.look(at)
    return cell.seen


class _Cell:
    """One cell while time passes. states: person → revision and rating. seen: what each could see first, and when."""

    def __init__(self, people: Iterable[int]) -> None:
        self.blind = True
        self.states: dict[int, tuple[int, Rating | None]] = dict.fromkeys(people, (0, None))
        self.seen: dict[int, Shown] = {}

    def become_blind(self, blind: bool) -> None:
        """The assessment is blind from now on, or open."""
        self.blind = blind

    def rate(self, person: int, state: State) -> None:
        """A new state of that person's score."""
        self.states[person] = (state.revision, state.rating)

    def look(self, at: str) -> None:
        """Keep who sees another's rating now and did not before."""
        rated = [person for person, (_, rating) in self.states.items() if rating is not None]
        for person, (revision, rating) in self.states.items():
            others = len(rated) - (rating is not None)
            if person not in self.seen and others and (not self.blind or rating is not None):
                self.seen[person] = Shown(revision, at)

    def open_to_all(self, at: str) -> None:
        """Everybody may look now."""
        for person, (revision, _) in self.states.items():
            self.seen.setdefault(person, Shown(revision, at))
