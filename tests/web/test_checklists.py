"""Checklists over HTTP."""

from salvaguarda.adapters.files import built_in_checklists
from tests.client import Client

THREE = built_in_checklists()[0]
YAML = {"content-type": "text/yaml"}


def test_built_in_checklists_are_listed(client: Client) -> None:
    listed = client.get("/api/checklists").json()
    assert [each["id"] for each in listed] == ["three-part-test", "un-cybercrime-safeguards"]
    assert {each["origin"] for each in listed} == {"built-in"}
    assert all(each["criteria"] > 0 for each in listed)


def test_checklist_is_read_whole(client: Client) -> None:
    checklist = client.get("/api/checklists/un-cybercrime-safeguards/1.0.0").json()
    assert len(checklist["demands"]) == 6
    assert [level["key"] for level in checklist["scale"]] == ["2", "1", "0", "s", "n"]
    assert all(len(criterion["levels"]) == 5 for criterion in checklist["criteria"])
    assert client.get("/api/checklists/un-cybercrime-safeguards/9.0.0").status_code == 404


def test_source_is_downloaded_as_published(client: Client) -> None:
    answer = client.get(f"/api/checklists/{THREE.checklist.id}/{THREE.checklist.version}/source")
    assert answer.text == THREE.source
    assert answer.headers["content-disposition"] == 'attachment; filename="three-part-test-1.0.0.yaml"'


def test_ones_own_checklist_is_published(client: Client) -> None:
    own = THREE.source.replace("id: three-part-test", "id: our-test", 1)
    answer = client.post("/api/checklists", content=own.encode(), headers=YAML)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["id"], answer.json()["origin"]) == ("our-test", "uploaded")
    assert client.get("/api/checklists/our-test/1.0.0/source").text == own


def test_file_of_a_form_is_published_too(client: Client) -> None:
    own = THREE.source.replace("id: three-part-test", "id: our-test", 1)
    answer = client.post("/api/checklists", files={"file": ("ours.yaml", own.encode())})
    assert answer.status_code == 201, answer.text


def test_same_content_again_is_what_is_there(client: Client) -> None:
    answer = client.post("/api/checklists", content=THREE.source.encode(), headers=YAML)
    assert answer.status_code == 201
    assert answer.json()["origin"] == "built-in"
    assert len(client.get("/api/checklists").json()) == 2


def test_published_version_cannot_be_changed(client: Client) -> None:
    other = THREE.source + "# changed\n"
    answer = client.post("/api/checklists", content=other.encode(), headers=YAML)
    assert answer.status_code == 409
    assert "1.0.1" in answer.json()["detail"]


def test_every_mistake_is_named_with_its_line(client: Client) -> None:
    wrong = THREE.source.replace("title:", "titel:", 1)
    answer = client.post("/api/checklists", files={"file": ("ours.yaml", wrong.encode())})
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/invalid-checklist"
    assert all(each["where"].startswith("ours.yaml:") for each in answer.json()["problems"])


def test_schema_is_there_for_editors(visitor: Client) -> None:
    assert "json-schema.org" in visitor.get("/api/checklist-schema").json()["$schema"]
