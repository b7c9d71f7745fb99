"""Everything together: how far the reviewers of one assessment agree, by criterion, chapter, time, pair, organisation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from salvaguarda.domain.agreement.among import Rated, confusion_of, count_cells, measure_among
from salvaguarda.domain.agreement.bootstrap import Resamples
from salvaguarda.domain.agreement.scale import OrdinalScale
from salvaguarda.domain.agreement.sides import PairCounts
from salvaguarda.domain.agreement.team import (
    OrganisationPair,
    Organisations,
    Part,
    RatedCell,
    Rater,
    RaterPair,
    Said,
    TeamAgreement,
)

METHOD_VERSION = "1"
AT_ONCE = 100  # cells that make one step in time


@dataclass(frozen=True, slots=True)
class TeamRatings:
    """What is measured: the cells with the ratings that count, in document order. criteria: ids in the checklist's order.

    chapters: in the order of the draft.
    """

    scale: OrdinalScale
    criteria: Sequence[str]
    chapters: Sequence[str]
    cells: Sequence[RatedCell]


def measure_team(ratings: TeamRatings, resamples: Resamples | None = None) -> TeamAgreement:
    """All figures; pure, and the same on every machine."""
    drawn = resamples or Resamples()
    paired = [cell for cell in ratings.cells if len(cell.said) > 1]
    rated = count_cells(paired, ratings.scale)
    criteria = _parts(rated, lambda cell: cell.criterion, drawn)
    chapters = _parts(rated, lambda cell: cell.chapter, drawn)
    raters, unnamed = _raters(paired, ratings.scale, drawn)
    return TeamAgreement(
        cells=len(ratings.cells),
        single=len(ratings.cells) - len(paired),
        overall=measure_among(rated, drawn),
        confusion=confusion_of(rated.counts[:, rated.layout.pairs].sum(axis=0)),
        criteria=tuple(criteria[key] for key in ratings.criteria if key in criteria),
        chapters=tuple(chapters[key] for key in dict.fromkeys(ratings.chapters) if key in chapters),
        months=tuple(_parts(rated, lambda cell: cell.moment[:7], drawn).values()),
        hundreds=_hundreds(rated, drawn),
        raters=raters,
        unnamed=unnamed,
        organisations=_organisations(paired, ratings.scale, drawn),
        seed=drawn.seed,
        resamples=drawn.times,
    )


def _parts(rated: Rated, key_of: Callable[[RatedCell], str], drawn: Resamples) -> dict[str, Part]:
    """Key → the figures of its cells, by key."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(rated.cells):
        places[key_of(cell)].append(place)
    return {key: Part(key, measure_among(rated.at(places[key]), drawn)) for key in sorted(places)}


def _hundreds(rated: Rated, drawn: Resamples) -> tuple[Part, ...]:
    """In the order in which cells were done; the last part holds what is left over, so it may be of a few cells."""
    order = sorted(range(len(rated.cells)), key=lambda place: (rated.cells[place].moment, place))
    parts = [order[first : first + AT_ONCE] for first in range(0, len(order), AT_ONCE)]
    return tuple(
        Part(
            f"{number * AT_ONCE + 1}–{number * AT_ONCE + len(places)}",
            measure_among(rated.at(sorted(places)), drawn),
        )
        for number, places in enumerate(parts)
    )


def _pairs(cells: Iterable[RatedCell]) -> Iterable[tuple[int, Said, Said]]:
    """Place of the cell, and every two of its ratings."""
    for place, cell in enumerate(cells):
        for first, second in combinations(cell.said, 2):
            yield place, first, second


def _raters(
    cells: Sequence[RatedCell], scale: OrdinalScale, drawn: Resamples
) -> tuple[tuple[RaterPair, ...], int]:
    counts = PairCounts[tuple[Rater, Rater]](cells, scale, ordered=True)
    unnamed = 0
    for place, one, other in _pairs(cells):
        if one.rater is None or other.rater is None:
            unnamed += 1
        elif one.rater <= other.rater:
            counts.add((one.rater, other.rater), place, one.rating, other.rating)
        else:
            counts.add((other.rater, one.rater), place, other.rating, one.rating)
    pairs = (RaterPair(*key, counts.measure(key, drawn)) for key in sorted(counts.keys))
    return tuple(pairs), unnamed


def _organisations(cells: Sequence[RatedCell], scale: OrdinalScale, drawn: Resamples) -> Organisations:
    totals = PairCounts[bool](cells, scale, ordered=False)
    among = PairCounts[str](cells, scale, ordered=False)
    beside = PairCounts[tuple[str, str]](cells, scale, ordered=True)
    left_out = 0
    for place, one, other in _pairs(cells):
        if one.organisation is None or other.organisation is None:
            left_out += 1
            continue
        totals.add(one.organisation == other.organisation, place, one.rating, other.rating)
        if one.organisation == other.organisation:
            among.add(one.organisation, place, one.rating, other.rating)
        elif one.organisation < other.organisation:
            beside.add((one.organisation, other.organisation), place, one.rating, other.rating)
        else:
            beside.add((other.organisation, one.organisation), place, other.rating, one.rating)
    pairs = [OrganisationPair(key, key, among.measure(key, drawn)) for key in among.keys]
    pairs += [OrganisationPair(*key, beside.measure(key, drawn)) for key in beside.keys]
    return Organisations(
        within=totals.measure(True, drawn),
        between=totals.measure(False, drawn),
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.first, pair.second != pair.first, pair.second))),
        left_out=left_out,
    )
