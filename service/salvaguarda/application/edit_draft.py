"""Change what a person says of a draft; its words never change."""

from salvaguarda.application.add_draft import draft_values, refuse_unknown_paths
from salvaguarda.application.ports.audit import NewEntry
from salvaguarda.application.ports.drafts import DraftEdit
from salvaguarda.application.ports.records import Records


def edit_draft(records: Records, person_id: int, draft_id: int, version: int, edit: DraftEdit) -> None:
    """Keep the change when nobody saved meanwhile; Stale otherwise, Invalid for a role of an unknown provision."""
    before = records.drafts.get(draft_id)
    refuse_unknown_paths(edit.roles, (part.path for part in records.drafts.provisions(draft_id)))
    records.drafts.edit(draft_id, version, edit, person_id)
    after = draft_values(records.drafts.get(draft_id)) | {"roles": edit.roles}
    subject = {"instrument": before.instrument_id, "draft": draft_id}
    records.log.add(NewEntry("edit draft", person_id, subject, draft_values(before), after))
