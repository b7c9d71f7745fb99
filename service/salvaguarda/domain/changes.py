"""Change: what became of a criterion's result between two drafts, and why. Explained in docs/comparing.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.results import fails
from salvaguarda.domain.scores import Rating

_WORST_FIRST = (Rating.NOT_MET, Rating.SILENT, Rating.PARTLY, Rating.MET)


class ChangeKind(StrEnum):
    """What became of a result."""

    IMPROVED = "improved"  # more points
    DECLINED = "declined"  # fewer points
    UNCHANGED = "unchanged"  # as many points; the rating may still be another: silent ↔ not met
    NEW = "new"  # the provision has no counterpart in the old draft
    REMOVED = "removed"  # the provision has no counterpart in the new draft
    NOT_COMPARABLE = "not_comparable"  # one side is not settled, or not applicable


class Cause(StrEnum):
    """Why a result is another one; NONE when it is not, or when there is nothing to compare."""

    TEXT_CHANGED = "text_changed"
    RE_ASSESSED = "re_assessed"  # same words, same question, other judgement
    CHECKLIST_CHANGED = "checklist_changed"  # the question reads differently; whatever else changed
    NONE = "none"


class Rank(IntEnum):
    """The order in which a comparison shows changes; document order inside."""

    RED_LINE_FAILED = 0
    LOST = 1
    GAINED = 2
    OTHER = 3
    UNCHANGED = 4


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one criterion's result along one link.

    old, new: the settled ratings; None when not settled, or when that side has no provision.
    red_line_failed: the new rating fails the criterion's red line and the old one, settled or absent, did not.
    """

    criterion: str
    old: Rating | None
    new: Rating | None
    kind: ChangeKind
    cause: Cause
    red_line_failed: bool = False

    @property
    def rank(self) -> Rank:
        """Where the change stands in a comparison."""
        if self.red_line_failed:
            return Rank.RED_LINE_FAILED
        if self.kind is ChangeKind.DECLINED or (self.kind is ChangeKind.REMOVED and _safeguards(self.old)):
            return Rank.LOST
        if self.kind is ChangeKind.IMPROVED or (self.kind is ChangeKind.NEW and _safeguards(self.new)):
            return Rank.GAINED
        return Rank.UNCHANGED if self.kind is ChangeKind.UNCHANGED and self.old is self.new else Rank.OTHER


def change_of(
    criterion: Criterion,
    old: Sequence[Rating | None],
    new: Sequence[Rating | None],
    *,
    text_changed: bool,
    checklist_changed: bool = False,
    points: Mapping[Rating, int | None],
) -> Change:
    """What became of a criterion's result between linked provisions.

    old, new: the result of each linked provision's cell, None where it is not settled; empty when the link has no
        provision on that side. Of several (split, merged) the worst counts.
    text_changed: the linked texts have other hashes. checklist_changed: the criterion reads differently in the
        checklist version of the new assessment.
    points: of the new assessment's scale; None for the level that is excluded.
    """
    before, after = worst(old), worst(new)
    kind = _kind(old, new, before, after, points)
    return Change(
        criterion=criterion.id,
        old=before,
        new=after,
        kind=kind,
        cause=_cause(kind, before, after, text_changed, checklist_changed),
        red_line_failed=_newly_fails(criterion, old, before, after),
    )


def worst(ratings: Iterable[Rating | None]) -> Rating | None:
    """The rating that counts where several provisions answer to one: not met, silent, partly, met, not applicable.

    None when nothing is settled, and when something unsettled could still be worse than the rest.

    >>> worst([Rating.MET, Rating.PARTLY]), worst([Rating.MET, None]), worst([Rating.NOT_MET, None])
    (<Rating.PARTLY: 'partly'>, None, <Rating.NOT_MET: 'not_met'>)
    """
    found = set(ratings)
    worst_known = next((rating for rating in _WORST_FIRST if rating in found), None)
    if worst_known is Rating.NOT_MET or None not in found:
        return worst_known or (Rating.NOT_APPLICABLE if Rating.NOT_APPLICABLE in found else None)
    return None


def link_rank(changes: Iterable[Change], relation: Relation, *, substance: bool = True) -> Rank:
    """Where a link stands in a comparison: as its most important change, or as the change of its words.

    substance: whether more than typography and numbers changed, where the words or headings did.
    Sort links in document order by it (Python's sort keeps that order inside a rank).
    """
    untouched = relation in (Relation.SAME, Relation.RENUMBERED) or (
        relation is Relation.AMENDED and not substance
    )
    by_words = Rank.UNCHANGED if untouched else Rank.OTHER
    return min([by_words, *(change.rank for change in changes)])


def _safeguards(rating: Rating | None) -> bool:
    return rating in (Rating.MET, Rating.PARTLY)


def _kind(
    old: Sequence[Rating | None],
    new: Sequence[Rating | None],
    before: Rating | None,
    after: Rating | None,
    points: Mapping[Rating, int | None],
) -> ChangeKind:
    if not old:
        return ChangeKind.NEW
    if not new:
        return ChangeKind.REMOVED
    if before is None or after is None:
        return ChangeKind.NOT_COMPARABLE
    if before is after:
        return ChangeKind.UNCHANGED
    was, now = points[before], points[after]
    if was is None or now is None:
        return ChangeKind.NOT_COMPARABLE
    return _by_points(now - was)


def _by_points(gain: int) -> ChangeKind:
    if gain == 0:
        return ChangeKind.UNCHANGED
    return ChangeKind.IMPROVED if gain > 0 else ChangeKind.DECLINED


def _cause(
    kind: ChangeKind, before: Rating | None, after: Rating | None, text_changed: bool, checklist_changed: bool
) -> Cause:
    if kind in (ChangeKind.NEW, ChangeKind.REMOVED):
        return Cause.TEXT_CHANGED
    if before is None or after is None or before is after:
        return Cause.NONE
    if checklist_changed:
        return Cause.CHECKLIST_CHANGED
    return Cause.TEXT_CHANGED if text_changed else Cause.RE_ASSESSED


def _newly_fails(
    criterion: Criterion, old: Sequence[Rating | None], before: Rating | None, after: Rating | None
) -> bool:
    known_before = not old or before is not None
    return known_before and fails(criterion, after) and not fails(criterion, before)
