"""Every route is closed to visitors but the public ones, and every one names its act."""

import re

import pytest
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler

from salvaguarda.domain.access import Act
from salvaguarda.web.app import refuse_routes_without_act
from tests.client import Client

PUBLIC = {
    "get_setup",
    "set_up",
    "sign_in",
    "sign_in_demo",
    "begin_provider_sign_in",
    "end_provider_sign_in",
    "begin_passkey_sign_in",
    "sign_in_with_passkey",
    "pass_second_step",
    "ask_for_reset",
    "look_at_reset",
    "reset_password",
    "open_invitation",
    "accept_with_account",
    "get_checklist_schema",
    "None",
}


def routes_of(app: Litestar) -> list[tuple[str, str, str, Act]]:
    """(operation id, method, path with made-up values, act) of every route of the interface."""
    found: list[tuple[str, str, str, Act]] = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if (
                isinstance(handler, HTTPRouteHandler)
                and "act" in handler.opt
                and route.path != "/{path:path}"
            ):
                path = re.sub(r"\{\w+:(\w+)\}", lambda match: "1" if match[1] == "int" else "x", route.path)
                method = next(iter(handler.http_methods - {"OPTIONS", "HEAD"}))
                found.append((str(handler.operation_id), str(method), path, handler.opt["act"]))
    return found


def test_visitors_get_401_everywhere_but_at_public_routes(visitor: Client, app: Litestar) -> None:
    answers = {
        (name, method, path): visitor.request(method, path).status_code
        for name, method, path, _ in routes_of(app)
        if name not in PUBLIC
    }
    assert len(answers) > 25
    assert {place for place, status in answers.items() if status != 401} == set()


def test_public_routes_are_those_for_visitors_only(app: Litestar) -> None:
    open_acts = {Act.OPEN_PAGES, Act.SET_UP, Act.SIGN_IN, Act.ACCEPT_INVITATION}
    assert {name for name, _, _, act in routes_of(app) if act in open_acts} == PUBLIC


def test_route_without_an_act_is_refused_at_start() -> None:
    @get("/api/forgotten", operation_id="forgotten", sync_to_thread=False)
    def forgotten() -> None: ...

    app = Litestar(route_handlers=[forgotten], openapi_config=None, logging_config=None)
    with pytest.raises(RuntimeError, match="forgotten"):
        refuse_routes_without_act(app)


def test_head_and_options_tell_a_visitor_nothing(visitor: Client) -> None:
    assert visitor.head("/api/instruments").status_code in {401, 405}
    options = visitor.options("/api/instruments")
    assert options.status_code == 204
    assert options.content == b""
