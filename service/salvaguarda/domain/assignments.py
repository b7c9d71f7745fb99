"""Who is to score which cells: plans by chapter, by criterion or evenly. Pure, and the same plan for the same question.

A plan keeps what is there: whoever scored a cell or is assigned to it stays, and only what is missing is added. It
shares the work out fairly, and lets people of different organisations look at one cell where it can (docs/assignments.md).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

CellKey = tuple[str, str]
"""Row path and criterion id."""


class Method(StrEnum):
    """What goes to the same people."""

    CHAPTER = "chapter"  # everything in a chapter: who knows one part of the text well
    CRITERION = "criterion"  # one question across all provisions: who knows one field of law well
    EVENLY = "evenly"  # one provision after the other, each to whoever has least: the fairest


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A cell that is to be scored. chapter: label of the division it stands in, "" for none.

    asked: the checklist asks this question there. Elsewhere a cell is wanted only once somebody rated it, which brings it in.
    """

    path: str
    criterion: str
    chapter: str
    asked: bool = True

    @property
    def key(self) -> CellKey:
        """Its address."""
        return self.path, self.criterion


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who can be assigned. organisation: None for none; people without one count as of different ones."""

    person_id: int
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there already, cell by cell: who is assigned, who rated, and who began (has notes without a rating)."""

    assigned: Mapping[CellKey, frozenset[int]] = field(default_factory=dict)
    rated: Mapping[CellKey, frozenset[int]] = field(default_factory=dict)
    begun: Mapping[CellKey, frozenset[int]] = field(default_factory=dict)

    def people(self, key: CellKey, *, assigned: bool = True) -> frozenset[int]:
        """Everybody who has to do with a cell; without those who are merely assigned when `assigned` is False."""
        scored = self.rated.get(key, frozenset()) | self.begun.get(key, frozenset())
        return scored | self.assigned.get(key, frozenset()) if assigned else scored

    def kept(self, key: CellKey, *, is_wanted: bool, anew: bool) -> frozenset[int]:
        """Who stays there in a plan. In a cell that is not wanted nobody is assigned for having begun it."""
        people = self.people(key, assigned=not anew)
        return people if is_wanted else people & self.assigned.get(key, frozenset())

    def cells(self) -> set[CellKey]:
        """Cells that anybody has to do with."""
        return self.assigned.keys() | self.rated.keys() | self.begun.keys()


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to score each cell that was planned.

    assigned: every planned cell with everybody who is to be assigned to it; somebody who rated it unasked needs no
    assignment, and counts all the same. added, dropped: what differs from before.
    short: cell → how many people it lacks, because there are too few reviewers.
    """

    assigned: Mapping[CellKey, frozenset[int]]
    added: Mapping[CellKey, frozenset[int]]
    dropped: Mapping[CellKey, frozenset[int]]
    short: Mapping[CellKey, int]


def make_plan(
    cells: Sequence[PlanCell],
    reviewers: Sequence[Reviewer],
    needed: int,
    method: Method,
    standing: Standing,
    *,
    anew: bool = False,
) -> Plan:
    """Assign reviewers to these cells until each has as many people as are needed.

    cells: in document order; only these are planned. needed: 1 to 3. standing: of the whole assessment, so that whoever
    has much to do elsewhere gets less here. anew: assignments in these cells of which nothing was scored are planned again.

    A cell that is not asked for and that nobody rated gets nobody, and loses who is assigned to it when planned anew.
    Nobody gets more than a fair share and one group (a chapter, a criterion, a provision) beyond it while others have
    less; the largest groups are given out first. People who are not among the reviewers stay where they are.
    """
    wanted = {cell.key: needed if cell.asked or standing.rated.get(cell.key) else 0 for cell in cells}
    kept = {key: standing.kept(key, is_wanted=count > 0, anew=anew) for key, count in wanted.items()}
    loads = _loads(kept, reviewers, standing)
    places = sum(max(0, wanted[key] - len(people)) for key, people in kept.items())
    crew = _Crew(reviewers, loads, places)
    found: dict[CellKey, frozenset[int]] = {}
    for group in _groups(cells, method):
        queue = crew.queue_for([kept[cell.key] for cell in group], left=len(cells) - len(found))
        found |= _share_out(group, crew, queue, wanted, kept)
    before = {key: standing.assigned.get(key, frozenset()) for key in kept}
    after = {
        key: people - (standing.rated.get(key, frozenset()) - before[key]) for key, people in found.items()
    }
    return Plan(
        assigned=after,
        added={key: more for key, people in after.items() if (more := people - before[key])},
        dropped={key: less for key, people in before.items() if (less := people - after[key])},
        short={key: short for key, people in found.items() if (short := wanted[key] - len(people)) > 0},
    )


def _loads(
    kept: Mapping[CellKey, frozenset[int]], reviewers: Sequence[Reviewer], standing: Standing
) -> dict[int, int]:
    """How many cells each reviewer has, in the whole assessment, before anything is added."""
    loads = {reviewer.person_id: 0 for reviewer in reviewers}
    elsewhere = [standing.people(key) for key in standing.cells() - kept.keys()]
    for people in (*kept.values(), *elsewhere):
        for person in people:
            if person in loads:
                loads[person] += 1
    return loads


def _groups(cells: Sequence[PlanCell], method: Method) -> list[list[PlanCell]]:
    """Cells that go to the same people. Chapters and criteria the largest first; provisions as they are read."""
    found: dict[str, list[PlanCell]] = {}
    for cell in cells:
        found.setdefault(_group_of(cell, method), []).append(cell)
    groups = list(found.values())
    return groups if method is Method.EVENLY else sorted(groups, key=len, reverse=True)


def _group_of(cell: PlanCell, method: Method) -> str:
    if method is Method.CHAPTER:
        return cell.chapter
    return cell.criterion if method is Method.CRITERION else cell.path


class _Crew:
    """The reviewers with what each of them has to do by now, and who shares how many cells with whom."""

    def __init__(self, reviewers: Sequence[Reviewer], loads: dict[int, int], places: int) -> None:
        self._organisations = {each.person_id: each.organisation for each in reviewers}
        self._loads = loads
        self._shared: Counter[tuple[int, int]] = Counter()
        # What everybody would have if the work could be cut into single cells.
        self._share = -(-(sum(loads.values()) + places) // len(loads)) if loads else 0

    def queue_for(self, group: Sequence[frozenset[int]], left: int) -> "_Queue":
        """In which order people come for a group of cells with these people in them; left: cells from here to the end."""
        there = Counter(person for people in group for person in people)
        return _Queue(
            ranks={person: self._rank(load, left) for person, load in self._loads.items()},
            there=there,
            loads=self._loads,
            shared=self._shared,
            organisations=self._organisations,
        )

    def _rank(self, load: int, left: int) -> int:
        """0: gets their share only if they get every cell from here on. 1: has room. 2: has their share already."""
        if load >= self._share:
            return 2
        return 0 if self._share - load >= left else 1

    def burden(self, before: frozenset[int], after: frozenset[int]) -> None:
        """A cell with these people before has these now."""
        for person in after - before:
            self._loads[person] += 1
        self._shared.update((one, other) for one in after for other in after if one != other)


@dataclass(frozen=True, slots=True)
class _Queue:
    """Who comes first for one group. Nothing of it changes before the group is given out, so that all of its cells go to
    the same people.
    """

    ranks: Mapping[int, int]
    there: Mapping[int, int]
    loads: Mapping[int, int]
    shared: Mapping[tuple[int, int], int]
    organisations: Mapping[int, int | None]

    def next_beside(self, people: Collection[int]) -> int | None:
        """Who comes next beside these; None when nobody is left.

        First who has not their share yet; then somebody of another organisation; then who has something in the group
        already; then who shares the fewest cells with these, so that agreement is not that of a few pairs; then who has
        least to do; at last in the order of their ids.
        """
        theirs = {self.organisations.get(person) for person in people} - {None}
        return min(
            (person for person in self.loads if person not in people),
            key=lambda person: (
                self.ranks[person],
                self.organisations[person] in theirs,
                -self.there.get(person, 0),
                sum(self.shared.get((person, other), 0) for other in people),
                self.loads[person],
                person,
            ),
            default=None,
        )


def _share_out(
    group: Sequence[PlanCell],
    crew: _Crew,
    queue: _Queue,
    wanted: Mapping[CellKey, int],
    kept: Mapping[CellKey, frozenset[int]],
) -> dict[CellKey, frozenset[int]]:
    """The people of each cell of one group: those who are there, and the same few others wherever somebody is missing."""
    # Few different ones in a group of many cells.
    filled: dict[tuple[frozenset[int], int], frozenset[int]] = {}
    for there, needed in {(kept[cell.key], wanted[cell.key]) for cell in group}:
        people = there
        while len(people) < needed and (person := queue.next_beside(people)) is not None:
            people |= {person}
        filled[there, needed] = people
    found = {cell.key: filled[kept[cell.key], wanted[cell.key]] for cell in group}
    for key, people in found.items():
        crew.burden(kept[key], people)
    return found
