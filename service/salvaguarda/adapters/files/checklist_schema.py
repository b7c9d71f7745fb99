"""The JSON Schema of checklist files, for editors that complete and check them while somebody writes."""

import json
from functools import cache
from typing import Any

from salvaguarda.adapters.files.checklist_model import ChecklistFile


@cache
def checklist_schema() -> dict[str, Any]:
    """The schema (draft 2020-12), generated from the models that the loader itself uses."""
    schema = ChecklistFile.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Salvaguarda checklist",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as it stands in checklists/schema.json."""
    return json.dumps(checklist_schema(), indent=2, ensure_ascii=False) + "\n"
