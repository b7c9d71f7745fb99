"""Only people score (design.md 2.1): nothing that runs by itself can reach what writes a score, a reveal or a decision."""

import ast
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).parent.parent / "service" / "salvaguarda"
SUGGESTING = "salvaguarda.application.suggesting"
MODELS = "salvaguarda.adapters.models"
ASKED_FOR_BY_A_PERSON = {f"{SUGGESTING}.ask_redraft"}
"""Called by a route, with the person who asks; the worker cannot reach it (below)."""
WRITERS = {
    f"salvaguarda.application.{name}"
    for name in (
        "save_score",
        "carry_scores",
        "decide_suggestion",
        "reveal_suggestion",
        "import_export",
        "adjudicate",
        "settle_agreed",
    )
} | {
    f"salvaguarda.adapters.db.records.{name}"
    for name in ("scores", "reveals", "settle", "keep_export", "keep_reveals")
}
WRITING = {
    ("scores", "add"),
    ("scores", "change"),
    ("reveals", "add"),
    ("reveals", "decide"),
    ("settling", "settle"),
    ("settling", "settle_many"),
    ("complete_exports", "keep"),
}
"""Attributes of records that write one of them."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("salvaguarda", cache_dir=None)


def modules_of(graph: grimp.ImportGraph, *rooms: str) -> set[str]:
    return {name for name in graph.modules if any(name == r or name.startswith(f"{r}.") for r in rooms)}


def source_of(module: str) -> ast.Module:
    path = PACKAGE.parent.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text())


def writes_in(module: str) -> set[tuple[str, str]]:
    """(records' part, its method) of everything in a module that writes a score, a reveal or a decision."""
    return {
        (node.value.attr, node.attr)
        for node in ast.walk(source_of(module))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and (node.value.attr, node.attr) in WRITING
    }


def test_the_writers_are_where_this_test_looks_for_them(graph: grimp.ImportGraph) -> None:
    assert graph.modules >= WRITERS
    assert writes_in("salvaguarda.application.save_score") == {("scores", "add"), ("scores", "change")}
    assert writes_in("salvaguarda.application.decide_suggestion") == {("reveals", "decide")}
    assert writes_in("salvaguarda.application.reveal_suggestion") == {("reveals", "add")}
    assert writes_in("salvaguarda.application.adjudicate") == {("settling", "settle")}
    assert writes_in("salvaguarda.application.settle_agreed") == {("settling", "settle_many")}


def test_no_module_that_asks_models_reaches_a_writer(graph: grimp.ImportGraph) -> None:
    for module in modules_of(graph, SUGGESTING, MODELS) - ASKED_FOR_BY_A_PERSON:
        reached = graph.find_upstream_modules(module)
        assert reached & (WRITERS | ASKED_FOR_BY_A_PERSON) == set(), module


def test_no_module_that_asks_models_writes_one_through_records(graph: grimp.ImportGraph) -> None:
    found = {module: writes_in(module) for module in modules_of(graph, SUGGESTING, MODELS)}
    assert {module: writes for module, writes in found.items() if writes} == {
        f"{SUGGESTING}.ask_redraft": {("reveals", "add")}
    }


def test_these_tables_are_written_by_few_modules_and_none_of_runs(graph: grimp.ImportGraph) -> None:
    # `first_wins` inserts a row, but where it is there already.
    tables = {"score", "score_revision", "reveal", "decision"}
    writing = {
        module.rpartition(".")[2]
        for module in modules_of(graph, "salvaguarda.adapters")
        for node in ast.walk(source_of(module))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", ""))
        in {"insert", "first_wins", "update", "delete"}
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in tables
    }
    assert writing == {"scores", "score_statements", "suggestion_statements", "keep_export", "keep_reveals"}
