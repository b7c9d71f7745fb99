"""Checklist files: read strictly, with file and line for every mistake."""

from salvaguarda.adapters.files.built_in import BuiltInChecklist, built_in_checklists, checklists_folder
from salvaguarda.adapters.files.checklist_files import load_checklist
from salvaguarda.adapters.files.checklist_schema import checklist_schema

__all__ = [
    "BuiltInChecklist",
    "built_in_checklists",
    "checklist_schema",
    "checklists_folder",
    "load_checklist",
]
