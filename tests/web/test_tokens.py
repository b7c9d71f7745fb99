"""API tokens: made, used, limited, ended."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar import Litestar

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.make_token import MOST_TOKENS, TokenWish, find_token, make_token, note_token_use
from salvaguarda.application.start_session import key_hash
from salvaguarda.bootstrap import build_app
from salvaguarda.domain.access import Act
from salvaguarda.domain.errors import Conflict
from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import PROGRAM_SCOPES, SCOPE_OF, Scope
from salvaguarda.settings import Settings
from tests.client import PASSWORD, Client, signed_in_owner
from tests.conftest import FAST_HASHER
from tests.web.assessing import Service
from tests.web.test_routes import routes_of

ALL = [scope.value for scope in Scope]


def make(person: Client, scopes: list[str], *, personal: bool = True) -> dict[str, Any]:
    wish = {"name": "Script", "personal": personal, "scopes": scopes, "password": PASSWORD}
    answer = person.post("/api/tokens", json=wish)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def program(app: Litestar, key: str) -> Client:
    """A client without cookies that sends the token."""
    caller = Client(app)
    caller.headers["authorization"] = f"Bearer {key}"
    return caller


def test_key_is_shown_once_and_kept_as_a_hash(client: Client, settings: Settings) -> None:
    made = make(client, ["read"])
    assert made["key"].startswith("salvaguarda_")
    assert made["token"]["hint"] == made["key"][-4:]
    assert made["key"] not in client.get("/api/tokens").text
    database = Database(settings.storage_url)
    use, _ = database.read_here(find_token, key_hash(made["key"]))
    database.close()
    assert use is not None
    assert made["key"].encode() not in (settings.data_folder / "salvaguarda.db").read_bytes()


def test_token_of_ones_own_acts_as_its_person_within_its_scopes(client: Client, app: Litestar) -> None:
    writing = program(app, make(client, ["read", "write"])["key"])
    added = writing.post("/api/instruments", json={"title": "Treaty"})  # and no CSRF token
    assert added.status_code == 201, added.text
    assert client.get("/api/instruments").json()[0]["title"] == "Treaty"
    reading = program(app, make(client, ["read"])["key"])
    assert reading.get("/api/instruments").status_code == 200
    refused = reading.post("/api/instruments", json={"title": "Another"})
    assert refused.status_code == 403
    assert "“write”" in refused.json()["detail"]


def test_token_changes_the_title_of_an_assessment_and_not_who_sees_what(service: Service) -> None:
    place = f"/api/assessments/{service.world.old}"
    known = service.ana.get(place)
    names = ("title", "checklist_id", "checklist_version", "unit", "blind")
    settings = {name: known.json()[name] for name in names}
    writing = program(service.ana.app, make(service.ana, ["read", "write"])["key"])
    writing.headers["if-match"] = known.headers["etag"]
    for changed in (
        {"blind": not settings["blind"]},
        {"access": "team"},
        {"names": "pseudonyms"},
        {"needed": 3},
    ):
        refused = writing.put(place, json=settings | changed)
        assert refused.status_code == 403, refused.text
    kept = writing.put(place, json=settings | {"title": "Theirs"})
    assert (kept.status_code, kept.json()["title"]) == (200, "Theirs")


def test_program_reads_only_and_is_nobody(client: Client, app: Litestar) -> None:
    for scopes in (["write"], ["read", "score"]):
        wish = {"name": "Dashboard", "personal": False, "scopes": scopes, "password": PASSWORD}
        assert client.post("/api/tokens", json=wish).status_code == 400
    reader = program(app, make(client, ["read", "export"], personal=False)["key"])
    assert [each["email"] for each in reader.get("/api/people").json()] == [
        None
    ]  # the owner's program is no owner


@pytest.mark.parametrize("scopes", [[], ["everything"], ["read", "read", "read", "read", "read"], "read"])
def test_scopes_are_those_there_are(client: Client, scopes: object) -> None:
    wish = {"name": "x", "scopes": scopes, "password": PASSWORD}
    assert client.post("/api/tokens", json=wish).status_code == 400


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"name": " "}, {"name": "x" * 101}])
def test_token_ends_within_a_year_and_has_a_name(client: Client, wrong: dict[str, object]) -> None:
    wish = {"name": "x", "scopes": ["read"], "password": PASSWORD, **wrong}
    assert client.post("/api/tokens", json=wish).status_code == 400


def test_token_with_all_scopes_cannot_touch_accounts_teams_and_signatures(
    client: Client, app: Litestar
) -> None:
    """Every route whose act no token may do answers 403, whatever the token."""
    caller = program(app, make(client, ALL)["key"])
    closed = [each for each in routes_of(app) if each[3] not in SCOPE_OF and each[3] is not Act.OPEN_PAGES]
    assert {"sign_in", "make_token", "add_person", "sign_out_everywhere"} <= {name for name, *_ in closed}
    answers = {name: caller.request(method, path).status_code for name, method, path, _ in closed}
    assert {name for name, status in answers.items() if status != 403} == set()


def test_program_breaks_nothing_wherever_it_reads(client: Client, app: Litestar) -> None:
    reader = program(app, make(client, ["read", "export"], personal=False)["key"])
    readable = [each for each in routes_of(app) if SCOPE_OF.get(each[3]) in PROGRAM_SCOPES]
    assert len(readable) > 30
    answers = {
        name: reader.request(method, path).status_code
        for name, method, path, _ in readable
        if not path.endswith("/events")
    }
    assert {name for name, status in answers.items() if status >= 500 or status == 401} == set()


def test_token_that_does_not_hold_lets_nobody_in_beside_a_session(client: Client) -> None:
    for sent in ("Bearer unknown", "Bearer ", "Basic YTpi", "nonsense", "Bearer salvaguarda_" + "x" * 500):
        answer = client.get("/api/instruments", headers={"authorization": sent})
        assert answer.status_code == 401, sent
    assert (
        client.get("/", headers={"authorization": "Bearer unknown"}).status_code == 200
    )  # a page needs nobody


def test_token_is_ended_by_its_person_only_and_at_once(
    client: Client, app: Litestar, sign_in_as: Callable[[str], Client]
) -> None:
    made = make(client, ["read"])
    ben = sign_in_as("ben")
    place = f"/api/tokens/{made['token']['id']}"
    assert ben.get("/api/tokens").json() == []
    assert ben.delete(place).status_code == 404
    caller = program(app, made["key"])
    assert caller.get("/api/instruments").status_code == 200
    assert client.delete(place).status_code == 204
    assert caller.get("/api/instruments").status_code == 401
    assert client.delete(place).status_code == 404
    (shown,) = client.get("/api/tokens").json()
    assert (shown["holds"], shown["revoked_at"] is not None) == (False, True)


def test_token_is_no_session(client: Client, app: Litestar) -> None:
    caller = program(app, make(client, ALL)["key"])
    assert caller.get("/api/session").status_code == 403
    assert caller.get("/api/sessions").status_code == 403


def test_token_ends_by_itself_and_its_use_is_noted_seldom(settings: Settings) -> None:
    now = [datetime(2026, 11, 24, tzinfo=UTC)]
    database = Database(settings.storage_url, clock=lambda: now[0])
    with Client(build_app(settings, database, FAST_HASHER)) as visitor:
        owner = signed_in_owner(visitor)
        wish = {"name": "Script", "personal": True, "scopes": ["read"], "days": 10, "password": PASSWORD}
        made = owner.post("/api/tokens", json=wish).json()
        caller = program(visitor.app, made["key"])
        uses = []
        for minutes in (0, 3, 3):
            now[0] += timedelta(minutes=minutes)
            assert caller.get("/api/instruments").status_code == 200
            uses.append(owner.get("/api/tokens").json()[0]["used_at"])
        assert uses[0] == uses[1] < uses[2]
        now[0] += timedelta(days=10)
        assert caller.get("/api/instruments").status_code == 401
        assert owner.get("/api/tokens").json()[0]["holds"] is False
    database.close()


def test_nobody_has_more_tokens_than_they_can_look_after(database: Database) -> None:
    ana: Person = database.write_here(lambda records: records.people.add("ana@example.org", "Ana", "hash"))
    wish = TokenWish("Script", True, frozenset({Scope.READ}), 10)
    made = [database.write_here(make_token, ana, wish) for _ in range(MOST_TOKENS)]
    with pytest.raises(Conflict):
        database.write_here(make_token, ana, wish)
    database.write_here(note_token_use, made[0].token.id)
    database.write_here(lambda records: records.tokens.revoke(made[0].token.id, ana.id))
    assert database.write_here(make_token, ana, wish).token.id
    assert database.write_here(lambda records: records.tokens.revoke_all(ana.id)) == MOST_TOKENS


def test_program_stands_for_its_maker_and_is_somebody_else(database: Database) -> None:
    ana: Person = database.write_here(
        lambda records: records.people.add("ana@example.org", "Ana", "hash", is_owner=True)
    )
    wish = TokenWish("Dashboard", False, PROGRAM_SCOPES, 10)
    made = database.write_here(make_token, ana, wish)
    use, to_note = database.read_here(find_token, key_hash(made.key))
    assert use is not None
    assert to_note
    assert use.person == Person(-made.token.id, "", "Dashboard", program_of=ana.id)
    assert (use.person.is_program, use.person.stands_for) == (True, ana.id)
    assert database.read_here(find_token, key_hash(made.key + "x")) == (None, False)
