"""Publish a checklist version: it never changes afterwards."""

from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.checklists import ChecklistRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.checklist import Checklist
from salvaguarda.domain.errors import Conflict


def publish_checklist(
    records: Records, checklist: Checklist, source: str, *, origin: str, person_id: int | None
) -> ChecklistRecord:
    """Keep this version. The same content again is what is there already; Conflict when other content has its number.

    source: the YAML the checklist was read from. origin: "built-in" or "uploaded". person_id: None for a built-in one.
    """
    kept = records.checklists.find(checklist.id, checklist.version)
    if kept is None:
        added = records.checklists.add(
            checklist_id=checklist.id,
            version=checklist.version,
            title=checklist.title,
            description=checklist.description,
            origin=origin,
            sha256=checklist.sha256,
            criteria=len(checklist.criteria),
            red_lines=len(checklist.red_lines),
            source=source,
            person_id=person_id,
        )
        subject = {"checklist": checklist.id, "version": checklist.version}
        after = {"origin": origin, "sha256": checklist.sha256}
        records.log.add(NewEntry("publish checklist", person_id, subject, after=after))
        return added
    if kept.sha256 == checklist.sha256:
        return kept
    raise Conflict(
        f"Checklist {checklist.id} {checklist.version} is published already with other content, and published versions "
        f"never change. Give yours a new version, e.g. {_next_version(checklist.version)}, and upload it again."
    )


def upload_checklist(records: Records, checklist: Checklist, source: str, person_id: int) -> ChecklistRecord:
    """Publish a checklist that somebody uploaded."""
    return publish_checklist(records, checklist, source, origin="uploaded", person_id=person_id)


def _next_version(version: str) -> str:
    start, _, patch = version.rpartition(".")
    return f"{start}.{int(patch) + 1}" if patch.isdigit() and start else f"{version}.1"
