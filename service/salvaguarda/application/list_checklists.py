"""The checklist versions published here."""

from salvaguarda.application.ports.checklists import ChecklistRecord
from salvaguarda.application.ports.records import Records
from salvaguarda.application.sheets import Sheets
from salvaguarda.domain.checklist import Checklist


def list_checklists(records: Records) -> tuple[ChecklistRecord, ...]:
    """All versions, by id, then in the order they were published."""
    return records.checklists.every()


def find_checklist(records: Records, checklist_id: str, version: str) -> ChecklistRecord:
    """That version as it is kept; NotFound when there is none."""
    return records.checklists.get(checklist_id, version)


def read_checklist(
    records: Records, sheets: Sheets, checklist_id: str, version: str
) -> tuple[ChecklistRecord, Checklist]:
    """That version, and what is in it; NotFound when there is none."""
    record = records.checklists.get(checklist_id, version)
    return record, sheets.checklist(records, record.row, record.sha256)
