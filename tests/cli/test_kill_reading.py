"""kill -9 while a file is read: it is read again by the next service, mends stay, and no reading process is left."""

import os
import select
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.service import RunningService, signed_in

LONG = (
    b"<html><body>"
    + b"<p>1. Each Party shall adopt measures [to be agreed].</p>" * 20_000
    + b"</body></html>"
)
SHORT = "Article 1\nPurposes\nThe purposes are:\n(a) to prevent cybercrime;\n(b) to protect human rights."
MERGE = {"op": "merge", "path": "art_1__point_b"}
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")


def children_of(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    for task in Path(f"/proc/{process}/task").iterdir():
        text += " " + (task / "children").read_text()
    return sorted({int(each) for each in text.split()})


def wait_for_end(process: int) -> None:
    """Until it is gone: the machine may be busy, the test's own timeout is the limit."""
    with suppress(ProcessLookupError, FileNotFoundError, ChildProcessError):
        handle = os.pidfd_open(process)
        try:
            select.select([handle], [], [])
        finally:
            os.close(handle)


def settled(client: httpx.Client, reading_id: str) -> str:
    state = "waiting"
    while state in {"waiting", "reading"}:  # the service itself waits two seconds for each answer
        state = client.get(f"/api/readings/{reading_id}").json()["state"]
    return state


@linux
def test_reading_and_mends_outlive_the_service_and_no_process_does(tmp_path: Path) -> None:
    with RunningService(tmp_path, reading_seconds="100") as service, service.client() as client:
        signed_in(client)
        short = client.post("/api/readings", json={"text": SHORT}).json()["id"]
        settled(client, short)
        place = f"/api/readings/{short}"
        mended = client.put(f"{place}/mends", json={"mends": [MERGE]}, headers={"if-match": '"1"'})
        assert mended.status_code == 200, mended.text
        long = client.post("/api/readings", files={"file": ("long.html", LONG)}).json()
        assert long["state"] == "reading"
        readers = children_of(service.process.pid)
        assert readers
        service.process.kill()
    for reader in readers:
        wait_for_end(reader)
    with RunningService(tmp_path, reading_seconds="100") as service, service.client() as client:
        signed_in(client, set_up=False)
        again = client.get(place).json()
        assert (again["mends"], again["provisions"]) == ([MERGE], mended.json()["provisions"])
        begun = client.get(f"/api/readings/{long['id']}").json()
        assert begun["state"] in {"reading", "ready"}
        readers = children_of(service.process.pid)
        assert client.delete(f"/api/readings/{long['id']}").status_code == 204
    for reader in readers:
        wait_for_end(reader)
