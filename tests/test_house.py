"""The house rules that no linter has: sizes, and nothing that names a machine or a registry."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = sorted(
    path
    for folder in ("service", "tests", "benchmarks", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts  # migrations are lists that nobody edits again
)
FRONTEND = sorted(
    path
    for suffix in ("*.ts", "*.svelte")
    for path in (ROOT / "frontend" / "src").rglob(suffix)
    if not {"api", "compiled"} & set(path.relative_to(ROOT / "frontend" / "src").parts)  # generated
)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*PYTHON, *FRONTEND], ids=relative)
def test_a_module_has_under_400_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 400


@pytest.mark.parametrize("path", PYTHON, ids=relative)
def test_a_function_has_under_50_lines(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    too_long = [f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}" for node in functions]
    assert not [text for text in too_long if int(text.split()[-1]) >= 50]


@pytest.mark.parametrize(
    "path", [p for p in PYTHON if "service" in p.relative_to(ROOT).parts[:1]], ids=relative
)
def test_no_import_hides_in_a_function(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    hidden = [
        node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def committed_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing committed to look at")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_nothing_committed_names_this_machine_or_a_registry_host() -> None:
    telling = re.compile(
        rb"/work/" rb"main|/opt/" rb"wheels|registry\.npmjs" rb"\.org|files\.pythonhosted" rb"\.org"
    )
    assert not [relative(path) for path in committed_files() if telling.search(path.read_bytes())]


def test_lock_files_carry_no_download_addresses() -> None:
    locks = [
        path
        for path in committed_files()
        if path.name == "package-lock.json" or path.parent.name == "requirements"
    ]
    assert locks
    assert not [
        relative(path)
        for path in locks
        if b'"resolved"' in path.read_bytes() or b"--index" in path.read_bytes()
    ]


def test_no_test_runs_an_event_loop_of_its_own() -> None:
    # It fails in the process that also runs browser tests; tests/apart.py is the way.
    loop = re.compile(r"asyncio\.run\(")
    assert not [relative(path) for path in PYTHON if "tests" in path.parts and loop.search(path.read_text())]
