"""Every route that changes something reaches a use case that adds to the audit log, or stands here with the reason.

Found by following calls through the source, as far as names tell: what the entries say is tested where they are made.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

import salvaguarda

FOLDER = Path(salvaguarda.__file__).parent
LOGS = "records.log.add"

NOT_LOGGED = {
    "a pending reading is its sender's alone, gone after a day; the draft that comes of it is logged with its mends": (
        "add_reading discard_reading choose_reading_options mend_reading"
    ),
    "nothing is kept": "estimate_run",
    "who adjudicates just now is gone after two minutes; what they decide is logged": "take_lock release_lock",
    "the first half of a sign-in or of a new passkey: the second half is logged": (
        "begin_passkey begin_passkey_sign_in begin_totp begin_provider_sign_in begin_provider_link"
    ),
    "that somebody has seen a mention of themselves": "see_thread",
    "they only read; what they are asked with is a secret, which no address may hold": "look_at_reset open_invitation",
    "a plan is shown before it is kept; keeping it is logged": "plan_assignments",
}
METHODS = {"POST", "PUT", "PATCH", "DELETE"}


@cache
def functions() -> dict[str, ast.AST]:
    """module.function → what it does, of the whole package; methods stand under their own name."""
    found: dict[str, ast.AST] = {}
    for path in FOLDER.rglob("*.py"):
        module = ".".join(("salvaguarda", *path.relative_to(FOLDER).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{module}.{node.name}"] = node
    return found


@cache
def names_in(module: str) -> dict[str, str]:
    """Name → module.name, of what a module of ours imports by name, and of its own functions."""
    path = FOLDER.parent / Path(*module.split(".")).with_suffix(".py")
    if not path.exists():
        path = path.with_suffix("") / "__init__.py"
    tree = ast.parse(path.read_text())
    own = {name.rpartition(".")[2]: name for name in functions() if name.rpartition(".")[0] == module}
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("salvaguarda.")
        for alias in node.names
    }
    return own | imported  # a method may have the name of the use case that it calls


def reached(start: str) -> Iterator[str]:
    """Every function that is named, directly or not, in this one; itself first."""
    waiting, seen = [start], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in functions():
            continue
        seen.add(name)
        yield name
        names = names_in(name.rpartition(".")[0])
        named = (node.id for node in ast.walk(functions()[name]) if isinstance(node, ast.Name))
        waiting += [names[each] for each in named if each in names]


@cache
def logs(name: str) -> bool:
    return any(LOGS in ast.unparse(functions()[each]) for each in reached(name))


def writing_routes(app: Litestar) -> dict[str, str]:
    """Operation id → the function of its route."""
    return {
        str(handler.operation_id): f"{handler.fn.__module__}.{handler.fn.__name__}"
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        if isinstance(handler, HTTPRouteHandler) and handler.http_methods & METHODS and handler.operation_id
    }


def test_every_route_that_changes_something_adds_to_the_log(app: Litestar) -> None:
    excepted = {name for names in NOT_LOGGED.values() for name in names.split()}
    silent = {name for name, function in writing_routes(app).items() if not logs(function)}
    assert silent == excepted


def test_calls_are_followed_as_far_as_the_log() -> None:
    assert logs("salvaguarda.web.controllers.scores.put_score")
    assert not logs("salvaguarda.web.controllers.matrix.get_matrix")
