"""Cross-references inside a draft: what they name, and whether they followed it into the next draft."""

from salvaguarda.domain.references.following import (
    CheckedReference,
    Outcome,
    Renumbering,
    check_references,
)
from salvaguarda.domain.references.written import Reference, Scope, Step, written_references

__all__ = [
    "CheckedReference",
    "Outcome",
    "Reference",
    "Renumbering",
    "Scope",
    "Step",
    "check_references",
    "written_references",
]
