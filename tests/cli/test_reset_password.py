"""`salvaguarda reset-password`, for whoever runs the service."""

from pathlib import Path

from tests.client import PASSWORD
from tests.service import RunningService, run_command, signed_in
from tests.web.test_second_factors import code_of

NEW = "battery staple anew"


def test_the_owner_gets_in_again_who_lost_password_and_phone(tmp_path: Path) -> None:
    with RunningService(tmp_path) as service, service.client() as client:
        signed_in(client)
        secret = client.post("/api/account/totp", json={"password": PASSWORD}).json()["secret"]
        client.put("/api/account/totp", json={"code": code_of(secret)})
        done = run_command("reset-password", "Ana@example.org", "--second-factors", folder=tmp_path)
        assert done.returncode == 0, done.stderr
        address, _, key = done.stdout.strip().partition("/reset#")
        assert address == "http://127.0.0.1:8765"
        assert client.put("/api/password-resets", json={"key": key, "new_password": NEW}).status_code == 204
        answer = client.post("/api/session", json={"email": "ana@example.org", "password": NEW})
        assert answer.json()["csrf_token"]
    unknown = run_command("reset-password", "nobody@example.org", folder=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "nobody@example.org" in unknown.stderr
