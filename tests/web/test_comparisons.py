"""Comparisons over HTTP: levels, correcting by hand, evidence that follows, redlines drawn once."""

from typing import Any

import pytest

from salvaguarda.application import draw_redlines
from salvaguarda.domain.assessments import Unit
from salvaguarda.domain.redline import redline
from tests.client import Client
from tests.web.assessing import CELL, Service

Json = dict[str, Any]


def comparison(service: Service, who: Client | None = None, query: str = "") -> Json:
    world = service.world
    answer = (who or service.ben).get(f"/api/comparisons/{world.old_draft}/{world.new_draft}{query}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def link_to(found: Json, path: str) -> Json:
    return next(link for link in found["links"] if path in [each["path"] for each in link["new"]])


def test_links_say_where_they_stand_and_whether_their_substance_changed(service: Service) -> None:
    found = comparison(service)
    assert (found["level"], found["unit"]) == ("article", "article")
    amended, renumbered = link_to(found, "art_4"), link_to(found, "art_3")
    assert (amended["level"], amended["depth"], amended["parent"]) == ("article", 1, "Chapter 3")
    assert (amended["substance"], amended["same_text"]) == (True, False)
    assert (renumbered["substance"], renumbered["same_text"]) == (False, True)
    assert (renumbered["corrected_by"], renumbered["corrected_at"]) == (None, None)


@pytest.mark.parametrize("level", list(Unit))
def test_a_level_is_shown_when_it_is_asked_for(service: Service, level: Unit) -> None:
    found = comparison(service, query=f"?level={level.value}")
    assert found["level"] == level.value
    assert sum(found["totals"]["relations"].values()) == len(found["links"])


def test_an_unknown_level_is_refused(service: Service) -> None:
    world = service.world
    answer = service.ben.get(f"/api/comparisons/{world.old_draft}/{world.new_draft}?level=chapter")
    assert answer.status_code == 400
    assert "level" in answer.text


def test_a_link_is_confirmed_with_person_and_time(service: Service) -> None:
    link = link_to(comparison(service), "art_4")
    confirmed = service.ben.post(f"/api/links/{link['id']}/confirmation", headers={"if-match": '"1"'})
    assert confirmed.status_code == 200, confirmed.text
    now = link_to(confirmed.json(), "art_4")
    assert (now["corrected_by"]["display_name"], now["version"]) == ("Ben", 2)
    assert now["corrected_at"] is not None
    assert (now["relation"], now["reason"]) == (link["relation"], link["reason"])


@pytest.mark.parametrize("method", ["post", "delete", "put"])
def test_a_correction_without_a_version_is_refused(service: Service, method: str) -> None:
    link = link_to(comparison(service), "art_4")
    address = f"/api/links/{link['id']}" + ("/confirmation" if method == "post" else "")
    body = {"old": [], "new": ["art_4"]} if method == "put" else None
    assert service.ben.request(method.upper(), address, json=body).status_code == 428


def test_the_second_of_two_corrections_is_told_what_is_kept(service: Service) -> None:
    link = link_to(comparison(service), "art_4")
    address, version = f"/api/links/{link['id']}", {"if-match": '"1"'}
    assert service.ben.delete(address, headers=version).status_code == 200
    refused = service.cleo.post(f"{address}/confirmation", headers=version)
    assert (refused.status_code, refused.headers["etag"]) == (412, '"2"')
    assert refused.json()["current"]["relation"] == "deleted"
    assert refused.json()["current"]["corrected_by"]["display_name"] == "Ben"


def test_a_link_that_somebody_dissolved_is_stale_and_gone(service: Service) -> None:
    found = comparison(service)
    new = next(link for link in found["links"] if link["relation"] == "new")
    wish = {"old": ["art_5"], "new": ["art_2"]}
    world = service.world
    made = service.ben.post(f"/api/comparisons/{world.old_draft}/{world.new_draft}/links", json=wish)
    assert made.status_code == 201
    refused = service.cleo.put(f"/api/links/{new['id']}", json=wish, headers={"if-match": '"1"'})
    assert (refused.status_code, refused.json()["current"]) == (412, None)


def test_unlinking_shows_both_sides_alone(service: Service) -> None:
    link = link_to(comparison(service), "art_4")
    after = service.ben.delete(f"/api/links/{link['id']}?level=article", headers={"if-match": '"1"'}).json()
    alone = link_to(after, "art_4")
    assert (alone["relation"], alone["old"], alone["corrected_by"]["display_name"]) == ("new", [], "Ben")
    gone = next(each for each in after["links"] if each["id"] == link["id"])
    assert (gone["relation"], gone["new"], [each["path"] for each in gone["old"]]) == (
        "deleted",
        [],
        ["art_3"],
    )


def test_several_to_several_is_refused_with_a_way_out(service: Service) -> None:
    world = service.world
    wish = {"old": ["art_1", "art_2"], "new": ["art_1", "art_2"]}
    refused = service.ben.post(f"/api/comparisons/{world.old_draft}/{world.new_draft}/links", json=wish)
    assert refused.status_code == 400
    (problem,) = refused.json()["problems"]
    assert "several links" in problem["fix"]


def test_worst_rating_counts_where_a_provision_was_split(service: Service) -> None:
    """Article 3 becomes articles 4 and 2; the criterion is not asked of article 2, so article 4 alone decides."""
    world = service.world
    service.save(service.ben, world.old, CELL, rating="met")
    service.save(service.ben, world.new, ("art_4", CELL[1]), rating="met")
    link = link_to(comparison(service), "art_4")
    wish = {"old": ["art_3"], "new": ["art_2", "art_4"]}
    split = service.ben.put(f"/api/links/{link['id']}", json=wish, headers={"if-match": '"1"'}).json()
    found = link_to(split, "art_4")
    assert (found["relation"], found["same_text"], found["substance"]) == ("split", False, True)
    (change,) = found["changes"]
    assert (change["old"], change["new"], change["change"], change["cause"]) == (
        "met",
        "met",
        "unchanged",
        "none",
    )
    service.save(service.ben, world.new, ("art_2", CELL[1]), rating="not_met")  # brought in there
    (change,) = link_to(comparison(service), "art_4")["changes"]
    assert (change["new"], change["change"], change["cause"]) == ("not_met", "declined", "text_changed")
    assert change["red_line_failed"] is True


def test_redline_is_drawn_once_for_screen_workbench_and_exports(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counted(old: str, new: str, renumbered: Any = None) -> Any:
        drawn.append(old)
        return redline(old, new, renumbered)

    monkeypatch.setattr(draw_redlines, "redline", counted)
    found = comparison(service)
    world = service.world
    compared = f"comparisons/{world.old_draft}/{world.new_draft}"
    link = link_to(found, "art_4")
    shown = service.cleo.get(f"/api/links/{link['id']}/redline").json()
    before = len(drawn)
    for address in (
        f"/api/assessments/{world.new}/provisions/art_4",
        f"/api/links/{link['id']}/redline",
        f"/api/{compared}",
    ):
        assert service.ben.get(address).status_code == 200
    assert len(drawn) == before == len(set(drawn))
    view = service.ben.get(f"/api/assessments/{world.new}/provisions/art_4").json()
    assert view["previous"]["redline"] == shown["operations"]
    assert "".join(text for sign, text, _ in shown["operations"] if sign != "-") == shown["new_text"]
    assert shown["substance"] is True


def quote_of(service: Service, words: str) -> Json:
    text = service.database.read_here(
        lambda records: records.drafts.text(service.world.old_draft, "art_3")
    ).text
    start = text.index(words)
    return {"exact": words, "start": start, "end": start + len(words)}


@pytest.fixture
def quoted(service: Service) -> Service:
    """Ben's score of old article 3 with three quotes: one kept, one gone, one that stands in another article now."""
    evidence = [
        quote_of(service, "to search a computer system"),
        quote_of(service, "prior authorization by a judge"),
    ]
    saved = service.save(service.ben, service.world.old, CELL, rating="met", evidence=evidence)
    assert saved.status_code == 200, saved.text
    return service


def test_own_evidence_is_followed_into_the_new_draft(quoted: Service) -> None:
    world = quoted.world
    found = quoted.ben.get(f"/api/comparisons/{world.old_draft}/{world.new_draft}/evidence").json()
    assert (found["kept"], found["drifted"], found["gone"]) == (1, 0, 1)
    kept, gone = found["quotes"]
    assert (kept["state"], kept["found_in"], kept["new"]["path"]) == ("kept", "provision", "art_4")
    assert (kept["new"]["exact"], kept["criterion"], kept["rating"]) == (kept["old"]["exact"], CELL[1], "met")
    assert (gone["state"], gone["new"], gone["old"]["exact"]) == (
        "gone",
        None,
        "prior authorization by a judge",
    )
    assert gone["old"]["label"] == "Art. 3"


def test_the_workbench_shows_where_old_quotes_are(quoted: Service) -> None:
    view = quoted.ben.get(f"/api/assessments/{quoted.world.new}/provisions/art_4").json()
    states = [
        (each["state"], each["old"]["exact"], each["new"] is None) for each in view["previous"]["evidence"]
    ]
    assert states == [
        ("kept", "to search a computer system", False),
        ("gone", "prior authorization by a judge", True),
    ]


def test_reconfirming_takes_the_quotes_along_that_are_still_there(quoted: Service) -> None:
    world = quoted.world
    old = quoted.ben.get(f"/api/assessments/{world.old}/cells/{CELL[0]}/{CELL[1]}").json()["own"]
    saved = quoted.save(
        quoted.ben, world.new, ("art_4", CELL[1]), rating="partly", confirms=old["id"], takes_evidence=True
    )
    assert saved.status_code == 200, saved.text
    assert [quote["exact"] for quote in saved.json()["evidence"]] == ["to search a computer system"]
    assert [quote["exact"] for quote in saved.json()["evidence_gone"]] == ["prior authorization by a judge"]
    again = quoted.save(
        quoted.ben, world.new, ("art_4", CELL[1]), rating="partly", confirms=old["id"], takes_evidence=True
    )
    assert again.json()["revision"] == 1  # the same wish again, as after a lost answer, adds nothing


def test_evidence_of_somebody_else_is_not_taken_along(quoted: Service) -> None:
    world = quoted.world
    old = quoted.ben.get(f"/api/assessments/{world.old}/cells/{CELL[0]}/{CELL[1]}").json()["own"]
    refused = quoted.save(
        quoted.cleo, world.new, ("art_4", CELL[1]), rating="partly", confirms=old["id"], takes_evidence=True
    )
    assert refused.status_code == 404
    assert "judge" not in refused.text
