"""Prompts over HTTP."""

from salvaguarda.adapters.prompts.shelf import built_in_shelf
from tests.client import Client

PROMPT = built_in_shelf().get("provision-score", "1.0.0")


def test_every_prompt_is_listed(client: Client) -> None:
    listed = client.get("/api/prompts").json()
    assert [(each["id"], each["version"]) for each in listed] == [
        (each.id, each.version) for each in built_in_shelf().every()
    ]
    [score] = [each for each in listed if each["task"] == "score"]
    assert (score["status"], score["sha256"]) == ("active", PROMPT.sha256)


def test_a_prompt_is_read_as_a_lawyer_reads_it(client: Client) -> None:
    prompt = client.get("/api/prompts/provision-score/1.0.0").json()
    system, user = prompt["parts"]
    assert system == {
        "role": "system",
        "pieces": [{"text": PROMPT.parts[0].template, "input": None, "fence": None}],
    }
    assert [each["input"] for each in user["pieces"] if each["input"]] == [
        each.name for each in PROMPT.inputs
    ]
    assert {(each["fence"]) for each in user["pieces"] if each["input"]} == {"criterion", "provision"}
    assert all((each["text"] is None) != (each["input"] is None) for each in user["pieces"])
    assert not any("<<<" in (each["text"] or "") for each in user["pieces"])
    assert user["pieces"][-1]["text"].startswith("Both blocks are closed.")


def test_a_prompt_tells_its_inputs_schema_and_hashes(client: Client) -> None:
    prompt = client.get("/api/prompts/provision-score/1.0.0").json()
    assert prompt["inputs"][0] == {
        "name": "criterion_title",
        "description": "The title of the criterion",
        "untrusted": True,
    }
    assert [*prompt["output_schema"]["properties"]][-1] == "rating"
    assert (prompt["sha256"], prompt["schema_sha256"]) == (PROMPT.sha256, PROMPT.schema_sha256)
    assert prompt["max_output_tokens"] == PROMPT.max_output_tokens


def test_a_prompt_that_is_not_there_is_not_found(client: Client) -> None:
    for place in ("provision-score/9.0.0", "provision-score/..%2f1.0.0", "nothing/1.0.0"):
        assert client.get(f"/api/prompts/{place}").status_code == 404
