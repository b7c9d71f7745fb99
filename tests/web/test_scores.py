"""Scores over HTTP: what is asked for, what is refused, and how."""

from typing import Any

import pytest

from tests.web.assessing import CELL, Service

ADDRESS = "/api/assessments/{}/scores/art_3/prior-judicial-authorization"


def test_saved_score_comes_back_with_its_etag(service: Service) -> None:
    answer = service.save(service.ben, service.world.old, CELL, rating="partly", rationale="Because.")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert answer.json()["person"]["display_name"] == "Ben"
    again = service.save(service.ben, service.world.old, CELL, 1, rating="met")
    assert again.headers["etag"] == '"2"'


def test_save_without_a_version_is_refused(service: Service) -> None:
    answer = service.ben.put(
        ADDRESS.format(service.world.old), json=service.score(service.world.old, "art_3")
    )
    assert answer.status_code == 428


@pytest.mark.parametrize("version", [0, 1, 7])
def test_stale_save_is_answered_with_the_other_version(service: Service, version: int) -> None:
    service.save(service.ben, service.world.old, CELL, rating="met", rationale="First.")
    service.save(service.ben, service.world.old, CELL, 1, rating="partly", rationale="Second.")
    answer = service.save(service.ben, service.world.old, CELL, version, rating="silent", rationale="Third.")
    assert (answer.status_code, answer.headers["etag"]) == (412, '"2"')
    assert answer.json()["current"]["rationale"] == "Second."
    assert answer.json()["current"]["revision"] == 2


@pytest.mark.parametrize(
    ("fields", "status", "where"),
    [
        ({"rating": "great"}, 400, "rating"),
        ({"rating": 2}, 400, "rating"),
        ({"text_sha256": "0" * 64}, 409, None),
        ({"text_sha256": "short"}, 400, "text_sha256"),
        ({"rating": "not_applicable"}, 400, "rationale"),
        ({"rationale": "x" * 20_001}, 400, "rationale"),
        ({"recommendation": {"action": "burn", "text": ""}}, 400, "recommendation.action"),
        ({"recommendation": {"action": "amend", "text": ""}}, 400, "recommendation.text"),
        ({"evidence": [{"exact": "x", "start": -1, "end": 5}]}, 400, "evidence.0.start"),
        ({"evidence": [{"exact": "x", "start": 5, "end": 5_000_000}]}, 422, "evidence.0"),
        ({"evidence": [{"exact": "not there", "start": 0, "end": 9}]}, 422, "evidence.0"),
        ({"evidence": [{"exact": "x", "start": 9, "end": 3}]}, 422, "evidence.0"),
        ({"confirms": 999}, 404, None),
        ({"extra": 1}, 400, "extra"),
    ],
)
def test_wrong_scores_are_refused_with_the_place_of_the_mistake(
    service: Service,
    fields: dict[str, Any],
    status: int,
    where: str | None,
) -> None:
    answer = service.save(service.ben, service.world.old, CELL, **fields)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    if where is not None:
        assert where in [problem["where"] for problem in answer.json()["problems"]]
    assert service.ben.get(ADDRESS.format(service.world.old) + "/revisions").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/api/assessments/99/matrix",
        "/api/assessments/99/workbench",
        "/api/assessments/1/provisions/art_99",
        "/api/assessments/1/provisions/%00",
        "/api/assessments/1/provisions/%F0%9F%98%80",
        "/api/assessments/1/cells/art_3/nothing",
        "/api/assessments/1/cells/chp_1/legality",
        "/api/assessments/99/export.xlsx",
        "/api/assessments/1/export.pdf",
        "/api/links/99999/redline",
        "/api/links/99999/revisions",
        "/api/comparisons/1/99",
        "/api/instruments/99/trend",
        "/assessments/99/table",
    ],
)
def test_what_is_not_there_is_not_found(service: Service, address: str) -> None:
    assert service.ben.get(address).status_code in {400, 404}


HOSTILE = [
    "<script>alert(1)</script>",
    "\u202eright to left",
    '=HYPERLINK("http://evil")',
    "w" * 10_000,
    "a\u0007b\ufffe",
    "é\u0301😀",
    "'; DROP TABLE score; --",
]


@pytest.mark.parametrize("rationale", HOSTILE)
def test_hostile_text_is_kept_as_it_is(service: Service, rationale: str) -> None:
    answer = service.save(service.ben, service.world.old, CELL, rationale=rationale)
    assert answer.status_code == 200
    cell = service.ben.get(f"/api/assessments/{service.world.old}/cells/{CELL[0]}/{CELL[1]}").json()
    assert cell["own"]["rationale"] == rationale


@pytest.mark.parametrize("body", [b'"\\ud800"', b'"\\u0000"'])
def test_characters_that_no_database_keeps_are_refused(service: Service, body: bytes) -> None:
    content = b'{"rating": "met", "rationale": %s, "text_sha256": "%s"}' % (
        body,
        service.hash_of(service.world.old, "art_3").encode(),
    )
    answer = service.ben.put(
        ADDRESS.format(service.world.old),
        content=content,
        headers={"content-type": "application/json", "if-none-match": "*"},
    )
    assert answer.status_code == 400, answer.text


def test_carrying_over_http(service: Service) -> None:
    service.save(service.ben, service.world.old, ("art_2", "legality"), rating="met", rationale="Carried.")
    answer = service.ben.post(
        f"/api/assessments/{service.world.new}/carried", json={"from_assessment_id": service.world.old}
    )
    assert answer.json() == {"carried": 1, "to_confirm": 0}
    view = service.ben.get(f"/api/assessments/{service.world.new}/provisions/art_3").json()
    own = next(cell["own"] for cell in view["cells"] if cell["criterion"] == "legality")
    assert own["carried_from"]["provision_label"] == "Art. 2"
    matrix = service.ben.get(f"/api/assessments/{service.world.new}/matrix").json()
    assert [row["carried"] for row in matrix["rows"] if row["path"] == "art_3"] != [[]]


def test_changed_words_come_with_redline_and_old_score(service: Service) -> None:
    old = service.save(
        service.ben, service.world.old, CELL, rating="met", rationale="A judge decides."
    ).json()
    view = service.ben.get(f"/api/assessments/{service.world.new}/provisions/art_4").json()
    previous = view["previous"]
    assert (previous["label"], previous["same_text"], previous["relation"]) == ("Art. 3", False, "amended")
    assert [score["rationale"] for score in previous["scores"]] == ["A judge decides."]
    assert "".join(text for sign, text, _ in previous["redline"] if sign != "-") == view["full_text"]
    assert view["row"]["to_confirm"] == [CELL[1]]
    answer = service.save(
        service.ben, service.world.new, ("art_4", CELL[1]), rating="not_met", confirms=old["id"]
    )
    assert answer.json()["carried_from"]["confirmed"] is True
    view = service.ben.get(f"/api/assessments/{service.world.new}/provisions/art_4").json()
    assert view["row"]["to_confirm"] == []
