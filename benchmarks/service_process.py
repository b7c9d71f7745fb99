"""The real service in its own process, with an owner, a generated draft and an assessment."""

import http.client
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.texts import treaty_text
from tests.service import RunningService


class Connection:
    """One kept-open HTTP connection of a signed-in person."""

    def __init__(self, address: str) -> None:
        self.http = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
        self.headers = {"content-type": "application/json"}

    def ask(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body; raises when it is an error."""
        sent = None if body is None else json.dumps(body)
        self.http.request(
            method, path, sent, {**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )
        answer = self.http.getresponse()
        content = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:500]!r}")
        return answer, content

    def json(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        return json.loads(self.ask(method, path, body, **headers)[1])

    def set_up(self) -> None:
        """Become the owner of the empty service."""
        owner = {"email": "owner@example.org", "display_name": "Owner", "password": "correct horse battery"}
        answer, content = self.ask("POST", "/api/setup", owner)
        cookie = (answer.getheader("set-cookie") or "").split(";")[0]
        self.headers |= {"cookie": cookie, "x-csrf-token": json.loads(content)["csrf_token"]}

    def twin(self, address: str) -> "Connection":
        """Another connection of the same person."""
        other = Connection(address)
        other.headers = dict(self.headers)
        return other


@contextmanager
def with_assessment(articles: int = 400) -> Iterator[tuple[Path, str, Connection, dict[str, Any]]]:
    """(data folder, address, the owner's connection, the workbench) of a service with a generated draft."""
    with tempfile.TemporaryDirectory() as name, RunningService(Path(name), log_level="error") as service:
        owner = Connection(service.address)
        owner.set_up()
        instrument = owner.json("POST", "/api/instruments", {"title": "Generated"})
        draft = {"label": "First", "language": "en"}
        text = {"text": treaty_text(articles), "name": "generated.md", "draft": draft}
        stored = owner.json("POST", f"/api/instruments/{instrument['id']}/drafts", text)
        wanted = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0", "unit": "article"}
        assessment = owner.json("POST", f"/api/drafts/{stored['id']}/assessments", wanted)
        workbench = owner.json("GET", f"/api/assessments/{assessment['id']}/workbench")
        yield Path(name) / "data", service.address, owner, workbench
