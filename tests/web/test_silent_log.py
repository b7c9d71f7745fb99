"""The log of a whole run: no words of a draft, no rationale, no secret, nobody's name or e-mail."""

from pathlib import Path

import httpx

from tests.client import PASSWORD
from tests.service import RunningService, signed_in
from tests.web.test_second_factors import code_of

NEW = "another password of Ana"
TREATY = "Article 1\nPurpose\nThe marmalade clause binds nobody.\n\nArticle 2\nScope\nWords that no log may hold.\n"
WORDS = (
    "marmalade", "no log may hold", "Ana Reyes", "ana@example.org", "ben@example.org", "Ben Okafor",
    "A rationale that nobody logs.", "Only the team talks of this", PASSWORD, NEW, "wrong password tried",
)  # fmt: skip


def _work(client: httpx.Client) -> set[str]:
    """Go through what is confidential; every secret that came or went."""
    instrument = client.post("/api/instruments", json={"title": "Marmalade treaty"}).json()["id"]
    draft = {"label": "First", "language": "en"}
    sent = {"text": TREATY, "name": "marmalade.txt", "draft": draft}
    added = client.post(f"/api/instruments/{instrument}/drafts", json=sent)
    assert added.is_success, added.text
    wanted = {"checklist_id": "un-cybercrime-safeguards", "checklist_version": "1.0.0", "title": "Ours"}
    opened = client.post(f"/api/drafts/{added.json()['id']}/assessments", json=wanted)
    assert opened.is_success, opened.text
    cell = f"/api/assessments/{opened.json()['id']}"
    provision = client.get(f"{cell}/provisions/art_2").json()
    score = {
        "rating": "not_met",
        "rationale": "A rationale that nobody logs.",
        "evidence": [],
        "text_sha256": provision["sha256"],
    }
    saved = client.put(f"{cell}/scores/art_2/necessity", json=score, headers={"if-none-match": "*"})
    assert saved.is_success, saved.text
    client.put(f"{cell}/scores/art_2/necessity", json={**score, "rating": 7}, headers={"if-match": '"1"'})
    client.get(f"{cell}/export.json")
    return _protect(client)


def _protect(client: httpx.Client) -> set[str]:
    person = {"email": "ben@example.org", "display_name": "Ben Okafor", "password": PASSWORD}
    ben = client.post("/api/people", json=person).json()["id"]
    link = client.post(f"/api/people/{ben}/password-reset", json={"password": PASSWORD}).json()["address"]
    begun = client.post("/api/account/totp", json={"password": PASSWORD}).json()
    codes = client.put("/api/account/totp", json={"code": code_of(begun["secret"])}).json()["codes"]
    client.put("/api/account/password", json={"password": PASSWORD, "new_password": NEW})
    client.post("/api/session", json={"email": "ana@example.org", "password": "wrong password tried"})
    client.post("/api/session", json={"email": "ana@example.org", "password": NEW})
    client.post("/api/session/second-step", json={"recovery_code": codes[0]})
    client.post("/api/password-resets/look", json={"key": link.partition("#")[2]})
    client.post("/api/account/export", json={"password": NEW})
    client.post(f"/api/people/{ben}/erasure", json={"password": NEW, "sure": "erase"})
    client.get("/api/nothing/here?with=marmalade", headers={"x-note": "marmalade"})
    kept = {value for name, value in client.cookies.items() if name.startswith("salvaguarda")}
    return {begun["secret"], link.partition("#")[2], client.headers["x-csrf-token"], *codes, *kept}


def test_nothing_confidential_stands_in_the_log_of_a_whole_run(tmp_path: Path) -> None:
    with RunningService(tmp_path, log_level="debug") as service, service.client() as client:
        secrets = _work(signed_in(client))
    assert service.log.count("answered") > 15
    assert len(secrets) >= 13
    assert [word for word in (*WORDS, *secrets) if word in service.log] == []
