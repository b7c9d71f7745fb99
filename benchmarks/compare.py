"""Compare drafts and follow lives over HTTP, the first time (aligned, redlines drawn) and again, on real drafts.

Four drafts of the Paris Agreement and the bill 1 → 4; nothing where the texts are not here. The baseline is difflib on the
words of both texts: what a plain comparison of two files costs.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from pathlib import Path

import httpx

from benchmarks.measure import Measured, seconds
from benchmarks.service_process import Connection
from salvaguarda.adapters.documents.detect import read_document
from tests.service import RunningService

TEXTS = Path(os.environ.get("SALVAGUARDA_TEXTS", Path(__file__).parents[2] / "shared" / "texts"))
_PARIS = tuple(f"paris-agreement/2015-{date}.md" for date in ("10-23", "12-04", "12-09", "12-12"))
_BILL = ("social-housing-bill/1-lords-committee.xml", "social-housing-bill/4-commons-committee.xml")


def run() -> list[Measured]:
    """Every pair of neighbours, then all lives of the instrument."""
    rows = []
    for name, files in (("Paris", _PARIS), ("bill 1 → 4", _BILL)):
        paths = [TEXTS / file for file in files]
        if all(path.exists() for path in paths):
            rows += list(_measured(name, paths))
    return rows


def _measured(name: str, paths: Sequence[Path]) -> Iterator[Measured]:
    plain = [_difflib(before, after) for before, after in pairwise(paths)]
    with tempfile.TemporaryDirectory() as folder, RunningService(Path(folder), log_level="error") as service:
        owner = Connection(service.address)
        owner.set_up()
        instrument = owner.json("POST", "/api/instruments", {"title": name})["id"]
        drafts = [_stored(owner, service.address, instrument, path) for path in paths]
        owner = owner.twin(service.address)  # the first connection was closed while the drafts were read
        for place, (old, new) in enumerate(pairwise(drafts)):
            before, after = paths[place].stem, paths[place + 1].stem
            pair = f"/api/comparisons/{old}/{new}"
            yield from _twice(owner, f"compare {before} → {after}", f"{pair}?level=paragraph", plain[place])
            taken = seconds(partial(owner.ask, "GET", f"{pair}/references"))
            yield Measured("its references that may be wrong", taken, "difflib on words", plain[place])
        lives = f"/api/instruments/{instrument}/lives?level=paragraph"
        yield from _twice(owner, f"lives of {name}, {len(paths)} drafts", lives, sum(plain))


def _twice(owner: Connection, what: str, address: str, plain: float) -> Iterator[Measured]:
    size = 0

    def ask() -> None:
        nonlocal size
        size = len(owner.ask("GET", address)[1]) // 1024

    for when in ("first", "again"):
        taken = seconds(ask)
        yield Measured(f"{what}, {when}", taken, "difflib on words", plain, f"{size} kB")


def _stored(owner: Connection, address: str, instrument: int, path: Path) -> int:
    headers = {name: owner.headers[name] for name in ("cookie", "x-csrf-token")}
    answer = httpx.post(
        f"{address}/api/instruments/{instrument}/drafts",
        headers=headers,
        files={"file": (path.name, path.read_bytes())},
        data={"draft": json.dumps({"label": path.stem, "language": "en"})},
        timeout=120,
    )
    return int(answer.raise_for_status().json()["id"])


def _difflib(before: Path, after: Path) -> float:
    """Seconds of comparing the words of two files."""
    old, new = (
        [word for line in read_document(path.read_bytes(), path.name).lines for word in line.text.split()]
        for path in (before, after)
    )
    return seconds(SequenceMatcher(None, old, new, autojunk=False).get_opcodes)
