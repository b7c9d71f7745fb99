import pytest

from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.changes import Cause, Change, ChangeKind, Rank, change_of, link_rank, worst
from salvaguarda.domain.checklist import Criterion, Source
from salvaguarda.domain.scores import Rating

MET, PARTLY, NOT_MET, SILENT, NA = Rating
POINTS = {MET: 2, PARTLY: 1, NOT_MET: 0, SILENT: 0, NA: None}


def criterion(*fails_on: Rating) -> Criterion:
    return Criterion(
        id="legality", code="C01", category="principles", title="Legality", question="?", why="", guidance="",
        levels=(), applies_to=(), whole_draft=False, red_line=bool(fails_on), fails_on=fails_on, weight=1.0,
        source=Source("statement", ()),
    )  # fmt: skip


PLAIN, RED = criterion(), criterion(NOT_MET)


def change(
    old: Rating | None,
    new: Rating | None,
    *,
    text_changed: bool = True,
    checklist_changed: bool = False,
    about: Criterion = PLAIN,
) -> Change:
    return change_of(
        about, [old], [new], text_changed=text_changed, checklist_changed=checklist_changed, points=POINTS
    )


@pytest.mark.parametrize(
    ("old", "new", "kind", "cause"),
    [
        (NOT_MET, PARTLY, "improved", "text_changed"),
        (SILENT, MET, "improved", "text_changed"),
        (MET, PARTLY, "declined", "text_changed"),
        (MET, SILENT, "declined", "text_changed"),
        (MET, MET, "unchanged", "none"),
        (SILENT, NOT_MET, "unchanged", "text_changed"),
        (NA, NA, "unchanged", "none"),
        (NA, NOT_MET, "not_comparable", "text_changed"),
        (MET, NA, "not_comparable", "text_changed"),
        (None, MET, "not_comparable", "none"),
        (MET, None, "not_comparable", "none"),
        (None, None, "not_comparable", "none"),
    ],
)
def test_the_kind_follows_from_points_and_the_cause_from_what_differs(
    old: Rating | None, new: Rating | None, kind: str, cause: str
) -> None:
    found = change(old, new)

    assert (found.old, found.new, found.kind, found.cause) == (old, new, kind, cause)


def test_the_same_words_and_question_with_another_rating_were_re_assessed() -> None:
    assert change(MET, PARTLY, text_changed=False).cause is Cause.RE_ASSESSED


def test_another_question_is_the_cause_whatever_else_changed() -> None:
    assert change(MET, PARTLY, checklist_changed=True).cause is Cause.CHECKLIST_CHANGED


def test_a_provision_without_counterpart_is_new_or_removed_with_its_text() -> None:
    new = change_of(PLAIN, [], [MET], text_changed=True, points=POINTS)
    removed = change_of(PLAIN, [MET], [], text_changed=True, points=POINTS)

    assert (new.kind, new.old, new.new, new.cause) == (ChangeKind.NEW, None, MET, Cause.TEXT_CHANGED)
    assert (removed.kind, removed.old, removed.new) == (ChangeKind.REMOVED, MET, None)


@pytest.mark.parametrize(
    ("ratings", "counts"),
    [
        ([MET, PARTLY], PARTLY),
        ([PARTLY, SILENT], SILENT),
        ([SILENT, NOT_MET], NOT_MET),
        ([MET, NA], MET),
        ([NA, NA], NA),
        ([NOT_MET, None], NOT_MET),
        ([PARTLY, None], None),
        ([NA, None], None),
        ([], None),
    ],
)
def test_of_several_provisions_the_worst_rating_counts(
    ratings: list[Rating | None], counts: Rating | None
) -> None:
    assert worst(ratings) is counts


def test_a_split_provision_is_judged_by_its_worst_part() -> None:
    assert (
        change_of(PLAIN, [MET], [MET, NOT_MET], text_changed=True, points=POINTS).kind is ChangeKind.DECLINED
    )


@pytest.mark.parametrize(
    ("old", "new", "fails"),
    [
        ([MET], [NOT_MET], True),
        ([NA], [NOT_MET], True),
        ([], [NOT_MET], True),
        ([NOT_MET], [NOT_MET], False),
        ([None], [NOT_MET], False),  # nobody knows whether it failed before
        ([MET], [SILENT], False),  # silent does not break this red line
        ([MET], [], False),
    ],
)
def test_a_red_line_is_newly_failed_only_where_it_was_known_not_to_fail(
    old: list[Rating | None], new: list[Rating | None], fails: bool
) -> None:
    assert change_of(RED, old, new, text_changed=True, points=POINTS).red_line_failed is fails


def test_points_come_from_the_scale_of_the_checklist() -> None:
    points = {MET: 4, PARTLY: 2, NOT_MET: -1, SILENT: 0, NA: None}

    assert change_of(PLAIN, [SILENT], [NOT_MET], text_changed=True, points=points).kind is ChangeKind.DECLINED


@pytest.mark.parametrize(
    ("found", "rank"),
    [
        (change(MET, NOT_MET, about=RED), Rank.RED_LINE_FAILED),
        (change(MET, PARTLY), Rank.LOST),
        (change_of(PLAIN, [MET], [], text_changed=True, points=POINTS), Rank.LOST),
        (change_of(PLAIN, [NOT_MET], [], text_changed=True, points=POINTS), Rank.OTHER),
        (change(PARTLY, MET), Rank.GAINED),
        (change_of(PLAIN, [], [PARTLY], text_changed=True, points=POINTS), Rank.GAINED),
        (change_of(PLAIN, [], [SILENT], text_changed=True, points=POINTS), Rank.OTHER),
        (change(SILENT, NOT_MET), Rank.OTHER),
        (change(MET, None), Rank.OTHER),
        (change(MET, MET), Rank.UNCHANGED),
    ],
)
def test_a_comparison_shows_broken_red_lines_first_then_lost_then_won_safeguards(
    found: Change, rank: Rank
) -> None:
    assert found.rank is rank


def test_a_link_stands_where_its_most_important_change_does() -> None:
    assert link_rank([change(MET, MET), change(MET, PARTLY)], Relation.SAME) is Rank.LOST
    assert link_rank([change(MET, MET)], Relation.AMENDED) is Rank.OTHER  # its words are others
    assert link_rank([change(MET, MET)], Relation.AMENDED, substance=False) is Rank.UNCHANGED
    assert link_rank([change(MET, MET)], Relation.RENUMBERED) is Rank.UNCHANGED


@pytest.mark.parametrize(
    ("relation", "rank"),
    [("same", Rank.UNCHANGED), ("renumbered", Rank.UNCHANGED), ("amended", Rank.OTHER), ("new", Rank.OTHER)],
)
def test_a_link_without_results_stands_by_its_words(relation: str, rank: Rank) -> None:
    assert link_rank([], Relation(relation)) is rank
