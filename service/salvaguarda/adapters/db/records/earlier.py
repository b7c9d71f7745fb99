"""What an instrument or draft looked like before an edit: history stays."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, insert

from salvaguarda.adapters.db.tables.drafts import earlier

_ADD = insert(earlier)


def keep_earlier(
    connection: Connection,
    noun: str,
    subject_id: int,
    version: int,
    fields: Mapping[str, object],
    now: str,
    person_id: int,
) -> None:
    """Keep the fields that version `version` had, and who replaced them when."""
    values = {
        "noun": noun,
        "subject_id": subject_id,
        "version": version,
        "content": json.dumps(fields, ensure_ascii=False, sort_keys=True, default=str),
        "replaced_at": now,
        "replaced_by": person_id,
    }
    connection.execute(_ADD, values)
