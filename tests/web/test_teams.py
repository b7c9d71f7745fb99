"""Organisations, members and invitations over the interface."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response
from litestar import Litestar

from salvaguarda.bootstrap import build_app
from salvaguarda.settings import Settings
from tests.client import PASSWORD, Client, signed_in_owner, signed_in_reviewer
from tests.conftest import FAST_HASHER
from tests.mail_server import Box, mail_server

TEXT = "Article 1\n\nStates may search data.\n\nArticle 2\n\nStates may keep data.\n"
CHECKLIST = {"checklist_id": "three-part-test", "checklist_version": "1.0.0"}


def made(answer: Response) -> Any:
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def add_draft(client: Client, **instrument: object) -> int:
    kept = made(client.post("/api/instruments", json={"title": "Pasted treaty", **instrument}))["id"]
    body = {"text": TEXT, "name": "pasted.txt", "draft": {"label": "First"}}
    return int(made(client.post(f"/api/instruments/{kept}/drafts", json=body))["id"])


def open_team(client: Client, **settings: object) -> str:
    """The address of a team's assessment."""
    version = next(
        each["version"] for each in client.get("/api/checklists").json() if each["id"] == "three-part-test"
    )
    body = {**CHECKLIST, "checklist_version": version, "access": "team", "needed": 2, **settings}
    opened = made(client.post(f"/api/drafts/{add_draft(client)}/assessments", json=body))
    return f"/api/assessments/{opened['id']}"


def guest_of(app: Litestar, link: str, name: str = "eva") -> Client:
    """Somebody who makes an account with the link."""
    guest = Client(app)
    key = link.partition("#")[2]
    told = made(guest.post("/api/invitations/opened", json={"key": key}))
    sent = {
        "key": key,
        "email": told["email"] or f"{name}@example.org",
        "display_name": name.capitalize(),
        "password": PASSWORD,
    }
    return guest.adopt(guest.post("/api/invitations/accounts", json=sent))


def names(client: Client, team: str) -> dict[str, Any]:
    return {each["person"]["display_name"]: each for each in client.get(f"{team}/members").json()}


def test_settings_stay_as_today_unless_they_are_chosen(client: Client) -> None:
    team = open_team(client, access=None, needed=None)
    kept = client.get(team).json()
    assert (kept["access"], kept["needed"], kept["names"]) == ("installation", 1, "shown")
    body = {name: kept[name] for name in ("title", "checklist_id", "checklist_version", "unit", "blind")}
    changed = client.put(team, json={**body, "needed": 3, "names": "pseudonyms"}, headers={"if-match": '"1"'})
    assert (made(changed)["needed"], changed.json()["names"]) == (3, "pseudonyms")
    old_client = made(client.put(team, json=body, headers={"if-match": '"2"'}))
    assert (old_client["needed"], old_client["names"]) == (3, "pseudonyms")
    assert client.put(team, json={**body, "needed": 4}, headers={"if-match": '"3"'}).status_code == 400


def test_reader_is_told_what_they_are_and_may(client: Client, app: Litestar) -> None:
    team = open_team(client)
    owner = client.get(team).json()
    assert owner["roles"] == ["owner", "reviewer"]
    assert {"manage_team", "score", "assign"} <= set(owner["may"])
    invited = made(client.post(f"{team}/invitations", json={"roles": ["observer"]}))
    observer = guest_of(app, invited["link"])
    seen = observer.get(f"{team}/workbench").json()["assessment"]
    assert (seen["roles"], seen["may"]) == (
        ["observer"],
        ["export", "leave", "read", "see_agreement", "see_team"],
    )


def test_link_of_an_invitation_makes_an_account_and_a_member(client: Client, app: Litestar) -> None:
    team = open_team(client)
    answer = made(client.post(f"{team}/invitations", json={"roles": ["reviewer", "adjudicator"]}))
    link = answer["link"]
    assert re.fullmatch(r"http://127\.0\.0\.1:8765/invite#[\w-]{43}", link)
    eva = guest_of(app, link)
    assert names(eva, team)["Eva"]["roles"] == ["reviewer", "adjudicator"]
    again = Client(app).post("/api/invitations/opened", json={"key": link.partition("#")[2]})
    assert again.status_code == 409
    assert [each["state"] for each in client.get(f"{team}/invitations").json()] == ["used"]
    assert link.partition("#")[2] not in client.get(f"{team}/invitations").text


def test_whoever_is_signed_in_accepts_as_themselves(client: Client, app: Litestar) -> None:
    team = open_team(client)
    ben = signed_in_reviewer(app, client, "ben")
    assert ben.get(team).status_code == 404
    key = made(client.post(f"{team}/invitations", json={}))["link"].partition("#")[2]
    assert made(ben.post("/api/invitations/accepted", json={"key": key})) == {
        "assessment_id": int(team.rpartition("/")[2])
    }
    assert ben.get(team).json()["roles"] == ["reviewer"]
    without_token = Client(app)
    without_token.cookies.update(ben.cookies)
    assert without_token.post("/api/invitations/accepted", json={"key": key}).status_code == 403


def test_roles_change_and_members_leave_with_their_scores(client: Client, app: Litestar) -> None:
    team = open_team(client)
    ben = signed_in_reviewer(app, client, "ben")
    added = client.post(f"{team}/members", json={"person_id": ben.person_id, "roles": ["reviewer"]})
    member = f"{team}/members/{ben.person_id}"
    assert (made(added)["roles"], added.headers["etag"]) == (["reviewer"], '"1"')
    assert client.put(member, json={"roles": ["lead"]}).status_code == 428
    changed = client.put(member, json={"roles": ["lead"]}, headers={"if-match": '"1"'})
    assert made(changed)["roles"] == ["lead"]
    assert client.put(member, json={"roles": ["lead"]}, headers={"if-match": '"1"'}).status_code == 412
    assert ben.post(f"{member}/removal", json={"scores": "name"}).status_code == 403
    gone = client.post(f"{member}/removal", json={"scores": "pseudonym"}, headers={"if-match": '"2"'})
    assert made(gone) == {"withdrawn": 0, "unassigned": 0}
    assert ben.get(team).status_code == 404
    assert "Ben" not in names(client, team)
    assert client.post(f"{team}/departure", json={"scores": "name"}).status_code == 409


def test_instrument_of_members_is_not_there_for_others(client: Client, app: Litestar) -> None:
    ben = signed_in_reviewer(app, client, "ben")
    draft = add_draft(ben, members_only=True)
    cleo = signed_in_reviewer(app, client, "cleo")
    assert cleo.get(f"/api/drafts/{draft}").status_code == 404
    assert cleo.get("/api/instruments").json() == []
    instrument = ben.get("/api/instruments").json()[0]
    body = {"title": "Pasted treaty", "members_only": False}
    address = f"/api/instruments/{instrument['id']}"
    assert made(ben.put(address, json=body, headers={"if-match": '"1"'}))["members_only"] is False
    hide = cleo.put(address, json={**body, "members_only": True}, headers={"if-match": '"2"'})
    assert hide.status_code == 403
    keep = cleo.put(address, json={"title": "Renamed"}, headers={"if-match": '"2"'})
    assert made(keep)["members_only"] is False


def test_organisations_are_named_once_and_hold_people(client: Client, app: Litestar) -> None:
    ben = signed_in_reviewer(app, client, "ben")
    home = made(client.post("/api/organisations", json={"name": "Derechos Digitales"}))["id"]
    assert client.post("/api/organisations", json={"name": "Derechos Digitales"}).status_code == 409
    assert ben.post("/api/organisations", json={"name": "Ours"}).status_code == 403
    person = f"/api/people/{ben.person_id}/organisation"
    belongs = made(client.put(person, json={"organisation_id": home, "speaks": True}))
    assert belongs == {"person_id": ben.person_id, "organisation_id": home, "speaks": True}
    assert ben.get("/api/organisations").json()[0]["affiliations"] == [belongs]
    renamed = client.put(f"/api/organisations/{home}", json={"name": "DD"}, headers={"if-match": '"1"'})
    assert (made(renamed)["name"], renamed.json()["affiliations"]) == ("DD", [belongs])
    stale = client.put(f"/api/organisations/{home}", json={"name": "D"}, headers={"if-match": '"1"'})
    assert (stale.status_code, stale.json()["current"]["name"]) == (412, "DD")
    assert client.put(person, json={"organisation_id": None}).json() is None
    assert ben.get("/api/organisations").json()[0]["affiliations"] == []
    assert client.put(person, json={"organisation_id": 99}).status_code == 404


@pytest.fixture
def mailing(settings: Settings) -> Iterator[tuple[Litestar, Client, Box]]:
    """The service with a mail server, and its owner signed in."""
    box = Box()
    with mail_server(box) as port:
        sending = {
            "smtp_host": "127.0.0.1",
            "smtp_port": port,
            "smtp_security": "none",
            "smtp_sender": "us@example.org",
        }
        app = build_app(settings.model_copy(update=sending), hasher=FAST_HASHER)
        with Client(app) as visitor:
            yield app, signed_in_owner(visitor), box


def test_invitation_goes_by_mail_where_there_is_a_server(mailing: tuple[Litestar, Client, Box]) -> None:
    app, client, box = mailing
    team = open_team(client, title="Secret title")
    sent = made(client.post(f"{team}/invitations", json={"email": "eva@example.org"}))
    assert (sent["link"], sent["problem"]) == (None, "")
    letter = box.arrived[0][1].get_content()
    assert "Secret title" not in letter
    link = re.search(r"http\S+#[\w-]+", letter)
    assert link is not None
    assert names(guest_of(app, link[0]), team)["Eva"]["roles"] == ["reviewer"]
    failed = made(client.post(f"{team}/invitations", json={"email": "gone@example.org"}))
    assert failed["link"]
    assert failed["problem"]
    assert len(box.arrived) == 1
