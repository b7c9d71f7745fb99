"""The demo, loaded by the same use cases as anybody's work, makes every screen alive."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from salvaguarda.adapters.db.database import Database
from salvaguarda.adapters.files import load_checklist
from salvaguarda.application.compare_drafts import Comparison, compare_drafts
from salvaguarda.application.list_conflicts import list_conflicts
from salvaguarda.application.list_work import Work, list_work
from salvaguarda.application.measure_agreement import (
    GatheredAgreement,
    Which,
    gather_agreement,
    measure_gathered,
)
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.scores import ScoreRecord
from salvaguarda.application.sheets import Sheets
from salvaguarda.application.show_matrix import show_matrix
from salvaguarda.application.show_trend import show_trend
from salvaguarda.application.sign_off import show_sign_off
from salvaguarda.application.state_position import list_positions
from salvaguarda.bootstrap import demo_loader, publish_built_in_checklists
from salvaguarda.domain.changes import ChangeKind
from salvaguarda.domain.demands import Status
from salvaguarda.domain.errors import InvalidEvidence
from salvaguarda.domain.positions import VERDICT, Stance
from salvaguarda.domain.queues import Queue
from salvaguarda.domain.results import MatrixSummary
from tests.demo.loading import load
from tests.demo.texts import demo

Read = Callable[[Callable[[Records], Any]], Any]
AMINA, TOMAS, OLENA = 1, 2, 3
SHEETS = Sheets(load_checklist)


def summary(read: Read, draft: int, reader: int | None = None) -> MatrixSummary:
    found: MatrixSummary = read(lambda records: show_matrix(records, SHEETS, draft, reader).matrix.summary)
    return found


def comparison(read: Read, old: int, new: int, reader: int = AMINA) -> Comparison:
    found: Comparison = read(lambda records: compare_drafts(records, SHEETS, old, new, reader))
    return found


def scores_of(read: Read, draft: int, person: int) -> tuple[ScoreRecord, ...]:
    found: tuple[ScoreRecord, ...] = read(lambda records: records.scores.own(draft, person))
    return found


def test_loads_once_on_both_databases(database: Database) -> None:
    assert load(database)
    assert not load(database)
    instruments = database.read_here(lambda records: records.instruments.every())
    assert [(each.title, each.synthetic) for each in instruments] == [(demo().title, True)]
    assert [summary(database.read_here, draft).total.assessed for draft in (1, 2)] == [287, 198]


def test_leaves_nothing_behind_when_a_quote_is_wrong(sqlite_url: str) -> None:
    first, *rest = demo().drafts
    score = replace(first.scores[0], quotes=("words that nobody wrote",))
    wrong = replace(demo(), drafts=(replace(first, scores=(score, *first.scores[1:])), *rest))
    database = Database(sqlite_url)
    database.write_here(publish_built_in_checklists)
    with pytest.raises(InvalidEvidence, match="words that nobody wrote"):
        database.write_here(demo_loader(), wrong)
    assert database.read_here(lambda records: (records.people.every(), records.instruments.every())) == (
        (),
        (),
    )
    database.close()


def test_coverage_falls_from_draft_to_draft(read: Read) -> None:
    coverages = [summary(read, draft).total.coverage or 0 for draft in (1, 2, 3)]
    assert coverages[0] > 0.9
    assert 0.6 < coverages[1] < 0.75
    assert 0.2 < coverages[2] < 0.4


def test_both_reviewers_have_nearly_finished_the_first_draft(read: Read) -> None:
    cells = summary(read, 1).total.in_scope
    own = [len(scores_of(read, 1, who)) for who in (AMINA, TOMAS)]
    assert all(0.8 < scores / cells < 1 for scores in own)


def test_the_first_draft_fails_every_demand(read: Read) -> None:
    found = summary(read, 1)
    assert found.verdict is Status.NOT_MET
    assert {demand.status for demand in found.demands} == {Status.NOT_MET}
    assert len({line.criterion for line in found.red_lines}) == 8
    assert found.total.conflicts == 1  # reopened by a reviewer who thought again after the signature


def test_the_second_draft_mends_red_lines_and_loses_safeguards(read: Read) -> None:
    found = comparison(read, 1, 2)
    assert len(summary(read, 2).red_lines) < len(summary(read, 1).red_lines)
    assert (found.totals.won, found.totals.lost) == (38, 4)
    assert [link.record.link.new for link in found.links[:2]] == [("art_26",), ("art_27",)]


def test_the_third_draft_newly_fails_one_red_line(read: Read) -> None:
    failed = [
        (link.record.link.new, change.criterion, change.kind)
        for link in comparison(read, 2, 3).links
        for change in link.changes
        if change.red_line_failed
    ]
    assert failed == [(("art_31",), "encryption-and-security", ChangeKind.DECLINED)]
    assert summary(read, 3).columns["cooperation-scope"].red_lines_failed == 0


def test_the_trend_has_points_for_all_three_drafts(read: Read) -> None:
    drawn = [
        {criterion for criterion, column in summary(read, draft).columns.items() if column.share is not None}
        for draft in (1, 2, 3)
    ]
    assert {"cyber-dependent-scope", "encryption-and-security", "human-rights-clause"} <= set.intersection(
        *drawn
    )
    trend = read(lambda records: show_trend(records, SHEETS, 1, AMINA))
    assert [each.draft.label for each in trend.drafts] == [draft.label for draft in demo().drafts]


def test_carried_and_confirmed_scores_say_so(read: Read) -> None:
    for draft in (2, 3):
        own = scores_of(read, draft, AMINA)
        kinds = {score.carried_from.confirmed if score.carried_from else None for score in own}
        assert kinds == {False, True, None}


def test_scores_wait_for_both_reviewers_in_the_third_draft(read: Read) -> None:
    for reviewer in (AMINA, TOMAS):
        totals = comparison(read, 2, 3, reviewer).totals
        assert totals.to_confirm > 50
        assert totals.carriable > 20


def test_who_does_not_score_sees_what_is_settled_only(read: Read) -> None:
    assert [summary(read, draft, OLENA).total.assessed for draft in (1, 2, 3)] == [287, 198, 0]
    assert summary(read, 3, TOMAS).total.assessed < summary(read, 3, AMINA).total.assessed


def test_the_first_draft_is_signed_and_something_changed_since(read: Read) -> None:
    owner = read(lambda records: records.people.get(OLENA))
    view = read(lambda records: show_sign_off(records, SHEETS, 1, owner))
    assert [each.number for each in view.snapshots] == [1]
    signed = view.snapshots[0].snapshot
    before, sign_off, *_ = reversed(read(lambda records: records.record.before(1, signed.audit_seq + 2, 2)))
    assert (before.seq, before.sha256, sign_off.act) == (signed.audit_seq, signed.audit_sha256, "sign off")
    assert view.changed is not None
    assert [(each.path, each.criterion, each.new) for each in view.changed.cells] == [
        ("art_21", "legality", None)
    ]


def test_conflicts_of_the_second_draft_wait_for_the_adjudicator(read: Read) -> None:
    owner = read(lambda records: records.people.get(OLENA))
    view = read(lambda records: list_conflicts(records, SHEETS, 2, owner))
    assert len(view.conflicts) == 5
    assert {each.obstacle for each in view.conflicts} == {None}
    assert sum(each.threads for each in view.conflicts) == 1


@pytest.mark.parametrize(
    ("draft", "reader", "pairs", "older"), [(1, AMINA, 288, 1), (1, OLENA, 288, 1), (2, AMINA, 202, 0)]
)
def test_whoever_opens_the_demo_finds_independent_figures(
    read: Read, draft: int, reader: int, pairs: int, older: int
) -> None:
    """older: a rating that was changed after the other could be seen counts as it was before."""
    found: GatheredAgreement = read(
        lambda records: gather_agreement(records, SHEETS, draft, Which.INDEPENDENT, reader)
    )
    assert sum(len(cell.said) == 2 for cell in found.ratings.cells) == pairs
    assert found.count.older == older
    assert 0.8 < (measure_gathered(found).agreement.overall.agreement.alpha.value or 0) < 1


@pytest.mark.parametrize("who", [AMINA, TOMAS, OLENA])
def test_everybody_finds_what_waits_for_them(read: Read, who: int) -> None:
    """The newest draft first. Who adjudicates has conflicts to decide and nothing to score."""
    work: tuple[Work, ...] = read(lambda records: list_work(records, SHEETS, records.people.get(who)))
    assert [each.counts[Queue.CONFLICT] for each in work] == [2, 5, 1]
    assert [each.counts[Queue.MINE] > 0 for each in work] == [who != OLENA] * 3
    assert [each.progress is not None for each in work] == [who == OLENA] * 3


def test_organisations_have_stated_positions(read: Read) -> None:
    reader = read(lambda records: records.people.get(AMINA))
    view = read(lambda records: list_positions(records, SHEETS, 1, reader))
    told = {each.subject: each.told for each in view.subjects}
    assert told[VERDICT].counted == {Stance.SUPPORT: 1}
    assert [each.stance for each in told["art_6", "cyber-dependent-scope"].named] == [Stance.DISSENT]
