"""Reference scores: what people said of a cell before a suggestion of it, or another's score, could reach them.

A state of a score is *own* when no suggestion of its cell had been shown to its person before, nor figures of an
evaluation that the cell may have been part of, and when it does not continue (carry or re-confirm) a state that is not.
Once one state of a score is not own, no later one is. The reference is the newest own state with a rating. Scores given
after seeing a suggestion flatter the model, so none of them counts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from salvaguarda.domain.scores import Rating

CellKey: TypeAlias = tuple[int, str, str]
"""Assessment id, provision path, criterion id."""

References: TypeAlias = Mapping[CellKey, Mapping[int, Rating]]
"""Cell → person id → the reference: the rating that this person gave by themselves."""


@dataclass(frozen=True, slots=True)
class ReferenceCount:
    """Scores that others are compared with. scores, reviewers: that count, and of how many people.

    older: of these, an earlier state counts, because the newest was given after a suggestion, or figures of an
    evaluation, were seen. set_aside: rated scores that count nowhere, because every rated state was given after that, or
    continues such a one.
    """

    scores: int
    reviewers: int
    older: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class State:
    """One state of a score. continues: (score id, revision) that it carries or re-confirms; None for a fresh one."""

    revision: int
    rating: Rating | None
    at: str
    continues: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A score of one person. states: oldest first."""

    score_id: int
    cell: CellKey
    person_id: int
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One reveal, of a suggestion or a redraft. revision_before: of the person's score then, 0 without one."""

    revision_before: int
    at: str


ShownTo: TypeAlias = Mapping[tuple[CellKey, int], Collection[Shown]]
"""(cell, person id) → what that person was shown of it."""

FiguresShown: TypeAlias = Mapping[tuple[int, int], Collection[str]]
"""(assessment id, person id) → when figures of its evaluation were shown to that person, oldest first."""


def own_until(given: Collection[Given], shown: ShownTo, figures: FiguresShown) -> dict[int, int]:
    """Score id → the last revision up to which every state is own; 0 for none.

    given: the scores in question and all that they continue, however far back; one that is missing counts as not own.
    """
    until = {
        each.score_id: _before_shown(
            each,
            (
                *shown.get((each.cell, each.person_id), ()),
                *_open_in(each, figures.get((each.cell[0], each.person_id), ())),
            ),
        )
        for each in given
    }
    continuing = [each for each in given if any(state.continues for state in each.states)]
    changed = True
    while changed:  # once more for each score between the newest and the oldest of a chain
        changed = False
        for each in continuing:
            own = [state for state in each.states if state.revision <= until[each.score_id]]
            last = _leading(own, lambda state: state.continues is None or _is_own(state.continues, until))
            changed = changed or last != until[each.score_id]
            until[each.score_id] = last
    return until


def _is_own(continued: tuple[int, int], until: Mapping[int, int]) -> bool:
    score_id, revision = continued
    return revision <= until.get(score_id, 0)


def _open_in(given: Given, figures: Iterable[str]) -> Iterator[Shown]:
    """The first of these figures that may have held this cell: its person had rated it by then. Before that it is hidden."""
    for at in figures:
        before = [state for state in given.states if state.at <= at]
        if before and before[-1].rating is not None:
            yield Shown(before[-1].revision, at)
            return


def _before_shown(given: Given, shown: Iterable[Shown]) -> int:
    """Both the revision and the time speak: a save that was on its way during the reveal does not count."""
    moments = tuple(shown)
    return _leading(
        given.states,
        lambda state: all(state.revision <= each.revision_before and state.at <= each.at for each in moments),
    )


def _leading(states: Iterable[State], holds: Callable[[State], bool]) -> int:
    """Revision of the last state up to which it holds for every one."""
    last = 0
    for state in states:
        if not holds(state):
            break
        last = state.revision
    return last


def newest_rated(given: Given, until: int | None = None) -> State | None:
    """The newest state with a rating, of those up to that revision, or of all; None without any."""
    rated = (
        state
        for state in reversed(given.states)
        if state.rating is not None and (until is None or state.revision <= until)
    )
    return next(rated, None)


def reference_scores(
    given: Iterable[Given], until: Mapping[int, int]
) -> tuple[dict[CellKey, dict[int, Rating]], ReferenceCount]:
    """Cell → person id → reference, of these scores, with how many there are. until: see `own_until`."""
    references: dict[CellKey, dict[int, Rating]] = {}
    reviewers: set[int] = set()
    scores = older = set_aside = 0
    for each in sorted(given, key=lambda each: (each.cell, each.person_id)):
        newest, own = newest_rated(each), newest_rated(each, until[each.score_id])
        if own is None or own.rating is None:
            set_aside += newest is not None
            continue
        references.setdefault(each.cell, {})[each.person_id] = own.rating
        reviewers.add(each.person_id)
        scores += 1
        older += own is not newest
    return references, ReferenceCount(scores, len(reviewers), older, set_aside)
