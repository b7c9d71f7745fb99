"""A test client that carries its CSRF token once it is signed in."""

from typing import Any

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

PASSWORD = "correct horse battery"
OWNER = {"email": "ana@example.org", "display_name": "Ana Reyes", "password": PASSWORD}


class Client(TestClient[Litestar]):
    """Litestar's test client at a loopback address."""

    def __init__(self, app: Litestar) -> None:
        super().__init__(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False)

    def adopt(self, answer: Response) -> "Client":
        """Carry the CSRF token of a sign-in answer from now on."""
        assert answer.status_code in {200, 201}, answer.text
        self.headers["x-csrf-token"] = answer.json()["csrf_token"]
        return self

    @property
    def person_id(self) -> int:
        answer = self.get("/api/session").json()
        return int(answer["person"]["id"])


def person_in(name: str) -> dict[str, Any]:
    return {"email": f"{name}@example.org", "display_name": name.capitalize(), "password": PASSWORD}


def signed_in_owner(visitor: Client) -> Client:
    return visitor.adopt(visitor.post("/api/setup", json=OWNER))


def signed_in_reviewer(app: Litestar, owner: Client, name: str) -> Client:
    """Not entered as a context: it runs inside the owner's."""
    added = owner.post("/api/people", json=person_in(name))
    assert added.status_code == 201, added.text
    client = Client(app)
    return client.adopt(
        client.post("/api/session", json={"email": f"{name}@example.org", "password": PASSWORD})
    )
