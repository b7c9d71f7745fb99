"""Lives over HTTP."""

from typing import Any

import pytest

from salvaguarda.web.controllers import lives
from tests.assessing import NEW, keep_draft
from tests.web.assessing import CELL, Service


def test_a_life_goes_through_both_drafts(service: Service) -> None:
    world = service.world
    service.save(service.ben, world.old, CELL, rating="met")
    service.save(service.ben, world.new, ("art_4", CELL[1]), rating="not_met")
    found = service.ben.get(f"/api/instruments/{world.instrument}/lives/{world.old_draft}/art_3").json()
    assert (found["label"], found["level"], found["to_align"]) == ("Art. 3", "article", 0)
    old, new = found["stations"]
    assert (old["relation"], old["link_id"], old["draft"]["assessment_id"]) == ("", None, world.old)
    assert (new["relation"], [each["path"] for each in new["provisions"]]) == ("amended", ["art_4"])
    assert (new["substance"], new["red_lines_failed"]) == (True, 1)
    (change,) = new["changes"]
    assert (change["change"], change["cause"], change["red_line_failed"]) == (
        "declined",
        "text_changed",
        True,
    )
    results = {each["criterion"]: each["rating"] for each in new["results"]}
    assert results[CELL[1]] == "not_met"
    assert results["proportionality"] is None
    redline = service.ben.get(f"/api/links/{new['link_id']}/redline")
    assert redline.status_code == 200


def test_lives_have_a_station_or_nothing_for_each_draft(service: Service) -> None:
    found = service.ben.get(f"/api/instruments/{service.world.instrument}/lives").json()
    assert [draft["label"] for draft in found["drafts"]] == ["First draft", "Second draft"]
    shown = [
        [None if each is None else (each["relation"], each["labels"]) for each in life["stations"]]
        for life in found["lives"]
    ]
    assert [None, ("new", ["Art. 2"])] in shown
    assert [("", ["Art. 5"]), ("deleted", [])] in shown
    assert [("", ["Art. 2"]), ("renumbered", ["Art. 3"])] in shown


def test_long_chains_are_aligned_a_few_pairs_a_request(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "PAIRS_AT_ONCE", 1)
    world = service.world

    def add(records: Any) -> None:
        for label in ("Third draft", "Fourth draft"):
            keep_draft(records, world.instrument, label, None, NEW, world.ana)

    service.database.write_here(add)
    address = f"/api/instruments/{world.instrument}/lives"
    first = service.ben.get(address).json()
    assert (first["to_align"], first["lives"]) == (1, [])
    one = service.ben.get(f"{address}/{world.old_draft}/art_3").json()
    assert (one["to_align"], len(one["stations"])) == (0, 4)
    done = service.ben.get(address).json()
    assert (done["to_align"], len(done["drafts"])) == (0, 4)
    assert all(len(life["stations"]) == 4 for life in done["lives"])


@pytest.mark.parametrize("place", ["1/art_99", "99/art_1", "1/chp_1"])
def test_a_place_without_a_row_is_not_found(service: Service, place: str) -> None:
    assert service.ben.get(f"/api/instruments/{service.world.instrument}/lives/{place}").status_code == 404


def test_an_instrument_without_drafts_has_no_lives(service: Service) -> None:
    made = service.ana.post("/api/instruments", json={"title": "Empty", "description": ""}).json()
    found = service.ana.get(f"/api/instruments/{made['id']}/lives").json()
    assert (found["lives"], found["drafts"], found["to_align"]) == ([], [], 0)
    assert service.ana.get("/api/instruments/999/lives").status_code == 404
