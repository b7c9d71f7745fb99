"""The evaluation over HTTP: only cells of which the reader may see both sides, undefined as null with its reason."""

from typing import Any
from urllib.parse import urlencode

import pytest

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome
from salvaguarda.domain.suggestions.suggestion import QuoteState
from tests.assessing import RIGHT_TO_LEFT
from tests.client import Client
from tests.evaluating import Answer, Cell, Run, add_endpoint, ask
from tests.showing import show, suggestion
from tests.web.assessing import CELL, Service

LEGALITY = ("art_3", "legality")
NECESSITY = ("art_4", "necessity")
QUOTES = (QuoteState.EXACT, QuoteState.NOT_FOUND)


@pytest.fixture
def evaluated(service: Service) -> Service:
    """Ben rated three cells, Cleo one; two prompts were asked about all of them, and say opposite things."""
    world = service.world
    for cell in (CELL, LEGALITY, NECESSITY):
        assert service.save(service.ben, world.old, cell, rating="met").status_code == 200
    assert service.save(service.cleo, world.old, CELL, rating="partly").status_code == 200

    def work(records: Records) -> None:
        endpoint = add_endpoint(records, world.ana)
        kind: dict[Cell, Answer] = {CELL: Rating.MET, LEGALITY: Rating.MET, NECESSITY: Outcome.ABSTAINED}
        harsh: dict[Cell, Answer] = {
            CELL: Rating.NOT_MET,
            LEGALITY: Outcome.ABSTAINED,
            NECESSITY: Rating.SILENT,
        }
        ask(records, world.old, world.ana, endpoint, kind, Run(quotes=QUOTES, currency="EUR", micro=1500))
        ask(records, world.old, world.ana, endpoint, harsh, Run("1.1.0", seconds=4.0))

    service.database.write_here(work)
    return service


def evaluation(who: Client, assessment_id: int, query: str = "") -> dict[str, Any]:
    answer = who.get(f"/api/assessments/{assessment_id}/evaluation{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_reviewer_sees_the_figures_of_cells_that_they_rated(evaluated: Service) -> None:
    found = evaluation(evaluated.ben, evaluated.world.old)
    kind, harsh = found["contests"]
    assert kind["contender"]["title"] == "provision-score@1.0.0, model-1 (Test server)"
    assert kind["hidden"] == 0
    answers = kind["overall"]["answers"]
    assert (answers["cells"], answers["rated"], answers["abstained"], answers["unanswered"]) == (3, 2, 1, 0)
    assert answers["quotes"]["valid"]["value"] == 0.5
    assert answers["outcomes"] == {"abstained": 1, "answered": 2}
    assert answers["spending"]["costs"] == [{"currency": "EUR", "money": "0.0045"}]
    assert answers["latency"] == {"replies": 3, "p50": 2.0, "p95": 2.0}
    beside = kind["overall"]["beside"]
    assert (beside["model"]["cells"], beside["model"]["pairs"]) == (2, 3)
    assert beside["model"]["exact"]["value"] == pytest.approx(2 / 3, abs=1e-6)
    assert beside["confusion"]["counts"][0] == [2, 0, 0, 0, 0]
    assert beside["bias"]["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert harsh["overall"]["beside"]["bias"]["value"] == pytest.approx(-5 / 3, abs=1e-6)
    assert [group["title"] for group in kind["criteria"]][:1] == ["C04 Legality"]
    assert found["reference"] == {"scores": 4, "reviewers": 2, "older": 0, "set_aside": 0}


def test_undefined_is_null_with_a_reason(evaluated: Service) -> None:
    found = evaluation(evaluated.cleo, evaluated.world.old)
    kappa = found["contests"][0]["overall"]["beside"]["model"]["kappa_quadratic"]
    assert kappa == {
        "value": None,
        "reason": "fewer than two cells",
        "low": None,
        "high": None,
        "interval_reason": "fewer than two cells",
    }
    exact = found["contests"][0]["overall"]["beside"]["model"]["exact"]
    assert (exact["value"], exact["low"], exact["interval_reason"]) == (0.5, None, "fewer than 5 provisions")


def test_a_reviewer_who_has_not_rated_is_told_the_same_whatever_a_model_said(evaluated: Service) -> None:
    """Ana rated nothing: two prompts that say opposite things, and abstain elsewhere, look the same to her."""
    found = evaluation(evaluated.ana, evaluated.world.old)
    kind, harsh = found["contests"]
    assert (kind["hidden"], kind["overall"]["answers"]["cells"]) == (3, 0)
    assert kind["criteria"] == []
    kind.pop("contender")
    harsh.pop("contender")
    assert kind == harsh
    assert found["reference"]["scores"] == 0
    assert found["side_by_side"]["cells"] == 0


def test_prompts_stand_side_by_side_on_the_cells_that_both_rated(evaluated: Service) -> None:
    found = evaluation(evaluated.ben, evaluated.world.old)["side_by_side"]
    assert found["cells"] == 1
    assert [(side["cells"], side["fell_away"]) for side in found["sides"]] == [(2, 1), (2, 1)]
    (difference,) = found["differences"]
    assert (difference["first"], difference["second"]) == (0, 1)
    assert difference["bias"]["value"] == -2


def test_prompts_are_chosen_and_come_in_that_order(evaluated: Service) -> None:
    world, ben = evaluated.world, evaluated.ben
    both = "?prompt=provision-score@1.1.0&prompt=provision-score@1.0.0&prompt=provision-score@1.1.0"
    versions = [each["contender"]["prompt_version"] for each in evaluation(ben, world.old, both)["contests"]]
    assert versions == ["1.1.0", "1.0.0"]
    one = evaluation(ben, world.old, "?prompt=provision-score@1.0.0&endpoint=1")
    assert len(one["contests"]) == 1
    assert one["side_by_side"] is None


def test_contenders_are_chosen_by_their_titles(evaluated: Service) -> None:
    titles = ["provision-score@1.1.0, model-1 (Test server)", "provision-score@1.0.0, model-1 (Test server)"]
    for chosen in (titles, titles[:1]):
        query = "?" + urlencode([("contender", title) for title in chosen])
        found = evaluation(evaluated.ben, evaluated.world.old, query)
        assert [each["contender"]["title"] for each in found["contests"]] == chosen
        assert (found["side_by_side"] is None) == (len(chosen) == 1)


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("?contender=nobody", 404, "contender nobody"),
        ("?prompt=provision-score@9.9.9", 404, "run with prompt provision-score@9.9.9"),
        ("?prompt=", 404, "run with prompt"),
        ("?endpoint=77", 404, "run at endpoint 77"),
        ("?endpoint=9223372036854775808", 404, "run at endpoint"),
        ("?endpoint=all", 400, "endpoint"),
    ],
)
def test_what_was_never_asked_is_not_found(evaluated: Service, query: str, status: int, detail: str) -> None:
    answer = evaluated.ben.get(f"/api/assessments/{evaluated.world.old}/evaluation{query}")
    assert answer.status_code == status, answer.text
    assert detail in answer.text


def test_an_assessment_without_runs_has_no_contests(service: Service) -> None:
    found = evaluation(service.ben, service.world.new)
    assert (found["contests"], found["side_by_side"]) == ([], None)
    assert service.ben.get("/api/assessments/999/evaluation").status_code == 404


def test_switching_is_told_to_those_who_rated_the_cell(evaluated: Service) -> None:
    world = evaluated.world

    def work(records: Records) -> None:
        show(records, world.old, CELL, world.ben, suggestion(Rating.NOT_MET), prompt_version="1.1.0")

    evaluated.database.write_here(work)
    evaluated.save(evaluated.ben, world.old, CELL, 1, rating="partly", rationale=RIGHT_TO_LEFT)
    for who, reveals in ((evaluated.ben, 1), (evaluated.cleo, 1), (evaluated.ana, 0)):
        kind, harsh = evaluation(who, world.old)["contests"]
        assert kind["switching"]["reveals"] == 0
        assert harsh["switching"]["reveals"] == reveals
    switching = evaluation(evaluated.cleo, world.old)["contests"][1]["switching"]
    assert (
        switching["moves"]["towards"] == switching["moves"]["lowered"] == switching["moves"]["changed"] == 1
    )
    assert switching["followed"]["value"] == 1
    assert [each["action"] for each in switching["by_action"]] == ["accept", "edit", "reject", None]
    assert evaluation(evaluated.ben, world.old)["reference"]["older"] == 1


def test_a_rating_changed_after_the_figures_were_seen_is_no_reference(evaluated: Service) -> None:
    """Over one cell the figures tell what was suggested: Cleo's rating from before counts, whatever she makes of it."""
    old = evaluated.world.old
    before = evaluation(evaluated.cleo, old)
    assert evaluated.save(evaluated.cleo, old, CELL, version=1, rating="met").status_code == 200
    after = evaluation(evaluated.cleo, old)
    assert after["contests"] == before["contests"]
    assert (before["reference"]["older"], after["reference"]["older"]) == (0, 1)
    assert evaluation(evaluated.ben, old)["reference"]["older"] == 1


def test_a_rating_changed_before_anybody_saw_figures_counts(evaluated: Service) -> None:
    old = evaluated.world.old
    evaluation(evaluated.ben, old)
    assert evaluated.save(evaluated.cleo, old, CELL, version=1, rating="met").status_code == 200
    assert evaluation(evaluated.cleo, old)["reference"]["older"] == 0
