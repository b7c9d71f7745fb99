"""The real service in its own process, with an owner, a generated draft and an assessment."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.texts import treaty_text


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
def running(folder: Path) -> Iterator[str]:
    """The address of a service over an empty data folder."""
    command = [sys.executable, "-m", "salvaguarda", "serve", "--port", "0", "--data-folder", str(folder)]
    environment = {**os.environ, "SALVAGUARDA_LOG_LEVEL": "error", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as service:
        assert service.stdout is not None
        line = next(text for text in service.stdout if "http://" in text)
        try:
            yield line.split()[-1]
        finally:
            service.terminate()
            service.wait(20)


@contextmanager
def with_assessment(articles: int = 400) -> Iterator[tuple[Path, str, Connection, dict[str, Any]]]:
    """(data folder, address, the owner's connection, the workbench) of a service with a generated draft."""
    with tempfile.TemporaryDirectory() as name, running(Path(name)) as address:
        owner = Connection(address)
        owner.set_up()
        instrument = owner.json("POST", "/api/instruments", {"title": "Generated"})
        draft = {"label": "First", "language": "en"}
        text = {"text": treaty_text(articles), "name": "generated.md", "draft": draft}
        stored = owner.json("POST", f"/api/instruments/{instrument['id']}/drafts", text)
        wanted = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0", "unit": "article"}
        assessment = owner.json("POST", f"/api/drafts/{stored['id']}/assessments", wanted)
        workbench = owner.json("GET", f"/api/assessments/{assessment['id']}/workbench")
        yield Path(name), address, owner, workbench
