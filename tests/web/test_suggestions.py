"""Suggestions over HTTP: hidden, revealed, decided, and what scores say of it."""

from typing import Any

import pytest
from httpx import Response

from salvaguarda.domain.scores import Rating
from salvaguarda.domain.suggestions.outcomes import Outcome, Purpose
from salvaguarda.domain.suggestions.policy import RevealMode
from salvaguarda.domain.suggestions.quotes import to_redraft
from salvaguarda.domain.suggestions.suggestion import Answer, RedraftAnswer
from tests.client import Client
from tests.proposing import agree, answer, ask, propose
from tests.web.assessing import CELL, Service

QUOTED = answer(rationale="It asks a judge.", quotes=(("authorization  by a judge", "It names one."),))
FALSE = answer(quotes=(("a judge of the highest court decides", "It is invented."),))
HTML = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"


def suggest(service: Service, content: Answer = QUOTED) -> None:
    service.database.write_here(propose, service.world.old, CELL, service.world.ana, content)


def address(service: Service, page: str = "", cell: tuple[str, str] = CELL) -> str:
    path = f"/{cell[1]}/{page}" if page else ""
    return f"/api/assessments/{service.world.old}/suggestions/{cell[0]}{path}"


def state(who: Client, service: Service) -> dict[str, Any]:
    found = [each for each in who.get(address(service)).json() if each["criterion"] == CELL[1]]
    assert len(found) == 1
    return dict(found[0])


def reveal(who: Client, service: Service) -> Response:
    return who.post(address(service, "reveal"))


def decide(who: Client, service: Service, version: int = 1, **body: Any) -> Response:
    headers = {"if-match": f'"{version}"'} if version else {"if-none-match": "*"}
    sent = {"reason": "It is right.", **body}
    return who.post(address(service, "decision"), json=sent, headers=headers)


@pytest.fixture
def revealed(service: Service) -> Service:
    """Ben has rated the cell and seen what was suggested."""
    suggest(service)
    service.save(service.ben, service.world.old, CELL, rating="not_met", rationale="Mine.")
    assert reveal(service.ben, service).status_code == 200
    return service


def test_there_is_one_entry_for_each_criterion_of_the_row(service: Service) -> None:
    cells = service.ben.get(f"/api/assessments/{service.world.old}/provisions/art_3").json()["cells"]
    states = service.ben.get(address(service)).json()
    assert [each["criterion"] for each in states] == [cell["criterion"] for cell in cells]
    assert {each["state"] for each in states} == {"none"}
    assert service.ben.get(address(service, cell=("art_99", ""))).status_code == 404


def test_a_reviewers_way_from_the_own_rating_to_a_score_with_its_provenance(service: Service) -> None:
    suggest(service)
    hidden: dict[str, Any] = {
        "state": "hidden",
        "outcome": None,
        "reason": None,
        "suggestion": None,
        "decisions": [],
    }
    assert state(service.ben, service) == {"criterion": CELL[1], **hidden}
    assert reveal(service.ben, service).status_code == 409
    service.save(service.ben, service.world.old, CELL, rating="not_met", rationale="Mine.")
    assert state(service.ben, service)["state"] == "ready"

    shown = reveal(service.ben, service).json()["suggestion"]
    assert (shown["rating"], shown["rationale"], shown["acceptable"]) == ("partly", "It asks a judge.", True)
    assert (shown["model"], shown["prompt_id"], shown["prompt_version"]) == (
        "model-1",
        "provision-score",
        "1.0.0",
    )
    assert (shown["endpoint_name"], shown["endpoint_host"]) == ("Test provider", "models.example:8443")
    assert (shown["mode"], shown["rating_before"], shown["uncertainty"]) == ("blind_first", "not_met", "low")
    (quote,) = shown["quotes"]
    assert (quote["claimed"], quote["state"]) == ("authorization  by a judge", "normalised")
    assert quote["found"]["exact"] == "authorization by a judge"
    assert reveal(service.ben, service).json()["suggestion"] == shown

    body = service.score(service.world.old, "art_3", rating="met", rationale="Both of us.")
    answered = decide(service.ben, service, action="edit", score=body, reason="The judge is named.")
    assert (answered.status_code, answered.headers["etag"]) == (200, '"2"')
    decided = answered.json()
    assert (decided["decision"]["action"], decided["decision"]["rating_after"]) == ("edit", "met")
    provenance = {
        "action": "edit",
        "model": "model-1",
        "prompt_id": "provision-score",
        "prompt_version": "1.0.0",
        "rating_before": "not_met",
    }
    assert decided["score"]["assisted"] == provenance
    cell = service.ben.get(f"/api/assessments/{service.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    assert (cell["own"]["rating"], cell["own"]["assisted"]) == ("met", provenance)
    assert state(service.ben, service)["decisions"] == [decided["decision"]]


def test_accepting_takes_the_suggestion_over_with_the_draft_s_own_words(revealed: Service) -> None:
    score = decide(revealed.ben, revealed, action="accept").json()["score"]
    assert (score["rating"], score["rationale"], score["revision"]) == ("partly", "It asks a judge.", 2)
    assert [quote["exact"] for quote in score["evidence"]] == ["authorization by a judge"]
    assert score["assisted"]["action"] == "accept"


def test_rejecting_keeps_the_score_and_says_so(revealed: Service) -> None:
    answered = decide(revealed.ben, revealed, action="reject", reason="It misses the point.")
    assert answered.headers["etag"] == '"1"'
    assert answered.json()["score"]["rationale"] == "Mine."
    assert answered.json()["score"]["assisted"]["action"] == "reject"


def test_a_score_that_was_given_before_and_not_touched_since_is_not_assisted(revealed: Service) -> None:
    cell = f"/api/assessments/{revealed.world.old}/cells/{CELL[0]}/{CELL[1]}"
    assert revealed.ben.get(cell).json()["own"]["assisted"] is None
    saved = revealed.save(revealed.ben, revealed.world.old, CELL, 1, rating="met")
    assert (saved.json()["assisted"]["action"], saved.json()["assisted"]["rating_before"]) == (
        None,
        "not_met",
    )


def test_a_stale_decision_is_told_the_kept_score_with_its_provenance(revealed: Service) -> None:
    revealed.save(revealed.ben, revealed.world.old, CELL, 1, rating="silent", rationale="Elsewhere.")
    late = decide(revealed.ben, revealed, action="accept")
    assert (late.status_code, late.headers["etag"]) == (412, '"2"')
    assert late.json()["current"]["rationale"] == "Elsewhere."
    assert late.json()["current"]["assisted"]["model"] == "model-1"
    assert state(revealed.ben, revealed)["decisions"] == []


def test_a_decision_names_the_score_it_is_made_on(revealed: Service) -> None:
    body = {"action": "reject", "reason": "It is wrong."}
    assert revealed.ben.post(address(revealed, "decision"), json=body).status_code == 428


def test_an_invented_quote_is_shown_as_such_and_cannot_be_accepted(service: Service) -> None:
    suggest(service, FALSE)
    service.save(service.ben, service.world.old, CELL, rating="not_met")
    shown = reveal(service.ben, service).json()["suggestion"]
    assert (shown["quotes"][0]["state"], shown["quotes"][0]["found"], shown["acceptable"]) == (
        "not_found",
        None,
        False,
    )
    refused = decide(service.ben, service, action="accept")
    assert refused.status_code == 409
    assert shown["not_acceptable_because"] in refused.json()["detail"]
    body = service.score(service.world.old, "art_3", rating="partly", rationale=FALSE.rationale)
    assert decide(service.ben, service, action="edit", score=body).status_code == 200


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"action": "approve"}, "action"),
        ({"action": "accept", "reason": " a "}, "reason"),
        ({"action": "reject", "reason": ""}, "reason"),
        ({"action": "edit"}, "score"),
        ({"action": "accept", "score": {}}, "score.text_sha256"),
        ({"action": "accept", "reason": 5}, "reason"),
        ({"action": "accept", "reason": "x" * 2_001}, "reason"),
        ({"action": "accept", "reason": "a\x00b c"}, "reason"),
        ({"action": "accept", "surprise": True}, "surprise"),
    ],
)
def test_a_decision_that_is_none_is_refused_with_its_place(
    revealed: Service, body: dict[str, Any], where: str
) -> None:
    refused = decide(revealed.ben, revealed, **body)
    assert refused.status_code == 400, refused.text
    assert where in [problem["where"] for problem in refused.json()["problems"]]
    assert state(revealed.ben, revealed)["decisions"] == []


def test_words_that_are_not_in_the_draft_do_not_become_evidence_by_editing(revealed: Service) -> None:
    quote = {"exact": "by a minister", "start": 0, "end": 13}
    body = revealed.score(revealed.world.old, "art_3", rating="met", evidence=[quote])
    refused = decide(revealed.ben, revealed, action="edit", score=body)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/invalid-evidence")
    assert state(revealed.ben, revealed)["decisions"] == []


def test_nobody_decides_for_another(revealed: Service) -> None:
    assert decide(revealed.cleo, revealed, 0, action="accept").status_code == 409
    assert decide(revealed.ana, revealed, 0, action="reject").status_code == 409


def test_what_a_model_writes_is_text_and_passes_as_it_is(service: Service) -> None:
    suggest(service, answer(rationale=HTML))
    service.save(service.ben, service.world.old, CELL, rating="not_met")
    shown = reveal(service.ben, service).json()["suggestion"]
    assert (shown["rationale"], shown["flags"]) == (HTML, ["link"])


def test_where_no_suggestion_came_its_reason_is_told_after_the_own_rating(service: Service) -> None:
    def fail(records: Any) -> None:
        _, task = ask(records, service.world.old, CELL, service.world.ana)
        records.runs.end_task(task, Outcome.REFUSED, "The model refused to answer.")

    service.database.write_here(fail)
    assert state(service.ben, service)["state"] == "hidden"
    service.save(service.ben, service.world.old, CELL, rating="not_met")
    told = state(service.ben, service)
    assert (told["state"], told["outcome"], told["reason"]) == (
        "failed",
        "refused",
        "The model refused to answer.",
    )
    assert reveal(service.ben, service).status_code == 404


def test_there_is_nothing_to_reveal_where_no_model_was_asked(service: Service) -> None:
    assert reveal(service.ben, service).status_code == 404
    assert service.ben.post(address(service, "reveal", ("art_99", CELL[1]))).status_code == 404


def test_on_request_a_first_score_may_come_of_a_suggestion_and_says_so(service: Service) -> None:
    def allow(records: Any) -> None:
        agree(records, service.world.old, records.people.get(service.world.ana), RevealMode.ON_REQUEST)

    service.database.write_here(allow)
    suggest(service)
    assert reveal(service.ben, service).json()["suggestion"]["rating_before"] is None
    first = decide(service.ben, service, 0, action="accept")
    assert (first.status_code, first.headers["etag"]) == (200, '"1"')
    assert first.json()["score"]["assisted"]["rating_before"] is None


def test_others_who_have_rated_see_that_a_score_was_assisted(revealed: Service) -> None:
    decide(revealed.ben, revealed, action="accept")
    revealed.save(revealed.cleo, revealed.world.old, CELL, rating="met")
    cell = revealed.cleo.get(f"/api/assessments/{revealed.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    (assisted,) = [each["assisted"] for each in cell["others"]]
    assert (assisted["action"], assisted["rating_before"]) == ("accept", "not_met")
    assert cell["own"]["assisted"] is None


def test_a_carried_score_takes_its_assistance_along(service: Service) -> None:
    world, cell = service.world, ("art_4", "data-protection")
    service.database.write_here(
        propose, world.old, cell, world.ana, answer(Rating.MET, "Safeguards are asked for.")
    )
    service.save(service.ben, world.old, cell, rating="not_met")
    old = f"/api/assessments/{world.old}/suggestions/{cell[0]}/{cell[1]}"
    service.ben.post(f"{old}/reveal")
    body = {"action": "accept", "reason": "It is right."}
    assert service.ben.post(f"{old}/decision", json=body, headers={"if-match": '"1"'}).status_code == 200
    carried = service.ben.post(
        f"/api/assessments/{world.new}/carried", json={"from_assessment_id": world.old}
    )
    assert carried.json()["carried"] == 1
    own = service.ben.get(f"/api/assessments/{world.new}/cells/art_5/data-protection").json()["own"]
    assert (own["rating"], own["carried_from"]["assessment_id"]) == ("met", world.old)
    assert (own["assisted"]["action"], own["assisted"]["rating_before"]) == ("accept", "not_met")


def test_summaries_count_scores_and_no_suggestion(revealed: Service) -> None:
    matrix = revealed.ben.get(f"/api/assessments/{revealed.world.old}/matrix").json()
    assert matrix["total"]["counts"] == {
        "met": 0,
        "partly": 0,
        "not_met": 1,
        "silent": 0,
        "not_applicable": 0,
    }


def test_a_redraft_is_shown_to_whoever_asked_while_their_rating_stands(service: Service) -> None:
    world = service.world
    redraft = to_redraft(RedraftAnswer("Each State Party shall …", "Adds a judge.", ""), ())
    service.save(service.ben, world.old, CELL, rating="not_met")
    service.database.write_here(propose, world.old, CELL, world.ben, redraft, Purpose.REDRAFT)
    page = f"/api/assessments/{world.old}/redrafts/{CELL[0]}/{CELL[1]}"
    assert service.cleo.get(page).json()["state"] == "none"
    assert service.ana.get(page).json()["state"] == "none"
    service.save(service.ben, world.old, CELL, 1, rating=None)
    withdrawn = service.ben.get(page).json()
    assert (withdrawn["text"], withdrawn["rationale"], withdrawn["redline"]) == (None, None, [])
    assert "Rate this cell first" in withdrawn["reason"]
    service.save(service.ben, world.old, CELL, 2, rating="partly")
    assert service.ben.get(page).json()["text"] == "Each State Party shall …"
    assert state(service.ben, service)["state"] == "none"  # a redraft is no suggestion for review
    saved = service.save(service.ben, world.old, CELL, 3, rating="met").json()
    assert (saved["assisted"]["action"], saved["assisted"]["rating_before"]) == (None, "partly")
