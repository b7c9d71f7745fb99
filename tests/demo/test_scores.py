"""The demo's scores fit the drafts and the checklist, and every quote is one."""

from collections import Counter

import pytest

from salvaguarda.adapters.files.built_in import built_in_checklists
from salvaguarda.application.demo import DemoScore
from salvaguarda.domain.assessments import Unit, in_scope, rows
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.reading.full_text import full_text
from salvaguarda.domain.reading.roles import effective_roles
from salvaguarda.domain.scores import Action, Rating
from tests.demo.texts import DRAFTS, demo, provisions_of


def checklist() -> Checklist:
    return next(
        each.checklist
        for each in built_in_checklists()
        if (each.checklist.id, each.checklist.version) == demo().checklist
    )


def scores_of(draft: int) -> tuple[DemoScore, ...]:
    return demo().drafts[draft - 1].scores


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_score_has_a_cell(draft: int) -> None:
    provisions = provisions_of(draft)
    roles = effective_roles(provisions)
    by_path = {row.path: row for row in rows(provisions, Unit.ARTICLE)}
    for score in scores_of(draft):
        row = by_path[score.provision]
        criterion = checklist().by_id[score.criterion]
        assert in_scope(criterion, row, roles.get(row.path, roles["preamble"])), score


@pytest.mark.parametrize("draft", DRAFTS)
def test_nobody_scores_a_cell_twice(draft: int) -> None:
    cells = Counter((score.person, score.provision, score.criterion) for score in scores_of(draft))
    assert set(cells.values()) == {1}


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_quote_is_verbatim(draft: int) -> None:
    for score in scores_of(draft):
        text = full_text(provisions_of(draft), score.provision)
        for quote in score.quotes:
            assert quote in text, (score.provision, score.criterion, score.person, quote)


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_score_follows_the_rules(draft: int) -> None:
    for score in scores_of(draft):
        if score.rating is Rating.NOT_APPLICABLE:
            assert score.rationale
        if score.recommendation and score.recommendation.action is Action.AMEND:
            assert score.recommendation.text


def test_there_is_enough_to_read() -> None:
    every = [score for draft in DRAFTS for score in scores_of(draft)]
    rationales = [
        score.rationale for score in every if score.rating is not Rating.NOT_APPLICABLE and score.rationale
    ]
    amendments = [s for s in every if s.recommendation and s.recommendation.action is Action.AMEND]
    assert len(rationales) >= 60
    assert sum(len(score.quotes) for score in every) >= 60
    assert len(amendments) >= 12


def test_the_reviewers_disagree_in_a_few_cells() -> None:
    ratings: dict[tuple[str, str], list[Rating]] = {}
    for score in scores_of(1):
        ratings.setdefault((score.provision, score.criterion), []).append(score.rating)
    conflicts = [cell for cell, given in ratings.items() if len(set(given)) > 1]
    assert 5 <= len(conflicts) <= 20


def test_who_scores_is_fictional_and_says_so() -> None:
    assert all(person.display_name.endswith("(demo)") for person in demo().people)
    assert [person.is_owner for person in demo().people] == [False, False, True]
