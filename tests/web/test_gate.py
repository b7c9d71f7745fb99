"""Every route × every role × own, another team's, and everybody's assessment: the answer is the table's, without a gap.

Refusals are asked for over HTTP with every method, because nothing is changed by what is refused. What is allowed is
asked for over HTTP where it only reads, and asked of the gate itself where it would write.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from salvaguarda.adapters.db.database import Database
from salvaguarda.application.add_assessment import add_assessment
from salvaguarda.application.align_drafts import compute_links, keep_alignment, needed_alignment
from salvaguarda.application.enter import IN_ASSESSMENT, IN_INSTRUMENT, PLACE_PARAMETERS, enter
from salvaguarda.application.find_session import who_is_still_here
from salvaguarda.application.make_token import TokenWish, make_token
from salvaguarda.application.ports.records import Records
from salvaguarda.application.ports.sessions import Visit
from salvaguarda.application.start_session import key_hash, start_session
from salvaguarda.bootstrap import build_app, publish_built_in_checklists
from salvaguarda.domain.access import ALLOWED_IN, Act, may, may_in
from salvaguarda.domain.errors import Forbidden, NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.scopes import PROGRAM_SCOPES, SCOPE_OF
from salvaguarda.domain.scores import Rating
from salvaguarda.domain.signing_in import SignInMethod
from salvaguarda.domain.team import Access, Role
from salvaguarda.settings import Settings
from tests.assessing import CHECKLIST, NEW, OLD, keep_draft
from tests.client import Client
from tests.evaluating import add_endpoint, ask

ACTORS = ("owner", "lead", "reviewer", "adjudicator", "observer", "outsider", "chief")
MEMBERS = ACTORS[:5]
CELL = ("art_3", "prior-judicial-authorization")
NOBODY: frozenset[Role] = frozenset()

# Routes that name nothing with a place. Each is here for a reason; whoever adds a route with an id in its address gives it a place.
PLACELESS_ROUTES = {
    "set-up, signing in and out, and one's own account": (
        "set_up get_session sign_in sign_in_demo sign_out sign_out_everywhere pass_second_step "
        "begin_passkey_sign_in sign_in_with_passkey list_sessions sign_out_elsewhere list_tokens make_token end_token "
        "list_identities part_identity ask_for_reset look_at_reset reset_password erase_me export_me add_passkey "
        "begin_passkey rename_passkey remove_passkey change_password renew_recovery_codes get_security confirm_totp "
        "begin_totp remove_totp begin_provider_sign_in begin_provider_link end_provider_sign_in"
    ),
    "the record of the installation": "get_installation_record export_installation_record",
    "people and organisations of the installation": (
        "list_people add_person erase_person export_person make_reset_link remove_second_factors list_organisations "
        "add_organisation rename_organisation affiliate_person list_invitations invite withdraw_invitation "
        "open_invitation accept_with_account accept_invitation list_team_assessments take_over"
    ),
    "lists of what is there for the reader": "list_instruments add_instrument list_work list_mentions import_export",
    "one's own pending readings": (
        "list_readings add_reading get_reading discard_reading choose_reading_options mend_reading"
    ),
    "checklists, prompts and models, which are everybody's": (
        "list_checklists add_checklist get_checklist get_checklist_source list_prompts get_prompt "
        "list_endpoints add_endpoint edit_endpoint probe_endpoint list_endpoint_keys"
    ),
}


@dataclass(frozen=True)
class Route:
    name: str
    method: str
    path: str
    act: Act

    @property
    def parameters(self) -> set[str]:
        return set(re.findall(r"\{(\w+):", self.path))

    @property
    def in_assessment(self) -> bool:
        return bool(self.parameters & IN_ASSESSMENT.keys())

    @property
    def reads(self) -> bool:
        """Whether it only reads, and ends by itself."""
        return self.method == "GET" and not self.path.endswith("/events")

    def address(self, values: Mapping[str, object]) -> str:
        return re.sub(r"\{(\w+):\w+\}", lambda match: str(values[match[1]]), self.path)


Ids = dict[str, int]


@dataclass(frozen=True)
class Gate:
    """The real application over a storage with three places: own, other, open."""

    app: Litestar
    database: Database
    people: dict[str, Person]
    clients: dict[str, Client]
    places: dict[str, Ids]

    def routes(self) -> list[Route]:
        return [
            Route(
                str(handler.operation_id),
                next(iter(handler.http_methods - {"OPTIONS", "HEAD"})),
                route.path,
                handler.opt["act"],
            )
            for route in self.app.routes
            for handler in getattr(route, "route_handlers", ())
            if isinstance(handler, HTTPRouteHandler)
            and handler.opt.get("act", Act.OPEN_PAGES) is not Act.OPEN_PAGES
        ]

    def placed(self) -> list[Route]:
        return [route for route in self.routes() if route.parameters & PLACE_PARAMETERS]

    def values(self, place: str) -> dict[str, object]:
        """What stands in an address of this place."""
        inner = {"path": CELL[0], "criterion_id": CELL[1], "number": 1, "invitation_id": 1, "person_id": 1}
        return inner | self.places[place]


ROLES: Mapping[str, Mapping[str, frozenset[Role]]] = {
    "own": {
        "owner": frozenset({Role.OWNER, Role.REVIEWER}),
        **{role: frozenset({Role(role)}) for role in MEMBERS[1:]},
    },
    "other": {"outsider": frozenset({Role.OWNER, Role.REVIEWER})},
    "open": {
        **dict.fromkeys(ACTORS, frozenset({Role.REVIEWER})),
        "chief": frozenset({Role.OWNER, Role.REVIEWER}),
    },
}
KNOWS = {"own": {*MEMBERS, "chief"}, "other": {"outsider", "chief"}, "open": set(ACTORS)}


def allowed(route: Route, place: str, actor: str) -> type[Exception] | None:
    """What the tables say: None when it is allowed, else the error."""
    if route.in_assessment:
        roles = ROLES[place].get(actor, NOBODY)
        if not roles:
            return NotFound
        return None if may_in(roles, route.act) else Forbidden
    return None if actor in KNOWS[place] else NotFound


def make_place(records: Records, by: Person, endpoint: int, access: Access, *, hidden: bool) -> Ids:
    """An instrument with two linked drafts, an assessment, a run and a thread, opened by this person."""
    instrument = records.instruments.add(f"Treaty of {by.display_name}", "", by.id, members_only=hidden)
    old, new = (
        keep_draft(records, instrument, label, None, parts, by.id)
        for label, parts in (("1", OLD), ("2", NEW))
    )
    assessment = add_assessment(records, new, by.id, CHECKLIST, f"Of {by.display_name}", access=access).id
    pair = needed_alignment(records, old, new)
    assert pair is not None
    keep_alignment(records, old, new, compute_links(pair))
    run = ask(records, assessment, by.id, endpoint, {CELL: Rating.MET})
    thread = records.threads.open(assessment, CELL, by.id)
    link = records.links.of_pair(old, new)[0].id
    return {
        "assessment_id": assessment,
        "run_id": run,
        "thread_id": thread,
        "instrument_id": instrument,
        "draft_id": new,
        "old_draft_id": old,
        "new_draft_id": new,
        "link_id": link,
    }


def fill(records: Records) -> tuple[dict[str, Person], dict[str, Ids], dict[str, tuple[str, str]]]:
    """The people, the three places, and a session of everybody: key and CSRF token."""
    publish_built_in_checklists(records)
    people = {
        name: records.people.add(
            f"{name}@example.org", name.capitalize(), "no hash", is_owner=name == "chief"
        )
        for name in ACTORS
    }
    endpoint = add_endpoint(records, people["chief"].id)
    places = {
        "own": make_place(records, people["owner"], endpoint, Access.TEAM, hidden=True),
        "other": make_place(records, people["outsider"], endpoint, Access.TEAM, hidden=True),
        "open": make_place(records, people["chief"], endpoint, Access.INSTALLATION, hidden=False),
    }
    for role in MEMBERS[1:]:
        records.members.add(places["own"]["assessment_id"], people[role].id, {Role(role)}, people["owner"].id)
    started = {
        name: start_session(records, person.id, 14, Visit(SignInMethod.PASSWORD))
        for name, person in people.items()
    }
    return people, places, {name: (each.key, each.session.csrf_token) for name, each in started.items()}


@pytest.fixture(scope="module")
def gate(upgraded_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    folder = tmp_path_factory.mktemp("gate")
    url = f"sqlite:///{shutil.copy(upgraded_sqlite, folder / 'salvaguarda.db')}"
    database = Database(url)
    people, places, sessions = database.write_here(fill)
    app = build_app(Settings(data_folder=folder, database_url=url))
    clients = {}
    for name, (key, token) in sessions.items():
        clients[name] = client = Client(app)
        client.cookies.set("salvaguarda", key, domain="127.0.0.1")
        client.headers["x-csrf-token"] = token
    try:
        with clients["chief"]:  # the others run inside it
            yield Gate(app, database, people, clients, places)
    finally:
        database.close()


def test_every_route_with_an_id_in_its_address_has_a_place(gate: Gate) -> None:
    named = {name for names in PLACELESS_ROUTES.values() for name in names.split()}
    without = {route.name for route in gate.routes() if not route.parameters & PLACE_PARAMETERS}
    assert without == named


def test_places_of_this_test_hold_everything_that_has_one(gate: Gate) -> None:
    assert all(ids.keys() == PLACE_PARAMETERS for ids in gate.places.values())
    assert len(gate.placed()) > 70


def test_every_act_in_an_assessment_is_in_the_table(gate: Gate) -> None:
    acts = {route.name: route.act for route in gate.placed() if route.in_assessment}
    assert {name for name, act in acts.items() if act not in ALLOWED_IN} == set()


def test_observers_change_nothing_but_their_own_place(gate: Gate) -> None:
    """A route that writes and is open to an observer would be named by the wrong act."""
    writes = {
        route.name
        for route in gate.placed()
        if route.in_assessment and route.method != "GET" and may_in({Role.OBSERVER}, route.act)
    }
    assert writes == {"leave_assessment", "see_thread"}


@pytest.mark.parametrize("place", ["own", "other", "open"])
@pytest.mark.parametrize("actor", ACTORS)
def test_what_the_table_refuses_is_refused(gate: Gate, actor: str, place: str) -> None:
    wrong = []
    for route in gate.placed():
        expected = allowed(route, place, actor)
        if expected is None:
            continue
        answer = gate.clients[actor].request(route.method, route.address(gate.values(place)))
        fits = is_missing(answer) if expected is NotFound else is_forbidden(answer)
        if not fits:
            wrong.append((route.name, route.method, expected.__name__, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("actor", ACTORS)
def test_what_the_table_allows_is_let_through(gate: Gate, actor: str) -> None:
    shut = []
    for place in gate.places:
        for route in gate.placed():
            named = {name: key for name, key in gate.places[place].items() if name in route.parameters}
            expected, person = allowed(route, place, actor), gate.people[actor]
            if may(person, route.act) and passes(gate, person, route, named) is not expected:
                shut.append((place, route.name, expected))
    assert shut == []


def passes(gate: Gate, person: Person, route: Route, named: Ids) -> type[Exception] | None:
    try:
        gate.database.read_here(enter, person, route.act, named)
    except (NotFound, Forbidden) as error:
        return type(error)
    return None


@pytest.mark.parametrize("actor", ACTORS)
def test_what_may_be_read_can_be_read(gate: Gate, actor: str) -> None:
    """Every route that only reads, for everybody who may: the gate is open, and no fault behind it."""
    wrong = []
    for route in gate.placed():
        if route.reads and allowed(route, "own", actor) is None:
            answer = gate.clients[actor].get(route.address(gate.values("own")))
            shut = answer.status_code == 401 or is_missing(answer) or is_forbidden(answer)
            if shut or answer.status_code >= 500:
                wrong.append((route.name, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("maker", ["reviewer", "outsider"])
def test_program_reads_as_an_observer_where_its_maker_is_a_member_and_changes_nothing(
    gate: Gate, maker: str
) -> None:
    """Whatever the maker may do, over HTTP, for every route; what lets it in and never ends is asked of the gate."""
    wish = TokenWish("Dashboard", False, PROGRAM_SCOPES, 10)
    made = gate.database.write_here(make_token, gate.people[maker], wish)
    program = Client(gate.app)
    program.headers["authorization"] = f"Bearer {made.key}"
    itself = gate.database.read_here(who_is_still_here, key_hash(made.key))
    assert itself is not None
    wrong = []
    for place in gate.places:
        member = place == "open" or maker in ROLES[place]
        for route in gate.placed():
            if member and route.path.endswith("/events"):
                named = {name: key for name, key in gate.places[place].items() if name in route.parameters}
                assert passes(gate, itself, route, named) is None, (place, route.name)
                continue
            answer = program.request(route.method, route.address(gate.values(place)))
            if not fits_a_program(answer, route, member=member):
                wrong.append((place, route.name, answer.status_code, answer.text[:200]))
    assert wrong == []


def fits_a_program(answer: Response, route: Route, *, member: bool) -> bool:
    """Whether a program whose maker is a member there, or not, was answered as it should be."""
    if SCOPE_OF.get(route.act) not in PROGRAM_SCOPES:
        return answer.status_code == 403
    if not member:
        return is_missing(answer)
    if route.in_assessment and not may_in({Role.OBSERVER}, route.act):
        return is_forbidden(answer)
    if route.name in OF_OPEN_CELLS:  # behind the gate: no observer sees what others gave before it is settled
        return answer.status_code == 403 and answer.json()["detail"].startswith("What others gave")
    return answer.status_code < 500 and answer.status_code not in {401, 403}


OF_OPEN_CELLS = {"get_conflict", "get_discussion"}


def is_missing(answer: Response) -> bool:
    """Whether the gate said that the place is not there."""
    return answer.status_code == 404 and bool(re.match(_MISSING, answer.json()["detail"]))


_MISSING = rf"There is no ({'|'.join({*IN_ASSESSMENT.values(), *IN_INSTRUMENT.values()})}) \d+ here\."


def is_forbidden(answer: Response) -> bool:
    return answer.status_code == 403 and answer.json()["detail"].startswith("Only ")


def test_hidden_is_answered_like_what_never_was(gate: Gate) -> None:
    """Word by word, but for the number that was asked for."""
    client, hidden = gate.clients["lead"], gate.values("other")
    never = {name: 999_000 if name in PLACE_PARAMETERS else value for name, value in hidden.items()}
    different = []
    for route in gate.placed():
        answers = [client.request(route.method, route.address(values)) for values in (hidden, never)]
        told = [(answer.status_code, re.sub(r"\d+", "N", answer.json()["detail"])) for answer in answers]
        headers = [{*answer.headers} for answer in answers]
        if told[0] != told[1] or headers[0] != headers[1]:
            different.append((route.name, told))
    assert different == []


def test_things_of_two_assessments_do_not_go_together(gate: Gate) -> None:
    """Being a member of one assessment opens nothing of another that is named beside it."""
    mixed = {"assessment_id": gate.places["own"]["assessment_id"], "run_id": gate.places["open"]["run_id"]}
    with pytest.raises(NotFound, match="no run"):
        gate.database.read_here(enter, gate.people["owner"], Act.READ, mixed)


@pytest.mark.parametrize("actor", ["lead", "outsider", "chief"])
def test_lists_hold_what_is_there_and_nothing_else(gate: Gate, actor: str) -> None:
    instruments = gate.clients[actor].get("/api/instruments").json()
    seen = {each["id"] for each in instruments}
    assert seen == {ids["instrument_id"] for place, ids in gate.places.items() if actor in KNOWS[place]}
    assessments = {
        each["id"] for one in instruments for draft in one["drafts"] for each in draft["assessments"]
    }
    assert assessments == {
        ids["assessment_id"] for place, ids in gate.places.items() if ROLES[place].get(actor)
    }


def test_lists_of_an_instrument_hide_assessments_of_others(gate: Gate) -> None:
    """The owner of the installation knows the instrument, and finds no assessment, trend or life of it rated there."""
    chief, own = gate.clients["chief"], gate.places["own"]
    shown = chief.get(f"/api/instruments/{own['instrument_id']}").json()
    assert [draft["assessments"] for draft in shown["drafts"]] == [[], []]
    assert chief.get(f"/api/instruments/{own['instrument_id']}/trend").json()["drafts"] == []
    lives = chief.get(f"/api/instruments/{own['instrument_id']}/lives").json()
    assert f"Of {gate.people['owner'].display_name}" not in str(lives)
    compared = chief.get(f"/api/comparisons/{own['old_draft_id']}/{own['new_draft_id']}").json()
    assert compared["new"]["assessment_id"] is None
