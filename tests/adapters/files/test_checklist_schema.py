import json

import jsonschema
import pytest
import yaml

from salvaguarda.adapters.files import checklist_schema, checklists_folder
from salvaguarda.adapters.files.built_in import checklist_paths
from salvaguarda.adapters.files.checklist_schema import schema_text
from tests.adapters.files.right_checklist import RIGHT


def test_the_published_schema_is_the_one_the_loader_uses() -> None:
    published = (checklists_folder() / "schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: salvaguarda checklists schema > checklists/schema.json"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(checklist_schema())


def test_the_schema_accepts_every_built_in_checklist() -> None:
    for path in checklist_paths():
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), json.loads(schema_text()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Narrow", "titel: Narrow"),
        ("silent: Nothing., ", ""),
        ("weight: 1.5", "weight: 0"),
        ("[criminalization, procedure]", "everything"),
        ("[criminalization, procedure]", "[]"),
        ("[criminalization, procedure]", "[procedural]"),
        ("key: \"s\"", "key: \"x\""),
        ("version: 1.2.3", "version: first"),
    ],
)  # fmt: skip
def test_an_editor_with_the_schema_sees_the_mistake(old: str, new: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(RIGHT.replace(old, new, 1)), checklist_schema())


def test_every_part_of_the_schema_refuses_unknown_keys() -> None:
    parts = [checklist_schema(), *checklist_schema()["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in parts if part.get("type") == "object")
