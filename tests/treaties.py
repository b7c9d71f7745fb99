"""Where the real treaty texts are: beside the repository, or where SALVAGUARDA_TEXTS says; tests skip without them."""

import os
from functools import cache
from pathlib import Path

import pytest

from salvaguarda.adapters.documents.detect import read_document
from salvaguarda.application.read_draft import DraftReading, read_draft
from salvaguarda.domain.drafts import Provision, ProvisionKind

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))
BUDAPEST = "treaties/budapest-convention-2001.md"
ICCPR = "treaties/iccpr-1966.md"
UNCAC = "treaties/uncac-2003.md"
PARIS = "paris-agreement/2015-12-12.md"
PARIS_DRAFTS = (
    "paris-agreement/2015-10-23.md",
    "paris-agreement/2015-12-04.md",
    "paris-agreement/2015-12-09.md",
)


def path_of(name: str) -> Path:
    path = TEXTS / name
    if not path.exists():
        pytest.skip(f"the text {name} is not here: set SALVAGUARDA_TEXTS to the folder that holds it")
    return path


@cache
def _read(path: Path) -> DraftReading:
    return read_draft(path.read_bytes(), path.name, read_document)


def draft_of(name: str) -> DraftReading:
    return _read(path_of(name))


def provisions_of(name: str) -> dict[str, Provision]:
    return {each.path: each for each in draft_of(name).segmentation.provisions}


def articles_of(name: str) -> list[Provision]:
    return [each for each in draft_of(name).segmentation.provisions if each.kind is ProvisionKind.ARTICLE]


def children_of(provisions: dict[str, Provision], path: str) -> list[str]:
    """Last steps of the paths of the children."""
    return [each.path.split("__")[-1] for each in provisions.values() if each.parent == path]
