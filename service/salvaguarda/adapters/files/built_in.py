"""The checklists that come with the project."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import salvaguarda
from salvaguarda.adapters.files.checklist_files import load_checklist
from salvaguarda.domain.checklist import Checklist


@dataclass(frozen=True, slots=True)
class BuiltInChecklist:
    """A checklist and the YAML it was read from: source.encode() has the sha256 of the checklist."""

    checklist: Checklist
    source: str


def checklists_folder() -> Path:
    """Where the built-in checklists are: inside the installed package, else beside `service/` in a checkout."""
    package = Path(salvaguarda.__file__).parent
    installed = package / "checklists"
    return installed if installed.is_dir() else package.parents[1] / "checklists"


def checklist_paths() -> tuple[Path, ...]:
    """The files of the built-in checklists, <id>/<version>.yaml, by id and then oldest version first."""
    return tuple(sorted(checklists_folder().glob("*/*.yaml"), key=_by_version))


def _by_version(path: Path) -> tuple[str, list[int], str]:
    return path.parent.name, [int(part) for part in path.stem.split(".") if part.isdigit()], path.stem


@cache
def built_in_checklists() -> tuple[BuiltInChecklist, ...]:
    """Every built-in checklist version, sorted by file name; read once a process.

    Raises InvalidChecklist when a file is wrong.
    """
    return tuple(_read(path) for path in checklist_paths())


def _read(path: Path) -> BuiltInChecklist:
    content = path.read_bytes()
    checklist = load_checklist(content, f"checklists/{path.parent.name}/{path.name}")
    return BuiltInChecklist(checklist, content.decode())
