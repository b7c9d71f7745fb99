"""Request and answer bodies that Litestar cannot derive: forms, YAML, files."""

from typing import Any

from salvaguarda.web.schemas.drafts import PastedDraftIn, PastedTextIn, ReadDraftIn

_FILE = {"type": "string", "format": "binary"}


def _form(**fields: Any) -> dict[str, Any]:
    """fields: further ones; those that may be left out are described as optional."""
    properties = {"file": _FILE, **fields}
    required = [name for name, each in properties.items() if "optional" not in each.get("description", "")]
    return {"schema": {"type": "object", "required": required, "properties": properties}}


_OPTIONS = {"type": "string", "description": "ReadingOptionsIn as JSON text; optional"}


# Operation id → content type → media type object. Their JSON schemas are MODELS.
BODIES: dict[str, dict[str, Any]] = {
    "add_checklist": {"text/yaml": {"schema": {"type": "string"}}, "multipart/form-data": _form()},
    "add_reading": {
        "multipart/form-data": _form(options=_OPTIONS),
        "application/json": {"schema": {"$ref": "#/components/schemas/PastedTextIn"}},
    },
    "add_draft": {
        "multipart/form-data": _form(
            draft={"type": "string", "description": "DraftIn as JSON text"}, options=_OPTIONS
        ),
        "application/json": {
            "schema": {
                "oneOf": [
                    {"$ref": "#/components/schemas/ReadDraftIn"},
                    {"$ref": "#/components/schemas/PastedDraftIn"},
                ]
            }
        },
    },
    "import_export": {"multipart/form-data": _form()},
}

# Operation id → content types of the file or stream it answers with.
FILES: dict[str, tuple[str, ...]] = {
    "get_draft_source": ("application/octet-stream",),
    "get_checklist_source": ("text/yaml",),
    "export_xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "export_csv": ("text/csv",),
    "export_snapshot_csv": ("text/csv",),
    "export_snapshot_json": ("application/json",),
    "export_json": ("application/json",),
    "export_me": ("application/json",),
    "export_person": ("application/json",),
    "export_comparison_xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "export_comparison_csv": ("text/csv",),
    "export_agreement_xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "export_agreement_csv": ("text/csv",),
    "follow_run": ("text/event-stream",),
    "follow_assessment": ("text/event-stream",),
    "export_record": ("application/jsonl",),
    "export_installation_record": ("application/jsonl",),
}

MODELS = (PastedTextIn, PastedDraftIn, ReadDraftIn)


def model_schemas() -> dict[str, Any]:
    """The component schemas that BODIES name."""
    found: dict[str, Any] = {}
    for model in MODELS:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return found
